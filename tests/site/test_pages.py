"""What the pages show: numbers with what they rest on, breaks, what is unknown, and nothing over an incomplete table."""

import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from parindex.framework.model import Leaf
from parindex.language import Text, both
from parindex.reporting.charts import Chart
from parindex.reporting.facts.sentences_of_round import headline
from parindex.rounds import Printed, RoundData, read
from parindex.rounds.model import Estimate, PrintedAggregate
from parindex.shipped import rounds, series
from parindex.site import Edition, edition_of, info_of, open_snapshots, publish
from parindex.site.page import Link, Page
from parindex.site.pages import (
    answers,
    area,
    change,
    criterion,
    home,
    lost,
    programme,
    ranking,
    satisfaction,
    unit,
)
from parindex.site.pages.tree import rule_passages, source_words
from parindex.site.pictures import Picture
from parindex.site.plan import plan
from parindex.site.rendering import environment
from parindex.site.search import entries_of
from parindex.survey.folder import open_survey
from parindex.survey.publication import Publication, Unranked
from parindex.survey.publication.of_survey import published
from parindex.survey.series import read_series
from parindex.survey.synthetic import write
from tests.builders import a_round, branch, framework, leaf, words
from tests.builders import unit as a_unit
from tests.site.small import (
    DAY,
    Html,
    faults_of,
    files_of,
    html_of,
    printed_round,
    rules,
    seal_into,
    snapshots,
    whole_round,
)

PROVINCES = ("lang-son", "ha-noi", "hai-phong", "ca-mau", "da-nang")


def edition(folder: Path, *listed: RoundData, **more: object) -> Edition:
    sealed = [seal_into(folder / data.info.code, data) for data in listed]
    return edition_of(info_of(), open_snapshots(sealed), [], DAY, **more)  # type: ignore[arg-type]


def shipped(code: str) -> RoundData:
    return read(rounds()[code])


@pytest.fixture(scope="module")
def survey(tmp_path_factory: pytest.TempPathFactory) -> Publication:
    """A small synthetic survey of five provinces, as far as it may be shown."""
    folder = tmp_path_factory.mktemp("survey")
    write({code: both(code) for code in PROVINCES}, folder, people=4000, seed=7)
    return published(open_survey(folder))


def provinces_of_the_survey() -> RoundData:
    """A training round of the year and the units of the survey."""
    rules_ = framework(leaf("1"), code="of-survey", programme="of-survey")
    points = {code: {"1": 80 + number} for number, code in enumerate(PROVINCES)}
    return a_round(rules_, points, about={"code": "of-survey-2025", "framework": "of-survey"})


def test_lang_son_as_it_was_announced(tmp_path: Path) -> None:
    made = edition(tmp_path, shipped("vn-provinces-2018"), shipped("vn-provinces-2019"))
    [owner] = made.programmes
    page = unit.page(edition_of_none(), owner, owner.latest, "lang-son", "vi")
    assert isinstance(page.content, unit.Content)
    card = {each.name: (each.value, each.note) for each in page.content.figures}
    assert card == {
        "Chỉ số": ("80,33", ""),
        "Thứ hạng": ("42", "trên 63"),
        "Nhóm": ("B", ""),
        "Điểm so với đợt trước": ("+3,08", "năm 2018 (cách đo khác): 77,25"),
        "Bậc so với đợt trước": ("−16", "năm 2018 (cách đo khác): 26"),
    }
    assert page.content.sentences[1] == (
        "So với năm 2018 (cách đo khác), chỉ số tăng 3,08 điểm, thứ hạng giảm 16 bậc (từ 26 xuống 42)."
    )
    assert page.content.breaks == ("Bộ tiêu chí năm 2019: 8 lĩnh vực, 43 tiêu chí, 95 tiêu chí thành phần.",)
    figures = {each.name: each.note for each in ranking.key_figures(owner.latest.current.facts, "vi")}
    assert figures["Trung bình"] == "+4,23 so với năm 2018 (cách đo khác), theo bản công bố"
    assert figures["Tăng điểm"] == "so với năm 2018 (cách đo khác), theo bản công bố"
    assert page.content.year == 2019
    before, now = page.content.history
    assert (before.index, before.rank, now.index, now.rank) == (Fraction("77.25"), 26, Fraction("80.33"), 42)
    assert now.breaks == ("Bộ tiêu chí năm 2019: 8 lĩnh vực, 43 tiêu chí, 95 tiêu chí thành phần.",)
    assert page.content.source
    assert page.standing is not None
    assert page.standing.is_partial


@pytest.mark.parametrize(
    ("round_", "code", "called"),
    [
        ("vn-provinces-2012", "hai-phong", "Các đơn vị cùng vùng có chỉ số gần nhất, trong số đã biết"),
        (
            "vn-provinces-2020",
            "quang-ngai",
            "Các đơn vị có chỉ số gần nhất: đơn vị cùng vùng trước, rồi đơn vị vùng khác, trong số đã biết",
        ),
        ("vn-ministries-2023", "bo-tu-phap", "Các đơn vị có chỉ số gần nhất"),
    ],
)
def test_units_to_compare_with_are_called_what_they_are(
    tmp_path: Path, round_: str, code: str, called: str
) -> None:
    """Around Quảng Ngãi too few provinces were read for four of its region; ministries are of no region at all."""
    [owner] = edition(tmp_path, shipped(round_)).programmes
    content = unit.page(edition_of_none(), owner, owner.latest, code, "vi").content
    assert isinstance(content, unit.Content)
    assert content.peers_called == called


