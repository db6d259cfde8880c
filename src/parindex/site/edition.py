"""`Edition`: everything that one publication of the site shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import get_args

from parindex.rounds.model import DataStatus
from parindex.site.info import SiteInfo
from parindex.site.series import Programme
from parindex.survey.publication import Publication
from parindex.survey.series import Series


@dataclass(frozen=True, eq=False)
class Edition:
    """What is published together.

    Attributes
    ----------
    info : SiteInfo
    programmes : tuple of Programme
    satisfaction : tuple of Series
        Published results of satisfaction surveys over the years.
    surveys : tuple of Publication
        Results of surveys as far as they may be shown.
    dated : date
        Day of publication; the accessibility statement carries it.
    base_url : str
        Where the site will stand, with a slash at its end; empty if that is not known.
    is_preview : bool
        Whether it is for the owner's eyes before the day.
    has_audio : bool
        Whether summaries are read aloud in files that come with the site.
    reports : Mapping of str to Path
        Files that ``parindex report`` wrote, by round and name: ``vn-provinces-2019/unit-lang-son-vi.pdf``.
    """

    info: SiteInfo
    programmes: tuple[Programme, ...]
    satisfaction: tuple[Series, ...]
    dated: date
    surveys: tuple[Publication, ...] = ()
    base_url: str = ""
    is_preview: bool = False
    has_audio: bool = False
    reports: Mapping[str, Path] = field(default_factory=dict)

    @property
    def statuses(self) -> tuple[DataStatus, ...]:
        """What kinds of data there are, official ones first."""
        found = {
            *(round_.status for programme in self.programmes for round_ in programme.rounds),
            *(series.info.data_status for series in self.satisfaction),
            *(report.survey.data_status for report in self.surveys),
        }
        return tuple(status for status in get_args(DataStatus) if status in found)

    @property
    def has_satisfaction(self) -> bool:
        """Whether anything of satisfaction is published: a series or a survey."""
        return bool(self.satisfaction or self.surveys)
