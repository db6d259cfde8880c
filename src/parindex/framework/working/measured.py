"""How points came about from a measured value: the value, its band or share, those it is compared with."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from parindex.framework.annex.wording import interval_words, sign_of
from parindex.framework.rules import Band, Bands, Change, Proportional, Quantity, Relative, Statistic
from parindex.framework.working.formulas import number_of, worked
from parindex.framework.working.step import (
    ZERO,
    Cell,
    Step,
    Working,
    equals,
    kept_within,
    points_of,
    said,
    term,
)
from parindex.language import Text

_VALUE = Text(vi="Giá trị tính", en="Value")
_RATE = Text(vi="Tỷ lệ đạt", en="Rate")
_BAND = Text(vi="Khoảng áp dụng", en="Band that applies")
_SHARE = Text(vi="Điểm theo tỷ lệ", en="Points in proportion")


def bands(rule: Bands, cell: Cell) -> Working:
    """Work out the value and name its band."""
    sign = sign_of(rule.value)
    value = number_of(rule.value.formula, cell.values)
    return in_bands(Step(_VALUE, worked(rule.value.formula, cell.values, sign)), value, rule.bands, sign)


def in_bands(first: Step, value: Fraction | None, scale: tuple[Band, ...], sign: str) -> Working:
    """Name the band that a value lies in; beyond the ends of the scale that is the nearest."""
    if value is None:
        return Working(None, (first,))
    band = _band_of(value, scale)
    within = Text(vi=interval_words(band.within, "vi", sign), en=interval_words(band.within, "en", sign))
    words = said("{within}: {points}", within=within, points=points_of(band.points))
    if value not in band.within:
        words = said("{words} (gần nhất trong thang)", "{words} (the nearest of the scale)", words=words)
    return Working(Fraction(band.points), (first, Step(_BAND, words)))


def _band_of(value: Fraction, scale: Iterable[Band]) -> Band:
    ordered = sorted(scale, key=lambda band: band.within.lower_key)
    reached = [
        band
        for band in ordered[1:]
        if value > band.within.low_or_zero or (band.within.low_inside and value == band.within.low_or_zero)
    ]
    return [ordered[0], *reached][-1]


def proportional(rule: Proportional, cell: Cell) -> Working:
    """Work out the value and its share of the full mark."""
    sign = sign_of(rule.value)
    value = number_of(rule.value.formula, cell.values)
    first = Step(_VALUE, worked(rule.value.formula, cell.values, sign))
    return in_proportion(first, value, rule.floor, rule.full_mark, cell, sign)


def in_proportion(
    first: Step, value: Fraction | None, floor: Decimal | None, full: Decimal, cell: Cell, sign: str
) -> Working:
    """Work out maximum × value ÷ full mark, and say what the floor and the maximum make of it."""
    if value is None:
        return Working(None, (first,))
    steps = [first]
    if floor is not None:
        below = value < floor
        template = (
            f"{{value}}{sign} < {{floor}}{sign}: {{points}}"
            if below
            else f"{{value}}{sign} ≥ {{floor}}{sign}"
        )
        words = said(template, value=value, floor=floor, points=points_of(ZERO))
        steps.append(Step(Text(vi="So với ngưỡng", en="Against the floor"), words))
        if below:
            return Working(ZERO, tuple(steps))
    share = cell.maximum * value / Fraction(full)
    template = f"{{most}} × {{value}} ÷ {{full}}{sign} {{equal}}"
    words = said(template, most=cell.maximum, value=term(value, sign), full=full, equal=equals(share))
    return kept_within(cell, share, [*steps, Step(_SHARE, words)])


def statistic(rule: Statistic, cell: Cell) -> Working:
    """Work out the rate achieved and name its band."""
    actual, target = cell.values["actual"], cell.values["target"]
    above, below = (actual, target) if rule.better == "higher" else (target, actual)
    if rule.better == "lower" and not actual:
        best = max(rule.bands, key=lambda band: band.within.lower_key)
        words = said(
            "kết quả là 0, tốt nhất: {points}",
            "achieved is 0, the best: {points}",
            points=points_of(best.points),
        )
        return Working(Fraction(best.points), (Step(_RATE, words),))
    rate = 100 * above / below if below else None
    template = "100% × {above} ÷ {below} {equal}"
    words = said(template, above=above, below=below, equal=equals(rate, "%"))
    return in_bands(Step(_RATE, words), rate, rule.bands, "%")


def change(rule: Change, cell: Cell) -> Working:
    """Work out the change on the year before and name its band."""
    this, last = cell.values["this_year"], cell.values["last_year"]
    label = Text(vi="Mức thay đổi", en="Change")
    if rule.kind == "difference":
        words = said("{this} − {last} {equal}", this=this, last=term(last), equal=equals(this - last))
        return in_bands(Step(label, words), this - last, rule.bands, "")
    if last <= 0:
        words = Text(
            vi="không xác định: năm trước không lớn hơn 0", en="undefined: the year before is not above zero"
        )
        return Working(None, (Step(label, words),))
    percent = 100 * (this - last) / last
    template = "100% × ({this} − {last}) ÷ {last} {equal}"
    words = said(template, this=this, last=last, equal=equals(percent, "%"))
    return in_bands(Step(label, words), percent, rule.bands, "%")


def relative(rule: Relative, cell: Cell) -> Working:
    """Work out the value, say which units have the highest and the lowest, and what share follows."""
    sign, value = sign_of(rule.value), number_of(rule.value.formula, cell.values)
    first = Step(_VALUE, worked(rule.value.formula, cell.values, sign))
    if value is None:
        return Working(None, (first,))
    known = _of_peers(rule.value, cell)
    best, worst = max(each for _, each in known), min(each for _, each in known)
    steps = [first, Step(Text(vi="Cao nhất", en="Highest"), _held_by(known, best, sign))]
    if rule.method == "share_of_best":
        return _share_of_best(cell, value, best, steps, sign)
    steps.append(Step(Text(vi="Thấp nhất", en="Lowest"), _held_by(known, worst, sign)))
    if best == worst:
        alike = Text(vi="các đơn vị đều như nhau", en="all units are alike")
        return _all_of_it(cell, alike, steps)
    points = cell.maximum * (value - worst) / (best - worst)
    template = (
        f"{{most}} × ({{value}}{sign} − {{worst}}{sign}) ÷ ({{best}}{sign} − {{worst}}{sign}) {{equal}}"
    )
    words = said(template, most=cell.maximum, value=value, best=best, worst=worst, equal=equals(points))
    return kept_within(cell, points, [*steps, Step(_SHARE, words)])


def _share_of_best(cell: Cell, value: Fraction, best: Fraction, steps: list[Step], sign: str) -> Working:
    if value < 0 and best <= 0:
        words = Text(
            vi="không xác định: cao nhất không lớn hơn 0", en="undefined: the highest is not above zero"
        )
        return Working(None, (*steps, Step(_SHARE, words)))
    if not best:
        return _all_of_it(
            cell, Text(vi="bằng mức cao nhất là 0", en="as high as the highest, which is 0"), steps
        )
    points = cell.maximum * value / best
    template = f"{{most}} × {{value}} ÷ {{best}}{sign} {{equal}}"
    words = said(template, most=cell.maximum, value=term(value, sign), best=best, equal=equals(points))
    return kept_within(cell, points, [*steps, Step(_SHARE, words)])


def _all_of_it(cell: Cell, why: Text, steps: list[Step]) -> Working:
    words = said("{why}: {points}", why=why, points=points_of(cell.maximum))
    return Working(cell.maximum, (*steps, Step(_SHARE, words)))


def _of_peers(value: Quantity, cell: Cell) -> list[tuple[Text, Fraction]]:
    """Return the value of each unit that has one."""
    outcomes = [(name, number_of(value.formula, values)) for name, values in cell.peers]
    return [(name, outcome) for name, outcome in outcomes if outcome is not None]


def _held_by(known: list[tuple[Text, Fraction]], extreme: Fraction, sign: str) -> Text:
    """Return "1,92 (Hải Phòng)", or how many others have as much."""
    first, *others = [name for name, value in known if value == extreme]
    value = said(f"{{value}}{sign}", value=extreme)
    if not others:
        return said("{value} ({name})", value=value, name=first)
    vi, en = "{value} ({name} và {others} đơn vị khác)", "{value} ({name} and {others} more)"
    return said(vi, en, value=value, name=first, others=len(others))
