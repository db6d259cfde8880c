"""What was read from a workbook."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from parindex.problems import Place, Problem
from parindex.rounds.model import Stage


@dataclass(frozen=True)
class Reading:
    """What people filled in, typed and checked, and what the workbook showed.

    Attributes
    ----------
    file : str
    unit : str
        Code of the unit.
    stage : str
    leaves : tuple of str
        Codes of all leaves in the workbook.
    values : Mapping of (leaf, variable) to float
        As in `RoundData.measured`; what was left empty is absent.
    points : Mapping of leaf to int
        Micro-points entered, by an appraiser or in place of what the rule says.
    not_applicable : Mapping of leaf to text
        The leaves that are marked, each with the reason.
    evidence : Mapping of leaf to text
        A line a piece of evidence.
    explanations : Mapping of leaf to text
        The unit's explanation, or at a later stage the appraiser's note.
    shown_points : Mapping of leaf to Fraction or None
        What the workbook's own formulas came to.
    explanation_places : Mapping of leaf to Place
        The cells where explanations stand.
    warnings : tuple of Problem
        What should be seen to, but stops nothing.
    """

    file: str
    unit: str
    stage: Stage
    leaves: tuple[str, ...]
    values: Mapping[tuple[str, str], float]
    points: Mapping[str, int]
    not_applicable: Mapping[str, str]
    evidence: Mapping[str, str]
    explanations: Mapping[str, str]
    shown_points: Mapping[str, Fraction | None]
    explanation_places: Mapping[str, Place]
    warnings: tuple[Problem, ...] = ()
