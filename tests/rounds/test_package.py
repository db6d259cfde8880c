"""The description of a round folder as a Frictionless Data Package."""

from pathlib import Path

import pytest

from parindex.files import sha256
from parindex.rounds.package import describe
from parindex.rounds.write import to_files, write, write_tables
from tests.builders import everything, info, words

UNITS = b"code\nan\n"


def test_the_description_says_what_the_round_is_and_where_it_comes_from() -> None:
    about = info(
        title=words("Small 2025") | {"vi": "Năm 2025"},
        sources=[
            {"document": words("Decision 1"), "link": "https://example.org/1"},
            {"document": words("Decision 2")},
        ],
    )
    assert describe(about, {"units.csv": UNITS, "round.yaml": b""}) | {"resources": []} == {
        "name": "small-2025",
        "title": "Năm 2025",
        "description": "Small 2025",
        "profile": "tabular-data-package",
        "keywords": ["recomputable", "training"],
        "sources": [{"title": "Decision 1", "path": "https://example.org/1"}, {"title": "Decision 2"}],
        "resources": [],
    }


def test_each_table_is_described_with_its_bytes_types_and_keys() -> None:
    rows = b"unit,leaf,stage,points,note\n"
    units, points = describe(info(), {"points.csv": rows, "units.csv": UNITS})["resources"]
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
        "bytes": len(rows),
        "hash": f"sha256:{sha256(rows)}",
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


def test_a_table_that_may_repeat_a_row_has_no_key_and_names_have_hyphens() -> None:
    [table] = describe(info(), {"published_aggregates.csv": b""})["resources"]
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
    (tmp_path / "points.csv").write_bytes(points.replace(b"1.75", b"lots").replace(b"binh", b"dung"))
    write_tables(tmp_path, everything().info)
    assert report() == [
        [2, "points", "type-error"],
        [3, None, "foreign-key"],
        [4, None, "foreign-key"],
    ]