def test_a_change_in_places_is_read_out_as_a_sentence_says_it() -> None:
    def plain_text(markup: str) -> str:
        return re.sub("<[^>]+>", "", markup)

    parts = environment("vi").get_template("parts.html").module
    assert plain_text(parts.places_change(2)) == "▲ tăng 2 bậc"
    assert plain_text(parts.places_change(-1)) == "▼ giảm 1 bậc"
    parts = environment("en").get_template("parts.html").module
    assert plain_text(parts.places_change(1)) == "▲ up 1 place"
    assert plain_text(parts.places_change(-16)) == "▼ down 16 places"


def test_numbers_are_written_as_the_language_has_them() -> None:
    vi, en = environment("vi").filters, environment("en").filters
    assert (vi["count"](33552), en["count"](33552)) == ("33.552", "33,552")
    assert (vi["percent"](Fraction("80.4")), en["percent"](Fraction("80.4"))) == ("80,4%", "80.4%")
    assert [vi["as_printed"](Decimal(each)) for each in ("89.80", "81.00", "83")] == ["89,80", "81,00", "83"]


def test_levels_head_their_tables_with_a_capital(tmp_path: Path) -> None:
    [owner] = edition(tmp_path, shipped("vn-ministries-2023")).programmes
    content = unit.page(edition_of_none(), owner, owner.latest, "bo-tu-phap", "vi").content
    assert isinstance(content, unit.Content)
    assert content.areas_called == "Phần điểm"


def test_where_points_were_read_is_a_source_and_no_remark_of_an_appraiser(tmp_path: Path) -> None:
    [owner] = edition(tmp_path / "2017", shipped("vn-provinces-2017")).programmes
    content = unit.page(edition_of_none(), owner, owner.latest, "dak-lak", "vi").content
    assert isinstance(content, unit.Content)
    assert content.reasons_called == "Nguồn của điểm"
    read_at = {row.reason.split("; ")[-1] for row in content.losses}
    assert [address.split("/")[2] for address in read_at] == ["truyenhinhdaknong.vn"]
    assert content.note.startswith("bài báo viết là giảm 17 bậc, không in thứ hạng")
    [training] = edition(tmp_path / "whole", whole_round()).programmes
    content = unit.page(edition_of_none(), training, training.latest, "binh", "en").content
    assert isinstance(content, unit.Content)
    assert content.reasons_called == "The appraiser's reason"
    assert "Plan came late" in {row.reason for row in content.losses}


def test_a_remark_on_a_source_stands_in_the_language_of_the_page(tmp_path: Path) -> None:
    [owner] = edition(tmp_path, shipped("vn-provinces-2019")).programmes
    for language, begins in (("vi", "tin trên một trang thông tin"), ("en", "news item on a portal")):
        content = unit.page(edition_of_none(), owner, owner.latest, "lang-son", language).content  # type: ignore[arg-type]
        assert isinstance(content, unit.Content)
        assert content.source.startswith(begins)
        assert " · " not in content.source
        table = ranking.table_of(owner.latest, owner.latest.current, language)  # type: ignore[arg-type]
        assert not [source for source in table.sources if " · " in source]


def test_parts_without_numbers_stand_under_their_titles_and_not_under_words_of_a_file(tmp_path: Path) -> None:
    [owner] = edition(tmp_path, shipped("vn-ministries-2023")).programmes
    assert owner.latest.page("area", "appraised") == (
        "bo-nganh/2023/linh-vuc/diem-tham-dinh/",
        "en/ministries/2023/areas/appraised-points/",
    )
    content = lost.page(owner.latest, "vi").content
    assert isinstance(content, lost.Content)
    assert [label for label, _ in content.heat.areas] == ["1", "2"]
    assert [row.code for row in content.criteria] == ["", ""]


def test_parts_of_one_title_keep_their_codes(tmp_path: Path) -> None:
    same = [leaf("first", 50, title=words("Points")), leaf("second", 50, title=words("Points"))]
    other = leaf("third", 10, title=words("…"))
    data = a_round(
        framework(*same, other, code="of-words"), {"an": {"first": 40}}, about={"framework": "of-words"}
    )
    [owner] = edition(tmp_path, data).programmes
    assert owner.latest.slugs == {}
    assert owner.latest.page("area", "first").vi.endswith("/linh-vuc/first/")


def test_formulas_speak_of_titles_and_not_of_the_names_of_variables() -> None:
    placed = shipped("training-provinces-2025").framework.by_code["5.3.1"]
    assert isinstance(placed.node, Leaf)
    opening, where, last = rule_passages(placed.node, "vi")
    wrong, appointed = (
        "“Số trường hợp bổ nhiệm sai quy định”",
        "“Số người được bổ nhiệm, bổ nhiệm lại trong năm”",
    )
    assert opening.points == (
        f"Nếu {wrong} = 0: điểm tối đa",
        f"Nếu {wrong} ÷ {appointed} > 0,05: 0",
        f"Còn lại: điểm tối đa × ({appointed} − {wrong}) ÷ {appointed}",
    )
    assert where.points[1] == (
        f"Số trường hợp bổ nhiệm sai quy định — số đếm; đơn vị tính: người; không quá {appointed}"
    )
    assert last.line == "Điểm không dưới 0 và không quá điểm tối đa"
    [*_, english] = rule_passages(placed.node, "en")[0].points
    assert english.startswith("Otherwise: maximum × (“People appointed")


