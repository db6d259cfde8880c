"""The report: its figures are the estimates, what is not to be shown is not in it, and texts do no harm."""

import io
import math
import re
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from pypdf import PdfReader

from parindex.documents import Unfit
from parindex.language import Language, Text, both
from parindex.survey.estimation.covariance import Pick, change
from parindex.survey.estimation.estimate import Estimates, estimate
from parindex.survey.model import Grouping, Survey
from parindex.survey.ranks.of_units import Settings, ranked
from parindex.survey.report.blocks import Chart, Document, Heading, Mark, Paragraph, Row
from parindex.survey.report.charts import axis, change_chart
from parindex.survey.report.figures import Figure
from parindex.survey.report.numerals import changed, count, number, percent, probability, signed
from parindex.survey.report.numerals import estimate as shown
from parindex.survey.report.pdf import drawable, to_pdf, to_pictures
from parindex.survey.report.story import document
from parindex.survey.report.values import Change, Report, Unranked, report_of
from parindex.survey.totals.scan import totals
from tests.survey.builders import design, node, stored, survey

HOSTILE = '#image("/etc/passwd") *bold* $x$ <script> ‮evil'
UNITS = Grouping(
    code="unit",
    title=Text(vi="Đơn vị", en="Unit"),
    columns=("unit",),
    is_of_units=True,
    labels={"u0": both(HOSTILE), "u1": Text(vi="Lạng Sơn", en="Lang Son")},
)


def about(**fields: object) -> Survey:
    tree = node("whole", "mean", node("a", "mean", "q1", "q2"), node("b", "pooled", "q3"))
    nation = Grouping(code="nation", title=Text(vi="Cả nước", en="Nation"))
    sex = Grouping(code="sex", title=Text(vi="Giới tính", en="Sex"), columns=("sex",))
    made = survey(
        tree=tree, groupings=[nation, UNITS, sex], designs=[design("unit")], smallest_shown=20, series="small"
    )
    return made.changed(**fields)


def people(seed: int, best: float = 0.9) -> pl.DataFrame:
    """Six units of ten PSUs; u0 is far better than the others, u5 has too few people to be shown."""
    random = np.random.default_rng(seed)
    rows = 2000
    unit = random.integers(0, 6, rows)
    share = np.where(unit == 0, best, 0.5)
    frame = pl.DataFrame(
        {
            "unit": [f"u{n}" for n in unit],
            "psu": [f"u{n}-{random.integers(0, 10)}" for n in unit],
            "w": np.ones(rows),
            "sex": np.array(["f", "m"])[random.integers(0, 2, rows)],
            **{f"q{n}": np.where(random.random(rows) < share, 5, 2) for n in (1, 2, 3)},
        }
    ).with_columns(q2=pl.when(pl.Series(random.random(rows)) < 0.1).then(None).otherwise(pl.col("q2")))
    few = frame.filter(unit="u5").head(15)
    return pl.concat([frame.filter(pl.col("unit") != "u5"), few])


def found(folder: Path, seed: int = 1, best: float = 0.9, **fields: object) -> Estimates:
    of = about(**fields)
    file = stored(people(seed, best), folder / f"{seed}.parquet")
    return estimate(of, totals(of, [file], quantum=2.0**-10))


def told(report: Report, language: Language = "en") -> list[str]:
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
    made = document(report_of(estimates), language)
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
    made = document(report_of(estimates, [ranks], found(tmp_path, 2)), "en")
    [chart] = charts(made, "Results by unit")
    assert chart.rows[-1] == Row("u5", (Mark("not published: few answers, interval too wide"),))
    [places] = charts(made, "How sure the ranks are")
    assert places.rows[-1] == Row("u5", (Mark("not published"),))
    _, changes = charts(made, "Change since")
    assert changes.rows[-1] == Row("u5", (Mark("not published"),))
    pages = PdfReader(io.BytesIO(to_pdf(made))).pages
    text = re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))
    for each in (table.estimate, table.lower, table.upper, table.standard_error):
        assert number(float(each[row, column]), "en", 2) not in text
    assert "u5" in text


