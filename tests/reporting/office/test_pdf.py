"""The PDF, read back: page, margins, faces, head, page numbers, tags, order; Decree 30/2020, Appendix I."""

import io
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pytest
from pypdf import PageObject, PdfReader

from parindex.language import both
from parindex.reporting.office.blocks import SHORT_TABLE, Item, Paragraph, Section
from parindex.reporting.office.document import OfficialDocument
from parindex.reporting.office.pdf import to_pdf, to_pictures
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

MM = 72 / 25.4
LONG, SHORT = 297 * MM, 210 * MM


@dataclass(frozen=True)
class Word:
    """A piece of text with its place in points from the lower left corner, face and size."""

    text: str
    x: float
    y: float
    face: str
    size: float


@cache
def read(label: str = "", watermark: str = "") -> PdfReader:
    return PdfReader(io.BytesIO(to_pdf(document(label=label, watermark=watermark))))


def words(page: PageObject) -> list[Word]:
    found: list[Word] = []

    def visit(
        text: str, matrix: list[float], of_text: list[float], font: dict[str, str] | None, size: float
    ) -> None:
        if text.strip() and font is not None:
            x = matrix[4] + matrix[0] * of_text[4]
            found.append(Word(text.strip(), x, matrix[5], font["/BaseFont"].partition("+")[2], size))

    page.extract_text(visitor_text=visit)
    return found


