"""What comes into the pages of a round: where none of it changed, a page that was kept is the page made anew."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from functools import cache
from importlib.metadata import distributions
from pathlib import Path

import numpy as np

import parindex
from parindex.files import sha256, sha256_of, sha256_of_code
from parindex.language import Language
from parindex.site.data import about, folder_of
from parindex.site.edition import Edition
from parindex.site.narration import has_narration, summary_of
from parindex.site.pages.framing import standing
from parindex.site.pages.history import moments
from parindex.site.papers import papers_of, reports_of
from parindex.site.releases import Release
from parindex.site.series import Programme, PublishedRound
from parindex.site.survey_data import Source, data_of

Ingredients = tuple[object, ...]
"""Values whose ``repr`` tells them apart."""


@cache
def of_code() -> str:
    """Return the digest of what makes pages: every file of the package, and the versions of all that is installed.

    Another version of any of it may make any page differently.
    """
    installed = sorted({f"{each.name} {each.version}" for each in distributions()})
    return sha256(repr((sha256_of_code(Path(parindex.__file__).parent), sys.version, installed)).encode())


def of_page(
    edition: Edition, programme: Programme, round_: PublishedRound, name: str, language: Language
) -> Ingredients:
    """Return what comes into a page of a round: of other rounds no more than that they are there."""
    papers = [_digests(files) for files in papers_of(edition, round_, language).values()]
    is_narrated = has_narration(edition, round_)
    return name, language, *_of_round(programme, round_), papers, is_narrated


def of_node(programme: Programme, round_: PublishedRound, code: str, language: Language) -> Ingredients:
    """Return what comes into the page of an area or criterion: of the results no more than those on it, and of how many."""
    scores = round_.current.results.scores
    leaves = list(round_.framework.leaves_under(code))
    cells = (scores.points, scores.state, scores.is_applicable, scores.maxima, scores.known_maximum)
    return (
        code,
        language,
        programme.info,
        round_.outline,
        standing(round_, language),
        round_.current.results.units_in_all,
        [result.unit.code for result in round_.told],
        [sha256(np.ascontiguousarray(values[..., leaves]).tobytes()) for values in cells],
        scores.earned(leaves).tolist(),
    )


def of_unit(
    edition: Edition, programme: Programme, round_: PublishedRound, code: str, language: Language
) -> Ingredients:
    """Return what comes into the page of a unit: also its results in other rounds, and the reports on it."""
    reports = _digests(reports_of(edition, round_, "unit", language, code))
    over_the_years = moments(programme, code, language)
    return code, language, *_of_round(programme, round_), reports, over_the_years


def of_data(edition: Edition, round_: PublishedRound, release: Release) -> Ingredients:
    """Return what comes into the open data of a release; its digest stands in what is known of it."""
    known, folder = about(edition, round_, release), folder_of(round_, release)
    return "data", known, folder, release.sealed.signed_by, release.breaks


def of_survey_data(edition: Edition, source: Source) -> Ingredients:
    """Return what comes into the open data of a survey or series: the digest of its tables stands in what is known of it."""
    data = data_of(edition, source)
    return "data", data.about, data.folder


def of_narration(round_: PublishedRound, language: Language) -> Ingredients:
    """Return what comes into the audio of a round."""
    return "narration", summary_of(round_, language), round_.address.to(language)


def _of_round(programme: Programme, round_: PublishedRound) -> Ingredients:
    return (
        [(each.number, each.sealed.digest, each.sealed.signed_by, each.breaks) for each in round_.releases],
        programme.info,
        programme.breaks,
        [each.outline for each in programme.rounds],
    )


def _digests(files: Mapping[str, Path]) -> list[tuple[str, str]]:
    return [(name, sha256_of(path)) for name, path in files.items()]
