"""Inputs → points → index, rank, group, change, lost points."""

from parindex.scoring.points import score
from parindex.scoring.results import Results, UnitResult, rank
from parindex.scoring.scores import Scores
from parindex.scoring.summary import Summary, summarise

__all__ = ["Results", "Scores", "Summary", "UnitResult", "rank", "score", "summarise"]
