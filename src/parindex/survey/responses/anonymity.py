"""k-anonymity by local suppression: every combination of quasi-identifiers that is released is shared by k people.

P. Samarati, L. Sweeney, "Protecting privacy when disclosing information: k-anonymity and its enforcement through
generalization and suppression", 1998. An empty cell counts as a value of its own here, which is the strict reading: it
matches nothing but another empty cell. A cell that nobody filled is told apart from one that was emptied, so that the
list of those that were emptied tells nobody apart either.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl
from numpy.typing import NDArray

from parindex.documents import Unfit
from parindex.numbers import Booleans

Codes = NDArray[np.int32]
EMPTIED, NEVER_FILLED = 0, 1


def suppress(people: pl.DataFrame, columns: Sequence[str], fixed: Sequence[str], k: int) -> Booleans:
    """Return which cells to empty (people × columns) so that the table is k-anonymous, even beside this very list.

    Then so is every choice of its columns, for leaving columns away only joins groups. Cells that nobody filled are among
    those to empty where they stand with others that are. That no fewer cells would do is not claimed.

    All rows that are too rare lose the same column at a time: the one that leaves the fewest too rare, the later in the
    list where several do. Whoever is still too rare without any of them takes the smallest group around along.

    Parameters
    ----------
    people : polars.DataFrame
    columns : sequence of str
        Quasi-identifiers that may be emptied, from the one to keep to the one to give up first.
    fixed : sequence of str
        Quasi-identifiers that must stay (strata).
    k : int

    Raises
    ------
    Unfit
        A group by the fixed columns alone has fewer than `k` people.
    """
    own, held = _codes(people, columns), _codes(people, fixed)
    before = own.copy()
    while True:
        rare = _rare(own, held, k)
        left = [n for n in range(len(columns)) if (own[rare, n] != EMPTIED).any()]
        if not rare.any() or not left:
            break
        own = min(
            (_without(own, rare, n) for n in reversed(left)), key=lambda each: int(_rare(each, held, k).sum())
        )
    return np.asarray(_joined(own, held, k) != before)


def is_anonymous(people: pl.DataFrame, columns: Sequence[str], k: int) -> bool:
    """Tell whether every combination of values that occurs is shared by at least `k` people."""
    if not len(people) or not columns:
        return True
    return int(people.select(pl.len().over(list(columns)).min()).item()) >= k


def _codes(people: pl.DataFrame, columns: Sequence[str]) -> Codes:
    """Return values as numbers above those that stand for none."""
    if not columns:
        return np.zeros((len(people), 0), dtype=np.int32)
    ranks = pl.col(list(columns)).cast(pl.String).rank("dense").cast(pl.Int32) + NEVER_FILLED
    return people.select(ranks.fill_null(NEVER_FILLED)).to_numpy().copy()


def _sizes(own: Codes, held: Codes) -> NDArray[np.int32]:
    """Return, for each person, how many have the same values."""
    whole = pl.DataFrame(np.hstack([held, own, np.zeros((len(own), 1), dtype=np.int32)]))
    return whole.select(pl.len().over(whole.columns).cast(pl.Int32)).to_series().to_numpy()


def _rare(own: Codes, held: Codes, k: int) -> Booleans:
    return _sizes(own, held) < k


def _without(own: Codes, rows: Booleans, column: int) -> Codes:
    changed = own.copy()
    changed[rows, column] = EMPTIED
    return changed


def _joined(own: Codes, held: Codes, k: int) -> Codes:
    """Return the table in which groups of empty cells that are too small took others along."""
    while (rare := _rare(own, held, k)).any():
        first = int(np.flatnonzero(rare)[0])
        around = (held == held[first]).all(axis=1) & ~rare
        if not around.any():
            raise Unfit(
                f"Một nhóm theo tầng chỉ có {int((held == held[first]).all(axis=1).sum())} người, ít hơn k = {k}; gộp tầng, hoặc giảm k.",
                f"A group by the strata alone has {int((held == held[first]).all(axis=1).sum())} people, fewer than k = {k}; merge strata, or lower k.",
            )
        sizes = np.where(around, _sizes(own, held), len(own) + 1)
        smallest = int(sizes.argmin())
        own = own.copy()
        own[(own == own[smallest]).all(axis=1) & (held == held[smallest]).all(axis=1)] = EMPTIED
    return own
