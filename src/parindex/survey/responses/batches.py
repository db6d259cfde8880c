"""Paper forms entered twice: the two entries compared field by field."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import polars as pl

from parindex.language import Text
from parindex.problems import Invalid, Place, Problem
from parindex.survey.responses.content import BATCH, MOST_NAMED
from parindex.survey.responses.exports import Export

FORM = "paper_form"
"""Column with the id of a paper form: form, version, batch and row."""
FIRST, SECOND = "A", "B"
DIFFERENCES = {"response": pl.String, "column": pl.String, "first": pl.String, "second": pl.String}
ENTERED = "entry"
"""Stands for the column where a form was entered only once."""


def compared(exports: Sequence[Export]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the paper forms, one row each, and every field in which the two entries differ.

    The first entry counts where they differ, the one there is where a form was entered once; the check
    ``double-entry`` flags both, so that somebody looks at the paper.

    Parameters
    ----------
    exports : sequence of Export
        All sheets of entry from paper; the two entries of a batch may lie in two files.

    Raises
    ------
    Invalid
        An entry is called neither A nor B, or one form stands twice in the same entry.
    """
    place = ", ".join(export.file for export in exports)
    rows = pl.concat([export.rows.whole(export.file) for export in exports], how="diagonal")
    rows = rows.with_columns(pl.all().str.normalize("NFC"))
    questions = [name for name in rows.columns if name not in BATCH]
    used = rows.filter(~pl.all_horizontal(pl.col(questions).is_null())) if questions else rows.clear()
    name = pl.concat_str("form_id", "version", "batch", "row", separator="/", ignore_nulls=True)
    used = used.with_columns(name.alias(FORM)).sort(FORM)
    problems = list(_misnamed(used, place))
    if problems:
        raise Invalid(problems)
    first, second = (used.filter(entry=entry).drop("entry") for entry in (FIRST, SECOND))
    alone = second.join(first, on=FORM, how="anti")
    return pl.concat([first, alone]).sort(FORM), _differences(first, second, questions)


def _misnamed(rows: pl.DataFrame, place: str) -> Iterator[Problem]:
    strange = rows.filter(~pl.col("entry").is_in([FIRST, SECOND]).fill_null(False))
    if len(strange):
        named = ", ".join(str(each) for each in strange["entry"].unique().sort().head(MOST_NAMED).to_list())
        text = Text(
            vi=f"entry phải là A hoặc B; đang là: {named}.", en=f"entry must be A or B; it is: {named}."
        )
        yield Problem("not-among", Place(place, 0, "entry"), text)
    twice = rows.filter(pl.struct(FORM, "entry").is_duplicated())[FORM].unique().sort()
    if len(twice):
        named = ", ".join(twice.head(MOST_NAMED).to_list())
        text = Text(
            vi=f"{len(twice)} phiếu được nhập hai lần trong cùng một lượt: {named}. Chỉ giữ một dòng.",
            en=f"{len(twice)} forms stand twice in the same entry: {named}. Keep one row.",
        )
        yield Problem("row-twice", Place(place, 0, "row"), text)


def _differences(first: pl.DataFrame, second: pl.DataFrame, questions: Sequence[str]) -> pl.DataFrame:
    both = first.join(second, on=FORM, suffix=" B")
    fields = [
        both.filter(~pl.col(name).eq_missing(pl.col(f"{name} B"))).select(
            response=FORM, column=pl.lit(name), first=name, second=f"{name} B"
        )
        for name in questions
    ]
    for one, other, entry in ((first, second, FIRST), (second, first, SECOND)):
        entered = [pl.lit(entry if each == entry else None, pl.String) for each in (FIRST, SECOND)]
        once = one.join(other, on=FORM, how="anti")
        fields.append(once.select(response=FORM, column=pl.lit(ENTERED), first=entered[0], second=entered[1]))
    return pl.concat([pl.DataFrame(schema=DIFFERENCES), *fields]).sort("response", "column")
