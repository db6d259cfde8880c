"""Confidence sets for ranks: which places a unit may hold, given the errors of all estimates."""

from parindex.survey.ranks.sets import RankSets, rank_sets

__all__ = ["RankSets", "rank_sets"]
