"""Rows kept on disk: for files that are read once, from end to end, and whose rows are asked for several times."""

from __future__ import annotations

import shutil
import tempfile
import weakref
from collections.abc import Iterable, Iterator
from pathlib import Path

import polars as pl

from parindex.survey.responses.content import Rows


def own_folder(owner: object) -> Path:
    """Return a new temporary folder that only this user can look into, and that goes with its owner."""
    folder = tempfile.mkdtemp(prefix="parindex-responses-")
    weakref.finalize(owner, shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)


class Kept:
    """Tables of text, each in a file of its own; what one of them lacks is empty there."""

    def __init__(self, tables: Iterable[pl.DataFrame]) -> None:
        self._folder = own_folder(self)
        self._files: list[Path] = []
        self._schema: dict[str, type[pl.String]] = {}
        for table in tables:
            self._schema |= dict.fromkeys(table.columns, pl.String)
            self._files.append(self._folder / f"{len(self._files)}.arrow")
            table.write_ipc(self._files[-1], compression="lz4")

    @property
    def rows(self) -> Rows:
        """The rows, table by table, all with the columns of all."""
        return Rows(tuple(self._schema), self._read)

    def _read(self) -> Iterator[pl.DataFrame]:
        none = pl.DataFrame(schema=self._schema)
        for file in self._files:
            yield pl.concat([none, pl.read_ipc(file)], how="diagonal")
