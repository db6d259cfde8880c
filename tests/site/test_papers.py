"""Reports beside pages: which are shown, which are left out, and which belong to nothing here."""

from pathlib import Path

import pytest

from parindex.problems import Invalid
from parindex.site import Edition
from parindex.site.papers import left_out, papers_of, read_reports, unclaimed
from tests.site.small import seal_into, small_edition, whole_round


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return seal_into(tmp_path_factory.mktemp("sealed") / "small-2025", whole_round())


def edition(snapshot: Path, reports: Path, *names: str, is_preview: bool = False) -> Edition:
    """What is published of a round with reports of these names."""
    for name in names:
        (reports / name).parent.mkdir(parents=True, exist_ok=True)
        (reports / name).write_bytes(b"report")
    return small_edition([snapshot], reports=reports, is_preview=is_preview)


def test_reports_of_the_other_kind_of_site_are_left_out_and_counted(snapshot: Path, tmp_path: Path) -> None:
    """One of three has a preview too; two formats are one report."""
    names = (
        "press-vi.pdf", "unit-an-en.pdf", "unit-an-en.docx", "unit-binh-vi.pdf", "unit-binh-vi-preview.pdf",
        "results-vi-preview.pdf",
    )  # fmt: skip
    preview = edition(snapshot, tmp_path, *(f"small-2025/{name}" for name in names), is_preview=True)
    on_the_day = edition(snapshot, tmp_path)
    assert (left_out(preview), left_out(on_the_day)) == (2, 1)
    assert (unclaimed(preview), unclaimed(on_the_day)) == ((), ())
    [round_] = on_the_day.programmes[0].rounds
    [(paper, files)] = papers_of(on_the_day, round_, "vi").items()
    assert (paper.kind, list(files)) == ("press", ["press-vi.pdf"])


def test_what_belongs_to_no_round_or_unit_is_named(snapshot: Path, tmp_path: Path) -> None:
    given = edition(
        snapshot, tmp_path, "small-2025/press-vi.pdf", "small-2025/unit-nobody-vi.pdf", "small-2025/old/press-vi.pdf",
        "small-2024/press-vi.pdf", "small-2024/press-en.pdf", "press-vi.pdf", ".cache/a", "small-2025/.DS_Store",
    )  # fmt: skip
    assert unclaimed(given) == (
        "press-vi.pdf", "small-2024/", "small-2025/old/press-vi.pdf", "small-2025/unit-nobody-vi.pdf",
    )  # fmt: skip
    assert left_out(given) == 0


def test_the_folder_of_one_round_is_no_folder_of_rounds(snapshot: Path, tmp_path: Path) -> None:
    edition(snapshot, tmp_path, "small-2025/press-vi.pdf", "small-2025/press-en.pdf")
    inside = small_edition([snapshot], reports=tmp_path / "small-2025")
    assert unclaimed(inside) == ("press-en.pdf", "press-vi.pdf")


@pytest.mark.parametrize("name", ["missing", "empty", "file.pdf", "hidden"])
def test_where_there_are_no_reports_nothing_is_published(name: str, tmp_path: Path) -> None:
    for folder in ("empty", "hidden/.git"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "hidden/.git/config").write_bytes(b"")
    (tmp_path / "file.pdf").write_bytes(b"%PDF")
    with pytest.raises(Invalid) as refused:
        read_reports(tmp_path / name)
    assert [each.code for each in refused.value.problems] == ["reports-missing"]
