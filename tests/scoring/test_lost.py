"""Lost points: by area and by leaf, largest first, with what the unit gave itself and why it was changed."""

from fractions import Fraction

from parindex.rounds import RoundData, Stage
from parindex.scoring import Results
from parindex.scoring.lost import Loss, full_marks, last_note, lost_by_area, lost_by_leaf
from tests.builders import a_round, branch, framework, leaf, results_of

RULES = framework(
    branch("1", leaf("1.1", 10), leaf("1.2", 5)),
    branch("2", leaf("2.1", 20), leaf("2.2", 5, may_be_not_applicable=True)),
    leaf("3", 30),
    leaf("4", "unknown"),
    leaf("5", 30),
    total=110,
)


def a_unit(**about: object) -> RoundData:
    """An gave itself everything but on leaf 5, which nobody scored."""
    own = {"1.1": 10, "1.2": 5, "2.1": 20, "3": 30, "4": 5}
    return a_round(
        RULES,
        entered={
            "self": {"an": own},
            "appraisal_1": {"an": {"1.1": 8, "1.2": 4}},
            "council": {"an": {"1.1": 9, "2.1": 19, "3": 25, "4": 3}},
        },
        marked=[("an", "2.2")],
        about=about,
        notes={
            ("an", "1.1", "self"): "all done",
            ("an", "1.1", "appraisal_1"): "two late",
            ("an", "1.1", "council"): "one excused",
            ("an", "1.2", "appraisal_1"): "no minutes",
            ("an", "3", "self"): "see report",
        },
    )


def in_short(losses: list[Loss]) -> list[tuple[str, Fraction, Fraction, Fraction]]:
    return [(loss.placed.node.code, loss.lost, loss.points, loss.maximum) for loss in losses]


def results(stage: Stage | None = None) -> Results:
    return results_of(a_unit(), stage)


def test_areas_come_largest_loss_first_without_those_of_which_nothing_is_known() -> None:
    assert in_short(lost_by_area(results(), "an")) == [
        ("3", 5, 25, 30),
        ("1", 2, 13, 15),
        ("2", 1, 19, 20),
    ]


def test_an_area_with_an_unknown_cell_is_left_out() -> None:
    assert in_short(lost_by_area(results_of(a_unit(kind="reconciled")), "an")) == [
        ("3", 5, 25, 30),
        ("1", 2, 13, 15),
        ("2", 1, 19, 20),
    ]
    partly = a_round(
        RULES, {"an": {"1.1": 9, "2.1": 19}}, marked=[("an", "2.2")], about={"kind": "reconciled"}
    )
    assert in_short(lost_by_area(results_of(partly), "an")) == [("2", 1, 19, 20)]


def test_leaves_come_with_the_self_score_and_the_last_reason() -> None:
    losses = lost_by_leaf(results(), "an", results("self"))
    assert [(loss.placed.node.code, loss.lost, loss.self_points, loss.reason) for loss in losses] == [
        ("3", 5, 30, ""),
        ("1.1", 1, 10, "one excused"),
        ("1.2", 1, 5, "no minutes"),
        ("2.1", 1, 20, ""),
    ]


def test_without_a_self_assessment_there_are_no_self_scores() -> None:
    assert {loss.self_points for loss in lost_by_leaf(results(), "an")} == {None}
    late = a_round(RULES, entered={"self": {"an": {"1.1": 10}}, "council": {"an": {"1.1": 9, "3": 20}}})
    losses = lost_by_leaf(results_of(late), "an", results_of(late, "self"))
    assert [(loss.placed.node.code, loss.self_points) for loss in losses] == [("3", None), ("1.1", 10)]


def test_full_marks_are_leaves_at_their_known_maximum() -> None:
    assert [placed.node.code for placed in full_marks(results("self"), "an")] == ["1.1", "1.2", "2.1", "3"]
    assert full_marks(results(), "an") == []


def test_the_last_note_is_that_of_the_latest_appraisal_up_to_the_stage() -> None:
    stages: tuple[Stage, ...] = ("self", "appraisal_1", "appraisal_2", "council")
    assert [last_note(results(stage), "an", "1.1") for stage in stages] == [
        "",
        "two late",
        "two late",
        "one excused",
    ]
    assert last_note(results(), "an", "3") == ""
