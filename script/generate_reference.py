"""Write what is generated in ``docs/reference``: the reference of the command line, the JSON Schemas,
the catalogue of checks.

Usage: ``python script/generate_reference.py``. Everything comes from the program itself; a test compares the
stored files with what this would write.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from parindex.cli.phrases import help as told
from parindex.cli.schemas import SCHEMAS, schema_of
from parindex.cli.tree import build
from parindex.files import write_atomically
from parindex.survey.responses.checks.catalogue import CATALOGUE
from parindex.survey.responses.checks.settings import CheckSettings

DOCS = Path(__file__).parents[1] / "docs"
EVERYWHERE = ("json", "lang", "help")
"""Options that every command has; explained once."""

INTRODUCTION = """\
# The command line · Dòng lệnh

Written by `script/generate_reference.py` from the program itself.

- **Language.** Vietnamese, or English with `--lang en` (before or after the command), `PARINDEX_LANG=en`, or an English
  locale. Numbers have a decimal comma in Vietnamese, a point in English.
- **Machines.** `--json` on any command gives one JSON value on the standard output and nothing else: always with a decimal
  point, in the same form whatever the language. What is exact is a string (`"80.33"`, or `"4561/57"` where a decimal has no
  end); ranks are integers; what is not known is `null`. `compute` and `show` follow
  [results.schema.json](results.schema.json). What went wrong is `{"errors": [{code, severity, file, line, path, text}]}`.
- **Rounds.** `ROUND` is a folder, or the name of a round that ships (`parindex example list`). Where a round is read, a
  snapshot will do as well; it is verified first.
- **Units.** `UNIT` is a code or a name, with or without accents: `lang-son`, `"Lạng Sơn"`, `"lang son"`.
- **Colours** appear on a terminal only; `NO_COLOR=1` switches them off.

## Exit codes · Mã thoát

"""


def reference() -> str:
    """Return the reference of the command line."""
    rows = "".join(f"| {code} | {text.vi} | {text.en} |\n" for code, text in told.EXITS.items())
    codes = f"| | Tiếng Việt | English |\n|---|---|---|\n{rows}"
    commands = [_section(path, vi, en) for path, vi, en in _commands(build("vi"), build("en"))]
    return INTRODUCTION + codes + _options_everywhere() + "".join(commands)


def _options_everywhere() -> str:
    rows = "".join(
        f"| `--{name}` | {told.OPTIONS[name].vi} | {told.OPTIONS[name].en} |\n" for name in EVERYWHERE
    )
    version = f"\n`parindex --version`: {told.OPTIONS['version'].vi} {told.OPTIONS['version'].en}\n"
    return f"\n## On every command · Ở mọi lệnh\n\n| | Tiếng Việt | English |\n|---|---|---|\n{rows}{version}"


def _commands(vi: Any, en: Any, path: str = "parindex") -> Iterator[tuple[str, Any, Any]]:
    """Yield each command that does something, with its path, in both languages."""
    for name, part in vi.commands.items():
        here = f"{path} {name}"
        if hasattr(part, "commands"):
            yield from _commands(part, en.commands[name], here)
        else:
            yield here, part, en.commands[name]


def _section(path: str, vi: Any, en: Any) -> str:
    pairs = [(v, e) for v, e in zip(vi.params, en.params, strict=True) if v.name not in EVERYWHERE]
    usage = " ".join([path, *(_usage(parameter) for parameter, _ in pairs)])
    text = f"\n## {path}\n\n    {usage}\n\n{vi.help}\n\n{en.help}\n"
    if pairs:
        rows = "".join(f"| `{_name(v)}` | {v.help} | {e.help} |\n" for v, e in pairs)
        text += f"\n| | Tiếng Việt | English |\n|---|---|---|\n{rows}"
    return text


def _name(parameter: Any) -> str:
    option = parameter.param_type_name == "option"
    return " ".join(part for part in (parameter.opts[0] if option else "", parameter.metavar) if part)


def _usage(parameter: Any) -> str:
    name = _name(parameter)
    more = "…" if parameter.nargs == -1 or getattr(parameter, "multiple", False) else ""
    return f"{name}{more}" if parameter.required else f"[{name}]{more}"


CHECKS_INTRODUCTION = """\
# Checks of responses · Kiểm tra phiếu

Written by `script/generate_reference.py` from the catalogue itself. `parindex survey read` makes every check whose columns are
there, says which it could not make, and flags: nothing is dropped or changed by a check. Parameters stand in `responses.yaml`
under `checks`; the values below are those without it. None of them is official: they are for a survey to set. `null` switches
a check off.

    checks:
      too_fast: {share_of_median: 0.5, seconds: 300}
      far: {kilometres: 10}
      same_person: {keys: [[person], [phone]]}
      range: {columns: {age: {least: 18, most: 110}}}
      quota: {by: [village], least: 20, most: 30}
      same_device: null

"""


def checks() -> str:
    """Return the catalogue of checks of responses."""
    parts = [CHECKS_INTRODUCTION.rstrip("\n") + "\n"]
    for code, check in CATALOGUE.items():
        given = getattr(CheckSettings(), code.replace("-", "_"))
        values = given.model_dump(mode="json")
        parameters = ", ".join(f"`{name}` {json.dumps(value)}" for name, value in values.items())
        parts.append(
            f"\n## {code}\n\n**{check.title.vi}.** {check.about.vi}\n\n**{check.title.en}.** {check.about.en}\n"
        )
        needs = ", ".join(f"`{name.removeprefix('_')}`" for name in check.needs)
        parts += [f"\nNeeds · cần: {needs}\n"] if needs else []
        parts += [f"\nParameters · tham số: {parameters}\n"] if parameters else []
    return "".join(parts)


def files() -> dict[str, bytes]:
    """Return every generated file by its path below ``docs``."""
    schemas = {
        f"reference/{name}.schema.json": json.dumps(schema_of(name), ensure_ascii=False, indent=2) + "\n"
        for name in SCHEMAS
    }
    texts = {"reference/cli.md": reference(), "reference/response-checks.md": checks(), **schemas}
    return {name: text.encode("utf-8") for name, text in texts.items()}


if __name__ == "__main__":
    for name, data in files().items():
        write_atomically(DOCS / name, data)