def whole_text(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def the_word(start: str, page: int = 0) -> Word:
    [word] = [word for word in words(read().pages[page]) if word.text.startswith(start)]
    return word


def test_the_paper_is_a4_upright_and_lies_for_the_wide_table() -> None:
    sizes = [(float(page.mediabox.width), float(page.mediabox.height)) for page in read().pages]
    assert len(sizes) > 2
    assert all(size == pytest.approx((SHORT, LONG), abs=0.5) for size in sizes[:-1])
    assert sizes[-1] == pytest.approx((LONG, SHORT), abs=0.5)


def test_text_stays_within_the_margins() -> None:
    """Left 30, top and bottom 20 mm; only page numbers stand in the top margin. Part I, 3."""
    for number, page in enumerate(read().pages, start=1):
        body = [word for word in words(page) if word.text != str(number) or word.size != 13]
        height = float(page.mediabox.height)
        assert min(word.x for word in body) >= 30 * MM - 0.1
        assert min(word.y for word in body) >= 20 * MM - 0.1
        assert max(word.y for word in body) <= height - 20 * MM


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs poppler")
def test_text_ends_before_the_right_margin(tmp_path: Path) -> None:
    """Right 15 mm, measured by another program. Part I, 3."""
    file = tmp_path / "report.pdf"
    file.write_bytes(to_pdf(document()))
    done = subprocess.run(["pdftotext", "-bbox", str(file), "-"], capture_output=True, text=True, check=True)
    for page in done.stdout.split("<page ")[1:]:
        width = float(re.search(r'width="([\d.]+)"', page)[1])  # type: ignore[index]
        ends = [float(end) for end in re.findall(r'xMax="([\d.]+)"', page)]
        assert width - 15 * MM - 6 * MM < max(ends) <= width - 15 * MM + 0.5


def test_the_head_has_the_sizes_of_the_decree() -> None:
    """Part II, 1–5: nation 12–13 bold, motto 13–14 bold, agency 12–13 bold, superior upright, date 13–14 italic."""
    nation, motto = the_word("CỘNG HÒA XÃ HỘI"), the_word("Độc lập - Tự do")
    assert (nation.face, nation.size, motto.face, motto.size) == ("Tinos-Bold", 13, "Tinos-Bold", 14)
    superior, agency = the_word("UBND TỈNH LẠNG SƠN"), the_word("SỞ NỘI VỤ")
    assert (superior.face, superior.size, agency.face, agency.size) == ("Tinos", 13, "Tinos-Bold", 13)
    number, place = the_word("Số: 07/BC-SNV"), the_word("Lạng Sơn, ngày 05")
    assert (number.face, number.size, place.face, place.size) == ("Tinos", 13, "Tinos-Italic", 14)
    kind, summary = the_word("BÁO CÁO"), the_word("Kết quả Chỉ số")
    assert {(word.face, word.size) for word in (kind, summary)} == {("Tinos-Bold", 14)}
    assert superior.x < SHORT / 2 < nation.x + 60
    assert nation.y > motto.y > place.y > kind.y > summary.y
    assert superior.y > agency.y > number.y > kind.y


def test_the_nation_stands_on_one_line_and_beside_the_agency() -> None:
    nation, superior = the_word("CỘNG HÒA XÃ HỘI"), the_word("UBND TỈNH LẠNG SƠN")
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in read().pages[0].extract_text()
    assert nation.y == pytest.approx(superior.y, abs=0.5)


def test_the_body_is_set_in_14_points_with_an_indent_of_a_centimetre_and_a_quarter() -> None:
    """Part II, 6e: 13–14 points, first line 1 or 1.27 cm."""
    first = the_word("Lạng Sơn đạt 80,33")
    assert (first.face, first.size) == ("Tinos", 14)
    assert first.x == pytest.approx((30 + 12.7) * MM, abs=0.1)


def test_pages_are_numbered_at_the_top_but_for_the_first() -> None:
    """Part I, 7: Arabic, 13–14, centred in the top margin, not on page 1."""
    first, *others = read().pages
    assert [word for word in words(first) if word.text == "1" and word.y > LONG - 20 * MM] == []
    for number, page in enumerate(others, start=2):
        width, height = float(page.mediabox.width), float(page.mediabox.height)
        [said] = [word for word in words(page) if word.y > height - 20 * MM]
        assert (said.text, said.face, said.size) == (str(number), "Tinos", 13)
        assert said.x == pytest.approx((width + (30 - 15) * MM) / 2, abs=8)


def test_the_signature_stands_on_the_right_and_the_recipients_on_the_left() -> None:
    """Part II, 7 and 9: name 13–14 bold; "Nơi nhận" 12 italic bold, the list 11."""
    last = len(read().pages) - 1
    signer, position = the_word("Nguyễn Văn A", last), the_word("PHÓ GIÁM ĐỐC", last)
    title, listed = the_word("Nơi nhận:", last), the_word("- Bộ Nội vụ;", last)
    assert (signer.face, signer.size, position.face, position.size) == ("Tinos-Bold", 14, "Tinos-Bold", 14)
    assert (title.face, title.size) == ("Tinos-BoldItalic", 12)
    assert (listed.face, listed.size) == ("Tinos", 11)
    assert signer.x > LONG / 2 > listed.x


def faces(reader: PdfReader) -> Iterator[tuple[str, bool]]:
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():
            inner = font["/DescendantFonts"][0]["/FontDescriptor"]
            yield font["/BaseFont"].partition("+")[2], bool({"/FontFile2", "/FontFile3"} & set(inner))


def test_every_face_is_embedded_and_is_tinos() -> None:
    found = set(faces(read()))
    assert found == {(name, True) for name in ("Tinos", "Tinos-Bold", "Tinos-Italic", "Tinos-BoldItalic")}


def test_every_vietnamese_letter_is_drawn_by_tinos() -> None:
    letters = " ".join(VIETNAMESE)
    pdf = to_pdf(document("vi", letters))
    assert VIETNAMESE in squeezed(whole_text(pdf))
    assert {name for name, _ in faces(PdfReader(io.BytesIO(pdf)))} <= {
        "Tinos", "Tinos-Bold", "Tinos-Italic", "Tinos-BoldItalic",
    }  # fmt: skip


def test_it_is_tagged_says_its_language_and_title_and_that_it_is_pdf_ua() -> None:
    reader = read()
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "vi"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert reader.metadata.title == "Báo cáo: Kết quả Chỉ số cải cách hành chính năm 2025"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()


def kinds(element: object) -> Iterator[str]:
    """The kinds of the elements of the structure tree, in the order of reading."""
    node = element.get_object() if hasattr(element, "get_object") else element
    if isinstance(node, list):
        for part in node:
            yield from kinds(part)
    elif isinstance(node, dict):
        if "/S" in node:
            yield str(node["/S"])[1:]
        yield from kinds(node.get("/K", []))


def test_headings_paragraphs_and_tables_are_tagged_as_such() -> None:
    found = list(kinds(read().trailer["/Root"]["/StructTreeRoot"]))
    assert [kind for kind in found if re.fullmatch(r"H\d", kind)] == ["H1", "H2", "H3", "H2"]
    assert found.count("Table") == 2
    assert found.count("TH") == 3 + 12
    assert found.count("TR") == 1 + 60 + 1 + 2
    assert found.count("Caption") == 2


def test_the_title_is_the_first_heading_and_the_head_paragraphs() -> None:
    tree = read().trailer["/Root"]["/StructTreeRoot"]
    order = [kind for kind in kinds(tree) if kind in ("P", "H1", "Span")]
    assert order[: order.index("H1")] == ["P"] * 6, "two agencies, nation, motto, number, place and date"
    assert "Span" not in order


def test_items_are_a_list() -> None:
    made = replace(document(), sections=(Section((Item("một"), Item("hai"), Paragraph("Hết."), Item("ba"))),))
    found = list(kinds(PdfReader(io.BytesIO(to_pdf(made))).trailer["/Root"]["/StructTreeRoot"]))
    assert [kind for kind in found if kind in ("L", "LI", "LBody")] == [
        "L", "LI", "LBody", "LI", "LBody", "L", "LI", "LBody",
    ]  # fmt: skip


def test_the_number_stands_well_below_the_line_of_the_agency() -> None:
    """The line ends the head's first row; 8 points at least lie between it and what stands below."""
    number, motto, place = (
        the_word("Số: 07/BC-SNV"),
        the_word("Độc lập - Tự do"),
        the_word("Lạng Sơn, ngày 05"),
    )
    assert number.y == pytest.approx(place.y, abs=1)
    assert motto.y - place.y > 6 + 8 + 9, "down to the line, the gap, a capital"


@pytest.mark.parametrize("before", range(18, 36))
def test_a_short_table_stands_on_one_page(before: int) -> None:
    short = replace(NARROW, rows=NARROW.rows[:SHORT_TABLE])
    blocks = (*(Item(f"việc {n}") for n in range(before)), short, Paragraph("Hết."), Paragraph("Nguồn."))
    made = to_pdf(replace(document(), sections=(Section(blocks),)))
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(made)).pages]
    assert [
        ("Lĩnh vực số 0" in page, "Lĩnh vực số 11" in page) for page in pages if "Lĩnh vực số" in page
    ] == [(True, True)]


