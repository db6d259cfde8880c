"""Every fixed word about questionnaires: help, labels, sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from parindex.language import Text

Texts = Mapping[str, Text]

COMMANDS: Texts = {
    "survey form": Text(
        vi="Phiếu khảo sát: XLSForm cho ODK, Kobo; phiếu giấy; bảng nhập; survey.yaml.",
        en="Questionnaires: XLSForm for ODK and Kobo, paper, sheets for entry, survey.yaml.",
    ),
    "survey form list": Text(
        vi="Liệt kê các phiếu đi kèm phần mềm.", en="List the questionnaires that ship."
    ),
    "survey form show": Text(
        vi="Phiếu hỏi gì: câu hỏi, mã trả lời, điều kiện.",
        en="What a form asks: questions, codes, conditions.",
    ),
    "survey form check": Text(
        vi="Liệt kê mọi lỗi của phiếu (pyxform và kiểm tra riêng), và chỗ không khớp với ánh xạ, survey.yaml, bộ chỉ số.",
        en="List everything wrong with a form (pyxform's checks and ours), and where mapping, survey.yaml and framework do not agree with it.",
    ),
    "survey form export": Text(
        vi="Ghi phiếu thành XLSForm, XForm, phiếu giấy (PDF), bảng nhập phiếu giấy (Excel), survey.yaml hoặc ánh xạ.",
        en="Write a form as XLSForm, XForm, paper (PDF), a sheet for entry from paper (Excel), survey.yaml or its mapping.",
    ),
}
"""Help of the commands."""
OPTIONS: Texts = {
    "form": Text(
        vi="Phiếu: tên phiếu đi kèm, tệp .xlsx (XLSForm), .yaml, hoặc thư mục có form.xlsx hay form.yaml.",
        en="Form: the name of one that ships, an .xlsx (XLSForm), a .yaml, or a folder with form.xlsx or form.yaml.",
    ),
    "form.mapping": Text(
        vi="Ánh xạ từ câu hỏi tới chỉ số; mặc định là mapping.yaml trong thư mục của phiếu.",
        en="Mapping from questions to the index; by default mapping.yaml in the form's folder.",
    ),
    "form.id": Text(
        vi="Mã phiếu, khi tệp hoặc thư mục có nhiều phiếu.",
        en="Id of the form, where a file or folder holds several.",
    ),
    "form.survey": Text(
        vi="survey.yaml đang dùng để tính, để so với phiếu.",
        en="The survey.yaml that the analysis takes, to compare with the form.",
    ),
    "form.framework": Text(
        vi="Bộ chỉ số, để so điểm của từng phương án trả lời.",
        en="Framework, to compare what each option is worth.",
    ),
    "form.as": Text(
        vi="xlsform (.xlsx), xform (.xml), paper (.pdf), batch (.xlsx, bảng nhập), survey (survey.yaml), mapping (mapping.yaml), responses (responses.yaml, để đọc phiếu).",
        en="xlsform (.xlsx), xform (.xml), paper (.pdf), batch (.xlsx, for entry), survey (survey.yaml), mapping (mapping.yaml), responses (responses.yaml, for reading).",
    ),
    "form.out": Text(vi="Tệp phiếu sẽ ghi.", en="File to write the form to."),
    "form.batch": Text(vi="Số (tên) lô phiếu của bảng nhập.", en="Name of the batch of a sheet for entry."),
    "form.in": Text(
        vi="Ngôn ngữ của câu hỏi trên giấy và bảng nhập (mã như vi, en, hmn); mặc định là ngôn ngữ của lệnh.",
        en="Language of the questions on paper and on the sheet for entry (a tag such as vi, en, hmn); by default that of the run.",
    ),
    "form.rows": Text(vi="Số phiếu giấy trong lô.", en="Paper forms in the batch."),
}
"""Help of arguments and options."""

FORM = Text(vi="Phiếu", en="Form")
QUESTIONS = Text(vi="Số câu", en="Questions")
NUMBER = Text(vi="Câu", en="No.")
NAME = Text(vi="Tên", en="Name")
QUESTION = Text(vi="Câu hỏi", en="Question")
CODES = Text(vi="Mã", en="Codes")
CONDITION = Text(vi="Điều kiện", en="Condition")
ILLUSTRATIVE = Text(
    vi="Phiếu minh hoạ: câu chữ do phần mềm soạn, không phải phiếu chính thức.",
    en="Illustrative form: the wording is the software's own, not an official text.",
)
EXPORT_HINT = Text(
    vi="Lấy phiếu: parindex survey form export TÊN --as xlsform --out phieu.xlsx",
    en="Get a form: parindex survey form export NAME --as xlsform --out form.xlsx",
)
NEEDS_MAPPING = Text(
    vi="Cần ánh xạ từ câu hỏi tới chỉ số: thêm --mapping mapping.yaml.",
    en="A mapping from questions to the index is needed: add --mapping mapping.yaml.",
)


def no_form(name: str, close: Sequence[str]) -> Text:
    """Say that there is no such form, and which names are near."""
    listed = ", ".join(close)
    return Text(
        vi=f"Không có tệp, thư mục hay phiếu đi kèm tên “{name}”."
        + (f" Ý bạn là: {listed}?" if listed else ""),
        en=f'There is no file or folder, and no form that ships, called "{name}".'
        + (f" Did you mean: {listed}?" if listed else ""),
    )


def several_forms(name: str, ids: Sequence[str]) -> Text:
    """Say which forms a file or folder holds, so that one can be named."""
    listed = ", ".join(ids)
    return Text(
        vi=f"“{name}” có các phiếu: {listed}; chọn một bằng --id.",
        en=f'"{name}" holds the forms {listed}; choose one with --id.',
    )


def no_language(tag: str, known: Sequence[str]) -> Text:
    """Say that a form is not asked in a language, and in which it is."""
    listed = ", ".join(known)
    return Text(
        vi=f"Phiếu không có ngôn ngữ “{tag}”; có: {listed}.",
        en=f'The form has no language "{tag}"; it has: {listed}.',
    )
