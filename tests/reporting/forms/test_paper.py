"""The form on paper, read back from the PDF: every question, every code, on every page who it is."""

import io
import json

import pytest
from pypdf import PdfReader

from parindex import shipped
from parindex.documents import Unfit
from parindex.language import Language
from parindex.reporting.forms.paper import MOST_CHOICES, _Paper, qr_text, to_pdf
from parindex.survey.questionnaire.folder import open_questionnaires
from parindex.survey.questionnaire.model import Form
from tests.survey.questionnaire.small import SMALL, form, select, words


def pages_of(content: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(content)).pages]


@pytest.fixture(scope="module")
def service() -> Form:
    return open_questionnaires(shipped.forms()["sipas-service"], shipped.units())["sipas-service"].form


@pytest.fixture(scope="module")
def printed(service: Form) -> bytes:
    return to_pdf(service, "vi")


@pytest.fixture(scope="module")
def pages(printed: bytes) -> list[str]:
    return pages_of(printed)


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_every_question_is_printed_with_its_number_and_codes(pages: list[str], service: Form) -> None:
    text = squeezed("".join(pages))
    for asked in service.on_paper:
        assert squeezed(f"{asked.number}. {asked.question.label['vi']}") in text
        choices = service.choices_of(asked.question)
        for choice in choices if len(choices) <= MOST_CHOICES else ():
            assert squeezed(choice.label["vi"]) in text
            assert choice.name.replace("-", "−") in text
    assert "LạngSơn" not in text  # of a long list the name is written in
    assert squeezed("Từ câu 10 đến câu 43: chỉ hỏi nếu câu 9 = 1.") in text
    assert squeezed("Chỉ hỏi nếu câu 15 = 3.") in text


def test_every_page_says_which_form_and_version_it_is(pages: list[str]) -> None:
    assert len(pages) > 1
    for number, text in enumerate(pages, start=1):
        assert "sipas-service · phiên bản 2026.1" in text
        assert f"Trang {number} / {len(pages)}" in text
        assert "PHIẾU MINH HOẠ" in text


def test_its_fonts_travel_in_the_file_and_it_is_tagged(printed: bytes) -> None:
    reader = PdfReader(io.BytesIO(printed))
    fonts = [
        font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()  # type: ignore[index]
    ]
    assert {str(font["/FontName"]).partition("+")[2].partition("-")[0] for font in fonts} == {"Tinos"}
    assert all("/FontFile2" in font or "/FontFile3" in font for font in fonts)
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]  # type: ignore[index]
    assert reader.trailer["/Root"]["/Lang"] == "vi"  # type: ignore[index]


def test_the_same_form_gives_the_same_bytes(service: Form, printed: bytes) -> None:
    assert to_pdf(service, "vi") == printed


@pytest.mark.parametrize(("language", "said"), [("vi", "Phần hỏi"), ("en", "PHẦN HỎI")])
def test_it_is_printed_in_one_language(language: Language, said: str) -> None:
    text = pages_of(to_pdf(SMALL, language))[0]
    assert said in text
    assert "MINH HOẠ" not in text
    assert "ILLUSTRATIVE" not in text


def test_the_qr_code_says_form_and_version() -> None:
    assert qr_text(SMALL) == "small|1"


def blocks(made: Form) -> list[dict[str, object]]:
    return json.loads(json.dumps(_Paper(made, "vi", "vi").plain()["blocks"]))  # type: ignore[no-any-return]


