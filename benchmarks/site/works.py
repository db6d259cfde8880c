"""The site is built from every round that ships; what one work leaves in the scratch folder the next finds there."""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
import sys
from pathlib import Path
from time import perf_counter

import numpy as np

from benchmarks.site.browser import visit
from benchmarks.synthetic import make_round
from benchmarks.works import ROUND, Done, parindex
from parindex.files import read_folder
from parindex.results import seal, write_snapshot
from parindex.scoring import rank, score

ROUNDS = ROUND.parent
DAY = "2026-01-01"
CHANGED = ("lang-son", "3.2.2", "self", "on_time")


def sealed(scratch: Path) -> Done:
    """Seal every round that ships and make the survey, where that was not done yet."""
    folder = scratch / "snapshots"
    if not folder.exists():
        for source in sorted(ROUNDS.iterdir()):
            _run(parindex(), "compute", source, "--out", folder / source.name)
        _run(parindex(), "survey", "synthetic", scratch / "survey")
    return Done(0.0)


def cold(scratch: Path) -> Done:
    """Build the site without a cache."""
    shutil.rmtree(scratch / "cache", ignore_errors=True)
    seconds = _published(scratch, "site")
    styles = (scratch / "site" / "assets" / "style.css").stat().st_size
    heaviest = max(path.stat().st_size for path in (scratch / "site").rglob("*.html"))
    assert heaviest + styles <= 150_000, "a page is heavier than a slow line carries at once"
    return Done(seconds, _size(scratch / "site"))


def kept(scratch: Path) -> Done:
    """Build it again with what the first build left."""
    _first(scratch)
    return Done(_published(scratch, "site-kept"))


def changed(scratch: Path) -> Done:
    """Build it with one figure of one unit changed."""
    _first(scratch)
    snapshots = scratch / "changed"
    if not snapshots.exists():
        shutil.copytree(scratch / "snapshots", snapshots)
        shutil.rmtree(snapshots / ROUND.name)
        inputs = scratch / "changed-round" / ROUND.name
        shutil.copytree(ROUND, inputs)
        _take_one(inputs / "measurements.csv")
        _run(parindex(), "compute", inputs, "--out", snapshots / ROUND.name)
        assert _ranks(snapshots) == _ranks(scratch / "snapshots")
    return Done(_published(scratch, "site-changed", snapshots))


def one_core(scratch: Path) -> Done:
    """Build it without a cache on one core; measured once for all that stand beside it."""
    known = scratch / "one-core.txt"
    if not known.exists():
        shutil.rmtree(scratch / "no-cache", ignore_errors=True)
        seconds = _published(scratch, "site-one", cache="no-cache", before=("taskset", "-c", "0"))
        known.write_text(str(seconds), encoding="ascii")
    return Done(float(known.read_text(encoding="ascii")), _size(scratch / "site-one"))


def written_again(scratch: Path) -> Done:
    """Write the files of the site once more."""
    files = read_folder(scratch / "site")
    start = perf_counter()
    for name, content in files.items():
        target = scratch / "again" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    os.sync()
    return Done(perf_counter() - start)


def of_units(units: int, scratch: Path) -> Done:
    """Build the site of one made-up round."""
    folder = scratch / f"units-{units}"
    write_snapshot(seal(rank(score(make_round(units)))), folder / "snapshot")
    start = perf_counter()
    _run(parindex(), "publish", folder / "snapshot", "--out", folder / "site", "--date", DAY)
    return Done(perf_counter() - start)


def of_units_scaled(units: int, times: int, scratch: Path) -> Done:
    """The same with fewer units, its time multiplied."""
    return Done(times * of_units(units, scratch).seconds)


def painted(scratch: Path) -> Done:
    """Visit the ranking of the training round."""
    _first(scratch)
    return _visited(scratch / "site", "tap-huan-cap-tinh/2025/")


def painted_bare(scratch: Path) -> Done:
    """Visit a page with nothing but a heading."""
    folder = scratch / "bare"
    folder.mkdir()
    (folder / "index.html").write_text("<!doctype html><title>1</title><h1>Xếp hạng</h1>", encoding="utf-8")
    return _visited(folder, "")


def _visited(folder: Path, path: str) -> Done:
    visits = [visit(folder, path) for _ in range(5)]
    assert max(shift for _, shift in visits) < 0.1, "what is on the page shifts"
    return Done(float(np.median([paint for paint, _ in visits])))


def _first(scratch: Path) -> None:
    if not (scratch / "site").exists():
        cold(scratch)


def _published(
    scratch: Path,
    site: str,
    snapshots: Path | None = None,
    *,
    cache: str = "cache",
    before: tuple[str, ...] = (),
) -> float:
    shutil.rmtree(scratch / site, ignore_errors=True)
    sources = sorted((snapshots or scratch / "snapshots").iterdir())
    options = (
        "--survey",
        scratch / "survey",
        "--series",
        "vn-sipas",
        "--date",
        DAY,
        "--cache",
        scratch / cache,
    )
    start = perf_counter()
    _run(*before, parindex(), "publish", *sources, "--out", scratch / site, *options)
    return perf_counter() - start


def _run(*command: object) -> None:
    subprocess.run(list(map(str, command)), check=True, stdout=sys.stderr)


def _size(folder: Path) -> dict[str, np.ndarray]:
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return {"files": np.array([len(sizes), sum(sizes)])}


def _take_one(table: Path) -> None:
    """Take one from a figure of one unit."""
    head, *rows = csv.reader(io.StringIO(table.read_text(encoding="utf-8")))
    value = head.index("value")
    for row in rows:
        if tuple(row[:4]) == CHANGED:
            row[value] = str(int(row[value]) - 1)
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator="\n").writerows([head, *rows])
    table.write_text(stream.getvalue(), encoding="utf-8")


def _ranks(snapshots: Path) -> list[tuple[str, str]]:
    text = (snapshots / ROUND.name / "results" / "units.csv").read_text(encoding="utf-8")
    return [(row["code"], row["rank"]) for row in csv.DictReader(io.StringIO(text))]
