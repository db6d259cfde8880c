"""From what a person types to what it stands for: rounds, snapshots, frameworks, units, leaves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from parindex import shipped
from parindex.cli.failures import Exit, Stop
from parindex.language import Text, plain
from parindex.problems import Findings, Place
from parindex.sealing import MANIFEST

if TYPE_CHECKING:
    from parindex.framework import Framework, Placed
    from parindex.rounds import RoundData, Stage, Unit
    from parindex.scoring import Results

NO_ROUND = Text(
    vi="Không có thư mục này và không có đợt đi kèm tên như vậy.",
    en="There is no such folder, and no round of this name ships.",
)
NO_FRAMEWORK = Text(
    vi="Không có tệp này và không có bộ chỉ số đi kèm tên như vậy.",
    en="There is no such file, and no framework of this name ships.",
)
NO_SERIES = Text(
    vi="Không có thư mục này và không có chuỗi số liệu đi kèm tên như vậy.",
    en="There is no such folder, and no series of this name ships.",
)
NO_LIST_OF_UNITS = Text(
    vi="Không có tệp này và không có danh sách đơn vị đi kèm tên như vậy.",
    en="There is no such file, and no list of units of this name ships.",
)


@dataclass(frozen=True, eq=False)
class Opened:
    """A result with where it came from.

    Attributes
    ----------
    results : Results
    digest : str
        Of the snapshot; empty for a round that is not sealed.
    """

    results: Results
    digest: str = ""


def round_folder(name: str) -> Path:
    """Return the folder of a round that is named by its path or, if it ships, by its name."""
    if Path(name).is_dir():
        return Path(name)
    return _shipped(name, Path(name).name, shipped.rounds(), "round-not-found", NO_ROUND)


def read_round(name: str) -> RoundData:
    """Return a round; its framework may be one that ships."""
    from parindex.rounds import read

    return read(round_folder(name), [shipped.frameworks_folder()])


def is_snapshot(folder: Path) -> bool:
    """Tell whether a folder holds a sealed result."""
    return (folder / MANIFEST).is_file()


def opened(name: str, stage: Stage | None = None) -> Opened:
    """Return the results of a round, or of a snapshot, which is verified first.

    Parameters
    ----------
    name : str
        Path of a round or snapshot, or name of a round that ships.
    stage : str, optional
        Up to which stage figures count; a snapshot keeps its own.
    """
    folder = round_folder(name)
    if is_snapshot(folder):
        return _unsealed(folder, stage)
    from parindex.scoring import rank, score

    return Opened(rank(score(read_round(name), stage)))


def _unsealed(folder: Path, stage: Stage | None) -> Opened:
    """Return the results in a snapshot if every byte is as sealed."""
    from parindex.results import verify

    if stage is not None:
        text = Text(
            vi="Bản kết quả đã niêm phong giữ nguyên giai đoạn của nó; bỏ --stage.",
            en="A sealed snapshot keeps its stage; leave out --stage.",
        )
        raise Stop(text, "stage-of-snapshot")
    found = verify(folder)
    return Opened(found.sound(), found.digest)


def series_folder(name: str) -> Path:
    """Return the folder of a series that is named by its path or, if it ships, by its name."""
    if Path(name).is_dir():
        return Path(name)
    return _shipped(name, Path(name).name, shipped.series(), "series-not-found", NO_SERIES)


def names_of_units() -> dict[str, Text]:
    """Return what the units of the lists that ship are called, by code."""
    from parindex.rounds import tables

    return {
        row["code"]: Text(vi=row["name_vi"], en=row["name_en"])
        for path in shipped.units().values()
        for row in tables.read_file(path, tables.UNITS, Findings(str(path)))
    }


def framework_file(name: str) -> Path:
    """Return the file of a framework that is named by its path or, if it ships, by its name."""
    if Path(name).is_file():
        return Path(name)
    return _shipped(name, Path(name).stem, shipped.frameworks(), "framework-not-found", NO_FRAMEWORK)


def units_file(name: str) -> Path:
    """Return the file of a list of units that is named by its path or, if it ships, by its name."""
    if Path(name).is_file():
        return Path(name)
    return _shipped(name, Path(name).stem, shipped.units(), "units-not-found", NO_LIST_OF_UNITS)


def _shipped(name: str, like: str, known: dict[str, Path], code: str, nothing: Text) -> Path:
    """Return what ships under a name; where nothing does, name what ships under a name like it."""
    if name in known:
        return known[name]
    close = near(like, known)
    text = Text(vi=nothing.vi + _meant_vi(close), en=nothing.en + _meant_en(close))
    raise Stop(text, code, Exit.UNREACHABLE, Place(name))


def unit_in(data: RoundData, text: str) -> Unit:
    """Return the unit that a code, or a name with or without accents, stands for."""
    wanted = _spoken(text)
    found = [unit for unit in data.units if unit.code == text] or [
        unit for unit in data.units if wanted in _names(unit)
    ]
    if len(found) == 1:
        return found[0]
    if found:
        codes = ", ".join(unit.code for unit in found)
        raise Stop(
            Text(
                vi=f"“{text}” có thể là: {codes}; hãy dùng mã.", en=f'"{text}" may be: {codes}; use the code.'
            ),
            "unit-ambiguous",
        )
    names = {name: f"{unit.name.vi} ({unit.code})" for unit in data.units for name in _names(unit)}
    close = [names[name] for name in near(wanted, names)]
    raise Stop(
        Text(
            vi=f"Đợt {data.info.code} không có đơn vị “{text}”.{_meant_vi(close)}",
            en=f'The round {data.info.code} has no unit "{text}".{_meant_en(close)}',
        ),
        "unit-not-found",
    )


def _spoken(text: str) -> str:
    """Return a name as it sounds: no accents, small letters, single spaces for hyphens."""
    return " ".join(plain(text).replace("-", " ").split())


def _names(unit: Unit) -> tuple[str, ...]:
    return (_spoken(unit.name.vi), _spoken(unit.name.en), _spoken(unit.code))


def node_in(framework: Framework, code: str) -> Placed:
    """Return the node of a code."""
    placed = framework.by_code.get(code)
    if placed is not None:
        return placed
    titles = {_spoken(p.node.title.vi): p.node.code for p in framework.nodes}
    close = near(code, framework.by_code) or [titles[title] for title in near(_spoken(code), titles)]
    listed = [f"{c} ({framework.by_code[c].node.title.vi})" for c in close]
    raise Stop(
        Text(
            vi=f"Bộ chỉ số {framework.code} không có mục “{code}”.{_meant_vi(listed)}",
            en=f'The framework {framework.code} has no "{code}".{_meant_en(listed)}',
        ),
        "leaf-not-found",
    )


def near(word: str, words: Iterable[str]) -> list[str]:
    """Return up to three words that look like one, or that contain it."""
    known = list(words)
    containing = [other for other in known if word and word in other]
    return list(dict.fromkeys([*get_close_matches(word, known, n=3, cutoff=0.6), *containing]))[:3]


def _meant_vi(close: list[str]) -> str:
    return f" Ý bạn là: {', '.join(close)}?" if close else ""


def _meant_en(close: list[str]) -> str:
    return f" Did you mean: {', '.join(close)}?" if close else ""
