"""What a survey is: its items and their tree, the groups it is broken down by, and how its sample was drawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from parindex.framework.model import FrameworkCode, NodeCode, Source
from parindex.framework.rules import Strict
from parindex.language import Language, Text

FORMAT = "parindex-survey/1"

Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
Column = Annotated[str, StringConstraints(pattern=r"^[A-Za-z_][A-Za-z0-9_]*$", max_length=60)]
"""Name of a column of the microdata."""

DataStatus = Literal["official", "published", "training"]
Lonely = Literal["fail", "adjust", "average", "certainty", "remove"]
"""What a stratum with one PSU adds to a variance; the words of R's survey package."""

UNNAMED = "–"
"""Stands for a group that has no value."""

DONT_KNOW, REFUSED, NOT_ASKED = -1, -2, -3
"""Codes in the microdata for what is neither an answer nor empty (null)."""


class Scale(Strict):
    """The answers of a closed question, from the worst to the best."""

    code: Code = "satisfaction"
    labels: Mapping[int, Text] = Field(min_length=2)
    """Text of each answer by its code; codes are positive and count up by one from 1."""
    satisfied_from: int
    """The lowest code that counts as satisfied."""

    @property
    def levels(self) -> tuple[int, ...]:
        """The codes in order."""
        return tuple(sorted(self.labels))


class Item(Strict):
    """A question whose answers are counted; its code is its column in the microdata."""

    code: Code
    title: Text
    scale: Code = "satisfaction"


class Node(Strict):
    """A factor, or the whole: how the indices below it make one.

    ``pooled``: all answers to the items below are counted together; ``mean``: the plain mean of the indices below;
    ``weighted``: their mean with the weights given.
    """

    code: Code
    title: Text
    combine: Literal["pooled", "mean", "weighted"]
    items: tuple[Code, ...] = ()
    children: tuple[Node, ...] = ()
    weights: tuple[float, ...] = ()
    """One for each of `items` or `children`, in order; only where ``weighted``."""

    def walk(self) -> Iterator[Node]:
        """Yield this node and all below it, children first."""
        for child in self.children:
            yield from child.walk()
        yield self

    @property
    def below(self) -> tuple[str, ...]:
        """Codes of the items below, at any depth."""
        return self.items + tuple(item for child in self.children for item in child.below)


class Grouping(Strict):
    """Columns whose values divide the people into domains, each of which gets an estimate."""

    code: Code
    title: Text
    columns: tuple[Column, ...] = ()
    """None for the nation; more than one crosses them, which is asked for by name."""
    labels: Mapping[str, Text] = Field(default_factory=dict)
    """Names of the values; without any, each value stands for itself. Where some are named, others are an error."""
    is_of_units: bool = False
    """Whether its domains are the units that are scored (provinces, say)."""

    def name_of(self, domain: tuple[str, ...], language: Language) -> str:
        """Return what a domain is called; empty for the one of a grouping without columns."""
        named = (self.labels[value].to(language) if value in self.labels else value for value in domain)
        return " · ".join(name or UNNAMED for name in named)


class SampleStage(Strict):
    """One stage of a multi-stage sample, as the microdata tell it."""

    cluster: Column
    nested: bool = False
    """Whether the ids restart in every stratum (or cluster above); else an id in two strata is an error."""
    population: Column | None = None
    """Column with the number of clusters in the population of the stratum (or of the cluster above); none where
    the sampling fraction is neglected."""


class VarianceDesign(Strict):
    """How the sample was drawn, as far as a variance needs it.

    Several may stand side by side for one survey: districts as PSUs describe the province, villages within the
    drawn districts describe those districts alone. The first is the headline.
    """

    code: Code
    title: Text
    describes: Text
    """What the intervals are about."""
    strata: tuple[Column, ...] = ()
    stages: tuple[SampleStage, ...] = Field(min_length=1)
    """From the PSU down; the ultimate-cluster variance uses the first alone, further ones count where a `population`
    is given at each stage above them."""
    weight: Column = "weight"
    lonely: Lonely = "fail"


class Feed(Strict):
    """Where a result of the survey goes in the framework of a round: an index, or the answers to one question."""

    leaf: NodeCode
    measure: Code | None = None
    """An item or node, whose share of satisfied answers is the value of `variable`; or else:"""
    variable: str = "value"
    item: Code | None = None
    """A question, whose answers are the options of the leaf's rule."""
    options: Mapping[str, int] = Field(default_factory=dict)
    """Code of the answer by the option that it is."""
    decimals: int = Field(default=2, ge=0, le=6)
    """Decimals of the percentages that are taken over."""


class Survey(Strict):
    """What ``survey.yaml`` says of a file of microdata."""

    format: Literal["parindex-survey/1"]
    code: FrameworkCode
    title: Text
    year: int = Field(ge=1900, le=2200)
    data_status: DataStatus
    series: FrameworkCode | None = None
    """Surveys with the same word here may be compared over time; a new word is a break."""
    scales: tuple[Scale, ...] = Field(min_length=1)
    items: tuple[Item, ...] = Field(min_length=1)
    tree: Node
    groupings: tuple[Grouping, ...] = Field(min_length=1)
    designs: tuple[VarianceDesign, ...] = Field(min_length=1)
    smallest_shown: int = Field(default=30, ge=0)
    """Domains with fewer answers are not published."""
    feeds: tuple[Feed, ...] = ()
    """What a round takes from this survey."""
    sources: tuple[Source, ...] = ()
    notes: tuple[Text, ...] = ()

    @cached_property
    def item_position(self) -> dict[str, int]:
        """The column of each item by its code."""
        return {item.code: position for position, item in enumerate(self.items)}

    @cached_property
    def title_of(self) -> dict[str, Text]:
        """What each item and node is called, by its code."""
        items = {item.code: item.title for item in self.items}
        return items | {node.code: node.title for node in self.tree.walk()}

    @cached_property
    def scale_of(self) -> dict[str, Scale]:
        """The scale of each item by the item's code."""
        scales = {scale.code: scale for scale in self.scales}
        return {item.code: scales[item.scale] for item in self.items}

    def changed(self, **fields: object) -> Survey:
        """Return the survey with other values of some fields; nothing that was worked out from the old is kept."""
        own = {name: getattr(self, name) for name in type(self).model_fields}
        return Survey.model_validate({**own, **fields})

    def grouping(self, code: str) -> Grouping:
        """Return a grouping by its code (`KeyError` if there is none)."""
        return {grouping.code: grouping for grouping in self.groupings}[code]

    def crossed(self, codes: Sequence[str]) -> tuple[Survey, str]:
        """Return the survey with some of its groupings crossed as one more, and the code of that.

        Raises `KeyError` if there is no grouping of a code.
        """
        parts = [self.grouping(code) for code in codes]
        name = "_x_".join(codes)
        grouping = Grouping(
            code=name,
            title=Text(
                vi=" × ".join(part.title.vi for part in parts), en=" × ".join(part.title.en for part in parts)
            ),
            columns=tuple(dict.fromkeys(column for part in parts for column in part.columns)),
            labels={value: text for part in parts for value, text in part.labels.items()},
        )
        known = {each.code for each in self.groupings}
        return (self if name in known else self.changed(groupings=(*self.groupings, grouping))), name

    def design(self, code: str | None = None) -> VarianceDesign:
        """Return a design by its code, the headline by default (`KeyError` if there is none)."""
        return self.designs[0] if code is None else {design.code: design for design in self.designs}[code]
