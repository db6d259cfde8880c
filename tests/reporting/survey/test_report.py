"""The report: its figures are the estimates, what is not to be shown is not in it, and texts do no harm."""

import io
import re
from pathlib import Path

import polars as pl
import pytest
from pypdf import PdfReader

from parindex.language import Language, both
from parindex.reporting.document.blocks import Chart, Document, Heading, Paragraph
from parindex.reporting.document.pdf import to_pdf
from parindex.reporting.numbers import number
from parindex.reporting.survey.story import document
from parindex.survey.estimation.estimate import Estimates, estimate
from parindex.survey.publication import Publication, Unranked, publication_of
from parindex.survey.ranks.of_units import Settings, ranked
from parindex.survey.totals.scan import totals
from tests.survey.builders import design, node, stored
from tests.survey.publication.builders import HOSTILE, about, found, people


def told(report: Publication, language: Language = "en") -> list[str]:
    """The paragraphs of a report, the notes and the method too."""
    return [block.text for block in document(report, language).blocks if isinstance(block, Paragraph)]


def charts(made: Document, section: str) -> list[Chart]:
    """The charts of a section, by the beginning of its title."""
    found, here = [], ""
    for block in made.blocks:
        if isinstance(block, Heading) and block.level == 2:
            here = block.text
        if isinstance(block, Chart) and here.startswith(section):
            found.append(block)
    return found


@pytest.mark.parametrize(("language", "section"), [("vi", "Kết quả theo đơn vị"), ("en", "Results by unit")])
def test_every_unit_stands_with_its_figures_best_first(
    language: Language, section: str, tmp_path: Path
) -> None:
    estimates = found(tmp_path)
    made = document(publication_of(estimates), language)
    [chart] = charts(made, section)
    table = estimates["unit"]
    column = table.measures.index("whole")
    shown = [row for row in chart.rows if row.marks[0].value is not None]
    assert [row.marks[0].value for row in shown] == sorted(table.estimate[:5, column], reverse=True)
    for row in shown:
        [mark] = row.marks
        place = list(table.estimate[:, column]).index(mark.value)
        values = (table.estimate[place, column], table.lower[place, column], table.upper[place, column])
        printed = [
            number(value, language, decimals) for value, decimals in zip(values, (2, 1, 1), strict=True)
        ]
        assert mark.text == "{} ({} – {})".format(*printed)
    assert chart.panels[0].reference == estimates["nation"].estimate[0, column]
    assert made.warning != ""
    assert (made.language, made.title) == (language, about().title.to(language))


def test_what_is_not_to_be_shown_is_nowhere(tmp_path: Path) -> None:
    estimates = found(tmp_path)
    table = estimates["unit"]
    row, column = table.at(("u5",), "whole")
    assert table.answers[row, column] < 20
    ranks = ranked(estimates, Settings("whole", draws=200))
    made = document(publication_of(estimates, [ranks], found(tmp_path, 2)), "en")
    [by_unit] = charts(made, "Results by unit")
    [places] = charts(made, "How sure the ranks are")
    _, changes = charts(made, "Change since")
    names = {row.name.removesuffix(" ◇").removesuffix(" ▲") for row in by_unit.rows}
    assert names == {HOSTILE, "Lang Son", "u2", "u3", "u4"}
    assert {row.name for row in places.rows} == names
    assert {row.name.removesuffix(" ▲") for row in changes.rows} == names
    notes = [block.text for block in made.blocks if isinstance(block, Paragraph) and "(1)" in block.text]
    assert notes == [
        "Not published (1): few answers, small effective n, interval too wide: u5.",
        "Not published (1): u5.",
        "Not published (1): u5.",
    ]
    pages = PdfReader(io.BytesIO(to_pdf(made))).pages
    text = re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))
    for each in (table.estimate, table.lower, table.upper, table.standard_error):
        assert number(float(each[row, column]), "en", 2) not in text
    assert "u5" in text


def test_the_file_has_all_that_the_report_says(tmp_path: Path) -> None:
    made = document(publication_of(found(tmp_path), digests={"microdata.parquet": "ab" * 32}), "vi")
    content = to_pdf(made)
    assert content == to_pdf(made)
    texts = [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]
    assert all("SỐ LIỆU TẬP HUẤN" in text for text in texts)
    whole = "".join("".join(texts).split())
    assert "".join(HOSTILE.replace("\u202e", "").split()) in whole
    assert "ab" * 32 in whole


