"""How a number came about: a tree from the points of a leaf down to inputs, people's words and sources."""

from __future__ import annotations

from fractions import Fraction
from typing import cast

import numpy as np

from parindex.framework.annex.wording import words as rule_words
from parindex.framework.model import Leaf, Placed, Source
from parindex.framework.rules import Variable
from parindex.framework.working import Cell, Step, Working, working
from parindex.framework.working.step import equals, points_of, said
from parindex.language import Text, both, shown
from parindex.numbers import exact, in_points, micro
from parindex.rounds import ABSENT, State
from parindex.rounds.model import STAGE_NAMES, STATE_NAMES
from parindex.rounds.standing import last_word
from parindex.rounds.values import written
from parindex.scoring.points import calculate, complete
from parindex.scoring.results import Results

NOTHING = both("–")
WORKING = Text(vi="Tính điểm", en="Working")
_MORE = 9
"""Decimals of points before they are rounded to six."""


def explain(results: Results, unit: str, leaf: str) -> Step:
    """Return how the points of a unit on a leaf came about.

    Parameters
    ----------
    results : Results
    unit, leaf : str
        Codes; both must exist.

    Returns
    -------
    Step
        Points at the top; below them what was entered or taken away, rule and inputs, how the rule came to
        its points, inputs by stage with notes, evidence asked for, appraiser, source.
    """
    row, column = results.round.unit_position[unit], results.framework.leaf_position[leaf]
    placed = results.framework.by_code[leaf]
    node = results.framework.leaves[column]
    below = (
        *_decision(results, row, column),
        *_rule(results, node, row, column),
        *_working(results, node, row, column),
        *_stages(results, row, column),
        *_around(placed, node),
    )
    return Step(node.title, _points(results, row, column), below)


def index_working(results: Results, row: int) -> Step:
    """Return how the index of a unit that has one came about from points, applicable maximum and what stands outside."""
    totals, value = results.totals, cast(Fraction, results.units[row].computed)
    earned, maximum, bonus, penalty = (
        in_points(values[row]) for values in (totals.earned, totals.maximum, totals.bonus, totals.penalty)
    )
    sum_ = 100 * earned / maximum + bonus - penalty
    outside = "".join(
        f" {sign} {{{name}}}"
        for sign, name, more in (("+", "bonus", bonus), ("−", "penalty", penalty))
        if more
    )
    words = said(
        f"100 × {{earned}} ÷ {{maximum}}{outside} {{sum_}}",
        earned=earned,
        maximum=maximum,
        bonus=bonus,
        penalty=penalty,
        sum_=equals(sum_),
    )
    if value < sum_:
        words = said("{words}, không quá {value}", "{words}, at most {value}", words=words, value=value)
    if value > sum_:
        words = said("{words}, không dưới {value}", "{words}, not below {value}", words=words, value=value)
    decimals = results.framework.ranking.decimals
    rounded = Text(vi=shown(value, "vi", decimals), en=shown(value, "en", decimals))
    return Step(WORKING, said("{words} → {rounded}", words=words, rounded=rounded))


def _points(results: Results, row: int, column: int) -> Text:
    scores = results.scores
    state = State(int(scores.state[row, column]))
    if state != State.SCORED:
        return STATE_NAMES[state]
    points = in_points(scores.points[row, column])
    maximum = results.framework.leaves[column].maximum
    if maximum is None:
        return Text(vi=f"{shown(points, 'vi')} điểm", en=f"{shown(points, 'en')} points")
    return Text(
        vi=f"{shown(points, 'vi')} / {shown(maximum, 'vi')} điểm",
        en=f"{shown(points, 'en')} of {shown(maximum, 'en')} points",
    )


def _decision(results: Results, row: int, column: int) -> list[Step]:
    scores, steps = results.scores, []
    if scores.entered[row, column]:
        steps.append(
            Step(
                Text(vi="Người thẩm định nhập điểm", en="Entered by a person"), _by_rule(results, row, column)
            )
        )
    if scores.undefined[row, column]:
        text = Text(
            vi="chia cho 0: thêm nhánh cho trường hợp này", en="a quotient by zero: add a case for it"
        )
        steps.append(Step(Text(vi="Công thức không xác định", en="The rule is undefined"), text))
    taken = in_points(scores.deducted[row, column])
    if taken:
        value = Text(vi=f"−{shown(taken, 'vi')} điểm", en=f"−{shown(taken, 'en')} points")
        steps.append(Step(Text(vi="Điểm trừ sau thẩm định", en="Deducted after appraisal"), value))
    reason = results.round.reasons.get((scores.units[row].code, results.framework.leaves[column].code))
    if reason:
        steps.append(Step(Text(vi="Lý do không áp dụng", en="Why not applicable"), both(reason)))
    return steps


def _by_rule(results: Results, row: int, column: int) -> Text:
    """Say what the rule would give where a person entered the points."""
    data, basis = results.round, last_word(results.round, results.scores.stage)
    points, known, _ = calculate(data.framework, basis.measured, results.scores.is_applicable, data.info.year)
    if not known[row, column]:
        return NOTHING
    value = in_points(points[row, column])
    return Text(vi=f"cách chấm cho {shown(value, 'vi')}", en=f"the rule gives {shown(value, 'en')}")


