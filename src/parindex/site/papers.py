"""Reports that were made beforehand, and stand beside the pages that they are about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from parindex.language import Language, Text
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
