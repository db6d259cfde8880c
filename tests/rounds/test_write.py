"""Writing a round: the same bytes for the same data, nothing lost, nothing half written."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parindex.files import read_folder
from parindex.rounds import RoundData, read
from parindex.rounds.write import to_files, write, write_tables
from tests.builders import (
    a_round,
    assert_equal_rounds,
    branch,
    everything,
    framework,
    leaf,
    on_time,
)

SMALL = framework(branch("1", leaf("1.1", 2), leaf("1.2", 5, on_time(), may_be_not_applicable=True)))
STAGES = ("self", "appraisal_1", "appraisal_2", "council")
UNITS = ("an", "binh")


@contextmanager
def folder() -> Iterator[Path]:
    with TemporaryDirectory() as directory:
        yield Path(directory)


def small() -> RoundData:
    return a_round(SMALL, {"an": {"1.1": 2}})


def test_a_round_in_which_every_table_speaks_is_written_and_read_again_equal() -> None:
    data = everything()
    with folder() as place:
        write(data, place)
        assert_equal_rounds(read(place), data)


def test_the_tables_of_a_folder_say_what_the_round_holds() -> None:
    files = to_files(everything())
    assert list(files) == [
        "round.yaml",
        "framework.yaml",
        "crosswalk.yaml",
        *(
            f"{name}.csv"
            for name in (
                "units",
                "measurements",
                "points",
                "evidence",
                "not_applicable",
                "adjustments",
                "estimates",
                "published",
                "published_aggregates",
                "previous_results",
                "previous_points",
                "improvement",
            )
        ),
        "datapackage.json",
    ]
    assert files["measurements.csv"].decode() == (
        "unit,leaf,stage,variable,value,note\n"
        "an,1.2,self,on_time,90,\n"
        "an,1.2,self,received,100,\n"
        "an,1.2,appraisal_1,on_time,85,five were late\n"
        "an,2,council,level,full,by the report\n"
        "binh,2,self,level,part,\n"
    )
    assert files["points.csv"].decode() == (
        "unit,leaf,stage,points,note\n"
        "an,1.1,council,1.75,tốt\n"
        "binh,1.1,appraisal_2,0.5,\n"
        "binh,1.2,appraisal_2,4,\n"
        "chi,1.1,council,0.000001,\n"
        "chi,2,council,0,\n"
    )
    assert files["estimates.csv"].decode() == (
        "unit,leaf,variable,estimate,standard_error,degrees_of_freedom,n,source\n"
        "an,3,value,84.45,1.2,57.5,560,survey\n"
        "chi,3,value,0.1,0.00001,,,\n"
    )
    assert files["previous_results.csv"].decode() == (
        "unit,index,rank,group,source\nan,4561/57,26,C,news\nold-1,,3,,\n"
    )
    assert files["improvement.csv"].decode() == (
        "unit,leaf,cause,responsible,coordinating,solution,product,deadline\n"
        'an,1.1,late,Office,"Treasury, Police",a rota,Plan,2026-03-31\n'
        "binh,1.1,=1+1,Office,,more staff,,\n"
    )
    assert files["round.yaml"].decode() == (
        "format: parindex-round/1\n"
        "code: small-2025\n"
        "title:\n  vi: Small 2025\n  en: Small 2025\n"
        "framework: small\n"
        "year: 2025\n"
        "kind: recomputable\n"
        "data_status: training\n"
        "successor_past: none\n"
        "notes:\n- vi: Made up\n  en: Made up\n"
    )


def test_a_round_of_units_alone_is_three_files_and_their_description() -> None:
    data = a_round(framework(leaf("1")), units=["an"])
    assert list(to_files(data)) == ["round.yaml", "framework.yaml", "units.csv", "datapackage.json"]


def test_the_same_round_gives_the_same_bytes() -> None:
    assert to_files(everything()) == to_files(everything())


@st.composite
def rounds(draw: st.DrawFn) -> RoundData:
    """Two units on three inputs, measured, entered and marked at random, with notes where there is a cell."""
    points = st.decimals(0, 2, places=6).map(lambda value: format(value, "f"))
    counts = st.integers(0, 10**15 - 1)
    measured: dict[Any, dict[str, dict[str, Any]]] = {}
    entered: dict[Any, dict[str, dict[str, Any]]] = {}
    notes = {}
    for stage in draw(st.sets(st.sampled_from(STAGES))):
        for unit in draw(st.sets(st.sampled_from(UNITS))):
            how = draw(st.sampled_from(("points", "measured", "both")))
            if how != "measured":
                entered.setdefault(stage, {})[unit] = {"1.1": draw(points), "1.2": draw(points)}
            if how != "points":
                received = draw(counts)
                cells = {"1.2.on_time": draw(st.integers(0, received)), "1.2.received": received}
                measured.setdefault(stage, {})[unit] = cells
            if draw(st.booleans()):
                notes[unit, "1.2", stage] = draw(st.sampled_from(("tốt", "a, b", 'said "no"', "two\nlines")))
    marked = [(unit, "1.2") for unit in draw(st.sets(st.sampled_from(UNITS)))]
    return a_round(SMALL, units=UNITS, entered=entered, measured=measured, marked=marked, notes=notes)


@settings(max_examples=15)
@given(rounds())
def test_any_round_is_read_as_it_was_written(data: RoundData) -> None:
    with folder() as place:
        write(data, place)
        assert_equal_rounds(read(place), data)


def test_writing_again_replaces_the_tables_and_leaves_other_files() -> None:
    with folder() as place:
        write(everything(), place)
        (place / "plan.pdf").write_bytes(b"%PDF")
        write(small(), place)
        assert sorted(read_folder(place)) == sorted([*to_files(small()), "plan.pdf"])
        assert_equal_rounds(read(place), small())


@pytest.mark.parametrize("blocked", ["round.yaml", "points.csv", "datapackage.json", "estimates.csv"])
def test_a_write_that_fails_midway_leaves_the_folder_as_it_was(tmp_path: Path, blocked: str) -> None:
    write(everything(), tmp_path)
    (tmp_path / blocked).unlink()
    (tmp_path / blocked).mkdir()
    (tmp_path / blocked / "keep").write_bytes(b"")
    before = read_folder(tmp_path)
    with pytest.raises(IsADirectoryError, match=blocked):
        write(small(), tmp_path)
    assert read_folder(tmp_path) == before
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_a_folder_that_is_a_file_is_not_written_over(tmp_path: Path) -> None:
    target = tmp_path / "round"
    target.write_bytes(b"something else")
    with pytest.raises(FileExistsError):
        write(small(), target)
    assert target.read_bytes() == b"something else"


def test_a_folder_is_made_where_there_is_none(tmp_path: Path) -> None:
    write(small(), tmp_path / "rounds" / "new")
    assert_equal_rounds(read(tmp_path / "rounds" / "new"), small())


def test_the_description_follows_the_tables_that_stand_in_the_folder(tmp_path: Path) -> None:
    write(everything(), tmp_path)
    described = (tmp_path / "datapackage.json").read_bytes()
    (tmp_path / "datapackage.json").unlink()
    (tmp_path / "evidence").mkdir()
    write_tables(tmp_path, everything().info)
    assert (tmp_path / "datapackage.json").read_bytes() == described
    shutil.copy(tmp_path / "units.csv", tmp_path / "notes.txt")
    for path in tmp_path.glob("p*.csv"):
        path.unlink()
    write_tables(tmp_path, everything().info)
    points = {
        tuple(line.split(",")[:3]) for line in to_files(everything())["points.csv"].decode().splitlines()
    }
    fewer = replace(
        everything(),
        printed={},
        aggregates=(),
        entered={},
        notes={cell: note for cell, note in everything().notes.items() if cell not in points},
        previous=replace(everything().previous, printed={}, cells={}),
    )
    assert (tmp_path / "datapackage.json").read_bytes() == to_files(fewer)["datapackage.json"]


def test_a_note_beside_no_figure_is_kept() -> None:
    data = a_round(SMALL, units=UNITS, notes={(UNITS[0], "1.2", "self"): "chưa có số liệu"})
    files = to_files(data)
    assert files["notes.csv"].decode() == f"unit,leaf,stage,note\n{UNITS[0]},1.2,self,chưa có số liệu\n"
