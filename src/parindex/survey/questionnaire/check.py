"""What can be wrong with a form although pyxform takes it, each at its sheet, row and column."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parindex.language import Text, plain
from parindex.problems import Place, Problem, Severity
from parindex.survey.questionnaire.batch import FIRST_COLUMNS
from parindex.survey.questionnaire.condition import REFERENCE, Compared, Condition, Joined, parse
from parindex.survey.questionnaire.mapping import SpecialCodes
from parindex.survey.questionnaire.sheets import CHOICES, FIRST, SETTINGS, SURVEY, Sheets
from parindex.survey.questionnaire.xform import convert
from parindex.survey.questionnaire.xlsform import WORDS, languages_of, list_of, words_in

_SHEETS = ("", SETTINGS, SURVEY, CHOICES)
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,59}")
_EXPRESSIONS = ("relevant", "constraint", "calculation", "choice_filter")
_END = re.compile(r"end[ _]")
_DONT_KNOW = ("khong biet", "khong ro", "don't know", "dont know", "do not know")
_REFUSED = ("khong tra loi", "tu choi", "refused", "refuses", "no answer", "prefer not")
_SAID_BETTER = re.compile(r"Language '.+' is missing the|do not contain valid machine-readable codes")
"""Warnings of pyxform without a row, of which `translations` and `language_tags` give the rows."""

Found = Iterator[Problem]


def problems_of(sheets: Sheets, special: SpecialCodes | None = None) -> list[Problem]:
    """Return everything that is wrong with a form: our own checks, then what pyxform adds to them.

    Parameters
    ----------
    sheets : Sheets
    special : SpecialCodes, optional
        The codes for don't know and refused; −1 and −2 by default.
    """
    checks = (
        settings,
        language_tags,
        translations,
        names,
        lists,
        references,
        expressions,
        conditions,
        messages,
    )
    own = [problem for check in checks for problem in check(sheets)]
    own += special_codes(sheets, special or SpecialCodes())
    known = {(problem.place.line, path) for problem in own for path in _paths(problem)}
    more = [
        problem
        for problem in convert(sheets).problems
        if (problem.place.line, problem.place.path) not in known and not _SAID_BETTER.search(problem.text.en)
    ]
    return sorted(own + more, key=lambda problem: (_SHEETS.index(_paths(problem)[1]), problem.place.line))


def _paths(problem: Problem) -> tuple[str, str]:
    """Return where pyxform might say the same: at the column, or at no column of the sheet."""
    return problem.place.path, problem.place.path.partition(" · ")[0]


def settings(sheets: Sheets) -> Found:
    """A form has an id, a version and a title."""
    number, row = next(sheets.rows(SETTINGS), (FIRST, {}))
    for column, vi, en in (
        ("form_id", "mã phiếu", "the id of the form"),
        ("version", "phiên bản", "the version"),
        ("form_title", "tên phiếu", "the title"),
    ):
        if column not in row:
            text = Text(
                vi=f"Thiếu {vi} (cột {column}); thêm vào.",
                en=f"{en.capitalize()} is missing (column {column}); add it.",
            )
            yield _problem("form-setting", sheets, number, SETTINGS, column, text)


def language_tags(sheets: Sheets) -> Found:
    """Every language has its tag, so that the two languages of reports are found."""
    for sheet in (SURVEY, CHOICES):
        for head in sheets.heads(sheet):
            column, _, language = head.partition("::")
            if (
                column in WORDS
                and language
                and not re.fullmatch(r".+\([a-z]{2,3}(-[A-Za-z0-9]+)*\)", language)
            ):
                text = Text(
                    vi=f"Ngôn ngữ “{language}” thiếu mã; viết như “Tiếng Việt (vi)”.",
                    en=f'The language "{language}" has no tag; write it like "English (en)".',
                )
                yield _problem("language-tag", sheets, 1, sheet, head, text)


def translations(sheets: Sheets) -> Found:
    """What is said in one language is said in all."""
    languages = languages_of(sheets)
    for sheet in (SURVEY, CHOICES):
        for number, row in sheets.rows(sheet):
            for column in WORDS:
                said = words_in(row, column, next(iter(languages)))
                for tag in languages if said else ():
                    if tag not in said:
                        text = Text(
                            vi=f"Thiếu bản dịch {languages[tag]} ({tag}); dịch và điền vào.",
                            en=f"The translation into {languages[tag]} ({tag}) is missing; add it.",
                        )
                        yield _problem("translation-missing", sheets, number, sheet, column, text)


def names(sheets: Sheets) -> Found:
    """Names become columns of one table: each is alone, and none has a sign that a column cannot have."""
    seen: dict[str, int] = {}
    for number, row in sheets.rows(SURVEY):
        name = row.get("name", "")
        if name and not _NAME.fullmatch(name):
            text = Text(
                vi=f"Tên “{name}” không dùng làm tên cột được: chỉ gồm chữ cái không dấu, chữ số, gạch dưới, không bắt đầu bằng chữ số, nhiều nhất 60 ký tự.",
                en=f'The name "{name}" cannot be that of a column: letters without accents, digits and underscores, no digit first, 60 at most.',
            )
            yield _problem("question-name", sheets, number, SURVEY, "name", text)
        elif name in FIRST_COLUMNS:
            text = Text(
                vi=f"Tên “{name}” dành cho cột đầu của bảng nhập phiếu; đổi tên.",
                en=f'The name "{name}" is that of one of the first columns of the batch sheet; rename it.',
            )
            yield _problem("question-name", sheets, number, SURVEY, "name", text)
        if name and name.lower() in seen:
            text = Text(
                vi=f"Tên “{name}” đã dùng ở dòng {seen[name.lower()]}; mỗi tên chỉ dùng một lần trong cả phiếu.",
                en=f'The name "{name}" stands in row {seen[name.lower()]} already; a name is used once in the whole form.',
            )
            yield _problem("name-twice", sheets, number, SURVEY, "name", text)
        elif name:
            seen[name.lower()] = number


def lists(sheets: Sheets) -> Found:
    """Every list of choices that is asked for is there, and every one that is there is asked for."""
    there = {
        row["list_name"]: number for number, row in reversed(list(sheets.rows(CHOICES))) if "list_name" in row
    }
    used = set()
    for number, row in sheets.rows(SURVEY):
        name = list_of(row)
        used.add(name)
        if name and name not in there and "." not in name and "$" not in name:
            text = Text(
                vi=f"Trang choices không có danh sách “{name}”; sửa tên hoặc thêm danh sách.",
                en=f'The sheet choices has no list "{name}"; correct the name or add the list.',
            )
            yield _problem("choice-list-missing", sheets, number, SURVEY, "type", text)
    for name, number in sorted(there.items(), key=lambda item: item[1]):
        if name not in used:
            text = Text(
                vi=f"Không câu hỏi nào dùng danh sách “{name}”; bỏ đi hoặc dùng.",
                en=f'No question uses the list "{name}"; remove or use it.',
            )
            yield _problem("choice-list-unused", sheets, number, CHOICES, "list_name", text, "warning")


def references(sheets: Sheets) -> Found:
    """Whatever a cell refers to is a question, and skip logic looks back, not ahead."""
    at = {row["name"]: number for number, row in reversed(list(sheets.rows(SURVEY))) if "name" in row}
    for sheet in (SURVEY, SETTINGS):
        for number, row in sheets.rows(sheet):
            for column, cell in row.items():
                for name in dict.fromkeys(REFERENCE.findall(cell)):
                    if name.partition("#")[2] or name in at:
                        yield from _looks_ahead(sheets, number, sheet, column, name, at)
                        continue
                    text = Text(
                        vi=f"Không có câu hỏi “{name}” mà ô này nhắc tới; sửa tên hoặc thêm câu hỏi.",
                        en=f'There is no question "{name}", which this cell refers to; correct the name or add it.',
                    )
                    yield _problem("reference-unknown", sheets, number, sheet, column, text)


def _looks_ahead(
    sheets: Sheets, number: int, sheet: str, column: str, name: str, at: dict[str, int]
) -> Found:
    if sheet == SURVEY and column == "relevant" and at.get(name, 0) >= number:
        text = Text(
            vi=f"Điều kiện nhắc tới câu “{name}” được hỏi sau đó; chuyển câu ấy lên trước.",
            en=f'The condition looks at "{name}", which is asked only later; move that question up.',
        )
        yield _problem("reference-later", sheets, number, sheet, column, text)


def expressions(sheets: Sheets) -> Found:
    """Brackets and quotes of expressions are closed."""
    for number, row in sheets.rows(SURVEY):
        for column in _EXPRESSIONS:
            if not _is_balanced(row.get(column, "")):
                text = Text(
                    vi="Biểu thức thiếu hoặc thừa dấu ngoặc, dấu nháy; sửa lại.",
                    en="A bracket or quote of the expression is missing or too many; correct it.",
                )
                yield _problem("expression-broken", sheets, number, SURVEY, column, text)


def _is_balanced(expression: str) -> bool:
    outside = re.sub(r"'[^']*'|\"[^\"]*\"", "", expression)
    depth = 0
    for sign in outside:
        depth += (sign == "(") - (sign == ")")
        if depth < 0:
            return False
    return depth == 0 and "'" not in outside and '"' not in outside


def conditions(sheets: Sheets) -> Found:
    """A condition on a closed question names one of its choices, or it never holds."""
    choices: dict[str, set[str]] = {}
    for _, row in sheets.rows(CHOICES):
        choices.setdefault(row.get("list_name", ""), set()).add(row.get("name", ""))
    of = {row.get("name", ""): choices.get(list_of(row)) for _, row in sheets.rows(SURVEY)}
    for number, row in sheets.rows(SURVEY):
        condition = parse(row.get("relevant", ""))
        for compared in _compared(condition) if condition else ():
            known = of.get(compared.name)
            if known and compared.sign in {"=", "!=", "has"} and compared.value not in {*known, ""}:
                text = Text(
                    vi=f"Câu “{compared.name}” không có mã “{compared.value}”; có: {', '.join(sorted(known))}.",
                    en=f'"{compared.name}" has no choice "{compared.value}"; it has: {", ".join(sorted(known))}.',
                )
                yield _problem("condition-code", sheets, number, SURVEY, "relevant", text)


def _compared(condition: Condition) -> Iterator[Compared]:
    if isinstance(condition, Compared):
        yield condition
        return
    for part in condition.parts if isinstance(condition, Joined) else (condition.part,):
        yield from _compared(part)


def messages(sheets: Sheets) -> Found:
    """Who enters a value that is refused is told why."""
    default = next(iter(languages_of(sheets)))
    for number, row in sheets.rows(SURVEY):
        if "constraint" in row and not words_in(row, "constraint_message", default):
            text = Text(
                vi="Ràng buộc không có thông báo; thêm constraint_message nói giá trị nào dùng được.",
                en="The constraint has no message; add a constraint_message that says what is allowed.",
            )
            yield _problem("message-missing", sheets, number, SURVEY, "constraint_message", text, "warning")


def special_codes(sheets: Sheets, special: SpecialCodes) -> Found:
    """Don't know and refused have the same two codes in every list."""
    for number, row in sheets.rows(CHOICES):
        for start, code, vi, en in (
            (_DONT_KNOW, special.dont_know, "không biết", "don't know"),
            (_REFUSED, special.refused, "không trả lời, từ chối", "refused"),
        ):
            labels = [plain(cell) for head, cell in row.items() if head.partition("::")[0] == "label"]
            said = any(label.startswith(start) for label in labels)
            if said and row.get("name") != code:
                text = Text(
                    vi=f"“{vi}” có mã {row.get('name')} ở đây nhưng mã chung là {code}; dùng {code} ở mọi danh sách.",
                    en=f'"{en}" has the code {row.get("name")} here, but {code} elsewhere; use {code} in every list.',
                )
                yield _problem("special-codes", sheets, number, CHOICES, "name", text)


def _problem(
    code: str, sheets: Sheets, number: int, sheet: str, column: str, text: Text, severity: Severity = "error"
) -> Problem:
    return Problem(code, Place(sheets.file, number, f"{sheet} · {column}"), text, severity)
