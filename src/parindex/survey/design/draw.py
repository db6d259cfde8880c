"""The draw: stage by stage, with inclusion probabilities, base weights, a reserve list and a record."""

from __future__ import annotations

import hashlib
import json
import math
from dataclasses import dataclass
from typing import TypedDict

import numpy as np
import polars as pl

import parindex
from parindex.survey.design.frame import Frame
from parindex.survey.design.model import SampleDesign, Stage
from parindex.survey.design.select import Selection, generator, simple, systematic, systematic_by_size
from parindex.survey.design.size import for_margin, guideline, in_clusters
from parindex.survey.responses.content import MOST_NAMED

MAIN, RESERVE = "main", "reserve"
PROBABILITY, WEIGHT, LIST, ORDER = "probability", "base_weight", "list", "list_order"


class Digest(TypedDict):
    """A file and its SHA-256."""

    file: str
    sha256: str


class NotInFrame(TypedDict):
    """Ids that were to be left out and that the frame does not have."""

    ids: int
    first: list[str]


class Record(TypedDict):
    """What repeats a draw, and what came of it."""

    format: str
    design: str
    design_sha256: str
    seed: int
    methods: dict[str, str]
    frame: list[Digest]
    frame_rows: int
    excluded: int
    not_in_frame: NotInFrame
    drawn: dict[str, int]
    """Units drawn at each stage; at the last, those of the main list."""
    main: int
    reserve: int
    sample_sha256: str
    parindex: str
    """Version that made it."""


@dataclass(frozen=True, eq=False)
class Draw:
    """A sample.

    Attributes
    ----------
    sample : polars.DataFrame
        The rows of the frame that were drawn, with ``probability_STAGE`` for each stage, ``probability`` (their
        product), ``base_weight`` (1 ÷ probability; null on the reserve list), ``list`` and ``list_order``.
    shortfalls : tuple of (cluster, wanted, there)
        Clusters that had fewer units than were to be taken; all of theirs were.
    record : Record
    """

    sample: pl.DataFrame
    shortfalls: tuple[tuple[str, int, int], ...]
    record: Record


def draw(design: SampleDesign, frame: Frame) -> Draw:
    """Return the sample of a design; the same design and frame give the same, whatever the order of rows."""
    made = _Drawing(design, frame)
    sample = made.drawn()
    main, reserve = (sample.filter(pl.col(LIST) == name) for name in (MAIN, RESERVE))
    digest = hashlib.sha256(sample.write_csv().encode("utf-8")).hexdigest()
    about = json.dumps(design.model_dump(mode="json"), sort_keys=True, ensure_ascii=False)
    record: Record = {
        "format": "parindex-draw/1",
        "design": design.code,
        "design_sha256": hashlib.sha256(about.encode("utf-8")).hexdigest(),
        "seed": design.seed,
        "methods": {stage.code: stage.method for stage in design.stages},
        "frame": [{"file": name, "sha256": each} for name, each in frame.digests],
        "frame_rows": frame.rows.height,
        "excluded": frame.excluded,
        "not_in_frame": {"ids": len(frame.strangers), "first": list(frame.strangers[:MOST_NAMED])},
        "drawn": {stage.code: main[stage.unit].n_unique() for stage in design.stages},
        "main": main.height,
        "reserve": reserve.height,
        "sample_sha256": digest,
        "parindex": parindex.__version__,
    }
    return Draw(sample, tuple(made.shortfalls), record)


