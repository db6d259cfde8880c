"""The fixed words of the reports: titles, headings of sections, captions and columns of tables."""

from __future__ import annotations

from parindex.language import Text
from parindex.reporting.facts.surveys import CONFIDENCE

REPORT = Text(vi="BÁO CÁO", en="REPORT")
PRESS = Text(vi="THÔNG CÁO BÁO CHÍ", en="PRESS SHEET")
SYMBOLS = {"report": "BC", "press": "TCBC"}
"""What stands after the number of a document, by its kind, until an office gives its own symbol."""
PREVIEW = Text(vi="BẢN XEM TRƯỚC", en="PREVIEW")
ILLUSTRATIVE = Text(
    vi="Bộ chỉ số minh hoạ, không phải văn bản chính thức.",
    en="Illustrative framework, not the official text.",
)

RESULT = Text(vi="KẾT QUẢ CHUNG", en="THE RESULT")
COMPONENTS = Text(vi="CHỈ SỐ THÀNH PHẦN", en="COMPONENT INDICES")
COMPARED = Text(vi="SO SÁNH VỚI CÁC ĐƠN VỊ KHÁC", en="AGAINST OTHER UNITS")
FULL = Text(vi="TIÊU CHÍ ĐẠT ĐIỂM TỐI ĐA", en="CRITERIA AT FULL MARKS")
LOST = Text(vi="TIÊU CHÍ BỊ MẤT ĐIỂM", en="CRITERIA THAT LOST POINTS")
SURVEYS = Text(vi="KẾT QUẢ ĐIỀU TRA, KHẢO SÁT", en="WHAT SURVEYS FOUND")
PLAN = Text(vi="NGUYÊN NHÂN VÀ GIẢI PHÁP", en="CAUSES AND SOLUTIONS")
RANKING = Text(vi="BẢNG XẾP HẠNG", en="THE RANKING")
GROUPS_AND_REGIONS = Text(vi="THEO NHÓM VÀ THEO VÙNG", en="BY GROUP AND BY REGION")
GROUPS = Text(vi="THEO NHÓM", en="BY GROUP")
REGIONS = Text(vi="THEO VÙNG", en="BY REGION")
AREAS = Text(vi="THEO {level}", en="BY {level}")
BY_UNIT = Text(vi="CHỈ SỐ THÀNH PHẦN CỦA TỪNG ĐƠN VỊ", en="COMPONENT INDICES OF EVERY UNIT")
BY_UNIT_ANNEXED = Text(
    vi="Chỉ số thành phần của từng đơn vị ở Phụ lục kèm theo.",
    en="The component indices of every unit are in the annex.",
)
AGAINST_SURVEY = Text(vi="SO VỚI KẾT QUẢ KHẢO SÁT", en="AGAINST WHAT A SURVEY FOUND")
METHOD = Text(vi="PHƯƠNG PHÁP VÀ NGUỒN SỐ LIỆU", en="METHOD AND SOURCES")

