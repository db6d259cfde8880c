"""Whether answers hang on a group: Pearson's chi-square as a sample of clusters has it, after Rao and Scott."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import chdtrc, fdtrc

from parindex.documents import Unfit
from parindex.numbers import Floats64
from parindex.survey.estimation.variance import Sampling
from parindex.survey.model import UNNAMED, Lonely, Survey
from parindex.survey.totals.slabs import PsuSlabs


@dataclass(frozen=True)
class Independence:
    """A test that the answers to an item do not hang on a grouping.

    Attributes
    ----------
    pearson : float
        Chi-square of the weighted table, scaled to the number of answers.
    f : float
        Pearson's statistic over the trace of the generalised design effects.
    degrees_of_freedom, of_error : float
        Of F, corrected to the second order (Satterthwaite).
    p_value : float
    first_order_p_value : float
        Chi-square over the mean design effect.
    answers : int
    """

    pearson: float
    f: float
    degrees_of_freedom: float
    of_error: float
    p_value: float
    first_order_p_value: float
    answers: int


def independence(
    survey: Survey, slabs: PsuSlabs, grouping: str, item: str, *, lonely: Lonely | None = None
) -> Independence:
    """Return the Rao–Scott test that an item's answers and a grouping are independent.

    Parameters
    ----------
    survey : Survey
    slabs : PsuSlabs
        With totals by answer (`totals` with ``more=["levels"]``).
    grouping, item : str
        People of no group (null) do not count.
    lonely : optional
        See `estimate`.

    Raises
    ------
    Unfit
        The totals are not by answer, or fewer than two groups or answers occur.

    Notes
    -----
    Rao and Scott (1984): with C the contrasts of cells orthogonal to both margins, D the diagonal of the shares p and
    V their covariance, the generalised design effects are those of (C'D⁻¹C ÷ n)⁻¹ (C'D⁻¹VD⁻¹C); R's ``svychisq``.
    """
    slab = slabs.slabs[grouping]
    if "level_1" not in slab.totals:
        raise Unfit(
            "Tệp tổng không có số theo từng câu trả lời; tính lại từ dữ liệu.",
            "The totals are not by answer; make them again from the microdata.",
        )
    column = survey.item_position[item]
    named = [n for n, label in enumerate(slab.groups) if all(label)]
    levels = survey.scale_of[item].levels
    cells = np.zeros((len(slabs.psus), len(named), len(levels)))
    for place, group in enumerate(named):
        mine = slab.group == group
        for level, answer in enumerate(levels):
            cells[slab.psu[mine], place, level] = slab.totals[f"level_{answer}"][mine, column]
    there = np.isin(slab.group, named) & (slab.totals["answers"][:, column] > 0)
    answers = int(slab.totals["answers"][there, column].sum())
    sampling = Sampling.of(slabs, lonely or survey.design(slabs.design).lonely)
    return _test(cells, answers, sampling, _freedom(slabs, slab.psu[there]), (grouping, item))


def _freedom(slabs: PsuSlabs, psus: np.ndarray[tuple[int], np.dtype[np.int64]]) -> float:
    """Return PSUs less strata that have answers."""
    having = np.unique(psus)
    return float(len(having) - len(np.unique(slabs.stratum[having])))


def _test(
    cells: Floats64, answers: int, sampling: Sampling, freedom: float, names: tuple[str, str]
) -> Independence:
    table = cells.sum(axis=0)
    rows, columns = table.sum(axis=1) > 0, table.sum(axis=0) > 0
    if rows.sum() < 2 or columns.sum() < 2:
        raise Unfit(
            f"Cần ít nhất hai nhóm và hai câu trả lời: {names[0]} × {names[1] or UNNAMED}.",
            f"At least two groups and two answers are needed: {names[0]} × {names[1] or UNNAMED}.",
        )
    cells = cells[:, rows][:, :, columns]
    total = cells.sum()
    share = cells.sum(axis=0) / total
    expected = np.outer(share.sum(axis=1), share.sum(axis=0))
    pearson = answers * float(((share - expected) ** 2 / expected).sum())
    p = share.ravel()
    people = cells.reshape(len(cells), -1)
    scores = (people - people.sum(axis=1, keepdims=True) * p) / total
    there = np.broadcast_to(people.sum(axis=1, keepdims=True) > 0, scores.shape)
    effects = _design_effects(share, sampling.covariance(scores, there), answers)
    trace, square = float(np.trace(effects)), float(np.trace(effects @ effects))
    own = trace**2 / square
    f = pearson / trace
    return Independence(
        pearson, f, own, own * freedom,
        float(fdtrc(own, own * freedom, f)) if freedom > 0 else float("nan"),
        float(chdtrc(len(effects), pearson / (trace / len(effects)))), answers,
    )  # fmt: skip


def _design_effects(share: Floats64, covariance: Floats64, answers: int) -> Floats64:
    """Return the matrix whose eigenvalues are the design effects of the contrasts."""
    rows, columns = share.shape
    contrasts = np.kron(_centred(rows), _centred(columns))
    inverse = np.where(share.ravel() > 0, 1 / np.where(share > 0, share, 1.0).ravel(), 0.0)
    scaled = contrasts * inverse[:, None]
    simple = contrasts.T @ scaled / answers
    return np.asarray(np.linalg.solve(simple, scaled.T @ covariance @ scaled))


def _centred(size: int) -> Floats64:
    """Return a basis of the contrasts of so many categories, size × (size − 1)."""
    return np.eye(size)[:, 1:] - 1 / size
