"""Texts as they are said aloud."""

import csv
import re
import unicodedata
from collections.abc import Iterator

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from parindex.reporting.speech.normalise import spoken
from parindex.reporting.speech.sentences import sentences
from parindex.shipped import frameworks, rounds, units

LANG_SON = (
    "Lạng Sơn đạt 80,33 điểm, hạng 42/63, nhóm B, tăng 3,08 điểm (+3,08), giảm 16 bậc (\u221216).",
    "Lạng Sơn đạt tám mươi phẩy ba mươi ba điểm, hạng bốn mươi hai trên sáu mươi ba, nhóm B, tăng ba phẩy không tám điểm "
    "(cộng ba phẩy không tám), giảm mười sáu bậc (trừ mười sáu).",
)
SAID = [
    LANG_SON,
    ("ngày 19/5/2020", "ngày mười chín tháng năm năm hai nghìn không trăm hai mươi"),
    ("từ 01/7/2025", "từ ngày mồng một tháng bảy năm hai nghìn không trăm hai mươi lăm"),
    ("2025-04-30", "ngày ba mươi tháng tư năm hai nghìn không trăm hai mươi lăm"),
    ("tháng 4/2020, tháng 5", "tháng tư năm hai nghìn không trăm hai mươi, tháng năm"),
    ("Tiêu chí 1.2.1", "Tiêu chí một chấm hai chấm một"),
    (
        "mục 2.1.1, 7.2.1 (1.2.1, 1.2.2).",
        "mục hai chấm một chấm một, bảy chấm hai chấm một (một chấm hai chấm một, một chấm hai chấm hai).",
    ),
    ("bản 2019.1", "bản hai nghìn không trăm mười chín chấm một"),
    ("36.525 người", "ba mươi sáu nghìn năm trăm hai mươi lăm người"),
    ("36\u202f525 người", "ba mươi sáu nghìn năm trăm hai mươi lăm người"),
    ("84,5\u00a0%", "tám mươi tư phẩy năm phần trăm"),
    ("76,1 – 84,5 %", "bảy mươi sáu phẩy một đến tám mươi tư phẩy năm phần trăm"),
    ("2017–2021", "hai nghìn không trăm mười bảy đến hai nghìn không trăm hai mươi mốt"),
    ("hạng 1, thứ 1, thứ 4, hạng 14", "hạng nhất, thứ nhất, thứ tư, hạng mười bốn"),
    ("876/QĐ-BNV", "tám trăm bảy mươi sáu quyết định Bộ Nội vụ"),
    (
        "UBND TP.Huế và TP Hồ Chí Minh: TTHC",
        "Ủy ban nhân dân thành phố Huế và thành phố Hồ Chí Minh: thủ tục hành chính",
    ),
    ("Chỉ số CCHC (PAR INDEX), SIPAS", "Chỉ số cải cách hành chính (pa in-đéch), si-pát"),
    ("A1, B2", "A1, B2"),
    ("Xây dựng văn bản quy phạm pháp luật (VBQPPL)", "Xây dựng văn bản quy phạm pháp luật"),
    ("Kết quả tự kiểm tra VBQPPL", "Kết quả tự kiểm tra văn bản quy phạm pháp luật"),
    (
        "Tốc độ tăng tổng sản phẩm trên địa bàn (GRDP) so với chỉ tiêu",
        "Tốc độ tăng tổng sản phẩm trên địa bàn so với chỉ tiêu",
    ),
    ("Chỉ số chuyển đổi số cấp tỉnh (DTI)", "Chỉ số chuyển đổi số cấp tỉnh"),
    (
        "Kết quả DTI, tăng trưởng (GRDP)",
        "Kết quả chỉ số chuyển đổi số, tăng trưởng (tổng sản phẩm trên địa bàn)",
    ),
    (
        "hệ thống quản lý chất lượng ISO 9001",
        "hệ thống quản lý chất lượng i-sô chín nghìn không trăm linh một",
    ),
]


@pytest.mark.parametrize(("written", "said"), SAID)
def test_vietnamese(written: str, said: str) -> None:
    assert spoken(written, "vi") == said


def vietnamese_texts(part: object) -> Iterator[str]:
    """Every Vietnamese text in a document that ships."""
    if isinstance(part, dict):
        for name, value in part.items():
            yield from [value] if name == "vi" and isinstance(value, str) else vietnamese_texts(value)
    elif isinstance(part, list):
        for value in part:
            yield from vietnamese_texts(value)


def test_every_abbreviation_in_what_ships_is_known() -> None:
    files = [*frameworks().values(), *(folder / "round.yaml" for folder in rounds().values())]
    texts = {text for file in files for text in vietnamese_texts(yaml.safe_load(file.read_text("utf-8")))}
    lists = [*units().values(), *(folder / "units.csv" for folder in rounds().values())]
    for file in lists:
        texts |= {row["name_vi"] for row in csv.DictReader(file.read_text("utf-8").splitlines())}
    assert len(texts) > 500
    left = {word for text in texts for word in re.findall(r"[A-ZĐ]{2,}", spoken(text, "vi"))}
    assert left == set()


def test_letters_in_two_code_points_are_the_same_letters() -> None:
    assert spoken(unicodedata.normalize("NFD", LANG_SON[0]), "vi") == LANG_SON[1]


def test_english_voices_read_numbers_themselves() -> None:
    written = "Lang Son: 80.33 points, rank 42/63, \u221216 places, +3.08 points (76.1 – 84.5 %); PAR INDEX"
    said = (
        "Lang Son: 80.33 points, rank 42 of 63, minus 16 places, plus 3.08 points (76.1 to 84.5 %); PAR index"
    )
    assert spoken(written, "en") == said


@given(st.text(alphabet=st.sampled_from("0123456789,.%/ –+\u2212aăđ"), max_size=40))
def test_nothing_that_a_voice_would_stumble_on_is_left(text: str) -> None:
    said = spoken(f" {text} ", "vi")
    assert "%" not in said
    assert "  " not in said


def test_sentences_end_where_a_reader_stops() -> None:
    text = "Lạng Sơn đạt 80,33 điểm. Ở TP. Huế có 1.005 phiếu! “Tốt”?  63 tỉnh… Điểm tăng. (Xem 1.2.)"
    assert sentences(text) == [
        "Lạng Sơn đạt 80,33 điểm.",
        "Ở TP. Huế có 1.005 phiếu!",
        "“Tốt”?",
        "63 tỉnh…",
        "Điểm tăng.",
        "(Xem 1.2.)",
    ]
    assert sentences("  ") == []


@given(st.text(max_size=200))
def test_sentences_are_the_whole_text(text: str) -> None:
    assert " ".join(sentences(text)) == " ".join(text.split())
