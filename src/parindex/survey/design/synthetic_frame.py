"""A made-up sampling frame, to train with: provinces, districts, communes, villages and people, none of them real."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import polars as pl

from parindex.files import write_folder
from parindex.language import Text
from parindex.rounds.write import yaml_bytes
from parindex.survey.design.model import SampleDesign, Stage
from parindex.survey.design.replacement import Replacement

DISTRICTS, COMMUNES, VILLAGES = 8, 5, 6
"""In each unit of the stage above."""


def frame(provinces: Sequence[str], *, people_per_village: int = 40, seed: int = 2025) -> pl.DataFrame:
    """Return a row for each person; large provinces are of class "special".

    Parameters
    ----------
    provinces : sequence of str
        Codes.
    people_per_village : int
        On average.
    seed : int
    """
    random = np.random.default_rng([seed, 5])
    villages = len(provinces) * DISTRICTS * COMMUNES * VILLAGES
    sizes = np.maximum(random.poisson(people_per_village, villages), 5)
    village = np.repeat(np.arange(villages), sizes)
    commune, order = village // VILLAGES, np.arange(len(village)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    district = commune // COMMUNES
    province = district // DISTRICTS
    codes = np.array(list(provinces))
    size_of_district = np.bincount(district, minlength=len(provinces) * DISTRICTS)

    def label(numbers: np.ndarray[tuple[int], np.dtype[np.int64]], per: int, width: int) -> pl.Series:
        return pl.Series(numbers % per + 1).cast(pl.String).str.zfill(width)

    made = pl.DataFrame({"province": codes[province]})
    made = made.with_columns(
        province_class=pl.when(pl.Series(province < 2)).then(pl.lit("special")).otherwise(pl.lit("other")),
        district=pl.col("province") + "-D" + label(district, DISTRICTS, 2),
        district_size=pl.Series(size_of_district[district]),
    )
    made = made.with_columns(commune=pl.col("district") + "-C" + label(commune, COMMUNES, 2))
    made = made.with_columns(village=pl.col("commune") + "-V" + label(village, VILLAGES, 2))
    made = made.with_columns(
        person=pl.col("village") + "-" + pl.Series(order + 1).cast(pl.String).str.zfill(3)
    )
    return made.with_columns(name=pl.lit("Người giả định / made-up person ") + pl.col("person"))


def write(provinces: Sequence[str], folder: Path, *, seed: int = 2025) -> int:
    """Write ``frame.parquet`` and ``design.yaml`` into a new folder; return how many people the frame has."""
    made = frame(provinces, seed=seed)
    content = io.BytesIO()
    made.write_parquet(content, compression="zstd")
    about = yaml_bytes(design().model_dump(mode="json", exclude_defaults=True))
    write_folder(folder, {"frame.parquet": content.getvalue(), "design.yaml": about})
    return len(made)


def design() -> SampleDesign:
    """Return a design like that of 2024, for the made-up frame."""
    return SampleDesign(
        format="parindex-design/1",
        code="synthetic-design",
        title=Text(
            vi="Thiết kế mẫu minh hoạ: huyện, xã, thôn, người",
            en="Illustrative design: districts, communes, villages, people",
        ),
        data_status="training",
        strata=("province",),
        class_column="province_class",
        stages=(
            Stage(
                code="district", title=Text(vi="Huyện", en="District"), unit="district", method="by_size",
                take={"special": 6, "other": 3}, size="district_size",
            ),
            Stage(
                code="commune", title=Text(vi="Xã", en="Commune"), unit="commune", method="by_size",
                take={"special": 3, "other": 2},
            ),
            Stage(
                code="village", title=Text(vi="Thôn", en="Village"), unit="village", method="by_size",
                take={"special": 2, "other": 3},
            ),
            Stage(code="person", title=Text(vi="Người", en="Person"), unit="person", method="systematic", take=31),
        ),
        seed=2025,
        reserve=0.1,
        replacement=Replacement(outcomes=("not_met", "moved"), visits=3),
        expected_share=0.84,
        expected_icc=0.1,
        expected_response=0.92,
        notes=(
            Text(
                vi="Số huyện, xã, thôn lấy theo số đã công bố năm 2024 (63 tỉnh, 195 huyện, 385 xã, 1.170 thôn); cách chọn là minh hoạ.",
                en="The numbers follow those published for 2024 (63 provinces, 195 districts, 385 communes, 1,170 villages); how they are selected is illustrative.",
            ),
        ),
    )  # fmt: skip
