"""A decision's annex as it comes: numbers spoilt by the spreadsheet, merged cells, rows of every kind."""

from datetime import date, datetime

import pytest

from parindex.framework import annex, loads
from parindex.framework.annex import Imported
from parindex.framework.annex.columns import column_letters, header_of
from parindex.language import both
from parindex.problems import Invalid


def read(path, **how) -> Imported:
    return annex.read(path, code="set-2024", programme="sets", **how)


def found(imported: Imported) -> list[tuple[str, int]]:
    """Return code and row of each problem, without the one about translations."""
    problems = [p for p in imported.problems if p.code != "annex-missing-translation"]
    return [(problem.code, problem.place.line) for problem in problems]


def codes(imported: Imported) -> list[str]:
    def under(nodes: list[dict]) -> list[str]:
        return [code for node in nodes for code in (node["code"], *under(node.get("children", [])))]

    return under(imported.data["tree"])


def test_a_table_typed_into_a_workbook_becomes_a_framework(desk):
    path = desk.workbook(
        [
            [],
            ["PHỤ LỤC: BỘ CHỈ SỐ NĂM 2024"],
            [],
            desk.headings,
            [1, 2, 3, 4, 5],
            ["I", "CHỈ ĐẠO, ĐIỀU HÀNH", 2.5],
            ["1.1", "Kế hoạch\nCCHC", 1.5, "", ""],
            [
                "1.1.1",
                "Ban hành kế hoạch",
                "0,5",
                "Ban hành kịp thời: 0,5; không ban hành: 0",
                "Kế hoạch; công văn gửi",
            ],
            [
                "1.1.2",
                "Tỷ lệ hoàn thành",
                "1 điểm",
                "Từ 90% trở lên: 1\nTừ 80% - dưới 90%: 0.5\nDưới 80%: 0",
                "- Báo cáo\n năm\n- Số liệu",
            ],
            ["STT", "Lĩnh vực/Tiêu chí", "Điểm tối đa", "Cách chấm điểm", "Tài liệu kiểm chứng"],
            [],
            ["1.2", "Báo cáo", 1, "Mỗi báo cáo chậm trừ 0,25 điểm"],
            ["II", "TÁC ĐỘNG", 7.5],
            ["2.1", "Khảo sát", 7.5, "Đánh giá qua điều tra xã hội học", "Kết quả khảo sát"],
            ["", "Tổng cộng", 10],
            ["", "Nơi nhận: như trên"],
        ]
    )
    imported = read(path)
    framework = loads(imported.yaml)
    assert framework.title == both("PHỤ LỤC: BỘ CHỈ SỐ NĂM 2024")
    assert codes(imported) == ["I", "1.1", "1.1.1", "1.1.2", "1.2", "II", "2.1"]
    assert [(leaf.rule.type, str(leaf.maximum)) for leaf in framework.leaves] == [
        ("levels", "0.5"),
        ("bands", "1"),
        ("deductions", "1"),
        ("appraiser", "7.5"),
    ]
    assert framework.by_code["1.1"].node.title.vi == "Kế hoạch CCHC"
    assert framework.leaves[0].evidence == (both("Kế hoạch"), both("công văn gửi"))
    assert framework.leaves[1].evidence == (both("Báo cáo năm"), both("Số liệu"))
    assert framework.leaves[0].way_of_scoring == both("Ban hành kịp thời: 0,5; không ban hành: 0")
    assert framework.is_illustrative
    assert found(imported) == []


def test_what_could_not_be_read_is_listed_and_its_words_are_kept(desk):
    path = desk.workbook(
        [
            desk.headings,
            [1, "Tác động", 3],
            ["1.1", "Khảo sát", 2, "Đánh giá qua điều tra xã hội học"],
            ["1.2", "Sáng kiến", 1],
        ]
    )
    imported = read(path)
    assert [(item.code, item.row, item.text) for item in imported.unread] == [
        ("1.1", 3, "Đánh giá qua điều tra xã hội học"),
        ("1.2", 4, ""),
    ]
    assert "để trống" in imported.unread[1].why.vi
    survey, initiative = loads(imported.yaml).leaves
    assert survey.way_of_scoring == both("Đánh giá qua điều tra xã hội học")
    assert (survey.rule.type, initiative.rule.type, initiative.way_of_scoring) == (
        "appraiser",
        "appraiser",
        None,
    )


