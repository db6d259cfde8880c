"""What a working is made of: steps, and numbers in them as people read them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from parindex.language import LANGUAGES, Language, Text, shown

ZERO = Fraction(0)
_SHOWN = 10**6
Slot = Fraction | Decimal | int | Text


@dataclass(frozen=True)
class Step:
    """A line of an explanation: what it is, its value, and what it rests on."""

    label: Text
    value: Text
    below: tuple[Step, ...] = ()


@dataclass(frozen=True)
class Cell:
    """What a rule reads for one unit.

    Attributes
    ----------
    values : Mapping of variable name to Fraction
        All inputs; a choice is the position of the chosen code, a date its day number.
    maximum : Fraction
        Maximum points of the leaf.
    year : int
        The year of the round.
    peers : tuple of (name, values)
        All units of the round that have all inputs, this one among them.
    """

    values: Mapping[str, Fraction]
    maximum: Fraction
    year: int
    peers: tuple[tuple[Text, Mapping[str, Fraction]], ...] = ()


@dataclass(frozen=True)
class Working:
    """How points came about.

    Attributes
    ----------
    points : Fraction or None
        Before they are rounded; None where the rule has no value.
    steps : tuple of Step
    """

    points: Fraction | None
    steps: tuple[Step, ...]


def said(vi: str, en: str = "", **slots: Slot) -> Text:
    """Return a sentence with numbers and words filled in, each as its language writes them.

    What is all signs and slots reads the same in English.
    """
    return Text(vi=vi.format(**_in(slots, "vi")), en=(en or vi).format(**_in(slots, "en")))


def _in(slots: Mapping[str, Slot], language: Language) -> dict[str, str]:
    return {
        name: slot.to(language) if isinstance(slot, Text) else _number(slot, language)
        for name, slot in slots.items()
    }


def _number(value: Fraction | Decimal | int, language: Language) -> str:
    return shown(value, language).replace("-", "−")


def term(value: Fraction, sign: str = "") -> Text:
    """Return a number as it stands after a sign of operation: one below zero in brackets."""
    return said(f"(−{{value}}{sign})" if value < 0 else f"{{value}}{sign}", value=abs(value))


def equals(value: Fraction | None, sign: str = "") -> Text:
    """Return "= 0,5", or "≈ 0,333333" for what six decimals do not hold; says so where there is no value."""
    if value is None:
        return Text(vi="= không xác định (chia cho 0)", en="= undefined (a quotient by zero)")
    is_exact = (value * _SHOWN).denominator == 1
    return said(f"{'=' if is_exact else '≈'} {{value}}{sign}", value=value)


def points_of(value: Fraction | Decimal) -> Text:
    """Return "0,5 điểm", "0.5 points"."""
    return said("{value} điểm", "{value} point" if value == 1 else "{value} points", value=value)


def summed(label: Text, parts: Sequence[Fraction]) -> tuple[Step, ...]:
    """Return the step "0,5 + 0 + 0,25 = 0,75"; one number alone needs no adding."""
    if len(parts) == 1:
        return ()
    vi, en = (" + ".join(shown(part, language) for part in parts) for language in LANGUAGES)
    return (Step(label, said("{terms} {equal}", terms=Text(vi=vi, en=en), equal=equals(sum(parts, ZERO)))),)


def kept_within(cell: Cell, points: Fraction, steps: Sequence[Step]) -> Working:
    """Keep points between zero and the maximum, with a step where that changes them."""
    kept = max(min(points, cell.maximum), ZERO)
    clipped = {
        points < 0: Text(vi="Không dưới", en="Not below"),
        points > cell.maximum: Text(vi="Không quá điểm tối đa", en="At most the maximum"),
    }
    return Working(kept, (*steps, *([Step(clipped[True], points_of(kept))] if True in clipped else [])))
