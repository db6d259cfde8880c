"""The owner's report and the press sheet: the finding, the tables, and nothing over an incomplete one."""

from collections.abc import Callable

import pytest

from parindex.reporting.facts import RoundFacts
from parindex.reporting.office.blocks import Heading, Item, Paragraph, Picture, Table
from parindex.reporting.office.document import OfficialDocument
from parindex.reporting.reports.press import press_sheet
from parindex.reporting.reports.results import results_report
from parindex.reporting.reports.setting import Setting
from parindex.rounds.model import Estimate
from parindex.scoring import rank, score
from tests.builders import a_round, framework, leaf, quantity, results_of, variable
from tests.reporting.facts.small import POINTS, TREE, UNITS, before, facts

Shipped = Callable[[str], RoundFacts]


def headings(document: OfficialDocument) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Heading)]


def items(document: OfficialDocument) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Item)]


def paragraphs(document: OfficialDocument) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def table(document: OfficialDocument, code: str) -> list[tuple[str, ...]]:
    [found] = [each for each in document.tables if each.code == code]
    return list(document.rows_of(found))


def test_a_whole_round_has_ranking_groups_regions_areas_and_method() -> None:
    past = before(an=("90", 2), binh=("70", 3), chi=("65", 4), dung=("95.5", 1))
    document = results_report(facts(previous=past), "vi", Setting())
    assert headings(document) == [
        "I. KẾT QUẢ CHUNG",
        "II. BẢNG XẾP HẠNG",
        "III. THEO NHÓM VÀ THEO VÙNG",
        "IV. THEO LĨNH VỰC",
        "V. PHƯƠNG PHÁP VÀ NGUỒN SỐ LIỆU",
    ]
    assert [each.code for each in document.tables] == ["ranking", "groups", "regions", "areas", "by_unit"]
    assert [section.annex for section in document.sections] == [""], "two areas need no landscape page"
    assert table(document, "ranking") == [
        ("1", "An", "95,00", "A", "+5,00", "+1"),
        ("2", "Bình", "70,00", "Khá", "0,00", "+1"),
        ("2", "Dũng", "70,00", "Khá", "−25,50", "−1"),
        ("4", "Chi", "60,00", "C", "−5,00", "0"),
        ("–", "Văn phòng", "0,00", "C", "–", "–"),
    ]
    assert table(document, "groups") == [
        ("Nhóm A", "1"),
        ("Khá", "2"),
        ("Nhóm C", "1"),
    ]
    assert table(document, "regions") == [
        ("Miền Bắc", "82,50"),
        ("Miền Nam", "65,00"),
    ]
    assert table(document, "areas") == [
        ("area 1", "82,50", "An và Dũng (100,00)", "Bình (50,00)"),
        ("leaf 2", "68,00", "An và Bình (90,00)", "Chi (40,00)"),
    ]
    assert table(document, "by_unit")[1:3] == [
        ("2", "Bình", "70,00", "50,00", "90,00"),
        ("2", "Dũng", "70,00", "100,00", "52,00"),
    ]


def test_means_of_regions_and_of_areas_are_called_so() -> None:
    document = results_report(facts(), "vi", Setting())
    titles = {each.code: [column.title for column in each.columns] for each in document.tables}
    assert titles["regions"] == ["Vùng", "Bình quân vùng"]
    assert titles["areas"][:2] == ["Lĩnh vực", "Bình quân"]


def test_a_table_that_may_still_change_says_so_beside_its_figures() -> None:
    open_round = results_of(a_round(TREE, {**POINTS, "binh": {"1.1": 15}}, units=UNITS))
    document = results_report(RoundFacts(open_round), "vi", Setting())
    assert {row[2] for row in table(document, "regions")} == {"tạm tính"}


def test_every_unit_on_many_areas_is_an_annex_across_the_page(shipped_facts: Shipped) -> None:
    document = results_report(shipped_facts("training-provinces-2025"), "vi", Setting())
    assert [(section.is_landscape, section.annex) for section in document.sections] == [
        (False, ""), (True, "CHỈ SỐ THÀNH PHẦN CỦA TỪNG ĐƠN VỊ"),
    ]  # fmt: skip
    said = [block.text for block in document.blocks if isinstance(block, Paragraph)]
    assert "Chỉ số thành phần của từng đơn vị ở Phụ lục kèm theo." in said


