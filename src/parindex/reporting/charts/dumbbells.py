"""Two dots a row: last year and this year, or what units gave themselves and what the appraisal gave."""

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
from parindex.reporting.charts.named_rows import NamedRows
from parindex.reporting.charts.numbers import rounded
from parindex.reporting.charts.of_results import break_notes, code_of, ink_of, notes_of, said, source_of
from parindex.reporting.charts.spec import Layer, Row, along, literal, step_for
from parindex.reporting.numbers import number, signed, units_of_all
from parindex.scoring import Results

CHANGE = Text(
    vi="{unit} tăng nhiều nhất: {change} điểm so với đợt trước",
    en="{unit} gained most: {change} points on the round before",
)
FELL = Text(
    vi="Không đơn vị nào tăng điểm; {unit} giảm ít nhất: {change} điểm",
    en="No unit gained; {unit} fell least: {change} points",
)
CARE = Text(vi="(cách đo khác)", en="(measured differently)")
SOME = Text(vi="Biết thay đổi điểm của {units}", en="The change of {units} is known")
CHANGE_SENTENCE = Text(
    vi="{best}: {from_best} điểm đợt trước, {to_best} điểm đợt này ({most}); {worst}: {from_worst} và {to_worst} điểm ({least}).",
    en="{best}: {from_best} points in the round before, {to_best} in this one ({most}); {worst}: {from_worst} and {to_worst} ({least}).",
)
CHANGE_OF_ONE = Text(
    vi="{best}: {from_best} điểm đợt trước, {to_best} điểm đợt này ({most}).",
    en="{best}: {from_best} points in the round before, {to_best} in this one ({most}).",
)
ONLY = Text(
    vi="Chỉ gồm những đơn vị biết được kết quả của cả hai đợt; không suy ra được điều gì về các đơn vị còn lại.",
    en="Only units whose results in both rounds are known; nothing follows from these for the others.",
)
YEARS = Text(
    vi="Vòng rỗng: đợt trước; chấm đặc: đợt này. Trục bắt đầu từ {low}.",
    en="Ring: the round before; dot: this round. The axis starts at {low}.",
)
SELF = Text(
    vi="{unit} tự chấm cao hơn thẩm định nhiều nhất: {gap} điểm phần trăm",
    en="{unit} scored itself most above the appraisal: by {gap} percentage points",
)
NO_GAP = Text(vi="Không đơn vị nào tự chấm cao hơn thẩm định", en="No unit scored itself above the appraisal")
SELF_SENTENCE = Text(
    vi="{best} tự chấm {from_best}%, thẩm định {to_best}%; {worst} tự chấm {from_worst}%, thẩm định {to_worst}%.",
    en="{best} gave itself {from_best}%, the appraisal {to_best}%; {worst} gave itself {from_worst}%, the appraisal {to_worst}%.",
)
SELF_OF_ONE = Text(
    vi="{best} tự chấm {from_best}%, thẩm định {to_best}%.",
    en="{best} gave itself {from_best}%, the appraisal {to_best}%.",
)
SELF_NOTE = Text(
    vi="Vòng rỗng: tự đánh giá; chấm đặc: thẩm định; phần trăm điểm tối đa của những tiêu chí có cả hai. Trục bắt đầu từ {low}.",
    en="Ring: self-assessment; dot: appraisal; per cent of the maximum of the criteria that have both. The axis starts at {low}.",
)
BEFORE = Text(vi="Đợt trước", en="Round before")
NOW = Text(vi="Đợt này", en="This round")
OWN = Text(vi="Tự đánh giá (%)", en="Self-assessment (%)")
APPRAISED = Text(vi="Thẩm định (%)", en="Appraisal (%)")
DIFFERENCE = Text(vi="Chênh lệch", en="Difference")


@dataclass(frozen=True)
class _Pair:
    """A row: where it was and where it is."""

    code: str
    name: str
    before: Fraction
    now: Fraction

    @property
    def change(self) -> Fraction:
        return self.now - self.before


