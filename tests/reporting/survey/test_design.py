"""The report of a draw: what was drawn, how exact it will be, and a warning where that is doubtful."""

from pathlib import Path

import pytest

from parindex.language import both
from parindex.reporting.document.blocks import Document, Paragraph, Table
from parindex.reporting.survey.design import MOST_NAMED, design_document
from parindex.survey.design import synthetic_frame
from parindex.survey.design.draw import Draw
from parindex.survey.design.model import SampleDesign
from parindex.survey.design.precision import alternatives, expected
from parindex.survey.design.replacement import Replacement, sentence
from tests.survey.design.builders import design, drawn, people, stage

Drawn = tuple[SampleDesign, Draw]


@pytest.fixture(scope="module")
def districts(tmp_path_factory: pytest.TempPathFactory) -> Drawn:
    """Three provinces, of which each gives three or six districts."""
    of = synthetic_frame.design()
    return of, drawn(of, synthetic_frame.frame(["a", "b", "c"]), tmp_path_factory.mktemp("districts"))


def said(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def tables(document: Document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


def test_it_warns_of_three_districts(districts: Drawn) -> None:
    document = design_document(*districts, "en")
    assert document.warning != ""
    assert any(
        text.startswith("WARNING: 3 of 3 strata have fewer than 8 degrees of freedom")
        for text in said(document)
    )


def test_enough_clusters_need_no_warning(tmp_path: Path) -> None:
    plain = design(stage("person", "simple", 20), data_status="official")
    calm = design_document(plain, drawn(plain, people(), tmp_path), "vi")
    assert calm.warning == ""
    assert not any("CẢNH BÁO" in text or "lấy hết" in text for text in said(calm))


def test_it_shows_what_was_drawn_and_what_more_villages_would_buy(districts: Drawn) -> None:
    of, made = districts
    stages, precision, others, digests = tables(design_document(of, made, "en"))
    drawn_of = dict(zip((stage.code for stage in of.stages), (row[2] for row in stages.rows), strict=True))
    assert (drawn_of["district"], drawn_of["village"]) == ("15", "90")
    main, reserve = (made.sample.filter(list=name).height for name in ("main", "reserve"))
    assert stages.rows[-1][2:] == (str(main), str(reserve))
    assert [row[3] for row in stages.rows[:-1]] == ["", "", ""]
    assert [row[0] for row in precision.rows] == ["a", "b", "c"]
    middle = sorted(each.answers for each in expected(of, made))[1]
    assert [row[3] for row in others.rows] == [f"{each.margin:.1f}" for each in alternatives(of, middle)]
    assert ("sample", made.record["sample_sha256"]) in digests.rows


def test_clusters_with_too_few_people_are_named(tmp_path: Path) -> None:
    of = design(stage("village", "by_size", 4), stage("person", "simple", 12))
    made = drawn(of, people(), tmp_path)
    assert made.shortfalls
    [text] = [text for text in said(design_document(of, made, "en")) if "fewer people than" in text]
    assert text.startswith(f"{len(made.shortfalls)} clusters")
    assert made.shortfalls[0][0] in text
    assert text.endswith(" …") == (len(made.shortfalls) > MOST_NAMED)


def test_notes_stand_as_they_were_written(tmp_path: Path) -> None:
    plain = design(stage("person", "simple", 20), notes=(both("Share {of} people"),))
    document = design_document(plain, drawn(plain, people(), tmp_path), "vi")
    assert Paragraph("Share {of} people", look="quiet") in document.blocks


def test_the_rule_of_replacement_is_that_of_the_design(tmp_path: Path) -> None:
    rule = Replacement(outcomes=("refused",), visits=2, most=1)
    of = design(stage("village", "by_size", 4), stage("person", "simple", 5), reserve=0.4, replacement=rule)
    [text] = [
        text
        for text in said(design_document(of, drawn(of, people(), tmp_path), "en"))
        if "reserve list" in text
    ]
    assert text == sentence(rule, 0.4).en
    assert "who refused, after at least 2 visits. At most 1 in each cluster." in text


def test_ids_to_leave_out_that_nobody_has_are_told(tmp_path: Path) -> None:
    (tmp_path / "asked.csv").write_text("person\nnobody\n", encoding="utf-8")
    of = design(stage("person", "simple", 20))
    document = design_document(of, drawn(of, people(), tmp_path, tmp_path / "asked.csv"), "vi")
    assert "1 mã cần loại không có trong khung mẫu: nobody" in said(document)
