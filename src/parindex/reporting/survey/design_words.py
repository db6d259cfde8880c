"""What the report of a draw says."""

from __future__ import annotations

from parindex.language import Text
from parindex.survey.design.model import Method

TITLE = Text(vi="Báo cáo chọn mẫu", en="Report of the draw")
HOW = Text(vi="Mẫu được chọn thế nào", en="How the sample was drawn")
PRECISION = Text(vi="Độ chính xác mong đợi", en="Expected precision")
OTHERS = Text(vi="Nhiều cụm hơn, ít người hơn ở mỗi cụm", en="More clusters with fewer people each")
REPEAT = Text(vi="Chọn lại được", en="It can be drawn again")
METHODS: dict[Method, Text] = {
    "simple": Text(vi="ngẫu nhiên đơn giản", en="simple random"),
    "systematic": Text(vi="hệ thống", en="systematic"),
    "by_size": Text(
        vi="hệ thống, xác suất tỷ lệ với quy mô", en="systematic, with probability proportional to size"
    ),
    "all": Text(vi="lấy tất cả", en="all"),
}
DRAWN = Text(
    vi="Danh sách chính {main} người, dự phòng {reserve}; khung mẫu {frame} dòng, loại {excluded} người đã hỏi trước đây.",
    en="{main} people on the main list, {reserve} in reserve; the frame has {frame} rows, {excluded} asked before were left out.",
)
NOT_IN_FRAME = Text(
    vi="{ids} mã cần loại không có trong khung mẫu: {first}",
    en="{ids} ids that were to be left out are not in the frame: {first}",
)
ASSUMED = Text(
    vi="Giả định: tỷ lệ {share}%, tương quan trong cụm {icc}, tỷ lệ trả lời {response}%.",
    en="Assumed: a share of {share}%, a correlation within clusters of {icc}, a response of {response}%.",
)
TWO_MARGINS = Text(
    vi="± (tầng): cụm là đơn vị chọn ở bước đầu, khoảng tin cậy nói về cả tầng. ± (trong cụm đã chọn): cụm là đơn vị ở bước áp chót, khoảng tin cậy chỉ nói về các đơn vị đã chọn ở bước đầu.",
    en="± (stratum): the units of the first stage are the clusters, and the interval is about the whole stratum. ± (within): the units of the last stage but one are, and the interval is about the drawn units of the first stage alone.",
)
DOUBTFUL = Text(
    vi="CẢNH BÁO: {doubtful} trên {all} tầng có ít hơn {least} bậc tự do. Ba đơn vị ở bước đầu chỉ cho 2 bậc tự do, hệ số t là 4,30 thay vì 1,96: khoảng tin cậy rộng hơn gấp đôi.",
    en="WARNING: {doubtful} of {all} strata have fewer than {least} degrees of freedom. Three units at the first stage give 2, and t is 4.30 instead of 1.96: intervals more than twice as wide.",
)
SHORT = Text(
    vi="{count} cụm có ít người hơn số cần lấy, nên lấy hết: {named}",
    en="{count} clusters had fewer people than were to be taken, so all of theirs were: {named}",
)
STAGE_HEADS = (
    Text(vi="Bước", en="Stage"),
    Text(vi="Cách chọn", en="Selection"),
    Text(vi="Đã chọn", en="Drawn"),
    Text(vi="Dự phòng", en="Reserve"),
)
HEADS = (
    Text(vi="Tầng", en="Stratum"), Text(vi="Người", en="People"), Text(vi="Bước đầu", en="First stage"),
    Text(vi="Cụm cuối", en="Last clusters"), Text(vi="Bậc tự do", en="df"), Text(vi="Hệ số thiết kế", en="Design effect"),
    Text(vi="± (tầng)", en="± (stratum)"), Text(vi="± (trong cụm đã chọn)", en="± (within)"),
)  # fmt: skip
OTHER_HEADS = (
    Text(vi="Người mỗi cụm", en="People per cluster"), Text(vi="Số cụm", en="Clusters"),
    Text(vi="Hệ số thiết kế", en="Design effect"), Text(vi="±", en="±"),
)  # fmt: skip
REPEAT_HEADS = (Text(vi="Tệp, tham số", en="File, setting"), Text(vi="SHA-256, giá trị", en="SHA-256, value"))
