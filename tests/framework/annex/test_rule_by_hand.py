"""Ways of scoring as officers type them, and those that are better listed than guessed."""

from decimal import Decimal

import pytest

from parindex.framework.annex.handwritten import rule_in_free_words
from parindex.framework.annex.items import Unread
from parindex.framework.rules import AnyRule, Bands, Checklist, Deductions, Levels, Proportional


def read(text: str, maximum: str | None = "1", language: str = "vi") -> AnyRule:
    return rule_in_free_words(
        text, "en" if language == "en" else "vi", "Tỷ lệ hồ sơ", Decimal(maximum) if maximum else None
    )


def bands_of(text: str, maximum: str = "1", language: str = "vi") -> dict[str, str]:
    rule = read(text, maximum, language)
    assert isinstance(rule, Bands)
    return {str(band.within): str(band.points) for band in rule.bands}


@pytest.mark.parametrize(
    ("text", "bands"),
    [
        (
            "Từ 80% - dưới 90%: 0.5\nDưới 80%: 0\nTừ 90% trở lên: 1",
            {"[80, 90)": "0.5", "(-inf, 80)": "0", "[90, inf)": "1"},
        ),
        (
            "Trên 90%: 1; từ 80% đến 90%: 0,5; dưới 80%: 0.",
            {"(90, inf)": "1", "[80, 90]": "0.5", "(-inf, 80)": "0"},
        ),
        (
            "+ 100%: 1 điểm\n+ Từ 80 – dưới 100%: 0,5đ\n+ Dưới 80%: 0đ",
            {"[100, 100]": "1", "[80, 100)": "0.5", "(-inf, 80)": "0"},
        ),
        ("≥ 90%: điểm tối đa; < 90%: 0", {"[90, inf)": "1", "(-inf, 90)": "0"}),
        (
            "Đạt từ 70% trở lên thì được 1 điểm\nTrên 50% đến dưới 70% được 0,5 điểm\nKhông quá 50% - 0 điểm",
            {"[70, inf)": "1", "(50, 70)": "0.5", "(-inf, 50]": "0"},
        ),
        (
            "Nếu tỷ lệ này đạt trên 60 phần trăm (1 điểm)\nTừ 60 phần trăm trở xuống (0 điểm)",
            {"(60, inf)": "1", "(-inf, 60]": "0"},
        ),
        ("Thang điểm:\nTừ 0% đến 50%: 0\nTrên 50% đến 100%: 1", {"[0, 50]": "0", "(50, 100]": "1"}),
    ],
)
def test_bands_are_read_in_the_forms_that_annexes_have(text: str, bands: dict[str, str]):
    assert bands_of(text) == bands


def test_bands_are_of_what_the_heading_names_else_of_the_title():
    named = read(
        "Tính tỷ lệ % hồ sơ đúng hạn so với tổng số hồ sơ:\n- Từ 95% số hồ sơ trở lên: 1\n- Dưới 95% số hồ sơ: 0"
    )
    assert isinstance(named, Bands)
    assert named.value.variables[0].title.vi == "tỷ lệ % hồ sơ đúng hạn so với tổng số hồ sơ"
    assert named.value.variables[0].kind == "percent"
    plain = read("Từ 95% trở lên: 1; dưới 95%: 0")
    assert isinstance(plain, Bands)
    assert plain.value.variables[0].title.vi == "Tỷ lệ hồ sơ"


def test_counted_things_become_the_unit():
    rule = read("Từ 5 mô hình trở lên: 1; từ 2 - dưới 5 mô hình: 0,5; dưới 2 mô hình: 0")
    assert isinstance(rule, Bands)
    assert rule.value.variables[0].unit is not None
    assert rule.value.variables[0].unit.vi == "mô hình"
    assert rule.value.variables[0].kind == "number"


def test_bare_numbers_have_no_unit():
    rule = read("Từ 5 trở lên: 1; dưới 5: 0")
    assert isinstance(rule, Bands)
    assert (rule.value.variables[0].unit, rule.value.variables[0].kind) == (None, "number")


