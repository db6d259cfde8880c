"""Weights: by hand, against R, and everything in which people, settings and margins do not fit."""

from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
from pydantic import ValidationError

from parindex.documents import Unfit
from parindex.problems import Invalid
from parindex.survey.weights.make import weighted
from parindex.survey.weights.model import WeightSettings, read_margins, read_settings

ORACLES = Path(__file__).resolve().parent.parent / "oracles"
API = {"stratum": {"E": 4421.0, "H": 755.0, "M": 1018.0}, "schoolwide": {"No": 1072.0, "Yes": 5122.0}}
"""Schools of the population, as ``second-pass.R`` has them: 6194 in all."""


def settings(**fields: Any) -> WeightSettings:
    return WeightSettings(format="parindex-weights/1", **fields)


def people() -> pl.DataFrame:
    """Two classes of 20 and 30; 10 and 24 answered, all drawn with weight 2."""
    return pl.DataFrame(
        {
            "base_weight": [2.0] * 50,
            "area": ["urban"] * 20 + ["rural"] * 30,
            "sex": (["f", "m"] * 25),
            "answered": [n % 2 == 0 for n in range(20)] + [n % 5 != 0 for n in range(30)],
        }
    )


def test_those_who_did_not_answer_are_stood_for_by_their_class() -> None:
    made = weighted(people(), settings(answered="answered", classes=["area"]))
    by_area = dict(made.people.group_by("area").agg(pl.col("weight").unique().sort()).iter_rows())
    assert {area: [round(w, 12) for w in found] for area, found in by_area.items()} == {
        "urban": [4.0],
        "rural": [2.5],
    }
    assert [step.code for step in made.steps] == ["base", "nonresponse"]
    base, after = made.steps
    assert (base.people, base.total, after.total) == (34, 68.0, pytest.approx(100.0))
    # 10 of weight 4 and 24 of 2.5: 34 × (160 + 150) ÷ 100²
    assert after.unequal == pytest.approx(34 * 310 / 1e4)
    whole = weighted(people(), settings(answered="answered"))
    np.testing.assert_allclose(whole.people["weight"], 100 / 34)


@pytest.mark.parametrize(("how", "column"), [("linear", "linear"), ("raking", "raked")])
def test_calibrated_weights_are_those_of_r(how: Any, column: str) -> None:
    frame = pl.read_csv(
        ORACLES / "api-calibrated.csv", schema_overrides={"linear": pl.Float64, "raked": pl.Float64}
    )
    made = weighted(frame, settings(base="pw", calibrate=how, result="new"), API)
    np.testing.assert_allclose(made.people["new"], frame[column], rtol=1e-7)
    np.testing.assert_array_equal(made.people["new_uncalibrated"], frame["pw"])


def test_no_weight_is_above_the_bound_and_the_total_stays() -> None:
    frame = people().with_columns(base_weight=pl.when(pl.int_range(pl.len()) < 3).then(50.0).otherwise(2.0))
    made = weighted(frame, settings(trim=4))
    assert made.people["weight"].max() == pytest.approx(8.0)
    assert made.people["weight"].sum() == pytest.approx(frame["base_weight"].sum())
    untouched = weighted(people(), settings(trim=4))
    assert untouched.people["weight"].to_list() == [2.0] * 50


def test_a_bound_below_the_mean_is_refused_in_our_own_words() -> None:
    frame = people().with_columns(base_weight=pl.when(pl.int_range(pl.len()) < 10).then(12.0).otherwise(2.0))
    with pytest.raises(Unfit) as caught:
        weighted(frame, settings(trim=1.2))
    assert caught.value.text.en == (
        "trim: 1.2 bounds weights at 2.4, not above their mean 4, so the total could not stay; trim must be above 2."
    )
    assert caught.value.text.vi.startswith("trim: 1.2 giới hạn trọng số ở 2.4,")


def test_steps_follow_one_another(tmp_path: Path) -> None:
    margins = {"sex": {"f": 60.0, "m": 60.0}, "area": {"urban": 50.0, "rural": 70.0}}
    made = weighted(
        people(), settings(answered="answered", classes=["area"], trim=1.5, calibrate="raking"), margins
    )
    assert [step.code for step in made.steps] == ["base", "nonresponse", "trim", "calibration"]
    for name, totals in margins.items():
        assert dict(made.people.group_by(name).agg(pl.col("weight").sum().round(6)).iter_rows()) == totals


