"""Help in the language of the reader, the version, and what is said of a wrong call."""

import pytest

import parindex
from parindex.cli import main
from parindex.cli.app import run
from parindex.cli.failures import Exit
from tests.cli.running import say


def test_help_is_vietnamese_by_default(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("PARINDEX_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.argv", ["parindex", "compute", "--help"])
    assert main() == Exit.FINE
    shown = capsys.readouterr().out
    for words in (
        "Cách dùng: parindex compute",
        "Đối số",
        "Tuỳ chọn",
        "bắt buộc",
        "Hiện hướng dẫn",
        "Mã thoát: 0",
    ):
        assert words in shown
    assert "Usage" not in shown
    assert "Options" not in shown


def test_help_is_english_if_asked(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--lang", "en", "--help"]) == Exit.FINE
    shown = capsys.readouterr().out
    for words in ("Usage: parindex", "Commands", "Show this help", "Exit codes: 0 all well", "reconcile"):
        assert words in shown
    assert shown.index("compute") < shown.index("reconcile") < shown.index("framework")


@pytest.mark.parametrize("arguments", [[], ["framework"]])
def test_no_command_shows_the_help_and_is_a_misuse(
    arguments: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PARINDEX_LANG", "en")
    assert run(arguments) == Exit.MISUSE
    captured = capsys.readouterr()
    assert "Usage: parindex" in captured.out
    assert captured.err == ""


def test_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == Exit.FINE
    assert capsys.readouterr().out == f"parindex {parindex.__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "vi", "en"),
    [
        (["--lang", "en"], "Thiếu lệnh.", "A command is missing."),
        (["compute"], "Thiếu ROUND.", "ROUND is missing."),
        (["round", "new", "x", "--framework", "f"], "Thiếu --year YEAR.", "--year YEAR is missing."),
        (["compute", "a", "b"], "Thừa: b.", "Too much: b."),
        (["compute", "x", "--ouf", "y"], "Không có tuỳ chọn “--ouf”; ý bạn là: --out?", 'There is no option "--ouf"; did you mean: --out?'),
        (["compute", "x", "--zzz"], "Không có tuỳ chọn “--zzz”.", 'There is no option "--zzz".'),
        (["verfy", "x"], "Không có lệnh “verfy”; ý bạn là: verify?", 'There is no command "verfy"; did you mean: verify?'),
        (["zzz"], "Không có lệnh “zzz”.", 'There is no command "zzz".'),
        (["compute", "x", "--out"], "Tuỳ chọn --out thiếu giá trị", "Option '--out' requires an argument."),
        (["show", "x", "--top", "none"], "Giá trị của --top N không dùng được.", "The value of --top N will not do:"),
        (["show", "x", "--top", "0"], "Giá trị của --top N không dùng được.", "The value of --top N will not do:"),
        (["show", "x", "--stage", "last"], "Giá trị của --stage STAGE không dùng được.", "The value of --stage STAGE"),
        (["compute", "x", "--lang", "fr"], "Giá trị của --lang vi|en không dùng được.", "The value of --lang vi|en will not do:"),
    ],
)  # fmt: skip
def test_a_wrong_call_is_named_in_both_languages(arguments: list[str], vi: str, en: str) -> None:
    in_vietnamese, in_english = say(*arguments, language="vi"), say(*arguments)
    assert in_vietnamese.code == in_english.code == Exit.MISUSE
    assert vi in in_vietnamese.err
    assert en in in_english.err
    assert in_vietnamese.out == in_english.out == ""


def test_a_wrong_call_shows_how_the_command_is_used() -> None:
    said = say("compute", language="vi")
    assert said.err.splitlines()[1:] == [
        "Cách dùng: parindex compute (TUỲ CHỌN) {ROUND}",
        "Xem thêm: parindex compute --help",
    ]


def test_a_wrong_call_is_json_for_a_machine() -> None:
    said = say("compute", "--json")
    assert said.code == Exit.MISUSE
    assert said.err == ""
    assert said.json == {
        "errors": [
            {
                "code": "usage",
                "severity": "error",
                "file": "",
                "line": None,
                "path": "",
                "text": "ROUND is missing.",
            }
        ]
    }


def test_what_typer_may_say_one_day_is_passed_on() -> None:
    from parindex.cli.misuse import MISUSE, sentence_of

    said = sentence_of(MISUSE("Something new."))
    assert said is not None
    assert said.en == "Something new."
    assert said.vi == "Lệnh chưa đúng: Something new."
