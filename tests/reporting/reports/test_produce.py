"""Reports as files: kinds, formats and names; the same bytes on one processor and on two."""

import io
import zipfile
from collections.abc import Callable

import pytest

from parindex.language import both
from parindex.reporting.facts import RoundFacts
from parindex.reporting.reports.produce import document_of, produce, produce_all
from parindex.reporting.reports.setting import Setting
from parindex.reporting.reports.wanted import FORMATS, Format, Kind, Wanted
from parindex.reporting.typesetting import drawable
from parindex.rounds import Unit
from parindex.rounds.model import Improvement
from tests.builders import a_round, framework, leaf, results_of, words
from tests.reporting.facts.small import facts
from tests.reporting.office.sample import HOSTILE, TURNED, squeezed
from tests.reporting.office.test_pdf import in_order, whole_text

Shipped = Callable[[str], RoundFacts]
BEGINNINGS: dict[Format, bytes] = {"pdf": b"%PDF-1.7", "docx": b"PK", "xlsx": b"PK", "png": b"\x89PNG"}


@pytest.mark.parametrize(
    ("kind", "unit"), [("unit", "an"), ("results", ""), ("press", ""), ("infographic", "")]
)
def test_every_kind_is_written_in_each_of_its_formats(kind: Kind, unit: str) -> None:
    files = produce(facts(), Wanted(kind, FORMATS[kind], "vi", unit), Setting())
    middle = f"-{unit}" if unit else ""
    assert list(files) == [f"{kind}{middle}-vi.{each}" for each in FORMATS[kind]]
    for name, content in files.items():
        assert content.startswith(BEGINNINGS[name.rpartition(".")[2]])  # type: ignore[index]


def test_the_files_of_a_preview_say_so_in_their_names() -> None:
    files = produce(facts(), Wanted("press", ("docx", "xlsx"), "vi"), Setting(is_preview=True))
    assert list(files) == ["press-vi-preview.docx", "press-vi-preview.xlsx"]


def test_the_files_of_a_stage_say_so_in_their_names() -> None:
    wanted = Wanted("unit", ("pdf",), "vi", "an", "appraisal_1")
    assert wanted.name("pdf", is_preview=True) == "unit-an-appraisal-1-vi-preview.pdf"


def test_names_of_files_hold_no_at_sign() -> None:
    assert Wanted("unit", ("pdf",), "en", "tuyen-quang@2025").name("pdf") == "unit-tuyen-quang-2025-en.pdf"


def test_pdf_and_docx_of_a_report_say_the_same_sentences(shipped_facts: Shipped) -> None:
    found = shipped_facts("training-provinces-2025")
    for language in ("vi", "en"):
        wanted = Wanted("unit", ("pdf", "docx"), language, "lang-son")  # type: ignore[arg-type]
        document = document_of(found, wanted, Setting())
        files = list(produce(found, wanted, Setting()).values())
        assert in_order(squeezed(whole_text(files[0])), document.texts()) == []
        with zipfile.ZipFile(io.BytesIO(files[1])) as archive:
            assert "Lost" in archive.read("word/document.xml").decode() or language == "vi"


@pytest.mark.parametrize("name", [*HOSTILE, TURNED], ids=range(len(HOSTILE) + 1))
def test_names_and_texts_of_a_round_are_harmless_in_every_format(name: str) -> None:
    rules = framework({**leaf("1", 50), "title": words(name)}, {**leaf("2", 50), "title": words(name)})
    plan = (Improvement("an", "1", name, name, name, name, name, None),)
    data = a_round(
        rules,
        {"an": {"1": 40, "2": 50}, "binh": {"1": 50, "2": 50}},
        units=[Unit("an", both(name), "province", both(name)), Unit("binh", both("Bình"), "province")],
        improvements=plan,
        notes={("an", "1", "council"): name},
    )
    found = RoundFacts(results_of(data))
    for wanted in (Wanted("unit", FORMATS["unit"], "vi", "an"), Wanted("results", FORMATS["results"], "en")):
        document = document_of(found, wanted, Setting())
        pdf, word, sheet = produce(found, wanted, Setting()).values()
        said = whole_text(pdf)
        assert "root:" not in said
        assert squeezed(drawable(name)) in squeezed(said)
        if len(name) < 100:  # a longer one goes on over a page's end, where its number stands
            assert in_order(squeezed(said), (drawable(text) for text in document.texts())) == []
        with zipfile.ZipFile(io.BytesIO(word)) as archive:
            assert "<script" not in archive.read("word/document.xml").decode()
        with zipfile.ZipFile(io.BytesIO(sheet)) as archive:
            assert not any(b"<f>" in archive.read(each) for each in archive.namelist())


def test_few_reports_are_made_here() -> None:
    wanted = [Wanted("unit", ("docx",), "vi", code) for code in ("an", "binh")]
    made = list(produce_all(facts(), wanted, Setting(), processes=2))
    assert [list(files) for files in made] == [["unit-an-vi.docx"], ["unit-binh-vi.docx"]]


@pytest.mark.slow
def test_many_are_made_on_two_processors_with_the_same_bytes(shipped_facts: Shipped) -> None:
    found = shipped_facts("vn-provinces-2019")
    units = found.results.units[:12]
    wanted = [Wanted("unit", ("pdf", "docx", "xlsx"), "vi", each.unit.code) for each in units]
    alone = list(produce_all(found, wanted, Setting()))
    assert list(produce_all(found, wanted, Setting(), processes=2)) == alone