def test_the_file_is_tagged_labelled_on_every_page_and_the_same_each_time(tmp_path: Path) -> None:
    made = document(report_of(found(tmp_path), digests={"microdata.parquet": "ab" * 32}), "vi")
    content = to_pdf(made)
    assert content == to_pdf(made)
    reader = PdfReader(io.BytesIO(content))
    assert len(reader.pages) >= 2
    texts = [page.extract_text() for page in reader.pages]
    assert all("SỐ LIỆU TẬP HUẤN" in text for text in texts)
    assert "Trang 1" not in texts[0]
    assert "Trang 2" in texts[1]
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value is True  # type: ignore[index]
    assert root["/Lang"] == "vi"  # type: ignore[index]
    assert "<pdfuaid:part>1<" in root["/Metadata"].get_data().decode("utf-8")  # type: ignore[index]
    whole = "".join("".join(texts).split())
    assert "".join(HOSTILE.replace("\u202e", "").split()) in whole
    assert "ab" * 32 in whole
    assert to_pictures(made, 20)[0].startswith(b"\x89PNG")


def test_letters_that_no_font_has_are_named_and_invisible_ones_left_out() -> None:
    assert drawable("Ủy ban\u202e \u200b中") == "Ủy ban [U+4E2D]"


def test_notes_stand_under_the_result(tmp_path: Path) -> None:
    made = document(report_of(found(tmp_path, notes=(both("A note"),))), "en")
    assert Paragraph("A note", look="quiet") in made.blocks


def test_only_if_all_data_are_real_there_is_no_label(tmp_path: Path) -> None:
    official = found(tmp_path, data_status="official")
    assert document(report_of(official), "en").warning == ""
    assert document(report_of(official, before=found(tmp_path, 2)), "en").warning != ""


def test_the_headline_says_what_the_interval_is_about(tmp_path: Path) -> None:
    estimates = found(tmp_path)
    nation = estimates["nation"]
    row, column = nation.at((), "whole")
    value, low, high = (each[row, column] for each in (nation.estimate, nation.lower, nation.upper))
    first = told(report_of(estimates))[0]
    assert first.startswith(
        f"whole: {value:.2f} %, with a 95 % interval from {low:.1f} to {high:.1f} % (about the population). "
        f"{len(people(1)):,} people answered, in ".replace(",", "\u202f")
        .replace("\u202f with", ", with")
        .replace("\u202f in", ", in")
    )
    assert "Of 1 of 6 units the estimate is not sound enough to be published." in first


def test_a_nation_that_may_not_be_shown_is_not(tmp_path: Path) -> None:
    report = report_of(found(tmp_path, smallest_shown=10_000))
    assert told(report)[0].startswith("whole: not published, for the data are not sound enough.")
    assert "highest" not in told(report)[0]
    [chart] = charts(document(report, "en"), "Results by unit")
    assert {row.marks[0].value for row in chart.rows} == {None}


def test_ranks_say_what_they_describe_and_who_cannot_be_ranked(tmp_path: Path) -> None:
    estimates = found(tmp_path, 2, 0.6)
    sure = ranked(estimates, Settings("whole", draws=200))
    unable = int(sure.sets.cannot_be_ranked.sum())
    assert 0 < unable < 6
    sentence = (
        f"headline (about the population): {unable} of 6 units cannot be ranked, for they may hold any place."
    )
    assert sentence in told(report_of(estimates, [sure]))


def test_where_nobody_can_be_ranked_this_is_said_and_nothing_drawn(tmp_path: Path) -> None:
    alike = found(tmp_path, best=0.5)
    report = report_of(alike, [ranked(alike, Settings("whole", draws=200))])
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
    report = report_of(estimates, [ranked(estimates, Settings("whole", draws=200))])
    assert (
        "headline (about the population): every unit has a set of ranks narrower than the whole table."
        in told(report)
    )


def test_a_design_without_ranks_says_why(tmp_path: Path) -> None:
    estimates = found(tmp_path)
    report = report_of(estimates, [Unranked(design("unit"), both("No errors."))])
    assert "headline: there are no sets of ranks. No errors." in told(report)
    assert charts(document(report, "en"), "How sure") == []


