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
_LOSS = 1e-2
_WHOLE = 2.0**53
_LARGEST_EXPONENT = 300


def micro(points: Number) -> int:
    """Return exact points as integer micro-points, rounded half-up (away from zero at the half)."""
    return rounded(points, MICRO)


def in_points(micro_points: Any) -> Fraction:
    """Return micro-points (an integer of Python or NumPy) as points."""
    return Fraction(int(micro_points), MICRO)


def rounded(value: Number, parts: int) -> int:
    """Return an exact value in whole parts of one, so many to one, rounded half-up (away from zero at the half)."""
    above, below = value.as_integer_ratio()
    whole = (2 * abs(above) * parts + below) // (2 * below)
    return whole if above >= 0 else -whole


def points_text(micro_points: int) -> str:
    """Return micro-points as the shortest decimal of points: 250000 → "0.25"."""
    sign = "-" if micro_points < 0 else ""
    whole, rest = divmod(abs(micro_points), MICRO)
    return f"{sign}{whole}.{rest:06d}".rstrip("0").rstrip(".") if rest else f"{sign}{whole}"


def exact(value: float) -> Fraction:
    """Return the decimal of at most 15 digits that the float stands for, as a fraction."""
    return Fraction(*Decimal(repr(float(value))).as_integer_ratio())


def exact_or_none(value: float | None) -> Fraction | None:
    """Return what `exact` does; None where nothing is known."""
    return None if value is None else exact(value)


def fits_float(value: Decimal) -> bool:
    """Tell whether a decimal has few enough digits, and a size, to be kept as float64 without loss."""
    digits = "".join(map(str, value.as_tuple().digits)).rstrip("0")
    return len(digits) <= SIGNIFICANT_DIGITS and abs(value.adjusted()) <= _LARGEST_EXPONENT


def near(left: Any, right: Any) -> Any:
    """Return where two float64 sides are equal, or so near that rounding may have parted or joined them."""
    return np.abs(left - right) <= slack(right)


def slack(value: Any) -> Any:
    """Return how far from a float64 value rounding errors may lead."""
    size = abs(value)
    return _NEAR * (max(1.0, size) if isinstance(size, float) else np.maximum(1.0, size))


class Arithmetic(Protocol):
    """What a rule may do beyond products, `smaller` and `larger`, which are the same in both kinds of number.

    Plain ``+`` and ``-`` are for what cannot lose its digits: sums of terms of one sign.
    """

    def number(self, value: Number) -> Any:
        """Return a constant of this kind of number."""

    def add(self, left: Any, right: Any) -> Any:
        """Return the sum."""

    def subtract(self, left: Any, right: Any) -> Any:
        """Return the difference."""

    def divide(self, above: Any, below: Any) -> Any:
        """Return the quotient; where `below` is zero, NaN: undefined."""

    def at_least(self, left: Any, right: Any) -> Any:
        """Return where ``left >= right``."""

    def above(self, left: Any, right: Any) -> Any:
        """Return where ``left > right``."""

    def equal(self, left: Any, right: Any) -> Any:
        """Return where ``left == right``."""

    def compare_units(self) -> None:
        """Say that what each unit gets hangs on the values of all that were calculated so far."""


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

    def add(self, left: Any, right: Any) -> Any:
        """Return the sum; one that has lost its digits is noted as doubt."""
        total = left + right
        self._note_loss(total, left, right)
        return total

    def subtract(self, left: Any, right: Any) -> Any:
        """Return the difference; one that has lost its digits is noted as doubt."""
        difference = left - right
        self._note_loss(difference, left, right)
        return difference

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

    def compare_units(self) -> None:
        """Note every unit where there is doubt about one."""
        self.doubt |= self.doubt.any(axis=-1, keepdims=True)

    def _note(self, left: Any, right: Any) -> None:
        self.doubt |= near(left, right)

    def _note_loss(self, total: Any, left: Any, right: Any) -> None:
        """Note cells where a sum is so much smaller than its parts that their rounding errors count in it.

        0.3 - 0.1 - 0.2 is not zero in floats. Whole numbers have no rounding errors.
        """
        largest = np.maximum(np.abs(left), np.abs(right))
        lost = np.abs(total) <= _LOSS * largest
        if lost.any():
            whole = (left == np.rint(left)) & (right == np.rint(right)) & (largest < _WHOLE)
            self.doubt |= lost & ~whole

    def to_micro(self, points: Floats64) -> MicroPoints:
        """Return points as micro-points, half-up; cells near a rounding boundary are noted as doubt.

        Undefined cells (NaN) come out as zero: the caller knows them from `points`.
        """
        scaled = np.where(np.isnan(points), 0.0, points) * MICRO
        whole = np.floor(scaled + 0.5)
        self.doubt |= 0.5 - np.abs(scaled - whole) < _NEAR_HALF
        return whole.astype(np.int64)


