"""From a page to HTML: the templates' environment, links, numbers, and texts that cannot do harm."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from jinja2.utils import urlize
from markupsafe import Markup, escape

from parindex.language import LANGUAGES, Language, Text, seen
from parindex.reporting.charts import Chart
from parindex.reporting.facts.marks import PROVISIONAL
from parindex.reporting.numbers import count, number, percent, signed
from parindex.reporting.speech.normalise import spoken
from parindex.site import addresses
from parindex.site.addresses import ASSETS, AUDIO, FEED, HOME, TRACK
from parindex.site.info import SiteInfo
from parindex.site.page import NOT_FOUND, STATUS_NAMES, STATUS_WORDS, TRAINING_MARK, Page
from parindex.site.sharing import card_of

INDENTED = re.compile(r"\n\s+")
"""Where lines are indented and empty lines stand: a tenth of a page that nobody sees."""

BEFORE_CELLS = re.compile(r"\n\s*(?=</?t[dhr]\b)")
"""Ends of lines before cells and rows of tables, which mean nothing in HTML."""

NO_LINK = re.compile(r"://\S*(?:\.\.\.|…)|://\d+(?:\.\d+){3}(?![\w.-])")
"""An address shortened with dots, or of a host known by its number alone."""

PROSE = re.compile(r"<(h2|h3|p|li|dt|dd)((?: (?!data-speak)[^ >]+)*)>(.*?)</\1>", re.DOTALL)
"""A text that is read aloud as a whole, where pages are told in prose: none of them within another."""

Number = Fraction | int


@dataclass(frozen=True)
class Setting:
    """What all pages of a site share.

    Attributes
    ----------
    info : SiteInfo
    menu, foot : tuple of (Text, Address)
        What its header and its footer lead to.
    base_url : str
        Where the site will stand, with a slash at its end; empty if that is not known.
    watermark : Text or None
        Of a preview.
    """

    info: SiteInfo
    menu: tuple[tuple[Text, addresses.Address], ...]
    foot: tuple[tuple[Text, addresses.Address], ...]
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
        "t": _choosing(language),
        "language": language,
        "other": next(each for each in LANGUAGES if each != language),
        "statuses": STATUS_NAMES,
        "status_words": STATUS_WORDS,
        "provisional": PROVISIONAL,
        "training_mark": TRAINING_MARK,
        "address_of": lambda kind: addresses.site_page(kind).to(language),
        "home": HOME.to(language),
        "feed": FEED.to(language),
        "audio": AUDIO.to(language),
        "track": TRACK.to(language),
        "assets": ASSETS,
        "card": card_of(language),
        "embedding": embedding,
    }
    made.filters |= _filters(language)
    return made


def compile_templates() -> int:
    """Compile the templates of all languages and return how many were not yet; processes forked from here need not."""
    before = sum(len(environment(language).cache or ()) for language in LANGUAGES)
    for language in LANGUAGES:
        templates = environment(language)
        for name in templates.list_templates():
            templates.get_template(name)
    return sum(len(environment(language).cache or ()) for language in LANGUAGES) - before


def _choosing(language: Language) -> Callable[[str, str], str]:
    """Return what picks the words of a language; both stand side by side in a template."""

    def choose(vi: str, en: str) -> str:
        return vi if language == "vi" else en

    return choose


def _filters(language: Language) -> dict[str, Callable[..., str]]:
    def text(words: Text) -> str:
        return words.to(language)

    def as_number(value: Number | None, decimals: int | None = None) -> str:
        return number(value, language, decimals)

    def as_printed(value: Decimal) -> str:
        """Write a number with as many decimals as it was rounded to: 81.00 in a column of 89.80."""
        return number(value, language, max(0, -int(value.as_tuple().exponent)))

    def as_change(value: Number | None, decimals: int = 2) -> str:
        return signed(value, language, decimals)

    def as_percent(value: Number | None, decimals: int = 1) -> str:
        return percent(value, language, decimals)

    def as_count(value: float | None) -> str:
        return count(value, language)

    def as_spoken(written: str) -> str:
        """Put a text into words; of markup only its text is heard, and dots between its parts are pauses."""
        text = written.striptags() if isinstance(written, Markup) else written
        return spoken(text.replace(" · ", ", "), language)

    def read(prose: Markup) -> Markup:
        """Mark every heading, paragraph and item of a list that is not yet marked as read aloud."""
        return Markup(PROSE.sub(lambda found: _read(found, as_spoken(Markup(found[3]))), prose))  # noqa: S704 — its own tags

    return {
        "text": text,
        "read": read,
        "number": as_number,
        "as_printed": as_printed,
        "count": as_count,
        "signed": as_change,
        "percent": as_percent,
        "spoken": as_spoken,
        "width": width,
        "linked": linked,
    }


def _read(found: re.Match[str], said: str) -> str:
    tag, about, text = found.groups()
    return f'<{tag}{about} data-speak="page" data-spoken="{escape(said)}">{text}</{tag}>'


def render(page: Page, setting: Setting, picture: Callable[[Any], str]) -> str:
    """Return the HTML of a page.

    Parameters
    ----------
    page : Page
    setting : Setting
    picture : callable
        Gives the SVG of a chart of the page; unless told otherwise the chart is kept as files beside the page, and what
        is drawn stands on it.
    """
    here = page.address.to(page.language)
    template = environment(page.language).get_template(f"{page.kind}.html")
    html = template.render(
        page=page,
        content=page.content,
        setting=setting,
        here=here,
        href=_links(page, setting),
        picture=lambda *chart: Markup(picture(*chart)),  # noqa: S704 — made by the library, its texts escaped
        keep=lambda chart: (picture(chart), f"{chart.code}.svg")[1],
    )
    return INDENTED.sub("\n", BEFORE_CELLS.sub("", html))


def _links(page: Page, setting: Setting) -> Callable[[str], str]:
    """Return what makes links from a page: relative ones, so that the site can stand anywhere.

    What a server shows where there is nothing stands at any address; its links start from the root.
    """
    if page.file == NOT_FOUND:
        root = urlsplit(setting.base_url).path or "/"
        return lambda target: root + target
    here = page.address.to(page.language)
    return lambda target: addresses.relative(target, here)


def embedding(page: str, chart: Chart, site: str) -> str:
    """Return the HTML by which another page shows a chart of the page at an address, whole at any width, with a link."""
    return (
        f'<figure><img src="{escape(page + chart.code)}.svg" alt="{escape(chart.title)}" style="max-width: 100%; height: auto" '
        f'loading="lazy"><figcaption><a href="{escape(page)}">{escape(site)}</a></figcaption></figure>'
    )


def harmless(value: object) -> object:
    """Return what goes into a page without signs that nobody sees; markup passes as it is."""
    return seen(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def linked(text: str) -> Markup:
    """Return a text with the web addresses in it as links that say they lead away; nothing is fetched from there.

    An address that was shortened leads nowhere, one without a name says not to whom: these stay text.
    """
    shown = str(harmless(text))
    return Markup(escape(shown) if NO_LINK.search(shown) else urlize(shown, rel="external noopener"))  # noqa: S704 — escaped


def width(value: Number) -> str:
    """Return a share of 100 as the width of a bar."""
    return f"{min(max(float(value), 0.0), 100.0):.2f}"
