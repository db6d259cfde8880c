"""What a cell may hold, in words; for prompts, refusals and problems alike."""

from __future__ import annotations

from decimal import Decimal

from parindex.framework import Leaf
from parindex.framework.rules import Appraiser, Variable
from parindex.language import Text, both, shown
from parindex.rounds.workbook import words

_PLAIN = {
    "count": Text(vi="số nguyên", en="a whole number"),
    "number": Text(vi="số", en="a number"),
    "percent": Text(vi="số phần trăm", en="a number of percent"),
    "date": Text(
        vi=f"ngày (ngày/tháng/năm) hoặc “{words.NEVER.vi}”",
        en=f'a date (day/month/year) or "{words.NEVER.en}"',
    ),
    "yes_no": Text(vi=f"{words.YES.vi} hoặc {words.NO.vi}", en=f"{words.YES.en} or {words.NO.en}"),
    "choice": Text(vi="một mức trong danh sách của ô", en="a level of the cell's list"),
}
MARK = Text(
    vi=f"“{words.MARK}” nếu không áp dụng, hoặc để trống", en=f'"{words.MARK}" if not applicable, or nothing'
)


def expected(variable: Variable) -> Text:
    """Return what the cell of a variable may hold."""
    plain = _PLAIN[variable.kind]
    if variable.kind in ("date", "yes_no", "choice"):
        return plain
    upper = variable.upper
    most = both(upper) if isinstance(upper, str) else None if upper is None else _number(upper)
    return _within(plain, None if variable.lower is None else _number(variable.lower), most)


def expected_points(leaf: Leaf) -> Text:
    """Return what a cell of points may hold."""
    most = None if leaf.maximum is None else _number(leaf.maximum)
    text = _within(Text(vi="số điểm", en="points"), _number(Decimal(0)), most)
    if isinstance(leaf.rule, Appraiser) and leaf.rule.step is not None:
        step = _number(leaf.rule.step)
        return Text(vi=f"{text.vi}, bội số của {step.vi}", en=f"{text.en}, a multiple of {step.en}")
    return Text(vi=f"{text.vi}, nhiều nhất 6 chữ số thập phân", en=f"{text.en}, at most 6 decimals")


def _within(plain: Text, least: Text | None, most: Text | None) -> Text:
    low = Text(vi=f"{plain.vi} từ {least.vi}", en=f"{plain.en} from {least.en}") if least else plain
    if most is None:
        return low
    if least is None:
        return Text(vi=f"{plain.vi} không quá {most.vi}", en=f"{plain.en} of at most {most.en}")
    return Text(vi=f"{low.vi} đến {most.vi}", en=f"{low.en} to {most.en}")


def _number(value: Decimal) -> Text:
    return Text(vi=shown(value, "vi"), en=shown(value, "en"))
