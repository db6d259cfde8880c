"""The .docx, opened again: page, styles, head, fields, tables; what LibreOffice makes of it."""

import io
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph
from pypdf import PdfReader

from parindex.reporting.office.blocks import Column, Paragraph, Section, Table
from parindex.reporting.office.document import OfficialDocument
from parindex.reporting.office.word import to_docx
from tests.reporting.office.sample import HOSTILE, NARROW, TURNED, VIETNAMESE, WIDE, chart, document, squeezed


def opened(made: OfficialDocument) -> Document:
    return docx.Document(io.BytesIO(to_docx(made)))


def texts(word: Document) -> list[str]:
    """Every paragraph and cell with text, in the order of the file; list items without their dash."""
    found: list[str] = []
    for element in word.element.body.iterchildren():
        if element.tag == qn("w:p"):
            found.append(WordParagraph(element, word).text)
        elif element.tag == qn("w:tbl"):
            rows = WordTable(element, word).rows
            found.extend(p.text for row in rows for cell in row.cells for p in cell.paragraphs)
    return [text.removeprefix("- ") for text in found if text]


@pytest.mark.parametrize(
    "made", [document(), document("en"), document("vi", *HOSTILE)], ids=["vi", "en", "hostile"]
)
def test_it_says_what_the_pdf_says_in_the_same_order(made: OfficialDocument) -> None:
    assert texts(opened(made)) == [text.removeprefix("- ") for text in made.texts()]


def test_pages_have_the_size_and_margins_of_the_decree() -> None:
    upright, landscape = opened(document()).sections
    for section, size in ((upright, (210, 297)), (landscape, (297, 210))):
        assert (section.page_width.mm, section.page_height.mm) == pytest.approx(size, abs=0.1)  # type: ignore[union-attr]
        margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
        assert [margin.mm for margin in margins if margin] == pytest.approx([20, 20, 30, 15], abs=0.1)


def test_styles_are_real_and_in_times_new_roman() -> None:
    word = opened(document())
    used = {paragraph.style.name for paragraph in word.paragraphs if paragraph.style}
    assert {"Title", "Subtitle", "Heading 1", "Heading 2", "Body Text", "Caption", "Note", "Framed"} <= used
    body = word.styles["Body Text"]
    assert (body.font.name, body.font.size) == ("Times New Roman", Pt(14))
    assert body.paragraph_format.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY
    assert body.paragraph_format.first_line_indent is not None
    assert abs(body.paragraph_format.first_line_indent - Mm(12.7)) < 500
    assert body.paragraph_format.space_after == Pt(6)
    for name in used:
        assert name is not None
        fonts = word.styles[name].element.rPr.rFonts
        assert {fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "eastAsia", "cs")} == {
            "Times New Roman"
        }
        assert fonts.get(qn("w:asciiTheme")) is None


def test_the_language_is_said() -> None:
    for language, said in (("vi", "vi-VN"), ("en", "en-GB")):
        word = opened(document(language))  # type: ignore[arg-type]
        assert word.core_properties.language == said
        assert word.styles["Normal"].element.rPr.find(qn("w:lang")).get(qn("w:val")) == said


def test_properties_name_title_and_agency_and_no_time_of_writing() -> None:
    properties = opened(document()).core_properties
    assert properties.title == "Báo cáo: Kết quả Chỉ số cải cách hành chính năm 2025"
    assert properties.author == "SỞ NỘI VỤ"
    assert properties.created is not None
    assert properties.created.year == 1980


def test_page_numbers_are_fields_at_the_top_and_not_on_the_first_page() -> None:
    word = opened(document(label="SỐ LIỆU TẬP HUẤN", watermark="BẢN XEM TRƯỚC"))
    first, second = word.sections
    assert first.different_first_page_header_footer
    assert not second.different_first_page_header_footer
    for section in word.sections:
        [paragraph] = section.header.paragraphs
        assert " PAGE " in [field.text for field in paragraph._p.iter(qn("w:instrText"))]
        assert paragraph.style is not None
        assert (paragraph.style.font.size, paragraph.style.paragraph_format.alignment) == (
            Pt(13), WD_ALIGN_PARAGRAPH.CENTER,
        )  # fmt: skip
        assert section.footer.paragraphs[0].text == "SỐ LIỆU TẬP HUẤN"
        assert "BẢN XEM TRƯỚC" in section.header._element.xml
    assert "PAGE" not in first.first_page_header._element.xml
    assert "BẢN XEM TRƯỚC" in first.first_page_header._element.xml
    assert first.first_page_footer.paragraphs[0].text == "SỐ LIỆU TẬP HUẤN"


def test_without_label_and_watermark_there_is_none() -> None:
    word = opened(document())
    assert "textpath" not in word.sections[0].header._element.xml
    assert word.sections[0].footer.paragraphs[0].text == ""


