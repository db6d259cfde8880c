"""Where a sentence ends, so that the one being read can be shown."""

from __future__ import annotations

import re

_STOP = re.compile(r"(?<!\bTP)[.!?…][\"”)]*\s+")


def sentences(text: str) -> list[str]:
    """Return the sentences of a text in order; together, with one space between, they are the text.

    A sentence ends with . ! ? or … (and what closes a quotation), unless a small letter follows.
    """
    whole = " ".join(text.split())
    starts = [0, *(stop.end() for stop in _STOP.finditer(whole) if not whole[stop.end()].islower())]
    return [
        whole[start:end].rstrip() for start, end in zip(starts, [*starts[1:], None], strict=True) if whole
    ]
