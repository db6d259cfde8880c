"""Every worked example: the case files of tests/acceptance, and the blocks "# case" of the specification."""

import re
from functools import cache
from pathlib import Path

import pytest

from parindex.framework import Framework, load
from parindex.scoring.cases import Case, parse_cases, read_cases, run

PROJECT = Path(__file__).parents[1]
SPECIFICATION = PROJECT / "docs/methodology/scoring.md"
BLOCK = re.compile(r"^```yaml\n(# case\n.*?)^```$", re.MULTILINE | re.DOTALL)


@cache
def find_framework(code: str) -> Framework | None:
    path = PROJECT / "frameworks" / f"{code}.yaml"
    return load(path) if path.exists() else None


def cases_of_files() -> list[Case]:
    return [
        case
        for path in sorted((PROJECT / "tests/acceptance").glob("*.yaml"))
        for case in read_cases(path, find_framework)
    ]


def cases_of_the_specification() -> list[Case]:
    """The blocks, each after as many empty lines as stand above it, so that problems name the line of the page."""
    page = SPECIFICATION.read_text(encoding="utf-8")
    return [
        case
        for block in BLOCK.finditer(page)
        for case in parse_cases(
            "\n" * page[: block.start(1)].count("\n") + block[1], SPECIFICATION.name, find_framework
        )
    ]


def named(case: Case) -> str:
    return f"{Path(case.place.file).name}:{case.place.line} {case.name}"


@pytest.mark.parametrize("case", [*cases_of_files(), *cases_of_the_specification()], ids=named)
def test_the_engine_gives_the_points_that_were_worked_by_hand(case: Case) -> None:
    outcome = run(case)
    assert outcome.points == outcome.expected


def rules_of(cases: list[Case]) -> set[str]:
    return {case.leaf.rule.type for case in cases}


def test_both_the_files_and_the_specification_have_a_case_for_every_rule() -> None:
    every_rule = {
        "levels", "checklist", "bands", "proportional", "formula", "deadline", "deductions", "survey",
        "imported", "statistic", "relative", "change", "appraiser", "find_and_mend",
    }  # fmt: skip
    assert rules_of(cases_of_files()) == every_rule
    assert rules_of(cases_of_the_specification()) == every_rule - {"appraiser"}
