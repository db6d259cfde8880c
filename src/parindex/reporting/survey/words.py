"""The fixed words of the report."""

from __future__ import annotations

from parindex.language import Text

RESULT = Text(vi="Kết quả chung", en="The result")
UNITS = Text(vi="Kết quả theo {grouping}", en="Results by {grouping}")
FACTORS_OF_UNITS = Text(
    vi="Từng yếu tố (%, trong ngoặc là khoảng tin cậy)", en="Every factor (%, intervals in brackets)"
)
RANKS = Text(vi="Thứ hạng chắc đến đâu", en="How sure the ranks are")
GROUPS = Text(vi="Kết quả theo nhóm", en="Results by group")
ITEMS = Text(vi="Yếu tố và mục hỏi", en="Factors and items")
CHANGES = Text(vi="Thay đổi so với {survey}", en="Change since {survey}")
APPENDIX = Text(vi="Phụ lục: mẫu và cách tính", en="Appendix: the sample and the method")

HEADLINE = Text(
    vi="{measure}: {value}%, khoảng tin cậy {level}% từ {low} đến {high}% (nói về {describes}). {people} người trả lời, ở {psus} cụm thuộc {strata} tầng.",
    en="{measure}: {value}%, with a {level}% interval from {low} to {high}% (about {describes}). {people} people answered, in {psus} clusters of {strata} strata.",
)
HEADLINE_ALONE = Text(
    vi="{measure}: {value}%, không tính được khoảng tin cậy. {people} người trả lời, ở {psus} cụm thuộc {strata} tầng.",
    en="{measure}: {value}%, without an interval, for none can be worked out. {people} people answered, in {psus} clusters of {strata} strata.",
)
HEADLINE_HELD_BACK = Text(
    vi="{measure}: không công bố, vì số liệu chưa đủ tin cậy. {people} người trả lời, ở {psus} cụm thuộc {strata} tầng.",
    en="{measure}: not published, for the data are not sound enough. {people} people answered, in {psus} clusters of {strata} strata.",
)
PARTS = Text(
    vi="Yếu tố có ước lượng cao nhất là {best} ({best_value}%), thấp nhất là {worst} ({worst_value}%).",
    en="The factor with the highest estimate is {best} ({best_value}%), with the lowest {worst} ({worst_value}%).",
)
EXTREMES = Text(
    vi="Trong các đơn vị, ước lượng cao nhất là của {best} ({best_value}%), thấp nhất là của {worst} ({worst_value}%); khoảng tin cậy cho biết chênh lệch nào là thật.",
    en="Among units the highest estimate is that of {best} ({best_value}%), the lowest that of {worst} ({worst_value}%); the intervals tell which differences are real.",
)
SOME_HELD_BACK = Text(
    vi="{units}/{all} đơn vị chưa có ước lượng đủ tin cậy để công bố.",
    en="Of {units} of {all} units the estimate is not sound enough to be published.",
)
NONE_RANKED = Text(
    vi="{design} (nói về {describes}): không thể xếp hạng; cả {all} đơn vị đều có thể đứng ở bất kỳ hạng nào.",
    en="{design} (about {describes}): units cannot be ranked; each of the {all} may hold any place.",
)
NOT_RANKED = Text(
    vi="{design} (nói về {describes}): {units}/{all} đơn vị không thể xếp hạng, vì có thể đứng ở bất kỳ hạng nào.",
    en="{design} (about {describes}): {units} of {all} units cannot be ranked, for they may hold any place.",
)
RANKED = Text(
    vi="{design} (nói về {describes}): mỗi đơn vị có một tập hạng hẹp hơn toàn bảng.",
    en="{design} (about {describes}): every unit has a set of ranks narrower than the whole table.",
)
NO_RANKS = Text(
    vi="{design}: không lập được tập thứ hạng. {why}", en="{design}: there are no sets of ranks. {why}"
)
CHANGED = Text(
    vi="So với {survey}: {change} điểm phần trăm, {p}: đã thay đổi.",
    en="Since {survey}: {change} percentage points, {p}: it has changed.",
)
NOT_SURELY_CHANGED = Text(
    vi="So với {survey}: {change} điểm phần trăm, {p}: chưa đủ căn cứ để nói là đã thay đổi.",
    en="Since {survey}: {change} percentage points, {p}: not enough to say that it has changed.",
)
NOT_COMPARED = Text(vi="Không so sánh với {survey}: {why}", en="It is not compared with {survey}: {why}")
HOW_TO_READ = Text(
    vi="Cách đọc biểu đồ: chấm là ước lượng, vạch là khoảng tin cậy {level}%; đường đứng, nếu có, là giá trị chung. Chấm rỗng và dấu ◇ sau tên: ít hơn 8 bậc tự do, cần thận trọng. Số không công bố có ghi lý do; Phụ lục giải thích.",
    en="How to read the charts: a dot is an estimate, the bar its {level}% interval; the upright line, where there is one, is the value of everyone. A hollow dot and the sign ◇ after a name: fewer than 8 degrees of freedom, take care. What is not published says why; the appendix explains.",
)
RANKS_MEANING = Text(
    vi="Vạch cho biết những hạng mà đơn vị có thể đứng, với độ tin cậy {level}% cho mọi đơn vị cùng lúc; chấm là hạng của ước lượng. Đơn vị không công bố ước lượng được nêu tên ở dưới, không có hạng.",
    en="A bar gives the places that a unit may hold, with {level}% confidence for all units at once; the dot is the rank of the estimate. Units whose estimates are not published are named below without a place.",
)
CHANGES_MEANING = Text(
    vi="Thay đổi của chỉ số chung, tính bằng điểm phần trăm, với khoảng tin cậy {level}%; p đã điều chỉnh theo Holm cho mọi dòng của biểu đồ. ▲ tăng, ▼ giảm: ngoài mức ngẫu nhiên. Nơi một trong hai ước lượng không công bố chỉ được nêu tên.",
    en="Change of the whole index in percentage points, with a {level}% interval; p is adjusted after Holm for all rows of the chart. ▲ up, ▼ down: beyond chance. Where one of the two estimates is not published, there is a name alone.",
)
TOO_MANY = Text(
    vi="{grouping}: {domains} nhóm, quá nhiều để vẽ; xem bảng do “parindex survey estimate” ghi.",
    en="{grouping}: {domains} groups, too many to draw; see the table that “parindex survey estimate” writes.",
)
SUPPRESSED = Text(vi="không công bố: {reasons}", en="not published: {reasons}")
HELD_BACK = Text(vi="không công bố", en="not published")
WITHHELD = Text(vi="Không công bố ({count}): {names}.", en="Not published ({count}): {names}.")
HELD_BACK_BRIEF = Text(vi="(không nêu)", en="(withheld)")
WHY = {
    "few_answers": Text(vi="ít câu trả lời", en="few answers"),
    "small_effective": Text(vi="cỡ hiệu quả nhỏ", en="small effective n"),
    "wide": Text(vi="khoảng quá rộng", en="interval too wide"),
}
"""Why an estimate is not published, by flag."""
TAKE_CARE, UP, DOWN = "◇", "▲", "▼"

