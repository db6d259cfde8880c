import json
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml
from python_calamine import CalamineWorkbook, SheetVisibleEnum

from parindex.framework.load import loads
from parindex.language import both
from parindex.rounds import ABSENT, RoundData, Unit
from parindex.rounds.model import Estimate
from parindex.rounds.workbook import read_workbook, write_workbook
from parindex.rounds.workbook.words import Column
from parindex.scoring.workbook import points_by_rule

Write = Callable[..., Path]
Measured = Callable[..., RoundData]


def rows_of(path: Path, sheet: str = "Chấm điểm") -> list[list[Any]]:
    rows: list[list[Any]] = (
        CalamineWorkbook.from_path(path).get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    )
    return rows


def row_of(path: Path, label: str, sheet: str = "Chấm điểm") -> list[Any]:
    return next(row for row in rows_of(path, sheet) if row[0] == label)


def part(path: Path, name: str) -> str:
    with zipfile.ZipFile(path) as archive:
        return archive.read(name).decode("utf-8")


def text_of(path: Path) -> str:
    return part(path, "xl/sharedStrings.xml")


def entered(data: RoundData, leaf: str, micro: int, stage: Any) -> RoundData:
    points = np.full(data.shape, ABSENT, dtype=np.int64)
    points[0, data.framework.leaf_position[leaf]] = micro
    return replace(data, entered={**data.entered, stage: points})


def marked(data: RoundData, *leaves: str) -> RoundData:
    marks = np.zeros(data.shape, dtype=bool)
    marks[0, [data.framework.leaf_position[leaf] for leaf in leaves]] = True
    return replace(data, not_applicable=marks, reasons={("lang-son", leaf): "Không có" for leaf in leaves})


def test_equal_data_give_equal_bytes(full: RoundData, write: Write, tmp_path: Path) -> None:
    again = tmp_path / "again.xlsx"
    write_workbook(full, "lang-son", "self", again, points=points_by_rule(full, "lang-son", "self"))
    assert write(full).read_bytes() == again.read_bytes()


def test_sheets_stand_in_order_and_the_record_is_hidden(full: RoundData, write: Write) -> None:
    for language, names in (
        ("vi", ["Hướng dẫn", "Chấm điểm", "Tổng hợp", "Danh mục", "Dữ liệu"]),
        ("en", ["Guide", "Scoring", "Summary", "Lists", "Data"]),
    ):
        sheets = CalamineWorkbook.from_path(write(full, language=language)).sheets_metadata
        assert [sheet.name for sheet in sheets] == names
        assert [sheet.visible for sheet in sheets] == [SheetVisibleEnum.Visible] * 3 + [
            SheetVisibleEnum.Hidden
        ] * 2


def test_an_empty_workbook_shows_no_points_and_counts_what_is_to_be_filled(
    empty: RoundData, write: Write
) -> None:
    path = write(empty)
    assert row_of(path, "1.1")[Column.POINTS] == ""
    assert row_of(path, "1.1")[Column.STATUS] == "Chưa chấm"
    assert rows_of(path, "Tổng hợp")[-3][1:] == ["Tổng cộng", 40, 0, 0, 22, 22, 0, 0]


def test_points_of_the_engine_show_where_nothing_calculates(full: RoundData, write: Write) -> None:
    path = write(full)
    for code, points in points_by_rule(full, "lang-son", "self").items():
        if code != "2.8":
            assert row_of(path, code)[Column.POINTS] == ("" if points is None else float(points)), code
    assert row_of(path, "2.8")[Column.POINTS] == "tính khi có số liệu của mọi đơn vị"
    assert [row_of(path, code)[Column.STATUS] for code in ("1.1", "1.4", "2.8")] == [
        "Đã chấm",
        "Chưa chấm",
        "Tính sau",
    ]
    assert [row[Column.INPUT] for row in rows_of(path) if row[1] == "Tỷ lệ đạt được (%)"] == [100, 100]
    summary = row_of(path, "1", "Tổng hợp")
    assert summary[2:] == [9, 5.25, pytest.approx(100 * 5.25 / 9), 5, 1, 0, 0]


def test_each_input_says_what_it_may_hold(full: RoundData, write: Write) -> None:
    xml = part(write(full), "xl/worksheets/sheet2.xml")
    typed, marks = 2, 3
    assert xml.count("<dataValidation ") == len(full.framework.columns) + typed + marks
    assert "'Danh mục'!$A$1:$A$3" in xml
    assert "Số nguyên từ 0 đến received." in xml
    assert 'prompt="Số điểm từ 0 đến 2, bội số của 0,25."' in xml
    assert "<sheetProtection" in xml
    assert "<pane" in xml


