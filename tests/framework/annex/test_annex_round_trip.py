"""What is exported and read back is what was there."""

import shutil
import subprocess
import zipfile
from pathlib import Path

import docx
import pytest
from docx.enum.section import WD_ORIENT
from python_calamine import CalamineWorkbook

from parindex.framework import Leaf, annex, load, loads
from parindex.framework.annex import Imported
from parindex.framework.annex.wording import words
from parindex.framework.model import Framework
from parindex.language import Language
from parindex.problems import Invalid

HERE = Path(__file__).parent
SHIPPED = sorted((HERE.parents[2] / "frameworks").glob("*.yaml"))
SAMPLE = load(HERE / "sample.yaml")


def there_and_back(framework: Framework, path: Path, language: Language, **how: object) -> Imported:
    options = {name: how.pop(name) for name in ("exact", "bilingual") if name in how}
    annex.export(framework, path, language, **options)  # type: ignore[arg-type]
    return annex.read(path, code=framework.code, programme=framework.programme, **how)  # type: ignore[arg-type]


def cells_of(path: Path) -> list[list]:
    return CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python(skip_empty_area=False)


AS_DOCUMENTS = [
    file for file in SHIPPED if file.stat().st_size < 40_000
]  # large ones take python-docx a second


@pytest.mark.parametrize(
    ("file", "name"),
    [(file, "annex.xlsx") for file in SHIPPED] + [(file, "annex.docx") for file in AS_DOCUMENTS],
    ids=lambda value: Path(value).stem,
)
def test_a_shipped_framework_comes_back_whole(file: Path, name: str, tmp_path: Path):
    framework = load(file)
    imported = there_and_back(framework, tmp_path / name, "vi", base=framework)
    assert (imported.problems, imported.unread) == ([], [])
    assert loads(imported.yaml) == framework


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("suffix", [".xlsx", ".docx"])
def test_every_type_of_rule_comes_back_whole(suffix: str, language: Language, tmp_path: Path):
    imported = there_and_back(SAMPLE, tmp_path / f"annex{suffix}", language, base=SAMPLE)
    assert (imported.problems, imported.unread) == ([], [])
    assert loads(imported.yaml) == SAMPLE


@pytest.mark.parametrize("suffix", [".xlsx", ".docx"])
def test_a_print_without_machine_lines_comes_back_beside_its_framework(suffix: str, tmp_path: Path):
    path = tmp_path / f"annex{suffix}"
    imported = there_and_back(SAMPLE, path, "vi", base=SAMPLE, exact=False)
    assert b"[parindex" not in b"".join(
        zipfile.ZipFile(path).read(name) for name in zipfile.ZipFile(path).namelist()
    )
    assert loads(imported.yaml) == SAMPLE


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_workbook_alone_gives_the_tree_back_in_both_languages(language: Language, tmp_path: Path):
    imported = there_and_back(SAMPLE, tmp_path / "annex.xlsx", language)
    assert (imported.problems, imported.unread) == ([], [])
    framework = loads(imported.yaml)
    assert framework.title == SAMPLE.title
    assert [placed.node.title for placed in framework.nodes] == [placed.node.title for placed in SAMPLE.nodes]
    for leaf, original in zip(framework.leaves, SAMPLE.leaves, strict=True):
        assert (leaf.code, leaf.maximum, leaf.rule) == (original.code, original.maximum, original.rule)
        assert (leaf.way_of_scoring, leaf.evidence) == (original.way_of_scoring, original.evidence)
        assert leaf.may_be_not_applicable == original.may_be_not_applicable


def test_a_framework_of_its_own_has_plain_properties(tmp_path: Path):
    imported = there_and_back(
        SAMPLE, tmp_path / "annex.xlsx", "vi", decimals=1, version="5", source=SAMPLE.source
    )
    framework = loads(imported.yaml)
    assert (framework.version, framework.source, framework.total) == ("5", SAMPLE.source, 30)
    assert (framework.ranking.decimals, framework.ranking.rank_on, framework.ranking.group_on) == (
        1,
        "exact",
        "exact",
    )
    assert [level.code for level in framework.levels] == ["area", "criterion", "sub_criterion"]
    assert all(placed.source == SAMPLE.source for placed in framework.nodes)


def test_a_document_alone_keeps_the_rules_and_says_that_translations_are_missing(tmp_path: Path):
    imported = there_and_back(SAMPLE, tmp_path / "annex.docx", "vi")
    assert [problem.code for problem in imported.problems] == ["annex-missing-translation"]
    assert "Title (English)" in imported.problems[0].text.en
    framework = loads(imported.yaml)
    assert framework.is_illustrative
    assert (
        framework.title.vi == "sample"
    )  # a document's first words are its letterhead, so the code stands in
    assert [leaf.rule for leaf in framework.leaves] == [leaf.rule for leaf in SAMPLE.leaves]
    official = next(leaf.way_of_scoring for leaf in framework.leaves if leaf.way_of_scoring is not None)
    assert official.en == official.vi