def change_dumbbells(
    results: Results,
    language: Language,
    unit: str | None = None,
    width: float = WIDE,
    breaks: Sequence[Text] = (),
) -> Chart:
    """Return the index of every unit in the round before and in this one, largest gain first.

    Parameters
    ----------
    results : Results
    language : {"vi", "en"}
    unit : str, optional
        Code of a unit to pick out.
    width : float
        In pixels.
    breaks : sequence of Text
        Why figures of the round before are of another kind.

    Raises
    ------
    Unfit
        No unit has an index in both rounds.
    """
    decimals = results.framework.ranking.decimals
    pairs = _sorted(
        _change_pairs(results, language),
        "Không đơn vị nào biết được kết quả của cả hai đợt.",
        "No unit has a result in both rounds.",
    )
    note = (said(YEARS, language, low=_low(pairs)),)
    left_out = () if _is_whole(results, pairs) else (ONLY.to(language),)
    return Chart(
        code="change" if unit is None else f"change-{code_of(unit)}",
        language=language,
        title=_change_title(results, pairs, language, breaks),
        sentence=_sentence(CHANGE_SENTENCE, CHANGE_OF_ONE, pairs, language, decimals),
        table=_table((phrases.UNIT, BEFORE, NOW, DIFFERENCE), pairs, language, decimals),
        source=source_of(results, language),
        status=results.round.info.data_status,
        spec=_spec(pairs, language, decimals, width, unit),
        notes=(*note, *left_out, *break_notes(breaks, language), *notes_of(results, language)),
    )


def self_dumbbells(
    results: Results, own: Results, language: Language, unit: str | None = None, width: float = WIDE
) -> Chart:
    """Return what every unit gave itself and what the appraisal gave, on the leaves that have both; widest gap first.

    Parameters
    ----------
    results : Results
    own : Results
        Of the same round at the stage of self-assessment.
    language : {"vi", "en"}
    unit : str, optional
        Code of a unit to pick out.
    width : float
        In pixels.

    Raises
    ------
    Unfit
        No leaf of any unit has both.
    """
    pairs = _sorted(
        _self_pairs(results, own, language),
        "Đợt này không có điểm tự đánh giá để so với thẩm định.",
        "The round has no self-assessment to compare with the appraisal.",
    )[::-1]
    pairs = sorted(pairs, key=lambda pair: pair.change)
    best = pairs[0]
    return Chart(
        code="self-assessment" if unit is None else f"self-assessment-{code_of(unit)}",
        language=language,
        title=said(
            SELF if best.change < 0 else NO_GAP,
            language,
            unit=best.name,
            gap=number(-best.change, language, 1),
        ),
        sentence=_sentence(SELF_SENTENCE, SELF_OF_ONE, pairs, language, 1),
        table=_table((phrases.UNIT, OWN, APPRAISED, DIFFERENCE), pairs, language, 1),
        source=source_of(results, language),
        status=results.round.info.data_status,
        spec=_spec(pairs, language, 1, width, unit),
        notes=(said(SELF_NOTE, language, low=_low(pairs)), *notes_of(results, language)),
    )


def _change_pairs(results: Results, language: Language) -> list[_Pair]:
    return [
        _Pair(each.unit.code, each.unit.name.to(language), each.change.past_index, each.index)
        for each in results.units
        if each.index is not None and each.change is not None and each.change.past_index is not None
    ]


def _self_pairs(results: Results, own: Results, language: Language) -> list[_Pair]:
    both = own.scores.is_scored & results.scores.is_scored & results.scores.known_maximum
    pairs = []
    for row, each in enumerate(results.units):
        leaves = both[row]
        most = in_points(results.scores.maxima[leaves].sum())
        if most:
            before, now = (
                100 * in_points(scores.points[row][leaves].sum()) / most
                for scores in (own.scores, results.scores)
            )
            pairs.append(_Pair(each.unit.code, each.unit.name.to(language), before, now))
    return pairs


