"""Made-up fieldwork: the same seed the same bytes, labelled as made up, every fault planted."""

from pathlib import Path

from parindex.files import read_folder
from parindex.survey.responses.checks.catalogue import CATALOGUE
from parindex.survey.synthetic_fieldwork import make, write


def test_the_same_seed_gives_the_same_and_another_one_does_not(tmp_path: Path) -> None:
    write(tmp_path / "a")
    write(tmp_path / "b")
    assert read_folder(tmp_path / "a") == read_folder(tmp_path / "b")
    assert make(2).export != (tmp_path / "a" / "submissions.csv.zip").read_bytes()


def test_it_says_that_it_is_made_up() -> None:
    made = make()
    assert made.survey.data_status == "training"
    assert "synthetic" in made.survey.title.en.lower()
    assert set(made.truth["check"]) == set(CATALOGUE) - {"double-entry", "quota", "unknown-group"}