PARTS_UNKNOWN = Text(
    vi="Chưa có số liệu về điểm từng phần của đơn vị, nên báo cáo không nêu tiêu chí đạt hoặc mất điểm.",
    en="The points of the unit part by part are not known, so no criteria are listed.",
)
NOTHING_TO_COMPARE = Text(vi="Chưa có số liệu để so sánh.", en="There are no figures to compare with.")
BEST_AND_WORST = Text(
    vi="{level} đạt cao nhất là “{best}” ({most}%), thấp nhất là “{worst}” ({least}%).",
    en="The {level} with the highest index is “{best}” ({most}%), that with the lowest “{worst}” ({least}%).",
)
FULL_COUNT = Text(
    vi="{unit} đạt điểm tối đa ở {full}/{scored} mục được chấm.",
    en="{unit} got full marks on {full} of the {scored} items that were scored.",
)
LOST_COUNT = Text(
    vi="{unit} mất điểm ở {lost} mục, tổng cộng {points} điểm; xếp từ mất nhiều đến mất ít.",
    en="{unit} lost points on {lost} items, {points} points in all; the largest loss comes first.",
)
NOTHING_SCORED = Text(vi="Mục không được điểm nào: {items}.", en="Items that got no points at all: {items}.")
MISSING = Text(vi="Mục chưa chấm: {items}.", en="Items not yet scored: {items}.")
NOT_APPLICABLE = Text(vi="Mục không áp dụng: {items}.", en="Items that do not apply: {items}.")
INTERVALS = Text(
    vi=f"Chỉ hỏi một mẫu nên mỗi giá trị có sai số. Nếu lấy mẫu lại nhiều lần theo cùng cách thì khoảng {CONFIDENCE} trong 100 khoảng tin cậy tính như vậy chứa giá trị của toàn bộ người thuộc diện hỏi; khoảng càng rộng thì giá trị càng chưa chắc. Hai khoảng chồng lên nhau không có nghĩa là hai giá trị bằng nhau; muốn kết luận phải kiểm định chênh lệch. Khoảng của tỷ lệ phần trăm tính theo logit nên không đối xứng. Khoảng của chỉ số gộp sai số của mọi cuộc khảo sát theo cách khác (phân phối t), nên không suy ra được từ từng khoảng ở bảng này.",
    en=f"Only a sample was asked, so every value has an error. If samples were drawn again and again in the same way, about {CONFIDENCE} of 100 intervals worked out like these would hold the value of all whom the survey is about; the wider an interval, the less certain its value. That two intervals overlap does not mean that two values are equal: that takes a test of their difference. Intervals of percentages are worked out on the logit scale, so they are not symmetric. The interval of the index takes the errors of all surveys together in another way (a t interval) and does not follow from those in this table.",
)
PLAN_GIVEN = Text(
    vi="Phụ lục kèm theo có nguyên nhân và giải pháp do đơn vị ghi; dòng còn trống để đơn vị điền tiếp.",
    en="The annex has causes and solutions as the unit gave them; empty rows are left to fill in.",
)
PLAN_EMPTY = Text(
    vi="Phụ lục kèm theo liệt kê các mục bị mất điểm, để đơn vị điền nguyên nhân và giải pháp.",
    en="The annex lists the items that lost points, for the unit to fill in causes and solutions.",
)
PLAN_BLANK = Text(
    vi="Bảng ở Phụ lục kèm theo để trống, cho đơn vị ghi các tiêu chí bị mất điểm, nguyên nhân và giải pháp.",
    en="The table in the annex is left blank, for the unit to write in the criteria that lost points, causes and solutions.",
)
SOURCE = Text(vi="Nguồn: {source}.", en="Source: {source}.")
FRAMEWORK = Text(
    vi="Chấm theo bộ chỉ số “{title}” (bản {version}): {items}, tối đa {total} điểm.",
    en="Scored by the framework “{title}” (edition {version}): {items}, {total} points at most.",
)
KINDS = {
    "transcribed": Text(
        vi="Chép lại từ nguồn công khai: chỉ có tổng điểm đã in, không tính lại được.",
        en="Read in public sources: printed totals only, which cannot be recomputed.",
    ),
    "reconciled": Text(
        vi="Chỉ số là tổng đã in, có đối chiếu với các phần điểm đã in.",
        en="The index is the printed total, set beside the printed parts.",
    ),
    "recomputable": Text(
        vi="Mọi con số được tính từ số liệu đầu vào và tính lại được bằng phần mềm parindex.",
        en="Every number is computed from the inputs and can be computed again with parindex.",
    ),
}
UNKNOWN_UNITS = Text(
    vi="Chưa có số liệu về kết quả của {units} đơn vị khác.",
    en="The results of {units} other units are not known.",
)
TOP = Text(vi="Các đơn vị xếp hạng từ 1 đến {most}", en="The units ranked 1 to {most}")
TOP_KNOWN = Text(
    vi="Các đơn vị xếp hạng từ 1 đến {most}, trong số đã biết",
    en="The units ranked 1 to {most}, as far as they are known",
)

SUMMARY_TABLE = Text(vi="Kết quả", en="The result")
COMPONENTS_TABLE = Text(vi="Chỉ số thành phần", en="Component indices")
COMPARED_TABLE = Text(
    vi="Chỉ số thành phần so với các đơn vị khác (%)", en="Component indices against others (%)"
)
COMPARED_INDEX = Text(vi="Chỉ số so với các đơn vị khác", en="The index against others")
FULL_TABLE = Text(vi="Mục đạt điểm tối đa", en="Items at full marks")
LOST_TABLE = Text(vi="Mục bị mất điểm", en="Items that lost points")
LOST_BY_AREA_TABLE = Text(vi="Điểm mất theo {level}", en="Points lost by {level}")
SURVEYS_TABLE = Text(vi="Kết quả điều tra, khảo sát của đơn vị", en="What surveys found of the unit")
PLAN_TABLE = Text(vi="Nguyên nhân và giải pháp", en="Causes and solutions")
RANKING_TABLE = Text(vi="Xếp hạng các đơn vị", en="Ranking of the units")
GROUPS_TABLE = Text(vi="Số đơn vị theo nhóm", en="Units by group")
REGIONS_TABLE = Text(vi="Chỉ số bình quân theo vùng", en="Mean index by region")
AREAS_TABLE = Text(vi="Chỉ số thành phần bình quân theo {level}", en="Mean component index by {level}")
BY_UNIT_TABLE = Text(vi="Chỉ số thành phần của từng đơn vị (%)", en="Component indices of every unit (%)")