def _rule(results: Results, leaf: Leaf, row: int, column: int) -> list[Step]:
    measured = last_word(results.round, results.scores.stage).measured
    columns = results.framework.columns_of_leaf[column]
    inputs = [
        Step(_named(variable), _value(measured[row, position], variable), _sampled(results, row, position))
        for position, (_, variable) in enumerate(results.framework.columns[columns], start=columns.start)
    ]
    words = leaf.way_of_scoring or Text(vi=rule_words(leaf.rule, "vi"), en=rule_words(leaf.rule, "en"))
    return [Step(Text(vi="Cách chấm", en="Rule"), words, tuple(inputs))]


def _working(results: Results, leaf: Leaf, row: int, column: int) -> list[Step]:
    """Return what the rule made of the inputs, value by value, where all inputs are there."""
    data = results.round
    measured = last_word(data, results.scores.stage).measured
    present = complete(data.framework, measured, results.scores.is_applicable)[:, column]
    if not present[row]:
        return []
    names = [variable.name for variable in leaf.rule.inputs]
    columns = data.framework.columns_of_leaf[column]

    def values(unit: int) -> dict[str, Fraction]:
        return dict(zip(names, map(exact, measured[unit, columns].tolist()), strict=True))

    peers = tuple((data.units[unit].name, values(unit)) for unit in np.flatnonzero(present).tolist())
    done = working(leaf.rule, Cell(values(row), Fraction(leaf.maximum or 0), data.info.year, peers))
    return [Step(WORKING, *_outcome(done))]


def _outcome(done: Working) -> tuple[Text, tuple[Step, ...]]:
    """Return the points that a working comes to, and its steps with how they were rounded."""
    if done.points is None:
        return Text(vi="không xác định", en="undefined"), done.steps
    points = in_points(micro(done.points))
    if points == done.points:
        return points_of(points), done.steps
    words = said(
        "{more} → {points}, đến phần triệu điểm",
        "{more} → {points}, to a millionth of a point",
        more=Text(vi=shown(done.points, "vi", _MORE), en=shown(done.points, "en", _MORE)),
        points=points,
    )
    return points_of(points), (*done.steps, Step(Text(vi="Làm tròn", en="Rounded"), words))


def _named(variable: Variable) -> Text:
    if variable.unit is None:
        return variable.title
    return Text(
        vi=f"{variable.title.vi} ({variable.unit.vi})", en=f"{variable.title.en} ({variable.unit.en})"
    )


def _value(value: float, variable: Variable) -> Text:
    if value != value:
        return NOTHING
    cell = written(float(value), variable)
    if variable.kind in ("choice", "date", "yes_no"):
        return both(cell)
    return Text(vi=shown(cell, "vi"), en=shown(cell, "en"))


def _sampled(results: Results, row: int, position: int) -> tuple[Step, ...]:
    estimate = results.round.estimates.get((row, position))
    if estimate is None:
        return ()
    error = shown(repr(estimate.standard_error), "vi"), shown(repr(estimate.standard_error), "en")
    steps = [Step(Text(vi="Sai số chuẩn", en="Standard error"), Text(vi=error[0], en=error[1]))]
    if estimate.source:
        steps.append(Step(Text(vi="Nguồn", en="Source"), both(estimate.source)))
    return tuple(steps)


def _stages(results: Results, row: int, column: int) -> list[Step]:
    """Return what was measured, entered and noted at each stage."""
    data, steps = results.round, []
    unit, leaf = data.units[row].code, results.framework.leaves[column]
    columns = results.framework.columns_of_leaf[column]
    for stage in data.stages:
        below = []
        if stage in data.measured:
            for position, (_, variable) in enumerate(results.framework.columns[columns], start=columns.start):
                value = data.measured[stage][row, position]
                if value == value:
                    below.append(Step(both(variable.name), _value(value, variable)))
        if stage in data.entered and data.entered[stage][row, column] != ABSENT:
            points = in_points(data.entered[stage][row, column])
            value_text = Text(vi=shown(points, "vi"), en=shown(points, "en"))
            below.append(Step(Text(vi="điểm nhập", en="points entered"), value_text))
        note = data.notes.get((unit, leaf.code, stage))
        if note:
            below.append(Step(Text(vi="ghi chú", en="note"), both(note)))
        if below:
            steps.append(Step(Text(vi="Giai đoạn", en="Stage"), STAGE_NAMES[stage], tuple(below)))
    return steps


def _around(placed: Placed, leaf: Leaf) -> list[Step]:
    steps = [Step(Text(vi="Tài liệu kiểm chứng", en="Evidence"), text) for text in leaf.evidence]
    if placed.appraiser is not None:
        steps.append(Step(Text(vi="Thẩm định", en="Appraiser"), placed.appraiser))
    source = placed.source
    if not isinstance(source, Source):
        words = Text(vi="minh hoạ: không phải văn bản chính thức", en="illustrative: not the official text")
        return [*steps, Step(Text(vi="Nguồn", en="Source"), words)]
    words = source.document
    if source.clause is not None:
        words = Text(vi=f"{words.vi}, {source.clause.vi}", en=f"{words.en}, {source.clause.en}")
    link = (Step(Text(vi="Liên kết", en="Link"), both(source.link)),) if source.link else ()
    return [*steps, Step(Text(vi="Nguồn", en="Source"), words, link)]