def test_tables_repeat_their_headings_and_keep_rows_whole() -> None:
    _, narrow, wide, _ = opened(document()).tables
    for table, block in ((narrow, NARROW), (wide, WIDE)):
        first, *others = table.rows
        assert first._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:tblHeader")) is None for row in others)
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
        assert [cell.text for cell in first.cells] == [column.title for column in block.columns]
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == block.caption
        assert len(others) == len(block.rows)
    assert [cell.paragraphs[0].style.name for cell in narrow.rows[1].cells if cell.paragraphs[0].style] == [
        "Table Code", "Table Text", "Table Number",
    ]  # fmt: skip


def test_a_row_that_may_be_higher_than_a_page_goes_on_over_its_end() -> None:
    """A row kept whole that has no room on any page loses its end in Word and in LibreOffice."""
    long = "Giao thời hạn cho từng bước soạn thảo. " * 60
    rows = (("a", "một hai ba " * 30), ("b", long), ("c", long[:200]))
    table = Table("plan", "Giải pháp", (Column("Mã", 20), Column("Giải pháp", 145)), rows)
    made = replace(document(), sections=(Section((table,)),))
    [_, found, _] = opened(made).tables
    kept = [
        row._tr.trPr is not None and row._tr.trPr.find(qn("w:cantSplit")) is not None for row in found.rows
    ]
    assert kept == [True, True, False, True]


def test_tables_are_numbered_by_fields() -> None:
    captions = [p for p in opened(document()).paragraphs if p.style and p.style.name == "Caption"]
    assert [caption.text for caption in captions] == [
        "Bảng 1. Chỉ số thành phần",
        "Bảng 2. Nguyên nhân và giải pháp",
    ]
    assert all("SEQ" in caption._p.xml for caption in captions)


def test_a_chart_is_a_picture_with_its_sentence_for_those_who_do_not_see_it() -> None:
    made = document(charts=(chart(),))
    word = opened(made)
    [picture] = word.inline_shapes
    assert picture.width.mm == pytest.approx(165, abs=0.1)
    assert picture._inline.docPr.get("descr") == chart().sentence
    [image] = [part for part in word.part.package.iter_parts() if part.content_type == "image/png"]
    assert image.blob.startswith(b"\x89PNG")
    assert texts(word) == [text.removeprefix("- ") for text in made.texts()]
    assert f"Hình 1. {chart().title}" in texts(word)


def test_the_file_holds_what_it_needs_and_no_more() -> None:
    """No picture of another document's first page; of the tables' styles only those that stand here."""
    word = opened(document(charts=(chart(), chart())))
    names = {str(part.partname) for part in word.part.package.iter_parts()}
    assert not any("thumbnail" in name or "WithEffects" in name for name in names)
    assert {style.name for style in word.styles if style.type == WD_STYLE_TYPE.TABLE} == {
        "Normal Table", "Table Grid",
    }  # fmt: skip
    assert len(word.inline_shapes) == 2
    assert len({shape._inline.docPr.get("id") for shape in word.inline_shapes}) == 2


def test_lines_below_the_head_are_drawn_and_not_underlined() -> None:
    xml = opened(document()).element.xml
    assert xml.count("<v:line ") == 3
    assert "<w:u " not in xml


def test_a_name_with_signs_that_turn_the_writing_is_harmless() -> None:
    said = " ".join(texts(opened(document("vi", TURNED, unit=TURNED))))
    assert "Lạng Sơn AB" in said
    assert not set(said) & {"\u202e", "\u200f", "\u2066", "\x07"}


def test_the_last_words_go_with_the_signature_and_sources_are_not_spread_over_the_line() -> None:
    blocks = (Paragraph("Kết quả."), Paragraph("Nguồn: https://example.org/bao-cao", "quiet"))
    word = opened(replace(document(), sections=(Section(blocks),)))
    kept = {
        each.text: each.paragraph_format.keep_with_next
        for each in word.paragraphs
        if each.text in {b.text for b in blocks}
    }
    assert kept == {"Kết quả.": None, "Nguồn: https://example.org/bao-cao": True}
    assert word.styles["Note"].paragraph_format.alignment is WD_ALIGN_PARAGRAPH.LEFT


def test_the_same_document_gives_the_same_bytes() -> None:
    assert to_docx(document()) == to_docx(document())


@pytest.mark.slow
def test_libreoffice_opens_it_without_losing_a_sentence_or_a_cell(tmp_path: Path) -> None:
    made = document("vi", *HOSTILE, " ".join(VIETNAMESE), label="SỐ LIỆU TẬP HUẤN", watermark="BẢN XEM TRƯỚC")
    (tmp_path / "report.docx").write_bytes(to_docx(made))
    program = shutil.which("soffice")
    assert program is not None
    subprocess.run(
        [program, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", "pdf",
         "--outdir", str(tmp_path), str(tmp_path / "report.docx")],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    reader = PdfReader(tmp_path / "report.pdf")
    text = squeezed("\n".join(page.extract_text() for page in reader.pages))
    assert [each for each in made.texts() if squeezed(each) not in text] == []
    assert all("SỐLIỆUTẬPHUẤN" in squeezed(page.extract_text()) for page in reader.pages)
