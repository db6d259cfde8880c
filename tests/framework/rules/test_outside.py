from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from parindex.framework.rules import NEVER, Due

Engine = Any
Rule = dict[str, object]
MILLIONTHS = st.integers(0, 3_000_000).map(lambda micro: Decimal(micro).scaleb(-6))


def words(text: str) -> dict[str, str]:
    return {"vi": text, "en": text}


# Deadline.

DEADLINE: Rule = {
    "type": "deadline",
    "what": {"vi": "Ngày ban hành kế hoạch", "en": "Day on which the plan was issued"},
    "due": {"day": 31, "month": 1},
    "late": [{"days": 5, "points": "0.5"}, {"days": 15, "points": "0.25"}],
}


def done(*days: str) -> list[dict[str, str]]:
    return [{"done_on": day} for day in days]


def test_all_points_by_the_day_fewer_the_later_none_after_the_last_step(engine: Engine) -> None:
    days = done(
        "2024-06-01", "2025-01-31", "2025-02-01", "2025-02-05", "2025-02-06", "2025-02-15", "2025-02-16"
    )
    assert engine.points(DEADLINE, "1", *days) == ["1", "1", "0.5", "0.5", "0.25", "0.25", "0"]


def test_what_was_never_done_has_no_points(engine: Engine) -> None:
    assert engine.points(DEADLINE, "1", *done("never", "không thực hiện")) == ["0", "0"]


def test_not_even_by_a_step_that_never_ends(engine: Engine) -> None:
    late = [{"days": 10_000_000, "points": "0.5"}]
    assert engine.points({**DEADLINE, "late": late}, "1", *done("never", "9998-12-31")) == ["0", "0.5"]


def test_without_steps_a_day_too_late_is_too_late(engine: Engine) -> None:
    assert engine.points({**DEADLINE, "late": []}, "1", *done("2025-01-31", "2025-02-01")) == ["1", "0"]


def test_steps_count_in_the_order_of_days_however_they_are_written(engine: Engine) -> None:
    rule = {**DEADLINE, "late": [{"days": 15, "points": "0.25"}, {"days": 5, "points": "0.5"}]}
    assert engine.points(rule, "1", *done("2025-02-05", "2025-02-06")) == ["0.5", "0.25"]


@pytest.mark.parametrize(
    ("due", "year", "day"),
    [
        ({"day": 31, "month": 12, "year": "before"}, 2025, date(2024, 12, 31)),
        ({"day": 15, "month": 1, "year": "after"}, 2025, date(2026, 1, 15)),
        ({"day": 15, "month": 6}, 2025, date(2025, 6, 15)),
        ({"day": 31, "month": 6}, 2025, date(2025, 6, 30)),
        ({"day": 31, "month": 2}, 2025, date(2025, 2, 28)),
        ({"day": 30, "month": 2}, 2024, date(2024, 2, 29)),
        ({"day": 29, "month": 2, "year": "after"}, 2023, date(2024, 2, 29)),
        ({"day": 28, "month": 2}, 2024, date(2024, 2, 28)),
        ({"day": 1, "month": 3}, 2024, date(2024, 3, 1)),
    ],
)
def test_a_due_day_is_of_the_year_it_says_and_the_last_of_a_month_that_is_too_short(
    due: Rule, year: int, day: date
) -> None:
    assert Due.model_validate(due).in_round(year) == day


@pytest.mark.parametrize("due", [{"day": 0, "month": 1}, {"day": 32, "month": 1}, {"day": 1, "month": 13}])
def test_a_day_that_no_calendar_has_is_refused(due: Rule) -> None:
    with pytest.raises(ValidationError):
        Due.model_validate(due)


@st.composite
def lateness(draw: st.DrawFn) -> tuple[list[dict[str, object]], Decimal]:
    """Steps in order, whose points fall, and the maximum above them."""
    days = sorted(draw(st.sets(st.integers(1, 60), max_size=4)))
    *points, maximum = sorted(draw(MILLIONTHS) for _ in range(len(days) + 1))
    return [{"days": n, "points": worth} for n, worth in zip(days, reversed(points), strict=True)], maximum


DAYS = st.one_of(
    st.integers(-10, 70).map(lambda n: (date(2025, 1, 31) + timedelta(days=n)).toordinal()), st.just(NEVER)
)


