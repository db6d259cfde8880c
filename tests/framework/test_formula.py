import pickle
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from parindex.documents import Unfit
from parindex.framework.formula import Dimension, Formula, UnitMismatch, dimension_of, dimension_text
from parindex.numbers import Analytic, Floats, Fractions, exact_array


def in_fractions(text: str, **values: str) -> Fraction | bool | None:
    """The outcome of a formula for one unit; None where it is undefined."""
    outcome = Formula(text).evaluate(
        {name: np.array([Fraction(value)], dtype=object) for name, value in values.items()}, Fractions()
    )
    value = np.asarray(outcome).reshape(-1)[0]
    return None if value != value else bool(value) if isinstance(value, bool | np.bool_) else value


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("1.5", "1.5"),
        ("7", "7"),
        ("1 + 2 * 3", "7"),
        ("(1 + 2) * 3", "9"),
        ("7 - 2 - 1", "4"),
        ("12 / 3 / 2", "2"),
        ("1 / 3", "1/3"),
        ("-2 * 3", "-6"),
        ("-(2 - 5)", "3"),
        ("min(3, 1, 2)", "1"),
        ("max(3, 1, 2)", "3"),
        ("min(4)", "4"),
        ("abs(2 - 5)", "3"),
        ("0.1 + 0.2", "0.3"),
        ("  1 + 1  ", "2"),
    ],
)
def test_a_formula_calculates_as_people_do(text: str, outcome: str) -> None:
    assert in_fractions(text) == Fraction(outcome)


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("1 < 2", True),
        ("2 < 2", False),
        ("2 <= 2", True),
        ("2 > 2", False),
        ("2 >= 2", True),
        ("2 == 2", True),
        ("2 != 2", False),
        ("2 != 3", True),
        ("not 1 < 2", False),
        ("1 < 2 and 2 < 1", False),
        ("1 < 2 or 2 < 1", True),
        ("1 < 2 and 2 < 3 and 3 < 4", True),
        ("not (1 < 2 and 2 < 1) or 1 > 2", True),
    ],
)
def test_a_condition_holds_or_does_not(text: str, holds: bool) -> None:
    assert Formula(text).is_condition
    assert in_fractions(text) is holds


def test_names_stand_for_the_values_of_all_units() -> None:
    formula = Formula("max_points * (received - late) / received")
    values = {"received": np.array([4.0, 10.0]), "late": np.array([1.0, 5.0]), "max_points": 2.0}
    assert formula.evaluate(values, Floats((2,))).tolist() == [1.5, 1.0]


def test_a_formula_knows_its_variables_and_that_functions_are_none() -> None:
    assert Formula("min(a, b) / max_points + a").names == {"a", "b", "max_points"}
    assert Formula("1").names == frozenset()


@pytest.mark.parametrize("text", ["1", "x", "x + 1", "-x", "min(x, 1)"])
def test_what_gives_a_number_is_no_condition(text: str) -> None:
    assert not Formula(text).is_condition


# Undefined.


@pytest.mark.parametrize(
    "text", ["1 / x", "0 / x", "1 + 1 / x", "min(1 / x, 0)", "max(0, 1 / x)", "abs(1 / x)", "-(1 / x)"]
)
def test_what_is_made_of_something_undefined_is_undefined(text: str) -> None:
    assert in_fractions(text, x="0") is None
    assert np.isnan(Formula(text).evaluate({"x": np.zeros(3)}, Floats((3,)))).all()


@pytest.mark.parametrize("sign", ["<", "<=", ">", ">=", "==", "!="])
def test_no_comparison_with_something_undefined_holds(sign: str) -> None:
    for text in (f"1 / x {sign} 1", f"1 {sign} 1 / x", f"1 / x {sign} 1 / x"):
        assert in_fractions(text, x="0") is False
        assert Formula(text).evaluate({"x": np.zeros(2)}, Floats((2,))).tolist() == [False, False]


