"""Every fixed word of errors from replicates, and of ``survey differences|independence|quantiles|reliability``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from parindex.language import Text

Texts = Mapping[str, Text]

COMMANDS: Texts = {
    "survey differences": Text(
        vi="Kiểm định nhóm nào khác nhóm nào: từng cặp, hoặc mọi nhóm so với một nhóm; giá trị p hiệu chỉnh theo Holm và max-t.",
        en="Test which groups differ: every two, or all from one; p-values adjusted after Holm and by max-t.",
    ),
    "survey independence": Text(
        vi="Kiểm định câu trả lời có phụ thuộc cách chia nhóm hay không (Rao–Scott), hiệu chỉnh theo Holm.",
        en="Test whether answers hang on a grouping (Rao–Scott), adjusted after Holm.",
    ),
    "survey quantiles": Text(
        vi="Phân vị của một cột số (số ngày chờ …), có khoảng tin cậy Woodruff.",
        en="Quantiles of a number (days waited …) with Woodruff's intervals.",
    ),
    "survey reliability": Text(
        vi="Các mục hỏi của mỗi yếu tố có đo cùng một điều: alpha của Cronbach, tương quan mục–phần còn lại.",
        en="Whether the items of each factor measure one thing: Cronbach's alpha, item–rest correlations.",
    ),
}
"""Help of the commands."""
OPTIONS: Texts = {
    "estimate.errors": Text(
        vi="Sai số: linearised (Taylor, cụm cuối; mặc định), jackknife (JKn), bootstrap (Rao–Wu), stages (mọi bước có population), calibrated (biết trọng số đã hiệu chỉnh; cần --margin, --base-weight). Bốn cách sau chỉ cho tỷ lệ.",
        en="Errors: linearised (Taylor, ultimate clusters; the default), jackknife (JKn), bootstrap (Rao–Wu), stages (every stage with a population), calibrated (knows of the calibration; needs --margin, --base-weight). The latter four of shares alone.",
    ),
    "estimate.margin": Text(
        vi="Cột mà trọng số đã hiệu chỉnh theo; dùng được nhiều lần.",
        en="Column that the weights were calibrated to; may be repeated.",
    ),
    "estimate.base_weight": Text(
        vi="Cột trọng số trước hiệu chỉnh.", en="Column with the weights before calibration."
    ),
    "estimate.draws": Text(vi="Số mẫu lặp của bootstrap.", en="Replicates of the bootstrap."),
    "analysis.by": Text(
        vi="Cách chia nhóm khai trong survey.yaml.", en="Grouping that survey.yaml declares."
    ),
    "analysis.out": Text(
        vi="Ghi kết quả ra tệp .csv, .xlsx hoặc .parquet.",
        en="Write the results to a .csv, .xlsx or .parquet file.",
    ),
    "differences.measure": Text(
        vi="Mục hỏi hoặc yếu tố nào; mặc định là chỉ số chung.",
        en="Item or factor; the whole index by default.",
    ),
    "differences.against": Text(
        vi="So mọi nhóm với nhóm này; mặc định so từng cặp.",
        en="Compare all groups with this one; every two by default.",
    ),
    "independence.item": Text(
        vi="Mục hỏi; dùng được nhiều lần, mặc định là mọi mục.", en="Item; may be repeated, all by default."
    ),
    "quantiles.column": Text(vi="Cột số của dữ liệu.", en="Column of the microdata with the number."),
    "quantiles.share": Text(
        vi="Phân vị nào, từ 0 đến 1; dùng được nhiều lần, mặc định 0,25, 0,5, 0,75.",
        en="Which quantile, 0 to 1; may be repeated, 0.25, 0.5 and 0.75 by default.",
    ),
    "quantiles.where": Text(
        vi="Chỉ tính người có giá trị này ở cột này, ví dụ sex=female.",
        en="Only people with this value in this column, say sex=female.",
    ),
    "reliability.missing": Text(
        vi="pairwise: mỗi cặp mục tính trên người trả lời cả hai; complete: chỉ người trả lời mọi mục.",
        en="pairwise: each two items over those who answered both; complete: only those who answered all.",
    ),
}
"""Help of their options."""
HEADINGS: Texts = {
    "domain": Text(vi="Nhóm", en="Group"),
    "other": Text(vi="so với", en="less"),
    "estimate": Text(vi="Ước lượng", en="Estimate"),
    "standard_error": Text(vi="Sai số chuẩn", en="Std. error"),
    "lower": Text(vi="Từ", en="From"),
    "upper": Text(vi="Đến", en="To"),
    "degrees_of_freedom": Text(vi="Bậc tự do", en="df"),
    "of_error": Text(vi="Bậc tự do của sai số", en="df of error"),
    "p_value": Text(vi="p", en="p"),
    "holm": Text(vi="p (Holm)", en="p (Holm)"),
    "max_t": Text(vi="p (max-t)", en="p (max-t)"),
    "item": Text(vi="Mục hỏi", en="Item"),
    "pearson": Text(vi="χ² Pearson", en="Pearson χ²"),
    "f": Text(vi="F", en="F"),
    "first_order_p_value": Text(vi="p (bậc một)", en="p (first order)"),
    "answers": Text(vi="Trả lời", en="Answers"),
    "share": Text(vi="Phân vị", en="Quantile"),
    "node": Text(vi="Yếu tố", en="Factor"),
    "alpha": Text(vi="Alpha", en="Alpha"),
    "alpha_without": Text(vi="Alpha nếu bỏ mục", en="Alpha without it"),
    "item_rest": Text(vi="Tương quan với phần còn lại", en="Item–rest"),
}
"""Headings by the name of the column in files and JSON."""
P_VALUES, TINY = frozenset({"p_value", "holm", "max_t", "first_order_p_value"}), 0.0001
"""Columns of p-values, of which people are shown no less than this."""
DEGREES = frozenset({"degrees_of_freedom", "of_error"})
"""Columns with one decimal; other figures have four."""
CALIBRATED_NEEDS = Text(
    vi="--errors calibrated cần --margin và --base-weight, và chỉ chúng.",
    en="--errors calibrated needs --margin and --base-weight, and nothing else takes them.",
)
NEEDS_PEOPLE = Text(
    vi="--errors stages và calibrated cần dữ liệu từng người (không dùng --totals) và chỉ tính tỷ lệ hài lòng.",
    en="--errors stages and calibrated need the people (no --totals) and are of shares of satisfied answers alone.",
)
ANSWERS_ALONE = Text(
    vi="--statistic answers chỉ có sai số tuyến tính hoá và khoảng logit (không dùng --errors, --interval).",
    en="--statistic answers has linearised errors and logit intervals alone (no --errors, no --interval).",
)
WHERE = Text(
    vi="--where có dạng CỘT=GIÁ TRỊ, ví dụ sex=female.", en="--where is COLUMN=VALUE, say sex=female."
)
MORE_ROWS = Text(
    vi="… và {more} dòng nữa; --out hoặc --json có đủ.",
    en="… and {more} rows more; --out and --json have all.",
)
LEFT_OUT = Text(
    vi="{count} nhóm không được so sánh vì quá ít người trả lời.",
    en="{count} groups are not compared: too few answered.",
)

ERRORS: Texts = {
    "jackknife": Text(
        vi="Sai số chuẩn từ jackknife (JKn): lần lượt bỏ từng cụm.",
        en="Standard errors by the jackknife (JKn): each PSU left out in turn.",
    ),
    "bootstrap": Text(
        vi="Sai số chuẩn từ bootstrap Rao–Wu: chọn lại các cụm trong mỗi tầng.",
        en="Standard errors by the bootstrap of Rao and Wu: PSUs drawn again in each stratum.",
    ),
    "stages": Text(
        vi="Sai số chuẩn gồm phần của mọi bước chọn mẫu có khai tổng thể.",
        en="Standard errors with the part of every stage that a population is given for.",
    ),
    "calibrated": Text(
        vi="Sai số chuẩn có tính đến việc trọng số đã hiệu chỉnh (phần dư theo các biên).",
        en="Standard errors that know of the calibration (residuals on the margins).",
    ),
}
"""What errors come from, where they are not linearised."""


def few(answers: int, least: int) -> Text:
    """Return the refusal of figures of too few people."""
    return Text(
        vi=f"Chỉ {answers} người có số ở cột này; cuộc khảo sát không công bố số của ít hơn {least} người.",
        en=f"Only {answers} people have the number; the survey publishes nothing of fewer than {least}.",
    )


def no_measure(code: str, known: Sequence[str]) -> Text:
    """Return the refusal of an item or factor that the survey has not."""
    listed = ", ".join(known)
    return Text(vi=f"Không có “{code}”; có: {listed}.", en=f'There is no "{code}"; there are: {listed}.')
