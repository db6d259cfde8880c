"""Lists for those who go out: a workbook each, with a QR code for every person to be asked."""

from __future__ import annotations

import io

import polars as pl
import segno
import xlsxwriter

from parindex.files import TEXT_STAYS_TEXT
from parindex.language import Text
from parindex.survey.design.draw import LIST, ORDER, Draw
from parindex.survey.design.model import SampleDesign
from parindex.survey.design.replacement import sentence
from parindex.survey.files import harmless

HEADS = {
    "list": Text(vi="Danh sách", en="List"),
    "order": Text(vi="Thứ tự", en="Order"),
    "code": Text(vi="Mã QR", en="QR code"),
    "result": Text(vi="Kết quả", en="Outcome"),
}
_ROW_HEIGHT, _QR_SCALE = 62, 2
_MASK = 2
"""Any of the eight reads well; looking for the best takes most of the time."""


def assigned(design: SampleDesign, draw: Draw, enumerators: int) -> pl.DataFrame:
    """Return the sample with a column ``enumerator`` (1, 2, …): whole clusters, in order, as even as can be."""
    cluster = design.stages[-2 if len(design.stages) > 1 else -1].unit
    people = draw.sample.group_by(cluster, maintain_order=True).len()
    before = people["len"].cum_sum() - people["len"]
    number = (before * enumerators // max(int(people["len"].sum()), 1) + 1).clip(1, enumerators)
    return draw.sample.join(
        people.select(cluster).with_columns(enumerator=number), on=cluster, maintain_order="left"
    )


def workbooks(design: SampleDesign, draw: Draw, enumerators: int) -> dict[str, bytes]:
    """Return a workbook for each enumerator by file name; texts of the frame are never formulas."""
    sample = assigned(design, draw, enumerators)
    return {
        f"enumerator-{number:03d}.xlsx": _workbook(design, sample.filter(enumerator=number))
        for number in sorted(sample["enumerator"].unique().to_list())
    }


def _workbook(design: SampleDesign, rows: pl.DataFrame) -> bytes:
    person = design.stages[-1].unit
    ids = design.ids
    others = [
        name
        for name in rows.columns
        if name not in ids and not name.startswith(("probability", "base_weight"))
    ]
    shown = [*ids, *(name for name in others if name not in {LIST, ORDER, "enumerator"})]
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {**TEXT_STAYS_TEXT}) as book:
        sheet, bold = book.add_worksheet("list"), book.add_format({"bold": True, "text_wrap": True})
        middle = book.add_format({"valign": "vcenter", "text_wrap": True})
        rule = sentence(design.replacement, design.reserve)
        sheet.merge_range(0, 0, 0, max(len(shown) + 3, 5), f"{rule.vi}\n{rule.en}", bold)
        sheet.set_row(0, 80)
        heads = [HEADS["list"], HEADS["order"], *shown, HEADS["code"], HEADS["result"]]
        sheet.write_row(
            1, 0, [f"{head.vi} · {head.en}" if isinstance(head, Text) else head for head in heads], bold
        )
        for number, row in enumerate(harmless(rows).iter_rows(named=True), start=2):
            sheet.set_row(number, _ROW_HEIGHT)
            sheet.write_row(number, 0, [row[LIST], row[ORDER], *(row[name] for name in shown)], middle)
            picture = io.BytesIO()
            segno.make(str(row[person]), error="m", micro=False, boost_error=False, mask=_MASK).save(
                picture, kind="png", scale=_QR_SCALE, border=2
            )
            sheet.insert_image(
                number, len(shown) + 2, f"{number}.png", {"image_data": picture, "object_position": 1}
            )
        sheet.set_column(0, len(shown) + 3, 16)
        sheet.freeze_panes(2, 2)
        sheet.repeat_rows(1)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
    return stream.getvalue()
