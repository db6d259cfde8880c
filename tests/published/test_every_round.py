"""What holds for every round folder that ships."""

from pathlib import Path

import pytest

from parindex.rounds import read
from parindex.rounds.check import problems_of
from parindex.rounds.read import check
from parindex.rounds.write import to_files
from parindex.scoring import rank, score, summarise
from parindex.scoring.reconcile import reconcile
from tests.builders import SHIPPED, assert_equal_rounds

FOLDERS = sorted(path for path in SHIPPED.iterdir() if (path / "round.yaml").exists())
PRINTED = [path for path in FOLDERS if path.name.startswith("vn-")]


def each(folders: list[Path]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("folder", folders, ids=[path.name for path in folders])


@each(PRINTED)
def test_a_published_round_reads_without_a_problem_and_says_its_name_and_that_it_was_printed(
    folder: Path,
) -> None:
    data = read(folder)
    assert (data.info.code, data.info.data_status) == (folder.name, "published")
    assert check(folder) == []
    assert problems_of(data, folder) == []


@each(PRINTED)
def test_writing_a_published_round_and_reading_it_again_gives_the_same_round(
    folder: Path, tmp_path: Path
) -> None:
    data = read(folder)
    for name, content in to_files(data).items():
        (tmp_path / name).write_bytes(content)
    assert_equal_rounds(read(tmp_path), data)


@each(PRINTED)
def test_no_printed_figure_contradicts_what_the_engine_shows(folder: Path) -> None:
    results = rank(score(read(folder)))
    for code, printed in results.round.printed.items():
        shown = results.by_code[code]
        assert shown.index == printed.index
        assert shown.rank == printed.rank
        assert printed.group in ("", shown.group)
    assert reconcile(results).agrees


@each([path for path in PRINTED if path.name != "vn-ministries-2023"])
def test_no_figure_about_a_whole_table_is_computed_where_part_of_it_is_unknown(folder: Path) -> None:
    results = rank(score(read(folder)))
    summary = summarise(results)
    groups = (summary.figures, summary.region_means, summary.area_means, summary.group_sizes)
    assert {figure.basis for group in groups for figure in group.values()} <= {"published"}
    assert not results.is_complete
    assert reconcile(results).printed_mean is None
