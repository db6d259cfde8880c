"""How a run ends: one clear block for the user's mistakes, the whole trace for the program's own."""

from pathlib import Path
from typing import Any

import pytest
import typer

from parindex.cli import app, failures
from parindex.cli.failures import Exit, problems_of
from tests.cli.running import say


def failing(failure: BaseException, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make `compute` end with a failure."""

    def broken(*_: Any) -> None:
        raise failure

    monkeypatch.setattr("parindex.cli.find.opened", broken)


@pytest.mark.parametrize("failure", [KeyboardInterrupt(), typer.Abort()])
def test_an_interrupted_run_ends_quietly(failure: BaseException, monkeypatch: pytest.MonkeyPatch) -> None:
    failing(failure, monkeypatch)
    said = say("compute", "x")
    assert (said.code, said.out, said.err) == (Exit.INTERRUPTED, "", "")


def test_an_interrupt_before_a_command_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(app, "build", broken)
    assert say("compute", "x").code == Exit.INTERRUPTED


def test_a_defect_of_the_program_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    failing(ZeroDivisionError("division by zero"), monkeypatch)
    with pytest.raises(ZeroDivisionError):
        say("compute", "x")


@pytest.mark.parametrize(
    ("failure", "words"),
    [
        (FileNotFoundError(2, "No such file", "a"), "there is no such file or folder"),
        (PermissionError(13, "Permission denied", "a"), "reading or writing is not permitted here"),
        (IsADirectoryError(21, "Is a directory", "a"), "a file is needed, not a folder, or the reverse"),
        (NotADirectoryError(20, "Not a directory", "a"), "a file is needed, not a folder, or the reverse"),
        (OSError(28, "No space left on device", "a"), "No space left on device"),
        (FileExistsError("a is not empty"), "a is not empty"),
        (OSError(), "OSError"),
    ],
)
def test_what_happened_to_a_file(failure: OSError, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    failing(failure, monkeypatch)
    said = say("compute", "x")
    assert said.code == Exit.UNREACHABLE
    assert words in said.err


def test_a_package_that_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    failing(ModuleNotFoundError("No module", name="cryptography.hazmat"), monkeypatch)
    said = say("compute", "x", language="vi")
    assert said.code == Exit.MISUSE
    assert "pip install '.[sign]'" in said.err
    assert problems_of(ModuleNotFoundError("No module", name="numpy")) is None


def test_an_empty_folder_may_be_written_into(tmp_path: Path) -> None:
    failures.refuse_existing(tmp_path)
    assert say("compute", "vn-ministries-2023", "--out", tmp_path).code == Exit.FINE