def test_numbers_that_a_spreadsheet_spoilt_are_mended_by_what_can_follow(desk):
    path = desk.workbook(
        [
            desk.headings,
            [1.0, "Lĩnh vực", 12],
            *([float(f"1.{number}"), f"Tiêu chí {number}", 1, "A: 1; B: 0"] for number in range(1, 9)),
            [1.9, "Tiêu chí 9", 2],
            [datetime(2001, 9, 1), "Phần một", 1, "A: 1; B: 0"],  # typed 1.9.1
            ["2002-09-01 00:00:00", "Phần hai", 0.5, "A: 0,5; B: 0"],
            ["1/9/2003", "Phần ba", 0.5, "A: 0,5; B: 0"],
            [1.1, "Tiêu chí 10", 1, "A: 1; B: 0"],  # typed 1.10
            [1.11, "Tiêu chí 11", 1, "A: 1; B: 0"],
        ]
    )
    imported = read(path)
    assert codes(imported)[9:] == ["1.9", "1.9.1", "1.9.2", "1.9.3", "1.10", "1.11"]
    assert found(imported) == [("annex-number-mended", line) for line in (12, 13, 14, 15)]
    assert "1.10" in imported.problems[-1].text.vi


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        (["I", "1", "1.1", "1.2", "II", "2", "2.1"], ["I", "I.1", "I.1.1", "I.1.2", "II", "II.2", "II.2.1"]),
        (["A.", "1", "2", "B.", "1"], ["A", "A.1", "A.2", "B", "B.1"]),
        (["I", "I.1", "I.2", "II", "II.1"], ["I", "I.1", "I.2", "II", "II.1"]),
        (["Lĩnh vực 1", "Tiêu chí 1.1.", "TC 1,2", "2)", "2.1"], ["1", "1.1", "1.2", "2", "2.1"]),
    ],
)
def test_areas_may_have_roman_numbers_letters_or_figures(desk, numbers: list[str], expected: list[str]):
    rows = [[number, f"Mục {number}", 1, "A: 1; B: 0"] for number in numbers]
    assert codes(read(desk.workbook([desk.headings, *rows], name="a.xlsx"))) == expected


def test_number_and_title_may_share_a_merged_cell(desk):
    path = desk.document(
        [
            desk.headings,
            ("I. CHỈ ĐẠO, ĐIỀU HÀNH", "", "1,5", "", ""),
            ("1.1", "Ban hành kế hoạch", "0,5", "Có: 0,5\nKhông: 0", "Kế hoạch"),
            ("1.2", "Báo cáo", "1", "Đủ, đúng hạn: 1", "Báo cáo"),
            ("", "", "", "Không đủ: 0", "Công văn"),
        ],
        [("1.3", "Trang sau", "chưa công bố", "", ""), ("", "Tổng số điểm", "", "", "")],
        [("Ký tên", "Đóng dấu")],
        merged=[(1, 0, 1, 1), (3, 0, 4, 0), (3, 1, 4, 1), (3, 2, 4, 2)],
    )
    imported = read(path)
    framework = loads(imported.yaml)
    assert framework.by_code["I"].node.title.vi == "CHỈ ĐẠO, ĐIỀU HÀNH"
    assert [(leaf.code, leaf.rule.type) for leaf in framework.leaves] == [
        ("1.1", "levels"),
        ("1.2", "levels"),
        ("1.3", "appraiser"),
    ]
    assert framework.leaves[1].evidence == (both("Báo cáo"), both("Công văn"))
    assert framework.leaves[2].maximum is None
    assert framework.total == framework.by_code["I"].node.maximum


