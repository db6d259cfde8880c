"""A published series over the years: all units together as a line that stops at each break, units as grey marks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from parindex.documents import Unfit
from parindex.language import Language, Text, both
from parindex.reporting.charts import phrases
from parindex.reporting.charts.chart import WIDE, Chart, ChartTable
from parindex.reporting.charts.line_plot import Axis, Line, Plot, range_of
from parindex.reporting.charts.of_results import code_of, said
from parindex.reporting.facts.grammar import sentence
from parindex.reporting.numbers import percent
from parindex.survey.series import Series, Value

_AXIS = Axis(decimals=2, downwards=False)
_WHOLE = ""

TITLE = both("{measure}, {whole}: {last}")
TWO = Text(
    vi="từ {before} năm {first} đến {now} năm {last}", en="from {before} in {first} to {now} in {last}"
)
ONE = Text(vi="{now} năm {last}", en="{now} in {last}")
APART = Text(
    vi="{whole}: {stretches}. Các đoạn không so sánh được với nhau.",
    en="{whole}: {stretches}. These stretches cannot be compared with each other.",
)
TOGETHER = both("{whole}: {stretches}.")
BROKEN = Text(
    vi="Nét đứng: từ năm {year} không nối với các năm trước. {reason}",
    en="Upright dashes: from {year} nothing is joined to the years before. {reason}",
)
READING = Text(
    vi="Chấm xám: các đơn vị có giá trị đã in mà dự án đọc được, không phải tất cả. Năm không có chấm lớn: chưa rõ giá trị của {whole}. "
    "Trục đứng bắt đầu từ {low}%.",
    en="Grey: units of which a printed value could be read, not all of them. A year without a large mark: the value of {whole} is "
    "not known. The upright axis starts at {low}%.",
)
SOURCE = Text(
    vi="{title}; nguồn của từng số ghi trong bảng số liệu",
    en="{title}; the source of each number stands in the table",
)
COLUMNS = (
    Text(vi="Năm", en="Year"),
    phrases.UNIT,
    Text(vi="Giá trị đã in (%)", en="Printed value (%)"),
    Text(vi="Hạng đã in", en="Printed rank"),
    Text(vi="Nguồn", en="Source"),
)


def series_lines(series: Series, names: Mapping[str, Text], language: Language, width: float = WIDE) -> Chart:
    """Return the first measure of a published series over the years.

    Parameters
    ----------
    series : Series
        In per cent.
    names : Mapping of code to Text
        Of units; a unit without one goes by its code.
    language : {"vi", "en"}
    width : float
        In pixels.

    Raises
    ------
    Unfit
        No value of all units together is known.
    """
    measure = series.info.measures[0]
    known = [each for each in series.values if each.measure == measure.code]
    of_whole = {each.year: each for each in known if each.unit == _WHOLE and each.value is not None}
    if not of_whole:
        raise Unfit(
            f"Chuỗi {series.info.code} không có giá trị nào của {series.info.whole.vi}.",
            f"The series {series.info.code} has no value of {series.info.whole.en}.",
        )
    years = range(min(each.year for each in known), max(each.year for each in known) + 1)
    whole = series.info.whole
    names = {**names, _WHOLE: Text(vi=sentence(whole.vi), en=sentence(whole.en))}
    every = _lines(known, years, names, language)
    told = [_told(stretch, language) for stretch in _stretches(series, of_whole)]
    return Chart(
        code=f"series-{code_of(series.info.code)}",
        language=language,
        title=said(
            TITLE, language, measure=measure.title.to(language), whole=whole.to(language), last=told[-1]
        ),
        sentence=said(
            APART if len(told) > 1 else TOGETHER,
            language,
            whole=names[_WHOLE].to(language),
            stretches="; ".join(told),
        ),
        table=_table(known, names, language),
        source=said(SOURCE, language, title=series.info.title.to(language)),
        status=series.info.data_status,
        spec=_plot(series, every, years, language, width),
        notes=tuple(_notes(series, every, years, language)),
    )


def _lines(
    known: Sequence[Value], years: Sequence[int], names: Mapping[str, Text], language: Language
) -> dict[str, Line]:
    """Return all units together and each of which any value is known."""
    values = {(each.unit, each.year): each.value for each in known if each.value is not None}
    return {
        unit: Line(unit, _name(unit, names, language), tuple(values.get((unit, year)) for year in years))
        for unit in sorted({unit for unit, _ in values})
    }


def _name(unit: str, names: Mapping[str, Text], language: Language) -> str:
    return names[unit].to(language) if unit in names else unit


def _stretches(series: Series, of_whole: Mapping[int, Value]) -> Iterator[list[Value]]:
    """Yield the values of all units together between breaks; a year that is unknown ends no stretch."""
    stretch: list[Value] = []
    for year in sorted(of_whole):
        if stretch and series.breaks_between(stretch[-1].year, year):
            yield stretch
            stretch = []
        stretch.append(of_whole[year])
    yield stretch


def _told(stretch: Sequence[Value], language: Language) -> str:
    first, last = stretch[0], stretch[-1]
    return said(
        ONE if first is last else TWO,
        language,
        before=percent(first.value or 0, language, _AXIS.decimals),
        now=percent(last.value or 0, language, _AXIS.decimals),
        first=first.year,
        last=last.year,
    )


def _table(known: Sequence[Value], names: Mapping[str, Text], language: Language) -> ChartTable:
    """Return the printed values one below the other, all together first in each year, each with its source."""
    return ChartTable(
        tuple(column.to(language) for column in COLUMNS),
        tuple(
            (
                str(each.year),
                _name(each.unit, names, language),
                None if each.value is None else _as_printed(each.value),
                each.rank,
                each.source,
            )
            for each in known
        ),
    )


def _as_printed(value: Fraction) -> Decimal:
    """Return a value with no more decimals than it was printed with: 83, not 83.00."""
    return Decimal(value.numerator) / value.denominator


def _plot(
    series: Series, every: dict[str, Line], years: Sequence[int], language: Language, width: float
) -> dict[str, object]:
    joined = [not series.breaks_between(before, now) for before, now in pairwise(years)]
    plot = Plot(_AXIS, every, [every[_WHOLE]], years, joined, language, width)
    return plot.spec(series.breaks_between(years[0], years[-1]))


def _notes(series: Series, every: dict[str, Line], years: Sequence[int], language: Language) -> Iterator[str]:
    for each in series.breaks_between(years[0], years[-1]):
        yield said(BROKEN, language, year=each.from_year, reason=each.reason.to(language))
    low, _ = range_of(_AXIS, every)
    yield said(READING, language, low=low, whole=series.info.whole.to(language))
