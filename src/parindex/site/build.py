"""From snapshots to the files of a site: verify, number, make every page and file, put them in place."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from parindex.files import json_bytes
from parindex.problems import each_of
from parindex.site.assets import asset_files
from parindex.site.cache import Cache
from parindex.site.edition import Edition
from parindex.site.info import SiteInfo
from parindex.site.making import Progress, make_pages
from parindex.site.papers import read_reports
from parindex.site.releases import Sealed, number_releases, open_snapshot
from parindex.site.search import index_files
from parindex.site.series import programmes
from parindex.site.sharing import sharing_files
from parindex.site.staging import MARK, staged, write_files
from parindex.survey.publication import Publication
from parindex.survey.series import Series


def open_snapshots(folders: Sequence[Path]) -> list[Sealed]:
    """Verify snapshots and return them.

    Raises
    ------
    Invalid
        With the problems of every snapshot that fails: none of them is published.
    """
    return each_of(folders, open_snapshot)


def edition_of(
    info: SiteInfo,
    snapshots: Sequence[Sealed],
    satisfaction: Sequence[Series],
    dated: date,
    surveys: Sequence[Publication] = (),
    base_url: str = "",
    is_preview: bool = False,
    has_audio: bool = False,
    reports: Path | None = None,
) -> Edition:
    """Return everything that one publication shows, releases numbered and rounds in order.

    Raises
    ------
    Invalid
        The snapshots do not go together, or there are no reports in the folder of reports.
    """
    return Edition(
        info=info,
        programmes=programmes(info, number_releases(snapshots)),
        satisfaction=tuple(satisfaction),
        dated=dated,
        surveys=tuple(surveys),
        base_url=base_url,
        is_preview=is_preview,
        has_audio=has_audio,
        reports={} if reports is None else read_reports(reports),
    )


def publish(
    edition: Edition,
    folder: Path,
    cache: Path | None = None,
    processes: int | None = None,
    progress: Progress = lambda done, jobs: None,
) -> int:
    """Write the site of an edition into a folder: all of it, or nothing.

    A site that stands there is replaced in one step; anything else is left alone.

    Parameters
    ----------
    edition : Edition
    folder : Path
        A new or empty folder, or one with a site.
    cache : Path, optional
        A folder in which pages, pictures, data and audio are kept from one publication to the next.
    processes : int, optional
        How many work at once; by default as many as there are cores, one for a small site.
    progress : callable
        Told how far the work is.

    Returns
    -------
    int
        How many pages were written.

    Raises
    ------
    Invalid
        There is something in the folder that is no site.
    """
    with staged(folder) as beside:
        pages = make_pages(edition, beside, Cache(cache), processes, progress)
        write_files(beside, whole_files(edition))
    return pages


def whole_files(edition: Edition) -> dict[str, bytes]:
    """Return the files that belong to no page: assets, the search index, what machines look for."""
    return {
        **asset_files(),
        **index_files(edition),
        **(sharing_files(edition.info) if edition.base_url else {}),
        "robots.txt": _robots(edition),
        MARK: json_bytes({"format": "parindex-built-site/1", "preview": edition.is_preview}),
    }


def _robots(edition: Edition) -> bytes:
    return b"User-agent: *\nDisallow: /\n" if edition.is_preview else b"User-agent: *\nDisallow:\n"
