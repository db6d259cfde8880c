"""The report of a unit: what stands in it, of a whole round and of printed totals; in both languages alike."""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import pytest

from parindex.reporting.facts import RoundFacts, UnitFacts
from parindex.reporting.office.blocks import Amount, Block, Heading, Paragraph, Picture, Table
from parindex.reporting.office.document import OfficialDocument
from parindex.reporting.reports.setting import Setting
from parindex.reporting.reports.unit import unit_report
from parindex.robustness.sampling import sampled_index
from parindex.rounds import PreviousResult, Printed
from parindex.rounds.model import Adjustment, Improvement
from parindex.scoring import Results
from tests.builders import a_round, crosswalk, framework, item, leaf, results_of
from tests.reporting.facts.small import POINTS, TREE, UNITS, of

Shipped = Callable[[str], RoundFacts]


def report(facts: UnitFacts, language: str = "vi") -> OfficialDocument:
    return unit_report(facts, language, Setting())  # type: ignore[arg-type]


def headings(document: OfficialDocument) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Heading)]


def paragraphs(document: OfficialDocument) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def table(document: OfficialDocument, code: str) -> list[tuple[str, ...]]:
    [found] = [each for each in document.tables if each.code == code]
    return list(document.rows_of(found))


def shape(document: OfficialDocument) -> list[tuple[str, int]]:
    def size(block: Block) -> int:
        return len(block.rows) if isinstance(block, Table) else 1

    return [(type(block).__name__, size(block)) for block in document.blocks]


def test_lang_son_in_the_training_round_has_every_section(shipped_facts: Shipped) -> None:
    document = report(UnitFacts(shipped_facts("training-provinces-2025"), "lang-son"))
    assert (document.kind, document.summary) == (
        "BÁO CÁO", "Kết quả Chỉ số cải cách hành chính năm 2025 của tỉnh Lạng Sơn",
    )  # fmt: skip
    assert headings(document) == [
        "I. KẾT QUẢ CHUNG",
        "II. CHỈ SỐ THÀNH PHẦN",
        "III. SO SÁNH VỚI CÁC ĐƠN VỊ KHÁC",
        "IV. TIÊU CHÍ ĐẠT ĐIỂM TỐI ĐA",
        "V. TIÊU CHÍ BỊ MẤT ĐIỂM",
        "VI. KẾT QUẢ ĐIỀU TRA, KHẢO SÁT",
        "VII. NGUYÊN NHÂN VÀ GIẢI PHÁP",
    ]
    assert [(section.is_landscape, section.annex) for section in document.sections] == [
        (False, ""), (True, "NGUYÊN NHÂN VÀ GIẢI PHÁP"),
    ]  # fmt: skip
    assert document.label == "SỐ LIỆU TẬP HUẤN: do máy sinh ra, không phải kết quả của đơn vị nào"
    assert paragraphs(document)[:3] == [
        "SỐ LIỆU TẬP HUẤN: giả lập, do máy sinh ra, không phải kết quả của đơn vị nào.",
        "Kết quả còn tạm tính: 2 đơn vị còn mục chưa chấm.",
        "Bộ chỉ số minh hoạ, không phải văn bản chính thức.",
    ]


def test_losses_come_largest_first_with_reasons_and_the_plan_beside_them(shipped_facts: Shipped) -> None:
    facts = UnitFacts(shipped_facts("training-provinces-2025"), "lang-son")
    document = report(facts)
    lost = table(document, "lost_points")
    assert lost[0] == (
        "2.1.1",
        "Ban hành VBQPPL theo đúng chương trình, tiến độ",
        "1,5",
        "0,00",
        "0,00",
        "1,50",
        "",
    )
    [row] = [row for row in lost if row[0] == "3.4.1"]
    assert row[2:] == ("1", "1,00", "0,50", "0,50", "Văn bản mới ở dạng dự thảo, chưa ban hành.")
    plan = table(document, "plan")
    assert [row[0] for row in plan[:3]] == ["2.1.1", "7.2.1", "5.5.1"]
    assert plan[0][7:] == (
        "Sở Tư pháp",
        "Các sở, ban, ngành được giao soạn thảo",
        "Giao thời hạn cho từng bước soạn thảo; người đứng đầu cơ quan soạn thảo chịu trách nhiệm khi lùi thời hạn.",
        "Bảng theo dõi tiến độ ban hành văn bản, cập nhật hằng tháng",
        "31/03/2026",
    )
    assert len([row for row in plan if row[0] == "3.4.1"]) == 2
    assert {row[6:] for row in plan if row[0] == "8.1.1"} == {("",) * 6}
    assert len(plan) == len(lost) + 1


