"""The checks flag what was planted and nothing else; they never drop or change a response."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parindex.language import Text
from parindex.survey import synthetic_fieldwork
from parindex.survey.responses.checks.catalogue import CATALOGUE
from parindex.survey.responses.checks.interviews import kilometres
from parindex.survey.responses.checks.run import Checked, check
from parindex.survey.responses.checks.settings import CheckSettings
from parindex.survey.responses.exports import read_export
from parindex.survey.responses.read import Responses, read
from parindex.survey.responses.stored import Stored
from tests.survey.builders import design, grouping, survey
from tests.survey.responses.fieldwork import ABOUT, ODK, plain, responses, written
from tests.survey.responses.fieldwork import settings as how

Found = set[tuple[str, str]]


def found(checked: Checked) -> Found:
    return set(checked.flags.drop_nulls("response").select("response", "check").iter_rows())


@pytest.mark.parametrize("seed", [2025, 2030, 2039, 7])
def test_planted_faults_are_found_and_honest_interviews_are_not_flagged(seed: int, tmp_path: Path) -> None:
    made = synthetic_fieldwork.write(tmp_path / "f", seed)
    read_in = read(
        [read_export(tmp_path / "f" / "submissions.csv.zip")], made.survey, made.settings, made.sample
    )
    checked = check(read_in, made.survey, made.settings)
    assert found(checked) == set(made.truth.iter_rows())
    assert checked.not_made == {}
    assert set(CATALOGUE) - {name for _, name in found(checked)} == {
        "double-entry",
        "quota",
        "unknown-group",
    }
    assert read_in.left_out.select("response", "reason").rows() == made.left_out.rows()


def of(rows: Sequence[dict[str, Any]], folder: Path, **given: Any) -> Checked:
    own = how(**given)
    return check(responses(plain(rows, folder / "a.csv"), **given), ABOUT, own)


def only(rows: Sequence[dict[str, Any]], folder: Path, code: str, **given: Any) -> list[tuple[Any, ...]]:
    flags = of(rows, folder, **given).flags.filter(check=code)
    return flags.select("response", "column", "value", "limit", "other").rows()


def test_every_check_has_its_settings_and_its_words() -> None:
    assert {name.replace("_", "-") for name in CheckSettings.model_fields} == set(CATALOGUE)
    for each in CATALOGUE.values():
        filled = [
            text.format(column="c", value="1", limit="2", other="o")
            for text in (each.finding.vi, each.finding.en)
        ]
        assert all(filled)
        assert each.title.vi != each.title.en


def test_numbers_beyond_their_limits(tmp_path: Path) -> None:
    rows = [{"age": 17}, {"age": 18}, {"age": 110}, {"age": 111}, {"age": "old"}, {"age": ""}]
    limits = {"age": {"least": 18, "most": 110}}
    assert only(rows, tmp_path, "range", checks={"range": {"columns": limits}}) == [
        ("r1", "age", 17.0, 18.0, None),
        ("r4", "age", 111.0, 110.0, None),
        ("r5", "age", None, None, None),
    ]
    one_sided = {"range": {"columns": {"age": {"most": 100}}}}
    assert [row[0] for row in only(rows, tmp_path, "range", checks=one_sided)] == ["r3", "r4", "r5"]


def test_answers_to_what_was_to_be_skipped(tmp_path: Path) -> None:
    rows = [
        {"paid": "0", "q3": 4},
        {"paid": "0", "q3": ""},
        {"paid": "0", "q3": -3},
        {"paid": "1", "q3": 4},
        {"q3": 4},
    ]
    skips = [{"columns": ["q3"], "asked_if": "paid", "values": ["1"]}]
    assert only(rows, tmp_path, "skip", skips=skips) == [
        ("r1", "q3", None, None, None),
        ("r5", "q3", None, None, None),
    ]


def test_the_share_missing_counts_what_was_asked(tmp_path: Path) -> None:
    rows = [{"q1": ""}, {"q1": "", "q2": -1}, {"q1": -2, "q2": -3}, {"q1": -3, "q2": -3, "q3": -3}]
    assert only(rows, tmp_path, "missing", checks={"missing": {"share": 0.34}}) == [
        ("r2", None, 2 / 3, 0.34, None),
        ("r3", None, 0.5, 0.34, None),
    ]


def test_one_answer_throughout(tmp_path: Path) -> None:
    rows = [{}, {"q1": 5}, {"q1": -1}, {"q1": "", "q2": "", "q3": ""}]
    three = {"straight_lining": {"items": 3}}
    assert only(rows, tmp_path, "straight-lining", checks=three) == [("r1", None, 1.0, 1.0, None)]
    two = {"straight_lining": {"items": 2, "share": 0.6}}
    assert [row[0] for row in only(rows, tmp_path, "straight-lining", checks=two)] == ["r1", "r2", "r3"]


TEN = tuple(f"i{n}" for n in range(1, 11))
WIDE = survey(
    items=TEN,
    groupings=(grouping("nation"),),
    designs=(design("province", psu="village", weight="weight"),),
)


def wide(answers: Iterable[tuple[str, str]]) -> Responses:
    """Interviews as (enumerator, ten digits); 0 stands for no answer."""
    rows = [
        {
            "_response": f"r{n}",
            "_enumerator": who,
            "village": "v",
            **{item: int(digit) or None for item, digit in zip(TEN, digits, strict=True)},
        }
        for n, (who, digits) in enumerate(answers, start=1)
    ]
    people = pl.DataFrame(rows, schema_overrides=dict.fromkeys(TEN, pl.Int8))
    empty = pl.DataFrame(schema={"response": pl.String, "column": pl.String})
    return Responses(Stored.of(people), empty, empty, {}, ())


COPIES = (
    ("e1", "1234512345"),
    ("e1", "1234512344"),  # nine of ten as r1
    ("e2", "1234512345"),  # as r1, of another enumerator
    ("e1", "4444444445"),  # nearly one answer throughout
    ("e1", "4444444445"),
    ("e1", "5432154321"),
    ("e1", "1234500000"),  # as r1 where both answered, which is too little
    ("e3", "1234512345"),
    ("e3", "1234512345"),
    ("e3", "1234512345"),
)


@pytest.mark.parametrize("largest", [2, 5000])
def test_interviews_that_are_nearly_the_same(largest: int) -> None:
    near = {"share": 0.9, "items": 6, "largest": largest}
    flags = check(wide(COPIES), WIDE, how(checks={"near_duplicate": near})).flags.filter(
        check="near-duplicate"
    )
    pairs = flags.select("response", "other", "value").rows()
    equal = [("r10", "r8", 1.0), ("r8", "r9", 1.0), ("r9", "r8", 1.0)]
    nearly = [("r1", "r2", 0.9), ("r2", "r1", 0.9)]
    assert pairs == sorted([*equal, *(nearly if largest == 5000 else [])])


def test_interviews_that_are_too_short(tmp_path: Path) -> None:
    def lasting(minutes: int) -> dict[str, Any]:
        return {"start": "2025-09-01T08:00:00", "end": f"2025-09-01T08:{minutes:02d}:00"}

    rows = [lasting(20), lasting(20), lasting(8), lasting(7), {"start": "2025-09-01T08:00:00", "end": ""}]
    backwards = {"start": "2025-09-01T09:00:00", "end": "2025-09-01T08:00:00"}
    rows = [*rows, lasting(30), lasting(40), backwards]
    assert only(rows, tmp_path, "too-fast") == [
        ("r4", None, 420.0, 480.0, None),
        ("r8", None, -3600.0, 480.0, None),
    ]
    at_least = {"too_fast": {"seconds": 600}}
    assert [row[0] for row in only(rows, tmp_path, "too-fast", checks=at_least)] == ["r3", "r4", "r8"]
    assert only([{"start": "2025-09-01T08:00:00", "end": ""}], tmp_path, "too-fast") == []


def test_interviews_at_night_by_the_local_clock(tmp_path: Path) -> None:
    rows = [
        {"start": start}
        for start in ("2025-09-01T20:59:00", "2025-09-01T21:00:00", "2025-09-01T05:30:00", "2025-09-01T06:00:00", "2025-09-01T15:30:00Z", "")
    ]  # fmt: skip
    assert only(rows, tmp_path, "night") == [
        ("r2", None, 21.0, 21.0, None),
        ("r3", None, 5.5, 6.0, None),
        ("r5", None, 22.5, 21.0, None),
    ]


def test_one_device_under_several_enumerators(tmp_path: Path) -> None:
    used = [
        ("d1", "e1"),
        ("d1", "e1"),
        ("d2", "e1"),
        ("d2", "e2"),
        ("", "e3"),
        ("", "e4"),
        ("d3", "e5"),
        ("d3", ""),
    ]
    rows = [{"deviceid": device, "interviewer": who} for device, who in used]
    assert only(rows, tmp_path, "same-device") == [("r3", "d2", 2.0, 1.0, None), ("r4", "d2", 2.0, 1.0, None)]


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [
        ((0, 0), (0, 180), 6371.0088 * 3.141592653589793),
        ((0, 105), (1, 105), 6371.0088 * 3.141592653589793 / 180),
        ((60, 0), (60, 0), 0),
        # Nashville BNA (36.12, −86.67) to Los Angeles LAX (33.94, −118.40): 2887.26 km for a radius of 6372.8 km
        # (Rosetta Code, "Haversine formula"), 2886.45 for the mean radius
        ((36.12, -86.67), (33.94, -118.40), 2887.26 * 6371.0088 / 6372.8),
    ],
)
def test_distances_along_the_surface(one: Any, other: Any, distance: float) -> None:
    made = pl.select(d=kilometres(*(pl.lit(float(each)) for each in (*one, *other))))["d"][0]
    assert made == pytest.approx(distance, abs=5e-3)


def test_interviews_far_from_where_their_cluster_lies(tmp_path: Path) -> None:
    near = [{"latitude": 16 + n / 1000, "longitude": 106} for n in range(4)]
    rows: list[dict[str, Any]] = [
        *near,
        {"latitude": 16.1, "longitude": 106},
        {"latitude": "", "longitude": ""},
    ]
    rows += [{"village": "v2", "latitude": 10 + n, "longitude": 106} for n in range(2)]
    flags = only(rows, tmp_path, "far")
    assert [(row[0], row[1], round(row[2], 1), row[3]) for row in flags] == [("r5", "v1", 10.9, 5.0)]
    known = [{**row, "cluster_latitude": 16.1, "cluster_longitude": 106} for row in rows[:5]]
    assert [row[0] for row in only(known, tmp_path, "far")] == ["r1", "r2", "r3", "r4"]


def test_groups_off_their_quota_are_flagged_not_responses(tmp_path: Path) -> None:
    rows = [{"sex": "f"}, {"sex": "f"}, {"sex": "f"}, {"sex": "m"}, {"sex": ""}, {"sex": "", "village": "v2"}]
    quota = {"by": ["village", "sex"], "least": 2, "most": 2}
    assert only(rows, tmp_path, "quota", checks={"quota": quota}) == [
        (None, "village=v1, sex=f", 3.0, 2.0, None),
        (None, "village=v1, sex=m", 1.0, 2.0, None),
        (None, "village=v1, sex=–", 1.0, 2.0, None),
        (None, "village=v2, sex=–", 1.0, 2.0, None),
    ]
    assert len(only(rows, tmp_path, "quota", checks={"quota": {"by": ["village"], "least": 2}})) == 1


def test_the_same_person_by_any_of_several_keys(tmp_path: Path) -> None:
    rows = [
        {"person": "n1", "phone": "0912 345 678", "name": "An"},
        {"person": "n2", "phone": "0912.345.678", "name": "Bình"},
        {"person": "N1", "phone": "0900", "name": "An"},
        {"person": "n3", "phone": "", "name": "An"},
        {"person": "", "phone": "", "name": ""},
        {"person": "n1", "phone": "0901", "name": "Chi"},
    ]
    keys = {"same_person": {"keys": [["person"], ["phone"], ["name", "sex"], ["nobody"]]}}
    assert only(rows, tmp_path, "same-person", checks=keys, identifiers=["phone", "name"]) == [
        ("r1", "name, sex", 3.0, None, "r3"),
        ("r1", "person", 3.0, None, "r3"),
        ("r1", "phone", 2.0, None, "r2"),
        ("r2", "phone", 2.0, None, "r1"),
        ("r3", "name, sex", 3.0, None, "r1"),
        ("r3", "person", 3.0, None, "r1"),
        ("r4", "name, sex", 3.0, None, "r1"),
        ("r6", "person", 3.0, None, "r1"),
    ]


def test_one_id_with_different_content(tmp_path: Path) -> None:
    rows = [{"response": "a"}, {"response": "a", "q1": 1}, {"response": "a", "q1": 2}, {"response": "b#2"}]
    assert only(rows, tmp_path, "same-response") == [
        ("a", None, 3.0, None, "a#2"),
        ("a#2", None, 3.0, None, "a"),
        ("a#3", None, 3.0, None, "a"),
    ]


def test_two_entries_of_paper_that_differ() -> None:
    work = wide([("e1", "1234512345"), ("e1", "5432154321")])
    differences = pl.DataFrame(
        {
            "response": ["r1", "r1", "gone"],
            "column": ["i2", "i1", "i1"],
            "first": ["1", "2", "3"],
            "second": [None, "3", "4"],
        }
    )
    made = Responses(work.stored, work.left_out, differences, {}, ())
    flags = check(made, WIDE, how()).flags
    assert flags.select("response", "check", "column", "value").rows() == [
        ("r1", "double-entry", "i1, i2", 2.0)
    ]


def test_what_a_reviewer_saw(tmp_path: Path) -> None:
    path = written(tmp_path / "o.csv", ODK.replace(",,,dev-1,1,1", ",,hasIssues,dev-1,1,1"))
    checked = check(responses(path), ABOUT, how())
    flags = checked.flags.filter(check="in-review")
    assert flags.select("response", "column").rows() == [("uuid:two", "hasIssues")]


def test_what_cannot_be_checked_is_said(tmp_path: Path) -> None:
    checked = of([{}], tmp_path, checks={"missing": None})
    assert checked.not_made == {
        "not-in-sample": ("sampled",),
        "in-review": ("review",),
        "missing": (),
        "near-duplicate": ("enumerator",),
        "too-fast": ("started", "ended"),
        "night": ("started",),
        "same-device": ("device", "enumerator"),
        "far": ("latitude", "longitude"),
        **dict.fromkeys(
            ("reserve-order", "reserve-needless", "reserve-rule"), ("list", "list_order", "main_in_cluster")
        ),
    }
    assert checked.by_enumerator.select("enumerator", "responses", "flagged").rows() == [(None, 1, 0)]


def test_rates_by_enumerator_and_cluster(tmp_path: Path) -> None:
    rows: list[dict[str, Any]] = [
        {"interviewer": "e1", "start": "2025-09-01T23:00:00", "person": "n1"},
        {"interviewer": "e1", "start": "2025-09-01T09:00:00", "person": "n1", "village": "v2"},
        {"interviewer": "e1", "start": "2025-09-01T09:00:00", "person": "n2"},
        {"interviewer": "e2", "start": "2025-09-01T09:00:00", "person": "n3"},
    ]
    checked = of(rows, tmp_path)
    names = ("responses", "flagged", "rate", "night", "same-person")
    assert checked.by_enumerator.select("enumerator", *names).rows() == [
        ("e1", 3, 2, 2 / 3, 1 / 3, 2 / 3),
        ("e2", 1, 0, 0.0, 0.0, 0.0),
    ]
    assert checked.by_cluster.select("cluster", *names).rows() == [
        ("v1", 3, 1, 1 / 3, 1 / 3, 1 / 3),
        ("v2", 1, 1, 1.0, 0.0, 1.0),
    ]


digits = st.text("012345", min_size=10, max_size=10)
interviews = st.lists(st.tuples(st.sampled_from(["e1", "e2"]), digits), min_size=1, max_size=12)


@settings(max_examples=15, deadline=None)
@given(interviews, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_no_flag(rows: list[tuple[str, str]], chance: Any) -> None:
    own = how(checks={"near_duplicate": {"share": 0.8, "items": 3}, "straight_lining": {"items": 3}})
    usual = wide(rows)
    order = list(range(len(rows)))
    chance.shuffle(order)
    turned = Responses(Stored.of(usual.people[order]), usual.left_out, usual.differences, {}, ())
    one, other = check(usual, WIDE, own), check(turned, WIDE, own)
    assert found(one) == found(other)
    assert one.by_enumerator.equals(other.by_enumerator)


def test_a_group_that_has_no_label_is_flagged_with_its_word(tmp_path: Path) -> None:
    sex = grouping("sex", "sex").model_copy(update={"labels": {"f": Text(vi="Nữ", en="Women")}})
    gone = grouping("gone", "nowhere").model_copy(update={"labels": sex.labels})
    path = plain([{"sex": word} for word in ("f", "nữ", "abc", "7", "")], tmp_path / "a.csv")
    about = ABOUT.changed(groupings=(sex, grouping("village", "village")))
    flags = check(read([read_export(path)], about, how()), about.changed(groupings=(sex, gone)), how()).flags
    assert flags.filter(check="unknown-group").select("response", "column", "other").rows() == [
        ("r3", "sex", "abc"),
        ("r4", "sex", "7"),
    ]
