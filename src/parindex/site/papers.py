"""Reports that were made beforehand, and stand beside the pages that they are about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from parindex.language import LANGUAGES, Language, Text
from parindex.reporting.reports.wanted import FORMATS, Kind, Wanted
from parindex.site.edition import Edition
from parindex.site.series import PublishedRound

TITLES: dict[Kind, Text] = {
    "results": Text(vi="Báo cáo kết quả", en="Report of the results"),
    "press": Text(vi="Thông cáo báo chí", en="Press sheet"),
    "infographic": Text(vi="Một trang đồ hoạ", en="The announcement on one page"),
}
"""The reports on a whole round, in the order in which they are listed."""


@dataclass(frozen=True)
class Paper:
    """A report on a whole round, and the names of its files."""

    kind: Kind
    title: str
    files: tuple[str, ...]

    @property
    def picture(self) -> str:
        """The file that a page can show; empty where there is none."""
        return next((name for name in self.files if name.endswith(".png")), "")


def reports_of(
    edition: Edition, round_: PublishedRound, kind: Kind, language: Language, unit: str = ""
) -> dict[str, Path]:
    """Return the files of a report that were made, by name: for a preview only what was made as one, and the reverse."""
    wanted = Wanted(kind, FORMATS[kind], language, unit)
    names = (wanted.name(each, edition.is_preview) for each in wanted.formats)
    made = {name: edition.reports.get(f"{round_.round.info.code}/{name}") for name in names}
    return {name: path for name, path in made.items() if path is not None}


def papers_of(
    edition: Edition, round_: PublishedRound, language: Language
) -> Mapping[Paper, Mapping[str, Path]]:
    """Return the reports on a whole round that were made, each with its files."""
    made = {kind: reports_of(edition, round_, kind, language) for kind in TITLES}
    return {
        Paper(kind, TITLES[kind].to(language), tuple(files)): files for kind, files in made.items() if files
    }


def left_out(edition: Edition) -> int:
    """Return how many reports are on no page because they were made for the day and this is a preview, or the reverse."""
    other = replace(edition, is_preview=not edition.is_preview)
    return sum(
        bool(reports_of(other, round_, kind, language, unit))
        and not reports_of(edition, round_, kind, language, unit)
        for programme in edition.programmes
        for round_ in programme.rounds
        for kind, unit in _about(round_)
        for language in LANGUAGES
    )


def _about(round_: PublishedRound) -> Iterator[tuple[Kind, str]]:
    """Yield what there may be reports on: the whole round, and each unit of which anything is known."""
    yield from ((kind, "") for kind in TITLES)
    yield from (("unit", result.unit.code) for result in round_.told)
