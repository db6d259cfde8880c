"""Ways of scoring as officers write them: bands, levels, lists, deductions and rates, without fixed sentences.

Only what can be read without guessing becomes a rule. A line that is neither an item with points nor a
heading makes the whole text unread, for it may change what the other lines mean.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from pydantic import ValidationError

from parindex.framework.annex.interval_words import WrittenInterval, read_interval
from parindex.framework.annex.items import RATE, Item, Unread, item_of, pieces_of, refuse
from parindex.framework.annex.lines import NUMBER, number_of, tidy
from parindex.framework.annex.reading import RULE, coded, same
from parindex.framework.rules import AnyRule
from parindex.language import Language, plain, shown

_HEADING = re.compile(
    r"(?:(?:cách|thang|mức|việc)\s+)?(?:chấm|tính|cho|điểm)(?:\s+điểm)?(?:\s+đánh giá)?(?:\s+cụ thể)?(?:\s+như sau)?:?"
    r"|cụ thể(?:\s+như sau)?:?|points:?",
    re.IGNORECASE,
)
_VALUE = re.compile(rf"(?:tính\s+)?(?P<value>{RATE}):?", re.IGNORECASE)
_FILLERS = r"(?:[\s,]|thì|số|điểm|đánh giá|được|tính|theo|là)*"
_CONDITION = re.compile(r"\b(?:nếu|thì|trường hợp|trừ|điểm|không)\b", re.IGNORECASE)
_BY_FORMULA = re.compile(
    rf"(?:nếu\s+)?(?:{RATE})?(?:đạt\s+)?từ\s+(?P<floor>{NUMBER})\s*%(?:\s*trở lên|\s*(?:-|–|đến)\s*(?:dưới\s*)?100\s*%)?"
    rf"{_FILLERS}công thức\s*:?\s*[\[(]*\s*{RATE}\s*[×x*]\s*(?:số )?điểm (?:tối đa|chuẩn)[\s\])]*[/÷:]\s*100\s*%?",
    re.IGNORECASE,
)
_NOTHING_UNDER = re.compile(
    rf"(?:nếu\s+)?(?:{RATE})?(?:đạt\s+)?dưới\s+(?P<floor>{NUMBER})\s*%{_FILLERS}:?\s*(?:0(?:\s*điểm)?|không (?:có|được|tính) điểm)",
    re.IGNORECASE,
)


def rule_in_free_words(text: str, language: Language, title: str, maximum: Decimal | None) -> AnyRule:
    """Return the rule of a hand-written way of scoring.

    Parameters
    ----------
    text : str
    language : {"vi", "en"}
        Deductions and rates by formula are read in Vietnamese only.
    title : str
        Title of the leaf; it names the value that bands are of, unless a heading does.
    maximum : Decimal or None
        Its maximum, which tells levels from items that add up.

    Raises
    ------
    Unread
        With the reason.
    """
    pieces = pieces_of(tidy(text))
    if any(_BY_FORMULA.fullmatch(piece) for piece in pieces):
        data = _rate(pieces, language, title)
    else:
        data = _scale(pieces, language, title, maximum)
    try:
        rule = RULE.validate_python(data)
    except ValidationError:
        raise Unread(
            "Cần ít nhất hai mức hoặc hai khoảng giá trị.", "Two levels or bands are needed."
        ) from None
    for flaw in rule.flaws(maximum):
        raise Unread(flaw.text.vi, flaw.text.en)
    return rule


def _scale(pieces: list[str], language: Language, title: str, maximum: Decimal | None) -> dict[str, Any]:
    """Return the rule of headings followed by items with points."""
    parsed = [(piece, item_of(piece, language, maximum)) for piece in pieces]
    items = [item for _, item in parsed if item is not None]
    for piece, item in parsed:
        if item is None and not _is_heading(piece, pieces[0], title):
            refuse(piece)
    if any(item.deducted for item in items):
        return _deductions(items, maximum)
    intervals = [interval for item in items if (interval := read_interval(item.title, language)) is not None]
    if items and len(intervals) == len(items):
        return _bands(items, intervals, _value_title(pieces[0]) or title)
    return _levels_or_checklist(items, maximum)


def _is_heading(piece: str, first: str, title: str) -> bool:
    """Tell whether a piece without points heads the list and lays down nothing: only the first one can."""
    repeats_title = plain(piece.rstrip(":")) == plain(title)
    return piece is first and (repeats_title or bool(_value_title(piece) or _HEADING.fullmatch(piece)))


def _value_title(heading: str) -> str:
    """Return what a heading says is measured ("Tính tỷ lệ % hồ sơ đúng hạn"); nothing if it says more than that."""
    match = _VALUE.fullmatch(heading)
    return "" if match is None or _CONDITION.search(heading) else match["value"].strip()


def _deductions(items: list[Item], maximum: Decimal | None) -> dict[str, Any]:
    for item in items:
        if not item.deducted and item.points != maximum:
            refuse(f"{item.title}: {shown(item.points, 'vi')}")
    events = coded([{"title": same(item.title), "points": item.points} for item in items if item.deducted])
    return {"type": "deductions", "events": events}


def _bands(items: list[Item], intervals: list[WrittenInterval], title: str) -> dict[str, Any]:
    units = {interval.unit for interval in intervals if interval.unit}
    if len(units) > 1:
        raise Unread("Các khoảng không cùng đơn vị tính.", "The bands are not in one unit.")
    _refuse_open_ends(intervals, is_percent="%" in units)
    value = _entered(title, units.pop() if units else "", any(interval.passes_100 for interval in intervals))
    bands = [
        {"within": interval.text, "points": item.points}
        for interval, item in zip(intervals, items, strict=True)
    ]
    return {"type": "bands", "value": value, "bands": bands}


def _refuse_open_ends(intervals: list[WrittenInterval], *, is_percent: bool) -> None:
    """Refuse bands that leave out small or large values: the engine would count those in the nearest band."""
    lowest = min(Decimal(0) if interval.low is None else interval.low for interval in intervals)
    if lowest > 0:
        raise Unread(
            f"Chưa có khoảng cho giá trị dưới {shown(lowest, 'vi')}.",
            f"There is no band for values under {lowest}.",
        )
    if not any(interval.high is None or (is_percent and interval.holds_100) for interval in intervals):
        raise Unread("Chưa có khoảng cho giá trị lớn nhất.", "There is no band for the largest values.")


def _entered(title: str, unit: str, passes_100: bool) -> dict[str, Any]:
    """Return a value that is entered as it is; a percentage may pass 100 only where a band does."""
    variable: dict[str, Any] = {"name": "value", "title": same(title)}
    if unit == "%" and not passes_100:
        variable["kind"] = "percent"
    elif unit:
        variable["unit"] = same(unit)
    return {"formula": "value", "variables": [variable]}


def _levels_or_checklist(items: list[Item], maximum: Decimal | None) -> dict[str, Any]:
    """Return levels where the best is the maximum, a checklist where the points add up to it."""
    if not items:
        raise Unread("Không thấy dòng nào có điểm.", "No line has points.")
    points = [item.points for item in items]
    best, total = max(points), sum(points, Decimal(0))
    things = coded([{"title": same(item.title), "points": item.points} for item in items])
    if best == maximum or (maximum is None and 0 in points):
        return {"type": "levels", "levels": things}
    if total == maximum and 0 not in points:
        return {"type": "checklist", "items": things}
    raise Unread(
        f"Điểm cao nhất ({shown(best, 'vi')}) và tổng điểm ({shown(total, 'vi')}) đều không bằng điểm tối đa.",
        f"Neither the highest points ({best}) nor their sum ({total}) equals the maximum.",
    )


def _rate(pieces: list[str], language: Language, title: str) -> dict[str, Any]:
    """Return the rule of "from 80 % by the formula (rate × maximum) / 100 %; under 80 %: 0"."""
    floors = []
    for piece in pieces:
        match = _BY_FORMULA.fullmatch(piece) or _NOTHING_UNDER.fullmatch(piece)
        if match is not None:
            floors.append(number_of(match["floor"], language))
        elif not _is_heading(piece, pieces[0], title):
            refuse(piece)
    if len(floors) != 2 or floors[0] != floors[1]:
        raise Unread(
            "Mức tính theo công thức và mức 0 điểm không khớp nhau.",
            "The part by formula and the part without points do not meet.",
        )
    value = _entered(_value_title(pieces[0]) or title, "%", passes_100=False)
    return {"type": "proportional", "value": value, "full_mark": Decimal(100), "floor": floors[0]}
