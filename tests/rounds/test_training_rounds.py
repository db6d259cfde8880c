"""The two training rounds: made by their script to the byte, and holding what exercises need."""

from collections import Counter
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from parindex.files import read_folder
from parindex.framework.rules import NEVER, Appraiser, Deadline, Survey
from parindex.numbers import micro
from parindex.rounds import ABSENT, RoundData, check, read
from parindex.rounds.standing import last_word
from parindex.scoring import Results, rank, score
from parindex.scoring.lost import lost_by_leaf
from parindex.scoring.succession import previous_result
from parindex.scoring.unexplained import unexplained
from parindex.survey import synthetic, synthetic_leaders
from parindex.survey.estimation.distribution import distribution
from parindex.survey.estimation.estimate import estimate
from parindex.survey.feed import fed
from parindex.survey.folder import open_survey
from parindex.survey.totals.scan import totals
from script.training_rounds.provinces import TWINS
from script.training_rounds.rounds import generate

ROUNDS = Path(__file__).parents[2] / "rounds"
OLD, NEW = "training-provinces-2024", "training-provinces-2025"
BOTH = (OLD, NEW)
EVERY_RULE = {
    *("appraiser", "bands", "change", "checklist", "deadline", "deductions", "find_and_mend", "formula"),
    *("imported", "levels", "proportional", "relative", "statistic", "survey"),
}
BY_HAND = "crosswalk.yaml"


@cache
def shipped(code: str) -> RoundData:
    return read(ROUNDS / code)


@cache
def computed(code: str) -> Results:
    return rank(score(shipped(code)))


def full_marks(results: Results) -> np.ndarray:
    scores = results.scores
    return scores.is_scored & (scores.points == scores.maxima)


def changed_cells(data: RoundData, stage: str) -> set[tuple[int, int]]:
    """Cells of leaves scored by a rule, where a stage gives another measurement than the ones before it."""
    of_column = [leaf for leaf, _ in data.framework.columns]
    rows, columns = np.nonzero(~np.isnan(data.measured[stage]))
    surveyed = {column for _, column in data.estimates}
    leaves = data.framework.leaves
    return {
        (row, of_column[column])
        for row, column in zip(rows.tolist(), columns.tolist(), strict=True)
        if column not in surveyed and not np.isnan(data.measured["self"][row, column])
        if not isinstance(leaves[of_column[column]].rule, Survey)
    }


def test_the_script_makes_the_shipped_folders_to_the_byte(tmp_path):
    folders = list(generate(tmp_path))
    assert [folder.name for folder in folders] == [OLD, NEW]
    for folder in folders:
        shipped_files = read_folder(ROUNDS / folder.name)
        shipped_files.pop(BY_HAND, None)
        assert read_folder(folder) == shipped_files


@pytest.mark.parametrize("code", BOTH)
def test_they_are_sound(code):
    assert check(ROUNDS / code) == []


@pytest.mark.parametrize("code", BOTH)
def test_they_say_that_the_figures_are_synthetic(code):
    info = shipped(code).info
    assert (info.kind, info.data_status) == ("recomputable", "training")
    for text in (info.title, info.notes[0]):
        assert "giả lập" in text.vi
        assert "Synthetic" in text.en
    assert all("giả lập" in unit.source and "Synthetic" in unit.source for unit in shipped(code).units)
    assert all("giả lập" in estimate.source for estimate in shipped(code).estimates.values())


def test_what_a_province_does_about_lost_points_is_marked_as_made_up_and_about_lost_points():
    plan, results = shipped(NEW).improvements, computed(NEW)
    assert len(plan) == 8
    assert {each.unit for each in plan} == {"lang-son"}
    assert all(each.cause.startswith("(Giả lập để tập huấn) ") for each in plan)
    lost = {loss.placed.node.code for loss in lost_by_leaf(results, "lang-son")}
    assert {each.leaf for each in plan} < lost
    assert shipped(OLD).improvements == ()


@pytest.mark.parametrize("code", BOTH)
def test_they_keep_no_copy_of_the_framework(code):
    assert not (ROUNDS / code / "framework.yaml").exists()


@pytest.mark.parametrize("code", BOTH)
def test_they_have_63_provinces_in_six_regions_and_every_type_of_rule(code):
    data = shipped(code)
    assert len(data.units) == 63
    assert len({unit.region for unit in data.units}) == 6
    assert {leaf.rule.type for leaf in data.framework.leaves} == EVERY_RULE


@pytest.mark.parametrize("code", BOTH)
def test_the_indices_look_like_real_ones(code):
    index = [result.index for result in computed(code).units]
    assert 66 < min(index) < 72
    assert 92 < max(index) < 96
    assert 82 < sum(index) / len(index) < 87
    assert set(Counter(result.group for result in computed(code).units)) == {"A", "B", "C", "D"}


