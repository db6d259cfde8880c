"""What the corrections of a round changed in the results of its units."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from parindex.language import Language
from parindex.site.page import Link
from parindex.site.releases import Release
from parindex.site.series import PublishedRound


@dataclass(frozen=True)
class Corrected:
    """What a correction changed in the result of a unit, and why it was made."""

    release: Link
    reason: str
    index: tuple[Fraction | None, Fraction | None]
    rank: tuple[int | None, int | None]


def corrections_of(round_: PublishedRound, code: str, language: Language) -> Iterator[Corrected]:
    """Yield what each correction of a round changed in a unit, the first one first."""
    for release in round_.releases:
        for each in release.differences:
            if each.unit == code and each.before is not None and each.after is not None:
                yield Corrected(
                    release=Link(release.number, round_.page("releases", release.number).to(language)),
                    reason=release.sealed.reason,
                    index=(each.before.index, each.after.index),
                    rank=(each.before.rank, each.after.rank),
                )


def corrected_units(release: Release | None) -> frozenset[str]:
    """Return the units whose index a release, or one before it, corrected; who only changed places is none of them."""
    if release is None:
        return frozenset()
    found = (
        each.unit
        for each in release.differences
        if each.before is not None and each.after is not None and each.before.index != each.after.index
    )
    return corrected_units(release.before) | frozenset(found)
