"""``round``: check, new, workbook, read."""

import csv
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from parindex.cli.failures import Exit
from parindex.language import Text
from parindex.problems import Place, Problem
from parindex.rounds import Printed, State, read
from parindex.scoring import rank, score
from tests.builders import a_round, branch, framework, leaf, on_time, unit
from tests.cli.running import say, written

RULES = framework(branch("1", leaf("1.1", 40), leaf("1.2", 10, on_time())), leaf("2", 50))


@pytest.fixture
def round_2025(tmp_path: Path) -> Path:
    from datetime import date

    units = [unit("an"), unit("binh"), unit("cu", valid_to=date(2025, 6, 30), successor="an")]
    points = {"an": {"1.1": "30.5", "2": 40}, "binh": {"1.1": 20, "2": 50}, "cu": {"1.1": 10, "2": 10}}
    inputs = {code: {"1.2.on_time": 2, "1.2.received": 3} for code in points}
    return written(a_round(RULES, points, measured={"self": inputs}, units=units), tmp_path / "small-2025")


def test_rounds_that_ship_are_sound() -> None:
    said = say("round", "check", "vn-ministries-2023", "training-provinces-2025")
    assert said.code == Exit.FINE
    assert said.out.count("nothing wrong") == 2


def test_every_problem_of_a_round_is_listed(round_2025: Path) -> None:
    with (round_2025 / "points.csv").open("a", encoding="utf-8") as table:
        table.write("nobody,1.1,council,1,\nan,9,council,1,\n")
    said = say("round", "check", round_2025)
    assert said.code == Exit.PROBLEMS
    assert "2 errors, 0 warnings." in said.out
    assert [e["path"] for e in say("round", "check", round_2025, "--json").json["errors"]] == ["unit", "leaf"]


def test_a_table_that_is_gone_is_named_until_the_round_is_described_without_it(round_2025: Path) -> None:
    assert "nothing wrong" in say("round", "check", round_2025).out
    (round_2025 / "measurements.csv").unlink()
    said = say("round", "check", round_2025)
    assert (said.code, "1 errors, 0 warnings." in said.out) == (Exit.PROBLEMS, True)
    assert f"{round_2025 / 'measurements.csv'} datapackage.json names this file" in said.words
    assert say("compute", round_2025).code == Exit.PROBLEMS
    assert say("round", "describe", round_2025).code == Exit.FINE
    assert "nothing wrong" in say("round", "check", round_2025).out


def test_a_round_without_a_description_is_warned_of_and_described(round_2025: Path) -> None:
    description = round_2025 / "datapackage.json"
    written_first = description.read_bytes()
    description.unlink()
    said = say("round", "check", round_2025)
    assert (said.code, "0 errors, 1 warnings." in said.out) == (Exit.FINE, True)
    assert say("round", "describe", round_2025, "--json").json == {"out": str(description)}
    assert description.read_bytes() == written_first


def test_a_round_that_ships_is_not_described_where_it_lies() -> None:
    said = say("round", "describe", "vn-ministries-2023")
    assert (said.code, "copy one that ships first" in said.err) == (Exit.MISUSE, True)


def test_a_new_round_takes_units_and_past_from_the_one_before(round_2025: Path, tmp_path: Path) -> None:
    folder = tmp_path / "small-2026"
    rules = round_2025 / "framework.yaml"
    said = say("round", "new", folder, "--framework", rules, "--year", "2026", "--previous", round_2025)
    assert said.code == Exit.FINE
    assert "Some units of the round before have ended" in said.out
    assert "round workbook" in said.out
    assert "crosswalk" not in said.out
    data = read(folder)
    assert [one.code for one in data.units] == ["an", "binh"]
    assert data.previous.printed["an"] == Printed(Fraction("77.166667"), 1, "", "small-2025")
    assert data.previous.cells["an"]["1.1"].points == Fraction("30.5")
    assert data.info.data_status == "training"
    assert (folder / "framework.yaml").read_bytes() == rules.read_bytes()
    assert (folder / "measurements.csv").read_text(
        encoding="utf-8"
    ) == "unit,leaf,stage,variable,value,note\n"
    assert say("round", "check", folder).code == Exit.FINE


