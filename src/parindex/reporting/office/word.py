"""An official document as .docx, in styles that an officer edits; the same bytes for the same document."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from parindex.reporting.charts.render import to_png
from parindex.reporting.office import word_xml as xml
from parindex.reporting.office.blocks import WIDTH, Heading, Item, Paragraph, Picture, Table, picture_width
from parindex.reporting.office.document import OfficialDocument
from parindex.reporting.office.letterhead import Head
from parindex.reporting.office.word_package import Surroundings, packed, references

_LEFT, _RIGHT = 66.0, 99.0
"""Widths of the two halves of the head, in millimetres; the name of the nation needs 96 of them on one line."""
_LANDSCAPE_WIDTH = 252.0
_LETTER = 2.9
"""Width of a bold capital of 13 points on average, in millimetres: for lines that are a share of a text."""
_SMALL_LETTER = 2.33
"""That of a bold letter of 14 points."""
_SCALE = 1.5
"""Pixels of a chart to one of the screen: about 160 to an inch of the page."""
Written = Heading | Item | Table
_LOOKS = {"plain": "Body Text", "quiet": "Note", "framed": "Framed"}


def to_docx(document: OfficialDocument) -> bytes:
    """Return a document as .docx."""
    pictures = {
        f"picture{number}": to_png(block.chart, _SCALE)
        for number, block in enumerate(_pictures(document), start=1)
    }
    body = "".join(_content(document, iter(pictures.items())))
    around = Surroundings(document.title, document.head.agency, document.label, document.watermark)
    return packed(document.language, body, around, pictures)


def _pictures(document: OfficialDocument) -> Iterator[Picture]:
    return (block for block in document.blocks if isinstance(block, Picture))


def _content(document: OfficialDocument, pictures: Iterator[tuple[str, bytes]]) -> Iterator[str]:
    yield _head(document.head)
    yield xml.paragraph(xml.run(document.kind), "Title")
    yield xml.paragraph(xml.run(document.summary), "Subtitle")
    yield xml.line(0.4 * min(len(document.summary) * _SMALL_LETTER, 120.0), "Line below the summary")
    captioned = document.captioned()
    for position, section in enumerate(document.sections):
        is_last = position == len(document.sections) - 1
        for place, (caption, block) in enumerate(islice(captioned, len(section.blocks)), start=1):
            if isinstance(block, Picture):
                yield _picture(block, caption, *next(pictures))
            elif isinstance(block, Paragraph):
                yield _paragraph(block, is_signed=is_last and place == len(section.blocks))
            else:
                yield _block(document, block, caption, is_landscape=section.is_landscape)
        if is_last:
            yield _signature(document.head, _LANDSCAPE_WIDTH if section.is_landscape else WIDTH)
        properties = xml.section(
            is_landscape=section.is_landscape,
            has_bare_first_page=position == 0,
            references=references(document.language),
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
    return xml.paragraph(xml.run(f"- {block.text}"), "Body Text")


def _paragraph(block: Paragraph, *, is_signed: bool) -> str:
    """Return a paragraph; the last one goes with the signature, which never stands alone on a page."""
    return xml.paragraph(xml.run(block.text), _LOOKS[block.look], "<w:keepNext/>" if is_signed else "")


def _table(document: OfficialDocument, block: Table, caption: str, *, is_landscape: bool) -> str:
    made = xml.table(
        block.columns,
        document.rows_of(block),
        _LANDSCAPE_WIDTH if is_landscape else WIDTH,
        caption=block.caption,
        is_wide=is_landscape,
    )
    return xml.paragraph(xml.numbered(caption), "Caption") + made + xml.paragraph("", "Normal")


def _picture(block: Picture, caption: str, key: str, drawn: bytes) -> str:
    """Return a chart as a picture of the width of the page, with its caption below."""
    width, height = (int.from_bytes(drawn[start : start + 4], "big") for start in (16, 20))
    shown = picture_width(width, height)
    shape = xml.picture(key, block.chart.sentence, shown, shown * height / width)
    return xml.paragraph(shape, "Picture") + xml.paragraph(xml.numbered(caption), "Caption")


def _signature(head: Head, width: float) -> str:
    left = xml.paragraph(xml.run(head.recipients_title), "Recipients Heading") + "".join(
        xml.paragraph(xml.run(f"- {each}"), "Recipients") for each in head.recipients
    )
    space = '<w:spacing w:before="1360"/>'
    right = "".join(xml.paragraph(xml.run(each), "Signature") for each in head.signature)
    right += xml.paragraph(xml.run(head.signer), "Signature", space)
    return xml.layout((width / 2, width / 2), [(left, right)]) + xml.paragraph("", "Recipients")
