"""Every page and file of an edition: what is kept is taken, the rest made on every core."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path

from parindex import parallel
from parindex.files import sha256
from parindex.language import Text
from parindex.reporting.charts import Chart, to_csv
from parindex.site.cache import Cache, Pictures
from parindex.site.edition import Edition
from parindex.site.ingredients import of_code
from parindex.site.menu import FOOT, menu
from parindex.site.page import Page
from parindex.site.plan import Job, plan
from parindex.site.rendering import Setting, render
from parindex.site.setting_apart import set_apart
from parindex.site.staging import write_files

PREVIEW = Text(vi="Bản xem trước – chưa công bố", en="Preview – not announced")
AT_ONCE = 8
"""Jobs that a process takes together."""

FEW = 100
"""Up to so many jobs are done here: to start other processes takes longer."""

Progress = Callable[[int, int], None]
"""Told how many jobs are done, of how many: pages, and sets of files."""


def make_pages(
    edition: Edition, folder: Path, cache: Cache, processes: int | None, progress: Progress
) -> int:
    """Do all jobs of an edition and return how many pages that gave; see `build.publish`."""
    work = Work.of(edition, cache, folder)
    kept, left = work.sorted_out()
    jobs, pages = len(work.jobs), 0
    progress(0, jobs)
    processes = processes or (1 if len(left) <= FEW else os.cpu_count() or 1)
    if processes > 1:
        get_ready()
    with parallel.workers(processes, partial(_maker, edition, cache, folder), AT_ONCE) as make:
        under_way = make(left)  # others are at work while this process writes what was kept
        for done, made in enumerate(chain(map(work.take, kept), under_way), start=1):
            pages += made
            progress(done, jobs)
    cache.forget()
    return pages


def get_ready() -> None:
    """Begin to load what pages are made with, in a process that others are then forked from.

    It takes seconds of another core, so call it before an edition is read.
    """
    parallel.get_ready("parindex.site.ready")


Todo = tuple[int, str]
"""The number of a job, and the key to keep what it makes under."""


@dataclass(frozen=True)
class Work:
    """The jobs of an edition, and what is needed to do them."""

    jobs: tuple[Job, ...]
    setting: Setting
    cache: Cache
    folder: Path

    @classmethod
    def of(cls, edition: Edition, cache: Cache, folder: Path) -> Work:
        """Return the work on an edition."""
        return cls(plan(edition), settle(edition), cache, folder)

    def make(self, todo: Todo) -> int:
        """Do a job and return how many pages that gave: one or none."""
        number, key = todo
        made = self.jobs[number].make()
        files = dict(page_files(made, self.setting, self.cache)) if isinstance(made, Page) else made
        self.cache.keep(key, files)
        return self._write(files)

    def take(self, todo: Todo) -> int:
        """Write what was kept, or make what turns out to be damaged; return how many pages that gave."""
        files = self.cache.files(todo[1])
        return self.make(todo) if files is None else self._write(files)

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

    def _write(self, files: Mapping[str, bytes]) -> int:
        write_files(self.folder, files)
        return sum(path.endswith(".html") for path in files)


def _maker(edition: Edition, cache: Cache, folder: Path) -> Callable[[Todo], int]:
    """Return what does a job in a process of its own; jobs have the same numbers in each."""
    return Work.of(edition, cache, folder).make


def settle(edition: Edition) -> Setting:
    """Return what all pages of an edition share."""
    watermark = PREVIEW if edition.is_preview else None
    return Setting(edition.info, menu(edition), FOOT, edition.base_url, watermark)


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
