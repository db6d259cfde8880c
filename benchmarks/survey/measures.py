"""What is claimed of surveys, and what it is compared with."""

from __future__ import annotations

from benchmarks.measure import Measure, Work

SMALL, MILLION, LARGE = 36_525, 1_090_000, 108_800_000
"""People drawn; about 92 % of them answer."""
SUBMISSIONS = 1_000_000
RATINGS, MOST_RATINGS = 3_000_000, 100_000_000


def _ours(function: str, *arguments: int) -> Work:
    return Work("benchmarks.survey.works", function, arguments)


def _peer(function: str, *arguments: int) -> Work:
    return Work("benchmarks.survey.peers", function, arguments)


def _portal(function: str, *arguments: int) -> Work:
    return Work("benchmarks.survey.portal", function, arguments)


def _fieldwork(function: str, *arguments: int) -> Work:
    return Work("benchmarks.survey.fieldwork", function, arguments)


def _limit(function: str, *arguments: int) -> Work:
    return Work("benchmarks.survey.limits", function, arguments)


R, SVY, SAMPLICS = "R survey, by an expert", "svy", "samplics"
HAND, SCAN = "SQL by hand in DuckDB", "DuckDB reads the same columns and adds each up"
NUMPY = "plain NumPy"

_TABLE = (
    "From Parquet on disk (warm) to estimate, linearised standard error, logit interval, design effect, degrees of "
    "freedom, answers and flags of 63 provinces × 22 items, 5 factors and the whole, in one call; PSUs are about 1,170 "
    "villages within 195 districts, the answers to each item missing by themselves"
)
_OF_R = (
    "R (`benchmarks/survey/expert.R`) recodes the answers into one matrix, takes one `svytotal` of it a province and "
    "works factors and the whole out of its covariance; its reading is not timed, its memory is."
)
_OF_SVY = "svy estimates the 22 items in one call, from memory, without factors and whole; its reading is not timed."