def test_an_incomplete_table_has_no_means_but_those_that_were_printed(tmp_path: Path) -> None:
    [owner] = edition(tmp_path, printed_round()).programmes
    page = ranking.page(edition_of_none(), owner, owner.latest, "en")
    assert isinstance(page.content, ranking.Content)
    assert [(each.name, each.value, each.note) for each in page.content.figures] == [
        ("Mean", "81.50", "as announced"),
        ("Units ranked", "3", "as announced"),
    ]
    assert [(each.name, each.value, each.note) for each in page.content.regions] == [
        ("Đông Nam Bộ", "82.00", "as announced")
    ]
    assert page.content.unknown == ("Unit chi",)
    assert [(row.rank, row.name, row.source) for row in page.content.table.rows] == [
        (1, "Unit binh", 1),
        (2, "Unit an", 1),
    ]
    assert page.content.table.sources == ("https://example.org/announcement",)


def test_while_something_is_to_be_scored_every_figure_about_all_says_so(tmp_path: Path) -> None:
    made = edition(tmp_path / "snapshots", unfinished_round())
    [owner] = made.programmes
    content = ranking.page(edition_of_none(), owner, owner.latest, "vi").content
    assert isinstance(content, ranking.Content)
    marks = {each.name: each.note.split(", ")[-1] for each in content.figures}
    assert {name for name, mark in marks.items() if mark != "tạm tính"} == {"Số đơn vị xếp hạng"}
    assert {each.note for each in content.regions} == {"tạm tính"}
    for page, shown in (
        (programme.page(owner, "vi"), "tạm tính"),
        (ranking.page(made, owner, owner.latest, "vi"), "Số đơn vị (tạm tính)"),
        (area.page(owner.latest, "1", "vi"), "(tạm tính)"),
        (criterion.page(owner.latest, "1.1", "vi"), "đơn vị được chấm (tạm tính)"),
        (lost.page(owner.latest, "vi"), "Đạt trung bình (%) (tạm tính)"),
        (unit.page(made, owner, owner.latest, "an", "vi"), "Trung bình (tạm tính)"),
    ):
        assert shown in html_of(made, page), page.kind


def test_a_printed_change_stands_only_beside_the_mean_that_was_printed_with_it(tmp_path: Path) -> None:
    data = shipped("vn-ministries-2023")
    [owner] = edition(tmp_path / "printed", data).programmes
    mean = next(ranking.key_figures(owner.latest.current.facts, "vi"))
    assert (mean.value, mean.note) == (
        "84,38",
        "+0,33 so với năm 2022 (theo bản công bố)",
    )
    first = next(iter(data.printed))
    higher = replace(data.printed[first], index=(data.printed[first].index or 0) + 1)
    corrected = replace(data, printed={**data.printed, first: higher})
    [owner] = edition(tmp_path / "corrected", corrected).programmes
    mean = next(ranking.key_figures(owner.latest.current.facts, "vi"))
    assert (mean.value, mean.note) == ("84,44", "")


def edition_of_none() -> Edition:
    return Edition(info_of(), (), (), DAY)


def test_a_change_page_says_of_how_many_units_the_change_is_known(tmp_path: Path) -> None:
    """The printed mean of the ministries rose in 2023; that the three whose change was read fell says nothing of all."""
    [owner] = edition(tmp_path, shipped("vn-ministries-2022"), shipped("vn-ministries-2023")).programmes
    content = change.page(owner, owner.latest, "vi").content
    assert isinstance(content, change.Content)
    assert content.known == "5 trên 17 đơn vị"
    assert [each.chart.title for each in content.charts] == ["Biết thay đổi điểm của 3 trên 17 đơn vị"]


def test_ties_groups_and_what_the_whole_table_says(tmp_path: Path) -> None:
    [owner] = edition(tmp_path, whole_round()).programmes
    page = ranking.page(edition_of_none(), owner, owner.latest, "vi")
    assert isinstance(page.content, ranking.Content)
    assert [(row.rank, row.name, row.is_tied, row.group) for row in page.content.table.rows] == [
        (1, "Unit an", False, "A"),
        (2, "Unit binh", True, "B"),
        (2, "Unit chi", True, "B"),
        (4, "Unit dung", False, "B"),
    ]
    groups = [(each.code, each.limit, each.size) for each in page.content.groups]
    assert groups == [("A", "từ 80 trở lên", 1), ("B", "dưới 80", 3)]
    assert [each.label for each in page.content.groups] == ["", ""]
    assert {row.group_label for row in page.content.table.rows} == {""}


@pytest.mark.parametrize(
    ("limits", "limit_inside", "said"),
    [
        ((90, 70, None), True, ["90 and above", "from 70 to below 90", "below 70"]),
        ((90, 70, None), False, ["over 90", "over 70 to 90", "at most 70"]),
        ((None,), True, [""]),
    ],
)
def test_a_group_reaches_from_its_limit_to_that_of_the_group_above(
    tmp_path: Path, limits: tuple[int | None, ...], limit_inside: bool, said: list[str]
) -> None:
    groups = [
        {"code": code, "label": words("Group"), "lower_limit": limit, "limit_inside": limit_inside}
        for code, limit in zip("ABC", limits, strict=False)
    ]
    rules_ = framework(leaf("1"), code="of-groups", programme="of-groups", groups=groups)
    points: dict[str, dict[str, object]] = {"an": {"1": 95}, "binh": {"1": 80}, "chi": {"1": 20}}
    data = a_round(rules_, points, about={"code": "of-groups-2025", "framework": "of-groups"})
    [owner] = edition(tmp_path, data).programmes
    assert [each.limit for each in ranking.groups_of(owner.latest.current.facts, "en")] == said


def test_of_a_year_of_which_only_a_rank_was_read_that_is_said_once(tmp_path: Path) -> None:
    [owner] = edition(tmp_path, shipped("vn-provinces-2014")).programmes
    content = programme.page(owner, "vi").content
    assert isinstance(content, programme.Content)
    [row] = content.rounds
    assert (row.headline, row.known) == ("Chỉ số CCHC năm 2014: mới biết hạng của 1 trên 63 đơn vị", "")
    assert headline(owner.latest.current.facts, "en") == (
        "PAR INDEX 2014: only the rank of 1 of 63 units is known"
    )


