"""The texts of one leaf in a file as data: rule, official wording, evidence, conditions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from parindex.framework.annex.cell import Asked, Scoring, read_cell, without_conditions
from parindex.framework.annex.columns import HEADINGS
from parindex.framework.annex.lines import has_bullet, tidy, without_bullet
from parindex.framework.annex.names import Translator, merged, texts_in
from parindex.framework.annex.outline import Entry
from parindex.framework.annex.wording import words
from parindex.framework.model import Leaf
from parindex.framework.rules import AnyRule
from parindex.framework.write import data_of
from parindex.language import Text
from parindex.problems import Findings

Data = dict[str, Any]


@dataclass(frozen=True)
class Unreadable:
    """A way of scoring that could not be read: the leaf is left to the appraiser, its words are kept.

    Attributes
    ----------
    code : str
        Of the leaf.
    row : int
        In the file.
    text : str
        The words as they stand.
    why : Text
    """

    code: str
    row: int
    text: str
    why: Text


class LeafReader:
    """Reads the cells of leaves, one after the other.

    Parameters
    ----------
    translator : Translator
    groups : Mapping
        Codes of groups of units by their title.
    findings : Findings
    """

    def __init__(self, translator: Translator, groups: Mapping[str, str], findings: Findings) -> None:
        self.unreadable: list[Unreadable] = []
        self._translator = translator
        self._groups = groups
        self._findings = findings

    def read(self, entry: Entry, known: Leaf | None) -> Data:
        """Return rule, wording, evidence and conditions of a leaf, by the names of its fields."""
        maximum = entry.maximum if isinstance(entry.maximum, Decimal) else None
        scoring = read_cell(
            entry.texts["scoring"], self._translator.language, Asked(entry.title, maximum, known)
        )
        self._note(entry, scoring)
        in_other, translation = self._translation(entry, scoring, Asked(entry.other_title, maximum), known)
        fields = {"rule": self._rule(scoring, in_other, known), **self._wording(scoring, translation, known)}
        self._translator.learn(texts_in([] if known is None else data_of(known).get("evidence")))
        evidence = self._evidence(entry.texts["evidence"], entry.texts["other_evidence"])
        if evidence:
            fields["evidence"] = evidence
        if scoring.may_be_not_applicable:
            fields["may_be_not_applicable"] = True
        groups = self._for_groups(entry, scoring.groups)
        return {**fields, "for_groups": groups} if groups else fields

    def _translation(
        self, entry: Entry, scoring: Scoring, asked: Asked, known: Leaf | None
    ) -> tuple[AnyRule | None, str]:
        """Return what the cell in the other language says and its words; nothing where these only repeat the rule.

        Words that say another rule than the main column are left out, with a warning.
        """
        language, other = self._translator.language, self._translator.other
        said = without_conditions(entry.texts["other_scoring"], other)[0]
        if said == words(scoring.rule, other):
            return scoring.rule, ""
        if not said or said in [words(rule, other) for rule in _earlier(scoring, known)]:
            return None, ""
        if scoring.unread is not None or (scoring.certain and scoring.words != words(scoring.rule, language)):
            return None, said
        read = read_cell(said, other, asked)
        if read.unread is not None:
            return None, said
        if merged(data_of(scoring.rule), data_of(read.rule), language) is None:
            self._note_difference(entry)
            return None, ""
        return read.rule, "" if said == words(read.rule, other) else said

    def _rule(self, scoring: Scoring, in_other: AnyRule | None, known: Leaf | None) -> Data:
        """Return the rule with its words in both languages, as far as they are known."""
        data = data_of(scoring.rule)
        if scoring.certain:
            return data
        if in_other is not None:
            both: Data = merged(data, data_of(in_other), self._translator.language)
            return both
        self._translator.learn(text for rule in _earlier(scoring, known) for text in texts_in(data_of(rule)))
        translated: Data = self._translator.rule(data)
        return translated

    def _wording(self, scoring: Scoring, translation: str, known: Leaf | None) -> Data:
        """Return the official wording; nothing where the words are the rule's own in both languages."""
        said = scoring.words
        if known is not None and known.way_of_scoring is not None and scoring.certain:
            was = known.way_of_scoring
            same_words = said == tidy(was.to(self._translator.language))
            if same_words and translation in ("", tidy(was.to(self._translator.other))):
                return {"way_of_scoring": data_of(was)}
        if not said or (said == words(scoring.rule, self._translator.language) and not translation):
            return {}
        return {"way_of_scoring": self._translator.text(said, translation)}

    def _evidence(self, text: str, other: str) -> list[dict[str, str]]:
        items, others = items_in(text), items_in(other)
        if len(others) != len(items):
            others = [""] * len(items)
        return [
            self._translator.text(item, translation) for item, translation in zip(items, others, strict=True)
        ]

    def _for_groups(self, entry: Entry, titles: str) -> list[str]:
        """Return the codes of the groups that a leaf is for."""
        written = [title.strip() for title in titles.split(";") if title.strip()]
        unknown = [title for title in written if title not in self._groups]
        if unknown:
            named = "; ".join(unknown)
            self._warn(
                entry,
                "annex-groups",
                f"không biết nhóm đơn vị “{named}”; mục này áp dụng cho mọi đơn vị cho đến khi khai nhóm.",
                f'the group of units "{named}" is not known; the entry is for all units until it is declared.',
            )
        return [self._groups[title] for title in written if title in self._groups]

    def _note(self, entry: Entry, scoring: Scoring) -> None:
        """List what could not be read, and where words and machine line say different things."""
        if scoring.unread is not None:
            self.unreadable.append(
                Unreadable(entry.number.code, entry.row.line, scoring.words, scoring.unread)
            )
        if scoring.line_is_broken:
            self._warn(
                entry,
                "annex-machine-line",
                "không đọc được dòng [parindex] nên chỉ dùng câu chữ; xoá dòng đó hoặc chép lại từ bản xuất.",
                "the line [parindex] cannot be read, so only the words count; delete it or restore it.",
            )
        elif scoring.machine is not None and not scoring.certain:
            self._warn(
                entry,
                "annex-words-edited",
                "câu chữ khác với dòng [parindex] nên câu chữ được dùng; kiểm tra lại cách chấm của mục này.",
                "the words differ from the line [parindex], so the words count; check the rule of this entry.",
            )

    def _note_difference(self, entry: Entry) -> None:
        self._warn(
            entry,
            "annex-languages-differ",
            "câu chữ hai ngôn ngữ cho hai cách chấm khác nhau; ngôn ngữ của tệp được dùng, sửa lại cột kia.",
            "the two languages say different rules; that of the file counts, correct the other column.",
        )

    def _warn(self, entry: Entry, code: str, vi: str, en: str) -> None:
        heading, places = HEADINGS["scoring"], entry.row.places
        self._findings.add(
            code,
            f"{entry.number.code}, cột “{heading.vi}”: {vi}",
            f'{entry.number.code}, column "{heading.en}": {en}',
            line=entry.row.line,
            path=places.get("scoring", places["title"]),
            severity="warning",
        )


def _earlier(scoring: Scoring, known: Leaf | None) -> list[AnyRule]:
    """Return the rules that the words said before they may have been edited."""
    return [rule for rule in (scoring.machine, None if known is None else known.rule) if rule is not None]


def items_in(text: str) -> list[str]:
    """Return the documents that a cell lists: a line each, or between semicolons where there is one line."""
    lines = tidy(text).split("\n")
    if len(lines) == 1 and not has_bullet(lines[0]):
        lines = lines[0].split(";")
    items: list[str] = []
    for line in lines:
        if items and has_bullet(lines[0]) and not has_bullet(line):
            items[-1] += f" {line}"
        else:
            items.append(without_bullet(line))
    return [item for item in (item.strip(" ;") for item in items) if item]
