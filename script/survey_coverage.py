"""How often intervals and sets of ranks of the synthetic survey cover the truth: prints tables in Markdown.

Usage: ``python -m script.survey_coverage [SAMPLES]`` (1,000 by default; about three seconds each)
"""

from __future__ import annotations

import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import numpy as np
import polars as pl

from parindex.numbers import Booleans, Floats64
from parindex.survey import synthetic
from parindex.survey.estimation.covariance import covariance, picks_of
from parindex.survey.estimation.estimate import Estimates, estimate
from parindex.survey.estimation.intervals import Method, interval
from parindex.survey.ranks import rank_sets
from parindex.survey.totals.scan import totals

SEED, SAMPLES, DRAWS = 2025, 1000, 1000
PROVINCES = tuple(f"p{number:02d}" for number in range(63))
DISTRICTS = {"195 districts": 195, "378 districts": 378}
"""As in 2024 (three or four a province), and six a province, with as many villages and people."""
METHODS: tuple[Method, ...] = ("logit", "beta", "wilson", "t")
MEASURES = ("access_1", "sipas")
Coverage = Literal["simultaneous", "marginal"]


@dataclass
class Tally:
    """Outcomes of many samples by what was asked: sums that become means."""

    sums: dict[tuple[str, ...], list[float]] = field(default_factory=lambda: defaultdict(list))

    def add(self, *what: str, value: float) -> None:
        """Note one outcome."""
        self.sums[what].append(value)

    def of_kind(self, kind: str) -> list[tuple[str, ...]]:
        """Return all that was asked of one kind."""
        return [what for what in self.sums if what[0] == kind]

    def mean(self, *what: str) -> str:
        """Return the mean in percent."""
        return f"{100 * float(np.mean(self.sums[what])):.1f}"

    def plain(self, *what: str) -> str:
        """Return the mean as it is."""
        return f"{float(np.mean(self.sums[what])):.1f}"


def main(samples: int) -> None:
    """Print the tables."""
    about, tally = synthetic.survey(), Tally()
    of_all = of_units(synthetic.truth(len(PROVINCES), SEED))
    known = synthetic.true_values(about, PROVINCES, SEED).filter(pl.col("grouping") == "nation")
    nation = dict(zip(known["measure"], known["truth"], strict=True))
    for plan, districts in DISTRICTS.items():
        for sample in range(1, samples + 1):
            drawn = of_units(synthetic.truth_of_districts(len(PROVINCES), SEED, sample, districts=districts))
            for design, found in estimated(sample, districts):
                truths = {"province": of_all} | ({"drawn districts": drawn} if design == "villages" else {})
                note_intervals(tally, (plan, design), found, truths)
                note_nation(tally, (plan, design), found, nation)
                note_ranks(tally, (plan, design), found, truths, sample)
    print_tables(tally, samples)


def of_units(shares: Floats64) -> Mapping[str, Floats64]:
    """Return the truth of the measures that are looked at, by unit."""
    columns = synthetic.with_nodes(synthetic.survey(), shares)
    return {name: columns[name] for name in MEASURES}


def estimated(sample: int, districts: int) -> Iterator[tuple[str, Estimates]]:
    """Yield each design of one sample with its estimates."""
    about = synthetic.survey()
    made = synthetic.make(PROVINCES, seed=SEED, sample=sample, districts=districts)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "people.parquet")
        made.people.write_parquet(file, compression="uncompressed")
        for design in about.designs:
            slabs = totals(about, [file], ["nation", "province"], design=design.code)
            yield design.code, estimate(about, slabs)


def covered(truth: Floats64, low: Floats64, high: Floats64) -> Booleans:
    """Tell where an interval holds the truth."""
    return (low <= truth) & (truth <= high)