class Analytic(Floats):
    """Float64 for what-if draws, where the last digit does not matter: no cell is noted as being in doubt.

    Numbers so near that only a rounding error may have parted them count as equal.
    """

    def __init__(self) -> None:
        super().__init__((1,))

    def _note_loss(self, total: Any, left: Any, right: Any) -> None:
        """Do nothing."""

    def at_least(self, left: Any, right: Any) -> Any:
        """Return where ``left >= right``."""
        return np.greater_equal(left, right - slack(right))

    def above(self, left: Any, right: Any) -> Any:
        """Return where ``left > right``."""
        return np.greater(left, right + slack(right))

    def equal(self, left: Any, right: Any) -> Any:
        """Return where ``left == right``."""
        return near(left, right)


class Fractions:
    """Arithmetic in `fractions.Fraction` on object arrays: exact, slow, the judge of what is in doubt."""

    def number(self, value: Number) -> Fraction:
        """Return a constant as a fraction."""
        return Fraction(*value.as_integer_ratio())

    def add(self, left: Any, right: Any) -> Any:
        """Return the sum."""
        return left + right

    def subtract(self, left: Any, right: Any) -> Any:
        """Return the difference."""
        return left - right

    def divide(self, above: Any, below: Any) -> Any:
        """Return the quotient, NaN where `below` is zero."""
        return _divide_exactly(above, below)

    def at_least(self, left: Any, right: Any) -> Any:
        """Return where ``left >= right``."""
        with np.errstate(invalid="ignore"):
            return np.asarray(np.greater_equal(left, right), dtype=bool)

    def above(self, left: Any, right: Any) -> Any:
        """Return where ``left > right``."""
        with np.errstate(invalid="ignore"):
            return np.asarray(np.greater(left, right), dtype=bool)

    def equal(self, left: Any, right: Any) -> Any:
        """Return where ``left == right``."""
        return np.asarray(np.equal(left, right), dtype=bool)

    def compare_units(self) -> None:
        """Do nothing: there is no doubt."""


def smaller(left: Any, right: Any) -> Any:
    """Return the smaller; undefined where either side is, in both kinds of number."""
    with np.errstate(invalid="ignore"):
        return _or_undefined(np.minimum(left, right), left, right)


def larger(left: Any, right: Any) -> Any:
    """Return the larger; undefined where either side is, in both kinds of number."""
    with np.errstate(invalid="ignore"):
        return _or_undefined(np.maximum(left, right), left, right)


def _or_undefined(chosen: Any, left: Any, right: Any) -> Any:
    """Return what was chosen, undefined where either side is; in floats the choice itself sees to that."""
    if np.asarray(chosen).dtype != object:
        return chosen
    return np.where((left != left) | (right != right), np.nan, chosen)


def exact_array(values: Floats64) -> Array:
    """Return an object array of the fractions that `values` stand for; NaN stays NaN."""
    flat = [exact(value) if value == value else NAN for value in values.ravel().tolist()]
    array = np.empty(len(flat), dtype=object)
    array[:] = flat
    return array.reshape(values.shape)


def _quotient(above: Any, below: Any) -> Any:
    return above / below if below != 0 else NAN


_divide_exactly = np.frompyfunc(_quotient, 2, 1)
