"""A draw: whole, repeatable, with probabilities that multiply; and frames that will not do."""

import io
import json
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
import xlsxwriter
from pydantic import ValidationError
from python_calamine import CalamineWorkbook
from scipy.special import chdtri

from parindex.survey.design import synthetic_frame
from parindex.survey.design.draw import draw
from parindex.survey.design.frame import read_frame
from parindex.survey.design.lists import assigned, workbooks
from parindex.survey.design.model import SizeRule
from parindex.survey.design.precision import alternatives, expected
from parindex.survey.design.replacement import Replacement, sentence
from tests.survey.design.builders import VILLAGES, design, drawn, people, stage


def test_the_same_again_whatever_the_order_of_rows_and_the_kind_of_file(tmp_path: Path) -> None:
    first = drawn(design(*VILLAGES, reserve=0.4), people(), tmp_path)
    again = drawn(design(*VILLAGES, reserve=0.4), people().sample(fraction=1, shuffle=True, seed=1), tmp_path)
    assert first.sample.equals(again.sample)
    assert first.record["sample_sha256"] == again.record["sample_sha256"]
    people().write_csv(tmp_path / "frame.csv")
    with xlsxwriter.Workbook(tmp_path / "frame.xlsx") as book:
        sheet = book.add_worksheet()
        for number, row in enumerate([people().columns, *people().rows()]):
            sheet.write_row(number, 0, row)
    for name in ("frame.csv", "frame.xlsx"):
        of = design(*VILLAGES, reserve=0.4)
        same = draw(of, read_frame(of, [tmp_path / name]))
        assert same.sample.equals(first.sample.with_columns(pl.col("size").cast(pl.String)))
        assert same.record["sample_sha256"] == first.record["sample_sha256"]
    other = drawn(design(*VILLAGES, seed=4), people(), tmp_path)
    assert other.record["sample_sha256"] != first.record["sample_sha256"]


def test_probabilities_multiply_and_weights_make_up_the_population(tmp_path: Path) -> None:
    made = drawn(design(*VILLAGES), people(), tmp_path)
    sizes = dict(people().group_by("village").len().iter_rows())
    whole = dict(people().group_by("province").len().iter_rows())
    for row in made.sample.iter_rows(named=True):
        first = 4 * sizes[row["village"]] / whole[row["province"]]
        assert row["probability_village"] == pytest.approx(first)
        assert row["probability_person"] == pytest.approx(5 / sizes[row["village"]])
        assert row["base_weight"] == pytest.approx(
            1 / (row["probability_village"] * row["probability_person"])
        )
    assert made.sample["base_weight"].sum() == pytest.approx(len(people()))
    assert made.sample.group_by("village").len()["len"].to_list() == [5] * 8


def test_everybody_comes_as_often_as_stated(tmp_path: Path) -> None:
    frame = people(1, 6)
    frame.write_parquet(tmp_path / "frame.parquet")
    of = design(stage("village", "by_size", 2), stage("person", "systematic", 3))
    read = read_frame(of, [tmp_path / "frame.parquet"])
    times: dict[str, int] = dict.fromkeys(frame["person"], 0)
    stated: dict[str, float] = {}
    draws = 400
    for seed in range(draws):
        sample = draw(of.model_copy(update={"seed": seed}), read).sample
        stated |= dict(sample.select("person", "probability").iter_rows())
        for person in sample["person"]:
            times[person] += 1
    for person, probability in stated.items():
        assert abs(times[person] / draws - probability) < 4.5 * np.sqrt(
            probability * (1 - probability) / draws
        )


