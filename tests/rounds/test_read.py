"""Reading a round folder: what comes out of it, and everything wrong with one at once."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from parindex.framework import Framework
from parindex.framework.write import dump
from parindex.language import Text
from parindex.problems import Invalid, Problem
from parindex.rounds import (
    ABSENT,
    PreviousCell,
    PreviousResult,
    Printed,
    RoundData,
    State,
    Unit,
    check,
    read,
)
from parindex.rounds.model import Adjustment, Estimate, Improvement, PrintedAggregate
from parindex.rounds.read import read_units
from tests.builders import branch, framework, imported, item, leaf, on_time, words, write_folder

UNITS = "code,name_vi,name_en,kind,region_vi,region_en,unit_group,valid_from,valid_to,predecessors,successor,source"
AN = "an,An,An,province,,,,,,,,"
LEVELS = {"type": "levels", "levels": [item("full", 3), item("part", 1)]}


def rules(**properties: object) -> Framework:
    return framework(
        branch(
            "1",
            leaf("1.1", 2, {"type": "appraiser", "step": "0.25"}),
            leaf("1.2", 5, on_time(), may_be_not_applicable=True),
        ),
        leaf("2", 3, LEVELS),
        leaf("3", 10, imported()),
        adjustments={"bonus": {"cap": 2, "items": [item("prize", 1)]}, "deductions": [item("late", "0.5")]},
        optional_parts=[{"node": "3", "title": words("Survey")}],
        **properties,
    )


def problems(folder: Path) -> list[tuple[str, int, str, str]]:
    """What is wrong with a folder: place as file, row and column, and the code of the problem."""
    with pytest.raises(Invalid) as caught:
        read(folder)
    assert check(folder) == list(caught.value.problems)
    return [(Path(p.place.file).name, p.place.line, p.place.path, p.code) for p in caught.value.problems]


def the_problem(folder: Path) -> Problem:
    with pytest.raises(Invalid) as caught:
        read(folder)
    [problem] = caught.value.problems
    return problem


def whole(tmp_path: Path) -> RoundData:
    """A round in which every table says something."""
    folder = write_folder(
        tmp_path,
        rules(),
        units="\n".join(
            [
                UNITS,
                "an,Tỉnh An,An province,province,Đông Nam Bộ,South-East,,1997-01-01,,,,Decree 1",
                "binh,Tỉnh Bình,Bình province,province,Tây Nguyên,,,2025-07-01,,old-1 old-2,,",
            ]
        ),
        measurements="\n".join(
            [
                "unit,leaf,stage,variable,value,note",
                "an,1.2,self,on_time,90,own count",
                "an,1.2,self,received,100,",
                "an,1.2,appraisal_1,on_time,85,five were late",
                "binh,2,self,level,part,",
            ]
        ),
        points="\n".join(
            ["unit,leaf,stage,points,note", "an,1.1,council,1.75,good", "binh,1.1,appraisal_2,0.50,"]
        ),
        evidence="unit,leaf,stage,evidence\nan,1.2,self,Report 12/BC\n",
        not_applicable="unit,leaf,reason\nbinh,1.2,receives nothing\n",
        adjustments="unit,kind,item,leaf,times,note\nan,bonus,prize,,2,\nbinh,deduction,late,1.1,1,sent on 3 May\n",
        estimates=(
            "unit,leaf,variable,estimate,standard_error,degrees_of_freedom,n,source\n"
            "an,3,value,84.45,1.2,57.5,560,survey\nbinh,3,value,80,2,,,\n"
        ),
        published="unit,index,rank,group,source,note\nan,80.33,42,B,news,as printed\n",
        published_aggregates="measure,key,value,source,note\ngroup_size,B,43,news,\nmean,,81.15,,from the list\n",
        previous_results="unit,index,rank,group,source\nan,4561/57,26,C,news\nold-1,80,,,\n",
        previous_points="unit,leaf,points,max_points,state\nan,1.1,1.5,2,scored\nan,9,,3,not_applicable\n",
        improvement="\n".join(
            [
                "unit,leaf,cause,responsible,coordinating,solution,product,deadline",
                "an,1.1,late,Office,Treasury,a rota,Plan,2026-03-31",
                "an,1.1,late,Office,,more staff,,",
            ]
        ),
    )
    (folder / "crosswalk.yaml").write_text(
        "format: parindex-crosswalk/1\nfrom: older\nto: small\ncontinues: [{from: ['1.1'], to: ['1.1']}]\n",
        encoding="utf-8",
    )
    return read(folder)


def test_everything_in_a_folder_is_read(tmp_path: Path) -> None:
    data = whole(tmp_path)
    assert data.units == (
        Unit(
            "an",
            Text(vi="Tỉnh An", en="An province"),
            "province",
            region=Text(vi="Đông Nam Bộ", en="South-East"),
            valid_from=date(1997, 1, 1),
            source="Decree 1",
        ),
        Unit(
            "binh",
            Text(vi="Tỉnh Bình", en="Bình province"),
            "province",
            region=Text(vi="Tây Nguyên", en="Tây Nguyên"),
            valid_from=date(2025, 7, 1),
            predecessors=("old-1", "old-2"),
        ),
    )
    assert data.stages == ("self", "appraisal_1", "appraisal_2", "council")
    nan = np.nan
    np.testing.assert_array_equal(data.measured["self"], [[90, 100, nan, nan], [nan, nan, 1, nan]])
    np.testing.assert_array_equal(data.measured["appraisal_1"], [[85, nan, nan, nan], [nan] * 4])
    np.testing.assert_array_equal(data.measured["council"], [[nan, nan, nan, 84.45], [nan, nan, nan, 80]])
    none = [ABSENT] * 4
    np.testing.assert_array_equal(data.entered["council"], [[1_750_000, *none[1:]], none])
    np.testing.assert_array_equal(data.entered["appraisal_2"], [none, [500_000, *none[1:]]])
    np.testing.assert_array_equal(data.not_applicable, [[False] * 4, [False, True, False, False]])
    assert data.reasons == {("binh", "1.2"): "receives nothing"}
    assert data.notes == {
        ("an", "1.2", "self"): "own count",
        ("an", "1.2", "appraisal_1"): "five were late",
        ("an", "1.1", "council"): "good",
    }
    assert data.evidence == {("an", "1.2", "self"): "Report 12/BC"}
    assert data.estimates == {
        (0, 3): Estimate(84.45, 1.2, 57.5, 560, "survey"),
        (1, 3): Estimate(80, 2),
    }
    assert data.adjustments == (
        Adjustment("an", "bonus", "prize", "", 2),
        Adjustment("binh", "deduction", "late", "1.1", 1, "sent on 3 May"),
    )
    assert data.printed == {"an": Printed(Fraction("80.33"), 42, "B", "news", "as printed")}
    assert data.aggregates == (
        PrintedAggregate("group_size", "B", Fraction(43), "news"),
        PrintedAggregate("mean", "", Fraction("81.15"), "", "from the list"),
    )
    assert data.improvements == (
        Improvement("an", "1.1", "late", "Office", "Treasury", "a rota", "Plan", date(2026, 3, 31)),
        Improvement("an", "1.1", "late", "Office", "", "more staff", ""),
    )
    assert data.previous == PreviousResult(
        {"an": Printed(Fraction(4561, 57), 26, "C", "news"), "old-1": Printed(Fraction(80))},
        {
            "an": {
                "1.1": PreviousCell(Fraction("1.5"), Fraction(2), State.SCORED),
                "9": PreviousCell(None, Fraction(3), State.NOT_APPLICABLE),
            }
        },
    )
    assert data.crosswalk is not None
    assert [(line.from_, line.to) for line in data.crosswalk.continues] == [(("1.1",), ("1.1",))]
    assert check(tmp_path) == []


def test_every_fault_in_a_folder_is_reported_at_once(tmp_path: Path) -> None:
    folder = write_folder(
        tmp_path,
        rules(),
        units="\n".join(
            [
                UNITS,
                AN,
                "an,An again,An again,province,,,,,,,,",
                "Bình,Bình,Bình,province,,,,,,,,",
                "chi,Chi,,province,,,,,,,,",
                "dung,Dũng,Dũng,province,,,,31/01/2020,2024-06-30,,,",
            ]
        ),
        measurements="\n".join(
            [
                "unit,leaf,stage,variable,value,note",
                "an,1.2,self,on_time,many,",
                "an,1.2,self,received,-3,",
                "an,1.2,final,on_time,90,",
                "an,1.2,self,late,4,",
                "an,1.1,self,level,full,",
                "an,7,self,on_time,90,",
                "em,1.2,self,on_time,90,",
                "an,2,self,level,best,",
                "an,1.2,council,on_time,9,",
                "an,1.2,council,received,8,",
                'an,3,council,value,80,"measured, too"',
            ]
        ),
        points="\n".join(
            [
                "unit,leaf,stage,points,note",
                "an,1.1,self,2.25,",
                "an,1.1,council,0.30,",
                "an,2,council,-1,",
            ]
        ),
        not_applicable="unit,leaf,reason\nan,1.1,none here\nan,1.2,\n",
        adjustments="\n".join(
            [
                "unit,kind,item,leaf,times,note",
                "an,bonus,gift,,1,",
                "an,bonus,prize,1.1,1,",
                "an,deduction,late,9,1,",
                "an,deduction,late,,one,",
                "an,deduction,late,,10000,",
            ]
        ),
        estimates="\n".join(
            [
                "unit,leaf,variable,estimate,standard_error,degrees_of_freedom,n,source",
                "an,3,value,81,about 2,many,-5,",
                "an,3,share,80,2,,,",
                "dung,3,value,101,-1,,,",
            ]
        ),
        published="unit,index,rank,group,source,note\nan,eighty,first,,,\n",
        published_aggregates="measure,key,value,source,note\nmedian,,80,,\nmean,,high,,\n",
        previous_results="unit,index,rank,group,source\nan,80/0,1,,\n",
        previous_points="unit,leaf,points,max_points,state\nan,1.1,x,2,scored\nan,1.2,1,2,lost\n",
        improvement="\n".join(
            [
                "unit,leaf,cause,responsible,coordinating,solution,product,deadline",
                "an,1.1,late,Office,,a rota,,31/3/2026",
                "an,1.1,late,Office,,a rota,,",
                "an,1.1,,Office,,more staff,,2024-12-31",
                "an,9,late,Office,,a rota,,",
                "dung,1.1,late,,,a rota,,",
                "an,1.2,late,Office,,a rota,,2024-12-31",
            ]
        ),
    )
    (folder / "crosswalk.yaml").write_text(
        "format: parindex-crosswalk/1\nfrom: older\nto: small\ncontinues:\n  - {from: ['1'], to: ['8']}\n",
        encoding="utf-8",
    )
    text = (folder / "round.yaml").read_text(encoding="utf-8")
    (folder / "round.yaml").write_text(f"{text}not_held: ['1.2']\n", encoding="utf-8")
    assert problems(folder) == [
        ("round.yaml", 0, "not_held", "not-optional"),
        ("units.csv", 3, "code", "row-twice"),
        ("units.csv", 4, "code", "bad-value"),
        ("units.csv", 5, "name_en", "empty-cell"),
        ("units.csv", 6, "valid_from", "bad-value"),
        ("units.csv", 6, "valid_to", "unit-not-valid"),
        ("adjustments.csv", 2, "item", "unknown-code"),
        ("adjustments.csv", 3, "leaf", "unknown-code"),
        ("adjustments.csv", 4, "leaf", "unknown-code"),
        ("adjustments.csv", 5, "times", "bad-value"),
        ("adjustments.csv", 6, "times", "bad-value"),
        ("crosswalk.yaml", 5, "", "unknown-code"),
        ("estimates.csv", 2, "degrees_of_freedom", "bad-value"),
        ("estimates.csv", 2, "n", "bad-value"),
        ("estimates.csv", 2, "standard_error", "bad-value"),
        ("estimates.csv", 2, "variable", "given-twice"),
        ("estimates.csv", 3, "variable", "unknown-variable"),
        ("estimates.csv", 4, "estimate", "bad-value"),
        ("estimates.csv", 4, "standard_error", "bad-value"),
        ("improvement.csv", 2, "deadline", "bad-value"),
        ("improvement.csv", 3, "unit, leaf, solution", "row-twice"),
        ("improvement.csv", 4, "cause", "empty-cell"),
        ("improvement.csv", 5, "leaf", "unknown-code"),
        ("improvement.csv", 6, "responsible", "empty-cell"),
        ("improvement.csv", 7, "deadline", "deadline-before-round"),
        ("measurements.csv", 2, "value", "bad-value"),
        ("measurements.csv", 3, "value", "bad-value"),
        ("measurements.csv", 4, "stage", "not-among"),
        ("measurements.csv", 5, "variable", "unknown-variable"),
        ("measurements.csv", 6, "variable", "unknown-variable"),
        ("measurements.csv", 7, "leaf", "unknown-code"),
        ("measurements.csv", 8, "unit", "unknown-code"),
        ("measurements.csv", 9, "value", "bad-value"),
        ("measurements.csv", 10, "value", "above-bound"),
        ("not_applicable.csv", 2, "leaf", "not-applicable-refused"),
        ("not_applicable.csv", 3, "reason", "empty-cell"),
        ("points.csv", 2, "points", "above-maximum"),
        ("points.csv", 3, "points", "off-step"),
        ("points.csv", 4, "points", "bad-value"),
        ("previous_points.csv", 2, "points", "bad-value"),
        ("previous_points.csv", 3, "state", "not-among"),
        ("previous_results.csv", 2, "index", "bad-value"),
        ("published.csv", 2, "index", "bad-value"),
        ("published.csv", 2, "rank", "bad-value"),
        ("published_aggregates.csv", 2, "measure", "not-among"),
        ("published_aggregates.csv", 3, "value", "bad-value"),
    ]


DUPLICATES = {
    "measurements": [
        "unit,leaf,stage,variable,value,note",
        *(f"an,1.2,self,on_time,{value}," for value in ("1", "nan", "1e5", "-3", '"1,5"')),
        "binh,1.2,self,on_time,2.5,",
        "an,1.2,last,on_time,many,",
        "an,1.2,self,received,,",
    ],
    "points": ["unit,leaf,stage,points,note", "an,1.1,self,1,", 'an,1.1,self,"0,25",', "an,1.1,self,3,"],
    "not_applicable": ["unit,leaf,reason", "an,1.2,none", "an,1.2,none", "an,1.1,"],
    "adjustments": ["unit,kind,item,leaf,times,note", "an,bonus,prize,,1,", "an,bonus,prize,,one,"],
    "estimates": [
        "unit,leaf,variable,estimate,standard_error,degrees_of_freedom,n,source",
        "an,3,value,50,1,,,",
        "an,3,value,150,-1,,,",
    ],
    "previous_points": ["unit,leaf,points,max_points,state", "an,1.1,x,2,lost"],
    "improvement": [
        "unit,leaf,cause,responsible,coordinating,solution,product,deadline",
        "an,1.1,late,,,a rota,,soon",
        "binh,1.1,late,,,a rota,,soon",
    ],
    "units": [UNITS, AN, "an,An,,province,,,,tomorrow,,,,"],
}


def test_a_row_that_cannot_be_used_is_checked_cell_by_cell_all_the_same(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, rules(), **{name: "\n".join(lines) for name, lines in DUPLICATES.items()})
    assert problems(folder) == [
        ("units.csv", 3, "name_en", "empty-cell"),
        ("units.csv", 3, "valid_from", "bad-value"),
        ("adjustments.csv", 3, "times", "bad-value"),
        ("estimates.csv", 3, "estimate", "bad-value"),
        ("estimates.csv", 3, "standard_error", "bad-value"),
        ("estimates.csv", 3, "unit, leaf, variable", "row-twice"),
        ("improvement.csv", 2, "deadline", "bad-value"),
        ("improvement.csv", 2, "responsible", "empty-cell"),
        ("improvement.csv", 3, "deadline", "bad-value"),
        ("improvement.csv", 3, "responsible", "empty-cell"),
        ("improvement.csv", 3, "unit", "unknown-code"),
        *(
            problem
            for line in (3, 4, 5, 6)
            for problem in (
                ("measurements.csv", line, "unit, leaf, stage, variable", "row-twice"),
                ("measurements.csv", line, "value", "bad-value"),
            )
        ),
        ("measurements.csv", 7, "unit", "unknown-code"),
        ("measurements.csv", 7, "value", "bad-value"),
        ("measurements.csv", 8, "stage", "not-among"),
        ("measurements.csv", 8, "value", "bad-value"),
        ("measurements.csv", 9, "value", "empty-cell"),
        ("not_applicable.csv", 3, "unit, leaf", "row-twice"),
        ("not_applicable.csv", 4, "leaf", "not-applicable-refused"),
        ("not_applicable.csv", 4, "reason", "empty-cell"),
        ("points.csv", 3, "points", "bad-value"),
        ("points.csv", 3, "unit, leaf, stage", "row-twice"),
        ("points.csv", 4, "points", "above-maximum"),
        ("points.csv", 4, "unit, leaf, stage", "row-twice"),
        ("previous_points.csv", 2, "points", "bad-value"),
        ("previous_points.csv", 2, "state", "not-among"),
    ]


def test_a_wrong_code_in_the_list_of_units_comes_first_and_what_follows_from_it_once_a_table(
    tmp_path: Path,
) -> None:
    measurements = [
        f"an,1.2,{stage},{name},1," for stage in ("self", "council") for name in ("on_time", "received")
    ]
    folder = write_folder(
        tmp_path,
        rules(),
        units=f"{UNITS}\nAn,An,An,province,,,,,,,,\n",
        measurements="\n".join(["unit,leaf,stage,variable,value,note", *measurements, "an,2,self,level,part,",
                                "an,2,council,level,part,", "an,2,appraisal_1,level,part,"]),
        points="unit,leaf,stage,points,note\nan,1.1,self,1,\nan,1.1,council,1,\n",
        evidence="unit,leaf,stage,evidence\nan,1.2,self,Report\n",
    )  # fmt: skip
    with pytest.raises(Invalid) as caught:
        read(folder)
    said = [(Path(p.place.file).name, p.place.line, p.text.vi, p.text.en) for p in caught.value.problems]
    vi, en = "Không có mã “an” trong units.csv; sửa lại mã", 'There is no code "an" in units.csv; correct it'
    assert [name for name, *_ in said] == ["units.csv", "evidence.csv", "measurements.csv", "points.csv"]
    assert said[1:] == [
        ("evidence.csv", 2, f"{vi}.", f"{en}."),
        (
            "measurements.csv",
            2,
            f"{vi} (cả ở dòng 3, 4, 5, 6, 7 và 1 dòng nữa).",
            f"{en} (also in row 3, 4, 5, 6, 7 and 1 more).",
        ),
        ("points.csv", 2, f"{vi} (cả ở dòng 3).", f"{en} (also in row 3)."),
    ]


def test_a_problem_says_what_was_found_and_what_to_do_in_both_languages(tmp_path: Path) -> None:
    folder = write_folder(
        tmp_path, rules(), units=f"{UNITS}\n{AN}\n", points="unit,leaf,stage,points,note\nan,1.1,self,2.25,\n"
    )
    problem = the_problem(folder)
    assert problem.text.vi == "2.25 vượt điểm tối đa 2 của mục 1.1."
    assert (
        problem.said("en") == f"{folder / 'points.csv'}:2 · points: 2.25 is above the maximum 2 of leaf 1.1."
    )


@pytest.mark.parametrize(
    ("units", "codes"),
    [
        pytest.param(None, ["file-missing", "no-units"], id="no list of units"),
        pytest.param(f"{UNITS}\n", ["no-units"], id="an empty one"),
        pytest.param("code\nan\n", ["columns", "no-units"], id="one with other columns"),
    ],
)
def test_without_units_only_that_is_reported_not_every_row_of_the_other_tables(
    tmp_path: Path, units: str | None, codes: list[str]
) -> None:
    tables = {"points": "unit,leaf,stage,points,note\nan,1.1,self,2,\nbinh,1.1,self,2,\n"}
    folder = write_folder(tmp_path, rules(), **tables, **({} if units is None else {"units": units}))
    assert sorted(code for *_, code in problems(folder)) == codes


def test_decomposed_vietnamese_is_read_as_one_word(tmp_path: Path) -> None:
    decomposed = "La\N{COMBINING DOT BELOW}ng So\N{COMBINING HORN}n"
    units = f"{UNITS}\nls,{decomposed},Lang Son,province,{decomposed},,,,,,,{decomposed}\n"
    [unit] = read(write_folder(tmp_path, units=units)).units
    assert (unit.name.vi, unit.source) == ("Lạng Sơn", "Lạng Sơn")
    assert unit.region == Text(vi="Lạng Sơn", en="Lạng Sơn")


def test_a_unit_belongs_to_one_of_the_groups_of_the_framework(tmp_path: Path) -> None:
    grouped = framework(
        leaf("1"), unit_groups=[{"code": code, "title": words(code), "total": 100} for code in ("b", "a")]
    )
    header_and_rows = f"{UNITS}\nan,An,An,ward,,,a,,,,,\nbinh,Bình,Bình,ward,,,c,,,,,\n"
    folder = write_folder(tmp_path, grouped, units=header_and_rows)
    problem = the_problem(folder)
    assert (problem.place.line, problem.place.path) == (3, "unit_group")
    assert problem.text.en == "The unit group must be one of: a, b."


def test_notes_of_several_variables_and_of_the_points_are_all_kept(tmp_path: Path) -> None:
    folder = write_folder(
        tmp_path,
        rules(),
        units=f"{UNITS}\n{AN}\n",
        measurements="\n".join(
            [
                "unit,leaf,stage,variable,value,note",
                "an,1.2,council,on_time,5,recounted",
                "an,1.2,council,received,6,from the register",
                "an,2,council,level,full,as before",
            ]
        ),
        points="unit,leaf,stage,points,note\nan,1.2,council,4,rounded down\nan,2,council,3,as before\n",
    )
    assert read(folder).notes == {
        ("an", "1.2", "council"): "recounted; from the register; rounded down",
        ("an", "2", "council"): "as before",
    }


@pytest.mark.parametrize("place", ["in the folder", "beside its parent", "among others"])
def test_the_framework_is_found_in_the_folder_beside_its_parent_or_where_the_caller_says(
    tmp_path: Path, place: str
) -> None:
    folder = tmp_path / "rounds" / "small-2025"
    folder.parent.mkdir()
    write_folder(folder, units=f"{UNITS}\n{AN}\n")
    if place != "in the folder":
        target = tmp_path / ("frameworks" if place == "beside its parent" else "elsewhere") / "small.yaml"
        target.parent.mkdir()
        (folder / "framework.yaml").rename(target)
    others = [tmp_path / "nowhere", tmp_path / "elsewhere"]
    assert read(folder, others).framework == framework(leaf("1"))
    assert check(folder, others) == []


def test_a_framework_that_is_nowhere_is_reported_with_the_places_tried(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "r", units=f"{UNITS}\n{AN}\n")
    (folder / "framework.yaml").unlink()
    problem = the_problem(folder)
    assert (problem.code, problem.place.path) == ("framework-missing", "framework")
    tried = [folder / "framework.yaml", folder.parent.parent / "frameworks/small.yaml"]
    assert problem.text.en == (f"The framework small was not found; looked in: {', '.join(map(str, tried))}.")


def test_a_framework_under_another_code_is_not_that_of_the_round(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, framework(leaf("1"), code="other"), units=f"{UNITS}\n{AN}\n")
    problem = the_problem(folder)
    assert (problem.code, problem.place.path) == ("another-framework", "framework")
    assert problem.text.en == (
        'The round is on the framework "small", but the file that was found is "other"; correct one of them.'
    )


def test_a_crosswalk_that_does_not_read_is_reported_with_the_rest(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, units=f"{UNITS}\n{AN}\n", published="unit\nan\n")
    (folder / "crosswalk.yaml").write_text("format: other\n", encoding="utf-8")
    assert problems(folder) == [
        ("crosswalk.yaml", 1, "continues", "missing"),
        ("crosswalk.yaml", 1, "format", "literal_error"),
        ("crosswalk.yaml", 1, "from", "missing"),
        ("crosswalk.yaml", 1, "to", "missing"),
        ("published.csv", 1, "", "columns"),
    ]


def test_faults_of_round_yaml_and_of_the_framework_are_reported(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, units=f"{UNITS}\n{AN}\n")
    (folder / "framework.yaml").write_text(dump(framework(leaf("1"))).replace("100", "99", 1), "utf-8")
    assert problems(folder) == [("framework.yaml", 10, "total", "maxima-sum")]
    (folder / "round.yaml").write_text("format: parindex-round/1\nyear: 1066\n", encoding="utf-8")
    assert {path for _, _, path, _ in problems(folder)} == {
        *("code", "title", "framework", "year", "kind", "data_status")
    }


def test_a_list_of_units_can_be_read_by_itself(tmp_path: Path) -> None:
    file = tmp_path / "provinces.csv"
    file.write_text(f"{UNITS}\n{AN}\n", encoding="utf-8")
    assert [unit.code for unit in read_units(file, framework(leaf("1")))] == ["an"]
    file.write_text(
        f"{UNITS}\n{AN}\nBình,Bình,,province,,,,,,,,\nChi,Chi,Chi,province,,,,,,,,\n", encoding="utf-8"
    )
    with pytest.raises(Invalid) as caught:
        read_units(file, framework(leaf("1")))
    assert [str(problem.place) for problem in caught.value.problems] == [
        f"{file}:3 · name_en",
        f"{file}:4 · code",
    ]


@pytest.mark.parametrize("name", ["provinces.txt", "provinces.CSV"])
def test_a_list_of_units_may_have_any_name(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(f"{UNITS}\n{AN}\n", encoding="utf-8")
    assert [unit.code for unit in read_units(tmp_path / name, framework(leaf("1")))] == ["an"]


def test_a_list_of_units_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(Invalid) as caught:
        read_units(tmp_path / "none.csv", framework(leaf("1")))
    assert [problem.code for problem in caught.value.problems] == ["unreadable"]
