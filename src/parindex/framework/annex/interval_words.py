"""Intervals as officers write them: "Từ 80% - dưới 90%", "Trên 90%", "≥ 5 mô hình", "100%"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from parindex.framework.annex.items import Unread
from parindex.framework.annex.lines import NUMBER, number_of, one_line
from parindex.framework.annex.phrases import INTERVALS
from parindex.framework.annex.reading import interval_text
from parindex.language import Language

_FROM = r"(?:từ\s+|đạt\s+)?"
_OVER = r"(?:từ\s+)?(?:trên|lớn hơn|nhiều hơn|cao hơn|>)\s*"
_UNDER = r"(?:dưới|nhỏ hơn|ít hơn|thấp hơn|<)\s*"
_TO = r"\s*(?:đến|tới|-|–|—|và)\s*"
_WORDS = r"(?:\s+(?!(?:trở|đến|tới|dưới|trên|từ|và)\b)[^\W\d_]+){0,5}"
_PERCENT = r"\s*(?:%|phần trăm)"
_NUMBER = rf"(?P<NAME>{NUMBER})(?P<NAME_unit>(?:{_PERCENT})?{_WORDS}?)"
_LOW, _HIGH = _NUMBER.replace("NAME", "low"), _NUMBER.replace("NAME", "high")

_FORMS: tuple[tuple[str, str], ...] = (
    ("[low, high)", _FROM + _LOW + _TO + _UNDER + _HIGH),
    ("(low, high)", _OVER + _LOW + _TO + _UNDER + _HIGH),
    ("(low, high]", _OVER + _LOW + _TO + _HIGH),
    ("[low, high]", _FROM + _LOW + _TO + _HIGH),
    ("[low, inf)", _FROM + _LOW + r"\s+trở lên"),
    ("[low, inf)", r"(?:≥|ít nhất|tối thiểu|không dưới)\s*" + _LOW),
    ("(low, inf)", _OVER + _LOW),
    ("(-inf, high)", _UNDER + _HIGH),
    ("(-inf, high]", _FROM + _HIGH + r"\s+trở xuống"),
    ("(-inf, high]", r"(?:≤|không quá|tối đa)\s*" + _HIGH),
    ("[low, low]", rf"(?:(?:đúng|bằng|đạt|=)\s*)?(?P<low>{NUMBER})(?P<low_unit>{_PERCENT})"),
)
_BEFORE = r"(?:(?:nếu|trường hợp)\s+)?(?:t[ỷỉ] lệ(?:\s+này)?(?:\s+đạt được|\s+hoàn thành)?\s*)?(?:đạt\s+|hoàn thành\s+|là\s+)?"
_PATTERNS = tuple(
    (form, re.compile(_BEFORE + pattern + rf"(?P<rest>{_WORDS})", re.IGNORECASE)) for form, pattern in _FORMS
)


@dataclass(frozen=True)
class WrittenInterval:
    """An interval as text, "[80, 90)", its limits, and the words that its numbers count ("%", "mô hình")."""

    text: str
    low: Decimal | None
    high: Decimal | None
    unit: str

    @property
    def holds_100(self) -> bool:
        """Whether its upper limit is 100 or more and inside."""
        return self.high is not None and self.high >= 100 and self.text.endswith("]")

    @property
    def passes_100(self) -> bool:
        """Whether values above 100 lie in it, and somebody thought of them."""
        return max(self.low or Decimal(0), self.high or Decimal(0)) > 100 or (
            self.low == 100 and self.high is None
        )


def read_interval(words: str, language: Language) -> WrittenInterval | None:
    """Return the interval that words say, or None if they say anything else.

    Raises
    ------
    Unread
        The words are an interval, but one of its numbers can be read in two ways.
    """
    if language == "en":
        return _english(words)
    for form, pattern in _PATTERNS:
        match = pattern.fullmatch(words)
        if match is not None:
            return _written(form, match.groupdict(), language)
    return None


def _english(words: str) -> WrittenInterval | None:
    for form, phrase in INTERVALS.items():
        slots = phrase.hear("en", words)
        if slots:
            units = {f"{name}_unit": "%" for name, limit in slots.items() if limit.endswith("%")}
            return _written(form, {**slots, **units}, "en")
    return None


def _written(form: str, slots: dict[str, str], language: Language) -> WrittenInterval:
    limits: dict[str, Decimal] = {
        name: _limit(slots[name], language) for name in ("low", "high") if name in slots
    }
    said = [one_line(slots.get(name, "")) for name in ("low_unit", "high_unit", "rest")]
    percent = any(unit.startswith(("%", "phần trăm")) for unit in said)
    unit = "%" if percent else next(filter(None, said), "")
    return WrittenInterval(interval_text(form, limits), limits.get("low"), limits.get("high"), unit)


def _limit(digits: str, language: Language) -> Decimal:
    limit = number_of(digits, language)
    if limit is None:
        raise Unread(
            f"Số “{digits}” có thể hiểu hai cách; bỏ dấu phân nhóm nghìn.",
            f'The number "{digits}" can be read in two ways; leave out the sign between thousands.',
        )
    return limit
