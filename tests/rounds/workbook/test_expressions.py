import pytest

from parindex.framework.formula import Formula
from parindex.rounds.workbook.expressions import fits, literal, spreadsheet

NUMBERS = {"a": "D1", "b": "D2", "c": "D3", "max_points": "E1"}


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("100 * a / b", "100*D1/D2"),
        ("100 * (a / b)", "100*(D1/D2)"),
        ("a - (b - c)", "D1-(D2-D3)"),
        ("a - b - c", "D1-D2-D3"),
        ("(a + b) * c", "(D1+D2)*D3"),
        ("-(a + b)", "-(D1+D2)"),
        ("-a * b", "-D1*D2"),
        ("a - -b", "D1--D2"),
        ("0.1 + 1e-7", "0.1+1E-07"),
        ("min(a, b, max(c, 2))", "MIN(D1,D2,MAX(D3,2))"),
        ("abs(a - b) * max_points", "ABS(D1-D2)*E1"),
        ("a >= 80 and b < 1", "AND(D1>=80,D2<1)"),
        ("a == 0 or not b != 1", "OR(D1=0,NOT(D2<>1))"),
        ("a - b <= 0.1", "ROUND(D1-D2,9)<=0.1"),
        ("a / 4 > b", "ROUND(D1/4,9)>D2"),
        ("a / b >= 0.8", "IFERROR(ROUND(D1/D2,9)>=0.8,FALSE)"),
        ("1 > min(a / 0, b)", "IFERROR(1>ROUND(MIN(D1/0,D2),9),FALSE)"),
        ("not (a / b > 1 or c > 2)", "NOT(OR(IFERROR(ROUND(D1/D2,9)>1,FALSE),D3>2))"),
        ("-a / -b", "-D1/-D2"),
    ],
)
def test_formula_becomes_a_spreadsheet_expression(formula: str, expected: str) -> None:
    assert spreadsheet(Formula(formula), NUMBERS) == expected


def test_numbers_are_written_as_spreadsheets_write_them() -> None:
    assert [literal(number) for number in (2, 0.25, 100.0, 1e-9)] == ["2", "0.25", "100", "1E-09"]


def test_spreadsheets_take_formulas_only_up_to_a_length_and_depth() -> None:
    assert fits("=" + "1+" * 4000 + "1")
    assert not fits("=" + "1+" * 4100 + "1")
    assert fits("=" + "(" * 64 + "1" + ")" * 64)
    assert not fits("=" + "(" * 65 + "1" + ")" * 65)
