"""A round folder described as a Frictionless Data Package, so that any tool can check and load it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from parindex.files import sha256
from parindex.rounds import tables
from parindex.rounds.model import RoundInfo
from parindex.rounds.tables import Column, Table

PROFILE = "tabular-data-package"


def describe(info: RoundInfo, files: Mapping[str, bytes]) -> dict[str, Any]:
    """Return the content of ``datapackage.json`` for the tables among `files`."""
    present = [table for table in tables.TABLES if table.file in files]
    return {
        "name": info.code,
        "title": info.title.vi,
        "description": info.title.en,
        "profile": PROFILE,
        "keywords": [info.kind, info.data_status],
        "sources": [_source(source.document.vi, source.link) for source in info.sources],
        "resources": [_resource(table, files[table.file]) for table in present],
    }


def _source(title: str, link: str | None) -> dict[str, str]:
    return {"title": title, "path": link} if link else {"title": title}


def _resource(table: Table, data: bytes) -> dict[str, Any]:
    return {
        "name": table.name.replace("_", "-"),
        "path": table.file,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{sha256(data)}",
        "schema": _schema(table),
    }


def _schema(table: Table) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [_field(column) for column in table.columns], "missingValues": [""]}
    if table.key:
        schema["primaryKey"] = list(table.key)
    if table.unit_column:
        reference = {"resource": tables.UNITS.name, "fields": ["code"]}
        schema["foreignKeys"] = [{"fields": [table.unit_column], "reference": reference}]
    return schema


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column.name, "type": column.type}
    constraints: dict[str, Any] = {}
    if column.required:
        constraints["required"] = True
    if column.among:
        constraints["enum"] = list(column.among)
    if constraints:
        field["constraints"] = constraints
    return field
