"""What people do on the public site: look, search, compare, print, listen; with and without scripts, in every theme."""

import json
import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from tests.contrast import contrast

pytestmark = pytest.mark.slow

KINDS = {
    "home": "",
    "programme": "cap-tinh/",
    "ranking": "chuong-trinh-small-programme/2025/",
    "ranking of printed figures": "cap-tinh/2019/",
    "ranking in English": "en/ministries/2023/",
    "unit": "chuong-trinh-small-programme/2025/don-vi/binh/",
    "unit of printed figures": "cap-tinh/2019/don-vi/lang-son/",
    "area": "chuong-trinh-small-programme/2025/linh-vuc/1/",
    "criterion": "chuong-trinh-small-programme/2025/tieu-chi/1.2/",
    "compare": "bo-nganh/2023/so-sanh/",
    "change": "chuong-trinh-small-programme/2025/thay-doi/",
    "lost": "bo-nganh/2023/diem-mat/",
    "method of a round": "chuong-trinh-small-programme/2025/phuong-phap/",
    "data of a round": "bo-nganh/2023/du-lieu/",
    "releases of a round": "chuong-trinh-small-programme/2025/phien-ban/",
    "release": "chuong-trinh-small-programme/2025/phien-ban/2025.1.1/",
    "satisfaction": "hai-long/",
    "survey": "hai-long/synthetic-sipas-2025/",
    "answers": "hai-long/synthetic-sipas-2025/cau-tra-loi/",
    "method": "phuong-phap/",
    "data": "du-lieu/",
    "releases": "phien-ban/",
    "directory": "danh-muc/",
    "accessibility": "tro-nang/",
    "about": "gioi-thieu/",
    "gallery": "thiet-ke/",
    "not found": "404.html",
}
THEMES: dict[str, dict[str, str]] = {
    "light": {"theme": "light"},
    "dark": {"theme": "dark"},
    "contrast": {"contrast": "more"},
}


