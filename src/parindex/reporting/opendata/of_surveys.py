"""The tables of a survey as far as it may be shown, and of values that were published over the years."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from parindex.language import Text, both, decimal_text
from parindex.reporting.facts.grammar import sentence
from parindex.reporting.opendata.dataset import DataTable, Field, FieldType, Value
from parindex.survey.estimation.distribution import answer_code
from parindex.survey.model import UNNAMED, Node
from parindex.survey.publication import Changes, Domain, Figure, Group, Publication, Ranking
from parindex.survey.series import Series

DECIMALS = 6
FEW = 2
"""Decimals of what describes the sample."""
NATION = "nation"
"""Stands for the one domain of everyone."""


def tables_of_survey(report: Publication) -> tuple[DataTable, ...]:
    """Return what may be shown of a survey: estimates of every grouping, answers, places, changes, the questions."""
    tables = [_estimates(report)]
    if report.answers is not None:
        tables.append(_answers(report, report.answers))
    rankings = [each for each in report.rankings if isinstance(each, Ranking)]
    if rankings:
        tables.append(_places(report, rankings))
    if report.changes is not None and report.changes.rows:
        tables.append(_changes(report.changes))
    return (*tables, _measures(report))


def tables_of_series(series: Series, names: Mapping[str, Text]) -> tuple[DataTable, ...]:
    """Return the values of a series, its measures, and the years in which it breaks.

    Parameters
    ----------
    series : Series
    names : Mapping of code to Text
        What units are called; one that is not here is called by its code.
    """
    return (_values(series, names), _measures_of_series(series), _breaks(series))


def _field(
    name: str, kind: FieldType, title: tuple[str, str], meaning: tuple[str, str], decimals: int = DECIMALS
) -> Field:
    places = decimals if kind == "number" else 0
    return Field(name, kind, Text(vi=title[0], en=title[1]), Text(vi=meaning[0], en=meaning[1]), places)


_DOMAIN = (
    _field("grouping", "string", ("Mã cách chia", "Code of the grouping"), ("theo cột nào", "by which columns")),
    _field("domain", "string", ("Mã nhóm", "Code of the domain"), (f"{NATION}: tất cả", f"{NATION}: everyone")),
    _field("domain_vi", "string", ("Nhóm", "Domain (Vietnamese)"), ("tên nhóm người hoặc đơn vị", "name of the group of people or unit")),
    _field("domain_en", "string", ("Nhóm, tiếng Anh", "Domain"), ("bản dịch", "translated")),
)  # fmt: skip
_MEASURE = _field("measure", "string", ("Mã nội dung", "Code of the measure"), ("chỉ số, yếu tố hoặc câu hỏi", "index, factor or question"))  # fmt: skip
_MEASURE_NAMES = (
    _field("measure_vi", "string", ("Nội dung", "Measure (Vietnamese)"), ("tên chính thức", "official name")),
    _field("measure_en", "string", ("Nội dung, tiếng Anh", "Measure"), ("bản dịch", "translated")),
)
_HELD_BACK = {
    "few_answers": Text(vi="ít câu trả lời", en="few answers"),
    "small_effective": Text(vi="cỡ mẫu hiệu dụng nhỏ", en="small effective sample"),
    "wide": Text(vi="khoảng quá rộng", en="too wide an interval"),
}
_INTERVAL = (
    _field("estimate", "number", ("Ước lượng", "Estimate"), ("%; trống: không công bố hoặc không tính được", "in percent; empty: held back, or not known")),
    _field("standard_error", "number", ("Sai số chuẩn", "Standard error"), ("điểm phần trăm, theo thiết kế mẫu", "percentage points, by the sample design")),
    _field("lower", "number", ("Cận dưới", "Lower limit"), ("của khoảng tin cậy, %", "of the interval, in percent")),
    _field("upper", "number", ("Cận trên", "Upper limit"), ("của khoảng tin cậy, %", "of the interval, in percent")),
)  # fmt: skip
_SHOWN = (
    _field("answers", "number", ("Số câu trả lời", "Answers"), ("chỉ số, yếu tố: trung bình các câu hỏi; trống nếu không công bố", "of an index or factor the mean over its questions; empty where held back"), FEW),
    replace(_field("held_back", "string", ("Lý do không công bố", "Held back because"), ("few_answers: ít câu trả lời; small_effective: cỡ mẫu hiệu dụng nhỏ; wide: khoảng quá rộng", "few_answers; small_effective: small effective sample; wide: too wide an interval")), words=_HELD_BACK),
)  # fmt: skip
_CARE = _field("with_care", "boolean", ("Cần thận trọng", "With care"), ("ít bậc tự do", "few degrees of freedom"))  # fmt: skip


def _number(value: float | None, decimals: int = DECIMALS) -> Decimal | None:
    """Return a figure with as many decimals as a file has, half up."""
    step = Decimal(1).scaleb(-decimals)
    return None if value is None else Decimal(repr(value)).quantize(step, ROUND_HALF_UP) + 0


def _named(group: Group, values: tuple[str, ...]) -> tuple[str, str, str, str]:
    """Return the code of a grouping, and code and names of a domain of it."""
    if not values:
        return group.grouping.code, NATION, group.grouping.title.vi, group.grouping.title.en
    code = " · ".join(value or UNNAMED for value in values)
    return (
        group.grouping.code,
        code,
        group.grouping.name_of(values, "vi"),
        group.grouping.name_of(values, "en"),
    )


def _estimates(report: Publication) -> DataTable:
    fields = (
        *_DOMAIN,
        _MEASURE,
        *_MEASURE_NAMES,
        _field("people", "integer", ("Số người", "People"), ("người trả lời trong nhóm", "respondents of the domain")),
        *_INTERVAL,
        *_SHOWN,
        _CARE,
        _field("design_effect", "number", ("Hiệu ứng thiết kế", "Design effect"), ("phương sai so với mẫu ngẫu nhiên đơn giản", "variance against that of a simple random sample"), FEW),
        _field("degrees_of_freedom", "number", ("Bậc tự do", "Degrees of freedom"), ("của nhóm", "of the domain"), FEW),
    )  # fmt: skip
    groups = [group for group in (report.nation, report.units, *report.others) if group is not None]
    level = round(100 * report.working.level)
    title = Text(vi=f"Ước lượng, khoảng {level}%", en=f"Estimates, {level}% intervals")
    rows = tuple(
        row for group in groups for domain in group.domains for row in _of_domain(report, group, domain)
    )
    return DataTable("estimates", title, fields, ("grouping", "domain", "measure"), rows)


def _of_domain(report: Publication, group: Group, domain: Domain) -> Iterator[tuple[Value, ...]]:
    for measure in group.measures:
        figure, title = domain.figures[measure], report.survey.title_of[measure]
        yield (
            *_named(group, domain.values),
            measure,
            title.vi,
            title.en,
            round(domain.people),
            *_interval(figure),
            *_shown(figure),
            figure.review,
            None if figure.held_back else _number(figure.design_effect, FEW),
            _number(domain.degrees_of_freedom, FEW),
        )


def _interval(figure: Figure) -> tuple[Value, ...]:
    return tuple(map(_number, (figure.estimate, figure.standard_error, figure.lower, figure.upper)))


def _shown(figure: Figure) -> tuple[Value, ...]:
    """Return how many answered, or why nothing is told: of what is held back there are reasons alone."""
    if figure.held_back:
        return None, " ".join(figure.held_back)
    return _number(figure.answers, FEW), None


def _answers(report: Publication, answers: Group) -> DataTable:
    fields = (
        _MEASURE,
        *_MEASURE_NAMES,
        _field("answer", "integer", ("Mã trả lời", "Code of the answer"), ("từ thấp nhất đến cao nhất", "from the worst to the best")),
        _field("answer_vi", "string", ("Trả lời", "Answer (Vietnamese)"), ("như trong phiếu", "as in the questionnaire")),
        _field("answer_en", "string", ("Trả lời, tiếng Anh", "Answer"), ("bản dịch", "translated")),
        *_INTERVAL,
        *_SHOWN,
    )  # fmt: skip
    [everyone] = answers.domains
    rows = tuple(_answer_rows(report, everyone))
    return DataTable("answers", Text(vi="Trả lời từng câu hỏi", en="Answers to each question"), fields, ("measure", "answer"), rows)  # fmt: skip


def _answer_rows(report: Publication, everyone: Domain) -> Iterator[tuple[Value, ...]]:
    for item in report.survey.items:
        scale = report.survey.scale_of[item.code]
        for level in scale.levels:
            figure, label = everyone.figures[answer_code(item.code, level)], scale.labels[level]
            yield (
                item.code, item.title.vi, item.title.en, level, label.vi, label.en, *_interval(figure), *_shown(figure),
            )  # fmt: skip


def _places(report: Publication, rankings: list[Ranking]) -> DataTable:
    fields = (
        _field("design", "string", ("Mã thiết kế", "Code of the design"), ("khoảng tin cậy nói về điều gì", "what the intervals are about")),
        _field("unit", "string", ("Mã đơn vị", "Code of the unit"), ("như trong khảo sát", "as in the survey")),
        _field("unit_vi", "string", ("Đơn vị", "Unit (Vietnamese)"), ("tên chính thức", "official name")),
        _field("unit_en", "string", ("Đơn vị, tiếng Anh", "Unit"), ("không dấu hoặc bản dịch", "without accents, or translated")),
        _field("place", "integer", ("Bậc của ước lượng", "Place of the estimate"), ("trống: không công bố", "empty: held back")),
        _field("first", "integer", ("Bậc cao nhất có thể", "First possible place"), ("số liệu không loại trừ được", "that the data cannot rule out")),
        _field("last", "integer", ("Bậc thấp nhất có thể", "Last possible place"), ("số liệu không loại trừ được", "that the data cannot rule out")),
    )  # fmt: skip
    rows = tuple(row for ranking in rankings for row in _place_rows(report, ranking))
    return DataTable(
        "places", Text(vi="Thứ hạng có thể", en="Possible places"), fields, ("design", "unit"), rows
    )


def _place_rows(report: Publication, ranking: Ranking) -> Iterator[tuple[Value, ...]]:
    labels = {} if report.units is None else report.units.grouping.labels
    places: dict[str, tuple[Value, ...]] = {
        each.unit: (each.rank, each.lower, each.upper) for each in ranking.places
    }
    for unit in (*places, *ranking.held_back):
        name = labels.get(unit) or both(unit)
        yield ranking.design.code, unit, name.vi, name.en, *places.get(unit, (None, None, None))


def _changes(changes: Changes) -> DataTable:
    fields = (
        *_DOMAIN,
        _field("change", "number", ("Thay đổi", "Change"), ("điểm phần trăm của chỉ số chung; trống: không công bố", "of the whole index, in percentage points; empty: held back")),
        *_INTERVAL[1:],
        _field("p_value", "number", ("Giá trị p", "p-value"), ("điều chỉnh theo Holm", "adjusted after Holm")),
    )  # fmt: skip
    rows = tuple(
        (
            *_named(Group(each.grouping, (), ()), each.values),
            *map(_number, (each.estimate, each.standard_error, each.lower, each.upper, each.p_value)),
        )
        for each in changes.rows
    )
    earlier = changes.earlier.year
    title = Text(vi=f"Thay đổi so với {earlier}", en=f"Change since {earlier}")
    return DataTable("changes", title, fields, ("grouping", "domain"), rows)


_ABOVE = _field(
    "above", "string", ("Thuộc", "Above"), ("mã nội dung chứa nó", "code of the measure that holds it")
)


def _measures(report: Publication) -> DataTable:
    fields = (
        _MEASURE,
        _ABOVE,
        _field("level", "string", ("Cấp", "Level"), ("index: chỉ số; factor: yếu tố; item: câu hỏi", "index, factor or item")),
        *_MEASURE_NAMES,
    )  # fmt: skip
    tree = report.survey.tree
    rows: list[tuple[Value, ...]] = [(tree.code, None, "index", tree.title.vi, tree.title.en)]
    for above, code, level in _below(tree):
        title = report.survey.title_of[code]
        rows.append((code, above, level, title.vi, title.en))
    return DataTable("measures", Text(vi="Chỉ số, yếu tố, câu hỏi", en="Index, factors, questions"), fields, ("measure",), tuple(rows))  # fmt: skip


def _below(node: Node) -> Iterator[tuple[str, str, str]]:
    """Yield what a node is made of, at any depth: the code above, its own, its level."""
    for child in node.children:
        yield node.code, child.code, "factor"
        yield from _below(child)
    for item in node.items:
        yield node.code, item, "item"


def _values(series: Series, names: Mapping[str, Text]) -> DataTable:
    printed = [each.value for each in series.values if each.value is not None]
    decimals = next(
        (d for d in range(DECIMALS) if all((v * 10**d).denominator == 1 for v in printed)), DECIMALS
    )
    fields = (
        _field("year", "integer", ("Năm", "Year"), ("năm khảo sát", "of the survey")),
        _field("unit", "string", ("Mã đơn vị", "Code of the unit"), (f"{NATION}: tất cả", f"{NATION}: everyone")),
        _field("unit_vi", "string", ("Đơn vị", "Unit (Vietnamese)"), ("tên chính thức, nếu biết", "official name, where it is known")),
        _field("unit_en", "string", ("Đơn vị, tiếng Anh", "Unit"), ("không dấu hoặc bản dịch", "without accents, or translated")),
        _MEASURE,
        *_MEASURE_NAMES,
        Field("value", "number", Text(vi="Giá trị", en="Value"), Text(vi="như đã in; trống: không in", en="as printed; empty: not printed"), decimals),
        _field("rank", "integer", ("Hạng", "Rank"), ("như đã in", "as printed")),
        _field("source", "string", ("Nguồn", "Source"), ("nơi đọc được", "where it was read")),
        _field("note", "string", ("Ghi chú", "Note"), ("của người chép", "of whoever copied it")),
    )  # fmt: skip
    rows = tuple(_value_rows(series, names, decimals))
    title = Text(vi="Giá trị đã công bố", en="Published values")
    return DataTable("values", title, fields, ("year", "unit", "measure"), rows)


def _value_rows(series: Series, names: Mapping[str, Text], decimals: int) -> Iterator[tuple[Value, ...]]:
    titles = {measure.code: measure.title for measure in series.info.measures}
    whole = Text(vi=sentence(series.info.whole.vi), en=sentence(series.info.whole.en))
    for each in series.values:
        name = names.get(each.unit, both(each.unit)) if each.unit else whole
        title = titles[each.measure]
        yield (
            each.year,
            each.unit or NATION,
            name.vi,
            name.en,
            each.measure,
            title.vi,
            title.en,
            _printed(each.value, decimals),
            each.rank,
            each.source,
            each.note or None,
        )


def _printed(value: Fraction | None, decimals: int) -> Decimal | None:
    return None if value is None else Decimal(decimal_text(value, decimals))


def _measures_of_series(series: Series) -> DataTable:
    rows = tuple((each.code, each.title.vi, each.title.en) for each in series.info.measures)
    title = Text(vi="Nội dung", en="Measures")
    return DataTable("measures", title, (_MEASURE, *_MEASURE_NAMES), ("measure",), rows)


def _breaks(series: Series) -> DataTable:
    fields = (
        _field("from_year", "integer", ("Từ năm", "From year"), ("không so sánh với các năm trước", "not to be compared with years before")),
        _field("reason_vi", "string", ("Lý do", "Reason (Vietnamese)"), ("điều gì đổi", "what changed")),
        _field("reason_en", "string", ("Lý do, tiếng Anh", "Reason"), ("bản dịch", "translated")),
    )  # fmt: skip
    rows = tuple((each.from_year, each.reason.vi, each.reason.en) for each in series.info.breaks)
    title = Text(vi="Chỗ gãy của chuỗi", en="Breaks of the series")
    return DataTable("breaks", title, fields, ("from_year", "reason_vi"), rows)
