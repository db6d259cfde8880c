"""The file around the text of a .docx: styles, properties, headers and footers, pictures; made once, filled for each document."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from xml.sax.saxutils import escape

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn

from parindex.files import NO_TIME, unzipped, zip_bytes
from parindex.language import Language
from parindex.reporting.office import word_xml as xml
from parindex.reporting.office.word_styles import LANGUAGES, set_styles

_BODY, _PROPERTIES, _TYPES = "word/document.xml", "docProps/core.xml", "[Content_Types].xml"
_RELATIONSHIPS = "word/_rels/document.xml.rels"
_IMAGE = f"{xml.RELATIONSHIPS}/image"
_LONGEST_PROPERTY = 255
_TABLE_STYLES = ("Normal Table", "Table Grid")
_OF_ANOTHER_TIME = ("/thumbnail", "/stylesWithEffects")
"""What the template of python-docx has of its own: a picture of an empty page, and its styles once more for Word 2010."""
_PLACES = ("header", "first_page_header", "footer", "first_page_footer")


@dataclass(frozen=True)
class Surroundings:
    """What stands around the text on every page, and in the properties of the file.

    Attributes
    ----------
    label : str
        At the foot of every page.
    watermark : str
        Behind the text of every page; empty for none.
    """

    title: str
    author: str
    label: str
    watermark: str


def packed(language: Language, body: str, around: Surroundings, pictures: Mapping[str, bytes]) -> bytes:
    """Return a .docx.

    Parameters
    ----------
    language : {"vi", "en"}
    body : str
        WordprocessingML; its pictures are named by the keys of `pictures`, its sections refer to `references`.
    around : Surroundings
    pictures : Mapping of str to bytes
        PNG by the id of its relationship.
    """
    template = _template(language)
    parts = dict(template.parts)
    parts[_BODY] = _part("document", f"<w:body>{body}</w:body>")
    parts[_PROPERTIES] = _properties(parts[_PROPERTIES], around)
    parts[_RELATIONSHIPS] = _related(parts[_RELATIONSHIPS], pictures)
    parts |= {f"word/media/{key}.png": content for key, content in pictures.items()}
    behind = xml.watermark(around.watermark) if around.watermark else ""
    label = xml.paragraph(xml.run(around.label), "Label")
    contents = (
        _part("hdr", xml.paragraph(xml.field("PAGE", "2") + behind, "Page Number")),
        _part("hdr", xml.paragraph(behind, "Page Number")),
        *(_part("ftr", label),) * 2,
    )
    return zip_bytes(parts | dict(zip(template.names, contents, strict=True)))


def references(language: Language) -> str:
    """Return the references to headers and footers, for each section to have them."""
    return _template(language).references


@dataclass(frozen=True)
class _Template:
    """An empty document: its parts, the names of its headers and footers, and what refers to these."""

    parts: Mapping[str, bytes]
    names: tuple[str, ...]
    references: str


@cache
def _template(language: Language) -> _Template:
    """Return an empty document with the styles; made once, for that takes longer than to fill it."""
    made = docx.Document()
    set_styles(made, language)
    _lighten(made)
    properties = made.core_properties
    properties.title, properties.author, properties.comments = "{title}", "{author}", ""
    properties.created = properties.modified = NO_TIME
    properties.language = LANGUAGES[language]
    [section] = made.sections
    section.different_first_page_header_footer = True
    names = [_furnished(getattr(section, place)) for place in _PLACES]
    stream = io.BytesIO()
    made.save(stream)
    parts = unzipped(stream.getvalue())
    png = b'<Default Extension="png" ContentType="image/png"/></Types>'
    parts[_TYPES] = parts[_TYPES].replace(b"</Types>", png)
    return _Template(parts, tuple(names), "".join(_references(section._sectPr)))


def _furnished(place: Any) -> str:
    """Make a header or footer of its own and return the name of its part."""
    place.is_linked_to_previous = False
    return str(place.part.partname).removeprefix("/")


def _lighten(made: Document) -> None:
    """Leave out what no report uses: three quarters of the file."""
    for relationships in (made.part.package.rels, made.part.rels):
        for key in [key for key, each in relationships.items() if each.reltype.endswith(_OF_ANOTHER_TIME)]:
            del relationships[key]
    for style in [each for each in made.styles if each.type == WD_STYLE_TYPE.TABLE]:
        if style.name not in _TABLE_STYLES:
            style.delete()


def _references(properties: Any) -> list[str]:
    return [
        f'<w:{kind} w:type="{each.get(qn("w:type"))}" r:id="{each.get(qn("r:id"))}"/>'
        for kind in ("headerReference", "footerReference")
        for each in properties.findall(qn(f"w:{kind}"))
    ]


def _part(root: str, content: str) -> bytes:
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f"{head}<w:{root} {xml.NAMESPACES}>{content}</w:{root}>".encode()


def _properties(part: bytes, around: Surroundings) -> bytes:
    title, author = (escape(xml.visible(text)[:_LONGEST_PROPERTY]) for text in (around.title, around.author))
    return part.decode().format(title=title, author=author).encode()


def _related(part: bytes, pictures: Mapping[str, bytes]) -> bytes:
    added = "".join(
        f'<Relationship Id="{key}" Type="{_IMAGE}" Target="media/{key}.png"/>' for key in pictures
    )
    return part.decode().replace("</Relationships>", f"{added}</Relationships>").encode()
