from decimal import Decimal
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from parindex.framework.rules import Appraiser, Inputs
from parindex.numbers import Fractions

Engine = Any
MILLIONTHS = st.integers(0, 3_000_000).map(lambda micro: Decimal(micro).scaleb(-6))


def worth(code: str, points: str | Decimal) -> dict[str, object]:
    return {"code": code, "title": {"vi": code, "en": code}, "points": points}


def coded(points: list[Decimal]) -> list[dict[str, object]]:
    return [worth(f"n{position}", value) for position, value in enumerate(points)]


# Named levels.

LEVELS = {"type": "levels", "levels": [worth("full", "1"), worth("partly", "0.5"), worth("nothing", "0")]}


def test_the_level_that_is_chosen_gives_the_points(engine: Engine) -> None:
    units = [{"level": level} for level in ("partly", "full", "nothing")]
    assert engine.points(LEVELS, "1", *units) == ["0.5", "1", "0"]


def test_the_levels_are_the_choices_of_one_variable(engine: Engine) -> None:
    [level] = engine.leaf(LEVELS, "1").rule.inputs
    assert (level.name, level.kind, level.choices) == ("level", "choice", ("full", "partly", "nothing"))


@given(st.lists(MILLIONTHS, min_size=2, max_size=6), st.data())
def test_levels_keep_the_laws(engine: Engine, points: list[Decimal], data: st.DataObject) -> None:
    chosen = st.sampled_from([f"n{position}" for position in range(len(points))])
    units = [{"level": code} for code in data.draw(st.lists(chosen, min_size=1, max_size=5))]
    engine.keeps_the_laws({"type": "levels", "levels": coded(points)}, max(points), units)


@pytest.mark.parametrize(
    ("maximum", "found"), [("1", []), ("2", [("levels-maximum", ("levels",))]), (None, [])]
)
def test_the_best_level_is_worth_the_maximum(
    engine: Engine, maximum: str | None, found: list[object]
) -> None:
    assert engine.flaws(LEVELS, maximum) == found


def test_a_level_has_a_code_of_its_own(engine: Engine) -> None:
    rule = {
        "type": "levels",
        "levels": [worth("full", "1"), worth("part", "0.5"), worth("full", "0"), worth("full", "0")],
    }
    assert engine.flaws(rule, "1") == [
        ("code-twice", ("levels", 2, "code")),
        ("code-twice", ("levels", 3, "code")),
    ]
    assert engine.flaw_texts(rule, "1")[0] == (
        "Mã “full” dùng hai lần; mỗi mã chỉ dùng một lần.",
        'The code "full" is used twice; use each once.',
    )


def test_there_are_at_least_two_levels(engine: Engine) -> None:
    with pytest.raises(ValidationError, match="at least 2 items"):
        engine.leaf({"type": "levels", "levels": [worth("full", "1")]}, "1")


# Checklist.

CHECKLIST = {
    "type": "checklist",
    "items": [worth("posted", "0.25"), worth("online", "0.35"), worth("read_out", "0.4")],
}


def test_the_items_that_are_met_add_up(engine: Engine) -> None:
    units = [
        {"posted": "yes", "online": "yes", "read_out": "yes"},
        {"posted": "yes", "online": "no", "read_out": "yes"},
        {"posted": "no", "online": "có", "read_out": "không"},
        {"posted": "no", "online": "no", "read_out": "no"},
    ]
    assert engine.points(CHECKLIST, "1", *units) == ["1", "0.65", "0.35", "0"]


TICKS = st.lists(st.lists(st.booleans(), min_size=4, max_size=4), min_size=1, max_size=5)


@given(st.lists(MILLIONTHS, min_size=1, max_size=4), TICKS)
def test_a_checklist_keeps_the_laws(engine: Engine, points: list[Decimal], ticks: list[list[bool]]) -> None:
    units = [{f"n{n}": tick for n, tick in enumerate(row)} for row in ticks]
    engine.keeps_the_laws({"type": "checklist", "items": coded(points)}, sum(points, Decimal(0)), units)


@given(
    st.lists(MILLIONTHS, min_size=4, max_size=4),
    st.lists(st.booleans(), min_size=4, max_size=4),
    st.integers(0, 3),
)
def test_one_more_item_met_never_costs_points(
    engine: Engine, points: list[Decimal], ticks: list[bool], more: int
) -> None:
    leaf = engine.leaf({"type": "checklist", "items": coded(points)}, sum(points, Decimal(0)))
    better = [tick or n == more for n, tick in enumerate(ticks)]
    before, after = engine.micro_points(
        leaf, [{f"n{n}": tick for n, tick in enumerate(row)} for row in (ticks, better)]
    )
    assert after >= before