def test_one_component_index_is_no_page_of_lost_points(tmp_path: Path) -> None:
    """Of 2018 the maximum of one part alone was read."""
    [owner] = edition(tmp_path, shipped("vn-provinces-2018")).programmes
    assert not owner.latest.has_components


def test_ranks_between_units_whose_index_reads_alike_are_said_to_be_taken_before_rounding(
    tmp_path: Path,
) -> None:
    rules_ = framework(leaf("1"), code="of-near", programme="of-near")
    about = {"code": "of-near-2025", "framework": "of-near"}
    for third, is_finer in (("80.004", True), ("79", False)):
        points: dict[str, dict[str, object]] = {"an": {"1": 90}, "binh": {"1": "80.001"}, "chi": {"1": third}}
        made = edition(tmp_path / third, a_round(rules_, points, about=about))
        [owner] = made.programmes
        content = ranking.page(made, owner, owner.latest, "vi").content
        assert isinstance(content, ranking.Content)
        assert content.table.is_finer is is_finer
        publish(made, tmp_path / third / "site", processes=1)
        [page] = (tmp_path / third / "site").glob("chuong-trinh-of-near/2025/index.html")
        assert ("Xếp theo điểm trước khi làm tròn." in page.read_text(encoding="utf-8")) is is_finer


def test_the_criterion_says_who_got_all_and_who_nothing(tmp_path: Path) -> None:
    [owner] = edition(tmp_path, whole_round()).programmes
    page = criterion.page(owner.latest, "1.1", "en")
    assert isinstance(page.content, criterion.Content)
    assert (page.content.full, page.content.none, page.content.scored) == (1, 0, 4)
    assert page.content.mean == Fraction(28 + 20 + 20 + 30, 30 * 4) * 100
    assert page.content.evidence == ("the plan",)
    assert page.content.appraiser == "Office"
    left_out = criterion.page(owner.latest, "1.2", "en").content
    assert isinstance(left_out, criterion.Content)
    assert left_out.official_words == "As it was written"
    assert [(row.name, row.state) for row in left_out.units][-1] == ("Unit dung", "not applicable")


def test_lost_points_rank_what_is_lost_by_all(tmp_path: Path) -> None:
    [owner] = edition(tmp_path, whole_round()).programmes
    content = lost.page(owner.latest, "en").content
    assert isinstance(content, lost.Content)
    assert [(row.code, row.lost) for row in content.criteria] == [
        ("2", Fraction(50 * (20 + 20 + 20 + 50), 400)),
        ("1.1", Fraction(2 + 10 + 10 + 0, 4)),
        ("1.2", Fraction(0 + 2 + 2, 3)),
    ]
    assert (content.units[0].name, content.units[0].worst) == ("Unit an", "leaf 2")


def unfinished_round() -> RoundData:
    """The whole round but for the points of a unit on an area, which are still to be scored."""
    data = whole_round()
    measured = {stage: values.copy() for stage, values in data.measured.items()}
    measured["council"][2, 2] = float("nan")
    return replace(data, measured=measured)


def test_a_unit_with_leaves_to_be_scored_is_provisional(tmp_path: Path) -> None:
    [owner] = edition(tmp_path, unfinished_round()).programmes
    content = unit.page(edition_of_none(), owner, owner.latest, "chi", "en").content
    assert isinstance(content, unit.Content)
    assert [each.code for each in content.missing] == ["2"]
    waiting = criterion.page(owner.latest, "1.2", "en").standing
    assert waiting is not None
    assert waiting.is_provisional
    assert lost.page(owner.latest, "en").content.criteria  # type: ignore[attr-defined]


def test_parts_that_are_known_of_one_unit_only(tmp_path: Path) -> None:
    """Đắk Lắk 2017: points lost by area were printed for this province alone."""
    [owner] = edition(tmp_path, shipped("vn-provinces-2017")).programmes
    content = lost.page(owner.latest, "vi").content
    assert isinstance(content, lost.Content)
    assert not content.is_whole
    assert content.criteria == ()
    assert [(row.name, row.lost) for row in content.units] == [("Đắk Lắk", Fraction("24.63"))]
    first = area.page(owner.latest, owner.latest.framework.tree[0].code, "vi").content
    assert isinstance(first, area.Content)
    assert first.mean is None
    assert [row.on.place for row in first.units] == [None]
    for result in owner.latest.told:
        assert unit.page(edition_of_none(), owner, owner.latest, result.unit.code, "vi").description


def test_every_page_of_every_kind_is_made(tmp_path: Path, survey: Publication) -> None:
    sealed = snapshots(tmp_path)
    for data in (
        shipped("vn-provinces-2018"), shipped("vn-provinces-2019"), shipped("vn-ministries-2022"),
        shipped("vn-ministries-2023"), provinces_of_the_survey(),
    ):  # fmt: skip
        sealed.append(seal_into(tmp_path / data.info.code, data))
    satisfied = [read_series(series()["vn-sipas"])]
    made = edition_of(info_of(), open_snapshots(sealed), satisfied, DAY, surveys=[survey])
    pages = [each for job in plan(made) if isinstance(each := job.make(), Page)]
    files = [page.address.to(page.language) + page.file for page in pages]
    assert len(files) == len(set(files))
    kinds = {page.kind for page in pages}
    assert {
        "home",
        "programme",
        "ranking",
        "unit",
        "area",
        "criterion",
        "compare",
        "change",
        "lost",
        "survey",
        "answers",
    } <= kinds
    for page in pages:
        for value in vars(page.content).values() if page.content else ():
            for shown in value if isinstance(value, tuple) else ():
                if isinstance(shown, Picture):
                    assert_complete(shown.chart)


