"""The open data as they stand on a built site: every address that is told leads to a file."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest

import parindex
from parindex.files import read_folder, unzipped
from parindex.language import Language
from parindex.site import info_of
from tests.site.small import HOST, small_site

ELSEWHERE = "https://par.example/kq/"
JSON_LD = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site, which knows its address."""
    return small_site(tmp_path_factory.mktemp("known"), base_url=ELSEWHERE)


@pytest.fixture(params=["", ELSEWHERE])
def placed(request: pytest.FixtureRequest, site: Path, known: Path) -> tuple[Path, str]:
    """A site and where it is looked at: one that knows nothing of its address, one that stands at its own."""
    return (known, request.param) if request.param else (site, HOST)


def paths_of(site: Path) -> set[str]:
    return set(read_folder(site))


def described(site: Path, host: str) -> Iterator[str]:
    """Every address that the description of the API gives, parameters filled in from what the API itself lists."""
    description = json.loads((site / "api/v1/openapi.json").read_bytes())
    [server] = description["servers"]
    root = urljoin(f"{host}api/v1/openapi.json", server["url"])
    rounds = json.loads((site / "api/v1/rounds.json").read_bytes())["rounds"]
    for template in description["paths"]:
        for each in rounds:
            folder = site / "api/v1/rounds" / each["round"]
            units = json.loads((folder / "results.json").read_bytes())["units"]
            for unit in units:
                yield root + template.format(round=each["round"], unit=unit["code"])


def test_every_path_of_the_api_leads_to_a_file_and_every_file_is_reached(placed: tuple[Path, str]) -> None:
    site, host = placed
    reached = {address.removeprefix(host) for address in described(site, host)}
    api = {path for path in paths_of(site) if path.startswith("api/")}
    assert reached == api - {"api/v1/openapi.json"}


def test_search_engines_find_every_file_of_the_current_release(placed: tuple[Path, str]) -> None:
    site, host = placed
    data = "chuong-trinh-small-programme/2025/du-lieu"
    pages = {f"{data}/": "so-lieu.xlsx", "en/programme-small-programme/2025/data/": "data.xlsx"}
    for page, workbook in pages.items():
        html = (site / page / "index.html").read_text(encoding="utf-8")
        [told] = [json.loads(found) for found in JSON_LD.findall(html)]
        links = [each["contentUrl"] for each in told["distribution"]]
        tables = {f"{t}{end}" for t in ("units", "components", "leaves", "criteria")
                  for end in (".csv", ".excel.csv", ".json", ".parquet")}  # fmt: skip
        assert {urljoin(host + page, link).removeprefix(host) for link in links} == {
            f"{data}/2025.1.1/{name}" for name in tables | {workbook, "small-2025.zip"}
        }
        assert {urljoin(host + page, link).removeprefix(host) for link in links} <= paths_of(site)
        assert told.get("url") == (f"{ELSEWHERE}{data}/" if host == ELSEWHERE else None)


def test_a_citation_names_an_address_only_where_there_is_one(site: Path, known: Path) -> None:
    data = "chuong-trinh-small-programme/2025/du-lieu/"
    for folder, address in ((site, ""), (known, f"{ELSEWHERE}{data}")):
        bibtex = (folder / data / "2025.1.1/citation.bib").read_text(encoding="utf-8")
        assert re.findall(r"url = {(.*)}", bibtex) == ([address] if address else [])
        html = (folder / data / "index.html").read_text(encoding="utf-8")
        [cited] = re.findall(r'<p class="address">(.*?)</p>', html, re.DOTALL)
        assert re.search(r"SHA-256 [0-9a-f]{64}(.*)", cited)[1] == (f". {address}." if address else ".")  # type: ignore[index]


def test_the_terms_of_use_are_one_statement_everywhere(site: Path) -> None:
    words, data = info_of().licence.words, "chuong-trinh-small-programme/2025/du-lieu/"
    pages = [path for path in paths_of(site) if path.endswith(".html")]
    for path in pages:
        language: Language = "en" if path.startswith("en/") else "vi"
        html = (site / path).read_text(encoding="utf-8")
        assert words.to(language) in html
        assert "CC BY" not in html.replace(words.to(language), ""), path
    files = unzipped((site / data / "2025.1.1/small-2025.zip").read_bytes())
    for name, language in (("README.txt", "vi"), ("README.en.txt", "en")):
        said = files[name].decode()
        assert said.count(words.to(language)) == 1
        assert "CC BY" not in said.replace(words.to(language), "")
    [licence] = json.loads(files["datapackage.json"])["licenses"]
    assert (licence["name"], licence["title"]) == ("CC-BY-4.0", words.en)


def test_page_and_archive_give_the_same_two_commands_that_ask_no_registry(site: Path) -> None:
    commands = "pip install ./parindex\n{}parindex verify snapshot\n"
    page = site / "chuong-trinh-small-programme/2025/du-lieu/"
    assert commands.format("") in (page / "index.html").read_text(encoding="utf-8").replace("</code>", "\n")
    packed = unzipped((page / "2025.1.1/small-2025.zip").read_bytes())
    assert commands.format("    ") in packed["README.txt"].decode()
    for path in sorted(Path(parindex.__file__).parent.rglob("*.py")):
        assert not re.search(r"pip install '?parindex", path.read_text(encoding="utf-8")), path