def _sorted(pairs: list[_Pair], vi: str, en: str) -> list[_Pair]:
    if not pairs:
        raise Unfit(vi, en)
    return sorted(pairs, key=lambda pair: (-pair.change, pair.code))


def _is_whole(results: Results, pairs: Sequence[_Pair]) -> bool:
    """Tell whether the change of every ranked unit is known, so that something may be said of all of them."""
    known = {pair.code for pair in pairs}
    ranked = (each.unit.code for each in results.units if results.framework.ranks(each.unit.code))
    return results.is_complete and known.issuperset(ranked)


def _change_title(
    results: Results, pairs: Sequence[_Pair], language: Language, breaks: Sequence[Text]
) -> str:
    """Return who gained most; of an incomplete table only of how many units the change is known."""
    if not _is_whole(results, pairs):
        return said(SOME, language, units=units_of_all(len(pairs), results.units_in_all, language))
    best, decimals = pairs[0], results.framework.ranking.decimals
    change = signed(best.change, language, decimals)
    title = said(CHANGE if best.change > 0 else FELL, language, unit=best.name, change=change)
    return f"{title} {CARE.to(language)}" if breaks else title


def _sentence(of_two: Text, of_one: Text, pairs: Sequence[_Pair], language: Language, decimals: int) -> str:
    """Return the first and the last pair in words, one that is alone once."""
    best, worst = pairs[0], pairs[-1]
    text = of_one if best is worst else of_two
    values = {
        f"{what}_{which}": number(value, language, decimals)
        for which, pair in (("best", best), ("worst", worst))
        for what, value in (("from", pair.before), ("to", pair.now))
    }
    most, least = (signed(pair.change, language, decimals) for pair in (best, worst))
    return said(text, language, best=best.name, worst=worst.name, most=most, least=least, **values)


def _table(heads: Sequence[Text], pairs: Sequence[_Pair], language: Language, decimals: int) -> ChartTable:
    return ChartTable(
        tuple(head.to(language) for head in heads),
        tuple(
            (pair.name, *(rounded(value, decimals) for value in (pair.before, pair.now, pair.change)))
            for pair in pairs
        ),
    )


def _low(pairs: Sequence[_Pair]) -> int:
    return int(min(min(pair.before, pair.now) for pair in pairs) // 10) * 10


def _spec(
    pairs: Sequence[_Pair], language: Language, decimals: int, width: float, unit: str | None
) -> dict[str, object]:
    rows = [_row(pair, place, language, decimals, pair.code == unit) for place, pair in enumerate(pairs)]
    laid = NamedRows.of(rows, width)
    high = max(max(pair.before, pair.now) for pair in pairs)
    domain = (_low(pairs), max(int(-(-high // 10)) * 10, _low(pairs) + 10))
    before, now = (along(field, domain, laid.ends) for field in ("before", "now"))
    marks: list[Layer] = [
        {
            "mark": {"type": "rule", "strokeWidth": 2, "yOffset": laid.down, "y2Offset": laid.down},
            "encoding": {"x": before, "x2": {"field": "now"}, "color": literal("ink")},
        },
        {
            "mark": {
                "type": "point", "filled": True, "fill": colour("paper"), "size": 55, "opacity": 1, "strokeWidth": 1.75,
                "yOffset": laid.down,
            },
            "encoding": {"x": before, "stroke": literal("ring")},
        },
        {
            "mark": {"type": "point", "filled": True, "size": 65, "opacity": 1, "yOffset": laid.down},
            "encoding": {"x": now, "color": literal("ink")},
        },
    ]  # fmt: skip
    return laid.picture(marks, domain, step_for(domain, laid.ends))


def _row(pair: _Pair, place: int, language: Language, decimals: int, picked: bool) -> Row:
    return {
        "row": place,
        "picked": picked,
        "name": pair.name,
        "before": float(pair.before),
        "now": float(pair.now),
        "text": signed(pair.change, language, decimals),
        "ink": ink_of(pair.change),
        "ring": colour("border"),
    }