def test_units_that_are_not_in_the_tables_are_not_hidden_from_the_ranks(tmp_path: Path) -> None:
    estimates = found(tmp_path)
    places = ranked(estimates, Settings("whole", draws=200))
    nation = Estimates(**{**vars(estimates), "tables": {"nation": estimates["nation"]}})
    [chart] = charts(document(report_of(nation, [places]), "en"), "How sure")
    assert len(chart.rows) == 6
    assert all(row.marks[0].value is not None for row in chart.rows)


def test_a_change_beyond_chance_has_a_sign_and_is_said(tmp_path: Path) -> None:
    report = report_of(found(tmp_path, 1, 1.0), before=found(tmp_path, 2, 0.5))
    assert report.changes is not None
    nation, *_ = report.changes.rows
    assert nation.p_value is not None
    assert nation.p_value < 0.001
    assert "p < 0.001: it has changed." in told(report)[0]
    _, chart = charts(document(report, "en"), "Change since")
    assert chart.rows[0].name == f"{HOSTILE} ▲"
    fallen = report_of(found(tmp_path, 2, 0.5), before=found(tmp_path, 1, 1.0))
    _, chart = charts(document(fallen, "en"), "Change since")
    assert [row.name for row in chart.rows if row.name.endswith("▼")] == [f"{HOSTILE} ▼"]


def test_p_values_are_adjusted_for_all_units_together(tmp_path: Path) -> None:
    now, before = found(tmp_path), found(tmp_path, 3)
    report = report_of(now, before=before)
    assert report.changes is not None
    rows = {row.values: row for row in report.changes.rows}
    raw = [change(before, now, Pick("unit", (f"u{n}",), "whole")).p_value for n in range(5)]
    least = min(range(5), key=lambda n: raw[n])
    assert rows[(f"u{least}",)].p_value == pytest.approx(min(1, 5 * raw[least]))
    assert rows[()].p_value == change(before, now, Pick("nation", (), "whole")).p_value
    assert "not enough to say that it has changed" in told(report)[0]


def test_a_nation_held_back_has_no_change(tmp_path: Path) -> None:
    small = report_of(found(tmp_path, smallest_shown=10_000), before=found(tmp_path, 2))
    assert small.changes is not None
    assert {row.estimate for row in small.changes.rows} == {None}
    assert "Since" not in told(small)[0]


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
    report = report_of(found(tmp_path), before=found(tmp_path, 2, **fields))
    assert f"It is not compared with Small survey: {why}" in told(report)
    assert charts(document(report, "en"), "Change since") == []


def test_groupings_of_one_survey_alone_are_not_compared(tmp_path: Path) -> None:
    nation, *_ = about().groupings
    report = report_of(found(tmp_path), before=found(tmp_path, 2, groupings=(nation,)))
    assert report.changes is not None
    assert [row.grouping.code for row in report.changes.rows] == ["nation"]


def test_an_estimate_without_an_error_says_no_more_than_it_knows() -> None:
    figure = Figure(80.0, None, None, None, (), False, 40.0, 0.0, None, None, None)
    assert (shown(figure, "en"), shown(figure, "vi", brief=True)) == ("80.00", "80,0")
    nothing = Figure(None, None, None, None, (), False, 0.0, 100.0, None, None, None)
    assert (shown(nothing, "en"), shown(nothing, "en", brief=True)) == ("–", "(withheld)")
    unit = about().groupings[1]
    alone = Change(unit, ("u1",), 1.5, None, None, None, None)
    assert changed(alone, "en") == "+1.50"
    [row] = change_chart([alone], 0.95, "en").rows
    assert row == Row("Lang Son", (Mark("+1.50; p = –", 1.5, 1.5, 1.5),))


def test_a_survey_without_units_has_a_report_and_one_without_the_nation_none(tmp_path: Path) -> None:
    nation, units, sex = about().groupings
    plain = document(report_of(found(tmp_path, groupings=(nation, sex)), before=found(tmp_path, 2)), "en")
    assert [block.title for block in plain.blocks if isinstance(block, Chart)] == [
        "whole", "Sex", "Nation", "a", "b",
    ]  # fmt: skip
    with pytest.raises(Unfit, match="a grouping without columns"):
        report_of(found(tmp_path, groupings=(units,)))