def test_a_rate_may_pass_100_only_where_a_band_does():
    rule = read("Trên 100%: 1; từ 100% trở xuống: 0")
    assert isinstance(rule, Bands)
    assert rule.value.variables[0].upper is None
    above = read("Từ 100% trở lên: 1; dưới 100%: 0")
    assert isinstance(above, Bands)
    assert above.value.variables[0].upper is None


def test_english_bands_are_read_in_our_own_words():
    text = "95% or more: 1 point\nFrom 90% to under 95%: 0.5 points\nUnder 90%: 0 points"
    assert bands_of(text, language="en") == {"[95, inf)": "1", "[90, 95)": "0.5", "(-inf, 90)": "0"}
    levels = read("Any value: 1; nothing: 0", language="en")
    assert isinstance(levels, Levels)


@pytest.mark.parametrize(
    ("text", "maximum", "levels"),
    [
        (
            "Ban hành kịp thời: 0,5; không ban hành: 0",
            "0.5",
            {"ban_hanh_kip_thoi": "0.5", "khong_ban_hanh": "0"},
        ),
        ("a) Có: điểm tối đa\nb) Không: 0", "2", {"co": "2", "khong": "0"}),
        ("Chấm điểm như sau:\nTốt: 1\nKhá: 1.0\nKém = 0", "1", {"tot": "1", "kha": "1.0", "kem": "0"}),
        ("Tỷ lệ hồ sơ:\nĐủ: 1\nThiếu: 0", "1", {"du": "1", "thieu": "0"}),
        ("Từ 50% trở lên: 1; không thực hiện: 0", "1", {"tu_50_tro_len": "1", "khong_thuc_hien": "0"}),
        ("Có: 1; không: 0", None, {"co": "1", "khong": "0"}),
    ],
)
def test_levels_are_read_where_the_best_is_the_maximum(
    text: str, maximum: str | None, levels: dict[str, str]
):
    rule = read(text, maximum)
    assert isinstance(rule, Levels)
    assert {level.code: str(level.points) for level in rule.levels} == levels


def test_items_that_add_up_to_the_maximum_are_a_checklist():
    rule = read(
        "- Có kế hoạch; có phân công: 0,5\n- Gửi\nđúng hạn: 0,25\n- Công khai. Có báo cáo: 0,25".replace(
            ". Có", ", có"
        )
    )
    assert isinstance(rule, Checklist)
    assert [(item.title.vi, str(item.points)) for item in rule.items] == [
        ("Có kế hoạch; có phân công", "0.5"),
        ("Gửi đúng hạn", "0.25"),
        ("Công khai, có báo cáo", "0.25"),
    ]


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("Mỗi báo cáo chậm trừ 0,25 điểm", {"báo cáo chậm": "0.25"}),
        ("Cứ mỗi lần gửi chậm, thì bị trừ 0.1 điểm.", {"lần gửi chậm": "0.1"}),
        (
            "Gửi đủ, đúng hạn: 1 điểm; mỗi báo cáo chậm trừ 0,25 điểm; trừ 0,5 điểm cho mỗi báo cáo thiếu",
            {"báo cáo chậm": "0.25", "báo cáo thiếu": "0.5"},
        ),
        ("Bị trừ 0,2 điểm/văn bản sai", {"văn bản sai": "0.2"}),
    ],
)
def test_deductions_are_read_per_event(text: str, events: dict[str, str]):
    rule = read(text)
    assert isinstance(rule, Deductions)
    assert {event.title.vi: str(event.points) for event in rule.events} == events
    assert rule.floor == 0