def test_levels_may_stand_in_rows_of_their_own_under_the_criterion(desk):
    path = desk.workbook(
        [
            ["TT", "Tiêu chí", "Điểm", "Title (English)", "Way of scoring (English)", "Evidence (English)"],
            ["1", "Lĩnh vực", None, "Area"],
            ["1.1", "Kế hoạch", 1, "Plan"],
            ["-", "Kịp thời", 1, "In time"],
            [None, "Không kịp thời", 0.5, "Late"],
            ["+", "Không ban hành", "0", "Never"],
            ["1.2", "Báo cáo", "2", "Report"],
            ["", "Đủ: 2", "", "Complete: 2"],
            ["", "Thiếu: 0", "", "Incomplete: 0"],
            ["", "", "", "", ""],
        ]
    )
    imported = read(path)
    assert (found(imported), imported.unread) == ([], [])
    plan, report = loads(imported.yaml).leaves
    assert [(level.code, level.title.en, str(level.points)) for level in plan.rule.levels] == [
        ("kip_thoi", "In time", "1"),
        ("khong_kip_thoi", "Late", "0.5"),
        ("khong_ban_hanh", "Never", "0"),
    ]
    assert [level.title.en for level in report.rule.levels] == ["Complete", "Incomplete"]
    assert loads(imported.yaml).by_code["1"].node.maximum == 3


def test_every_bad_cell_is_reported_at_once_with_row_column_value_and_what_was_expected(desk):
    path = desk.workbook(
        [
            desk.headings,
            ["", "Dòng lạc"],
            ["1", "Lĩnh vực", 10, "Cách chấm đặt nhầm chỗ"],
            ["1.1", "", 1, "A: 1; B: 0"],
            ["a)", "Mục chữ", 1],
            ["", "Dòng của mục chữ"],
            [True, "Mục đúng sai", 1],
            [-1, "Mục âm", 1],
            [datetime(2024, 12, 30), "Ngày tháng", 1],
            ["1.2", "Chữ", "nhiều", "A: 1; B: 0"],
            ["1.3", "Âm", -1, "A: 1; B: 0"],
            ["1.4", "Ngày", date(2024, 5, 1), "A: 1; B: 0"],
            ["1.5", "Bảy số lẻ", 0.1234567, "A: 1; B: 0"],
            ["1.6", "Thiếu", "", "A: 1; B: 0"],
            ["1.7", "Nghìn", "1.000", "A: 1; B: 0"],
            ["1.8", "Nhiễu của Excel", 0.1 + 0.2, "A: 0,3; B: 0"],
            ["1.1", "Trùng số", 1, "A: 1; B: 0"],
            ["1.9.1", "Nhảy cấp", 1, "A: 1; B: 0"],
            ["3.1", "Lạc nhánh", 1, "A: 1; B: 0"],
        ]
    )
    imported = read(path)
    assert found(imported) == [
        ("annex-row-without-number", 2),
        ("annex-scoring-above-leaf", 3),
        ("annex-title", 4),
        ("annex-number", 5),
        ("annex-number", 7),
        ("annex-number", 8),
        ("annex-number", 9),
        ("annex-maximum", 10),
        ("annex-maximum", 11),
        ("annex-maximum", 12),
        ("annex-maximum", 13),
        ("annex-maximum-missing", 14),
        ("annex-maximum", 15),
        ("code-twice", 17),
        ("annex-parent", 18),
        ("annex-parent", 19),
    ]
    said = {problem.place.line: problem for problem in imported.problems}
    assert said[10].place.path == "Trang 1 · C"
    assert (
        said[10].text.vi
        == "Cột “Điểm tối đa”: “nhiều” không phải số điểm; ghi một số không âm, nhiều nhất sáu số lẻ, như 0,5."
    )
    assert said[5].place.path == "Trang 1 · A"
    with pytest.raises(Invalid):
        loads(imported.yaml)


def test_faults_of_the_framework_are_shown_at_the_row_they_come_from(desk):
    path = desk.workbook(
        [
            desk.headings,
            ["1", "Lĩnh vực", 3],
            [
                "1.1",
                "Kế hoạch",
                1,
                "Giá trị tính: 100 * done / planned\nTrong đó:\n- done: Xong — số đếm\n- planned: Giao — số đếm\n"
                "Thang điểm:\n- Từ 90% trở lên: 1 điểm\n- Dưới 80%: 0 điểm",
            ],
            ["1.2", "Báo cáo", 1, "A: 1; B: 0"],
            ["", "TỔNG CỘNG:", 5],
        ]
    )
    imported = read(path)
    problems = [(p.code, p.place.line, p.place.path) for p in imported.problems if p.severity == "error"]
    assert problems == [
        ("maxima-sum", 2, "Trang 1 · C"),
        ("bands-hole", 3, "Trang 1 · D"),
        ("maxima-sum", 5, "Trang 1 · C"),
    ]


