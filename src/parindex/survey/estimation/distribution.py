"""How the answers to each item divide over its scale, with errors."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from parindex.documents import Unfit
from parindex.survey.estimation.estimate import Estimates, estimate, table_of
from parindex.survey.estimation.linearise import Linear, ratios
from parindex.survey.estimation.table import EstimateTable
from parindex.survey.estimation.variance import Sampling
from parindex.survey.model import Lonely, Survey
from parindex.survey.totals.slabs import PsuSlabs


def answer_code(item: str, level: int) -> str:
    """Return what the share of an answer is called among the measures."""
    return f"{item}={level}"


def distribution(
    survey: Survey, slabs: PsuSlabs, grouping: str, *, lonely: Lonely | None = None, level: float = 0.95
) -> EstimateTable:
    """Return the share of each answer among all answers to its item, in percent, domain by domain.

    Parameters
    ----------
    survey : Survey
    slabs : PsuSlabs
        With totals by answer (`totals` with ``more=["levels"]``).
    grouping : str
    lonely, level
        See `estimate`.

    Returns
    -------
    EstimateTable
        Its measures are `answer_code` of each item and answer of its scale.

    Raises
    ------
    Unfit
        The totals are not by answer.
    """
    slab = slabs.slabs[grouping]
    if "level_1" not in slab.totals:
        raise Unfit(
            "Tệp tổng không có số theo từng câu trả lời; tính lại từ dữ liệu.",
            "The totals are not by answer; make them again from the microdata.",
        )
    chosen = [
        (slabs.items.index(item.code), item.code, answer)
        for item in survey.items
        for answer in survey.scale_of[item.code].levels
    ]
    columns = [column for column, _, _ in chosen]
    above = np.column_stack([slab.totals[f"level_{answer}"][:, column] for column, _, answer in chosen])
    weight, answers = (slab.totals[name][:, columns] for name in ("weight", "answers"))
    linear: Linear = ratios(above, weight, answers, slab, 100.0)
    sampling = Sampling.of(slabs, lonely or survey.design(slabs.design).lonely)
    measures = tuple(answer_code(code, answer) for _, code, answer in chosen)
    return table_of(survey, slab, grouping, measures, linear, sampling, "satisfied", "logit", level)


def distributions(
    survey: Survey, slabs: PsuSlabs, *, lonely: Lonely | None = None, level: float = 0.95
) -> Estimates:
    """Return `distribution` for all groupings of the slabs.

    Where the figure of an item is not to be published, no share of its answers is: from the others it could be worked
    out.
    """
    own = estimate(survey, slabs, lonely=lonely, level=level)
    found = {code: distribution(survey, slabs, code, lonely=lonely, level=level) for code in own.tables}
    return replace(own, tables={code: _as_items(survey, table, own[code]) for code, table in found.items()})


def _as_items(survey: Survey, table: EstimateTable, own: EstimateTable) -> EstimateTable:
    """Return shares of which those are held back whose item is."""
    items = [
        own.measures.index(item.code) for item in survey.items for _ in survey.scale_of[item.code].levels
    ]
    few = table.flags["few_answers"] | own.flags["few_answers"][:, items]
    return replace(
        table, flags={**table.flags, "few_answers": few, "suppress": table.flags["suppress"] | few}
    )
