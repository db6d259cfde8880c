"""Pieces of WordprocessingML as text: a report has thousands of cells, and text is written fastest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape, quoteattr

from parindex.reporting.office.blocks import SHORT_TABLE, Column, stays_whole

RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    f'xmlns:r="{RELATIONSHIPS}" xmlns:wp="{_DRAWING}/wordprocessingDrawing" xmlns:a="{_DRAWING}/main" '
    f'xmlns:pic="{_DRAWING}/picture"'
)
_EMU_IN_MM = 36_000
_TWIPS_IN_MM = 1440 / 25.4
_STYLES = {"text": "Table Text", "number": "Table Number", "span": "Table Number", "code": "Table Code"}


def twips(millimetres: float) -> int:
    """Return a length in twentieths of a point."""
    return round(millimetres * _TWIPS_IN_MM)


def visible(text: str) -> str:
    """Return a text without control signs, which XML refuses, and without those that turn the direction of writing."""
    if text.isprintable():
        return text
    spaced = " ".join(text.split())
    return "".join(letter for letter in spaced if letter.isprintable())


def run(text: str) -> str:
    """Return a run with a text."""
    return f'<w:r><w:t xml:space="preserve">{escape(visible(text))}</w:t></w:r>'


def paragraph(content: str, style: str, more: str = "") -> str:
    """Return a paragraph of a style, by the style's name, with runs inside."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style_id(style)}"/>{more}</w:pPr>{content}</w:p>'


def style_id(name: str) -> str:
    """Return the id that python-docx gives a style."""
    return name.replace(" ", "")


def field(instruction: str, shown: str) -> str:
    """Return a field that Word works out, with what it shows until then."""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(shown)}'
        f'<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def numbered(caption: str) -> str:
    """Return the runs of a caption such as "Bảng 1. Kết quả", whose number Word works out."""
    word, number, text = caption.split(" ", 2)
    return run(f"{word} ") + field(f"SEQ {word} \\* ARABIC", number.rstrip(".")) + run(f". {text}")


def line(millimetres: float, name: str) -> str:
    """Return a paragraph with a drawn line of some length in its middle: a line, not an underline."""
    width = f"{millimetres / 25.4 * 72:.1f}pt"
    shape = (
        f'<w:r><w:pict><v:line id={quoteattr(name)} alt="" from="0,0" to="{width},0" '
        f'style="width:{width};height:1pt" strokeweight=".75pt"/></w:pict></w:r>'
    )
    exact = '<w:spacing w:before="20" w:after="0" w:line="80" w:lineRule="exact"/>'
    return paragraph(shape, "Superior Agency", exact)


def layout(widths: Sequence[float], rows: Iterable[Sequence[str]]) -> str:
    """Return blocks side by side without lines: widths in millimetres, and rows of paragraphs."""
    grid = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths)
    made = "".join(_layout_row(widths, row) for row in rows)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{twips(sum(widths))}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{made}</w:tbl>"
    )


def _layout_row(widths: Sequence[float], cells: Sequence[str]) -> str:
    made = (
        f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/></w:tcPr>{content}</w:tc>'
        for width, content in zip(widths, cells, strict=True)
    )
    return f"<w:tr>{_WHOLE}{''.join(made)}</w:tr>"


def gap(points: float, kept: str = "", section: str = "") -> str:
    """Return an empty paragraph of a height, between two tables or with the properties of the section that it ends."""
    exact = f'<w:spacing w:before="0" w:after="0" w:line="{round(20 * points)}" w:lineRule="exact"/>'
    return f"<w:p><w:pPr>{kept}{exact}{section}</w:pPr></w:p>"


KEPT = "<w:keepNext/>"
"""Stands on the page of what follows."""


def table(
    columns: Sequence[Column],
    rows: Sequence[Sequence[str]],
    width: float,
    *,
    caption: str,
    is_wide: bool,
    is_signed: bool = False,
) -> str:
    """Return a table with a row of headings that Word repeats on every page.

    Parameters
    ----------
    width : float
        Of the whole table, in millimetres.
    caption : str
        Said to those who cannot see it.
    is_wide : bool
        On a landscape page, in smaller letters.
    is_signed : bool
        Whether its last rows stand on the page of what follows.
    """
    total = sum(column.width for column in columns)
    widths = [twips(width * column.width / total) for column in columns]
    prefix = "Wide " if is_wide else ""
    styles = [prefix + _STYLES[column.kind] for column in columns]
    headings = _row(
        [column.title for column in columns],
        widths,
        [f"{prefix}Table Heading"] * len(columns),
        _HEADING,
        KEPT,
        _MIDDLE,
    )
    body = "".join(
        _row(
            cells,
            widths,
            styles,
            _WHOLE if stays_whole(columns, cells, width) else "",
            KEPT if _is_kept(place, len(rows), is_signed) else "",
        )
        for place, cells in enumerate(rows)
    )
    grid = "".join(f'<w:gridCol w:w="{each}"/>' for each in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblInd w:w="{_CELL_MARGIN}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/>{_CELL_MARGINS}<w:tblLook w:val="0420" w:firstRow="1" w:noVBand="1"/>'
        f"<w:tblCaption w:val={quoteattr(visible(caption))}/></w:tblPr>"
        f"<w:tblGrid>{grid}</w:tblGrid>{headings}{body}</w:tbl>"
    )


