"""Names that try to break out of where they are shown come out harmless: in paths, HTML, JSON and pictures."""

import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import polars
import pytest
from python_calamine import CalamineWorkbook

from parindex.files import read_folder, unzipped
from parindex.language import UNSEEN, both
from parindex.reporting.opendata.formats import BYTE_ORDER_MARK
from parindex.results import verify
from parindex.rounds import RoundData
from parindex.site import publish
from tests.site.small import Html, faults_of, pages, seal_into, small_edition, whole_round

JSON_LD = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
NAMES = {
    "an": "<script>alert(1)</script>",
    "binh": "../../etc/passwd",
    "chi": "\u202egnp.exe \u200b\u2066right\u2069",
    "dung": "Tỉnh " + "dài " * 74,
}


def hostile_round() -> RoundData:
    data = whole_round()
    units = tuple(replace(unit, name=both(NAMES[unit.code])) for unit in data.units)
    title = both("""<img src=x onerror="alert(2)">\u202e '"&amp;""")
    tree = list(data.framework.tree)
    tree[1] = tree[1].model_copy(update={"title": title})
    rules = data.framework.model_copy(update={"tree": tuple(tree), "title": title})
    rules.__dict__.pop("nodes", None)
    notes = {("binh", "1.1", "council"): "</td></table><script src=//evil.test/x.js></script>"}
    info = data.info.model_copy(update={"title": title})
    return replace(
        data, units=units, framework=rules.model_validate(rules.model_dump()), notes=notes, info=info
    )


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    edition = small_edition([seal_into(folder / "snapshot", hostile_round())])
    publish(edition, folder / "site", processes=1)
    return folder / "site"


def scripts(page: Html) -> Iterator[str]:
    yield from (about.get("src") or "" for tag, about in page.tags if tag == "script")


def test_html_holds_no_element_that_a_name_brought(hostile: Path) -> None:
    assert faults_of(hostile) == []
    for path, page in pages(hostile):
        assert page.open == [], path
        assert {source.rpartition("/")[2] for source in scripts(page)} <= {"preferences.js", "site.js", ""}, (
            path
        )
        handlers = [name for _, about in page.tags for name in about if name.startswith("on")]
        assert handlers == [], path
        assert not any(about.get("src") == "x" for _, about in page.tags), path


def test_names_are_shown_as_they_are_written(hostile: Path) -> None:
    for code in ("an", "binh"):
        [page] = [page for path, page in pages(hostile) if path.endswith(f"don-vi/{code}/index.html")]
        assert NAMES[code] in "".join(page.headings[0])


def texts_of(files: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """Every text in files that are read by people and programs, workbooks, Parquet and archives opened."""
    for path, content in files.items():
        end = path.rpartition(".")[2]
        if end == "zip":
            yield from texts_of({f"{path}/{name}": inside for name, inside in unzipped(content).items()})
        elif end == "xlsx":
            book = CalamineWorkbook.from_filelike(io.BytesIO(content))
            rows = [row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python()]
            yield path, "".join(str(value) for row in rows for value in row)
        elif end == "parquet":
            frame = polars.read_parquet(io.BytesIO(content))
            yield path, "".join(str(value) for row in frame.rows() for value in row)
        elif end == "json":
            yield path, json.dumps(json.loads(content), ensure_ascii=False)
        elif end not in {"woff2", "png"}:
            yield path, content.decode().removeprefix(BYTE_ORDER_MARK).replace("\r\n", "\n")


def test_nobody_turns_the_direction_of_writing(hostile: Path) -> None:
    found = {path for path, text in texts_of(read_folder(hostile)) if UNSEEN.search(text)}
    assert found, "what is sealed is as it was given"
    assert all(".zip/snapshot/" in path for path in found), found


def test_what_was_sealed_recomputes_with_every_sign_in_it(hostile: Path, tmp_path: Path) -> None:
    [archive] = hostile.rglob("*.zip")
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(tmp_path)
    found = verify(tmp_path / "snapshot")
    assert (found.passed, found.recomputed) == (True, True)
    assert NAMES["chi"] in (tmp_path / "snapshot/inputs/units.csv").read_text(encoding="utf-8")


def test_pictures_and_json_parse(hostile: Path) -> None:
    pictures = sorted(hostile.rglob("*.svg"))
    assert len(pictures) > 10
    for path in pictures:
        root = ElementTree.fromstring(path.read_bytes())
        assert not [each for each in root.iter() if each.tag.endswith("script")], path
        assert not [name for each in root.iter() for name in each.attrib if name.startswith("on")], path
    for path in sorted(hostile.rglob("*.json")):
        json.loads(path.read_bytes())
    texts = (path.read_text(encoding="utf-8") for path in sorted(hostile.rglob("*.html")))
    described = [json.loads(found) for text in texts for found in JSON_LD.findall(text)]
    assert [each["name"] for each in described] == ["""<img src=x onerror="alert(2)"> '"&amp;"""] * 2


def test_no_file_leaves_the_site(hostile: Path) -> None:
    for path in read_folder(hostile):
        assert ".." not in path.split("/")
        assert all(letter.isalnum() or letter in "/._@-" for letter in path), path
    assert sorted(each.name for each in hostile.parent.iterdir()) == ["site", "snapshot"]