def test_a_waterfall_shows_the_losses_where_there_are_any(shipped_facts: Shipped) -> None:
    document = report(UnitFacts(shipped_facts("training-provinces-2025"), "lang-son"))
    [chart] = [block.chart for block in document.blocks if isinstance(block, Picture)]
    assert chart.code == "lost-points-lang-son"
    nothing = RoundFacts(results_of(a_round(framework(leaf("1")), {"an": {"1": 100}})))
    assert [block for block in report(UnitFacts(nothing, "an")).blocks if isinstance(block, Picture)] == []


def test_tables_of_a_small_round_are_those_worked_out_by_hand() -> None:
    """Dũng: 70 points, 2nd with Bình, region 65, group 70, all 73.75, the first 95."""
    document = report(of("dung"))
    assert table(document, "result") == [
        ("Chỉ số", "70,00"), ("Hạng", "2/4"), ("Hạng trong vùng", "1/2"), ("Nhóm", "Khá"),
    ]  # fmt: skip
    assert table(document, "components") == [
        ("1", "area 1", "30", "30,00", "100,00", "1/4"),
        ("2", "leaf 2", "50", "26,00", "52,00", "3/4"),
    ]
    assert table(document, "compared") == [
        ("Chỉ số", "70,00", "65,00", "70,00", "73,75", "95,00"),
        ("area 1", "100,00", "90,00", "75,00", "82,50", "100,00"),
        ("leaf 2", "52,00", "46,00", "71,00", "68,00", "90,00"),
    ]
    assert table(document, "full_marks") == [("1.1", "leaf 1.1", "30")]
    assert table(document, "lost_points") == [("2", "leaf 2", "50", "26,00", "24,00", "")]
    assert table(document, "plan") == [("2", "leaf 2", "50", "–", "26,00", "24,00", *("",) * 6)]
    assert "Mục không áp dụng: 1.2 leaf 1.2 (does not apply)." in paragraphs(document)
    assert document.label == ""


def test_self_scores_stand_under_their_own_name() -> None:
    """At the stage of self-assessment there is no appraisal yet; after the first, both have a column."""
    from parindex.scoring import rank, score

    own = {**POINTS, "dung": {"1.1": 30, "2": 30}}
    data = a_round(TREE, POINTS, entered={"self": own}, units=UNITS, marked=[("dung", "1.2")])
    document = report(UnitFacts(RoundFacts(rank(score(data, "self"))), "dung"))
    assert document.summary.endswith(" (theo điểm tự đánh giá)")
    for code in ("lost_points", "plan"):
        [shown] = [each for each in document.tables if each.code == code]
        assert [column.title for column in shown.columns][2:5] == ["Tối đa", "Tự chấm", "Mất"]
    assert table(document, "lost_points") == [("2", "leaf 2", "50", "30,00", "20,00", "")]
    assert not any("có chỉ số" in text or "đạt cao nhất" in text for text in paragraphs(document))
    later = report(UnitFacts(RoundFacts(rank(score(data, "appraisal_1"))), "dung"))
    [shown] = [each for each in later.tables if each.code == "lost_points"]
    assert [column.title for column in shown.columns][3:5] == ["Tự chấm", "Thẩm định lần 1"]
    assert table(later, "lost_points") == [("2", "leaf 2", "50", "30,00", "30,00", "20,00", "")]


def test_losses_are_told_by_area_and_items_without_any_point_by_name() -> None:
    points = {**POINTS, "binh": {"1.1": 0, "1.2": 15, "2": 45}}
    document = report(UnitFacts(RoundFacts(results_of(a_round(TREE, points, units=UNITS))), "binh"))
    assert table(document, "lost_by_area") == [
        ("1", "area 1", "35,00", "50", "70,00"),
        ("2", "leaf 2", "5,00", "50", "10,00"),
    ]
    assert "Mục không được điểm nào: 1.1 leaf 1.1." in paragraphs(document)


def test_the_first_is_not_set_against_itself() -> None:
    assert table(report(of("an")), "compared")[0] == ("Chỉ số", "95,00", "82,50", "–", "73,75")


PLAN = Improvement("an", "1", "cause", "office", "", "solution", "", None)


