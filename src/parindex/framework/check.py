"""Everything that can be wrong with a framework although its form is right.

Each check is a function that yields `Flaw`s with a path in the document; `problems_of` gathers all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from parindex.documents import Document, path_text
from parindex.framework.excess import example_above_maximum
from parindex.framework.model import Branch, Framework, Leaf, Node, Placed
from parindex.framework.partial import readable
from parindex.framework.properties import UnitGroup
from parindex.framework.rules import Flaw, Guarded
from parindex.framework.rules.choices import repeated_codes
from parindex.language import Text, both, shown
from parindex.problems import Place, Problem


def problems_of(framework: Framework, document: Document) -> list[Problem]:
    """Return all problems of a framework, with the lines of its document."""
    return [_problem(flaw, document) for flaw in _flaws(framework)]


def problems_of_parts(document: Document) -> list[Problem]:
    """Return the problems of what can be read of a framework whose form is wrong."""
    partial = readable(document)
    framework = partial.framework()
    flaws = [] if framework is None else [*_flaws(framework)]
    return [_problem(flaw, document) for flaw in flaws if partial.is_spoken_of(flaw)]


def _flaws(framework: Framework) -> Iterator[Flaw]:
    for check in (codes, depths, maxima, leaf_flaws, group_limits, references, sources, property_codes):
        yield from check(framework)


def _problem(flaw: Flaw, document: Document) -> Problem:
    return Problem(flaw.code, Place(document.file, document.line(flaw.path), path_text(flaw.path)), flaw.text)


def codes(framework: Framework) -> Iterator[Flaw]:
    """Each code stands for one node."""
    first: dict[str, Placed] = {}
    for placed in framework.nodes:
        code = placed.node.code
        if code in first:
            yield Flaw(
                "code-twice",
                (*placed.path, "code"),
                Text(
                    vi=f"Mã {code} đã dùng cho “{first[code].node.title.vi}”; đặt mã khác.",
                    en=f'The code {code} already stands for "{first[code].node.title.en}"; choose another.',
                ),
            )
        first.setdefault(code, placed)


def depths(framework: Framework) -> Iterator[Flaw]:
    """Each depth of the tree has a name."""
    for placed in framework.nodes:
        if placed.depth >= len(framework.levels):
            yield Flaw(
                "level-unnamed",
                (*placed.path, "code"),
                Text(
                    vi=f"Mục {placed.node.code} ở cấp {placed.depth + 1} nhưng “levels” chỉ đặt tên {len(framework.levels)} cấp; thêm tên cấp.",
                    en=f'Node {placed.node.code} is at depth {placed.depth + 1} but "levels" names {len(framework.levels)}; name one more.',
                ),
            )


def maxima(framework: Framework) -> Iterator[Flaw]:
    """The maxima of the parts add up to that of the whole, for every group of units."""
    for placed in framework.nodes:
        if isinstance(placed.node, Branch):
            yield from _parts_of_branch(placed.node, framework.unit_groups, (*placed.path, "max_points"))
    for position, group in enumerate(framework.unit_groups):
        leaves = tuple(leaf for leaf in framework.leaves if leaf.is_for(group.code))
        yield from _parts_of(leaves, group.total, ("unit_groups", position, "total"), both(group.code))
    if not framework.unit_groups:
        yield from _parts_of(framework.tree, framework.total, ("total",), both(framework.code))


def _parts_of_branch(
    branch: Branch, groups: tuple[UnitGroup, ...], path: tuple[str | int, ...]
) -> Iterator[Flaw]:
    """Check what a branch has for each group of units; groups with the same parts are named together."""
    named: dict[tuple[int, ...], list[str]] = {}
    for group in groups:
        own = tuple(place for place, part in enumerate(branch.children) if part.is_for(group.code))
        named.setdefault(own, []).append(group.code)
    for own, of_groups in named.items() if groups else [(tuple(range(len(branch.children))), [])]:
        name, listed = both(branch.code), ", ".join(of_groups)
        if len(named) > 1:
            name = Text(vi=f"{branch.code} dành cho {listed}", en=f"{branch.code} for {listed}")
        if own:
            yield from _parts_of([branch.children[place] for place in own], branch.maximum, path, name)


def _parts_of(
    parts: Sequence[Node], whole: Decimal | None, path: tuple[str | int, ...], name: Text
) -> Iterator[Flaw]:
    known = [part.maximum for part in parts if part.maximum is not None]
    total, some_unknown = sum(known, Decimal(0)), len(known) < len(parts)
    if whole is None or (some_unknown and total <= whole):
        return
    if total != whole:
        yield Flaw(
            "maxima-sum",
            path,
            Text(
                vi=f"Điểm tối đa của các mục trong {name.vi} cộng lại là {shown(total, 'vi')}, không phải {shown(whole, 'vi')}; sửa một bên.",
                en=f"The maxima of the parts of {name.en} add up to {total}, not {whole}; correct one side.",
            ),
        )


def leaf_flaws(framework: Framework) -> Iterator[Flaw]:
    """The rule of each leaf is sound and cannot give more than its maximum."""
    for placed in framework.nodes:
        leaf = placed.node
        if not isinstance(leaf, Leaf):
            continue
        for flaw in leaf.rule.flaws(leaf.maximum):
            yield Flaw(flaw.code, (*placed.path, "rule", *flaw.path), flaw.text)
        if leaf.maximum is None and leaf.rule.needs_maximum:
            yield Flaw(
                "maximum-needed",
                (*placed.path, "max_points"),
                Text(
                    vi=f"Cách chấm “{leaf.rule.type}” cần biết điểm tối đa; ghi điểm tối đa hoặc dùng “appraiser”.",
                    en=f'The rule "{leaf.rule.type}" needs the maximum; give it, or use "appraiser".',
                ),
            )
        elif isinstance(leaf.rule, Guarded) and leaf.maximum is not None:
            yield from _excess(leaf.rule, leaf.maximum, placed.path)


def _excess(rule: Guarded, maximum: Decimal, path: tuple[str | int, ...]) -> Iterator[Flaw]:
    example = example_above_maximum(rule, maximum)
    if example is not None:
        yield Flaw(
            "formula-above-maximum",
            (*path, "rule", "otherwise"),
            Text(
                vi=f"Công thức có thể vượt điểm tối đa {shown(maximum, 'vi')}: {example}. Giới hạn biến bằng at_most hoặc dùng min().",
                en=f"The formula can exceed the maximum {maximum}: {example}. Bound a variable with at_most or use min().",
            ),
        )


def group_limits(framework: Framework) -> Iterator[Flaw]:
    """Groups go from the best down, and only the last is without a lower limit."""
    for position, (upper, lower) in enumerate(pairwise(framework.groups)):
        wrong = upper.lower_limit is None or (
            lower.lower_limit is not None and lower.lower_limit >= upper.lower_limit
        )
        if wrong:
            yield Flaw(
                "groups-order",
                ("groups", position + 1, "lower_limit"),
                Text(
                    vi=f"Giới hạn dưới của nhóm {lower.code} phải thấp hơn của nhóm {upper.code}; xếp từ cao xuống thấp.",
                    en=f"The lower limit of group {lower.code} must be below that of {upper.code}; order from the best down.",
                ),
            )
    if framework.groups and framework.groups[-1].lower_limit is not None:
        yield Flaw(
            "groups-hole",
            ("groups", len(framework.groups) - 1, "lower_limit"),
            Text(
                vi="Nhóm cuối còn giới hạn dưới nên có đơn vị không thuộc nhóm nào; bỏ giới hạn đó.",
                en="The last group has a lower limit, so some unit may be in no group; remove it.",
            ),
        )


def references(framework: Framework) -> Iterator[Flaw]:
    """Codes that name nodes or groups of units exist."""
    named: list[tuple[tuple[str | int, ...], str]] = [
        (("optional_parts", position, "node"), part.node)
        for position, part in enumerate(framework.optional_parts)
    ]
    named += [
        (("ranking", "ties", "broken_by", p), code) for p, code in enumerate(framework.ranking.ties.broken_by)
    ]
    for path, code in named:
        if code not in framework.by_code:
            yield _unknown(path, code)
    groups = {group.code for group in framework.unit_groups}
    for placed in framework.nodes:
        if isinstance(placed.node, Leaf):
            for position, code in enumerate(placed.node.for_groups):
                if code not in groups:
                    yield _unknown((*placed.path, "for_groups", position), code)


def _unknown(path: tuple[str | int, ...], code: str) -> Flaw:
    return Flaw(
        "unknown-code",
        path,
        Text(vi=f"Không có mã “{code}”; sửa lại mã.", en=f'There is no code "{code}"; correct it.'),
    )


def sources(framework: Framework) -> Iterator[Flaw]:
    """Every leaf says where it comes from, itself or through a node above, and an invented one that it is."""
    for placed in framework.nodes:
        if isinstance(placed.node, Leaf) and placed.source is None:
            yield Flaw(
                "source-missing",
                (*placed.path, "code"),
                Text(
                    vi=f"Mục {placed.node.code} chưa có nguồn; ghi source (văn bản, điều khoản, liên kết) hoặc illustrative.",
                    en=f"Leaf {placed.node.code} has no source; give document, clause, link, or illustrative.",
                ),
            )


def property_codes(framework: Framework) -> Iterator[Flaw]:
    """Each level, group and item of an adjustment has a code of its own."""
    for field in ("levels", "groups", "unit_groups"):
        yield from repeated_codes(getattr(framework, field), field)
    adjustments = framework.adjustments
    for field in ("bonus", "penalty"):
        adjustment = getattr(adjustments, field)
        if adjustment is not None:
            for flaw in repeated_codes(adjustment.items, "items"):
                yield Flaw(flaw.code, ("adjustments", field, *flaw.path), flaw.text)
    for flaw in repeated_codes(adjustments.deductions, "deductions"):
        yield Flaw(flaw.code, ("adjustments", *flaw.path), flaw.text)