def violations(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{each['id']}: {node['html'][:160]}" for each in found for node in each["nodes"]]


@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing(open_page: Any, kind: str) -> None:
    assert violations(open_page(KINDS[kind], preferences=THEMES["light"])) == []


@pytest.mark.parametrize("theme", ["dark", "contrast"])
@pytest.mark.parametrize("kind", ["home", "ranking of printed figures", "unit", "lost", "survey", "gallery"])
def test_axe_finds_nothing_in_other_themes(open_page: Any, kind: str, theme: str) -> None:
    assert violations(open_page(KINDS[kind], preferences=THEMES[theme])) == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_is_whole_without_scripts_on_a_narrow_phone(open_page: Any, kind: str) -> None:
    page = open_page(KINDS[kind], width=320, java_script_enabled=False)
    assert page.title()
    expect(page.locator("h1")).to_have_count(1)
    expect(page.locator(".needs-script:visible")).to_have_count(0)
    expect(page.locator("main")).to_be_visible()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("width", [320, 640])
def test_nothing_runs_out_of_a_narrow_window(open_page: Any, kind: str, width: int) -> None:
    """320 pixels are a small phone; 640 are a window of 1280 at 200 %."""
    page = open_page(KINDS[kind], width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("kind", [*KINDS, "programme in English"])
def test_nothing_runs_out_of_a_small_phone_with_the_largest_letters(open_page: Any, kind: str) -> None:
    path = KINDS.get(kind, "en/provinces/")
    page = open_page(path, width=320, preferences={"size": "150"})
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "24px"
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("kind", ["ranking of printed figures", "unit", "satisfaction", "answers"])
def test_letters_wider_than_they_were_measured_are_not_cut_off(open_page: Any, kind: str) -> None:
    """WebKit at one pixel a point, and readers who ask for more space between letters, have longer lines in a chart."""
    page = open_page(KINDS[kind], width=320)
    assert set(
        page.locator(".picture > svg").evaluate_all("all => all.map(e => getComputedStyle(e).overflow)")
    ) == {"visible"}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("motion", ["no-preference", "reduce"])
def test_a_table_that_goes_on_beyond_the_edge_says_so(open_page: Any, kind: str, motion: str) -> None:
    """Every table stands in a region of its own name that the keyboard reaches; a shade at its edge goes where it ends."""
    page = open_page(KINDS[kind], width=360, reduced_motion=motion)
    regions = page.evaluate(
        """async () => {
            for (const fold of document.querySelectorAll("details:not(.display)")) fold.open = true;
            const all = [...document.querySelectorAll("main table")].map((each) => each.closest("[role=region]"));
            const frame = () => new Promise(requestAnimationFrame);
            const shade = async (each, to) => {
                each.scrollLeft = to;
                await frame(); await frame();
                return Number(getComputedStyle(each, "::after").opacity);
            };
            const seen = [];
            for (const each of all) {
                const far = each.scrollWidth - each.clientWidth;
                seen.push([each.ariaLabel, each.tabIndex, far > 0, await shade(each, 0), await shade(each, far)]);
            }
            return seen;
        }"""
    )
    names = [name for name, *_ in regions]
    assert all(names)
    assert len(set(names)) == len(names)
    for name, tab, goes_on, at_start, at_end in regions:
        assert (tab, at_start, at_end) == (0, int(goes_on), 0), name


def test_no_page_is_heavy(built: Path) -> None:
    """HTML and styles of the first view stay within 150 kB before they are compressed, scripts within 60."""
    assets = built / "assets"
    styles = (assets / "style.css").stat().st_size
    heavy = {path: path.stat().st_size + styles for path in built.rglob("*.html")}
    assert {path: size for path, size in heavy.items() if size > 150_000} == {}
    assert sum(path.stat().st_size for path in assets.glob("*.js")) <= 60_000


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("width", [320, 360, 800, 1280])
def test_a_chart_fits_its_window_and_stands_there_once(open_page: Any, kind: str, width: int) -> None:
    page = open_page(KINDS[kind], width=width, java_script_enabled=False)
    charts = page.evaluate(
        """[...document.querySelectorAll("figure.chart")].filter((each) => each.offsetParent).map((each) => {
            const seen = [...each.querySelectorAll(".picture > *, table.heat")].filter((one) => one.getClientRects().length && one.tagName !== "SOURCE");
            const right = Math.max(...seen.map((one) => one.getBoundingClientRect().right));
            return [each.id, seen.length, right <= innerWidth];
        })"""
    )
    assert [chart for chart in charts if chart[1:] != [1, True]] == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("width", "least", "most"), [(320, 9, 12), (700, 9, 13), (1280, 10.5, 13)])
def test_the_letters_of_charts_are_of_one_size(
    open_page: Any, kind: str, width: int, least: float, most: float
) -> None:
    """No chart is blown up beside others that are not, and on a small phone all can be read."""
    page = open_page(KINDS[kind], width=width)
    sizes = page.evaluate(
        """[...document.querySelectorAll(".picture > svg")].filter((each) => each.getClientRects().length).flatMap((each) => {
            const scale = each.getBoundingClientRect().width / each.viewBox.baseVal.width;
            return [...each.querySelectorAll("text")].map((text) => [text.textContent, parseFloat(getComputedStyle(text).fontSize) * scale]);
        })"""
    )
    assert [text for text in sizes if not least <= text[1] <= most] == []


LETTERS = """() => [...document.querySelectorAll(".picture > svg")].filter((each) => each.getClientRects().length && each.querySelector("text")).map((each) =>
    parseFloat(getComputedStyle(each.querySelector("text")).fontSize) * each.getBoundingClientRect().width / each.viewBox.baseVal.width)"""


@pytest.mark.parametrize("kind", ["ranking of printed figures", "unit", "satisfaction", "programme"])
def test_the_letters_of_charts_grow_with_those_of_the_page(open_page: Any, kind: str) -> None:
    normal = open_page(KINDS[kind]).evaluate(LETTERS)
    large = open_page(KINDS[kind], preferences={"size": "150"}).evaluate(LETTERS)
    grown = [after / before for before, after in zip(normal, large, strict=True)]
    assert grown
    assert grown == pytest.approx([1.5] * len(grown), abs=0.01)


def test_the_map_goes_along_beside_its_tiles(open_page: Any) -> None:
    page = open_page(KINDS["ranking of printed figures"])
    first, tiles = page.locator(".side-by-side > figure").all()
    assert tiles.bounding_box()["height"] > 1.5 * first.bounding_box()["height"]
    page.evaluate("scrollTo(0, document.querySelector('.side-by-side').getBoundingClientRect().top + 300)")
    expect(first.locator("figcaption")).to_be_in_viewport()
    narrow = open_page(KINDS["ranking of printed figures"], width=700)
    above, below = (each.bounding_box() for each in narrow.locator(".side-by-side > figure").all())
    assert above["y"] + above["height"] <= below["y"]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("device", ["light", "dark"])
@pytest.mark.parametrize("kind", ["ranking of printed figures", "lost", "satisfaction", "answers"])
def test_charts_and_buttons_can_be_read_in_the_colours_of_the_device(
    open_page: Any, kind: str, device: str, theme: str
) -> None:
    """High contrast of the device is light or dark whatever theme was chosen on the site."""
    page = open_page(KINDS[kind], preferences=THEMES[theme], forced_colors="active", color_scheme=device)
    seen = page.evaluate(
        """() => {
            const of = (each) => getComputedStyle(each);
            const all = (what) => [...document.querySelectorAll(what)].filter((each) => each.getClientRects().length);
            return {
                pictures: all(".picture > svg").map((each) => [of(each).backgroundColor, of(each).getPropertyValue("--chart-paper"), of(each).forcedColorAdjust]),
                cells: all(".heat td[class^=shade]").map((each) => [of(each).color, of(each).backgroundColor]),
                buttons: all("button:not(.plain, .sort, .unseen), .button, .year").map((each) => [of(each).borderTopStyle, parseFloat(of(each).borderTopWidth) >= 1]),
            };
        }"""
    )
    assert seen["pictures"] or seen["cells"]
    assert seen["buttons"]
    for ground, paper, adjust in seen["pictures"]:
        assert (hexadecimal(ground), adjust) == (paper, "none"), (
            "the colours of charts are measured on this ground"
        )
    assert [pair for pair in seen["cells"] if contrast(*map(hexadecimal, pair)) < 4.5] == []
    assert {tuple(button) for button in seen["buttons"]} == {("solid", True)}


@pytest.mark.parametrize(("width", "form"), [(360, "narrow-only"), (1280, "wide-only")])
@pytest.mark.parametrize(
    ("theme", "paper"), [("light", "#ffffff"), ("dark", "#14181d"), ("contrast", "#ffffff")]
)
def test_a_picture_set_apart_takes_the_colours_of_the_page(
    open_page: Any, width: int, form: str, theme: str, paper: str
) -> None:
    """What is drawn stands in a file of its own, without a script: here it is shown, as large as it was drawn."""
    page = open_page(KINDS["ranking"], width=width, preferences=THEMES[theme])
    page.locator("details", has=page.locator("#chart-ranking")).locator("summary").first.click()
    drawn = page.locator("#chart-ranking .picture:visible use")
    expect(drawn).to_have_count(1)
    page.wait_for_function(
        f"() => document.querySelector('#chart-ranking .{form} use').getBBox().height > 100"
    )
    assert drawn.evaluate("(each) => getComputedStyle(each).getPropertyValue('--chart-paper')") == paper


@pytest.mark.parametrize("width", [800, 1000, 1280])
@pytest.mark.parametrize(
    ("parts", "many"), [(".figures > div", 7), (".sections li", 7), (".figures > div", 5)]
)
def test_no_figure_and_no_link_stands_alone_on_the_last_line(
    open_page: Any, parts: str, many: int, width: int
) -> None:
    page = open_page(KINDS["ranking"], width=width)
    lines = page.evaluate(
        """([parts, many]) => {
            const first = document.querySelector(parts), row = first.parentElement;
            row.replaceChildren(...Array.from({ length: many }, () => first.cloneNode(true)));
            const tops = [...row.children].map((each) => Math.round(each.getBoundingClientRect().top));
            return [...new Set(tops)].map((top) => tops.filter((each) => each === top).length);
        }""",
        [parts, many],
    )
    assert sum(lines) == many
    assert min(lines) > 1


@pytest.mark.parametrize("name", ["Tỉnh " + "dài " * 74, "Đ" * 300])
@pytest.mark.parametrize("kind", ["ranking", "compare", "change", "lost", "area"])
def test_a_long_name_pushes_no_number_out_of_view(open_page: Any, kind: str, name: str) -> None:
    page = open_page(KINDS[kind])
    beyond = page.evaluate(
        """(name) => {
            const tables = [...document.querySelectorAll("main .scroll table")].filter((each) => each.tBodies[0].rows[0].querySelector("th"));
            for (const each of tables) { const cell = each.tBodies[0].rows[0].querySelector("th"); (cell.querySelector("a") ?? cell).textContent = name; }
            return tables.map((each) => each.closest(".scroll")).map((each) => each.scrollWidth - each.clientWidth);
        }""",
        name,
    )
    assert beyond
    assert set(beyond) == {0}


def hexadecimal(colour: str) -> str:
    """``rgb(1, 2, 3)`` as ``#010203``."""
    return "#" + "".join(f"{int(part):02x}" for part in re.findall(r"\d+", colour)[:3])


@pytest.mark.parametrize("kind", ["home", "ranking", "unit"])
def test_targets_are_large_enough_for_a_thumb(open_page: Any, kind: str) -> None:
    page = open_page(KINDS[kind], width=360, has_touch=True)
    small = page.evaluate(
        """[...document.querySelectorAll("header a, header summary, header input[type=search], .actions button, .years a, .foot-links a, main summary")]
            .filter((each) => each.offsetParent && each.getBoundingClientRect().height < 44)
            .map((each) => each.outerHTML)"""
    )
    assert small == []


def test_what_is_embedded_names_the_place_where_the_site_stands(open_page: Any) -> None:
    page = open_page(KINDS["unit"])
    expect(page.locator("[data-embed]")).to_have_count(0)
    told = page.locator("figure.chart code.code").first.text_content()
    source = re.search(r'src="([^"]+\.svg)"', told)
    assert source is not None
    assert page.request.get(source[1]).headers["content-type"] == "image/svg+xml"
    assert f'<a href="{page.url}">' in told


@pytest.mark.parametrize(("width", "shown"), [(320, "block"), (1280, "table-row")])
def test_the_plan_of_a_unit_is_a_table_whose_rows_are_stacked_on_a_phone(
    open_page: Any, width: int, shown: str
) -> None:
    page = open_page(KINDS["unit"], width=width)
    row = page.get_by_role("table").filter(has_text="Written late").get_by_role("row").last
    assert row.evaluate("each => getComputedStyle(each).display") == shown
    expect(row.get_by_role("cell")).to_have_count(7)


def test_a_choice_is_remembered_and_applied_before_the_first_paint(open_page: Any) -> None:
    page = open_page("")
    page.get_by_text("Hiển thị").click()
    page.get_by_label("Tối (ban đêm)").check()
    page.get_by_label("125", exact=False).first.check()
    page.get_by_label("Cao").check()
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "20px"
    page.goto(page.url + "du-lieu/")
    root = page.locator("html")
    expect(root).to_have_attribute("data-theme", "dark")
    expect(root).to_have_attribute("data-contrast", "more")
    expect(root).to_have_attribute("data-size", "125")
    head = page.content().partition("</head>")[0]
    assert head.index("preferences.js") < head.index('type="module"')
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(0, 0, 0)"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("ha noi", "Hà Nội"), ("HÀ NỘI", "Hà Nội"), ("tu phap", "Bộ Tư pháp"), ("da nang", "Đà Nẵng"),
        ("hn", "Hà Nội"), ("tp hcm", "TP. Hồ Chí Minh"), ("TP.HCM", "TP. Hồ Chí Minh"),
        ("sai gon", "TP. Hồ Chí Minh"), ("NHNN", "Ngân hàng Nhà nước"),
    ],
)  # fmt: skip
def test_search_needs_no_accents(open_page: Any, typed: str, found: str) -> None:
    page = open_page("")
    page.get_by_role("searchbox").fill(typed)
    first = page.locator(".found a").first
    expect(first).to_contain_text(found)
    page.get_by_role("searchbox").press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text(found)


