from typing import get_args

import pytest

from parindex.framework import Framework
from parindex.framework.rules import AnyRule, Relative, Rule
from parindex.rounds.workbook.formulas import (
    LeafCells,
    complete_formula,
    points,
    points_formula,
    value_formula,
    value_of,
)
from parindex.rounds.workbook.kinds import InputCell


def cells_of(rule: Rule, maximum: str = "E1") -> LeafCells:
    """Inputs in D1, D2 …, the value in D9."""
    inputs = {
        variable.name: InputCell(variable, f"D{row}", "Lists!$A$1:$A$3" if variable.choices else "")
        for row, variable in enumerate(rule.inputs, start=1)
    }
    return LeafCells(inputs, "P1", "D9" if value_of(rule) else "", "" if inputs else "D1", maximum, 2025)


def test_every_rule_but_the_relative_one_has_a_formula() -> None:
    rules = get_args(get_args(AnyRule)[0])
    assert {rule for rule in rules if points.dispatch(rule) is points.dispatch(Rule)} == {Relative}


@pytest.mark.parametrize(
    ("leaf", "expected"),
    [
        ("1.1", "CHOOSE(1+SUMPRODUCT((Lists!$A$1:$A$3=D1)*(ROW(Lists!$A$1:$A$3)-1)),1.5,0.75,0)"),
        ("1.2", 'N(OR(D1="Có",D1="Yes"))*0.6+N(OR(D2="Có",D2="Yes"))*0.4'),
        ("1.3", "MAX(E1-(D1*0.3+D2*0.75),0.25)"),
        ("1.4", "D1"),
        ("1.5", 'N(OR(D1="Có",D1="Yes"))*(1+1.5*IF(D2=0,1,D3/D2))'),
        ("2.1", "IF(D9>=95,1,IF(D9>80,0.5,IF(D9>=50,0.25,0)))"),
        ("2.2", "IF(ROUND(D9,9)>=70,D9*E1/95,0)"),
        ("2.3", "D9*E1/3"),
        ("2.4", "IF(D9>=100,2,IF(D9>=90,1,0))"),
        ("2.5", "IF(D1=0,2,IF(D9>=100,2,0.5))"),
        ("2.6", "IF(D9>=0.1,1,IF(D9>0,0.5,0))"),
        (
            "3.1",
            "IF(AND(D2=0,NOT(D3>0)),E1,IF(OR(IFERROR(ROUND(D1/D2,9)<0.5,FALSE),D3>=10),0,"
            "IF(IFERROR(ROUND(D1/D2,9)<>1,FALSE),E1*(D1/D2)-0.25*MIN(D3,4),E1-(0.25-0.05)*D3)))",
        ),
        (
            "4.1",
            "IF(IF(ISNUMBER(D1),INT(D1),2958465)<=DATE(2025,2,28),E1,"
            "IF(IF(ISNUMBER(D1),INT(D1),2958465)<=DATE(2025,2,28)+5,1,"
            "IF(IF(ISNUMBER(D1),INT(D1),2958465)<=DATE(2025,2,28)+30,0.5,0)))",
        ),
        ("5.1", "(D1*100+D2*60+D3*0)*E1/100/(D1+D2+D3)"),
        ("5.3", "IF(ROUND(D1,9)>=50,D1*E1/90,0)"),
    ],
)
def test_points_of_a_rule(framework: Framework, leaf: str, expected: str) -> None:
    rule = framework.leaves[framework.leaf_position[leaf]].rule
    assert points(rule, cells_of(rule)) == expected


def test_points_wait_for_the_inputs_and_stay_between_zero_and_the_maximum(framework: Framework) -> None:
    rules = {leaf.code: leaf.rule for leaf in framework.leaves}
    checklist, bands, appraiser = rules["1.2"], rules["2.1"], rules["6"]
    assert str(points_formula(checklist, cells_of(checklist))).startswith(
        "=IF(P1,IFERROR(ROUND(MAX(0,MIN(E1,"
    )
    assert str(points_formula(bands, cells_of(bands))).startswith("=IF(ISNUMBER(D9),IFERROR(ROUND(")
    assert points_formula(appraiser, cells_of(appraiser, "")) == '=IF(P1,IFERROR(ROUND(MAX(0,D1),6),""),"")'


def test_inputs_are_complete_when_each_holds_what_its_kind_wants(framework: Framework) -> None:
    rules = {leaf.code: leaf.rule for leaf in framework.leaves}
    assert complete_formula(cells_of(rules["6"])) == "=ISNUMBER(D1)"
    assert complete_formula(cells_of(rules["3.3"])) == (
        '=AND(OR(ISNUMBER(D1),OR(TRIM(D1)="không thực hiện",TRIM(D1)="never")),'
        'OR(ISNUMBER(D2),OR(TRIM(D2)="không thực hiện",TRIM(D2)="never")),'
        "SUMPRODUCT(--(Lists!$A$1:$A$3=D3))=1,ISNUMBER(D4))"
    )
    assert complete_formula(cells_of(rules["1.2"])).count('D1="Không",D1="No"') == 1


def test_dates_count_days_as_the_engine_does(framework: Framework) -> None:
    rule = framework.leaves[framework.leaf_position["3.3"]].rule
    assert "(IF(ISNUMBER(D2),INT(D2),2958465)+693594)" in points(rule, cells_of(rule))


def test_value_is_rounded_where_it_is_only_compared(framework: Framework) -> None:
    rules = {leaf.code: leaf.rule for leaf in framework.leaves}
    shown = {}
    for code in ("2.1", "2.2", "2.5", "2.7"):
        formula = value_of(rules[code])
        assert formula is not None
        shown[code] = value_formula(rules[code], formula, cells_of(rules[code]))
    assert shown == {
        "2.1": '=IF(P1,IFERROR(ROUND(100*D1/D2,9),""),"")',
        "2.2": '=IF(P1,IFERROR(D1/D2*100,""),"")',
        "2.5": '=IF(P1,IFERROR(ROUND(D2*100/D1,9),""),"")',
        "2.7": '=IF(P1,IFERROR(ROUND((D1-D2)*100/D2,9),""),"")',
    }


def test_points_against_other_units_are_not_for_a_workbook(framework: Framework) -> None:
    rule = framework.leaves[framework.leaf_position["2.8"]].rule
    assert points_formula(rule, cells_of(rule)) is None
    with pytest.raises(NotImplementedError, match="relative"):
        points(rule, cells_of(rule))
