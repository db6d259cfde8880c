"""The site as a whole: no dead link, sound HTML, the same bytes each time, nothing of what fails to verify."""

import json
import re
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import pytest

from parindex.files import read_folder
from parindex.problems import Invalid
from parindex.reporting.charts import Chart, ChartTable
from parindex.site import open_snapshots
from parindex.site.assets import DESIGN, STYLES, chart_colours
from parindex.site.rendering import embedding, linked
from parindex.site.staging import MARK
from tests.site.small import Html, faults_of, pages, seal_into, small_site, whole_round


def test_no_link_is_dead_and_none_leaves_the_host_but_to_a_source(site: Path) -> None:
    assert faults_of(site) == []
    announced = {path for path, page in pages(site) if "https://example.org/announcement" in page.sources}
    round_ = "chuong-trinh-small-programme/2024/"
    assert {f"{round_}index.html", f"{round_}don-vi/an/index.html"} <= announced


def test_a_site_without_surveys_has_no_page_of_satisfaction_and_no_link_to_it(site: Path) -> None:
    found = [path for path, _ in pages(site) if set(path.split("/")) & {"hai-long", "satisfaction"}]
    search = (site / "assets" / "search-vi.json").read_text(encoding="utf-8")
    told = [
        path
        for path in ("index.html", "danh-muc/index.html")
        if "hai-long" in (site / path).read_text("utf-8")
    ]
    assert (found, told, "hai-long" in search) == ([], [], False)


def test_an_address_in_a_text_becomes_a_link_that_does_no_harm() -> None:
    assert linked("Báo, https://a.test/x?y=1&z=2.") == (
        'Báo, <a href="https://a.test/x?y=1&amp;z=2" rel="external noopener">https://a.test/x?y=1&amp;z=2</a>.'
    )
    assert linked("javascript:alert(1) <b>\u202e") == "javascript:alert(1) &lt;b&gt;"


@pytest.mark.parametrize(
    "address", ["https://a.test/x/...-9/", "https://a.test/x…", "http://211.88.39.63/a", "http://10.0.0.1:80"]
)
def test_an_address_that_leads_nowhere_or_to_nobody_by_name_stays_text(address: str) -> None:
    assert linked(f"<Báo> {address}") == f"&lt;Báo&gt; {address}"


def test_an_address_that_only_looks_like_one_without_a_name_is_a_link() -> None:
    assert linked("http://1.2.3.4.example.org/").startswith("<a href")


def test_every_page_is_sound(site: Path) -> None:
    for path, page in pages(site):
        assert page.open == [], path
        assert len(page.headings) == 1, path
        about = dict(page.tags)
        assert about["html"]["lang"] == ("en" if path.startswith("en/") else "vi"), path
        heading = "".join(page.headings[0]).strip()
        titles = [text for text in page.texts if heading in text and "\n" not in text]
        assert len(titles) >= 2, path  # in <title> and in <h1>
        landmarks = [tag for tag, _ in page.tags if tag in {"header", "main", "footer"}]
        assert landmarks == ["header", "main", "footer"], path
        assert not [
            tag for tag, about in page.tags if tag == "script" and "src" not in about and "type" not in about
        ]
        assert not [tag for tag, about in page.tags if "style" in about or tag == "style"], path
        assert not [name for tag, about in page.tags for name in about if name.startswith("on")], path


def test_a_site_says_what_it_is(site: Path) -> None:
    assert json.loads((site / MARK).read_bytes()) == {"format": "parindex-built-site/1", "preview": False}


def test_no_two_pages_share_a_title(site: Path) -> None:
    """Of two programmes and several years, the data pages are told apart in tabs, bookmarks and search results."""
    titles: dict[str, str] = {}
    for path in sorted(site.rglob("*.html")):
        [title] = re.findall("<title>(.*)</title>", path.read_text(encoding="utf-8"))
        assert titles.setdefault(title, path.as_posix()) == path.as_posix(), title


def test_every_page_exists_in_both_languages(site: Path) -> None:
    found = {path for path, _ in pages(site)} - {"404.html"}
    english = {path for path in found if path.startswith("en/")}
    assert len(english) * 2 == len(found)


def test_of_the_styles_nothing_is_lost_but_blanks_and_comments(site: Path) -> None:
    styles = (site / "assets" / "style.css").read_text(encoding="utf-8")
    written = "".join((DESIGN / name).read_text(encoding="utf-8") for name in STYLES)
    assert 'th[aria-sort] button.sort::after{content:" ↕";color:var(--muted)}' in styles
    assert "/*" not in styles
    assert len(styles) < 0.95 * len(written)
    rules = re.sub(r"[\s;]", "", re.sub(r"/\*.*?\*/", "", written, flags=re.DOTALL))
    assert len(re.sub(r"[\s;]", "", styles)) == len(rules) + len(re.sub(r"[\s;]", "", chart_colours()))


