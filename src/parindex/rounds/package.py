"""A round folder described as a Frictionless Data Package, so that any tool can check and load it.

The description has no hashes and no sizes: tables of a round are edited by hand, and the package stays valid.
What is sealed has the hash of every file in its manifest.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from parindex.language import Text
from parindex.problems import Findings, Place, Problem
from parindex.rounds import tables
from parindex.rounds.model import RoundInfo
from parindex.rounds.tables import Column, Table

PACKAGE = "datapackage.json"
PROFILE = "tabular-data-package"


def describe(info: RoundInfo, files: Iterable[str]) -> dict[str, Any]:
    """Return the content of ``datapackage.json`` for the tables among `files`."""
    present = set(files)
    return {
        "name": info.code,
        "title": info.title.vi,
        "description": info.title.en,
        "profile": PROFILE,
        "keywords": [info.kind, info.data_status],
        "sources": [_source(source.document.vi, source.link) for source in info.sources],
        "resources": [_resource(table) for table in tables.TABLES if table.file in present],
    }


def problems_of(folder: Path, info: RoundInfo) -> list[Problem]:
    """Return where the description of a round folder is not that of its tables.

    A table that is named and absent is an error: figures are lost. What is only described otherwise is a warning.
    """
    path = folder / PACKAGE
    described = {resource["path"]: resource for resource in describe(info, _names(folder))["resources"]}
    findings = Findings(str(path))
    if not path.exists():
        _warn(findings, folder, Text(vi="Chưa có tệp mô tả bảng", en="The tables are not described"))
        return findings.problems
    listed, known = _listed(path), [table.file for table in tables.TABLES]
    lacking = [name for name in known if name in listed and name not in described]
    changed = [name for name in known if name in described and described[name] != listed.get(name)]
    if changed:
        names = ", ".join(changed)
        _warn(
            findings,
            folder,
            Text(vi=f"Mô tả không đúng với {names}", en=f"The description does not fit {names}"),
        )
    return [*(_lacks(folder, name) for name in lacking), *findings.problems]


def _names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.is_file()]


def _listed(path: Path) -> dict[str, Any]:
    """Return what a description says of each file that it names; nothing if it is none."""
    try:
        resources = json.loads(path.read_bytes())["resources"]
        return {resource["path"]: resource for resource in resources if isinstance(resource["path"], str)}
    except (ValueError, LookupError, TypeError):
        return {}


def _lacks(folder: Path, name: str) -> Problem:
    text = Text(
        vi=f"{PACKAGE} kể tên tệp này nhưng không có tệp; lấy lại tệp, hoặc nếu đợt không dùng: parindex round describe {folder}.",
        en=f"{PACKAGE} names this file but it is not there; put it back, or, if the round has none: parindex round describe {folder}.",
    )
    return Problem("table-missing", Place(str(folder / name)), text)


def _warn(findings: Findings, folder: Path, what: Text) -> None:
    findings.add(
        "package-stale",
        f"{what.vi} (Frictionless Data Package); ghi lại bằng: parindex round describe {folder}.",
        f"{what.en} (Frictionless Data Package); write it anew: parindex round describe {folder}.",
        severity="warning",
    )


def _source(title: str, link: str | None) -> dict[str, str]:
    return {"title": title, "path": link} if link else {"title": title}


def _resource(table: Table) -> dict[str, Any]:
    return {
        "name": table.name.replace("_", "-"),
        "path": table.file,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
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
