"""What the pages tell people to type: every command exists with its options, and the five of the survey run."""

import re
import shlex
from pathlib import Path
from typing import Any

import pytest

from parindex.cli.tree import build
from tests.cli.running import say

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs/how-to").glob("*.md"))]


def commands(page: Path) -> list[str]:
    """Every command on a page: in code between backticks, and on indented lines without what follows a #."""
    text = re.sub(r"\\\n\s*", "", page.read_text(encoding="utf-8"))  # a command may go on in the next line
    typed = [" ".join(code.split()) for code in re.findall(r"`(parindex [^`]+)`", text)]
    return typed + [line.split("  #")[0].strip() for line in re.findall(r"^ {4,}(parindex .*)$", text, re.M)]


TYPED = sorted({(page.name, command) for page in PAGES for command in commands(page)})


@pytest.fixture(scope="module")
def tree() -> Any:
    return build("en")


@pytest.mark.parametrize(("page", "command"), TYPED)
def test_a_command_on_a_page_exists_with_its_options(tree: Any, page: str, command: str) -> None:
    here, known = tree, {"--lang", "--json", "--version"}
    _, *words = shlex.split(command)
    while words and hasattr(here, "commands"):
        word = words.pop(0)
        if word.startswith("--"):
            assert word in known, word
            words = words[1:] if word == "--lang" else words
        else:
            assert word in here.commands, word
            here = here.commands[word]
    options = {name for each in here.params for name in each.opts}
    given = [word.split("=")[0] for word in words if word.startswith("--")]
    assert [word for word in given if word not in options] == []


def test_pages_have_commands() -> None:
    assert {page for page, _ in TYPED} == {page.name for page in PAGES}


@pytest.mark.slow
def test_five_commands_take_a_stranger_to_a_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    section = (ROOT / "README.md").read_text(encoding="utf-8").split("## A survey in five commands")[1]
    lines = re.findall(r"^ {4}parindex (.*?)(?:  #.*)?$", section.split("\n## ")[0], re.M)
    assert len(lines) == 5
    monkeypatch.chdir(tmp_path)
    for line in lines:
        assert say(*shlex.split(line)).code == 0, line
    assert {path.name for path in tmp_path.iterdir()} == {"survey", "estimates.csv", "report.pdf"}
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF-1.7")