@given(lateness(), st.lists(DAYS, min_size=1, max_size=6))
def test_deadlines_keep_the_laws(
    engine: Engine, late: tuple[list[dict[str, object]], Decimal], days: list[int]
) -> None:
    steps, maximum = late
    engine.keeps_the_laws({**DEADLINE, "late": steps}, maximum, [{"done_on": day} for day in days])


@given(lateness(), DAYS, DAYS)
def test_doing_it_earlier_never_earns_less(
    engine: Engine, late: tuple[list[dict[str, object]], Decimal], one: int, other: int
) -> None:
    steps, maximum = late
    assert engine.flaws({**DEADLINE, "late": steps}, str(maximum)) == []
    leaf = engine.leaf({**DEADLINE, "late": steps}, maximum)
    early, later = engine.micro_points(leaf, [{"done_on": min(one, other)}, {"done_on": max(one, other)}])
    assert early >= later


@pytest.mark.parametrize(
    ("steps", "maximum", "found"),
    [
        ([(5, "0.5"), (15, "0.25")], "1", []),
        ([(5, "0.5"), (15, "0.5")], "0.5", []),
        ([(5, "0.5"), (15, "0.25")], None, []),
        ([(5, "1.5")], "1", [0]),
        ([(5, "0.25"), (15, "0.5")], "1", [1]),
        ([(5, "0.25"), (15, "0.5")], None, [1]),
        ([(15, "0.5"), (5, "0.25")], "1", [1]),
        ([(5, "0.5"), (5, "0.25")], "1", [1]),
        ([(5, "2"), (5, "1"), (3, "0.5")], "1", [0, 1, 2]),
    ],
)
def test_steps_go_up_in_days_and_never_up_in_points(
    engine: Engine, steps: list[tuple[int, str]], maximum: str | None, found: list[int]
) -> None:
    late = [{"days": days, "points": points} for days, points in steps]
    assert engine.flaws({**DEADLINE, "late": late}, maximum) == [("late-steps", ("late", n)) for n in found]


def test_steps_out_of_order_are_told(engine: Engine) -> None:
    late = [{"days": 15, "points": "0.5"}, {"days": 5, "points": "0.25"}]
    assert engine.flaw_texts({**DEADLINE, "late": late}, "1") == [
        (
            "Các bước trễ hạn phải tăng dần số ngày và không tăng điểm; sắp xếp lại.",
            "Steps must go up in days and never up in points; put them in order.",
        )
    ]


# Survey.


def option(code: str, worth: int | str) -> dict[str, object]:
    return {"code": code, "title": words(code.upper()), "worth": worth}


SURVEY: Rule = {
    "type": "survey",
    "question": words("Chất lượng"),
    "options": [option("a", 100), option("b", 60), option("c", 20), option("d", 0)],
}


def answers(*counts: tuple[float, ...]) -> list[dict[str, float]]:
    return [dict(zip("abcd", count, strict=True)) for count in counts]


def test_the_points_are_the_mean_worth_of_all_answers(engine: Engine) -> None:
    units = answers((10, 20, 5, 5), (7, 0, 0, 0), (0, 0, 0, 7), (0, 3, 0, 0), (1, 0, 2, 0))
    assert engine.points(SURVEY, "2", *units) == ["1.15", "2", "0", "1.2", "0.933333"]


def test_weighted_shares_will_do_as_well_as_counts(engine: Engine) -> None:
    assert engine.points(SURVEY, "2", *answers((0.25, 0.5, 0.125, 0.125))) == ["1.15"]


def test_without_answers_a_survey_is_undefined(engine: Engine) -> None:
    assert engine.points(SURVEY, "2", *answers((0, 0, 0, 0), (0, 0, 0, 1))) == ["undefined", "0"]


def test_an_option_cannot_have_fewer_answers_than_none(engine: Engine) -> None:
    assert [each.lower for each in engine.leaf(SURVEY, "2").rule.inputs] == [0, 0, 0, 0]


COUNTS = st.tuples(*[st.integers(0, 50) | st.integers(0, 500).map(lambda tenths: tenths / 10)] * 4)
WORTHS = st.lists(st.integers(0, 1000).map(lambda tenths: Decimal(tenths) / 10), min_size=3, max_size=3)


@given(WORTHS, MILLIONTHS, st.lists(COUNTS, min_size=1, max_size=5))
def test_surveys_keep_the_laws(
    engine: Engine, worths: list[Decimal], maximum: Decimal, counts: list[tuple[float, ...]]
) -> None:
    options = [option(code, str(worth)) for code, worth in zip("abcd", [Decimal(100), *worths], strict=True)]
    engine.keeps_the_laws({**SURVEY, "options": options}, maximum, answers(*counts))


