"""Ways of making the index that stand for a period; each says whether it was published or is a guess."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from parindex.documents import Unfit, parse_model, read_document
from parindex.framework.rules import Strict
from parindex.language import Text
from parindex.survey.model import Code, Node, Survey

Combine = Literal["pooled", "mean"]


class PresetTree(Strict):
    """The whole over its factors."""

    code: Code
    combine: Combine
    factors: tuple[Code, ...]
    within: Combine
    """How items make a factor."""


class Preset(Strict):
    """A way of making the index."""

    format: Literal["parindex-index-preset/1"]
    code: str
    title: Text
    verified: bool
    """Whether the rule was published; if not, `note` says what is known."""
    note: Text
    tree: PresetTree


def presets() -> dict[str, Preset]:
    """Return all presets by code."""
    files = sorted(Path(__file__).parent.glob("*.yaml"))
    found = [parse_model(Preset, read_document(path)) for path in files]
    return {preset.code: preset for preset in found}


def with_preset(survey: Survey, preset: Preset) -> Survey:
    """Return a survey whose index is made as a preset says.

    Parameters
    ----------
    survey : Survey
        Its tree must have a node for each factor of the preset, of the same code, which says what items are below.
    preset : Preset

    Raises
    ------
    Unfit
        A factor is missing.
    """
    nodes = {node.code: node for node in survey.tree.walk()}
    missing = [code for code in preset.tree.factors if code not in nodes]
    if missing:
        named = ", ".join(missing)
        raise Unfit(
            f"Cây chỉ số của khảo sát không có yếu tố: {named}.",
            f"The tree of the survey has no factor: {named}.",
        )
    factors = tuple(
        Node(code=code, title=nodes[code].title, combine=preset.tree.within, items=tuple(nodes[code].below))
        for code in preset.tree.factors
    )
    whole = Node(
        code=preset.tree.code, title=survey.tree.title, combine=preset.tree.combine, children=factors
    )
    kept = tuple(item for item in survey.items if any(item.code in factor.items for factor in factors))
    return survey.changed(tree=whole, items=kept, notes=(*survey.notes, preset.note))