UNIT = Text(vi="Đơn vị", en="Unit")
FACTOR = Text(vi="Yếu tố", en="Factor")
ITEM = Text(vi="Mục hỏi", en="Item")
ESTIMATE = Text(vi="Ước lượng (%)", en="Estimate (%)")
POSSIBLE = Text(vi="Hạng có thể", en="Possible ranks")
CHANGE = Text(vi="Thay đổi (điểm %)", en="Change (points)")
FROM_TO = Text(vi="{value} (từ {low} đến {high})", en="{value} ({low} to {high})")
STANDARD_ERROR = Text(vi="Sai số chuẩn", en="Std. error")
EFFECT = Text(vi="Hệ số thiết kế", en="Design effect")
EFFECTIVE = Text(vi="Cỡ hiệu quả", en="Effective n")
ALIKE = Text(vi="Tương quan trong cụm", en="ICC")
ANSWERS = Text(vi="Số trả lời", en="Answers")
WITHOUT = Text(vi="Không trả lời (%)", en="No answer (%)")
PEOPLE = Text(vi="Số người", en="People")
PSUS = Text(vi="Số cụm", en="PSUs")
STRATA = Text(vi="Số tầng", en="Strata")
DEGREES = Text(vi="Bậc tự do", en="df")
SIGN = Text(vi="Dấu hoặc lý do", en="Sign or reason")
MEANING = Text(vi="Nghĩa là", en="What it means")
FEWER_THAN = Text(
    vi="ít hơn {least} câu trả lời, mức công bố của cuộc khảo sát",
    en="fewer than {least} answers, the least that the survey publishes",
)
FILE = Text(vi="Tệp", en="File")
DIGEST = Text(vi="Mã SHA-256", en="SHA-256")
ALT_FOREST = Text(
    vi="Biểu đồ {title}: ước lượng và khoảng tin cậy của {rows} dòng; số liệu in ở cột bên phải.",
    en="Chart of {title}: estimates and intervals of {rows} rows; the figures stand in the column on the right.",
)
ALT_RANKS = Text(
    vi="Biểu đồ {title}: những hạng mà từng đơn vị trong {units} đơn vị có thể đứng; số liệu in ở cột bên phải.",
    en="Chart of {title}: the places that each of {units} units may hold; the figures stand in the column on the right.",
)
