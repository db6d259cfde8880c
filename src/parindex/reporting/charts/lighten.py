"""A drawing in fewer letters: pages that show many marks are heavy with what Vega says of each."""

from __future__ import annotations

import re

from parindex.reporting.charts.outlines import stepwise

_LEAVES = re.compile(r'<g class="(mark-[a-z]+)[^"]*">((?:(?!</?g\b).)*)</g>', re.DOTALL)
"""A group of marks that holds no other group."""

_MARK = re.compile(r"<(?:circle|line|path|rect|text)\b[^>]*>")
_NUMBER = r"-?[\d.]+"
_CIRCLE = re.compile(
    rf'<path transform="translate\(({_NUMBER}),({_NUMBER})\)" '
    rf'd="M({_NUMBER}),0A\3,\3,0,1,1,-\3,0A\3,\3,0,1,1,\3,0"'
)
_LINE_OF_TEXT = re.compile(
    rf'(<text\b[^>]*) transform="translate\(({_NUMBER}),({_NUMBER})\)"([^>]*>[^<]*</text>)'
)
_UNSEEN = re.compile(
    r'<path class="(?:background|foreground)" d="[^"]*"(?: display="none")?/>| transform="translate\(0,0\)"'
)
"""Grounds of groups that have no colour of their own, and moves to where a mark already is."""

_ROUNDED = re.compile(
    rf'<path d="M({_NUMBER}),({_NUMBER})L{_NUMBER},\2C[^L"]*,({_NUMBER}),{_NUMBER}L\3,{_NUMBER}'
    rf'C[^L"]*L\1,({_NUMBER})C[^L"]*,({_NUMBER}),{_NUMBER}L\5,{_NUMBER}C[^L"Z]*Z"'
)
"""A rectangle with rounded corners: left edge of the top, top, right, bottom, left."""

_WRAPPED = re.compile(r'<g>(<g class="mark-line"[^>]*>(?:<path[^>]*/>)*</g>)</g>')
"""Lines in a group that says nothing."""

_TWINS = re.compile(r'(<g class="mark-line"[^>]*>)((?:<path[^>]*/>)*)</g>\1')
"""Two groups of lines, one after the other, that say the same."""

_INHERITED = re.compile(
    r' ((?:fill|stroke)(?:-opacity)?|stroke-(?:width|dasharray|linecap|linejoin)|font-[a-z]+|text-anchor)="([^"]*)"'
)
"""Attributes that a mark takes from its group where it has none itself; ``opacity`` is no such."""


def lightened(svg: str) -> str:
    """Return a drawing that looks the same: circles and rectangles as such, outlines by steps, what marks share said once."""
    circles = _CIRCLE.sub(r'<circle cx="\1" cy="\2" r="\3"', _UNSEEN.sub("", svg))
    shapes = stepwise(_ROUNDED.sub(_rectangle, circles))
    return _joined(shared_once(_LINE_OF_TEXT.sub(r'\1 x="\2" y="\3"\4', shapes)))


def _joined(svg: str) -> str:
    """Return a drawing in which lines that look the same stand in one group."""
    while (joined := _TWINS.sub(r"\1\2", _WRAPPED.sub(r"\1", svg))) != svg:
        svg = joined
    return svg


def _rectangle(found: re.Match[str]) -> str:
    start, top, right, bottom, left = map(float, found.groups())
    sides = {"x": left, "y": top, "width": right - left, "height": bottom - top, "rx": start - left}
    return "<rect" + "".join(f' {name}="{round(value, 2):g}"' for name, value in sides.items())


def shared_once(svg: str) -> str:
    """Return a drawing that looks the same, with what every mark of a group says moved to the group.

    An attribute is moved where every mark of the group has it: its most frequent value goes to the group, and the
    marks with another value keep theirs.
    """
    return _LEAVES.sub(lambda found: _group(found[1], found[2]), svg)


def _group(kind: str, marks: str) -> str:
    said = [dict(_INHERITED.findall(mark)) for mark in _MARK.findall(marks)]
    shared = {
        name: _usual(name, said) for name in (said[0] if said else ()) if all(name in each for each in said)
    }

    def shortened(mark: re.Match[str]) -> str:
        return _INHERITED.sub(lambda each: "" if shared.get(each[1]) == each[2] else each[0], mark[0])

    head = "".join(f' {name}="{value}"' for name, value in shared.items())
    return f'<g class="{kind}"{head}>{_MARK.sub(shortened, marks)}</g>'


def _usual(name: str, said: list[dict[str, str]]) -> str:
    values = [each[name] for each in said]
    return max(dict.fromkeys(values), key=values.count)
