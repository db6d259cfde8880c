"""Exact points, and one way to calculate them in two kinds of number.

Official points are whole micro-points (10⁻⁶ of a point), so sums are sums of integers and no order of
summation, machine or library can change a rank. A rule is written once, on arrays, against an
`Arithmetic`:

* `Floats` calculates all cells at once in float64 and remembers every cell where the outcome hangs on
  rounding: a comparison of nearly equal numbers, a point value within reach of a rounding boundary;
* `Fractions` calculates the same in exact fractions, and settles just those cells.

Measured values are kept as float64 and must have at most 15 significant digits. Within that limit the
shortest decimal that names the float is the decimal that was written, so `exact` gets it back.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

MICRO = 1_000_000
"""Micro-points in one point."""

SIGNIFICANT_DIGITS = 15
"""Decimal digits that float64 keeps faithfully."""

Array = NDArray[Any]
Booleans = NDArray[np.bool_]
Floats64 = NDArray[np.float64]
MicroPoints = NDArray[np.int64]
Number = Decimal | Fraction | int

NAN = float("nan")
_NEAR = 1e-9
_NEAR_HALF = 1e-4


def micro(points: Number) -> int:
    """Return exact points as integer micro-points, rounded half-up (away from zero at the half)."""
    scaled = abs(Fraction(points)) * MICRO
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return whole if points >= 0 else -whole


def points_text(micro_points: int) -> str:
    """Return micro-points as the shortest decimal of points: 250000 → "0.25"."""
    sign = "-" if micro_points < 0 else ""
    whole, rest = divmod(abs(micro_points), MICRO)
    return f"{sign}{whole}.{rest:06d}".rstrip("0").rstrip(".") if rest else f"{sign}{whole}"


def exact(value: float) -> Fraction:
    """Return the decimal of at most 15 digits that the float stands for, as a fraction."""
    return Fraction(repr(float(value)))


def fits_float(value: Decimal) -> bool:
    """Tell whether a decimal has few enough digits to be kept as float64 without loss."""
    return len(value.normalize().as_tuple().digits) <= SIGNIFICANT_DIGITS


class Arithmetic(Protocol):
    """What a rule may do beyond ``+ - *``, minimum and maximum, which arrays of both kinds do themselves."""

    def number(self, value: Number) -> Any:
        """Return a constant of this kind of number."""

    def divide(self, above: Any, below: Any) -> Any:
        """Return the quotient; where `below` is zero, NaN: undefined."""

    def at_least(self, left: Any, right: Any) -> Any:
        """Return where ``left >= right``."""

    def above(self, left: Any, right: Any) -> Any:
        """Return where ``left > right``."""

    def equal(self, left: Any, right: Any) -> Any:
        """Return where ``left == right``."""


class Floats:
    """Arithmetic in float64 that remembers the cells in doubt.

    Parameters
    ----------
    shape : tuple of int
        Shape of the cells that are calculated together; the last axis is the units.
    """

    def __init__(self, shape: tuple[int, ...]) -> None:
        self.doubt: Booleans = np.zeros(shape, dtype=bool)

    def number(self, value: Number) -> float:
        """Return a constant as float64."""
        return float(value)

    def divide(self, above: Any, below: Any) -> Any:
        """Return the quotient, NaN where `below` is zero."""
        with np.errstate(divide="ignore", invalid="ignore"):
            quotient = np.divide(above, below)
        return np.where(np.equal(below, 0.0), np.nan, quotient)

    def at_least(self, left: Any, right: Any) -> Any:
        """Return where ``left >= right``; near equality is noted as doubt."""
        self._note(left, right)
        return np.greater_equal(left, right)

    def above(self, left: Any, right: Any) -> Any:
        """Return where ``left > right``; near equality is noted as doubt."""
        self._note(left, right)
        return np.greater(left, right)

    def equal(self, left: Any, right: Any) -> Any:
        """Return where ``left == right``; near equality is noted as doubt."""
        self._note(left, right)
        return np.equal(left, right)

    def _note(self, left: Any, right: Any) -> None:
        """Note cells where the two sides are equal or so near that rounding may have parted them."""
        self.doubt |= np.abs(left - right) <= _NEAR * np.maximum(1.0, np.abs(right))

    def to_micro(self, points: Floats64) -> MicroPoints:
        """Return points as micro-points, half-up; cells near a rounding boundary are noted as doubt.

        Undefined cells (NaN) come out as zero: the caller knows them from `points`.
        """
        scaled = np.where(np.isnan(points), 0.0, points) * MICRO
        whole = np.floor(scaled + 0.5)
        self.doubt |= 0.5 - np.abs(scaled - whole) < _NEAR_HALF
        return whole.astype(np.int64)


class Analytic(Floats):
    """Float64 without the bookkeeping of doubt, for what-if draws, where the last digit does not matter."""

    def __init__(self) -> None:
        super().__init__((1,))

    def _note(self, left: Any, right: Any) -> None:
        """Do nothing."""


class Fractions:
    """Arithmetic in `fractions.Fraction` on object arrays: exact, slow, the judge of what is in doubt."""

    def number(self, value: Number) -> Fraction:
        """Return a constant as a fraction."""
        return Fraction(value)

    def divide(self, above: Any, below: Any) -> Any:
        """Return the quotient, NaN where `below` is zero."""
        return _divide_exactly(above, below)

    def at_least(self, left: Any, right: Any) -> Any:
        """Return where ``left >= right``."""
        return np.asarray(np.greater_equal(left, right), dtype=bool)

    def above(self, left: Any, right: Any) -> Any:
        """Return where ``left > right``."""
        return np.asarray(np.greater(left, right), dtype=bool)

    def equal(self, left: Any, right: Any) -> Any:
        """Return where ``left == right``."""
        return np.asarray(np.equal(left, right), dtype=bool)


def exact_array(values: Floats64) -> Array:
    """Return an object array of the fractions that `values` stand for; NaN stays NaN."""
    flat = [NAN if np.isnan(value) else exact(value) for value in values.ravel()]
    array = np.empty(len(flat), dtype=object)
    array[:] = flat
    return array.reshape(values.shape)


def _quotient(above: Any, below: Any) -> Any:
    return above / below if below != 0 else NAN


_divide_exactly = np.frompyfunc(_quotient, 2, 1)