@pytest.mark.parametrize("code", BOTH)
def test_one_province_has_full_marks_on_a_whole_area(code):
    full = full_marks(computed(code))
    framework = shipped(code).framework
    areas = [list(framework.leaves_under(area.code)) for area in framework.tree]
    assert any(full[row, area].all() for row in range(63) for area in areas)


@pytest.mark.parametrize("code", BOTH)
def test_every_province_has_full_marks_on_one_leaf(code):
    assert full_marks(computed(code)).all(axis=0).any()


@pytest.mark.parametrize("code", BOTH)
def test_some_cells_score_nothing(code):
    scores = computed(code).scores
    assert 60 < (scores.is_scored & (scores.points == 0)).sum() < 400


def test_cells_are_not_yet_scored_in_2025_only():
    assert not computed(OLD).is_provisional
    missing = {result.unit.code: computed(NEW).missing(row) for row, result in enumerate(computed(NEW).units)}
    assert sorted(len(leaves) for leaves in missing.values() if leaves) == [2, 3]
    names = [unit.name for unit in shipped(NEW).units if missing[unit.code]]
    note = shipped(NEW).info.notes[-1]
    assert all(name.vi in note.vi and name.en in note.en for name in names)


@pytest.mark.parametrize("code", BOTH)
def test_cells_that_do_not_apply_have_a_reason(code):
    data = shipped(code)
    assert 20 < data.not_applicable.sum() == len(data.reasons)
    assert len(set(data.reasons.values())) >= 3


@pytest.mark.parametrize("code", BOTH)
def test_two_pairs_of_provinces_tie_exactly(code):
    results = computed(code).by_code
    for copy, original in TWINS.items():
        assert results[copy].index == results[original].index
        assert results[copy].rank == results[original].rank
        names = results[copy].unit.name, results[original].unit.name
        assert any(all(name.en in note.en for name in names) for note in shipped(code).info.notes)
    ranks = Counter(result.rank for result in results.values())
    assert sorted(ranks.values())[-3:] == [1, 2, 2]


@pytest.mark.parametrize("code", BOTH)
def test_things_are_done_in_time_late_by_1_to_40_days_or_never(code):
    data = shipped(code)
    late = []
    for column, (leaf, _) in enumerate(data.framework.columns):
        rule = data.framework.leaves[leaf].rule
        if isinstance(rule, Deadline):
            due = rule.due.in_round(data.info.year).toordinal()
            late += [done - due for done in data.measured["self"][:, column] if not np.isnan(done)]
            assert (data.measured["self"][:, column] == NEVER).sum() < 20
    days = [day for day in late if day < 366]
    assert min(days) < 0 < max(days) <= 40
    assert 0 < len(late) - len(days) < 20
    assert sum(day > 0 for day in days) > 30


@pytest.mark.parametrize("code", BOTH)
def test_appraisal_changes_a_part_of_the_cells_and_restores_some(code):
    data = shipped(code)
    cells = 63 * len(data.framework.leaves)
    lowered, restored, decided = (
        changed_cells(data, stage) for stage in ("appraisal_1", "appraisal_2", "council")
    )
    assert 0.09 < len(lowered) / cells < 0.14
    assert 0.015 < len(restored) / cells < 0.05
    assert restored <= lowered
    assert 4 <= len(decided) <= 10
    for stage, changed in (("appraisal_1", lowered), ("appraisal_2", restored), ("council", decided)):
        for row, column in changed:
            assert data.notes[data.units[row].code, data.framework.leaves[column].code, stage]


@pytest.mark.parametrize("code", BOTH)
def test_provinces_score_themselves_a_little_too_high(code):
    data = shipped(code)
    claimed, found = score(data, "self"), score(data, "appraisal_1")
    absolute = np.array([leaf.rule.type != "relative" for leaf in data.framework.leaves])
    scored = claimed.is_scored & absolute
    assert (claimed.points >= found.points)[scored].all()
    lost = (claimed.points - found.points)[scored].sum() / claimed.points[scored].sum()
    assert 0.02 < lost < 0.07


@pytest.mark.parametrize("code", BOTH)
def test_points_are_entered_on_appraisers_leaves_and_in_place_of_a_rule(code):
    data = shipped(code)
    by_appraiser = [isinstance(leaf.rule, Appraiser) for leaf in data.framework.leaves]
    applies = ~data.not_applicable[:, by_appraiser]
    for stage in ("self", "appraisal_1"):
        assert ((data.entered[stage][:, by_appraiser] != ABSENT) == applies).all()
    overridden = np.logical_not(by_appraiser) & computed(code).scores.entered
    assert 3 <= overridden.sum() <= 8
    for row, column in np.argwhere(overridden):
        key = data.units[row].code, data.framework.leaves[column].code
        assert any((*key, stage) in data.notes for stage in ("appraisal_2", "council"))