def test_what_has_the_words_scattered_is_not_found_beside_what_has_them_together(open_page: Any) -> None:
    page = open_page("")
    page.get_by_role("searchbox").fill("ha noi")
    expect(page.locator(".found a").first).to_contain_text("Hà Nội")
    assert {text.split("\n")[0].strip() for text in page.locator(".found a").all_inner_texts()} == {"Hà Nội"}
    page.get_by_role("searchbox").fill("noi ha")
    expect(page.locator(".found a").first).to_contain_text("Hà Nội")


def test_a_unit_is_found_by_name_and_year(open_page: Any) -> None:
    page = open_page("")
    page.get_by_role("searchbox").fill("lang son 2018")
    found = page.locator(".found a")
    expect(found).to_have_count(1)
    expect(found).to_contain_text("2018")
    page.get_by_role("searchbox").press("Enter")
    page.wait_for_url("**/cap-tinh/2018/don-vi/lang-son/")
    page.get_by_role("searchbox").fill("lang son")
    page.get_by_role("searchbox").press("Enter")
    page.wait_for_url("**/cap-tinh/2019/don-vi/lang-son/")


def test_what_was_typed_before_the_script_of_the_search_came_is_found(open_page: Any) -> None:
    page, held = open_page(""), []
    page.route("**/search.js", lambda route: held.append(route))
    page.reload()
    page.get_by_role("searchbox").fill("lang son")
    held.pop().continue_()
    expect(page.locator(".found a").first).to_contain_text("Lạng Sơn")