def test_official_words_stand_before_those_of_the_rule(full: RoundData, write: Write) -> None:
    text = text_of(write(full))
    assert "Cách chấm: Mỗi báo cáo trễ trừ 0,3 điểm, thiếu trừ 0,75 điểm" in text
    assert "Thẩm định: Sở Nội vụ" in text
    assert "Nguồn: Quyết định số 1 (ví dụ), Mục 3" in text
    assert "Nguồn: Quyết định số 2 (ví dụ)" in text
    assert "Nguồn: minh hoạ, không phải văn bản chính thức" in text
    assert "– Quyết định ban hành kế hoạch\n– Báo cáo kết quả" in text


def test_synthetic_data_say_so_on_every_visible_sheet(full: RoundData, write: Write) -> None:
    warning = "SỐ LIỆU GIẢ LẬP dùng để đào tạo, không phải số liệu thật."
    assert warning not in text_of(write(full))
    training = replace(full, info=full.info.model_copy(update={"data_status": "training"}))
    path = write(training)
    for sheet in ("Hướng dẫn", "Chấm điểm", "Tổng hợp"):
        assert any(row[0] == warning for row in rows_of(path, sheet)), sheet
    assert warning in part(path, "docProps/core.xml")


def test_a_framework_that_is_not_official_says_so_in_the_guide(full: RoundData, write: Write) -> None:
    warning = "Bộ chỉ số này là minh hoạ, không phải văn bản chính thức."
    assert warning in text_of(write(full))
    source = full.framework.leaves[2].source
    official = full.framework.model_copy(update={"source": source})
    assert warning not in text_of(write(replace(full, framework=official)))


def hidden_columns(path: Path) -> set[Column]:
    xml = part(path, "xl/worksheets/sheet2.xml")
    spans = re.findall(r'<col min="(\d+)" max="(\d+)"[^>]* hidden="1"', xml)
    return {Column(column) for first, last in spans for column in range(int(first) - 1, int(last))}


def test_columns_are_hidden_where_nobody_needs_them(full: RoundData, write: Write) -> None:
    always = {Column.COMPLETE, Column.NOTE_NEEDED}
    by_hand = {Column.BY_RULE, Column.ENTERED}
    assert hidden_columns(write(full)) == always | by_hand | {Column.NOTE}
    assert hidden_columns(write(full, "appraisal_1")) == always
    assert hidden_columns(write(entered(full, "1.1", 500_000, "self"))) == always | {Column.NOTE}


def test_entered_points_count_before_those_of_the_rule(full: RoundData, write: Write) -> None:
    appraised = entered(entered(full, "1.1", 500_000, "appraisal_1"), "1.4", 1_250_000, "appraisal_2")
    path = write(appraised, "appraisal_2")
    leaf = row_of(path, "1.1")
    assert [leaf[c] for c in (Column.BY_RULE, Column.ENTERED, Column.POINTS)] == [1.5, 0.5, 0.5]
    typed = row_of(path, "1.4")
    assert [typed[c] for c in (Column.BY_RULE, Column.ENTERED, Column.POINTS)] == [1.25, "", 1.25]
    assert (leaf[Column.NOTE_NEEDED], typed[Column.NOTE_NEEDED]) == (False, True)


def test_marks_take_a_leaf_out_of_the_sums(full: RoundData, write: Write) -> None:
    path = write(marked(full, "1.1"))
    leaf = row_of(path, "1.1")
    assert [leaf[c] for c in (Column.BY_RULE, Column.POINTS, Column.STATUS)] == [1.5, "", "Không áp dụng"]
    assert [leaf[c] for c in (Column.NOT_APPLICABLE, Column.REASON)] == ["x", "Không có"]
    assert row_of(path, "1", "Tổng hợp")[2:] == [7.5, 3.75, 50, 5, 1, 1, 0]


def test_what_cannot_be_calculated_is_not_what_is_missing(
    full: RoundData, write: Write, measured: Measured
) -> None:
    zero = {("2.2", "on_time"): 0.0, ("2.2", "received"): 0.0, ("2.8", "people"): 0.0, ("2.5", "actual"): 0.0}
    path = write(measured(full, zero, everything=True))
    for code in ("2.2", "2.8"):
        assert row_of(path, code)[Column.STATUS] == "Không tính được"
    assert row_of(path, "2.5")[Column.POINTS] == 2
    assert row_of(path, "2", "Tổng hợp")[6] == 2


def test_dates_choices_and_never_are_shown_as_people_write_them(
    full: RoundData, write: Write, measured: Measured
) -> None:
    given = {("4.1", "done_on"): float(date.max.toordinal()), ("1.1", "level"): 2.0, ("1.2", "press"): 0.0}
    path = write(measured(full, given, everything=True))
    column = [row[Column.INPUT] for row in rows_of(path)]
    assert {"không thực hiện", "3. Không ~ có", "Không", date.fromordinal(739000), "small"} <= set(column)


