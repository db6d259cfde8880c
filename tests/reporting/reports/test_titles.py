"""What reports are about, as an office says it."""

from collections.abc import Callable

import pytest

from parindex.language import both
from parindex.reporting.facts import RoundFacts, UnitFacts
from parindex.reporting.reports.titles import of_round, of_unit
from parindex.rounds import Unit
from tests.builders import a_round, framework, leaf, results_of
from tests.reporting.facts.small import facts

Shipped = Callable[[str], RoundFacts]


def test_the_year_stands_before_whose_index_it_is(shipped_facts: Shipped) -> None:
    found = shipped_facts("vn-provinces-2019")
    assert of_round(found, "vi") == (
        "Kết quả xác định Chỉ số cải cách hành chính năm 2019 của các tỉnh, thành phố"
    )
    assert of_round(found, "en") == "Results: PAR INDEX of provinces and cities 2019"


def test_a_round_of_another_name_keeps_it() -> None:
    assert of_round(facts(), "vi") == "Kết quả: Small 2025"


@pytest.mark.parametrize(
    ("kind", "name", "said"),
    [
        ("province", "Lạng Sơn", "tỉnh Lạng Sơn"),
        ("city", "Hà Nội", "thành phố Hà Nội"),
        ("city", "TP. Hồ Chí Minh", "TP. Hồ Chí Minh"),
        ("province", "Tỉnh Lạng Sơn", "Tỉnh Lạng Sơn"),
        ("ministry", "Bộ Tư pháp", "Bộ Tư pháp"),
    ],
)
def test_a_unit_is_called_what_it_is_unless_its_name_says_so(kind: str, name: str, said: str) -> None:
    data = a_round(framework(leaf("1")), {"a": {"1": 80}}, units=[Unit("a", both(name), kind)])
    found = UnitFacts(RoundFacts(results_of(data)), "a")
    assert of_unit(found, "vi") == f"Kết quả Chỉ số cải cách hành chính năm 2025 của {said}"
    assert of_unit(found, "en") == f"Result of {name} in the public administration reform index 2025"
