"""An Atom feed of releases: who subscribes hears of every announcement and every correction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from xml.etree import ElementTree as Xml

from parindex.language import Language, seen

ATOM = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True)
class Entry:
    """A release as the feed tells of it.

    Attributes
    ----------
    key : str
        Names it for ever, such as ``vn-provinces-2019/2019.1``.
    address : str
        Of its page.
    """

    key: str
    title: str
    summary: str
    address: str
    issued: date


def atom(title: str, address: str, authority: str, entries: Sequence[Entry], language: Language) -> bytes:
    """Return the feed, the newest first.

    Parameters
    ----------
    address : str
        Of the feed itself.
    authority : str
        A name that the publisher holds (a domain), and a day on which it did: ``example.vn,2026``. Makes the ids
        of RFC 4151, which stay when the site moves.
    """
    Xml.register_namespace("", ATOM)
    newest_first = sorted(entries, key=lambda entry: (entry.issued, entry.key), reverse=True)
    feed = Xml.Element(_tag("feed"), {"{http://www.w3.org/XML/1998/namespace}lang": language})
    _text(feed, "id", f"tag:{authority}:feed/{language}")
    _text(feed, "title", title)
    Xml.SubElement(feed, _tag("link"), {"rel": "self", "href": address})
    author = Xml.SubElement(feed, _tag("author"))
    _text(author, "name", title)
    _text(feed, "updated", _midnight(newest_first[0].issued if newest_first else date(1970, 1, 1)))
    for entry in newest_first:
        _add(feed, entry, authority)
    Xml.indent(feed)
    written: bytes = Xml.tostring(feed, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _add(feed: Xml.Element, entry: Entry, authority: str) -> None:
    element = Xml.SubElement(feed, _tag("entry"))
    _text(element, "id", f"tag:{authority}:{entry.key}")
    _text(element, "title", entry.title)
    _text(element, "updated", _midnight(entry.issued))
    Xml.SubElement(element, _tag("link"), {"rel": "alternate", "href": entry.address})
    _text(element, "summary", entry.summary)


def _text(parent: Xml.Element, name: str, content: str) -> None:
    Xml.SubElement(parent, _tag(name)).text = seen(content)


def _tag(name: str) -> str:
    return f"{{{ATOM}}}{name}"


def _midnight(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
