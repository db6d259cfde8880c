"""The site of an owner with other units: it says nothing of provinces, for nothing in its data does."""

import json
import re
from fractions import Fraction
from pathlib import Path

import pytest

from parindex.language import LANGUAGES, Text
from parindex.rounds import RoundData, Unit
from parindex.site import edition_of, info_of, open_snapshots, publish
from parindex.site.pages import data
from parindex.survey.folder import Opened
from parindex.survey.model import Grouping
from parindex.survey.publication import Publication
from parindex.survey.publication.of_survey import published
from parindex.survey.series import Series, SeriesInfo, Value
from tests.builders import a_round, words
from tests.site.small import DAY, rules, seal_into
from tests.survey.builders import stored
from tests.survey.publication.builders import UNITS, about, people

FOREIGN = re.compile(
    r"tỉnh|\bprovinc|\bsipas\b|cả nước|\bthe nation\b|việt nam|(?<!be )viet ?nam\b|hà nội|\bha ?noi\b|lạng sơn"
    r"|\bbộ nội vụ\b|\bbo y te\b|\bministr|2948|\bhealth\b",
    re.IGNORECASE,
)
"""What other programmes than the owner's are about."""

SITE = """
format: parindex-site/1
title: {vi: Chỉ số của thành phố, en: Index of the city}
lead: {vi: Kết quả của các sở, en: Results of the departments}
publisher: {vi: Sở Nội vụ, en: Department of Home Affairs}
place: {vi: Thành phố, en: The city}
known_as: {u0: [SNV, Sở Nội], u2: [DOH]}
programmes:
  - code: small-programme
    slug: {vi: so-nganh, en: departments}
    title: {vi: Chỉ số của các sở, en: Index of departments}
    units: {vi: sở, en: departments}
    unit: {vi: sở, en: department}
    breaks:
      - {from_year: 2025, reason: {vi: Bộ tiêu chí mới của thành phố, en: New criteria of the city}}
"""


DEPARTMENTS = tuple(
    Unit(f"u{n}", Text(vi=f"Sở {name}", en=f"Department {name}"), "department")
    for n, name in enumerate("ABCDEF")
)


def rounds() -> list[RoundData]:
    """Two rounds of departments of which everything is known."""
    shares = {unit.code: 90 - 5 * n for n, unit in enumerate(DEPARTMENTS)}
    points = {code: {"1.1": 30} for code in shares}
    measured = {
        code: {"1.2.on_time": share, "1.2.received": 100, "2.value": share} for code, share in shares.items()
    }
    return [
        a_round(
            rules(), points, units=DEPARTMENTS, measured={"council": measured},
            about={"code": f"city-{year}", "framework": "small-set", "year": year, "title": words(f"City {year}")},
        )
        for year in (2024, 2025)
    ]  # fmt: skip


def survey(folder: Path) -> Publication:
    """A survey of the departments in the same year."""
    city = Grouping(code="city", title=Text(vi="Toàn thành phố", en="The whole city"))
    units = UNITS.model_copy(
        update={
            "title": Text(vi="Sở", en="Department"),
            "labels": {unit.code: unit.name for unit in DEPARTMENTS},
        }
    )
    of = about(code="city-survey", year=2025, groupings=(city, units))
    return published(Opened(of, (stored(people(1), folder / "people.parquet"),)))


def series() -> Series:
    """What was published on satisfaction, for the departments and for all of them."""
    info = SeriesInfo.model_validate(
        {
            "format": "parindex-series/1",
            "code": "city-satisfaction",
            "title": {"vi": "Hài lòng trong thành phố", "en": "Satisfaction in the city"},
            "units": {"vi": "sở", "en": "departments"},
            "whole": {"vi": "Toàn thành phố", "en": "The whole city"},
            "data_status": "training",
            "measures": [{"code": "whole", "title": {"vi": "Mức hài lòng", "en": "Satisfaction"}}],
            "breaks": [{"from_year": 2025, "reason": {"vi": "Phiếu mới", "en": "A new questionnaire"}}],
        }
    )
    values = [
        Value(year, code, "whole", Fraction(80 + n), None, "a report", "")
        for year in (2024, 2025)
        for n, code in enumerate(("", *(unit.code for unit in DEPARTMENTS)))
    ]
    return Series(info, tuple(values))


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("city")
    (folder / "site.yaml").write_text(SITE, encoding="utf-8")
    sealed = [seal_into(folder / each.info.code, each) for each in rounds()]
    edition = edition_of(
        info_of(folder / "site.yaml"), open_snapshots(sealed), [series()], DAY, surveys=[survey(folder)]
    )
    publish(edition, folder / "site", processes=1)
    return folder / "site"


def test_no_page_or_picture_speaks_of_what_the_data_do_not_hold(city: Path) -> None:
    found = {
        (path.relative_to(city).as_posix(), match.group().lower())
        for path in city.rglob("*")
        if path.suffix in (".html", ".svg", ".json", ".xml")
        for match in FOREIGN.finditer(path.read_text(encoding="utf-8"))
    }
    assert sorted(found) == []


def test_the_method_tells_the_breaks_of_programmes_and_series(city: Path) -> None:
    for folder, reasons in (
        ("phuong-phap", ("Bộ tiêu chí mới của thành phố", "Phiếu mới")),
        ("en/method", ("New criteria of the city", "A new questionnaire")),
    ):
        told = (city / folder / "index.html").read_text(encoding="utf-8")
        assert [reason for reason in reasons if reason not in told] == []


def test_satisfaction_is_of_the_owners_units_and_of_all_of_them(city: Path) -> None:
    told = (city / "hai-long" / "index.html").read_text(encoding="utf-8")
    assert "2025: 6 sở" in told
    assert "Toàn thành phố qua các năm" in told
    assert ">Mức hài lòng</th>" in told
    english = (city / "en/satisfaction/city-survey/index.html").read_text(encoding="utf-8")
    assert '<h2 id="nation">The whole city</h2>' in english
    assert "Department" in english


def test_units_are_found_by_what_the_owner_says_they_are_also_called(city: Path) -> None:
    for language in LANGUAGES:
        entries = json.loads((city / f"assets/search-{language}.json").read_bytes())
        assert {entry["name"][-1]: entry["known"] for entry in entries if "known" in entry} == {
            "A": "SNV Sở Nội",
            "C": "DOH",
        }


def test_search_engines_are_told_the_place_that_the_owner_names(city: Path, tmp_path: Path) -> None:
    page = city / "en/departments/2025/data/index.html"
    assert '"spatialCoverage": {"@type": "Place", "name": "The city"}' in page.read_text(encoding="utf-8")
    nowhere = tmp_path / "site.yaml"
    nowhere.write_text(re.sub("place: .*", "", SITE), encoding="utf-8")
    edition = edition_of(info_of(nowhere), open_snapshots([seal_into(tmp_path / "r", rounds()[0])]), [], DAY)
    [programme] = edition.programmes
    told = data.page(edition, programme.latest, "en").content
    assert isinstance(told, data.Content)
    assert "spatialCoverage" not in told.schema
