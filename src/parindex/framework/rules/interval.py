"""Intervals as mathematics writes them: ``[80, 90)`` holds 80 and not 90; ``(-inf, 50)`` has no lower limit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from parindex.documents import Unfit
from parindex.framework.rules.base import Flaw
from parindex.language import Text

_LIMIT = r"(-?\d+(?:\.\d+)?)"
_PATTERN = rf"([\[(])\s*(?:{_LIMIT}|-inf)\s*,\s*(?:{_LIMIT}|inf)\s*([\])])"


@dataclass(frozen=True)
class Interval:
    """A range of values; a limit that is None is infinite.

    Attributes
    ----------
    low, high : Decimal or None
    low_inside, high_inside : bool
        Whether the limit itself belongs to the interval.
    """

    low: Decimal | None
    low_inside: bool
    high: Decimal | None
    high_inside: bool

    @classmethod
    def parse(cls, text: str) -> Interval:
        """Return the interval that is written; raise `Unfit` with the expected form."""
        match = re.fullmatch(_PATTERN, text.strip())
        if match is None:
            raise Unfit(
                f"“{text}” không phải khoảng giá trị; viết như [80, 90) hoặc (-inf, 50).",
                f'"{text}" is not an interval; write [80, 90) or (-inf, 50).',
            )
        opening, low, high, closing = match.groups()
        interval = cls(
            Decimal(low) if low else None, opening == "[", Decimal(high) if high else None, closing == "]"
        )
        interval._refuse_nonsense(text)
        return interval

    def _refuse_nonsense(self, text: str) -> None:
        infinite_inside = (self.low is None and self.low_inside) or (self.high is None and self.high_inside)
        empty = self.low is not None and self.high is not None and self._is_empty(self.low, self.high)
        if infinite_inside or empty:
            raise Unfit(
                f"“{text}” không chứa giá trị nào hoặc gồm cả vô cực; sửa lại giới hạn.",
                f'"{text}" holds no value or includes infinity; correct its limits.',
            )

    def _is_empty(self, low: Decimal, high: Decimal) -> bool:
        return low > high or (low == high and not (self.low_inside and self.high_inside))

    @property
    def lower_key(self) -> tuple[int, Decimal, int]:
        """Sort key of the lower limit."""
        return (0 if self.low is None else 1, self.low_or_zero, 0 if self.low_inside else 1)

    @property
    def upper_key(self) -> tuple[int, Decimal, int]:
        """Sort key of the upper limit."""
        return (0, Decimal(0), 0) if self.high is None else (-1, self.high, 1 if self.high_inside else 0)

    @property
    def low_or_zero(self) -> Decimal:
        """The lower limit as a number; zero where it is infinite."""
        return Decimal(0) if self.low is None else self.low

    def __str__(self) -> str:
        low = "-inf" if self.low is None else f"{self.low:f}"
        high = "inf" if self.high is None else f"{self.high:f}"
        return f"{'[' if self.low_inside else '('}{low}, {high}{']' if self.high_inside else ')'}"

    def __contains__(self, value: object) -> bool:
        number: Any = value
        over_low = self.low is None or number > self.low or (self.low_inside and number == self.low)
        under_high = self.high is None or number < self.high or (self.high_inside and number == self.high)
        return over_low and under_high

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Read from and write as text."""
        return core_schema.no_info_plain_validator_function(
            lambda data: data if isinstance(data, Interval) else cls.parse(str(data)),
            serialization=core_schema.plain_serializer_function_ser_schema(str),
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Describe as text of the interval form."""
        return {"type": "string", "pattern": f"^{_PATTERN}$", "examples": ["[80, 90)", "(-inf, 50)"]}


def flaws_of_cover(intervals: Sequence[Interval], field: str) -> Iterator[Flaw]:
    """Yield each hole and each overlap, at the interval that begins too late or too early."""
    order = sorted(range(len(intervals)), key=lambda position: intervals[position].lower_key)
    highest = intervals[order[0]]
    for position in order[1:]:
        following = intervals[position]
        gap = _gap(highest, following)
        if gap < 0:
            yield _cover_flaw(
                "bands-overlap", (field, position), highest, following, "chồng lên nhau", "overlap"
            )
        elif gap > 0:
            yield _cover_flaw(
                "bands-hole", (field, position), highest, following, "để hở một đoạn", "leave a hole"
            )
        highest = max(highest, following, key=lambda interval: interval.upper_key)


def _gap(first: Interval, second: Interval) -> int:
    """Return −1 if `second` begins before the end of `first`, 1 if after it, 0 if just there."""
    if first.high is None or second.low is None or first.high > second.low:
        return -1
    if first.high < second.low:
        return 1
    return 1 - first.high_inside - second.low_inside


def _cover_flaw(
    code: str, path: tuple[str | int, ...], first: Interval, second: Interval, vi: str, en: str
) -> Flaw:
    return Flaw(
        code,
        (*path, "within"),
        Text(
            vi=f"{first} và {second} {vi}; cho giới hạn sau bắt đầu đúng nơi giới hạn trước kết thúc.",
            en=f"{first} and {second} {en}; let the second start just where the first ends.",
        ),
    )
