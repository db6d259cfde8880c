"""A survey folder and its microdata: everything wrong at once, in both languages."""

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from parindex.language import Text
from parindex.problems import Invalid
from parindex.survey.folder import check, microdata_in, open_survey, write_survey
from parindex.survey.microdata_check import refuse_unsound
from tests.survey.builders import design, grouping, people, survey

SAME = Text(vi="Nhóm", en="Group")
SURVEY = survey(groupings=[grouping("nation"), grouping("sex", "sex")])


def folder_with(frame: pl.DataFrame | None, folder: Path) -> Path:
    write_survey(SURVEY, folder)
    if frame is not None:
        frame.write_parquet(folder / "microdata.parquet")
    return folder


def said(folder: Path) -> list[tuple[str, str]]:
    return [(problem.code, problem.place.path) for problem in check(folder)]


def frame() -> pl.DataFrame:
    return people(np.random.default_rng(1))


def test_a_sound_folder_opens_and_has_no_problems(tmp_path: Path) -> None:
    folder_with(frame(), tmp_path)
    assert check(tmp_path) == []
    opened = open_survey(tmp_path)
    assert (opened.survey, opened.files) == (SURVEY, (tmp_path / "microdata.parquet",))


def test_microdata_lie_in_one_file_or_in_a_folder_of_files(tmp_path: Path) -> None:
    (tmp_path / "microdata").mkdir()
    for name in ("b.csv", "a.csv", "notes.txt"):
        (tmp_path / "microdata" / name).write_text("x\n1\n")
    assert microdata_in(tmp_path) == (tmp_path / "microdata" / "a.csv", tmp_path / "microdata" / "b.csv")
    (tmp_path / "microdata" / "c.parquet").write_bytes(b"")
    assert microdata_in(tmp_path) == (tmp_path / "microdata" / "c.parquet",)


def test_without_microdata_the_survey_is_not_opened(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="There are no microdata"):
        open_survey(folder_with(None, tmp_path))
    assert said(tmp_path) == [("file-missing", "")]


def test_a_file_that_is_cut_off_is_named(tmp_path: Path) -> None:
    folder_with(frame(), tmp_path)
    file = tmp_path / "microdata.parquet"
    file.write_bytes(file.read_bytes()[:-100])
    [problem] = check(tmp_path)
    assert (problem.code, problem.place.file) == ("unreadable", str(file))


def test_all_missing_columns_are_named(tmp_path: Path) -> None:
    assert said(folder_with(frame().drop("q2", "sex", "w"), tmp_path)) == [
        ("column-missing", "q2"),
        ("column-missing", "sex"),
        ("column-missing", "w"),
    ]


def test_what_is_in_the_columns_is_checked_at_once(tmp_path: Path) -> None:
    wrong = frame().with_columns(
        q1=pl.when(pl.int_range(pl.len()) < 3).then(9).otherwise(pl.col("q1")),
        q3=pl.when(pl.int_range(pl.len()) == 0).then(pl.lit("yes")).otherwise(pl.col("q3").cast(pl.String)),
        w=pl.when(pl.int_range(pl.len()) < 2).then(0.0).otherwise(pl.col("w")),
        stratum=pl.when(pl.int_range(pl.len()) == pl.len() - 1)
        .then(pl.lit("s0"))
        .otherwise(pl.col("stratum")),
    )
    folder_with(wrong, tmp_path)
    assert said(tmp_path) == [
        ("unknown-code", "q1"), ("unknown-code", "q3"), ("weight", "w"), ("psu-in-two-strata", "psu"),
    ]  # fmt: skip
    texts = [problem.text.en for problem in check(tmp_path)]
    assert "9 (× 3)" in texts[0]
    assert "yes (× 1)" in texts[1]
    assert texts[2].startswith("2 rows")
    assert "p23" in texts[3]


def test_a_missing_column_hides_nothing_that_is_wrong_with_the_others(tmp_path: Path) -> None:
    wrong = frame().with_columns(q1=pl.lit(7)).drop("q2", "w")
    folder_with(wrong, tmp_path)
    assert said(tmp_path) == [("column-missing", "q2"), ("column-missing", "w"), ("unknown-code", "q1")]
    opened = open_survey(tmp_path)
    with pytest.raises(Invalid) as invalid:
        refuse_unsound(opened.survey, opened.files)
    assert set(invalid.value.problems) == set(check(tmp_path))
    other = tmp_path / "other"
    other.mkdir()
    folder_with(frame().drop("q1", "q2", "q3", "psu"), other)
    assert [code for code, _ in said(other)] == ["column-missing"] * 4
    (sound := tmp_path / "sound").mkdir()
    opened = open_survey(folder_with(frame(), sound))
    refuse_unsound(opened.survey, opened.files)


def test_ids_that_restart_in_each_stratum_are_fine_where_the_survey_says_so(tmp_path: Path) -> None:
    from parindex.survey.model import SampleStage

    of = design("stratum").model_copy(update={"stages": (SampleStage(cluster="psu", nested=True),)})
    write_survey(SURVEY.model_copy(update={"designs": (of, design(code="plain"))}), tmp_path)
    frame().with_columns(psu=pl.lit("p")).write_parquet(tmp_path / "microdata.parquet")
    assert check(tmp_path) == []


