"""The measures of the engine; those of surveys and of reports stand beside their works."""

from __future__ import annotations

from benchmarks.measure import Measure, Work
from benchmarks.reports.measures import REPORTS
from benchmarks.site.measures import SITES
from benchmarks.survey.measures import SURVEYS


def _ours(function: str, *arguments: int) -> Work:
    return Work("benchmarks.works", function, arguments)


def _peer(function: str, *arguments: int) -> Work:
    return Work("benchmarks.plain_works", function, arguments)


SMALL, LARGE, COMPARED = 63, 10_000, 10

_IN_MEMORY = (
    "From a round in memory (a made-up one on the training framework: 95 leaves, every type of rule, two stages, "
    "overruled, missing and not applicable cells, adjustments)"
)

ENGINE = (
    Measure(
        name="score-63",
        title="Score 63 units × 95 leaves",
        seconds=0.010,
        megabytes=None,
        ours=_ours("score_alone", SMALL, 40),
        peer=_peer("score_alone", SMALL, 5),
        how=f"{_IN_MEMORY} to exact points and states of cells. Median of 40 runs (pandas: 5).",
    ),
    Measure(
        name="score-rank-63",
        title="Score and rank 63 × 95",
        seconds=None,
        megabytes=None,
        ours=_ours("score_and_rank", SMALL, 40),
        peer=_peer("score_and_rank", SMALL, 5),
        how="The same and on to index, rank and group. Median of 40 runs (pandas: 5).",
    ),
    Measure(
        name="score-10000",
        title="Score 10,000 × 95",
        seconds=1.0,
        megabytes=500,
        ours=_ours("score_alone", LARGE, 7),
        peer=_peer("score_alone", LARGE, 3),
        how="As the first, with 10,000 units. Median of 7 runs (pandas: 3).",
    ),
    Measure(
        name="score-rank-10000",
        title="Score and rank 10,000 × 95",
        seconds=1.0,
        megabytes=500,
        ours=_ours("score_and_rank", LARGE, 7),
        peer=_peer("score_and_rank", LARGE, 3),
        how="As the second, with 10,000 units. Median of 7 runs (pandas: 3).",
    ),
    Measure(
        name="whatif-10000",
        title="10,000 what-if replications of 63 × 95",
        seconds=1.0,
        megabytes=300,
        ours=_ours("whatif", 5, COMPARED),
        peer=_peer("whatif", COMPARED),
        prepare=_ours("make_draws"),
        limit=_ours("read_draws", 5),
        limit_is="every draw made a number and multiplied once, in the same chunks and threads",
        how=(
            "Every replication moves all 190 inputs of all units, works all rules again and ranks the units; 5 %, "
            "50 % and 95 % quantiles of index and rank of every unit at the end. Draws are standard normal numbers, "
            "made beforehand, a byte each (120 MB), read before the clock starts: numbers, counts and entered points "
            "move by 2 % of their value for each standard deviation and keep to their bounds (counts stay whole, "
            "dates move by whole days), a yes or no or a level slips once in a hundred draws. Median of 5 runs. "
            f"Pandas does {COMPARED} of the replications, without quantiles; its time is scaled to 10,000."
        ),
    ),
    Measure(
        name="compute",
        title="`parindex compute` on the training round",
        seconds=1.0,
        megabytes=None,
        ours=_ours("compute", 7),
        peer=_peer("compute", 5),
        limit=_ours("import_only", 7),
        limit_is="start Python and import the command line",
        tolerance=0.005 + 1e-9,
        how=(
            "A process from start to end: imports, reading and checking 63 × 95 with notes, evidence and the year "
            "before, scoring, ranking, splitting every change, the printed tables. Pandas reads the same CSV files "
            "(without checking, notes, evidence or the year before), scores and ranks. Median of 7 runs (pandas: 5). "
            "The index is compared as printed, with two decimals."
        ),
    ),
    Measure(
        name="compute-seal",
        title="`parindex compute --out`",
        seconds=None,
        megabytes=None,
        ours=_ours("compute_and_seal", 7),
        peer=_peer("compute", 5),
        how="The same, and the sealed snapshot written: results, inputs and framework, hashed. Pandas as before.",
    ),
)

MEASURES = ENGINE + SURVEYS + REPORTS + SITES
