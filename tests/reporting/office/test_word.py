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
from docx.enum.table import WD_ALIGN_VERTICAL
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph
from pypdf import PdfReader

from parindex.language import both
from parindex.reporting.office.blocks import Column, Paragraph, Section, Table
from parindex.reporting.office.document import OfficialDocument
from parindex.reporting.office.word import to_docx
from tests.reporting.office.sample import (
    HOSTILE,
    LETTERHEAD,
    NARROW,
    TURNED,
    VIETNAMESE,
    WIDE,
    chart,
    document,
    squeezed,
)


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


def kept_rows(table: WordTable) -> str:
    """Which rows stand on the page of the next: one sign for each."""
    return "".join(
        "x" if all(cell.paragraphs[0].paragraph_format.keep_with_next for cell in row.cells[1:]) else "."
        for row in table.rows
    )


def test_short_tables_stand_on_one_page_and_of_long_ones_three_rows_at_each_end() -> None:
    short = replace(NARROW, rows=NARROW.rows[:5])
    upright = (short, NARROW, Paragraph("Nguồn.", "quiet"), short)
    word = opened(replace(document(), sections=(Section(upright),)))
    _, first, long, last, _ = word.tables
    assert kept_rows(first) == "xxxxx."
    assert kept_rows(long) == "xxx" + "." * 55 + "xx."
    assert kept_rows(last) == "xxxxxx", "it goes with the signature"


def test_tables_begin_where_the_text_does_and_their_titles_stand_in_the_middle() -> None:
    _, narrow, *_ = opened(document()).tables
    inset = narrow._tbl.tblPr.find(qn("w:tblCellMar")).find(qn("w:left")).get(qn("w:w"))
    assert narrow._tbl.tblPr.find(qn("w:tblInd")).get(qn("w:w")) == inset
    assert [cell.vertical_alignment for cell in narrow.rows[0].cells] == [WD_ALIGN_VERTICAL.CENTER] * 3


def test_no_empty_page_follows_a_table_that_fills_one() -> None:
    """What ends a section after a table is a point high: an empty line of text would go over to a page of its own."""
    body = opened(
        replace(document(), sections=(Section((NARROW,)), Section((WIDE,), True, "GIẢI PHÁP")))
    ).element.body
    ends = [p for p in body.iter(qn("w:p")) if p.pPr is not None and p.pPr.find(qn("w:sectPr")) is not None]
    ends.append(body.findall(qn("w:p"))[-1])
    heights = [end.pPr.find(qn("w:spacing")) for end in ends]
    assert [(each.get(qn("w:line")), each.get(qn("w:lineRule"))) for each in heights] == [("20", "exact")] * 2
    table, last, _ = body[-3:]
    assert (table.tag, last) == (qn("w:tbl"), ends[-1])


def test_an_annex_follows_the_signature_with_pages_of_its_own() -> None:
    made = replace(
        document(), sections=(Section((Paragraph("Kết quả."),)), Section((WIDE,), True, "GIẢI PHÁP"))
    )
    word = opened(made)
    said = texts(word)
    start = said.index("Phụ lục")
    assert said[start - 1] == "Nguyễn Văn A"
    assert said[start : start + 3] == [
        "Phụ lục", "GIẢI PHÁP", "(Kèm theo Báo cáo số 07/BC-SNV ngày 05 tháng 02 năm 2026 của Sở Nội vụ)",
    ]  # fmt: skip
    text, annex = word.sections
    assert text._sectPr.find(qn("w:pgNumType")) is None
    assert annex._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"
    assert annex.different_first_page_header_footer


def test_several_annexes_are_numbered() -> None:
    annexes = tuple(Section((WIDE,), True, title) for title in ("MỘT", "HAI"))
    said = texts(opened(replace(document(), sections=(Section((Paragraph("Kết quả."),)), *annexes))))
    assert [said[said.index(title) - 1] for title in ("MỘT", "HAI")] == ["Phụ lục I", "Phụ lục II"]


def test_items_are_a_list_with_dashes() -> None:
    word = opened(document())
    [item] = [each for each in word.paragraphs if each.text == "một việc"]
    assert item.style is not None
    assert item.style.name == "List Bullet"
    [number] = [int(each.get(qn("w:val"))) for each in item.style.element.iter(qn("w:numId"))]
    numbering = word.part.numbering_part.element
    [abstract] = [each.abstractNumId.val for each in numbering.num_lst if each.numId == number]
    [dash] = numbering.xpath(f'w:abstractNum[@w:abstractNumId="{abstract}"]/w:lvl/w:lvlText/@w:val')
    assert dash == "-"


@pytest.mark.parametrize("addressed", [("Bộ Nội vụ",), ("Bộ Nội vụ", "UBND tỉnh")])
def test_to_whom_it_is_sent_stands_below_the_title(addressed: tuple[str, ...]) -> None:
    made = document(
        letterhead=LETTERHEAD.model_copy(update={"superior": "", "addressed": tuple(map(both, addressed))})
    )
    said = texts(opened(made))
    assert said == [text.removeprefix("- ") for text in made.texts()]
    assert said[said.index(made.summary) + 1] == "Kính gửi:"
    assert said[0] == "SỞ NỘI VỤ"


def test_lines_below_the_head_are_drawn_and_not_underlined() -> None:
    xml = opened(document()).element.xml
    assert xml.count("<v:line ") == 3
    assert "<w:u " not in xml


def test_a_name_with_signs_that_turn_the_writing_is_harmless() -> None:
    said = " ".join(texts(opened(document("vi", TURNED, unit=TURNED))))
    assert "Lạng Sơn AB" in said
    assert not set(said) & {"\u202e", "\u200f", "\u2066", "\x07"}


def test_the_last_words_go_with_the_signature_and_sources_are_not_spread_over_the_line() -> None:
    blocks = (
        Paragraph("Trước."),
        Paragraph("Kết quả."),
        Paragraph("Nguồn: https://example.org/bao-cao", "quiet"),
    )
    word = opened(replace(document(), sections=(Section(blocks),)))
    kept = {
        each.text: each.paragraph_format.keep_with_next
        for each in word.paragraphs
        if each.text in {b.text for b in blocks}
    }
    assert kept == {"Trước.": None, "Kết quả.": True, "Nguồn: https://example.org/bao-cao": True}
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
