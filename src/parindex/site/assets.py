"""Styles, scripts and fonts of a site, as files below ``assets/``."""

from __future__ import annotations

import re
from pathlib import Path

from parindex.reporting.charts.colours import Theme, css_variables
from parindex.reporting.fonts import SCREEN
from parindex.site.addresses import ASSETS

DESIGN = Path(__file__).with_name("design")
STYLES = ("tokens.css", "components.css", "print.css")
_NOT_READ = re.compile(r"/\*.*?\*/\n?|^ +", re.MULTILINE | re.DOTALL)
"""Comments, and the indents of lines."""
_BLANK = re.compile(r" ?([{}]) ?|;(?= *})|(?<=[a-z0-9-])(:) (?=\S)|(;) ")
"""Blanks that mean nothing: a tenth of the styles, of which every page counts all."""

FONTS = ("BeVietnamPro-Regular.woff2", "BeVietnamPro-SemiBold.woff2")


def asset_files() -> dict[str, bytes]:
    """Return the files by path."""
    files = {"style.css": stylesheet().encode("utf-8"), "mark.svg": (DESIGN / "mark.svg").read_bytes()}
    files |= {path.name: path.read_bytes() for path in sorted(DESIGN.glob("*.js"))}
    files |= {name: (SCREEN / name).read_bytes() for name in FONTS}
    files["fonts-licence.txt"] = (SCREEN / "OFL.txt").read_bytes()
    return {ASSETS + name: content for name, content in files.items()}


def stylesheet() -> str:
    """Return the one stylesheet: tokens, the colours of charts in each theme, components, print."""
    tokens, *others = ((DESIGN / name).read_text(encoding="utf-8") for name in STYLES)
    read = _NOT_READ.sub("", "\n".join((tokens, chart_colours(), *others)))
    return _BLANK.sub(lambda found: "".join(each or "" for each in found.groups()), read)


def chart_colours() -> str:
    """Return the colours of charts as custom properties: light, and dark on screens as the tokens are."""
    light, dark = _block(":root", "light"), _block(':root[data-theme="dark"]', "dark")
    device = _block(':root:not([data-theme="light"])', "dark")
    return f"{light}\n@media screen and (prefers-color-scheme: dark) {{ {device} }}\n@media screen {{ {dark} }}\n"


def _block(selector: str, theme: Theme) -> str:
    values = "".join(f"{name}:{value};" for name, value in css_variables(theme).items())
    return f"{selector}{{{values}}}"
