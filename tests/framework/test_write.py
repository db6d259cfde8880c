"""Laws of writing; the house style itself is tested beside the annexes, in annex/test_framework_write.py."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from parindex.documents import parse_document
from parindex.framework.write import one_line_yaml, to_yaml
from parindex.language import nfc

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12).map(nfc)
SCALARS = (
    TEXTS | st.integers(-(10**20), 10**20) | st.booleans() | st.none() | st.decimals("-1e6", "1e6", places=4)
)
KEYS = st.sampled_from(["code", "title", "vi", "rule", "points", "broken_by", "max_points"])
DATA = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)


def as_read(data: object) -> object:
    """Numbers by their value: a decimal without decimals is read as a whole number."""
    if isinstance(data, dict):
        return {key: as_read(value) for key, value in data.items()}
    if isinstance(data, list):
        return [as_read(item) for item in data]
    return int(data) if isinstance(data, Decimal) and data == int(data) else data


@given(st.dictionaries(KEYS, DATA, min_size=1, max_size=3))
def test_whatever_is_written_reads_back_as_it_was(data: dict[str, object]) -> None:
    assert parse_document(to_yaml(data), "set.yaml").data == as_read(data)


@given(st.dictionaries(KEYS, DATA, min_size=1, max_size=3))
def test_whatever_is_written_on_one_line_reads_back_as_it_was(data: dict[str, object]) -> None:
    written = one_line_yaml(data)
    assert len(written.splitlines()) == 1
    assert parse_document(written, "set.yaml").data == as_read(data)