@pytest.mark.parametrize(
    ("maximum", "found"), [("1", []), ("0.9", [("checklist-maximum", ("items",))]), (None, [])]
)
def test_the_items_add_up_to_the_maximum(engine: Engine, maximum: str | None, found: list[object]) -> None:
    assert engine.flaws(CHECKLIST, maximum) == found


def test_a_sum_that_misses_the_maximum_is_told_with_both_numbers(engine: Engine) -> None:
    assert engine.flaw_texts(CHECKLIST, "0.9") == [
        (
            "Cách chấm cho nhiều nhất 1 điểm nhưng điểm tối đa là 0,9; sửa cho bằng nhau.",
            "The rule gives at most 1.00 points but the maximum is 0.9; make them equal.",
        )
    ]


def test_an_item_has_a_code_of_its_own(engine: Engine) -> None:
    rule = {"type": "checklist", "items": [worth("posted", "0.5"), worth("posted", "0.5")]}
    assert engine.flaws(rule, "1") == [("code-twice", ("items", 1, "code"))]


# Deductions.

DEDUCTIONS = {
    "type": "deductions",
    "events": [worth("late", "0.25"), worth("missing", "0.5")],
    "floor": "0.1",
}


def test_each_event_costs_points_down_to_the_floor(engine: Engine) -> None:
    units = [
        {"late": 0, "missing": 0},
        {"late": 1, "missing": 1},
        {"late": 3, "missing": 0},
        {"late": 4, "missing": 0},
        {"late": 9, "missing": 9},
    ]
    assert engine.points(DEDUCTIONS, "1", *units) == ["1", "0.25", "0.25", "0.1", "0.1"]


def test_without_a_floor_points_end_at_zero(engine: Engine) -> None:
    rule = {"type": "deductions", "events": [worth("late", "0.3")]}
    assert engine.points(rule, "1", {"late": 3}, {"late": 4}) == ["0.1", "0"]


COUNTS = st.tuples(st.integers(0, 10), st.integers(0, 10))


@given(MILLIONTHS, MILLIONTHS, MILLIONTHS, st.integers(0, 100), st.lists(COUNTS, min_size=1, max_size=5))
def test_deductions_keep_the_laws(
    engine: Engine,
    first: Decimal,
    second: Decimal,
    maximum: Decimal,
    share: int,
    counts: list[tuple[int, int]],
) -> None:
    floor = (maximum * share / 100).quantize(Decimal("0.000001"), rounding="ROUND_DOWN")
    rule = {"type": "deductions", "events": coded([first, second]), "floor": floor}
    engine.keeps_the_laws(rule, maximum, [{"n0": one, "n1": two} for one, two in counts])


@given(COUNTS, st.integers(0, 5), st.integers(0, 5))
def test_fewer_events_never_cost_more(
    engine: Engine, counts: tuple[int, int], more_late: int, more_missing: int
) -> None:
    late, missing = counts
    few, many = engine.micro_points(
        engine.leaf(DEDUCTIONS, "1"),
        [{"late": late, "missing": missing}, {"late": late + more_late, "missing": missing + more_missing}],
    )
    assert few >= many


@pytest.mark.parametrize(
    ("maximum", "found"), [("0.1", []), ("0.05", [("deductions-floor", ("floor",))]), (None, [])]
)
def test_the_floor_is_not_above_the_maximum(engine: Engine, maximum: str | None, found: list[object]) -> None:
    assert engine.flaws(DEDUCTIONS, maximum) == found


def test_an_event_has_a_code_of_its_own(engine: Engine) -> None:
    rule = {"type": "deductions", "events": [worth("late", "0.5"), worth("late", "0.5")]}
    assert engine.flaws(rule, "1") == [("code-twice", ("events", 1, "code"))]


# Appraiser.


def test_the_points_of_an_appraiser_are_entered_and_not_calculated(engine: Engine) -> None:
    rule = engine.leaf({"type": "appraiser"}, "1").rule
    assert rule.inputs == ()
    with pytest.raises(TypeError, match="the points of an appraiser's leaf are entered, not calculated"):
        rule.points(Inputs({}, {}, 2025), 1, Fractions())


def test_only_an_appraiser_can_do_without_a_maximum(engine: Engine) -> None:
    assert not Appraiser.needs_maximum
    assert engine.leaf(LEVELS, "1").rule.needs_maximum


