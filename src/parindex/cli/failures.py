"""How a command ends: exit codes, and what is wrong, for every kind of failure that is the user's to mend."""

from __future__ import annotations

from enum import IntEnum
from pathlib import Path

from parindex.language import Text, both
from parindex.problems import Invalid, Place, Problem


class Exit(IntEnum):
    """Exit codes; documented in the help of every command."""

    FINE = 0
    PROBLEMS = 1
    """The input has problems, or a verification or reconciliation failed."""
    MISUSE = 2
    """The command was used wrongly: an unknown option, unit, leaf or value."""
    UNREACHABLE = 3
    """A file or folder is not there, or cannot be read or written."""
    INTERRUPTED = 130


class Stop(Exception):
    """A command cannot go on.

    Parameters
    ----------
    text : Text
        What is wrong and what to do.
    code : str
        Stable name of the problem.
    exit_code : Exit
    place : Place
        The file, if there is one.
    """

    def __init__(
        self, text: Text, code: str, exit_code: Exit = Exit.MISUSE, place: Place | None = None
    ) -> None:
        self.problems = (Problem(code, place or Place(), text),)
        self.exit_code = exit_code
        super().__init__(text.en)


def problems_of(failure: Exception) -> tuple[tuple[Problem, ...], Exit] | None:
    """Return what to say of a failure and the exit code; None if it is not the user's to mend."""
    from parindex.documents import AllUnfit, Unfit

    if isinstance(failure, Stop):
        return failure.problems, failure.exit_code
    if isinstance(failure, Invalid):
        unreadable = all(problem.code == "unreadable" for problem in failure.problems)
        return failure.problems, Exit.UNREACHABLE if unreadable else Exit.PROBLEMS
    if isinstance(failure, Unfit | AllUnfit):
        flaws = failure.flaws if isinstance(failure, AllUnfit) else (failure,)
        return tuple(Problem("unfit", Place(), flaw.text) for flaw in flaws), Exit.MISUSE
    if isinstance(failure, OSError):
        return (_of_file(failure),), Exit.UNREACHABLE
    if isinstance(failure, ModuleNotFoundError):
        package = (failure.name or "").partition(".")[0]
        if package in _EXTRA_OF:
            return (Problem("not-installed", Place(), _not_installed(package)),), Exit.MISUSE
    return None


_EXTRA_OF = {
    "cryptography": "sign",
    "jinja2": "publish",
    "pyspark": "spark",
    "vl_convert": "publish",
} | dict.fromkeys(("duckdb", "polars", "pyarrow", "pyxform", "scipy", "segno", "svy", "typst"), "survey")
"""The extra that brings each optional package."""


def _not_installed(package: str) -> Text:
    extra = _EXTRA_OF[package]
    return Text(
        vi=f"Lệnh này cần gói {package}; trong thư mục mã nguồn parindex, chạy: pip install '.[{extra}]'.",
        en=f"This command needs the package {package}; in the folder with the source of parindex run: pip install '.[{extra}]'.",
    )


def _of_file(error: OSError) -> Problem:
    """Say what happened to a file, in the words of the operating system where it gives any."""
    reason = both(error.strerror or str(error) or type(error).__name__)
    if isinstance(error, FileNotFoundError):
        reason = Text(vi="không có tệp hoặc thư mục này", en="there is no such file or folder")
    elif isinstance(error, PermissionError):
        reason = Text(vi="không được phép đọc hoặc ghi ở đây", en="reading or writing is not permitted here")
    elif isinstance(error, IsADirectoryError | NotADirectoryError):
        reason = Text(
            vi="cần tệp nhưng đây là thư mục, hoặc ngược lại",
            en="a file is needed, not a folder, or the reverse",
        )
    text = Text(vi=f"Không đọc hoặc ghi được: {reason.vi}.", en=f"It cannot be read or written: {reason.en}.")
    return Problem("file", Place(str(error.filename or "")), text)


def refuse_existing(path: Path | None) -> None:
    """Stop if there is something at a path where a new file or folder is to be written; None is nowhere."""
    if path is None:
        return
    if path.is_file() or (path.is_dir() and any(path.iterdir())):
        text = Text(
            vi="Ở đây đã có nội dung; không ghi đè, hãy chọn tên khác.",
            en="There is something here already; nothing is overwritten, choose another name.",
        )
        raise Stop(text, "exists", Exit.UNREACHABLE, Place(str(path)))
