"""Worked examples that an official writes without programming: a leaf, its inputs, the points that follow.

A case file names a framework, or gives one rule with its maximum, and lists cases::

    framework: training-provinces
    cases:
      - name: "45 of 50 tasks"
        leaf: "1.1.3"
        inputs: {completed: 45, planned: 50}
        expected_points: "0.9"

Values are written as in the tables of a round: numbers with a point, ``yes`` and ``no``, a date "2025-01-31"
or ``never``, the code of a level. A deadline needs the ``year`` of the round; a rule that compares units may
have ``peers``, the inputs of the other units; where an appraiser enters points the input is ``points``.
``undefined`` is expected where the rule has no value, which is not zero points.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Annotated, TypeVar

import numpy as np
from pydantic import BeforeValidator, Field, model_validator

from parindex.documents import Document, Unfit, parse_document, parse_model, path_text, read_document
from parindex.framework import Framework, Leaf
from parindex.framework.check import leaf_flaws
from parindex.framework.model import FrameworkCode, NodeCode
from parindex.framework.properties import Level, Ranking
from parindex.framework.rules import AnyRule, Appraiser, Deadline, Points, Relative, Strict
from parindex.language import Sentence, both
from parindex.numbers import MICRO, Floats64, micro
from parindex.problems import Findings, Invalid, Place
from parindex.rounds import values
from parindex.scoring.points import calculate

FindFramework = Callable[[str], Framework | None]
UNDEFINED = "undefined"
ENTERED = "points"
"""The input of a leaf whose points are entered."""

_Value = TypeVar("_Value")
_Path = tuple[str | int, ...]


@dataclass(frozen=True, eq=False)
class Case:
    """One worked example.

    Attributes
    ----------
    name : str
    leaf : Leaf
        Gives the rule and the maximum.
    year : int
        The year of the round; zero where no deadline counts from it.
    measured : float64 array (units × variables)
        The inputs in the order of the rule; the unit in question is the first row, its peers follow.
    entered : int or None
        Micro-points of an appraiser; None where the rule decides.
    expected : int or None
        Micro-points that must come out; None where the rule must be undefined.
    place : Place
        Where the case stands.
    """

    name: str
    leaf: Leaf
    year: int
    measured: Floats64
    entered: int | None
    expected: int | None
    place: Place


@dataclass(frozen=True)
class Outcome:
    """What the engine makes of a case, in micro-points; None where the rule is undefined."""

    points: int | None
    expected: int | None

    @property
    def passed(self) -> bool:
        """Whether the points are those that were expected."""
        return self.points == self.expected


def run(case: Case) -> Outcome:
    """Return what the engine makes of a case."""
    if case.entered is not None:
        return Outcome(case.entered, case.expected)
    applicable = np.ones((len(case.measured), 1), dtype=bool)
    points, calculated, _ = calculate(framework_of(case.leaf), case.measured, applicable, case.year)
    return Outcome(int(points[0, 0]) if calculated[0, 0] else None, case.expected)


def framework_of(leaf: Leaf) -> Framework:
    """Return a framework that has this leaf only."""
    title = both("-")
    return Framework(
        format="parindex-framework/1",
        code="case",
        version="1",
        title=title,
        programme="case",
        source="illustrative",
        levels=(Level(code="leaf", title=title),),
        total=leaf.maximum or Decimal(0),
        ranking=Ranking(),
        tree=(leaf,),
    )


def read_cases(path: Path, find_framework: FindFramework) -> list[Case]:
    """Return the cases in a YAML file.

    Parameters
    ----------
    path : Path
        The file.
    find_framework : callable
        Returns the framework of a code; None where there is none.

    Raises
    ------
    Invalid
        With every problem of the file: unknown leaves, inputs that lack or do not fit, a rule that is not
        sound.
    """
    return _cases(read_document(path), find_framework)


def parse_cases(text: str, file: str, find_framework: FindFramework) -> list[Case]:
    """Return the cases in a YAML text; see `read_cases`."""
    return _cases(parse_document(text, file), find_framework)


def _cell(value: object) -> str:
    """Return a value as the cell of a table that stands for it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, int | str):
        return str(value).strip()
    raise Unfit("Cần một giá trị duy nhất ở đây.", "One value is needed here.")