@pytest.mark.parametrize(
    ("step", "maximum", "found"),
    [
        ("0.25", "1.5", []),
        (None, "1.3", []),
        ("0.25", None, []),
        ("0.25", "1.3", [("appraiser-step", ("step",))]),
        ("0", "1", [("appraiser-step", ("step",))]),
    ],
)
def test_the_step_divides_the_maximum(
    engine: Engine, step: str | None, maximum: str | None, found: list[object]
) -> None:
    assert engine.flaws({"type": "appraiser", "step": step}, maximum) == found


def test_a_step_that_does_not_fit_is_told_with_both_numbers(engine: Engine) -> None:
    assert engine.flaw_texts({"type": "appraiser", "step": "0.25"}, "1.3") == [
        (
            "Bước điểm 0,25 không chia hết điểm tối đa 1,3; chọn bước khác.",
            "The step 0.25 does not divide the maximum 1.3; choose another.",
        )
    ]


# Find and mend.

FIND_AND_MEND = {"type": "find_and_mend", "finding": "0.25", "mending": "0.5"}


def test_looking_earns_one_part_and_mending_its_share_of_the_other(engine: Engine) -> None:
    units = [
        {"inspected": "yes", "found": 8, "mended": 6},
        {"inspected": "yes", "found": 3, "mended": 1},
        {"inspected": "yes", "found": 4, "mended": 0},
    ]
    assert engine.points(FIND_AND_MEND, "0.75", *units) == ["0.625", "0.416667", "0.25"]


def test_who_looked_and_found_nothing_has_nothing_to_mend(engine: Engine) -> None:
    assert engine.points(FIND_AND_MEND, "0.75", {"inspected": "yes", "found": 0, "mended": 0}) == ["0.75"]


def test_without_an_inspection_there_is_nothing(engine: Engine) -> None:
    units = [{"inspected": "no", "found": 0, "mended": 0}, {"inspected": "no", "found": 5, "mended": 5}]
    assert engine.points(FIND_AND_MEND, "0.75", *units) == ["0", "0"]


def test_one_cannot_mend_more_than_was_found(engine: Engine) -> None:
    bounds = {variable.name: variable.upper for variable in engine.leaf(FIND_AND_MEND, "0.75").rule.inputs}
    assert bounds == {"inspected": None, "found": None, "mended": "found"}


FAULTS = st.integers(0, 40).flatmap(
    lambda found: st.tuples(st.booleans(), st.just(found), st.integers(0, found))
)


@given(MILLIONTHS, MILLIONTHS, st.lists(FAULTS, min_size=1, max_size=5))
def test_find_and_mend_keeps_the_laws(
    engine: Engine, finding: Decimal, mending: Decimal, faults: list[tuple[bool, int, int]]
) -> None:
    units = [
        {"inspected": inspected, "found": found, "mended": mended} for inspected, found, mended in faults
    ]
    rule = {"type": "find_and_mend", "finding": finding, "mending": mending}
    engine.keeps_the_laws(rule, finding + mending, units)


@given(st.integers(1, 40), st.data())
def test_mending_one_more_never_costs_points(engine: Engine, found: int, data: st.DataObject) -> None:
    mended = data.draw(st.integers(0, found - 1))
    units = [{"inspected": 1, "found": found, "mended": count} for count in (mended, mended + 1)]
    before, after = engine.micro_points(engine.leaf(FIND_AND_MEND, "0.75"), units)
    assert after > before


@pytest.mark.parametrize(
    ("maximum", "found"), [("0.75", []), ("1", [("find-and-mend-maximum", ("mending",))]), (None, [])]
)
def test_both_parts_add_up_to_the_maximum(engine: Engine, maximum: str | None, found: list[object]) -> None:
    assert engine.flaws(FIND_AND_MEND, maximum) == found


# What all have in common.


@pytest.mark.parametrize("points", ["-0.1", "0.0000001"])
def test_points_are_not_negative_and_have_six_decimals_at_most(engine: Engine, points: str) -> None:
    with pytest.raises(ValidationError):
        engine.leaf({"type": "checklist", "items": [worth("posted", points)]}, "1")


def test_nothing_unknown_is_accepted(engine: Engine) -> None:
    with pytest.raises(ValidationError, match="Extra inputs are not permitted"):
        engine.leaf({**FIND_AND_MEND, "seeking": "1"}, "1")


def test_many_units_are_worked_at_once(engine: Engine) -> None:
    leaf = engine.leaf(LEVELS, "1")
    levels = np.arange(3000) % 3
    assert (
        engine.micro_points(leaf, [{"level": int(level)} for level in levels])
        == [1_000_000, 500_000, 0] * 1000
    )
