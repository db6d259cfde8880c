"""A strip of dots: what every unit got on a criterion, so that one sees whether it is us or everyone."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction

from parindex.documents import Unfit
from parindex.language import Language, Text
from parindex.reporting.charts import phrases
from parindex.reporting.charts.chart import WIDE, Chart, ChartTable
from parindex.reporting.charts.colours import colour
from parindex.reporting.charts.lettering import BOLD, fitted, width_of
from parindex.reporting.charts.numbers import rounded
from parindex.reporting.charts.of_results import code_of, notes_of, said, source_of, unit_in
from parindex.reporting.charts.spec import Layer, Row, along, picture, pixels, scale, step_for
from parindex.reporting.numbers import number, percent, units_of_all
from parindex.scoring import Results, UnitResult

_TALLEST = 220
_SIZES = (10, 8, 6.5, 5, 4)
_LEFT = 8
_LABELS = 34

AT_MOST = Text(
    vi="{node}: {count} trên {units} đơn vị đạt điểm tối đa",
    en="{node}: {count} of {units} units have the maximum",
)
SOME = Text(vi="{node}: có kết quả của {units}", en="{node}: results of {units} are known")
QUARTILES = Text(
    vi="Một nửa số đơn vị nằm giữa {low} và {high}, trung vị {median}.",
    en="Half of the units lie between {low} and {high}, with a median of {median}.",
)
ALIKE = Text(
    vi="Nửa giữa các đơn vị cùng ở mức {median}.", en="The middle half of the units are all at {median}."
)
ONE = Text(vi="{unit} đạt {value} điểm tối đa.", en="{unit} has {value} of the maximum.")
RANGE = Text(
    vi="Các giá trị đã biết từ {low} đến {high}.", en="The values that are known go from {low} to {high}."
)
ALL_ALIKE = Text(vi="Mọi giá trị đã biết là {low}.", en="Every value that is known is {low}.")
SHARE = Text(vi="Phần trăm điểm tối đa", en="Per cent of the maximum")
READING = Text(
    vi="Mỗi chấm là một đơn vị, đặt đúng ở phần trăm điểm tối đa của nó; chấm chồng lên nhau là bằng nhau hoặc gần bằng nhau.",
    en="Each dot is a unit, at its per cent of the maximum; dots on top of each other are equal or nearly so.",
)
SHADED = Text(
    vi="Dải màu: nửa giữa các đơn vị; vạch: trung vị.",
    en="Shaded: the middle half of the units; line: the median.",
)
QUARTER = (
    Text(vi="Tứ phân vị dưới", en="Lower quartile"),
    Text(vi="Trung vị", en="Median"),
    Text(vi="Tứ phân vị trên", en="Upper quartile"),
)


def criterion_strip(
    results: Results, node: str, language: Language, unit: str | None = None, width: float = WIDE
) -> Chart:
    """Return the component index of every unit on an area, a criterion or a leaf.

    Parameters
    ----------
    results : Results
    node : str
        Code of the area, criterion or leaf.
    language : {"vi", "en"}
    unit : str, optional
        Code of a unit to pick out.
    width : float
        In pixels.

    Raises
    ------
    Unfit
        There is no such node, or nothing is known of it.
    """
    if node not in results.framework.by_code:
        raise Unfit(f"Bộ chỉ số không có mục “{node}”.", f'The framework has no node "{node}".')
    title = results.framework.by_code[node].name(language)
    values = results.components(node)
    known = sorted(
        ((value, each) for value, each in zip(values, results.units, strict=True) if value is not None),
        key=lambda pair: (-pair[0], pair[1].unit.code),
    )
    if not known:
        raise Unfit(f"Không rõ điểm mục {node} của đơn vị nào.", f"Nothing is known of {node} for any unit.")
    picked = unit_in(results, unit) if unit is not None else None
    quarters = quartiles([value for value, _ in known]) if results.is_complete and len(known) > 3 else None
    shaded = (SHADED.to(language),) if quarters else ()
    suffix = "" if unit is None else f"-{code_of(unit)}"
    return Chart(
        code=f"strip-{code_of(node)}{suffix}",
        language=language,
        title=_title(results, title, known, language),
        sentence=_sentence(known, quarters, picked, language),
        table=_table(known, results, quarters, language),
        source=source_of(results, language),
        status=results.round.info.data_status,
        spec=_spec(known, quarters, picked, language, width),
        notes=(READING.to(language), *shaded, *notes_of(results, language)),
    )


Known = Sequence[tuple[Fraction, UnitResult]]


def quartiles(values: Sequence[Fraction]) -> tuple[Fraction, Fraction, Fraction]:
    """Return lower quartile, median and upper quartile, each between its two neighbours in proportion.

    References
    ----------
    Hyndman and Fan (1996), Sample Quantiles in Statistical Packages, definition 7.
    """
    ordered = sorted(values)

    def at(share: Fraction) -> Fraction:
        place = (len(ordered) - 1) * share
        below = ordered[int(place)]
        above = ordered[min(int(place) + 1, len(ordered) - 1)]
        return below + (place - int(place)) * (above - below)

    return at(Fraction(1, 4)), at(Fraction(1, 2)), at(Fraction(3, 4))


def _title(results: Results, title: str, known: Known, language: Language) -> str:
    if not results.is_complete:
        units = units_of_all(len(known), results.units_in_all, language)
        return said(SOME, language, node=title, units=units)
    return said(
        AT_MOST, language, node=title, count=sum(value == 100 for value, _ in known), units=len(known)
    )


def _sentence(
    known: Known,
    quarters: tuple[Fraction, Fraction, Fraction] | None,
    picked: UnitResult | None,
    language: Language,
) -> str:
    if quarters:
        low, median, high = (percent(value, language) for value in quarters)
        text = ALIKE if low == high else QUARTILES
        about_all = said(text, language, low=low, median=median, high=high)
    else:
        low, high = (percent(known[end][0], language) for end in (-1, 0))
        about_all = said(ALL_ALIKE if low == high else RANGE, language, low=low, high=high)
    own = next((value for value, each in known if each is picked), None)
    if picked is None or own is None:
        return about_all
    return (
        f"{said(ONE, language, unit=picked.unit.name.to(language), value=percent(own, language))} {about_all}"
    )


def _table(
    known: Known, results: Results, quarters: tuple[Fraction, Fraction, Fraction] | None, language: Language
) -> ChartTable:
    named = {each.unit.code: value for value, each in known}
    others = [each for each in results.ordered if each.unit.code not in named]
    rows = [(each.unit.name.to(language), rounded(value, 1)) for value, each in known]
    unknown = [(each.unit.name.to(language), None) for each in others]
    summary = [
        (text.to(language), rounded(value, 1)) for text, value in zip(QUARTER, quarters or (), strict=False)
    ]
    return ChartTable((phrases.UNIT.to(language), SHARE.to(language)), (*rows, *unknown, *summary))


def _spec(
    known: Known,
    quarters: tuple[Fraction, Fraction, Fraction] | None,
    picked: UnitResult | None,
    language: Language,
    width: float,
) -> dict[str, object]:
    domain = (0.0 if known[-1][0] < 50 else 50.0, 100.0)
    ends = (_LEFT, width - _LEFT)
    dots, size = _dots(known, picked, domain, ends)
    height = _LABELS + (1 + max(dot["level"] for dot in dots)) * size
    for dot in dots:
        dot["y"] = height - (dot["level"] + 0.5) * size
    layers = [] if quarters is None else _quartile_marks(quarters, domain, ends, height)
    layers += scale(domain, ends, height, height + 4, height + 14, step_for(domain, ends))
    looks = (("false", "bar", "circle", 0.62 * size * size), ("true", "down", "diamond", 120))
    layers += [_points(own, tint, shape, area, domain, ends) for own, tint, shape, area in looks]
    if picked is not None:
        layers += _label(dots, picked, known, language, width, domain, ends)
    return picture(width, height, dots, layers)


def _points(
    own: str, tint: str, shape: str, area: float, domain: tuple[float, float], ends: tuple[float, float]
) -> Layer:
    mark = {
        "type": "point",
        "filled": True,
        "opacity": 1,
        "color": colour(tint),
        "shape": shape,
        "size": area,
    }
    return {
        "transform": [{"filter": f"datum.picked === {own}"}],
        "mark": mark,
        "encoding": {"x": along("place", domain, ends), "y": pixels("y")},
    }


def _dots(
    known: Known, picked: UnitResult | None, domain: tuple[float, float], ends: tuple[float, float]
) -> tuple[list[Row], float]:
    """Return a dot for each unit, stacked, and the largest size of dots at which the highest stack fits."""
    own = next((float(value) for value, each in known if each is picked), None)
    others = sorted(float(value) for value, each in known if each is not picked)
    for size in _SIZES:
        dots = _stacked(others, own, size * (domain[1] - domain[0]) / (ends[1] - ends[0]))
        if (1 + max(dot["level"] for dot in dots)) * size <= _TALLEST:
            break
    return dots, size


def _stacked(others: Sequence[float], own: float | None, room: float) -> list[Row]:
    """Return a dot at each value, lowest first, on top of those that it would cover; the one picked out lies at the bottom."""
    dots: list[Row] = [] if own is None else [{"place": own, "level": 0, "picked": True}]
    tops = [-math.inf] * len(dots)
    for place in others:
        covers_own = own is not None and abs(place - own) < room
        free = (
            level for level, last in enumerate(tops) if place - last >= room and (level or not covers_own)
        )
        level = next(free, len(tops))
        tops[level : level + 1] = [place]
        dots.append({"place": place, "level": level, "picked": False})
    return dots


def _quartile_marks(
    quarters: tuple[Fraction, Fraction, Fraction],
    domain: tuple[float, float],
    ends: tuple[float, float],
    height: float,
) -> list[Layer]:
    low, median, high = map(float, quarters)
    return [
        {
            "data": {"values": [{"low": low, "high": high, "y": 18, "y2": height}]},
            "mark": {"type": "rect", "color": colour("grid")},
            "encoding": {
                "x": along("low", domain, ends),
                "x2": {"field": "high"},
                "y": pixels("y"),
                "y2": {"field": "y2"},
            },
        },
        {
            "data": {"values": [{"median": median, "y": 18, "y2": height}]},
            "mark": {"type": "rule", "color": colour("border"), "strokeWidth": 1.5},
            "encoding": {"x": along("median", domain, ends), "y": pixels("y"), "y2": {"field": "y2"}},
        },
    ]


def _label(
    dots: Sequence[Row],
    picked: UnitResult,
    known: Known,
    language: Language,
    width: float,
    domain: tuple[float, float],
    ends: tuple[float, float],
) -> list[Layer]:
    """Return the name and value of the unit that is picked out, above its dot, within the picture."""
    value = next((value for value, each in known if each is picked), None)
    if value is None:
        return []
    text = fitted(f"{picked.unit.name.to(language)}: {number(value, language, 1)}", width - 4, bold=True)
    half = width_of(text, bold=True) / 2 + 2
    place = next(dot["place"] for dot in dots if dot["picked"])
    x = ends[0] + (place - domain[0]) / (domain[1] - domain[0]) * (ends[1] - ends[0])
    middle = min(max(x, half), width - half)
    return [
        {
            "data": {"values": [{"x": middle, "y": 8, "text": text}]},
            "mark": {"type": "text", "fontWeight": BOLD, "color": colour("down")},
            "encoding": {"x": pixels("x"), "y": pixels("y"), "text": {"field": "text"}},
        }
    ]
