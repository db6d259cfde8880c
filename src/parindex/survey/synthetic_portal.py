"""Made-up ratings of transactions on a national portal, with a known truth: to try what many rows take.

Everything here is invented: how many agencies there are, who handles how much, and what people think of it. It says so
wherever it is shown. Every transaction is rated once, so that all weigh the same; the rows come in the order of time.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray
from scipy.special import ndtr

from parindex.documents import Unfit
from parindex.files import write_atomically
from parindex.language import Text
from parindex.numbers import Floats64
from parindex.survey.folder import write_survey
from parindex.survey.model import Grouping, Item, Node, SampleStage, Survey, VarianceDesign
from parindex.survey.synthetic import LEVELS, TRUTH, with_nodes

AGENCIES: Mapping[str, tuple[Text, int]] = {
    "province": (Text(vi="Cấp tỉnh", en="Province"), 16),
    "district": (Text(vi="Cấp huyện", en="District"), 10),
    "commune": (Text(vi="Cấp xã", en="Commune"), 14),
}
"""Levels of government, and agencies of each in a province."""
FIELDS = tuple(f"field-{n:02d}" for n in range(1, 17))
CHANNELS: Mapping[str, Text] = {
    "online": Text(vi="Trực tuyến", en="Online"),
    "counter": Text(vi="Tại bộ phận một cửa", en="At the one-stop counter"),
    "post": Text(vi="Qua bưu chính", en="By post"),
}
MONTHS = tuple(f"{n:02d}" for n in range(1, 13))
ITEMS: Mapping[str, tuple[Text, float]] = {
    "rating": (Text(vi="Mức độ hài lòng chung", en="Satisfaction on the whole"), 0.0),
    "time": (Text(vi="Thời gian giải quyết", en="Time that it took"), 0.25),
    "attitude": (Text(vi="Thái độ phục vụ", en="Attitude of those who served"), 0.30),
}
"""What is rated, and the share of transactions that leave it empty."""
OF_AGENCY, OF_TRANSACTION = 0.08, 0.45
"""Shares of the latent variance: of the agency, of the transaction over all items."""
PART = 1_000_000
BYTES_EACH = 6
"""What a transaction takes on the disk, with something to spare."""
"""Transactions in a file."""

_CUTS = np.array([-2.3, -1.8, -1.2, -0.3], dtype=np.float32)
"""Where the latent satisfaction of a mean transaction passes from one answer to the next."""
_LOTS = 2**16
"""Agencies, fields and channels are drawn by lot, each from as many lots: shares are exact, and a lot is two bytes."""

Numbers = NDArray[np.int16]
Floats32 = NDArray[np.float32]


def survey(year: int = 2024, provinces: Mapping[str, Text] | None = None) -> Survey:
    """Return what the ratings are: items, their mean, groupings, and agencies as PSUs in two ways."""
    return Survey(
        format="parindex-survey/1",
        code=f"synthetic-portal-{year}",
        title=Text(
            vi=f"Đánh giá giả lập trên cổng dịch vụ công năm {year}, không phải kết quả thật",
            en=f"Synthetic ratings on a public service portal {year}, not a real result",
        ),
        year=year,
        data_status="training",
        series="synthetic-portal",
        scales=(LEVELS,),
        items=tuple(Item(code=code, title=title) for code, (title, _) in ITEMS.items()),
        tree=Node(
            code="portal",
            title=Text(vi="Chỉ số hài lòng trên cổng", en="Satisfaction index of the portal"),
            combine="mean",
            items=tuple(ITEMS),
        ),
        groupings=_groupings(provinces or {}),
        designs=_designs(),
        notes=(
            Text(
                vi="Số liệu do máy sinh ra; cơ quan, lĩnh vực, kênh và mục đánh giá là minh hoạ.",
                en="Made by a program; agencies, fields, channels and what is rated are illustrative.",
            ),
        ),
    )


def _groupings(provinces: Mapping[str, Text]) -> tuple[Grouping, ...]:
    fields = {
        code: Text(vi=f"Lĩnh vực {n} (giả định)", en=f"Field {n} (made up)")
        for n, code in enumerate(FIELDS, 1)
    }
    months = {month: Text(vi=f"Tháng {int(month)}", en=f"Month {int(month)}") for month in MONTHS}
    levels = {code: title for code, (title, _) in AGENCIES.items()}

    def by(column: str, vi: str, en: str, labels: Mapping[str, Text]) -> Grouping:
        return Grouping(
            code=column,
            title=Text(vi=vi, en=en),
            columns=(column,),
            labels=dict(labels),
            is_of_units=column == "province",
        )

    return (
        Grouping(code="nation", title=Text(vi="Cả nước", en="Nation")),
        by("province", "Tỉnh", "Province", provinces),
        by("level", "Cấp giải quyết", "Level of government", levels),
        by("field", "Lĩnh vực", "Field", fields),
        by("month", "Tháng", "Month", months),
        by("channel", "Kênh", "Channel", CHANNELS),
    )


def _designs() -> tuple[VarianceDesign, ...]:
    describes = Text(
        vi="các cơ quan như những cơ quan này, không chỉ các giao dịch đã có",
        en="agencies like these, not only the transactions that there were",
    )
    return (
        VarianceDesign(
            code="agencies",
            title=Text(vi="Cụm là cơ quan trong tỉnh", en="Agencies of a province as PSUs"),
            describes=describes,
            strata=("province",),
            stages=(SampleStage(cluster="agency"),),
        ),
        VarianceDesign(
            code="agencies_by_level",
            title=Text(
                vi="Cụm là cơ quan, tầng là tỉnh và cấp", en="Agencies as PSUs, by province and level"
            ),
            describes=describes,
            strata=("province", "level"),
            stages=(SampleStage(cluster="agency"),),
            lonely="adjust",
        ),
    )


@dataclass(frozen=True, eq=False)
class _Population:
    """What transactions are drawn from.

    Attributes
    ----------
    province, level : int array (agencies,)
    agencies, fields, channels : int array (lots,)
        Which of them each lot stands for.
    of_agency : float array (agencies,)
        How much more satisfied people are with one agency than with others of its province and level.
    effects : dict of column to float array (values,)
        How much more satisfied people are where a column has a value.
    """

    province: NDArray[np.int16]
    level: NDArray[np.int16]
    agencies: Numbers
    fields: Numbers
    channels: Numbers
    of_agency: Floats64
    effects: Mapping[str, Floats64]

    @classmethod
    def of(cls, provinces: int, seed: int) -> _Population:
        """Return the population of a seed."""
        random = np.random.default_rng([seed, 7])
        levels = np.repeat(np.arange(len(AGENCIES), dtype=np.int16), [many for _, many in AGENCIES.values()])
        agencies = provinces * len(levels)
        spreads = {
            "province": (provinces, 0.15),
            "level": (len(AGENCIES), 0.10),
            "field": (len(FIELDS), 0.10),
        }
        spreads |= {
            "month": (len(MONTHS), 0.05),
            "channel": (len(CHANNELS), 0.10),
            "item": (len(ITEMS), 0.10),
        }
        return cls(
            province=np.repeat(np.arange(provinces, dtype=np.int16), len(levels)),
            level=np.tile(levels, provinces),
            agencies=_lots(random.lognormal(0, 0.6, agencies), random),
            fields=_lots(random.lognormal(0, 0.8, len(FIELDS)), random),
            channels=_lots(np.array([0.6, 0.35, 0.05]), random),
            of_agency=random.normal(0, np.sqrt(OF_AGENCY), agencies),
            effects={name: random.normal(0, spread, many) for name, (many, spread) in spreads.items()},
        )


def _lots(sizes: Floats64, random: np.random.Generator) -> Numbers:
    """Return which of some kinds each lot stands for; every kind has one at least."""
    each = 1 + random.multinomial(_LOTS - len(sizes), sizes / sizes.sum())
    return np.repeat(np.arange(len(sizes), dtype=np.int16), each)


def write(
    provinces: Mapping[str, Text],
    folder: Path,
    *,
    transactions: int,
    seed: int = 2025,
    year: int = 2024,
    threads: int | None = None,
) -> int:
    """Write a survey folder with made-up ratings and ``truth.csv``; return how many there are.

    Files are made one by one in each thread, so memory does not hang on the number of transactions; each has random
    numbers of its own, so the same arguments give the same rows with any number of threads (all cores by default).

    Raises
    ------
    Unfit
        The disk has no room for so many.
    """
    _refuse_no_room(folder, transactions)
    (folder / "microdata").mkdir(parents=True, exist_ok=True)
    codes, population = tuple(provinces), _Population.of(len(provinces), seed)

    def write_part(number: int) -> None:
        table = _part(codes, population, number, transactions, seed)
        path = folder / "microdata" / f"part-{number:04d}.parquet"
        # bounds of texts, in columns that are in no order, cost as much as all the rest of the writing
        pq.write_table(table, path, compression="zstd", store_schema=False, write_statistics=False)

    with ThreadPoolExecutor(threads or os.cpu_count()) as pool:
        for _ in pool.map(write_part, range(-(-transactions // PART))):
            pass
    about = survey(year, provinces)
    write_atomically(folder / TRUTH, true_values(about, codes, seed).write_csv().encode("utf-8"))
    write_survey(about, folder)
    return transactions


def _refuse_no_room(folder: Path, transactions: int) -> None:
    """Raise `Unfit` before anything is written where the files would not fit on the disk."""
    there = next(path for path in (folder.absolute(), *folder.absolute().parents) if path.exists())
    most = shutil.disk_usage(there).free // BYTES_EACH
    if transactions > most:
        raise Unfit(
            f"Đĩa không đủ chỗ cho {transactions} giao dịch; còn chỗ cho khoảng {most}.",
            f"The disk has no room for {transactions} transactions; it has for about {most}.",
        )


def make(provinces: Sequence[str], *, transactions: int, seed: int = 2025) -> pl.DataFrame:
    """Return made-up ratings in memory; the same arguments give the same."""
    population = _Population.of(len(provinces), seed)
    parts = range(-(-transactions // PART))
    tables = [_part(provinces, population, number, transactions, seed) for number in parts]
    return pl.DataFrame(pa.concat_tables(tables))


def _part(
    provinces: Sequence[str], population: _Population, number: int, transactions: int, seed: int
) -> pa.Table:
    """Return the transactions of one file."""
    random = np.random.default_rng([seed, 8, number])
    rows = np.arange(number * PART, min((number + 1) * PART, transactions))
    agency, field, channel = (
        lots[random.integers(0, _LOTS, len(rows), dtype=np.uint16)]
        for lots in (population.agencies, population.fields, population.channels)
    )
    province, level = population.province[agency], population.level[agency]
    month = (rows * len(MONTHS) // transactions).astype(np.int16)
    places = {"province": province, "level": level, "field": field, "month": month, "channel": channel}
    expected = [population.effects[name].astype(np.float32)[place] for name, place in places.items()]
    common = sum(expected, population.of_agency.astype(np.float32)[agency])
    common += _normal(random, len(rows), OF_TRANSACTION)
    in_province = len(population.province) // len(provinces)
    own = [f"{code}-{n:02d}" for code in provinces for n in range(1, in_province + 1)]
    values = _values(provinces)
    columns = {name: _texts(place, values[name]) for name, place in places.items()}
    columns |= {"agency": _texts(agency, own), "weight": pa.array(np.ones(len(rows)))}
    for effect, (item, (_, empty)) in zip(population.effects["item"], ITEMS.items(), strict=True):
        latent = common + np.float32(effect) + _normal(random, len(rows), 1 - OF_AGENCY - OF_TRANSACTION)
        columns[item] = pa.array(_answers(latent), mask=random.random(len(rows), np.float32) < empty)
    return pa.table(columns)


def _values(provinces: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return the values of the columns that transactions are grouped by."""
    return {
        "province": tuple(provinces),
        "level": tuple(AGENCIES),
        "field": FIELDS,
        "month": MONTHS,
        "channel": tuple(CHANNELS),
    }


