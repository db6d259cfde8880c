"""How points came about by a formula with cases: which were tried, which held, what it gave."""

from __future__ import annotations

from parindex.framework.formula import MAX_POINTS, Formula
from parindex.framework.rules import Guarded
from parindex.framework.working.formulas import Values, comparisons, holds, number_of, worked
from parindex.framework.working.step import Cell, Step, Working, kept_within, said
from parindex.language import Text, both

_HOLDS = {True: Text(vi="đúng", en="holds"), False: Text(vi="không đúng", en="does not hold")}
_COUNTS = Text(vi="đúng, lấy dòng này", en="holds, this line counts")


def guarded(rule: Guarded, cell: Cell) -> Working:
    """Try the cases in order; work out the points of the first that holds."""
    values = {**cell.values, MAX_POINTS: cell.maximum}
    steps, outcome = [], rule.otherwise
    for case in rule.cases:
        does = holds(case.when, values)
        steps.append(_tried(case.when, values, does=does))
        if does:
            outcome = case.points
            break
    else:
        steps.append(Step(Text(vi="Còn lại", en="Otherwise"), Text(vi="lấy dòng này", en="this line counts")))
    points = number_of(outcome, values)
    label = f"{{}} = {' '.join(outcome.text.split())}"
    steps.append(Step(Text(vi=label.format("Điểm"), en=label.format("Points")), worked(outcome, values)))
    return Working(None, tuple(steps)) if points is None else kept_within(cell, points, steps)


def _tried(when: Formula, values: Values, *, does: bool) -> Step:
    """Say whether a case holds; one of several comparisons has each of them below it."""
    found = list(comparisons(when, values))
    whole = " ".join(when.text.split())
    label = Text(vi=f"Nếu {whole}", en=f"If {whole}")
    verdict = _COUNTS if does else _HOLDS[False]
    if found[0].text == when.text.strip():
        return Step(label, said("{words}: {verdict}", words=found[0].words, verdict=verdict))
    below = [
        Step(both(each.text), said("{words}: {holds}", words=each.words, holds=_HOLDS[each.holds]))
        for each in found
    ]
    return Step(label, verdict, tuple(below))
