"""Reports that were made beforehand, and stand beside the pages that they are about."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from parindex.language import LANGUAGES, Language, Text
from parindex.problems import Findings
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


def read_reports(folder: Path) -> dict[str, Path]:
    """Return the files of a folder by path, for ``parindex report`` to have written them: ``vn-provinces-2019/press-vi.pdf``.

    Raises
    ------
    Invalid
        There is no such folder, or no file in it.
    """
    paths = {path.relative_to(folder): path for path in sorted(folder.rglob("*")) if path.is_file()}
    found = {name.as_posix(): path for name, path in paths.items() if not _is_hidden(name)}
    if not found:
        findings = Findings(str(folder))
        findings.add(
            "reports-missing",
            "Ở đây không có báo cáo nào; hãy nêu thư mục mà “parindex report” đã ghi vào, mỗi đợt một thư mục mang mã đợt.",
            'There are no reports here; name the folder into which "parindex report" wrote, for each round a folder of its code.',
        )
        findings.raise_if_any()
    return found


def _is_hidden(name: Path) -> bool:
    return any(part.startswith(".") for part in name.parts)


def left_out(edition: Edition) -> int:
    """Return how many reports are on no page because they were made for the day and this is a preview, or the reverse."""
    pairs = zip(_every(edition), _every(_other(edition)), strict=True)
    return sum(bool(others) and not shown for shown, others in pairs)


def unclaimed(edition: Edition) -> tuple[str, ...]:
    """Return the given files that are about no round or unit here; of a folder of no round its name with a slash."""
    shown = chain(_every(edition), _every(_other(edition)))
    claimed = {path for files in shown for path in files.values()}
    rounds = {round_.round.info.code for round_ in _rounds(edition)}
    strangers = [name for name, path in edition.reports.items() if path not in claimed]
    return tuple(dict.fromkeys(_named(name, rounds) for name in strangers))


def _named(name: str, rounds: Collection[str]) -> str:
    """Return the path of a file, or the folder that it begins with where that is of no round."""
    folder, slash, _ = name.partition("/")
    return folder + slash if slash and folder not in rounds else name


def _rounds(edition: Edition) -> Iterator[PublishedRound]:
    return (round_ for programme in edition.programmes for round_ in programme.rounds)


def _other(edition: Edition) -> Edition:
    """Return the edition of the day to a preview, and the reverse."""
    return replace(edition, is_preview=not edition.is_preview)


def _every(edition: Edition) -> Iterator[Mapping[str, Path]]:
    """Yield the files of every report that there may be; none of one that was not made."""
    for round_ in _rounds(edition):
        for kind, unit in _about(round_):
            for language in LANGUAGES:
                yield reports_of(edition, round_, kind, language, unit)


def _about(round_: PublishedRound) -> Iterator[tuple[Kind, str]]:
    """Yield what there may be reports on: the whole round, and each unit of which anything is known."""
    yield from ((kind, "") for kind in TITLES)
    yield from (("unit", result.unit.code) for result in round_.told)