@pytest.mark.parametrize("code", BOTH)
def test_surveys_come_at_the_last_stage_with_errors_in_2025_all_of_them(code):
    data = shipped(code)
    framework = data.framework
    of_sipas = {framework.column_position["8.1.1", "value"]}
    of_survey = {
        column
        for column, (leaf, _) in enumerate(framework.columns)
        if isinstance(framework.leaves[leaf].rule, Survey)
    }
    estimated = {column for _, column in data.estimates}
    counted = of_survey - estimated
    assert estimated | counted == of_sipas | of_survey
    assert len(counted) == (8 if code == OLD else 0)  # two questions of four answers, as counts
    assert np.isnan(data.measured["self"][:, sorted(of_sipas | of_survey)]).all()
    for (_, column), found in data.estimates.items():
        assert found.standard_error > 0
        assert found.n > 100
        assert (found.degrees_of_freedom in {2, 3}) == (column in of_sipas)


@pytest.mark.slow
def test_the_survey_points_of_2025_are_those_of_the_shipped_generators(tmp_path):
    """What ``parindex survey synthetic`` and ``survey index --into`` give, but for the twins."""
    data = shipped(NEW)
    again = data
    names = {unit.code: unit.name for unit in data.units}
    for kind, write in (("citizens", synthetic.write), ("leaders", synthetic_leaders.write)):
        write(names, tmp_path / kind)
        opened = open_survey(tmp_path / kind)
        slabs = totals(opened.survey, opened.files, ["province"], more=["levels"])
        shares = estimate(opened.survey, slabs)["province"]
        again = fed(again, opened.survey, shares, distribution(opened.survey, slabs, "province"))
    twins = {data.unit_position[code] for code in TWINS}
    assert len(again.estimates) == len(data.estimates) == 63 * (1 + 4 * 4)
    different = {place[0] for place, found in again.estimates.items() if found != data.estimates[place]}
    assert different == twins


@pytest.mark.parametrize("code", BOTH)
def test_there_are_bonuses_penalties_and_deductions_some_over_their_limits(code):
    data = shipped(code)
    kinds = Counter((a.kind, bool(a.leaf)) for a in data.adjustments)
    assert kinds["deduction", True] >= 3
    assert kinds["deduction", False] >= 1
    assert kinds["bonus", False] >= 3
    penalty = data.framework.adjustments.penalty
    points = {item.code: item.points for item in penalty.items}
    raw = Counter()
    for adjustment in data.adjustments:
        if adjustment.kind == "penalty":
            raw[adjustment.unit] += points[adjustment.item] * adjustment.times
    assert max(raw.values()) > penalty.cap
    assert computed(code).totals.penalty.max() == micro(penalty.cap)
    most = {item.code: item for item in data.framework.adjustments.bonus.items}
    bonuses = [a for a in data.adjustments if a.kind == "bonus"]
    assert any(most[a.item].points * a.times > most[a.item].most for a in bonuses)
    assert (computed(code).scores.deducted > 0).sum() >= 3


def test_the_second_year_holds_the_results_of_the_first_exactly():
    previous = shipped(NEW).previous
    assert previous == previous_result(computed(OLD))
    assert any(printed.index.denominator % 3 == 0 for printed in previous.printed.values())


def test_every_finished_province_has_a_change_with_its_parts():
    for result in computed(NEW).units:
        assert result.change is not None
        assert (result.change.split is None) == (result.status == "provisional")
    rose = sum(result.change.points > 0 for result in computed(NEW).units)
    assert 20 < rose < 60


def test_last_years_values_are_those_that_counted_last_year():
    this, past = shipped(NEW), last_word(shipped(OLD), "council").measured
    for code in ("3.5.2", "4.2.2"):
        now = this.measured["self"][:, this.framework.column_position[code, "last_year"]]
        before = past[:, shipped(OLD).framework.column_position[code, "this_year"]]
        finished = ~np.isnan(now)
        assert (now == before)[finished].all()


@pytest.mark.parametrize("code", BOTH)
def test_what_the_framework_wants_explained_is_explained(code):
    data = shipped(code)
    assert data.framework.explanation_without_evidence == "below_maximum"
    assert list(unexplained(data)) == []
    made_up = {note for (*_, stage), note in data.notes.items() if stage == "self" and "Giải trình" in note}
    assert made_up
    assert all(note.startswith("Giải trình (giả lập): ") for note in made_up)
