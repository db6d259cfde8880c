"""Whole processes: the same bytes whatever the hash seed, UTF-8 on any machine, a quiet end."""

import os
import subprocess
import sys
from pathlib import Path

RUN = (sys.executable, "-c", "import sys; from parindex.cli import main; sys.exit(main())")
NAME = "vn-ministries-2023"


def process(*arguments: object, **environment: str) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(
        [*RUN, *map(str, arguments)],
        env={**os.environ, "PARINDEX_LANG": "vi", **environment},
        capture_output=True,
        check=False,
    )


def test_the_hash_seed_changes_no_byte_of_a_snapshot(tmp_path: Path) -> None:
    for seed in ("1", "2"):
        done = process("compute", NAME, "--out", tmp_path / seed, PYTHONHASHSEED=seed)
        assert done.returncode == 0
    first, second = (
        {
            path.relative_to(tmp_path / seed): path.read_bytes()
            for path in (tmp_path / seed).rglob("*")
            if path.is_file()
        }
        for seed in ("1", "2")
    )
    assert len(first) > 8
    assert first == second


def test_output_is_utf8_where_the_machine_would_write_something_else() -> None:
    done = process("show", NAME, "--top", "1", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.returncode == 0
    assert "Bộ Tư pháp" in done.stdout.decode("utf-8")


def test_a_mistake_is_one_block_and_no_trace() -> None:
    done = process("compute", "nothing-here", PYTHONIOENCODING="cp1252")
    assert done.returncode == 3
    assert done.stdout == b""
    assert done.stderr.decode("utf-8").startswith("✗ nothing-here")
    assert b"Traceback" not in done.stderr
