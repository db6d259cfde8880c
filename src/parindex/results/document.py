"""A result as JSON, for the command line and for open data alike: a model with a published JSON Schema.

An exact decimal is a string with a point ("80.33"), rounded as the framework says; where the exact value is
needed it stands beside it, as a decimal or a quotient ("4561/57"). Ranks and places are integers. What is not
known is null, never zero.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from parindex.language import decimal_text
from parindex.rounds.values import exact_text

if TYPE_CHECKING:
    from fractions import Fraction

    from parindex.language import Text
    from parindex.scoring import Results, Summary, UnitResult
    from parindex.scoring.change import Change
    from parindex.scoring.summary import Figure

DecimalText = Annotated[str, StringConstraints(pattern=r"^-?[0-9]+(\.[0-9]+)?$")]
ExactText = Annotated[str, StringConstraints(pattern=r"^-?[0-9]+(\.[0-9]+|/[0-9]+)?$")]
PLACES = 2
"""Decimals of means and component indices."""

COUNTS = {"rose", "fell", "unchanged", "ranked_units"}


class _Output(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class FigureOutput(_Output):
    """A number about all units: computed here from a complete table, or printed."""

    value: DecimalText
    exact: ExactText
    basis: Literal["computed", "published"]
    source: str = ""


class SummaryOutput(_Output):
    """Figures about the whole table. What could not be known is absent."""

    figures: dict[str, FigureOutput] = Field(
        description="mean, points_change, gap, highest, lowest, rose, fell, unchanged, ranked_units"
    )
    region_means: dict[str, FigureOutput] = Field(description="by Vietnamese name of the region")
    area_means: dict[str, FigureOutput] = Field(description="component index by code of the area")
    group_sizes: dict[str, FigureOutput] = Field(description="by code of the group")


class SplitOutput(_Output):
    """Where a change of the index comes from; the parts add up to it exactly."""

    performance: ExactText
    criteria: ExactText
    maxima: ExactText
    adjustments: ExactText


class UnitOutput(_Output):
    """One unit; ordered by rank."""

    code: str
    name: str = Field(description="official name, Vietnamese")
    name_en: str
    index: DecimalText | None = Field(description="rounded half-up as the framework says")
    index_exact: ExactText | None
    computed_exact: ExactText | None = Field(
        description="what the points give, where the printed index counts"
    )
    rank: int | None
    group: str | None
    points_change: DecimalText | None
    places_change: int | None = Field(description="places gained; negative if lost")
    past_is_combined: bool | None = Field(
        description="compared with the mean of the units it was formed from"
    )
    change: SplitOutput | None
    status: Literal["computed", "provisional", "published", "unknown"]
    areas: dict[str, DecimalText | None] = Field(description="component index by code of the area")
    missing: list[str] = Field(description="codes of the leaves that are not yet scored")


class SourceOutput(_Output):
    """A text that figures were read in."""

    document: str
    link: str | None


class IntervalOutput(_Output):
    """Between which values an index lies, for the sampling error of its survey points."""

    standard_error: float
    degrees_of_freedom: float | None = Field(description="null: as many as one likes")
    lower: float
    upper: float


class RankSetOutput(_Output):
    """The places that a unit may hold; with the confidence of the level all sets hold at once."""

    best: int
    worst: int


class WordsOutput(_Output):
    """A text in both languages."""

    vi: str
    en: str


class SamplingOutput(_Output):
    """What the samples behind survey points leave open, by code of the unit."""

    level: float
    intervals: dict[str, IntervalOutput]
    rank_sets: dict[str, RankSetOutput] | None = Field(
        description="null where they were not worked out (compute), or cannot be: some unit has no estimate"
    )


class ResultsOutput(_Output):
    """A result of a round, as ``parindex compute --json`` and ``parindex show --json`` give it."""

    round: str
    title: str = Field(description="Vietnamese")
    title_en: str
    year: int
    kind: Literal["transcribed", "reconciled", "recomputable"]
    data_status: Literal["official", "published", "training"] = Field(
        description="training: synthetic figures"
    )
    framework: str
    framework_version: str
    stage: Literal["self", "appraisal_1", "appraisal_2", "council"]
    provisional: bool = Field(description="some cells are not yet scored")
    complete: bool = Field(description="every ranked unit has an index, and nothing is still to be scored")
    digest: str | None = Field(description="of the sealed snapshot; null where the result is not sealed")
    sources: list[SourceOutput]
    summary: SummaryOutput
    units: list[UnitOutput]
    breaks: list[WordsOutput] | None = Field(
        default=None,
        description=(
            "in open data: why changes are on figures of another kind, so that they are no measure of progress; empty "
            "where nothing is known against it. On the command line absent"
        ),
    )
    sampling: SamplingOutput | None = Field(
        default=None,
        description="on the command line, where survey points carry standard errors; else absent",
    )


def results_document(
    results: Results,
    summary: Summary,
    units: Sequence[UnitResult],
    digest: str,
    sampling: SamplingOutput | None = None,
    breaks: Sequence[Text] | None = None,
) -> dict[str, Any]:
    """Return a result as JSON has it, checked against its model; `sampling` and `breaks` are left out where not given."""
    info = results.round.info
    components = {area.code: results.components(area.code) for area in results.framework.tree}

    def areas(unit: UnitResult) -> dict[str, str | None]:
        row = results.round.unit_position[unit.unit.code]
        return {code: _rounded(values[row], PLACES) for code, values in components.items()}

    return ResultsOutput(
        round=info.code,
        title=info.title.vi,
        title_en=info.title.en,
        year=info.year,
        kind=info.kind,
        data_status=info.data_status,
        framework=results.framework.code,
        framework_version=results.framework.version,
        stage=results.scores.stage,
        provisional=results.is_provisional,
        complete=results.is_complete and not results.is_provisional,
        digest=digest or None,
        sources=[SourceOutput(document=source.document.vi, link=source.link) for source in info.sources],
        summary=_summary(summary),
        units=[_unit(results, unit, areas(unit)) for unit in units],
        breaks=None if breaks is None else [WordsOutput(vi=each.vi, en=each.en) for each in breaks],
        sampling=sampling,
    ).model_dump(mode="json", exclude=_absent(sampling=sampling, breaks=breaks))


def _absent(**parts: object) -> set[str]:
    return {name for name, part in parts.items() if part is None}


def _summary(summary: Summary) -> SummaryOutput:
    def written(figures: dict[str, Figure], decimals: int) -> dict[str, FigureOutput]:
        return {name: _figure(figure, 0 if name in COUNTS else decimals) for name, figure in figures.items()}

    return SummaryOutput(
        figures=written(summary.figures, PLACES),
        region_means=written(summary.region_means, PLACES),
        area_means=written(summary.area_means, PLACES),
        group_sizes=written(summary.group_sizes, 0),
    )


def _figure(figure: Figure, decimals: int) -> FigureOutput:
    return FigureOutput(
        value=decimal_text(figure.value, decimals),
        exact=exact_text(figure.value) or "",
        basis=figure.basis,
        source=figure.source,
    )


def _unit(results: Results, unit: UnitResult, areas: dict[str, str | None]) -> UnitOutput:
    row, decimals = results.round.unit_position[unit.unit.code], results.framework.ranking.decimals
    change = unit.change
    return UnitOutput(
        code=unit.unit.code,
        name=unit.unit.name.vi,
        name_en=unit.unit.name.en,
        index=_rounded(unit.index, decimals),
        index_exact=exact_text(unit.index),
        computed_exact=exact_text(unit.computed),
        rank=unit.rank,
        group=unit.group or None,
        points_change=_rounded(change.points, decimals) if change else None,
        places_change=change.places if change else None,
        past_is_combined=change.is_combined if change else None,
        change=_split(change),
        status=unit.status,
        areas=areas,
        missing=list(results.missing(row)),
    )


def _split(change: Change | None) -> SplitOutput | None:
    if change is None or change.split is None:
        return None
    split = change.split
    return SplitOutput(
        performance=exact_text(split.performance) or "",
        criteria=exact_text(split.criteria) or "",
        maxima=exact_text(split.maxima) or "",
        adjustments=exact_text(split.adjustments) or "",
    )


def _rounded(value: Fraction | None, decimals: int) -> str | None:
    return None if value is None else decimal_text(value, decimals)
