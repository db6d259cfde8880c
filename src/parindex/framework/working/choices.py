"""How points came about where something was chosen, ticked or counted."""

from __future__ import annotations

from fractions import Fraction

from parindex.framework.rules import Checklist, Deductions, FindAndMend, Levels
from parindex.framework.working.step import ZERO, Cell, Step, Working, equals, points_of, said, summed
from parindex.language import Text

_SUM = Text(vi="Cộng", en="Sum")


def levels(rule: Levels, cell: Cell) -> Working:
    """Name the level that was chosen."""
    level = rule.levels[int(cell.values["level"])]
    words = said("{title}: {points}", title=level.title, points=points_of(level.points))
    return Working(Fraction(level.points), (Step(Text(vi="Mức áp dụng", en="Level that applies"), words),))


def checklist(rule: Checklist, cell: Cell) -> Working:
    """Say of each item whether it is met, and add up."""
    earned = [Fraction(item.points) * cell.values[item.code] for item in rule.items]
    steps = [
        Step(item.title, said("{met}: {points}", met=_met(cell, item.code), points=points_of(points)))
        for item, points in zip(rule.items, earned, strict=True)
    ]
    return Working(sum(earned, ZERO), (*steps, *summed(_SUM, earned)))


def _met(cell: Cell, code: str) -> Text:
    return Text(vi="có", en="yes") if cell.values[code] else Text(vi="không", en="no")


def deductions(rule: Deductions, cell: Cell) -> Working:
    """Say what each kind of event took, and what is left."""
    taken = [cell.values[event.code] * Fraction(event.points) for event in rule.events]
    steps = [
        Step(event.title, _product(cell.values[event.code], Fraction(event.points))) for event in rule.events
    ]
    total, floor = sum(taken, ZERO), Fraction(rule.floor)
    left = cell.maximum - total
    steps += summed(Text(vi="Tổng điểm trừ", en="Deducted in all"), taken)
    words = said("{most} − {total} {left}", most=cell.maximum, total=total, left=equals(left))
    steps.append(Step(Text(vi="Còn lại", en="Left"), words))
    if left < floor:
        steps.append(Step(Text(vi="Không dưới", en="Not below"), points_of(floor)))
    return Working(max(left, floor), tuple(steps))


def _product(times: Fraction, each: Fraction) -> Text:
    return said("{times} × {each} {equal}", times=times, each=each, equal=equals(times * each))


def find_and_mend(rule: FindAndMend, cell: Cell) -> Working:
    """Say what the inspection gave and what mending gave."""
    inspected = Text(vi="Kiểm tra, rà soát", en="Inspected")
    if not cell.values["inspected"]:
        words = Text(vi="không: 0 điểm cả hai phần", en="no: 0 points for both parts")
        return Working(ZERO, (Step(inspected, words),))
    finding, mending, found = Fraction(rule.finding), Fraction(rule.mending), cell.values["found"]
    label = Text(vi="Xử lý vấn đề phát hiện", en="Faults mended")
    if found:
        earned = mending * cell.values["mended"] / found
        words = said(
            "{mending} × {mended} ÷ {found} {earned}",
            mending=mending, mended=cell.values["mended"], found=found, earned=equals(earned),
        )  # fmt: skip
    else:
        earned = mending
        words = said(
            "không phát hiện vấn đề: {points}", "no fault found: {points}", points=points_of(mending)
        )
    steps = (
        Step(inspected, said("có: {points}", "yes: {points}", points=points_of(finding))),
        Step(label, words),
        *summed(_SUM, [finding, earned]),
    )
    return Working(finding + earned, steps)