def test_questions_in_a_row_with_the_same_answers_make_a_table() -> None:
    made = form(
        questions=[
            {"kind": "note", "name": "hello", "label": words("Xin chào")},
            select("q1"),
            select("q2"),
            select("q3", relevant="${q1} = '1'"),
            select("q4", relevant="${q1} = '1'"),
            select(
                "q5", "yes_no", "select_multiple", guidance_hint=words("đọc to"), hint=words("chọn nhiều")
            ),
            select("q6", "yes_no", "select_multiple"),
            {"kind": "date", "name": "day", "label": words("ngày")},
            {"kind": "text", "name": "more", "label": words("ý kiến"), "appearance": "multiline"},
        ]
    )
    found = blocks(made)
    assert [block["kind"] for block in found] == ["note", "matrix", "matrix", *["question"] * 4]
    first, second = found[1], found[2]
    assert [row["number"] for row in first["rows"]] == [1, 2]  # type: ignore[attr-defined]
    assert [head["code"] for head in first["heads"]] == ["1", "2", "3", "−1", "−2"]  # type: ignore[attr-defined]
    assert (first["when"], second["when"]) == ("", "Chỉ hỏi nếu câu 1 = 1.")
    several, _, day, more = found[3:]
    assert (several["several"], several["hint"]) == (True, "chọn nhiều đọc to")
    assert (day["boxes"], day["caption"]) == ([2, 2, 4], "ngày · tháng · năm")
    assert (more["lines"], more["boxes"]) == (3, [])


def test_groups_give_headings_and_what_paper_cannot_ask_is_left_out() -> None:
    made = form(
        questions=[
            {"name": "bare", "questions": [select("q1")]},
            {
                "name": "named",
                "label": words("Phần một"),
                "hint": words("đọc"),
                "relevant": "${q1} = '2'",
                "questions": [select("q2")],
            },
            {"name": "people", "label": words("Người"), "repeated": True, "questions": [select("q3")]},
            {
                "name": "place",
                "label": words("Nơi"),
                "questions": [{"kind": "geopoint", "name": "g", "label": words("GPS")}],
            },
            {"kind": "text", "name": "fixed", "label": words("cố định"), "read_only": True},
        ]
    )
    said = [(block["kind"], block.get("text") or block.get("number")) for block in blocks(made)]
    assert said == [
        ("question", 1),
        ("condition", "Câu 2: chỉ hỏi nếu câu 1 = 2."),
        ("heading", "Phần một"),
        ("question", 2),
    ]


def test_a_long_title_is_cut_in_the_head_of_the_page() -> None:
    title = _Paper(form(title=words("dài " * 60)), "vi", "vi").plain()["short_title"]
    assert (len(title), title[-1]) == (98, "…")


def test_letters_that_no_font_has_are_printed_as_their_number() -> None:
    made = form(questions=[select("q1", label=words("Chào 😀 \u202eabc"))])
    assert "Chào [U+1F600] abc" in pages_of(to_pdf(made, "vi"))[0]


def test_there_are_fields_for_those_who_ask_and_those_who_enter() -> None:
    asked = pages_of(to_pdf(SMALL, "en"))[0]
    for field in (
        "Enumerator (name, signature)",
        "Cluster (PSU)",
        "Batch",
        "Number in the batch",
        "Entered by A",
    ):
        assert field in asked
    alone = pages_of(to_pdf(form(self_completed=True), "en"))[0]
    assert ("Enumerator" in alone, "Cluster (PSU)" in alone, "Entered by B" in alone) == (False, False, True)


def further(**more: str) -> Form:
    languages = {"vi": "Tiếng Việt", "en": "English", "hmn": "Hmoob", "km": "ភាសាខ្មែរ"}
    return form(languages=languages, questions=[select("q1", label=words("Thôn nào?") | more)])


def test_questions_may_be_in_a_further_language() -> None:
    text = pages_of(to_pdf(further(hmn="Lub zos twg?"), "vi", "hmn"))[0]
    assert "1. Lub zos twg?" in text
    assert "Phiếu nhỏ" in text  # what is not translated stays in the default language
    assert "Đánh dấu vào vòng tròn" in text


def test_a_language_that_cannot_be_printed_is_refused() -> None:
    with pytest.raises(Unfit, match='not the letters of the language "km"'):
        to_pdf(further(km="ភូមិណា?"), "vi", "km")
