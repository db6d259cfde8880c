"""The tables of a result: every value by hand."""

from decimal import Decimal
from fractions import Fraction

from parindex.language import Text
from parindex.reporting.opendata.dataset import DataTable, Value
from parindex.reporting.opendata.tables import tables_of
from parindex.rounds import PreviousResult, Printed
from parindex.scoring import Results
from tests.builders import a_round, framework, leaf, results_of
from tests.reporting.opendata.conftest import HOSTILE

D = Decimal


def test_units_stand_by_rank_with_rounded_and_exact_index(tables: dict[str, DataTable]) -> None:
    assert tables["units"].rows == (
        (
            "binh",
            "Unit binh",
            "Unit binh",
            None,
            1,
            D("97.86"),
            "685/7",
            "A",
            None,
            None,
            None,
            None,
            None,
            None,
            "computed",
        ),
        (
            "an",
            HOSTILE,
            "An",
            "South-East",
            2,
            D("85.00"),
            "85",
            "A",
            None,
            None,
            None,
            None,
            None,
            None,
            "computed",
        ),
        (
            "chi",
            "Unit chi",
            "Unit chi",
            None,
            3,
            D("20.00"),
            "20",
            "B",
            None,
            None,
            None,
            None,
            None,
            None,
            "provisional",
        ),
    )


def test_a_change_across_a_break_says_so_in_its_row() -> None:
    past = PreviousResult({"an": Printed(Fraction(60), 1)})
    results = results_of(a_round(framework(leaf("1")), {"an": {"1": 80}, "binh": {"1": 70}}, previous=past))
    why = (Text(vi="Bộ mới.", en="A new set."), Text(vi="Phiếu mới.", en="New forms."))
    names = ("unit", "points_change", "comparable", "break_vi", "break_en")

    def told(breaks: tuple[Text, ...]) -> list[tuple[Value, ...]]:
        units = tables_of(results, breaks)[0]
        return [tuple(row[units.names.index(name)] for name in names) for row in units.rows]

    assert told(()) == [("an", D("20.00"), True, None, None), ("binh", None, None, None, None)]
    assert told(why) == [
        ("an", D("20.00"), False, "Bộ mới. Phiếu mới.", "A new set. New forms."),
        ("binh", None, None, None, None),
    ]


def test_components_are_ratios_of_what_applies(tables: dict[str, DataTable]) -> None:
    rows = {row[:2]: row[2:] for row in tables["components"].rows}
    assert rows["an", "1"] == (D(49), D("81.666667"))
    assert rows["binh", "1"] == (D(30), D("100.000000"))
    assert rows["binh", "1.2"] == (None, None)


def test_the_four_states_of_a_cell_stay_apart(tables: dict[str, DataTable]) -> None:
    rows = {row[:2]: row[2:] for row in tables["leaves"].rows}
    assert rows["an", "1.2"] == ("scored", D(20), D(10), D(0))
    assert rows["binh", "1.2"] == ("not_applicable", None, None, None)
    assert rows["chi", "1.2"] == ("not_yet_scored", None, None, None)


def test_what_was_not_read_is_unknown_not_zero(printed: Results) -> None:
    units, components, leaves, criteria = tables_of(printed)
    assert units.rows[0][4:8] == (2, None, None, None)
    assert {row[2:] for row in components.rows} == {(None, None)}
    assert {row[2:] for row in leaves.rows} == {("unknown", None, None, None)}
    assert criteria.rows == (
        ("total", None, "Area", "Area", "leaf total", "leaf total", D(100), "appraiser", "illustrative"),
    )


def test_criteria_name_what_holds_them_their_rule_and_source(tables: dict[str, DataTable]) -> None:
    rows = {row[0]: row[1:] for row in tables["criteria"].rows}
    assert rows["1"] == (None, "Lĩnh vực", "Area", "area 1", "area 1", D("60.0"), None, "illustrative")
    assert rows["1.2"] == (
        "1",
        "Tiêu chí",
        "Criterion",
        "leaf 1.2",
        "leaf 1.2",
        D(30),
        "proportional",
        "illustrative",
    )
    assert rows["2"] == (None, "Lĩnh vực", "Area", "leaf 2", "leaf 2", D(40), "appraiser", "Decision 1")


def test_every_key_names_one_row(tables: dict[str, DataTable]) -> None:
    for table in tables.values():
        places = [table.names.index(name) for name in table.key]
        keys = [tuple(row[place] for place in places) for row in table.rows]
        assert len(set(keys)) == len(keys), table.name
