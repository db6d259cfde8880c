"""From a page to HTML: the templates' environment, links, numbers, and texts that cannot do harm."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from parindex.language import LANGUAGES, Language, Text, shown
from parindex.site import addresses
from parindex.site.addresses import ASSETS, HOME
from parindex.site.info import SiteInfo
from parindex.site.page import STATUS_NAMES, STATUS_WORDS, Page

MINUS = "\N{MINUS SIGN}"
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]")
"""Control signs, and signs that nobody sees but that turn the direction of writing."""

Number = Fraction | Decimal | int


@dataclass(frozen=True)
class Setting:
    """What all pages of a site share.

    Attributes
    ----------
    info : SiteInfo
    menu : tuple of (Text, str)
        Kinds of page of the site that stand in its header.
    base_url : str
        Where the site will stand, with a slash at its end; empty if that is not known.
    watermark : Text or None
        Of a preview.
    stamp : str
        Names this edition of styles and scripts, so that no browser shows an old one.
    """

    info: SiteInfo
    menu: tuple[tuple[Text, addresses.Address], ...]
    base_url: str
    watermark: Text | None


@lru_cache(maxsize=4)
def environment(language: Language) -> Environment:
    """Return the templates' environment in a language: everything is escaped, nothing undefined passes."""
    made = Environment(
        loader=PackageLoader("parindex.site"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=harmless,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= {
        "t": lambda vi, en: vi if language == "vi" else en,
        "language": language,
        "other": next(each for each in LANGUAGES if each != language),
        "statuses": STATUS_NAMES,
        "status_words": STATUS_WORDS,
        "address_of": lambda kind: addresses.site_page(kind).to(language),
        "home": HOME.to(language),
        "assets": ASSETS,
    }
    made.filters |= {
        "text": lambda text: text.to(language),
        "number": lambda value, decimals=None: number(value, language, decimals),
        "signed": lambda value, decimals=2: signed(value, language, decimals),
        "percent": lambda value, decimals=1: percent(value, language, decimals),
        "width": width,
    }
    return made


def render(page: Page, setting: Setting, picture: Callable[[Any], str]) -> str:
    """Return the HTML of a page.

    Parameters
    ----------
    page : Page
    setting : Setting
    picture : callable
        Gives the SVG of a chart of the page.
    """
    here = page.address.to(page.language)
    template = environment(page.language).get_template(f"{page.kind}.html")
    return template.render(
        page=page,
        content=page.content,
        setting=setting,
        here=here,
        href=lambda target: addresses.relative(target, here),
        picture=lambda chart: Markup(picture(chart)),  # noqa: S704 — made by the library, its texts escaped
    )


def harmless(value: object) -> object:
    """Return what goes into a page without signs that nobody sees; markup passes as it is."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return UNSEEN.sub("", value)
    return value


def number(value: Number | None, language: Language, decimals: int | None = None) -> str:
    """Return a number as people write it; a dash where it is not known."""
    return "–" if value is None else shown(value, language, decimals).replace("-", MINUS)


def signed(value: Number | None, language: Language, decimals: int = 2) -> str:
    """Return a change with its sign; none where it is shown as zero."""
    text = number(value, language, decimals)
    return f"+{text}" if value is not None and value > 0 and text.strip("0,.") else text


def percent(value: Number | None, language: Language, decimals: int = 1) -> str:
    """Return a percentage; in Vietnamese a space that does not break stands before the sign."""
    text = number(value, language, decimals)
    return text if value is None else f"{text}\N{NO-BREAK SPACE}%" if language == "vi" else f"{text}%"


def width(value: Number) -> str:
    """Return a share of 100 as the width of a bar."""
    return f"{min(max(float(value), 0.0), 100.0):.2f}"