def test_notes_and_evidence_of_earlier_stages_are_shown(full: RoundData, write: Write) -> None:
    noted = replace(
        full,
        notes={
            ("lang-son", "1.1", "self"): "Vì bão",
            ("lang-son", "1.1", "appraisal_1"): "Đồng ý",
            ("lang-son", "1.1", "appraisal_2"): "Xem lại",
        },
        evidence={("lang-son", "1.1", "self"): "QĐ 1\nBC 2"},
    )
    first = row_of(write(noted), "1.1")
    assert (first[Column.NOTE], first[Column.EXPLANATION], first[Column.EVIDENCE_GIVEN]) == (
        "",
        "Vì bão",
        "QĐ 1\nBC 2",
    )
    later = row_of(write(noted, "appraisal_2"), "1.1")
    assert (later[Column.NOTE], later[Column.EXPLANATION]) == ("Xem lại", "Vì bão\nthẩm định lần 1: Đồng ý")
    assert later[Column.EVIDENCE_GIVEN] == "QĐ 1\nBC 2"


def test_figures_of_a_survey_are_not_typed(full: RoundData, write: Write) -> None:
    columns = full.framework.column_position
    council = np.full_like(full.measured["self"], np.nan)
    council[0, columns["5.2", "value"]] = 82.5
    surveyed = replace(
        full,
        measured={**full.measured, "council": council},
        estimates={(0, columns["5.2", "value"]): Estimate(82.5, 0.4)},
    )
    free, fixed = (part(write(surveyed, stage), "xl/worksheets/sheet2.xml") for stage in ("self", "council"))
    assert (
        free.count("<dataValidation ") - fixed.count("<dataValidation ") == 1 - len(full.framework.leaves) + 2
    )
    assert row_of(write(surveyed, "council"), "5.2")[Column.POINTS] == 1.65


def test_parts_that_are_not_held_are_not_in_the_workbook(full: RoundData, write: Write) -> None:
    without = replace(full, info=full.info.model_copy(update={"not_held": ("5",)}))
    path = write(without)
    assert not [row for row in rows_of(path) if str(row[0]).startswith("5")]
    assert rows_of(path, "Tổng hợp")[-3][2] == 35
    assert "5.1" not in read_workbook(path, without).leaves


GROUPS = """
format: parindex-framework/1
code: groups
version: "1"
title: {vi: "Hai nhóm", en: "Two groups"}
programme: groups
source: illustrative
levels: [{code: area, title: {vi: "Lĩnh vực", en: "Area"}}, {code: criterion, title: {vi: "Tiêu chí", en: "Criterion"}}]
total: 10
ranking: {}
unit_groups:
  - {code: staff, title: {vi: "Tham mưu", en: "Staff"}, total: 10}
  - {code: line, title: {vi: "Chuyên ngành", en: "Line"}, total: 8}
optional_parts: [{node: "3", title: {vi: "Điều tra", en: "Survey"}}]
tree:
  - code: "1"
    source: illustrative
    title: {vi: "Chung và riêng", en: "Common and own"}
    max_points: 8
    children:
      - {code: "1.1", title: {vi: "Chung", en: "Common"}, max_points: unknown, may_be_not_applicable: true, rule: {type: appraiser}}
      - {code: "1.2", title: {vi: "Riêng", en: "Own"}, max_points: 2, for_groups: [staff], rule: {type: appraiser}}
      - {code: "1.3", title: {vi: "Chung nữa", en: "Common too"}, max_points: 1, may_be_not_applicable: true, rule: {type: appraiser}}
  - {code: "2", source: illustrative, title: {vi: "Lẻ", en: "Single"}, max_points: unknown, rule: {type: appraiser}}
  - {code: "3", source: illustrative, title: {vi: "Điều tra", en: "Survey"}, max_points: 1, rule: {type: appraiser}}
  - code: "4"
    source: illustrative
    title: {vi: "Chỉ của khối tham mưu", en: "Staff only"}
    max_points: unknown
    children:
      - {code: "4.1", title: {vi: "Riêng", en: "Own"}, max_points: unknown, for_groups: [staff], rule: {type: appraiser}}
"""


def grouped(full: RoundData, *not_held: str) -> RoundData:
    framework = loads(GROUPS)
    units = (
        Unit("so-a", both("Sở A"), "department", unit_group="staff"),
        Unit("so-b", both("Sở B"), "department", unit_group="line"),
    )
    info = full.info.model_copy(update={"framework": "groups", "not_held": not_held})
    return RoundData(info, framework, units)


