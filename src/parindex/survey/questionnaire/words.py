"""The fixed words of skip logic and of the sheet for entry."""

from __future__ import annotations

from parindex.language import Text

ILLUSTRATIVE = Text(
    vi="PHIẾU MINH HOẠ: câu chữ do phần mềm soạn, không phải phiếu chính thức của cơ quan nào",
    en="ILLUSTRATIVE FORM: the wording is the software's own, not an official form of any body",
)
QUESTION = Text(vi="câu {number}", en="question {number}")
ONLY_IF = Text(vi="Chỉ hỏi nếu {condition}.", en="Ask only if {condition}.")
ONLY_IF_ONE = Text(
    vi="Câu {first}: chỉ hỏi nếu {condition}.", en="Question {first}: ask only if {condition}."
)
ONLY_IF_RANGE = Text(
    vi="Từ câu {first} đến câu {last}: chỉ hỏi nếu {condition}.",
    en="Questions {first} to {last}: ask only if {condition}.",
)

ENTRY = Text(
    vi="Bảng nhập phiếu giấy · {title} · phiên bản {version} · lần nhập {entry}",
    en="Entry from paper · {title} · version {version} · entry {entry}",
)
TEXT_ROW = Text(vi="Câu hỏi", en="Question")
CODE_ROW = Text(vi="Mã", en="Codes")
SKIP_ROW = Text(vi="Điều kiện", en="Condition")
SEVERAL = Text(vi="nhiều mã, cách nhau một dấu cách", en="several codes, with a space between them")
A_DATE = Text(vi="ngày: 2026-10-25", en="a date: 2026-10-25")
A_NUMBER = Text(vi="số nguyên", en="a whole number")
A_DECIMAL = Text(vi="số", en="a number")
SEE_CODES = Text(vi="xem trang codes", en="see the sheet codes")
NOT_A_CODE = Text(
    vi="Không có mã này. Xem mã ở dòng trên hoặc trang codes; để trống nếu trên phiếu không ghi.",
    en="There is no such code. See the codes above or on the sheet codes; leave empty what the paper leaves empty.",
)
GUIDE = (
    Text(
        vi="Trang A: nhập lần một. Trang B: người khác nhập lại cùng những phiếu đó, không nhìn lần một.",
        en="Sheet A: the first entry. Sheet B: another person enters the same forms again without looking at the first.",
    ),
    Text(
        vi="Mỗi phiếu giấy một dòng. Đánh số phiếu trong lô (1, 2, 3 …) lên góc phiếu; số đó là cột row, giống nhau ở hai lần nhập.",
        en="One row a paper form. Number the forms of the batch (1, 2, 3 …) in their corner; this is the column row, the same in both entries.",
    ),
    Text(
        vi="Năm cột đầu đã điền sẵn; không sửa. Không đổi, thêm hay xoá tên cột.",
        en="The first five columns are filled in; leave them. Do not rename, add or remove columns.",
    ),
    Text(
        vi="Nhập mã in cạnh ô được đánh dấu. Câu không được hỏi hoặc bỏ trống trên phiếu: để trống ô.",
        en="Enter the code printed beside the marked circle. What was not asked, or is empty on paper, stays empty.",
    ),
    Text(
        vi="Không biết: −1. Không trả lời, từ chối: −2 (nếu danh sách mã của câu có các mã này).",
        en="Don't know: −1. Refused: −2 (where the codes of the question have them).",
    ),
    Text(
        vi="Câu được chọn nhiều: nhập các mã cách nhau một dấu cách, ví dụ 1 4.",
        en="Several answers: enter the codes with a space between them, such as 1 4.",
    ),
    Text(
        vi="Nhập đúng như phiếu ghi, kể cả khi thấy vô lý; ghi chú việc đó vào biên bản lô.",
        en="Enter what the paper says even if it makes no sense, and note that in the record of the batch.",
    ),
    Text(
        vi="Dòng không có câu trả lời nào được coi là không dùng.",
        en="A row without any answer counts as not used.",
    ),
)
