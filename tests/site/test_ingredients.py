"""What a page is made of is told in full: a site with kept pages is the site made anew, whatever changed in between."""

import shutil
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from parindex.files import read_folder
from parindex.language import Text
from parindex.site import Edition, publish
from parindex.site.ingredients import of_code
from tests.site.small import printed_round, seal_into, small_edition, small_site, snapshots, whole_round


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache with every page of the small site."""
    folder = tmp_path_factory.mktemp("kept")
    small_site(folder, folder / "cache")
    return folder / "cache"


def corrected_point(folder: Path) -> Edition:
    return small_edition(
        [
            seal_into(folder / "printed", printed_round()),
            seal_into(folder / "whole", whole_round(changed=True)),
        ]
    )


def another_round_changed(folder: Path) -> Edition:
    printed = printed_round()
    first = replace(printed.printed["an"], rank=3)
    changed = replace(printed, printed={**printed.printed, "an": first})
    return small_edition([seal_into(folder / "printed", changed), seal_into(folder / "whole", whole_round())])


def another_round_renamed(folder: Path) -> Edition:
    printed = printed_round()
    info = printed.info.model_copy(update={"title": Text(vi="Tên khác", en="Another name")})
    return small_edition(
        [
            seal_into(folder / "printed", replace(printed, info=info)),
            seal_into(folder / "whole", whole_round()),
        ]
    )


def preview(folder: Path) -> Edition:
    return small_edition(snapshots(folder), is_preview=True)


def with_reports(folder: Path) -> Edition:
    reports = folder / "reports" / "small-2025"
    reports.mkdir(parents=True)
    (reports / "unit-an-vi.pdf").write_bytes(b"%PDF-1.7")
    return small_edition(snapshots(folder), reports=folder / "reports")


@pytest.mark.parametrize(
    "change", [corrected_point, another_round_changed, another_round_renamed, preview, with_reports]
)
def test_with_kept_pages_a_site_is_what_it_is_without(
    change: Callable[[Path], Edition], kept: Path, tmp_path: Path
) -> None:
    edition, cache = change(tmp_path / "given"), tmp_path / "cache"
    shutil.copytree(kept, cache)
    publish(edition, tmp_path / "kept", cache, processes=1)
    publish(edition, tmp_path / "anew", processes=1)
    assert read_folder(tmp_path / "kept") == read_folder(tmp_path / "anew")


def test_one_point_more_makes_only_the_pages_that_show_it(kept: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    shutil.copytree(kept, cache)
    publish(corrected_point(tmp_path / "changed"), tmp_path / "site", cache, processes=1)
    before = set(cache.rglob("*.zip"))
    printed = seal_into(tmp_path / "printed", printed_round())
    first = small_edition([printed, seal_into(tmp_path / "whole", whole_round())])
    publish(first, tmp_path / "site", cache, processes=1)
    made = {name for path in set(cache.rglob("*.zip")) - before for name in zipfile.ZipFile(path).namelist()}
    pages = {name.removeprefix("chuong-trinh-small-programme/") for name in made if "/en/" not in f"/{name}"}
    other_round = {name for name in pages if name.startswith("2024/")}
    assert other_round == {"2024/don-vi/an/index.html"}  # tells the unit's later results too
    criteria = {name.split("/")[2] for name in pages if name.startswith("2025/tieu-chi/")}
    assert criteria == {"1.1"}


def test_a_page_that_was_kept_and_damaged_is_made_anew(kept: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    shutil.copytree(kept, cache)
    for path in cache.rglob("*.zip"):
        path.write_bytes(path.read_bytes()[:-30])
    given = snapshots(tmp_path / "snapshots")
    publish(small_edition(given), tmp_path / "site", cache, processes=1)
    publish(small_edition(given), tmp_path / "anew", processes=1)
    assert read_folder(tmp_path / "site") == read_folder(tmp_path / "anew")


def test_the_code_has_one_digest() -> None:
    assert of_code() == of_code()
    assert len(of_code()) == 64
