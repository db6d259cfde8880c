"""YAML documents that remember the line of everything in them.

Numbers become `int` or `Decimal`, exactly as written; YAML's own surprises (``no`` as false, ``1:30`` as
90, dates as objects) do not happen: a scalar is a number, ``true``, ``false``, ``null`` or text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from parindex.language import Text, nfc
from parindex.problems import Findings, Invalid

_INTEGER = re.compile(r"-?(0|[1-9][0-9]*)\Z")
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]*)\.[0-9]+\Z")
_WORDS = {"true": True, "false": False, "null": None, "": None}
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Step = str | int
Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True)
class Document:
    """A parsed YAML file.

    Attributes
    ----------
    file : str
        Name shown in problems.
    data : object
        Mappings, lists, int, Decimal, bool, None and NFC text.
    lines : Mapping
        Line (from 1) of each node, by its path from the root.
    """

    file: str
    data: Any
    lines: Mapping[tuple[Step, ...], int]

    def line(self, path: Sequence[Step]) -> int:
        """Return the line of the node at `path`, or of the nearest one around it."""
        steps = tuple(path)
        while steps and steps not in self.lines:
            steps = steps[:-1]
        return self.lines.get(steps, 1)


def read_document(path: Path, shown_as: str | None = None) -> Document:
    """Read one YAML file.

    Parameters
    ----------
    path : Path
        The file, UTF-8.
    shown_as : str, optional
        Name for problems; the path by default.

    Raises
    ------
    Invalid
        The file cannot be read, is not UTF-8 or not YAML, or gives a key twice.
    """
    findings = Findings(shown_as or str(path))
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        findings.add("unreadable", f"Không đọc được tệp: {error}.", f"The file cannot be read: {error}.")
        raise Invalid(findings.problems) from error
    return parse_document(text, findings.file)


def parse_document(text: str, file: str) -> Document:
    """Parse YAML text; see `read_document`."""
    findings = Findings(file)
    try:
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None) or str(error)
        findings.add(
            "not-yaml",
            f"Không phải YAML hợp lệ ({reason}). Kiểm tra thụt dòng và dấu ngoặc ở dòng này.",
            f"This is not valid YAML ({reason}). Check indentation and quotes at this line.",
            line=mark.line + 1 if mark else 1,
        )
        raise Invalid(findings.problems) from error
    lines: dict[tuple[Step, ...], int] = {}
    data = None if root is None else _build(root, (), lines, findings)
    findings.raise_if_any()
    return Document(file, data, lines)


def _build(
    node: yaml.Node, path: tuple[Step, ...], lines: dict[tuple[Step, ...], int], findings: Findings
) -> Any:
    """Turn a YAML node into plain data and note its line."""
    lines[path] = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        return _build_mapping(node, path, lines, findings)
    if isinstance(node, yaml.SequenceNode):
        return [_build(item, (*path, index), lines, findings) for index, item in enumerate(node.value)]
    return _scalar(node)


def _build_mapping(
    node: yaml.MappingNode, path: tuple[Step, ...], lines: dict[tuple[Step, ...], int], findings: Findings
) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key, line = nfc(str(key_node.value)), key_node.start_mark.line + 1
        if key in data:
            findings.add(
                "key-twice",
                f"“{key}” được khai hai lần; chỉ giữ một.",
                f'"{key}" is given twice; keep one.',
                line=line,
                path=path_text((*path, key)),
            )
        data[key] = _build(value_node, (*path, key), lines, findings)
        lines[(*path, key)] = line
    return data


def _scalar(node: yaml.Node) -> Any:
    """Return a plain scalar as number, truth value, null or text; a quoted one is always text."""
    text: str = node.value
    if not getattr(node, "style", None):
        if text in _WORDS:
            return _WORDS[text]
        if _INTEGER.match(text):
            return int(text)
        if _DECIMAL.match(text):
            return Decimal(text)
    return nfc(text)


def path_text(path: Iterable[Step]) -> str:
    """Return a path as people read it: ``tree[0].children[2].rule``."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text


def parse_model(model: type[Model], document: Document) -> Model:
    """Return the document as a model.

    Raises
    ------
    Invalid
        With one problem, in both languages, for each thing that does not fit the model.
    """
    try:
        return model.model_validate(document.data)
    except ValidationError as error:
        findings = Findings(document.file)
        details = error.errors(include_url=False)
        for detail in details:
            if detail["type"] == "too_short" and _is_echo(detail, details):
                continue
            path = _path_in(document.data, detail["loc"])
            said = _sentence(detail)
            findings.add(detail["type"], said.vi, said.en, line=document.line(path), path=path_text(path))
        raise Invalid(findings.problems) from None


def _is_echo(detail: ErrorDetails, details: list[ErrorDetails]) -> bool:
    """Tell whether a list only seems too short because its items have problems of their own."""
    location = detail["loc"]
    return any(
        len(other["loc"]) > len(location) and other["loc"][: len(location)] == location for other in details
    )


def _path_in(data: Any, location: Iterable[Step]) -> tuple[Step, ...]:
    """Return the part of a Pydantic location that exists in the data.

    Pydantic puts the names of union members into its locations; they are left out here. A missing key
    stays as the last step.
    """
    path: list[Step] = []
    steps = list(location)
    for index, step in enumerate(steps):
        last = index == len(steps) - 1
        if isinstance(data, dict) and (step in data or (last and isinstance(step, str))):
            path.append(step)
            data = data.get(step)
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            path.append(step)
            data = data[step]
    return tuple(path)


def _sentence(detail: ErrorDetails) -> Text:
    """Say in both languages what Pydantic found."""
    kind, context = detail["type"], detail.get("ctx", {})
    name = str(detail["loc"][-1]) if detail["loc"] else ""
    given = repr(detail.get("input"))[:80]
    if kind == "missing":
        return Text(vi=f"Thiếu “{name}”; hãy thêm vào.", en=f'"{name}" is missing; add it.')
    if kind == "extra_forbidden":
        return Text(
            vi=f"Không có mục nào tên “{name}” ở đây; xoá hoặc sửa tên.",
            en=f'There is nothing called "{name}" here; remove it or correct its name.',
        )
    if kind in ("literal_error", "union_tag_invalid", "enum"):
        expected = context.get("expected") or context.get("expected_tags", "")
        return Text(
            vi=f"{given} không dùng được; chọn một trong: {expected}.",
            en=f"{given} will not do; choose one of: {expected}.",
        )
    if kind == "value_error":
        return _own_words(context.get("error"))
    return Text(vi=f"{given} không hợp lệ: {detail['msg']}.", en=f"{given} is not valid: {detail['msg']}.")


class Unfit(ValueError):
    """A value that a model refuses, in both languages."""

    def __init__(self, vi: str, en: str) -> None:
        self.text = Text(vi=vi, en=en)
        super().__init__(en)


def _own_words(error: object) -> Text:
    """Return the two sentences of an `Unfit`, or the English one twice for any other ValueError."""
    return error.text if isinstance(error, Unfit) else Text(vi=str(error), en=str(error))
