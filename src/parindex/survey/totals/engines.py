"""Where the one pass over the microdata runs: by default DuckDB, on this machine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

import duckdb
from numpy.typing import NDArray

MICRODATA = "microdata"
"""Name of the table that queries read from."""

Columns = Mapping[str, NDArray[Any]]


class Engine(Protocol):
    """Runs SQL over files of microdata; the SQL is what DuckDB and Spark have in common."""

    def open(self, files: Sequence[Path]) -> None:
        """Make the files the table `MICRODATA`."""

    def quoted(self, column: str) -> str:
        """Return the name of a column as the engine's SQL wants it."""

    def run(self, sql: str) -> Columns:
        """Return the columns of an answer; what is null is masked, None or NaN."""


class DuckDB:
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
        """Make the files the table `MICRODATA`: Parquet, or CSV with a header."""
        kinds = {path.suffix.lower() for path in files}
        read = "read_csv" if kinds == {".csv"} else "read_parquet"
        listed = ", ".join("'" + str(path).replace("'", "''") + "'" for path in files)
        self._connection.execute(f"CREATE OR REPLACE VIEW {MICRODATA} AS SELECT * FROM {read}([{listed}])")

    def quoted(self, column: str) -> str:
        """Return the name of a column in double quotes."""
        return f'"{column}"'

    def run(self, sql: str) -> Columns:
        """Return the columns of an answer."""
        columns: Columns = self._connection.execute(sql).fetchnumpy()
        return columns
