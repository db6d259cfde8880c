"""Ranks with the sets of places that each unit may hold: how sure a ranking is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from parindex.documents import Unfit
from parindex.language import Language, Text
from parindex.reporting.charts import phrases
from parindex.reporting.charts.chart import WIDE, Chart, ChartTable
from parindex.reporting.charts.colours import colour
from parindex.reporting.charts.named_rows import NamedRows
from parindex.reporting.charts.of_results import code_of, said
from parindex.reporting.charts.spec import Layer, Row, along
from parindex.rounds.model import DataStatus
from parindex.survey.publication import Place, Ranking

CANNOT = Text(
    vi="{count} trên {units} đơn vị không thể xếp hạng: có thể đứng ở bất kỳ hạng nào",
    en="{count} of {units} units cannot be ranked: they may hold any place",
)
NARROW_SETS = Text(
    vi="Mọi đơn vị đều có tập hạng hẹp hơn toàn bảng",
    en="Every unit has a set of places narrower than the whole table",
)
SENTENCE = Text(
    vi="{first} có ước lượng cao nhất, có thể đứng từ hạng {low} đến hạng {high}; {widest}.",
    en="{first} has the highest estimate and may hold places {low} to {high}; {widest}.",
)
WIDEST = Text(
    vi="{name} có tập hạng rộng nhất, từ {low} đến {high}", en="{name} has the widest set, {low} to {high}"
)
SEVERAL = Text(
    vi="rộng nhất là tập {places} hạng, của {count} đơn vị",
    en="the widest sets, of {count} units, hold {places} places",
)
SET = Text(vi="Hạng có thể từ", en="Place from")
TO = Text(vi="đến", en="to")
ESTIMATE = Text(vi="Hạng của ước lượng", en="Place of the estimate")
READING = Text(
    vi="Vạch: những hạng mà đơn vị có thể đứng, với độ tin cậy {level}% cho mọi đơn vị cùng lúc; chấm: hạng của ước lượng.",
    en="Bar: the places that a unit may hold, with {level}% confidence for all units at once; dot: the place of its estimate.",
)
LEFT_OUT = Text(
    vi="{count} đơn vị không được công bố vì ít câu trả lời hoặc khoảng tin cậy quá rộng; vẫn tính vào hạng của đơn vị khác.",
    en="{count} units are not published for too few answers or too wide an interval; they count in the places of the others.",
)


@dataclass(frozen=True)
class RankedSurvey:
    """The ranking of a survey with what must be said of it."""

    ranking: Ranking
    names: Mapping[str, Text]
    code: str
    source: Text
    status: DataStatus
    level: int = 95


def rank_set_bars(
    survey: RankedSurvey, language: Language, unit: str | None = None, width: float = WIDE
) -> Chart:
    """Return the places that every unit may hold.

    Parameters
    ----------
    survey : RankedSurvey
    language : {"vi", "en"}
    unit : str, optional
        Code of a unit to pick out.
    width : float
        In pixels.

    Raises
    ------
    Unfit
        No unit may be shown.
    """
    ranking = survey.ranking
    if not ranking.places:
        raise Unfit(
            "Không đơn vị nào được công bố để vẽ.", "No unit may be published, so there is nothing to draw."
        )
    names = {code: text.to(language) for code, text in survey.names.items()}
    left_out = (said(LEFT_OUT, language, count=len(ranking.held_back)),) if ranking.held_back else ()
    return Chart(
        code=f"rank-sets-{code_of(survey.code)}" + ("" if unit is None else f"-{code_of(unit)}"),
        language=language,
        title=said(
            CANNOT if ranking.cannot_be_ranked else NARROW_SETS,
            language,
            count=ranking.cannot_be_ranked,
            units=ranking.units,
        ),
        sentence=_sentence(ranking, names, language),
        table=ChartTable(
            tuple(text.to(language) for text in (phrases.UNIT, ESTIMATE, SET, TO)),
            tuple((names[each.unit], each.rank, each.lower, each.upper) for each in ranking.places),
        ),
        source=survey.source.to(language),
        status=survey.status,
        spec=_spec(ranking.places, names, ranking.units, unit, width),
        notes=(said(READING, language, level=survey.level), *left_out),
    )


def _sentence(ranking: Ranking, names: Mapping[str, str], language: Language) -> str:
    first = ranking.places[0]
    return said(
        SENTENCE,
        language,
        first=names[first.unit],
        low=first.lower,
        high=first.upper,
        widest=_widest(ranking.places, names, language),
    )


def _widest(places: Sequence[Place], names: Mapping[str, str], language: Language) -> str:
    """Return whose set of places is the widest; of several, how many they are."""
    most = max(place.upper - place.lower for place in places)
    one, *others = (place for place in places if place.upper - place.lower == most)
    if others:
        return said(SEVERAL, language, places=most + 1, count=1 + len(others))
    return said(WIDEST, language, name=names[one.unit], low=one.lower, high=one.upper)


def _spec(
    places: Sequence[Place], names: Mapping[str, str], units: int, unit: str | None, width: float
) -> dict[str, object]:
    rows: list[Row] = [
        {
            "row": n,
            "picked": each.unit == unit,
            "name": names[each.unit],
            "rank": each.rank,
            "low": each.lower - 0.4,
            "high": each.upper + 0.4,
            "text": f"{each.rank} ({each.lower}–{each.upper})",
        }
        for n, each in enumerate(places)
    ]
    laid = NamedRows.of(rows, width)
    between = (0.5, units + 0.5)
    marks: list[Layer] = [
        {
            "mark": {"type": "rule", "strokeWidth": 7, "color": colour("bar"), "yOffset": laid.down, "y2Offset": laid.down},
            "encoding": {"x": along("low", between, laid.ends), "x2": {"field": "high"}},
        },
        {
            "mark": {
                "type": "point", "filled": True, "size": 55, "opacity": 1, "yOffset": laid.down, "color": colour("ink"),
                "stroke": colour("paper"), "strokeWidth": 1.5,
            },
            "encoding": {"x": along("rank", between, laid.ends)},
        },
    ]  # fmt: skip
    return laid.picture(marks, between, 10 if units > 12 else 2)
