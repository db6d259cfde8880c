"""Totals of a survey by Spark: run by ``test_spark.py`` in an environment that has PySpark.

Usage: ``python on_spark.py MASTER SURVEY_FOLDER OUT.parquet QUANTUM``
"""

import sys
from pathlib import Path

from parindex.survey.folder import open_survey
from parindex.survey.totals.scan import totals
from parindex.survey.totals.spark import Spark
from parindex.survey.totals.store import write_slabs

master, folder, out, quantum = sys.argv[1:]
opened = open_survey(Path(folder))
slabs = totals(
    opened.survey, opened.files, more=["score", "levels"], quantum=float(quantum), engine=Spark(master)
)
write_slabs(slabs, Path(out))
