"""Decisions are people's: read as they stand, complete or refused, and carried over."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from parindex.problems import Invalid
from parindex.survey.responses.checks.flags import FLAGS
from parindex.survey.responses.decisions import Decision, read_decisions, to_decide
from parindex.survey.responses.folder import csv_for_people
from tests.survey.responses.fieldwork import workbook, written

HEADING = "response,checks,decision,reason,who,when\n"


def test_decisions_that_were_taken(tmp_path: Path) -> None:
    text = "a,night,keep,đã gọi lại,An,2025-09-30\nb,far,,,,\nc,,reject,bịa,Bình,2025-10-01\n"
    assert read_decisions(written(tmp_path / "d.csv", HEADING + text)) == {
        "a": Decision("keep", "đã gọi lại", "An", "2025-09-30"),
        "c": Decision("reject", "bịa", "Bình", "2025-10-01"),
    }


def test_decisions_are_read_as_spreadsheets_save_them(tmp_path: Path) -> None:
    expected = {"a": Decision("keep", "gọi lại", "An", "2025-09-05")}
    semicolons = "\ufeffresponse;checks;decision;reason;who;when\na;;keep;gọi lại;An;5/9/2025\n;;;;;\n"
    assert read_decisions(written(tmp_path / "d.csv", semicolons)) == expected
    rows = [
        HEADING.strip().split(","),
        ("a", "", "keep", "gọi lại", "An", date(2025, 9, 5)),
        ("b", "far", "", "", "", ""),
    ]
    assert read_decisions(workbook(tmp_path / "d.xlsx", decisions=rows)) == expected


def refused(path: Path) -> list[tuple[str, int, str]]:
    with pytest.raises(Invalid) as caught:
        read_decisions(path)
    return [(problem.code, problem.place.line, problem.place.path) for problem in caught.value.problems]


def test_a_decision_without_reason_name_or_day_is_refused(tmp_path: Path) -> None:
    text = "a,,keep,,,\nb,,maybe,x,An,2025-09-30\nc,,reject,x,An,30.9.2025\nc,,keep,x,An,2025-09-30\n"
    assert refused(written(tmp_path / "d.csv", HEADING + text)) == [
        ("decision-unexplained", 2, "reason"),
        ("bad-value", 2, "when"),
        ("decision-unexplained", 2, "who"),
        ("not-among", 3, "decision"),
        ("bad-value", 4, "when"),
        ("row-twice", 5, ""),
    ]
    assert refused(written(tmp_path / "d.csv", "response,decision\na,keep\n")) == [("columns", 1, "")]


def test_flagged_responses_wait_and_what_was_decided_is_kept(tmp_path: Path) -> None:
    rows = [("a", "night"), ("a", "far"), ("=b", "night"), (None, "quota")]
    flags = pl.DataFrame(
        [{"response": response, "check": check} for response, check in rows], schema_overrides=FLAGS
    )
    taken = {
        "=b": Decision("keep", "gọi lại", "An", "2025-09-30"),
        "z": Decision("reject", "bịa", "An", "2025-09-30"),
    }
    listed = to_decide(flags, taken)
    assert listed.rows() == [
        ("=b", "night", "keep", "gọi lại", "An", "2025-09-30"),
        ("a", "far night", None, None, None, None),
        ("z", None, "reject", "bịa", "An", "2025-09-30"),
    ]
    path = tmp_path / "decisions.csv"
    path.write_bytes(csv_for_people(listed))
    assert "'=b" in path.read_text(encoding="utf-8")
    assert read_decisions(path) == taken


@pytest.mark.parametrize(
    "day", ["31/2/2025", "2025-13-01", "2025-02-30", "9999-01-01", "1/1/2400", "0/0/2025"]
)
def test_a_day_that_is_none_or_lies_ahead_is_refused(day: str, tmp_path: Path) -> None:
    path = written(tmp_path / "d.csv", f"{HEADING}a,,keep,x,An,{day}\n")
    assert refused(path) == [("bad-value", 2, "when")]


def test_a_reason_that_a_spreadsheet_would_run_is_written_harmless_and_read_as_it_was(tmp_path: Path) -> None:
    taken = read_decisions(written(tmp_path / "d.csv", f"{HEADING}a,,keep,=CMD(),@An,2025-09-30\n"))
    assert taken == {"a": Decision("keep", "=CMD()", "@An", "2025-09-30")}
    again = csv_for_people(to_decide(pl.DataFrame(schema=FLAGS), taken))
    assert again.decode("utf-8-sig").splitlines()[1] == "a,,keep,'=CMD(),'@An,2025-09-30"
    (tmp_path / "again.csv").write_bytes(again)
    assert read_decisions(tmp_path / "again.csv") == taken
