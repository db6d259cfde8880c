"""The one pass over the microdata on many machines, with Apache Spark."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from pyspark.sql import SparkSession

from parindex.survey.totals.engines import MICRODATA, SqlEngine
from parindex.survey.totals.query import Columns


class Spark(SqlEngine):
    """Apache Spark, for microdata that outgrow one machine; needs the extra ``parindex[spark]`` and Java.

    Parameters
    ----------
    master : str
        Address of the cluster (``spark://host:7077``), or ``local[*]``.
    """

    def __init__(self, master: str) -> None:
        self._session = SparkSession.builder.master(master).appName("parindex").getOrCreate()

    def open(self, files: Sequence[Path]) -> None:
        """Make the files the table `MICRODATA`; every worker must see them at the same path."""
        self._session.read.parquet(*map(str, files)).createOrReplaceTempView(MICRODATA)

    def quoted(self, column: str) -> str:
        """Return the name of a column in backticks."""
        return f"`{column}`"

    def run(self, sql: str) -> Columns:
        """Return the columns of an answer."""
        table = self._session.sql(sql).toArrow()
        return {name: np.asarray(table[name].to_numpy(zero_copy_only=False)) for name in table.column_names}
