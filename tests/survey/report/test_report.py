"""The report: its figures are the estimates, what is not to be shown is not in it, and texts do no harm."""

import io
import re
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from pypdf import PdfReader

from parindex.documents import Unfit
from parindex.language import Language, Text, both
from parindex.survey.estimation.estimate import Estimates, estimate
from parindex.survey.model import Grouping, Survey
from parindex.survey.ranks.of_units import Settings, ranked
from parindex.survey.report.blocks import Chart, Document, Paragraph, Table
from parindex.survey.report.figures import number
from parindex.survey.report.pdf import to_pdf, to_pictures
from parindex.survey.report.story import Report, document
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


def people(seed: int) -> pl.DataFrame:
    """Six units of ten PSUs; u5 has too few people to be shown."""
    random = np.random.default_rng(seed)
    rows = 2000
    unit = np.minimum(random.integers(0, 6, rows), 5)
    frame = pl.DataFrame(
        {
            "unit": [f"u{n}" for n in unit],
            "psu": [f"u{n}-{random.integers(0, 10)}" for n in unit],
            "w": np.ones(rows),
            "sex": np.array(["f", "m"])[random.integers(0, 2, rows)],
            **{f"q{n}": random.choice([1, 2, 3, 4, 5, 5, 4, None], rows).tolist() for n in (1, 2, 3)},
        }
    )
    few = frame.filter(unit="u5").head(15)
    return pl.concat([frame.filter(pl.col("unit") != "u5"), few])


def found(folder: Path, seed: int = 1, **fields: object) -> Estimates:
    of = about(**fields)
    return estimate(of, totals(of, [stored(people(seed), folder / f"{seed}.parquet")], quantum=2.0**-10))


def charts(made: Document) -> dict[str, Chart]:
    return {block.title: block for block in made.blocks if isinstance(block, Chart)}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_unit_stands_with_its_figures_best_first(language: Language, tmp_path: Path) -> None:
    estimates = found(tmp_path)
    made = document(Report(estimates), language)
    rows = charts(made)[UNITS.title.to(language)].rows
    table = estimates["unit"]
    column = table.measures.index("whole")
    shown = [row for row in rows if row.value is not None]
    assert [row.value for row in shown] == sorted(table.estimate[:5, column], reverse=True)
    for row in shown:
        place = list(table.estimate[:, column]).index(row.value)
        values = (table.estimate[place, column], table.lower[place, column], table.upper[place, column])
        printed = [
            number(value, language, decimals) for value, decimals in zip(values, (2, 1, 1), strict=True)
        ]
        assert row.text == "{}  ({} – {})".format(*printed)
    assert made.warning != ""
    assert (made.language, made.title) == (language, about().title.to(language))


def test_what_is_not_to_be_shown_is_nowhere(tmp_path: Path) -> None:
    estimates = found(tmp_path)
    table = estimates["unit"]
    row, column = table.at(("u5",), "whole")
    assert estimates["unit"].answers[row, column] < 20
    made = document(
        Report(estimates, [ranked(estimates, Settings("whole", draws=200))], found(tmp_path, 2)), "en"
    )
    chart = charts(made)["Unit"]
    assert chart.rows[-1].name == "u5"
    assert chart.rows[-1].text.startswith("not published (few answers")
    text = re.sub(
        r"\s+", " ", "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(to_pdf(made))).pages)
    )
    for each in (table.estimate, table.lower, table.upper, table.standard_error):
        assert number(float(each[row, column]), "en", 2) not in text
    assert "u5" in text
    places = charts(made)["headline"].rows[-1]
    assert (places.name, places.value) == ("u5", None)
    [changes] = [block for block in made.blocks if isinstance(block, Table) and block.columns[1] == "Change"]
    assert [line[0] for line in changes.rows] == ["Nation", HOSTILE, "Lang Son", "u2", "u3", "u4"]