def test_a_unit_sees_the_leaves_of_its_group(full: RoundData, write: Write) -> None:
    data = grouped(full)
    staff, line = (write(data, unit=unit) for unit in ("so-a", "so-b"))
    assert read_workbook(staff, data).leaves == ("1.1", "1.2", "1.3", "2", "3", "4.1")
    assert read_workbook(line, data).leaves == ("1.1", "1.3", "2", "3")
    maxima = {row[0]: row[2] for row in rows_of(staff, "Tổng hợp")[4:-2]}
    assert maxima == {"1": 8, "2": "chưa công bố", "3": 1, "4": "chưa công bố", "": 10}
    assert {row[0]: row[2] for row in rows_of(line, "Tổng hợp")[4:-2]} == {
        "1": "chưa công bố",
        "2": "chưa công bố",
        "3": 1,
        "": 8,
    }


def test_a_maximum_stays_unknown_where_an_unknown_part_does_not_apply(full: RoundData, write: Write) -> None:
    data = grouped(full)
    for leaf, maximum in (("1.3", 7), ("1.1", "")):
        marks = np.zeros(data.shape, dtype=bool)
        marks[0, data.framework.leaf_position[leaf]] = True
        path = write(replace(data, not_applicable=marks), unit="so-a")
        assert row_of(path, "1", "Tổng hợp")[2] == maximum


def test_the_whole_is_unknown_where_an_unknown_part_is_not_held(full: RoundData, write: Write) -> None:
    assert rows_of(write(grouped(full, "3"), unit="so-a"), "Tổng hợp")[-3][2] == 9
    assert rows_of(write(grouped(full, "3", "2"), unit="so-a"), "Tổng hợp")[-3][2] == "chưa công bố"


def long_rules() -> str:
    def title(text: str) -> dict[str, str]:
        return {"vi": text, "en": text}

    def leaf(code: str, rule: dict[str, Any]) -> dict[str, Any]:
        return {"code": code, "source": "illustrative", "title": title(code), "max_points": 1, "rule": rule}

    items = [{"code": f"i{n}", "title": title(f"Mục {n}"), "points": Decimal("0.004")} for n in range(250)]
    bands = [{"within": f"[{n}, {n + 1})", "points": n % 2} for n in range(70)]
    value = {"formula": "x", "variables": [{"name": "x", "title": title("x")}]}
    rules = {
        "items": {"type": "checklist", "items": items},
        "bands": {"type": "bands", "value": value, "bands": bands},
    }
    data = yaml.safe_load(GROUPS.split("unit_groups:")[0])
    tree = [leaf(code, rule) for code, rule in rules.items()]
    return json.dumps({**data, "version": "2", "total": 2, "tree": tree}, default=float, ensure_ascii=False)


def test_a_rule_too_long_for_a_spreadsheet_is_left_to_the_engine(full: RoundData, write: Write) -> None:
    framework = loads(long_rules())
    info = full.info.model_copy(update={"framework": "groups"})
    data = RoundData(info, framework, full.units, {"self": np.ones((2, len(framework.columns)))})
    path = write(data)
    for code in ("items", "bands"):
        leaf = row_of(path, code)
        assert (leaf[Column.BY_RULE], leaf[Column.STATUS]) == ("tính khi nộp sổ", "Tính sau")
    assert (
        max(len(text) for text in re.findall("<f>(.*?)</f>", part(path, "xl/worksheets/sheet2.xml"))) < 8192
    )


def test_english_throughout(full: RoundData, write: Write) -> None:
    path = write(replace(full, info=full.info.model_copy(update={"data_status": "training"})), language="en")
    text = text_of(path)
    for words in (
        "Way of scoring: ",
        "SYNTHETIC DATA",
        "What to do",
        "Evidence asked for",
        "at most 9 points",
    ):
        assert words in text, words
    assert row_of(path, "1.1", "Scoring")[Column.STATUS] == "Scored"


def test_a_unit_that_is_not_in_the_round(full: RoundData, tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        write_workbook(full, "nowhere", "self", tmp_path / "x.xlsx", points={})
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("duty", "said", "holds_below_maximum_only"),
    [
        ("optional", "thì nên giải trình", True),
        ("below_maximum", "thì bắt buộc giải trình: ô cần giải trình hiện màu đỏ", True),
        ("always", "Mục không có tài liệu kiểm chứng thì bắt buộc giải trình", False),
    ],
)
def test_the_guide_says_what_is_to_be_explained_and_its_cell_turns_red(
    full: RoundData, write: Write, duty: str, said: str, holds_below_maximum_only: bool
) -> None:
    framework = full.framework.model_copy(update={"explanation_without_evidence": duty})
    path = write(replace(full, framework=framework))
    assert any(said in str(cell) for row in rows_of(path, "Hướng dẫn") for cell in row)
    [first, *_] = re.findall(r"<formula>(AND\(ISNUMBER[^<]*)", part(path, "xl/worksheets/sheet2.xml"))
    assert ("&lt;" in first.partition("=")[0]) == holds_below_maximum_only
