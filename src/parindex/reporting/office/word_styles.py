"""The styles of an official document in Word: Times New Roman, sizes and gaps of Decree 30/2020."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from parindex.language import Language

FACE = "Times New Roman"
LANGUAGES: dict[Language, str] = {"vi": "vi-VN", "en": "en-GB"}
LEFT, CENTRE, RIGHT, JUSTIFY = (
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.RIGHT,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)


@dataclass(frozen=True)
class Look:
    """How the paragraphs of a style look; sizes and gaps in points."""

    size: float
    alignment: WD_ALIGN_PARAGRAPH = LEFT
    is_bold: bool = False
    is_italic: bool = False
    before: float = 0
    after: float = 0
    spacing: float = 1.0
    indent: Mm | None = None
    keeps_next: bool = False


LOOKS: dict[str, Look] = {
    "Normal": Look(14),
    "Body Text": Look(14, JUSTIFY, after=6, spacing=1.15, indent=Mm(12.7)),
    "List Bullet": Look(14, JUSTIFY, after=6, spacing=1.15, indent=Mm(12.7)),
    "Title": Look(14, CENTRE, is_bold=True, before=14, keeps_next=True),
    "Subtitle": Look(14, CENTRE, is_bold=True, keeps_next=True),
    "Heading 1": Look(14, is_bold=True, before=12, after=6, keeps_next=True),
    "Heading 2": Look(14, is_bold=True, before=9, after=6, keeps_next=True),
    "Caption": Look(13, CENTRE, is_bold=True, before=9, after=4, keeps_next=True),
    "Picture": Look(14, CENTRE, before=9, keeps_next=True),
    "Note": Look(12, is_italic=True, after=6),
    "Framed": Look(14, JUSTIFY, is_bold=True, before=6, after=9),
    "Addressed": Look(14),
    "Annex": Look(14, CENTRE, is_bold=True, keeps_next=True),
    "Annex Title": Look(14, CENTRE, is_bold=True, keeps_next=True),
    "Enclosed": Look(14, CENTRE, is_italic=True, before=3, after=9, keeps_next=True),
    "Superior Agency": Look(13, CENTRE),
    "Issuing Agency": Look(13, CENTRE, is_bold=True),
    "Document Number": Look(13, CENTRE, before=6),
    "Motto": Look(14, CENTRE, is_bold=True),
    "Place and Date": Look(14, CENTRE, is_italic=True, before=6),
    "Table Text": Look(12),
    "Table Number": Look(12, RIGHT),
    "Table Code": Look(12, CENTRE),
    "Table Heading": Look(12, CENTRE, is_bold=True),
    "Wide Table Text": Look(10.5),
    "Wide Table Number": Look(10.5, RIGHT),
    "Wide Table Code": Look(10.5, CENTRE),
    "Wide Table Heading": Look(10.5, CENTRE, is_bold=True),
    "Recipients Heading": Look(12, is_bold=True, is_italic=True),
    "Recipients": Look(11),
    "Signature": Look(14, CENTRE, is_bold=True),
    "Page Number": Look(13, CENTRE),
    "Label": Look(10, CENTRE, is_bold=True),
}
"""By the name of the style; headings and body have the names that Word knows, so that a contents list can be made."""


def set_styles(document: Document, language: Language) -> None:
    """Give a document these styles, and say in which language it is written."""
    for name, look in LOOKS.items():
        known = name in document.styles
        style = document.styles[name] if known else document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        _set_face(style, look, language)
        form = style.paragraph_format
        form.alignment, form.line_spacing = look.alignment, look.spacing
        form.space_before, form.space_after = Pt(look.before), Pt(look.after)
        form.first_line_indent, form.left_indent = look.indent, None
        form.keep_with_next = look.keeps_next
    _list_with_dashes(document)
    _frame(document.styles["Framed"])
    _clear_border(document.styles["Title"])


def _set_face(style: Any, look: Look, language: Language) -> None:
    font = style.font
    font.name, font.size = FACE, Pt(look.size)
    font.bold, font.italic, font.color.rgb = look.is_bold, look.is_italic, RGBColor(0, 0, 0)
    fonts = style.element.rPr.rFonts
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), FACE)
    for unwanted in ("w:spacing", "w:kern"):
        for element in style.element.rPr.findall(qn(unwanted)):
            style.element.rPr.remove(element)
    said = OxmlElement("w:lang")
    said.set(qn("w:val"), LANGUAGES[language])
    style.element.rPr.append(said)


def _list_with_dashes(document: Document) -> None:
    """Let the items of a list begin with a dash where paragraphs begin, and go on at the margin, as offices write them."""
    style = document.styles["List Bullet"].element
    [number] = style.iter(qn("w:numId"))
    for spacing in style.pPr.findall(qn("w:contextualSpacing")):
        style.pPr.remove(spacing)
    numbering = document.part.numbering_part.element
    [instance] = [each for each in numbering.num_lst if each.numId == int(number.get(qn("w:val")))]
    [level] = numbering.xpath(
        f'w:abstractNum[@w:abstractNumId="{instance.abstractNumId.val}"]/w:lvl[@w:ilvl="0"]'
    )
    for name in ("suff", "lvlText", "pPr", "rPr"):
        for element in level.findall(qn(f"w:{name}")):
            level.remove(element)
    follows, dash = OxmlElement("w:suff"), OxmlElement("w:lvlText")
    follows.set(qn("w:val"), "space")
    dash.set(qn("w:val"), "-")
    side = level.find(qn("w:lvlJc"))
    side.addprevious(follows)
    side.addprevious(dash)


def _frame(style: Any) -> None:
    """Draw a line around the paragraphs of a style."""
    borders = OxmlElement("w:pBdr")
    for side in ("top", "left", "bottom", "right"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "4"), ("color", "auto")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    style.element.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:spacing", "w:ind", "w:jc", "w:outlineLvl"
    )


def _clear_border(style: Any) -> None:
    """Take away the line that the template of python-docx draws below a title."""
    for border in style.element.pPr.findall(qn("w:pBdr")):
        style.element.pPr.remove(border)
