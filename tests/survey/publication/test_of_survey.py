"""From a survey folder to what may be published of it."""

from pathlib import Path

import pytest

from parindex.files import sha256_of
from parindex.language import both
from parindex.survey.folder import Opened
from parindex.survey.publication import Ranking, Unranked, publication_of
from parindex.survey.publication.of_survey import published
from parindex.survey.ranks.of_units import Settings, ranked
from tests.survey.builders import design, stored
from tests.survey.publication.builders import about, found, people


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return stored(people(1), tmp_path / "1.parquet")


def test_it_is_what_the_estimates_give_with_the_digests_of_the_files(file: Path, tmp_path: Path) -> None:
    made = published(Opened(about(), (file,)))
    estimates = found(tmp_path)
    again = publication_of(estimates, [ranked(estimates, Settings("whole"))])
    assert (made.nation, made.units, made.others) == (again.nation, again.units, again.others)
    assert made.rankings == again.rankings
    assert made.digests == {"1.parquet": sha256_of(file)}
    assert made.changes is None
    assert made.whole == "whole"


def test_every_design_has_its_ranks_or_the_reason_why_not(file: Path) -> None:
    one, two = design("unit"), design(code="pooled", title=both("pooled"))
    alone = design("unit", "psu", code="alone", lonely="certainty")
    of = about(designs=(one, two, alone))
    headline, pooled, none = published(Opened(of, (file,))).rankings
    assert isinstance(headline, Ranking)
    assert isinstance(pooled, Ranking)
    assert (headline.design, pooled.design) == (one, two)
    assert isinstance(none, Unranked)
    assert none.design == alone
    assert "Every unit needs an estimate and a standard error above 0" in none.why.en


def test_without_units_there_are_no_ranks(file: Path) -> None:
    nation, _, sex = about().groupings
    assert published(Opened(about(groupings=(nation, sex)), (file,))).rankings == ()


def test_an_earlier_survey_gives_changes(file: Path, tmp_path: Path) -> None:
    earlier = Opened(about(), (stored(people(2), tmp_path / "2.parquet"),))
    made = published(Opened(about(), (file,)), before=earlier, level=0.9)
    assert made.changes is not None
    assert [row.values for row in made.changes.rows][:2] == [(), ("u0",)]
    assert made.working.level == 0.9
