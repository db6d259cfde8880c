"""What is generated in the documentation is what the program would write today."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]


def script(name: str) -> ModuleType:
    found = importlib.util.spec_from_file_location(name, ROOT / "script" / f"{name}.py")
    assert found is not None
    assert found.loader is not None
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


GENERATED = script("generate_reference").files()


@pytest.mark.parametrize("name", GENERATED)
def test_a_stored_file_is_current(name: str) -> None:
    stored = (ROOT / "docs" / name).read_bytes()
    assert stored == GENERATED[name], "run: python script/generate_reference.py"


def test_the_scripts_of_the_site_are_as_small_as_it_is_told() -> None:
    told = re.search(
        r"Scripts \(under (\d+) kB\)", (ROOT / "docs/how-to/publish-results.md").read_text("utf-8")
    )
    assert told
    scripts = (ROOT / "src/parindex/site/design").glob("*.js")
    assert sum(script.stat().st_size for script in scripts) < int(told[1]) * 1000


def test_the_picture_of_the_terminal_shows_the_published_figures() -> None:
    picture = (ROOT / "docs" / "images" / "terminal.svg").read_text(encoding="utf-8").replace("&#160;", " ")
    for words in ("parindex compute vn-ministries-2023", "89,95", "9/17 đơn vị lệch 0,01"):
        assert words in picture
    assert "http" not in picture.replace("http://www.w3.org/2000/svg", "").replace(
        "https://xaydungchinhsach", ""
    )