class _Drawing:
    def __init__(self, design: SampleDesign, frame: Frame) -> None:
        self.design, self.frame = design, frame
        self.shortfalls: list[tuple[str, int, int]] = []

    def drawn(self) -> pl.DataFrame:
        parts = []
        for key, rows in self.frame.rows.group_by(self.design.strata, maintain_order=True):
            parts.append(self._stratum(tuple(map(str, key)), rows))
        return pl.concat(parts)

    def _stratum(self, labels: tuple[str, ...], rows: pl.DataFrame) -> pl.DataFrame:
        kept = rows
        for number, stage in enumerate(self.design.stages[:-1]):
            above = [] if number == 0 else [self.design.stages[number - 1].unit]
            kept = pl.concat(
                self._clusters(part, stage, (*labels, *key)) for key, part in _groups(kept, above)
            )
        last = self.design.stages[-1]
        above = [self.design.stages[-2].unit] if len(self.design.stages) > 1 else []
        groups = _groups(kept, above)
        wanted = self._sizes(rows, groups)
        return pl.concat(
            self._people(part, last, (*labels, *key), take)
            for (key, part), take in zip(groups, wanted, strict=True)
        )

    def _clusters(self, rows: pl.DataFrame, stage: Stage, labels: tuple[str, ...]) -> pl.DataFrame:
        """Return the rows of the clusters drawn at a stage within one unit."""
        size = pl.len() if stage.size is None else pl.col(stage.size).first()
        units = rows.group_by(stage.unit, maintain_order=True).agg(size.cast(pl.Float64).alias("size"))
        take = self.design.take(stage, self._class(rows))
        chosen = self._selected(stage, units["size"].to_numpy(), take, labels)
        drawn = units[chosen.chosen].select(stage.unit)
        probability = pl.Series(f"{PROBABILITY}_{stage.code}", chosen.probability[chosen.chosen])
        return rows.join(drawn.with_columns(probability), on=stage.unit, how="inner", maintain_order="left")

    def _people(
        self, rows: pl.DataFrame, stage: Stage, labels: tuple[str, ...], take: int | None
    ) -> pl.DataFrame:
        """Return those drawn in one last cluster: the main list, then the reserve in its order."""
        chosen = self._selected(stage, np.ones(len(rows)), take, labels)
        main = rows[chosen.chosen]
        name = f"{PROBABILITY}_{stage.code}"
        main = main.with_columns(pl.Series(name, chosen.probability[chosen.chosen]))
        earlier = [pl.col(f"{PROBABILITY}_{each.code}") for each in self.design.stages]
        main = main.with_columns(pl.reduce(lambda a, b: a * b, earlier).alias(PROBABILITY))
        main = main.with_columns((1 / pl.col(PROBABILITY)).alias(WEIGHT), pl.lit(MAIN).alias(LIST))
        left = np.setdiff1d(np.arange(len(rows)), chosen.chosen)
        more = min(round(self.design.reserve * len(main)), len(left))
        order = generator(self.design.seed, stage.code, RESERVE, *labels).permutation(left)[:more]
        reserve = rows[order].with_columns(
            *(pl.lit(None, pl.Float64).alias(each) for each in (name, PROBABILITY, WEIGHT)),
            pl.lit(RESERVE).alias(LIST),
        )
        both = pl.concat([main, reserve.select(main.columns)])
        return both.with_columns((pl.int_range(pl.len()).over(LIST) + 1).alias(ORDER))

    def _selected(
        self,
        stage: Stage,
        sizes: np.ndarray[tuple[int], np.dtype[np.float64]],
        take: int | None,
        labels: tuple[str, ...],
    ) -> Selection:
        units = len(sizes)
        if stage.method == "all" or take is None:
            return Selection(np.arange(units), np.ones(units))
        if take > units:
            self.shortfalls.append((" · ".join(labels), take, units))
        random = generator(self.design.seed, stage.code, *labels)
        if stage.method == "by_size":
            return systematic_by_size(sizes, take, random)
        return (simple if stage.method == "simple" else systematic)(units, take, random)

    def _sizes(
        self, rows: pl.DataFrame, groups: list[tuple[tuple[str, ...], pl.DataFrame]]
    ) -> list[int | None]:
        """Return how many to take in each last cluster of a stratum: as the stage says, or as the size rule gives."""
        stage, rule = self.design.stages[-1], self.design.size
        if rule is None or stage.take is not None or stage.method == "all":
            return [self.design.take(stage, self._class(rows))] * len(groups)
        if rule.rule == "guideline":
            total = guideline(len(rows), rule.error)
        else:
            alone = for_margin(rule.error, share=rule.share, level=rule.level, population=len(rows))
            if len(self.design.stages) > 1:
                alone = in_clusters(alone, len(groups), self.design.expected_icc)
            total = math.ceil(alone / self.design.expected_response)
        each, left = divmod(total, len(groups))
        return [each + (number < left) for number in range(len(groups))]

    def _class(self, rows: pl.DataFrame) -> str:
        return "" if self.design.class_column is None else str(rows[self.design.class_column][0])


def _groups(rows: pl.DataFrame, by: list[str]) -> list[tuple[tuple[str, ...], pl.DataFrame]]:
    """Return the parts of some rows with their labels; one part without a label where nothing divides them."""
    if not by:
        return [((), rows)]
    return [(tuple(map(str, key)), part) for key, part in rows.group_by(by, maintain_order=True)]
