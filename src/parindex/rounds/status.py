"""Whose figures data are, in words: one name and one sentence for each status, wherever figures are shown."""

from __future__ import annotations

from collections.abc import Mapping

from parindex.language import Text
from parindex.rounds.model import DataStatus

STATUS_NAMES: Mapping[DataStatus, Text] = {
    "official": Text(vi="số liệu chính thức", en="official data"),
    "published": Text(vi="số liệu đã công bố", en="published data"),
    "training": Text(vi="số liệu tập huấn", en="training data"),
}

STATUS_SENTENCES: Mapping[DataStatus, Text] = {
    "official": Text(
        vi="Số liệu chính thức của cơ quan tổ chức đánh giá.",
        en="Official figures of the owner of the index.",
    ),
    "published": Text(
        vi="Số liệu đã công bố, chép lại từ nguồn công khai.",
        en="Published figures, read in public sources.",
    ),
    "training": Text(
        vi="SỐ LIỆU TẬP HUẤN: giả lập, do máy sinh ra, không phải kết quả của đơn vị nào.",
        en="TRAINING DATA: synthetic, made by a program, not the result of any unit.",
    ),
}
