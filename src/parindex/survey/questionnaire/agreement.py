"""Whether a form, its mapping, a ``survey.yaml`` and a framework say the same; what does not agree, at its line."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from parindex.documents import Document, Step, path_text
from parindex.framework.model import Framework
from parindex.framework.rules.outside import Survey as SurveyRule
from parindex.language import Text
from parindex.problems import Place, Problem, Severity
from parindex.survey import check as survey_check
from parindex.survey.model import Survey
from parindex.survey.questionnaire.mapping import FormMapping, survey_of
from parindex.survey.questionnaire.model import Form

Found = Iterator[Problem]


def problems_of(form: Form, mapping: FormMapping, document: Document) -> list[Problem]:
    """Return everything in which a mapping does not fit a form.

    Parameters
    ----------
    form : Form
    mapping : FormMapping
    document : Document
        The file of the mapping, for the lines.
    """
    checks = (identity, scales, items, rows_that_count, columns)
    found = [problem for check in checks for problem in check(form, mapping, document)]
    if any(problem.severity == "error" for problem in found):
        return found
    return found + survey_check.problems_of(survey_of(form, mapping), document)


def identity(form: Form, mapping: FormMapping, document: Document) -> Found:
    """The mapping is that of this form in this version."""
    for field, theirs, own in (
        ("form", mapping.form, form.form_id),
        ("version", mapping.version, form.version),
    ):
        if theirs != own:
            text = Text(
                vi=f"Ánh xạ dành cho “{theirs}” nhưng phiếu là “{own}”; sửa cho khớp.",
                en=f'The mapping is for "{theirs}", but the form is "{own}"; make them agree.',
            )
            yield _problem("mapping-form", document, (field,), text)


def scales(form: Form, mapping: FormMapping, document: Document) -> Found:
    """The list of a scale is there, its answers count up from 1, and each has a worth if any has."""
    for number, scale in enumerate(mapping.scales):
        path = ("scales", number)
        if scale.list not in form.lists:
            text = Text(
                vi=f"Phiếu không có danh sách lựa chọn “{scale.list}”; sửa tên.",
                en=f'The form has no list of choices "{scale.list}"; correct the name.',
            )
            yield _problem("choice-list-missing", document, (*path, "list"), text)
            continue
        answers = [choice.name for choice in form.lists[scale.list] if not mapping.is_special(choice.name)]
        levels = list(map(str, range(1, len(answers) + 1)))
        if sorted(answers) != sorted(levels):
            text = Text(
                vi=f"Mã trả lời của danh sách “{scale.list}” phải là {', '.join(levels)} (không kể không biết, từ chối); đang là {', '.join(answers)}.",
                en=f'The answers of the list "{scale.list}" must have the codes {", ".join(levels)} (besides don\'t know and refused); they are {", ".join(answers)}.',
            )
            yield _problem("scale-codes", document, (*path, "list"), text)
        elif scale.worth and sorted(map(str, scale.worth)) != sorted(levels):
            text = Text(
                vi=f"worth phải cho mỗi mã {', '.join(levels)} một tỷ lệ phần trăm.",
                en=f"worth must give each of the codes {', '.join(levels)} a percentage.",
            )
            yield _problem("scale-worth", document, (*path, "worth"), text)


def items(form: Form, mapping: FormMapping, document: Document) -> Found:
    """Every item is a question on a scale; every question on a scale is an item."""
    for number, item in enumerate(mapping.items):
        path = ("items", number, "question")
        question = form.question.get(item.question)
        if question is None:
            text = Text(
                vi=f"Phiếu không có câu hỏi “{item.question}”; sửa tên hoặc bỏ mục này.",
                en=f'The form has no question "{item.question}"; correct the name or remove the item.',
            )
            yield _problem("item-not-asked", document, path, text)
        elif question.kind != "select_one" or question.choices not in mapping.scale_of_list:
            text = Text(
                vi=f"Câu “{item.question}” không phải câu chọn một trên danh sách của thang nào trong scales.",
                en=f'"{item.question}" is not a select_one on the list of any of the scales.',
            )
            yield _problem("item-scale", document, path, text)
    listed = {item.question for item in mapping.items}
    for question in form.all_questions if listed else ():
        if question.choices in mapping.scale_of_list and question.name not in listed:
            text = Text(
                vi=f"Câu “{question.name}” dùng thang trả lời nhưng không có trong items, nên không được tính.",
                en=f'"{question.name}" is answered on a scale but is not among the items, so it is not counted.',
            )
            yield _problem("item-not-mapped", document, ("items",), text, "warning")


def rows_that_count(form: Form, mapping: FormMapping, document: Document) -> Found:
    """What decides whether a row counts is asked, with the choice that decides."""
    for field, decides in (("practice", mapping.practice), ("consent", mapping.consent)):
        if decides is None:
            continue
        question = form.question.get(decides.question)
        known = {choice.name for choice in form.choices_of(question)} if question else set()
        if decides.value not in known:
            text = Text(
                vi=f"Phiếu không có câu “{decides.question}” với lựa chọn “{decides.value}”; sửa lại.",
                en=f'The form has no question "{decides.question}" with a choice "{decides.value}"; correct it.',
            )
            yield _problem("question-missing", document, (field,), text)
    for field, name in mapping.columns:
        if name is not None and name not in form.question:
            text = Text(
                vi=f"Phiếu không có câu “{name}”, nên không kiểm tra được theo {field}.",
                en=f'The form has no question "{name}", so nothing can be checked by {field}.',
            )
            yield _problem("question-missing", document, ("columns", field), text, "warning")


def columns(form: Form, mapping: FormMapping, document: Document) -> Found:
    """Every column of groupings and designs is asked, or comes with the sample."""
    known = {*form.question, *mapping.added}
    used: list[tuple[tuple[Step, ...], str | None]] = []
    for number, grouping in enumerate(mapping.groupings):
        used += [
            (("groupings", number, "columns", place), name) for place, name in enumerate(grouping.columns)
        ]
    for number, design in enumerate(mapping.designs):
        path = ("designs", number)
        used += [((*path, "strata", place), name) for place, name in enumerate(design.strata)]
        for place, stage in enumerate(design.stages):
            used += [
                ((*path, "stages", place, field), getattr(stage, field))
                for field in ("cluster", "population")
            ]
        used.append(((*path, "weight"), design.weight))
    for where, column in used:
        if column is not None and column not in known:
            text = Text(
                vi=f"Cột “{column}” không được hỏi và không có trong added; sửa tên hoặc khai trong added.",
                en=f'The column "{column}" is neither asked nor among those added; correct the name or add it there.',
            )
            yield _problem("column-not-asked", document, where, text)


def differences(form: Form, mapping: FormMapping, survey: Survey, document: Document) -> Found:
    """Yield in what a ``survey.yaml`` differs from what form and mapping make.

    Parameters
    ----------
    form, mapping
    survey : Survey
        What the analysis takes.
    document : Document
        Its file.
    """
    made = survey_of(form, mapping)
    for field in ("scales", "items", "groupings", "designs", "feeds"):
        theirs = {_key(part): part for part in getattr(survey, field)}
        own = {_key(part): part for part in getattr(made, field)}
        for code in sorted({*theirs, *own}):
            if theirs.get(code) != own.get(code):
                yield _differs(document, (field,), f"{field} {code}", _how(theirs.get(code), own.get(code)))
    if survey.tree != made.tree:
        yield _differs(document, ("tree",), "tree", _CHANGED)


_CHANGED = Text(vi="khác nhau", en="they differ")


def _key(part: object) -> str:
    return str(getattr(part, "code", None) or getattr(part, "leaf", ""))


def _how(theirs: object, own: object) -> Text:
    if theirs is None:
        return Text(vi="chỉ phiếu có", en="only the form has it")
    if own is None:
        return Text(vi="phiếu không có", en="the form has it not")
    return _CHANGED


def _differs(document: Document, path: tuple[Step, ...], what: str, how: Text) -> Problem:
    text = Text(
        vi=f"{what}: {how.vi}. Ghi lại survey.yaml từ phiếu, hoặc sửa phiếu, ánh xạ.",
        en=f"{what}: {how.en}. Write survey.yaml from the form again, or mend form or mapping.",
    )
    return _problem("survey-differs", document, path, text)


def worth_differences(mapping: FormMapping, framework: Framework, document: Document) -> Found:
    """Yield the feeds whose leaf is not there, or gives its options another worth than the scale of the form."""
    leaves = {leaf.code: leaf for leaf in framework.leaves}
    worth = {scale.code: scale.worth for scale in mapping.scales}
    [common] = worth.values() if len(worth) == 1 else [{}]
    for number, feed in enumerate(mapping.feeds):
        leaf = leaves.get(feed.leaf)
        rule = leaf.rule if leaf is not None else None
        if leaf is None or (feed.item is not None and not isinstance(rule, SurveyRule)):
            text = Text(
                vi=f"Bộ chỉ số {framework.code} không có mục {feed.leaf} chấm theo phương án khảo sát.",
                en=f"The framework {framework.code} has no leaf {feed.leaf} that is scored by options of a survey.",
            )
            yield _problem("feed-leaf", document, ("feeds", number, "leaf"), text)
        elif isinstance(rule, SurveyRule) and common:
            theirs = {option.code: option.worth for option in rule.options}
            own = {option: Decimal(str(common.get(level, -1))) for option, level in feed.options.items()}
            if theirs != own:
                text = Text(
                    vi=f"Điểm các phương án ở mục {feed.leaf} là {_listed(theirs)} nhưng phiếu in {_listed(own)}; sửa cho khớp.",
                    en=f"Leaf {feed.leaf} gives its options {_listed(theirs)}, but the form says {_listed(own)}; make them agree.",
                )
                yield _problem("feed-worth", document, ("feeds", number, "options"), text)


def _listed(worth: dict[str, Decimal]) -> str:
    return ", ".join(f"{option} {value} %" for option, value in worth.items())


def _problem(
    code: str, document: Document, path: tuple[Step, ...], text: Text, severity: Severity = "error"
) -> Problem:
    return Problem(code, Place(document.file, document.line(path), path_text(path)), text, severity)