Cell = Annotated[str, BeforeValidator(_cell)]


class CaseForm(Strict):
    """A case as written."""

    name: Sentence
    leaf: NodeCode | None = None
    """A leaf of the framework; absent where the file gives the rule."""
    year: int | None = Field(default=None, ge=1900, le=2200)
    inputs: dict[str, Cell]
    peers: tuple[dict[str, Cell], ...] = ()
    expected_points: Cell


class CaseFile(Strict):
    """A case file as written: a framework, or a rule with its maximum; then the cases."""

    framework: FrameworkCode | None = None
    rule: AnyRule | None = None
    max_points: Points | None = None
    cases: tuple[CaseForm, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _one_way(self) -> CaseFile:
        given = (self.framework is not None, self.rule is not None, self.max_points is not None)
        if given not in ((True, False, False), (False, True, True)):
            raise Unfit(
                "Ghi “framework” (mã bộ chỉ số), hoặc “rule” và “max_points”; chỉ một trong hai cách.",
                'Give "framework" (the code of one), or "rule" and "max_points"; one of the two ways.',
            )
        return self


def _cases(document: Document, find_framework: FindFramework) -> list[Case]:
    form = parse_model(CaseFile, document)
    reader = _Reader(document)
    leaves = reader.leaves(form, find_framework)
    cases = [reader.case(case, ("cases", position), leaves) for position, case in enumerate(form.cases)]
    reader.findings.raise_if_any()
    return [case for case in cases if case is not None]


class _Reader:
    """Turns what is written into cases and notes every problem."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.findings = Findings(document.file)

    def leaves(self, form: CaseFile, find_framework: FindFramework) -> dict[str, Leaf]:
        """Return the leaves that cases may name; a rule by itself is the leaf without a name."""
        if form.rule is not None and form.max_points is not None:
            return {"": self._only_leaf(form.rule, form.max_points)}
        framework = find_framework(str(form.framework))
        if framework is None:
            self._say(
                "framework-missing",
                ("framework",),
                f"Không tìm thấy bộ chỉ số {form.framework}; sửa lại mã.",
                f"The framework {form.framework} was not found; correct its code.",
            )
            raise Invalid(self.findings.problems)
        return {leaf.code: leaf for leaf in framework.leaves}

    def _only_leaf(self, rule: AnyRule, max_points: Decimal) -> Leaf:
        """Return a leaf around a rule; note what a framework with it would be refused for."""
        leaf = Leaf(code="rule", title=both("-"), max_points=max_points, rule=rule)
        for flaw in leaf_flaws(framework_of(leaf)):
            self._say(flaw.code, flaw.path[len(("tree", 0)) :], flaw.text.vi, flaw.text.en)
        return leaf

    def case(self, form: CaseForm, path: _Path, leaves: Mapping[str, Leaf]) -> Case | None:
        """Return one case; None where it has a problem."""
        leaf = leaves.get(form.leaf or "")
        if leaf is None:
            self._refuse_leaf(form, path, inline="" in leaves)
            return None
        before = len(self.findings.problems)
        self._check_year_and_peers(form, path, leaf)
        expected = self._expected(form, path)
        entered, columns = None, []
        if isinstance(leaf.rule, Appraiser):
            entered = self._entered(leaf, leaf.rule, form.inputs, (*path, "inputs"))
        else:
            everyone = {("inputs",): form.inputs} | {
                ("peers", number): peer for number, peer in enumerate(form.peers)
            }
            columns = [self._column(leaf, given, (*path, *where)) for where, given in everyone.items()]
        if len(self.findings.problems) > before:
            return None
        place = Place(self.document.file, self.document.line(path), path_text(path))
        return Case(form.name, leaf, form.year or 0, np.array(columns), entered, expected, place)

    def _refuse_leaf(self, form: CaseForm, path: _Path, *, inline: bool) -> None:
        if form.leaf is None:
            self._say("missing", (*path, "leaf"), "Thiếu “leaf”; hãy thêm vào.", '"leaf" is missing; add it.')
        elif inline:
            self._say(
                "unknown-code",
                (*path, "leaf"),
                "Các ví dụ ở đây theo “rule” của tệp; bỏ “leaf”.",
                'The cases here follow the "rule" of the file; remove "leaf".',
            )
        else:
            self._say(
                "unknown-code",
                (*path, "leaf"),
                f"Bộ chỉ số không có mục chấm điểm “{form.leaf}”; sửa lại mã.",
                f'The framework has no leaf "{form.leaf}"; correct the code.',
            )

    def _check_year_and_peers(self, form: CaseForm, path: _Path, leaf: Leaf) -> None:
        if isinstance(leaf.rule, Deadline) and form.year is None:
            self._say(
                "year-missing",
                path,
                "Thời hạn tính theo năm đánh giá; thêm “year”.",
                'A deadline counts from the year of the round; add "year".',
            )
        if form.peers and not isinstance(leaf.rule, Relative):
            self._say(
                "peers-unused",
                (*path, "peers"),
                "Cách chấm này không so sánh với đơn vị khác; bỏ “peers”.",
                'This rule does not compare with other units; remove "peers".',
            )

    def _expected(self, form: CaseForm, path: _Path) -> int | None:
        if form.expected_points == UNDEFINED:
            return None
        return self._parsed(values.points, form.expected_points, (*path, "expected_points"))

    def _entered(self, leaf: Leaf, rule: Appraiser, given: Mapping[str, str], path: _Path) -> int | None:
        """Return the points of an appraiser, at most the maximum and a multiple of the step."""
        self._check_names((ENTERED,), given, path)
        points = self._parsed(values.points, given[ENTERED], (*path, ENTERED)) if ENTERED in given else None
        if points is None:
            return None
        if leaf.maximum is not None and points > micro(leaf.maximum):
            self._say(
                "above-maximum",
                (*path, ENTERED),
                f"{given[ENTERED]} vượt điểm tối đa {leaf.maximum}.",
                f"{given[ENTERED]} is above the maximum {leaf.maximum}.",
            )
        if rule.step is not None and points % int(rule.step * MICRO):
            self._say(
                "off-step",
                (*path, ENTERED),
                f"{given[ENTERED]} không phải bội số của bước điểm {rule.step}.",
                f"{given[ENTERED]} is not a multiple of the step {rule.step}.",
            )
        return points

    def _column(self, leaf: Leaf, given: Mapping[str, str], path: _Path) -> list[float]:
        """Return the inputs of one unit in the order of the rule."""
        variables = leaf.rule.inputs
        self._check_names(tuple(variable.name for variable in variables), given, path)
        column = {
            variable.name: self._parsed(
                values.parser_of(variable), given[variable.name], (*path, variable.name)
            )
            for variable in variables
            if variable.name in given
        }
        for variable in variables:
            value, most = column.get(variable.name), column.get(str(variable.upper))
            if value is not None and most is not None and value > most:
                self._say(
                    "above-bound",
                    (*path, variable.name),
                    f"“{variable.name}” lớn hơn “{variable.upper}”; sửa một trong hai.",
                    f'"{variable.name}" exceeds "{variable.upper}"; correct one of them.',
                )
        return [column.get(variable.name) or 0.0 for variable in variables]

    def _check_names(self, names: tuple[str, ...], given: Mapping[str, str], path: _Path) -> None:
        """Note inputs that lack and inputs that the rule does not read."""
        for name in names:
            if name not in given:
                self._say(
                    "missing", path, f"Thiếu số liệu “{name}”; thêm vào.", f'"{name}" is missing; add it.'
                )
        for name in given:
            if name not in names:
                among = ", ".join(names)
                self._say(
                    "unknown-variable",
                    (*path, name),
                    f"Cách chấm không đọc “{name}”; các số liệu: {among}.",
                    f'The rule does not read "{name}"; it reads: {among}.',
                )

    def _parsed(self, parse: Callable[[str], _Value], text: str, path: _Path) -> _Value | None:
        """Return a cell parsed; None where it is bad, which is noted."""
        try:
            return parse(text)
        except values.BadValue as bad:
            said = bad.about(text)
            self._say("bad-value", path, said.vi, said.en)
            return None

    def _say(self, code: str, path: _Path, vi: str, en: str) -> None:
        self.findings.add(code, vi, en, line=self.document.line(path), path=path_text(path))
