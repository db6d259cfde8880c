"""The folder of open data: every table in every form, a dictionary, a Frictionless package, the sealed snapshot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from parindex.files import csv_bytes, json_bytes, sha256, zip_bytes
from parindex.language import Language, Text
from parindex.reporting.opendata.dataset import DataTable, Field
from parindex.reporting.opendata.formats import (
    dictionary_rows,
    metadata_rows,
    to_csv,
    to_excel_csv,
    to_json,
    to_parquet,
    to_workbook,
)
from parindex.reporting.opendata.metadata import Metadata, bibtex

MEDIA = {
    ".csv": "text/csv",
    ".json": "application/json",
    ".parquet": "application/vnd.apache.parquet",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".bib": "application/x-bibtex",
    ".zip": "application/zip",
    ".txt": "text/plain",
}
"""Media types of the files by suffix."""
WORKBOOKS: dict[Language, str] = {"vi": "so-lieu.xlsx", "en": "data.xlsx"}
DICTIONARY = "dictionary.csv"
PACKAGE = "datapackage.json"
CITATION = "citation.bib"
SNAPSHOT = "snapshot/"


def data_files(tables: Sequence[DataTable], about: Metadata) -> dict[str, bytes]:
    """Return the files of open data by name.

    Each table as ``NAME.csv``, ``NAME.excel.csv`` (``;``, decimal comma, BOM), ``NAME.json`` and ``NAME.parquet``; all
    tables as a workbook in each language; ``dictionary.csv``; ``datapackage.json``; ``citation.bib``.
    """
    files: dict[str, bytes] = {}
    for table in tables:
        files[f"{table.name}.csv"] = to_csv(table)
        files[f"{table.name}.excel.csv"] = to_excel_csv(table, "vi")
        files[f"{table.name}.json"] = to_json(table)
        files[f"{table.name}.parquet"] = to_parquet(table, about)
    for language, name in WORKBOOKS.items():
        files[name] = to_workbook(tables, about, language)
    files[DICTIONARY] = _dictionary(tables)
    files[CITATION] = bibtex(about, "vi").encode()
    return files | {PACKAGE: json_bytes(_described(tables, about, files))}


def digest_of(tables: Sequence[DataTable]) -> str:
    """Return the digest of tables: that of the lines which ``sha256sum`` gives for their CSV files, in order of name."""
    lines = sorted((f"{table.name}.csv", sha256(to_csv(table))) for table in tables)
    return sha256("".join(f"{digest}  {name}\n" for name, digest in lines).encode())


def _dictionary(tables: Sequence[DataTable]) -> bytes:
    vietnamese, english = dictionary_rows(tables, "vi"), dictionary_rows(tables, "en")
    head = ("table", "field", "type", "title_vi", "meaning_vi", "title_en", "meaning_en")
    return csv_bytes(head, ((*vi, *en[3:]) for vi, en in zip(vietnamese, english, strict=True)))


def _described(tables: Sequence[DataTable], about: Metadata, files: Mapping[str, bytes]) -> dict[str, Any]:
    licence = about.licence
    return {
        "name": about.code,
        "id": about.digest,
        "title": about.title.vi,
        "description": "\n".join(f"{item}: {content}" for item, content in metadata_rows(about, "vi")),
        **({"version": about.release} if about.release else {}),
        "profile": "tabular-data-package",
        "keywords": [about.kind, about.status],
        "licenses": [{"name": licence.code, "path": licence.link, "title": licence.words.en}],
        "sources": [{"title": title.vi, **({"path": link} if link else {})} for title, link in about.sources],
        "resources": [_resource(table, files[f"{table.name}.csv"]) for table in tables],
        **({"created": f"{about.issued.isoformat()}T00:00:00Z"} if about.issued else {}),
    }


def _resource(table: DataTable, content: bytes) -> dict[str, Any]:
    return {
        "name": table.name,
        "title": table.title.vi,
        "path": f"{table.name}.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": MEDIA[".csv"],
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{sha256(content)}",
        "schema": {
            "fields": [_schema_field(field) for field in table.fields],
            "missingValues": [""],
            "primaryKey": list(table.key),
        },
    }


def _schema_field(field: Field) -> dict[str, str]:
    return {
        "name": field.name,
        "type": field.type,
        "title": field.title.vi,
        "description": f"{field.meaning.vi} · {field.meaning.en}",
    }


COMMANDS = ("pip install ./parindex", "parindex verify snapshot")
"""What recomputes a result, in a folder with the sealed snapshot and the source of parindex."""
RECOMPUTE = Text(
    vi="Cần Python 3.11 trở lên và mã nguồn parindex {version}, đặt trong thư mục parindex cạnh thư mục snapshot "
    "(parindex chưa có trong kho gói PyPI). Rồi chạy hai lệnh:",
    en="You need Python 3.11 or later and the source of parindex {version}, in a folder parindex beside the folder "
    "snapshot (parindex is not in the package registry PyPI). Then two commands:",
)
_AGAIN = Text(
    vi="""Tự tính lại kết quả này. {needed}

{commands}

«parindex verify» kiểm tra mã băm của từng tệp trong thư mục snapshot, tính lại mọi điểm, chỉ số, thứ hạng, nhóm từ số liệu
đầu vào, rồi so từng byte. Mã băm của toàn bộ phải là {digest}.
""",
    en="""Recompute this result yourself. {needed}

{commands}

"parindex verify" checks the hash of every file in the folder snapshot, computes all points, indices, ranks and groups again
from the inputs, and compares byte by byte. The digest of the whole must be {digest}.
""",
)
_FILES = Text(
    vi="""Tệp: *.csv (dấu phẩy, dấu chấm thập phân), *.excel.csv (mở bằng Excel), *.json, *.parquet; dictionary.csv giải thích từng cột;
datapackage.json là gói dữ liệu Frictionless.
""",
    en="""Files: *.csv (comma, decimal point), *.excel.csv (for Excel), *.json, *.parquet; dictionary.csv explains each column;
datapackage.json is a Frictionless data package.
""",
)


def readme(about: Metadata, version: str, language: Language) -> str:
    """Return what stands beside the data: what they are, and how to recompute them with release `version` of parindex.

    Without a version there is nothing to recompute them from.
    """
    facts = "\n".join(f"{item}: {content}" for item, content in metadata_rows(about, language))
    again = _AGAIN.to(
        language,
        needed=RECOMPUTE.to(language, version=version),
        commands="\n".join(f"    {command}" for command in COMMANDS),
        digest=about.digest,
    )
    parts = (
        about.title.to(language) + "\n",
        facts + "\n",
        *([again] if version else []),
        _FILES.to(language),
    )
    return "\n".join(parts)


def archive(data: Mapping[str, bytes], snapshot: Mapping[str, bytes], about: Metadata, version: str) -> bytes:
    """Return everything in one ZIP: the data, the sealed snapshot in ``snapshot/``, what to read first.

    Parameters
    ----------
    data : Mapping of name to bytes
        From `data_files`.
    snapshot : Mapping of name to bytes
        The files of the sealed snapshot as they are; none where the data come from elsewhere.
    version : str
        The release of parindex that recomputes it; empty where there is no snapshot.
    """
    files = {
        "README.txt": readme(about, version, "vi").encode(),
        "README.en.txt": readme(about, version, "en").encode(),
        **data,
        **{SNAPSHOT + name: content for name, content in snapshot.items()},
    }
    return zip_bytes(dict(sorted(files.items())))
