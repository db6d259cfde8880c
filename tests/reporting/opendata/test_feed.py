"""The Atom feed of releases."""

from datetime import date
from xml.etree import ElementTree as Xml

from parindex.reporting.opendata.feed import ATOM, Entry, atom

ENTRIES = (
    Entry(
        "vn/2019.1",
        "Công bố 2019 <b>",
        "63 tỉnh\x0b & thành phố",
        "https://example.vn/2019/",
        date(2020, 5, 19),
    ),
    Entry("vn/2019.1.1", "Đính chính", "Sửa một số", "https://example.vn/2019-1-1/", date(2020, 6, 1)),
)
NAMES = {"a": ATOM}


def test_the_newest_release_comes_first() -> None:
    feed = Xml.fromstring(atom("PAR INDEX", "https://example.vn/feed.xml", "example.vn,2026", ENTRIES, "vi"))
    assert [entry.findtext("a:id", namespaces=NAMES) for entry in feed.findall("a:entry", NAMES)] == [
        "tag:example.vn,2026:vn/2019.1.1",
        "tag:example.vn,2026:vn/2019.1",
    ]
    assert feed.findtext("a:updated", namespaces=NAMES) == "2020-06-01T00:00:00Z"
    last = feed.findall("a:entry", NAMES)[1]
    assert last.findtext("a:title", namespaces=NAMES) == "Công bố 2019 <b>"
    assert last.findtext("a:summary", namespaces=NAMES) == "63 tỉnh & thành phố"


def test_a_feed_without_releases_is_still_a_feed() -> None:
    feed = Xml.fromstring(atom("PAR INDEX", "feed.xml", "example.vn,2026", (), "en"))
    assert feed.findall("a:entry", NAMES) == []
    assert feed.findtext("a:updated", namespaces=NAMES) == "1970-01-01T00:00:00Z"
