"""Small designs, frames for them, and what is drawn."""

from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from parindex.language import both
from parindex.survey.design.draw import Draw, draw
from parindex.survey.design.frame import read_frame
from parindex.survey.design.model import SampleDesign, Stage


def stage(code: str, method: Any, take: Any = None, **more: Any) -> Stage:
    return Stage(code=code, title=both(code), unit=code, method=method, take=take, **more)


def design(*stages: Stage, **more: Any) -> SampleDesign:
    given = {
        "format": "parindex-design/1", "code": "small", "title": both("Small"), "data_status": "training",
        "strata": ("province",), "seed": 3, **more,
    }  # fmt: skip
    return SampleDesign(stages=stages, **given)


VILLAGES = (stage("village", "by_size", 4), stage("person", "simple", 5))


def people(provinces: int = 2, villages: int = 12, seed: int = 0) -> pl.DataFrame:
    random = np.random.default_rng(seed)
    rows = [
        {
            "province": f"p{p}",
            "class": "big" if p == 0 else "small",
            "village": f"p{p}v{v:02d}",
            "size": 5 + v,
            "person": f"p{p}v{v:02d}-{n:02d}",
        }
        for p in range(provinces)
        for v in range(villages)
        for n in range(random.integers(6, 15))
    ]
    return pl.DataFrame(rows)


def drawn(of: SampleDesign, frame: pl.DataFrame, folder: Path, *exclude: Path) -> Draw:
    frame.write_parquet(folder / "frame.parquet")
    return draw(of, read_frame(of, [folder / "frame.parquet"], exclude))