@pytest.mark.slow
def test_frequencies_of_20_000_draws_of_a_whole_design(tmp_path: Path) -> None:
    """Villages by size with one taken for certain, then people: chi-square of people within villages."""
    draws, take = 20_000, 3
    frame = people(1, 6).with_columns(size=pl.when(pl.col("village") == "p0v02").then(60).otherwise("size"))
    frame.write_parquet(tmp_path / "frame.parquet")
    of = design(stage("village", "by_size", 2, size="size"), stage("person", "simple", take))
    read = read_frame(of, [tmp_path / "frame.parquet"])
    times, stated, of_village = Counter[str](), dict[str, float](), Counter[str]()
    for seed in range(draws):
        sample = draw(of.model_copy(update={"seed": seed}), read).sample
        villages, persons = sample["village"].to_list(), sample["person"].to_list()
        stated |= zip(villages, sample["probability_village"].to_list(), strict=True)
        of_village.update(set(villages))
        times.update(persons)
    assert stated["p0v02"] == 1.0
    assert of_village["p0v02"] == draws
    chi_square, freedom = 0.0, 0
    for (village,), rows in frame.group_by("village"):
        probability, drawn = stated[str(village)], of_village[str(village)]
        error = np.sqrt(draws * probability * (1 - probability))
        assert abs(drawn - draws * probability) <= 4.5 * error
        share = take / len(rows)
        spread = (
            drawn * share * (1 - share) * len(rows) / (len(rows) - 1)
        )  # draws of one village go without each other
        chi_square += sum((times[person] - drawn * share) ** 2 for person in rows["person"]) / spread
        freedom += len(rows) - 1
    assert chdtri(freedom, 1 - 1e-5) < chi_square < chdtri(freedom, 1e-5)


def test_the_reserve_is_of_the_same_village_and_has_no_weight(tmp_path: Path) -> None:
    frame = people()
    made = drawn(design(*VILLAGES, reserve=0.4), frame, tmp_path)
    reserve, main = (made.sample.filter(list=name) for name in ("reserve", "main"))
    assert made.record["drawn"] == {"village": 8, "person": len(main)}
    assert (made.record["main"], made.record["reserve"]) == (len(main), len(reserve))
    there = dict(frame["village"].value_counts().iter_rows())
    wanted = {village: min(2, there[village] - 5) for village in main["village"].unique()}  # 40 % of 5 people
    assert dict(reserve["village"].value_counts().iter_rows()) == wanted
    assert reserve["base_weight"].null_count() == len(reserve)
    orders = reserve.group_by("village").agg(pl.col("list_order"))
    assert all(sorted(order) == list(range(1, wanted[village] + 1)) for village, order in orders.iter_rows())
    assert made.sample["person"].is_unique().all()
    assert set(reserve["village"]) == set(made.sample.filter(list="main")["village"])


def test_numbers_by_class_shortfalls_and_a_census(tmp_path: Path) -> None:
    of = design(
        stage("village", "simple", {"big": 3, "small": 2}),
        stage("person", "simple", 12),
        class_column="class",
    )
    made = drawn(of, people(), tmp_path)
    assert made.sample.group_by("province", maintain_order=True).agg(pl.col("village").n_unique())[
        "village"
    ].to_list() == [3, 2]
    sizes = dict(people().group_by("village").len().iter_rows())
    short = {label.split(" · ")[-1]: there for label, wanted, there in made.shortfalls if wanted == 12}
    assert short == {
        village: sizes[village] for village in made.sample["village"].unique() if sizes[village] < 12
    }
    census = drawn(design(stage("village", "all"), stage("person", "all")), people(), tmp_path)
    assert len(census.sample) == len(people())
    assert set(census.sample["base_weight"]) == {1.0}


def test_size_rules_say_how_many(tmp_path: Path) -> None:
    alone = design(stage("person", "simple"), size=SizeRule(rule="guideline", error=0.1))
    made = drawn(alone, people(), tmp_path)
    counts = dict(people().group_by("province").len().iter_rows())
    found = dict(made.sample.group_by("province").len().iter_rows())
    assert found == {code: int(np.ceil(n / (1 + n * 0.01))) for code, n in counts.items()}
    clusters = design(
        stage("village", "simple", 10), stage("person", "simple"), size=SizeRule(rule="margin", error=0.2),
        expected_icc=0.05, expected_response=0.8,
    )  # fmt: skip
    n = counts["p0"]
    simple = np.ceil((z := 1.959964**2 * 0.25 / 0.04) / (1 + (z - 1) / n))
    total = np.ceil(np.ceil(simple * 0.95 / (1 - simple * 0.05 / 10)) / 0.8)
    assert drawn(clusters, people(), tmp_path).sample.filter(province="p0").height == total
    single = design(stage("person", "simple"), size=SizeRule(rule="margin", error=0.2))
    assert drawn(single, people(), tmp_path).sample.filter(province="p0").height == simple


