"""A small survey of six units, one of them far better than the others, one too small to be shown."""

from pathlib import Path

import numpy as np
import polars as pl

from parindex.language import Text, both
from parindex.survey.estimation.estimate import Estimates, estimate
from parindex.survey.model import Grouping, Survey
from parindex.survey.totals.scan import totals
from tests.survey.builders import design, node, stored, survey

HOSTILE = '#image("/etc/passwd") *bold* $x$ <script> ‮evil'
UNITS = Grouping(
    code="unit",
    title=Text(vi="Đơn vị", en="Unit"),
    columns=("unit",),
    is_of_units=True,
    labels={
        "u0": both(HOSTILE),
        "u1": Text(vi="Lạng Sơn", en="Lang Son"),
        **{f"u{n}": both(f"u{n}") for n in range(2, 6)},
    },
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
