"""What can be wrong with a survey although each part of ``survey.yaml`` by itself is right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from parindex.documents import Document, Step, path_text
from parindex.framework.rules.base import Flaw
from parindex.language import Text
from parindex.problems import Place, Problem
from parindex.survey.model import Feed, Grouping, Item, Node, Scale, Survey, VarianceDesign


def problems_of(survey: Survey, document: Document) -> list[Problem]:
    """Return all problems of a survey, each at its line."""
    checks = (codes, scales, items, tree, groupings, designs, feeds)
    return [
        Problem(flaw.code, Place(document.file, document.line(flaw.path), path_text(flaw.path)), flaw.text)
        for check in checks
        for flaw in check(survey)
    ]


Found = Iterator[Flaw]


def codes(survey: Survey) -> Found:
    """No code is used twice where it must be alone."""
    lists: dict[str, Sequence[Scale | Item | Grouping | VarianceDesign]] = {
        "scales": survey.scales,
        "items": survey.items,
        "groupings": survey.groupings,
        "designs": survey.designs,
    }
    for field, names in lists.items():
        for name, times in Counter(each.code for each in names).items():
            if times > 1:
                text = _text(f"Mã “{name}” dùng hai lần.", f'The code "{name}" is used twice.')
                yield Flaw("code-twice", (field,), text)
    items = {item.code for item in survey.items}
    for name, times in Counter([*items, *(node.code for node in survey.tree.walk())]).items():
        if times > 1:
            text = _text(
                f"“{name}” vừa là mục hỏi vừa là nút của cây chỉ số, hoặc là hai nút; đổi tên.",
                f'"{name}" is an item and a node of the tree, or two nodes; rename one.',
            )
            yield Flaw("code-twice", ("tree",), text)


def scales(survey: Survey) -> Found:
    """Answers count up from 1, and some of them are satisfied."""
    for number, scale in enumerate(survey.scales):
        if scale.levels != tuple(range(1, len(scale.levels) + 1)):
            text = _text(
                "Mã trả lời phải là 1, 2, 3 … liên tiếp.", "Codes of answers must be 1, 2, 3 … without a gap."
            )
            yield Flaw("scale-codes", ("scales", number, "labels"), text)
        if scale.satisfied_from not in scale.levels[1:]:
            text = _text(
                "satisfied_from phải là một mã trả lời, cao hơn mã thấp nhất.",
                "satisfied_from must be the code of an answer, above the lowest.",
            )
            yield Flaw("scale-satisfied", ("scales", number, "satisfied_from"), text)


def items(survey: Survey) -> Found:
    """Every item has a scale that is declared."""
    known = {scale.code for scale in survey.scales}
    for number, item in enumerate(survey.items):
        if item.scale not in known:
            text = _text(f"Không có thang trả lời “{item.scale}”.", f'There is no scale "{item.scale}".')
            yield Flaw("unknown-code", ("items", number, "scale"), text)


def tree(survey: Survey) -> Found:
    """Every node stands on items that there are, in one way, with as many weights as parts."""
    yield from _node(survey.tree, {item.code for item in survey.items}, ("tree",))


def _node(node: Node, known: set[str], path: tuple[Step, ...]) -> Found:
    if bool(node.items) == bool(node.children):
        text = _text(
            "Một nút có items hoặc children, đúng một trong hai.",
            "A node has items or children, just one of them.",
        )
        yield Flaw("node-parts", path, text)
    for number, code in enumerate(node.items):
        if code not in known:
            text = _text(f"Không có mục hỏi “{code}”.", f'There is no item "{code}".')
            yield Flaw("unknown-code", (*path, "items", number), text)
    parts = len(node.items or node.children)
    if node.combine == "weighted" and (len(node.weights) != parts or not all(w > 0 for w in node.weights)):
        text = _text(f"Cần {parts} trọng số lớn hơn 0.", f"{parts} weights above 0 are needed.")
        yield Flaw("node-weights", path, text)
    if node.combine != "weighted" and node.weights:
        text = _text("Chỉ “weighted” mới có weights; bỏ đi.", 'Only "weighted" has weights; remove them.')
        yield Flaw("node-weights", path, text)
    for number, child in enumerate(node.children):
        yield from _node(child, known, (*path, "children", number))


def groupings(survey: Survey) -> Found:
    """At most one grouping is that of the units that are scored."""
    if sum(grouping.is_of_units for grouping in survey.groupings) > 1:
        text = _text(
            "Chỉ một cách chia là của đơn vị được chấm.",
            "Only one grouping is that of the units that are scored.",
        )
        yield Flaw("units-twice", ("groupings",), text)


def designs(survey: Survey) -> Found:
    """No column is a stratum and a cluster at once."""
    for number, design in enumerate(survey.designs):
        columns = [*design.strata, *(stage.cluster for stage in design.stages)]
        for name, times in Counter(columns).items():
            if times > 1:
                text = _text(
                    f"Cột “{name}” dùng hai lần trong một thiết kế; mỗi cột chỉ là một tầng hoặc một cụm.",
                    f'The column "{name}" is used twice in one design; a column is one stratum or one cluster.',
                )
                yield Flaw("column-twice", ("designs", number), text)


def feeds(survey: Survey) -> Found:
    """What a round takes is one measure, or the answers to one item, that there are."""
    measures = {*survey.item_position, *(node.code for node in survey.tree.walk())}
    for number, feed in enumerate(survey.feeds):
        path = ("feeds", number)
        if (feed.measure is None) == (feed.item is None) or (feed.item is None) == bool(feed.options):
            text = _text(
                "Cần measure, hoặc item cùng options.", "Either measure is needed, or item with options."
            )
            yield Flaw("feed-parts", path, text)
        elif feed.measure is not None and feed.measure not in measures:
            text = _text(f"Không có chỉ số “{feed.measure}”.", f'There is no measure "{feed.measure}".')
            yield Flaw("unknown-code", (*path, "measure"), text)
        elif feed.item is not None and feed.item not in survey.item_position:
            text = _text(f"Không có mục hỏi “{feed.item}”.", f'There is no item "{feed.item}".')
            yield Flaw("unknown-code", (*path, "item"), text)
        elif feed.item is not None:
            yield from _options(survey, feed, path)


def _options(survey: Survey, feed: Feed, path: tuple[Step, ...]) -> Found:
    """Every answer of the item is one option."""
    item = survey.items[survey.item_position[feed.item or ""]]
    scale = {each.code: each for each in survey.scales}.get(item.scale)
    if scale is not None and sorted(feed.options.values()) != list(scale.levels):
        listed = ", ".join(map(str, scale.levels))
        text = _text(
            f"Mỗi câu trả lời ({listed}) ứng với đúng một phương án.",
            f"Each answer ({listed}) must be just one of the options.",
        )
        yield Flaw("feed-options", (*path, "options"), text)


def _text(vi: str, en: str) -> Text:
    return Text(vi=vi, en=en)