def assert_complete(chart: Chart) -> None:
    assert chart.title
    assert chart.sentence
    assert chart.source
    assert chart.table.rows


def test_a_survey_is_shown_with_intervals_and_places(tmp_path: Path, survey: Publication) -> None:
    made = replace(edition(tmp_path, provinces_of_the_survey()), surveys=(survey,))
    page = satisfaction.survey(made, survey, "vi")
    assert isinstance(page.content, satisfaction.SurveyContent)
    assert page.content.groups[0].code == "province"
    whole = survey.nation.domains[0].figures[survey.whole]
    assert whole.estimate is not None
    shown = page.content.everyone.rows[0].cells[0]
    assert shown.estimate == Fraction(repr(whole.estimate))
    assert shown.lower is not None
    assert shown.upper is not None
    assert shown.lower < shown.estimate < shown.upper
    assert all(row.places for row in page.content.groups[0].rows if not row.cells[0].is_held_back)
    assert codes_of(page.content.maps) == [f"map-{survey.survey.code}", f"tiles-{survey.survey.code}"]
    assert codes_of(page.content.charts) == [
        f"scatter-{survey.survey.code}",
        f"rank-sets-{survey.survey.code}",
    ]
    alone = satisfaction.survey(edition_of_none(), survey, "en")
    assert isinstance(alone.content, satisfaction.SurveyContent)
    assert codes_of(alone.content.maps) == codes_of(page.content.maps)
    assert codes_of(alone.content.charts) == [f"rank-sets-{survey.survey.code}"]
    without = satisfaction.survey(edition_of_none(), replace(survey, units=None, rankings=()), "en")
    assert isinstance(without.content, satisfaction.SurveyContent)
    assert without.content.maps == without.content.charts == ()


def codes_of(pictures: Iterable[Picture]) -> list[str]:
    return [picture.chart.code for picture in pictures]


def test_the_answers_to_each_question_are_drawn_factor_by_factor(survey: Publication) -> None:
    made = answers.page(survey, "en")
    assert made.address.vi == f"hai-long/{survey.survey.code}/cau-tra-loi/"
    assert isinstance(made.content, answers.Content)
    factors = {node.code: node.items for node in survey.survey.tree.children}
    assert {section.code: len(section.charts) for section in made.content.sections} == dict.fromkeys(
        factors, 1
    )
    for section in made.content.sections:
        [drawn] = section.charts
        assert_complete(drawn.chart)
        assert [row[0] for row in drawn.chart.table.rows] == [
            survey.survey.title_of[item].en for item in factors[section.code]
        ]
        for row in drawn.chart.table.rows:
            assert sum(row[1:-1]) == pytest.approx(100, abs=0.3)  # type: ignore[arg-type]
    page = satisfaction.survey(edition_of_none(), survey, "vi").content
    assert isinstance(page, satisfaction.SurveyContent)
    assert page.answers == made.address.vi


def test_answers_that_are_held_back_are_on_no_page(survey: Publication) -> None:
    assert survey.answers is not None
    [nation] = survey.answers.domains
    hidden = {
        code: replace(figure, estimate=None, held_back=("few_answers",))
        for code, figure in nation.figures.items()
    }
    none = replace(survey, answers=replace(survey.answers, domains=(replace(nation, figures=hidden),)))
    assert answers.sections_of(none, "vi") == ()
    without = replace(survey, answers=None)
    assert answers.sections_of(without, "vi") == ()
    page = satisfaction.survey(edition_of_none(), without, "vi").content
    assert isinstance(page, satisfaction.SurveyContent)
    assert page.answers == ""
    surveyed = replace(edition_of_none(), surveys=(without,))
    kinds = {made.kind for job in plan(surveyed) if isinstance(made := job.make(), Page)}
    assert "survey" in kinds
    assert "answers" not in kinds


def test_the_published_series_keeps_its_break(tmp_path: Path) -> None:
    over_years = replace(edition_of_none(), satisfaction=(read_series(series()["vn-sipas"]),))
    content = satisfaction.page(over_years, "en").content
    assert isinstance(content, satisfaction.Content)
    [over] = content.series
    assert [each.year for each in over.breaks] == [2017, 2022]
    assert over.years == (
        2017,
        2018,
        2019,
        2020,
        2022,
        2023,
        2024,
    )  # of 2015 and 2021 only provinces were read
    [drawn] = over.charts
    assert drawn.chart.code == "series-vn-sipas"
    assert (
        drawn.chart.title == "Overall satisfaction index, the nation: from 80.08% in 2022 to 83.94% in 2024"
    )
    nation = {row.name: dict(zip(over.years, row.values, strict=True)) for row in over.all}
    whole = nation["Overall satisfaction index"]
    assert whole[2019] is not None
    assert whole[2019].value == Fraction("84.45")
    assert {unit.to for each in over.units for unit, _ in each.units} == {""}


def test_a_unit_of_the_series_leads_to_its_round_of_the_year_or_the_last(tmp_path: Path) -> None:
    rounds_ = (shipped("vn-provinces-2019"), shipped("vn-provinces-2021"))
    made = replace(edition(tmp_path, *rounds_), satisfaction=(read_series(series()["vn-sipas"]),))
    content = satisfaction.page(made, "en").content
    assert isinstance(content, satisfaction.Content)
    of_year = {each.year: {unit.text: unit.to for unit, _ in each.units} for each in content.series[0].units}
    assert of_year[2019]["Ha Noi"] == "en/provinces/2019/units/ha-noi/"
    assert of_year[2020]["Quang Ninh"] == "en/provinces/2021/units/quang-ninh/"
    publish(made, tmp_path / "site", processes=1)
    assert faults_of(tmp_path / "site") == []