ASPECT = Text(vi="Nội dung", en="What")
VALUE = Text(vi="Giá trị", en="Value")
INDEX = Text(vi="Chỉ số", en="Index")
RANK = Text(vi="Hạng", en="Rank")
UNIT = Text(vi="Đơn vị", en="Unit")
RANK_IN_REGION = Text(vi="Hạng trong vùng", en="Rank within the region")
LOST_SHARE = Text(vi="Mất so với tối đa (%)", en="Lost of maximum (%)")
GROUP = Text(vi="Nhóm", en="Group")
REGION = Text(vi="Vùng", en="Region")
UNITS = Text(vi="Số đơn vị", en="Units")
CODE = Text(vi="Mã", en="Code")
ITEM = Text(vi="Mục", en="Item")
MAXIMUM = Text(vi="Tối đa", en="Max.")
POINTS = Text(vi="Điểm đạt", en="Points")
SELF = Text(vi="Tự chấm", en="Self")
APPRAISED = Text(vi="Thẩm định", en="Appraised")
STAGES = {
    "self": SELF,
    "appraisal_1": Text(vi="Thẩm định lần 1", en="First appraisal"),
    "appraisal_2": Text(vi="Thẩm định lần 2", en="Second appraisal"),
}
"""What stands over points of a stage before the last."""
LOST_POINTS = Text(vi="Mất", en="Lost")
REASON = Text(vi="Lý do của người thẩm định", en="The appraiser’s reason")
COMPONENT = Text(vi="Chỉ số (%)", en="Index (%)")
MEAN = Text(vi="Bình quân chung", en="Mean of all")
MEAN_OF_AREA = Text(vi="Bình quân", en="Mean")
MEAN_OF_REGION = Text(vi="Bình quân vùng", en="Mean of the region")
MEAN_OF_GROUP = Text(vi="Bình quân nhóm", en="Mean of the group")
FIRST = Text(vi="Đứng đầu", en="The first")
INTERVAL = Text(vi=f"Khoảng tin cậy {CONFIDENCE}%", en=f"{CONFIDENCE}% interval")
POSSIBLE_RANKS = Text(vi="Hạng có thể, do sai số khảo sát", en="Possible ranks, given the surveys’ error")
ANSWERS = Text(vi="Số phiếu", en="Answers")
CAUSE = Text(vi="Nguyên nhân", en="Cause")
RESPONSIBLE = Text(vi="Chủ trì", en="Responsible")
COORDINATING = Text(vi="Phối hợp", en="Coordinating")
SOLUTION = Text(vi="Giải pháp", en="Solution")
PRODUCT = Text(vi="Sản phẩm", en="Product")
DEADLINE = Text(vi="Thời hạn", en="Deadline")
POINTS_CHANGE = Text(vi="± điểm", en="± points")
PLACES_CHANGE = Text(vi="± bậc", en="± places")
HIGHEST = Text(vi="Cao nhất", en="Highest")
LOWEST = Text(vi="Thấp nhất", en="Lowest")
REMARK = Text(vi="Ghi chú", en="Remark")
PAST_INDEX = Text(vi="Chỉ số năm {year}", en="Index of {year}")
PAST_RANK = Text(vi="Hạng năm {year}", en="Rank of {year}")
INDEX_CHANGE = Text(vi="Thay đổi của chỉ số (điểm)", en="Change of the index (points)")
RANK_CHANGE = Text(vi="Thay đổi của thứ hạng (bậc)", en="Change of the rank (places)")
SPLIT = {
    "performance": Text(vi="– do kết quả thực hiện", en="– from performance"),
    "criteria": Text(vi="– do tiêu chí thêm, bớt", en="– from criteria added and dropped"),
    "maxima": Text(vi="– do thay đổi điểm tối đa", en="– from changed maxima"),
    "adjustments": Text(vi="– do điểm thưởng, phạt, trừ", en="– from bonus, penalty and deductions"),
}
BONUS = Text(vi="Điểm thưởng", en="Bonus points")
PENALTY = Text(vi="Điểm phạt", en="Penalty points")
DEDUCTED = Text(vi="Điểm trừ sau thẩm định", en="Points deducted after appraisal")
