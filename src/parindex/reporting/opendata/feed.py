"""An Atom feed of releases: who subscribes hears of every announcement and every correction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree as Xml

from parindex.language import Language, seen

ATOM = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True)
class Entry:
    """A release as the feed tells of it.

    Attributes
    ----------
    digest : str
        Of the sealed snapshot: names the release for ever, wherever it is told of.
    address : str
        Of its page; where the site has no address of its own, as it is seen from the feed.
    issued : date
        Day of the release.
    """

    digest: str
    title: str
    summary: str
    address: str
    issued: date


def atom(title: str, author: str, address: str, entries: Sequence[Entry], language: Language) -> bytes:
    """Return the feed, the newest first.

    An entry keeps its id when the site moves or is made anew; the feed takes its own address for its id, else what it
    is called and by whom.

    Parameters
    ----------
    address : str
        Of the feed itself; its bare name where the site has no address of its own.
    """
    Xml.register_namespace("", ATOM)
    newest_first = sorted(entries, key=lambda entry: (entry.issued, entry.title), reverse=True)
    feed = Xml.Element(_tag("feed"), {"{http://www.w3.org/XML/1998/namespace}lang": language})
    _text(feed, "id", address if "://" in address else _urn(author, title, language))
    _text(feed, "title", title)
    Xml.SubElement(feed, _tag("link"), {"rel": "self", "href": address})
    _text(Xml.SubElement(feed, _tag("author")), "name", author)
    _text(feed, "updated", _midnight(newest_first[0].issued if newest_first else date(1970, 1, 1)))
    for entry in newest_first:
        _add(feed, entry, language)
    Xml.indent(feed)
    written: bytes = Xml.tostring(feed, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _add(feed: Xml.Element, entry: Entry, language: Language) -> None:
    element = Xml.SubElement(feed, _tag("entry"))
    _text(element, "id", _urn(entry.digest, language))
    _text(element, "title", entry.title)
    _text(element, "updated", _midnight(entry.issued))
    Xml.SubElement(element, _tag("link"), {"rel": "alternate", "href": entry.address})
    _text(element, "summary", entry.summary)


def _urn(*names: str) -> str:
    """Return an absolute id that is the same for the same names and no other (RFC 4122, version 5)."""
    return uuid5(NAMESPACE_URL, "/".join(names)).urn


def _text(parent: Xml.Element, name: str, content: str) -> None:
    Xml.SubElement(parent, _tag(name)).text = seen(content)


def _tag(name: str) -> str:
    return f"{{{ATOM}}}{name}"


def _midnight(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