def test_a_new_year_with_the_same_points_has_not_changed(round_2025: Path, tmp_path: Path) -> None:
    folder = tmp_path / "small-2026"
    rules = round_2025 / "framework.yaml"
    say("round", "new", folder, "--framework", rules, "--year", "2026", "--previous", round_2025)
    for name in ("measurements.csv", "points.csv"):
        rows = [
            row
            for row in (round_2025 / name).read_text(encoding="utf-8").splitlines()
            if not row.startswith("cu,")
        ]
        (folder / name).write_text("\n".join(rows) + "\n", encoding="utf-8")
    units = say("compute", folder, "--json").json["units"]
    assert [unit["points_change"] for unit in units] == ["0.00", "0.00"]
    assert units[0]["change"] == {"performance": "0", "criteria": "0", "maxima": "0", "adjustments": "0"}


def test_a_round_of_another_framework_needs_a_crosswalk(round_2025: Path, tmp_path: Path) -> None:
    said = say("round", "new", tmp_path / "r", "--framework", "training-departments", "--year", "2025", "--previous", round_2025)  # fmt: skip
    assert "The framework changed: write" in said.out
    assert "have ended" not in said.out
    assert not (tmp_path / "r" / "crosswalk.yaml").exists()


def test_a_round_without_a_past_asks_for_its_units(tmp_path: Path) -> None:
    said = say(
        "round", "new", tmp_path / "so-2026", "--framework", "vn-provinces-2017", "--year", "2026", "--json"
    )
    assert said.json["folder"] == str(tmp_path / "so-2026")
    assert "units.csv" in said.json["files"]
    again = say(
        "round",
        "new",
        tmp_path / "so-2027",
        "--framework",
        "vn-provinces-2017",
        "--year",
        "2027",
        language="vi",
    )
    assert "điền danh sách đơn vị" in again.out
    assert "official" in (tmp_path / "so-2027" / "round.yaml").read_text(encoding="utf-8")
    assert say("round", "check", tmp_path / "so-2027").code == Exit.PROBLEMS


