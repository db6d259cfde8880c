"""The Atom feed of releases."""

from dataclasses import replace
from datetime import date
from uuid import UUID
from xml.etree import ElementTree as Xml

from parindex.reporting.opendata.feed import ATOM, Entry, atom

ENTRIES = (
    Entry(
        "ab" * 32,
        "Công bố 2019 <b>",
        "63 tỉnh\x0b & thành phố",
        "https://example.vn/2019/",
        date(2020, 5, 19),
    ),
    Entry("cd" * 32, "Đính chính", "Sửa một số", "https://example.vn/2019-1-1/", date(2020, 6, 1)),
)
NAMES = {"a": ATOM}


def read(feed: bytes) -> Xml.Element:
    return Xml.fromstring(feed)


def ids_of(feed: Xml.Element) -> list[str | None]:
    return [entry.findtext("a:id", namespaces=NAMES) for entry in feed.findall("a:entry", NAMES)]


def test_the_newest_release_comes_first() -> None:
    feed = read(atom("PAR INDEX", "Bộ Nội vụ", "https://example.vn/feed.xml", ENTRIES, "vi"))
    assert feed.findtext("a:id", namespaces=NAMES) == "https://example.vn/feed.xml"
    assert feed.findtext("a:updated", namespaces=NAMES) == "2020-06-01T00:00:00Z"
    assert feed.findtext("a:author/a:name", namespaces=NAMES) == "Bộ Nội vụ"
    first, last = feed.findall("a:entry", NAMES)
    assert first.findtext("a:title", namespaces=NAMES) == "Đính chính"
    assert last.findtext("a:updated", namespaces=NAMES) == "2020-05-19T00:00:00Z"
    assert last.findtext("a:title", namespaces=NAMES) == "Công bố 2019 <b>"
    assert last.findtext("a:summary", namespaces=NAMES) == "63 tỉnh & thành phố"


def test_an_entry_is_named_by_its_snapshot_wherever_the_site_stands() -> None:
    here = read(atom("A", "B", "https://example.vn/feed.xml", ENTRIES, "vi"))
    moved = read(
        atom("C", "D", "feed.xml", [replace(each, issued=date(2021, 1, 1)) for each in ENTRIES], "vi")
    )
    english = read(atom("A", "B", "https://example.vn/en/feed.xml", ENTRIES, "en"))
    other = read(atom("A", "B", "feed.xml", [replace(ENTRIES[0], digest="ef" * 32)], "vi"))
    ids = ids_of(here)
    assert set(ids) == set(ids_of(moved))
    assert len({*ids, *ids_of(english), *ids_of(other)}) == 5
    for each in ids:
        assert str(each).startswith("urn:uuid:")
        assert UUID(str(each)).version == 5


def test_a_feed_that_knows_no_address_is_named_by_what_it_is_called() -> None:
    names = (("A", "B", "vi"), ("A", "B", "en"), ("A", "C", "vi"))
    found = [
        read(atom(title, author, "feed.xml", (), language)).findtext("a:id", namespaces=NAMES)
        for title, author, language in names  # type: ignore[misc]
    ]
    assert len(set(found)) == 3
    assert all(str(each).startswith("urn:uuid:") for each in found)


def test_a_feed_without_releases_is_still_a_feed() -> None:
    feed = read(atom("PAR INDEX", "Bộ Nội vụ", "feed.xml", (), "en"))
    assert feed.findall("a:entry", NAMES) == []
    assert feed.findtext("a:updated", namespaces=NAMES) == "1970-01-01T00:00:00Z"
