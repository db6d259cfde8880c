"""From snapshots to the files of a site: verify, plan, render on every core, write whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import chain
from multiprocessing import forkserver, get_all_start_methods, get_context
from pathlib import Path

from parindex.files import json_bytes, sha256
from parindex.language import Text
from parindex.problems import Findings, each_of
from parindex.reporting.charts import Chart, to_csv
from parindex.site.assets import asset_files
from parindex.site.cache import Cache, Pictures
from parindex.site.edition import Edition
from parindex.site.info import SiteInfo
from parindex.site.ingredients import of_code
from parindex.site.menu import menu
from parindex.site.page import Page
from parindex.site.papers import read_reports
from parindex.site.plan import Job, plan
from parindex.site.releases import Sealed, number_releases, open_snapshot
from parindex.site.rendering import Setting, render
from parindex.site.search import index_files
from parindex.site.series import programmes
from parindex.site.setting_apart import set_apart
from parindex.survey.publication import Publication
from parindex.survey.series import Series

MARK = "parindex-site.json"
"""Stands at the root of a site, so that nothing else is ever replaced by one."""

PREVIEW = Text(vi="Bản xem trước – chưa công bố", en="Preview – not announced")
CHUNK = 8
"""Jobs that a process takes at once."""

FEW = 100
"""Up to so many jobs are done here: to start other processes takes longer."""

START = "forkserver" if "forkserver" in get_all_start_methods() else "spawn"
"""How other processes start: not forked from this one, for what draws charts would not survive that."""

Progress = Callable[[int, int], None]
"""Told how many jobs are done, of how many: pages, and sets of files."""


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
    _refuse_other(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    staged = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}."))
    try:
        pages = _write_pages(edition, staged, Cache(cache), processes, progress)
        _write_all(staged, whole_files(edition))
        staged.chmod(0o755)
        _take_place(staged, folder)
    finally:
        shutil.rmtree(staged, ignore_errors=True)
    return pages


def whole_files(edition: Edition) -> dict[str, bytes]:
    """Return the files that belong to no page: assets, the search index, what machines look for."""
    return {
        **asset_files(),
        **index_files(edition),
        "robots.txt": _robots(edition),
        MARK: json_bytes({"format": "parindex-built-site/1", "preview": edition.is_preview}),
    }


def _robots(edition: Edition) -> bytes:
    return b"User-agent: *\nDisallow: /\n" if edition.is_preview else b"User-agent: *\nDisallow:\n"


def page_files(page: Page, setting: Setting, cache: Cache) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a page: itself, each of its charts as a picture and as data, what it shows from beside it."""
    watermark = setting.watermark.to(page.language) if setting.watermark else ""
    charts: dict[str, tuple[Chart, Pictures]] = {}
    apart: dict[str, str] = {}

    def picture(chart: Chart, is_kept: bool = True, is_apart: bool = False) -> str:
        pictures = cache.pictures(chart, watermark)
        if is_kept:
            charts[chart.code] = chart, pictures
        if not is_apart:
            return pictures.inline
        file = f"{chart.code}-drawing.svg"
        shown, apart[file] = set_apart(pictures.inline, file)
        return shown

    html = render(page, setting, picture)
    folder = page.address.to(page.language)
    yield folder + page.file, html.encode("utf-8")
    for name, path in page.reports.items():
        yield folder + name, path.read_bytes()
    for code, (chart, pictures) in charts.items():
        yield f"{folder}{code}.svg", pictures.alone.encode("utf-8")
        yield f"{folder}{code}.csv", to_csv(chart)
    for name, svg in apart.items():
        yield folder + name, svg.encode("utf-8")


Todo = tuple[int, str]
"""The number of a job, and the key to keep what it makes under."""