def test_notes_stand_under_the_result(tmp_path: Path) -> None:
    made = document(publication_of(found(tmp_path, notes=(both("A note"),))), "en")
    assert Paragraph("A note", look="quiet") in made.blocks


def test_real_data_have_no_label(tmp_path: Path) -> None:
    assert document(publication_of(found(tmp_path, data_status="official")), "en").warning == ""


def test_the_headline_says_what_the_interval_is_about(tmp_path: Path) -> None:
    estimates = found(tmp_path)
    nation = estimates["nation"]
    row, column = nation.at((), "whole")
    value, low, high = (each[row, column] for each in (nation.estimate, nation.lower, nation.upper))
    first = told(publication_of(estimates))[0]
    assert first.startswith(
        f"whole: {value:.2f}%, with a 95% interval from {low:.1f} to {high:.1f}% (about the population). "
        f"{len(people(1)):,} people answered, in "
    )
    assert "Of 1 of 6 units the estimate is not sound enough to be published." in first


def test_a_nation_that_may_not_be_shown_is_not(tmp_path: Path) -> None:
    report = publication_of(found(tmp_path, smallest_shown=10_000))
    assert told(report)[0].startswith("whole: not published, for the data are not sound enough.")
    assert "highest" not in told(report)[0]
    assert charts(document(report, "en"), "Results by unit") == []
    assert Heading("Unit", 3) in document(report, "en").blocks
    [everyone] = charts(document(report, "en"), "The result")
    assert {row.marks[0].text for row in everyone.rows} == {"not published: few answers"}


def test_ranks_say_what_they_describe_and_who_cannot_be_ranked(tmp_path: Path) -> None:
    estimates = found(tmp_path, 2, 0.6)
    sure = ranked(estimates, Settings("whole", draws=200))
    unable = int(sure.sets.cannot_be_ranked.sum())
    assert 0 < unable < 6
    sentence = (
        f"headline (about the population): {unable} of 6 units cannot be ranked, for they may hold any place."
    )
    assert sentence in told(publication_of(estimates, [sure]))


def test_where_nobody_can_be_ranked_this_is_said_and_nothing_drawn(tmp_path: Path) -> None:
    alike = found(tmp_path, best=0.5)
    report = publication_of(alike, [ranked(alike, Settings("whole", draws=200))])
    assert (
        "headline (about the population): units cannot be ranked; each of the 6 may hold any place."
        in told(report)
    )
    assert charts(document(report, "en"), "How sure") == []


def test_where_everybody_has_a_narrower_place_this_is_said(tmp_path: Path) -> None:
    apart = about(smallest_shown=1)
    frame = people(1).filter(pl.col("unit").is_in(["u0", "u1"]))
    slabs = totals(apart, [stored(frame, tmp_path / "two.parquet")], quantum=2.0**-10)
    estimates = estimate(apart, slabs)
    report = publication_of(estimates, [ranked(estimates, Settings("whole", draws=200))])
    assert (
        "headline (about the population): every unit has a set of ranks narrower than the whole table."
        in told(report)
    )


def test_a_design_without_ranks_says_why(tmp_path: Path) -> None:
    estimates = found(tmp_path)
    report = publication_of(estimates, [Unranked(design("unit"), both("No errors."))])
    assert "headline: there are no sets of ranks. No errors." in told(report)
    assert charts(document(report, "en"), "How sure") == []


def test_without_tables_of_units_the_ranks_still_know_who_is_held_back(tmp_path: Path) -> None:
    estimates = found(tmp_path)
    places = ranked(estimates, Settings("whole", draws=200))
    nation = Estimates(**{**vars(estimates), "tables": {"nation": estimates["nation"]}})
    [chart] = charts(document(publication_of(nation, [places]), "en"), "How sure")
    assert [row.marks[0].value for row in chart.rows] == sorted(row.marks[0].value for row in chart.rows)
    assert len(chart.rows) == 5
    assert "u5" not in {row.name for row in chart.rows}


