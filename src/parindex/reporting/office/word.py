"""An official document as .docx, in styles that an officer edits; the same bytes for the same document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from parindex.reporting.charts.render import to_png
from parindex.reporting.office import word_xml as xml
from parindex.reporting.office.blocks import (
    LANDSCAPE_WIDTH,
    WIDTH,
    Block,
    Heading,
    Item,
    Picture,
    Section,
    Table,
    picture_width,
)
from parindex.reporting.office.document import AnnexHead, OfficialDocument, signed_with
from parindex.reporting.office.letterhead import Head
from parindex.reporting.office.word_package import Surroundings, packed, references

_LEFT, _RIGHT = 66.0, 99.0
"""Widths of the two halves of the head, in millimetres; the name of the nation needs 96 of them on one line."""
_LETTER = 2.9
"""Width of a bold capital of 13 points on average, in millimetres: for lines that are a share of a text."""
_SMALL_LETTER = 2.33
"""That of a bold letter of 14 points."""
_SCALE = 1.9
"""Pixels of a chart to one of the screen: about 165 to an inch of the page."""
_ADDRESSED_FROM = 55.0
"""Where the names after "Kính gửi:" begin, from the left margin, in millimetres."""
_LOOKS = {"plain": "Body Text", "quiet": "Note", "framed": "Framed"}


def to_docx(document: OfficialDocument) -> bytes:
    """Return a document as .docx."""
    pictures = {
        f"picture{number}": to_png(block.chart, _SCALE, alone=False)
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
    yield xml.gap(14)
    yield from _addressed(document.head)
    captioned = document.captioned()
    for position, section in enumerate(document.sections):
        if annex := document.annex_head(position):
            yield from _annexed(annex)
        blocks = list(islice(captioned, len(section.blocks)))
        yield from _blocks(document, section, blocks, pictures, position == document.signed_section)
        if position == document.signed_section:
            yield _signature(document.head, LANDSCAPE_WIDTH if section.is_landscape else WIDTH)
        properties = xml.section(
            is_landscape=section.is_landscape,
            has_bare_first_page=position == 0 or bool(section.annex),
            starts_anew=bool(section.annex),
            references=references(document.language),
        )
        is_last = position == len(document.sections) - 1
        yield xml.gap(1) + properties if is_last else xml.gap(1, section=properties)


def _blocks(
    document: OfficialDocument,
    section: Section,
    captioned: Sequence[tuple[str, Block]],
    pictures: Iterator[tuple[str, bytes]],
    is_signed: bool,
) -> Iterator[str]:
    """Yield the blocks of a section; the last ones go with the signature, which never stands alone on a page."""
    signed_from = len(captioned) - (signed_with(section.blocks) if is_signed else 0)
    for place, (caption, block) in enumerate(captioned):
        kept = xml.KEPT if place >= signed_from else ""
        if isinstance(block, Picture):
            yield _picture(block, caption, *next(pictures))
        elif isinstance(block, Table):
            yield _table(document, block, caption, is_landscape=section.is_landscape, kept=kept)
            if place < len(captioned) - 1 or is_signed:
                yield xml.gap(8, kept)
        elif isinstance(block, Heading):
            yield xml.paragraph(xml.run(block.text), f"Heading {block.level - 1}")
        else:
            look = "List Bullet" if isinstance(block, Item) else _LOOKS[block.look]
            yield xml.paragraph(xml.run(block.text), look, kept)


def _head(head: Head) -> str:
    superior = xml.paragraph(xml.run(head.superior), "Superior Agency") if head.superior else ""
    agencies = (
        superior
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


def _addressed(head: Head) -> Iterator[str]:
    """Yield to whom the document is sent: one on the line of "Kính gửi:", several as a list beside it."""
    if not head.addressed:
        return
    title = xml.paragraph(
        xml.run(head.addressed_title), "Addressed", '<w:ind w:right="120"/><w:jc w:val="right"/>'
    )
    names = "".join(xml.paragraph(xml.run(f"- {name}"), "Addressed") for name in head.addressed)
    if len(head.addressed) == 1:
        names = xml.paragraph(xml.run(head.addressed[0]), "Addressed")
    yield xml.layout((_ADDRESSED_FROM, WIDTH - _ADDRESSED_FROM), [(title, names)]) + xml.gap(12)


def _annexed(annex: AnnexHead) -> Iterator[str]:
    yield xml.paragraph(xml.run(annex.name), "Annex")
    yield xml.paragraph(xml.run(annex.title), "Annex Title")
    yield xml.paragraph(xml.run(annex.reference), "Enclosed")


def _table(document: OfficialDocument, block: Table, caption: str, *, is_landscape: bool, kept: str) -> str:
    made = xml.table(
        block.columns,
        list(document.rows_of(block)),
        LANDSCAPE_WIDTH if is_landscape else WIDTH,
        caption=block.caption,
        is_wide=is_landscape,
        is_signed=bool(kept),
    )
    return xml.paragraph(xml.numbered(caption), "Caption") + made


def _picture(block: Picture, caption: str, key: str, drawn: bytes) -> str:
    """Return a chart as a picture of the width of the page, with its caption below."""
    width, height = (int.from_bytes(drawn[start : start + 4], "big") for start in (16, 20))
    shown = picture_width(width / _SCALE, height / _SCALE)
    shape = xml.picture(key, block.chart.alternative, shown, shown * height / width)
    return xml.paragraph(shape, "Picture") + xml.paragraph(xml.numbered(caption), "Caption")


def _signature(head: Head, width: float) -> str:
    left = xml.paragraph(xml.run(head.recipients_title), "Recipients Heading") + "".join(
        xml.paragraph(xml.run(f"- {each}"), "Recipients") for each in head.recipients
    )
    space = '<w:spacing w:before="1360"/>'
    right = "".join(xml.paragraph(xml.run(each), "Signature") for each in head.signature)
    right += xml.paragraph(xml.run(head.signer), "Signature", space)
    return xml.layout((width / 2, width / 2), [(left, right)])
