"""The page of the documentation and the JSON file."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from benchmarks.run import Taken


def records(taken: Sequence[Taken]) -> list[dict[str, object]]:
    """Return one object a measure."""
    return [
        {
            "name": one.measure.name,
            "seconds": round(one.seconds, 6),
            "peak_mb": None if one.peak_mb is None else round(one.peak_mb, 1),
            "peer": one.measure.peer_is,
            "peer_seconds": None if one.peer_seconds is None else round(one.peer_seconds, 6),
            "ratio": None if one.ratio is None else round(one.ratio, 2),
        }
        for one in taken
    ]


def page(taken: Sequence[Taken], machine: Mapping[str, str], today: date) -> str:
    """Return ``docs/reference/benchmarks.md``."""
    lines = [*_head(machine, today), *_table(taken), *_limits(taken), *_how(taken)]
    return "\n".join(line if line.startswith("|") else _wrapped(line) for line in lines) + "\n"


def _wrapped(line: str) -> str:
    """Return a paragraph or an item of a list in lines of ordinary length."""
    indent = "  " if line.startswith("- ") else ""
    return textwrap.fill(line, 120, subsequent_indent=indent, break_on_hyphens=False, break_long_words=False)


def _head(machine: Mapping[str, str], today: date) -> Iterator[str]:
    yield "# How fast, with how much memory"
    yield ""
    yield (
        "Written by `script/bench` (`--large` for what takes minutes), not by hand. Each work stands beside a peer that "
        "does the same in the same run on the same data: a straightforward pandas version "
        "(`benchmarks/plain_pandas.py`), R's survey package as an expert uses it, svy, samplics, SQL written by hand "
        "(`benchmarks/survey/`). Both must give the same numbers, as far as both give any: equal ranks, points and "
        "indices equal to five decimals, estimates and errors to six, else the run fails. Seconds depend on the "
        "machine and on what else it does; the ratio says more."
    )
    yield ""
    yield (
        f"Measured on {today.isoformat()}: "
        + ", ".join(f"{key} {value}" for key, value in machine.items())
        + "."
    )


def _table(taken: Sequence[Taken]) -> Iterator[str]:
    yield ""
    yield "| work | seconds | claim | peak memory | claim | peer | its seconds | ratio | claim |"
    yield "|---|---:|---:|---:|---:|---|---:|---:|---:|"
    for one in taken:
        claim = one.measure
        peak = "–" if one.peak_mb is None else f"{one.peak_mb:.0f} MB"
        cells = (
            claim.title,
            _seconds(one.seconds),
            _claimed(one, "seconds", "" if claim.seconds is None else f"< {_seconds(claim.seconds)}"),
            peak,
            _claimed(one, "megabytes", "" if claim.megabytes is None else f"< {claim.megabytes:.0f} MB"),
            claim.peer_is,
            one.absent if one.peer_seconds is None else _seconds(one.peer_seconds),
            "–" if one.ratio is None else _ratio(one.ratio),
            _claimed(one, "times", "" if claim.times is None else f"≥ {_ratio(claim.times)}"),
        )
        yield f"| {' | '.join(cells)} |"


def _claimed(one: Taken, claim: str, text: str) -> str:
    """Return a claim, marked where it does not hold."""
    return (text or "–") + (" **missed**" if claim in one.missed else "")


def _limits(taken: Sequence[Taken]) -> Iterator[str]:
    with_limit = [one for one in taken if one.limit_seconds is not None]
    if not with_limit:
        return
    yield from ("", "## What cannot be undercut, or is to be kept to", "")
    yield "| work | beside | its seconds | of that, times | claim |"
    yield "|---|---|---:|---:|---:|"
    for one in with_limit:
        least, most = one.limit_seconds or 0.0, one.measure.of_limit
        claim = _claimed(one, "of_limit", "" if most is None else f"≤ {most:g}")
        yield f"| {one.measure.title} | {one.measure.limit_is} | {_seconds(least)} | {one.of_limit:.2f} | {claim} |"


def _how(taken: Sequence[Taken]) -> Iterator[str]:
    yield from ("", "## How each is measured", "")
    yield (
        "Every work runs in a process of its own; the peak is the largest resident size that Linux reports for that "
        "process, with Python, NumPy and the making of the data in it (other systems: not measured). A first run "
        "that fills caches does not count."
    )
    yield ""
    for one in taken:
        yield f"- **{one.measure.title}** (`--only {one.measure.name}`). {one.measure.how}"


def _seconds(seconds: float) -> str:
    """Return a time with two or three significant digits."""
    if seconds < 0.1:
        return f"{seconds * 1000:.3g} ms"
    return f"{seconds:.2f} s" if seconds < 100 else f"{seconds:,.0f} s"


def _ratio(ratio: float) -> str:
    return f"{ratio:,.0f} ×" if ratio >= 10 else f"{ratio:.2g} ×"
