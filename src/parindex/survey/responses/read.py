"""From exports to one table of responses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from parindex.language import Text
from parindex.problems import Invalid, Place, Problem
from parindex.survey.model import Survey
from parindex.survey.responses import columns as col
from parindex.survey.responses.batches import DIFFERENCES, FORM, compared
from parindex.survey.responses.codes import coded, problems_of_words
from parindex.survey.responses.content import Rows, compact
from parindex.survey.responses.exports import Export
from parindex.survey.responses.sample import columns_of_sample, known_of
from parindex.survey.responses.settings import DEFAULT, Condition, ResponseSettings
from parindex.survey.responses.stored import Sorting, Stored

LEFT_OUT = {"response": pl.String, "reason": pl.String, "file": pl.String}
EVERY = 100
"""Of so many ids one is kept to know how they spread."""
_JUDGED_BY = (col.RESPONSE, col.FILE, col.STATUS, col.REVIEW, col.PRACTICE, col.CONSENT)
"""Columns that say whether a submission counts."""
_UNREAD = "not decrypted"
"""How ODK Central begins the state of a submission that nobody could decrypt."""


@dataclass(frozen=True)
class Source:
    """A file that was read."""

    file: str
    sha256: str
    layout: str
    rows: int


@dataclass(frozen=True, eq=False)
class Responses:
    """What the field sent.

    Attributes
    ----------
    stored : Stored
        A row for each response, sorted by ``_response``: the columns of the microdata in their codes, and columns
        that begin with ``_`` (id, enumerator, times, places, who it is), which are never released.
    left_out : polars.DataFrame
        Submissions that do not count, with ``reason``: ``rejected``, ``practice``, ``no-consent``, ``not-decrypted``,
        ``copy`` (the same submission in two exports).
    differences : polars.DataFrame
        Fields in which the two entries of a paper form differ: response, column, first, second.
    repeats : Mapping of name to polars.DataFrame
    sources : tuple of Source
    warnings : tuple of Problem
    """

    stored: Stored
    left_out: pl.DataFrame
    differences: pl.DataFrame
    repeats: Mapping[str, pl.DataFrame]
    sources: tuple[Source, ...]
    warnings: tuple[Problem, ...] = ()

    @property
    def people(self) -> pl.DataFrame:
        """All responses at once in memory."""
        return self.stored.rows.collect()


def read(
    exports: Sequence[Export],
    survey: Survey,
    settings: ResponseSettings = DEFAULT,
    sample: pl.DataFrame | None = None,
    *,
    whole: bool = True,
    sample_file: str = "",
) -> Responses:
    """Return the responses of all exports as one table.

    Parameters
    ----------
    exports : sequence of Export
        From `read_export`; the order is nothing.
    survey : Survey
        Says which columns there are and on which scales.
    settings : ResponseSettings
    sample : polars.DataFrame, optional
        The sample that was drawn: a row for each person, with the column `settings.sample_key`. What the exports
        lack (strata, clusters, weights) comes from here.
    whole : bool
        Whether every column of the survey must be there; a form for back-checks may ask less.
    sample_file : str
        Where the sample comes from, for problems.

    Raises
    ------
    Invalid
        With every problem: questions that are missing or ambiguous, unknown codes, responses without an id.

    Notes
    -----
    Exports are read twice, piece by piece: once for ids and what does not count, once for all columns. Of each response
    only a hash of its id stays in memory.
    """
    forms, differences = _with_paper_forms(exports)
    texts = _texts(forms, survey, settings, sample, whole=whole, sample_file=sample_file)
    place = ", ".join(export.file for export in exports)
    counted = _counted(texts, settings, place)
    known = None
    if sample is not None:
        known = known_of(sample, survey, settings, texts.columns, file=sample_file, place=place)
    sorting, lost, copies = Sorting(counted.some_ids, EVERY), list[pl.DataFrame](), list[pl.DataFrame]()
    for rows in _that_count(texts, settings, counted.twice, copies):
        people, without_code = coded(known.joined(rows) if known else rows, survey, settings)
        sorting.add(people)
        lost.append(compact(without_code))
    problems = list(problems_of_words(lost, survey, place))
    if problems:
        raise Invalid(problems)
    left_out = pl.concat([pl.DataFrame(schema=LEFT_OUT), *counted.left_out, *copies])
    repeats = {f"{export.file}: {name}": rows for export in exports for name, rows in export.repeats.items()}
    sources = tuple(
        Source(each.file, each.sha256, each.layout, rows)
        for each, rows in zip(forms, counted.heights, strict=True)
    )
    warnings = tuple(warning for export in exports for warning in export.warnings)
    none = coded(known.joined(texts.none()) if known else texts.none(), survey, settings)[0]
    return Responses(
        sorting.sorted(none),
        left_out.sort("response", "reason", "file"),
        differences,
        repeats,
        sources,
        warnings,
    )


def _with_paper_forms(exports: Sequence[Export]) -> tuple[list[Export], pl.DataFrame]:
    """Return the exports with one of all sheets of entry from paper, and in what these differ."""
    paper = [export for export in exports if export.layout == "batch"]
    others = [export for export in exports if export.layout != "batch"]
    if not paper:
        return others, pl.DataFrame(schema=DIFFERENCES)
    forms, differences = compared(paper)
    named = ", ".join(export.file for export in paper)
    entered = Export(named, paper[0].sha256, "batch", Rows.of(forms), {"response": FORM})
    return [*others, entered], differences


@dataclass(frozen=True, eq=False)
class _Texts:
    """The columns of all exports that count, as text, under the names of the table of responses."""

    exports: Sequence[tuple[Export, Sequence[pl.Expr]]]

    @cached_property
    def columns(self) -> list[str]:
        """Columns that any export has."""
        return pl.concat(
            [self._of(*each, each[0].rows.none()) for each in self.exports], how="diagonal"
        ).columns

    def none(self) -> pl.DataFrame:
        """Return the columns without rows."""
        return pl.DataFrame(schema=dict.fromkeys(self.columns, pl.String))

    def batches(self, names: Sequence[str] | None = None) -> Iterator[tuple[int, pl.DataFrame]]:
        """Yield the rows piece by piece, with the place of their export; only the columns of these names."""
        names = [name for name in self.columns if names is None or name in names]
        for place, (export, chosen) in enumerate(self.exports):
            wanted = [each for each in chosen if each.meta.output_name() in names]
            for rows in export.batches():
                texts = self._of(export, wanted, rows)
                lacking = [pl.lit(None, pl.String).alias(name) for name in names if name not in texts.columns]
                yield place, texts.with_columns(lacking).select(names)

    @staticmethod
    def _of(export: Export, chosen: Sequence[pl.Expr], rows: pl.DataFrame) -> pl.DataFrame:
        return rows.select(*chosen, pl.lit(export.file).alias(col.FILE))


def _texts(
    exports: Sequence[Export],
    survey: Survey,
    settings: ResponseSettings,
    sample: pl.DataFrame | None,
    *,
    whole: bool,
    sample_file: str,
) -> _Texts:
    """Return the columns that count; stop with all that are missing or ambiguous."""
    elsewhere = columns_of_sample(sample, survey, settings)
    selections = [col.selection(export, survey, settings, elsewhere, whole=whole) for export in exports]
    problems = [problem for _, found in selections for problem in found]
    if sample is not None and settings.sample_key not in sample.columns:
        text = Text(vi="Danh sách mẫu thiếu cột này.", en="The sample lacks this column.")
        problems.append(Problem("column-missing", Place(sample_file, 0, settings.sample_key), text))
    if problems:
        raise Invalid(problems)
    return _Texts([(export, chosen) for export, (chosen, _) in zip(exports, selections, strict=True)])


@dataclass(frozen=True, eq=False)
class _Counted:
    """What the first reading finds: rows of each export, ids that may stand twice (hashed), what does not count."""

    heights: Sequence[int]
    twice: pl.Series
    some_ids: Sequence[str]
    left_out: Sequence[pl.DataFrame]


def _counted(texts: _Texts, settings: ResponseSettings, place: str) -> _Counted:
    heights, without_id = [0] * len(texts.exports), 0
    hashes, ids, left_out = [pl.Series(dtype=pl.UInt64)], list[str](), list[pl.DataFrame]()
    for export, rows in texts.batches(_JUDGED_BY):
        heights[export] += len(rows)
        without_id += rows[col.RESPONSE].null_count()
        judged = rows.with_columns(_reason(rows.columns, settings))
        left_out.append(compact(judged.filter(pl.col("reason").is_not_null()).select(*_named())))
        counting = judged.filter(pl.col("reason").is_null())[col.RESPONSE]
        hashes.append(counting.hash())
        ids += counting.drop_nulls().gather_every(EVERY).to_list()
    if not sum(heights):
        text = Text(
            vi="Không có phiếu nào dưới dòng tiêu đề; kiểm tra lại tệp xuất.",
            en="There is no response below the heading; look at the export again.",
        )
        raise Invalid([Problem("no-rows", Place(place), text)])
    if without_id:
        text = Text(
            vi=f"{without_id} phiếu không có mã phiếu; mỗi phiếu cần một mã riêng.",
            en=f"{without_id} responses have no id; each needs one of its own.",
        )
        raise Invalid([Problem("empty-cell", Place(place, 0, col.RESPONSE.removeprefix("_")), text)])
    all_hashes = pl.concat(hashes)
    twice = all_hashes.filter(all_hashes.is_duplicated()).unique()
    return _Counted(heights, twice, ids, left_out)


def _that_count(
    texts: _Texts, settings: ResponseSettings, twice: pl.Series, copies: list[pl.DataFrame]
) -> Iterator[pl.DataFrame]:
    """Yield the responses that count, each under an id of its own; put copies of others into `copies`."""
    several = [texts.none()]
    for _, rows in texts.batches():
        counting = rows.filter(_reason(rows.columns, settings).is_null())
        again = counting[col.RESPONSE].hash().is_in(twice.implode())
        several.append(compact(counting.filter(again)))
        yield counting.filter(~again)
    rows = pl.concat(several).sort(pl.all())
    content = [name for name in rows.columns if name != col.FILE]
    is_copy = ~rows.select(first=pl.struct(content).is_first_distinct())["first"]
    copies.append(rows.filter(is_copy).with_columns(reason=pl.lit("copy")).select(*_named()))
    yield rows.filter(~is_copy).with_columns(_numbered())


def _numbered() -> pl.Expr:
    """Return the ids, with a number behind those that stand there again with other content."""
    number = pl.int_range(1, pl.len() + 1).over(col.RESPONSE)
    return (
        pl.when(number > 1)
        .then(pl.concat_str(col.RESPONSE, pl.lit("#"), number.cast(pl.String)))
        .otherwise(col.RESPONSE)
        .alias(col.RESPONSE)
    )


def _reason(columns: Sequence[str], settings: ResponseSettings) -> pl.Expr:
    """Return why a submission is left out; null where it counts."""
    return pl.coalesce(*_reasons(columns, settings), pl.lit(None, pl.String)).alias("reason")


def _named() -> Iterator[pl.Expr]:
    yield pl.col(col.RESPONSE).alias("response")
    yield pl.col("reason")
    yield pl.col(col.FILE).alias("file")


def _reasons(columns: Sequence[str], settings: ResponseSettings) -> Iterator[pl.Expr]:
    """Yield, for every reason to leave a submission out, its code where it holds."""
    if col.STATUS in columns:
        state = pl.col(col.STATUS).str.to_lowercase().str.replace_all("[^a-z]", "")
        unread = state.is_in([_UNREAD.replace(" ", ""), "missingencryptedformdata"])
        yield pl.when(unread).then(pl.lit("not-decrypted"))
    if col.REVIEW in columns:
        yield pl.when(_is_among(col.REVIEW, settings.rejected)).then(pl.lit("rejected"))
    if col.PRACTICE in columns:
        yield pl.when(_holds(col.PRACTICE, settings.practice)).then(pl.lit("practice"))
    if col.CONSENT in columns:
        refused = pl.col(col.CONSENT).is_not_null() & ~_holds(col.CONSENT, settings.consent)
        yield pl.when(refused).then(pl.lit("no-consent"))


def _holds(column: str, condition: Condition) -> pl.Expr:
    return _is_among(column, condition.values)


def _is_among(column: str, words: Sequence[str]) -> pl.Expr:
    lower = [word.lower() for word in words]
    return pl.col(column).str.to_lowercase().is_in(lower).fill_null(False)