def test_leaves_of_some_units_name_their_groups(tmp_path: Path):
    departments = next((file for file in SHIPPED if load(file).unit_groups), None)
    if departments is None:
        pytest.skip("no shipped framework has groups of units")
    imported = there_and_back(load(departments), tmp_path / "annex.xlsx", "vi")
    groups = [problem for problem in imported.problems if problem.code == "annex-groups"]
    assert len(groups) == sum(1 for leaf in load(departments).leaves if leaf.for_groups)
    assert all(problem.place.line for problem in groups)


@pytest.mark.parametrize("name", ["annex.xlsx", "annex.docx"])
def test_the_same_framework_gives_the_same_bytes(name: str, tmp_path: Path):
    for folder in ("a", "b"):
        annex.export(SAMPLE, tmp_path / folder / name)
    assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_the_document_looks_like_an_annex(tmp_path: Path):
    annex.export(SAMPLE, tmp_path / "annex.docx")
    document = docx.Document(str(tmp_path / "annex.docx"))
    assert document.sections[0].orientation == WD_ORIENT.LANDSCAPE
    assert [paragraph.text for paragraph in document.paragraphs] == [
        "Bộ chỉ số mẫu",
        "Quyết định số 1/QĐ-MAU",
    ]
    table = document.tables[0]
    assert [cell.text for cell in table.rows[0].cells][:3] == [
        "STT",
        "Lĩnh vực/Tiêu chí/Tiêu chí thành phần",
        "Điểm tối đa",
    ]
    assert "tblHeader" in table.rows[0]._tr.xml
    assert [cell.text for cell in table.rows[-1].cells][1:3] == ["Tổng cộng", "30"]
    assert [cell.text for cell in table.rows[3].cells][:3] == ["1.1.1", "Ban hành kế hoạch", "0,5"]


def test_a_set_that_is_made_up_says_so(tmp_path: Path):
    made_up = SAMPLE.model_copy(update={"source": "illustrative"})
    annex.export(made_up, tmp_path / "annex.xlsx", "en")
    assert cells_of(tmp_path / "annex.xlsx")[1][0] == "Illustrative set, not an official text"


def test_a_workbook_may_be_in_one_language(tmp_path: Path):
    imported = there_and_back(SAMPLE, tmp_path / "annex.xlsx", "vi", bilingual=False)
    assert [problem.code for problem in imported.problems] == ["annex-missing-translation"]


def test_a_text_that_no_cell_can_hold_is_refused(tmp_path: Path):
    long = SAMPLE.model_dump()
    long["tree"][0]["children"][1]["way_of_scoring"] = {"vi": "x" * 40_000, "en": "x"}
    with pytest.raises(Invalid, match=r"1\.2 is longer than"):
        annex.export(Framework.model_validate(long), tmp_path / "annex.xlsx")
    assert not (tmp_path / "annex.xlsx").exists()


def test_other_kinds_of_file_are_refused(tmp_path: Path):
    with pytest.raises(Invalid, match=r"\.pdf"):
        annex.export(SAMPLE, tmp_path / "annex.pdf")
    with pytest.raises(Invalid, match=r"\.csv"):
        annex.read(tmp_path / "annex.csv", code="a", programme="b")


def test_every_leaf_has_its_rule_in_words(tmp_path: Path):
    annex.export(SAMPLE, tmp_path / "annex.xlsx", exact=False)
    cells = [row[3] for row in cells_of(tmp_path / "annex.xlsx")]
    for placed in SAMPLE.nodes:
        if isinstance(placed.node, Leaf) and placed.node.way_of_scoring is None:
            assert any(words(placed.node.rule, "vi") in cell for cell in cells)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["annex.xlsx", "annex.docx"])
def test_an_office_program_can_open_and_save_it(name: str, tmp_path: Path):
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice is not installed")
    annex.export(SAMPLE, tmp_path / name)
    command = [soffice, "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"]
    command += [
        "--convert-to",
        name.rpartition(".")[2],
        "--outdir",
        str(tmp_path / "saved"),
        str(tmp_path / name),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    imported = annex.read(tmp_path / "saved" / name, code="sample", programme="samples", base=SAMPLE)
    assert (imported.problems, imported.unread) == ([], [])
    assert loads(imported.yaml) == SAMPLE
