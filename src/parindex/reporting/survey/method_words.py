"""What the appendix says of the method."""

from __future__ import annotations

from parindex.language import Text

HOW = Text(vi="Cách tính", en="Method")
FLAGS = Text(vi="Số không công bố, số cần thận trọng", en="What is not published, and what asks for care")
ITEM_TABLE = Text(vi="Từng mục hỏi và yếu tố, giá trị chung", en="Every item and factor, everyone together")
SAMPLE = Text(vi="Mẫu, và mẫu có giá trị đến đâu", en="The sample, and what it was worth")
AGAIN = Text(vi="Tính lại", en="How to recompute it")

METHOD = (
    Text(
        vi="Ước lượng là tỷ lệ câu trả lời hài lòng trong số câu trả lời, có trọng số. Mỗi mục hỏi dùng mọi người trả lời mục đó; “không biết” và từ chối không phải là câu trả lời.",
        en="An estimate is the weighted share of satisfied answers among answers. Every item uses all who answered it; “don’t know” and refusals are no answers.",
    ),
    Text(
        vi="Thiết kế: {design}, gồm {psus} cụm trong {strata} tầng; khoảng tin cậy nói về {describes}.",
        en="Design: {design}, of {psus} clusters in {strata} strata; the intervals are about {describes}.",
    ),
    Text(
        vi="Sai số chuẩn: tuyến tính hoá Taylor, phương sai theo cụm cấp một trong từng tầng; {correction}. Số tầng chỉ có một cụm: {lonely_strata}; cách xử lý: {lonely}.",
        en="Standard errors: Taylor linearisation, variance by ultimate clusters within strata; {correction}. Strata of one cluster: {lonely_strata}; what is done with them: {lonely}.",
    ),
    Text(
        vi="Khoảng tin cậy {level}%: {interval}, phân phối t với bậc tự do là số cụm trừ số tầng có người của nhóm.",
        en="{level}% intervals: {interval}, of a t distribution with as many degrees of freedom as clusters less strata that have people of the group.",
    ),
    Text(
        vi="Hệ số thiết kế so với mẫu ngẫu nhiên đơn giản có hoàn lại cùng số câu trả lời; cỡ hiệu quả là số câu trả lời chia cho hệ số đó; tương quan trong cụm cho biết người cùng cụm trả lời giống nhau đến đâu.",
        en="The design effect is against a simple random sample, with replacement, of as many answers; the effective n is answers divided by it; the ICC tells how alike people of one cluster answer.",
    ),
)
RANKS_METHOD = Text(
    vi="Tập thứ hạng: Mogstad, Romano, Shaikh và Wilhelm (2024), từng bước, giá trị tới hạn của phân phối t nhiều chiều với {freedom} bậc tự do cho thiết kế “{design}”; {draws} lần rút, số gốc {seed}.",
    en="Sets of ranks: Mogstad, Romano, Shaikh and Wilhelm (2024), stepwise, with critical values of a multivariate t with {freedom} degrees of freedom for the design “{design}”; {draws} draws, seed {seed}.",
)
INTERVALS = {
    "logit": Text(vi="trên thang logit", en="on the logit scale"),
    "beta": Text(vi="Korn–Graubard (beta)", en="Korn–Graubard (beta)"),
    "wilson": Text(vi="Wilson", en="Wilson"),
    "t": Text(vi="đối xứng (t)", en="symmetric (t)"),
}
"""Methods of intervals."""
CORRECTED = Text(vi="có hiệu chỉnh tổng thể hữu hạn", en="with the finite population correction")
NOT_CORRECTED = Text(vi="không hiệu chỉnh tổng thể hữu hạn", en="without a finite population correction")
LONELY = {
    "fail": Text(vi="báo lỗi nếu có (fail)", en="an error if there are any (fail)"),
    "adjust": Text(
        vi="so với trung bình của mọi cụm (adjust)", en="compared with the mean of all clusters (adjust)"
    ),
    "average": Text(
        vi="lấy trung bình của các tầng khác (average)", en="the average of the other strata (average)"
    ),
    "certainty": Text(
        vi="coi như chọn chắc chắn, không góp sai số (certainty)",
        en="taken as certain, they add no error (certainty)",
    ),
    "remove": Text(vi="bỏ khỏi phương sai (remove)", en="left out of the variance (remove)"),
}
"""What is done with strata of one cluster."""
FLAGS_MEANING = Text(
    vi="Theo chuẩn trình bày tỷ lệ của NCHS (Hoa Kỳ), với khoảng Korn–Graubard; nơi không công bố ước lượng thì sai số chuẩn, khoảng tin cậy, hạng và thay đổi cũng không nêu.",
    en="After the presentation standards for proportions of NCHS (United States), with Korn–Graubard intervals; where an estimate is not published, its standard error, interval, rank and change are not either.",
)
SAMPLE_MEANING = Text(
    vi="Của chỉ số chung. Dữ liệu chỉ có người đã trả lời: tỷ lệ trả lời trong số người được chọn phải xem ở biên bản điều tra.",
    en="Of the whole index. The microdata hold those who answered: how many of those drawn did is to be read in the record of the fieldwork.",
)
RECOMPUTE = Text(
    vi="SURVEY là thư mục khảo sát có các tệp với mã SHA-256 dưới đây; báo cáo do parindex {version} lập.",
    en="SURVEY is the survey folder, with files of the SHA-256 digests below; this report was made by parindex {version}.",
)