def test_a_report_of_the_nation_alone(tmp_path: Path) -> None:
    nation, *_ = about().groupings
    flat = found(tmp_path, groupings=(nation,), tree=node("whole", "mean", "q1", "q2", "q3"))
    made = document(report_of(flat), "en")
    assert [block.title for block in made.blocks if isinstance(block, Chart)] == ["whole", "whole"]
    assert [row.name for row in charts(made, "Factors")[0].rows] == ["whole", "q1", "q2", "q3"]


def test_a_factor_stands_with_all_that_is_below_it(tmp_path: Path) -> None:
    deep = node("whole", "mean", node("a", "mean", node("aa", "mean", "q1"), node("ab", "mean", "q2", "q3")))
    [chart] = charts(document(report_of(found(tmp_path, tree=deep)), "en"), "Factors")
    assert [(row.name, row.is_strong) for row in chart.rows] == [
        ("a", True), ("aa", True), ("q1", False), ("ab", True), ("q2", False), ("q3", False),
    ]  # fmt: skip


def test_more_groups_than_a_page_holds_are_not_drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("parindex.survey.report.story.MOST_DRAWN", 1)
    report = report_of(found(tmp_path))
    assert charts(document(report, "en"), "Results by group") == []
    assert any(text.startswith("Sex: 2 groups, too many to draw") for text in told(report))


def test_an_estimate_without_an_interval_is_a_dot(tmp_path: Path) -> None:
    alone = people(1).with_columns(unit=pl.col("psu"))
    slabs = totals(about(smallest_shown=1), [stored(alone, tmp_path / "a.parquet")], quantum=2.0**-10)
    estimates = estimate(about(smallest_shown=1), slabs, lonely="certainty")
    for row in charts(document(report_of(estimates), "en"), "Results by unit")[0].rows:
        [mark] = row.marks
        assert mark.value is None or mark.low == mark.value == mark.high


@pytest.mark.parametrize(
    ("ends", "bounds", "axis_is"),
    [
        ((81.2, 86.9), (0.0, 100.0), (81.0, 87.0, [81, 82, 83, 84, 85, 86, 87])),
        ((83.0, 83.0), (0.0, 100.0), (82.0, 84.0, [82, 83, 84])),
        ((99.5, 100.0), (0.0, 100.0), (98.0, 100.0, [98, 99, 100])),
        ((2.0, 98.0), (0.0, 100.0), (0.0, 100.0, [0, 20, 40, 60, 80, 100])),
        ((-41.8, 24.2), (-math.inf, math.inf), (-60.0, 40.0, [-60, -40, -20, 0, 20, 40])),
        ((-900.0, 900.0), (-math.inf, math.inf), (-900.0, 900.0, list(range(-900, 901, 50)))),
    ],
)
def test_axes_hold_all_that_is_drawn_with_round_ticks(
    ends: tuple[float, float], bounds: tuple[float, float], axis_is: tuple[float, float, list[int]]
) -> None:
    low, high, ticks = axis(ends, "en", bounds)
    assert (low, high, [place for place, _ in ticks]) == axis_is


def test_numbers_as_people_read_them() -> None:
    assert number(-0.304, "vi", 2) == "−0,30"
    assert [number(each, "en", 1) for each in (None, math.inf, math.nan)] == ["–", "–", "–"]
    assert [signed(each, "en", 1) for each in (1.25, -1.25, 0.01, 0.0)] == ["+1.3", "−1.3", "0.0", "0.0"]
    assert (count(36525.4), count(None), count(-1)) == ("36\u202f525", "–", "−1")
    assert percent(0.95, "en") == "95"
    assert percent(0.999, "vi") == "99,9"
    assert (probability(0.0004, "vi"), probability(0.0316, "en"), probability(None, "en")) == (
        "p < 0,001", "p = 0.032", "p = –",
    )  # fmt: skip
