"""The report of a draw: how it was made, and what it can be expected to tell."""

from __future__ import annotations

from collections.abc import Iterator

from parindex.language import Language, Text
from parindex.survey.design.draw import Draw
from parindex.survey.design.model import Method, SampleDesign
from parindex.survey.design.precision import FEW_DEGREES, alternatives, expected
from parindex.survey.report.blocks import Block, Document, Heading, Paragraph, Table
from parindex.survey.report.numerals import number
from parindex.survey.report.words import PAGE, TRAINING

TITLE = Text(vi="Báo cáo chọn mẫu", en="Report of the draw")
HOW = Text(vi="Mẫu được chọn thế nào", en="How the sample was drawn")
PRECISION = Text(vi="Độ chính xác mong đợi", en="Expected precision")
OTHER = Text(vi="Nhiều cụm hơn, ít người hơn ở mỗi cụm", en="More clusters with fewer people each")
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
ASSUMED = Text(
    vi="Giả định: tỷ lệ {share} %, tương quan trong cụm {icc}, tỷ lệ trả lời {response} %.",
    en="Assumed: a share of {share} %, a correlation within clusters of {icc}, a response of {response} %.",
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
    vi="{count} cụm có ít người hơn số cần lấy, nên lấy hết: {named} …",
    en="{count} clusters had fewer people than were to be taken, so all of theirs were: {named} …",
)
STAGE, METHOD, COUNT = (
    Text(vi="Bước", en="Stage"),
    Text(vi="Cách chọn", en="Selection"),
    Text(vi="Đã chọn", en="Drawn"),
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


def design_document(design: SampleDesign, draw: Draw, language: Language) -> Document:
    """Return the report of a draw in one language."""
    return Document(
        language=language,
        title=f"{TITLE.to(language)}: {design.title.to(language)}",
        subtitle=design.code,
        warning=TRAINING.to(language) if design.data_status == "training" else "",
        page=PAGE.to(language),
        blocks=tuple(_blocks(design, draw, language)),
    )


def _blocks(design: SampleDesign, draw: Draw, language: Language) -> Iterator[Block]:
    def say(text: Text, **blanks: object) -> str:
        return text.to(language).format(**blanks)

    record = draw.record
    yield Heading(say(HOW))
    yield _stages(design, draw, language)
    yield Paragraph(
        say(
            DRAWN,
            main=record["main"],
            reserve=record["reserve"],
            frame=record["frame_rows"],
            excluded=record["excluded"],
        )
    )
    if draw.shortfalls:
        named = ", ".join(label for label, _, _ in draw.shortfalls[:5])
        yield Paragraph(say(SHORT, count=len(draw.shortfalls), named=named))
    for note in design.notes:
        yield Paragraph(note.to(language), look="quiet")
    yield Heading(say(PRECISION))
    strata = expected(design, draw)
    doubtful = sum(each.is_doubtful for each in strata)
    if doubtful:
        yield Paragraph(say(DOUBTFUL, doubtful=doubtful, all=len(strata), least=FEW_DEGREES))
    yield Paragraph(
        say(
            ASSUMED, share=number(100 * design.expected_share, language, 0), icc=number(design.expected_icc, language, 2),
            response=number(100 * design.expected_response, language, 0),
        )
    )  # fmt: skip
    yield Paragraph(say(TWO_MARGINS), look="quiet")
    rows = [
        (
            each.stratum, str(each.people), str(each.psus), str(each.clusters), str(each.degrees_of_freedom),
            number(each.effect, language, 1), number(each.margin_of_psus, language, 1),
            number(each.margin_of_clusters, language, 1),
        )
        for each in strata
    ]  # fmt: skip
    yield Table(tuple(head.to(language) for head in HEADS), tuple(rows))
    yield Heading(say(OTHER))
    middle = sorted(each.answers for each in strata)[len(strata) // 2]
    others = [
        (
            str(each.per_cluster),
            str(each.clusters),
            number(each.effect, language, 1),
            number(each.margin, language, 1),
        )
        for each in alternatives(design, middle)
    ]
    yield Table(tuple(head.to(language) for head in OTHER_HEADS), tuple(others))
    yield Heading(say(REPEAT))
    listed = [
        ("seed", str(record["seed"])),
        ("design", str(record["design_sha256"])),
        ("sample", str(record["sample_sha256"])),
    ]
    listed += [(each["file"], each["sha256"]) for each in record["frame"]]
    yield Table(("", "SHA-256"), tuple(listed), "codes")


def _stages(design: SampleDesign, draw: Draw, language: Language) -> Table:
    drawn = draw.record["drawn"]
    rows = [
        (stage.title.to(language), METHODS[stage.method].to(language), str(drawn[stage.code]))
        for stage in design.stages
    ]
    return Table(tuple(head.to(language) for head in (STAGE, METHOD, COUNT)), tuple(rows))
