"""The open data of a survey and of a published series, as they stand on a built site."""

import csv
import io
import json
from pathlib import Path
from urllib.parse import urljoin

import frictionless
import pytest

from parindex.files import read_folder, unzipped
from parindex.shipped import series
from parindex.site import edition_of, info_of, open_snapshots, publish
from parindex.site.survey_data import data_of
from parindex.survey.folder import Opened
from parindex.survey.publication.of_survey import published
from parindex.survey.series import Series, read_series
from tests.site.small import DAY, HOST, Html, faults_of, seal_into, whole_round
from tests.survey.builders import stored
from tests.survey.publication.builders import about, people

SURVEY, SERIES = "hai-long/small/du-lieu/", "hai-long/du-lieu/vn-sipas/"
PAGES = {
    "hai-long/small/": SURVEY,
    "hai-long/": SERIES,
    "en/satisfaction/small/": SURVEY,
    "en/satisfaction/": SERIES,
}
TABLES = {SURVEY: {"estimates", "answers", "places", "measures"}, SERIES: {"values", "measures", "breaks"}}


@pytest.fixture(scope="module")
def surveyed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("surveyed")
    survey = published(Opened(about(code="small"), (stored(people(1), folder / "people.parquet"),)))
    edition = edition_of(
        info_of(),
        open_snapshots([seal_into(folder / "whole", whole_round())]),
        [read_series(series()["vn-sipas"])],
        DAY,
        surveys=[survey],
    )
    publish(edition, folder / "site", folder / "cache", processes=1)
    publish(edition, folder / "again", folder / "cache", processes=1)
    assert read_folder(folder / "again") == read_folder(folder / "site")
    return folder / "site"


def test_every_table_can_be_had_in_every_form_from_its_page(surveyed: Path) -> None:
    assert faults_of(surveyed) == []
    for page, folder in PAGES.items():
        links = Html((surveyed / page / "index.html").read_text(encoding="utf-8")).links
        found = {urljoin(HOST + page, link).removeprefix(HOST) for link in links}
        book = "data.xlsx" if page.startswith("en/") else "so-lieu.xlsx"
        code = "small" if folder == SURVEY else "vn-sipas"
        assert {link for link in found if link.startswith(folder)} == {
            *(f"{folder}{t}{end}" for t in TABLES[folder] for end in (".csv", ".excel.csv", ".json", ".parquet")),
            *(f"{folder}{name}" for name in (book, f"{code}.zip", "dictionary.csv", "datapackage.json", "citation.bib")),
        }  # fmt: skip


def test_they_are_valid_data_packages_with_every_column_explained(surveyed: Path) -> None:
    for folder, tables in TABLES.items():
        report = frictionless.validate(str(surveyed / folder / "datapackage.json"))
        assert report.flatten(["rowNumber", "fieldName", "message"]) == []
        described = json.loads((surveyed / folder / "datapackage.json").read_bytes())
        assert {each["name"] for each in described["resources"]} == tables
        explained = list(csv.reader(io.StringIO((surveyed / folder / "dictionary.csv").read_text("utf-8"))))
        assert len(explained) == 1 + sum(len(each["schema"]["fields"]) for each in described["resources"])
        assert "" not in {cell for row in explained for cell in row}


def test_the_page_of_all_data_lists_them(surveyed: Path) -> None:
    for page in ("du-lieu/", "en/data/"):
        links = Html((surveyed / page / "index.html").read_text(encoding="utf-8")).links
        found = {urljoin(HOST + page, link).removeprefix(HOST) for link in links}
        assert {f"{SURVEY}small.zip", f"{SERIES}vn-sipas.zip"} <= found


def test_the_archive_says_how_the_figures_came_about_and_nothing_of_recomputing(surveyed: Path) -> None:
    said = unzipped((surveyed / SURVEY / "small.zip").read_bytes())["README.txt"].decode()
    assert "Cách có được: ước lượng: tính từ mẫu khảo sát, mỗi số kèm khoảng tin cậy" in said
    assert "parindex verify" not in said
    copied = unzipped((surveyed / SERIES / "vn-sipas.zip").read_bytes())["README.en.txt"].decode()
    assert "How it came about: transcribed" in copied
    assert "Year: 2015–" in copied


def test_a_site_with_an_address_cites_it(tmp_path: Path) -> None:
    edition = edition_of(info_of(), [], [], DAY, base_url="https://par.example/kq/")
    survey = published(Opened(about(code="small"), (stored(people(1), tmp_path / "people.parquet"),)))
    assert data_of(edition, survey).about.address == "https://par.example/kq/hai-long/small/"
    values = read_series(series()["vn-sipas"])
    assert data_of(edition, values).about.address == "https://par.example/kq/hai-long/"
    assert data_of(edition, Series(values.info, ())).about.years == (DAY.year,)
