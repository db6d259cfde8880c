"""A document in which every kind of block stands, for both forms of it."""

import datetime
import re
from fractions import Fraction
from functools import cache

from parindex.language import Language
from parindex.reporting.charts import Chart, ranking
from parindex.reporting.office.blocks import (
    CHART_WIDTH,
    Amount,
    Column,
    Heading,
    Item,
    Paragraph,
    Picture,
    Section,
    Table,
)
from parindex.reporting.office.document import OfficialDocument
from parindex.reporting.office.letterhead import Letterhead, head_of
from tests.builders import ranked

VIETNAMESE = (
    "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵ"
    "AÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬBCDĐEÈÉẺẼẸÊỀẾỂỄỆGHIÌÍỈĨỊKLMNOÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢPQRSTUÙÚỦŨỤƯỪỨỬỮỰVXYỲÝỶỸỴ"
)
HOSTILE = (
    '#read("/etc/passwd")',
    "#panic()[*a*] $x$ _b_ `c` @d <e>",
    "<script>alert(1)</script> & ]]> <w:br/>",
    '=HYPERLINK("http://example.org","x")',
    "../../etc/passwd",
    "x" * 300,
)
TURNED = "Lạng\u202e Sơn\u200f\u2066 A\x07B"
"""A name with signs that turn the direction of writing, and with a bell."""
LETTERHEAD = Letterhead(
    superior="UBND tỉnh {unit}",
    agency="Sở Nội vụ",
    number=7,
    symbol="BC-SNV",
    place="{unit}",
    date=datetime.date(2026, 2, 5),
    authority="KT. Giám đốc",
    position="Phó Giám đốc",
    signer="Nguyễn Văn A",
    recipients=("Bộ Nội vụ", "UBND tỉnh {unit}"),
    copies="VT, CCHC",
)
NARROW = Table(
    "narrow",
    "Chỉ số thành phần",
    (Column("Mã", 12, "code"), Column("Lĩnh vực", 60), Column("Điểm", 20, "number")),
    tuple((f"1.{n}", f"Lĩnh vực số {n}", Amount(Fraction(n, 7))) for n in range(60)),
)
WIDE = Table(
    "wide",
    "Nguyên nhân và giải pháp",
    tuple(Column(f"Cột {n}", 20) for n in range(12)),
    (tuple(f"ô {n}" for n in range(12)), ("",) * 12),
)


@cache
def chart() -> Chart:
    """A ranking of two units."""
    return ranking(ranked(95, 80), "vi", width=CHART_WIDTH)


def document(
    language: Language = "vi",
    *extra: str,
    letterhead: Letterhead = LETTERHEAD,
    unit: str = "Lạng Sơn",
    label: str = "",
    watermark: str = "",
    charts: tuple[Chart, ...] = (),
) -> OfficialDocument:
    """A document of two sections; `extra` texts stand as paragraph, list item and cell."""
    named = Table(
        "extra", "Thêm", (Column("Tên", 10), Column("Mã", 10, "code")), tuple((text, text) for text in extra)
    )
    upright = (
        Paragraph("Số liệu tập huấn.", "framed"),
        Heading("I. KẾT QUẢ CHUNG"),
        Paragraph(
            "Lạng Sơn đạt 80,33 điểm, xếp hạng 42/63, thuộc nhóm B; so với đợt trước, chỉ số tăng 3,08 điểm."
        ),
        Paragraph("So với đợt trước, chỉ số giảm 2,05 điểm, thứ hạng giảm 9 bậc (từ 32 xuống 41)."),
        Heading("1. Chi tiết", 3),
        Item("một việc"),
        *(Paragraph(text) for text in extra),
        *(Item(text) for text in extra),
        NARROW,
        *([named] if extra else []),
        *(Picture(chart) for chart in charts),
        Paragraph("Nguồn: bản tin.", "quiet"),
    )
    landscape = (Heading("II. GIẢI PHÁP"), WIDE)
    return OfficialDocument(
        language,
        head_of(letterhead, unit, "BC", language),
        "BÁO CÁO",
        "Kết quả Chỉ số cải cách hành chính năm 2025",
        (Section(upright), Section(landscape, is_landscape=True)),
        label,
        watermark,
    )


def squeezed(text: str) -> str:
    """A text without spaces and without the places where it may break."""
    return re.sub(r"[\s\u200b]", "", text)
