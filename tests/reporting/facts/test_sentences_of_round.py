"""A round in sentences: the headline and the press sheet, with nothing that an incomplete table cannot tell."""

from collections.abc import Callable
from fractions import Fraction

from parindex.language import Text
from parindex.reporting.facts import RoundFacts, UnitFacts
from parindex.reporting.facts.sentences_of_round import (
    after_headline,
    break_sentence,
    caveat_sentences,
    headline,
    press_lines,
    status_sentence,
)
from parindex.rounds import Printed
from parindex.rounds.model import PrintedAggregate
from tests.builders import a_round, framework, leaf, ranked, results_of
from tests.reporting.facts.small import POINTS, RULES, TREE, UNITS, before, facts

Shipped = Callable[[str], RoundFacts]


def test_the_announcement_of_2019_in_both_languages(shipped_facts: Shipped) -> None:
    found = shipped_facts("vn-provinces-2019")
    assert headline(found, "vi") == (
        "Quảng Ninh đứng đầu Chỉ số CCHC năm 2019 với 90,09 điểm; bình quân 81,15 điểm, tăng 4,23 điểm"
    )
    assert headline(found, "en") == (
        "Quang Ninh leads the PAR INDEX 2019 with 90.09 points; the mean is 81.15, up 4.23 points"
    )
    assert press_lines(found, "vi") == (
        "Số liệu đã công bố, chép lại từ nguồn công khai.",
        "Biết chỉ số của 12 trên 63 đơn vị; hạng là hạng đã công bố, không tính bình quân từ bảng này.",
        "Chỉ số CCHC năm 2019 của 63 đơn vị được xếp hạng bình quân đạt 81,15 điểm, tăng 4,23 điểm so với năm 2018.",
        "Quảng Ninh đứng đầu với 90,09 điểm; Bến Tre đứng cuối với 73,87 điểm; khoảng cách là 16,22 điểm.",
        "So với năm 2018, 62 đơn vị tăng điểm.",
        "Nhóm A có 1 đơn vị, nhóm B có 43 đơn vị, nhóm C có 19 đơn vị.",
        "Bình quân vùng đã biết: Đồng bằng sông Hồng (82,95), Đông Nam Bộ (82,02), Tây Nguyên (79,42).",
    )
    assert press_lines(found, "en") == (
        "Published figures, read in public sources.",
        "The index of 12 of 63 units is known; ranks are as published, and no means are taken from this table.",
        "The mean PAR INDEX 2019 of the 63 ranked units is 81.15 points, up 4.23 points on 2018.",
        "Quang Ninh is first with 90.09 points; Ben Tre is last with 73.87 points; they are 16.22 points apart.",
        "Compared with 2018, 62 units rose.",
        "There is 1 unit in group A, 43 units in group B and 19 units in group C.",
        "Known means of regions: Red River Delta (82.95), South-East (82.02), Central Highlands (79.42).",
    )


def test_changes_across_a_break_are_told_with_a_remark_and_its_reason(shipped_facts: Shipped) -> None:
    found = RoundFacts(shipped_facts("vn-provinces-2019").results, (Text(vi="Bộ mới.", en="A new set."),))
    assert headline(found, "vi") == (
        "Quảng Ninh đứng đầu Chỉ số CCHC năm 2019 với 90,09 điểm; "
        "bình quân 81,15 điểm, tăng 4,23 điểm so với năm 2018 (cách đo khác)"
    )
    assert headline(found, "en") == (
        "Quang Ninh leads the PAR INDEX 2019 with 90.09 points; "
        "the mean is 81.15, up 4.23 points on 2018 (measured differently)"
    )
    assert press_lines(found, "vi")[2:6:3] == (
        "Năm 2019 và năm 2018 không cùng cách đo, nên mức tăng, giảm chỉ để tham khảo: Bộ mới.",
        "So với năm 2018 (cách đo khác), 62 đơn vị tăng điểm.",
    )
    assert break_sentence(found, "en") == (
        "2019 and 2018 were measured differently, so take changes with care: A new set."
    )


def test_after_the_headline_the_mean_is_not_told_again(shipped_facts: Shipped) -> None:
    whole, part = shipped_facts("vn-provinces-2019"), shipped_facts("vn-ministries-2012")
    assert "the mean is" in headline(whole, "en")
    told_before = "The mean PAR INDEX 2019 of the 63 ranked units is 81.15 points, up 4.23 points on 2018."
    _, *told = press_lines(whole, "en")
    assert list(after_headline(whole, "en")) == [line for line in told if line != told_before] != told
    assert after_headline(part, "en") == press_lines(part, "en")[1:]


def test_a_break_is_of_no_account_where_no_change_is_told() -> None:
    reasons = (Text(vi="Bộ mới.", en="A new set."),)
    assert break_sentence(RoundFacts(ranked("80"), reasons), "vi") == ""
    assert break_sentence(RoundFacts(ranked("80")), "vi") == ""


