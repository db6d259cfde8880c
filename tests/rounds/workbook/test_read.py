import unicodedata
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from parindex.problems import Invalid, Problem
from parindex.rounds import ABSENT, RoundData
from parindex.rounds.model import Estimate
from parindex.rounds.workbook import Reading, read_workbook
from parindex.rounds.workbook.data_sheet import FACTS, FIELDS_ROW, fields
from parindex.rounds.workbook.plan import Plan

Write = Callable[..., Path]
Fill = Callable[..., Path]
Measured = Callable[..., RoundData]


class Cells:
    """Addresses of what is filled in, by leaf and variable or content."""

    def __init__(self, data: RoundData, stage: Any = "self") -> None:
        self._found = {field.key: field.cell for field in fields(Plan(data, "lang-son", stage, "vi"))}

    def __call__(self, leaf: str, name: str) -> str:
        return self._found.get((leaf, "input", name)) or self._found[leaf, name, ""]


def problems(path: Path, data: RoundData, *of: Any) -> dict[str, list[Problem]]:
    with pytest.raises(Invalid) as invalid:
        read_workbook(path, data, *of)
    found: dict[str, list[Problem]] = {}
    for problem in invalid.value.problems:
        found.setdefault(problem.code, []).append(problem)
    return found


def warnings(reading: Reading) -> list[tuple[str, str]]:
    return [(warning.code, warning.place.path) for warning in reading.warnings]


def test_what_was_written_is_read(full: RoundData, write: Write) -> None:
    reading = read_workbook(write(full), full, "lang-son", "self")
    columns = full.framework.column_position
    assert reading.values == {key: full.measured["self"][0, column] for key, column in columns.items()}
    assert (reading.unit, reading.stage, reading.points, reading.not_applicable) == (
        "lang-son",
        "self",
        {},
        {},
    )
    assert reading.leaves == tuple(leaf.code for leaf in full.framework.leaves)
    assert reading.shown_points["1.1"] == Fraction(3, 2)
    assert reading.shown_points["2.8"] is None


def test_nothing_filled_in_is_nothing_read(empty: RoundData, write: Write) -> None:
    reading = read_workbook(write(empty, language="en"), empty)
    assert (reading.values, reading.evidence, reading.explanations, reading.warnings) == ({}, {}, {}, ())
    assert set(reading.shown_points.values()) == {None}


def test_cells_are_read_as_people_fill_them(empty: RoundData, write: Write, fill: Fill) -> None:
    at = Cells(empty)
    decomposed = unicodedata.normalize("NFD", "Một phần")
    path = fill(
        write(empty),
        {
            at("1.1", "level"): decomposed,
            at("1.2", "press"): True,
            at("1.2", "radio"): "không",
            at("2.3", "a"): "12,5",
            at("2.3", "b"): 0.30000000000000004,
            at("4.1", "done_on"): 45730.0,
            at("4.2", "done_on"): "31/12/2024",
            at("5.3", "value"): "85 %",
            at("1.4", "points"): "1,25",
            at("1.2", "not_applicable"): "X",
            at("1.2", "reason"): "Không có báo",
            at("1.1", "evidence"): "- QĐ 12/QĐ-UBND\n\n• Báo cáo số 3 ",
            at("1.1", "explanation"): unicodedata.normalize("NFD", " Chờ Bộ "),
        },
    )
    reading = read_workbook(path, empty)
    assert reading.values == {
        ("1.1", "level"): 1.0,
        ("1.2", "press"): 1.0,
        ("1.2", "radio"): 0.0,
        ("2.3", "a"): 12.5,
        ("2.3", "b"): 0.3,
        ("4.1", "done_on"): date(2025, 3, 14).toordinal(),
        ("4.2", "done_on"): date(2024, 12, 31).toordinal(),
        ("5.3", "value"): 85.0,
    }
    assert reading.points == {"1.4": 1_250_000}
    assert reading.not_applicable == {"1.2": "Không có báo"}
    assert reading.evidence == {"1.1": "QĐ 12/QĐ-UBND\nBáo cáo số 3"}
    assert reading.explanations == {"1.1": "Chờ Bộ"}


def test_a_number_or_day_that_stands_as_text_is_read_and_named_for_no_formula_counts_it(
    empty: RoundData, write: Write, fill: Fill
) -> None:
    at = Cells(empty)
    path = fill(
        write(empty),
        {
            at("1.1", "level"): "Một phần",
            at("1.2", "radio"): "không",
            at("2.3", "a"): "46,0",
            at("2.3", "b"): 46,
            at("4.1", "done_on"): "không thực hiện",
            at("4.2", "done_on"): "31/12/2024",
            at("1.4", "points"): "1,25",
            at("1.4", "explanation"): "có",
        },
    )
    reading = read_workbook(path, empty)
    assert (reading.values["2.3", "a"], reading.points["1.4"]) == (46.0, 1_250_000)
    as_text = [problem for problem in reading.warnings if problem.code == "number-as-text"]
    assert [(problem.place.path, problem.severity) for problem in as_text] == [
        (f"Chấm điểm!{at(*cell)}", "warning")
        for cell in (("1.4", "points"), ("2.3", "a"), ("4.2", "done_on"))
    ]
    assert as_text[1].text.vi.startswith("Mục 2.3 a: “46,0” là chữ nên công thức trong sổ không tính được;")