def test_search_without_scripts_leads_to_the_list(open_page: Any) -> None:
    page = open_page("", java_script_enabled=False)
    page.get_by_role("searchbox").fill("ha noi")
    page.get_by_role("searchbox").press("Enter")
    expect(page.locator("h1")).to_have_text("Danh mục A–Z")
    expect(page.get_by_role("link", name="Hà Nội", exact=True).first).to_be_visible()


def test_the_address_of_a_comparison_keeps_the_choice(open_page: Any) -> None:
    page = open_page("bo-nganh/2023/so-sanh/?u=bo-cong-thuong,bo-tu-phap")
    chosen = page.locator("[data-chosen] thead th")
    expect(chosen).to_have_text(["Nội dung", "Bộ Công Thương", "Bộ Tư pháp"])
    page.get_by_label("Đơn vị 3").select_option(label="Bộ Nội vụ")
    assert page.url.endswith("?u=bo-cong-thuong,bo-tu-phap,bo-noi-vu")
    expect(chosen).to_have_count(4)
    row = page.locator("[data-chosen] tbody tr", has_text="Chỉ số").first.locator("td")
    expect(row.nth(0)).to_have_text("78,03")
    expect(row.nth(1)).to_have_text("89,95+11,92")
    expect(page.locator("[data-chosen] caption")).to_have_text(
        "Các đơn vị đã chọn; số nhỏ là chênh lệch so với Bộ Công Thương"
    )
    expect(page.locator("[data-chosen] tbody th").nth(3)).to_contain_text("(%)")