@given(st.tuples(*[st.integers(0, 50)] * 4), st.sampled_from([(0, 1), (0, 3), (1, 2), (2, 3)]))
def test_an_answer_that_moves_to_a_better_option_never_costs_points(
    engine: Engine, counts: tuple[int, ...], move: tuple[int, int]
) -> None:
    better, worse = move
    before = list(counts)
    before[worse] += 1
    after = list(counts)
    after[better] += 1
    points = engine.micro_points(engine.leaf(SURVEY, "2"), answers(tuple(before), tuple(after)))
    assert points[0] < points[1]


def test_the_best_option_is_worth_everything(engine: Engine) -> None:
    assert engine.flaws(SURVEY, "2") == []
    assert engine.flaws({**SURVEY, "options": [option("a", 80), option("b", 60)]}, None) == [
        ("survey-scale", ("options",))
    ]


def test_an_option_is_given_once(engine: Engine) -> None:
    rule = {**SURVEY, "options": [option("a", 100), option("b", 60), option("a", 0)]}
    assert engine.flaws(rule, "2") == [("code-twice", ("options", 2, "code"))]
    assert engine.flaw_texts(rule, "2") == [
        ("Phương án “a” khai hai lần; bỏ một.", 'The option "a" is given twice; drop one.')
    ]


@pytest.mark.parametrize("worth", [-1, 101])
def test_an_option_is_worth_between_nothing_and_everything(engine: Engine, worth: int) -> None:
    with pytest.raises(ValidationError):
        engine.leaf({**SURVEY, "options": [option("a", 100), option("b", worth)]}, "2")


# Imported index.

SIPAS: Rule = {"type": "imported", "index": words("SIPAS")}
DTI: Rule = {"type": "imported", "index": words("DTI"), "full_mark": "80", "floor": "40"}


def index(*values: float) -> list[dict[str, float]]:
    return [{"value": value} for value in values]


def test_an_index_is_turned_into_points_in_proportion(engine: Engine) -> None:
    assert engine.points(SIPAS, "10", *index(84.45, 100, 0)) == ["8.445", "10", "0"]


def test_an_index_earns_all_from_the_full_mark_and_nothing_below_the_floor(engine: Engine) -> None:
    assert engine.points(DTI, "1.5", *index(92, 80, 60, 40, 39.99)) == ["1.5", "1.5", "1.125", "0.75", "0"]


PERCENT = st.integers(0, 10_000).map(lambda hundredths: hundredths / 100)


@given(
    st.integers(1, 100),
    st.none() | st.integers(0, 100),
    MILLIONTHS,
    st.lists(PERCENT, min_size=1, max_size=5),
)
def test_imported_indices_keep_the_laws(
    engine: Engine, full_mark: int, floor: int | None, maximum: Decimal, given_values: list[float]
) -> None:
    engine.keeps_the_laws({**SIPAS, "full_mark": full_mark, "floor": floor}, maximum, index(*given_values))


@given(PERCENT, PERCENT)
def test_a_higher_index_never_earns_less(engine: Engine, one: float, other: float) -> None:
    low, high = engine.micro_points(engine.leaf(DTI, "1.5"), index(min(one, other), max(one, other)))
    assert low <= high


@given(st.integers(0, 10**9))
def test_an_index_to_the_last_digit_is_rounded_as_on_paper(engine: Engine, micro_percent: int) -> None:
    """A percentage of six decimals times a maximum of 7 ÷ 100: many values end in just half a micro-point."""
    value = micro_percent * 50 / 10**6 % 100
    [points] = engine.micro_points(engine.leaf(SIPAS, "7"), index(value))
    scaled = Fraction(str(value)) * 7 / 100 * 10**6
    assert points == (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)


def test_the_floor_of_an_index_is_not_above_its_full_mark(engine: Engine) -> None:
    assert engine.flaws(DTI, "1.5") == []
    assert engine.flaws({**DTI, "floor": "81"}, "1.5") == [("floor-above-full", ("floor",))]


def test_an_imported_index_is_a_percentage_under_its_own_name(engine: Engine) -> None:
    [value] = engine.leaf(SIPAS, "10").rule.inputs
    assert (value.name, value.kind, value.title.vi, value.upper) == ("value", "percent", "SIPAS", 100)
