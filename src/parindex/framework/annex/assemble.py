"""An outline and what is known of a framework beside its annex, as framework data with every problem found."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from parindex.documents import parse_document, parse_model
from parindex.framework.annex.columns import HEADINGS, OTHER_COLUMNS, Column
from parindex.framework.annex.leaves import LeafReader, Unreadable
from parindex.framework.annex.lines import one_line
from parindex.framework.annex.names import Translator, texts_in
from parindex.framework.annex.outline import Entry, Outline, entries_in, outline_of
from parindex.framework.annex.table import GivenRow, Table
from parindex.framework.check import problems_of
from parindex.framework.model import FORMAT, ILLUSTRATIVE, Framework, Leaf, Origin
from parindex.framework.properties import Ranking
from parindex.framework.write import data_of, to_yaml
from parindex.language import Language, Text
from parindex.problems import Findings, Invalid, Place, Problem

Data = dict[str, Any]

_LEVELS = (
    {"code": "area", "title": {"vi": "lĩnh vực", "en": "area"}},
    {"code": "criterion", "title": {"vi": "tiêu chí", "en": "criterion"}},
    {"code": "sub_criterion", "title": {"vi": "tiêu chí thành phần", "en": "sub-criterion"}},
)
_NODE = re.compile(r"tree\[\d+\](?:\.children\[\d+\])*")
_COLUMN_OF: Mapping[str, Column] = {
    "code": "number",
    "title": "title",
    "max_points": "maximum",
    "rule": "scoring",
    "way_of_scoring": "scoring",
    "evidence": "evidence",
}


@dataclass(frozen=True)
class Given:
    """What is known of a framework beside its annex.

    Attributes
    ----------
    code, programme : str
    version : str
        By default that of the base, else "1".
    title : Text, optional
        By default that of the base, else the first words above the table.
    source : Source or "illustrative", optional
        Where the annex comes from; by default that of the base, else ``illustrative``.
    decimals : int
        Of the printed index, where there is no base.
    base : Framework, optional
        An earlier edition: everything that an annex does not hold (ranking, groups, appraisers, sources …) is
        taken from it, and rules whose words did not change.
    """

    code: str
    programme: str
    version: str = ""
    title: Text | None = None
    source: Origin | None = None
    decimals: int = 2
    base: Framework | None = None


@dataclass(frozen=True)
class Imported:
    """A framework that was read from an annex.

    Attributes
    ----------
    data : dict
        Framework data as in its YAML file.
    unread : list of Unreadable
        Ways of scoring that could not be read; their leaves are left to the appraiser.
    problems : list of Problem
        What is wrong with rows, cells and the framework as a whole, by row.
    """

    data: Data
    unread: list[Unreadable] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def yaml(self) -> str:
        """The framework file."""
        return to_yaml(self.data)


def assemble(table: Table, language: Language, given: Given, findings: Findings) -> Imported:
    """Return the framework of a table.

    Parameters
    ----------
    table : Table
    language : {"vi", "en"}
        Of the main columns.
    given : Given
    findings : Findings
        Gets what is wrong with rows and cells; all of it ends in the problems of the result.
    """
    base = given.base
    known = {} if base is None else {placed.node.code: placed.depth for placed in base.nodes}
    outline = outline_of(table, language, known, findings)
    _check_entries(outline, findings)
    translator = Translator(language, () if base is None else texts_in(data_of(base)))
    groups = (
        {} if base is None else {one_line(group.title.to(language)): group.code for group in base.unit_groups}
    )
    leaves = LeafReader(translator, groups, findings)
    tree = _Tree(translator, leaves, given)
    areas = [
        tree.node(entry, f"tree[{position}]", has_source=False)
        for position, entry in enumerate(outline.areas)
    ]
    data = {**_head(table, outline, areas, given, translator), "tree": areas}
    _note_untranslated(table, translator, findings)
    checked = _problems_in(data, findings.file, tree.rows, outline.total_row)
    noted = {problem.place for problem in findings.errors}  # a fault of the cell, not of what was made of it
    checked = [problem for problem in checked if problem.place not in noted]
    problems = sorted([*findings.problems, *checked], key=lambda problem: (problem.place, problem.code))
    return Imported(data, leaves.unreadable, problems)


class _Tree:
    """Turns entries into nodes and remembers the row of each."""

    def __init__(self, translator: Translator, leaves: LeafReader, given: Given) -> None:
        self.rows: dict[str, GivenRow] = {}
        self._translator = translator
        self._leaves = leaves
        self._base = given.base
        self._source = source_of(given)

    def node(self, entry: Entry, path: str, *, has_source: bool) -> Data:
        """Return a node with everything below it; a node new to the base gets the source, unless one above has."""
        self.rows[path] = entry.row
        known = None if self._base is None else self._base.by_code.get(entry.number.code)
        earlier = {} if known is None else data_of(known.node)
        if known is not None:
            self._translator.learn([earlier["title"]])
        kept: Data = {name: earlier[name] for name in ("appraiser", "source") if name in earlier}
        if known is None and not has_source:
            kept["source"] = self._source
        has_source = has_source or "source" in kept
        head = {"code": entry.number.code, "title": self._translator.text(entry.title, entry.other_title)}
        if not entry.children:
            leaf = known.node if known is not None and isinstance(known.node, Leaf) else None
            return self._leaf(entry, head, kept, leaf)
        children = [
            self.node(child, f"{path}.children[{position}]", has_source=has_source)
            for position, child in enumerate(entry.children)
        ]
        maximum = entry.maximum if entry.maximum is not None else _sum(children)
        return {**head, "max_points": maximum, **kept, "children": children}

    def _leaf(self, entry: Entry, head: Data, kept: Data, known: Leaf | None) -> Data:
        fields = self._leaves.read(entry, known)
        before: Data = {
            name: fields[name] for name in ("rule", "way_of_scoring", "evidence") if name in fields
        }
        after: Data = {
            name: fields[name] for name in ("may_be_not_applicable", "for_groups") if name in fields
        }
        maximum = "unknown" if entry.maximum is None else entry.maximum
        return {**head, "max_points": maximum, **before, **kept, **after}


def _sum(nodes: list[Data]) -> Decimal | str:
    """Return the sum of the maxima of nodes, or that it is unknown."""
    return "unknown" if any(node["max_points"] == "unknown" for node in nodes) else _known_sum(nodes)


def source_of(given: Given) -> Any:
    """Return the source of the framework as data."""
    source = given.source or (ILLUSTRATIVE if given.base is None else given.base.source)
    return source if isinstance(source, str) else data_of(source)


def _known_sum(nodes: list[Data]) -> Decimal:
    return sum((node["max_points"] for node in nodes if node["max_points"] != "unknown"), Decimal(0))


def _head(table: Table, outline: Outline, areas: list[Data], given: Given, translator: Translator) -> Data:
    """Return everything before the tree; what the base has beside its annex is kept."""
    earlier: Data = {} if given.base is None else data_of(given.base)
    title = given.title or (None if given.base is None else given.base.title)
    own = {
        "format": FORMAT,
        "code": given.code,
        "version": given.version or earlier.get("version", "1"),
        "title": translator.text(table.heading or given.code, table.other_heading)
        if title is None
        else data_of(title),
        "programme": given.programme,
        "source": source_of(given),
        "levels": _levels(outline, earlier.get("levels", list(_LEVELS))),
        "total": outline.total if isinstance(outline.total, Decimal) else _known_sum(areas),
        "ranking": earlier.get("ranking", data_of(Ranking(decimals=given.decimals))),
    }
    fields = [name for name in Framework.model_fields if name != "tree" and (name in own or name in earlier)]
    return {name: own.get(name, earlier.get(name)) for name in fields}


def _levels(outline: Outline, levels: list[Data]) -> list[Data]:
    """Return the names of the levels, with a number for each depth that has none."""
    depths = 1 + max((entry.number.depth for entry in entries_in(outline.areas)), default=0)
    more = [
        {"code": f"level_{depth}", "title": {"vi": f"cấp {depth}", "en": f"level {depth}"}}
        for depth in range(len(levels) + 1, depths + 1)
    ]
    return [*levels, *more]


def _check_entries(outline: Outline, findings: Findings) -> None:
    """Note leaves without maximum, and ways of scoring where they have no effect."""
    for entry in entries_in(outline.areas):
        column: Column = "scoring" if entry.children else "maximum"
        place = entry.row.places.get(column, entry.row.places["number"])
        if not entry.children and entry.maximum is None:
            findings.add(
                "annex-maximum-missing",
                f"Mục {entry.number.code}: cột “{HEADINGS['maximum'].vi}” để trống; ghi số điểm hoặc “chưa công bố”.",
                f'{entry.number.code}: column "{HEADINGS["maximum"].en}" is empty; give points or "not published".',
                line=entry.row.line,
                path=place,
            )
        elif entry.children and entry.texts["scoring"].strip():
            findings.add(
                "annex-scoring-above-leaf",
                f"Mục {entry.number.code} có các mục con nên cách chấm ghi ở đây không được dùng; chuyển xuống mục con.",
                f"{entry.number.code} has parts, so its way of scoring is not used; move it to a part.",
                line=entry.row.line,
                path=place,
                severity="warning",
            )


def _note_untranslated(table: Table, translator: Translator, findings: Findings) -> None:
    """Say how many texts stand in one language for both."""
    if not translator.untranslated:
        return
    language = "tiếng Anh" if translator.other == "en" else "tiếng Việt"
    in_english = "English" if translator.other == "en" else "Vietnamese"
    columns = Text(vi="điền các ô còn trống ở cột", en="fill the empty cells in the columns")
    if not table.header.is_bilingual:
        columns = Text(vi="thêm các cột", en="add the columns")
    names = [HEADINGS[column].to(translator.language) for column in OTHER_COLUMNS]
    findings.add(
        "annex-missing-translation",
        f"{translator.untranslated} câu chưa có bản {language} nên dùng nguyên văn; {columns.vi} {_listed(names)}.",
        f"{translator.untranslated} texts have no {in_english}, so the same words stand for both; {columns.en} {_listed(names)}.",
        severity="warning",
    )


def _listed(names: list[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)


def _problems_in(
    data: Data, file: str, rows: Mapping[str, GivenRow], total: GivenRow | None
) -> list[Problem]:
    """Return what is wrong with the framework as a whole, each problem at the row that it comes from."""
    document = parse_document(to_yaml(data), file)
    try:
        found = problems_of(parse_model(Framework, document), document)
    except Invalid as invalid:
        found = list(invalid.problems)
    return [Problem(p.code, _place(p.place, rows, total), p.text, p.severity) for p in found]


def _place(place: Place, rows: Mapping[str, GivenRow], total: GivenRow | None) -> Place:
    """Return the row and column of a path in the framework; the path alone where there is none."""
    node = _NODE.match(place.path)
    row, field_name = (
        (total, "max_points") if node is None else (rows.get(node[0]), place.path[node.end() + 1 :])
    )
    if row is None or (node is None and place.path != "total"):
        return Place(place.file, 0, place.path)
    column = _COLUMN_OF.get(re.split(r"[.\[]", field_name)[0], "number")
    return Place(place.file, row.line, row.places.get(column, row.places["number"]))
