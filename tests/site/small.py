"""Small rounds of every kind, sealed in folders, and the site made of them."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from parindex.framework import Framework
from parindex.language import Text
from parindex.results import Correction, seal, write_snapshot
from parindex.rounds import PreviousResult, Printed, RoundData
from parindex.rounds.model import Estimate, Improvement, PrintedAggregate
from parindex.site import Edition, edition_of, info_of, open_snapshots, publish
from parindex.site.cache import Cache
from parindex.site.info import Announced, SiteInfo
from parindex.site.making import page_files, settle
from parindex.site.page import Page
from tests.builders import Data, a_round, branch, framework, imported, leaf, on_time, results_of, unit, words

DAY = date(2026, 11, 28)
HOST = "http://site.test/"
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


def rules(**more: object) -> Framework:
    """Two areas, the first with criteria."""
    groups = [
        {"code": "A", "label": words("Group A"), "lower_limit": 80},
        {"code": "B", "label": words("Group B")},
    ]
    properties: Data = {"groups": groups, "code": "small-set", "programme": "small-programme", **more}
    return framework(
        branch(
            "1",
            leaf("1.1", 30, evidence=[words("the plan")], appraiser=words("Office")),
            leaf("1.2", 20, on_time(), may_be_not_applicable=True, way_of_scoring=words("As it was written")),
        ),
        leaf("2", 50, imported()),
        **properties,
    )


SOUTH, NORTH = Text(vi="Đông Nam Bộ", en="South-East"), Text(vi="Tây Bắc", en="North-West")


def whole_round(changed: bool = False) -> RoundData:
    """A training round in which everything is known: a tie, a leaf that does not apply, a survey, a change."""
    members = [
        unit("an", region=SOUTH),
        unit("binh", region=SOUTH),
        unit("chi", region=NORTH),
        unit("dung", region=NORTH),
    ]
    council = {
        "an": {"1.1": 29 if changed else 28},
        "binh": {"1.1": 20},
        "chi": {"1.1": 20},
        "dung": {"1.1": 30},
    }
    own = {code: {"1.1": 30} for code in council}
    on_time_of = {"an": 100, "binh": 90, "chi": 90}
    measured = {
        "council": {
            **{c: {"1.2.on_time": n, "1.2.received": 100, "2.value": 80} for c, n in on_time_of.items()},
            "dung": {"2.value": 50},
        }
    }
    before = {"an": Printed(Fraction(80), 2), "binh": Printed(Fraction(90), 1), "chi": Printed(None, 3)}
    return a_round(
        rules(),
        units=members,
        entered={"self": own, "council": council},
        measured=measured,
        marked=[("dung", "1.2")],
        notes={("binh", "1.1", "council"): "Plan came late"},
        improvements=(
            Improvement(
                "binh", "1.1", "Written late", "Office", "", "Write earlier", "A plan", date(2026, 3, 31)
            ),
        ),
        estimates={(0, 2): Estimate(80.0, 1.5, 30.0, 400, "survey")},
        previous=PreviousResult(before),
        about={"code": "small-2025", "framework": "small-set", "notes": [words("Made up")]},
    )


def printed_round() -> RoundData:
    """A round of an announcement of which two of three units could be read."""
    total = framework(
        leaf("total"), code="small-total", programme="small-programme", title=words("Small totals")
    )
    source = "https://example.org/announcement"
    return a_round(
        total,
        units=[unit(code) for code in ("an", "binh", "chi")],
        printed={
            "an": Printed(Fraction("80"), 2, "B", source, "as read"),
            "binh": Printed(Fraction("90"), 1, "", source),
        },
        aggregates=(
            PrintedAggregate("mean", "", Fraction("81.5"), source),
            PrintedAggregate("ranked_units", "", Fraction(3), source),
            PrintedAggregate("region_mean", SOUTH.vi, Fraction("82"), source),
            PrintedAggregate("group_size", "B", Fraction(2), source),
        ),
        about={
            "code": "small-2024",
            "framework": "small-total",
            "year": 2024,
            "kind": "transcribed",
            "data_status": "published",
            "sources": [{"document": words("Announcement"), "clause": words("p. 3"), "link": source}],
        },
    )


def seal_into(folder: Path, data: RoundData, replaces: Correction | None = None) -> Path:
    """A round as a sealed snapshot in a folder."""
    write_snapshot(seal(results_of(data), replaces), folder)
    return folder


def digest_of(snapshot: Path) -> str:
    digest: str = json.loads((snapshot / "manifest.json").read_bytes())["digest"]
    return digest


def snapshots(folder: Path) -> list[Path]:
    """The printed round, the whole round, and a correction of this."""
    first = seal_into(folder / "first", whole_round())
    why = Correction(digest_of(first), "One point of Unit an was typed wrongly")
    return [
        seal_into(folder / "printed", printed_round()),
        first,
        seal_into(folder / "corrected", whole_round(changed=True), why),
    ]


ANNOUNCED = (
    Announced(round="small-2025", number="2025.1", day=date(2026, 5, 19)),
    Announced(round="small-2025", number="2025.1.1", day=date(2026, 6, 1)),
    Announced(round="another", number="2019.1", day=date(2020, 5, 19)),
)
"""Days of releases of the small rounds; of the printed one none is known."""


def small_info(*announced: Announced) -> SiteInfo:
    """What the file that ships says, but for the days of releases."""
    return info_of().model_copy(update={"announced": announced})


def small_edition(folders: list[Path], info: SiteInfo | None = None, **more: object) -> Edition:
    return edition_of(info or small_info(), open_snapshots(folders), [], DAY, **more)  # type: ignore[arg-type]


def small_site(folder: Path, cache: Path | None = None, **more: object) -> Path:
    """The site of the small rounds."""
    made = small_edition(snapshots(folder / "snapshots"), small_info(*ANNOUNCED), **more)
    publish(made, folder / "site", cache, processes=1)
    return folder / "site"


def files_of(edition: Edition, page: Page) -> dict[str, bytes]:
    """What is written of one page of an edition, by name within its folder."""
    folder = page.address.to(page.language)
    return {path.removeprefix(folder): file for path, file in page_files(page, settle(edition), Cache())}


def html_of(edition: Edition, page: Page) -> str:
    """One page of an edition."""
    return files_of(edition, page)[page.file].decode("utf-8")


class Html(HTMLParser):
    """What a page holds: its links, ids, headings, and whether every element is closed."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[str] = []
        self.ids: list[str] = []
        self.tags: list[tuple[str, Mapping[str, str | None]]] = []
        self.open: list[str] = []
        self.headings: list[list[str]] = []
        self.texts: list[str] = []
        self.sources: set[str] = set()
        """Addresses on other hosts that may be followed; nothing is fetched from there."""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        about = dict(attrs)
        self.tags.append((tag, about))
        self.ids += [about["id"]] if about.get("id") else []  # type: ignore[list-item]
        self.links += [
            value for name in ("href", "src", "action", "data-search") if (value := about.get(name))
        ]
        if tag == "a" and about.get("rel") == "external noopener":
            self.sources.add(about.get("href") or "")
        if tag == "h1":
            self.headings.append([])
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1:] == [tag], self.open[-3:]
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.texts.append(data)
        if "h1" in self.open:
            self.headings[-1].append(data)


def pages(site: Path) -> Iterator[tuple[str, Html]]:
    """Every page of a site with its path."""
    for path in sorted(site.rglob("*.html")):
        yield path.relative_to(site).as_posix(), Html(path.read_text(encoding="utf-8"))


def faults_of(site: Path) -> list[str]:
    """Links that lead nowhere, or to another host without saying so; ids that stand twice."""
    found = []
    read = dict(pages(site))
    for path, page in read.items():
        found += [
            f"{path}: id {name} twice" for name in {name for name in page.ids if page.ids.count(name) > 1}
        ]
        for link in page.links:
            address = urlsplit(urljoin(HOST + path, link))
            if f"{address.scheme}://{address.netloc}/" != HOST:
                found += [] if link in page.sources else [f"{path}: {link} leads to another host"]
                continue
            target = site / unquote(address.path.lstrip("/"))
            target = target / "index.html" if target.is_dir() else target
            if not target.is_file():
                found.append(f"{path}: {link} leads nowhere")
            elif address.fragment and target.suffix == ".html":
                ids = read[target.relative_to(site).as_posix()].ids
                found += [] if address.fragment in ids else [f"{path}: {link} leads to no part of the page"]
    return found