def test_the_index_stands_against_the_satisfaction_printed_for_the_same_year(tmp_path: Path) -> None:
    """In 2020 four provinces have both, in 2019 two: a line through two says nothing. No mean, no fit over a part."""
    made = edition(tmp_path, shipped("vn-provinces-2019"), shipped("vn-provinces-2020"), whole_round())
    over_years = replace(made, satisfaction=(read_series(series()["vn-sipas"]),))
    content = satisfaction.page(over_years, "en").content
    assert isinstance(content, satisfaction.Content)
    [drawn] = content.series[0].against
    assert drawn.chart.title == "PAR INDEX and Overall satisfaction index 2020 of 4 of 63 units"
    assert drawn.chart.status == "published"
    assert {row[0] for row in drawn.chart.table.rows} == {"Quang Ninh", "Hai Phong", "Da Nang", "Ha Noi"}
    assert any("nothing follows from these for the others" in note for note in drawn.chart.notes)


def test_the_home_page_tells_real_from_training(tmp_path: Path) -> None:
    made = edition(tmp_path, whole_round(), shipped("vn-ministries-2023"))
    content = home.page(made, "vi").content
    assert isinstance(content, home.Content)
    assert [each.programme.text for each in content.real] == ["Chỉ số CCHC của các bộ, cơ quan ngang bộ"]
    assert [each.status for each in content.training] == ["training"]


def test_the_home_page_tells_what_was_found_of_satisfaction(tmp_path: Path, survey: Publication) -> None:
    made = edition(tmp_path, whole_round(), shipped("vn-ministries-2012"))
    sipas = read_series(series()["vn-sipas"])
    bare = replace(sipas, values=())
    over_years = replace(made, satisfaction=(sipas, bare), surveys=(survey,))
    content = home.page(over_years, "vi").content
    assert isinstance(content, home.Content)
    first, second, asked = content.satisfaction
    assert "83,94% năm 2024" in first.finding
    assert (first.to, first.status) == ("hai-long/", "published")
    assert (second.finding, asked.finding) == ("", "")
    assert (asked.to, asked.status) == (f"hai-long/{survey.survey.code}/", survey.survey.data_status)
    assert content.statuses == ("published", "training")
    assert "Chính thức" not in html_of(over_years, home.page(over_years, "vi"))


def test_one_point_is_no_points_and_a_source_ends_with_a_stop(tmp_path: Path) -> None:
    one = framework(leaf("1", 1), leaf("2", 99), code="one-point", programme="one-point")
    data = a_round(
        one,
        {"an": {"1": 1, "2": 90}, "binh": {"1": 0, "2": 80}},
        about={"code": "one-2025", "framework": "one-point"},
        units=["an", "binh"],
    )
    made = edition(tmp_path, data)
    [owner] = made.programmes
    first, second = (html_of(made, area.page(owner.latest, code, "en")) for code in ("1", "2"))
    assert "maximum 1 point" in first
    assert "maximum 1 points" not in first
    assert "maximum 99 points" in second
    assert re.findall(r'([^ ]) <span class="downloads">', second) == ["."]


def test_a_programme_lists_its_rounds_with_their_breaks(tmp_path: Path) -> None:
    [owner] = edition(tmp_path, printed_round(), whole_round()).programmes
    content = programme.page(owner, "en").content
    assert isinstance(content, programme.Content)
    assert [(row.year, row.status, row.known) for row in content.rounds] == [
        (2025, "training", "4 of 4 units"),
        (2024, "published", "2 of 3 units"),
    ]
    assert content.rounds[0].breaks == ('The framework changed from "Small totals" to "Small".',)
    assert [row.mean_mark for row in content.rounds] == ["", "as announced"]


def test_a_source_is_named_with_its_clause() -> None:
    source = {"document": words("Decision 1"), "clause": words("row 3"), "link": "https://example.org/1"}
    placed = rules().nodes[0]
    named = framework(leaf("1", source=source), leaf("2", source={"document": words("Decision 2")}))
    assert source_words(named.nodes[0], "en") == ("Decision 1, row 3", "https://example.org/1")
    assert source_words(named.nodes[1], "en") == ("Decision 2", "")
    assert source_words(placed, "en") == ("Illustrative: not the official text", "")
    assert placed.name("en") == "1 area 1"


def test_a_unit_is_found_in_its_last_round(tmp_path: Path) -> None:
    made = edition(tmp_path, printed_round(), whole_round())
    found = {entry.name: entry.to for entry in entries_of(made, "vi")}
    assert found["Unit chi"].endswith("/2025/don-vi/chi/")


def test_of_units_that_merged_nothing_is_carried_on(tmp_path: Path) -> None:
    after = replace(
        whole_round(),
        units=(
            a_unit("an", region=Text(vi="a", en="a"), predecessors=("old",)),
            *whole_round().units[1:],
        ),
        previous=whole_round().previous,
    )
    before = replace(
        printed_round(),
        units=(a_unit("old", successor="an"), a_unit("binh"), a_unit("chi")),
        printed={"old": Printed(Fraction(70), 1, "", "news")},
        aggregates=(PrintedAggregate("mean", "", Fraction(70), "news"),),
    )
    [owner] = edition(tmp_path, before, after).programmes
    assert [each.from_year for each in owner.breaks] == [2025, 2025]
    assert "1 were formed from old ones" in owner.breaks[1].reason.en
    assert [round_.year for round_, _ in owner.history("an")] == [2025]


