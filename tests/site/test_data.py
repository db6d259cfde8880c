"""The open data as they stand on a built site: every address that is told leads to a file."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin
from xml.etree import ElementTree

import pytest

import parindex
from parindex.files import read_folder, unzipped
from parindex.language import Language
from parindex.problems import Invalid
from parindex.reporting.opendata.feed import ATOM
from parindex.site import info_of, publish
from parindex.site.info import SHIPPED, Announced
from tests.site.small import (
    DAY,
    HOST,
    Html,
    seal_into,
    small_edition,
    small_info,
    small_site,
    snapshots,
    whole_round,
)

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
        written = re.sub(r' data-spoken="[^"]*"', "", html)
        assert "CC BY" not in written.replace(words.to(language), ""), path
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


def test_the_feed_leads_to_every_release_and_pages_lead_to_the_feed(placed: tuple[Path, str]) -> None:
    site, host = placed
    feeds = {
        "phien-ban/atom.xml": ("index.html", "phien-ban/index.html"),
        "en/releases/atom.xml": ("en/index.html", "en/releases/index.html"),
    }
    for path, pages in feeds.items():
        feed = ElementTree.parse(site / path)
        [own, *entries] = [
            urljoin(host + path, each.get("href", "")) for each in feed.iter(f"{{{ATOM}}}link")
        ]
        assert own == host + path
        assert len(entries) == 2
        for entry in entries:
            assert f"{entry.removeprefix(host)}index.html" in paths_of(site)
        for page in pages:
            told = [
                about["href"] for tag, about in Html((site / page).read_text(encoding="utf-8")).tags
                if tag == "link" and about.get("type") == "application/atom+xml"
            ]  # fmt: skip
            assert [urljoin(host + page, str(link)) for link in told] == [host + path]


def test_a_release_has_the_day_on_which_it_was_announced(site: Path) -> None:
    feed = ElementTree.parse(site / "phien-ban/atom.xml")
    days = [each.text for each in feed.iterfind(f"{{{ATOM}}}entry/{{{ATOM}}}updated")]
    assert days == [f"{day}T00:00:00Z" for day in ("2026-06-01", "2026-05-19")]
    titles = [str(each.text) for each in feed.iterfind(f"{{{ATOM}}}entry/{{{ATOM}}}title")]
    assert titles == [
        f"[Tập huấn] Chương trình small-programme năm 2025 ({number})" for number in ("2025.1.1", "2025.1")
    ]
    listed = (site / "phien-ban/index.html").read_text(encoding="utf-8")
    assert [listed.count(f"<td>{day}</td>") for day in ("01/06/2026", "19/05/2026", "không rõ")] == [1, 1, 1]
    data = site / "chuong-trinh-small-programme/2025/du-lieu"
    [told] = [
        json.loads(found) for found in JSON_LD.findall((data / "index.html").read_text(encoding="utf-8"))
    ]
    assert told["datePublished"] == "2026-06-01"
    assert "year = {2026}" in (data / "2025.1/citation.bib").read_text(encoding="utf-8")
    rounds = json.loads((site / "api/v1/rounds.json").read_bytes())["rounds"]
    assert {each["round"]: each["issued"] for each in rounds} == {
        "small-2024": None, "small-2025": "2026-06-01",
    }  # fmt: skip


def test_the_source_of_the_software_is_named_where_others_are_to_use_it(tmp_path: Path) -> None:
    address = "https://example.org/parindex"
    file = tmp_path / "site.yaml"
    file.write_text(f"{SHIPPED.read_text(encoding='utf-8')}source_code: {address}\n", encoding="utf-8")
    edition = small_edition([seal_into(tmp_path / "small", whole_round())], info_of(file))
    publish(edition, tmp_path / "site", processes=1)
    for page in ("gioi-thieu", "chuong-trinh-small-programme/2025/du-lieu"):
        shown = (tmp_path / "site" / page / "index.html").read_text(encoding="utf-8")
        assert f'href="{address}" rel="external noopener"' in shown


def test_the_day_of_a_release_that_a_round_does_not_have_is_refused(tmp_path: Path) -> None:
    info = small_info(Announced(round="small-2025", number="2025.1.2", day=DAY))
    with pytest.raises(Invalid) as refused:
        small_edition(snapshots(tmp_path), info)
    assert [each.code for each in refused.value.problems] == ["release-unknown"]
    assert "no release 2025.1.2, but 2025.1, 2025.1.1" in refused.value.problems[0].text.en