def test_units_that_were_read_are_no_measure_of_how_many_there_were(shipped_facts: Shipped) -> None:
    """Of 2012 five ministries were read, one of them in place 19."""
    found = shipped_facts("vn-ministries-2012")
    assert caveat_sentences(found, "vi")[1] == (
        "Biết chỉ số của 5 đơn vị (chưa rõ tổng số); hạng là hạng đã công bố, không tính bình quân từ bảng này."
    )
    assert caveat_sentences(found, "en")[1] == (
        "The index of 5 units (of an unknown total) is known; ranks are as published, and no means are taken from "
        "this table."
    )


def test_the_ministries_of_2023(shipped_facts: Shipped) -> None:
    found = shipped_facts("vn-ministries-2023")
    assert headline(found, "en") == (
        "The Ministry of Justice leads the PAR INDEX 2023 with 89.95 points; the mean is 84.38, up 0.33 points "
        "(as announced)"
    )
    assert press_lines(found, "en")[1:] == (
        "The mean PAR INDEX 2023 of the 17 ranked units is 84.38 points, up 0.33 points (as announced) on 2022.",
        "The Ministry of Justice is first with 89.95 points; the Ministry of Industry and Trade is last with "
        "78.03 points; they are 11.92 points apart.",
        "There are 14 units in the group “over 80%” and 3 units in the group “the rest (70–80%)”.",
    )


def test_a_whole_round_with_changes_movers_and_one_that_is_not_ranked() -> None:
    past = before(an=("90", 2), binh=("70", 3), chi=("65", 4), dung=("95.5", 1), office=(None, None))
    found = facts(previous=past)
    assert press_lines(found, "vi") == (
        "Số liệu chính thức của cơ quan tổ chức đánh giá.",
        "Chỉ số CCHC năm 2025 của 4 đơn vị được xếp hạng bình quân đạt 73,75 điểm, giảm 6,38 điểm so với năm 2024.",
        "An đứng đầu với 95,00 điểm; Chi đứng cuối với 60,00 điểm; khoảng cách là 35,00 điểm.",
        "So với năm 2024, 1 đơn vị tăng điểm, 2 đơn vị giảm điểm và 1 đơn vị không đổi.",
        "Nhóm A có 1 đơn vị, nhóm “Khá” có 2 đơn vị, nhóm C có 1 đơn vị.",
        "Vùng có bình quân cao nhất là Miền Bắc (82,50), thấp nhất là Miền Nam (65,00).",
        "Lĩnh vực có chỉ số thành phần bình quân cao nhất là “area 1” (82,50%), thấp nhất là “leaf 2” (68,00%).",
        "Tăng bậc nhiều nhất là An (1 bậc, từ 2 lên 1) và Bình (1 bậc, từ 3 lên 2).",
        "Giảm bậc nhiều nhất là Dũng (1 bậc, từ 1 xuống 2).",
        "Văn phòng được chấm điểm nhưng không xếp hạng chung.",
    )
    assert press_lines(found, "en") == (
        "Official figures of the owner of the index.",
        "The mean PAR INDEX 2025 of the 4 ranked units is 73.75 points, down 6.38 points on 2024.",
        "An is first with 95.00 points; Chi is last with 60.00 points; they are 35.00 points apart.",
        "Compared with 2024, 1 unit rose, 2 units fell and 1 unit did not change.",
        "There is 1 unit in group A, 2 units in the group “Fair” and 1 unit in group C.",
        "The region with the highest mean is North (82.50), that with the lowest South (65.00).",
        "The area with the highest mean component index is “area 1” (82.50%), that with the lowest “leaf 2” (68.00%).",
        "Those that climbed furthest are An (1 place, from 2nd to 1st) and Binh (1 place, from 3rd to 2nd).",
        "Those that dropped furthest are Dung (1 place, from 1st to 2nd).",
        "The Office of the Government is scored, but not ranked with the others.",
    )


def test_a_group_without_units_has_none_in_good_vietnamese() -> None:
    found = facts(marked=[], units=UNITS)
    lines = press_lines(
        RoundFacts(results_of(a_round(TREE, {**POINTS, "an": POINTS["chi"]}, units=UNITS))), "vi"
    )
    assert "Nhóm A không có đơn vị nào, nhóm “Khá” có 1 đơn vị, nhóm C có 3 đơn vị." in lines
    assert "Nhóm A có 1 đơn vị" in " ".join(press_lines(found, "vi"))


def test_of_one_or_two_units_there_is_no_first_no_last_and_no_mean() -> None:
    found = RoundFacts(ranked(95, "80.5"))
    assert headline(found, "vi") == (
        "Số liệu tập huấn – Chỉ số CCHC năm 2025: Unit a 95,00 điểm và Unit b 80,50 điểm"
    )
    assert headline(found, "en") == (
        "Training data – PAR INDEX 2025: Unit a 95.00 points and Unit b 80.50 points"
    )
    assert len(press_lines(found, "vi")) == 1
    assert (found.first, found.last, found.gap, found.mean, found.movers()) == ((), (), None, None, ((), ()))
    assert found.ranked_units == 2
    assert UnitFacts(found, "a").comparisons == ()