def test_faults_that_no_row_has_stand_for_the_whole_file(desk):
    path = desk.workbook([desk.headings, ["1", "Lĩnh vực", 1, "A: 1; B: 0"]])
    imported = annex.read(path, code="Not A Code", programme="sets")
    assert [(p.place.line, p.place.path) for p in imported.problems if p.severity == "error"] == [(0, "code")]
    empty = read(desk.workbook([desk.headings, ["", "", ""]], name="empty.xlsx"))
    assert [p.place.path for p in empty.problems if p.severity == "error"] == ["tree"]


def test_a_deep_tree_gets_names_for_its_levels(desk):
    rows = [["1", "A", 1], ["1.1", "B", 1], ["1.1.1", "C", 1], ["1.1.1.1", "D", "?", "Có: 1; không: 0"]]
    imported = read(desk.workbook([desk.headings, *rows]))
    assert [level.title.vi for level in loads(imported.yaml.replace("unknown", "1")).levels][3:] == ["cấp 4"]


def test_only_the_first_sheet_with_a_table_counts(desk):
    rows = [desk.headings, ["1", "Lĩnh vực", 1, "A: 1; B: 0"]]
    imported = read(desk.workbook([["Bìa"]], rows, rows, [["Ghi chú"]]))
    assert codes(imported) == ["1"]
    assert [(p.code, p.place.path) for p in imported.problems][1:] == [("annex-other-sheet", "Trang 3")]


def test_a_file_without_a_table_of_criteria_is_refused(desk):
    with pytest.raises(Invalid, match="no row of headings"):
        read(desk.workbook([["a", "b"], ["1", "2"]]))
    with pytest.raises(Invalid, match="no row of headings"):
        read(desk.document([("STT", "Họ và tên")]))


@pytest.mark.parametrize("name", ["broken.xlsx", "broken.docx", "missing.xlsx", "missing.docx"])
def test_a_file_that_cannot_be_opened_is_refused(desk, name: str):
    if name.startswith("broken"):
        (desk.folder / name).write_bytes(b"not an office file")
    with pytest.raises(Invalid, match="cannot be opened"):
        read(desk.folder / name)


def test_an_english_annex_is_known_by_its_headings(desk):
    headings = [
        "No.",
        "Area/Criterion/Sub-criterion",
        "Max points",
        "Way of scoring",
        "Evidence",
        "Tên (tiếng Việt)",
    ]
    path = desk.workbook(
        [
            headings,
            ["1", "Direction", 1, "", "", "Chỉ đạo"],
            ["1.1", "Plan", 1, "Issued: 1; not issued: 0", "Plan", ""],
            ["", "Total", 1],
        ]
    )
    imported = read(path)
    framework = loads(imported.yaml)
    assert framework.by_code["1"].node.title.vi == "Chỉ đạo"
    assert framework.leaves[0].title == both("Plan")
    assert [level.code for level in framework.leaves[0].rule.levels] == ["issued", "not_issued"]
    assert "điền các ô còn trống ở cột “Tên (tiếng Việt)”" in imported.problems[0].text.vi


@pytest.mark.parametrize(
    ("cells", "language"),
    [
        (["Số TT", "Nội dung đánh giá", "Điểm chuẩn", "Thang điểm", "Hồ sơ minh chứng"], "vi"),
        (["#", "Criteria", "Maximum score", "Scoring", "Evidence asked for"], "en"),
        (["STT", "Tiêu chí"], None),
        (["STT", "Tiêu chí (English)", "Điểm tối đa"], None),
        (["STT", "x" * 200, "Điểm tối đa"], None),
        ([1, 2, 3], None),
    ],
)
def test_headings_are_known_in_their_usual_forms(cells: list, language: str | None):
    header = header_of([*cells, "Ghi chú (English)"])
    assert (header and header.language) == language


def test_columns_are_called_as_spreadsheets_call_them():
    assert [column_letters(position) for position in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
