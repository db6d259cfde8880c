"""What was made is kept by what it is made of; what is damaged is made anew."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from parindex.reporting.charts import ranking
from parindex.site.cache import Cache
from tests.builders import ranked


def test_a_picture_is_kept_and_a_damaged_one_drawn_anew(tmp_path: Path) -> None:
    cache, chart = Cache(tmp_path), ranking(ranked(90, 80), "en")
    first = cache.pictures(chart)
    [kept] = tmp_path.rglob("*.json")
    marked = kept.read_text(encoding="utf-8").replace("</svg>", "<!-- kept --></svg>")
    kept.write_text(marked, encoding="utf-8")
    assert "<!-- kept -->" in cache.pictures(chart).inline
    kept.write_text("{", encoding="utf-8")
    assert cache.pictures(chart) == first == Cache().pictures(chart)
    assert cache.pictures(chart, "Preview") != first


@pytest.mark.parametrize("damage", [b"", b"not a zip"])
def test_files_are_kept_under_their_key(tmp_path: Path, damage: bytes) -> None:
    made: list[str] = []

    def make() -> Mapping[str, bytes]:
        made.append("once")
        return {"a/b.csv": b"1,2\n", "c.bin": bytes(range(256))}

    cache = Cache(tmp_path)
    first = cache.files("ab12", make)
    assert cache.files("ab12", make) == first == {"a/b.csv": b"1,2\n", "c.bin": bytes(range(256))}
    assert len(made) == 1
    [kept] = tmp_path.rglob("*.zip")
    kept.write_bytes(damage)
    assert cache.files("ab12", make) == first
    assert len(made) == 2
    cache.files("", make)
    Cache().files("ab12", make)
    assert len(made) == 4
