"""How weights are made: ``weights.yaml``, and margins of the population."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import polars as pl
from pydantic import Field, model_validator

from parindex.documents import parse_model, read_document
from parindex.framework.rules import Strict
from parindex.language import Text
from parindex.problems import Findings, Invalid, Place, Problem
from parindex.rounds.cells import Sheet
from parindex.rounds.tables import Column as TableColumn
from parindex.rounds.tables import Table, read_file
from parindex.rounds.values import size
from parindex.survey.model import Column
from parindex.survey.peer import Controls
from parindex.survey.tables import first_few, number, rows_where

MARGINS = Table(
    "margins",
    (
        TableColumn("variable", required=True),
        TableColumn("category", required=True),
        TableColumn("total", "number", required=True),
        TableColumn("source"),
    ),
    key=("variable", "category"),
    unit_column="",
)
ANSWERED = "answered "
"""Column for who answered, under a name that no file has."""
_YES, _NO = ("true", "1", "1.0", "yes", "có"), ("false", "0", "0.0", "no", "không", "")
AGREE = 1e-6
"""By what share the totals of two margins may differ."""


class WeightSettings(Strict):
    """What ``weights.yaml`` says; each step is left out where it is not given."""

    format: Literal["parindex-weights/1"]
    base: Column = "base_weight"
    answered: Column | None = None
    """Column that is true for those who answered; the others' weights go to their class."""
    classes: tuple[Column, ...] = ()
    """Columns that make the classes of the non-response adjustment; everybody is one class where there are none."""
    smallest_class: int = Field(default=10, ge=1)
    """Classes with fewer answers are refused: merge them."""
    calibrate: Literal["raking", "linear"] | None = None
    """How to meet the margins: by raking, or linearly (GREG)."""
    trim: float | None = Field(default=None, gt=1)
    """No weight above so many times the median; what is cut is spread over the others, before calibration."""
    result: Column = "weight"

    @model_validator(mode="after")
    def _is_whole(self) -> WeightSettings:
        if self.classes and self.answered is None:
            raise ValueError("'classes' need 'answered', the column that says who did")
        return self


def read_settings(path: Path) -> WeightSettings:
    """Return the settings; raise `Invalid` with every problem."""
    return parse_model(WeightSettings, read_document(path))


def read_margins(path: Path) -> dict[str, dict[str, float]]:
    """Return population totals by variable and category.

    Raises
    ------
    Invalid
        With every bad row, and where the totals of two variables differ.
    """
    findings = Findings(str(path))
    sheet = Sheet(MARGINS, read_file(path, MARGINS, findings), findings)
    margins: dict[str, dict[str, float]] = {}
    for row in sheet.rows:
        margins.setdefault(row["variable"], {})[row["category"]] = sheet.value(row, "total", size, 0.0)
    sums = {name: sum(each.values()) for name, each in margins.items()}
    if sums and max(sums.values()) - min(sums.values()) > AGREE * max(sums.values()):
        listed = ", ".join(f"{name} {total:g}" for name, total in sums.items())
        findings.add(
            "margins-differ",
            f"Tổng của các biến phải bằng nhau: {listed}.",
            f"The totals of all variables must be equal: {listed}.",
        )
    findings.raise_if_any()
    return margins


def did_answer(settings: WeightSettings) -> pl.Expr:
    """Return who answered: everybody where no column says; null where its cell says neither yes nor no."""
    if settings.answered is None:
        return pl.col(settings.base).is_not_null()
    said = pl.col(settings.answered).cast(pl.String).fill_null("").str.to_lowercase()
    return pl.when(said.is_in(_YES)).then(True).when(said.is_in(_NO)).then(False).alias(settings.answered)


def refuse_misfit(people: pl.DataFrame, settings: WeightSettings, margins: Controls, file: str) -> None:
    """Raise `Invalid` with everything in which people, settings and margins do not fit one another."""
    problems = [*_columns(people, settings, margins, file)]
    if not problems:
        people = people.with_columns(did_answer(settings).alias(ANSWERED))
        problems = [*_cells(people, settings, file)]
        problems += [*_classes(people, settings, file), *_categories(people, margins, file)]
    if problems:
        raise Invalid(problems)


def _columns(
    people: pl.DataFrame, settings: WeightSettings, margins: Controls, file: str
) -> Iterator[Problem]:
    needed = [settings.base, *settings.classes, *([settings.answered] if settings.answered else [])]
    if settings.calibrate is not None and not margins:
        yield _problem(
            "margins-missing", "", "",
            "Cần tệp số liệu tổng thể (--margins).", "A file of margins is needed (--margins).",
        )  # fmt: skip
    for name in dict.fromkeys([*needed, *margins]):
        if name not in people.columns:
            yield _problem(
                "column-missing", file, name, "Dữ liệu thiếu cột này.", "The data lack this column."
            )


def _cells(people: pl.DataFrame, settings: WeightSettings, file: str) -> Iterator[Problem]:
    bad = rows_where(people, ~(number(settings.base) > 0).fill_null(value=False))
    if bad:
        listed = first_few(bad)
        yield _problem(
            "weight", file, settings.base,
            f"{len(bad)} dòng có trọng số trống hoặc không phải số dương: dòng {listed}.",
            f"{len(bad)} rows have no weight, or one that is not above 0: row {listed}.", bad[0],
        )  # fmt: skip
    unclear = rows_where(people, pl.col(ANSWERED).is_null())
    if unclear and settings.answered:
        listed = first_few(unclear)
        yield _problem(
            "not-among", file, settings.answered,
            f"{len(unclear)} dòng không nói có trả lời hay không (true hoặc false): dòng {listed}.",
            f"{len(unclear)} rows do not say whether they answered (true or false): row {listed}.", unclear[0],
        )  # fmt: skip


def _classes(people: pl.DataFrame, settings: WeightSettings, file: str) -> Iterator[Problem]:
    if settings.answered is None:
        return
    classes = people.group_by(settings.classes or [pl.lit("").alias("all")], maintain_order=True)
    few = classes.agg(pl.col(ANSWERED).sum()).filter(pl.col(ANSWERED) < settings.smallest_class)
    for *labels, answers in few.iter_rows():
        named = " · ".join(map(str, labels))
        yield _problem(
            "class-small", file, ", ".join(settings.classes),
            f"Lớp “{named}” chỉ có {answers} người trả lời, cần {settings.smallest_class}; gộp lớp.",
            f'The class "{named}" has {answers} answers, {settings.smallest_class} are needed; merge classes.',
        )  # fmt: skip


def _categories(people: pl.DataFrame, margins: Controls, file: str) -> Iterator[Problem]:
    who = people.filter(pl.col(ANSWERED))
    for name, totals in margins.items():
        found = {"" if value is None else str(value) for value in who[name].unique().to_list()}
        for category in sorted(found - set(totals)):
            yield _problem(
                "unknown-code", file, name,
                f"Không có tổng thể cho “{category}”.", f'There is no margin for "{category}".',
            )  # fmt: skip
        for category in sorted(set(totals) - found):
            yield _problem(
                "category-empty", file, name, f"Không ai trong mẫu thuộc “{category}”; gộp nhóm.",
                f'Nobody in the sample is of "{category}"; merge categories.',
            )  # fmt: skip


def _problem(code: str, file: str, column: str, vi: str, en: str, line: int = 0) -> Problem:
    return Problem(code, Place(file, line, column), Text(vi=vi, en=en))
