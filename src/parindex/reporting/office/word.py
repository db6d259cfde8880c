"""An official document as .docx, in styles that an officer edits; the same bytes for the same document."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from itertools import islice

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.section import Section as WordSection
from docx.shared import Mm

from parindex.language import Language
from parindex.reporting.charts.render import to_png
from parindex.reporting.office import word_xml as xml
from parindex.reporting.office.blocks import WIDTH, Heading, Item, Paragraph, Picture, Table, picture_width
from parindex.reporting.office.document import OfficialDocument
from parindex.reporting.office.letterhead import Head
from parindex.reporting.office.word_styles import LANGUAGES, set_styles

_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
_LONGEST_PROPERTY = 255
_LEFT, _RIGHT = 66.0, 99.0
"""Widths of the two halves of the head, in millimetres; the name of the nation needs 96 of them on one line."""
_LANDSCAPE_WIDTH = 252.0
_LETTER = 2.9
"""Width of a bold capital of 13 points on average, in millimetres: for lines that are a share of a text."""
_SMALL_LETTER = 2.33
"""That of a bold letter of 14 points."""
_SCALE = 1.5
"""Pixels of a chart to one of the screen: about 160 to an inch of the page."""
Written = Heading | Paragraph | Item | Table
_LOOKS = {"plain": "Body Text", "quiet": "Note", "framed": "Framed"}


def to_docx(document: OfficialDocument) -> bytes:
    """Return a document as .docx."""
    made = docx.Document(io.BytesIO(_template(document.language)))
    made.core_properties.title = xml.visible(document.title)[:_LONGEST_PROPERTY]
    made.core_properties.author = xml.visible(document.head.agency)[:_LONGEST_PROPERTY]
    _furnish(made.sections[0], document)
    body = made.element.body
    references = "".join(_references(body.sectPr))
    content = parse_xml(f"<w:body {xml.NAMESPACES}>{''.join(_content(made, document, references))}</w:body>")
    body[:] = content[:]
    return _steady(made)


@cache
def _template(language: Language) -> bytes:
    """Return an empty document with the styles; made once, for that takes longer than to fill it."""
    made = docx.Document()
    set_styles(made, language)
    properties = made.core_properties
    properties.created = properties.modified = _LONG_AGO
    properties.language, properties.comments = LANGUAGES[language], ""
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def _furnish(section: WordSection, document: OfficialDocument) -> None:
    """Put page numbers at the top of every page but the first, the label at the foot, the watermark behind."""
    section.different_first_page_header_footer = True
    behind = xml.watermark(document.watermark) if document.watermark else ""
    for header, content in (
        (section.header, xml.field("PAGE", "2") + behind),
        (section.first_page_header, behind),
    ):
        _fill(header._element, xml.paragraph(content, "Page Number"))
    for footer in (section.footer, section.first_page_footer):
        _fill(footer._element, xml.paragraph(xml.run(document.label), "Label"))


def _fill(element: object, content: str) -> None:
    element[:] = parse_xml(f"<w:body {xml.NAMESPACES}>{content}</w:body>")[:]  # type: ignore[index]


def _references(properties: object) -> Iterator[str]:
    """Yield the references to the headers and footers, for each section to have them."""
    for kind in ("headerReference", "footerReference"):
        for reference in properties.findall(qn(f"w:{kind}")):  # type: ignore[attr-defined]
            target, page = reference.get(qn("r:id")), reference.get(qn("w:type"))
            yield f'<w:{kind} w:type="{page}" r:id="{target}" xmlns:r="{_RELATIONSHIPS}"/>'


_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _content(made: Document, document: OfficialDocument, references: str) -> Iterator[str]:
    yield _head(document.head)
    yield xml.paragraph(xml.run(document.kind), "Title")
    yield xml.paragraph(xml.run(document.summary), "Subtitle")
    yield xml.line(0.4 * min(len(document.summary) * _SMALL_LETTER, 120.0), "Line below the summary")
    captioned = document.captioned()
    for position, section in enumerate(document.sections):
        for caption, block in islice(captioned, len(section.blocks)):
            if isinstance(block, Picture):
                yield _picture(made, block, caption)
            else:
                yield _block(document, block, caption, is_landscape=section.is_landscape)
        is_last = position == len(document.sections) - 1
        if is_last:
            yield _signature(document.head, _LANDSCAPE_WIDTH if section.is_landscape else WIDTH)
        properties = xml.section(
            is_landscape=section.is_landscape, has_bare_first_page=position == 0, references=references
        )
        yield properties if is_last else f"<w:p><w:pPr>{properties}</w:pPr></w:p>"


def _head(head: Head) -> str:
    agencies = (
        xml.paragraph(xml.run(head.superior), "Superior Agency")
        + xml.paragraph(xml.run(head.agency), "Issuing Agency")
        + xml.line(0.4 * min(len(head.agency) * _LETTER, _LEFT), "Line below the agency")
    )
    nation = (
        xml.paragraph(xml.run(head.nation), "Issuing Agency")
        + xml.paragraph(xml.run(head.motto), "Motto")
        + xml.line(len(head.motto) * _SMALL_LETTER, "Line below the motto")
    )
    number = xml.paragraph(xml.run(head.number), "Document Number")
    place = xml.paragraph(xml.run(head.place_and_date), "Place and Date")
    return xml.layout((_LEFT, _RIGHT), ((agencies, nation), (number, place)))


def _block(document: OfficialDocument, block: Written, caption: str, *, is_landscape: bool) -> str:
    if isinstance(block, Table):
        return _table(document, block, caption, is_landscape=is_landscape)
    if isinstance(block, Heading):
        return xml.paragraph(xml.run(block.text), f"Heading {block.level - 1}")
    if isinstance(block, Item):
        return xml.paragraph(xml.run(f"- {block.text}"), "Body Text")
    return xml.paragraph(xml.run(block.text), _LOOKS[block.look])


def _table(document: OfficialDocument, block: Table, caption: str, *, is_landscape: bool) -> str:
    made = xml.table(
        block.columns,
        document.rows_of(block),
        _LANDSCAPE_WIDTH if is_landscape else WIDTH,
        caption=block.caption,
        is_wide=is_landscape,
    )
    return xml.paragraph(xml.numbered(caption), "Caption") + made + xml.paragraph("", "Normal")


def _picture(made: Document, block: Picture, caption: str) -> str:
    """Return a chart as a picture of the width of the page, with its caption below."""
    drawn = to_png(block.chart, _SCALE)
    width, height = (int.from_bytes(drawn[start : start + 4], "big") for start in (16, 20))
    inline = made.part.new_pic_inline(io.BytesIO(drawn), width=Mm(picture_width(width, height)))
    inline.docPr.set("descr", xml.visible(block.chart.sentence))
    shape = f"<w:r><w:drawing>{inline.xml}</w:drawing></w:r>"
    return xml.paragraph(shape, "Picture") + xml.paragraph(xml.numbered(caption), "Caption")


def _signature(head: Head, width: float) -> str:
    left = xml.paragraph(xml.run(head.recipients_title), "Recipients Heading") + "".join(
        xml.paragraph(xml.run(f"- {each}"), "Recipients") for each in head.recipients
    )
    space = '<w:spacing w:before="1360"/>'
    right = "".join(xml.paragraph(xml.run(each), "Signature") for each in head.signature)
    right += xml.paragraph(xml.run(head.signer), "Signature", space)
    return xml.layout((width / 2, width / 2), [(left, right)]) + xml.paragraph("", "Recipients")


def _steady(made: Document) -> bytes:
    """Return the file with fixed dates inside, for python-docx stamps it with the time of saving."""
    stream, steady = io.BytesIO(), io.BytesIO()
    made.save(stream)
    with zipfile.ZipFile(stream) as source, zipfile.ZipFile(steady, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name, _ZIP_EPOCH), source.read(name), zipfile.ZIP_DEFLATED)
    return steady.getvalue()