def test_the_file_is_tagged_labelled_on_every_page_and_the_same_each_time(tmp_path: Path) -> None:
    made = document(Report(found(tmp_path), digests={"microdata.parquet": "ab" * 32}), "vi")
    content = to_pdf(made)
    assert content == to_pdf(made)
    reader = PdfReader(io.BytesIO(content))
    assert len(reader.pages) >= 2
    texts = [page.extract_text() for page in reader.pages]
    assert all("SỐ LIỆU TẬP HUẤN" in text for text in texts)
    assert "Trang 1" not in texts[0]
    assert "Trang 2" in texts[1]
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"].value is True  # type: ignore[index]
    assert reader.trailer["/Root"]["/Lang"] == "vi"  # type: ignore[index]
    whole = "".join("".join(texts).split())
    assert "".join(HOSTILE.replace("\u202e", "").split()) in whole
    assert "ab" * 32 in whole
    assert to_pictures(made, 20)[0].startswith(b"\x89PNG")


def test_notes_stand_under_the_result(tmp_path: Path) -> None:
    made = document(Report(found(tmp_path, notes=(both("A note"),))), "en")
    assert Paragraph("A note", quiet=True) in made.blocks


def test_official_data_have_no_label(tmp_path: Path) -> None:
    assert document(Report(found(tmp_path, data_status="official")), "en").warning == ""


def test_ranks_say_what_they_describe_and_who_cannot_be_ranked(tmp_path: Path) -> None:
    estimates = found(tmp_path)
    wide = ranked(estimates, Settings("whole", draws=200, level=0.999))
    made = document(Report(estimates, [wide]), "en")
    unable = int(wide.sets.cannot_be_ranked.sum())
    said = [block.text for block in made.blocks if isinstance(block, Paragraph)]
    sentence = (
        f"headline (about the population): {unable} of 6 units cannot be ranked, for they may hold any place."
    )
    assert (sentence in said) == (unable > 0)


def test_a_break_of_the_series_is_said_and_nothing_is_compared(tmp_path: Path) -> None:
    made = document(Report(found(tmp_path), before=found(tmp_path, 2, series="old")), "en")
    assert "Small survey is of another series, so nothing is compared." in [
        block.text for block in made.blocks if isinstance(block, Paragraph)
    ]
    assert not [block for block in made.blocks if isinstance(block, Table) and block.columns[1] == "Change"]


def test_a_survey_without_units_has_a_report_and_one_without_the_nation_none(tmp_path: Path) -> None:
    nation, units, sex = about().groupings
    plain = document(Report(found(tmp_path, groupings=(nation, sex)), before=found(tmp_path, 2)), "en")
    assert [block.title for block in plain.blocks if isinstance(block, Chart)] == ["whole", "Sex"]
    with pytest.raises(Unfit, match="a grouping without columns"):
        document(Report(found(tmp_path, groupings=(units,))), "en")


def test_where_no_unit_may_be_shown_none_is_named_best(tmp_path: Path) -> None:
    made = document(Report(found(tmp_path, smallest_shown=10_000)), "en")
    assert not [block for block in made.blocks if isinstance(block, Paragraph) and "highest" in block.text]
    assert {row.value for row in charts(made)["Unit"].rows} == {None}


def test_units_that_are_not_in_the_tables_are_not_hidden_from_the_ranks(tmp_path: Path) -> None:
    estimates = found(tmp_path)
    places = ranked(estimates, Settings("whole", draws=200))
    nation = Estimates(**{**vars(estimates), "tables": {"nation": estimates["nation"]}})
    made = document(Report(nation, [places]), "en")
    assert len(charts(made)["headline"].rows) == 6
    assert all(row.value is not None for row in charts(made)["headline"].rows)


def test_an_estimate_without_an_interval_is_a_dot(tmp_path: Path) -> None:
    alone = people(1).with_columns(unit=pl.col("psu"))
    slabs = totals(about(smallest_shown=1), [stored(alone, tmp_path / "a.parquet")], quantum=2.0**-10)
    made = document(Report(estimate(about(smallest_shown=1), slabs, lonely="certainty")), "en")
    for row in charts(made)["Unit"].rows:
        assert row.value is None or row.low == row.value == row.high
