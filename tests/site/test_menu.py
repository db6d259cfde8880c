"""The header: what has real results is one step away from every page, and the page says where one is."""

from dataclasses import replace

import pytest

from parindex.rounds import read
from parindex.shipped import rounds
from parindex.site import Edition
from parindex.site.menu import menu
from parindex.site.page import Page
from parindex.site.pages import home, method, programme, ranking, unit
from tests.site.small import Html, html_of, seal_into, small_edition, whole_round


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    folder = tmp_path_factory.mktemp("menu")
    shipped = [read(rounds()[name]) for name in ("vn-provinces-2018", "vn-ministries-2012")]
    return small_edition([seal_into(folder / each.info.code, each) for each in (*shipped, whole_round())])


def test_programmes_of_real_results_stand_in_the_header_by_their_units(edition: Edition) -> None:
    names = [(text.vi, text.en) for text, _ in menu(edition)]
    assert names[:4] == [
        ("Trang đầu", "Home"),
        ("Tỉnh, thành phố", "Provinces and cities"),
        ("Bộ, cơ quan ngang bộ", "Ministries and ministerial-level agencies"),
        ("Phương pháp", "Method"),
    ]
    assert "small-programme" not in "".join(address.vi for _, address in menu(edition))


def test_two_programmes_of_the_same_units_are_told_apart_by_their_titles(edition: Edition) -> None:
    first, second, third = edition.programmes
    alike = replace(second, info=second.info.model_copy(update={"units": first.info.units}))
    names = [text for text, _ in menu(replace(edition, programmes=(first, alike, third)))]
    assert names[1:3] == [first.info.title, alike.info.title]


def current(edition: Edition, page: Page) -> list[tuple[str | None, str | None]]:
    """Where the header says that a page stands."""
    html = html_of(edition, page)
    found = Html(html[html.index("<header") : html.index("</header>")]).tags
    return [(about.get("href"), about["aria-current"]) for _, about in found if "aria-current" in about]


def test_the_header_says_where_a_page_stands(edition: Edition) -> None:
    provinces = edition.programmes[0]
    results = ranking.page(edition, provinces, provinces.latest, "vi")
    one = unit.page(edition, provinces, provinces.latest, "ha-noi", "en")
    assert current(edition, home.page(edition, "vi")) == [("./", "page")]
    assert current(edition, method.site(edition, "en")) == [("./", "page")]
    assert current(edition, programme.page(provinces, "vi")) == [("./", "page")]
    assert current(edition, results) == [("../", "true")]
    assert current(edition, one) == [("../../../", "true")]
