"""A small round of four ranked units in two regions and one that is not ranked, worked out by hand.

        1.1 (30)  1.2 (20)  2 (50)   index   rank  group
an         30        20       45      95       1     A
binh       15        10       45      70       2     B     tied with dung
dung       30         –       26      70       2     B     56 of 80
chi        20        20       20      60       4     C
office      0         0        0       0       –     C     not ranked
"""

from fractions import Fraction
from typing import Any

from parindex.language import Text
from parindex.reporting.facts import RoundFacts, UnitFacts
from parindex.rounds import PreviousResult, Printed, Unit
from tests.builders import a_round, branch, framework, leaf, results_of

NORTH = Text(vi="Miền Bắc", en="North")
SOUTH = Text(vi="Miền Nam", en="South")
RULES: dict[str, Any] = {
    "ranking": {"unranked_units": ["office"]},
    "groups": [
        {"code": "A", "label": {"vi": "Nhóm A", "en": "Group A"}, "lower_limit": 90},
        {"code": "B", "label": {"vi": "Khá", "en": "Fair"}, "lower_limit": 70},
        {"code": "C", "label": {"vi": "Nhóm C", "en": "Group C"}},
    ],
    "levels": [
        {"code": "area", "title": {"vi": "Lĩnh vực", "en": "Area"}},
        {"code": "criterion", "title": {"vi": "Tiêu chí", "en": "Criterion"}},
    ],
}
TREE = framework(
    branch("1", leaf("1.1", 30), leaf("1.2", 20, may_be_not_applicable=True)), leaf("2", 50), **RULES
)
NAMES = {
    "an": Text(vi="An", en="An"),
    "binh": Text(vi="Bình", en="Binh"),
    "chi": Text(vi="Chi", en="Chi"),
    "dung": Text(vi="Dũng", en="Dung"),
    "office": Text(vi="Văn phòng", en="Office of the Government"),
}
REGIONS = {"an": NORTH, "binh": NORTH, "chi": SOUTH, "dung": SOUTH}
UNITS = tuple(Unit(code, name, "province", REGIONS.get(code)) for code, name in NAMES.items())
POINTS: dict[str, dict[str, object]] = {
    "an": {"1.1": 30, "1.2": 20, "2": 45},
    "binh": {"1.1": 15, "1.2": 10, "2": 45},
    "chi": {"1.1": 20, "1.2": 20, "2": 20},
    "dung": {"1.1": 30, "2": 26},
    "office": {"1.1": 0, "1.2": 0, "2": 0},
}


def facts(**more: Any) -> RoundFacts:
    settings: dict[str, Any] = {
        "units": UNITS,
        "marked": [("dung", "1.2")],
        "about": {"data_status": "official"},
    }
    return RoundFacts(results_of(a_round(TREE, POINTS, **{**settings, **more})))


def of(code: str, **more: Any) -> UnitFacts:
    return UnitFacts(facts(**more), code)


def before(**results: tuple[str | None, int | None]) -> PreviousResult:
    """What the round before gave: index and rank by unit."""
    return PreviousResult(
        {
            code: Printed(None if index is None else Fraction(index), rank)
            for code, (index, rank) in results.items()
        }
    )
