"""A unit in sentences, grammatical whatever is known of it."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from parindex.language import Text, both
from parindex.reporting.facts import RoundFacts, UnitFacts
from parindex.reporting.facts.sentences_of_unit import (
    change_sentence,
    comparison_sentence,
    losses_sentence,
    regained_sentence,
    result_sentence,
    surveyed_sentences,
    unit_headline,
    unit_sentences,
)
from parindex.rounds import PreviousResult, Printed, Unit
from parindex.rounds.model import Estimate
from tests.builders import a_round, framework, imported, leaf, results_of
from tests.reporting.facts.small import POINTS, RULES, TREE, UNITS, before, of

Shipped = Callable[[str], RoundFacts]


def printed(result: Printed, code: str = "an") -> UnitFacts:
    data = a_round(
        TREE, units=UNITS, printed={code: result}, about={"kind": "transcribed", "data_status": "published"}
    )
    return UnitFacts(RoundFacts(results_of(data)), code)


def both_languages(say: Callable[..., str], facts: UnitFacts) -> tuple[str, str]:
    return say(facts, "vi"), say(facts, "en")


def test_lang_son_2019(shipped_facts: Shipped) -> None:
    lang_son = UnitFacts(shipped_facts("vn-provinces-2019"), "lang-son")
    assert both_languages(unit_headline, lang_son) == (
        "Lạng Sơn: 80,33 điểm, hạng 42/63, nhóm B, tăng 3,08 điểm, giảm 16 bậc",
        "Lang Son: 80.33 points, 42nd of 63, group B, up 3.08 points, down 16 places",
    )
    assert unit_sentences(lang_son, "vi") == (
        "Lạng Sơn đạt 80,33 điểm, xếp hạng 42/63, thuộc nhóm B.",
        "So với năm 2018, chỉ số tăng 3,08 điểm, thứ hạng giảm 16 bậc (từ 26 xuống 42).",
        "Chỉ số của Lạng Sơn thấp hơn 0,82 điểm so với bình quân chung (81,15) và thấp hơn 9,76 điểm "
        "so với đơn vị đứng đầu là Quảng Ninh (90,09).",
    )
    assert unit_sentences(lang_son, "en") == (
        "Lang Son scored 80.33 points and ranked 42nd of 63, in group B.",
        "Compared with 2018, the index rose by 3.08 points and the rank fell by 16 places "
        "(from 26th to 42nd).",
        "The index of Lang Son is 0.82 points below the mean of all (81.15) and 9.76 points below the first, "
        "Quang Ninh (90.09).",
    )


def test_a_ministry_of_2023(shipped_facts: Shipped) -> None:
    health = UnitFacts(shipped_facts("vn-ministries-2023"), "bo-y-te")
    assert unit_sentences(health, "vi") == (
        "Bộ Y tế đạt 79,80 điểm, xếp hạng 15/17, thuộc nhóm “còn lại (70–80%)”.",
        "Chưa có số liệu để so sánh Bộ Y tế với năm 2022.",
        "Chỉ số của Bộ Y tế thấp hơn 4,58 điểm so với bình quân chung (84,38), cao hơn 1,03 điểm so với bình quân nhóm "
        "“còn lại (70–80%)” (78,77) và thấp hơn 10,15 điểm so với đơn vị đứng đầu là Bộ Tư pháp (89,95).",
    )
    assert unit_sentences(health, "en") == (
        "The Ministry of Health scored 79.80 points and ranked 15th of 17, in the group “the rest (70–80%)”.",
        "The change of the Ministry of Health on 2022 is not known.",
        "The index of the Ministry of Health is 4.58 points below the mean of all (84.38), 1.03 points above the mean of "
        "the group “the rest (70–80%)” (78.77) and 10.15 points below the first, the Ministry of Justice (89.95).",
    )
    assert regained_sentence(health, "vi") == ""


def test_a_unit_of_which_nothing_is_known() -> None:
    unknown = printed(Printed())
    assert unit_sentences(unknown, "vi") == (
        "Chưa có số liệu về kết quả của An.",
        "Chưa có số liệu để so sánh An với năm 2024.",
        "Chưa có số liệu về điểm từng phần của An.",
    )
    assert both_languages(unit_headline, unknown) == (
        "An: chưa có số liệu", "An: result not known",
    )  # fmt: skip
    assert result_sentence(unknown, "en") == "The result of An is not known."


def test_a_unit_known_by_its_group_or_its_rank_alone() -> None:
    assert both_languages(result_sentence, printed(Printed(group="B"))) == (
        "An thuộc nhóm “Khá”; chưa có số liệu về chỉ số và thứ hạng.",
        "An is in the group “Fair”; its index and its rank are not known.",
    )
    assert both_languages(result_sentence, printed(Printed(None, 54))) == (
        "An xếp hạng 54; chưa có số liệu về chỉ số.",
        "An ranked 54th; its index is not known.",
    )


def test_a_unit_whose_place_is_not_known_and_one_that_is_not_ranked() -> None:
    assert both_languages(result_sentence, printed(Printed(Fraction("80.5")))) == (
        "An đạt 80,50 điểm, thuộc nhóm “Khá”; chưa có số liệu về thứ hạng.",
        "An scored 80.50 points, in the group “Fair”; its rank is not known.",
    )
    assert both_languages(result_sentence, of("office")) == (
        "Văn phòng đạt 0,00 điểm, thuộc nhóm C; đơn vị được chấm điểm nhưng không xếp hạng chung.",
        "The Office of the Government scored 0.00 points, in group C; it is scored, but not ranked with the others.",
    )


def test_ties_name_the_others() -> None:
    assert both_languages(result_sentence, of("binh")) == (
        "Bình đạt 70,00 điểm, xếp hạng 2/4 (đồng hạng với Dũng), thuộc nhóm “Khá”.",
        "Binh scored 70.00 points and ranked 2nd of 4 (level with Dung), in the group “Fair”.",
    )


def test_provisional_results_say_so_and_what_lacks() -> None:
    points = {**POINTS, "binh": {"1.1": 15, "1.2": 10}}
    rounds = RoundFacts(results_of(a_round(TREE, points, units=UNITS, marked=[("dung", "1.2")])))
    assert both_languages(result_sentence, UnitFacts(rounds, "binh")) == (
        "Bình đạt 25,00 điểm, xếp hạng 4/4, thuộc nhóm C (tạm tính, còn 1 mục chưa chấm).",
        "Binh scored 25.00 points and ranked 4th of 4, in group C (provisional: 1 item not yet scored).",
    )
    assert both_languages(result_sentence, UnitFacts(rounds, "an")) == (
        "An đạt 95,00 điểm, xếp hạng 1/4, thuộc nhóm A (tạm tính).",
        "An scored 95.00 points and ranked 1st of 4, in group A (provisional).",
    )
    assert both_languages(unit_headline, UnitFacts(rounds, "an")) == (
        "Số liệu tập huấn – An: 95,00 điểm, hạng 1/4, nhóm A, tạm tính",
        "Training data – An: 95.00 points, 1st of 4, group A, provisional",
    )


def changed(index: str | None, rank: int | None, **more: Any) -> UnitFacts:
    """Bình, now 70 points and second, against what it had before."""
    return of("binh", previous=before(binh=(index, rank)), **more)


def test_changes_up_down_and_none() -> None:
    assert both_languages(change_sentence, changed("75.5", 3)) == (
        "So với năm 2024, chỉ số giảm 5,50 điểm, thứ hạng tăng 1 bậc (từ 3 lên 2).",
        "Compared with 2024, the index fell by 5.50 points and the rank rose by 1 place (from 3rd to 2nd).",
    )
    assert both_languages(change_sentence, changed("70", 2)) == (
        "So với năm 2024, chỉ số không đổi, thứ hạng giữ nguyên (2).",
        "Compared with 2024, the index did not change and the rank stayed the same (2nd).",
    )
    assert both_languages(change_sentence, changed(None, 1)) == (
        "So với năm 2024, thứ hạng giảm 1 bậc (từ 1 xuống 2).",
        "Compared with 2024, the rank fell by 1 place (from 1st to 2nd).",
    )
    assert both_languages(change_sentence, changed("60", None)) == (
        "So với năm 2024, chỉ số tăng 10,00 điểm.",
        "Compared with 2024, the index rose by 10.00 points.",
    )


def test_a_change_too_small_to_print_is_not_called_none() -> None:
    assert both_languages(change_sentence, changed("69.999", None)) == (
        "So với năm 2024, chỉ số tăng chưa đến 0,01 điểm.",
        "Compared with 2024, the index rose by less than 0.01 points.",
    )
    assert both_languages(unit_headline, changed("70.001", None)) == (
        "Bình: 70,00 điểm, hạng 2/4, nhóm “Khá”, giảm chưa đến 0,01 điểm",
        "Binh: 70.00 points, 2nd of 4, the group “Fair”, down less than 0.01 points",
    )


def test_a_headline_without_change() -> None:
    assert both_languages(unit_headline, changed("70", 2)) == (
        "Bình: 70,00 điểm, hạng 2/4, nhóm “Khá”, điểm không đổi, giữ nguyên hạng",
        "Binh: 70.00 points, 2nd of 4, the group “Fair”, points unchanged, same rank",
    )


def test_a_merged_unit_is_compared_with_the_mean_of_its_parts() -> None:
    merged = Unit("an", both("An"), "province", predecessors=("x", "y"))
    past = PreviousResult({"x": Printed(Fraction(80)), "y": Printed(Fraction(90))})
    facts = RoundFacts(
        results_of(a_round(framework(leaf("1")), {"an": {"1": 84}}, units=[merged], previous=past))
    )
    assert both_languages(change_sentence, UnitFacts(facts, "an")) == (
        "So với bình quân của các đơn vị hợp nhất thành An năm 2024, chỉ số giảm 1,00 điểm, thứ hạng giữ nguyên (1).",
        "Compared with the mean of the units that formed An in 2024, the index fell by 1.00 points and "
        "the rank stayed the same (1st).",
    )


def test_a_change_across_a_break_is_never_told_without_a_remark(shipped_facts: Shipped) -> None:
    facts = UnitFacts(
        RoundFacts(shipped_facts("vn-provinces-2019").results, (both("Other criteria."),)), "lang-son"
    )
    assert both_languages(change_sentence, facts) == (
        "So với năm 2018 (cách đo khác), chỉ số tăng 3,08 điểm, thứ hạng giảm 16 bậc (từ 26 xuống 42).",
        "Compared with 2018 (measured differently), the index rose by 3.08 points and "
        "the rank fell by 16 places (from 26th to 42nd).",
    )
    assert both_languages(unit_headline, facts) == (
        "Lạng Sơn: 80,33 điểm, hạng 42/63, nhóm B, tăng 3,08 điểm, giảm 16 bậc, cách đo khác năm 2018",
        "Lang Son: 80.33 points, 42nd of 63, group B, up 3.08 points, down 16 places, "
        "measured differently from 2018",
    )


def test_losses_name_the_worst_area_or_the_worst_ones() -> None:
    assert both_languages(losses_sentence, of("dung")) == (
        "Dũng mất 24/80 điểm, nhiều nhất ở lĩnh vực “leaf 2” (24/50 điểm); 1 mục không áp dụng.",
        "Dung lost 24 of 80 points, most of them on the area “leaf 2” (24 of 50); 1 item did not apply.",
    )
    rules = framework(leaf("1", 50), leaf("2", 50), **RULES)
    tied = UnitFacts(RoundFacts(results_of(a_round(rules, {"an": {"1": 40, "2": 40}}))), "an")
    assert both_languages(losses_sentence, tied) == (
        "Unit an mất 20/100 điểm, nhiều nhất ở lĩnh vực “leaf 1” (10/50 điểm) và lĩnh vực “leaf 2” (10/50 điểm).",
        "Unit an lost 20 of 100 points, most of them on the area “leaf 1” (10 of 50) and the area “leaf 2” (10 of 50).",
    )


def test_full_marks_everywhere() -> None:
    an = UnitFacts(RoundFacts(results_of(a_round(framework(leaf("1")), {"an": {"1": 100}}))), "an")
    assert both_languages(losses_sentence, an) == (
        "Unit an đạt điểm tối đa ở mọi mục được chấm.",
        "Unit an got full marks on everything that was scored.",
    )


def test_comparisons_above_below_and_equal() -> None:
    assert both_languages(comparison_sentence, of("dung")) == (
        "Chỉ số của Dũng thấp hơn 3,75 điểm so với bình quân chung (73,75), cao hơn 5,00 điểm so với bình quân vùng "
        "Miền Nam (65,00), bằng bình quân nhóm “Khá” (70,00) và thấp hơn 25,00 điểm so với đơn vị đứng đầu là An "
        "(95,00).",
        "The index of Dung is 3.75 points below the mean of all (73.75), 5.00 points above the mean of its region, "
        "South (65.00), equal to the mean of the group “Fair” (70.00) and 25.00 points below the first, An (95.00).",
    )


def test_points_won_back() -> None:
    assert both_languages(regained_sentence, of("binh")) == (
        "Nếu đạt điểm tối đa ở các mục 1.1, 1.2 và 2 mà các đơn vị khác giữ nguyên, chỉ số sẽ là 100,00 điểm, hạng 1/4.",
        "With full marks on 1.1, 1.2 and 2, the others staying as they are, the index would be 100.00 points, 1st of 4.",
    )


def test_points_won_back_by_the_first_change_no_place() -> None:
    assert both_languages(regained_sentence, of("an")) == (
        "Nếu đạt điểm tối đa ở mục 2 mà các đơn vị khác giữ nguyên, chỉ số sẽ là 100,00 điểm.",
        "With full marks on 2, the others staying as they are, the index would be 100.00 points.",
    )


def test_points_from_surveys_are_said_to_be_left_out() -> None:
    rules = framework(leaf("1", 50), leaf("2", 50, imported()))
    points = {"an": {"1": 40}, "binh": {"1": 50}}
    measured: Any = {"council": {"an": {"2.value": 60}, "binh": {"2.value": 100}}}
    data = a_round(rules, points, measured=measured, estimates={(0, 0): Estimate(60, 1.5, 30, 400)})
    assert both_languages(regained_sentence, UnitFacts(RoundFacts(results_of(data)), "an")) == (
        "Nếu đạt điểm tối đa ở mục 1 (không kể mục lấy điểm từ khảo sát) mà các đơn vị khác giữ nguyên, "
        "chỉ số sẽ là 80,00 điểm, hạng 2/2.",
        "With full marks on 1 (items scored by surveys left out), the others staying as they are, "
        "the index would be 80.00 points, 2nd of 2.",
    )


def test_places_of_rounds_that_ranked_other_numbers_of_units_are_not_counted() -> None:
    past = before(an=("90", 2), binh=("70", 3), chi=("65", 4), dung=("95.5", 5), gone=("80", 1))
    assert both_languages(change_sentence, of("an", previous=past)) == (
        "So với năm 2024, chỉ số tăng 5,00 điểm, thứ hạng 2/5 nay là 1/4 "
        "(số đơn vị xếp hạng khác nhau nên không tính số bậc).",
        "Compared with 2024, the index rose by 5.00 points and the rank was 2/5 and is 1/4 "
        "(not the same number of units was ranked, so places are not counted).",
    )
    lone = of("an", previous=before(an=("90", 32)))
    assert change_sentence(lone, "vi") == (
        "So với năm 2024, chỉ số tăng 5,00 điểm, thứ hạng 32 nay là 1/4 "
        "(số đơn vị xếp hạng khác nhau nên không tính số bậc)."
    )
    assert unit_headline(lone, "vi") == "An: 95,00 điểm, hạng 1/4, nhóm A, tăng 5,00 điểm"


def test_what_surveys_found() -> None:
    rules = framework(
        {**leaf("1", 50, imported()), "title": Text(vi="SIPAS", en="SIPAS").model_dump()},
        leaf("2", 50, imported()),
    )
    estimates = {(0, 0): Estimate(85.14, 0.98, 2, 684), (0, 1): Estimate(0, 0.01, 30)}
    an = UnitFacts(RoundFacts(results_of(a_round(rules, units=["an"], estimates=estimates))), "an")
    assert surveyed_sentences(an, "vi") == (
        "index: 85,14%, khoảng tin cậy 95% từ 80,41 đến 88,88% (684 phiếu).",
        "index: 0,00%.",
    )
    assert surveyed_sentences(an, "en") == (
        "index: 85.14%, 95% confidence interval from 80.41 to 88.88% (684 answers).",
        "index: 0.00%.",
    )