def test_a_criterion_with_parts_lists_them_and_no_units(tmp_path: Path) -> None:
    deep = framework(
        branch("1", branch("1.1", leaf("1.1.1", 40), leaf("1.1.2", 60))),
        code="deep",
        programme="deep",
        levels=[{"code": f"level_{n}", "title": words(f"Level {n}")} for n in range(3)],
    )
    data = a_round(
        deep,
        {"an": {"1.1.1": 40, "1.1.2": 30}},
        about={"code": "deep-2025", "framework": "deep", "kind": "reconciled"},
        units=["an", "binh"],
        printed={"an": Printed(Fraction(70), 1, "", "news"), "binh": Printed(Fraction(60), 2, "", "news")},
    )
    [owner] = edition(tmp_path, data).programmes
    upper = criterion.page(owner.latest, "1.1", "en").content
    assert isinstance(upper, criterion.Content)
    assert [row.code for row in upper.parts] == ["1.1.1", "1.1.2"]
    assert upper.units == ()
    lower = criterion.page(owner.latest, "1.1.1", "en").content
    assert isinstance(lower, criterion.Content)
    assert [(row.name, row.points) for row in lower.units] == [("Unit an", 40)]


def test_where_no_part_is_known_nothing_is_told_of_parts(tmp_path: Path) -> None:
    data = replace(
        printed_round(),
        framework=framework(leaf("1", 60), leaf("2", 40), code="small-total", programme="small-programme"),
        not_applicable=np.zeros((3, 2), dtype=bool),
    )
    made = edition(tmp_path, data)
    kinds = {each.kind for job in plan(made) if isinstance(each := job.make(), Page)}
    assert not kinds & {"lost", "compare", "change"}
    assert "area" in kinds


def test_two_rounds_of_one_framework_are_of_one_kind(tmp_path: Path) -> None:
    again = replace(
        whole_round(), info=whole_round().info.model_copy(update={"code": "small-2026", "year": 2026})
    )
    [owner] = edition(tmp_path, whole_round(), again).programmes
    assert owner.breaks == ()


def test_a_programme_of_totals_alone_has_no_criteria_to_find(tmp_path: Path) -> None:
    names = {entry.name for entry in entries_of(edition(tmp_path, printed_round()), "en")}
    assert "Unit an" in names
    assert "leaf total" not in names


def test_where_no_ranking_can_be_made_of_a_survey_there_is_no_picture_of_places(survey: Publication) -> None:
    unranked = Unranked(survey.working.design, both("too few clusters"))
    page = satisfaction.survey(edition_of_none(), replace(survey, rankings=(unranked,)), "en")
    assert isinstance(page.content, satisfaction.SurveyContent)
    assert page.content.charts == ()
    assert page.content.cannot_be_ranked is None


def test_a_series_may_lack_units_or_the_nation(tmp_path: Path) -> None:
    (tmp_path / "series.yaml").write_text(
        "format: parindex-series/1\ncode: few\ntitle: {vi: a, en: b}\ndata_status: published\n"
        "measures: [{code: whole, title: {vi: a, en: whole}}, {code: part, title: {vi: a, en: part}}]\n",
        encoding="utf-8",
    )
    (tmp_path / "values.csv").write_text(
        "year,unit,measure,value,rank,source,note\n2019,,whole,80.5,,news,\n2020,an,whole,81,,news,\n"
        "2020,an,part,82,,news,\n",
        encoding="utf-8",
    )
    made = replace(edition_of_none(), satisfaction=(read_series(tmp_path),))
    content = satisfaction.page(made, "en").content
    assert isinstance(content, satisfaction.Content)
    [over] = content.series
    assert [row.name for row in over.all] == ["whole"]
    assert [(each.year, len(each.units)) for each in over.units] == [(2020, 1)]


def test_the_button_leads_to_the_report_that_was_made(tmp_path: Path) -> None:
    folder = tmp_path / "reports" / "small-2025"
    folder.mkdir(parents=True)
    for end in ("pdf", "docx"):
        (folder / f"unit-an-en.{end}").write_bytes(b"report")
    made = edition(tmp_path, whole_round(), reports=tmp_path / "reports")
    [owner] = made.programmes
    page = unit.page(made, owner, owner.latest, "an", "en")
    assert page.pdf == "unit-an-en.pdf"
    assert list(page.reports) == ["unit-an-en.pdf", "unit-an-en.docx"]
    written = files_of(made, page)
    assert written["unit-an-en.pdf"] == b"report"
    assert '<a class="button" href="unit-an-en.pdf">PDF</a>' in written["index.html"].decode()
    assert unit.page(made, owner, owner.latest, "binh", "en").pdf == ""


def reports_in(folder: Path, *names: str) -> Path:
    """A folder of reports on the small round."""
    (folder / "reports" / "small-2025").mkdir(parents=True)
    for name in names:
        (folder / "reports" / "small-2025" / name).write_bytes(b"report")
    return folder / "reports"


