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
from typing import Any, NoReturn, TypeVar

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from parindex.language import Text, nfc
from parindex.problems import Findings, Invalid, Place, Problem

_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,99})\Z")
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]*)\.[0-9]+\Z")
_WORDS = {"true": True, "false": False, "null": None, "": None}
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_FRAME = (yaml.StreamStartEvent, yaml.StreamEndEvent, yaml.DocumentStartEvent, yaml.DocumentEndEvent)
_END = (yaml.SequenceEndEvent, yaml.MappingEndEvent)
DEEPEST = 100
"""How many lists and mappings may stand inside each other."""
LARGEST = 1_000_000
"""How many things a file may hold, aliases written out."""

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
        builder = _Builder(iter(_LOADER(text).get_event, None), findings)
        data = builder.document()
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
    findings.raise_if_any()
    return Document(file, data, builder.lines)


class _Builder:
    """Turns the events of a YAML parser into plain data and notes the line of everything."""

    def __init__(self, events: Iterable[Any], findings: Findings) -> None:
        self.findings = findings
        self.lines: dict[tuple[Step, ...], int] = {}
        self._events = filter(lambda event: type(event) not in _FRAME, events)
        self._anchored: dict[str, tuple[Any, int]] = {}
        self._size = 0

    def document(self) -> Any:
        """Return the data of the one document there is; None where there is none."""
        first = next(self._events, None)
        data = None if first is None else self._build(first, ())
        for event in self._events:
            self._refuse(
                "not-yaml",
                event,
                (),
                "Tệp chỉ được có một tài liệu; bỏ dòng “---”.",
                'There is one document in a file; remove the line "---".',
            )
            break
        return data

    def _build(self, event: Any, path: tuple[Step, ...]) -> Any:
        self.lines.setdefault(path, _line(event))
        self._grow(1, event)
        if len(path) > DEEPEST:
            self._give_up(event, "Tệp lồng nhau quá sâu.", "The file is nested too deeply.")
        if isinstance(event, yaml.AliasEvent):
            return self._repeated(event, path)
        size = self._size
        data = self._content(event, path)
        anchor = event.anchor
        if anchor is not None:
            self._anchored[anchor] = data, self._size - size
        return data

    def _content(self, event: Any, path: tuple[Step, ...]) -> Any:
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(path)
        if isinstance(event, yaml.SequenceStartEvent):
            items = enumerate(iter(self._next_item, None))
            return [self._build(item, (*path, index)) for index, item in items]
        return _scalar(event.value, plain=not event.style)

    def _repeated(self, event: yaml.AliasEvent, path: tuple[Step, ...]) -> Any:
        """Return what an alias stands for, which must be complete before it."""
        named = self._anchored.get(str(event.anchor))
        if named is None:
            self._refuse(
                "not-yaml",
                event,
                path,
                f"“*{event.anchor}” không chỉ nội dung nào ở trên; viết nội dung ra.",
                f'"*{event.anchor}" stands for nothing above it; write the content out.',
            )
            return None
        data, size = named
        self._grow(size, event)
        return data

    def _grow(self, size: int, event: Any) -> None:
        self._size += size
        if self._size > LARGEST:
            self._give_up(event, f"Tệp có hơn {LARGEST} mục.", f"The file holds more than {LARGEST} things.")

    def _give_up(self, event: Any, vi: str, en: str) -> NoReturn:
        self._refuse("not-yaml", event, (), vi, en)
        raise Invalid(self.findings.problems)

    def _mapping(self, path: tuple[Step, ...]) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for event in iter(self._next_item, None):
            written = event.value if isinstance(event, yaml.ScalarEvent) else self._build(event, path)
            key = nfc(str(written))
            if key in data:
                self._refuse(
                    "key-twice",
                    event,
                    (*path, key),
                    f"“{key}” được khai hai lần; chỉ giữ một.",
                    f'"{key}" is given twice; keep one.',
                )
            self.lines[(*path, key)] = _line(event)
            data[key] = self._build(next(self._events), (*path, key))
        return data

    def _next_item(self) -> Any | None:
        """Return the first event of the next item of a list or mapping; None at its end."""
        event = next(self._events)
        return None if type(event) in _END else event

    def _refuse(self, code: str, event: Any, path: tuple[Step, ...], vi: str, en: str) -> None:
        self.findings.add(code, vi, en, line=_line(event), path=path_text(path))


def _line(event: Any) -> int:
    line: int = event.start_mark.line
    return line + 1


def _scalar(text: str, *, plain: bool) -> Any:
    """Return a plain scalar as number, truth value, null or text; a quoted one is always text."""
    if plain:
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
    fitted = fit(model, document.data)
    if isinstance(fitted, list):
        raise Invalid(
            Problem(m.code, Place(document.file, document.line(m.path), path_text(m.path)), m.text)
            for m in fitted
        )
    return fitted


