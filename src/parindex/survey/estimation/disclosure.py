"""Which figures must be held back so that small groups of people cannot be read out of a table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from parindex.numbers import Booleans, Floats64


def held_back(domains: Sequence[tuple[str, ...]], answers: Floats64, smallest_shown: int) -> Booleans:
    """Return what is not to be published, domains × measures.

    Parameters
    ----------
    domains : sequence of tuple of str
        As `Slab.groups`; more than one value each where groups are crossed.
    answers : float array (domains × measures)
    smallest_shown : int
        Domains with fewer answers are held back.

    Notes
    -----
    In a crossing, a lone cell that is held back could be worked out from the total of its row or column and the other
    cells; then the next smallest cell of that line is held back too, again and again until no line has just one. A
    line has one cell for each value of one of the columns, all other columns alike.
    """
    hidden = answers < smallest_shown
    if not domains or len(domains[0]) < 2:
        return hidden
    lines = _lines(domains)
    changed = True
    while changed:
        changed = False
        for line in lines:
            for measure in np.flatnonzero(hidden[line].sum(axis=0) == 1).tolist():
                shown = np.where(hidden[line, measure], np.inf, answers[line, measure])
                hidden[line[int(shown.argmin())], measure] = changed = True
    return hidden


def _lines(domains: Sequence[tuple[str, ...]]) -> list[np.ndarray[tuple[int], np.dtype[np.int64]]]:
    """Return the cells of each row and column of a crossing that has two cells or more."""
    found: dict[tuple[int, tuple[str, ...]], list[int]] = defaultdict(list)
    for row, domain in enumerate(domains):
        for place in range(len(domain)):
            found[place, (*domain[:place], *domain[place + 1 :])].append(row)
    return [np.array(rows, dtype=np.int64) for rows in found.values() if len(rows) > 1]
