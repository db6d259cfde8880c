"""What may be published: reasons in place of what is held back, changes with adjusted errors, or why there are none."""

from pathlib import Path

import pytest

from parindex.documents import Unfit
from parindex.survey.estimation.covariance import Pick, change
from parindex.survey.publication import Ranking, publication_of
from parindex.survey.publication.publication import OTHER_INDEX, OTHER_SERIES
from parindex.survey.ranks.of_units import Settings, ranked
from tests.survey.builders import node
from tests.survey.publication.builders import about, found


def test_what_is_held_back_keeps_its_reasons_and_its_sample_and_nothing_else(tmp_path: Path) -> None:
    estimates = found(tmp_path)
    table = estimates["unit"]
    row, column = table.at(("u5",), "whole")
    assert table.answers[row, column] < 20
    made = publication_of(estimates, [ranked(estimates, Settings("whole", draws=200))], found(tmp_path, 2))
    assert made.units is not None
    figure = made.units.domains[row].figures["whole"]
    assert figure.held_back == ("few_answers", "small_effective", "wide")
    assert (figure.estimate, figure.standard_error, figure.lower, figure.upper) == (None,) * 4
    assert figure.answers == table.answers[row, column]
    assert figure.design_effect == table.design_effect[row, column]
    assert made.units.held_back("whole") == {("u5",)}
    [ranking] = made.rankings
    assert isinstance(ranking, Ranking)
    assert ranking.held_back == ("u5",)
    assert ranking.units == 6
    assert sorted(place.unit for place in ranking.places) == ["u0", "u1", "u2", "u3", "u4"]
    ranks = [place.rank for place in ranking.places]
    assert ranks == sorted(ranks)
    assert made.changes is not None
    [gone] = [each for each in made.changes.rows if each.values == ("u5",)]
    assert (gone.estimate, gone.standard_error, gone.lower, gone.upper, gone.p_value) == (None,) * 5


def test_p_values_are_adjusted_for_all_units_together(tmp_path: Path) -> None:
    now, before = found(tmp_path), found(tmp_path, 3)
    report = publication_of(now, before=before)
    assert report.changes is not None
    rows = {row.values: row for row in report.changes.rows}
    raw = [change(before, now, Pick("unit", (f"u{n}",), "whole")).p_value for n in range(5)]
    least = min(range(5), key=lambda n: raw[n])
    assert rows[(f"u{least}",)].p_value == pytest.approx(min(1, 5 * raw[least]))
    assert rows[()].p_value == change(before, now, Pick("nation", (), "whole")).p_value


def test_a_nation_held_back_has_no_change(tmp_path: Path) -> None:
    small = publication_of(found(tmp_path, smallest_shown=10_000), before=found(tmp_path, 2))
    assert small.changes is not None
    assert {row.estimate for row in small.changes.rows} == {None}


def test_groupings_of_one_survey_alone_are_not_compared(tmp_path: Path) -> None:
    nation, *_ = about().groupings
    report = publication_of(found(tmp_path), before=found(tmp_path, 2, groupings=(nation,)))
    assert report.changes is not None
    assert [row.grouping.code for row in report.changes.rows] == ["nation"]


@pytest.mark.parametrize(
    "fields", [{"series": "old"}, {"series": None}, {"tree": node("other", "mean", "q1", "q2", "q3")}]
)
def test_what_cannot_be_compared_has_a_reason_and_no_figures(
    fields: dict[str, object], tmp_path: Path
) -> None:
    changes = publication_of(found(tmp_path), before=found(tmp_path, 2, **fields)).changes
    assert changes is not None
    assert changes.rows == ()
    assert changes.why_not == (OTHER_INDEX if "tree" in fields else OTHER_SERIES)


def test_without_the_nation_nothing_can_be_published(tmp_path: Path) -> None:
    _, units, _ = about().groupings
    with pytest.raises(Unfit, match="a grouping without columns"):
        publication_of(found(tmp_path, groupings=(units,)))


def test_it_is_for_training_if_any_of_its_data_are(tmp_path: Path) -> None:
    official = found(tmp_path, data_status="official")
    assert not publication_of(official).is_training
    assert publication_of(official, before=found(tmp_path, 2)).is_training
    assert publication_of(found(tmp_path)).is_training