def test_what_of_an_address_cannot_be_compared_is_said(open_page: Any) -> None:
    page = open_page("bo-nganh/2023/so-sanh/?u=xxx")
    notes, chosen = page.locator("[data-chosen] .inset"), page.locator("[data-chosen] table")
    expect(notes).to_have_text(["Đợt này không có đơn vị: xxx."])
    expect(chosen).to_have_count(0)
    six = "bo-cong-thuong,bo-tu-phap,bo-noi-vu,bo-tai-chinh,bo-y-te,bo-xay-dung,bo-y-te"
    page = open_page(f"bo-nganh/2023/so-sanh/?u={six},<b>")
    notes, chosen = page.locator("[data-chosen] .inset"), page.locator("[data-chosen] table")
    expect(notes).to_have_text(
        ["Đợt này không có đơn vị: <b>.", "Chỉ so sánh được năm đơn vị, còn lại: Bộ Xây dựng."]
    )
    expect(chosen.locator("thead th")).to_have_count(6)
    page.get_by_label("Đơn vị 5").select_option("")
    expect(notes).to_have_count(0)


def test_a_table_sorts_and_says_so(open_page: Any) -> None:
    page = open_page("en/ministries/2023/")
    heading = page.locator("table.ranking th", has_text="Unit").first
    heading.get_by_role("button").click()
    expect(heading).to_have_attribute("aria-sort", "ascending")
    names = page.locator("table.ranking tbody th").all_text_contents()
    assert names == sorted(names, key=str.casefold)
    heading.get_by_role("button").press("Enter")
    expect(heading).to_have_attribute("aria-sort", "descending")
    rank = page.locator("table.ranking th", has_text="Rank").first
    rank.get_by_role("button").click()
    assert page.locator("table.ranking tbody td.rank").first.text_content() == "1"


def test_a_chart_is_complete_and_can_be_taken_away(open_page: Any, built: Path) -> None:
    page = open_page(KINDS["unit"])
    figures = page.locator("figure.chart")
    assert figures.count() >= 1
    for figure in figures.all():
        assert figure.locator("figcaption h2, figcaption h3").text_content()
        assert figure.locator("figcaption p").text_content()
        assert figure.locator("table tbody tr").count()
        assert "Nguồn:" in figure.locator(".source").text_content()
        for kind in ("SVG", "CSV"):
            with page.expect_download() as taken:
                figure.get_by_role("link", name=kind).click()
            assert taken.value.path().stat().st_size > 20