def test_reports_on_a_round_stand_beside_its_ranking_for_the_press(tmp_path: Path) -> None:
    made = reports_in(
        tmp_path,
        "infographic-en.png",
        "infographic-en.pdf",
        "press-en.docx",
        "results-en.pdf",
        "results-vi.pdf",
    )
    shown = edition(tmp_path, whole_round(), printed_round(), reports=made)
    [owner] = shown.programmes
    page = ranking.page(shown, owner, owner.latest, "en")
    content = page.content
    assert isinstance(content, ranking.Content)
    assert page.pdf == "results-en.pdf"
    assert [(each.title, each.files) for each in content.papers] == [
        ("Report of the results", ("results-en.pdf",)),
        ("Press sheet", ("press-en.docx",)),
        ("The announcement on one page", ("infographic-en.pdf", "infographic-en.png")),
    ]
    assert content.parts[-1] == Link("For the press", "en/programme-small-programme/2025/#press")
    written = files_of(shown, page)
    assert {name for name, file in written.items() if file == b"report"} == set(page.reports)
    html = Html(written["index.html"].decode())
    assert "press" in html.ids
    assert set(page.reports) <= set(html.links)
    [poster] = [about for tag, about in html.tags if tag == "img" and about.get("class") == "poster"]
    assert poster["src"] == "infographic-en.png"
    assert str(poster["alt"]).startswith("The announcement on one page. Training data – Unit")


def test_without_reports_there_is_no_part_for_the_press(tmp_path: Path) -> None:
    shown = edition(tmp_path, whole_round())
    [owner] = shown.programmes
    content = ranking.page(shown, owner, owner.latest, "vi").content
    assert isinstance(content, ranking.Content)
    assert content.papers == ()
    assert "Cho báo chí" not in [link.text for link in content.parts]


def test_a_preview_shows_only_reports_that_say_they_are_one_and_the_day_only_others(tmp_path: Path) -> None:
    made = reports_in(tmp_path, "unit-an-vi.pdf", "unit-an-vi-preview.docx", "press-vi-preview.pdf")
    found = {}
    for is_preview in (True, False):
        shown = edition(tmp_path / str(is_preview), whole_round(), reports=made, is_preview=is_preview)
        [owner] = shown.programmes
        pages_ = (
            ranking.page(shown, owner, owner.latest, "vi"),
            unit.page(shown, owner, owner.latest, "an", "vi"),
        )
        found[is_preview] = [list(page.reports) for page in pages_]
    assert found == {
        True: [["press-vi-preview.pdf"], ["unit-an-vi-preview.docx"]],
        False: [[], ["unit-an-vi.pdf"]],
    }


def test_the_page_of_a_unit_has_what_it_does_about_its_losses(tmp_path: Path) -> None:
    made = edition(tmp_path, whole_round())
    [owner] = made.programmes
    an, binh = (html_of(made, unit.page(made, owner, owner.latest, code, "vi")) for code in ("an", "binh"))
    told = " ".join(Html(binh).texts)
    for said in (
        "Nguyên nhân và giải pháp",
        "Written late",
        "Write earlier",
        "A plan",
        "Office",
        "31/03/2026",
    ):
        assert said in told
    assert "Nguyên nhân và giải pháp" not in an


def test_the_page_of_lost_points_has_the_shares_as_a_table(tmp_path: Path) -> None:
    """Unknown and not applicable are told apart; the picture is there to take away."""
    [owner] = edition(tmp_path, whole_round()).programmes
    content = lost.page(owner.latest, "vi").content
    assert isinstance(content, lost.Content)
    assert content.heat.areas == (("1", "area 1"), ("2", "leaf 2"))
    assert content.heat.classes == ("dưới 60", "60 – 70", "70 – 80", "80 – 90", "từ 90")
    shares = {row.name: [(each.value, each.shade) for each in row.shares] for row in content.heat.rows}
    assert shares["Unit an"] == [(Fraction(100 * 48, 50), 5), (Fraction(80), 4)]
    assert shares["Unit dung"] == [(Fraction(100), 5), (Fraction(50), 1)]
    assert content.heat.picture.chart.code == "heat-table"
    unknown = edition(tmp_path / "unknown", parts_of_which_some_are_unknown())
    html = html_of(unknown, lost.page(unknown.programmes[0].latest, "vi"))
    table = html[html.index('<table class="heat"') :].partition("</table>")[0]
    assert '<td data-value="">–</td><td class="shade-1">40,0</td>' in table
    assert (
        '<td class="shade-4">80,0</td><td class="unknown" data-value="">?<span class="unseen"> không rõ'
        in table
    )
    assert 'href="heat-table.svg"' in html


def parts_of_which_some_are_unknown() -> RoundData:
    """Unit b does not do the first area; nothing is known of unit a in the second."""
    rules_ = framework(
        branch("1", leaf("1.1", 50, may_be_not_applicable=True)),
        leaf("2", 50),
        code="small-set",
        programme="small-programme",
    )
    about = {"kind": "reconciled", "data_status": "published", "code": "small-2025", "framework": "small-set"}
    return a_round(rules_, {"a": {"1.1": 40}, "b": {"2": 20}}, marked=[("b", "1.1")], about=about)


def test_an_index_with_points_from_surveys_says_its_interval_and_the_places_it_may_hold(
    tmp_path: Path,
) -> None:
    """An index of 80 ± 2 with many degrees of freedom, and one of 79 that cannot be told from it."""
    rules_ = framework(leaf("1", 100, {"type": "imported", "index": words("index")}))
    data = a_round(
        rules_,
        measured={"council": {"an": {"1.value": 80}, "binh": {"1.value": 79}}},
        estimates={(0, 0): Estimate(80.0, 2.0), (1, 0): Estimate(79.0, 2.0)},
    )
    [owner] = edition(tmp_path, data).programmes
    content = unit.page(edition_of_none(), owner, owner.latest, "an", "vi").content
    card = {each.name: (each.value, each.note) for each in content.figures}
    assert card["Chỉ số"] == ("80,00", "khoảng tin cậy 95%: 76,08 – 83,92")
    assert card["Thứ hạng"] == ("1", "trên 2, có thể từ 1 đến 2 do sai số khảo sát")
