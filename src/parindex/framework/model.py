"""The criteria tree: areas, criteria, sub-criteria down to the leaves that are scored."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, StringConstraints, Tag

from parindex.framework.properties import (
    Adjustments,
    ExplanationDuty,
    Group,
    Level,
    OptionalPart,
    Ranking,
    UnitGroup,
)
from parindex.framework.rules import AnyRule, Points, Strict, Variable
from parindex.language import Language, Sentence, Text
from parindex.numbers import micro

FORMAT = "parindex-framework/1"
ILLUSTRATIVE = "illustrative"

NodeCode = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$", max_length=40)]
UnitCode = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9@._-]*$", max_length=80)]
FrameworkCode = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=80)]


class Source(Strict):
    """Where something was laid down: a document, its clause, a link."""

    document: Text
    clause: Text | None = None
    link: Sentence | None = None


Origin = Source | Literal["illustrative"]
"""A real source, or the plain word that there is none: ``illustrative`` (not an official text)."""


class Leaf(Strict):
    """A criterion or sub-criterion that is scored itself."""

    code: NodeCode
    title: Text
    max_points: Points | Literal["unknown"]
    """``unknown`` where the maximum of a part has not been published."""
    rule: AnyRule
    way_of_scoring: Text | None = None
    """The official wording; where it is absent, the rule is put into words."""
    evidence: tuple[Text, ...] = ()
    appraiser: Text | None = None
    """Role or body that appraises; inherited from the node above where absent."""
    source: Origin | None = None
    """Inherited from the node above where absent."""
    may_be_not_applicable: bool = False
    for_groups: tuple[str, ...] = ()
    """Codes of the unit groups that this leaf is for; all where empty."""

    @property
    def maximum(self) -> Decimal | None:
        """Maximum points; None where unknown."""
        return None if self.max_points == "unknown" else self.max_points

    def is_for(self, unit_group: str) -> bool:
        """Return whether the leaf is in the set of a group of units."""
        return not self.for_groups or unit_group in self.for_groups


class Branch(Strict):
    """An area or criterion with parts of its own."""

    code: NodeCode
    title: Text
    max_points: Points | Literal["unknown"]
    appraiser: Text | None = None
    source: Origin | None = None
    children: tuple[AnyNode, ...] = Field(min_length=1)

    @property
    def maximum(self) -> Decimal | None:
        """Maximum points; None where unknown."""
        return None if self.max_points == "unknown" else self.max_points

    def is_for(self, unit_group: str) -> bool:
        """Return whether a leaf below is in the set of a group of units."""
        return any(child.is_for(unit_group) for child in self.children)


def _kind(data: Any) -> str:
    return "branch" if isinstance(data, Branch) or (isinstance(data, dict) and "children" in data) else "leaf"


AnyNode = Annotated[
    Annotated[Branch, Tag("branch")] | Annotated[Leaf, Tag("leaf")],
    Discriminator(_kind),
]
Node = Branch | Leaf


@dataclass(frozen=True)
class Placed:
    """A node and where it stands in the tree.

    Attributes
    ----------
    node : Branch or Leaf
    depth : int
        0 for an area.
    path : tuple
        Position in the YAML document.
    above : tuple of Branch
        From the area down to the parent.
    """

    node: Node
    depth: int
    path: tuple[str | int, ...]
    above: tuple[Branch, ...]

    @property
    def number(self) -> str:
        """Its code as the decision has it; empty where the code is a word of the file, which says nothing to a reader."""
        first = self.node.code.partition(".")[0]
        return self.node.code if first[0].isdigit() or len(first) == 1 else ""

    def name(self, language: Language) -> str:
        """Return its number and title."""
        return f"{self.number} {self.node.title.to(language)}".lstrip()

    @property
    def source(self) -> Origin | None:
        """The source of the node, else of the nearest node above that names one."""
        return next((n.source for n in (self.node, *reversed(self.above)) if n.source is not None), None)

    @property
    def appraiser(self) -> Text | None:
        """Who appraises: as the node says, else the nearest node above."""
        return next(
            (n.appraiser for n in (self.node, *reversed(self.above)) if n.appraiser is not None), None
        )


class Framework(Strict):
    """A versioned criteria set, with everything that turns points into a result."""

    format: Literal["parindex-framework/1"]
    code: FrameworkCode
    version: Sentence
    """Edition of this file ("2023", "2023.1")."""
    title: Text
    programme: FrameworkCode
    """The index programme that the set belongs to; rounds of one programme form a series."""
    owner: Text | None = None
    source: Origin
    notes: tuple[Text, ...] = ()
    levels: tuple[Level, ...] = Field(min_length=1)
    """What a node is called at each depth: area, criterion, sub-criterion."""
    total: Points
    """Maximum of the whole for units of no particular group."""
    ranking: Ranking
    groups: tuple[Group, ...] = ()
    unit_groups: tuple[UnitGroup, ...] = ()
    adjustments: Adjustments = Adjustments()
    optional_parts: tuple[OptionalPart, ...] = ()
    explanation_without_evidence: ExplanationDuty = "optional"
    """Whether a unit must explain in writing a leaf that it scores without giving evidence."""
    tree: tuple[AnyNode, ...] = Field(min_length=1)

    @cached_property
    def nodes(self) -> tuple[Placed, ...]:
        """All nodes in the order of the tree, each before its parts."""
        return tuple(_walk(self.tree, 0, ("tree",), ()))

    @cached_property
    def by_code(self) -> dict[str, Placed]:
        """All nodes by code."""
        return {placed.node.code: placed for placed in self.nodes}

    @cached_property
    def leaves(self) -> tuple[Leaf, ...]:
        """The scored nodes in the order of the tree; the order of columns everywhere."""
        return tuple(placed.node for placed in self.nodes if isinstance(placed.node, Leaf))

    @cached_property
    def maxima(self) -> tuple[int, ...]:
        """The maximum of each leaf in micro-points, zero where it is unknown."""
        return tuple(micro(leaf.maximum or 0) for leaf in self.leaves)

    @cached_property
    def leaf_position(self) -> dict[str, int]:
        """The column of each leaf by its code."""
        return {leaf.code: position for position, leaf in enumerate(self.leaves)}

    @cached_property
    def columns(self) -> tuple[tuple[int, Variable], ...]:
        """Every input variable with the position of its leaf; the order of columns of measurements."""
        return tuple(
            (position, variable) for position, leaf in enumerate(self.leaves) for variable in leaf.rule.inputs
        )

    @cached_property
    def column_position(self) -> dict[tuple[str, str], int]:
        """The column of each variable by the code of its leaf and its name."""
        return {
            (self.leaves[leaf].code, variable.name): column
            for column, (leaf, variable) in enumerate(self.columns)
        }

    @cached_property
    def columns_of_leaf(self) -> tuple[slice, ...]:
        """The columns of the variables of each leaf."""
        slices, start = [], 0
        for leaf in self.leaves:
            slices.append(slice(start, start + len(leaf.rule.inputs)))
            start = slices[-1].stop
        return tuple(slices)

    @property
    def is_illustrative(self) -> bool:
        """Whether the set as a whole is not an official text."""
        return self.source == ILLUSTRATIVE

    def leaves_under(self, code: str) -> tuple[int, ...]:
        """Return the columns of the leaves at or below a node."""
        return self._leaves_under[code]

    @cached_property
    def _leaves_under(self) -> dict[str, tuple[int, ...]]:
        below: dict[str, list[int]] = {placed.node.code: [] for placed in self.nodes}
        for placed in self.nodes:
            if isinstance(placed.node, Leaf):
                on_path: tuple[Node, ...] = (*placed.above, placed.node)
                for node in on_path:
                    below[node.code].append(self.leaf_position[placed.node.code])
        return {code: tuple(columns) for code, columns in below.items()}

    def ranks(self, unit_code: str) -> bool:
        """Return whether a unit takes part in the ranking; some are scored only."""
        return unit_code not in self.ranking.unranked_units

    def total_of(self, unit_group: str) -> Decimal:
        """Return the maximum of the whole for a group of units ("" for no particular one)."""
        return next((group.total for group in self.unit_groups if group.code == unit_group), self.total)

    def level_of(self, depth: int, language: Language) -> str:
        """Return what a node at `depth` is called."""
        return self.levels[min(depth, len(self.levels) - 1)].title.to(language)


def _walk(
    nodes: tuple[Node, ...], depth: int, path: tuple[str | int, ...], above: tuple[Branch, ...]
) -> Iterator[Placed]:
    for position, node in enumerate(nodes):
        here = (*path, position)
        yield Placed(node, depth, here, above)
        if isinstance(node, Branch):
            yield from _walk(node.children, depth + 1, (*here, "children"), (*above, node))


Branch.model_rebuild()
