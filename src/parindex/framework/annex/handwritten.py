"""Ways of scoring as officers write them: bands, levels, lists and deductions without any fixed sentences.

Only what can be read without guessing becomes a rule. A line that is neither an item with points nor a
heading makes the whole text unread, for it may change what the other lines mean.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NoReturn

from pydantic import ValidationError

from parindex.framework.annex.interval_words import WrittenInterval, read_interval
from parindex.framework.annex.lines import NUMBER, has_bullet, number_of, tidy, without_bullet
from parindex.framework.annex.reading import RULE, coded, same
from parindex.framework.rules import AnyRule
from parindex.language import Language, Text, shown

_FULL = r"(?:đạt\s+|được\s+)*(?P<full>(?:điểm|số điểm)\s+(?:tối đa|chuẩn)|maximum points)"
_WITH_COLON = re.compile(rf"(?P<title>.+?)\s*[:=→]\s*(?:(?P<points>{NUMBER})\s*(?:điểm|đ|points?)?|{_FULL})", re.I)
_WITH_WORD = re.compile(
    rf"(?P<title>.+?[^\s\d:=→,])[\s,]*(?:-\s*|\(|\s(?:thì\s+)?(?:được|đạt|chấm|tính|cho)\s+(?:điểm\s+)?)"
    rf"(?P<points>{NUMBER})\s*(?:điểm|points?)\)?(?P<full>)",
    re.I,
)
_DEDUCTED = re.compile(
    rf"(?:cứ\s+|nếu\s+)?(?:mỗi|một|1|01)\s+(?P<title>.+?),?\s+(?:thì\s+|sẽ\s+|bị\s+)*trừ\s*(?:đi\s+)?:?\s*"
    rf"(?P<points>{NUMBER})\s*(?:điểm|đ)(?:\s*/\s*\w+)?",
    re.I,
)
_DEDUCTED_FIRST = re.compile(
    rf"trừ\s*(?P<points>{NUMBER})\s*(?:điểm|đ)\s*(?:cho\s+|đối với\s+)?(?:mỗi|một|1|01|/)\s*(?P<title>.+)", re.I
)
_RATE = r"t[ỷỉ] lệ[^:;×*]*?"
_BY_FORMULA = re.compile(
    rf"từ\s+(?P<floor>{NUMBER})\s*%(?:\s*(?:trở lên|(?:-|đến)\s*(?:dưới\s*)?100\s*%))?[^:]*công thức\s*:\s*"
    rf"\[?\(?\s*{_RATE}\s*[×x*]\s*(?:số\s+)?điểm (?:tối đa|chuẩn)\s*\)?\s*\]?\s*(?:/|÷|:)\s*100\s*%?",
    re.I,
)
_NOTHING_UNDER = re.compile(
    rf"(?:nếu\s+)?(?:{_RATE})?(?:đạt\s+)?dưới\s+(?P<floor>{NUMBER})\s*%[^:\d]*(?::|là)?\s*0(?:\s*điểm)?", re.I
)
_HEADING = re.compile(r"(?:(?:cách|thang|mức|chấm|tính|cho|cụ thể|theo|points)\b.*|.*:)", re.I)
_VALUE_HEADING = re.compile(rf"(?:tính\s+)?(?P<value>{_RATE}[^:]*):?", re.I)


class Unread(Exception):
    """A text that cannot be read, and why."""

    def __init__(self, vi: str, en: str) -> None:
        self.text = Text(vi=vi, en=en)
        super().__init__(en)


@dataclass(frozen=True)
class Item:
    """A line that is worth points; `deducted` where they are taken."""

    title: str
    points: Decimal
    deducted: bool = False


def rule_in_free_words(text: str, language: Language, title: str, maximum: Decimal | None) -> AnyRule:
    """Return the rule of a hand-written way of scoring.

    Parameters
    ----------
    text : str
    language : {"vi", "en"}
        Deductions and formulas are read in Vietnamese only.
    title : str
        Title of the leaf, which names the value that bands are of.
    maximum : Decimal or None
        Its maximum, which tells levels from items that add up.

    Raises
    ------
    Unread
        With the reason.
    """
    headings, items = _parted(tidy(text), language, maximum)
    value_title = _value_title(headings) or title
    data = _proportional(headings, items, language, value_title) or _data(headings, items, value_title, maximum, language)
    try:
        rule = RULE.validate_python(data)
    except ValidationError:
        raise Unread("Cần ít nhất hai mức hoặc hai khoảng.", "At least two levels or bands are needed.") from None
    for flaw in rule.flaws(maximum):
        raise Unread(flaw.text.vi, flaw.text.en)
    return rule


def _data(
    headings: list[str], items: list[Item], value: str, maximum: Decimal | None, language: Language
) -> dict[str, Any]:
    for heading in headings:
        if not _HEADING.fullmatch(heading) and not _VALUE_HEADING.fullmatch(heading):
            _refuse_line(heading)
    if any(item.deducted for item in items):
        return _deductions(items, maximum)
    intervals = [read_interval(item.title, language) for item in items]
    written = [interval for interval in intervals if interval is not None]
    if items and len(written) == len(items):
        return _bands(items, written, value)
    return _levels_or_list(items, maximum)


def _parted(text: str, language: Language, maximum: Decimal | None) -> tuple[list[str], list[Item]]:
    """Return the headings at the start of a text and the items after them."""
    headings: list[str] = []
    items: list[Item] = []
    for piece in _pieces(text):
        item = _item(piece, language, maximum)
        if item is not None:
            items.append(item)
        elif items:
            _refuse_line(piece)
        else:
            headings.append(piece)
    return headings, items


def _pieces(text: str) -> list[str]:
    """Return lines and their parts between semicolons; a line that wraps is one, and so is a title with one."""
    pieces: list[str] = []
    for line in text.split("\n"):
        if pieces and has_bullet(pieces[-1]) and not has_bullet(line) and not re.search(r"[\d.;]$", pieces[-1]):
            pieces[-1] += f" {line}"
        else:
            pieces.append(line)
    return [without_bullet(part) for piece in pieces for part in _between_semicolons(piece)]


def _between_semicolons(line: str) -> list[str]:
    parts: list[str] = []
    for part in filter(None, (part.strip(" .,;") for part in line.split(";"))):
        if parts and not re.search(r"\d", parts[-1]) and not parts[-1].endswith(":"):
            parts[-1] += f"; {part}"
        else:
            parts.append(part)
    return parts


def _item(piece: str, language: Language, maximum: Decimal | None) -> Item | None:
    """Return a piece as an item, or None if it is none."""
    deducted = _DEDUCTED.fullmatch(piece) or _DEDUCTED_FIRST.fullmatch(piece)
    match = deducted or _WITH_COLON.fullmatch(piece) or _WITH_WORD.fullmatch(piece)
    if match is None or _BY_FORMULA.search(piece):
        return None
    if not deducted and match["full"]:
        points = maximum
    else:
        points = number_of(match["points"], language)
    if points is None or points < 0:
        _refuse_line(piece)
    return Item(match["title"].strip(), points, deducted is not None)


def _refuse_line(line: str) -> NoReturn:
    raise Unread(
        f"Dòng “{line}” không phải là mức, khoảng giá trị hay điểm trừ kèm số điểm rõ ràng.",
        f'The line "{line}" is no level, band or deduction with clear points.',
    )


def _value_title(headings: list[str]) -> str:
    """Return what a heading says is calculated ("Tính tỷ lệ % hồ sơ đúng hạn"), or nothing."""
    found = (_VALUE_HEADING.fullmatch(heading) for heading in headings)
    return next((match["value"].strip(" .:") for match in found if match is not None), "")


def _deductions(items: list[Item], maximum: Decimal | None) -> dict[str, Any]:
    for item in items:
        if not item.deducted and item.points != maximum:
            _refuse_line(f"{item.title}: {shown(item.points, 'vi')}")
    events = coded([{"title": same(item.title), "points": item.points} for item in items if item.deducted])
    return {"type": "deductions", "events": events}


def _bands(items: list[Item], written: list[WrittenInterval], title: str) -> dict[str, Any]:
    if len({interval.unit for interval in written if interval.unit}) > 1:
        raise Unread("Các khoảng không cùng đơn vị tính.", "The bands are not in one unit.")
    bands = [{"within": i.text, "points": item.points} for i, item in zip(written, items, strict=True)]
    _refuse_open_bottom(written)
    unit = next((interval.unit for interval in written if interval.unit), "")
    return {"type": "bands", "value": _given(title, unit, max(i.largest for i in written)), "bands": bands}


def _refuse_open_bottom(written: list[WrittenInterval]) -> None:
    """Refuse bands that leave out small values: the engine would count those in the lowest band."""
    lowest = min((i.low for i in written if i.low is not None), default=Decimal(0))
    if lowest > 0 and all(i.low is not None for i in written):
        said = shown(lowest, "vi")
        raise Unread(f"Không có khoảng nào cho giá trị dưới {said}.", f"There is no band for values under {lowest}.")


def _given(title: str, unit: str, largest: Decimal) -> dict[str, Any]:
    """Return a value that is entered as it is; in percent it may pass 100 only if a band does."""
    variable: dict[str, Any] = {"name": "value", "title": same(title)}
    if unit == "%" and largest <= 100:
        variable["kind"] = "percent"
    elif unit:
        variable["unit"] = same(unit)
    return {"formula": "value", "variables": [variable]}


def _levels_or_list(items: list[Item], maximum: Decimal | None) -> dict[str, Any]:
    """Return levels if the best is the maximum or one is worth nothing, a checklist if the points add up to it."""
    if not items:
        raise Unread("Không thấy dòng nào có điểm.", "No line has points.")
    points = [item.points for item in items]
    things = coded([{"title": same(item.title), "points": item.points} for item in items])
    if max(points) == maximum or (maximum is None and 0 in points):
        return {"type": "levels", "levels": things}
    if sum(points) == maximum and 0 not in points:
        return {"type": "checklist", "items": things}
    best, total = shown(max(points), "vi"), shown(sum(points, Decimal(0)), "vi")
    raise Unread(
        f"Điểm cao nhất ({best}) và tổng điểm ({total}) đều không bằng điểm tối đa.",
        f"Neither the highest points ({max(points)}) nor their sum ({sum(points)}) is the maximum.",
    )


def _proportional(headings: list[str], items: list[Item], language: Language, title: str) -> dict[str, Any] | None:
    """Return the rule of "from 80 % by the formula (rate × maximum) / 100; under 80 %: 0"."""
    formulas = [match for heading in headings if (match := _BY_FORMULA.search(heading))]
    under = [m for heading in headings if (m := _NOTHING_UNDER.fullmatch(heading))]
    others = len(headings) - len(formulas) - len(under)
    heading = sum(1 for h in headings if _VALUE_HEADING.fullmatch(h) and not _BY_FORMULA.search(h))
    if len(formulas) != 1 or others > heading:
        return None
    floor = number_of(formulas[0]["floor"], language)
    nothing = [number_of(match["floor"], language) for match in under]
    nothing += [i.low for item in items if (i := read_interval(item.title, language)) and item.points == 0]
    return {"type": "proportional", "value": _given(title, "%", Decimal(100)), "full_mark": Decimal(100), "floor": floor}