_CELL_MARGIN = 62
"""Left and right in a cell; Word puts a table so far to the left of where the text begins."""
_CELL_MARGINS = (
    f'<w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="{_CELL_MARGIN}" w:type="dxa"/>'
    f'<w:bottom w:w="40" w:type="dxa"/><w:right w:w="{_CELL_MARGIN}" w:type="dxa"/></w:tblCellMar>'
)
_MIDDLE = '<w:vAlign w:val="center"/>'
_TOGETHER = 3
"""So many rows of a long table stand together at its beginning and at its end."""
_HEADING = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
_WHOLE = "<w:trPr><w:cantSplit/></w:trPr>"


def _is_kept(place: int, rows: int, is_signed: bool) -> bool:
    """Tell whether a row stands on the page of the next one; short tables stand on one page as a whole."""
    if place == rows - 1:
        return is_signed
    return rows <= SHORT_TABLE or place < _TOGETHER - 1 or place >= rows - _TOGETHER


def _row(
    cells: Sequence[str],
    widths: Sequence[int],
    styles: Sequence[str],
    properties: str,
    kept: str,
    placed: str = "",
) -> str:
    # In its first cell LibreOffice would take it for a wish of the whole table, and leave the caption behind.
    kept_cells = ("", *(kept,) * (len(cells) - 1))
    made = (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{placed}</w:tcPr>{paragraph(run(text), style, more)}</w:tc>'
        for text, width, style, more in zip(cells, widths, styles, kept_cells, strict=True)
    )
    return f"<w:tr>{properties}{''.join(made)}</w:tr>"


def picture(key: str, alternative: str, width: float, height: float) -> str:
    """Return a run with a picture in the line.

    Parameters
    ----------
    key : str
        Of its relationship; ends with its number in the document.
    alternative : str
        Said to those who do not see it.
    width, height : float
        In millimetres.
    """
    size = f'cx="{round(width * _EMU_IN_MM)}" cy="{round(height * _EMU_IN_MM)}"'
    number = "".join(filter(str.isdigit, key))
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
        f'<wp:docPr id="{number}" name={quoteattr(key)} descr={quoteattr(visible(alternative))}/>'
        f'<a:graphic><a:graphicData uri="{_DRAWING}/picture"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr id="{number}" name={quoteattr(key)}/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{key}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def section(*, is_landscape: bool, has_bare_first_page: bool, starts_anew: bool, references: str) -> str:
    """Return the properties of a section: A4, margins of the decree, its headers and footers.

    Parameters
    ----------
    is_landscape : bool
    has_bare_first_page : bool
        Whether its first page has no number.
    starts_anew : bool
        Whether its pages are counted from one.
    references : str
    """
    long, short = twips(297), twips(210)
    size = (
        f'<w:pgSz w:w="{long}" w:h="{short}" w:orient="landscape"/>'
        if is_landscape
        else f'<w:pgSz w:w="{short}" w:h="{long}"/>'
    )
    margins = (
        f'<w:pgMar w:top="{twips(20)}" w:bottom="{twips(20)}" w:left="{twips(30)}" w:right="{twips(15)}" '
        f'w:header="{twips(10)}" w:footer="{twips(10)}" w:gutter="0"/>'
    )
    first = "<w:titlePg/>" if has_bare_first_page else ""
    counted = '<w:pgNumType w:start="1"/>' if starts_anew else ""
    return f'<w:sectPr>{references}<w:type w:val="nextPage"/>{size}{margins}{counted}{first}</w:sectPr>'


def watermark(text: str) -> str:
    """Return a run with a grey text across the page, behind what is written on it."""
    style = (
        "position:absolute;margin-left:0;margin-top:0;width:440pt;height:66pt;rotation:315;z-index:-251658752;"
        "mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
        "mso-position-vertical:center;mso-position-vertical-relative:margin"
    )
    return (
        '<w:r><w:pict><v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" '
        'path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/>'
        '<v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/>'
        '<v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/></v:formulas>'
        '<v:path textpathok="t" o:connecttype="rect"/><v:textpath on="t" fitshape="t"/></v:shapetype>'
        f'<v:shape id="Watermark" type="#_x0000_t136" alt={quoteattr(text)} style="{style}" fillcolor="silver" '
        'stroked="f"><v:fill opacity=".5"/>'
        f"<v:textpath style=\"font-family:'Times New Roman'\" string={quoteattr(text)}/></v:shape></w:pict></w:r>"
    )
