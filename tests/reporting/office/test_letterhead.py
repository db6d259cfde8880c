"""The head of a document: as an office gives it, else left to fill in; Decree 30/2020, Appendix I."""

import datetime
from pathlib import Path

import pytest

from parindex.language import LANGUAGES
from parindex.problems import Invalid
from parindex.reporting.office.letterhead import Letterhead, head_of, read_letterhead
from tests.reporting.office.sample import LETTERHEAD


def test_an_office_fills_in_all_of_it() -> None:
    head = head_of(LETTERHEAD, "Lạng Sơn", "BC", "vi")
    assert (head.superior, head.agency) == ("UBND TỈNH LẠNG SƠN", "SỞ NỘI VỤ")
    assert (head.nation, head.motto) == ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
    assert head.number == "Số: 07/BC-SNV"
    assert head.place_and_date == "Lạng Sơn, ngày 05 tháng 02 năm 2026"
    assert head.recipients == ("Bộ Nội vụ;", "UBND tỉnh Lạng Sơn;", "Lưu: VT, CCHC.")
    assert head.signature == ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")
    assert head.signer == "Nguyễn Văn A"


def test_what_is_not_given_is_left_to_fill_in() -> None:
    head = head_of(Letterhead(), "", "BC", "vi")
    assert (head.superior, head.agency) == ("[CƠ QUAN CHỦ QUẢN]", "[CƠ QUAN BAN HÀNH]")
    assert head.number == "Số: ……/BC-……"
    assert head.place_and_date == "……, ngày …… tháng …… năm ……"
    assert head.recipients == ("……;", "Lưu: VT, …….")
    assert (head.signature, head.signer) == (("[CHỨC VỤ CỦA NGƯỜI KÝ]",), "[Họ và tên]")


def test_in_english() -> None:
    head = head_of(LETTERHEAD, "Lang Son", "BC", "en")
    assert (head.nation, head.motto) == (
        "SOCIALIST REPUBLIC OF VIET NAM",
        "Independence - Freedom - Happiness",
    )
    assert (head.number, head.place_and_date) == ("No.: 07/BC-SNV", "Lang Son, 5 February 2026")
    assert head_of(Letterhead(), "", "BC", "en").place_and_date == "……, ……"


def test_words_may_be_given_in_both_languages() -> None:
    letterhead = Letterhead(agency={"vi": "Bộ Nội vụ", "en": "Ministry of Home Affairs"}, superior="")  # type: ignore[arg-type]
    assert [head_of(letterhead, "", "BC", language).agency for language in LANGUAGES] == [
        "BỘ NỘI VỤ", "MINISTRY OF HOME AFFAIRS",
    ]  # fmt: skip


def test_above_a_ministry_stands_no_agency() -> None:
    assert head_of(Letterhead(superior=""), "", "BC", "vi").superior == ""


def test_a_document_may_be_sent_to_one_or_to_several_and_else_to_nobody() -> None:
    """Appendix I, part II, 9: one after "Kính gửi:" as it is, several as a list that ends with a full stop."""
    heads = [
        head_of(Letterhead(addressed=names), "Lạng Sơn", "BC", "vi")
        for names in ((), ("Bộ Nội vụ",), ("Bộ Nội vụ", "UBND tỉnh {unit}"))
    ]
    assert [(head.addressed_title, head.addressed) for head in heads] == [
        ("", ()),
        ("Kính gửi:", ("Bộ Nội vụ",)),
        ("Kính gửi:", ("Bộ Nội vụ;", "UBND tỉnh Lạng Sơn.")),
    ]


def test_other_papers_name_the_document_by_number_day_and_agency() -> None:
    assert [head_of(LETTERHEAD, "Lạng Sơn", "BC", language).reference for language in LANGUAGES] == [
        "số 07/BC-SNV ngày 05 tháng 02 năm 2026 của Sở Nội vụ",
        "No. 07/BC-SNV of 5 February 2026, Sở Nội vụ",
    ]


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (datetime.date(2026, 1, 9), "ngày 09 tháng 01"),
        (datetime.date(2026, 3, 10), "ngày 10 tháng 3"),
        (datetime.date(2026, 12, 31), "ngày 31 tháng 12"),
    ],
)
def test_days_below_ten_and_the_first_two_months_have_a_zero(day: datetime.date, said: str) -> None:
    """Appendix I, part II, 4."""
    assert said in head_of(Letterhead(date=day), "", "BC", "vi").place_and_date


def test_a_number_of_three_digits_stays_as_it_is() -> None:
    assert head_of(Letterhead(number=177, symbol="BC-SNV"), "", "BC", "vi").number == "Số: 177/BC-SNV"


def test_an_office_writes_it_down_once(tmp_path: Path) -> None:
    file = tmp_path / "letterhead.yaml"
    file.write_text(
        "format: parindex-letterhead/1\nagency: Sở Nội vụ\ndate: 2026-05-26\nrecipients: [Bộ Nội vụ]\n",
        "utf-8",
    )
    assert read_letterhead(file) == Letterhead(
        agency="Sở Nội vụ", date=datetime.date(2026, 5, 26), recipients=("Bộ Nội vụ",)
    )


def test_everything_wrong_with_it_is_said_at_once(tmp_path: Path) -> None:
    file = tmp_path / "letterhead.yaml"
    file.write_text("agency: ''\nnumber: 0\ndate: soon\nsealed: true\n", "utf-8")
    with pytest.raises(Invalid) as caught:
        read_letterhead(file)
    assert [(problem.place.path, problem.text.vi) for problem in caught.value.problems] == [
        ("agency", "Không được để trống; bỏ cả dòng nếu để người soạn điền."),
        ("number", "0 không hợp lệ: phải từ 1 trở lên."),
        ("date", "'soon' không hợp lệ: phải là ngày, như 2026-05-26."),
        ("sealed", "Không có mục nào tên “sealed” ở đây; xoá hoặc sửa tên."),
    ]