def test_a_table_whose_last_rows_would_stand_alone_is_set_more_closely() -> None:
    """Of 20 rows one or two would stand on the next page: they go on this one. Where many would, rows stay as they are."""
    rows = replace(NARROW, rows=NARROW.rows[:20])
    pages = []
    for before in range(8, 20):
        blocks = (*(Item(f"việc {n}") for n in range(before)), rows, Paragraph("Hết."), Paragraph("Nguồn."))
        read_back = PdfReader(io.BytesIO(to_pdf(replace(document(), sections=(Section(blocks),))))).pages
        pages.append([page.extract_text().count("Lĩnh vực số") for page in read_back])
    assert [20] in [[many for many in each if many] for each in pages]
    assert not any(0 < each[1] < 3 for each in pages if each[0] and len(each) > 1)


def test_a_table_that_ends_the_text_stands_with_the_signature() -> None:
    short = replace(NARROW, rows=NARROW.rows[:10])
    for many in range(8, 20):
        blocks = (*(Item(f"việc {n}") for n in range(many)), short)
        made = to_pdf(replace(document(), sections=(Section(blocks),)))
        last = PdfReader(io.BytesIO(made)).pages[-1].extract_text()
        assert "Nguyễn Văn A" in last
        assert "Lĩnh vực số 9" in last


