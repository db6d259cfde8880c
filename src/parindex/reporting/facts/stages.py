"""Figures of a stage before the last word: what they are called, and what they are not compared with."""

from __future__ import annotations

from dataclasses import replace

from parindex.language import Text
from parindex.rounds import Stage, State
from parindex.rounds.model import STAGE_ORDER
from parindex.scoring import Results, Summary

POINTS: dict[Stage, Text] = {
    "self": Text(vi="điểm tự đánh giá", en="self-scores"),
    "appraisal_1": Text(vi="điểm thẩm định lần 1", en="points of the first appraisal"),
    "appraisal_2": Text(vi="điểm thẩm định lần 2", en="points of the second appraisal"),
}
"""What the points of a stage are called; those of the last are the result and need no name."""


def stage_of(results: Results) -> Stage | None:
    """Return the stage that figures stop at; None where they are the result. Printed figures are of no stage."""
    stage = results.scores.stage
    return None if stage == STAGE_ORDER[-1] or results.round.info.kind != "recomputable" else stage


def without_final(results: Results) -> Results:
    """Return results without groups and changes: these are made for final results, and against final ones."""
    return replace(results, units=tuple(replace(unit, group="", change=None) for unit in results.units))


def of_stage(summary: Summary, results: Results) -> Summary:
    """Return what may be said of all units before the last word.

    Sizes of groups and printed figures are of the final result; an area on which anything is to be scored later would
    read as one on which everybody did badly.
    """
    parts = (summary.figures, summary.region_means, summary.area_means)
    figures, regions, areas = (
        {key: figure for key, figure in part.items() if figure.basis == "computed"} for part in parts
    )
    open_ = (results.scores.state == State.NOT_YET_SCORED).any(axis=0)
    leaves = results.framework.leaves_under
    whole = {code: figure for code, figure in areas.items() if not open_[list(leaves(code))].any()}
    return Summary(figures, regions, whole, {})