def test_a_plan_on_a_leaf_at_full_marks_is_kept() -> None:
    data = a_round(framework(leaf("1", 50), leaf("2", 50)), {"an": {"1": 50, "2": 50}}, improvements=(PLAN,))
    facts = UnitFacts(RoundFacts(results_of(data)), "an")
    assert table(report(facts), "plan") == [
        ("1", "leaf 1", "50", "–", "50,00", "0,00", "cause", "office", "", "solution", "", "")
    ]
    assert facts.has_all_points


def test_a_unit_at_full_marks_without_a_plan_needs_none() -> None:
    facts = RoundFacts(results_of(a_round(framework(leaf("1")), {"an": {"1": 100}})))
    assert "plan" not in {each.code for each in report(UnitFacts(facts, "an")).tables}


TOTAL = framework(leaf("total"), levels=[{"code": "part", "title": {"vi": "phần điểm", "en": "part"}}])
PARTS = framework(
    leaf("appraised", "68.5"), leaf("survey", "31.5"),
    levels=[{"code": "part", "title": {"vi": "phần điểm", "en": "part"}}],
)  # fmt: skip


def test_of_a_printed_total_the_plan_is_what_the_unit_wrote_or_blank() -> None:
    about = {"kind": "transcribed", "data_status": "published"}
    settings = {"units": ["an"], "printed": {"an": Printed(Fraction(80), 42)}, "about": about}
    written = a_round(TOTAL, improvements=(replace(PLAN, leaf="total"),), **settings)
    document = report(UnitFacts(RoundFacts(results_of(written)), "an"))
    assert table(document, "plan") == [
        ("leaf total", "100", "–", "–", "–", "cause", "office", "", "solution", "", "")
    ]
    blank = report(UnitFacts(RoundFacts(results_of(a_round(TOTAL, **settings))), "an"))
    assert table(blank, "plan") == [("",) * 11] * 3
    assert (
        "Bảng ở Phụ lục kèm theo để trống, cho đơn vị ghi các tiêu chí bị mất điểm, nguyên nhân và giải pháp."
        in paragraphs(blank)
    )
    assert (
        paragraphs(blank).count(
            "Nguồn chỉ in tổng điểm, không in điểm từng tiêu chí, nên không nêu tiêu chí đạt hoặc mất điểm."
        )
        == 1
    )
    whole = {**settings, "printed": {"an": Printed(Fraction(100), 1)}}
    assert "plan" not in {
        t.code for t in report(UnitFacts(RoundFacts(results_of(a_round(TOTAL, **whole))), "an")).tables
    }


def test_parts_of_a_printed_sum_are_no_criteria() -> None:
    """57.66 + 29.38 is 87.04, but 12.97 is lost where 12.96 lacks: printed parts were rounded each by itself."""
    points = {"an": {"appraised": "57.66", "survey": "29.37"}, "binh": {"appraised": "50", "survey": "30"}}
    printed = {"an": Printed(Fraction("87.04"), 1), "binh": Printed(Fraction(80), 2)}
    data = a_round(PARTS, points, printed=printed, about={"kind": "reconciled", "data_status": "published"})
    document = report(UnitFacts(RoundFacts(results_of(data)), "an"))
    assert [text.split(". ")[1] for text in headings(document)] == [
        "KẾT QUẢ CHUNG", "CHỈ SỐ THÀNH PHẦN", "SO SÁNH VỚI CÁC ĐƠN VỊ KHÁC", "NGUYÊN NHÂN VÀ GIẢI PHÁP",
    ]  # fmt: skip
    assert not any("12,97" in text or "mất" in text.replace("mất điểm", "") for text in paragraphs(document))
    assert any("các phần điểm “leaf appraised” và “leaf survey”" in text for text in paragraphs(document))
    assert [block for block in document.blocks if isinstance(block, Picture)] == []


def test_points_that_are_not_known_stand_as_dashes_in_the_plan() -> None:
    data = a_round(
        framework(leaf("1", 50), leaf("2", 50)), {"an": {"1": 40}}, printed={"an": Printed(Fraction(80), 1)},
        about={"kind": "reconciled", "data_status": "published"},
    )  # fmt: skip
    assert table(report(UnitFacts(RoundFacts(results_of(data)), "an")), "plan") == [
        ("1", "leaf 1", "50", "–", "40,00", "10,00", *("",) * 6),
        ("2", "leaf 2", "50", "–", "–", "–", *("",) * 6),
    ]


