"""The fixed words of the report."""

from __future__ import annotations

from parindex.language import Text

TRAINING = Text(
    vi="SỐ LIỆU TẬP HUẤN: do máy sinh ra, không phải kết quả của đơn vị nào",
    en="TRAINING DATA: made by a program, not the result of any unit",
)
PAGE = Text(vi="Trang", en="Page")
RESULT = Text(vi="Kết quả chung", en="The result")
UNITS = Text(vi="Kết quả theo {grouping}", en="Results by {grouping}")
RANKS = Text(vi="Thứ hạng chắc đến đâu", en="How sure the ranks are")
GROUPS = Text(vi="Kết quả theo nhóm", en="Results by group")
ITEMS = Text(vi="Từng mục hỏi", en="Every item")
CHANGES = Text(vi="Thay đổi so với {survey}", en="Change since {survey}")
APPENDIX = Text(vi="Phụ lục: mẫu và cách tính", en="Appendix: the sample and the method")

HEADLINE = Text(
    vi="{measure}: {value} %, khoảng tin cậy {level} % từ {low} đến {high} %. {people} người trả lời, trong {psus} cụm.",
    en="{measure}: {value} %, with a {level} % interval from {low} to {high} %. {people} people answered, in {psus} clusters.",
)
EXTREMES = Text(
    vi="Ước lượng cao nhất là {best} ({best_value} %), thấp nhất là {worst} ({worst_value} %); khoảng tin cậy cho biết chênh lệch nào là thật.",
    en="The highest estimate is that of {best} ({best_value} %), the lowest that of {worst} ({worst_value} %); the intervals tell which differences are real.",
)
NOT_RANKED = Text(
    vi="{design} (nói về {describes}): {units}/{all} đơn vị không thể xếp hạng, vì có thể đứng ở bất kỳ hạng nào.",
    en="{design} (about {describes}): {units} of {all} units cannot be ranked, for they may hold any place.",
)
RANKED = Text(
    vi="{design} (nói về {describes}): mỗi đơn vị có một tập hạng hẹp hơn toàn bảng.",
    en="{design} (about {describes}): every unit has a set of ranks narrower than the whole table.",
)
RANKS_MEANING = Text(
    vi="Vạch cho biết những hạng mà đơn vị có thể đứng, với độ tin cậy {level} % cho mọi đơn vị cùng lúc; chấm là hạng của ước lượng.",
    en="A bar gives the places that a unit may hold, with {level} % confidence for all units at once; the dot is the rank of the estimate.",
)
FOREST = Text(
    vi="Chấm là ước lượng, vạch là khoảng tin cậy {level} %; đường đứng là cả nước. Dấu ◇: ít hơn 8 bậc tự do, cần thận trọng.",
    en="A dot is an estimate, the bar its {level} % interval; the upright line is the nation. The sign ◇: fewer than 8 degrees of freedom, take care.",
)
SUPPRESSED = Text(vi="không công bố ({reasons})", en="not published ({reasons})")
WHY = {
    "few_answers": Text(vi="ít trả lời", en="few answers"),
    "small_effective": Text(vi="cỡ hiệu quả nhỏ", en="small effective n"),
    "wide": Text(vi="khoảng quá rộng", en="too wide"),
}
"""Why an estimate is not published, by flag."""
UNIT = Text(vi="Đơn vị", en="Unit")
ESTIMATE = Text(vi="Ước lượng (%)", en="Estimate (%)")
INTERVAL = Text(vi="Khoảng tin cậy", en="Interval")
STANDARD_ERROR = Text(vi="Sai số chuẩn", en="Std. error")
ANSWERS = Text(vi="Trả lời", en="Answers")
WITHOUT = Text(vi="Không trả lời (%)", en="No answer (%)")
ITEM = Text(vi="Mục hỏi", en="Item")
PEOPLE = Text(vi="Người", en="People")
PSUS = Text(vi="Cụm", en="PSUs")
DEGREES = Text(vi="Bậc tự do", en="df")
EFFECT = Text(vi="Hệ số thiết kế", en="Design effect")
EFFECTIVE = Text(vi="Cỡ hiệu quả", en="Effective n")
ALIKE = Text(vi="Tương quan trong cụm", en="ICC")
CHANGE = Text(vi="Thay đổi", en="Change")
P_VALUE = Text(vi="p (Holm)", en="p (Holm)")
POSSIBLE = Text(vi="Hạng có thể", en="Possible ranks")
NATION = Text(vi="Cả nước", en="Nation")

METHOD = (
    Text(
        vi="Ước lượng là tỷ lệ câu trả lời hài lòng trong số câu trả lời, có trọng số. Mỗi mục hỏi dùng mọi người trả lời mục đó.",
        en="An estimate is the weighted share of satisfied answers among answers. Every item uses all who answered it.",
    ),
    Text(
        vi="Sai số chuẩn: tuyến tính hoá Taylor, phương sai theo cụm cấp một trong từng tầng. Khoảng tin cậy: {interval}, với bậc tự do là số cụm trừ số tầng.",
        en="Standard errors: Taylor linearisation, variance by ultimate clusters within strata. Intervals: {interval}, with as many degrees of freedom as clusters less strata.",
    ),
    Text(
        vi="Thiết kế: {design}; khoảng tin cậy nói về {describes}.",
        en="Design: {design}; the intervals are about {describes}.",
    ),
    Text(
        vi="Tập thứ hạng: Mogstad, Romano, Shaikh và Wilhelm (2024), từng bước, giá trị tới hạn của phân phối t nhiều chiều.",
        en="Sets of ranks: Mogstad, Romano, Shaikh and Wilhelm (2024), stepwise, with critical values of a multivariate t.",
    ),
    Text(
        vi="Không công bố khi ít câu trả lời, cỡ mẫu hiệu quả dưới 30 hoặc khoảng tin cậy quá rộng (chuẩn trình bày của NCHS).",
        en="Not published where there are few answers, fewer than 30 effective ones, or too wide an interval (presentation standards of NCHS).",
    ),
)
RECOMPUTE = Text(
    vi="Tính lại: “parindex survey estimate” trên các tệp có mã SHA-256 dưới đây.",
    en='Recompute it: "parindex survey estimate" on the files with the SHA-256 digests below.',
)
BREAK = Text(
    vi="{survey} thuộc chuỗi số liệu khác, nên không so sánh.",
    en="{survey} is of another series, so nothing is compared.",
)
ALT_FOREST = Text(
    vi="Biểu đồ {title}: ước lượng và khoảng tin cậy của {rows} dòng; số liệu in ở cột bên phải.",
    en="Chart of {title}: estimates and intervals of {rows} rows; the figures stand in the column on the right.",
)
