"""The folder of open data: judged by frictionless, recomputed by the package alone."""

import hashlib
import io
import json
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import frictionless
import pytest

import parindex
from parindex.files import read_folder, unzipped, write_folder
from parindex.reporting.opendata.dataset import DataTable
from parindex.reporting.opendata.metadata import Metadata
from parindex.reporting.opendata.package import MEDIA, archive, data_files, digest_of, readme
from parindex.results import seal, verify
from parindex.results.snapshot import MANIFEST
from parindex.scoring import Results


@pytest.fixture(scope="module")
def files(tables: dict[str, DataTable], about: Metadata) -> dict[str, bytes]:
    return data_files(tuple(tables.values()), about)


def test_every_table_comes_in_every_form(files: dict[str, bytes]) -> None:
    tables = ("units", "components", "leaves", "criteria")
    forms = (".csv", ".excel.csv", ".json", ".parquet")
    single = {"so-lieu.xlsx", "data.xlsx", "dictionary.csv", "citation.bib", "datapackage.json"}
    assert set(files) == {table + form for table in tables for form in forms} | single
    assert all(Path(name).suffix in MEDIA for name in files)


def test_it_is_a_valid_data_package(files: dict[str, bytes], tmp_path: Path) -> None:
    write_folder(tmp_path / "data", files)
    report = frictionless.validate(str(tmp_path / "data" / "datapackage.json"))
    assert report.flatten(["rowNumber", "fieldName", "message"]) == []
    assert report.stats["tasks"] == 4


def test_the_dictionary_explains_each_column_in_both_languages(
    files: dict[str, bytes], tables: dict[str, DataTable]
) -> None:
    lines = files["dictionary.csv"].decode().splitlines()
    assert lines[0] == "table,field,type,title_vi,meaning_vi,title_en,meaning_en"
    assert "units,rank,integer,Hạng," in lines[5]
    assert len(lines) == 1 + sum(len(table.fields) for table in tables.values())


def test_the_same_data_give_the_same_bytes(
    files: dict[str, bytes], tables: dict[str, DataTable], about: Metadata
) -> None:
    assert data_files(tuple(tables.values()), about) == files
    assert archive(files, {}, about, "1") == archive(dict(reversed(files.items())), {}, about, "1")


def test_a_package_without_a_day_has_none(tables: dict[str, DataTable], about: Metadata) -> None:
    described = json.loads(data_files((tables["units"],), replace(about, issued=None))["datapackage.json"])
    assert "created" not in described
    assert described["sources"] == [
        {"title": "Decision 1", "path": "https://example.org/1"}, {"title": "News"},
    ]  # fmt: skip


def test_whoever_unpacks_the_archive_recomputes_the_same_digest(
    files: dict[str, bytes], results: Results, about: Metadata, tmp_path: Path
) -> None:
    snapshot = seal(results)
    digest = json.loads(snapshot[MANIFEST])["digest"]
    content = archive(files, snapshot, replace(about, digest=digest), parindex.__version__)
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        packed.extractall(tmp_path)
    found = verify(tmp_path / "snapshot")
    assert (found.passed, found.recomputed, found.digest) == (True, True, digest)
    said = (tmp_path / "README.txt").read_text(encoding="utf-8")
    assert "\n    pip install ./parindex\n    parindex verify snapshot\n" in said
    assert f"mã nguồn parindex {parindex.__version__}, đặt trong thư mục parindex" in said
    assert digest in said
    assert set(read_folder(tmp_path)) >= set(files)


def test_the_readme_says_that_the_data_are_synthetic(about: Metadata) -> None:
    assert "SỐ LIỆU TẬP HUẤN" in readme(about, "1", "vi")
    assert "TRAINING DATA" in readme(about, "1", "en")


def test_what_was_not_sealed_here_is_not_said_to_recompute(files: dict[str, bytes], about: Metadata) -> None:
    packed = unzipped(archive(files, {}, replace(about, release=""), ""))
    assert set(packed) == {*files, "README.txt", "README.en.txt"}
    for name, starts in (("README.txt", "Tệp: *.csv"), ("README.en.txt", "Files: *.csv")):
        said = packed[name].decode()
        assert "parindex verify" not in said
        assert starts in said


def test_the_digest_of_tables_is_that_of_the_digests_of_their_files(
    files: dict[str, bytes], tables: dict[str, DataTable], tmp_path: Path
) -> None:
    write_folder(tmp_path / "data", files)
    names = sorted(f"{name}.csv" for name in tables)
    sums = subprocess.run(
        ["sha256sum", *names], cwd=tmp_path / "data", capture_output=True, check=True
    ).stdout
    assert digest_of(tuple(tables.values())) == hashlib.sha256(sums).hexdigest()
    assert digest_of((tables["units"],)) != digest_of((tables["leaves"],))
