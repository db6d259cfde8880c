"""What a new edition of a framework changes: added, removed, renamed, points moved, rule changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from parindex.framework.annex.wording import words
from parindex.framework.crosswalk import Continuation, Crosswalk, same_codes
from parindex.framework.model import Framework, Leaf, Node
from parindex.framework.rules import AnyRule, Strict
from parindex.language import LANGUAGES, Language, Text, both

Kind = Literal["added", "removed", "renamed", "recoded", "points", "rule", "evidence", "property"]


@dataclass(frozen=True)
class Difference:
    """One thing that differs.

    Attributes
    ----------
    kind : str
        ``recoded``: the leaf goes on under another code, or is merged or split.
    code : str
        Of the node in the new edition (in the old one if removed), or the name of the property.
    title : Text
    before, after : Text or None
        What stood there and what stands there now.
    """

    kind: Kind
    code: str
    title: Text
    before: Text | None
    after: Text | None


def diff(old: Framework, new: Framework, crosswalk: Crosswalk | None = None) -> list[Difference]:
    """Return what `new` changes, in the order of its tree; removals and properties at the end.

    Parameters
    ----------
    old, new : Framework
    crosswalk : Crosswalk, optional
        Which leaf continues which; the same code means the same leaf by default.
    """
    links = crosswalk or same_codes(old, new)
    found = [
        *_branches(old, new),
        *_leaves(old, new, links),
        *_gone(old, new, links),
    ]
    order = {placed.node.code: position for position, placed in enumerate(new.nodes)}
    found.sort(key=lambda difference: order.get(difference.code, len(order)))
    return [*found, *_properties(old, new)]


def _branches(old: Framework, new: Framework) -> Iterator[Difference]:
    """Compare areas and criteria that have parts, by their codes."""
    for placed in new.nodes:
        node = placed.node
        if isinstance(node, Leaf):
            continue
        before = old.by_code.get(node.code)
        if before is None:
            yield Difference("added", node.code, node.title, None, _maximum(node))
        else:
            yield from _changed(before.node, node)
    for placed in old.nodes:
        if not isinstance(placed.node, Leaf) and placed.node.code not in new.by_code:
            yield Difference("removed", placed.node.code, placed.node.title, _maximum(placed.node), None)


def _leaves(old: Framework, new: Framework, links: Crosswalk) -> Iterator[Difference]:
    origin = {code: link for link in links.continues for code in link.to}
    for leaf in new.leaves:
        link = origin.get(leaf.code)
        if link is None:
            yield Difference("added", leaf.code, leaf.title, None, _maximum(leaf))
        elif len(link.from_) == len(link.to) == 1:
            yield from _continued(old, leaf, link.from_[0])
        elif leaf.code == link.to[0]:
            yield from _regrouped(old, new, leaf, link)


def _continued(old: Framework, leaf: Leaf, code: str) -> Iterator[Difference]:
    before = old.by_code[code].node
    if code != leaf.code:
        yield Difference("recoded", leaf.code, leaf.title, both(code), both(leaf.code))
    yield from _changed(before, leaf)


def _regrouped(old: Framework, new: Framework, leaf: Leaf, link: Continuation) -> Iterator[Difference]:
    """Describe leaves that were merged or split: their codes and their maxima together."""
    yield Difference("recoded", leaf.code, leaf.title, both(", ".join(link.from_)), both(", ".join(link.to)))
    then = sum((old.by_code[code].node.maximum or Decimal(0) for code in link.from_), Decimal(0))
    now = sum((new.by_code[code].node.maximum or Decimal(0) for code in link.to), Decimal(0))
    if then != now:
        yield Difference("points", leaf.code, leaf.title, both(str(then)), both(str(now)))


def _changed(before: Node, after: Node) -> Iterator[Difference]:
    if before.title != after.title:
        yield Difference("renamed", after.code, after.title, before.title, after.title)
    if before.max_points != after.max_points:
        yield Difference("points", after.code, after.title, _maximum(before), _maximum(after))
    if isinstance(before, Leaf) and isinstance(after, Leaf):
        if before.rule != after.rule:
            yield Difference("rule", after.code, after.title, *_rules(before.rule, after.rule))
        if before.evidence != after.evidence:
            yield Difference("evidence", after.code, after.title, _joined(before), _joined(after))
        for name, title in _OF_LEAVES.items():
            then, now = getattr(before, name), getattr(after, name)
            if then != now:
                yield Difference("property", after.code, title, _plain(then), _plain(now))


def _rules(before: AnyRule, after: AnyRule) -> tuple[Text, Text]:
    """Return two rules by their types, where that is the same in words, and where those are in their data."""
    if before.type != after.type:
        return both(before.type), both(after.type)
    then, now = (Text(vi=words(rule, "vi"), en=words(rule, "en")) for rule in (before, after))
    return (then, now) if then != now else (both(_short(before, "vi")), both(_short(after, "vi")))


_OF_LEAVES: dict[str, Text] = {
    "way_of_scoring": Text(vi="Lời văn cách chấm", en="Wording of the rule"),
    "appraiser": Text(vi="Thẩm định", en="Appraiser"),
    "source": Text(vi="Nguồn", en="Source"),
    "may_be_not_applicable": Text(vi="Có thể không áp dụng", en="May be not applicable"),
    "for_groups": Text(vi="Dành cho nhóm đơn vị", en="For groups of units"),
}


def _gone(old: Framework, new: Framework, links: Crosswalk) -> Iterator[Difference]:
    continued = {code for link in links.continues for code in link.from_}
    for leaf in old.leaves:
        if leaf.code not in continued:
            yield Difference("removed", leaf.code, leaf.title, _maximum(leaf), None)


def _maximum(node: Node) -> Text:
    return both(str(node.max_points))


def _joined(leaf: Leaf) -> Text | None:
    if not leaf.evidence:
        return None
    return Text(vi="; ".join(e.vi for e in leaf.evidence), en="; ".join(e.en for e in leaf.evidence))


_PROPERTIES: dict[str, Text] = {
    "total": Text(vi="Tổng điểm", en="Total"),
    "ranking": Text(vi="Cách xếp hạng và làm tròn", en="Ranking and rounding"),
    "groups": Text(vi="Nhóm kết quả", en="Groups"),
    "unit_groups": Text(vi="Nhóm đơn vị", en="Groups of units"),
    "adjustments": Text(vi="Điểm thưởng, phạt, trừ", en="Bonus, penalty, deductions"),
    "optional_parts": Text(vi="Phần tuỳ chọn", en="Optional parts"),
    "explanation_without_evidence": Text(
        vi="Giải trình khi không có tài liệu kiểm chứng", en="Explanation where there is no evidence"
    ),
}


def _properties(old: Framework, new: Framework) -> Iterator[Difference]:
    for name, title in _PROPERTIES.items():
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            yield Difference("property", name, title, _plain(before), _plain(after))


_DUTIES: dict[object, Text] = {
    "optional": Text(vi="không bắt buộc", en="optional"),
    "below_maximum": Text(vi="bắt buộc nếu chưa đạt điểm tối đa", en="compulsory below the maximum"),
    "always": Text(vi="bắt buộc", en="compulsory"),
}


def _plain(value: object) -> Text | None:
    """Return a property in the short form of its data."""
    if isinstance(value, str) and value in _DUTIES:
        return _DUTIES[value]
    if value is None or isinstance(value, Text):
        return value
    if isinstance(value, bool):
        return Text(vi="có", en="yes") if value else Text(vi="không", en="no")
    items = value if isinstance(value, tuple) else (value,)
    if not items:
        return None
    vi, en = ("; ".join(_short(item, language) for item in items) for language in LANGUAGES)
    return Text(vi=vi, en=en)


def _short(value: object, language: Language) -> str:
    if not isinstance(value, Strict):
        return str(value)
    data = value.model_dump(mode="json", exclude_defaults=True)
    return ", ".join(f"{key} {_words(item, language)}" for key, item in data.items()) or "–"


def _words(item: object, language: Language) -> str:
    if isinstance(item, dict):
        return str(item.get(language, item))
    return str(item)
