"""Pages: tagged, labelled, the same each time, and no text of theirs is read as markup."""

import io
import unicodedata

import pytest
from pypdf import PdfReader

from parindex.reporting.document.blocks import (
    Block,
    Chart,
    Commands,
    Document,
    Heading,
    Mark,
    Panel,
    Paragraph,
    Row,
    Table,
)
from parindex.reporting.document.pdf import to_pdf

HOSTILE = '#image("/etc/passwd") *bold* $x$ <script> \\ `raw`'
PANEL = Panel("Estimate", "A chart of nothing.", 0, 100, ((0, "0"), (100, "100")), 50)
BLOCKS: tuple[Block, ...] = (
    Heading(HOSTILE),
    Paragraph(HOSTILE),
    Paragraph(HOSTILE, look="quiet"),
    Paragraph(HOSTILE, look="framed"),
    Commands((HOSTILE, "parindex --help")),
    Chart(
        HOSTILE, HOSTILE, (PANEL,),
        (Row(HOSTILE, (Mark(HOSTILE, 50, 40, 60, is_marked=True),), is_strong=True), Row("Hà Nội", (Mark("–"),))),
    ),
    Chart("Chart without rows", "Name", (PANEL,), ()),
    Table((HOSTILE, "b"), ((HOSTILE, "2"),)),
    Table(("a", "b"), (("1", HOSTILE),), "text"),
    Table(("a", "b"), (("1", HOSTILE),), "codes"),
)  # fmt: skip


def made(*blocks: Block, warning: str = "") -> Document:
    return Document("vi", "Báo cáo thử", "phụ đề", warning, "Trang", blocks)


def words(content: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]


def test_no_text_is_read_as_markup() -> None:
    whole = "".join("".join(words(to_pdf(made(*BLOCKS)))).split())
    assert whole.count("".join(HOSTILE.split())) == 13


def test_pages_are_tagged_and_say_their_title_and_language() -> None:
    root = PdfReader(io.BytesIO(to_pdf(made(*BLOCKS)))).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value is True  # type: ignore[index]
    assert root["/Lang"] == "vi"  # type: ignore[index]
    about = root["/Metadata"].get_data().decode("utf-8")  # type: ignore[index]
    assert "<pdfuaid:part>1<" in about
    assert "Báo cáo thử" in about


def test_the_same_document_is_the_same_file() -> None:
    assert to_pdf(made(*BLOCKS)) == to_pdf(made(*BLOCKS))


def test_made_up_data_are_labelled_on_every_page_and_the_first_has_no_number() -> None:
    texts = words(to_pdf(made(*[Paragraph("Một đoạn văn. " * 60)] * 12, warning="SỐ LIỆU TẬP HUẤN")))
    assert len(texts) >= 2
    assert all("SỐ LIỆU TẬP HUẤN" in text for text in texts)
    assert ["Trang" in text for text in texts] == [False] + [True] * (len(texts) - 1)


@pytest.mark.parametrize("look", ["plain", "quiet", "framed"])
def test_every_vietnamese_letter_is_drawn_from_an_embedded_font(look: str) -> None:
    marks = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
    letters = "".join(
        unicodedata.normalize("NFC", base + mark) for base in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY" for mark in marks
    )
    content = to_pdf(made(Paragraph(letters + "đĐ", look=look)))  # type: ignore[arg-type]
    [page] = PdfReader(io.BytesIO(content)).pages
    assert letters + "đĐ" in "".join(page.extract_text().split())
    for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
        [descendant] = font.get_object()["/DescendantFonts"]
        descriptor = descendant.get_object()["/FontDescriptor"]
        assert "/FontFile2" in descriptor or "/FontFile3" in descriptor


def test_a_letter_that_no_font_has_is_named() -> None:
    assert "[U+4E2D]" in words(to_pdf(made(Paragraph("中"))))[0]
