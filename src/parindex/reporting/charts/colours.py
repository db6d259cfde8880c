"""The colours of charts by name, light and dark.

A spec names a colour as ``var(--chart-ink)``. A page gives the variables its own values, so one picture serves every
theme; a file that stands alone has the literal colours put in.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

Theme = Literal["light", "dark"]
THEMES: tuple[Theme, ...] = ("light", "dark")

_BOTH = {
    "paper": ("#ffffff", "#14181d"),
    "ink": ("#1b1f24", "#e6e9ed"),
    "muted": ("#5b6470", "#a7b0bb"),
    "grid": ("#dfe3e8", "#2b323a"),
    "border": ("#6b7480", "#7d8794"),
    "bar": ("#5688bd", "#5a94c8"),
    "quiet": ("#868e98", "#6a7480"),
    "accent": ("#0b5cad", "#7db8ff"),
    "up": ("#0b5cad", "#7db8ff"),
    "down": ("#b35900", "#ffab5e"),
    "warning": ("#b81f33", "#ff8a95"),
    "ramp-1": ("#eff3ff", "#12304f"),
    "ramp-2": ("#c6dbef", "#1f4f80"),
    "ramp-3": ("#85bcdc", "#5a9bd0"),
    "ramp-4": ("#2171b5", "#93c4ea"),
    "ramp-5": ("#084594", "#d6e8f5"),
    "on-ramp-1": ("#1b1f24", "#ffffff"),
    "on-ramp-2": ("#1b1f24", "#ffffff"),
    "on-ramp-3": ("#1b1f24", "#0d1116"),
    "on-ramp-4": ("#ffffff", "#0d1116"),
    "on-ramp-5": ("#ffffff", "#0d1116"),
    "series-1": ("#0b5cad", "#7db8ff"),
    "series-2": ("#b35900", "#ffab5e"),
    "series-3": ("#00705f", "#4fd1b8"),
    "series-4": ("#8a2d8f", "#e59aea"),
    "series-5": ("#7a6000", "#e0c75a"),
    "answer-1": ("#9a4a00", "#ffb066"),
    "answer-2": ("#f2c18d", "#8a5420"),
    "answer-3": ("#d9dde2", "#4a525c"),
    "answer-4": ("#9cc5e6", "#2a659b"),
    "answer-5": ("#0b5cad", "#9ccbff"),
    "on-answer-1": ("#ffffff", "#0d1116"),
    "on-answer-2": ("#1b1f24", "#ffffff"),
    "on-answer-3": ("#1b1f24", "#ffffff"),
    "on-answer-4": ("#1b1f24", "#ffffff"),
    "on-answer-5": ("#ffffff", "#0d1116"),
}

COLOURS: Mapping[Theme, Mapping[str, str]] = {
    "light": {name: light for name, (light, _) in _BOTH.items()},
    "dark": {name: dark for name, (_, dark) in _BOTH.items()},
}
"""Literal colours by theme and name. ``on-…`` is the colour of a text on that ground."""

RAMP = 5
"""Classes of the sequential ramp; more is darker in the light theme, lighter in the dark one."""

HATCH = "url(#hatch)"
"""The fill of what is unknown; the picture defines the pattern."""


def colour(name: str) -> str:
    """Return a colour as a spec names it.

    Raises
    ------
    KeyError
        There is no such colour.
    """
    if name not in _BOTH:
        raise KeyError(name)
    return f"var(--chart-{name})"


def css_variables(theme: Theme) -> dict[str, str]:
    """Return the CSS custom properties that a page gives to its charts in a theme."""
    return {f"--chart-{name}": value for name, value in COLOURS[theme].items()}