@dataclass(frozen=True)
class Misfit:
    """A part of some data that does not fit a model; what is missing has the path that it should have."""

    code: str
    path: tuple[Step, ...]
    text: Text


def fit(model: type[Model], data: Any) -> Model | list[Misfit]:
    """Return plain data as a model, or everything in them that does not fit it."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        details = error.errors(include_url=False)
        return [
            Misfit(
                detail["type"],
                _path_in(data, detail["loc"], missing=detail["type"] == "missing"),
                _sentence(detail),
            )
            for detail in details
            if not (detail["type"] == "too_short" and _is_echo(detail, details))
        ]


def _is_echo(detail: ErrorDetails, details: list[ErrorDetails]) -> bool:
    """Tell whether a list only seems too short because its items have problems of their own."""
    location = detail["loc"]
    return any(
        len(other["loc"]) > len(location) and other["loc"][: len(location)] == location for other in details
    )


def _path_in(data: Any, location: tuple[Step, ...], *, missing: bool) -> tuple[Step, ...]:
    """Return the part of a Pydantic location that exists in the data.

    Pydantic puts the names of union members into its locations; they are left out here. A name may also be
    that of a key (a rule of the type ``bands`` has ``bands``), so of the two ways to read it the one counts
    that leads further. A key that is missing stays as the last step.
    """
    if not location:
        return ()
    step, *following = location
    rest = tuple(following)
    without = _path_in(data, rest, missing=missing)
    within: tuple[Step, ...] = ()
    if isinstance(data, dict) and (step in data or (missing and not rest)):
        within = (step, *_path_in(data.get(step), rest, missing=missing))
    elif isinstance(data, list) and isinstance(step, int) and step < len(data):
        within = (step, *_path_in(data[step], rest, missing=missing))
    return max(within, without, key=lambda path: (path[-1:] == location[-1:], len(path)))


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
    reason = _REASONS[kind].format(**context) if kind in _REASONS else detail["msg"]
    return Text(vi=f"{given} không hợp lệ: {reason}.", en=f"{given} is not valid: {detail['msg']}.")


_WHOLE, _NUMBER, _DAY, _TRUTH, _NAMED, _LIST = (
    "phải là số nguyên",
    "phải là số",
    "phải là ngày, như 2026-05-26",
    "phải là true hoặc false",
    "phải gồm các mục có tên",
    "phải là một danh sách",
)
_REASONS = {
    "string_too_short": "không được để trống",
    "string_type": "phải là chữ, đặt trong dấu nháy nếu cần",
    "string_pattern_mismatch": "phải theo mẫu {pattern}",
    "int_type": _WHOLE, "int_parsing": _WHOLE, "int_from_float": _WHOLE,
    "decimal_type": _NUMBER, "decimal_parsing": _NUMBER, "float_type": _NUMBER, "float_parsing": _NUMBER,
    "date_type": _DAY, "date_parsing": _DAY, "date_from_datetime_parsing": _DAY,
    "bool_type": _TRUTH, "bool_parsing": _TRUTH,
    "model_type": _NAMED, "model_attributes_type": _NAMED, "dict_type": _NAMED,
    "list_type": _LIST, "tuple_type": _LIST,
    "too_short": "phải có ít nhất {min_length} mục",
    "greater_than": "phải lớn hơn {gt}", "greater_than_equal": "phải từ {ge} trở lên",
    "less_than": "phải nhỏ hơn {lt}", "less_than_equal": "phải từ {le} trở xuống",
}  # fmt: skip
"""What Pydantic found, in Vietnamese."""


class Unfit(ValueError):
    """A value that a model refuses, in both languages."""

    def __init__(self, vi: str, en: str) -> None:
        self.text = Text(vi=vi, en=en)
        super().__init__(en)

    def __reduce__(self) -> tuple[type[Unfit], tuple[str, str]]:
        """Say how to make it again in another process."""
        return type(self), (self.text.vi, self.text.en)


class AllUnfit(ValueError):
    """Several values that are refused together."""

    def __init__(self, flaws: Iterable[Unfit]) -> None:
        self.flaws = tuple(flaws)
        super().__init__(self.flaws)


def refuse(flaws: Sequence[Unfit]) -> None:
    """Raise what was found, the one `Unfit` or `AllUnfit`; nothing if nothing was."""
    if flaws:
        raise flaws[0] if len(flaws) == 1 else AllUnfit(flaws)


def _own_words(error: object) -> Text:
    """Return the two sentences of an `Unfit`, or the English one twice for any other ValueError."""
    return error.text if isinstance(error, Unfit) else Text(vi=str(error), en=str(error))
