"""The forms of data that are published as JSON Schema."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel

from parindex.framework.crosswalk import Crosswalk
from parindex.framework.model import Framework
from parindex.results.document import ResultsOutput
from parindex.rounds.model import RoundInfo

SCHEMAS: dict[str, type[BaseModel]] = {
    "framework": Framework,
    "round": RoundInfo,
    "crosswalk": Crosswalk,
    "results": ResultsOutput,
}
"""The forms that are published as JSON Schema, by name."""


def schema_of(name: str) -> dict[str, Any]:
    """Return the JSON Schema of one of `SCHEMAS`."""
    mode: Literal["validation", "serialization"] = "serialization" if name == "results" else "validation"
    schema = SCHEMAS[name].model_json_schema(by_alias=True, mode=mode)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