def test_without_a_mean_the_first_is_said_to_be_first_in_what(shipped_facts: Shipped) -> None:
    found = shipped_facts("vn-provinces-2012")
    assert "Đà Nẵng đứng đầu Chỉ số CCHC năm 2012 với 87,12 điểm." in press_lines(found, "vi")
    assert "Da Nang is first in the PAR INDEX 2012 with 87.12 points." in press_lines(found, "en")


def test_two_in_first_place_lead_together() -> None:
    found = RoundFacts(ranked(95, 95, 80))
    assert headline(found, "vi") == (
        "Số liệu tập huấn – Unit a và Unit b cùng đứng đầu Chỉ số CCHC năm 2025 với 95,00 điểm; bình quân 90,00 điểm"
    )
    assert headline(found, "en") == (
        "Training data – Unit a and Unit b lead together the PAR INDEX 2025 with 95.00 points; the mean is 90.00"
    )
    assert press_lines(found, "vi")[2:3] == (
        "Unit a và Unit b cùng đứng đầu với 95,00 điểm; Unit c đứng cuối với 80,00 điểm; khoảng cách là 15,00 điểm.",
    )
    assert "Unit a and Unit b are first with 95.00 points" in press_lines(found, "en")[2]


def test_a_provisional_round_says_how_many_units_lack_something() -> None:
    points = {**POINTS, "binh": {"1.1": 15, "1.2": 10}}
    found = RoundFacts(results_of(a_round(TREE, points, units=UNITS, marked=[("dung", "1.2")])))
    assert headline(found, "vi").endswith(" (tạm tính)")
    assert headline(found, "en").endswith(" (provisional)")
    assert press_lines(found, "vi")[1] == "Kết quả còn tạm tính: 1 đơn vị còn mục chưa chấm."
    assert press_lines(found, "en")[1] == "The result is provisional: 1 unit still has items to be scored."
    more = {**points, "chi": {"1.1": 20}}
    again = RoundFacts(results_of(a_round(TREE, more, units=UNITS, marked=[("dung", "1.2")])))
    assert press_lines(again, "en")[1] == "The result is provisional: 2 units still have items to be scored."


def test_a_table_without_a_first_says_how_much_is_known() -> None:
    data = a_round(TREE, units=UNITS, about={"kind": "transcribed", "data_status": "published"})
    found = RoundFacts(results_of(data))
    assert headline(found, "vi") == "Chỉ số CCHC năm 2025: biết chỉ số của 0 trên 5 đơn vị"
    assert headline(found, "en") == "PAR INDEX 2025: the index of 0 of 5 units is known"
    assert len(press_lines(found, "vi")) == 3
    assert len(press_lines(found, "en")) == 3
    first_only = a_round(
        TREE, units=UNITS, about={"kind": "transcribed"}, printed={"an": Printed(Fraction(95), 1)}
    )
    led = RoundFacts(results_of(first_only))
    assert headline(led, "vi") == "Số liệu tập huấn – An đứng đầu Chỉ số CCHC năm 2025 với 95,00 điểm"
    assert headline(led, "en") == "Training data – An leads the PAR INDEX 2025 with 95.00 points"


def test_a_printed_mean_without_the_number_of_units_and_without_change() -> None:
    aggregates = (
        PrintedAggregate("mean", "", Fraction(80)),
        PrintedAggregate("points_change", "", Fraction(0)),
        PrintedAggregate("rose", "", Fraction(0)),
    )
    data = a_round(TREE, units=UNITS[:1], aggregates=aggregates, about={"kind": "transcribed"})
    found = RoundFacts(results_of(data))
    assert press_lines(found, "vi")[2:] == (
        "Chỉ số CCHC năm 2025 bình quân đạt 80,00 điểm, không đổi so với năm 2024.",
        "So với năm 2024, không đơn vị nào tăng điểm.",
    )
    assert press_lines(found, "en")[2:] == (
        "The mean PAR INDEX 2025 is 80.00 points, unchanged on 2024.",
        "Compared with 2024, no units rose.",
    )


def test_several_that_are_not_ranked() -> None:
    rules = framework(leaf("1"), **{**RULES, "ranking": {"unranked_units": ["b", "c"]}})
    found = RoundFacts(results_of(a_round(rules, {code: {"1": 80} for code in "abc"})))
    assert press_lines(found, "en")[-1] == "Unit b and Unit c are scored, but not ranked with the others."


def test_whose_figures_these_are() -> None:
    assert status_sentence(RoundFacts(ranked(80)), "en") == (
        "TRAINING DATA: synthetic, made by a program, not the result of any unit."
    )
