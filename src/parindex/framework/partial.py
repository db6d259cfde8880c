"""What can be checked of a framework whose form is wrong in places: one slip does not hide all other problems.

What does not fit the form is put aside for something that says nothing in its place (a text, a rule of the
appraiser, an unknown maximum), and flaws that depend on it are not spoken of.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from parindex.documents import DEEPEST, Document, Misfit, Step, fit
from parindex.framework.model import FORMAT, ILLUSTRATIVE, Framework
from parindex.framework.rules import Flaw

Path = tuple[Step, ...]
UNREAD = "unread"
"""Stands for a code that could not be read; a sentence that names it would help nobody."""

_TEXT = {"vi": UNREAD, "en": UNREAD}
_RULE = {"type": "appraiser"}
_LEAF = {"code": UNREAD, "title": _TEXT, "max_points": "unknown", "rule": _RULE, "source": ILLUSTRATIVE}
_SILENT: dict[Step, Any] = {
    "format": FORMAT,
    "code": UNREAD,
    "version": UNREAD,
    "title": _TEXT,
    "label": _TEXT,
    "vi": UNREAD,
    "en": UNREAD,
    "programme": UNREAD,
    "owner": None,
    "source": ILLUSTRATIVE,
    "notes": [],
    "levels": [{"code": f"level_{depth}", "title": _TEXT} for depth in range(DEEPEST)],
    "total": 0,
    "ranking": {},
    "groups": [],
    "unit_groups": [],
    "adjustments": {},
    "optional_parts": [],
    "max_points": "unknown",
    "rule": _RULE,
    "way_of_scoring": None,
    "evidence": [],
    "appraiser": None,
    "may_be_not_applicable": False,
    "explanation_without_evidence": "optional",
    "for_groups": [],
}
"""What stands for a field that could not be read."""


@dataclass
class Partial:
    """The parts of a framework that fit its form.

    Attributes
    ----------
    data : object
        Those parts, and something silent in place of the others.
    aside : list of tuple
        Paths of what was put aside.
    """

    data: Any
    aside: list[Path] = field(default_factory=list)

    def framework(self) -> Framework | None:
        """Return the framework of those parts; None if too little fits to make one."""
        while isinstance(fitted := fit(Framework, self.data), list):
            known = len(self.aside)
            for misfit in fitted:
                if not any(_holds(path, misfit.path) for path in self.aside[known:]):
                    self._put_aside(misfit)
            if len(self.aside) == known:
                return None
        return fitted

    def _put_aside(self, misfit: Misfit) -> None:
        """Put the smallest part aside that holds a misfit and can be spared, if there is one."""
        if misfit.code == "extra_forbidden":
            del _at(self.data, misfit.path[:-1])[misfit.path[-1]]
            self.aside.append(misfit.path)
            return
        around = (misfit.path[:size] for size in range(len(misfit.path), 0, -1))
        path = next((path for path in around if path not in self.aside and _can_be_spared(path)), ())
        if path:
            holder = _at(self.data, path[:-1])
            holder[path[-1]] = _silent(path[-1], holder)
            self.aside.append(path)

    def is_spoken_of(self, flaw: Flaw) -> bool:
        """Return whether a flaw of the framework of these parts is one of the document too."""
        if any(_holds(path, flaw.path) for path in self.aside) or UNREAD in flaw.text.en:
            return False
        if "for_groups" in flaw.path:
            return not any(self._lost("unit_groups"))
        if flaw.code == "maxima-sum":
            return not any(self._lost("unit_groups")) and not any("for_groups" in path for path in self.aside)
        return flaw.code != "unknown-code" or not any(self._lost("tree"))

    def _lost(self, part: str) -> Iterator[Path]:
        """Yield what was put aside under a part with codes of its own."""
        for path in self.aside:
            if path[0] == part and (path[-1] in (part, "code") or path[-1] not in _SILENT):
                yield path


def readable(document: Document) -> Partial:
    """Return what of a document may be put aside until the rest is a framework."""
    return Partial(_written_out(document.data))


def _written_out(data: Any) -> Any:
    """Return a copy in which nothing stands for two places, as YAML's aliases do."""
    if isinstance(data, dict):
        return {key: _written_out(value) for key, value in data.items()}
    return [*map(_written_out, data)] if isinstance(data, list) else data


def _holds(path: Path, other: Path) -> bool:
    return other[: len(path)] == path


def _can_be_spared(path: Path) -> bool:
    is_node = isinstance(path[-1], int) and path[-2] in ("tree", "children")
    return is_node or path[-1] in _SILENT


def _silent(step: Step, holder: Any) -> Any:
    """Return what stands for a part; for one language of a text, the other, for words in none, those in both."""
    if isinstance(step, int):
        return _written_out(_LEAF)
    silent = _SILENT[step]
    words = holder.get({"vi": "en", "en": "vi"}.get(str(step), step))
    if isinstance(words, str) and step in ("vi", "en"):
        return words or silent
    if isinstance(words, str) and silent == _TEXT:
        return {"vi": words, "en": words}
    return _written_out(silent)


def _at(data: Any, path: Path) -> Any:
    for step in path:
        data = data[step]
    return data
