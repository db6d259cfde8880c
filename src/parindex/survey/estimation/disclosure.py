"""Which figures must be held back so that small groups of people cannot be read out of a table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from parindex.numbers import Booleans, Floats64
from parindex.survey.model import Node


def held_back(
    domains: Sequence[tuple[str, ...]],
    answers: Floats64,
    smallest_shown: int,
    families: Sequence[Sequence[int]] = (),
) -> Booleans:
    """Return what is not to be published, domains × measures.

    Parameters
    ----------
    domains : sequence of tuple of str
        As `Slab.groups`; more than one value each where groups are crossed.
    answers : float array (domains × measures)
    smallest_shown : int
        Domains with fewer answers are held back.
    families : sequence of sequence of int
        Columns of which each can be worked out from the others: a node of the tree with its parts, see `families_of`.

    Notes
    -----
    In a crossing, a lone cell that is held back could be worked out from the total of its row or column and the other
    cells, and in a family from the node and the other parts; then the next smallest of them is held back too, again and
    again until none has just one. A line of a crossing has one cell for each value of one of the columns, all other
    columns alike.
    """
    hidden = answers < smallest_shown
    lines = _lines(domains) if domains and len(domains[0]) > 1 else []
    while True:
        before = hidden.copy()
        for line in lines:
            hidden[line] = _without_lone_secrets(hidden[line].T, answers[line].T).T
        for family in families:
            hidden[:, family] = _without_lone_secrets(hidden[:, family], answers[:, family])
        if np.array_equal(before, hidden):
            return hidden


def families_of(tree: Node, measures: Sequence[str]) -> list[list[int]]:
    """Return the columns of each node of a tree and of what it is made of, where all of them are measured."""
    place = {code: column for column, code in enumerate(measures)}
    families = [[node.code, *node.items, *(child.code for child in node.children)] for node in tree.walk()]
    return [[place[code] for code in family] for family in families if place.keys() >= set(family)]


def _without_lone_secrets(hidden: Booleans, answers: Floats64) -> Booleans:
    """Return rows in which the next smallest is hidden too wherever just one was."""
    alone = np.flatnonzero(hidden.sum(axis=1) == 1)
    next_smallest = np.where(hidden, np.inf, answers).argmin(axis=1)
    result = hidden.copy()
    result[alone, next_smallest[alone]] = True
    return result


def _lines(domains: Sequence[tuple[str, ...]]) -> list[np.ndarray[tuple[int], np.dtype[np.int64]]]:
    """Return the cells of each row and column of a crossing that has two cells or more."""
    found: dict[tuple[int, tuple[str, ...]], list[int]] = defaultdict(list)
    for row, domain in enumerate(domains):
        for place in range(len(domain)):
            found[place, (*domain[:place], *domain[place + 1 :])].append(row)
    return [np.array(rows, dtype=np.int64) for rows in found.values() if len(rows) > 1]
