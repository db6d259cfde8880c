"""What pyxform refuses and warns of: every row at once, in both languages."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from parindex.survey.questionnaire.check import problems_of
from parindex.survey.questionnaire.refusals import in_vietnamese
from parindex.survey.questionnaire.sheets import Sheets
from parindex.survey.questionnaire.xform import convert
from tests.survey.questionnaire.small import ROW, SHEETS, spoilt


def found(sheets: Sheets) -> list[tuple[str, int, str]]:
    return [(p.severity, p.place.line, p.place.path) for p in convert(sheets).problems]


def changed(*rows: tuple[int, dict[str, str]]) -> Sheets:
    survey = [dict(row) for row in SHEETS.survey]
    for number, cells in rows:
        survey[number - 2] |= cells
    return replace(SHEETS, survey=survey)


def test_a_sound_form_becomes_an_xform() -> None:
    made = convert(SHEETS)
    assert made.problems == ()
    assert made.xml.startswith('<?xml version="1.0"?>')
    assert 'id="small" version="1"' in made.xml
    assert convert(SHEETS) == made


def test_pyxform_stops_at_the_first_refusal_but_we_go_on() -> None:
    sheets = changed(
        (ROW["q1"], {"type": "select_one nowhere"}),
        (ROW["q2"], {"relevant": "${q9} = 1"}),
        (ROW["trips"], {"type": "intger"}),
        (ROW["village"], {"name": "1st"}),
    )
    made = convert(sheets)
    assert made.xml == ""
    assert sorted(found(sheets)) == [
        ("error", ROW["village"], "survey · name"),
        ("error", ROW["q1"], "survey"),
        ("error", ROW["q2"], "survey · relevant"),
        ("error", ROW["trips"], "survey"),
    ]
    said = {problem.place.line: problem.text for problem in made.problems}
    assert said[ROW["trips"]].vi == "Không có loại câu hỏi “intger”; xem các loại của XLSForm."
    assert said[ROW["q2"]].vi == "Không có câu hỏi “q9” mà ô này nhắc tới; sửa tên hoặc thêm câu hỏi."
    assert said[ROW["q1"]].en == "pyxform: List name not in choices sheet: nowhere"


def test_what_only_follows_from_an_earlier_refusal_is_not_said() -> None:
    # q2 looks at q1, which is lost because its type is unknown
    assert found(changed((ROW["q1"], {"type": "select_one nowhere"}))) == [("error", ROW["q1"], "survey")]


def test_a_group_that_is_not_closed_ends_the_search() -> None:
    made = convert(replace(SHEETS, survey=SHEETS.survey[:-1]))
    [problem] = made.problems
    assert (problem.place.line, made.xml) == (ROW["asked"], "")
    assert problem.text.vi == "Nhóm mở bằng begin_group chưa được đóng; thêm dòng end_group."


def test_a_choice_that_is_there_twice_is_refused_at_its_row() -> None:
    assert found(spoilt("choices", 3, name="1")) == [("error", 3, "choices · name")]


def test_a_refusal_of_the_whole_form_has_no_row() -> None:
    sheets = replace(SHEETS, choices=[{"list_name": "level"}])
    [problem] = convert(sheets).problems
    assert (problem.place.line, problem.place.path) == (0, "")
    assert (
        problem.text.vi == "Dòng tiêu đề của trang choices sai hoặc thiếu cột bắt buộc; so với mẫu XLSForm."
    )


def test_warnings_do_not_stop_the_form() -> None:
    sheets = spoilt("survey", len(SHEETS.survey) + 2, type="text", name="Village", label_vi="a", label_en="b")
    made = convert(sheets)
    assert made.xml
    [warning] = made.problems
    assert (warning.code, warning.severity, warning.place.line) == (
        "form-warning",
        "warning",
        len(SHEETS.survey) + 2,
    )
    assert warning.text.vi.startswith("Tên này chỉ khác tên khác ở chữ hoa, chữ thường")


def test_a_message_that_is_not_known_is_passed_on() -> None:
    assert in_vietnamese("Something new.") == "pyxform báo: Something new."
    assert in_vietnamese("Language 'English (en)' is missing the survey label column.") == (
        "Ngôn ngữ “English (en)” thiếu cột label ở trang survey."
    )


def test_where_pyxform_itself_breaks_down_that_is_a_problem_too() -> None:
    [problem] = convert(spoilt("survey", ROW["q1"], **{"label::A::B": "a"})).problems
    assert (problem.code, problem.severity, problem.place.file) == ("form-refused", "error", "small")
    assert "does not say where it is wrong (unhashable type: 'dict')" in problem.text.en


cells = st.sampled_from(
    ["", "1", "${", "${q1}", "'", "(", "select_one level or_other", "begin_group", "end group", "begin loop over level",
     "range", "calculate", "meta", "data", "tên", "<b>", "a=b", "true()"]
)  # fmt: skip
heads = st.sampled_from(
    ["type", "name", "label", "relevant", "constraint", "calculation", "parameters", "default", "trigger", "list_name",
     "media::image", "bind::x", "label::English (en)", "label::A::B", "choice_filter", "repeat_count"]
)  # fmt: skip
changes = st.lists(
    st.tuples(st.sampled_from(["survey", "choices", "settings"]), st.integers(0, 15), heads, cells),
    max_size=5,
)


@given(changes)
@settings(max_examples=40, deadline=None)
def test_whatever_stands_in_the_cells_is_answered_with_problems(
    made: list[tuple[str, int, str, str]],
) -> None:
    sheets = {
        sheet: [dict(row) for row in getattr(SHEETS, sheet)] for sheet in ("survey", "choices", "settings")
    }
    for sheet, row, head, cell in made:
        sheets[sheet][row % len(sheets[sheet])][head] = cell
    kept = {
        sheet: [{head: cell for head, cell in row.items() if cell} for row in rows]
        for sheet, rows in sheets.items()
    }
    spoilt_sheets = replace(SHEETS, **kept)
    assert all(problem.text.vi and problem.place.file for problem in problems_of(spoilt_sheets))
    assert bool(convert(spoilt_sheets).xml) == (
        not any(p.severity == "error" for p in convert(spoilt_sheets).problems)
    )