def test_a_rate_by_formula_with_nothing_under_its_floor_is_read():
    rule = read(
        "Tính tỷ lệ % hồ sơ đúng hạn. Nếu tỷ lệ này đạt từ 80% trở lên thì điểm đánh giá được tính theo công thức: "
        "(Tỷ lệ % hồ sơ đúng hạn x điểm tối đa)/100%. Nếu tỷ lệ này dưới 80% thì điểm đánh giá là 0."
    )
    assert isinstance(rule, Proportional)
    assert (rule.full_mark, rule.floor) == (100, 80)
    assert rule.value.variables[0].title.vi == "tỷ lệ % hồ sơ đúng hạn"
    short = read(f"{FORMULA}\nDưới 80% không tính điểm")
    assert isinstance(short, Proportional)
    assert short.value.variables[0].title.vi == "Tỷ lệ hồ sơ"


FORMULA = "Từ 80% trở lên tính theo công thức: (Tỷ lệ % x điểm tối đa)/100%"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Đánh giá qua điều tra xã hội học", "Đánh giá qua điều tra xã hội học"),
        ("Tốt: 1; kém: 0\nKhông có hồ sơ thì đạt điểm tối đa", "Không có hồ sơ thì đạt điểm tối đa"),
        ("Chấm theo từng quý rồi lấy bình quân:\nTốt: 1\nKém: 0", "Chấm theo từng quý rồi lấy bình quân"),
        ("Thực hiện tốt: 0,5 - 1 điểm; không: 0", "Thực hiện tốt: 0,5 - 1 điểm"),
        ("Tốt: -1; kém: 0", "Tốt: -1"),
        ("Cứ 2 báo cáo chậm trừ 0,25 điểm", "Cứ 2 báo cáo chậm"),
        ("Gửi đủ: 0,5 điểm; mỗi báo cáo chậm trừ 0,25 điểm", "Gửi đủ: 0,5"),
        ("Mỗi sáng kiến được 1 điểm; không có: 0", "Mỗi sáng kiến"),
        (
            "Tính tỷ lệ % hồ sơ, nếu không có hồ sơ thì đạt điểm tối đa:\nTừ 90% trở lên: 1; dưới 90%: 0",
            "nếu không có hồ sơ",
        ),
        ("Từ 90% - dưới 100%: 1; dưới 90%: 0", "Chưa có khoảng cho giá trị lớn nhất"),
        ("Từ 5 - 100 mô hình: 1; dưới 5 mô hình: 0", "Chưa có khoảng cho giá trị lớn nhất"),
        ("Thang điểm:", "Không thấy dòng nào có điểm"),
        ("Tốt: 1", "ít nhất hai mức"),
        ("Tốt: 0,5; kém: 0", "đều không bằng điểm tối đa"),
        ("Từ 90% trở lên: 1; từ 80% đến 90%: 0,5; dưới 80%: 0", "chồng lên nhau"),
        ("Trên 90%: 1; dưới 90%: 0", "để hở một đoạn"),
        ("Từ 90% trở lên: 1; từ 80% - dưới 90%: 0,5", "Chưa có khoảng cho giá trị dưới 80"),
        ("Từ 90% trở lên: 1; từ 5 xã - dưới 90 xã: 0,5; dưới 5 xã: 0", "không cùng đơn vị"),
        ("Trên 1.000 hồ sơ: 1; từ 1.000 hồ sơ trở xuống: 0", "1.000"),
        ("Từ 90% trở lên: 0,5; dưới 90%: 0", "nhiều nhất 0,5 điểm"),
        (f"{FORMULA}; dưới 70%: 0", "không khớp nhau"),
        (f"{FORMULA}; dưới 80% và có khiếu nại: 0", "có khiếu nại"),
        (FORMULA.replace("tính", "và không có khiếu nại thì tính"), "không có khiếu nại"),
        (FORMULA, "không khớp nhau"),
        (f"{FORMULA}; dưới 80%: 0; riêng vùng cao: cộng thêm", "riêng vùng cao"),
    ],
)
def test_what_cannot_be_read_without_guessing_is_refused_with_the_reason(text: str, why: str):
    with pytest.raises(Unread) as refused:
        read(text)
    assert why in refused.value.text.vi
    assert refused.value.text.en


def test_full_points_mean_nothing_where_the_maximum_is_unknown():
    with pytest.raises(Unread, match="Có"):
        read("Có: điểm tối đa; không: 0", None)