SURVEYS = (
    Measure(
        name="survey-36k",
        title="Survey of 36 thousand: 63 × 28 estimates",
        seconds=0.120,
        megabytes=600,
        prepare=_ours("make", SMALL),
        ours=_ours("provinces", SMALL, 15),
        peer=_peer("expert_r", SMALL, 3),
        peer_is=R,
        tolerance=1e-6,
        how=f"{_TABLE}. {_OF_R} Median of 15 runs (R: 3).",
    ),
    Measure(
        name="survey-36k-svy",
        title="The same beside svy",
        seconds=0.120,
        megabytes=600,
        prepare=_ours("make", SMALL),
        ours=_ours("provinces", SMALL, 15),
        peer=_peer("svy", SMALL, 3),
        peer_is=SVY,
        tolerance=1e-6,
        how=f"As before. {_OF_SVY} Median of 15 runs (svy: 3).",
    ),
    Measure(
        name="survey-36k-samplics",
        title="The same beside samplics",
        seconds=0.120,
        megabytes=600,
        prepare=_ours("make", SMALL),
        ours=_ours("provinces", SMALL, 15),
        peer=_peer("samplics", SMALL),
        peer_is=SAMPLICS,
        tolerance=1e-6,
        how=(
            "As before. samplics, retired, estimates one item by province, from memory; its time is multiplied by 22. Only "
            "the estimates are compared: it leaves PSUs without an answer out, so that some of its errors differ."
        ),
    ),
    Measure(
        name="survey-1m",
        title="Survey of 1 million: 63 × 28 estimates",
        seconds=None,
        megabytes=600,
        prepare=_ours("make", MILLION),
        ours=_ours("provinces", MILLION, 9),
        peer=_peer("expert_r", MILLION, 1),
        peer_is=R,
        times=15,
        tolerance=1e-6,
        how=f"As the first, with a million answers to every item. {_OF_R} Median of 9 runs (R: one).",
    ),
    Measure(
        name="survey-1m-packed",
        title="The same with answers packed once (`--packed`)",
        seconds=None,
        megabytes=600,
        prepare=_ours("make", MILLION),
        ours=_ours("provinces_packed", MILLION, 9),
        peer=_peer("expert_r", MILLION, 1),
        peer_is=R,
        times=25,
        tolerance=1e-6,
        how=(
            "As before, with a packed copy of the answers, which the first run makes and each run checks against the "
            f"SHA-256 of the Parquet files. {_OF_R} Median of 9 runs (R: one)."
        ),
    ),
    Measure(
        name="survey-1m-svy",
        title="The same beside svy",
        seconds=None,
        megabytes=600,
        prepare=_ours("make", MILLION),
        ours=_ours("provinces", MILLION, 9),
        peer=_peer("svy", MILLION, 1),
        peer_is=SVY,
        times=60,
        tolerance=1e-6,
        how=f"As before. {_OF_SVY} Median of 9 runs (svy: one, after one that does not count).",
    ),
    Measure(
        name="totals-1m",
        title="Totals by PSU of 1 million",
        seconds=None,
        megabytes=600,
        prepare=_ours("make", MILLION),
        ours=_ours("totals_of_provinces", MILLION, 15),
        peer=_limit("by_hand", MILLION, 15),
        peer_is=HAND,
        times=1 / 1.15,
        limit=_limit("scan", MILLION, 15),
        limit_is=SCAN,
        tolerance=1e-3,
        how=(
            "Answers, weights and satisfied weights of 22 items by PSU, weights checked and rounded so that every sum is "
            "exact. The SQL neither checks nor rounds and knows that villages are unique. Weights sum to some 10⁸; they "
            "agree to 10⁻³. Median of 15 runs each."
        ),
    ),
    Measure(
        name="six-1m",
        title="Six groupings of 1 million in one call",
        seconds=None,
        megabytes=600,
        prepare=_ours("make", MILLION),
        ours=_ours("six_groupings", MILLION, 7),
        peer=_limit("grouping_sets", MILLION, 3),
        peer_is=HAND,
        limit=_ours("provinces", MILLION, 7),
        limit_is="one grouping: the provinces alone",
        of_limit=3,
        tolerance=1e-6,
        how=(
            "As `survey-1m`, by province, level, field, sex, age and area, more than 30,000 cells. The SQL (GROUPING SETS) "
            "gives the estimates of the items alone. Median of 7 runs (SQL: 3)."
        ),
    ),
    Measure(
        name="six-36k",
        title="Six groupings of 36 thousand in one call",
        seconds=None,
        megabytes=600,
        prepare=_ours("make", SMALL),
        ours=_ours("six_groupings", SMALL, 15),
        peer=_limit("grouping_sets", SMALL, 5),
        peer_is=HAND,
        limit=_ours("provinces", SMALL, 15),
        limit_is="one grouping: the provinces alone",
        of_limit=3,
        tolerance=1e-6,
        how="As before, where cells are nearly as many as people. Median of 15 runs (SQL: 5).",
    ),
    Measure(
        name="jackknife",
        title="Jackknife (JKn) of 63 × 28",
        seconds=0.020,
        megabytes=600,
        prepare=_ours("make", SMALL),
        ours=_ours("jackknifed", SMALL, 40),
        peer=_peer("jackknifed", SMALL, 1),
        peer_is=NUMPY,
        tolerance=1e-9,
        how=(
            "All 1,170 replicates, once the totals are there. Plain NumPy leaves one PSU out after the other and estimates "
            "everything again from the same totals. Median of 40 runs (NumPy: one)."
        ),
    ),
    Measure(
        name="ranks",
        title="Rank sets of 63 provinces, 10,000 draws",
        seconds=0.500,
        megabytes=600,
        prepare=_ours("make", SMALL),
        ours=_ours("ranked", SMALL, 7, 0),
        peer=_peer("ranked", SMALL, 1, 0),
        peer_is=NUMPY,
        how=(
            "Simultaneous sets in one step. Plain NumPy is the algorithm as it is written, draw by draw, with the same "
            "draws; the sets must be equal. Median of 7 runs (NumPy: one)."
        ),
    ),
    Measure(
        name="ranks-stepwise",
        title="The same, stepwise",
        seconds=2.0,
        megabytes=600,
        prepare=_ours("make", SMALL),
        ours=_ours("ranked", SMALL, 7, 1),
        peer=_peer("ranked", SMALL, 1, 1),
        peer_is=NUMPY,
        how="Until no pair is told apart any more. Otherwise as before.",
    ),
    Measure(
        name="totals-100m",
        title="Totals by PSU of 100 million",
        seconds=None,
        megabytes=600,
        prepare=_ours("make", LARGE),
        ours=_ours("totals_of_provinces", LARGE, 1),
        peer=_limit("by_hand", LARGE, 1),
        peer_is=HAND,
        times=1 / 1.15,
        limit=_limit("scan", LARGE, 1),
        limit_is=SCAN,
        tolerance=0.1,
        is_large=True,
        how=(
            "As `totals-1m`, of 100 million people: 1.2 GB of Parquet in 177 files, read out of core. Sums of "
            "weights agree to a tenth of a person. One run each, after one that does not count."
        ),
    ),
    Measure(
        name="survey-100m",
        title="Survey of 100 million: 63 × 28 estimates",
        seconds=None,
        megabytes=600,
        prepare=_ours("make", LARGE),
        ours=_ours("provinces", LARGE, 1),
        peer=_limit("shares", LARGE, 1),
        peer_is=HAND,
        limit=_ours("tenth_of_files", LARGE, 1),
        limit_is="ten times the seconds of a tenth of the files: linear in people",
        of_limit=1.15,
        tolerance=1e-6,
        is_large=True,
        how="As `survey-36k`, of the same 100 million. The SQL gives the shares of the items by province, without errors.",
    ),
    Measure(
        name="portal-100m",
        title="100 million ratings of a portal by six groupings",
        seconds=None,
        megabytes=600,
        prepare=_portal("make", MOST_RATINGS),
        ours=_portal("groupings", MOST_RATINGS, 1),
        peer=_portal("shares", MOST_RATINGS, 1),
        peer_is=HAND,
        limit=_portal("tenth_of_files", MOST_RATINGS, 1),
        limit_is="ten times the seconds of every tenth file: linear in ratings",
        of_limit=1.15,
        tolerance=1e-6,
        is_large=True,
        how=(
            "A rating and two items for each of 100 million transactions, rows in the order of time, 2,520 agencies as "
            "PSUs: 0.4 GB of Parquet in a hundred files. Nation, province, level, field, month and channel with errors, "
            "intervals and flags in one call; the SQL gives shares alone. One run each, after one that does not count."
        ),
    ),
    Measure(
        name="synthetic-portal",
        title="Three million ratings of a portal, made and written",
        seconds=None,
        megabytes=600,
        ours=_portal("made", RATINGS),
        peer=_portal("drawn_and_written", RATINGS),
        peer_is="its random numbers and its table alone",
        times=1,
        how=(
            "Drawn and written as Parquet on all cores. Beside it NumPy draws as many random numbers and pyarrow writes the "
            "same table, on one. One run."
        ),
    ),
    Measure(
        name="synthetic-1m",
        title="Synthetic survey of 1 million, made and written",
        seconds=None,
        megabytes=600,
        ours=_ours("made", MILLION),
        peer=_peer("drawn_and_written", MILLION),
        peer_is="its random numbers and its table alone",
        how=(
            "People, answers and weights drawn, a million at a time, and written as Parquet. Beside it stands what cannot be "
            "left out: NumPy draws as many random numbers, Polars writes the same table. One run."
        ),
    ),
    Measure(
        name="responses-1m",
        title="A million raw responses read and checked",
        seconds=None,
        megabytes=600,
        prepare=_fieldwork("make", SUBMISSIONS),
        ours=_fieldwork("read_and_checked", SUBMISSIONS),
        peer=_fieldwork("read_by_polars", SUBMISSIONS),
        peer_is="Polars, reading it whole",
        tolerance=0,
        how=(
            "CSV of ODK Central, 0.4 GB, 58 columns: the synthetic fieldwork again and again under new ids. Formulas refused, what "
            "does not count and copies listed, words coded, all checks made, sorted by id and stored. Polars reads the file at "
            "once, leaves out the same, makes numbers and times of texts, sorts and stores; it checks nothing else. Compared are "
            "the sums of the answers to each item. One run."
        ),
    ),
)
