"""Decisions on flagged responses: a file that people fill in, for nothing is dropped silently."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import polars as pl

from parindex.problems import Findings
from parindex.rounds.tables import Column, Table, read_file
from parindex.survey.files import unquoted

DECISIONS = Table(
    "decisions",
    (
        Column("response", required=True),
        Column("checks"),
        Column("decision", among=("", "keep", "reject")),
        Column("reason"),
        Column("who"),
        Column("when"),
    ),
    key=("response",),
    unit_column="",
)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class Decision:
    """What somebody decided on a response, why, and when (a day, ISO)."""

    decision: Literal["keep", "reject"]
    reason: str
    who: str
    when: str


def read_decisions(path: Path) -> dict[str, Decision]:
    """Return the decisions that were taken, by response; rows without one are left out.

    Raises
    ------
    Invalid
        With every bad row: a decision that is neither keep nor reject, or without a reason, a name, a day.
    """
    findings = Findings(str(path))
    found: dict[str, Decision] = {}
    for row in read_file(path, DECISIONS, findings):
        if row["decision"]:
            for column in ("reason", "who"):
                if not row[column]:
                    findings.add(
                        "decision-unexplained",
                        "Quyết định phải có lý do và người quyết định.",
                        "A decision needs a reason and who took it.",
                        line=row.line,
                        path=column,
                    )
            if not _DAY.fullmatch(row["when"]):
                findings.add(
                    "bad-value",
                    "Cần ngày quyết định, dạng 2025-09-30.",
                    "The day of the decision is needed, as 2025-09-30.",
                    line=row.line,
                    path="when",
                )
            taken: Literal["keep", "reject"] = "reject" if row["decision"] == "reject" else "keep"
            found[unquoted(row["response"])] = Decision(taken, row["reason"], row["who"], row["when"])
    findings.raise_if_any()
    return found


def to_decide(flags: pl.DataFrame, taken: Mapping[str, Decision]) -> pl.DataFrame:
    """Return the rows of ``decisions.csv``: every flagged response with its checks, and what was decided so far.

    Decisions on responses that no check flags stand in it too.
    """
    checks = (
        flags.drop_nulls("response")
        .group_by("response")
        .agg(checks=pl.col("check").unique().sort().str.join(" "))
    )
    decided = pl.DataFrame(
        [{"response": response, **vars(decision)} for response, decision in taken.items()],
        schema=dict.fromkeys(("response", "decision", "reason", "who", "when"), pl.String),
    )
    return (
        checks.join(decided, on="response", how="full", coalesce=True)
        .select(DECISIONS.header)
        .sort("response")
    )