def test_building_twice_gives_the_same_bytes(site: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    first = read_folder(small_site(tmp_path / "one", cache))
    again = read_folder(small_site(tmp_path / "two", cache))
    assert read_folder(site) == first == again


def test_a_snapshot_with_one_other_byte_is_refused(tmp_path: Path) -> None:
    folder = seal_into(tmp_path / "snapshot", whole_round())
    file = folder / "inputs" / "points.csv"
    content = bytearray(file.read_bytes())
    content[-3] ^= 1
    file.write_bytes(content)
    with pytest.raises(Invalid) as refused:
        open_snapshots([folder])
    assert [(each.code, each.place.path) for each in refused.value.problems] == [
        ("file-changed", "inputs/points.csv")
    ]


def test_a_preview_is_marked_everywhere(tmp_path: Path) -> None:
    site = small_site(tmp_path, is_preview=True)
    for path, page in pages(site):
        robots = [about.get("content") for tag, about in page.tags if about.get("name") == "robots"]
        assert robots == ["noindex, nofollow"], path
        assert any("Bản xem trước" in text or "Preview" in text for text in page.texts), path
    assert (site / "robots.txt").read_text(encoding="utf-8") == "User-agent: *\nDisallow: /\n"
    pictures = [path for path in site.rglob("*.svg") if path.parent.name != "assets"]
    assert pictures
    for path in pictures:
        text = path.read_text(encoding="utf-8")
        assert "Bản xem trước" in text or "Preview" in text, path


def test_a_site_that_knows_its_address_says_so(tmp_path: Path) -> None:
    site = small_site(tmp_path, base_url="https://par.example/kq/")
    home = (site / "index.html").read_text(encoding="utf-8")
    assert '<link rel="canonical" href="https://par.example/kq/">' in home
    feed = (site / "phien-ban" / "atom.xml").read_text(encoding="utf-8")
    assert feed.count("<entry>") == 2
    assert "One point of Unit an was typed wrongly" in feed
    lost = (site / "404.html").read_text(encoding="utf-8")
    assert 'href="/kq/assets/style.css"' in lost


def test_a_chart_can_be_embedded_in_another_page(tmp_path: Path) -> None:
    page = "chuong-trinh-small-programme/2025/index.html"
    known = small_site(tmp_path, base_url="https://par.example/kq/")
    told = unescape((known / page).read_text(encoding="utf-8"))
    here = "https://par.example/kq/chuong-trinh-small-programme/2025/"
    assert f'<img src="{here}ranking.svg" alt="' in told
    assert f'<figcaption><a href="{here}">' in told
    assert "data-embed" not in told


def test_a_picture_set_apart_is_one_file_for_wide_windows_and_one_for_phones(site: Path) -> None:
    """What is taken away is the wide one; its data stand there once."""
    folder = site / "en/programme-small-programme/2025"
    assert sorted(path.name for path in folder.glob("ranking*")) == [
        "ranking-drawing.svg",
        "ranking-narrow-drawing.svg",
        "ranking.csv",
        "ranking.svg",
    ]
    page = (folder / "index.html").read_text(encoding="utf-8")
    for name in ("ranking-drawing", "ranking-narrow-drawing"):
        drawing = ElementTree.parse(folder / f"{name}.svg").getroot()[0]
        assert drawing.get("id") == "drawing"
        assert f'<use href="{name}.svg#drawing"/></svg>' in page
        assert "url(#" not in ElementTree.tostring(drawing, encoding="unicode"), (
            "patterns do not reach across files"
        )
    assert "<title" in page.partition('<use href="ranking-drawing')[0].rpartition("<svg")[2]


def test_until_the_site_knows_its_address_what_is_embedded_says_where_it_belongs(site: Path) -> None:
    page = (site / "en/programme-small-programme/2025/index.html").read_text(encoding="utf-8")
    there = "https://ADDRESS-OF-THIS-SITE/"
    assert f'data-embed="{there}"' in page
    assert f'<img src="{there}en/programme-small-programme/2025/ranking.svg"' in unescape(page)


def test_what_is_embedded_cannot_carry_markup() -> None:
    chart = Chart("a", "vi", '"><script>', "Câu.", ChartTable(("x",), ((1,),)), "Nguồn", "training", {})
    told = embedding("https://par.example/", chart, "<b>")
    assert "<script" not in told
    assert 'alt="&#34;&gt;&lt;script&gt;"' in told
    assert told.endswith("&lt;b&gt;</a></figcaption></figure>")


def test_the_search_index_knows_units_criteria_and_pages(site: Path) -> None:
    entries = json.loads((site / "assets" / "search-en.json").read_bytes())
    names = {entry["name"] for entry in entries}
    assert {"Unit an", "1.1 leaf 1.1", "2 leaf 2", "Method", "Programme small-programme 2025"} <= names
    for entry in entries:
        assert (site / entry["to"] / "index.html").is_file(), entry


def test_the_footer_calls_every_page_by_its_title(site: Path) -> None:
    for home in ("", "en/"):
        footer = (site / home / "index.html").read_text(encoding="utf-8").partition("<footer")[2]
        links = re.findall(r'<li><a href="([^"]+)">([^<]+)</a></li>', footer)
        for target, name in links:
            page = Html((site / home / target / "index.html").read_text(encoding="utf-8"))
            assert ["".join(heading) for heading in page.headings] == [name], target
        assert len(links) == 6


def test_a_ranking_leads_to_the_pages_below_it_and_there_are_no_others(site: Path) -> None:
    for year in ("2024", "2025"):
        folder = site / "chuong-trinh-small-programme" / year
        of_nodes_and_units = {"don-vi", "linh-vuc", "tieu-chi"}
        made = {path.parent.name for path in folder.glob("*/index.html")} - of_nodes_and_units
        links = {link.strip("/") for link in Html((folder / "index.html").read_text(encoding="utf-8")).links}
        assert made <= links
        assert not {"diem-mat", "thay-doi", "so-sanh"} & links - made
        assert made >= {"phuong-phap", "du-lieu", "phien-ban"}