# Nothing but the grammar.


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("x.real", "x.real"),
        ("x" + ".real" * 90, "x" + ".real" * 90),
        ("open('a')", "open('a')"),
        ("__import__('os')", "__import__('os')"),
        ("min(x, key=x)", "min(x, key=x)"),
        ("min()", "min()"),
        ("min(*x)", "*x"),
        ("x.min(1)", "x.min(1)"),
        ("abs(x, y)", "abs(x, y)"),
        ("round(x)", "round(x)"),
        ("lambda: x", "lambda: x"),
        ("[a for a in x]", "[a for a in x]"),
        ("x ** 2", "x ** 2"),
        ("1 + x // 2", "x // 2"),
        ("x % 2", "x % 2"),
        ("x @ y", "x @ y"),
        ("x << 2", "x << 2"),
        ("x & y", "x & y"),
        ("~x", "~x"),
        ("+x", "+x"),
        ("'text'", "'text'"),
        ("b'text'", "b'text'"),
        ("1 + True", "True"),
        ("None", "None"),
        ("...", "..."),
        ("2j", "2j"),
        ("1e999", "1e999"),
        ("1" + "0" * 15, "1" + "0" * 15),
        ("(x := 2)", "x := 2"),
        ("x if y else z", "x if y else z"),
        ("x[0]", "x[0]"),
        ("(x, y)", "(x, y)"),
        ("{x}", "{x}"),
        ("f'{x}'", "f'{x}'"),
        ("1 < x < 3", "1 < x < 3"),
        ("x is y", "x is y"),
        ("x in y", "x in y"),
        ("điểm + max(1, ngày.tháng)", "ngày.tháng"),
    ],
)
def test_everything_else_is_refused_with_the_piece_that_will_not_do(text: str, piece: str) -> None:
    with pytest.raises(Unfit) as caught:
        Formula(text)
    assert caught.value.text.vi == (
        f"“{piece}” không dùng được trong công thức; chỉ có số, tên biến, + - * /, so sánh, and or not, min max abs."
    )
    assert caught.value.text.en == (
        f'"{piece}" cannot be used in a formula; only numbers, names, + - * /, comparisons, and or not, min max abs.'
    )


@pytest.mark.parametrize(
    "text", ["", "1 +", "(1", "1; 2", "x = 2", "import os", "a\nb", "\x00", "(" * 230 + "x" + ")" * 230]
)
def test_what_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(Unfit) as caught:
        Formula(text)
    assert caught.value.text.vi == f"Không đọc được công thức “{text}”; kiểm tra dấu ngoặc và phép tính."
    assert caught.value.text.en == f'The formula "{text}" cannot be read; check its brackets and operators.'


def test_a_formula_of_more_than_five_hundred_characters_is_refused() -> None:
    assert Formula("x" * 500).names == {"x" * 500}
    with pytest.raises(Unfit) as caught:
        Formula("x" * 501)
    assert caught.value.text.en == "The formula is longer than 500 characters; split it into branches."
    assert caught.value.text.vi == "Công thức dài quá 500 ký tự; hãy chia thành nhiều nhánh."


@pytest.mark.parametrize("start", ["-", "not "])
def test_a_formula_nested_a_hundred_deep_is_refused(start: str) -> None:
    inner = "x < 1" if start == "not " else "x"
    Formula(start * 98 + inner).evaluate({"x": np.ones(1)}, Floats((1,)))
    with pytest.raises(Unfit) as caught:
        Formula(start * 101 + inner)
    assert caught.value.text.en == "The formula is nested more than 100 deep; split it into branches."
    assert caught.value.text.vi == "Công thức lồng nhau quá 100 tầng; hãy chia thành nhiều nhánh."


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("(a < b) + 1", "a < b"),
        ("-(a < b)", "a < b"),
        ("min(1, a < b)", "a < b"),
        ("(a < b) == (c < d)", "a < b"),
        ("a * (not b < c)", "not b < c"),
        ("abs(a < 1 and b < 1)", "a < 1 and b < 1"),
    ],
)
def test_one_cannot_calculate_with_a_condition(text: str, piece: str) -> None:
    with pytest.raises(Unfit) as caught:
        Formula(text)
    assert caught.value.text.vi == f"“{piece}” là điều kiện; ở đây cần một số."
    assert caught.value.text.en == f'"{piece}" is a condition; a number is needed here.'


