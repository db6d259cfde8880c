"""Small surveys and their totals, worked out the plain, slow way."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from parindex.language import both
from parindex.survey.model import (
    Grouping,
    Item,
    Node,
    SampleStage,
    Scale,
    Survey,
    VarianceDesign,
)
from parindex.survey.totals.slabs import PsuSlabs, Slab

FIVE = Scale(labels={level: both(f"level {level}") for level in range(1, 6)}, satisfied_from=4)


def node(code: str, combine: Any, *below: "str | Node", weights: tuple[float, ...] = ()) -> Node:
    items = tuple(part for part in below if isinstance(part, str))
    children = tuple(part for part in below if isinstance(part, Node))
    return Node(code=code, title=both(code), combine=combine, items=items, children=children, weights=weights)


def grouping(code: str, *columns: str) -> Grouping:
    return Grouping(code=code, title=both(code), columns=columns)


def design(
    *strata: str, psu: str = "psu", population: str | None = None, weight: str = "w", **more: Any
) -> VarianceDesign:
    stage = SampleStage(cluster=psu, population=population)
    given = {"code": "headline", "title": both("headline"), "describes": both("the population"), **more}
    return VarianceDesign(strata=strata, stages=(stage,), weight=weight, **given)


def survey(
    items: Sequence[str] = ("q1", "q2", "q3"),
    tree: Node | None = None,
    groupings: Iterable[Grouping] = (),
    designs: Iterable[VarianceDesign] = (),
    **more: Any,
) -> Survey:
    return Survey(
        format="parindex-survey/1",
        code="small",
        title=both("Small survey"),
        year=2025,
        data_status="training",
        scales=(FIVE,),
        items=tuple(Item(code=code, title=both(code)) for code in items),
        tree=tree or node("whole", "mean", *items),
        groupings=tuple(groupings) or (grouping("nation"),),
        designs=tuple(designs) or (design("stratum"),),
        **more,
    )


def people(
    rng: np.random.Generator, *, items: int = 3, strata: int = 3, psus: int = 4, most: int = 7
) -> pl.DataFrame:
    """People of a made-up sample: strata s0…, PSUs p0… (unique), two groups, some answers missing or refused."""
    rows = []
    for stratum in range(strata):
        for psu in range(psus):
            for _ in range(rng.integers(1, most + 1)):
                answers = [int(rng.choice([1, 2, 3, 4, 5, -1, 0])) for _ in range(items)]
                rows.append(
                    {
                        "stratum": f"s{stratum}",
                        "psu": f"p{stratum}{psu}",
                        "w": float(rng.integers(1, 4000)) / 16,
                        "sex": ["f", "m", None][int(rng.integers(3))],
                        "age": int(rng.integers(1, 4)),
                        **{f"q{n + 1}": answer or None for n, answer in enumerate(answers)},
                    }
                )
    schema = {f"q{n + 1}": pl.Int8 for n in range(items)}
    return pl.DataFrame(rows, schema_overrides=schema)


def stored(frame: pl.DataFrame, path: Path) -> Path:
    frame.write_parquet(path)
    return path


def slabs_by_hand(
    about: Survey, frame: pl.DataFrame, by: Sequence[str], more: Sequence[str] = (), quantum: float = 1.0
) -> PsuSlabs:
    """The totals of a survey, row by row in Python; weights must be multiples of the quantum."""
    of = about.design()
    columns = (*of.strata, of.stages[0].cluster)
    rows = frame.to_dicts()
    labels = [tuple("" if row[name] is None else str(row[name]) for name in columns) for row in rows]
    psus = tuple(sorted(set(labels)))
    strata = tuple(sorted({label[:-1] for label in psus}))
    slabs = {}
    for code in by:
        group_columns = about.grouping(code).columns
        domain = [
            tuple("" if row[name] is None else str(row[name]) for name in group_columns) for row in rows
        ]
        cells: dict[tuple[Any, ...], list[Mapping[str, Any]]] = defaultdict(list)
        for row, label, value in zip(rows, labels, domain, strict=True):
            cells[value, label].append(row)
        keys = sorted(cells)
        groups = tuple(sorted(set(domain)))
        totals = {
            name: np.array(
                [[_total(name, cells[key], item, about, of.weight) for item in about.items] for key in keys]
            )
            for name in _names(more)
        }
        slabs[code] = Slab(
            groups=groups,
            psu=np.array([psus.index(label) for _, label in keys]),
            group=np.array([groups.index(value) for value, _ in keys]),
            people=np.array([float(len(cells[key])) for key in keys]),
            weight=np.array([sum(row[of.weight] for row in cells[key]) for key in keys]),
            totals=totals,
        )
    population = of.stages[0].population
    sizes = (
        {label[:-1]: row[population] for label, row in zip(labels, rows, strict=True)} if population else {}
    )
    return PsuSlabs(
        items=tuple(item.code for item in about.items),
        design=of.code,
        strata=strata,
        psus=psus,
        stratum=np.array([strata.index(label[:-1]) for label in psus]),
        population=np.array([float(sizes.get(stratum, np.nan)) for stratum in strata]),
        slabs=slabs,
        quantum=quantum,
    )


def _names(more: Sequence[str]) -> list[str]:
    names = ["answers", "weight", "satisfied"]
    names += ["score", "score_squared"] if "score" in more else []
    return names + ([f"level_{level}" for level in FIVE.levels] if "levels" in more else [])


def _total(name: str, rows: Sequence[Mapping[str, Any]], item: Item, about: Survey, weight: str) -> float:
    answered = [
        (row[weight], row[item.code]) for row in rows if row[item.code] is not None and row[item.code] >= 1
    ]
    if name.startswith("level_"):
        return float(sum(w for w, code in answered if code == int(name.removeprefix("level_"))))
    value = {
        "answers": lambda w, code: 1.0,
        "weight": lambda w, code: w,
        "satisfied": lambda w, code: w * (code >= about.scale_of[item.code].satisfied_from),
        "score": lambda w, code: w * code,
        "score_squared": lambda w, code: w * code * code,
    }[name]
    return float(sum(value(w, code) for w, code in answered))
