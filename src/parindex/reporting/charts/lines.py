"""Places and indices over the years: all units in grey, a few picked out, lines that break where comparison ends."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from parindex.documents import Unfit
from parindex.language import Language, Text
from parindex.reporting.charts import phrases
from parindex.reporting.charts.chart import WIDE, Cell, Chart, ChartTable
from parindex.reporting.charts.colours import colour
from parindex.reporting.charts.lettering import BOLD, fitted, widest
from parindex.reporting.charts.numbers import number, rounded_or_none
from parindex.reporting.charts.of_results import code_of, said, source_of
from parindex.reporting.charts.spec import Layer, Row, along, literal, picture, pixels
from parindex.scoring import Results, UnitResult
from parindex.survey.series import Break

MOST = 5
"""Lines that can be told apart at once."""

_SHAPES = ("circle", "square", "triangle-up", "diamond", "cross")
_HEIGHT = 420
_ROOMY = 560
_LEADING = 15
_TICKS = 26
_GAP = 10

RANKS = Text(
    vi="{unit}: từ hạng {before} năm {first} đến hạng {now} năm {last}",
    en="{unit}: from place {before} in {first} to place {now} in {last}",
)
SCORES = Text(
    vi="{unit}: từ {before} điểm năm {first} đến {now} điểm năm {last}",
    en="{unit}: from {before} points in {first} to {now} in {last}",
)
ONE_RANK = Text(vi="{unit}: hạng {now} năm {last}", en="{unit}: place {now} in {last}")
ONE_SCORE = Text(vi="{unit}: {now} điểm năm {last}", en="{unit}: {now} points in {last}")
GAPS = Text(
    vi="Nét đứt quãng ở năm chưa rõ kết quả; không nối qua năm đó.",
    en="A line stops where a year is unknown; nothing is drawn across it.",
)
BROKEN = Text(
    vi="Từ năm {year} không nối với các năm trước: {reason}",
    en="From {year} nothing is joined to the years before: {reason}",
)
MERGED = Text(
    vi="Các đơn vị thay đổi do sáp nhập; đơn vị mới bắt đầu một đường mới.",
    en="Units were merged; a new unit begins a new line.",
)
AXIS = Text(vi="Trục đứng bắt đầu từ {low} điểm.", en="The upright axis starts at {low} points.")


@dataclass(frozen=True)
class _Measure:
    """What is followed over the years."""

    code: str
    value: Callable[[UnitResult], Fraction | int | None]
    decimals: int
    two: Text
    one: Text
    downwards: bool


@dataclass(frozen=True)
class _Line:
    """A unit over the years; None where nothing is known."""

    code: str
    name: str
    values: tuple[Fraction | int | None, ...]


def rank_lines(
    series: Sequence[Results],
    language: Language,
    units: Sequence[str] = (),
    breaks: Iterable[Break] = (),
    width: float = WIDE,
) -> Chart:
    """Return how places moved over the years.

    Parameters
    ----------
    series : sequence of Results
        Rounds of one programme.
    language : {"vi", "en"}
    units : sequence of str
        Codes of up to five units to pick out; the first of the last round by default.
    breaks : iterable of Break
        Years from which the method differs; mergers of units are found in the units themselves.
    width : float
        In pixels.

    Raises
    ------
    Unfit
        More than five units, a unit of which nothing is known, or no value at all.
    """
    measure = _Measure("rank-lines", lambda each: each.rank, 0, RANKS, ONE_RANK, True)
    return _lines(measure, series, language, units, breaks, width)


def score_lines(
    series: Sequence[Results],
    language: Language,
    units: Sequence[str] = (),
    breaks: Iterable[Break] = (),
    width: float = WIDE,
) -> Chart:
    """Return how indices moved over the years: what places hide; see `rank_lines`."""
    decimals = max((results.framework.ranking.decimals for results in series), default=2)
    measure = _Measure("score-lines", lambda each: each.index, decimals, SCORES, ONE_SCORE, False)
    return _lines(measure, series, language, units, breaks, width)


def _lines(
    measure: _Measure,
    series: Sequence[Results],
    language: Language,
    units: Sequence[str],
    breaks: Iterable[Break],
    width: float,
) -> Chart:
    rounds = sorted(series, key=lambda results: results.round.info.year)
    years = [results.round.info.year for results in rounds]
    every = _all_lines(measure, rounds, language)
    chosen = _chosen(every, units)
    broken = [*breaks, *_mergers(rounds)]
    inside = [each for each in broken if years[0] < each.from_year <= years[-1]]
    joined = [
        now - before == 1 and not any(each.from_year == now for each in broken)
        for before, now in pairwise(years)
    ]
    suffix = f"-{code_of(units[0])}" if units else ""
    low, _ = _range(measure, every)
    notes = [GAPS.to(language)]
    notes += [said(BROKEN, language, year=each.from_year, reason=each.reason.to(language)) for each in inside]
    notes += [] if measure.downwards else [said(AXIS, language, low=low)]
    return Chart(
        code=measure.code + suffix,
        language=language,
        title=_story(measure, chosen[0], years, joined, language),
        sentence="; ".join(_story(measure, line, years, joined, language) for line in chosen) + ".",
        table=_table(measure, chosen, every, years, language),
        source=_sources(rounds, language),
        status=_status(rounds),
        spec=_Plot(measure, every, chosen, years, joined, language, width).spec(inside),
        notes=tuple(notes),
    )


def _all_lines(measure: _Measure, rounds: Sequence[Results], language: Language) -> dict[str, _Line]:
    names: dict[str, str] = {}
    for results in rounds:
        names |= {each.unit.code: each.unit.name.to(language) for each in results.units}
    lines = {
        code: _Line(
            code,
            name,
            tuple(
                measure.value(results.by_code[code]) if code in results.by_code else None
                for results in rounds
            ),
        )
        for code, name in names.items()
    }
    return {code: line for code, line in lines.items() if any(value is not None for value in line.values)}


def _chosen(every: dict[str, _Line], units: Sequence[str]) -> list[_Line]:
    if not every:
        raise Unfit(
            "Không có số liệu năm nào nên không vẽ được.", "No year has a value, so there is nothing to draw."
        )
    if len(units) > MOST:
        raise Unfit(
            f"Chỉ nêu bật được {MOST} đơn vị; đã chọn {len(units)}.",
            f"Only {MOST} units can be picked out; {len(units)} were named.",
        )
    for code in units:
        if code not in every:
            raise Unfit(
                f"Không có số liệu nào của đơn vị “{code}” qua các năm.",
                f'No value of the unit "{code}" is known in any year.',
            )
    latest = max(at for line in every.values() for at, value in enumerate(line.values) if value is not None)
    usual = [line for line in every.values() if line.values[latest] is not None]
    return [every[code] for code in units] if units else usual[:MOST]


def _mergers(rounds: Sequence[Results]) -> list[Break]:
    """Return a break at each round in which a unit stands whose predecessors stood in the round before."""
    found = []
    for before, now in pairwise(rounds):
        old = before.by_code.keys()
        if any(old & set(each.unit.predecessors) for each in now.units if each.unit.code not in old):
            found.append(Break(from_year=now.round.info.year, reason=MERGED))
    return found


def _story(
    measure: _Measure, line: _Line, years: Sequence[int], joined: Sequence[bool], language: Language
) -> str:
    """Return what happened on the last unbroken stretch of a line."""
    last = max(at for at, value in enumerate(line.values) if value is not None)
    first = last
    while first and joined[first - 1] and line.values[first - 1] is not None:
        first -= 1
    shown = {at: number(line.values[at] or 0, language, measure.decimals) for at in (first, last)}
    return said(
        measure.one if first == last else measure.two,
        language,
        unit=line.name,
        before=shown[first],
        now=shown[last],
        first=years[first],
        last=years[last],
    )


def _table(
    measure: _Measure,
    chosen: Sequence[_Line],
    every: dict[str, _Line],
    years: Sequence[int],
    language: Language,
) -> ChartTable:
    picked = {line.code for line in chosen}
    ordered = [*chosen, *(line for line in every.values() if line.code not in picked)]
    return ChartTable(
        (phrases.UNIT.to(language), *map(str, years)),
        tuple((line.name, *(_cell(measure, value) for value in line.values)) for line in ordered),
    )


def _cell(measure: _Measure, value: Fraction | int | None) -> Cell:
    return value if isinstance(value, int) else rounded_or_none(value, measure.decimals)


def _sources(rounds: Sequence[Results], language: Language) -> str:
    return (
        source_of(rounds[0], language)
        if len(rounds) == 1
        else "; ".join(dict.fromkeys(results.round.title(language) for results in rounds))
    )


def _status(rounds: Sequence[Results]) -> str:
    kinds = {results.round.info.data_status for results in rounds}
    return next(kind for kind in ("training", "published", "official") if kind in kinds)


def _range(measure: _Measure, every: dict[str, _Line]) -> tuple[int, int]:
    known = [value for line in every.values() for value in line.values if value is not None]
    if measure.downwards:
        return 1, max(int(max(known)), 2)
    return int(min(known) // 10) * 10, int(-(-max(known) // 10)) * 10


class _Plot:
    """Where lines, points and labels stand, in pixels."""

    def __init__(
        self,
        measure: _Measure,
        every: dict[str, _Line],
        chosen: Sequence[_Line],
        years: Sequence[int],
        joined: Sequence[bool],
        language: Language,
        width: float,
    ) -> None:
        self.measure, self.every, self.chosen, self.language = measure, every, chosen, language
        self.years, self.joined, self.width = years, joined, width
        self.domain = _range(measure, every)
        self.before = [self._label(line, 0) for line in chosen]
        self.after = [self._label(line, -1) for line in chosen]
        most = 0.3 * width if width >= _ROOMY else 0.34 * width
        self.left = (min(widest(self.before), most) + _GAP if width >= _ROOMY else 0) + _TICKS
        self.right = width - min(widest(self.after), most) - _GAP - 4
        self.room = most

    def _label(self, line: _Line, end: int) -> str:
        """Return the value and name at one end of a line, with the year where the line ends earlier."""
        places = [at for at, value in enumerate(line.values) if value is not None]
        at = places[end]
        year = f" ({self.years[at]})" if at not in {0, len(self.years) - 1} else ""
        return f"{number(line.values[at] or 0, self.language, self.measure.decimals)} {line.name}{year}"

    def x(self, at: int) -> float:
        steps = len(self.years) - 1
        return (
            (self.left + self.right) / 2
            if not steps
            else self.left + 6 + (self.right - self.left - 12) * at / steps
        )

    def y(self, value: Fraction | int) -> float:
        low, high = self.domain
        share = float((value - low) / (high - low))
        return 6 + (_HEIGHT - 12) * (share if self.measure.downwards else 1 - share)

    def spec(self, breaks: Sequence[Break]) -> dict[str, object]:
        """Return the whole picture."""
        picked = {line.code: place for place, line in enumerate(self.chosen)}
        quiet = [line for line in self.every.values() if line.code not in picked]
        layers = [
            *self.grid(),
            *self.break_marks(breaks),
            *self.strokes([(line, "quiet", "circle") for line in quiet], 1, 8, 0.55),
            *self.strokes(
                [(line, f"series-{n + 1}", _SHAPES[n]) for n, line in enumerate(self.chosen)], 2.5, 60, 1
            ),
            *self.labels(self.after, -1, self.right + 4, "left"),
        ]
        if self.width >= _ROOMY:
            layers += self.labels(self.before, 0, self.left - _TICKS - 2, "right")
        return picture(self.width, _HEIGHT, [], layers)

    def strokes(
        self, lines: Sequence[tuple[_Line, str, str]], thick: float, size: float, opacity: float
    ) -> list[Layer]:
        """Return the unbroken stretches of lines, and a point at each known value."""
        stretches: list[Row] = []
        points: list[Row] = []
        for line, tint, shape in lines:
            part = 0
            for at, value in enumerate(line.values):
                if at and not (self.joined[at - 1] and line.values[at - 1] is not None):
                    part += 1
                if value is not None:
                    spot = {"x": self.x(at), "y": self.y(value), "tint": colour(tint), "shape": shape}
                    stretches.append({**spot, "stretch": f"{line.code} {part}"})
                    points.append(spot)
        place = {"x": pixels("x"), "y": pixels("y"), "color": literal("tint")}
        return [
            {
                "data": {"values": stretches},
                "mark": {"type": "line", "strokeWidth": thick, "opacity": opacity},
                "encoding": {**place, "detail": {"field": "stretch"}},
            },
            {
                "data": {"values": points},
                "mark": {"type": "point", "filled": True, "size": size, "opacity": opacity},
                "encoding": {**place, "shape": literal("shape")},
            },
        ]

    def labels(self, texts: Sequence[str], end: int, x: float, align: str) -> list[Layer]:
        """Return labels at one end, moved apart where they would lie over each other."""
        wanted = []
        for place, (line, text) in enumerate(zip(self.chosen, texts, strict=True)):
            known = [value for value in line.values if value is not None]
            wanted.append((self.y(known[end]), place, text))
        rows = [
            {"x": x, "y": y, "text": fitted(text, self.room), "tint": colour(f"series-{place + 1}")}
            for y, (_, place, text) in zip(
                _apart([y for y, *_ in sorted(wanted)]), sorted(wanted), strict=True
            )
        ]
        encoding = {"x": pixels("x"), "y": pixels("y"), "text": {"field": "text"}, "color": literal("tint")}
        return [{"data": {"values": rows}, "mark": {"type": "text", "align": align}, "encoding": encoding}]

    def grid(self) -> list[Layer]:
        """Return the years below, and numbered lines across."""
        low, high = self.domain
        ticks = (
            sorted({1, *range(10, high, 10), high})
            if self.measure.downwards
            else list(range(low, high + 1, 10 if high - low > 20 else 5))
        )
        ticks = [
            tick
            for n, tick in enumerate(ticks)
            if n == 0 or n == len(ticks) - 1 or ticks[-1] - tick > (high - low) / 25
        ]
        across = [
            {"x": self.left, "x2": self.right, "y": self.y(tick), "text": str(tick), "at": self.left - 5}
            for tick in ticks
        ]
        every = max(1, round(len(self.years) / max((self.right - self.left) // 38, 1) + 0.49))
        last = len(self.years) - 1
        below = [
            {"x": self.x(at), "y": _HEIGHT + 12, "text": str(year)}
            for at, year in enumerate(self.years)
            if (last - at) % every == 0
        ]
        small = {"type": "text", "fontSize": 11, "color": colour("muted")}
        return [
            {
                "data": {"values": across},
                "mark": {"type": "rule", "color": colour("grid")},
                "encoding": {"x": pixels("x"), "x2": {"field": "x2"}, "y": pixels("y")},
            },
            {
                "data": {"values": across},
                "mark": {**small, "align": "right"},
                "encoding": {"x": pixels("at"), "y": pixels("y"), "text": {"field": "text"}},
            },
            {
                "data": {"values": below},
                "mark": small,
                "encoding": {"x": pixels("x"), "y": pixels("y"), "text": {"field": "text"}},
            },
        ]

    def break_marks(self, breaks: Sequence[Break]) -> list[Layer]:
        """Return an upright dashed line before each year from which nothing is joined to what was before."""
        rows = []
        for year in sorted({each.from_year for each in breaks}):
            at = next(place for place, known in enumerate(self.years) if known >= year)
            rows.append({"x": (self.x(at - 1) + self.x(at)) / 2, "y": 0, "y2": _HEIGHT})
        return (
            [
                {
                    "data": {"values": rows},
                    "mark": {"type": "rule", "color": colour("border"), "strokeDash": [4, 4]},
                    "encoding": {"x": pixels("x"), "y": pixels("y"), "y2": {"field": "y2"}},
                }
            ]
            if rows
            else []
        )


def _apart(places: Sequence[float]) -> list[float]:
    """Return sorted places moved down, then up, until labels there do not touch and stay in the picture."""
    moved = list(places)
    for at in range(1, len(moved)):
        moved[at] = max(moved[at], moved[at - 1] + _LEADING)
    for at in reversed(range(len(moved))):
        most = _HEIGHT - 6 if at == len(moved) - 1 else moved[at + 1] - _LEADING
        moved[at] = min(moved[at], most)
    return moved
