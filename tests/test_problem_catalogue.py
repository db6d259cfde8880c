"""Every code of a problem is explained in the reference documentation, and nothing else is."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CODE = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
POSITION = {
    "Problem": 0, "Flaw": 0, "add": 0, "exceeds": 0, "_cover_flaw": 0, "_refuse": 0, "_variable_flaw": 0,
    "Stop": 1, "_warn": 1, "say": 3, "_problem": 0, "_shipped": 3,
}  # fmt: skip
"""Where the code stands among the arguments of what makes a problem."""


def codes_in(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            named = [word.value for word in node.keywords if word.arg == "code" and name in POSITION]
            here = node.args[POSITION[name] :][:1] if name in POSITION else []
            for value in node.args[:2] if name == "_say" else [*here, *named]:
                if isinstance(value, ast.Constant) and CODE.fullmatch(str(value.value or "")):
                    yield str(value.value)
        if isinstance(node, ast.FunctionDef):
            given = zip(reversed(node.args.args), reversed(node.args.defaults), strict=False)
            for argument, default in given:
                if argument.arg == "code" and isinstance(default, ast.Constant) and default.value:
                    yield str(default.value)


def test_the_catalogue_lists_every_code_once() -> None:
    sources = sorted((ROOT / "src" / "parindex").rglob("*.py"))
    made = {code for path in sources for code in codes_in(ast.parse(path.read_text(encoding="utf-8")))}
    text = (ROOT / "docs" / "reference" / "problems.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| `([a-z0-9-]+)` \|", text, flags=re.MULTILINE)
    assert sorted(listed) == sorted(made)
