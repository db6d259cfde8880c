"""Write the pictures of reports in ``docs/images``: pages of the reports of the training round.

Usage: ``.venv/bin/python script/report_pictures.py``
"""

from __future__ import annotations

import datetime
from pathlib import Path

from parindex import shipped
from parindex.files import write_atomically
from parindex.programme import breaks_before, programmes_of
from parindex.reporting.facts import RoundFacts
from parindex.reporting.office.letterhead import Letterhead
from parindex.reporting.office.pdf import to_pictures
from parindex.reporting.reports.infographic import infographic_png
from parindex.reporting.reports.produce import document_of
from parindex.reporting.reports.setting import Setting
from parindex.reporting.reports.wanted import Wanted
from parindex.rounds import read
from parindex.scoring import rank, score

IMAGES = Path(__file__).parents[1] / "docs" / "images"
OFFICE = Letterhead(
    superior="UBND tỉnh {unit}", agency="Sở Nội vụ", symbol="BC-SNV", place="{unit}",
    date=datetime.date(2026, 5, 26), position="Giám đốc", recipients=("UBND tỉnh", "Bộ Nội vụ"), copies="VT, CCHC",
)  # fmt: skip
DOTS_PER_INCH = 64


def main() -> None:
    """Write each picture."""
    folder = shipped.rounds()["training-provinces-2025"]
    results = rank(score(read(folder, [shipped.frameworks_folder()])))
    programme = programmes_of(shipped.site()).programme(results.framework.programme)
    facts = RoundFacts(results, breaks_before(programme, results.round))
    document = document_of(facts, Wanted("unit", (), "vi", "lang-son"), Setting(OFFICE))
    pages = to_pictures(document, DOTS_PER_INCH)
    losses = next(n for n, page in enumerate(pages) if is_landscape(page))
    write_atomically(IMAGES / "report-of-a-unit.png", pages[0])
    write_atomically(IMAGES / "report-plan.png", pages[losses])
    write_atomically(IMAGES / "infographic.png", infographic_png(facts, "vi", Setting(), DOTS_PER_INCH))


def is_landscape(picture: bytes) -> bool:
    """Tell whether a PNG is wider than it is high."""
    return int.from_bytes(picture[16:20], "big") > int.from_bytes(picture[20:24], "big")


if __name__ == "__main__":
    main()
