"""Words that stand on the pages of any document."""

from __future__ import annotations

from parindex.language import Text

TRAINING = Text(
    vi="SỐ LIỆU TẬP HUẤN: do máy sinh ra, không phải kết quả của đơn vị nào",
    en="TRAINING DATA: made by a program, not the result of any unit",
)
PAGE = Text(vi="Trang", en="Page")