def test_after_the_mergers_a_round_has_the_34_provinces_and_their_combined_past(
    round_2025: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "training-2026"
    said = say("round", "new", folder, "--framework", "training-provinces", "--year", "2026", "--previous", "training-provinces-2025", "--units", "provinces-2025-07-01")  # fmt: skip
    assert said.code == Exit.FINE
    assert "have ended" not in said.out
    data = read(folder)
    assert len(data.units) == 34
    assert len(data.previous.printed) == 63
    changes = {result.unit.code: result.change for result in rank(score(data)).units}
    assert sum(change is not None and change.is_combined for change in changes.values()) == 23
    past = [data.previous.printed[code].index for code in ("bac-kan", "thai-nguyen")]
    assert changes["thai-nguyen@2025"].past_index == sum(past) / 2


def test_a_list_of_units_that_is_not_there_or_not_sound(tmp_path: Path) -> None:
    new = ("round", "new", tmp_path / "r", "--framework", "training-provinces", "--year", "2026", "--units")
    assert say(*new, "provinces-2025").code == Exit.UNREACHABLE
    bad = tmp_path / "bad.csv"
    bad.write_text("code,name\n", encoding="utf-8")
    said = say(*new, bad)
    assert (said.code, str(bad) in said.err) == (Exit.PROBLEMS, True)
    assert not (tmp_path / "r").exists()


def test_a_round_is_never_written_over_another(round_2025: Path) -> None:
    said = say("round", "new", round_2025, "--framework", "training-departments", "--year", "2026")
    assert said.code == Exit.UNREACHABLE
    assert "nothing is overwritten" in said.err


def test_a_folder_whose_name_is_no_code_is_refused(tmp_path: Path) -> None:
    said = say("round", "new", tmp_path / "Sở 2026", "--framework", "training-departments", "--year", "2026")
    assert said.code == Exit.PROBLEMS
    assert "small letters, digits and hyphens only" in said.err
    assert list(tmp_path.iterdir()) == []


def test_one_workbook_or_one_for_each_unit(round_2025: Path, tmp_path: Path) -> None:
    one = say(
        "round", "workbook", round_2025, "--unit", "Unit an", "--stage", "self", "--out", tmp_path / "one"
    )
    assert "Wrote 1 workbooks" in one.out
    every = say(
        "round",
        "workbook",
        round_2025,
        "--all",
        "--stage",
        "appraisal_1",
        "--out",
        tmp_path / "all",
        "--json",
    )
    assert [Path(file).name for file in every.json["files"]] == ["an.xlsx", "binh.xlsx", "cu.xlsx"]
    assert all(Path(file).is_file() for file in every.json["files"])


def test_a_filled_workbook_is_not_written_over(round_2025: Path, tmp_path: Path) -> None:
    order = ("round", "workbook", round_2025, "--all", "--stage", "self", "--out", tmp_path / "all")
    assert say(*order).code == Exit.FINE
    assert say(*order).code == Exit.UNREACHABLE


@pytest.mark.parametrize("options", [[], ["--unit", "an", "--all"]])
def test_a_workbook_is_for_one_unit_or_for_all(options: list[str], round_2025: Path, tmp_path: Path) -> None:
    said = say("round", "workbook", round_2025, *options, "--stage", "self", "--out", tmp_path / "x")
    assert said.code == Exit.MISUSE
    assert "Choose one: --unit UNIT or --all." in said.err


def workbook_of(folder: Path, directory: Path, code: str) -> Path:
    say("round", "workbook", folder, "--unit", code, "--stage", "self", "--out", directory)
    return directory / f"{code}.xlsx"


def test_a_workbook_that_says_nothing_new(round_2025: Path, tmp_path: Path) -> None:
    file = workbook_of(round_2025, tmp_path, "an")
    said = say("round", "read", file, "--round", round_2025)
    assert said.code == Exit.FINE
    assert "✓ The workbook says nothing new." in said.out


def test_every_difference_is_shown_before_it_is_accepted(round_2025: Path, tmp_path: Path) -> None:
    file = workbook_of(round_2025, tmp_path, "an")
    rows = read_rows(round_2025 / "measurements.csv")
    rows = [
        {**row, "value": "1"} if (row["unit"], row["variable"]) == ("an", "on_time") else row for row in rows
    ]
    rows += [{**rows[0], "unit": "cu", "stage": "appraisal_1"}]
    write_rows(round_2025 / "measurements.csv", rows)
    before = (round_2025 / "measurements.csv").read_bytes()
    said = say("round", "read", file, "--round", round_2025)
    assert "measurements 1.2 · self · on_time 1 2" in said.words
    assert "1.2 3.333333 6.666667 6.666667 scored" in said.words
    assert "Nothing was written; add --accept" in said.out
    assert (round_2025 / "measurements.csv").read_bytes() == before
    units = (round_2025 / "units.csv").stat().st_mtime_ns
    accepted = say("round", "read", file, "--round", round_2025, "--accept", "--json").json
    assert accepted["accepted"] is True
    assert accepted["changes"] == [
        {
            "table": "measurements",
            "key": ["an", "1.2", "self", "on_time"],
            "before": ["1", ""],
            "after": ["2", ""],
        }
    ]
    assert accepted["points"][0]["engine"] == "6.666667"
    assert (round_2025 / "units.csv").stat().st_mtime_ns == units
    assert "✓ The workbook says nothing new." in say("round", "read", file, "--round", round_2025).out
    assert say("round", "check", round_2025).code == Exit.FINE


def read_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


def write_rows(path: Path, rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as table:
        writer = csv.DictWriter(table, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def test_a_table_that_a_workbook_empties_keeps_its_headings(tmp_path: Path) -> None:
    data = a_round(framework(leaf("1", 10, on_time()), leaf("2", 90)), units=[unit("an")])
    folder = written(data, tmp_path / "r")
    file = workbook_of(folder, tmp_path, "an")
    header = "unit,leaf,stage,variable,value,note\n"
    (folder / "measurements.csv").write_text(header + "an,1,self,received,5,\n", encoding="utf-8")
    said = say("round", "read", file, "--round", folder, "--accept")
    assert "measurements 1 · self · received 5 –" in said.words
    assert "✓ Written into the round." in said.out
    assert (folder / "measurements.csv").read_text(encoding="utf-8") == header


def test_what_the_framework_wants_explained_is_reported_and_not_accepted_without(tmp_path: Path) -> None:
    """A unit scores itself below the maximum and gives neither evidence nor explanation."""
    rules = framework(leaf("1", 10, on_time()), leaf("2", 90), explanation_without_evidence="below_maximum")
    data = a_round(rules, measured={"self": {"an": {"1.on_time": 4, "1.received": 5}}})
    folder = written(data, tmp_path / "r")
    checked = say("round", "check", folder)
    assert checked.code == Exit.PROBLEMS
    assert "measurements.csv:2 · note an, leaf 1: 8/10 scored without evidence" in checked.words
    assert say("round", "check", folder, "--json").json["errors"][0]["code"] == "explanation-missing"

    file = workbook_of(folder, tmp_path, "an")
    before = (folder / "measurements.csv").read_bytes()
    shown = say("round", "read", file, "--round", folder)
    assert shown.code == Exit.FINE
    assert "an, leaf 1: 8/10 scored without evidence, which the framework wants explained" in shown.words
    [due] = say("round", "read", file, "--round", folder, "--json").json["unexplained"]
    assert (due["code"], due["path"].partition("!")[0]) == ("explanation-missing", "Scoring")
    refused = say("round", "read", file, "--round", folder, "--accept")
    assert refused.code == Exit.PROBLEMS
    assert "write the explanation into this cell, or name the evidence." in refused.err
    assert (folder / "measurements.csv").read_bytes() == before

    explained = replace(data, notes={("an", "1", "self"): "One was late"})
    folder = written(explained, tmp_path / "explained")
    file = workbook_of(folder, tmp_path / "books", "an")
    assert say("round", "read", file, "--round", folder, "--accept").code == Exit.FINE
    assert say("round", "check", folder).code == Exit.FINE


def test_a_workbook_of_an_appraiser_owes_no_explanation_of_the_unit(tmp_path: Path) -> None:
    rules = framework(leaf("1", 10, on_time()), leaf("2", 90), explanation_without_evidence="always")
    data = a_round(rules, measured={"self": {"an": {"1.on_time": 4, "1.received": 5}}})
    folder = written(data, tmp_path / "r")
    say("round", "workbook", folder, "--unit", "an", "--stage", "appraisal_1", "--out", tmp_path)
    said = say("round", "read", tmp_path / "an.xlsx", "--round", folder, "--accept", "--json").json
    assert said["unexplained"] == []


def test_a_round_that_ships_is_copied_before_anything_is_accepted(round_2025: Path, tmp_path: Path) -> None:
    file = workbook_of(round_2025, tmp_path, "an")
    said = say("round", "read", file, "--round", "training-provinces-2025", "--accept")
    assert said.code == Exit.MISUSE
    assert "copy one that ships first" in said.err


def test_a_file_that_is_no_workbook_is_named(round_2025: Path, tmp_path: Path) -> None:
    (tmp_path / "no.xlsx").write_text("no workbook", encoding="utf-8")
    said = say("round", "read", tmp_path / "no.xlsx", "--round", round_2025)
    assert said.code != Exit.FINE
    assert "no.xlsx" in said.err


def test_a_workbook_that_shows_other_points_than_the_engine(round_2025: Path, tmp_path: Path) -> None:
    from parindex.cli import intake
    from parindex.scoring.workbook import Difference
    from tests.cli.running import on_terminal

    found = intake.taken(read(round_2025), workbook_of(round_2025, tmp_path, "an"))
    seven = Difference("2", Fraction(40), Fraction(40), Fraction(7), State.SCORED, State.SCORED, True)
    hidden = replace(seven, leaf="1.1", is_shown=False)
    warned = replace(
        found.reading, warnings=(Problem("w", Place("an.xlsx"), Text(vi="Chú ý.", en="Mind."), "warning"),)
    )
    screen, shown = on_terminal()
    intake.show_intake(screen, replace(found, points=[seven, hidden], reading=warned), accepted=False)
    assert "the workbook shows something else" in " ".join(shown().split())
    assert "Mind." in shown()