@pytest.mark.parametrize(
    ("text", "piece"),
    [("a and b < 1", "a"), ("a < 1 or b + 1", "b + 1"), ("not a", "a"), ("not (a < 1 and 1)", "1")],
)
def test_a_number_is_no_condition(text: str, piece: str) -> None:
    with pytest.raises(Unfit) as caught:
        Formula(text)
    assert caught.value.text.vi == f"“{piece}” là số; ở đây cần một điều kiện, ví dụ “{piece} > 0”."
    assert (
        caught.value.text.en == f'"{piece}" is a number; a condition is needed here, such as "{piece} > 0".'
    )


# Floats and fractions.


def numbers(depth: int) -> st.SearchStrategy[str]:
    """Formulas over a, b, c that give a number."""
    leaves = st.sampled_from(["a", "b", "c", "0.3", "2", "10", "0"])
    if depth == 0:
        return leaves
    part = numbers(depth - 1)
    return leaves | st.one_of(
        st.builds("({} {} {})".format, part, st.sampled_from("+-*/"), part),
        st.builds("-{}".format, part),
        st.builds("abs({})".format, part),
        st.builds("{}({}, {})".format, st.sampled_from(["min", "max"]), part, part),
    )


def conditions(depth: int) -> st.SearchStrategy[str]:
    """Formulas over a, b, c that hold or do not."""
    signs = st.sampled_from(["<", "<=", ">", ">=", "==", "!="])
    compared = st.builds("({} {} {})".format, numbers(2), signs, numbers(2))
    if depth == 0:
        return compared
    part = conditions(depth - 1)
    return compared | st.one_of(
        st.builds("(not {})".format, part),
        st.builds("({} {} {})".format, part, st.sampled_from(["and", "or"]), part),
    )


TENTHS = st.integers(-50, 50).map(lambda tenths: tenths / 10)
UNITS = st.lists(st.tuples(TENTHS, TENTHS, TENTHS), min_size=1, max_size=6)


@given(numbers(3), UNITS)
def test_floats_agree_with_fractions_wherever_they_do_not_doubt(
    text: str, units: list[tuple[float, ...]]
) -> None:
    columns = dict(zip("abc", np.array(units).T, strict=True))
    floats = Floats((len(units),))
    in_floats = np.zeros(len(units)) + Formula(text).evaluate(columns, floats)
    exactly = np.zeros(len(units)) + np.asarray(
        Formula(text).evaluate({name: exact_array(row) for name, row in columns.items()}, Fractions())
    )
    sure = ~floats.doubt
    assert in_floats[sure].tolist() == pytest.approx(
        exactly[sure].astype(float).tolist(), rel=1e-9, abs=1e-9, nan_ok=True
    )


@given(conditions(2), UNITS)
def test_a_condition_holds_in_floats_where_it_does_in_fractions_or_is_in_doubt(
    text: str, units: list[tuple[float, ...]]
) -> None:
    columns = dict(zip("abc", np.array(units).T, strict=True))
    floats = Floats((len(units),))
    in_floats = np.zeros(len(units), dtype=bool) | Formula(text).evaluate(columns, floats)
    exactly = np.zeros(len(units), dtype=bool) | np.asarray(
        Formula(text).evaluate({name: exact_array(row) for name, row in columns.items()}, Fractions()),
        dtype=bool,
    )
    sure = ~floats.doubt
    assert in_floats[sure].tolist() == exactly[sure].tolist()


def test_a_difference_that_is_zero_but_not_in_floats_is_in_doubt() -> None:
    """0.3 − 0.1 − 0.2 = −2.8e-17 in floats; a quotient by it is not undefined but huge."""
    floats = Floats((2,))
    values = {"a": np.array([0.3, 0.9]), "b": np.array([0.1, 0.1]), "c": np.array([0.2, 0.2])}
    assert np.isfinite(Formula("1 / (a - b - c)").evaluate(values, floats)).all()
    assert floats.doubt.tolist() == [True, False]


def test_analytic_floats_take_formulas_of_any_shape() -> None:
    draws = np.arange(6.0).reshape(2, 3)
    assert (
        Formula("a - 0.5 + b").evaluate({"a": draws, "b": draws}, Analytic()).tolist()
        == (2 * draws - 0.5).tolist()
    )


# Units of measurement.