def test_every_bad_cell_is_named_with_its_place_and_what_was_expected(
    empty: RoundData, write: Write, fill: Fill
) -> None:
    at = Cells(empty)
    path = fill(
        write(empty),
        {
            at("1.1", "level"): "Hai phần",
            at("1.3", "late"): 2.5,
            at("1.5", "found"): 2,
            at("1.5", "mended"): 3,
            at("4.1", "done_on"): "hôm qua",
            at("1.4", "points"): 0.3,
            at("1.1", "not_applicable"): "chưa",
            at("1.2", "not_applicable"): "x",
            at("1.3", "not_applicable"): "x",
        },
    )
    found = problems(path, empty)
    assert {code: len(of_code) for code, of_code in found.items()} == {
        "bad-value": 5,
        "above-bound": 1,
        "not-applicable-refused": 1,
        "reason-missing": 1,
    }
    late = next(p for p in found["bad-value"] if "late" in p.text.en)
    cell = at("1.3", "late")
    assert (late.place.file, late.place.line, late.place.path) == (
        str(path),
        int(cell[1:]),
        f"Chấm điểm!{cell}",
    )
    assert late.text.vi == "Mục 1.3 late: “2.5” không dùng được; cần số nguyên từ 0."
    assert "3 lớn hơn found = 2" in found["above-bound"][0].text.vi
    assert found["reason-missing"][0].place.path == f"Chấm điểm!{at('1.2', 'reason')}"


def test_a_leaf_below_its_maximum_without_evidence_wants_an_explanation(
    full: RoundData, write: Write, fill: Fill
) -> None:
    at = Cells(full)
    path = write(full)
    due = {path for code, path in warnings(read_workbook(path, full)) if code == "explanation-missing"}
    cells = {leaf: f"Chấm điểm!{at(leaf, 'explanation')}" for leaf in ("1.1", "1.3", "5.2", "1.4")}
    assert cells["1.3"] in due
    assert cells["5.2"] in due
    assert not {cells["1.1"], cells["1.4"]} & due
    fill(path, {at("1.3", "explanation"): "Do bão lũ", at("5.2", "evidence"): "QĐ 5"})
    left = {path for _, path in warnings(read_workbook(path, full))}
    assert left == due - {cells["1.3"], cells["5.2"]}


def test_what_the_framework_demands_is_no_mere_warning(full: RoundData, write: Write) -> None:
    """It is listed by `scoring.unexplained`, at the cells that the reading names."""
    demanding = full.framework.model_copy(update={"explanation_without_evidence": "below_maximum"})
    data = replace(full, framework=demanding)
    reading = read_workbook(write(data), data)
    assert "explanation-missing" not in {code for code, _ in warnings(reading)}
    assert reading.explanation_places["1.3"].path == f"Chấm điểm!{Cells(data)('1.3', 'explanation')}"


def test_an_appraiser_gives_the_reason_for_other_points(full: RoundData, write: Write, fill: Fill) -> None:
    points = np.full(full.shape, ABSENT, dtype=np.int64)
    points[0, full.framework.leaf_position["1.2"]] = 700_000
    data = replace(full, entered={"appraisal_1": points})
    at = Cells(data, "appraisal_2")
    path = fill(write(data, "appraisal_2"), {at("1.1", "points"): 0.5, at("1.4", "points"): 1})
    found = problems(path, data)
    assert [problem.place.path for problem in found.pop("reason-missing")] == [
        f"Chấm điểm!{at(leaf, 'explanation')}" for leaf in ("1.1", "1.4")
    ]
    assert not found
    fill(path, {at("1.1", "explanation"): "Thiếu phụ lục", at("1.4", "explanation"): "Hai sáng kiến"})
    reading = read_workbook(path, data)
    assert reading.points == {"1.1": 500_000, "1.2": 700_000, "1.4": 1_000_000}
    assert reading.explanations == {"1.1": "Thiếu phụ lục", "1.4": "Hai sáng kiến"}


def test_what_an_earlier_stage_measured_cannot_be_taken_back_silently(
    full: RoundData, write: Write, fill: Fill
) -> None:
    at = Cells(full, "appraisal_1")
    cell = at("2.3", "a")
    path = fill(write(full, "appraisal_1"), {cell: None})
    assert warnings(read_workbook(path, full)) == [("value-stands", f"Chấm điểm!{cell}")]