def test_a_chart_as_png_is_drawn_with_the_letters_it_was_measured_with(open_page: Any) -> None:
    """A picture knows no fonts but those in it; with others the end of the line that says “training” was cut off."""
    page = open_page(KINDS["unit"])
    page.evaluate(
        """() => {
            const make = URL.createObjectURL;
            window.given = [];
            URL.createObjectURL = (blob) => (given.push(blob), make.call(URL, blob));
        }"""
    )
    with page.expect_download() as taken:
        page.locator("figure.chart").first.get_by_role("button", name="PNG").click()
    assert taken.value.path().read_bytes().startswith(b"\x89PNG")
    faces = re.findall(
        r"@font-face{font-family:\"([^\"]+)\";font-weight:(\d+);src:url\(data:[^,]+;base64,d09GMg",
        page.evaluate("given[0].text()"),
    )
    assert faces == [("Be Vietnam Pro", "400"), ("Be Vietnam Pro", "600")]


@pytest.mark.parametrize(
    ("kind", "programme"),
    [
        ("unit", "› Chương trình small-programme ›"),
        ("unit of printed figures", "› Chỉ số CCHC của các tỉnh, thành phố ›"),
    ],
)
def test_a_unit_prints_on_two_pages_that_name_its_programme(
    open_page: Any, kind: str, programme: str
) -> None:
    page = open_page(KINDS[kind])
    printed = PdfReader(BytesIO(page.pdf(format="A4", prefer_css_page_size=True)))
    assert len(printed.pages) <= 2
    text = " ".join("".join(each.extract_text() for each in printed.pages).split())
    assert "Hiển thị" not in text
    assert programme in text


@pytest.mark.parametrize(
    "kind", ["programme", "ranking of printed figures", "unit", "unit of printed figures", "lost", "survey"]
)
def test_a_chart_prints_whole_and_can_be_read(open_page: Any, kind: str) -> None:
    """Title, sentence, picture or table of colours, source; letters of 6 points, and shades under their numbers."""
    page = open_page(KINDS[kind], width=794)
    page.emulate_media(media="print")
    charts = page.evaluate(
        """[...document.querySelectorAll("main figure.chart")].filter((each) => !each.closest("details")).map((each) => {
            const shown = (what) => [...each.querySelectorAll(what)].filter((one) => one.getClientRects().length);
            const sizes = shown(".picture > svg").flatMap((one) => [...one.querySelectorAll("text")].map(
                (text) => parseFloat(getComputedStyle(text).fontSize) * one.getBoundingClientRect().width / one.viewBox.baseVal.width));
            const shades = shown("td[class^=shade]").map((one) => getComputedStyle(one).printColorAdjust);
            return [each.id, ...["figcaption :is(h2, h3)", "figcaption p", ".picture > svg, .heat", ".source"].map((what) => shown(what).length),
                Math.min(8, ...sizes), shades.every((one) => one === "exact")];
        })"""
    )
    assert charts
    assert [chart for chart in charts if chart[1:] != [1, 1, 1, 1, 8, True]] == []


@pytest.mark.parametrize("scripts", [True, False])
def test_what_is_folded_is_printed_or_said_not_to_be(open_page: Any, scripts: bool) -> None:
    ranking = open_page(KINDS["ranking of printed figures"], java_script_enabled=scripts)
    folded = ranking.locator("details.unknown p")
    expect(folded).to_be_hidden()
    *_, last = str(folded.text_content()).split(", ")
    assert last in printed(ranking)
    expect(folded).to_be_hidden()
    satisfaction = open_page(KINDS["satisfaction"], java_script_enabled=scripts)
    rows = satisfaction.locator("details tbody th").all_text_contents()
    sheets = printed(satisfaction)
    assert [name for name in rows if name not in sheets] == []
    assert "CSV" not in sheets
    unit = open_page("chuong-trinh-small-programme/2025/don-vi/dung/", java_script_enabled=scripts)
    sheets = printed(unit)
    assert "1 mục đạt điểm tối đa (danh sách không in)" in sheets
    assert "1 mục không áp dụng 1.2 leaf 1.2" in sheets


