"""How things appear: numbers, problems, progress; on a terminal, in a pipe, on any machine."""

import io
import time
from fractions import Fraction

import pytest

from parindex.cli import output
from parindex.cli.output import console, speak_utf8
from parindex.cli.phrases import words
from parindex.language import Language, Text
from parindex.problems import Place, Problem
from tests.cli.running import on_terminal

PROBLEM = Problem("c", Place("a.yaml", 3, "tree[0]"), Text(vi="Sai.", en="Wrong."))


@pytest.mark.parametrize(
    ("language", "number", "signed"), [("vi", "−1,50", "+1,50"), ("en", "−1.50", "+1.50")]
)
def test_numbers_have_the_sign_of_their_language(language: Language, number: str, signed: str) -> None:
    screen, _ = on_terminal(language=language)
    assert screen.number(Fraction(-3, 2), 2) == number
    assert screen.signed(Fraction(3, 2), 2) == signed
    assert screen.signed(Fraction(1, 1000), 2).strip("0,.") == ""
    assert screen.number(None) == screen.signed(None) == screen.points(None) == "–"


@pytest.mark.parametrize(
    ("points", "shown"),
    [
        (Fraction("6.016284"), "6.02"),
        (Fraction("4.5"), "4.5"),
        (Fraction(16), "16"),
        (Fraction(0), "0"),
        (Fraction("0.001"), "0.001"),
        (Fraction("-0.004"), "−0.004"),
        (Fraction(100), "100"),
    ],
)
def test_points_are_short_but_never_rounded_to_nothing(points: Fraction, shown: str) -> None:
    screen, _ = on_terminal()
    assert screen.points(points) == shown


def test_a_problem_on_a_terminal_is_coloured_and_indented() -> None:
    screen, shown = on_terminal()
    screen.problems([PROBLEM, Problem("w", Place(), Text(vi="Chú ý.", en="Mind."), "warning")])
    assert shown() == (
        "\x1b[1;31m✗ \x1b[0m\x1b[1ma.yaml:3 · tree[0]\x1b[0m\n  Wrong.\n\x1b[1;33m! \x1b[0mMind.\n"
    )


def test_a_long_line_is_kept_whole_in_a_pipe_and_broken_on_a_terminal() -> None:
    stream = io.StringIO()
    screen, shown = on_terminal(width=20)
    piped = output.Screen("en", False, console(stream), console(stream))
    for one in (screen, piped):
        one.line("word " * 60)
    assert stream.getvalue().count("\n") == 1
    assert shown().count("\n") > 10


def test_long_work_says_that_it_goes_on_and_cleans_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(output, "PATIENCE", 0.0)
    screen, shown = on_terminal()
    with screen.working():
        time.sleep(0.2)
    assert "Working…" in shown()


def test_short_work_says_nothing() -> None:
    screen, shown = on_terminal()
    with screen.working():
        pass
    assert "Working" not in shown()


def test_a_bar_only_on_a_terminal() -> None:
    screen, shown = on_terminal()
    assert list(screen.each([1, 2], words.CHECKING)) == [1, 2]
    assert "Checking" in shown()
    stream = io.StringIO()
    piped = output.Screen("en", False, console(stream), console(stream))
    assert list(piped.each([1, 2], words.CHECKING)) == [1, 2]
    assert stream.getvalue() == ""


def test_streams_become_utf8(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(raw, encoding="ascii"))
    monkeypatch.setattr("sys.stderr", io.StringIO())
    speak_utf8()
    print("Lạng Sơn", flush=True)  # noqa: T201
    assert raw.getvalue().decode("utf-8").strip() == "Lạng Sơn"


def test_streams_that_are_utf8_stay_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="UTF-8", errors="surrogateescape")
    monkeypatch.setattr("sys.stdout", stream)
    speak_utf8()
    assert stream.errors == "surrogateescape"
