"""What every rule is: typed variables in, points out, for all units at once."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Literal

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from parindex.language import Text, shown
from parindex.numbers import Arithmetic, Array, Booleans, Number

Points = Annotated[Decimal, Field(ge=0, max_digits=12, decimal_places=6)]
"""Points as written in a framework: exact, at most six decimals."""

Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
"""Name of a variable, level, item or option: small letters, digits and underscores."""

Kind = Literal["count", "number", "percent", "date", "choice", "yes_no"]

Positions = np.ndarray[tuple[int], np.dtype[np.intp]]

NEVER = date.max.toordinal()
"""The day that stands for "not done at all" in a date variable, written ``never`` in data."""


class Strict(BaseModel):
    """Base of all framework data: nothing unknown is accepted, nothing changes after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)
    """What checks a model is built when one is first read: that of a whole file serves all that is inside it."""


class Variable(Strict):
    """A named, typed input of a rule."""

    name: Code
    title: Text
    kind: Kind = "number"
    unit: Text | None = None
    """What is counted or measured (case files, days, million đồng)."""
    at_least: Decimal | None = None
    at_most: Decimal | Code | None = None
    """A number, or another variable of the same rule that this one cannot exceed."""
    choices: tuple[Code, ...] = ()

    @property
    def lower(self) -> Decimal | None:
        """Smallest value that makes sense; zero unless said otherwise, but free for plain numbers."""
        if self.at_least is not None or self.kind == "number":
            return self.at_least
        return Decimal(0)

    @property
    def upper(self) -> Decimal | str | None:
        """Largest value, or the variable that bounds this one; 100 for a percentage unless said otherwise."""
        if self.at_most is None and self.kind == "percent":
            return Decimal(100)
        return self.at_most


@dataclass(frozen=True)
class Inputs:
    """The values one rule reads.

    Attributes
    ----------
    values : Mapping of name to array
        Each of shape (…, units). Missing values are NaN; what a rule returns for them is not used.
        A choice is the position of the chosen code, yes/no is 1 or 0, a date its day number.
    peers : Mapping of name to array
        The values of all units of the round, for rules that compare units. The same as `values` when
        all units are calculated together.
    year : int
        The year of the round, from which deadlines count.
    """

    values: Mapping[str, Array]
    peers: Mapping[str, Array]
    year: int

    def __getitem__(self, name: str) -> Array:
        return self.values[name]

    @property
    def of_peers(self) -> Inputs:
        """The same question asked of all units."""
        return Inputs(self.peers, self.peers, self.year)


@dataclass(frozen=True)
class Flaw:
    """Something wrong inside a rule, at a path relative to it."""

    code: str
    path: tuple[str | int, ...]
    text: Text


class Rule(Strict, ABC):
    """Base of the closed union of rules."""

    needs_maximum: ClassVar[bool] = True
    """Whether the rule cannot work on a leaf whose maximum is unknown."""

    type: str

    @property
    @abstractmethod
    def inputs(self) -> tuple[Variable, ...]:
        """The variables that a unit or appraiser fills in."""

    @abstractmethod
    def points(self, inputs: Inputs, maximum: Number, arithmetic: Arithmetic) -> Array:
        """Return the points of all cells, shape (…, units), NaN where the rule is undefined.

        Parameters
        ----------
        inputs : Inputs
        maximum : Number
            Maximum points of the leaf.
        arithmetic : Arithmetic
            Floats or fractions; the arrays in `inputs` are of its kind.
        """

    def deciding_peers(self, inputs: Inputs) -> Positions:
        """Return the positions of the units that decide what the others get; none where units are not compared.

        Parameters
        ----------
        inputs : Inputs
            Of all units, in float64.
        """
        return np.zeros(0, dtype=np.intp)

    @abstractmethod
    def flaws(self, maximum: Decimal | None) -> Iterator[Flaw]:
        """Yield what is wrong with the rule for a leaf of `maximum` points."""


def constants(like: Array, value: Any) -> Array:
    """Return an array of one constant in the shape and kind of number of `like`."""
    return np.full(like.shape, value, dtype=like.dtype)


def choose(condition: Booleans, then: Any, otherwise: Array) -> Array:
    """Return `then` where the condition holds, else `otherwise`, in the kind of number of `otherwise`."""
    return np.where(condition, then, otherwise)


def exceeds(code: str, path: tuple[str | int, ...], most: Decimal, maximum: Decimal) -> Flaw:
    """Say that a rule can give more, or not as much as, the maximum of its leaf."""
    return Flaw(
        code,
        path,
        Text(
            vi=f"Cách chấm cho nhiều nhất {shown(most, 'vi')} điểm nhưng điểm tối đa là {shown(maximum, 'vi')}; sửa cho bằng nhau.",
            en=f"The rule gives at most {most} points but the maximum is {maximum}; make them equal.",
        ),
    )