def test_groups_without_a_letter_stand_by_their_names(shipped_facts: Shipped) -> None:
    document = results_report(shipped_facts("vn-ministries-2023"), "vi", Setting())
    assert {row[3] for row in table(document, "ranking")} == {"trên 80%", "còn lại (70–80%)"}
    assert [row[0] for row in table(document, "groups")] == ["trên 80%", "còn lại (70–80%)"]
    assert document.tables[0].columns[3].kind == "text", "a name may break between words alone"
    assert "IV. THEO PHẦN ĐIỂM" in headings(document)


def test_the_announcement_of_2019_lists_what_was_read(shipped_facts: Shipped) -> None:
    document = results_report(shipped_facts("vn-provinces-2019"), "en", Setting())
    assert document.summary == "Results: PAR INDEX of provinces and cities 2019"
    assert len(table(document, "ranking")) == 13
    assert [each.code for each in document.tables] == ["ranking", "groups", "regions"]
    assert [section.is_landscape for section in document.sections] == [False], (
        "no page ends early for nothing"
    )
    assert [row[2] for row in table(document, "regions")] == ["as announced"] * 3
    said = [block.text for block in document.blocks if isinstance(block, Paragraph)]
    assert "The results of 50 other units are not known." in said
    assert "Read in public sources: printed totals only, which cannot be recomputed." in said
    assert said[-1].startswith("Source: news.gov.vn on 2019, http://news.gov.vn/")


def test_a_map_stands_where_a_third_of_the_provinces_and_more_are_known(shipped_facts: Shipped) -> None:
    for name, charts in (
        ("training-provinces-2025", ["map-index", "scatter-8-1-1"]),
        ("vn-ministries-2023", []),
        ("vn-provinces-2019", []),
    ):
        blocks = results_report(shipped_facts(name), "vi", Setting()).blocks
        assert [block.chart.code for block in blocks if isinstance(block, Picture)] == charts


def test_the_map_stands_with_the_regions_and_speaks_of_no_table_of_the_site(shipped_facts: Shipped) -> None:
    blocks = list(results_report(shipped_facts("training-provinces-2025"), "vi", Setting()).blocks)
    place = next(n for n, block in enumerate(blocks) if isinstance(block, Picture))
    picture, table = blocks[place], blocks[place - 1]
    assert isinstance(table, Table)
    assert table.code == "regions"
    assert isinstance(picture, Picture)
    assert not any("bảng số liệu" in note for note in picture.chart.notes)
    assert any("chú giải" in note for note in picture.chart.notes)


def test_the_index_stands_beside_that_of_a_survey_which_counts_in_it(shipped_facts: Shipped) -> None:
    training = results_report(shipped_facts("training-provinces-2025"), "en", Setting())
    assert "V. AGAINST WHAT A SURVEY FOUND" in headings(training)
    codes = [block.chart.code for block in training.blocks if isinstance(block, Picture)]
    assert codes == ["map-index", "scatter-8-1-1"]
    assert "AGAINST" not in " ".join(headings(results_report(facts(), "en", Setting())))


def test_without_estimates_of_another_index_nothing_stands_beside() -> None:
    days = {"type": "proportional", "value": quantity("days", variable("days")), "full_mark": 10}
    estimates = {(row, 0): Estimate(7, 1, 30, 90) for row in range(3)}
    data = a_round(framework(leaf("1", rule=days)), units="abc", estimates=estimates)
    assert "AGAINST" not in " ".join(headings(results_report(RoundFacts(results_of(data)), "en", Setting())))


