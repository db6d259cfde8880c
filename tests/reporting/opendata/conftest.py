"""A small round with everything in it, its tables and what is said of it."""

from dataclasses import replace
from datetime import date

import pytest

from parindex.language import Text, both
from parindex.reporting.opendata.dataset import DataTable
from parindex.reporting.opendata.metadata import Metadata, metadata_of
from parindex.reporting.opendata.tables import tables_of
from parindex.rounds import Printed
from parindex.scoring import Results
from tests.builders import a_round, branch, framework, info, leaf, on_time, results_of, unit, words

RULES = framework(
    branch("1", leaf("1.1", 30), leaf("1.2", 30, on_time(), may_be_not_applicable=True)),
    leaf("2", 40, source={"document": words("Decision 1")}),
    levels=[
        {"code": "area", "title": {"vi": "Lĩnh vực", "en": "Area"}},
        {"code": "criterion", "title": {"vi": "Tiêu chí", "en": "Criterion"}},
    ],
    groups=[{"code": "A", "label": words("A"), "lower_limit": 80}, {"code": "B", "label": words("B")}],
)
HOSTILE = "=HYPERLINK(1)"


@pytest.fixture(scope="session")
def results() -> Results:
    return results_of(
        a_round(
            RULES,
            {"an": {"1.1": 29, "2": 36}, "binh": {"1.1": 30, "2": "38.5"}, "chi": {"1.1": 20}},
            units=[
                replace(unit("an"), name=Text(vi=HOSTILE, en="An"), region=both("South-East")),
                "binh",
                "chi",
            ],
            measured={"self": {"an": {"1.2.on_time": 2, "1.2.received": 3}}},
            marked=[("binh", "1.2")],
        )
    )


@pytest.fixture(scope="session")
def tables(results: Results) -> dict[str, DataTable]:
    return {table.name: table for table in tables_of(results)}


@pytest.fixture(scope="session")
def about() -> Metadata:
    sources = [
        {"document": words("Decision 1"), "link": "https://example.org/1"},
        {"document": words("News")},
    ]
    return metadata_of(
        info(sources=sources),
        "2025.1",
        "ab" * 32,
        issued=date(2026, 5, 19),
        publisher=Text(vi="Sở Nội vụ", en="Department of Home Affairs"),
        address="https://example.org/2025/du-lieu/",
    )


@pytest.fixture(scope="session")
def printed() -> Results:
    """A table of printed totals, one of which was not read."""
    return results_of(
        a_round(
            framework(leaf("total")),
            units=["an", "binh"],
            about={"kind": "transcribed", "data_status": "published"},
            printed={"an": Printed(index=None, rank=2)},
        )
    )