@pytest.mark.parametrize(
    ("stages", "more", "sentence"),
    [
        ((stage("village", "all", 3), stage("person", "simple", 1)), {}, "takes all"),
        ((stage("village", "simple"), stage("person", "simple", 1)), {}, "say how many"),
        ((stage("person", "simple"),), {}, "say how many"),
        ((stage("person", "simple", {"big": 1}),), {}, "class_column"),
        ((stage("person", "by_size", 3),), {}, "no size to go by"),
    ],
)
def test_designs_that_do_not_say_enough(stages: Any, more: Any, sentence: str) -> None:
    with pytest.raises(ValidationError, match=sentence):
        design(*stages, **more)


@pytest.mark.parametrize("take", [0, -3, {}, {"big": 2, "small": 0}])
def test_a_stage_that_takes_nobody_is_no_stage(take: Any) -> None:
    with pytest.raises(ValidationError, match="takes 1 or more"):
        stage("village", "simple", take)


def test_lists_have_whole_villages_qr_codes_and_no_formulas(tmp_path: Path) -> None:
    frame = people().with_columns(note=pl.lit("=1+1"))
    of = design(*VILLAGES, reserve=0.2, replacement=Replacement(visits=3, most=1))
    told = sentence(of.replacement, of.reserve)
    made = drawn(of, frame, tmp_path)
    given = assigned(of, made, 3)
    assert given.group_by("village").agg(pl.col("enumerator").n_unique())["enumerator"].to_list() == [1] * 8
    assert set(given["enumerator"]) == {1, 2, 3}
    books = workbooks(of, made, 3)
    assert list(books) == [f"enumerator-00{n}.xlsx" for n in (1, 2, 3)]
    rows = 0
    for content in books.values():
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
        rows += len(sheet) - 2
        assert sheet[0][0].splitlines() == [told.vi, told.en]
        heads = sheet[1]
        assert all(row[heads.index("note")] == "'=1+1" for row in sheet[2:])
        assert not any(str(head).startswith("probability") for head in heads)
    assert rows == len(made.sample)


def test_what_is_expected_by_hand(tmp_path: Path) -> None:
    of = design(*VILLAGES, expected_share=0.84, expected_icc=0.1, expected_response=0.8)
    [first, _] = expected(of, drawn(of, people(), tmp_path))
    assert (first.people, first.answers, first.psus, first.clusters, first.degrees_of_freedom) == (
        20,
        16,
        4,
        4,
        3,
    )
    assert first.is_doubtful
    assert first.effect == pytest.approx(1 + 3 * 0.1)  # villages by size, so that all weigh the same
    assert first.margin_of_psus == pytest.approx(100 * 3.18245 * np.sqrt(0.84 * 0.16 * 1.3 / 16), rel=1e-5)
    assert first.margin_of_clusters == first.margin_of_psus
    by_size = {each.per_cluster: each for each in alternatives(of, 580)}
    assert (by_size[31].effect, by_size[31].clusters) == (pytest.approx(4.0), 19)
    assert (by_size[10].effect, by_size[10].clusters) == (pytest.approx(1.9), 58)


def test_the_made_up_frame_says_so_and_can_be_written(tmp_path: Path) -> None:
    people_in_it = synthetic_frame.write(["a", "b", "c"], tmp_path / "made")
    frame = pl.read_parquet(tmp_path / "made" / "frame.parquet")
    assert len(frame) == people_in_it
    assert frame["name"].str.contains("made-up").all()
    assert frame["person"].is_unique().all()
    assert frame.equals(synthetic_frame.frame(["a", "b", "c"]))
    assert json.dumps(synthetic_frame.design().model_dump(mode="json"))
