"""Where the one pass over the microdata runs."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

import duckdb

from parindex.survey.totals.plan import Plan, Sums, Weights
from parindex.survey.totals.query import Columns, Query

MICRODATA = "microdata"
"""Name of the table that queries read from."""


class Engine(Protocol):
    """Sums microdata; all engines give the same sums, to the last bit."""

    def weights(self, files: Sequence[Path], column: str) -> Weights:
        """Return what must be known of weights before they are summed."""

    def sums(self, files: Sequence[Path], plan: Plan) -> Mapping[str, Sums]:
        """Return the sums of every grouping by its code."""


class SqlEngine(ABC):
    """An engine that is asked in SQL."""

    @abstractmethod
    def open(self, files: Sequence[Path]) -> None:
        """Make the files the table `MICRODATA`."""

    @abstractmethod
    def quoted(self, column: str) -> str:
        """Return the name of a column as the engine's SQL wants it."""

    @abstractmethod
    def run(self, sql: str) -> Columns:
        """Return the columns of an answer."""

    def weights(self, files: Sequence[Path], column: str) -> Weights:
        """Return what must be known of weights before they are summed."""
        self.open(files)
        weight = self.quoted(column)
        found = self.run(
            f"SELECT COUNT(*) AS people, COUNT({weight}) AS given, MIN({weight}) AS least, MAX({weight}) AS largest"
            f" FROM {MICRODATA}"
        )
        people, given = int(found["people"][0]), int(found["given"][0])
        least, largest = (float(found[name][0]) if given else math.nan for name in ("least", "largest"))
        return Weights(people, given, least, largest)

    def sums(self, files: Sequence[Path], plan: Plan) -> Mapping[str, Sums]:
        """Return the sums of every grouping by its code."""
        self.open(files)
        query = Query(plan, MICRODATA, self.quoted)
        return query.sums(self.run(query.sql()))


class DuckDB(SqlEngine):
    """DuckDB in this process: out of core, with bounded memory.

    Parameters
    ----------
    threads : int, optional
        All cores by default.
    memory : str
        Most that DuckDB may use before it writes to disk.
    """

    def __init__(self, threads: int | None = None, memory: str = "400MB") -> None:
        settings: dict[str, Any] = {"memory_limit": memory, "preserve_insertion_order": False}
        if threads is not None:
            settings["threads"] = threads
        self._connection = duckdb.connect(config=settings)

    def open(self, files: Sequence[Path]) -> None:
        """Make the files the table `MICRODATA`: Parquet, or CSV with a header.

        CSV is looked at to its end before a column counts as numbers: a code "01" may stand in the last row.
        """
        listed = ", ".join("'" + str(path).replace("'", "''") + "'" for path in files)
        read = f"read_parquet([{listed}])"
        if are_csv(files):
            read = f"read_csv([{listed}], sample_size = -1, files_to_sniff = -1)"
        self._connection.execute(f"CREATE OR REPLACE VIEW {MICRODATA} AS SELECT * FROM {read}")

    def quoted(self, column: str) -> str:
        """Return the name of a column in double quotes."""
        return f'"{column}"'

    def run(self, sql: str) -> Columns:
        """Return the columns of an answer."""
        columns: Columns = self._connection.execute(sql).fetchnumpy()
        return columns


def are_csv(files: Sequence[Path]) -> bool:
    """Whether microdata are CSV files; else they are Parquet."""
    return {path.suffix.lower() for path in files} == {".csv"}
