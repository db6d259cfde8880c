"""What is to say of a round and of a unit: computed once, said alike by pages, reports, the press sheet and the audio."""

from parindex.reporting.facts.of_round import RoundFacts
from parindex.reporting.facts.of_unit import UnitFacts

__all__ = ["RoundFacts", "UnitFacts"]
