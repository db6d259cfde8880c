"""Back-checks: a draw that anyone with the seed repeats, and agreement with the first interview."""

import math
from collections import Counter
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parindex.survey.responses.backcheck import compare, draw
from parindex.survey.responses.exports import read_export
from parindex.survey.responses.read import read
from tests.survey.responses.fieldwork import ABOUT, settings, written

SIZES = {"e1": 30, "e2": 7, "e3": 1}
PEOPLE = pl.DataFrame(
    [
        {"_response": f"{who}-{n:02d}", "_person": f"p-{who}-{n:02d}", "_enumerator": who, "village": f"v{n % 3}", "_who_phone": f"09{n}"}
        for who, size in SIZES.items()
        for n in range(size)
    ]
)  # fmt: skip


@given(st.floats(0.01, 1), st.integers(0, 2**31))
def test_a_draw_takes_the_share_of_each_enumerator_rounded_up(share: float, seed: int) -> None:
    listed, record = draw(PEOPLE, share, seed, "village")
    counts = Counter(listed["enumerator"].to_list())
    assert counts == {who: math.ceil(size * share - 1e-9) for who, size in SIZES.items()}
    assert record["drawn"] == len(listed)


def test_a_draw_repeats_whatever_the_order_and_another_seed_draws_others() -> None:
    listed, record = draw(PEOPLE, 0.2, 7, "village")
    again, same = draw(PEOPLE.reverse(), 0.2, 7, "village")
    assert listed.equals(again)
    assert record == same
    other, differs = draw(PEOPLE, 0.2, 8, "village")
    assert set(other["response"]) != set(listed["response"])
    assert differs["responses_sha256"] == record["responses_sha256"]
    assert listed.columns == ["response", "person", "enumerator", "village", "phone"]
    nobody, _ = draw(PEOPLE.drop("_enumerator"), 0.1, 7, "village")
    assert len(nobody) == math.ceil(sum(SIZES.values()) * 0.1)


def test_everybody_has_the_same_chance() -> None:
    times = Counter(
        response for seed in range(200) for response in draw(PEOPLE, 0.2, seed, "village")[0]["response"]
    )
    expected = {row: 200 * math.ceil(SIZES[row[:2]] * 0.2) / SIZES[row[:2]] for row in PEOPLE["_response"]}
    for response, mean in expected.items():
        chance = mean / 200
        assert abs(times[response] - mean) <= 4.5 * math.sqrt(200 * chance * (1 - chance)) + 1e-9


def interviews(rows: list[tuple[str, str | None, tuple[int | None, int, int]]]) -> pl.DataFrame:
    return pl.DataFrame(
        [
            {"_response": f"r{n}", "_person": person, "_enumerator": who, "q1": q[0], "q2": q[1], "q3": q[2]}
            for n, (person, who, q) in enumerate(rows)
        ],
        schema_overrides=dict.fromkeys(("q1", "q2", "q3"), pl.Int8) | {"_enumerator": pl.String},
    )


def test_second_interviews_are_compared_with_the_first_of_the_same_person() -> None:
    first = interviews(
        [("a", "e1", (5, 4, 1)), ("b", "e1", (3, -1, 1)), ("c", "e2", (2, 2, 1)), ("d", "e2", (1, 1, 1)), ("a", "e1", (1, 1, 1))]
    )  # fmt: skip
    second = interviews(
        [("b", "x", (3, 2, 1)), ("a", "x", (5, 5, 1)), ("c", "x", (None, 2, 1)), ("z", "x", (1, 1, 1)), (None, "x", (1, 1, 1))]  # type: ignore[list-item]
    )  # fmt: skip
    found = compare(first, second, ABOUT)
    assert (found.pairs, found.unmatched) == (3, ("z",))
    plain, weighted = found.items["q2"]
    assert (plain.pairs, plain.agreement) == (2, 0.5)
    # 4→5 and 2→2: by chance 2→2 or 4→5 half each; observed 1 of 2, expected 1/4
    assert plain.kappa == pytest.approx((0.5 - 0.25) / (1 - 0.25))
    # disagreements in squares of 4: observed ½·1, expected ¼·(1 + 9 + 0 + 4)
    assert weighted.kappa == pytest.approx(1 - 0.5 / (0.25 * 14))
    assert np.isnan(found.items["q3"][0].kappa)
    assert {who: (each.pairs, each.agreement) for who, each in found.by_enumerator.items()} == {
        "e1": (5, 0.8),
        "e2": (2, 1.0),
    }
    assert found.differences.rows() == [
        ("a", "e1", "q2", 4, 5),
        ("b", "e1", "q2", -1, 2),
        ("c", "e2", "q1", 2, None),
    ]
    nobody = compare(first.drop("_enumerator"), second, ABOUT)
    assert (nobody.pairs, nobody.by_enumerator) == (3, {})


def test_a_second_form_may_ask_less(tmp_path: Path) -> None:
    path = written(tmp_path / "again.csv", "response,person,q2\ns1,a,5\n")
    second = read(
        [read_export(path)],
        ABOUT,
        settings(skips=[{"columns": ["q2"], "asked_if": "sex", "values": ["f"]}]),
        whole=False,
    )
    found = compare(interviews([("a", "e1", (5, 4, 1))]), second.people, ABOUT)
    assert list(found.items) == ["q2"]
    assert found.differences.rows() == [("a", "e1", "q2", 4, 5)]
    assert list(found.by_enumerator) == ["e1"]
    nothing = compare(interviews([("a", "e1", (5, 4, 1))]), second.people.drop("q2"), ABOUT)
    assert (nothing.pairs, nothing.items, len(nothing.differences)) == (1, {}, 0)