def note_intervals(
    tally: Tally, case: tuple[str, ...], found: Estimates, truths: Mapping[str, Mapping[str, Floats64]]
) -> None:
    """Note which intervals of provinces cover, and how wide they are."""
    table = found["province"]
    for measure in MEASURES:
        column = table.measures.index(measure)
        share, error = table.estimate[:, column], table.standard_error[:, column]
        for method in METHODS:
            ends = interval(share, error, table.degrees_of_freedom, table.answers[:, column], method)
            tally.add("width", *case, measure, method, value=float(np.mean(ends[1] - ends[0])))
            for name, truth in truths.items():
                rate = float(np.mean(covered(truth[measure], *ends)))
                tally.add("interval", *case, measure, name, method, value=rate)


def note_nation(tally: Tally, case: tuple[str, ...], found: Estimates, truth: Mapping[str, float]) -> None:
    """Note whether the intervals of the nation cover."""
    table = found["nation"]
    for measure in MEASURES:
        at = table.at((), measure)
        inside = table.lower[at] <= truth[measure] <= table.upper[at]
        tally.add("nation", *case, measure, value=float(inside))


def note_ranks(
    tally: Tally,
    case: tuple[str, ...],
    found: Estimates,
    truths: Mapping[str, Mapping[str, Floats64]],
    seed: int,
) -> None:
    """Note whether the sets of ranks of the whole index cover, all at once and each by itself."""
    table = found["province"]
    column = table.measures.index("sipas")
    spread = covariance(found, picks_of(found, "province", "sipas"))
    coverages: tuple[Coverage, ...] = ("simultaneous", "marginal")
    for coverage in coverages:
        sets = rank_sets(
            table.estimate[:, column],
            spread,
            coverage=coverage,
            degrees_of_freedom=float(table.degrees_of_freedom.min()),
            draws=DRAWS,
            seed=seed,
        )
        tally.add("places", *case, coverage, value=float(np.mean(sets.upper - sets.lower + 1)))
        tally.add("unranked", *case, coverage, value=float(sets.cannot_be_ranked.sum()))
        for name, truth in truths.items():
            place = 1 + (truth["sipas"][None, :] > truth["sipas"][:, None]).sum(axis=1)
            held = covered(place, sets.lower, sets.upper)
            tally.add("all ranks", *case, coverage, name, value=float(held.all()))
            tally.add("each rank", *case, coverage, name, value=float(held.mean()))


def print_tables(tally: Tally, samples: int) -> None:
    """Print what came out."""
    print(f"{samples} samples, seed {SEED}, {DRAWS} draws for the critical values of ranks.\n")
    print(
        "| plan | PSUs | measure | truth of the | logit | beta | Wilson | t |\n|---|---|---|---|---|---|---|---|"
    )
    for kind, *case, measure, name, method in tally.of_kind("interval"):
        if method == METHODS[0]:
            cells = (tally.mean(kind, *case, measure, name, each) for each in METHODS)
            print(f"| {' | '.join((*case, measure, name, *cells))} |")
    print("\nMean width, percentage points.\n")
    print("| plan | PSUs | measure | logit | beta | Wilson | t |\n|---|---|---|---|---|---|---|")
    for kind, *case, measure, method in tally.of_kind("width"):
        if method == METHODS[0]:
            cells = (tally.plain(kind, *case, measure, each) for each in METHODS)
            print(f"| {' | '.join((*case, measure, *cells))} |")
    print("\nThe nation, logit.\n\n| plan | PSUs | measure | covered |\n|---|---|---|---|")
    for what in tally.of_kind("nation"):
        print(f"| {' | '.join((*what[1:], tally.mean(*what)))} |")
    print("\nSets of ranks of the whole index.\n")
    print("| plan | PSUs | sets | truth of the | all covered | each covered | places | cannot be ranked |")
    print("|---|---|---|---|---|---|---|---|")
    for _, *case, coverage, name in tally.of_kind("all ranks"):
        cells = (
            tally.mean("all ranks", *case, coverage, name), tally.mean("each rank", *case, coverage, name),
            tally.plain("places", *case, coverage), tally.plain("unranked", *case, coverage),
        )  # fmt: skip
        print(f"| {' | '.join((*case, coverage, name, *cells))} |")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else SAMPLES)