def test_a_short_table_higher_than_a_page_is_not_cut() -> None:
    rows = (("a", "một hai ba " * 400, "b"), ("c", "hết", "d"))
    made = replace(document(), sections=(Section((replace(NARROW, rows=rows),)),))
    assert squeezed(whole_text(to_pdf(made))).count("mộthaiba") >= 399, "a page's number may stand within one"


def test_an_annex_follows_the_signature_with_pages_of_its_own() -> None:
    annex = Section((replace(WIDE, rows=WIDE.rows * 40),), is_landscape=True, annex="GIẢI PHÁP")
    made = replace(document(), sections=(Section((NARROW, Paragraph("Hết."), Paragraph("Nguồn."))), annex))
    reader = PdfReader(io.BytesIO(to_pdf(made)))
    texts = [page.extract_text() for page in reader.pages]
    assert in_order(squeezed("".join(texts)), made.texts()) == []
    first = next(n for n, text in enumerate(texts) if "Phụ lục" in text)
    assert "Nguyễn Văn A" in texts[first - 1]
    assert [text.split("\n")[0] for text in texts[first:]] == ["Phụ lục", "2", "3", "4"][: len(texts) - first]
    assert len(texts) - first > 1
    assert "Kèm theo Báo cáo số 07/BC-SNV ngày 05 tháng 02 năm 2026 của Sở Nội vụ" in texts[first]


@pytest.mark.parametrize("addressed", [("Bộ Nội vụ",), ("Bộ Nội vụ", "UBND tỉnh")])
def test_to_whom_it_is_sent_stands_below_the_title(addressed: tuple[str, ...]) -> None:
    made = document(
        letterhead=LETTERHEAD.model_copy(update={"superior": "", "addressed": tuple(map(both, addressed))})
    )
    text = squeezed(whole_text(to_pdf(made)))
    assert in_order(text, made.texts()) == []
    assert squeezed("Kính gửi:") in text
    assert "TỈNH" not in text


def in_order(text: str, wanted: Iterator[str]) -> list[str]:
    """The texts that do not stand in a text in their order."""
    place, missing = 0, []
    for each in wanted:
        found = text.find(squeezed(each), place)
        if found < 0:
            missing.append(each)
        else:
            place = found
    return missing


@pytest.mark.parametrize(
    "made", [document(), document("en"), document("vi", *HOSTILE)], ids=["vi", "en", "hostile"]
)
def test_every_sentence_and_cell_is_there_in_the_order_of_reading(made: OfficialDocument) -> None:
    assert in_order(squeezed(whole_text(to_pdf(made))), made.texts()) == []


def test_a_chart_may_be_of_a_unit_with_a_long_name() -> None:
    """Thừa Thiên - Huế: the name of its chart is longer than a line of a table."""
    long = replace(chart(), code="lost-points-thua-thien-hue")
    made = document(charts=(chart(), long))
    text = squeezed(whole_text(to_pdf(made)))
    assert [f"Hình{n}." in text for n in (1, 2, 3)] == [True, True, False]


def test_a_chart_is_a_figure_with_its_sentence_for_those_who_do_not_see_it() -> None:
    made = document(charts=(chart(),))
    reader = PdfReader(io.BytesIO(to_pdf(made)))
    text = squeezed("".join(page.extract_text() for page in reader.pages))
    assert squeezed(f"Hình 1. {chart().title}") in text
    assert in_order(text, made.texts()) == []
    found = list(kinds(reader.trailer["/Root"]["/StructTreeRoot"]))
    assert found.count("Figure") == 1
    assert found.count("Caption") == 3
    assert chart().sentence in alternatives(reader.trailer["/Root"]["/StructTreeRoot"])
    assert {name for name, embedded in faces(reader) if not embedded} == set()


