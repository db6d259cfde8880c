"""Frames: codes as they are written, who is left out, and everything that will not do."""

from pathlib import Path
from typing import Any

import polars as pl
import pytest

from parindex.problems import Invalid
from parindex.survey.design.draw import draw
from parindex.survey.design.frame import read_frame
from parindex.survey.design.model import SampleDesign
from parindex.survey.files import write_table
from tests.survey.design.builders import VILLAGES, design, drawn, people, stage

CODED = design(stage("village", "simple", 2), stage("person", "simple", 2), strata=("province",))


def coded() -> pl.DataFrame:
    """People under codes like those of areas: two provinces, "01" and "1", that are one number."""
    codes = [
        (p, f"{p}{v:02d}", f"{p}{v:02d}{n:04d}") for p in ("01", "1") for v in range(3) for n in range(4)
    ]
    return pl.DataFrame(codes, schema=["province", "village", "person"], orient="row")


def found(of: SampleDesign, *files: Path, exclude: Any = ()) -> list[tuple[str, str, int, str]]:
    with pytest.raises(Invalid) as invalid:
        read_frame(of, files, exclude)
    places = [(problem.code, problem.place) for problem in invalid.value.problems]
    return [(code, place.file, place.line, place.path) for code, place in places]


@pytest.mark.parametrize("name", ["frame.csv", "frame.xlsx", "frame.parquet"])
def test_zeros_in_front_belong_to_a_code(name: str, tmp_path: Path) -> None:
    write_table(coded(), tmp_path / name)
    made = draw(CODED, read_frame(CODED, [tmp_path / name]))
    assert made.sample["province"].unique().sort().to_list() == ["01", "1"]
    write_table(made.sample, tmp_path / "sample.csv")
    assert "\n01,01" in (tmp_path / "sample.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["asked.csv", "asked.xlsx", "asked.parquet"])
def test_who_was_asked_before_is_left_out_whatever_the_files(name: str, tmp_path: Path) -> None:
    write_table(coded(), tmp_path / "frame.csv")
    asked = pl.DataFrame({"person": ["01000001", "01000002", None]})
    write_table(asked, tmp_path / name)
    frame = read_frame(CODED, [tmp_path / "frame.csv"], [tmp_path / name])
    assert (frame.excluded, frame.strangers) == (2, ())
    assert set(coded()["person"]) - set(frame.rows["person"]) == {"01000001", "01000002"}


def test_ids_to_leave_out_that_nobody_has_are_told(tmp_path: Path) -> None:
    write_table(coded(), tmp_path / "frame.csv")
    asked = pl.DataFrame({"person": ["0001000001", "1000003", *(f"x{n}" for n in range(6))]})
    write_table(asked, tmp_path / "asked.csv")
    record = draw(CODED, read_frame(CODED, [tmp_path / "frame.csv"], [tmp_path / "asked.csv"])).record
    assert record["excluded"] == 1
    assert record["not_in_frame"] == {"ids": 7, "first": ["0001000001", "x0", "x1", "x2", "x3"]}


def test_lists_of_those_asked_before_that_will_not_do(tmp_path: Path) -> None:
    frame = tmp_path / "frame.csv"
    write_table(coded(), frame)
    write_table(coded().rename({"person": "who"}), tmp_path / "asked.csv")
    (tmp_path / "empty.csv").write_bytes(b"")
    wrong = [tmp_path / "asked.csv"]
    assert found(CODED, frame, exclude=wrong) == [("column-missing", "asked.csv", 0, "person")]
    unreadable = [tmp_path / "empty.csv", tmp_path / "none.csv"]
    assert [code for code, *_ in found(CODED, frame, exclude=unreadable)] == ["unreadable"] * 2
    assert found(CODED, frame, exclude=[frame]) == [("no-rows", "frame.csv", 0, "person")]


def test_files_with_other_columns_or_without_rows_are_told_one_by_one(tmp_path: Path) -> None:
    write_table(coded().head(12), tmp_path / "a.csv")
    write_table(coded().tail(12).with_columns(name=pl.lit("An")).drop("village"), tmp_path / "b.csv")
    (tmp_path / "c.csv").write_text("province,village,person\n", encoding="utf-8")
    assert found(CODED, *(tmp_path / name for name in ("a.csv", "b.csv", "c.csv"))) == [
        ("column-missing", "a.csv", 0, "name"),
        ("column-missing", "b.csv", 0, "village"),
        ("no-rows", "c.csv", 0, ""),
        ("column-missing", "c.csv", 0, "name"),
    ]
    write_table(coded().tail(12).select("person", "village", "province"), tmp_path / "b.csv")
    assert len(read_frame(CODED, [tmp_path / "a.csv", tmp_path / "b.csv"]).rows) == 24


def test_everything_wrong_with_a_frame_is_said_at_once(tmp_path: Path) -> None:
    of = design(
        stage("village", "by_size", 2, size="size"),
        stage("person", "simple", {"big": 3}),
        class_column="class",
    )
    frame = people().with_columns(
        size=pl.when(pl.col("village") == "p0v03").then(0).otherwise("size"),
        village=pl.when(pl.col("village") == "p1v00").then(pl.lit("p0v00")).otherwise("village"),
        person=pl.when(pl.int_range(pl.len()) == 1).then(pl.col("person").first()).otherwise("person"),
        province=pl.when(pl.int_range(pl.len()) == pl.len() - 1).then(None).otherwise("province"),
    )
    first = 2 + int(frame.select((pl.col("size") == 0).arg_max()).item())
    frame.write_parquet(tmp_path / "frame.parquet")
    assert found(of, tmp_path / "frame.parquet") == [
        ("unknown-code", "frame.parquet", 0, "class"),
        ("row-twice", "frame.parquet", 0, "person"),
        ("cluster-twice", "frame.parquet", 0, "village"),
        ("size-not-positive", "frame.parquet", first, "size"),
        ("empty-cell", "frame.parquet", len(frame) + 1, "province"),
    ]
    write_table(people().drop("village", "size", "class"), tmp_path / "frame.csv")
    missing = [column for *_, column in found(of, tmp_path / "frame.csv")]
    assert missing == ["class", "size", "village"]


def test_a_size_that_is_no_number_is_told_with_its_row(tmp_path: Path) -> None:
    of = design(stage("village", "by_size", 2, size="size"), stage("person", "simple", 2))
    sized = coded().with_columns(size=pl.Series(["40"] * 5 + ["4O", None, "-1"] + ["40"] * 16))
    write_table(sized, tmp_path / "frame.csv")
    with pytest.raises(
        Invalid, match=r"frame\.csv:7 · size: .* 3 rows have none: row 7 \(4O\), 8 \(None\), 9 \(-1\)"
    ):
        read_frame(of, [tmp_path / "frame.csv"])


def test_a_size_that_differs_within_a_cluster_is_no_size(tmp_path: Path) -> None:
    of = design(stage("village", "by_size", 4, size="size"), stage("person", "simple", 5))
    frame = people().with_columns(
        size=pl.when(pl.col("person").is_in(["p0v02-03", "p1v00-00"])).then(99).otherwise("size")
    )
    with pytest.raises(Invalid, match=r"2 units have several sizes .*: p0v02 \(7, 99\), p1v00 \(5, 99\)\."):
        drawn(of, frame, tmp_path)
    same = people().with_columns(pl.col("size").cast(pl.String))
    write_table(same.with_columns(size=pl.col("size") + ".0"), tmp_path / "more.csv")
    write_table(same.head(1).with_columns(person=pl.lit("p0v00-99")), tmp_path / "one.csv")
    read_frame(of, [tmp_path / "more.csv", tmp_path / "one.csv"])  # "5.0" and "5" are one size


def test_a_class_that_differs_within_its_unit_says_not_how_many(tmp_path: Path) -> None:
    of_province = design(
        *VILLAGES[:1], stage("person", "simple", {"big": 3, "small": 2}), class_column="class"
    )
    mixed = people().with_columns(
        pl.when(pl.col("person") == "p0v01-01").then(pl.lit("small")).otherwise("class").alias("class")
    )
    mixed.write_parquet(tmp_path / "frame.parquet")
    assert found(of_province, tmp_path / "frame.parquet") == [("class-differs", "frame.parquet", 0, "class")]
    of_village = design(
        stage("village", "simple", 4),
        stage("house", "simple", {"big": 1, "small": 1}),
        stage("person", "simple", 1),
        class_column="class",
    )
    by_village = people().with_columns(pl.col("village").alias("class"), house=pl.col("person"))
    small = pl.when(pl.col("village") < "p0v06").then(pl.lit("small")).otherwise(pl.lit("big"))
    drawn(of_village, by_village.with_columns(small.alias("class")), tmp_path)  # each village is of one class
    with pytest.raises(Invalid, match=r"1 units are of several classes .*: p0v01 \(big, small\)"):
        drawn(of_village, mixed.with_columns(house=pl.col("person")), tmp_path)
    drawn(design(*VILLAGES, class_column="class"), mixed, tmp_path)  # no stage asks for it