def printed(page: Page) -> str:
    """The words of a page on paper."""
    sheets = PdfReader(BytesIO(page.pdf(format="A4", prefer_css_page_size=True))).pages
    return " ".join("".join(each.extract_text() for each in sheets).split())


def test_a_ranking_begins_on_its_first_sheet_and_its_maps_stand_whole_on_the_last(open_page: Any) -> None:
    page = open_page(KINDS["ranking of printed figures"])
    sheets = [each.extract_text() for each in PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages]
    [maps] = [text for text in sheets if "Ở đâu" in text]
    assert "Quảng Ninh" in sheets[0].partition("Bảng xếp hạng")[2]
    assert maps == sheets[-1]
    assert maps.count("Nguồn:") == 2


def test_a_table_that_goes_on_has_its_heading_on_every_page(open_page: Any) -> None:
    """A low paper: the ministries fill more than one sheet. What sorts on the screen is no sign on paper."""
    page = open_page(KINDS["compare"], bypass_csp=True)
    page.add_style_tag(content="@page { size: 210mm 110mm !important; }")
    expect(page.locator("[data-units] button.sort").first).to_be_visible()
    printed = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))
    sheets = [each.extract_text() for each in printed.pages]
    rows = [text for text in sheets if re.search(r"^Bộ .*\d,\d\d", text, re.MULTILINE)]
    assert len(rows) > 1
    assert all("Điểm thẩm định" in text for text in rows)
    assert "↕" not in "".join(sheets)


@pytest.mark.parametrize("device", ["light", "dark"])
@pytest.mark.parametrize("theme", [{}, *THEMES.values(), {"theme": "dark", "contrast": "more"}])
def test_paper_is_white_and_letters_are_black_whatever_the_screen_had(
    open_page: Any, theme: dict[str, str], device: str
) -> None:
    page = open_page(KINDS["unit"], preferences=theme, color_scheme=device)
    page.emulate_media(media="print", color_scheme=device)
    seen = page.evaluate(
        """() => {
            const of = (each) => getComputedStyle(each);
            const texts = [...document.querySelectorAll("main *")].filter(
                (each) => each.getClientRects().length && [...each.childNodes].some((one) => one.nodeType === 3 && one.data.trim()) && !each.closest("svg"));
            return {
                body: [of(document.body).color, of(document.body).backgroundColor],
                chart: ["paper", "ink"].map((name) => of(document.querySelector(".picture svg")).getPropertyValue(`--chart-${name}`)),
                texts: [...new Set(texts.map((each) => of(each).color))],
            };
        }"""
    )
    assert list(map(hexadecimal, seen["body"])) == ["#000000", "#ffffff"]
    assert seen["chart"] == ["#ffffff", "#1b1f24"]
    assert [text for text in seen["texts"] if contrast(hexadecimal(text), "#ffffff") < 4.5] == []


def test_what_is_training_is_told_at_a_glance(open_page: Any) -> None:
    training = open_page(KINDS["ranking"])
    expect(training.locator(".banner-training")).to_contain_text("không phải kết quả thật")
    assert training.title().startswith("[Tập huấn]")
    printed = open_page(KINDS["ranking of printed figures"])
    expect(printed.locator(".banner-published")).to_contain_text("Chép từ bản công bố")
    expect(printed.locator(".banner-published")).to_contain_text("chưa rõ, không phải 0")


def test_lang_son_2019_is_as_it_was_announced(open_page: Any) -> None:
    page = open_page(KINDS["unit of printed figures"])
    figures = page.locator(".figures").first
    for value in (
        "80,33",
        "42",
        "B",
        "+3,08",
        "−16",
        "năm 2018 (cách đo khác): 77,25",
        "năm 2018 (cách đo khác): 26",
    ):
        expect(figures).to_contain_text(value)


def test_the_keyboard_goes_to_the_content_first(open_page: Any) -> None:
    page = open_page("")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Đến nội dung chính")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


SPEECH = """
window.said = [];
Object.defineProperty(window, "speechSynthesis", { value: {
  getVoices: () => [
    { name: "far", lang: "vi-VN", localService: false },
    ...(LOCAL ? [{ name: "near", lang: "vi-VN", localService: true }] : []),
  ],
  addEventListener() {}, cancel() {},
  speak(words) { window.said.push([words.text, words.rate]); window.now = words; if (!SLOW) setTimeout(() => words.onend(), 0); },
} });
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
"""


