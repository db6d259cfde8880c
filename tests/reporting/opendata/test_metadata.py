"""Citation, licence and what search engines are told."""

from dataclasses import replace

from parindex.reporting.opendata.formats import metadata_rows
from parindex.reporting.opendata.metadata import CC_BY, Metadata, bibtex, citation, json_ld

DIGEST = "ab" * 32


def test_a_citation_names_publisher_title_release_day_digest_and_address(about: Metadata) -> None:
    assert citation(about, "vi") == (
        f"Sở Nội vụ. Small 2025. Bản 2025.1. 2026-05-19. SHA-256 {DIGEST}. https://example.org/2025/du-lieu/."
    )
    bare = replace(about, publisher=None, issued=None, address="")
    assert citation(bare, "en") == f"publisher not stated. Small 2025. Release 2025.1. SHA-256 {DIGEST}."


def test_bibtex_cannot_be_broken_by_a_title(about: Metadata) -> None:
    hostile = replace(about, title=about.title.model_copy(update={"vi": r"A}, x={\input{y}"}))
    assert "title = {A, x=inputy}," in bibtex(hostile, "vi")
    assert bibtex(about, "en").splitlines()[0] == "@misc{small-2025-2025.1,"
    assert "year = {2026}," in bibtex(about, "en")
    undated = bibtex(replace(about, issued=None, address=""), "en")
    assert "year = {2025}," in undated
    assert "url" not in undated


def test_a_licence_that_nobody_confirmed_says_so(about: Metadata) -> None:
    assert about.licence == CC_BY
    assert CC_BY.words.vi.startswith("Giấy phép dự kiến, chờ cơ quan công bố xác nhận: ")
    assert CC_BY.words.en.startswith("Intended licence, to be confirmed by the publisher: ")


def test_search_engines_are_told_that_it_is_training_data(about: Metadata) -> None:
    address = "https://example.org/2025/du-lieu/units.csv"
    told = json_ld(about, {address: "text/csv"}, "en")
    assert told["@type"] == "Dataset"
    assert "TRAINING DATA" in told["description"]
    assert told["distribution"] == [
        {
            "@type": "DataDownload",
            "contentUrl": address,
            "encodingFormat": "text/csv",
        }
    ]
    assert (told["url"], told["datePublished"], told["creator"]["name"]) == (
        "https://example.org/2025/du-lieu/",
        "2026-05-19",
        "Department of Home Affairs",
    )
    bare = json_ld(replace(about, publisher=None, issued=None, address=""), {"units.csv": "text/csv"}, "en")
    assert bare["distribution"][0]["contentUrl"] == "units.csv"
    assert {"url", "datePublished", "creator"} & set(bare) == set()


def test_what_has_no_releases_names_none(about: Metadata) -> None:
    series = replace(about, release="", first_year=2015, year=2024, issued=None, address="")
    assert citation(series, "vi") == f"Sở Nội vụ. Small 2025. SHA-256 {DIGEST}."
    assert bibtex(series, "vi").splitlines()[0] == "@misc{small-2025,"
    assert "version" not in bibtex(series, "vi")
    told = json_ld(series, {}, "vi")
    assert "version" not in told
    assert told["temporalCoverage"] == "2015/2024"
    said = dict(metadata_rows(series, "vi"))
    assert (said["Năm"], "Bản phát hành" in said) == ("2015–2024", False)