def test_items_not_yet_scored_are_named() -> None:
    points = {**POINTS, "binh": {"1.1": 15, "1.2": 10}}
    facts = RoundFacts(results_of(a_round(TREE, points, units=UNITS, marked=[("dung", "1.2")])))
    said = paragraphs(report(UnitFacts(facts, "binh"), "en"))
    assert "Items not yet scored: 2 leaf 2." in said
    assert "Bình lost points" not in " ".join(said)
    assert "Binh lost points on 2 items, 25 points in all; the largest loss comes first." in said


def changed() -> Results:
    """90 of 100 after 77.25, with a prize, a warning and a deduction."""
    rules = framework(
        leaf("1"),
        adjustments={
            "bonus": {"cap": 2, "items": [item("prize", 1)]},
            "penalty": {"cap": 2, "items": [item("warning", 2)]},
            "deductions": [item("late", "0.5")],
        },
    )
    adjustments = (
        Adjustment("an", "bonus", "prize", "", 1),
        Adjustment("an", "penalty", "warning", "", 1),
        Adjustment("an", "deduction", "late", "1", 1),
    )
    from parindex.rounds import PreviousCell, State

    past = PreviousResult(
        {"an": Printed(Fraction("77.25"), 26)},
        {"an": {"1": PreviousCell(Fraction("77.25"), Fraction(100), State.SCORED)}},
    )
    return results_of(
        a_round(
            rules,
            {"an": {"1": "90.5"}},
            adjustments=adjustments,
            previous=past,
            crosswalk=crosswalk((["1"], ["1"])),
        )
    )


def test_changes_and_points_outside_the_criteria_stand_in_the_first_table() -> None:
    document = report(UnitFacts(RoundFacts(changed()), "an"), "en")
    assert table(document, "result") == [
        ("Index", "89.00"),
        ("Rank", "1/1"),
        ("Index of 2024", "77.25"),
        ("Rank of 2024", "26"),
        ("Change of the index (points)", "+11.75"),
        ("– from performance", "+12.75"),
        ("– from criteria added and dropped", "0.00"),
        ("– from changed maxima", "0.00"),
        ("– from bonus, penalty and deductions", "−1.00"),
        ("Bonus points", "1"),
        ("Penalty points", "2"),
        ("Points deducted after appraisal", "0.5"),
    ]


def test_a_unit_at_full_marks_has_no_plan() -> None:
    facts = RoundFacts(results_of(a_round(framework(leaf("1")), {"an": {"1": 100}})))
    document = report(UnitFacts(facts, "an"))
    assert [section.is_landscape for section in document.sections] == [False]
    assert [each.code for each in document.tables] == ["result", "components", "full_marks"]
    assert paragraphs(document)[-1] == "Nguồn: Small 2025."


def test_a_unit_that_lost_everywhere_has_no_table_of_full_marks() -> None:
    facts = RoundFacts(results_of(a_round(framework(leaf("1")), {"an": {"1": 10}})))
    document = report(UnitFacts(facts, "an"))
    assert "full_marks" not in [each.code for each in document.tables]
    assert "Unit an đạt điểm tối đa ở 0/1 mục được chấm." in paragraphs(document)


def test_ministries_are_of_no_region_and_not_compared_with_one(shipped_facts: Shipped) -> None:
    document = report(UnitFacts(shipped_facts("vn-ministries-2023"), "bo-tu-phap"))
    assert "III. SO SÁNH VỚI CÁC ĐƠN VỊ KHÁC" in headings(document)
    [compared] = [each for each in document.tables if each.code == "compared"]
    assert [column.title for column in compared.columns[1:]] == [
        "Đơn vị", "Bình quân nhóm", "Bình quân chung",
    ]  # fmt: skip
    assert {len(row) for row in compared.rows} == {4}
    assert "Mã" not in [column.title for shown in document.tables for column in shown.columns]


def test_lang_son_2019_says_what_was_printed_and_no_more(shipped_facts: Shipped) -> None:
    document = report(UnitFacts(shipped_facts("vn-provinces-2019"), "lang-son"))
    assert headings(document) == [
        "I. KẾT QUẢ CHUNG", "II. SO SÁNH VỚI CÁC ĐƠN VỊ KHÁC", "III. NGUYÊN NHÂN VÀ GIẢI PHÁP",
    ]  # fmt: skip
    assert table(document, "result") == [
        ("Chỉ số", "80,33"),
        ("Hạng", "42/63"),
        ("Nhóm", "Nhóm B"),
        ("Chỉ số năm 2018", "77,25"),
        ("Hạng năm 2018", "26"),
        ("Thay đổi của chỉ số (điểm)", "+3,08"),
        ("Thay đổi của thứ hạng (bậc)", "−16"),
    ]
    assert table(document, "compared") == [("Chỉ số", "80,33", "81,15", "90,09")]
    assert (
        "Nguồn chỉ in tổng điểm, không in điểm từng tiêu chí, nên không nêu tiêu chí đạt hoặc mất điểm."
        in paragraphs(document)
    )
    assert document.label == ""


