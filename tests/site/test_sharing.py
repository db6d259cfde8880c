"""A link to the site where people share it: what the page is, of training data that they are, and a picture."""

from dataclasses import replace
from pathlib import Path
from struct import unpack

from parindex.language import Text
from parindex.site import Edition, info_of
from parindex.site.build import whole_files
from parindex.site.page import Page
from parindex.site.pages import home, unit
from parindex.site.sharing import sharing_files
from tests.site.small import Html, html_of, small_edition, snapshots


def told(edition: Edition, page: Page) -> dict[str | None, str | None]:
    tags = Html(html_of(edition, page)).tags
    return {about["property"]: about.get("content") for _, about in tags if "property" in about}


def test_a_shared_page_says_what_it_is(tmp_path: Path) -> None:
    nowhere = small_edition(snapshots(tmp_path))
    [owner] = nowhere.programmes
    made = replace(nowhere, base_url="https://site.test/kq/")
    page = unit.page(made, owner, owner.latest, "an", "en")
    assert told(made, page) == {
        "og:type": "website",
        "og:site_name": "Public administration reform index",
        "og:title": f"[Training] {page.name}",
        "og:description": page.description,
        "og:locale": "en_GB",
        "og:url": "https://site.test/kq/en/programme-small-programme/2025/units/an/",
        "og:image": "https://site.test/kq/assets/share-en.png",
        "og:image:alt": "Public administration reform index",
    }
    assert {"assets/share-vi.png", "assets/share-en.png"} <= set(whole_files(made))
    assert "og:image" not in told(nowhere, home.page(nowhere, "vi"))
    assert "assets/share-vi.png" not in whole_files(nowhere)


def test_the_picture_has_the_size_that_is_asked_for_whatever_the_site_is_called() -> None:
    long = info_of().model_copy(update={"title": Text(vi="<&" + "Tên rất dài " * 30, en="X" * 300)})
    for info in (info_of(), long):
        for name, png in sharing_files(info).items():
            assert unpack(">II", png[16:24]) == (1200, 630), name
            assert len(png) < 60_000, name
