"""Which leaf of a framework continues which of the one before; the rest are new or gone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from pydantic import Field

from parindex.documents import Document, parse_model, read_document
from parindex.framework.model import Framework, FrameworkCode, NodeCode
from parindex.framework.rules import Strict
from parindex.problems import Findings, Problem


class Continuation(Strict):
    """Leaves of the old set that go on in leaves of the new one (several where split or merged)."""

    from_: tuple[NodeCode, ...] = Field(alias="from", min_length=1)
    to: tuple[NodeCode, ...] = Field(min_length=1)


Side = Literal["from", "to"]


class Crosswalk(Strict):
    """The continuations between two frameworks. Leaves that it does not name are new, or gone."""

    format: Literal["parindex-crosswalk/1"]
    from_: FrameworkCode = Field(alias="from")
    to: FrameworkCode
    continues: tuple[Continuation, ...]


def read_crosswalk(path: Path) -> tuple[Crosswalk, Document]:
    """Return a crosswalk and its document; raise `Invalid` with all problems of its form."""
    document = read_document(path)
    return parse_model(Crosswalk, document), document


def same_codes(old: Framework, new: Framework) -> Crosswalk:
    """Return the crosswalk in which each leaf continues the one of the same code, if there is one."""
    shared = [leaf.code for leaf in new.leaves if leaf.code in old.leaf_position]
    continues = tuple(Continuation.model_validate({"from": (code,), "to": (code,)}) for code in shared)
    return Crosswalk.model_validate(
        {"format": "parindex-crosswalk/1", "from": old.code, "to": new.code, "continues": continues}
    )


def problems_of(
    crosswalk: Crosswalk, document: Document, new: Framework, old: Framework | None = None
) -> list[Problem]:
    """Return what is wrong with a crosswalk: other frameworks, unknown leaves, leaves named twice.

    Parameters
    ----------
    crosswalk : Crosswalk
    document : Document
        What it was read from, for the lines.
    new : Framework
        The framework that it leads to.
    old : Framework, optional
        The framework that it comes from, where that is at hand.
    """
    findings = Findings(document.file)
    _check_side(crosswalk, "from", crosswalk.from_, old, document, findings)
    _check_side(crosswalk, "to", crosswalk.to, new, document, findings)
    return findings.problems


def _check_side(
    crosswalk: Crosswalk,
    side: Side,
    named: str,
    framework: Framework | None,
    document: Document,
    findings: Findings,
) -> None:
    if framework is not None and named != framework.code:
        findings.add(
            "another-framework",
            f"“{side}: {named}” không phải bộ chỉ số {framework.code}; sửa một bên.",
            f'"{side}: {named}" is not the framework {framework.code}; correct one of them.',
            line=document.line((side,)),
        )
    seen: set[str] = set()
    for position, code in _named(crosswalk, side):
        line = document.line(("continues", position, side))
        if framework is not None and code not in framework.leaf_position:
            findings.add(
                "unknown-code",
                f"Bộ chỉ số {framework.code} không có mục “{code}”; sửa lại mã.",
                f'The framework {framework.code} has no leaf "{code}"; correct the code.',
                line=line,
            )
        if code in seen:
            findings.add(
                "code-twice",
                f"Mục {code} có trong hai dòng; mỗi mục chỉ tiếp nối một lần.",
                f"Leaf {code} stands in two lines; each continues once.",
                line=line,
            )
        seen.add(code)


def _named(crosswalk: Crosswalk, side: Side) -> Iterator[tuple[int, str]]:
    for position, continuation in enumerate(crosswalk.continues):
        for code in continuation.from_ if side == "from" else continuation.to:
            yield position, code
