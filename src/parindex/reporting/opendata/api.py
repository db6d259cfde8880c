"""A static JSON API: files under ``api/v1`` that any file server carries, described by OpenAPI."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from parindex.files import json_bytes
from parindex.language import Text, seen
from parindex.reporting.opendata.metadata import Metadata
from parindex.results.document import ResultsOutput, results_document
from parindex.scoring import Results, summarise

VERSION = "v1"
ROOT = f"api/{VERSION}/"
OPENAPI = f"{ROOT}openapi.json"
"""Describes the others."""
_REFERENCE = "#/components/schemas/"
_SHARED = ("round", "year", "kind", "data_status", "provisional", "breaks", "digest")
"""What the file of a unit also says of the round."""


@dataclass(frozen=True)
class Released:
    """A result, what is to know of its release, and why its changes are on figures of another kind."""

    results: Results
    about: Metadata
    breaks: tuple[Text, ...] = ()


def api_files(released: Sequence[Released], base_url: str = "") -> dict[str, bytes]:
    """Return the files of the API by path: the list of rounds, each round, each unit of it, and the description.

    Parameters
    ----------
    released : sequence of Released
    base_url : str
        Where the root of the site will stand, with a slash at its end; empty if that is not known.
    """
    files = {f"{ROOT}rounds.json": json_bytes({"rounds": [_listed(each) for each in released]})}
    for each in released:
        files |= _round_files(each)
    return files | {OPENAPI: json_bytes(openapi(base_url))}


def _listed(each: Released) -> dict[str, Any]:
    about = each.about
    return {
        "round": about.code,
        "title": about.title.vi,
        "title_en": about.title.en,
        "year": about.year,
        "kind": about.kind,
        "data_status": about.status,
        "release": about.release,
        "issued": about.issued.isoformat() if about.issued else None,
        "digest": about.digest,
        "programme": each.results.framework.programme,
    }


def _round_files(each: Released) -> dict[str, bytes]:
    results, digest = each.results, each.about.digest
    document = _seen(
        results_document(results, summarise(results), results.ordered, digest, breaks=each.breaks)
    )
    folder = f"{ROOT}rounds/{each.about.code}/"
    shared = {key: document[key] for key in _SHARED}
    files = {f"{folder}results.json": json_bytes(document)}
    for unit in document["units"]:
        files[f"{folder}units/{unit['code']}.json"] = json_bytes({**shared, "unit": unit})
    return files


def _seen(part: Any) -> Any:
    """Return a part of a document whose texts hold no sign that nobody sees."""
    if isinstance(part, dict):
        return {_seen(name): _seen(value) for name, value in part.items()}
    if isinstance(part, list | tuple):
        return [_seen(value) for value in part]
    return seen(part) if isinstance(part, str) else part


def openapi(base_url: str = "") -> dict[str, Any]:
    """Return the description of the API (OpenAPI 3.1), its schemas taken from the models themselves.

    Its paths begin at the folder of the API: at its address where that is known, else at the folder of the description.
    """
    schema = ResultsOutput.model_json_schema(mode="serialization", ref_template=_REFERENCE + "{model}")
    models: dict[str, Any] = schema.pop("$defs")
    models |= {"ResultsOutput": schema, "RoundList": _ROUND_LIST, "UnitDocument": _unit_document(schema)}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "parindex",
            "version": VERSION,
            "description": (
                "Released results as static files. Exact decimals are strings with a point; what is not known is null, "
                "never zero; data_status training means synthetic figures."
            ),
        },
        "servers": [{"url": f"{base_url}{ROOT}".rstrip("/") if base_url else f"../{VERSION}"}],
        "paths": {
            "/rounds.json": _get("Every released round", "RoundList"),
            "/rounds/{round}/results.json": _get("The result of a round", "ResultsOutput", "round"),
            "/rounds/{round}/units/{unit}.json": _get("One unit in a round", "UnitDocument", "round", "unit"),
        },
        "components": {"schemas": models},
    }


def _get(summary: str, model: str, *parameters: str) -> dict[str, Any]:
    content = {"application/json": {"schema": {"$ref": _REFERENCE + model}}}
    operation: dict[str, Any] = {
        "summary": summary,
        "responses": {"200": {"description": summary, "content": content}},
    }
    if parameters:
        operation["parameters"] = [
            {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
            for name in parameters
        ]
    return {"get": operation}


def _unit_document(results: Mapping[str, Any]) -> dict[str, Any]:
    properties = {name: results["properties"][name] for name in _SHARED}
    properties["unit"] = {"$ref": f"{_REFERENCE}UnitOutput"}
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": properties,
        "required": [*properties],
    }


_WORDS = ("round", "title", "title_en", "release", "programme", "kind", "data_status")
_LISTED = {
    **{name: {"type": "string"} for name in _WORDS},
    "year": {"type": "integer"},
    "digest": {"type": "string", "description": "SHA-256 of the sealed snapshot"},
    "issued": {"type": ["string", "null"], "format": "date"},
}
_ROUND_LIST = {
    "type": "object",
    "additionalProperties": False,
    "required": ["rounds"],
    "properties": {
        "rounds": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": [*_LISTED],
                "properties": _LISTED,
            },
        }
    },
}
