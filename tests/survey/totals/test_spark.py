"""DuckDB here and Spark on two workers give the same totals, to the last bit."""

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from parindex.language import both
from parindex.survey import synthetic
from parindex.survey.folder import open_survey
from parindex.survey.totals.scan import totals
from parindex.survey.totals.store import read_slabs

ROOT = Path(__file__).resolve().parents[3]
SPARK = ROOT / ".venv-spark" / "bin"
"""Made by ``script/test --all``: PySpark cannot live beside the other tests' packages."""
HOST = "127.0.0.1"
PATIENCE = 90
"""Seconds that a part of the cluster may take to come up."""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not SPARK.exists(), reason="script/test --all makes .venv-spark"),
]


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def settings(folder: Path) -> dict[str, str]:
    return os.environ | {
        "SPARK_LOCAL_IP": HOST,
        "SPARK_LOCAL_DIRS": str(folder / "local"),
        "PYSPARK_PYTHON": str(SPARK / "python"),
    }


def started(stack: ExitStack, folder: Path, name: str, *arguments: str) -> Path:
    """Start a part of a cluster and return where its log is; it ends with the stack."""
    log = folder / f"{name}.log"
    stream = stack.enter_context(log.open("wb"))
    process = subprocess.Popen(
        [str(SPARK / "spark-class"), *arguments],
        env=settings(folder),
        stdout=stream,
        stderr=subprocess.STDOUT,
    )
    stack.callback(process.wait)
    stack.callback(process.kill)
    return log


def wait_for(log: Path, sentence: str) -> None:
    end = time.monotonic() + PATIENCE
    while sentence not in log.read_text(encoding="utf-8", errors="replace"):
        assert time.monotonic() < end, log.read_text(encoding="utf-8", errors="replace")
        time.sleep(0.2)


@pytest.fixture
def master(tmp_path: Path) -> Iterator[str]:
    """A cluster of one master and two workers on the loopback interface."""
    port = free_port()
    address = f"spark://{HOST}:{port}"
    one = "org.apache.spark.deploy"
    with ExitStack() as stack:
        log = started(
            stack, tmp_path, "master", f"{one}.master.Master",
            "--host", HOST, "--port", str(port), "--webui-port", "0",
        )  # fmt: skip
        wait_for(log, "New state: ALIVE")
        for number in (1, 2):
            log = started(
                stack, tmp_path, f"worker{number}", f"{one}.worker.Worker", address,
                "--host", HOST, "--cores", "1", "--memory", "1g", "--webui-port", "0",
                "--work-dir", str(tmp_path / f"work{number}"),
            )  # fmt: skip
            wait_for(log, "Successfully registered with master")
        yield address


def test_two_workers_count_what_duckdb_counts(master: str, tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr(
        synthetic, "CHUNK", 2500
    )  # several files, so that both workers have something to read
    folder = tmp_path / "survey"
    synthetic.write({f"p{n}": both(f"Province {n}") for n in range(9)}, folder, people=9000, seed=4)
    opened = open_survey(folder)
    assert len(opened.files) > 2
    here = totals(opened.survey, opened.files, more=["score", "levels"])
    done = subprocess.run(
        [str(SPARK / "python"), str(Path(__file__).with_name("on_spark.py")), master, str(folder),
         str(tmp_path / "spark.parquet"), repr(here.quantum)],
        env=settings(tmp_path), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-4000:]
    there = read_slabs(tmp_path / "spark.parquet")
    assert (there.psus, there.strata, list(there.slabs)) == (here.psus, here.strata, list(here.slabs))
    for code, slab in here.slabs.items():
        assert there.slabs[code].groups == slab.groups
        for name in ("psu", "group", "people", "weight"):
            np.testing.assert_array_equal(getattr(there.slabs[code], name), getattr(slab, name))
        for name, values in slab.totals.items():
            np.testing.assert_array_equal(there.slabs[code].totals[name], values, err_msg=f"{code} {name}")
