"""What ``parindex compute ROUND`` does, as a pandas script: read the CSV files, score, rank, print.

Usage: ``python -m benchmarks.plain_compute ROUND FRAMEWORK``; prints index and rank by unit as JSON.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

import pandas as pd

from benchmarks.plain_pandas import (
    NEVER,
    STAGES,
    Data,
    Tables,
    leaves_of,
    load_criteria,
    score_and_rank,
)


def main() -> None:
    """Read, score, rank, print."""
    folder, framework = map(Path, sys.argv[1:])
    outcome = score_and_rank(read_tables(folder, load_criteria(framework), int(folder.name[-4:])))
    json.dump({"index": outcome.index.tolist(), "rank": outcome.rank.tolist()}, sys.stdout)


def read_tables(folder: Path, criteria: Data, year: int) -> Tables:
    """Read the tables of a round folder."""
    units = read_csv(folder / "units.csv")["code"]
    leaves = [leaf["code"] for leaf in leaves_of(criteria)]
    marks = read_csv(folder / "not_applicable.csv")
    adjustments = read_csv(folder / "adjustments.csv")
    return Tables(
        criteria,
        year,
        read_measured(folder, criteria, units),
        read_entered(folder, units, leaves),
        pd.crosstab(marks["unit"], marks["leaf"]).reindex(units, columns=leaves, fill_value=0) > 0,
        adjustments.assign(times=pd.to_numeric(adjustments["times"])),
    )


def read_csv(path: Path) -> pd.DataFrame:
    """Read a table as text; an empty cell is an empty text."""
    return pd.read_csv(path, dtype=str, keep_default_na=False)


def read_measured(folder: Path, criteria: Data, units: pd.Series) -> list[pd.DataFrame]:
    """Return measured values by stage, the estimates of surveys among those of the last one."""
    rows = read_csv(folder / "measurements.csv")
    estimates = read_csv(folder / "estimates.csv").assign(stage=STAGES[-1])
    rows = pd.concat([rows, estimates.rename(columns={"estimate": "value"})], ignore_index=True)
    rows["number"] = numbers(rows, criteria)
    wide = rows.set_index(["stage", "unit", "leaf", "variable"])["number"].unstack(["leaf", "variable"])
    return [by_unit(wide, stage, units) for stage in STAGES]


def by_unit(wide: pd.DataFrame, stage: str, units: pd.Series) -> pd.DataFrame:
    """Return the rows of one stage, every unit in its place."""
    own = wide.xs(stage) if stage in wide.index.get_level_values("stage") else wide.iloc[:0].droplevel(0)
    return own.reindex(units)


def numbers(rows: pd.DataFrame, criteria: Data) -> pd.Series:
    """Return the values of cells as numbers: yes is 1, a level its position, a date the number of its day."""
    text = rows["value"]
    found = pd.to_numeric(text, errors="coerce").fillna(text.map({"yes": 1.0, "no": 0.0, "never": NEVER}))
    for leaf in leaves_of(criteria):
        own = rows["leaf"] == leaf["code"]
        if leaf["rule"]["type"] == "levels":
            positions = {level["code"]: float(n) for n, level in enumerate(leaf["rule"]["levels"])}
            found[own] = text[own].map(positions)
        elif leaf["rule"]["type"] == "deadline":
            days = text[own & found.isna()].map(lambda day: float(date.fromisoformat(day).toordinal()))
            found[days.index] = days
    return found


def read_entered(folder: Path, units: pd.Series, leaves: list[str]) -> list[pd.DataFrame]:
    """Return entered points by stage."""
    rows = read_csv(folder / "points.csv")
    rows["points"] = pd.to_numeric(rows["points"])
    wide = rows.set_index(["stage", "unit", "leaf"])["points"].unstack("leaf").reindex(columns=leaves)
    return [by_unit(wide, stage, units) for stage in STAGES]


if __name__ == "__main__":
    main()
