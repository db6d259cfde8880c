"""The description of a round folder as a Frictionless Data Package."""

import json
from pathlib import Path

import pytest

from parindex.rounds.package import describe, problems_of
from parindex.rounds.write import to_files, write
from tests.builders import everything, info, words


def test_the_description_says_what_the_round_is_and_where_it_comes_from() -> None:
    about = info(
        title=words("Small 2025") | {"vi": "Năm 2025"},
        sources=[
            {"document": words("Decision 1"), "link": "https://example.org/1"},
            {"document": words("Decision 2")},
        ],
    )
    assert describe(about, ["units.csv", "round.yaml"]) | {"resources": []} == {
        "name": "small-2025",
        "title": "Năm 2025",
        "description": "Small 2025",
        "profile": "tabular-data-package",
        "keywords": ["recomputable", "training"],
        "sources": [{"title": "Decision 1", "path": "https://example.org/1"}, {"title": "Decision 2"}],
        "resources": [],
    }


def test_each_table_is_described_with_its_types_and_keys() -> None:
    units, points = describe(info(), ["points.csv", "units.csv"])["resources"]
    assert (units["name"], points["name"]) == ("units", "points")
    assert units["schema"]["primaryKey"] == ["code"]
    assert "foreignKeys" not in units["schema"]
    stages = ["self", "appraisal_1", "appraisal_2", "council"]
    assert points == {
        "name": "points",
        "path": "points.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "fields": [
                {"name": "unit", "type": "string", "constraints": {"required": True}},
                {"name": "leaf", "type": "string", "constraints": {"required": True}},
                {"name": "stage", "type": "string", "constraints": {"required": True, "enum": stages}},
                {"name": "points", "type": "number", "constraints": {"required": True}},
                {"name": "note", "type": "string"},
            ],
            "missingValues": [""],
            "primaryKey": ["unit", "leaf", "stage"],
            "foreignKeys": [{"fields": ["unit"], "reference": {"resource": "units", "fields": ["code"]}}],
        },
    }


def test_nothing_in_the_description_changes_with_the_figures() -> None:
    [table] = describe(info(), ["points.csv"])["resources"]
    assert not {"bytes", "hash"} & set(table)


def problems(folder: Path) -> list[tuple[str, str, str]]:
    return [(problem.severity, problem.code, problem.place.file) for problem in problems_of(folder, info())]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(everything(), tmp_path)
    return tmp_path


def test_a_description_of_the_tables_as_they_are_has_no_problem_whatever_they_hold(folder: Path) -> None:
    assert problems(folder) == []
    with (folder / "points.csv").open("ab") as table:
        table.write(b"chi,2,council,1,\n")
    assert problems(folder) == []


def test_a_table_that_is_described_and_gone_is_an_error(folder: Path) -> None:
    (folder / "points.csv").unlink()
    assert problems(folder) == [("error", "table-missing", str(folder / "points.csv"))]


def test_a_folder_without_a_description_or_with_another_is_warned_of(folder: Path) -> None:
    description = folder / "datapackage.json"
    stale = [("warning", "package-stale", str(description))]
    described = json.loads(description.read_bytes())
    [*others, last] = described["resources"]
    for content in (
        "no JSON",
        "[]",
        '{"resources": [{"path": ["units.csv"]}, {}]}',
        json.dumps({**described, "resources": others}),
        json.dumps({**described, "resources": [*others, {**last, "hash": "sha256:0"}]}),
    ):
        description.write_text(content, encoding="utf-8")
        assert problems(folder) == stale
    description.unlink()
    assert problems(folder) == stale


def test_tables_of_one_s_own_may_be_described_beside(folder: Path) -> None:
    description = folder / "datapackage.json"
    described = json.loads(description.read_bytes())
    described["resources"].append({"name": "map", "path": "https://example.org/map.csv"})
    description.write_text(json.dumps(described), encoding="utf-8")
    assert problems(folder) == []


def test_a_table_that_may_repeat_a_row_has_no_key_and_names_have_hyphens() -> None:
    [table] = describe(info(), ["published_aggregates.csv"])["resources"]
    assert table["name"] == "published-aggregates"
    assert "primaryKey" not in table["schema"]


@pytest.mark.slow
def test_frictionless_finds_the_package_valid_and_names_a_cell_that_is_not(tmp_path: Path) -> None:
    from frictionless import Package

    def report() -> list[list[object]]:
        checked = Package(str(tmp_path / "datapackage.json")).validate()
        return checked.flatten(["rowNumber", "fieldName", "type"])

    write(everything(), tmp_path)
    assert report() == []
    points = to_files(everything())["points.csv"]
    (tmp_path / "points.csv").write_bytes(points.replace(b"1.75", b"0.5"))
    assert report() == []
    (tmp_path / "points.csv").write_bytes(points.replace(b"1.75", b"lots").replace(b"binh", b"dung"))
    assert report() == [
        [2, "points", "type-error"],
        [3, None, "foreign-key"],
        [4, None, "foreign-key"],
    ]
