"""What was made is kept by what it is made of; what is damaged is made anew."""

import os
import time
from pathlib import Path

import pytest

from parindex.reporting.charts import ranking
from parindex.site.cache import Cache, Pictures
from tests.builders import ranked


def test_a_picture_is_kept_and_a_damaged_one_drawn_anew(tmp_path: Path) -> None:
    cache, chart = Cache(tmp_path), ranking(ranked(90, 80), "en")
    first = cache.pictures(chart)
    [kept] = tmp_path.rglob("*.zip")
    cache.keep(kept.stem, {"inline.svg": b"<svg/>", "alone.svg": b"<svg />"})
    assert cache.pictures(chart) == Pictures("<svg/>", "<svg />")
    kept.write_bytes(b"{")
    assert cache.pictures(chart) == first == Cache().pictures(chart)
    assert cache.pictures(chart, "Preview") != first


@pytest.mark.parametrize("damage", [b"", b"not a zip"])
def test_files_are_kept_under_their_key(tmp_path: Path, damage: bytes) -> None:
    cache, files = Cache(tmp_path), {"a/b.csv": b"1,2\n", "c.bin": bytes(range(256))}
    assert cache.files("ab12") is None
    assert not cache.has("ab12")
    cache.keep("ab12", files)
    assert cache.files("ab12") == files
    assert cache.has("ab12")
    [kept] = tmp_path.rglob("*.zip")
    kept.write_bytes(damage)
    assert cache.files("ab12") is None


def test_without_a_key_or_a_folder_nothing_is_kept(tmp_path: Path) -> None:
    cache, files = Cache(tmp_path), {"a.csv": b"1\n"}
    cache.keep("", files)
    Cache().keep("ab12", files)
    assert cache.files("") is None
    assert Cache().files("ab12") is None
    assert list(tmp_path.iterdir()) == []


def test_what_was_not_used_for_long_is_forgotten(tmp_path: Path) -> None:
    cache, files = Cache(tmp_path), {"a.csv": b"1\n"}
    for key in ("ab12", "cd34"):
        cache.keep(key, files)
    long_ago = time.time() - 61 * 24 * 3600
    for kept in tmp_path.rglob("*.zip"):
        os.utime(kept, (long_ago, long_ago))
    assert cache.files("cd34") == files  # it is used, so it stays
    cache.forget()
    Cache().forget()
    assert cache.files("ab12") is None
    assert cache.files("cd34") == files