def test_an_unknown_result_is_not_invented(shipped_facts: Shipped) -> None:
    document = report(UnitFacts(shipped_facts("vn-provinces-2019"), "ha-giang"), "en")
    assert table(document, "result") == [("Index", "–"), ("Rank", "–")]
    assert "There are no figures to compare with." in paragraphs(document)
    assert [each.code for each in document.tables] == ["result"]


def test_notes_on_printed_figures_are_no_reasons_of_an_appraiser(shipped_facts: Shipped) -> None:
    document = report(UnitFacts(shipped_facts("vn-provinces-2017"), "dak-lak"))
    assert table(document, "lost_points")[:2] == [
        ("7", "Hiện đại hóa hành chính", "16", "8,86", "7,14", ""),
        ("5", "Công vụ, công chức", "16", "11,12", "4,88", ""),
    ]


def test_surveys_stand_with_their_intervals(shipped_facts: Shipped) -> None:
    facts = UnitFacts(shipped_facts("training-provinces-2025"), "lang-son")
    first = table(report(facts), "surveys")[0]
    sipas = facts.surveyed[0]
    assert first[0] == "8.1.1"
    assert first[2] == Amount(Fraction(repr(sipas.estimate.value))).text("vi")
    low, high = first[3].split(" – ")
    decimals = {len(number.partition(",")[2]) for number in (first[2], low, high)}
    assert decimals == {2}, "a value and its ends are written alike"
    assert float(low.replace(",", ".")) < sipas.estimate.value < float(high.replace(",", "."))


def test_an_estimate_without_interval_has_a_dash() -> None:
    from parindex.rounds.model import Estimate
    from tests.builders import imported

    data = a_round(
        framework(leaf("1", 100, imported())),
        measured={"council": {"an": {"1.value": 0}}},
        estimates={(0, 0): Estimate(0, 0.01, 30)},
    )
    assert table(report(UnitFacts(RoundFacts(results_of(data)), "an")), "surveys") == [
        ("1", "index", "0,00", "–", "–")
    ]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_figures_of_the_plan_are_narrow_and_leave_the_page_to_its_texts(language: str) -> None:
    [plan] = [each for each in report(of("dung"), language).tables if each.code == "plan"]
    widths = [column.width for column in plan.columns]
    texts = [column.width for column in plan.columns if column.kind == "text"]
    assert 240 <= sum(widths) <= 252
    assert sum(texts) > sum(widths) / 2
    assert widths[-1] >= 22, "a day stands on one line"


def test_a_deadline_that_is_not_set_stays_open() -> None:
    plan = (Improvement("dung", "2", "late", "Office", "", "a rota", ""),)
    assert table(report(of("dung", improvements=plan)), "plan")[0][6:] == (
        "late",
        "Office",
        "",
        "a rota",
        "",
        "",
    )


@pytest.mark.parametrize("name", ["training-provinces-2025", "vn-provinces-2019", "vn-ministries-2023"])
def test_both_languages_have_the_same_blocks(shipped_facts: Shipped, name: str) -> None:
    facts = shipped_facts(name)
    for result in facts.results.units[:20]:
        one = UnitFacts(facts, result.unit.code)
        assert shape(report(one)) == shape(report(one, "en"))


def test_an_index_with_points_from_surveys_stands_with_its_interval_and_its_set_of_ranks(
    shipped_facts: Shipped,
) -> None:
    """The figures are those of the command ``uncertainty``."""
    facts = UnitFacts(shipped_facts("training-provinces-2025"), "lang-son")
    found = sampled_index(facts.of.results)
    row = found.units.index("lang-son")
    low, high = (f"{ends[row]:.2f}".replace(".", ",") for ends in (found.lower, found.upper))
    assert table(report(facts), "result")[1:4] == [
        ("Khoảng tin cậy 95%", f"{low} – {high}"),
        ("Hạng", "41/63"),
        ("Hạng có thể, do sai số khảo sát", f"{found.sets.lower[row]}–{found.sets.upper[row]}"),
    ]
