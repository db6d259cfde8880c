"""``--json``: one value on the standard output, in the form that is published."""

import json
import re
from pathlib import Path
from pkgutil import resolve_name
from typing import Any

import jsonschema
import pytest

from parindex.cli.schemas import SCHEMAS, schema_of
from parindex.documents import parse_document, parse_model, read_document
from parindex.rounds.write import info_data
from parindex.site.info import SHIPPED
from tests.builders import everything
from tests.cli.running import say, written

REFERENCE = Path(__file__).parents[2] / "docs" / "reference"


def stored(name: str) -> Any:
    return json.loads((REFERENCE / f"{name}.schema.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_stored_schema_is_the_generated_one_and_a_schema(name: str) -> None:
    assert stored(name) == json.loads(json.dumps(schema_of(name)))
    jsonschema.Draft202012Validator.check_schema(stored(name))


@pytest.mark.parametrize(
    "name", ["vn-ministries-2023", "vn-provinces-2019", "vn-provinces-2020", "training-provinces-2025"]
)
@pytest.mark.parametrize("command", ["compute", "show"])
def test_results_follow_their_schema(name: str, command: str) -> None:
    data = say(command, name, "--json").json
    jsonschema.validate(data, stored("results"))
    assert data["round"] == name


def test_a_round_with_everything_follows_the_schemas(tmp_path: Path) -> None:
    data = everything()
    jsonschema.validate(say("compute", written(data, tmp_path / "r"), "--json").json, stored("results"))
    jsonschema.validate(info_data(data.info), stored("round"))


FORMS = Path(__file__).parents[2] / "forms"
SERIES = Path(__file__).parents[2] / "series"
WEIGHTS = "format: parindex-weights/1\nanswered: answered\nclasses: [province]\ncalibrate: raking\ntrim: 4\n"


def written_for_surveys(folder: Path) -> dict[str, list[Any]]:
    """Files of every form that users write for surveys, as the program ships or makes them."""
    fieldwork, frame = folder / "fieldwork", folder / "frame"
    say("survey", "synthetic", fieldwork, "--kind", "fieldwork")
    say("survey", "synthetic", frame, "--kind", "frame")
    weights = folder / "weights.yaml"
    weights.write_text(WEIGHTS, encoding="utf-8")
    paths = {
        "survey": [fieldwork / "survey.yaml"],
        "responses": [fieldwork / "responses.yaml"],
        "design": [frame / "design.yaml"],
        "form": sorted(FORMS.glob("*/form.yaml")),
        "mapping": sorted(FORMS.glob("*/mapping.yaml")),
        "weights": [weights],
    }
    return {name: [read_document(path).data for path in found] for name, found in paths.items()}


def written_for_publishing() -> dict[str, list[Any]]:
    """Files of every form that users write for publishing: those that ship, and those in the reference."""
    found: dict[str, list[Any]] = {
        "site": [read_document(SHIPPED).data],
        "series": [read_document(path).data for path in sorted(SERIES.glob("*/series.yaml"))],
        "letterhead": [],
    }
    page = (REFERENCE / "publishing.md").read_text(encoding="utf-8")
    for text in re.findall(r"```yaml\n(.*?)```", page, re.S):
        document = parse_document(text, "publishing.md")
        name = document.data["format"].removeprefix("parindex-").removesuffix("/1")
        parse_model(resolve_name(SCHEMAS[name]), document)
        found[name].append(document.data)
    return found


def test_the_reference_of_publishing_shows_and_explains_every_field() -> None:
    page = (REFERENCE / "publishing.md").read_text(encoding="utf-8")
    explained = set(re.findall(r"`([a-z_]+)`", " ".join(re.findall(r"^\| (.*?) \|", page, re.M))))
    for name in ("site", "letterhead", "series"):
        shown = written_for_publishing()[name][-1]
        assert shown.keys() == stored(name)["properties"].keys()
        assert explained >= shown.keys(), name
    programme = stored("site")["$defs"]["ProgrammeInfo"]["properties"]
    assert written_for_publishing()["site"][-1]["programmes"][0].keys() == programme.keys()
    assert explained >= programme.keys()


def test_what_users_write_follows_its_schema_and_a_slip_does_not(tmp_path: Path) -> None:
    # JSON has texts for keys: what an editor sees of YAML
    written = {**written_for_surveys(tmp_path), **written_for_publishing()}
    documents = json.loads(json.dumps(written, default=float))
    assert documents.keys() == SCHEMAS.keys() - {"framework", "round", "crosswalk", "results"}
    for name, found in documents.items():
        assert found, name
        for document in found:
            jsonschema.validate(document, stored(name))
            with pytest.raises(jsonschema.ValidationError, match="was unexpected"):
                jsonschema.validate({**document, "titel": "x"}, stored(name))


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_printed(name: str) -> None:
    assert json.loads(say("framework", "schema", "--of", name).out) == stored(name)


def test_json_does_not_depend_on_the_language() -> None:
    said = [say("show", "vn-provinces-2019", "--json", language=language) for language in ("vi", "en")]
    assert said[0] == said[1]
    assert '"80.33"' in said[0].out
    assert said[0].err == ""


def test_json_and_lang_may_stand_before_the_command() -> None:
    assert say("--json", "--lang", "en", "show", "vn-provinces-2019").json["round"] == "vn-provinces-2019"


def test_numbers_that_are_exact_are_strings_and_ranks_integers() -> None:
    data = say("compute", "vn-ministries-2023", "--json").json
    first = data["units"][0]
    assert (first["code"], first["name"], first["name_en"]) == (
        "bo-tu-phap",
        "Bộ Tư pháp",
        "Ministry of Justice",
    )
    assert (first["index"], first["index_exact"], first["rank"], first["group"]) == ("89.95", "89.95", 1, "1")
    assert [unit["rank"] for unit in data["units"]] == list(range(1, 18))
    assert data["units"][5]["points_change"] is None
    assert data["summary"]["figures"]["mean"]["value"] == "84.38"
    assert data["summary"]["figures"]["mean"]["basis"] == "computed"
    assert data["summary"]["group_sizes"]["1"]["value"] == "14"
    assert data["sources"][0]["link"].startswith("https://")


def test_what_is_unknown_is_null_and_never_zero() -> None:
    data = say("compute", "vn-provinces-2019", "--json").json
    unknown = [unit for unit in data["units"] if unit["status"] == "unknown"]
    assert len(unknown) > 40
    assert {(unit["index"], unit["rank"], unit["points_change"]) for unit in unknown} == {(None, None, None)}
    assert data["complete"] is False
    assert data["summary"]["figures"]["mean"]["basis"] == "published"


def test_a_result_is_complete_only_when_nothing_is_missing() -> None:
    data = say("compute", "training-provinces-2025", "--json").json
    assert (data["complete"], data["provisional"]) == (False, True)
    assert all(unit["index"] for unit in data["units"])
