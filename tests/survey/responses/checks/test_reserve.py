"""Stand-ins of a small sample: two villages of three on the main list and three in reserve."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl

from parindex.survey.responses.checks.run import check
from tests.survey.responses.fieldwork import ABOUT, plain, responses
from tests.survey.responses.fieldwork import settings as how

SAMPLE = pl.DataFrame(
    [
        {"person": f"{village}{letter}{n}", "village": village, "list": name, "list_order": n}
        for village in ("v1", "v2")
        for letter, name in (("m", "main"), ("r", "reserve"))
        for n in (1, 2, 3)
    ]
)


def flagged(folder: Path, *people: str | Mapping[str, Any], **checks: Any) -> list[tuple[Any, ...]]:
    """Flags of the use of the reserve, where these people of the sample answered, in this order."""
    given = [person if isinstance(person, dict) else {"person": person} for person in people]
    rows = [{**each, "village": str(each["person"])[:2]} for each in given]
    own = {"checks": checks}
    read = responses(plain(rows, folder / "a.csv"), sample=SAMPLE, **own)
    flags = check(read, ABOUT, how(**own)).flags.filter(pl.col("check").str.starts_with("reserve"))
    return flags.select("response", "check", "column", "value", "limit", "other").rows()


def test_one_for_one_and_in_order_nothing_is_flagged(tmp_path: Path) -> None:
    assert flagged(tmp_path, "v1m1", "v1m2", "v1r1", "v2m3", "v2r1", "v2r2") == []


def test_out_of_order(tmp_path: Path) -> None:
    of_one = flagged(tmp_path, "v1m1", "v1r2", "v1r3", "v2m1", "v2r1", "v2r3")
    assert of_one == [
        ("r2", "reserve-order", "v1", 2.0, 1.0, None),
        ("r3", "reserve-order", "v1", 3.0, 1.0, None),
        ("r6", "reserve-order", "v2", 3.0, 2.0, None),
    ]
    assert flagged(tmp_path, "v1m1", "v1r2", reserve_rule={"order": "any"}) == []
    assert flagged(tmp_path, "v1m1", "v1r2", reserve_rule=None)[0][1] == "reserve-order"


def test_whoever_was_replaced_in_turn_was_used(tmp_path: Path) -> None:
    second = {"person": "v1r2", "replaced_person": "v1r1"}
    assert flagged(tmp_path, "v1m1", second) == []
    of_main = {"person": "v1r2", "replaced_person": "v1m2"}
    assert [row[1] for row in flagged(tmp_path, "v1m1", of_main)] == ["reserve-order"]


def test_more_stand_ins_than_were_needed(tmp_path: Path) -> None:
    assert flagged(tmp_path, "v1m1", "v1m2", "v1r1", "v1r2", "v2r1", "v2r2", "v2r3") == [
        ("r4", "reserve-needless", "v1", 2.0, 1.0, None)
    ]
    assert flagged(tmp_path, "v1m1", "v1m2", "v1m3", "v1r1") == [
        ("r4", "reserve-needless", "v1", 1.0, 0.0, None)
    ]


def test_in_place_of_somebody_who_answered(tmp_path: Path) -> None:
    stand_in = {"person": "v1r1", "replaced_person": "v1m1"}
    assert flagged(tmp_path, "v1m1", "v1m2", stand_in) == [("r3", "reserve-needless", "v1m1", 1.0, 1.0, "r1")]


def test_against_the_rule(tmp_path: Path) -> None:
    rule = {"outcomes": ["not_met", "moved"], "visits": 3, "most": 2}
    rows = [
        {"person": "v1r1", "replaced_because": "Không gặp được", "replaced_visits": 3},
        {"person": "v1r2", "replaced_because": "moved", "replaced_visits": 1},
        {"person": "v1r3", "replaced_because": "refused"},
        {"person": "v2m1", "replaced_because": "refused", "replaced_visits": 0},
        {"person": "v2r1"},
    ]
    assert flagged(tmp_path, *rows, reserve_rule=rule) == [
        ("r2", "reserve-rule", "replaced_visits", 1.0, 3.0, None),
        ("r3", "reserve-rule", "refused", None, None, None),
        ("r3", "reserve-rule", "v1", 3.0, 2.0, None),
    ]
    assert [row[:3] for row in flagged(tmp_path, *rows)] == [
        ("r2", "reserve-rule", "moved"),
        ("r3", "reserve-rule", "refused"),
    ]


def test_a_sample_without_clusters_or_lists_leaves_the_checks_unmade(tmp_path: Path) -> None:
    path = plain([{"person": "v1r2", "replaced_person": "v1m1"}], tmp_path / "a.csv")
    for sample, lacking in (
        (SAMPLE.drop("village"), ("main_in_cluster",)),
        (SAMPLE.drop("list"), ("list", "main_in_cluster")),
    ):
        read = responses(path, sample=sample)
        assert check(read, ABOUT, how()).not_made["reserve-order"] == lacking
