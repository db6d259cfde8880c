"""What pyxform says, in Vietnamese; what is not known here is passed on as it is."""

from __future__ import annotations

import re

_KNOWN = (
    (
        r"Questions, groups, and repeats must be unique.*",
        "Tên câu hỏi hoặc nhóm này đã dùng trong cùng nhóm; đổi một trong hai tên.",
    ),
    (
        r".*case-insensitive match to another name.*",
        "Tên này chỉ khác tên khác ở chữ hoa, chữ thường; đổi tên để không nhầm.",
    ),
    (r"Repeat names must.*", "Tên nhóm lặp phải khác mọi tên khác của phiếu; đổi tên."),
    (r"The name 'meta' is reserved.*", "Tên “meta” dành riêng cho dữ liệu mô tả; đổi tên."),
    (
        r".*Names must begin with a letter or underscore.*",
        "Tên phải bắt đầu bằng chữ cái hoặc dấu gạch dưới, sau đó là chữ cái, chữ số, dấu gạch dưới, gạch nối hoặc dấu chấm; sửa tên.",
    ),
    (
        r"Reference variables must contain a name.*Could not find the name '(.+)'\.",
        r"Không có câu hỏi “\1” mà ô này nhắc tới; sửa tên hoặc thêm câu hỏi.",
    ),
    (
        r"Reference variables must start with.*",
        "Tham chiếu phải viết đúng dạng ${tên_câu_hỏi}; sửa lại.",
    ),
    (
        r"Reference variables names must be unique.*The name '(.+)' appears.*",
        r"Tên “\1” có ở nhiều chỗ nên không biết ô này nhắc tới câu nào; đổi tên.",
    ),
    (r"Choice names must be unique.*", "Mã lựa chọn bị trùng trong danh sách; đổi hoặc bỏ một dòng."),
    (r"Choices must have a name.*", "Lựa chọn thiếu mã (cột name); thêm mã."),
    (r"Choices should have a label.*", "Lựa chọn thiếu nhãn (cột label); thêm nhãn."),
    (r"Unmatched 'begin_(\w+)'.*", r"Nhóm mở bằng begin_\1 chưa được đóng; thêm dòng end_\1."),
    (r"Unmatched 'end_(\w+)'.*", r"Dòng end_\1 không đóng nhóm nào; bỏ dòng này hoặc thêm begin_\1."),
    (
        r"List name not in choices sheet: (\S+).*",
        r"Trang choices không có danh sách “\1”; sửa tên hoặc thêm danh sách.",
    ),
    (r"There should be a choices sheet.*", "Có câu hỏi chọn nhưng không có trang choices; thêm trang này."),
    (r"Question with no type.*", "Dòng này có nội dung nhưng thiếu loại câu hỏi (cột type); thêm loại."),
    (r"Question or group with no name.*", "Câu hỏi hoặc nhóm thiếu tên (cột name); thêm tên."),
    (r"Unknown question type '(.+)'\.", r"Không có loại câu hỏi “\1”; xem các loại của XLSForm."),
    (r"Missing calculation\.", "Dòng calculate thiếu công thức (cột calculation); thêm công thức."),
    (r"The survey element named '(.+?)' has no label.*", r"Câu hỏi “\1” không có nhãn và gợi ý; thêm nhãn."),
    (
        r"Row without name, text, or label is being skipped.*",
        "Dòng không có tên và nhãn bị bỏ qua; điền hoặc xoá dòng.",
    ),
    (
        r"(Group|Repeat) has no label.*",
        "Nhóm không có nhãn; thêm nhãn để người trả lời biết đang ở phần nào.",
    ),
    (
        r"Language '(.+)' is missing the survey (.+) columns?\s?(.*)\.",
        r"Ngôn ngữ “\1” thiếu cột \2\3 ở trang survey.",
    ),
    (
        r"Language '(.+)' is missing the choices (.+) columns?\s?(.*)\.",
        r"Ngôn ngữ “\1” thiếu cột \2\3 ở trang choices.",
    ),
    (
        r"The following language declarations do not contain valid machine-readable codes: (.+?)\. .*",
        r"Tên ngôn ngữ \1 thiếu mã trong ngoặc; viết như “Tiếng Việt (vi)”.",
    ),
    (
        r".*Parameters must be in the form of.*",
        "Tham số phải viết dạng tên=giá_trị, cách nhau một dấu cách; sửa lại.",
    ),
    (
        r"Invalid headers provided for sheet: '(\w+)'.*",
        r"Dòng tiêu đề của trang \1 sai hoặc thiếu cột bắt buộc; so với mẫu XLSForm.",
    ),
)
_PATTERNS = tuple((re.compile(pattern, re.DOTALL), said) for pattern, said in _KNOWN)


def in_vietnamese(message: str) -> str:
    """Return what a message of pyxform says in Vietnamese; the message itself, named as such, where it is not known."""
    for pattern, said in _PATTERNS:
        matched = pattern.fullmatch(message)
        if matched:
            return matched.expand(said)
    return f"pyxform báo: {message}"
