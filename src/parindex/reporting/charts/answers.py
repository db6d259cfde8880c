"""Answers of a survey: what people chose on each question, on either side of the middle, with how many answered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from parindex.documents import Unfit
from parindex.language import Language, Text
from parindex.reporting.charts.chart import WIDE, Cell, Chart, ChartTable
from parindex.reporting.charts.classes import swatches
from parindex.reporting.charts.colours import colour
from parindex.reporting.charts.lettering import in_lines, widest
from parindex.reporting.charts.numbers import rounded
from parindex.reporting.charts.of_results import code_of, said
from parindex.reporting.charts.spec import Layer, Row, literal, picture, pixels
from parindex.reporting.numbers import count, number, percent
from parindex.rounds.model import DataStatus
from parindex.survey.estimation.distribution import answer_code
from parindex.survey.model import Survey
from parindex.survey.publication import Domain

_BAR = 20
_LEADING = 15
_GAP = 8
_SMALL = 11
_SHADES = {
    2: (1, 5),
    3: (1, 3, 5),
    4: (1, 2, 4, 5),
    5: (1, 2, 3, 4, 5),
}
"""Which shades of the five a scale of so many answers takes."""

TITLE = Text(vi="{item}: {share} chọn hai mức tốt nhất", en="{item}: {share} chose the two best answers")
BEST_ONE = Text(vi="{item}: {share} chọn “{answer}”", en='{item}: {share} chose "{answer}"')
SENTENCE = Text(
    vi="“{answer}” nhiều nhất ở {high} ({highest}), ít nhất ở {low} ({lowest}).",
    en='"{answer}" was chosen most on {high} ({highest}) and least on {low} ({lowest}).',
)
ITEM = Text(vi="Mục hỏi", en="Item")
PEOPLE = Text(vi="Số trả lời", en="Answers")
HELD_BACK = Text(vi="không công bố: số liệu ít tin cậy", en="not published: too uncertain")
READING = Text(
    vi="Bên trái vạch đứng: không hài lòng; bên phải: hài lòng; mức giữa nằm hai bên. Cuối dòng: số người trả lời.",
    en="Left of the upright line: dissatisfied; right: satisfied; the middle answer lies on both sides. At the end: how many answered.",
)
HIDDEN = Text(
    vi="Mục ít câu trả lời hoặc có khoảng tin cậy quá rộng thì không công bố; không công bố không có nghĩa là 0.",
    en="Items with too few answers or too wide an interval are not published; not published does not mean zero.",
)


@dataclass(frozen=True)
class Answered:
    """How the answers to one item divide, worst first, in per cent; None where that is held back."""

    item: str
    shares: tuple[Decimal, ...] | None
    people: int


def answers_of(survey: Survey, domain: Domain, items: Sequence[str], language: Language) -> list[Answered]:
    """Return how a domain answered some items on one scale, as far as it may be shown.

    Parameters
    ----------
    survey : Survey
    domain : Domain
        Of a `parindex.survey.publication.Group` made from `parindex.survey.estimation.distribution`.
    items : sequence of str
    language : {"vi", "en"}
    """
    return [_answered(survey, domain, item, language) for item in items]


def levels_of(survey: Survey, item: str, language: Language) -> list[str]:
    """Return the answers of the scale of an item in words, worst first."""
    scale = survey.scale_of[item]
    return [scale.labels[level].to(language) for level in scale.levels]


def _answered(survey: Survey, domain: Domain, item: str, language: Language) -> Answered:
    figures = [domain.figures[answer_code(item, level)] for level in survey.scale_of[item].levels]
    estimates = [figure.estimate for figure in figures]
    shown = [Decimal(repr(value)) for value in estimates if value is not None]
    name = survey.title_of[item].to(language)
    return Answered(name, tuple(shown) if len(shown) == len(figures) else None, round(figures[0].answers))


def answer_bars(
    answered: Sequence[Answered],
    levels: Sequence[str],
    language: Language,
    *,
    code: str,
    source: str,
    status: DataStatus,
    width: float = WIDE,
) -> Chart:
    """Return the answers as bars on either side of the middle.

    Parameters
    ----------
    answered : sequence of Answered
    levels : sequence of str
        Names of the answers, worst first: two to five.
    language : {"vi", "en"}
    code : str
        Of the survey or the group of people; becomes a part of the names of files.
    source : str
    status : {"official", "published", "training"}
    width : float
        In pixels.

    Raises
    ------
    Unfit
        Nothing may be shown.
    """
    shown = [each for each in answered if each.shares is not None]
    if not shown or len(levels) not in _SHADES:
        raise Unfit(
            "Không có mục hỏi nào được công bố để vẽ.",
            "No item may be published, so there is nothing to draw.",
        )
    title, sentence = _words(shown, levels, language)
    hidden = (HIDDEN.to(language),) if len(shown) < len(answered) else ()
    return Chart(
        code=f"answers-{code_of(code)}",
        language=language,
        title=title,
        sentence=sentence,
        table=_table(answered, levels, language),
        source=source,
        status=status,
        spec=_spec(answered, levels, language, width),
        notes=(READING.to(language), *hidden),
    )


def _words(shown: Sequence[Answered], levels: Sequence[str], language: Language) -> tuple[str, str]:
    """Return title and sentence: the item with most good answers, and those with most and fewest of the best."""
    top = 2 if len(levels) > 3 else 1
    leading = max(shown, key=lambda each: _share(each, top))
    best = sorted(shown, key=lambda each: -_share(each, 1))
    title = said(
        TITLE if top == 2 else BEST_ONE,
        language,
        item=leading.item,
        share=percent(_share(leading, top), language),
        answer=levels[-1],
    )
    sentence = said(
        SENTENCE,
        language,
        answer=levels[-1],
        high=best[0].item,
        highest=percent(_share(best[0], 1), language),
        low=best[-1].item,
        lowest=percent(_share(best[-1], 1), language),
    )
    return title, sentence


def _share(each: Answered, top: int) -> Decimal:
    """Return the share of the best so many answers."""
    return sum((each.shares or ())[-top:], Decimal(0))


def _table(answered: Sequence[Answered], levels: Sequence[str], language: Language) -> ChartTable:
    rows: list[tuple[Cell, ...]] = []
    for each in answered:
        shares = each.shares if each.shares is not None else (None,) * len(levels)
        rows.append(
            (each.item, *(None if share is None else rounded(share, 1) for share in shares), each.people)
        )
    return ChartTable(
        (ITEM.to(language), *(f"{level} (%)" for level in levels), PEOPLE.to(language)), tuple(rows)
    )


def _spec(
    answered: Sequence[Answered], levels: Sequence[str], language: Language, width: float
) -> dict[str, object]:
    shades = _SHADES[len(levels)]
    key = swatches(
        [(level, colour(f"answer-{shade}")) for level, shade in zip(levels, shades, strict=True)], width
    )
    counts = [f"n = {count(each.people, language)}" for each in answered]
    right = width - widest(counts, _SMALL) - _GAP
    known = [each.shares for each in answered if each.shares is not None]
    left_most = max(_left(shares) for shares in known)
    right_most = max(float(sum(shares)) - _left(shares) for shares in known)
    middle = right * left_most / (left_most + right_most)
    unit = right / (left_most + right_most)
    names: list[Row] = []
    pieces: list[Row] = []
    y = key.height
    for each, told in zip(answered, counts, strict=True):
        lines = in_lines(each.item, width, most=3)
        names.append({"x": 0, "y": y + _LEADING / 2, "text": lines})
        y += _LEADING * len(lines) + 2
        ends = {"y": y, "y2": y + _BAR, "at": y + _BAR / 2, "count": told, "right": width}
        pieces += [{**piece, **ends} for piece in _pieces(each, shades, middle, unit, language)]
        y += _BAR + _GAP
    layers = [*key.layers(0), *_marks(names, pieces, middle)]
    return picture(width, y, [], layers)


def _left(shares: Sequence[Decimal]) -> float:
    """Return how much of a bar lies left of the middle: the worse half of the answers, and half of the middle one."""
    half = len(shares) // 2
    odd = float(shares[half]) / 2 if len(shares) % 2 else 0.0
    return float(sum(shares[:half])) + odd


def _pieces(
    each: Answered, shades: Sequence[int], middle: float, unit: float, language: Language
) -> Iterator[Row]:
    if each.shares is None:
        yield {
            "x": 0, "x2": 0, "middle": middle + 4, "text": "", "hidden": HELD_BACK.to(language),
            "fill": colour("paper"), "ink": colour("muted"),
        }  # fmt: skip
        return
    x = middle - unit * _left(each.shares)
    for share, shade in zip(each.shares, shades, strict=True):
        end = x + unit * float(share)
        text = number(share, language, 0)
        fits = widest([text], _SMALL) + 4 <= end - x
        yield {
            "x": x, "x2": end, "middle": (x + end) / 2, "text": text if fits else "", "hidden": "",
            "fill": colour(f"answer-{shade}"), "ink": colour(f"on-answer-{shade}"),
        }  # fmt: skip
        x = end


def _marks(names: list[Row], pieces: list[Row], middle: float) -> list[Layer]:
    small = {"type": "text", "fontSize": _SMALL}
    counts = {row["at"]: row for row in pieces}
    return [
        {
            "data": {"values": names},
            "mark": {"type": "text", "align": "left", "lineHeight": _LEADING},
            "encoding": {"x": pixels("x"), "y": pixels("y"), "text": {"field": "text"}},
        },
        {
            "data": {"values": pieces},
            "mark": {"type": "rect", "stroke": colour("paper"), "strokeWidth": 1},
            "encoding": {
                "x": pixels("x"), "x2": {"field": "x2"}, "y": pixels("y"), "y2": {"field": "y2"}, "fill": literal("fill"),
            },
        },
        {
            "data": {"values": pieces},
            "mark": small,
            "encoding": {"x": pixels("middle"), "y": pixels("at"), "text": {"field": "text"}, "color": literal("ink")},
        },
        {
            "data": {"values": pieces},
            "mark": {**small, "align": "left", "fontStyle": "italic"},
            "encoding": {"x": pixels("middle"), "y": pixels("at"), "text": {"field": "hidden"}, "color": literal("ink")},
        },
        {
            "data": {"values": list(counts.values())},
            "mark": {**small, "align": "right", "color": colour("muted")},
            "encoding": {"x": pixels("right"), "y": pixels("at"), "text": {"field": "count"}},
        },
        {
            "data": {"values": list(_ticks(counts.values(), middle))},
            "mark": {"type": "rule", "color": colour("ink"), "strokeWidth": 1.5},
            "encoding": {"x": pixels("x"), "y": pixels("y"), "y2": {"field": "y2"}},
        },
    ]  # fmt: skip


def _ticks(bars: Iterable[Row], middle: float) -> Iterator[Row]:
    """Yield the middle as a mark above and below each bar, so that it strikes no number through."""
    for bar in bars:
        yield {"x": middle, "y": bar["y"] - 3, "y2": bar["y"]}
        yield {"x": middle, "y": bar["y2"], "y2": bar["y2"] + 3}
