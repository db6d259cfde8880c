"""The fixed words of charts."""

from __future__ import annotations

from parindex.language import Text

TRAINING = Text(
    vi="SỐ LIỆU GIẢ LẬP để tập huấn, không phải kết quả thật",
    en="SYNTHETIC DATA for training, not real results",
)
SOURCE = Text(vi="Nguồn: {source}", en="Source: {source}")
UNKNOWN = Text(vi="không rõ", en="unknown")
NOT_PUBLISHED = Text(vi="không công bố", en="not published")
PROVISIONAL = Text(
    vi="Kết quả tạm tính: còn tiêu chí chưa chấm.", en="Provisional: some criteria are not yet scored."
)

MEASURED_DIFFERENTLY = Text(
    vi="Đợt trước đo theo cách khác: {reasons}", en="The round before was measured differently: {reasons}"
)

UNIT = Text(vi="Đơn vị", en="Unit")
RANK = Text(vi="Xếp hạng", en="Rank")
INDEX = Text(vi="Chỉ số", en="Index")
GROUP = Text(vi="Nhóm", en="Group")
POINTS_CHANGE = Text(vi="Tăng, giảm điểm", en="Change in points")
PLACES_CHANGE = Text(vi="Tăng, giảm bậc", en="Change in places")
AREA = Text(vi="Lĩnh vực", en="Area")
MAXIMUM = Text(vi="Điểm tối đa", en="Maximum")
POINTS = Text(vi="Điểm đạt", en="Points")
LOST = Text(vi="Điểm mất", en="Lost points")
MEAN = Text(vi="Trung bình", en="Mean")
PAR_INDEX = Text(vi="Chỉ số CCHC", en="PAR INDEX")
