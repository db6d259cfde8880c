"""How many draws fit into memory."""

from __future__ import annotations

from parindex.documents import Unfit

MOST_BYTES = 2**30
"""What all draws together may take."""


def refuse_too_many(draws: int, numbers: int) -> None:
    """Raise `Unfit` before anything is drawn where draws of so many numbers each would not fit into memory."""
    most = MOST_BYTES // (8 * numbers)
    if draws > most:
        raise Unfit(
            f"{draws} lần rút không vừa bộ nhớ; nhiều nhất là {most} (--draws).",
            f"{draws} draws do not fit into memory; at most {most} do (--draws).",
        )