def test_figures_of_a_survey_stay_as_they_are(full: RoundData, write: Write, fill: Fill) -> None:
    columns = full.framework.column_position
    council = np.full_like(full.measured["self"], np.nan)
    council[0, columns["5.2", "value"]] = 82.5
    data = replace(
        full,
        measured={**full.measured, "council": council},
        estimates={(0, columns["5.2", "value"]): Estimate(82.5, 0.4)},
    )
    path = write(data, "council")
    assert read_workbook(path, data).values["5.2", "value"] == 82.5
    found = problems(fill(path, {Cells(data, "council")("5.2", "value"): 90}), data)
    assert "82,5" in found["estimate-changed"][0].text.vi
    assert read_workbook(write(data), data).values["5.2", "value"] == 80


def info_changed(data: RoundData, **changes: Any) -> RoundData:
    return replace(data, info=data.info.model_copy(update=changes))


def test_a_workbook_of_something_else_is_refused(full: RoundData, write: Write) -> None:
    path = write(full)
    assert set(problems(path, info_changed(full, code="trial-2026"))) == {"other-round"}
    framework = full.framework
    renamed = framework.model_copy(update={"version": "2"})
    changed = framework.model_copy(update={"total": framework.total + 1})
    assert set(problems(path, replace(full, framework=renamed))) == {"other-framework"}
    assert set(problems(path, replace(full, framework=changed))) == {"framework-changed"}
    assert set(problems(path, full, "hue")) == {"other-unit"}
    assert set(problems(path, full, "lang-son", "council")) == {"other-stage"}
    strangers = replace(full, units=full.units[1:])
    both = problems(path, info_changed(strangers, code="trial-2026"), None, "appraisal_1")
    assert set(both) == {"other-round", "unknown-unit", "other-stage"}
    assert "“trial-2025”, không phải “trial-2026”" in both["other-round"][0].text.vi


def test_files_that_are_no_workbook_are_refused(
    full: RoundData, write: Write, fill: Fill, tmp_path: Path
) -> None:
    text = tmp_path / "text.xlsx"
    text.write_text("không phải Excel", encoding="utf-8")
    assert set(problems(text, full)) == {"unreadable"}
    assert set(problems(tmp_path / "nowhere.xlsx", full)) == {"unreadable"}
    assert set(problems(fill(write(full), {"B1": "other/1"}, "data"), full)) == {"not-a-workbook"}
    assert set(problems(renamed(write(full), "Dữ liệu", "Data 2"), full)) == {"not-a-workbook"}


def renamed(path: Path, old: str, new: str) -> Path:
    with zipfile.ZipFile(path) as archive:
        files = {member: archive.read(member) for member in archive.namelist()}
    files["xl/workbook.xml"] = files["xl/workbook.xml"].replace(
        f'name="{old}"'.encode(), f'name="{new}"'.encode()
    )
    with zipfile.ZipFile(path, "w") as archive:
        for member, data in files.items():
            archive.writestr(member, data)
    return path


def test_a_scoring_sheet_that_is_gone_is_asked_for_by_name(full: RoundData, write: Write) -> None:
    found = problems(renamed(write(full), "Chấm điểm", "Chấm lại"), full)
    assert "“Chấm điểm”" in found["sheet-missing"][0].text.vi


def test_rows_that_moved_are_noticed(full: RoundData, write: Write, fill: Fill) -> None:
    cell = Cells(full)("2.3", "a")
    found = problems(fill(write(full), {"A" + cell[1:]: "b"}), full)
    assert [problem.place.line for problem in found["row-moved"]] == [int(cell[1:])]


@pytest.mark.parametrize(
    "edit", [("A", "9.9"), ("B", "points"), ("C", "level2"), ("D", "D0"), ("D", "nowhere")]
)
def test_a_record_that_was_edited_is_noticed(
    full: RoundData, write: Write, fill: Fill, edit: tuple[str, str]
) -> None:
    column, value = edit
    path = fill(write(full), {f"{column}{FIELDS_ROW + 2}": value}, "data")
    assert set(problems(path, full)) == {"record-damaged"}


def test_a_round_that_changed_after_the_export_is_noticed(full: RoundData, write: Write) -> None:
    path = write(full)
    assert set(problems(path, info_changed(full, not_held=("5",)))) == {"record-damaged"}
    assert len(FACTS) == FIELDS_ROW - 1


def test_a_row_outside_the_sheet_reads_as_empty(empty: RoundData, write: Write, fill: Fill) -> None:
    row = FIELDS_ROW + 2
    path = fill(write(empty), {f"D{row}": "ZZ99999"}, "data")
    assert set(problems(path, empty)) == {"row-moved"}
