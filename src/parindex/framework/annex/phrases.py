"""Every sentence that a rule is put into, in both languages.

A phrase is said with its slots filled in, and heard back from a line: one table serves `wording` and
`reading`, so that what one writes the other reads.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from parindex.framework.annex.lines import BULLET, NUMBER
from parindex.language import Language

_NUMBERS = {"low", "high", "full", "floor", "days", "day", "month", "step", "worth", "number"}
_POINTS = {"points", "finding", "mending"}
_NAME = r"[a-z][a-z0-9_]*"


@dataclass(frozen=True)
class Phrase:
    """One line with slots, in both languages; a leading "- " makes it an item of a list."""

    vi: str
    en: str

    def say(self, language: Language, **slots: str) -> str:
        """Return the line with its slots filled in."""
        return (self.vi if language == "vi" else self.en).format(**slots)

    def hear(self, language: Language, line: str) -> dict[str, str] | None:
        """Return what stands in the slots of a line, or None if it is another line."""
        match = _pattern(self.vi if language == "vi" else self.en).fullmatch(line)
        return None if match is None else {slot: text.strip() for slot, text in match.groupdict().items()}


@lru_cache
def _pattern(template: str) -> re.Pattern[str]:
    """Return the pattern of a template; a full stop may follow unless free text ends the line."""
    item, body = template.startswith("- "), template.removeprefix("- ")
    pieces = re.split(r"\{(\w+)\}", body)
    pattern = "".join(_slot(piece) if index % 2 else re.escape(piece) for index, piece in enumerate(pieces))
    ends_in_free_text = not pieces[-1] and _slot(pieces[-2]).endswith(".+)")
    end = "" if ends_in_free_text else r"\s*[.;]?"
    return re.compile((BULLET + r"\s+" if item else "") + pattern + end, re.IGNORECASE)


def _slot(name: str) -> str:
    if name in _NUMBERS:
        return rf"(?P<{name}>{NUMBER}\s*%?)"
    if name in _POINTS:
        return rf"(?P<{name}>{NUMBER}(?:\s*(?:điểm|đ|points?))?)"
    return rf"(?P<{name}>{_NAME})" if name == "name" else rf"(?P<{name}>.+)"


# An item that is worth points, an interval of a value that is.
WORTH = Phrase("- {title}: {points}", "- {title}: {points}")

INTERVALS: dict[str, Phrase] = {
    "[low, high)": Phrase("Từ {low} đến dưới {high}", "From {low} to under {high}"),
    "(low, high)": Phrase("Trên {low} đến dưới {high}", "Over {low} to under {high}"),
    "(low, high]": Phrase("Trên {low} đến {high}", "Over {low} to {high}"),
    "[low, high]": Phrase("Từ {low} đến {high}", "From {low} to {high}"),
    "[low, inf)": Phrase("Từ {low} trở lên", "{low} or more"),
    "(low, inf)": Phrase("Trên {low}", "Over {low}"),
    "(-inf, high)": Phrase("Dưới {high}", "Under {high}"),
    "(-inf, high]": Phrase("Từ {high} trở xuống", "{high} or less"),
    "[low, low]": Phrase("Đúng {low}", "Exactly {low}"),
    "(-inf, inf)": Phrase("Mọi giá trị", "Any value"),
}
"""How an interval is said, by the form in which it is written; the narrower forms first."""

# A value that is calculated, and the variables of a formula.
VALUE = Phrase("Giá trị tính: {formula}", "Value: {formula}")
WHERE = Phrase("Trong đó:", "Where:")
VARIABLE = Phrase("- {name}: {title} — {details}", "- {name}: {title} — {details}")
KINDS: dict[str, Phrase] = {
    "count": Phrase("số đếm", "count"),
    "number": Phrase("số", "number"),
    "percent": Phrase("phần trăm", "percent"),
    "date": Phrase("ngày tháng", "date"),
    "choice": Phrase("lựa chọn", "choice"),
    "yes_no": Phrase("có hoặc không", "yes or no"),
}
UNIT = Phrase("đơn vị tính: {unit}", "unit: {unit}")
AT_LEAST = Phrase("ít nhất {number}", "at least {number}")
AT_MOST = Phrase("nhiều nhất {number}", "at most {number}")
AT_MOST_NAME = Phrase("không quá {name}", "no more than {name}")
CHOICES = Phrase("một trong: {codes}", "one of: {codes}")

SCALE = Phrase("Thang điểm:", "Points:")

LEVELS = Phrase("Chọn một trong các mức:", "One of these levels:")
CHECKLIST = Phrase("Cộng điểm của từng nội dung đạt được:", "The points of each item that is met add up:")

DEDUCTIONS = Phrase("Đạt điểm tối đa, mỗi lần dưới đây bị trừ:", "Maximum points, less for each time:")
DEDUCTED = Phrase("- {title}: trừ {points}", "- {title}: less {points}")
FLOOR = Phrase("Điểm còn lại không dưới {points}", "Never below {points}")

APPRAISER = Phrase("Người thẩm định cho điểm và ghi lý do", "The appraiser gives the points and the reason")
STEP = Phrase("Điểm là bội số của {step}", "Points are a multiple of {step}")

FINDING = Phrase("- Có kiểm tra, rà soát: {finding}", "- Inspected: {finding}")
MENDING = Phrase(
    "- Xử lý vấn đề phát hiện: {mending} × số vấn đề đã xử lý ÷ số vấn đề phát hiện",
    "- Faults mended: {mending} × faults mended ÷ faults found",
)
NOTHING_FOUND = Phrase(
    "- Có kiểm tra mà không phát hiện vấn đề: đủ điểm cả hai phần",
    "- Inspected, no fault found: both parts in full",
)
NOT_INSPECTED = Phrase("- Không kiểm tra, rà soát: {points}", "- Not inspected: {points}")

PROPORTION = Phrase(
    "Điểm = điểm tối đa × giá trị tính ÷ {full}, không quá điểm tối đa",
    "Points = maximum × value ÷ {full}, at most the maximum",
)
BELOW_FLOOR = Phrase("Giá trị dưới {floor}: {points}", "Value under {floor}: {points}")

FORMULA = Phrase(
    "Chấm theo công thức; lấy dòng đầu tiên phù hợp:", "By formula; the first line that fits counts:"
)
CASE = Phrase("- Nếu {when}: {points_formula}", "- If {when}: {points_formula}")
OTHERWISE = Phrase("- Còn lại: {points_formula}", "- Otherwise: {points_formula}")
MAX_POINTS_IS = Phrase("max_points là điểm tối đa", "max_points is the maximum")
CLIPPED = Phrase("Điểm không dưới 0 và không quá điểm tối đa", "Never below 0 or above the maximum")

TO_BE_DONE = Phrase("Việc phải làm: {what}", "To be done: {what}")
DUE: dict[str, Phrase] = {
    "before": Phrase(
        "- Chậm nhất ngày {day}/{month} của năm trước năm đánh giá: điểm tối đa",
        "- By {day}/{month} of the year before the round: maximum points",
    ),
    "round": Phrase(
        "- Chậm nhất ngày {day}/{month} của năm đánh giá: điểm tối đa",
        "- By {day}/{month} of the round's year: maximum points",
    ),
    "after": Phrase(
        "- Chậm nhất ngày {day}/{month} của năm sau năm đánh giá: điểm tối đa",
        "- By {day}/{month} of the year after the round: maximum points",
    ),
}
LATE = Phrase("- Chậm không quá {days} ngày: {points}", "- At most {days} days late: {points}")
TOO_LATE = Phrase("- Chậm hơn hoặc không làm: {points}", "- Later or never: {points}")

QUESTION = Phrase("Câu hỏi khảo sát: {question}", "Survey question: {question}")
MEAN = Phrase(
    "Điểm = điểm tối đa × bình quân các câu trả lời, mỗi câu trả lời được tính:",
    "Points = maximum × mean of the answers, each answer being worth:",
)
OPTION = Phrase("- {title}: {worth}", "- {title}: {worth}")

INDEX = Phrase("Theo chỉ số (%): {index}", "From the index (%): {index}")
INDEX_PROPORTION = Phrase(
    "Điểm = điểm tối đa × chỉ số ÷ {full}, không quá điểm tối đa",
    "Points = maximum × index ÷ {full}, at most the maximum",
)

STATISTIC = Phrase(
    "So kết quả thực hiện với chỉ tiêu, đơn vị tính: {unit}", "Achieved against target, unit: {unit}"
)
BETTER: dict[str, Phrase] = {
    "higher": Phrase("Tỷ lệ đạt = 100% × kết quả thực hiện ÷ chỉ tiêu", "Rate = 100% × achieved ÷ target"),
    "lower": Phrase("Tỷ lệ đạt = 100% × chỉ tiêu ÷ kết quả thực hiện", "Rate = 100% × target ÷ achieved"),
}

RELATIVE: dict[str, Phrase] = {
    "share_of_best": Phrase(
        "Điểm = điểm tối đa × giá trị tính ÷ giá trị cao nhất của các đơn vị",
        "Points = maximum × value ÷ highest value of the units",
    ),
    "between_worst_and_best": Phrase(
        "Điểm = điểm tối đa × (giá trị tính − thấp nhất) ÷ (cao nhất − thấp nhất của các đơn vị)",
        "Points = maximum × (value − lowest) ÷ (highest − lowest of the units)",
    ),
}
ALL_ALIKE = Phrase(
    "Các đơn vị đều như nhau thì đều được điểm tối đa", "Where all units are alike, all get the maximum"
)

CHANGE = Phrase("So với năm trước: {title}", "Against the year before: {title}")
CHANGE_IN = Phrase(
    "So với năm trước: {title} — đơn vị tính: {unit}", "Against the year before: {title} — unit: {unit}"
)
CHANGE_KINDS: dict[str, Phrase] = {
    "difference": Phrase("Mức thay đổi = năm nay − năm trước", "Change = this year − last year"),
    "percent": Phrase(
        "Mức thay đổi = 100% × (năm nay − năm trước) ÷ năm trước",
        "Change = 100% × (this year − last year) ÷ last year",
    ),
}

# What a leaf says beside its rule, in the same cell.
FOR_GROUPS = Phrase("Áp dụng cho: {groups}", "For: {groups}")
MAY_NOT_APPLY = Phrase("Có thể không áp dụng", "May be not applicable")
