"""The words that a workbook shows, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum

from parindex.language import Text

GUIDE = Text(vi="Hướng dẫn", en="Guide")
SCORING = Text(vi="Chấm điểm", en="Scoring")
SUMMARY = Text(vi="Tổng hợp", en="Summary")
LISTS = Text(vi="Danh mục", en="Lists")
DATA = Text(vi="Dữ liệu", en="Data")


class Column(IntEnum):
    """The columns of the scoring sheet, from the left."""

    CODE = 0
    TITLE = 1
    UNIT = 2
    INPUT = 3
    MAXIMUM = 4
    BY_RULE = 5
    ENTERED = 6
    POINTS = 7
    STATUS = 8
    NOTE = 9
    NOT_APPLICABLE = 10
    REASON = 11
    EVIDENCE_ASKED = 12
    EVIDENCE_GIVEN = 13
    EXPLANATION = 14
    COMPLETE = 15
    NOTE_NEEDED = 16


COLUMNS: Mapping[Column, tuple[Text, float]] = {
    Column.CODE: (Text(vi="Mã", en="Code"), 12),
    Column.TITLE: (Text(vi="Nội dung", en="Content"), 50),
    Column.UNIT: (Text(vi="Đơn vị tính", en="Unit"), 12),
    Column.INPUT: (Text(vi="Số liệu", en="Figure"), 18),
    Column.MAXIMUM: (Text(vi="Điểm tối đa", en="Max points"), 10),
    Column.BY_RULE: (Text(vi="Điểm theo số liệu", en="Points by the figures"), 12),
    Column.ENTERED: (Text(vi="Điểm thẩm định", en="Appraised points"), 12),
    Column.POINTS: (Text(vi="Điểm", en="Points"), 12),
    Column.STATUS: (Text(vi="Tình trạng", en="State"), 14),
    Column.NOTE: (Text(vi="Ý kiến, lý do thẩm định", en="Appraiser's note, reason"), 30),
    Column.NOT_APPLICABLE: (Text(vi="Không áp dụng", en="Not applicable"), 11),
    Column.REASON: (Text(vi="Lý do không áp dụng", en="Why not applicable"), 18),
    Column.EVIDENCE_ASKED: (Text(vi="Tài liệu kiểm chứng cần có", en="Evidence asked for"), 28),
    Column.EVIDENCE_GIVEN: (
        Text(vi="Tài liệu kiểm chứng đã có (mỗi dòng một tài liệu)", en="Evidence given (one a line)"),
        28,
    ),
    Column.EXPLANATION: (Text(vi="Giải trình", en="Explanation"), 28),
    Column.COMPLETE: (Text(vi="Đủ số liệu", en="Complete"), 10),
    Column.NOTE_NEEDED: (Text(vi="Cần lý do", en="Needs a reason"), 10),
}

WAY_OF_SCORING = Text(vi="Cách chấm", en="Way of scoring")
APPRAISED_BY = Text(vi="Thẩm định", en="Appraised by")
SOURCE = Text(vi="Nguồn", en="Source")
ILLUSTRATIVE = Text(vi="minh hoạ, không phải văn bản chính thức", en="illustrative, not an official text")
VALUE_ROW = Text(vi="Giá trị tính từ số liệu", en="Value calculated from the figures")
PERCENT_ACHIEVED = Text(vi="Tỷ lệ đạt được (%)", en="Achieved (%)")
CHANGE = Text(vi="Thay đổi so với năm trước", en="Change on the year before")
CHANGE_PERCENT = Text(vi="Thay đổi so với năm trước (%)", en="Change on the year before (%)")
POINTS_TYPED = Text(vi="Điểm (nhập trực tiếp)", en="Points (typed in)")
POINTS_UNIT = Text(vi="điểm", en="points")
AT_READING = Text(vi="tính khi nộp sổ", en="calculated when the workbook is handed in")
UP_TO = Text(vi="tối đa {maximum} điểm", en="at most {maximum} points")
UNKNOWN_MAXIMUM = Text(vi="chưa công bố", en="not published")
RELATIVE = Text(vi="tính khi có số liệu của mọi đơn vị", en="calculated once all units have figures")

YES = Text(vi="Có", en="Yes")
NO = Text(vi="Không", en="No")
MARK = "x"
NEVER = Text(vi="không thực hiện", en="never")

SCORED = Text(vi="Đã chấm", en="Scored")
MISSING = Text(vi="Chưa chấm", en="Not yet scored")
NOT_APPLICABLE = Text(vi="Không áp dụng", en="Not applicable")
UNDEFINED = Text(vi="Không tính được", en="Cannot be calculated")
LATER = Text(vi="Tính sau", en="Calculated later")

SUMMARY_COLUMNS: tuple[tuple[Text, float], ...] = (
    (Text(vi="Mã", en="Code"), 12),
    (Text(vi="Lĩnh vực, tiêu chí", en="Area, criterion"), 64),
    (Text(vi="Điểm tối đa áp dụng", en="Applicable maximum"), 14),
    (Text(vi="Điểm đạt", en="Points"), 12),
    (Text(vi="Tỷ lệ (%)", en="Percent"), 10),
    (Text(vi="Số mục chấm", en="Leaves"), 10),
    (Text(vi="Còn phải điền", en="Still to fill"), 12),
    (Text(vi="Không áp dụng", en="Not applicable"), 12),
    (Text(vi="Tính sau", en="Calculated later"), 12),
)
TOTAL = Text(vi="Tổng cộng", en="Total")
IN_HAND = Text(
    vi="Mục chưa chấm và mục tính sau chưa có điểm, nên tổng điểm ở đây là số điểm đã có trong tay; "
    "điểm thưởng, điểm phạt và điểm trừ sau thẩm định không nằm trong sổ này.",
    en="Leaves not yet scored and those calculated later have no points so far, so the total is what is "
    "in hand; bonus, penalty and deductions after appraisal are not in this workbook.",
)

SYNTHETIC = Text(
    vi="SỐ LIỆU GIẢ LẬP dùng để đào tạo, không phải số liệu thật.",
    en="SYNTHETIC DATA for training, not real figures.",
)
ILLUSTRATIVE_SET = Text(
    vi="Bộ chỉ số này là minh hoạ, không phải văn bản chính thức.",
    en="This framework is illustrative, not an official text.",
)
UNIT = Text(vi="Cơ quan, đơn vị", en="Unit")
ROUND = Text(vi="Đợt đánh giá", en="Round")
STAGE = Text(vi="Giai đoạn", en="Stage")
FRAMEWORK = Text(vi="Bộ chỉ số", en="Framework")
HOW_TO = Text(vi="Cách làm", en="What to do")
LEGEND = Text(vi="Màu của ô", en="Colours of cells")
STEPS: Mapping[str, tuple[Text, ...]] = {
    "all": (
        Text(
            vi="Mở trang “Chấm điểm”, điền các ô màu vàng. Điểm hiện ngay khi đủ số liệu của mục.",
            en='Open the sheet "Scoring" and fill the yellow cells. Points show as soon as a leaf is complete.',
        ),
        Text(
            vi="Ngày viết ngày/tháng/năm; việc không làm thì ghi “không thực hiện”. Tỷ lệ ghi theo phần trăm: 85 là 85 %.",
            en='Dates are day/month/year; for what was not done write "never". Percentages: 85 means 85 %.',
        ),
        Text(
            vi="Không có việc nào thì ghi 0, đừng để trống: ô trống nghĩa là chưa chấm.",
            en="Where there is none, write 0, do not leave the cell empty: an empty cell means not yet scored.",
        ),
        Text(
            vi="Mục không áp dụng (nếu cho phép): ghi “x” và nêu lý do.",
            en='A leaf that does not apply (where that is allowed): write "x" and give the reason.',
        ),
        Text(
            vi="Liệt kê tài liệu kiểm chứng, mỗi dòng một tài liệu (Alt + Enter để xuống dòng).",
            en="List the evidence, one piece a line (Alt + Enter for a new line).",
        ),
    ),
    "optional": (
        Text(
            vi="Mục chưa đạt điểm tối đa mà không có tài liệu kiểm chứng thì nên giải trình; ô cần giải trình hiện màu đỏ.",
            en="A leaf below its maximum without evidence should be explained; the cell turns red.",
        ),
    ),
    "below_maximum": (
        Text(
            vi="Mục chưa đạt điểm tối đa mà không có tài liệu kiểm chứng thì bắt buộc giải trình: ô cần giải trình hiện màu đỏ, "
            "còn ô đỏ thì sổ không được nhận.",
            en="A leaf below its maximum without evidence must be explained: the cell turns red, "
            "and the workbook is not accepted while one is red.",
        ),
    ),
    "always": (
        Text(
            vi="Mục không có tài liệu kiểm chứng thì bắt buộc giải trình: ô cần giải trình hiện màu đỏ, "
            "còn ô đỏ thì sổ không được nhận.",
            en="A leaf without evidence must be explained: the cell turns red, "
            "and the workbook is not accepted while one is red.",
        ),
    ),
    "appraisal": (
        Text(
            vi="Sửa số liệu nếu số liệu đơn vị nhập không đúng; hoặc ghi “Điểm thẩm định” và nêu lý do. Ô thiếu lý do hiện màu đỏ.",
            en='Correct a figure that is not right, or enter "Appraised points" with the reason. '
            "The cell of a missing reason turns red.",
        ),
        Text(
            vi="Xoá “Điểm thẩm định” thì điểm trở lại tính theo số liệu.",
            en='Clear "Appraised points" and the figures count again.',
        ),
    ),
    "last": (
        Text(
            vi="Xem trang “Tổng hợp”: tổng điểm và số mục còn phải điền.",
            en='See the sheet "Summary": the total and how many leaves are still to fill.',
        ),
        Text(
            vi="Trang tính được khoá (không mật khẩu) để không xê dịch ô; đừng thêm, xoá hay đổi tên trang, dòng, cột.",
            en="The sheets are locked (no password) so that cells stay in place; "
            "do not add, remove or rename sheets, rows or columns.",
        ),
    ),
}
LEGEND_LINES: tuple[tuple[str, Text], ...] = (
    ("input", Text(vi="Ô để điền", en="Cell to fill in")),
    ("calculated", Text(vi="Ô tự tính", en="Calculated cell")),
    ("given", Text(vi="Ô chỉ để xem", en="Cell to read only")),
    ("alarm", Text(vi="Thiếu giải trình hoặc lý do", en="Explanation or reason missing")),
)
ERROR_TITLE = Text(vi="Giá trị không phù hợp", en="Value does not fit")
PAGE = Text(vi="Trang &P/&N", en="Page &P/&N")
