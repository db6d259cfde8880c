"""A made-up satisfaction survey with a known truth: to train with, to test coverage, to measure speed.

Everything here is invented but the sizes of the sample, which are those published for 2024: 63 provinces, 195
districts, 385 communes, 1,170 villages, 36,525 residents. It says so wherever it is shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy.special import ndtr

from parindex.files import write_atomically
from parindex.language import Text, both
from parindex.numbers import Floats64
from parindex.survey.folder import write_survey
from parindex.survey.model import Feed, Grouping, Item, Node, SampleStage, Scale, Survey, VarianceDesign

PEOPLE = 36_525
DISTRICTS, COMMUNES, VILLAGES = 195, 385, 1_170
INTRACLASS = 0.20
"""Intra-class correlation of the latent satisfaction of people of one village; about 0.1 for satisfied or not."""
OF_DISTRICT, OF_PERSON = 0.06, 0.40
"""Shares of the latent variance: of the district (inside `INTRACLASS`), of the person over all items."""
MISSING, DONT_KNOW_SHARE, REFUSED_SHARE = 0.04, 0.02, 0.01
RESPONSE = 0.92
"""Share of those drawn who answer at all."""
TRUTH = "truth.csv"
"""Beside ``survey.yaml``: what an estimate should come near to."""
CHUNK, AT_ONCE = 500_000, 125_000
"""People in a file, about; people made at once, at most: what memory hangs on."""

FACTORS: Mapping[str, tuple[Text, int]] = {
    "access": (Text(vi="Tiếp cận dịch vụ", en="Access to the service"), 4),
    "procedures": (Text(vi="Thủ tục hành chính", en="Administrative procedures"), 5),
    "officials": (Text(vi="Công chức giải quyết công việc", en="The officials who handle the file"), 6),
    "result": (Text(vi="Kết quả dịch vụ", en="The result"), 4),
    "feedback": (Text(vi="Tiếp nhận, xử lý góp ý, phản ánh", en="Settling comments and complaints"), 3),
}
"""The five factors as published; how the 22 items divide over them is illustrative."""
LEVELS = Scale(
    labels={
        1: Text(vi="Rất không hài lòng", en="Very dissatisfied"),
        2: Text(vi="Không hài lòng", en="Dissatisfied"),
        3: Text(vi="Bình thường", en="Neither"),
        4: Text(vi="Hài lòng", en="Satisfied"),
        5: Text(vi="Rất hài lòng", en="Very satisfied"),
    },
    satisfied_from=4,
)
_CUTS = np.array([-2.4, -1.7, -1.0, 0.6])
"""Where the latent satisfaction of a mean province passes from one answer to the next."""

Positions = NDArray[np.int64]
Tree = tuple[int, int, int]
"""How many districts, communes and villages were drawn in a province."""


def survey(year: int = 2025, provinces: Mapping[str, Text] | None = None) -> Survey:
    """Return what the survey is: items, tree, groupings and the two designs that stand side by side."""
    named = dict(provinces or {})
    groupings = tuple(
        each.model_copy(update={"labels": named}) if each.is_of_units else each for each in GROUPINGS
    )
    items, nodes = [], []
    for code, (title, number) in FACTORS.items():
        own = [Item(code=f"{code}_{n}", title=_numbered(title, n)) for n in range(1, number + 1)]
        items += own
        nodes.append(Node(code=code, title=title, combine="mean", items=tuple(item.code for item in own)))
    whole_code, whole = "sipas", Text(vi="Chỉ số hài lòng (SIPAS)", en="Satisfaction index (SIPAS)")
    return Survey(
        format="parindex-survey/1",
        code=f"synthetic-sipas-{year}",
        title=Text(
            vi=f"Khảo sát hài lòng giả lập năm {year}, không phải kết quả thật",
            en=f"Synthetic satisfaction survey {year}, not a real result",
        ),
        year=year,
        data_status="training",
        series="synthetic-sipas",
        scales=(LEVELS,),
        items=tuple(items),
        tree=Node(code=whole_code, title=whole, combine="mean", children=tuple(nodes)),
        groupings=groupings,
        designs=DESIGNS,
        feeds=(Feed(leaf="8.1.1", measure=whole_code),),
        notes=(
            Text(
                vi="Số liệu do máy sinh ra; việc chia 22 tiêu chí vào 5 yếu tố là minh hoạ.",
                en="Made by a program; how the 22 items divide over the 5 factors is illustrative.",
            ),
        ),
    )


def _numbered(title: Text, number: int) -> Text:
    return Text(
        vi=f"{title.vi}: tiêu chí {number} (minh hoạ)", en=f"{title.en}: item {number} (illustrative)"
    )


AGES = ("18-29", "30-39", "40-49", "50-59", "60+")
GROUPINGS = (
    Grouping(code="nation", title=Text(vi="Cả nước", en="Nation")),
    Grouping(code="province", title=Text(vi="Tỉnh", en="Province"), columns=("province",), is_of_units=True),
    Grouping(
        code="level",
        title=Text(vi="Cấp giải quyết", en="Level of government"),
        columns=("level",),
        labels={
            "province": Text(vi="Cấp tỉnh", en="Province"),
            "district": Text(vi="Cấp huyện", en="District"),
            "commune": Text(vi="Cấp xã", en="Commune"),
        },
    ),
    Grouping(
        code="field",
        title=Text(vi="Lĩnh vực", en="Field"),
        columns=("field",),
        labels={
            f"field-{n:02d}": Text(vi=f"Lĩnh vực {n} (giả định)", en=f"Field {n} (made up)")
            for n in range(1, 17)
        },
    ),
    Grouping(
        code="sex",
        title=Text(vi="Giới tính", en="Sex"),
        columns=("sex",),
        labels={"female": Text(vi="Nữ", en="Women"), "male": Text(vi="Nam", en="Men")},
    ),
    Grouping(
        code="age",
        title=Text(vi="Nhóm tuổi", en="Age group"),
        columns=("age",),
        labels={
            **{age: both(age.replace("-", "–")) for age in AGES[:-1]},
            AGES[-1]: Text(vi="60 trở lên", en="60 and over"),
        },
    ),
    Grouping(
        code="area",
        title=Text(vi="Thành thị, nông thôn", en="Urban or rural"),
        columns=("area",),
        labels={"urban": Text(vi="Thành thị", en="Urban"), "rural": Text(vi="Nông thôn", en="Rural")},
    ),
)
DESIGNS = (
    VarianceDesign(
        code="districts",
        title=Text(vi="Cụm là huyện được chọn", en="Districts as PSUs"),
        describes=Text(vi="cả tỉnh", en="the whole province"),
        strata=("province",),
        stages=(SampleStage(cluster="district"),),
    ),
    VarianceDesign(
        code="villages",
        title=Text(
            vi="Cụm là thôn trong các huyện được chọn", en="Villages within the drawn districts as PSUs"
        ),
        describes=Text(vi="chỉ các huyện được chọn", en="the drawn districts alone"),
        strata=("province", "district"),
        stages=(SampleStage(cluster="village"),),
    ),
)


@dataclass(frozen=True, eq=False)
class Made:
    """A made-up survey in memory.

    Attributes
    ----------
    people : polars.DataFrame
    truth : float array (provinces × items)
        The share, in percent, that would be found if everybody of all districts were asked.
    """

    people: pl.DataFrame
    truth: Floats64


def make(
    provinces: Sequence[str],
    *,
    people: int = PEOPLE,
    seed: int = 2025,
    sample: int = 0,
    districts: int = DISTRICTS,
) -> Made:
    """Return a made-up survey; the same arguments give the same one.

    Parameters
    ----------
    provinces : sequence of str
        Codes of the units.
    people : int
        Drawn; about nine in ten of them answer.
    seed : int
        Of the population, and so of the truth.
    sample : int
        Which of many samples of that population: other districts, villages and people.
    districts : int
        In all provinces together.
    """
    frames = list(chunks(provinces, people=people, seed=seed, sample=sample, districts=districts))
    return Made(pl.concat(frames), truth(len(provinces), seed))


def write(
    provinces: Mapping[str, Text],
    folder: Path,
    *,
    people: int = PEOPLE,
    seed: int = 2025,
    sample: int = 0,
    year: int = 2025,
) -> int:
    """Write a survey folder with made-up microdata and ``truth.csv``; return how many people answered.

    Large ones are written file by file.
    """
    (folder / "microdata").mkdir(parents=True, exist_ok=True)
    answered = 0
    for number, frame in enumerate(chunks(tuple(provinces), people=people, seed=seed, sample=sample)):
        frame.write_parquet(folder / "microdata" / f"part-{number:04d}.parquet", compression="zstd")
        answered += len(frame)
    about = survey(year, provinces)
    write_atomically(folder / TRUTH, true_values(about, tuple(provinces), seed).write_csv().encode("utf-8"))
    write_survey(about, folder)
    return answered


def true_values(about: Survey, provinces: Sequence[str], seed: int) -> pl.DataFrame:
    """Return what the survey would find if everybody of all districts were asked, province by province and in all."""
    shares, people = truth(len(provinces), seed), _populations(len(provinces), seed)
    shares = np.vstack([people @ shares / people.sum(), shares])
    columns = with_nodes(about, shares)
    domains = {"grouping": ["nation", *["province"] * len(provinces)], "domain": ["", *provinces]}
    wide = pl.DataFrame({**domains, **columns})
    return wide.unpivot(index=list(domains), variable_name="measure", value_name="truth")


def with_nodes(about: Survey, shares: Floats64) -> dict[str, Floats64]:
    """Return shares by item, units × items, and the nodes of the tree (plain means here) made of them, by code."""
    columns = {item.code: shares[:, n] for n, item in enumerate(about.items)}
    for node in about.tree.walk():
        parts = [columns[code] for code in (*node.items, *(child.code for child in node.children))]
        columns[node.code] = np.mean(parts, axis=0)
    return columns


def truth_of_districts(provinces: int, seed: int, sample: int = 0, *, districts: int = DISTRICTS) -> Floats64:
    """Return what would be found if everybody of the drawn districts alone were asked, provinces × items."""
    means = _means(provinces, seed)
    trees = _trees(provinces, districts)
    found = np.empty_like(means)
    for number, tree in enumerate(trees):
        of_district, _ = _effects(tree, np.random.default_rng([seed, 2, number, sample]))
        part = np.bincount(_district_of_village(tree)) / tree[2]
        spread = np.sqrt(1 - OF_DISTRICT)
        shares = ndtr((means[number] - _CUTS[LEVELS.satisfied_from - 2] + of_district[:, None]) / spread)
        found[number] = 100 * part @ shares
    return found


def truth(provinces: int, seed: int) -> Floats64:
    """Return the true shares of satisfied answers in percent, provinces × items."""
    means = _means(provinces, seed)
    return np.asarray(100 * ndtr(means - _CUTS[LEVELS.satisfied_from - 2]))


def _means(provinces: int, seed: int) -> Floats64:
    """Return the mean latent satisfaction by province and item."""
    random = np.random.default_rng([seed, 0])
    number = sum(count for _, count in FACTORS.values())
    return np.asarray(random.normal(0, 0.18, (provinces, 1)) + random.normal(0, 0.12, (1, number)))


def chunks(
    provinces: Sequence[str],
    *,
    people: int = PEOPLE,
    seed: int = 2025,
    sample: int = 0,
    districts: int = DISTRICTS,
) -> Iterator[pl.DataFrame]:
    """Yield the people of a made-up survey, some provinces at a time, so that any number can be made."""
    drawn = _spread(people, len(provinces))
    means, populations = _means(len(provinces), seed), _populations(len(provinces), seed)
    waiting: list[pl.DataFrame] = []
    for number, (code, tree) in enumerate(zip(provinces, _trees(len(provinces), districts), strict=True)):
        random = np.random.default_rng([seed, 1, number, sample])
        effects = _effects(tree, np.random.default_rng([seed, 2, number, sample]))
        weight = populations[number] / drawn[number] / RESPONSE
        for start in range(0, int(drawn[number]), AT_ONCE):
            size = min(AT_ONCE, int(drawn[number]) - start)
            waiting.append(_province(code, size, weight, tree, means[number], effects, random))
            if sum(map(len, waiting)) >= CHUNK:
                yield pl.concat(waiting)
                waiting = []
    if waiting:
        yield pl.concat(waiting)


def _spread(total: int, parts: int) -> Positions:
    """Return whole parts of a total, as equal as can be."""
    return np.diff(np.arange(parts + 1, dtype=np.int64) * total // parts)


def _trees(provinces: int, districts: int) -> list[Tree]:
    """Return how many districts, communes and villages were drawn in each province."""
    sizes = (_spread(total, provinces).tolist() for total in (districts, max(districts, COMMUNES), VILLAGES))
    return list(zip(*sizes, strict=True))


def _commune_of_village(tree: Tree) -> Positions:
    _, communes, villages = tree
    return np.arange(villages, dtype=np.int64) * communes // villages


def _district_of_village(tree: Tree) -> Positions:
    districts, communes, _ = tree
    return _commune_of_village(tree) * districts // communes


def _populations(provinces: int, seed: int) -> Floats64:
    """Return how many people live in each province."""
    return np.asarray(np.random.default_rng([seed, 6]).uniform(0.8, 1.2, provinces) * 1_200_000)


def _effects(tree: Tree, random: np.random.Generator) -> tuple[Floats64, Floats64]:
    """Return by how much each district drawn in a province, and each village, is more satisfied than usual."""
    districts, _, villages = tree
    of_district = random.normal(0, np.sqrt(OF_DISTRICT), districts)
    return of_district, random.normal(0, np.sqrt(INTRACLASS - OF_DISTRICT), villages)


def _province(
    code: str,
    size: int,
    weight: float,
    tree: Tree,
    means: Floats64,
    effects: tuple[Floats64, Floats64],
    random: np.random.Generator,
) -> pl.DataFrame:
    """Return people of one province who answered: where they live, who they are, what they say, what they weigh."""
    commune_of, district_of = _commune_of_village(tree), _district_of_village(tree)
    of_district, of_village = effects
    village = random.integers(0, tree[2], size)
    district = district_of[village]
    person = random.normal(0, np.sqrt(OF_PERSON), size)
    rest = np.sqrt(1 - INTRACLASS - OF_PERSON)
    latent = means + (of_district[district] + of_village[village] + person)[:, None]
    latent += rest * random.standard_normal(latent.shape)
    answers = _answers(latent, random)
    there = random.random(size) < RESPONSE
    columns = {
        "province": _texts([code], np.zeros(size, dtype=np.int64)),
        "district": _texts([f"{code}-{n}" for n in range(1, tree[0] + 1)], district),
        "commune": _texts([f"{code}-{n:02d}" for n in range(1, tree[1] + 1)], commune_of[village]),
        "village": _texts([f"{code}-{n:03d}" for n in range(1, tree[2] + 1)], village),
        "level": _texts(["province", "district", "commune"], random.integers(0, 3, size)),
        "field": _texts([f"field-{n:02d}" for n in range(1, 17)], random.integers(0, 16, size)),
        "sex": _texts(["female", "male"], random.integers(0, 2, size)),
        "age": _texts(AGES, random.integers(0, 5, size)),
        "area": _texts(["urban", "rural"], (random.random(size) < 0.65).astype(np.int64)),
        "weight": np.round(random.uniform(0.7, 1.3, size) * weight, 3),
    }
    items = {item.code: answers[:, n] for n, item in enumerate(survey().items)}
    frame = pl.DataFrame({**columns, **items})
    empty = [pl.when(pl.col(code) == 0).then(None).otherwise(pl.col(code)).alias(code) for code in items]
    return frame.with_columns(empty).filter(pl.Series(there))


def _texts(values: Sequence[str], place: Positions) -> pl.Series:
    return pl.Series(values, dtype=pl.String).gather(place)


def _answers(latent: Floats64, random: np.random.Generator) -> NDArray[np.int8]:
    """Return codes of answers; zero stands for none, negative codes for those who do not know or refuse."""
    codes = np.ones(latent.shape, dtype=np.int8)
    for cut in _CUTS:
        codes += latent > cut
    lot = random.random(latent.shape)
    edges = np.cumsum([MISSING, DONT_KNOW_SHARE, REFUSED_SHARE])
    none = lot < edges[-1]
    codes[none] = -np.searchsorted(edges, lot[none], side="right")
    return codes