@pytest.mark.parametrize(("leaves", "said"), [(1, ": 1 scored item, "), (2, ": 2 scored items, ")])
def test_items_are_counted_in_good_english(leaves: int, said: str) -> None:
    rules = framework(*(leaf(str(n), 100 // leaves) for n in range(leaves)))
    document = results_report(RoundFacts(results_of(a_round(rules, units=["an"]))), "en", Setting())
    assert any(said in text for text in paragraphs(document))


def test_a_round_of_which_nothing_is_known_has_no_tables() -> None:
    data = a_round(TREE, units=UNITS, about={"kind": "transcribed", "data_status": "published"})
    document = results_report(RoundFacts(results_of(data)), "vi", Setting())
    assert headings(document) == ["I. KẾT QUẢ CHUNG", "II. PHƯƠNG PHÁP VÀ NGUỒN SỐ LIỆU"]
    assert document.tables == ()
    press = press_sheet(RoundFacts(results_of(data)), "vi", Setting())
    assert press.tables == ()


def test_an_area_that_not_every_unit_knows_has_no_ends() -> None:
    from fractions import Fraction

    from parindex.rounds.model import PrintedAggregate

    aggregates = (PrintedAggregate("area_mean", "1", Fraction(80), "news"),)
    data = a_round(TREE, {"an": {"1.1": 30}}, aggregates=aggregates, about={"kind": "reconciled"})
    document = results_report(RoundFacts(rank(score(data))), "vi", Setting())
    assert table(document, "areas") == [("area 1", "80,00", "–", "–")]


def test_the_press_sheet_has_the_finding_its_sentences_and_the_first_ten(shipped_facts: Shipped) -> None:
    document = press_sheet(shipped_facts("vn-ministries-2023"), "vi", Setting(is_preview=True))
    assert (document.kind, document.summary) == (
        "THÔNG CÁO BÁO CHÍ", "Chỉ số CCHC của các bộ, cơ quan ngang bộ năm 2023",
    )  # fmt: skip
    assert document.head.number == "Số: ……/TCBC-……"
    assert document.watermark == "BẢN XEM TRƯỚC"
    assert document.title.endswith("năm 2023 (BẢN XEM TRƯỚC)")
    assert paragraphs(document)[1] == (
        "Chỉ số CCHC năm 2023 của 17 đơn vị được xếp hạng bình quân đạt 84,38 điểm, tăng 0,33 điểm (theo bản công bố) "
        "so với năm 2022. Bộ Tư pháp đứng đầu với 89,95 điểm; Bộ Công Thương đứng cuối với 78,03 điểm; khoảng cách là 11,92 điểm."
    ), "who leads is said once"
    assert not any("đứng đầu" in line for line in items(document))
    assert [line for line in paragraphs(document) if line.startswith("Nguồn: ")]
    assert [row[0] for row in table(document, "ranking")] == [str(place) for place in range(1, 11)]


def test_the_press_sheet_ends_with_its_source_which_goes_with_the_signature(shipped_facts: Shipped) -> None:
    *_, table, last = press_sheet(shipped_facts("vn-ministries-2023"), "vi", Setting()).blocks
    assert isinstance(table, Table)
    assert isinstance(last, Paragraph)
    assert last.text.startswith("Nguồn:")


def test_of_an_incomplete_table_the_press_sheet_has_those_of_the_first_ten_that_are_known(
    shipped_facts: Shipped,
) -> None:
    """Of 2019 twelve provinces were read, six of them among the first ten."""
    document = press_sheet(shipped_facts("vn-provinces-2019"), "vi", Setting())
    [shown] = document.tables
    assert shown.caption == "Các đơn vị xếp hạng từ 1 đến 10, trong số đã biết"
    assert [row[0] for row in table(document, "ranking")] == ["1", "2", "3", "4", "5", "7"]


@pytest.mark.parametrize("name", ["training-provinces-2025", "vn-provinces-2012", "vn-ministries-2019"])
def test_both_languages_have_the_same_blocks(shipped_facts: Shipped, name: str) -> None:
    found = shipped_facts(name)
    for make in (results_report, press_sheet):
        kinds = [
            [type(block) for block in make(found, language, Setting()).blocks] for language in ("vi", "en")
        ]  # type: ignore[arg-type]
        assert kinds[0] == kinds[1]


def test_headings_name_groups_or_regions_as_there_are(shipped_facts: Shipped) -> None:
    ministries = results_report(shipped_facts("vn-ministries-2023"), "vi", Setting())
    assert "III. THEO NHÓM" in headings(ministries)
    points = {unit.code: {"1": 80} for unit in UNITS[:3]}
    without_groups = RoundFacts(results_of(a_round(framework(leaf("1")), points, units=UNITS[:3])))
    assert "III. THEO VÙNG" in headings(results_report(without_groups, "vi", Setting()))
