"""What may be published of a survey: past this folder nothing exists of what is held back."""

from parindex.survey.estimation.flags import HOLD_BACK
from parindex.survey.publication.figures import Domain, Figure, Group
from parindex.survey.publication.publication import (
    Change,
    Changes,
    Place,
    Publication,
    Ranking,
    Unranked,
    Working,
    publication_of,
)

__all__ = [
    "HOLD_BACK",
    "Change",
    "Changes",
    "Domain",
    "Figure",
    "Group",
    "Place",
    "Publication",
    "Ranking",
    "Unranked",
    "Working",
    "publication_of",
]