FILES, DAYS = dimension_of("case file"), dimension_of("day")
UNITS_OF = {"files": FILES, "late": FILES, "days": DAYS}


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("files", "case file"),
        ("files + late", "case file"),
        ("files - late", "case file"),
        ("-files", "case file"),
        ("abs(files)", "case file"),
        ("max(files, late)", "case file"),
        ("files / late", "1"),
        ("files / days", "case file / day"),
        ("files * days", "case file·day"),
        ("files * files", "case file·case file"),
        ("1 * files / (days * late)", None),
        ("files / (days * late)", "1 / day"),
        ("share", "1"),
        ("share * files", "case file"),
        ("0.25 * files", None),
        ("2", None),
        ("files + 2", "case file"),
        ("2 + files", "case file"),
        ("min(files, 2, late)", "case file"),
        ("files < late", None),
        ("files < 3 and days > 1", None),
        ("not files == late", None),
    ],
)
def test_units_follow_the_calculation_and_a_bare_number_fits_any(text: str, unit: str | None) -> None:
    dimension = Formula(text).dimension(UNITS_OF)
    assert (None if dimension is None else dimension_text(dimension)) == unit


@pytest.mark.parametrize(
    ("text", "left", "right"),
    [
        ("files + days", "case file", "day"),
        ("files - share", "case file", "1"),
        ("files < days", "case file", "day"),
        ("min(files, days)", "case file", "day"),
        ("files / days + days / files", "case file / day", "day / case file"),
        ("files > 1 and files == days", "case file", "day"),
        ("not files == days", "case file", "day"),
        ("abs(files + days)", "case file", "day"),
        ("1 + -(files - days) * 2", "case file", "day"),
    ],
)
def test_unlike_things_are_neither_added_nor_compared(text: str, left: str, right: str) -> None:
    with pytest.raises(UnitMismatch) as caught:
        Formula(text).dimension(UNITS_OF)
    assert (caught.value.left, caught.value.right) == (left, right)
    assert str(caught.value) == f"{left} and {right}"


POWERS = st.dictionaries(
    st.sampled_from(["case file", "day", "person"]), st.integers(-2, 2).filter(bool), max_size=3
)


@given(POWERS, POWERS)
def test_dividing_by_what_one_has_multiplied_by_gives_the_unit_back(
    first: Mapping[str, int], second: Mapping[str, int]
) -> None:
    units: dict[str, Dimension] = {"a": frozenset(first.items()), "b": frozenset(second.items())}
    assert Formula("a * b / b").dimension(units) == units["a"]
    assert Formula("a * b").dimension(units) == Formula("b * a").dimension(units)
    assert Formula("a / b * b + a").dimension(units) == units["a"]


# In data.


class Holder(BaseModel):
    formula: Formula


@pytest.mark.parametrize(
    ("given_as", "text"), [("a + 1", "a + 1"), (2, "2"), (Decimal("0.5"), "0.5"), (Formula("a"), "a")]
)
def test_a_formula_is_read_from_text_or_a_number_and_written_as_text(given_as: object, text: str) -> None:
    holder = Holder.model_validate({"formula": given_as})
    assert holder.formula == Formula(text)
    assert holder.model_dump() == {"formula": text}


@pytest.mark.parametrize("given_as", [True, None, 0.5, ["a"], {"a": 1}])
def test_nothing_else_is_a_formula(given_as: object) -> None:
    with pytest.raises(ValidationError, match="is not a formula"):
        Holder.model_validate({"formula": given_as})


def test_the_schema_of_a_formula_is_text_or_number() -> None:
    assert Holder.model_json_schema()["properties"]["formula"] == {
        "type": ["string", "number"],
        "description": "Formula over named variables",
        "title": "Formula",
    }


def test_a_formula_goes_to_another_process_and_works_there() -> None:
    formula = Formula("max(a, b) / (a + 1)")
    values = {"a": np.array([1.0, 3.0]), "b": np.array([2.0, 0.0])}
    before = formula.evaluate(values, Floats((2,)))
    after = pickle.loads(pickle.dumps(formula))
    assert after == formula
    np.testing.assert_array_equal(after.evaluate(values, Floats((2,))), before)
