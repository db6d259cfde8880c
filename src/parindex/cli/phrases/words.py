"""Labels: headings of tables, names of states, short pieces of a line."""

from __future__ import annotations

from collections.abc import Mapping

from parindex.language import Text

Texts = Mapping[str, Text]

WORKING = Text(vi="Đang tính…", en="Working…")
CHECKING = Text(vi="Đang kiểm tra", en="Checking")
PUBLISHING = Text(vi="Đang dựng trang", en="Making pages")
WRITING = Text(vi="Đang ghi tệp", en="Writing files")
SEE_HELP = Text(vi="Xem thêm: {command} --help", en="More: {command} --help")

RANK = Text(vi="Hạng", en="Rank")
UNIT = Text(vi="Đơn vị", en="Unit")
INDEX = Text(vi="Chỉ số", en="Index")
GROUP = Text(vi="Nhóm", en="Group")
POINTS_CHANGE = Text(vi="± điểm", en="± points")
PLACES_CHANGE = Text(vi="± bậc", en="± places")
STATUS = Text(vi="Trạng thái", en="Status")
STATUSES: Texts = {
    "computed": Text(vi="tính ra", en="computed"),
    "provisional": Text(vi="tạm tính", en="provisional"),
    "published": Text(vi="đã công bố", en="published"),
    "unknown": Text(vi="không rõ ở đây", en="unknown here"),
}

BY_FRAMEWORK = Text(vi="bộ chỉ số {code} ({version})", en="framework {code} ({version})")
UP_TO_STAGE = Text(vi="đến giai đoạn {stage}", en="up to {stage}")
SEALED = Text(vi="bản kết quả niêm phong, mã băm {digest}", en="sealed snapshot, digest {digest}")

LEAVES_MISSING = Text(vi="{leaves} mục", en="{leaves} leaves")

WHOLE_TABLE_SO_FAR = Text(vi="Toàn bảng (tạm tính)", en="Whole table (provisional)")
WHOLE_TABLE = Text(vi="Toàn bảng", en="Whole table")
FIGURE = Text(vi="Giá trị", en="Figure")
BASIS = Text(vi="Lấy từ", en="Taken from")
BASES: Texts = {
    "computed": Text(vi="tính ở đây từ bảng đầy đủ", en="computed here from the complete table"),
    "published": Text(vi="số đã công bố", en="published"),
}
MEAN = Text(vi="Bình quân", en="Mean")
MEAN_CHANGE = Text(vi="Thay đổi của bình quân", en="Change of the mean")
HIGHEST = Text(vi="Cao nhất", en="Highest")
LOWEST = Text(vi="Thấp nhất", en="Lowest")
GAP = Text(vi="Khoảng cách đầu – cuối", en="Gap first – last")
ROSE = Text(vi="Số đơn vị tăng điểm", en="Units that rose")
FELL = Text(vi="Số đơn vị giảm điểm", en="Units that fell")
UNCHANGED = Text(vi="Số đơn vị giữ nguyên", en="Units unchanged")
RANKED_UNITS = Text(vi="Số đơn vị được xếp hạng", en="Units ranked")
REGION = Text(vi="Vùng", en="Region")

PLACE = Text(vi="hạng {rank}", en="rank {rank}")
COMBINED = Text(vi="gộp các đơn vị cũ", en="of the former units together")
PAST = Text(vi="Đợt trước", en="Round before")
BEFORE = Text(vi="Trước", en="Before")
AFTER = Text(vi="Sau", en="After")
SPLIT: Texts = {
    "performance": Text(vi="do kết quả thực hiện", en="from performance"),
    "criteria": Text(
        vi="do tiêu chí mới, bỏ hoặc không áp dụng", en="from criteria new, gone or not applicable"
    ),
    "maxima": Text(vi="do đổi điểm tối đa", en="from other maxima"),
    "adjustments": Text(vi="do điểm thưởng, phạt, trừ", en="from bonus, penalty, deductions"),
}
POINTS = Text(vi="Điểm", en="Points")
MAXIMUM = Text(vi="Tối đa", en="Maximum")
APPLICABLE_MAXIMUM = Text(vi="Điểm tối đa áp dụng", en="Applicable maximum")
COMPONENT = Text(vi="Chỉ số thành phần", en="Component index")
RECOMPUTED = Text(vi="Tính lại", en="Recomputed")
BONUS = Text(vi="Điểm thưởng", en="Bonus")
PENALTY = Text(vi="Điểm phạt", en="Penalty")
TAKEN = Text(vi="Điểm trừ chung", en="Deducted from the whole")

LEAVES = Text(vi="Số mục khác", en="Leaves")
LEAF = Text(vi="Mục", en="Leaf")
WHY = Text(vi="Vì sao", en="Why")

