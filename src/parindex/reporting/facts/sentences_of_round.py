"""A round in sentences: a headline, and the lines of a press sheet; never what an incomplete table cannot tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from parindex.language import Language, Text
from parindex.reporting.facts.grammar import (
    counted,
    group_named,
    listed,
    named,
    ordinal,
    quoted,
    sentence,
    units_counted,
)
from parindex.reporting.facts.marks import mark_of_change
from parindex.reporting.facts.of_round import AreaFacts, RegionFacts, RoundFacts
from parindex.reporting.facts.stages import POINTS
from parindex.reporting.numbers import number, units_of_all
from parindex.rounds.status import STATUS_SENTENCES
from parindex.scoring import UnitResult


def status_sentence(facts: RoundFacts, language: Language) -> str:
    """Return whose figures these are."""
    return STATUS_SENTENCES[facts.info.data_status].to(language)


BEFORE = Text(vi="năm {year}", en="{year}")
BEFORE_BREAK = Text(vi="năm {year} (cách đo khác)", en="{year} (measured differently)")
BREAK = Text(
    vi="năm {year} và năm {before} không cùng cách đo, nên mức tăng, giảm chỉ để tham khảo: {reasons}",
    en="{year} and {before} were measured differently, so take changes with care: {reasons}",
)


def round_before(facts: RoundFacts, language: Language) -> str:
    """Return what a change is on: the year before, with a remark where it is of another kind."""
    return (BEFORE_BREAK if facts.breaks else BEFORE).to(language, year=facts.year_before)


def break_sentence(facts: RoundFacts, language: Language) -> str:
    """Return why changes on the round before are to be taken with care; empty where none is told or nothing is against it."""
    if not (facts.breaks and facts.has_change):
        return ""
    reasons = " ".join(reason.to(language) for reason in facts.breaks)
    return sentence(BREAK.to(language, year=facts.info.year, before=facts.year_before, reasons=reasons))


ONLY_TOTAL = Text(
    vi="Nguồn chỉ in tổng điểm, không in điểm từng tiêu chí, nên không nêu tiêu chí đạt hoặc mất điểm.",
    en="The source prints the total alone, not the points of each criterion, so no criteria are listed.",
)
ONLY_PARTS = Text(
    vi="Nguồn chỉ in các phần điểm {parts}, không in điểm từng tiêu chí, nên không nêu tiêu chí đạt hoặc mất điểm.",
    en="The source prints the parts {parts} alone, not the points of each criterion, so no criteria are listed.",
)
BY_STAGE = Text(vi="theo {points}", en="by the {points}")
NOT_FINAL = Text(
    vi="theo {points}, chưa phải kết quả cuối cùng: chưa xếp nhóm, chưa so với năm trước.",
    en="by the {points}, which are not the final result: without groups, and without changes on the year before.",
)


def by_stage(facts: RoundFacts, language: Language) -> str:
    """Return what opens a sentence on figures of a stage before the last word; empty where they are the result."""
    named = stage_named(facts, language)
    return named and f"{named}, "


def stage_named(facts: RoundFacts, language: Language) -> str:
    """Return by which points figures are told; empty where they are the result: theo điểm tự đánh giá."""
    return "" if facts.stage is None else BY_STAGE.to(language, points=POINTS[facts.stage])


def headline(facts: RoundFacts, language: Language) -> str:
    """Return the finding of a round in one line without a full stop; of made-up figures it says so."""
    said = _headline_vi(facts) if language == "vi" else _headline_en(facts)
    if facts.is_provisional:
        said += " (tạm tính)" if language == "vi" else " (provisional)"
    said = f"{by_stage(facts, language)}{said}"
    if not facts.is_synthetic:
        return sentence(said)
    return f"{'Số liệu tập huấn' if language == 'vi' else 'Training data'} – {said}"


def _headline_vi(facts: RoundFacts) -> str:
    best, year = facts.first, facts.info.year
    if not best or best[0].index is None:
        return f"Chỉ số CCHC năm {year}: {_known(facts, 'vi')}"
    names = listed([named(result.unit.name, "vi") for result in best], "vi")
    lead = "cùng đứng đầu" if len(best) > 1 else "đứng đầu"
    return f"{names} {lead} Chỉ số CCHC năm {year} với {_index(facts, best[0].index, 'vi')} điểm{_mean_vi(facts)}"


def _headline_en(facts: RoundFacts) -> str:
    best, year = facts.first, facts.info.year
    if not best or best[0].index is None:
        return f"PAR INDEX {year}: {_known(facts, 'en')}"
    names = listed([named(result.unit.name, "en") for result in best], "en")
    lead = "lead together" if len(best) > 1 else "leads"
    return f"{names} {lead} the PAR INDEX {year} with {_index(facts, best[0].index, 'en')} points{_mean_en(facts)}"


def _mean_vi(facts: RoundFacts) -> str:
    if facts.mean is None:
        return ""
    return f"; bình quân {_index(facts, facts.mean.value, 'vi')} điểm{_brief_change(facts, 'vi')}"


def _mean_en(facts: RoundFacts) -> str:
    if facts.mean is None:
        return ""
    return f"; the mean is {_index(facts, facts.mean.value, 'en')}{_brief_change(facts, 'en')}"


def _mean_change(facts: RoundFacts, language: Language) -> str:
    if facts.mean_change is None:
        return ""
    change, amount = facts.mean_change.value, _index(facts, abs(facts.mean_change.value), language)
    mark = mark_of_change(facts, language)
    if not change:
        return (", không đổi" if language == "vi" else ", unchanged") + mark
    if language == "vi":
        return f", {'tăng' if change > 0 else 'giảm'} {amount} điểm{mark}"
    return f", {'up' if change > 0 else 'down'} {amount} points{mark}"


def _brief_change(facts: RoundFacts, language: Language) -> str:
    """Return the change of the mean; what it is on only where that is of another kind."""
    change = _mean_change(facts, language)
    return change + _on_before(facts, language) if change and facts.breaks else change


def _on_before(facts: RoundFacts, language: Language) -> str:
    before = round_before(facts, language)
    return f" so với {before}" if language == "vi" else f" on {before}"


def _known(facts: RoundFacts, language: Language) -> str:
    """Return of how many units the index is known; of a few, what it is; of none, of how many the rank is."""
    if not facts.has_many:
        noun = "điểm" if language == "vi" else "points"
        each = [
            f"{named(r.unit.name, language)} {_index(facts, r.index or Fraction(0), language)} {noun}"
            for r in facts.ranked
        ]
        return listed(each, language)
    if not facts.known and facts.results.told:
        ranked = units_of_all(len(facts.results.told), facts.results.units_in_all, language)
        return f"mới biết hạng của {ranked}" if language == "vi" else f"only the rank of {ranked} is known"
    known = units_of_all(len(facts.known), facts.results.units_in_all, language)
    return f"biết chỉ số của {known}" if language == "vi" else f"the index of {known} is known"


def _index(facts: RoundFacts, value: Fraction, language: Language) -> str:
    return number(value, language, facts.framework.ranking.decimals)


def press_lines(facts: RoundFacts, language: Language) -> tuple[str, ...]:
    """Return a round in plain sentences, each true by itself, in the order in which they are read out."""
    return (*caveat_sentences(facts, language), *finding_sentences(facts, language))


def after_headline(facts: RoundFacts, language: Language) -> tuple[str, ...]:
    """Return what of the press lines a reader of the banner and the headline was not told: whose figures, which mean."""
    caveats = caveat_sentences(facts, language)[1:]
    is_mean_told = facts.mean is not None and bool(facts.first) and facts.first[0].index is not None
    return (*caveats, *finding_sentences(facts, language)[is_mean_told:])


def finding_sentences(facts: RoundFacts, language: Language) -> tuple[str, ...]:
    """Return what was found, as far as it is known."""
    return (*lead_sentences(facts, language), *further_sentences(facts, language))


def lead_sentences(facts: RoundFacts, language: Language) -> tuple[str, ...]:
    """Return the mean and who is first and last: what a headline says, in whole sentences."""
    return tuple(sentence(line) for line in (_mean(facts, language), _ends(facts, language)) if line)


def further_sentences(facts: RoundFacts, language: Language) -> tuple[str, ...]:
    """Return what was found beside the mean, the first and the last."""
    lines = (
        _rises(facts, language),
        _groups(facts, language),
        _regions(facts, language),
        _areas(facts, language),
        *_movers(facts, language),
        _not_ranked(facts, language),
    )
    return tuple(sentence(line) for line in lines if line)


def printed_sentence(facts: RoundFacts, language: Language) -> str:
    """Return what the source of a table without criteria printed: the total alone, or its parts."""
    parts = [area.placed.node.title.to(language) for area in facts.areas]
    said = ONLY_PARTS if len(parts) > 1 else ONLY_TOTAL
    return said.to(language, parts=listed([quoted(part) for part in parts], language))


def caveat_sentences(facts: RoundFacts, language: Language) -> tuple[str, ...]:
    """Return what has to be known before any figure: whose figures these are, and what lacks."""
    return tuple(_caveats(facts, language))


def _caveats(facts: RoundFacts, language: Language) -> Iterator[str]:
    yield status_sentence(facts, language)
    if facts.stage is not None:
        yield sentence(NOT_FINAL.to(language, points=POINTS[facts.stage]))
    if not facts.is_complete:
        ending = (
            "; hạng là hạng đã công bố, không tính bình quân từ bảng này"
            if language == "vi"
            else "; ranks are as published, and no means are taken from this table"
        )
        yield sentence(f"{_known(facts, language)}{ending}.")
    if said := break_sentence(facts, language):
        yield said
    if facts.is_provisional:
        units = sum(result.status == "provisional" for result in facts.results.units)
        yield sentence(
            f"kết quả còn tạm tính: {units_counted(units, 'vi')} còn mục chưa chấm."
            if language == "vi"
            else f"the result is provisional: {units_counted(units, 'en')} still {'has' if units == 1 else 'have'} items to be scored."
        )


def _mean(facts: RoundFacts, language: Language) -> str:
    if facts.mean is None:
        return ""
    mean, change = _index(facts, facts.mean.value, language), _mean_change(facts, language)
    before = change and change + _on_before(facts, language)
    units, year = facts.ranked_units, facts.info.year
    if language == "vi":
        among = "" if units is None else f" của {units} đơn vị được xếp hạng"
        return f"Chỉ số CCHC năm {year}{among} bình quân đạt {mean} điểm{before}."
    among = "" if units is None else f" of the {units} ranked units"
    return f"the mean PAR INDEX {year}{among} is {mean} points{before}."


def _ends(facts: RoundFacts, language: Language) -> str:
    """Return who is first and last, and how far they are apart."""
    said = [
        _end(facts, ends, language, is_first=is_first)
        for ends, is_first in ((facts.first, True), (facts.last, False))
        if ends and ends[0].index is not None
    ]
    if facts.gap is not None and len(said) > 1:
        gap = _index(facts, facts.gap.value, language)
        said.append(f"khoảng cách là {gap} điểm" if language == "vi" else f"they are {gap} points apart")
    return f"{'; '.join(said)}." if said else ""


def _rises(facts: RoundFacts, language: Language) -> str:
    """Return how many units rose, fell and stayed, as far as it is known."""
    counts = (
        (facts.rose, "tăng điểm", "rose"),
        (facts.fell, "giảm điểm", "fell"),
        (facts.unchanged, "không đổi", "did not change"),
    )
    said = [
        f"{units_counted(int(figure.value), language)} {vi if language == 'vi' else en}"
        for figure, vi, en in counts
        if figure is not None and (figure.value or figure is facts.rose)
    ]
    if not said:
        return ""
    compared = "so với" if language == "vi" else "compared with"
    return f"{compared} {round_before(facts, language)}, {listed(said, language)}."


def _groups(facts: RoundFacts, language: Language) -> str:
    sizes = [
        (group_named(group.label, language), units_counted(int(group.size.value), language))
        for group in facts.groups
    ]
    if not sizes:
        return ""
    if language == "vi":
        return f"{', '.join(f'{group} {_has(units)}' for group, units in sizes)}."
    verb = "is" if facts.groups[0].size.value == 1 else "are"
    return f"there {verb} {listed([f'{units} in {group}' for group, units in sizes], 'en')}."


def _has(units: str) -> str:
    """Return how many units a group has, in Vietnamese: có 1 đơn vị; không có đơn vị nào."""
    return units.replace("không ", "không có ", 1) if units.startswith("không ") else f"có {units}"


def _end(facts: RoundFacts, ends: Sequence[UnitResult], language: Language, *, is_first: bool) -> str:
    """Return who is first or last; where no sentence on the mean stands before it, also in what."""
    names = listed([named(result.unit.name, language) for result in ends], language)
    index, year = _index(facts, ends[0].index or Fraction(0), language), facts.info.year
    says_what = is_first and facts.mean is None
    if language == "vi":
        lead = f"{'cùng ' if len(ends) > 1 else ''}đứng {'đầu' if is_first else 'cuối'}"
        return f"{names} {lead}{f' Chỉ số CCHC năm {year}' if says_what else ''} với {index} điểm"
    are = f"{'are' if len(ends) > 1 else 'is'} {'first' if is_first else 'last'}"
    return f"{names} {are}{f' in the PAR INDEX {year}' if says_what else ''} with {index} points"


def _regions(facts: RoundFacts, language: Language) -> str:
    if not facts.regions:
        return ""
    if not facts.has_all_regions or len(facts.regions) == 1:
        said = [_region(facts, region, language) for region in facts.regions]
        return f"{'bình quân vùng đã biết' if language == 'vi' else 'known means of regions'}: {', '.join(said)}."
    highest, lowest = (_region(facts, facts.regions[end], language) for end in (0, -1))
    if language == "vi":
        return f"vùng có bình quân cao nhất là {highest}, thấp nhất là {lowest}."
    return f"the region with the highest mean is {highest}, that with the lowest {lowest}."


def _region(facts: RoundFacts, region: RegionFacts, language: Language) -> str:
    return f"{region.name.to(language)} ({_index(facts, region.mean.value, language)})"


def _areas(facts: RoundFacts, language: Language) -> str:
    known = [(area, area.mean.value) for area in facts.areas if area.mean is not None]
    is_told = facts.has_criteria and facts.stage is None
    if len(known) < max(len(facts.areas), 2) or not is_told:
        return ""
    (highest, most), (lowest, least) = (choose(known, key=lambda entry: entry[1]) for choose in (max, min))
    level = facts.framework.level_of(0, language).lower()
    best, worst = _area(highest, most, language), _area(lowest, least, language)
    if language == "vi":
        return f"{level} có chỉ số thành phần bình quân cao nhất là {best}, thấp nhất là {worst}."
    return f"the {level} with the highest mean component index is {best}, that with the lowest {worst}."


def _area(area: AreaFacts, mean: Fraction, language: Language) -> str:
    return f"{quoted(area.placed.node.title.to(language))} ({number(mean, language, 2)}%)"


def _movers(facts: RoundFacts, language: Language) -> Iterator[str]:
    climbed, dropped = facts.movers()
    for movers, vi, en in ((climbed, "tăng", "climbed"), (dropped, "giảm", "dropped")):
        if movers:
            said = listed([_moved(result, language) for result in movers], language)
            yield (
                f"{vi} bậc nhiều nhất là {said}."
                if language == "vi"
                else f"those that {en} furthest are {said}."
            )


def _moved(result: UnitResult, language: Language) -> str:
    places, past = (result.change.places, result.change.past_rank) if result.change else (None, None)
    count = abs(places or 0)
    if language == "vi":
        return f"{named(result.unit.name, 'vi')} ({count} bậc, từ {past} {'lên' if (places or 0) > 0 else 'xuống'} {result.rank})"
    moved = f"{counted(count, 'place', 'places')}, from {ordinal(past or 0)} to {ordinal(result.rank or 0)}"
    return f"{named(result.unit.name, 'en')} ({moved})"


def _not_ranked(facts: RoundFacts, language: Language) -> str:
    if not facts.not_ranked:
        return ""
    names = listed([named(result.unit.name, language) for result in facts.not_ranked], language)
    if language == "vi":
        return f"{names} được chấm điểm nhưng không xếp hạng chung."
    return f"{names} {'is' if len(facts.not_ranked) == 1 else 'are'} scored, but not ranked with the others."
