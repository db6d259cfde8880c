"""The search index: units by every name and year, each entry with a page that is there."""

import json
from dataclasses import replace
from pathlib import Path

from parindex.language import Text
from parindex.shipped import rounds, units
from parindex.site import edition_of, info_of, open_snapshots
from parindex.site.search import entries_of, index_files
from tests.site.small import DAY, printed_round, seal_into, small_edition, whole_round


def test_a_unit_has_its_page_of_every_year_and_leads_to_the_last(site: Path) -> None:
    entries = json.loads((site / "assets/search-vi.json").read_bytes())
    [an] = [entry for entry in entries if entry["name"] == "Unit an"]
    root = "chuong-trinh-small-programme"
    assert an == {
        "name": "Unit an",
        "also": "Chương trình small-programme",
        "to": f"{root}/2025/don-vi/an/",
        "year": 2025,
        "pages": {"2024": f"{root}/2024/don-vi/an/", "2025": f"{root}/2025/don-vi/an/"},
    }
    for entry in entries:
        for page in (entry["to"], *entry.get("pages", {}).values()):
            assert (site / page / "index.html").is_file(), entry


def test_every_unit_page_is_found(site: Path) -> None:
    for language, folder in (("vi", "don-vi"), ("en", "units")):
        entries = json.loads((site / f"assets/search-{language}.json").read_bytes())
        found = {page for entry in entries for page in entry.get("pages", {}).values()}
        made = {path.parent.relative_to(site).as_posix() for path in site.rglob(f"{folder}/*/index.html")}
        assert {page.rstrip("/") for page in found} == made


def test_short_forms_are_of_units_that_ship_and_hold_after_a_merger() -> None:
    tables = [*(folder / "units.csv" for folder in rounds().values()), *units().values()]
    codes = {line.partition(",")[0] for table in tables for line in table.read_text("utf-8").splitlines()}
    later = {"hue", "thanh-tra-chinh-phu", "van-phong-chinh-phu"}
    assert info_of().known_as.keys() - codes == later, (
        "these have been units, though no round of theirs ships"
    )
    short_forms = info_of().short_forms
    assert short_forms("ho-chi-minh@2025") == short_forms("ho-chi-minh") != ""
    assert short_forms("lang-son") == ""


def test_a_form_of_the_merged_unit_itself_goes_first() -> None:
    info = info_of().model_copy(update={"known_as": {"hue": ("TTH",), "hue@2025": ("Cố đô",)}})
    assert (info.short_forms("hue"), info.short_forms("hue@2025")) == ("TTH", "Cố đô")


def test_the_index_holds_what_a_unit_is_also_called(tmp_path: Path) -> None:
    data = printed_round()
    city = replace(data.units[0], code="ho-chi-minh", name=Text(vi="TP. Hồ Chí Minh", en="Ho Chi Minh City"))
    printed = {"ho-chi-minh": data.printed["an"]}
    made = replace(data, units=(city, *data.units[1:]), printed={**printed, "binh": data.printed["binh"]})
    edition = edition_of(info_of(), open_snapshots([seal_into(tmp_path / "city", made)]), [], DAY)
    entries = json.loads(index_files(edition)["assets/search-vi.json"])
    [known] = [entry["known"] for entry in entries if "known" in entry]
    assert known.split() == ["HCM", "HCMC", "TPHCM", "Sài", "Gòn", "Saigon", "SG"]


def test_what_has_no_years_has_none(tmp_path: Path) -> None:
    edition = small_edition([seal_into(tmp_path / "whole", whole_round())])
    pages = {entry.name: entry.written() for entry in entries_of(edition, "en")}
    assert pages["Method"] == {"name": "Method", "also": "", "to": "en/method/"}