def test_margins_that_cannot_be_met_are_refused() -> None:
    frame = pl.DataFrame(
        {"base_weight": [1.0] * 20, "a": ["x"] * 10 + ["y"] * 10, "b": ["x"] * 10 + ["y"] * 10}
    )
    margins = {"a": {"x": 10.0, "y": 30.0}, "b": {"x": 30.0, "y": 10.0}}
    with pytest.raises(Unfit, match="The weights cannot be adjusted"):
        weighted(frame, settings(calibrate="raking"), margins)


def test_everything_that_does_not_fit_is_said_at_once() -> None:
    with pytest.raises(Invalid) as invalid:
        weighted(people(), settings(base="w", answered="came", classes=["region"], calibrate="raking"))
    assert [(problem.code, problem.place.path) for problem in invalid.value.problems] == [
        ("margins-missing", ""), ("column-missing", "came"), ("column-missing", "region"), ("column-missing", "w"),
    ]  # fmt: skip
    bad = people().with_columns(base_weight=pl.when(pl.int_range(pl.len()) < 2).then(0.0).otherwise(2.0))
    margins = {"sex": {"f": 60.0, "x": 60.0}}
    with pytest.raises(Invalid) as invalid:
        weighted(
            bad,
            settings(answered="answered", classes=["area"], smallest_class=11, calibrate="linear"),
            margins,
        )
    assert sorted(problem.text.en for problem in invalid.value.problems) == [
        "2 rows have no weight, or one that is not above 0: row 2, 3.",
        'Nobody in the sample is of "x"; merge categories.',
        'The class "urban" has 10 answers, 11 are needed; merge classes.',
        'There is no margin for "m".',
    ]
    with pytest.raises(Invalid, match="has 34 answers, 40 are needed"):
        weighted(people(), settings(answered="answered", smallest_class=40))
    with pytest.raises(ValidationError, match="'classes' need 'answered'"):
        settings(classes=["area"])


@pytest.mark.parametrize(("yes", "no"), [("true", "false"), ("1", "0"), ("Có", "Không"), ("YES", None)])
def test_a_table_of_text_says_who_answered_and_keeps_its_codes(yes: str, no: str | None) -> None:
    said = pl.when("answered").then(pl.lit(yes)).otherwise(pl.lit(no)).alias("answered")
    codes = pl.lit("01").alias("province")
    texts = people().with_columns(pl.col("base_weight").cast(pl.String), said, codes)
    made = weighted(texts, settings(answered="answered", classes=["province", "area"]))
    assert made.people["weight"].unique().round(9).sort().to_list() == [2.5, 4.0]
    assert made.people["province"].unique().to_list() == ["01"]


def test_cells_that_say_nothing_are_told_by_file_and_row() -> None:
    unclear = pl.Series([*["maybe"] * 2, *["true"] * 48])
    bad = people().with_columns(answered=unclear, base_weight=pl.Series(["2"] * 49 + ["2,5"]))
    with pytest.raises(Invalid) as invalid:
        weighted(bad, settings(answered="answered", classes=["area"], smallest_class=19), file="people.csv")
    assert [(problem.code, str(problem.place)) for problem in invalid.value.problems] == [
        ("class-small", "people.csv · area"),
        ("not-among", "people.csv:2 · answered"),
        ("weight", "people.csv:51 · base_weight"),
    ]


def test_files_of_settings_and_margins(tmp_path: Path) -> None:
    (tmp_path / "weights.yaml").write_text("format: parindex-weights/1\nanswered: came\ncalibrate: raking\n")
    assert read_settings(tmp_path / "weights.yaml") == settings(answered="came", calibrate="raking")
    file = tmp_path / "margins.csv"
    file.write_text("variable,category,total,source\nsex,f,60,census\nsex,m,40,census\narea,urban,100,\n")
    assert read_margins(file) == {"sex": {"f": 60.0, "m": 40.0}, "area": {"urban": 100.0}}
    file.write_text("variable,category,total,source\nsex,f,60,\nsex,m,-4,\narea,urban,99,\n")
    with pytest.raises(Invalid) as invalid:
        read_margins(file)
    assert [(problem.code, problem.place.line) for problem in invalid.value.problems] == [
        ("margins-differ", 0),
        ("bad-value", 3),
    ]
    file.write_text("variable,category,total,source\n")
    assert read_margins(file) == {}
