"""Decisions on flagged responses: a file that people fill in, for nothing is dropped silently."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Literal

import polars as pl

from parindex.problems import Findings
from parindex.survey.files import unquoted
from parindex.survey.responses.exports import content_of

HEADING = ("response", "checks", "decision", "reason", "who", "when")
TAKEN = ("keep", "reject")
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_AS_EXCEL_SAVES = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


@dataclass(frozen=True)
class Decision:
    """What somebody decided on a response, why, and when (a day, ISO)."""

    decision: Literal["keep", "reject"]
    reason: str
    who: str
    when: str


def read_decisions(path: Path) -> dict[str, Decision]:
    """Return the decisions that were taken, by response; rows without one are left out.

    The file is CSV with commas or semicolons, or a workbook, as spreadsheets save it; a day is 2025-09-30 or 30/9/2025.

    Raises
    ------
    Invalid
        With every bad row: a decision that is neither keep nor reject, or without a reason, a name, a day.
    """
    rows = content_of(path).rows.whole(str(path))
    findings = Findings(str(path))
    if not {*HEADING} - {"checks"} <= set(rows.columns):
        expected, found = ",".join(HEADING), ",".join(rows.columns)
        findings.add(
            "columns",
            f"Dòng tiêu đề phải là “{expected}”, đang là “{found}”.",
            f'The header must be "{expected}", it is "{found}".',
            line=1,
        )
    findings.raise_if_any()
    found_in = dict(_taken(rows, findings))
    findings.raise_if_any()
    return found_in


def _taken(rows: pl.DataFrame, findings: Findings) -> Iterator[tuple[str, Decision]]:
    seen: set[str] = set()
    texts = rows.select(
        pl.col(name).fill_null("").str.strip_chars() for name in HEADING if name in rows.columns
    )
    for line, row in enumerate(texts.iter_rows(named=True), start=2):
        response, day = unquoted(row["response"]), _day(row["when"])
        if not row["decision"]:
            continue
        if response in seen:
            findings.add(
                "row-twice",
                f"“{response}” đã có ở dòng trên.",
                f'"{response}" stands above already.',
                line=line,
            )
        seen.add(response)
        for column in ("response", "reason", "who"):
            if not row[column]:
                findings.add(
                    "decision-unexplained",
                    "Quyết định phải có mã phiếu, lý do và người quyết định.",
                    "A decision needs the response, the reason and who took it.",
                    line=line,
                    path=column,
                )
        if row["decision"] not in TAKEN:
            findings.add(
                "not-among",
                f"“{row['decision']}” không dùng được; chọn keep hoặc reject.",
                f'"{row["decision"]}" will not do; choose keep or reject.',
                line=line,
                path="decision",
            )
        if not day:
            findings.add(
                "bad-value",
                "Cần ngày quyết định, có trong lịch và không sau hôm nay, dạng 2025-09-30 hoặc 30/9/2025.",
                "The day of the decision is needed, one of the calendar and not after today, as 2025-09-30 or 30/9/2025.",
                line=line,
                path="when",
            )
        yield (
            response,
            Decision(
                "reject" if row["decision"] == "reject" else "keep",
                unquoted(row["reason"]),
                unquoted(row["who"]),
                day,
            ),
        )


def _day(text: str) -> str:
    """Return a day in ISO's form; empty where it is none of the calendar, or has not begun anywhere on Earth."""
    iso, saved = _DAY.fullmatch(text), _AS_EXCEL_SAVES.fullmatch(text)
    numbers = iso.groups() if iso else saved.groups()[::-1] if saved else ("0", "0", "0")
    try:
        day = date(*map(int, numbers))
    except ValueError:
        return ""
    tomorrow = datetime.now(UTC).date() + timedelta(days=1)
    return day.isoformat() if day <= tomorrow else ""


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
    return checks.join(decided, on="response", how="full", coalesce=True).select(HEADING).sort("response")
