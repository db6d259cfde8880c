"""PAR INDEX against a satisfaction index: whether reform and satisfaction go together."""

from __future__ import annotations

from fractions import Fraction

from parindex.documents import Unfit
from parindex.language import Language, Text
from parindex.reporting.charts import phrases
from parindex.reporting.charts.chart import WIDE, Chart, ChartTable
from parindex.reporting.charts.colours import colour
from parindex.reporting.charts.lettering import BOLD, fitted, width_of
from parindex.reporting.charts.numbers import rounded
from parindex.reporting.charts.of_results import code_of, said
from parindex.reporting.charts.spec import Layer, Row, picture, pixels, scale, step_for
from parindex.reporting.charts.unit_values import UnitValues
from parindex.reporting.numbers import number
from parindex.rounds import Unit

_LEFT = 34
_TOP = 10
_LABEL = 12

TITLE = Text(
    vi="{first} cao nhất về {x}, {second} cao nhất về {y}", en="{first} is highest in {x}, {second} in {y}"
)
BOTH = Text(vi="{first} cao nhất về cả {x} lẫn {y}", en="{first} is highest in both {x} and {y}")
SOME = Text(vi="{x} và {y} của {known} trên {units} đơn vị", en="{x} and {y} of {known} of {units} units")
SENTENCE = Text(
    vi="{first}: {x} {x_first}, {y} {y_first}; {last}: {x} {x_last}, {y} {y_last}.",
    en="{first}: {x} {x_first}, {y} {y_first}; {last}: {x} {x_last}, {y} {y_last}.",
)
READING = Text(
    vi="Mỗi chấm là một đơn vị. Ngang: {x}; dọc: {y}. Hai trục không bắt đầu từ 0.",
    en="Each dot is a unit. Across: {x}; up: {y}. Neither axis starts at zero.",
)
CAUSE = Text(
    vi="Hai chỉ số đi cùng nhau không có nghĩa là chỉ số này là nguyên nhân của chỉ số kia.",
    en="That two indices go together does not make one the cause of the other.",
)
PART = Text(
    vi="{x} đã gồm điểm của {y} khi bộ chỉ số quy định như vậy.",
    en="{x} contains points for {y} where its framework says so.",
)
ONLY = Text(
    vi="Chỉ có những đơn vị mà cả hai giá trị đều được công bố; không suy ra được điều gì về các đơn vị còn lại.",
    en="Only units of which both values are published; nothing follows from these for the others.",
)

UP = Text(vi="Dọc: {name}", en="Up: {name}")
ACROSS = Text(vi="Ngang: {name}", en="Across: {name}")

_FEW = 8
"""Up to so many units are all named in the picture."""

Pair = tuple[Unit, Fraction, Fraction]


def index_scatter(
    across: UnitValues, up: UnitValues, language: Language, unit: str | None = None, width: float = WIDE
) -> Chart:
    """Return one value of every unit against another.

    Parameters
    ----------
    across, up : UnitValues
        PAR INDEX and satisfaction, of the same units and year.
    language : {"vi", "en"}
    unit : str, optional
        Code of a unit to pick out.
    width : float
        In pixels.

    Raises
    ------
    Unfit
        Fewer than two units have both values.
    """
    pairs = _pairs(across, up)
    names = {"x": across.measure.to(language), "y": up.measure.to(language)}
    is_whole = across.is_complete and up.is_complete
    notes = [said(READING, language, **names), said(PART, language, **names), CAUSE.to(language)]
    return Chart(
        code=f"scatter-{code_of(up.code)}" + ("" if unit is None else f"-{code_of(unit)}"),
        language=language,
        title=_title(across, up, pairs, language),
        sentence=_sentence(across, up, pairs, language),
        table=ChartTable(
            (phrases.UNIT.to(language), names["x"], names["y"]),
            tuple(
                (each.name.to(language), rounded(x, across.decimals), rounded(y, up.decimals))
                for each, x, y in pairs
            ),
        ),
        source="; ".join(dict.fromkeys((across.source.to(language), up.source.to(language)))),
        status="training" if "training" in {across.status, up.status} else across.status,
        spec=_spec(pairs, names, language, unit, width),
        notes=(*notes, *(() if is_whole else (ONLY.to(language),))),
    )


def _pairs(across: UnitValues, up: UnitValues) -> list[Pair]:
    """Return the units with both values, by the first of them."""
    other = {each.code: value for each, value in up.values if value is not None}
    pairs = [
        (each, value, other[each.code])
        for each, value in across.values
        if value is not None and each.code in other
    ]
    if len(pairs) < 2:
        raise Unfit(
            "Cần ít nhất hai đơn vị có cả hai chỉ số.", "At least two units with both indices are needed."
        )
    return sorted(pairs, key=lambda pair: (-pair[1], pair[0].code))


def _second(pairs: list[Pair]) -> Unit:
    """Return the unit that is highest in the second value."""
    return max(pairs, key=lambda pair: pair[2])[0]


def _title(across: UnitValues, up: UnitValues, pairs: list[Pair], language: Language) -> str:
    names = {"x": across.measure.to(language), "y": up.measure.to(language)}
    if not (across.is_complete and up.is_complete):
        return said(SOME, language, known=len(pairs), units=len(across.values), **names)
    first, second = pairs[0][0], _second(pairs)
    text = BOTH if first is second else TITLE
    return said(text, language, first=first.name.to(language), second=second.name.to(language), **names)


