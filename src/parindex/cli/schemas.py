"""The forms of data that are published as JSON Schema."""

from __future__ import annotations

from pkgutil import resolve_name
from typing import Any, Literal

SCHEMAS: dict[str, str] = {
    "framework": "parindex.framework.model:Framework",
    "round": "parindex.rounds.model:RoundInfo",
    "crosswalk": "parindex.framework.crosswalk:Crosswalk",
    "results": "parindex.results.document:ResultsOutput",
    "survey": "parindex.survey.model:Survey",
    "design": "parindex.survey.design.model:SampleDesign",
    "form": "parindex.survey.questionnaire.source:FormFile",
    "mapping": "parindex.survey.questionnaire.mapping:FormMapping",
    "responses": "parindex.survey.responses.settings:ResponseSettings",
    "weights": "parindex.survey.weights.model:WeightSettings",
    "series": "parindex.survey.series:SeriesInfo",
    "letterhead": "parindex.reporting.office.letterhead:Letterhead",
    "site": "parindex.site.info:SiteInfo",
}
"""The forms that are published as JSON Schema, by name, with the model of each; one is imported when it is asked for."""


def schema_of(name: str) -> dict[str, Any]:
    """Return the JSON Schema of one of `SCHEMAS`."""
    mode: Literal["validation", "serialization"] = "serialization" if name == "results" else "validation"
    schema = resolve_name(SCHEMAS[name]).model_json_schema(by_alias=True, mode=mode)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
