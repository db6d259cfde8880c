"""How points came about from what others report: a day, answers of a survey, an index."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from parindex.framework.rules import NEVER, Deadline, Imported, Survey
from parindex.framework.working.measured import in_proportion
from parindex.framework.working.step import ZERO, Cell, Step, Working, equals, points_of, said
from parindex.language import Text


def deadline(rule: Deadline, cell: Cell) -> Working:
    """Say what day was due, when it was done, how late that is and which step that falls in."""
    due, done = rule.due.in_round(cell.year), int(cell.values["done_on"])
    steps = [Step(Text(vi="Thời hạn", en="Due"), day_words(due))]
    if done >= NEVER:
        never = Text(vi="không thực hiện", en="never")
        return _counted(steps, never, Text(vi="Không làm", en="Never done"), ZERO)
    days = done - due.toordinal()
    on = day_words(date.fromordinal(done))
    if days <= 0:
        early = said("{on}, sớm {days} ngày", "{on}, {days} days early", on=on, days=-days) if days else on
        return _counted(steps, early, Text(vi="Đúng hạn", en="In time"), cell.maximum)
    when = said("{on}, chậm {days} ngày", "{on}, {days} days late", on=on, days=days)
    for step in sorted(rule.late, key=lambda step: step.days):
        if days <= step.days:
            name = said("Chậm không quá {days} ngày", "At most {days} days late", days=step.days)
            return _counted(steps, when, name, Fraction(step.points))
    return _counted(steps, when, Text(vi="Chậm hơn mọi mức", en="Later than any step"), ZERO)


def _counted(steps: list[Step], done: Text, step: Text, points: Fraction) -> Working:
    words = said("{step}: {points}", step=step, points=points_of(points))
    below = (
        Step(Text(vi="Thực hiện", en="Done"), done),
        Step(Text(vi="Mức áp dụng", en="Step that applies"), words),
    )
    return Working(points, (*steps, *below))


def day_words(day: date) -> Text:
    """Return "31/12/2025" in Vietnamese, "2025-12-31" in English."""
    return Text(vi=f"{day.day}/{day.month}/{day.year}", en=day.isoformat())


def survey(rule: Survey, cell: Cell) -> Working:
    """Say how many answers each option got and what they are worth, the mean, and its share of the maximum."""
    steps = [
        Step(
            option.title,
            said(
                "{answers} phiếu × {worth}%",
                "{answers} answers × {worth}%",
                answers=cell.values[option.code],
                worth=option.worth,
            ),
        )
        for option in rule.options
    ]
    answers = sum((cell.values[option.code] for option in rule.options), ZERO)
    worth = sum((cell.values[option.code] * Fraction(option.worth) for option in rule.options), ZERO)
    mean = worth / answers if answers else None
    words = said("{worth}% ÷ {answers} {mean}", worth=worth, answers=answers, mean=equals(mean, "%"))
    steps.append(Step(Text(vi="Bình quân", en="Mean"), words))
    if mean is None:
        return Working(None, tuple(steps))
    points = cell.maximum * mean / 100
    words = said("{most} × {mean}% {points}", most=cell.maximum, mean=mean, points=equals(points))
    return Working(points, (*steps, Step(Text(vi="Điểm theo bình quân", en="Points of the mean"), words)))


def imported(rule: Imported, cell: Cell) -> Working:
    """Work out the share of the full mark that the index makes."""
    value = cell.values["value"]
    first = Step(rule.index, said("{value}%", value=value))
    return in_proportion(first, value, rule.floor, rule.full_mark, cell, "%")
