"""A unit in sentences: its result, its change, where its points went or how it compares; never what is not known."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from parindex.language import Language, Text
from parindex.reporting.facts.grammar import (
    counted,
    group_named,
    listed,
    named,
    ordinal,
    points,
    quoted,
    sentence,
)
from parindex.reporting.facts.of_unit import Comparison, UnitFacts
from parindex.reporting.facts.sentences_of_round import by_stage, round_before
from parindex.reporting.facts.surveys import CONFIDENCE, Surveyed
from parindex.reporting.numbers import count, number
from parindex.scoring.lost import Loss

UNKNOWN = Text(vi="chưa có số liệu về kết quả của {unit}", en="the result of {unit} is not known")
GROUP_ONLY = Text(
    vi="{unit} thuộc {group}; chưa có số liệu về chỉ số và thứ hạng",
    en="{unit} is in {group}; its index and its rank are not known",
)
CHANGE_UNKNOWN = Text(
    vi="chưa có số liệu để so sánh {unit} với {before}",
    en="the change of {unit} on {before} is not known",
)
NOT_YET_COMPARED = Text(
    vi="{unit} chưa được so với năm trước: đây chưa phải kết quả cuối cùng",
    en="{unit} is not yet compared with the year before: this is not the final result",
)
OTHER_PLACES = Text(
    vi="thứ hạng {then} nay là {now} (số đơn vị xếp hạng khác nhau nên không tính số bậc)",
    en="the rank was {then} and is {now} (not the same number of units was ranked, so places are not counted)",
)
PARTS_UNKNOWN = Text(
    vi="chưa có số liệu về điểm từng phần của {unit}", en="the points of {unit} part by part are not known"
)


def unit_sentences(facts: UnitFacts, language: Language) -> tuple[str, str, str]:
    """Return a unit in three sentences: its result, its change, where its points went or how it compares."""
    third = losses_sentence(facts, language) or comparison_sentence(facts, language)
    if not third:
        third = _whole(PARTS_UNKNOWN, facts, language)
    return result_sentence(facts, language), change_sentence(facts, language), third


def unit_headline(facts: UnitFacts, language: Language) -> str:
    """Return the result in one line: "Lạng Sơn: 80,33 điểm, hạng 42/63, nhóm B, tăng 3,08 điểm, giảm 16 bậc".

    Of made-up figures the line says so.
    """
    name = facts.unit.name.to(language)
    parts = [*_headline_parts(facts, language)]
    if not parts:
        parts = ["chưa có số liệu" if language == "vi" else "result not known"]
    if facts.of.is_provisional:
        parts.append("tạm tính" if language == "vi" else "provisional")
    marks = training_mark(facts, language) + by_stage(facts.of, language)
    return sentence(f"{marks}{name}: {', '.join(parts)}")


def training_mark(facts: UnitFacts, language: Language) -> str:
    """Return what stands before a line on made-up figures; nothing before others."""
    if not facts.of.is_synthetic:
        return ""
    return "Số liệu tập huấn – " if language == "vi" else "Training data – "


def _headline_parts(facts: UnitFacts, language: Language) -> Iterator[str]:
    vi, past = language == "vi", facts.of.year_before
    if facts.index is not None:
        yield f"{_index(facts, language)} {'điểm' if vi else 'points'}"
    if facts.rank is not None:
        yield f"hạng {_of_all(facts)}" if vi else _ordinal_of_all(facts)
    if facts.group is not None:
        yield group_named(facts.group, language)
    change = [*_change_parts(facts, language, in_words=False)]
    yield from change
    if change and facts.of.breaks:
        yield f"cách đo khác năm {past}" if vi else f"measured differently from {past}"


def result_sentence(facts: UnitFacts, language: Language) -> str:
    """Return index, rank and group in a sentence, as far as they are known, and whether they may still change."""
    if facts.index is None and facts.rank is None:
        return _group_or_nothing(facts, language)
    unit = named(facts.unit.name, language)
    said = _result_vi(facts, unit) if language == "vi" else _result_en(facts, unit)
    return sentence(f"{by_stage(facts.of, language)}{said}{_provisional(facts, language)}.")


def _group_or_nothing(facts: UnitFacts, language: Language) -> str:
    if facts.group is None:
        return _whole(UNKNOWN, facts, language)
    return _whole(GROUP_ONLY, facts, language, group=group_named(facts.group, language))


def _result_vi(facts: UnitFacts, unit: str) -> str:
    group = "" if facts.group is None else f", thuộc {group_named(facts.group, 'vi')}"
    if facts.index is None:
        return f"{unit} xếp hạng {_of_all(facts)}{_tied(facts, 'vi')}{group}; chưa có số liệu về chỉ số"
    said = f"{unit} đạt {_index(facts, 'vi')} điểm"
    if facts.rank is not None:
        return f"{said}, xếp hạng {_of_all(facts)}{_tied(facts, 'vi')}{group}"
    if facts.is_ranked:
        return f"{said}{group}; chưa có số liệu về thứ hạng"
    return f"{said}{group}; đơn vị được chấm điểm nhưng không xếp hạng chung"


def _result_en(facts: UnitFacts, unit: str) -> str:
    group = "" if facts.group is None else f", in {group_named(facts.group, 'en')}"
    if facts.index is None:
        return f"{unit} ranked {_ordinal_of_all(facts)}{_tied(facts, 'en')}{group}; its index is not known"
    said = f"{unit} scored {_index(facts, 'en')} points"
    if facts.rank is not None:
        return f"{said} and ranked {_ordinal_of_all(facts)}{_tied(facts, 'en')}{group}"
    if facts.is_ranked:
        return f"{said}{group}; its rank is not known"
    return f"{said}{group}; it is scored, but not ranked with the others"


def _index(facts: UnitFacts, language: Language) -> str:
    return number(facts.index, language, facts.of.framework.ranking.decimals)


def _of_all(facts: UnitFacts) -> str:
    among = facts.of.ranked_units
    return str(facts.rank) if among is None else f"{facts.rank}/{among}"


def _ordinal_of_all(facts: UnitFacts) -> str:
    among = facts.of.ranked_units
    place = ordinal(facts.rank or 0)
    return place if among is None else f"{place} of {among}"


def _tied(facts: UnitFacts, language: Language) -> str:
    if not facts.tied_with:
        return ""
    others = listed([named(unit.name, language) for unit in facts.tied_with], language)
    return f" (đồng hạng với {others})" if language == "vi" else f" (level with {others})"


def _provisional(facts: UnitFacts, language: Language) -> str:
    if not facts.of.is_provisional:
        return ""
    missing = len(facts.missing)
    if language == "vi":
        return f" (tạm tính, còn {missing} mục chưa chấm)" if missing else " (tạm tính)"
    return (
        f" (provisional: {counted(missing, 'item', 'items')} not yet scored)" if missing else " (provisional)"
    )


def change_sentence(facts: UnitFacts, language: Language) -> str:
    """Return the change on the round before in a sentence, as far as it is known."""
    if facts.of.stage is not None:
        return _whole(NOT_YET_COMPARED, facts, language)
    parts = [*_change_parts(facts, language, in_words=True)]
    if not parts or facts.change is None:
        return _whole(CHANGE_UNKNOWN, facts, language, before=round_before(facts.of, language))
    unit = named(facts.unit.name, language)
    if language == "vi":
        past = f"bình quân của các đơn vị hợp nhất thành {unit} " if facts.change.is_combined else ""
        return f"So với {past}{round_before(facts.of, language)}, {', '.join(parts)}."
    past = f"the mean of the units that formed {unit} in " if facts.change.is_combined else ""
    return f"Compared with {past}{round_before(facts.of, language)}, {' and '.join(parts)}."


def _change_parts(facts: UnitFacts, language: Language, *, in_words: bool) -> Iterator[str]:
    """Yield the change in points and that in places; in words with their subjects."""
    change = facts.change
    if change is None:
        return
    say_points, say_places = (_points_vi, _places_vi) if language == "vi" else (_points_en, _places_en)
    if change.points is not None:
        yield say_points(change.points, facts.of.framework.ranking.decimals, in_words)
    if change.past_rank is None or facts.rank is None:
        return
    if change.places is not None:
        yield say_places(change.places, change.past_rank, facts.rank, in_words)
    elif in_words:
        yield _other_places(facts, change.past_rank, language)


def _points_vi(change: Fraction, decimals: int, in_words: bool) -> str:
    subject = "chỉ số " if in_words else ""
    if not change:
        return f"{subject or 'điểm '}không đổi"
    amount = number(abs(change), "vi", decimals)
    verb = "tăng" if change > 0 else "giảm"
    if not amount.strip("0,"):
        least = number(Fraction(1, 10**decimals), "vi", decimals)
        return f"{subject}{verb} chưa đến {least} điểm"
    return f"{subject}{verb} {amount} điểm"


def _points_en(change: Fraction, decimals: int, in_words: bool) -> str:
    subject = "the index " if in_words else ""
    if not change:
        return f"{subject}did not change" if in_words else "points unchanged"
    amount = number(abs(change), "en", decimals)
    verb = ("rose by" if change > 0 else "fell by") if in_words else ("up" if change > 0 else "down")
    if not amount.strip("0."):
        least = number(Fraction(1, 10**decimals), "en", decimals)
        return f"{subject}{verb} less than {least} points"
    return f"{subject}{verb} {amount} points"


def _other_places(facts: UnitFacts, past: int, language: Language) -> str:
    """Return the ranks of two years that did not rank the same number of units."""
    now, among = _of_all(facts), facts.of.ranked_before
    then = str(past) if among is None else f"{past}/{among}"
    return OTHER_PLACES.to(language, then=then, now=now)


def _places_vi(places: int, past: int, now: int, in_words: bool) -> str:
    if not places:
        return f"thứ hạng giữ nguyên ({now})" if in_words else "giữ nguyên hạng"
    verb = "tăng" if places > 0 else "giảm"
    if not in_words:
        return f"{verb} {abs(places)} bậc"
    return f"thứ hạng {verb} {abs(places)} bậc (từ {past} {'lên' if places > 0 else 'xuống'} {now})"


def _places_en(places: int, past: int, now: int, in_words: bool) -> str:
    if not places:
        return f"the rank stayed the same ({ordinal(now)})" if in_words else "same rank"
    amount = counted(abs(places), "place", "places")
    if not in_words:
        return f"{'up' if places > 0 else 'down'} {amount}"
    verb = "rose by" if places > 0 else "fell by"
    return f"the rank {verb} {amount} (from {ordinal(past)} to {ordinal(now)})"


def losses_sentence(facts: UnitFacts, language: Language) -> str:
    """Return where points were lost in a sentence; empty where that is not known, or known of parts of a sum alone."""
    if facts.lost is None or facts.maximum is None or not facts.of.has_criteria:
        return ""
    unit = named(facts.unit.name, language)
    if not facts.lost:
        return sentence(
            f"{unit} đạt điểm tối đa ở mọi mục được chấm."
            if language == "vi"
            else f"{unit} got full marks on everything that was scored."
        )
    lost, maximum = points(facts.lost, language), points(facts.maximum, language)
    where = _worst_areas(facts, language)
    left_out = _left_out(facts, language)
    if language == "vi":
        return sentence(f"{unit} mất {lost}/{maximum} điểm, nhiều nhất ở {where}{left_out}.")
    return sentence(f"{unit} lost {lost} of {maximum} points, most of them on {where}{left_out}.")


def _worst_areas(facts: UnitFacts, language: Language) -> str:
    level = facts.of.framework.level_of(0, language).lower()
    level = level if language == "vi" else f"the {level}"
    worst = [loss for loss in facts.lost_by_area if loss.lost == facts.lost_by_area[0].lost]
    return listed([f"{level} {_lost_on(loss, language)}" for loss in worst], language)


def _lost_on(loss: Loss, language: Language) -> str:
    title = quoted(loss.placed.node.title.to(language))
    lost, maximum = points(loss.lost, language), points(loss.maximum, language)
    return f"{title} ({lost}/{maximum} điểm)" if language == "vi" else f"{title} ({lost} of {maximum})"


def _left_out(facts: UnitFacts, language: Language) -> str:
    items = len(facts.not_applicable)
    if not items:
        return ""
    return (
        f"; {items} mục không áp dụng"
        if language == "vi"
        else f"; {counted(items, 'item', 'items')} did not apply"
    )


def comparison_sentence(facts: UnitFacts, language: Language) -> str:
    """Return the index against the mean, the region, the group and the first; empty where none is known."""
    if not facts.comparisons:
        return ""
    decimals, unit = facts.of.framework.ranking.decimals, named(facts.unit.name, language)
    parts = [_compared(comparison, language, decimals) for comparison in facts.comparisons]
    said = listed(parts, language)
    return f"Chỉ số của {unit} {said}." if language == "vi" else f"The index of {unit} is {said}."


def _compared(comparison: Comparison, language: Language, decimals: int) -> str:
    value = number(comparison.value, language, decimals)
    amount = number(abs(comparison.difference), language, decimals)
    what = f"{_against(comparison, language)} ({value})"
    if not comparison.difference:
        return f"bằng {what}" if language == "vi" else f"equal to {what}"
    above = comparison.difference > 0
    if language == "vi":
        return f"{'cao' if above else 'thấp'} hơn {amount} điểm so với {what}"
    return f"{amount} points {'above' if above else 'below'} {what}"


def _against(comparison: Comparison, language: Language) -> str:
    name = comparison.name.to(language)
    if comparison.against == "region":
        return f"bình quân vùng {name}" if language == "vi" else f"the mean of its region, {name}"
    if comparison.against == "group":
        group = group_named(comparison.name, language)
        return f"bình quân {group}" if language == "vi" else f"the mean of {group}"
    if comparison.against == "first":
        first = named(comparison.name, language)
        return f"đơn vị đứng đầu là {first}" if language == "vi" else f"the first, {first}"
    return name


def regained_sentence(facts: UnitFacts, language: Language, most: int = 3) -> str:
    """Return what full marks on the leaves with the largest losses would mean; empty where that is not known."""
    regained = facts.regained(most)
    if regained is None:
        return ""
    codes = listed([loss.placed.node.code for loss in regained.losses], language)
    index = number(regained.index, language, facts.of.framework.ranking.decimals)
    is_one, is_first = len(regained.losses) == 1, facts.rank == 1
    if language == "vi":
        asked = " (không kể mục lấy điểm từ khảo sát)" if regained.leaves_out_surveys else ""
        place = "" if is_first else f", hạng {regained.place}/{facts.of.ranked_units}"
        return (
            f"Nếu đạt điểm tối đa ở {'mục' if is_one else 'các mục'} {codes}{asked} mà các đơn vị khác giữ nguyên, "
            f"chỉ số sẽ là {index} điểm{place}."
        )
    asked = " (items scored by surveys left out)" if regained.leaves_out_surveys else ""
    place = "" if is_first else f", {ordinal(regained.place)} of {facts.of.ranked_units}"
    return (
        f"With full marks on {codes}{asked}, the others staying as they are, "
        f"the index would be {index} points{place}."
    )


def surveyed_sentences(facts: UnitFacts, language: Language) -> tuple[str, ...]:
    """Return what surveys found, each with its interval and the number of people who answered."""
    return tuple(_surveyed(found, language) for found in facts.surveyed)


def _surveyed(found: Surveyed, language: Language) -> str:
    sign = "%" if found.is_percentage else ""
    said = f"{found.title.to(language)}: {_value(found.estimate.value, language, 2)}{sign}"
    if found.lower is not None and found.upper is not None:
        low, high = (_value(bound, language, 2) for bound in (found.lower, found.upper))
        said += (
            f", khoảng tin cậy {CONFIDENCE}% từ {low} đến {high}{sign}"
            if language == "vi"
            else f", {CONFIDENCE}% confidence interval from {low} to {high}{sign}"
        )
    if found.estimate.n is not None:
        answers = count(found.estimate.n, language)
        noun = "phiếu" if language == "vi" else "answer" if found.estimate.n == 1 else "answers"
        said += f" ({answers} {noun})"
    return f"{said}."


def _value(value: float, language: Language, decimals: int) -> str:
    return number(value, language, decimals)


def _whole(text: Text, facts: UnitFacts, language: Language, **blanks: str) -> str:
    return sentence(f"{text.to(language, unit=named(facts.unit.name, language), **blanks)}.")
