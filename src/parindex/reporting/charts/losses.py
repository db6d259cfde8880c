"""Lost points of a unit as a waterfall: from the maximum down to the index, area by area, largest loss first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from parindex.documents import Unfit
from parindex.language import Language, Text
from parindex.numbers import in_points
from parindex.reporting.charts import phrases
from parindex.reporting.charts.chart import WIDE, Chart, ChartTable
from parindex.reporting.charts.colours import colour
from parindex.reporting.charts.lettering import in_lines, widest
from parindex.reporting.charts.numbers import rounded
from parindex.reporting.charts.of_results import code_of, notes_of_unit, said, source_of, unit_in
from parindex.reporting.charts.spec import Layer, Row, along, at, literal, picture, row_place
from parindex.reporting.numbers import number, signed
from parindex.rounds import State
from parindex.scoring import Results, UnitResult
from parindex.scoring.lost import Loss, lost_by_area

_GAP = 8
_ROOMY = 560
_DIAMOND = 8
_LEADING = 15

TITLE = Text(
    vi="{unit} mất {lost} điểm, nhiều nhất ở {area}", en="{unit} lost {lost} points, most of them in {area}"
)
NOTHING_LOST = Text(vi="{unit} không mất điểm ở lĩnh vực nào", en="{unit} lost no points in any area")
SENTENCE = Text(
    vi="Từ {maximum} điểm tối đa, {unit} còn {index} điểm; mất nhiều nhất ở {area}: {most} điểm.",
    en="From a maximum of {maximum} points {unit} kept {index}; most were lost in {area}: {most}.",
)
STEP = Text(vi="Khoản", en="Step")
LOSS = Text(vi="Tăng, giảm", en="Change")
LEFT = Text(vi="Còn lại", en="What is left")
NOT_SCORED = Text(vi="Chưa chấm", en="Not yet scored")
OUTSIDE = Text(vi="Điểm thưởng, điểm phạt, điểm trừ chung", en="Bonus, penalty, deductions from the whole")
AS_PRINTED = Text(vi="Chênh lệch với chỉ số đã công bố", en="Difference from the published index")
AXIS = Text(
    vi="Trục bắt đầu từ {low} điểm. Mỗi thanh là số điểm mất, tính theo thang 100.",
    en="The axis starts at {low} points. Each bar is what was lost, on the scale of 100.",
)


@dataclass(frozen=True)
class _Step:
    """One step of the way down: what it is called, by how much the index changes, what is left after it."""

    name: str
    change: Fraction
    left: Fraction


def lost_points(results: Results, unit: str, language: Language, width: float = WIDE) -> Chart:
    """Return where a unit lost its points, on the scale of 100.

    Parameters
    ----------
    results : Results
    unit : str
        Code of the unit.
    language : {"vi", "en"}
    width : float
        In pixels.

    Raises
    ------
    Unfit
        There is no such unit, or its points are not known area by area.
    """
    found = unit_in(results, unit)
    losses = lost_by_area(results, unit)
    steps = _steps(results, found, losses, language)
    areas = steps[: len(losses)]
    worst = areas[0]
    decimals = results.framework.ranking.decimals
    lost = -sum((step.change for step in areas), Fraction(0))
    name = found.unit.name.to(language)
    return Chart(
        code=f"lost-points-{code_of(unit)}",
        language=language,
        title=said(
            TITLE if lost else NOTHING_LOST,
            language,
            unit=name,
            lost=number(lost, language, decimals),
            area=worst.name,
        ),
        sentence=said(
            SENTENCE,
            language,
            maximum=100,
            unit=name,
            index=number(steps[-1].left, language, decimals),
            area=worst.name,
            most=number(-worst.change, language, decimals),
        ),
        table=_table(steps, language, decimals),
        source=source_of(results, language),
        status=results.round.info.data_status,
        spec=_spec(steps, language, decimals, width),
        description=_description(steps, language, decimals),
        notes=(said(AXIS, language, low=_low(steps)), *notes_of_unit(found, language)),
    )


def _description(steps: Sequence[_Step], language: Language, decimals: int) -> str:
    """Return every step in words."""
    each = [f"{step.name} {signed(step.change, language, decimals)}" for step in steps]
    return f"{'; '.join(each)}."


def _steps(results: Results, found: UnitResult, losses: Sequence[Loss], language: Language) -> list[_Step]:
    """Return the way from 100 down to the index: the areas, then what is left to explain."""
    row = results.round.unit_position[found.unit.code]
    whole = int(results.totals.maximum[row])
    maxima_known = (results.scores.known_maximum | ~results.scores.is_applicable[row]).all()
    if found.index is None or found.computed is None or not maxima_known:
        name = found.unit.name
        raise Unfit(
            f"Không rõ điểm theo từng lĩnh vực của {name.vi} nên không vẽ được điểm mất.",
            f"The points of {name.en} are not known area by area, so what was lost cannot be drawn.",
        )
    changes = [(loss.placed.node.title.to(language), -100 * loss.lost / in_points(whole)) for loss in losses]
    unscored = results.scores.state[row] == State.NOT_YET_SCORED
    not_scored = Fraction(-100 * int(results.scores.maxima[unscored].sum()), whole)
    explained = 100 + sum((change for _, change in changes), not_scored)
    others = (
        (NOT_SCORED, not_scored),
        (OUTSIDE, found.computed - explained),
        (AS_PRINTED, found.index - found.computed),
    )
    changes += [(text.to(language), change) for text, change in others if change]
    steps, left = [], Fraction(100)
    for label, change in changes:
        left += change
        steps.append(_Step(label, change, left))
    return steps


def _table(steps: Sequence[_Step], language: Language, decimals: int) -> ChartTable:
    return ChartTable(
        (STEP.to(language), LOSS.to(language), LEFT.to(language)),
        (
            (phrases.MAXIMUM.to(language), None, rounded(100, decimals)),
            *((step.name, rounded(step.change, decimals), rounded(step.left, decimals)) for step in steps),
            (phrases.INDEX.to(language), None, rounded(steps[-1].left, decimals)),
        ),
    )


def _low(steps: Sequence[_Step]) -> int:
    """Return where the axis starts: at the ten below the lowest that is left."""
    return int(min(step.left for step in steps) // 10) * 10


def _spec(steps: Sequence[_Step], language: Language, decimals: int, width: float) -> dict[str, object]:
    rows = _rows(steps, language, decimals)
    places = _Places.of(rows, width)
    ends = along("from", (_low(steps), 100), (places.start, places.end))
    layers: list[Layer] = [
        *([_joints(ends)] if places.is_roomy else []),
        {
            "transform": [{"filter": "!datum.is_end"}],
            "mark": {"type": "bar", "size": 14, "yOffset": places.down},
            "encoding": {"x": ends, "x2": {"field": "to"}, "color": literal("fill")},
        },
        {
            "transform": [{"filter": "datum.is_end"}],
            "mark": {
                "type": "point", "shape": "diamond", "filled": True, "size": 110, "opacity": 1,
                "yOffset": places.down,
            },
            "encoding": {"x": ends, "color": literal("fill")},
        },
        {
            "mark": {"type": "text", "align": "right", "dy": places.down},
            "encoding": {"x": at(width), "text": {"field": "value"}},
        },
        *(_names(lines, places.up(lines)) for lines in sorted({row["lines"] for row in rows})),
    ]  # fmt: skip
    for layer in layers:
        layer["encoding"]["y"] = row_place(len(rows), places.step)
    return picture(width, places.step * len(rows), rows, layers)


def _joints(ends: Layer) -> Layer:
    """Return the lines from each step down to the next; where names stand above the bars, they would strike them out."""
    return {
        "transform": [{"filter": "datum.next !== null"}],
        "mark": {"type": "rule", "color": colour("border")},
        "encoding": {"x": ends, "y2": {"field": "next"}},
    }


@dataclass(frozen=True)
class _Places:
    """Where things stand in a row; in a narrow picture the name stands above its bar."""

    step: float
    start: float
    end: float
    down: float
    is_roomy: bool

    @classmethod
    def of(cls, rows: list[Row], width: float) -> _Places:
        """Break the names of the rows into lines and return where everything goes."""
        is_roomy = width >= _ROOMY
        for row in rows:
            row["name"] = in_lines(row["name"], 0.42 * width if is_roomy else width, most=2)
            row["lines"] = len(row["name"])
        most = max(row["lines"] for row in rows)
        end = width - widest(row["value"] for row in rows) - _GAP - _DIAMOND
        if is_roomy:
            start = widest(line for row in rows for line in row["name"]) + 2 * _GAP
            return cls(max(_LEADING * most + 8, 26), start, end, 0, is_roomy)
        return cls(_LEADING * most + 24, _DIAMOND, end, _LEADING * most / 2 + 2, is_roomy)

    def up(self, lines: int) -> float:
        """Return how far from the middle of its row the first line of a name stands."""
        if self.is_roomy:
            return -_LEADING * (lines - 1) / 2
        return self.down - 15 - _LEADING * (lines - 1)


def _names(lines: int, dy: float) -> Layer:
    return {
        "transform": [{"filter": f"datum.lines === {lines}"}],
        "mark": {"type": "text", "align": "left", "dy": dy, "lineHeight": _LEADING},
        "encoding": {"x": at(0), "text": {"field": "name"}},
    }


def _rows(steps: Sequence[_Step], language: Language, decimals: int) -> list[Row]:
    first: Row = _end(0, phrases.MAXIMUM.to(language), Fraction(100), language, decimals)
    middle = [
        {
            "row": place,
            "next": place + 1,
            "is_end": False,
            "name": step.name,
            "from": float(step.left),
            "to": float(step.left - step.change),
            "value": signed(step.change, language, decimals),
            "fill": colour("down" if step.change < 0 else "up"),
        }
        for place, step in enumerate(steps, start=1)
    ]
    last = _end(len(steps) + 1, phrases.INDEX.to(language), steps[-1].left, language, decimals)
    return [first, *middle, last]


def _end(place: int, name: str, value: Fraction, language: Language, decimals: int) -> Row:
    return {
        "row": place,
        "next": None if place else 1,
        "is_end": True,
        "name": name,
        "from": float(value),
        "to": float(value),
        "value": number(value, language, decimals),
        "fill": colour("accent"),
    }