SUM = Text(vi="Tổng", en="Sum")
PRINTED = Text(vi="Đã in", en="Printed")
DIFFERENCE = Text(vi="Lệch", en="Differs by")
VERDICT = Text(vi="Nhận xét", en="Verdict")
VERDICTS: Texts = {
    "same": Text(vi="khớp", en="same"),
    "within_rounding": Text(vi="làm tròn", en="rounding"),
    "differs": Text(vi="làm tròn không giải thích được", en="not explained by rounding"),
}
MEAN_PRINTED = Text(vi="Bình quân các tổng đã in", en="Mean of the printed totals")
MEAN_RECOMPUTED = Text(vi="bình quân tính lại", en="recomputed mean")
MEAN_ANNOUNCED = Text(vi="bình quân được công bố", en="announced mean")

LOST_OF = Text(vi="Điểm mất", en="Lost points")
LOST = Text(vi="mất {lost}/{maximum} điểm", en="{lost} of {maximum} points lost")
SHARE = Text(vi="Phần đã mất", en="Share lost")
LOST_POINTS = Text(vi="Mất", en="Lost")
SELF_POINTS = Text(vi="Tự chấm", en="Self-score")
REASON = Text(vi="Lý do", en="Reason")

NOW = Text(vi="Hiện nay", en="Now")
SUPPOSEDLY = Text(vi="Giả sử", en="Supposed")
CHANGE = Text(vi="Thay đổi", en="Change")
OPEN_POINTS = Text(vi="Điểm còn lại", en="Points open")
INDEX_AFTER = Text(vi="Chỉ số sau đó", en="Index then")

LEAVES_COUNTED = Text(vi="{leaves} mục chấm điểm", en="{leaves} scored leaves")
TOTAL = Text(vi="Tổng {points} điểm", en="{points} points in all")
POINTS_COUNTED = Text(vi="{points} điểm", en="{points} points")
MAXIMUM_UNKNOWN = Text(vi="điểm tối đa chưa công bố", en="maximum not published")
ILLUSTRATIVE = Text(vi="minh hoạ", en="illustrative")
RULES: Texts = {
    "levels": Text(vi="chọn mức", en="named levels"),
    "checklist": Text(vi="danh mục đạt/không đạt", en="checklist"),
    "bands": Text(vi="theo khoảng", en="bands"),
    "proportional": Text(vi="theo tỷ lệ", en="proportional"),
    "formula": Text(vi="công thức", en="formula"),
    "deadline": Text(vi="theo thời hạn", en="deadline"),
    "deductions": Text(vi="trừ dần theo vi phạm", en="deductions per event"),
    "survey": Text(vi="điều tra xã hội học", en="survey"),
    "imported": Text(vi="lấy từ chỉ số khác", en="imported index"),
    "statistic": Text(vi="chỉ tiêu thống kê", en="statistic"),
    "relative": Text(vi="so với đơn vị khác", en="relative to other units"),
    "change": Text(vi="so với đợt trước", en="change on the round before"),
    "appraiser": Text(vi="người thẩm định cho điểm", en="appraiser's points"),
    "find_and_mend": Text(vi="phát hiện và xử lý", en="find and mend"),
}
KIND = Text(vi="Loại", en="Kind")
CODE = Text(vi="Mã", en="Code")
TITLE = Text(vi="Tên", en="Title")
DIFFERENCES: Texts = {
    "added": Text(vi="thêm", en="added"),
    "removed": Text(vi="bỏ", en="removed"),
    "renamed": Text(vi="đổi tên", en="renamed"),
    "recoded": Text(vi="đổi mã, gộp, tách", en="recoded"),
    "points": Text(vi="đổi điểm", en="points"),
    "rule": Text(vi="đổi cách chấm", en="rule"),
    "evidence": Text(vi="đổi tài liệu kiểm chứng", en="evidence"),
    "property": Text(vi="quy định chung", en="property"),
}
ROW = Text(vi="Dòng", en="Row")
WORDING = Text(vi="Nguyên văn", en="Words")

TABLE = Text(vi="Bảng", en="Table")
SHOWN_IN_WORKBOOK = Text(vi="Sổ Excel", en="Workbook")
BY_ENGINE = Text(vi="Máy tính", en="Engine")
STATE = Text(vi="Tình trạng", en="State")
MISMATCH = Text(vi="sổ Excel khác máy tính", en="the workbook shows something else")

ROUND = Text(vi="Đợt đánh giá", en="Round")
YEAR = Text(vi="Năm", en="Year")
DATA = Text(vi="Số liệu", en="Data")
KINDS: Texts = {
    "transcribed": Text(vi="chép lại", en="transcribed"),
    "reconciled": Text(vi="đối chiếu", en="reconciled"),
    "recomputable": Text(vi="tính lại được", en="recomputable"),
}
FRAMEWORK = Text(vi="Bộ chỉ số", en="Framework")
VERSION = Text(vi="Phiên bản", en="Version")