def test_weights_that_are_text_are_one_problem(tmp_path: Path) -> None:
    (texts := tmp_path / "texts").mkdir()
    folder_with(frame().with_columns(w=pl.lit("18,925")), texts)
    [problem] = check(texts)
    assert (problem.code, problem.place.path) == ("weight", "w")
    assert problem.text.en.startswith('Weights are text ("18,925"), not numbers;')
    (excel := tmp_path / "excel").mkdir()
    rows = frame().with_columns(w=pl.lit("18,925")).write_csv(separator=";", include_bom=True)
    (folder_with(None, excel) / "microdata.csv").write_text(rows, encoding="utf-8")
    assert said(excel) == [("weight", "w")]


def test_rows_without_a_psu_or_stratum_are_counted_and_the_first_named(tmp_path: Path) -> None:
    """Taken together they once passed for one more cluster."""
    row = pl.int_range(pl.len())
    wrong = frame().with_columns(
        psu=pl.when(row < 7).then(pl.lit(" ")).otherwise(pl.col("psu")),
        stratum=pl.when(row == 9).then(None).when(row < 7).then(pl.lit("s0")).otherwise(pl.col("stratum")),
    )
    found = {
        each.place.path: each for each in check(folder_with(wrong, tmp_path)) if each.code == "place-missing"
    }
    assert {column: each.text.en for column, each in found.items()} == {
        "psu": "7 rows have no PSU: rows of data 1, 2, 3, 4, 5 …; fill it in, or leave these rows out.",
        "stratum": "1 rows have no stratum: rows of data 10; fill it in, or leave these rows out.",
    }


def test_a_population_that_varies_or_is_below_the_sample_is_found_before_estimation(tmp_path: Path) -> None:
    size = {"s0": 3, "s1": 4, "s2": 9}
    sized = frame().with_columns(villages=pl.col("stratum").replace_strict(size))
    last = pl.int_range(pl.len()) == pl.len() - 1
    one = design(population="villages", code="one", lonely="adjust")
    about = survey(designs=(design("stratum", population="villages"), one))
    write_survey(about, tmp_path)
    sized.with_columns(villages=pl.when(last).then(8).otherwise("villages")).write_parquet(
        tmp_path / "microdata.parquet"
    )
    assert [(each.code, each.place.path, each.text.en.split(": ", 1)[1]) for each in check(tmp_path)] == [
        ("population", "villages", "s0: 3…3, 4 in the sample; s2: 8…9, 4 in the sample"),
        ("population", "villages", "–: 3…9, 12 in the sample"),
    ]
    sized.with_columns(villages=pl.lit("many")).write_parquet(tmp_path / "microdata.parquet")
    assert "s1: –…–, 4 in the sample" in check(tmp_path)[0].text.en
    write_survey(survey(designs=(design("stratum", population="villages"),)), tmp_path)
    sized.with_columns(villages=pl.lit(4)).write_parquet(tmp_path / "microdata.parquet")
    assert check(tmp_path) == []


def test_no_rows_at_all_is_a_problem(tmp_path: Path) -> None:
    assert said(folder_with(frame().head(0), tmp_path)) == [("weight", "w")]


def test_groups_without_a_label_are_named_unless_no_group_has_one(tmp_path: Path) -> None:
    """A slip of the hand in a code once made a group of its own."""
    sex = grouping("sex", "sex").model_copy(update={"labels": {"1": SAME, "Women": SAME}})
    crossed = grouping("cross", "sex", "village").model_copy(update={"labels": {"1": SAME}})
    write_survey(
        SURVEY.model_copy(update={"groupings": (sex, crossed, grouping("free", "stratum"))}), tmp_path
    )
    row = pl.int_range(pl.len())
    first = pl.when(row == 0).then(pl.lit("Wómen")).when(row < 3).then(pl.lit("7"))
    texts = first.when(row < 9).then(pl.lit("1.0")).when(row > 12).then(pl.lit("Women"))
    frame().with_columns(sex=texts, village=pl.lit("v")).write_parquet(tmp_path / "microdata.parquet")
    [problem] = check(tmp_path)
    assert (problem.code, problem.place.path) == ("unknown-code", "sex")
    assert "7 (× 2), Wómen (× 1); one of these is needed: 1, Women, or nothing" in problem.text.en
    frame().with_columns(village=pl.lit("v")).drop("sex").write_parquet(tmp_path / "microdata.parquet")
    assert said(tmp_path) == [("column-missing", "sex")]


def test_a_formula_in_the_microdata_is_an_error(tmp_path: Path) -> None:
    folder_with(None, tmp_path)
    row = pl.int_range(pl.len())
    sex = (
        pl.when(row == 0).then(pl.lit("=HYPERLINK(1)")).when(row == 1).then(pl.lit("- khác")).otherwise("sex")
    )
    frame().with_columns(sex=sex).write_csv(tmp_path / "microdata.csv")
    [problem] = check(tmp_path)
    assert (problem.code, problem.place.path) == ("formula", "sex")
    assert problem.text.en.startswith("Formulas: =HYPERLINK(1) (× 1);")
