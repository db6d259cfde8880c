"""The static API: each file fits the schema that the description gives for its path."""

import json
import re
from typing import Any

import jsonschema
import pytest

from parindex.language import Text
from parindex.reporting.opendata.api import ROOT, Released, api_files, openapi
from parindex.reporting.opendata.metadata import Metadata
from parindex.scoring import Results


@pytest.fixture(scope="module")
def files(results: Results, about: Metadata) -> dict[str, Any]:
    return {path: json.loads(content) for path, content in api_files([Released(results, about)]).items()}


def test_every_file_is_described_and_fits(files: dict[str, Any]) -> None:
    description = files[f"{ROOT}openapi.json"]
    assert description == openapi()
    documents, described = files.keys() - {f"{ROOT}openapi.json"}, 0
    for template, path_item in description["paths"].items():
        pattern = re.compile(re.sub(r"\\{\w+\\}", "[^/]+", re.escape(template)) + "$")
        schema = path_item["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        for path in [path for path in documents if pattern.match("/" + path.removeprefix(ROOT))]:
            jsonschema.validate(files[path], {**schema, "components": description["components"]})
            described += 1
    assert described == len(documents) == 5


def test_a_unit_says_of_which_round_it_is_and_that_it_is_training_data(files: dict[str, Any]) -> None:
    binh = files[f"{ROOT}rounds/small-2025/units/binh.json"]
    assert (binh["round"], binh["data_status"], binh["unit"]["index"]) == ("small-2025", "training", "97.86")
    assert files[f"{ROOT}rounds.json"]["rounds"][0]["release"] == "2025.1"


def test_a_round_and_its_units_say_why_changes_are_on_figures_of_another_kind(
    results: Results, about: Metadata
) -> None:
    why = Text(vi="Bộ mới.", en="A new set.")
    made = api_files([Released(results, about, (why,))])
    for path in ("results.json", "units/binh.json"):
        assert json.loads(made[f"{ROOT}rounds/small-2025/{path}"])["breaks"] == [
            {"vi": "Bộ mới.", "en": "A new set."}
        ]


def test_a_wrong_document_would_not_fit(files: dict[str, Any]) -> None:
    components = files[f"{ROOT}openapi.json"]["components"]
    binh = files[f"{ROOT}rounds/small-2025/units/binh.json"]
    schema = {"$ref": "#/components/schemas/UnitDocument", "components": components}
    broken = {**binh, "unit": {**binh["unit"], "index": 97.86}}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(broken, schema)
