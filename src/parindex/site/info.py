"""What a site calls itself and its programmes: ``site.yaml``, data that the owner writes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import ConfigDict, Field, StringConstraints, model_validator

from parindex.documents import Unfit, parse_model, read_document
from parindex.framework.model import FrameworkCode
from parindex.framework.rules import Strict
from parindex.language import LANGUAGES, Sentence, Text
from parindex.programme import Programmes
from parindex.reporting.opendata.metadata import CC_BY, Licence
from parindex.shipped import site
from parindex.site.addresses import TAKEN

SHIPPED = site()


class Announced(Strict):
    """The day on which a release was announced."""

    round: FrameworkCode
    number: Annotated[str, StringConstraints(pattern=r"^[0-9]{4}\.1(\.[1-9][0-9]*)?$")]
    day: date


class SiteInfo(Programmes):
    """What ``site.yaml`` says."""

    model_config = ConfigDict(extra="forbid")

    title: Text
    lead: Text
    publisher: Text
    """Who publishes this site."""
    notice: Text | None = None
    """What a reader must know of the whole site; stands at the foot of every page."""
    contact: Sentence | None = None
    """An address for questions and for barriers that people meet."""
    place: Text | None = None
    """Where the units are, for search engines."""
    licence: Licence = CC_BY
    """Under what terms the data may be used again."""
    announced: tuple[Announced, ...] = ()
    """Days of releases; the feed has those of which one is told."""
    source_code: Annotated[Sentence, StringConstraints(pattern="^https?://")] | None = None
    """Where the source of the software is to be had, with which others recompute the results."""
    known_as: Mapping[str, tuple[Sentence, ...]] = Field(default={})
    """By the code of a unit what people also type when they look for it."""

    @model_validator(mode="after")
    def _slugs_differ(self) -> SiteInfo:
        """Refuse two programmes at one address, or one at the address of a page of the site."""
        for language in LANGUAGES:
            slugs = [getattr(programme.slug, language) for programme in self.programmes]
            twice = {slug for slug in slugs if slugs.count(slug) > 1 or slug in TAKEN}
            if twice:
                named = ", ".join(sorted(twice))
                raise Unfit(
                    f"Địa chỉ {named} đã có trang khác dùng; đặt slug khác.",
                    f"The address {named} is taken by another page; choose another slug.",
                )
        return self

    def announced_on(self, round_: str, number: str) -> date | None:
        """Return the day of a release; None where none is told."""
        days = (each.day for each in self.announced if (each.round, each.number) == (round_, number))
        return next(days, None)

    def short_forms(self, unit: str) -> str:
        """Return what else a unit is called, in one line; after a merger (``hue@2025``) as before it."""
        return " ".join(self.known_as.get(unit) or self.known_as.get(unit.partition("@")[0], ()))


def info_of(path: Path | None = None) -> SiteInfo:
    """Return what a ``site.yaml`` says, by default the one that ships; raise `Invalid` with every problem found."""
    return parse_model(SiteInfo, read_document(path or SHIPPED))
