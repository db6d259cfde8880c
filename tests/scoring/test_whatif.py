"""What-if replications: nothing changes without draws, and each kind of input moves as it is said to."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parindex.documents import Unfit
from parindex.framework import Framework
from parindex.framework.rules import NEVER
from parindex.rounds import RoundData, Stage, read
from parindex.rounds.model import Adjustment, Estimate
from parindex.scoring import rank, whatif
from parindex.scoring.whatif import STEPS, Draws, Errors, Replicated, first_draws, quantiles, replicate
from tests.builders import (
    SHIPPED,
    a_round,
    branch,
    framework,
    imported,
    item,
    leaf,
    on_time,
    quantity,
    unit,
    variable,
    words,
)

ONE_UP = {"an": STEPS}
"""One standard deviation up, for the unit an."""


def draws(data: RoundData, *replications: Mapping[int, Mapping[str, int]]) -> Draws:
    """Draws that are zero but for these: by replication, by input, by unit."""
    steps = np.zeros((first_draws(data.framework)[-1], len(replications), len(data.units)), dtype=np.int8)
    for number, by_input in enumerate(replications):
        for place, by_unit in by_input.items():
            for code, value in by_unit.items():
                steps[place, number, data.unit_position[code]] = value
    return Draws(steps)


def moved(data: RoundData, by_input: Mapping[int, Mapping[str, int]], **more: Any) -> list[float]:
    """The indices of the units in one replication, to nine decimals."""
    return [round(value, 9) for value in replicate(data, draws(data, by_input), **more).index[0].tolist()]


def assert_official(replicated: Replicated) -> None:
    """Every replication is the official result."""
    results = rank(replicated.scores)
    for index, ranks in zip(replicated.index, replicated.rank, strict=True):
        np.testing.assert_allclose(index, [float(r.index or 0) for r in results.units], rtol=0, atol=1e-9)
        assert ranks.tolist() == [result.rank or 0 for result in results.units]


@pytest.mark.parametrize("stage", ["self", "appraisal_1", "appraisal_2", "council"])
@pytest.mark.parametrize("name", ["training-provinces-2024", "training-provinces-2025"])
def test_without_draws_every_replication_is_the_official_result(name: str, stage: Stage) -> None:
    data = read(SHIPPED / name)
    assert_official(replicate(data, draws(data, {}, {}), stage=stage))


HALVES = st.integers(0, 8).map(lambda halves: halves / 2)


@given(
    st.lists(st.tuples(HALVES, HALVES, st.integers(0, 5)), min_size=1, max_size=6),
    st.sampled_from(["competition", "dense"]),
    st.sampled_from(["exact", "rounded"]),
    st.sampled_from([(), ("1",), ("2", "1")]),
)
@settings(max_examples=60)
def test_ranks_follow_the_framework_as_the_official_ones_do(
    cells: list[tuple[float, float, int]], method: str, rank_on: str, broken_by: tuple[str, ...]
) -> None:
    ties = {"method": method, "broken_by": list(broken_by)}
    rules = framework(
        leaf("1", 4),
        leaf("2", 4),
        leaf("3", 3, on_time(), may_be_not_applicable=True),
        ranking={"decimals": 0, "rank_on": rank_on, "ties": ties},
    )
    points = {f"u{n}": {"1": one, "2": two} for n, (one, two, _) in enumerate(cells)}
    rates = {f"u{n}": {"3.on_time": late, "3.received": 7} for n, (_, _, late) in enumerate(cells)}
    marked = [(code, "3") for code in list(points)[::3]]
    data = a_round(rules, points, measured={"self": rates}, marked=marked)
    assert_official(replicate(data, draws(data, {}), threads=1))


def of_one(rule: dict[str, Any], values: Mapping[str, float], **more: Any) -> RoundData:
    """A round of the unit an with one leaf of 100 points."""
    rules = framework(leaf("1", 100, rule))
    return a_round(rules, measured={"council": {"an": {f"1.{k}": v for k, v in values.items()}}}, **more)


def of_formula(formula: str, *variables: dict[str, Any], **values: float) -> RoundData:
    return of_one({"type": "proportional", "value": quantity(formula, *variables), "full_mark": 100}, values)


EXACT = Errors(relative=0.1, days=4, slip=0.1)


@pytest.mark.parametrize(
    ("data", "by_input", "expected"),
    [
        pytest.param(of_formula("v", variable("v"), v=50), {0: ONE_UP}, 55, id="number up"),
        pytest.param(of_formula("v", variable("v"), v=50), {0: {"an": -STEPS // 2}}, 47.5, id="number down"),
        pytest.param(
            of_formula("v", variable("v", at_least=48), v=50),
            {0: {"an": -STEPS}},
            48,
            id="number at its lower bound",
        ),
        pytest.param(
            of_formula("v", variable("v", at_most=52), v=50), {0: ONE_UP}, 52, id="number at its upper bound"
        ),
        pytest.param(
            of_formula("v", variable("v", "percent"), v=95), {0: ONE_UP}, 100, id="percent stays in 100"
        ),
        pytest.param(of_formula("v", variable("v", "count"), v=14), {0: ONE_UP}, 15, id="count stays whole"),
        pytest.param(of_formula("v", variable("v", "count"), v=4), {0: ONE_UP}, 4, id="small count stays"),
        pytest.param(
            of_formula("a + 0 * b", variable("a", "count", at_most="b"), variable("b", "count"), a=50, b=52),
            {0: ONE_UP},
            52,
            id="count bounded by another",
        ),
        pytest.param(
            of_formula(
                "a + 0 * b + 0 * c",
                variable("a", at_most="b"),
                variable("b", at_most="c"),
                variable("c"),
                a=50,
                b=50,
                c=50,
            ),
            {2: {"an": -STEPS}},
            45,
            id="bounded through another",
        ),
        pytest.param(
            of_one({"type": "checklist", "items": [item("a", 60), item("b", 40)]}, {"a": 1, "b": 0}),
            {0: {"an": 127}, 1: {"an": -127}},
            40,
            id="yes and no change places",
        ),
        pytest.param(
            of_one({"type": "checklist", "items": [item("a", 60), item("b", 40)]}, {"a": 1, "b": 0}),
            {0: {"an": 50}, 1: {"an": -50}},
            60,
            id="no slip by a common draw",
        ),
    ],
)
def test_an_input_moves_by_its_standard_error(
    data: RoundData, by_input: Mapping[int, Mapping[str, int]], expected: float
) -> None:
    assert moved(data, by_input, errors=EXACT) == [expected]


LEVELS = {"type": "levels", "levels": [item("full", 100), item("most", 70), item("part", 30)]}


@pytest.mark.parametrize(("level", "up", "down"), [(0, 70, 100), (1, 30, 100), (2, 30, 70)])
def test_a_level_slips_to_its_neighbour(level: int, up: float, down: float) -> None:
    data = of_one(LEVELS, {"level": level})
    replicated = replicate(data, draws(data, {0: {"an": 127}}, {0: {"an": -127}}), EXACT)
    assert replicated.index[:, 0].tolist() == [up, down]


def test_without_slips_no_draw_is_one() -> None:
    assert moved(of_one(LEVELS, {"level": 1}), {0: {"an": 127}}, errors=Errors(slip=0)) == [70]


def test_a_date_moves_by_days_and_what_was_never_done_stays_undone() -> None:
    rule = {
        "type": "deadline",
        "what": words("plan"),
        "due": {"day": 31, "month": 1},
        "late": [{"days": 4, "points": 40}],
    }
    rules, due = framework(leaf("1", 100, rule)), date(2025, 1, 31).toordinal()
    days = {"in-time": due, "late": due + 1, "never": NEVER}
    data = a_round(rules, measured={"self": {code: {"1.done_on": day} for code, day in days.items()}})
    later, earlier = dict.fromkeys(days, STEPS), dict.fromkeys(days, -STEPS)
    replicated = replicate(data, draws(data, {0: later}, {0: earlier}), EXACT)
    assert replicated.index.tolist() == [[40, 0, 0], [100, 100, 0]]


def test_an_estimate_moves_by_its_own_standard_error_where_it_counts() -> None:
    rules = framework(leaf("1", 100, imported()))
    values = {"self": {"an": {"1.value": 50}}, "council": {"an": {"1.value": 60}}}
    data = a_round(rules, measured=values, estimates={(0, 0): Estimate(60, 2.5)})
    assert moved(data, {0: ONE_UP}, errors=EXACT) == [62.5]
    assert moved(data, {0: ONE_UP}, errors=EXACT, stage="self") == [55]


def test_entered_points_move_between_zero_and_the_maximum() -> None:
    rules = framework(leaf("1", 50), leaf("2", 50, imported()))
    data = a_round(
        rules, {"an": {"1": 20, "2": 48}, "binh": {"1": 0, "2": 0}}, measured={"self": {"an": {"2.value": 1}}}
    )
    assert moved(data, {0: dict.fromkeys(["an", "binh"], STEPS)}, errors=EXACT) == [70, 0]
    assert moved(data, {0: {"an": -STEPS}, 1: {"an": STEPS}}, errors=EXACT) == [68, 0]


def test_where_the_maximum_is_unknown_nothing_bounds_the_points_above() -> None:
    rules = framework(leaf("1", "unknown"), leaf("2", 80), total=100)
    assert moved(a_round(rules, {"an": {"1": 20, "2": 80}}), {0: ONE_UP, 1: ONE_UP}, errors=EXACT) == [102]


def test_relative_points_compare_the_units_within_a_replication() -> None:
    rule = {"type": "relative", "method": "share_of_best", "value": quantity("v", variable("v"))}
    data = a_round(
        framework(leaf("1", 100, rule)),
        measured={
            "self": {code: {"1.v": value} for code, value in {"an": 80, "binh": 60, "chi": 40}.items()}
        },
        marked=[],
    )
    assert moved(data, {0: {"an": -2 * STEPS}}, errors=EXACT) == [100, 93.75, 62.5]


def test_cells_without_points_give_none_and_what_does_not_apply_leaves_the_denominator() -> None:
    rules = framework(leaf("1", 50, on_time(), may_be_not_applicable=True), leaf("2", 50))
    rates = {code: {"1.on_time": 8, "1.received": 10} for code in ("all", "marked")}
    data = a_round(
        rules,
        {code: {"2": 25} for code in ("all", "marked", "lacks")},
        measured={"self": {**rates, "lacks": {"1.on_time": 8}}},
        marked=[("marked", "1")],
    )
    up = dict.fromkeys(["all", "marked", "lacks"], STEPS)
    assert moved(data, {0: up, 1: dict.fromkeys(up, 0)}, errors=EXACT) == [70, 50, 25]


def test_a_rule_that_becomes_undefined_gives_no_points() -> None:
    data = of_one(on_time(), {"on_time": 1, "received": 1})
    assert moved(data, {1: {"an": -STEPS}}, errors=Errors(relative=1)) == [0]


ADJUSTED = framework(
    leaf("1", 60),
    leaf("2", 40),
    adjustments={
        "bonus": {"cap": 3, "items": [item("prize", 2)]},
        "penalty": {"cap": 5, "items": [item("warning", 4)]},
        "deductions": [item("late", 10), item("false", 15)],
        "index_limit": 99,
    },
)


def test_adjustments_act_as_they_do_officially() -> None:
    adjustments = (
        Adjustment("an", "deduction", "late", "1", 1),
        Adjustment("an", "deduction", "false", "", 1),
        Adjustment("binh", "bonus", "prize", "", 2),
        Adjustment("chi", "penalty", "warning", "", 1),
    )
    points = {"an": {"1": 50, "2": 10}, "binh": {"1": 58, "2": 39}, "chi": {"1": 2, "2": 0}}
    data = a_round(ADJUSTED, points, adjustments=adjustments)
    assert_official(replicate(data, draws(data, {})))
    down = {"an": -STEPS, "binh": -STEPS, "chi": STEPS}
    assert moved(data, {0: down}, errors=Errors(relative=0.5)) == [10, 71, 0]
    assert moved(data, {0: {"an": -2 * STEPS}}, errors=Errors(relative=0.5)) == [0, 99, 0]


def test_units_that_are_not_ranked_have_an_index_and_no_rank() -> None:
    rules = framework(leaf("1", may_be_not_applicable=True), ranking={"unranked_units": ["guest", "empty"]})
    points = {"an": {"1": 50}, "guest": {"1": 90}, "binh": {"1": 50}, "chi": {"1": 10}}
    data = a_round(rules, points, units=[*points, "empty"], marked=[("empty", "1")])
    replicated = replicate(data, draws(data, {}))
    assert replicated.rank.tolist() == [[1, 0, 1, 3, 0]]
    np.testing.assert_array_equal(replicated.index, [[50, 90, 50, 10, np.nan]])


def test_an_incomplete_table_is_refused() -> None:
    rules = framework(leaf("1"))
    data = a_round(rules, {"an": {"1": 50}}, units=["an", "binh"], about={"kind": "reconciled"})
    with pytest.raises(Unfit, match="binh has no index to replicate") as refusal:
        replicate(data, draws(data, {}))
    assert refusal.value.text.vi == "binh không có chỉ số để thử; bảng chưa đủ thì không xếp hạng được."


@pytest.mark.parametrize("shape", [(1, 2, 2), (2, 2, 1), (2, 0, 2)])
def test_draws_of_another_round_are_refused(shape: tuple[int, int, int]) -> None:
    data = a_round(framework(leaf("1", 50), leaf("2", 50, imported())), {"an": {"1": 1}, "binh": {"1": 1}})
    with pytest.raises(Unfit, match="needed are 2 inputs × 2 units"):
        replicate(data, Draws(np.zeros(shape, dtype=np.int8)))


def rich() -> RoundData:
    """A round of five units with rules that compare, divide and choose."""
    rules = framework(
        branch("1", leaf("1.1", 30, on_time()), leaf("1.2", 20)),
        leaf("2", 50, LEVELS | {"levels": [item("full", 50), item("part", 20)]}),
    )
    codes = [unit(code) for code in "abcde"]
    rates = {
        u.code: {"1.1.on_time": 60 + 5 * n, "1.1.received": 100, "2.level": n % 2}
        for n, u in enumerate(codes)
    }
    return a_round(rules, {u.code: {"1.2": 10 + n} for n, u in enumerate(codes)}, measured={"self": rates})


def test_neither_chunks_nor_threads_change_the_outcome(monkeypatch: pytest.MonkeyPatch) -> None:
    data = rich()
    made = Draws.make(data, 101, seed=1)
    whole = replicate(data, made, threads=1)
    monkeypatch.setattr(whatif, "CELLS", 35)
    parts = replicate(data, made, threads=3)
    np.testing.assert_array_equal(whole.index, parts.index)
    np.testing.assert_array_equal(whole.rank, parts.rank)
    assert whole.rank.min(axis=1).tolist() == [1] * 101


def test_draws_are_standard_normal_and_repeatable() -> None:
    data = rich()
    made = Draws.make(data, 2000, seed=7)
    assert made.steps.shape == (4, 2000, 5)
    assert made.steps.dtype == np.int8
    np.testing.assert_array_equal(made.steps, Draws.make(data, 2000, seed=7).steps)
    assert abs(made.steps.mean()) < 1
    assert abs(made.steps.std() / STEPS - 1) < 0.02
    assert abs(made.steps.min()) <= 127


def test_the_spread_of_the_index_is_that_of_the_inputs() -> None:
    data = of_one(imported(), {"value": 50})
    replicated = replicate(data, Draws.make(data, 20_000, seed=3), Errors(relative=0.04))
    assert replicated.index.std() == pytest.approx(2, rel=0.03)
    low, middle, high = replicated.index_quantiles()[:, 0]
    assert (low, middle, high) == pytest.approx((50 - 3.29, 50, 50 + 3.29), abs=0.1)
    assert replicated.rank_quantiles().tolist() == [[1]] * 3


def test_a_quantile_is_a_value_that_occurred() -> None:
    values = np.array([[4], [1], [3], [2]])
    assert quantiles(values, [0, 0.25, 0.26, 0.5, 0.95, 1]).tolist() == [[1], [1], [2], [2], [4], [4]]


def small(**ties: object) -> Framework:
    return framework(leaf("1"), ranking={"ties": ties})


@pytest.mark.parametrize(("method", "expected"), [("competition", [1, 2, 2, 4]), ("dense", [1, 2, 2, 3])])
def test_equals_share_a_place(method: str, expected: list[int]) -> None:
    points = {"a": {"1": 90}, "b": {"1": 80}, "c": {"1": 80}, "d": {"1": 10}}
    data = a_round(small(method=method), points)
    assert replicate(data, draws(data, {})).rank.tolist() == [expected]
