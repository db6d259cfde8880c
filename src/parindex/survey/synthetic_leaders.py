"""A made-up survey of leaders and managers, of the same round as the made-up satisfaction survey.

Everything in it is invented: who is asked, how many, and what they say.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import polars as pl
from scipy.special import ndtr

from parindex.language import Text
from parindex.numbers import Floats64
from parindex.survey.folder import write_survey
from parindex.survey.model import Feed, Grouping, Item, Node, SampleStage, Scale, Survey, VarianceDesign

GROUPS: Mapping[str, tuple[Text, int, int]] = {
    "leaders": (Text(vi="Lãnh đạo tỉnh", en="Leaders of the province"), 60, 30),
    "departments": (Text(vi="Lãnh đạo sở, ban, ngành", en="Heads of departments"), 180, 60),
    "units": (Text(vi="Lãnh đạo đơn vị trực thuộc", en="Heads of subordinate bodies"), 900, 150),
}
"""Groups of respondents with how many there are in a province and how many are asked; illustrative."""
ASKED = sum(asked for _, _, asked in GROUPS.values())
"""People asked in each province."""
ITEMS: Mapping[str, tuple[Text, str]] = {
    "direction": (Text(vi="Chỉ đạo cải cách hành chính", en="Direction of the reform"), "8.2.1"),
    "cooperation": (Text(vi="Phối hợp giữa các cơ quan", en="Co-operation between bodies"), "8.2.2"),
    "duty": (Text(vi="Tinh thần trách nhiệm của công chức", en="Sense of duty of officials"), "8.2.3"),
    "business": (Text(vi="Tác động tới đầu tư, kinh doanh", en="Effect on investment and business"), "8.2.4"),
}
"""Questions, and the leaf of the training framework that each feeds."""
RATING = Scale(
    code="rating",
    labels={
        1: Text(vi="D. Chưa đạt", en="D. Not good enough"),
        2: Text(vi="C. Trung bình", en="C. Average"),
        3: Text(vi="B. Khá", en="B. Fairly good"),
        4: Text(vi="A. Tốt", en="A. Good"),
    },
    satisfied_from=3,
)
OPTIONS = {"a": 4, "b": 3, "c": 2, "d": 1}
"""Answer by the option of the framework."""
RESPONSE, MISSING = 0.85, 0.03
_CUTS = np.array([-2.1, -1.3, -0.4])
_OF_PERSON = 0.5


def survey(year: int = 2025, provinces: Mapping[str, Text] | None = None) -> Survey:
    """Return what the survey is: its questions, its groups, and what a round takes from it."""
    whole = Text(vi="Đánh giá của lãnh đạo, quản lý", en="Rating by leaders and managers")
    groups = {code: title for code, (title, _, _) in GROUPS.items()}
    return Survey(
        format="parindex-survey/1",
        code=f"synthetic-leaders-{year}",
        title=Text(
            vi=f"Khảo sát lãnh đạo, quản lý giả lập năm {year}, không phải kết quả thật",
            en=f"Synthetic survey of leaders {year}, not a real result",
        ),
        year=year,
        data_status="training",
        series="synthetic-leaders",
        scales=(RATING,),
        items=tuple(Item(code=code, title=title, scale="rating") for code, (title, _) in ITEMS.items()),
        tree=Node(code="leaders", title=whole, combine="mean", items=tuple(ITEMS)),
        groupings=(
            Grouping(code="nation", title=Text(vi="Cả nước", en="Nation")),
            Grouping(
                code="province",
                title=Text(vi="Tỉnh", en="Province"),
                columns=("province",),
                labels=dict(provinces or {}),
                is_of_units=True,
            ),
            Grouping(
                code="group",
                title=Text(vi="Nhóm người trả lời", en="Group of respondents"),
                columns=("group",),
                labels=groups,
            ),
        ),
        designs=(
            VarianceDesign(
                code="people",
                title=Text(vi="Chọn người từ danh sách", en="People drawn from lists"),
                describes=Text(
                    vi="mọi lãnh đạo, quản lý của tỉnh", en="all leaders and managers of the province"
                ),
                strata=("province", "group"),
                stages=(SampleStage(cluster="person"),),
            ),
        ),
        feeds=tuple(Feed(leaf=leaf, item=code, options=OPTIONS) for code, (_, leaf) in ITEMS.items()),
        notes=(
            Text(
                vi="Số liệu do máy sinh ra; nhóm người trả lời, cỡ mẫu và câu hỏi là minh hoạ.",
                en="Made by a program; groups of respondents, sizes and questions are illustrative.",
            ),
        ),
    )


def write(
    provinces: Mapping[str, Text], folder: Path, *, seed: int = 2025, sample: int = 0, year: int = 2025
) -> int:
    """Write a survey folder with made-up microdata; return how many people answered."""
    frame = make(tuple(provinces), seed=seed, sample=sample)
    folder.mkdir(parents=True, exist_ok=True)
    frame.write_parquet(folder / "microdata.parquet", compression="zstd")
    write_survey(survey(year, provinces), folder)
    return len(frame)


def make(provinces: Sequence[str], *, seed: int = 2025, sample: int = 0) -> pl.DataFrame:
    """Return those who answered; the same arguments give the same people, another `sample` others of them."""
    means = _means(len(provinces), seed)
    return pl.concat(
        _of_group(code, group, means[number], np.random.default_rng([seed, 4, number, place, sample]))
        for number, code in enumerate(provinces)
        for place, group in enumerate(GROUPS)
    )


def truth(provinces: int, seed: int = 2025) -> Floats64:
    """Return the true share of each answer in percent, provinces × items × answers from the worst to the best."""
    above = ndtr(_means(provinces, seed)[:, :, None] - _CUTS)  # of answers better than each cut
    edges = np.concatenate([np.ones((*above.shape[:2], 1)), above, np.zeros((*above.shape[:2], 1))], axis=2)
    return np.asarray(-100 * np.diff(edges, axis=2))


def _means(provinces: int, seed: int) -> Floats64:
    random = np.random.default_rng([seed, 3])
    return np.asarray(random.normal(0.2, 0.3, (provinces, 1)) + random.normal(0, 0.1, (1, len(ITEMS))))


def _of_group(code: str, group: str, means: Floats64, random: np.random.Generator) -> pl.DataFrame:
    _, there_are, asked = GROUPS[group]
    person = random.normal(0, np.sqrt(_OF_PERSON), (asked, 1))
    latent = means + person + np.sqrt(1 - _OF_PERSON) * random.standard_normal((asked, len(ITEMS)))
    answers = 1 + (latent[:, :, None] > _CUTS).sum(axis=2)
    missing = random.random(answers.shape) < MISSING
    items = {
        item: pl.Series(
            [None if gone else int(x) for x, gone in zip(answers[:, n], missing[:, n], strict=True)],
            dtype=pl.Int8,
        )
        for n, item in enumerate(ITEMS)
    }
    answered = random.random(asked) < RESPONSE
    answered[:2] = True  # a group of one person would have no variance
    weight = np.round(there_are / answered.sum(), 6)
    frame = pl.DataFrame(
        {
            "province": [code] * asked,
            "group": [group] * asked,
            "person": [f"{code}-{group}-{n + 1:03d}" for n in range(asked)],
            "weight": [float(weight)] * asked,
            **items,
        }
    )
    return frame.filter(pl.Series(answered))
