"""What the pages tell people to type: every command exists with its options, and those that can run as they stand do."""

import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from parindex.cli.tree import build
from tests.cli.running import say

ROOT = Path(__file__).parents[2]
HOW_TO = ROOT / "docs/how-to"
GENERATED = "cli.md"
"""Shows how commands are called, not calls; what wrote it is tested elsewhere."""

TELLING = [ROOT / "README.md", *sorted(HOW_TO.glob("*.md"))]
REFERENCE = [page for page in sorted((ROOT / "docs/reference").glob("*.md")) if page.name != GENERATED]

RUNNING = (
    "publish-results.md",
    "put-the-site-on-a-server.md",
    "read-a-result.md",
    "sign-results.md",
    "write-the-reports.md",
)
"""Pages whose commands run one after the other in an empty folder."""


def joined(page: Path) -> str:
    """The text of a page, a command that goes on in the next line on one."""
    return re.sub(r"\\\n\s*", "", page.read_text(encoding="utf-8"))


def commands(page: Path) -> list[str]:
    """Every command on a page: in code between backticks, and on indented lines without what follows a #."""
    text = joined(page)
    typed = [" ".join(code.split()) for code in re.findall(r"`(parindex [^`]+)`", text)]
    return typed + on_lines(text)


def on_lines(text: str) -> list[str]:
    """The commands on indented lines, in order."""
    return [line.split("  #")[0].strip() for line in re.findall(r"^ {4,}(parindex .*)$", text, re.M)]


TYPED = sorted({(page.name, command) for page in [*TELLING, *REFERENCE] for command in commands(page)})


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
    assert {page for page, _ in TYPED} >= {page.name for page in TELLING}


def shell(command: str) -> Iterator[str]:
    """The words of a command as a shell gives them: patterns written out, and the digest of what is corrected."""
    for word in shlex.split(command)[1:]:
        if word == "DIGEST":
            manifest = Path("snapshots/vn-ministries-2023/manifest.json")
            yield json.loads(manifest.read_bytes())["digest"]
        elif "*" in word:
            yield from sorted(str(path) for path in Path().glob(word))
        else:
            yield word


def run_all(typed: list[str]) -> None:
    """Run commands in the working directory, one after the other; all must succeed."""
    for command in typed:
        said = say(*shell(command))
        assert said.code == 0, (command, said.err)


@pytest.mark.slow
@pytest.mark.parametrize("page", RUNNING)
def test_the_commands_of_a_page_run_one_after_the_other(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    typed = on_lines(joined(HOW_TO / page))
    run_all(typed)
    made = re.findall(r"--out (\S+)", " ".join(typed))
    assert [name for name in made if not (tmp_path / name).is_dir()] == []


@pytest.mark.slow
def test_five_commands_take_a_stranger_to_a_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    section = joined(ROOT / "README.md").split("## A survey in five commands")[1]
    typed = on_lines(section.split("\n## ")[0])
    assert len(typed) == 5
    monkeypatch.chdir(tmp_path)
    run_all(typed)
    assert {path.name for path in tmp_path.iterdir()} == {"survey", "estimates.csv", "report.pdf"}
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF-1.7")


def test_the_working_on_the_page_is_what_explain_shows() -> None:
    page = (HOW_TO / "read-a-result.md").read_text(encoding="utf-8")
    shown = re.findall(r"^ {4}([├│].*)$", page, re.M)
    assert shown
    assert "\n".join(shown) in say("explain", "training-provinces-2025", "lang-son", "4.4.1").out