def _texts(place: Numbers, values: Iterable[str]) -> pa.DictionaryArray:
    return pa.DictionaryArray.from_arrays(place, pa.array(values, pa.string()))


def _normal(random: np.random.Generator, size: int, variance: float) -> Floats32:
    return random.standard_normal(size, np.float32) * np.float32(np.sqrt(variance))


def _answers(latent: Floats32) -> NDArray[np.int8]:
    """Return codes of answers, 1 and one more for every cut that is passed."""
    codes = np.ones(len(latent), dtype=np.int8)
    for cut in _CUTS:
        codes += latent > cut
    return codes


def true_values(about: Survey, provinces: Sequence[str], seed: int) -> pl.DataFrame:
    """Return the true share of satisfied answers in percent, over all agencies that there might be, by domain."""
    population = _Population.of(len(provinces), seed)
    axes = _values(provinces)
    weights, shares = _weights(population, len(provinces)), _shares(population)
    frames = []
    for grouping in about.groupings:
        others = tuple(n for n, name in enumerate(axes) if name not in grouping.columns)
        found = (weights[..., None] * shares).sum(others) / weights.sum(others)[..., None]
        domains = axes[grouping.columns[0]] if grouping.columns else ("",)
        columns = with_nodes(about, found.reshape(len(domains), -1))
        frames.append(
            pl.DataFrame({"grouping": [grouping.code] * len(domains), "domain": domains, **columns})
        )
    return pl.concat(frames).unpivot(
        index=["grouping", "domain"], variable_name="measure", value_name="truth"
    )


def _weights(population: _Population, provinces: int) -> Floats64:
    """Return the share of transactions by province, level, field, month and channel."""
    agencies, fields, channels = (
        np.bincount(lots) / _LOTS for lots in (population.agencies, population.fields, population.channels)
    )
    places = np.zeros((provinces, len(AGENCIES)))
    np.add.at(places, (population.province, population.level), agencies)
    months = np.full(len(MONTHS), 1 / len(MONTHS))
    return np.asarray(np.einsum("pl,f,m,c->plfmc", places, fields, months, channels))


def _shares(population: _Population) -> Floats64:
    """Return the true shares by province, level, field, month, channel and item."""
    mean = np.zeros(1)
    for effect in population.effects.values():
        mean = np.add.outer(mean, effect)
    return np.asarray(100 * ndtr(mean[0] - _CUTS[LEVELS.satisfied_from - 2]))
