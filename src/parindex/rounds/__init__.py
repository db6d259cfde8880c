"""The on-disk form of a round: read, check, write; and the workbook in which a unit scores itself."""

from parindex.rounds.model import (
    ABSENT,
    PreviousCell,
    PreviousResult,
    Printed,
    RoundData,
    RoundInfo,
    Stage,
    State,
    Unit,
)
from parindex.rounds.read import check, read

__all__ = [
    "ABSENT",
    "PreviousCell",
    "PreviousResult",
    "Printed",
    "RoundData",
    "RoundInfo",
    "Stage",
    "State",
    "Unit",
    "check",
    "read",
]