@dataclass(frozen=True)
class _Work:
    """What a process needs to make any page of an edition."""

    jobs: tuple[Job, ...]
    setting: Setting
    cache: Cache
    folder: Path

    def make(self, todo: Todo) -> int:
        """Do a job and return how many pages that gave: one or none."""
        number, key = todo
        made = self.jobs[number].make()
        files = dict(page_files(made, self.setting, self.cache)) if isinstance(made, Page) else made
        self.cache.keep(key, files)
        return _write_all(self.folder, files)

    def take(self, todo: Todo) -> int:
        """Write what was kept, or make what turns out to be damaged; return how many pages that gave."""
        files = self.cache.files(todo[1])
        return self.make(todo) if files is None else _write_all(self.folder, files)

    def sorted_out(self) -> tuple[list[Todo], list[Todo]]:
        """Return the jobs whose files were kept, and those that are to be done."""
        if self.cache.folder is None:
            return [], [(number, "") for number in range(len(self.jobs))]
        shared = repr((of_code(), self.setting))
        kept: list[Todo] = []
        left: list[Todo] = []
        for number, job in enumerate(self.jobs):
            key = sha256(f"{shared} {job.made_of()!r}".encode()) if job.made_of else ""
            (kept if self.cache.has(key) else left).append((number, key))
        return kept, left


_work: _Work | None = None
"""Of a process that makes pages: set once, when it starts."""


def _begin(edition: Edition, cache: Cache, folder: Path) -> None:  # pragma: no cover (in another process)
    global _work
    _work = _Work(plan(edition), settle(edition), cache, folder)


def _make(todo: Todo) -> int:  # pragma: no cover (in another process)
    assert _work is not None  # noqa: S101 — `_begin` ran first
    return _work.make(todo)


def settle(edition: Edition) -> Setting:
    """Return what all pages of an edition share."""
    watermark = PREVIEW if edition.is_preview else None
    return Setting(edition.info, menu(edition), edition.base_url, watermark)


def _write_pages(
    edition: Edition, folder: Path, cache: Cache, processes: int | None, progress: Progress
) -> int:
    """Do all jobs and return how many pages there are."""
    work = _Work(plan(edition), settle(edition), cache, folder)
    kept, left = work.sorted_out()
    jobs, pages = len(work.jobs), 0
    progress(0, jobs)
    with _makers(work, edition, processes or (1 if len(left) <= FEW else os.cpu_count() or 1)) as make:
        under_way = make(left)  # others are at work while this process writes what was kept
        for done, made in enumerate(chain(map(work.take, kept), under_way), start=1):
            pages += made
            progress(done, jobs)
    cache.forget()
    return pages


def get_ready() -> None:
    """Begin to load what pages are made with, in a process that others are then forked from.

    It takes seconds of another core, so call it before an edition is read. Where there is no fork (Windows), nothing
    happens.
    """
    if START == "forkserver":
        forkserver.set_forkserver_preload(["parindex.site.ready"])
        forkserver.ensure_running()


Makers = Callable[[Sequence[Todo]], Iterable[int]]
"""Does jobs, and tells of each how many pages it gave."""


@contextmanager
def _makers(work: _Work, edition: Edition, processes: int) -> Iterator[Makers]:
    """Give what does the work: this process, or as many others as are told."""
    if processes == 1:
        yield partial(map, work.make)
        return
    get_ready()
    with ProcessPoolExecutor(
        processes,
        mp_context=get_context(START),
        initializer=_begin,
        initargs=(edition, work.cache, work.folder),
    ) as pool:
        yield partial(pool.map, _make, chunksize=CHUNK)


def _write_all(folder: Path, files: Mapping[str, bytes]) -> int:
    """Write files and return how many of them are pages."""
    for path, content in files.items():
        _write(folder, path, content)
    return sum(path.endswith(".html") for path in files)


def _write(folder: Path, path: str, content: bytes) -> None:
    target = folder.joinpath(*path.split("/"))
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)


def _refuse_other(folder: Path) -> None:
    if not folder.exists() or (folder.is_dir() and (not any(folder.iterdir()) or (folder / MARK).is_file())):
        return
    findings = Findings(str(folder))
    findings.add(
        "not-a-site",
        "Ở đây có nội dung khác, không phải trang do parindex dựng; hãy chọn thư mục khác.",
        "There is something else here, not a site made by parindex; choose another folder.",
    )
    findings.raise_if_any()


def _take_place(staged: Path, folder: Path) -> None:
    """Put a finished folder where the old one is; the old one goes last, and comes back if that fails."""
    if not folder.exists():
        staged.replace(folder)
        return
    old = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}.old."))
    try:
        folder.replace(old)
        staged.replace(folder)
    except BaseException:
        if folder.exists():
            old.rmdir()
        else:
            old.replace(folder)
        raise
    shutil.rmtree(old)