def test_a_change_beyond_chance_has_a_sign_and_is_said(tmp_path: Path) -> None:
    report = publication_of(found(tmp_path, 1, 1.0), before=found(tmp_path, 2, 0.5))
    assert report.changes is not None
    nation, *_ = report.changes.rows
    assert nation.p_value is not None
    assert nation.p_value < 0.001
    assert "p < 0.001: it has changed." in told(report)[0]
    _, chart = charts(document(report, "en"), "Change since")
    assert chart.rows[0].name == f"{HOSTILE} ▲"
    fallen = publication_of(found(tmp_path, 2, 0.5), before=found(tmp_path, 1, 1.0))
    _, chart = charts(document(fallen, "en"), "Change since")
    assert [row.name for row in chart.rows if row.name.endswith("▼")] == [f"{HOSTILE} ▼"]


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        (
            {"series": "old"},
            "the two are not of one series (the field series), so a difference may be one of method alone.",
        ),
        ({"tree": node("other", "mean", "q1", "q2", "q3")}, "the two do not have an index in common."),
    ],
)
def test_what_cannot_be_compared_is_not(fields: dict[str, object], why: str, tmp_path: Path) -> None:
    report = publication_of(found(tmp_path), before=found(tmp_path, 2, **fields))
    assert f"It is not compared with Small survey: {why}" in told(report)
    assert charts(document(report, "en"), "Change since") == []


def test_a_survey_without_units_has_a_report(tmp_path: Path) -> None:
    nation, _, sex = about().groupings
    plain = document(
        publication_of(found(tmp_path, groupings=(nation, sex)), before=found(tmp_path, 2)), "en"
    )
    assert [block.title for block in plain.blocks if isinstance(block, Chart)] == [
        "whole", "Sex", "Nation", "a", "b",
    ]  # fmt: skip


def test_a_report_of_the_nation_alone(tmp_path: Path) -> None:
    nation, *_ = about().groupings
    flat = found(tmp_path, groupings=(nation,), tree=node("whole", "mean", "q1", "q2", "q3"))
    made = document(publication_of(flat), "en")
    assert [block.title for block in made.blocks if isinstance(block, Chart)] == ["whole", "whole"]
    assert [row.name for row in charts(made, "Factors")[0].rows] == ["whole", "q1", "q2", "q3"]


def test_a_factor_stands_with_all_that_is_below_it(tmp_path: Path) -> None:
    deep = node("whole", "mean", node("a", "mean", node("aa", "mean", "q1"), node("ab", "mean", "q2", "q3")))
    [chart] = charts(document(publication_of(found(tmp_path, tree=deep)), "en"), "Factors")
    assert [(row.name, row.is_strong) for row in chart.rows] == [
        ("a", True), ("aa", True), ("q1", False), ("ab", True), ("q2", False), ("q3", False),
    ]  # fmt: skip


def test_more_groups_than_a_page_holds_are_not_drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("parindex.reporting.survey.story.MOST_DRAWN", 1)
    report = publication_of(found(tmp_path))
    assert charts(document(report, "en"), "Results by group") == []
    assert any(text.startswith("Sex: 2 groups, too many to draw") for text in told(report))


def test_an_estimate_without_an_interval_is_a_dot_and_said_to_have_none(tmp_path: Path) -> None:
    content = people(1, 1.0).filter(pl.col("unit") == "u0").with_columns(psu=pl.lit("one"), q2=pl.lit(5))
    of = about(smallest_shown=1)
    slabs = totals(of, [stored(content, tmp_path / "a.parquet")], quantum=2.0**-10)
    report = publication_of(estimate(of, slabs, lonely="certainty", method="t"))
    assert told(report)[0].startswith("whole: 100.00%, without an interval, for none can be worked out.")
    [chart] = charts(document(report, "en"), "The result")
    for row in chart.rows:
        [mark] = row.marks
        assert (mark.text, mark.low, mark.value, mark.high) == ("100.00", 100, 100, 100)


def test_a_change_that_may_be_chance_is_said_to_be_so(tmp_path: Path) -> None:
    report = publication_of(found(tmp_path), before=found(tmp_path, 3))
    assert "not enough to say that it has changed" in told(report)[0]


def test_where_no_change_may_be_shown_names_stand_alone(tmp_path: Path) -> None:
    report = publication_of(found(tmp_path, smallest_shown=10_000), before=found(tmp_path, 3))
    assert "Since" not in told(report)[0]
    assert charts(document(report, "en"), "Change since") == []
    assert f"Not published (6): {HOSTILE}, Lang Son, u2, u3, u4, u5." in told(report)