def with_voice(page: Page, *, is_local: bool = True, is_slow: bool = False) -> None:
    """A device with a voice that reads at once, or sentence by sentence as it is told."""
    page.add_init_script(SPEECH.replace("LOCAL", json.dumps(is_local)).replace("SLOW", json.dumps(is_slow)))
    page.reload()


def test_a_page_is_read_by_a_voice_of_the_device_alone(open_page: Any) -> None:
    page = open_page(KINDS["unit of printed figures"])
    button = page.get_by_role("button", name="Nghe trang này")
    with_voice(page, is_local=False)
    expect(button).to_have_count(0)
    with_voice(page)
    button.click()
    expect(page.get_by_role("group", name="Đang đọc trang")).to_have_count(0)
    expect(button).to_be_visible()
    said = " ".join(text for text, _ in page.evaluate("window.said"))
    assert "tám mươi phẩy ba mươi ba" in said


def test_reading_is_stopped_paused_and_hastened_by_keyboard(open_page: Any) -> None:
    page = open_page(KINDS["unit"])
    with_voice(page, is_slow=True)
    page.get_by_role("button", name="Nghe trang này").focus()
    page.keyboard.press("Enter")
    reading = page.get_by_role("group", name="Đang đọc trang")
    expect(reading).to_be_visible()
    assert violations(page) == []
    pause = reading.get_by_role("button", name="Tạm dừng")
    page.evaluate("now.onend()")
    expect(page.locator("h1")).to_have_class("speaking")
    pause.press("Enter")
    expect(pause).to_have_attribute("aria-pressed", "true")
    page.evaluate("now.onend()")
    expect(page.locator("h1")).to_have_class("speaking")
    pause.press("Enter")
    expect(pause).to_have_attribute("aria-pressed", "false")
    reading.get_by_label("Tốc độ").select_option("1.5")
    first, *again = page.evaluate("said")
    assert first[0].startswith("Số liệu giả lập để tập huấn")
    assert [rate for _, rate in again] == [1, 1, 1.5]
    assert len({text for text, _ in again}) == 1
    reading.get_by_role("button", name="Dừng", exact=True).press("Enter")
    expect(reading).to_have_count(0)
    expect(page.locator(".speaking")).to_have_count(0)
    expect(page.get_by_role("button", name="Nghe trang này")).to_be_focused()
    page.reload()
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Nghe trang này").click()
    expect(reading.get_by_label("Tốc độ")).to_have_value("1.5")
    page.locator("[data-read]", has_text="Dừng").click()
    expect(reading).to_have_count(0)


def test_what_is_folded_away_is_not_read(open_page: Any) -> None:
    page = open_page(KINDS["ranking of printed figures"])
    with_voice(page)
    page.get_by_role("button", name="Nghe trang này").click()
    expect(page.get_by_role("button", name="Nghe trang này")).to_be_visible()
    folded = page.locator("details:not([open]) [data-speak]")
    assert folded.count()
    said = [text for text, _ in page.evaluate("said")]
    for each in folded.all():
        assert (each.get_attribute("data-spoken") or each.text_content()) not in said


def test_where_the_device_has_no_voice_the_audio_of_the_site_is_heard(
    browser: Browser, narrated: str
) -> None:
    page = browser.new_page()
    page.goto(f"{narrated}chuong-trinh-small-programme/2025/")
    page.get_by_role("button", name="Nghe trang này").click()
    speaking = page.locator(".speaking")
    first = page.locator("[data-speak=summary]").first
    expect(first).to_have_class(re.compile("speaking"), timeout=20_000)
    expect(speaking).to_have_count(1)
    assert page.evaluate("document.querySelector('audio').duration") > 5
    told = page.evaluate("[...document.querySelector('audio').textTracks[0].cues].map((cue) => cue.text)")
    shown = page.evaluate(
        "[...document.querySelectorAll('[data-speak=summary]')].map((each) => each.textContent.trim())"
    )
    assert told == shown
    assert len(told) > 2
    pause = page.get_by_role("button", name="Tạm dừng")
    pause.click()
    assert page.evaluate("document.querySelector('audio').paused")
    pause.click()
    page.get_by_label("Tốc độ").select_option("2")
    assert page.evaluate("document.querySelector('audio').playbackRate") == 2
    page.evaluate("document.querySelector('audio').playbackRate = 16")
    expect(page.get_by_role("button", name="Nghe trang này")).to_be_visible(timeout=20_000)
    expect(speaking).to_have_count(0)
    page.close()