def _sentence(across: UnitValues, up: UnitValues, pairs: list[Pair], language: Language) -> str:
    first, last = pairs[0], pairs[-1]
    return said(
        SENTENCE,
        language,
        x=across.measure.to(language),
        y=up.measure.to(language),
        first=first[0].name.to(language),
        last=last[0].name.to(language),
        x_first=number(first[1], language, across.decimals),
        y_first=number(first[2], language, up.decimals),
        x_last=number(last[1], language, across.decimals),
        y_last=number(last[2], language, up.decimals),
    )


def _spec(
    pairs: list[Pair], names: dict[str, str], language: Language, unit: str | None, width: float
) -> dict[str, object]:
    height = min(420.0, 0.9 * width)
    ends, upright = (_LEFT, width - 8), (height, _TOP)
    between_x, between_y = _between([x for _, x, _ in pairs]), _between([y for _, _, y in pairs])
    labelled = {pairs[0][0].code, pairs[-1][0].code, _second(pairs).code, unit}
    rows: list[Row] = [
        {
            "x": _place(x, between_x, ends),
            "y": _place(y, between_y, upright),
            "picked": each.code == unit,
            "name": each.name.to(language) if each.code in labelled or len(pairs) <= _FEW else "",
        }
        for each, x, y in pairs
    ]
    layers = [
        *scale(between_x, ends, _TOP, height, height + 12, step_for(between_x, ends)),
        *_upright_scale(between_y, upright, ends),
        _dots(False, colour("bar"), "circle", 45, 0.8),
        _dots(True, colour("down"), "diamond", 130, 1),
        *_labels(rows, width, height),
        _axis_names(names, language, width, height),
    ]
    return picture(width, height, rows, layers)


def _dots(picked: bool, tint: str, shape: str, size: int, opacity: float) -> Layer:
    look = {"filled": True, "opacity": opacity, "size": size, "color": tint, "shape": shape}
    return {
        "transform": [{"filter": f"datum.picked === {str(picked).lower()}"}],
        "mark": {"type": "point", **look},
        "encoding": {"x": pixels("x"), "y": pixels("y")},
    }


def _between(values: list[Fraction]) -> tuple[float, float]:
    low, high = int(min(values) // 5) * 5, int(-(-max(values) // 5)) * 5
    return float(low), float(max(high, low + 5))


def _place(value: Fraction, between: tuple[float, float], ends: tuple[float, float]) -> float:
    return ends[0] + (ends[1] - ends[0]) * (float(value) - between[0]) / (between[1] - between[0])


def _upright_scale(
    between: tuple[float, float], upright: tuple[float, float], ends: tuple[float, float]
) -> list[Layer]:
    low, high = between
    step = 5 if high - low > 10 else 1
    rows = [
        {
            "y": _place(Fraction(value), between, upright),
            "x": ends[0],
            "x2": ends[1],
            "at": ends[0] - 6,
            "text": str(value),
        }
        for value in range(int(low), int(high) + 1, step)
    ]
    return [
        {
            "data": {"values": rows},
            "mark": {"type": "rule", "color": colour("grid")},
            "encoding": {"x": pixels("x"), "x2": {"field": "x2"}, "y": pixels("y")},
        },
        {
            "data": {"values": rows},
            "mark": {"type": "text", "align": "right", "fontSize": 11, "color": colour("muted")},
            "encoding": {"x": pixels("at"), "y": pixels("y"), "text": {"field": "text"}},
        },
    ]


def _labels(rows: list[Row], width: float, height: float) -> list[Layer]:
    """Return the names of the units at the ends, each where it neither leaves the picture nor lies on another.

    Names that would lie on others move towards the middle of the picture.
    """
    placed: list[Row] = []
    for row in sorted((row for row in rows if row["name"]), key=lambda row: row["y"]):
        name = fitted(row["name"], 0.6 * width, bold=row["picked"])
        room = width_of(name, bold=row["picked"])
        x, y = min(max(row["x"], room / 2), width - room / 2), row["y"] - _LABEL
        away = _LABEL + 3 if y < height / 2 else -_LABEL - 3
        while any(_touch(x, y, room, other) for other in placed):
            y += away
        placed.append({"x": x, "y": y, "room": room, "name": name, "picked": row["picked"]})
    halo = {"stroke": colour("paper"), "strokeWidth": 3, "strokeJoin": "round"}
    return [
        {
            "data": {"values": placed},
            "transform": [{"filter": f"datum.picked === {picked}"}],
            "mark": {"type": "text", "fontWeight": weight, **look},
            "encoding": {"x": pixels("x"), "y": pixels("y"), "text": {"field": "name"}},
        }
        for look in (halo, {})
        for picked, weight in (("false", "normal"), ("true", BOLD))
    ]


def _touch(x: float, y: float, room: float, other: Row) -> bool:
    return bool(abs(y - other["y"]) < _LABEL + 3 and abs(x - other["x"]) < (room + other["room"]) / 2)


def _axis_names(names: dict[str, str], language: Language, width: float, height: float) -> Layer:
    rows: list[Row] = [
        {"x": 0, "y": _TOP - 18, "text": said(UP, language, name=names["y"])},
        {"x": 0, "y": height + 30, "text": said(ACROSS, language, name=names["x"])},
    ]
    return {
        "data": {"values": [{**row, "text": fitted(row["text"], width, 11)} for row in rows]},
        "mark": {"type": "text", "fontSize": 11, "color": colour("muted"), "align": "left"},
        "encoding": {"x": pixels("x"), "y": pixels("y"), "text": {"field": "text"}},
    }