def test_a_chart_leaves_title_sentence_and_source_to_the_paper_and_has_letters_of_nine_points() -> None:
    made = document(charts=(chart(),))
    sizes: list[float] = []

    def visit(text: str, matrix: list[float], of_text: list[float], font: object, size: float) -> None:
        face = font["/BaseFont"] if isinstance(font, dict) else ""
        if text.strip() and "BeVietnam" in face:
            sizes.append(abs(size * matrix[3] * of_text[3]))

    reader = PdfReader(io.BytesIO(to_pdf(made)))
    for page in reader.pages:
        page.extract_text(visitor_text=visit)
    text = squeezed("".join(page.extract_text() for page in reader.pages))
    assert text.count(squeezed(chart().title)) == 1
    assert squeezed(chart().sentence) not in text
    assert squeezed(chart().source) not in text
    assert sizes
    assert min(sizes) >= 9


def alternatives(element: object) -> list[str]:
    """The texts for those who do not see, below an element of the structure tree."""
    node = element.get_object() if hasattr(element, "get_object") else element
    if isinstance(node, list):
        return [text for part in node for text in alternatives(part)]
    if isinstance(node, dict):
        return [*([str(node["/Alt"])] if "/Alt" in node else []), *alternatives(node.get("/K", []))]
    return []


def test_signs_that_turn_the_writing_are_left_out_and_other_scripts_named() -> None:
    text = whole_text(to_pdf(document("vi", TURNED, "東京", unit=TURNED)))
    assert "Lạng Sơn AB" in text
    assert "[U+6771][U+4EAC]" in text
    assert not set(text) & {"\u202e", "\u200f", "\u2066", "\x07"}


def test_label_and_watermark_stand_on_every_page_without_being_read_as_text() -> None:
    reader = read("SỐ LIỆU TẬP HUẤN", "BẢN XEM TRƯỚC")
    for page in reader.pages:
        assert [word.size for word in words(page) if word.text == "SỐ LIỆU TẬP HUẤN"] == [10]
        assert "BẢN XEM TRƯỚC" in page.extract_text()
    plain = "\n".join(page.extract_text() for page in read().pages)
    assert "BẢN XEM TRƯỚC" not in plain
    assert list(kinds(reader.trailer["/Root"]["/StructTreeRoot"])) == list(
        kinds(read().trailer["/Root"]["/StructTreeRoot"])
    )


ADDRESS = (
    "https://example.org/phap-luat/hoan-thien-the-che/" + "chi-so-cai-cach-hanh-chinh-" * 6 + "165471.html"
)


def test_an_address_is_copied_as_it_is_written_and_still_breaks() -> None:
    made = document("vi", ADDRESS, "https://example.org/" + "x" * 200)
    text = whole_text(to_pdf(made))
    assert "\u200b" not in text
    assert text.replace("\n", "").count(ADDRESS) == 4  # paragraph, item, two cells
    for page in PdfReader(io.BytesIO(to_pdf(made))).pages:
        assert all(word.x < float(page.mediabox.width) - 15 * MM for word in words(page))


@pytest.mark.parametrize(("is_landscape", "lines"), [(False, range(14, 24)), (True, range(7, 17))])
def test_the_signature_never_stands_alone_on_a_page(is_landscape: bool, lines: range) -> None:
    """However far down the page the text ends, its last words are on the page of the signature."""
    pages = set()
    for many in lines:
        blocks = (*(Item(f"việc {n}") for n in range(many)), Paragraph("Nguồn: bản tin.", "quiet"))
        signed = replace(document(), sections=(Section(blocks, is_landscape=is_landscape),))
        read_back = [page.extract_text() for page in PdfReader(io.BytesIO(to_pdf(signed))).pages]
        assert "Nguồn: bản tin." in read_back[-1]
        pages.add(len(read_back))
    assert len(pages) == 2


def test_the_same_document_gives_the_same_bytes() -> None:
    assert to_pdf(document()) == to_pdf(document())


def test_pages_are_pictures_too() -> None:
    pages = to_pictures(document(), dots_per_inch=20)
    assert len(pages) == len(read().pages)
    assert all(page.startswith(b"\x89PNG") for page in pages)
