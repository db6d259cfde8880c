"""From exports to one table of responses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from parindex.language import Text
from parindex.problems import Invalid, Place, Problem
from parindex.survey.model import Survey
from parindex.survey.responses import columns as col
from parindex.survey.responses.batches import DIFFERENCES, FORM, compared
from parindex.survey.responses.codes import coded
from parindex.survey.responses.content import MOST_NAMED, collected
from parindex.survey.responses.exports import Export
from parindex.survey.responses.settings import DEFAULT, Condition, ResponseSettings

LEFT_OUT = {"response": pl.String, "reason": pl.String, "file": pl.String}
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
    people : polars.DataFrame
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

    people: pl.DataFrame
    left_out: pl.DataFrame
    differences: pl.DataFrame
    repeats: Mapping[str, pl.DataFrame]
    sources: tuple[Source, ...]
    warnings: tuple[Problem, ...] = ()


def read(
    exports: Sequence[Export],
    survey: Survey,
    settings: ResponseSettings = DEFAULT,
    sample: pl.DataFrame | None = None,
    *,
    whole: bool = True,
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

    Raises
    ------
    Invalid
        With every problem: questions that are missing or ambiguous, unknown codes, responses without an id.
    """
    paper = [export for export in exports if export.layout == "batch"]
    differences = pl.DataFrame(schema=DIFFERENCES)
    read_in = [export for export in exports if export.layout != "batch"]
    if paper:
        forms, differences = compared(paper)
        sha = paper[0].sha256
        named = ", ".join(export.file for export in paper)
        read_in.append(Export(named, sha, "batch", forms.lazy(), {"response": FORM}))
    texts = _texts(read_in, survey, settings, sample, whole=whole)
    place = ", ".join(export.file for export in exports)
    kept, left_out = _without_those_that_do_not_count(_with_ids(texts, place), settings)
    people, problems = coded(_sampled(kept, settings, survey, sample), survey, settings, place)
    if problems:
        raise Invalid(problems)
    repeats = {f"{export.file}: {name}": rows for export in exports for name, rows in export.repeats.items()}
    counted = tuple(Source(each.file, each.sha256, each.layout, _height(each)) for each in exports)
    warnings = tuple(warning for export in exports for warning in export.warnings)
    return Responses(people.sort(col.RESPONSE), left_out, differences, repeats, counted, warnings)


def _texts(
    exports: Sequence[Export],
    survey: Survey,
    settings: ResponseSettings,
    sample: pl.DataFrame | None,
    *,
    whole: bool,
) -> pl.DataFrame:
    """Return the columns that count, of all exports, as text."""
    elsewhere = _columns_of_sample(sample, survey, settings)
    selections = [col.selection(export, survey, settings, elsewhere, whole=whole) for export in exports]
    problems = [problem for _, found in selections for problem in found]
    if sample is not None and settings.sample_key not in sample.columns:
        text = Text(vi="Danh sách mẫu thiếu cột này.", en="The sample lacks this column.")
        problems.append(Problem("column-missing", Place("", 0, settings.sample_key), text))
    if problems:
        raise Invalid(problems)
    tables = [
        collected(export.rows.select(*chosen, pl.lit(export.file).alias(col.FILE)), export.file)
        for export, (chosen, _) in zip(exports, selections, strict=True)
    ]
    return pl.concat(tables, how="diagonal")


def _height(export: Export) -> int:
    return int(collected(export.rows.select(pl.len()), export.file).item())


def _columns_of_sample(
    sample: pl.DataFrame | None, survey: Survey, settings: ResponseSettings
) -> dict[str, str]:
    """Return the columns of the microdata that the sample has, with their names there."""
    there = set() if sample is None else set(sample.columns)
    names = {name: settings.questions.get(name, name) for name in col.wanted(survey, settings).all}
    names[col.CLUSTER_LATITUDE] = settings.roles.cluster_latitude
    names[col.CLUSTER_LONGITUDE] = settings.roles.cluster_longitude
    return {name: column for name, column in names.items() if column in there}


def _with_ids(texts: pl.DataFrame, place: str) -> pl.DataFrame:
    """Return the rows, or raise `Invalid` where one has no id."""
    empty = texts[col.RESPONSE].null_count()
    if empty:
        text = Text(
            vi=f"{empty} phiếu không có mã phiếu; mỗi phiếu cần một mã riêng.",
            en=f"{empty} responses have no id; each needs one of its own.",
        )
        raise Invalid([Problem("empty-cell", Place(place, 0, col.RESPONSE.removeprefix("_")), text)])
    return texts


def _without_those_that_do_not_count(
    texts: pl.DataFrame, settings: ResponseSettings
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the responses that count, each under an id of its own, and the others with the reason."""
    reason = pl.coalesce(*_reasons(texts, settings), pl.lit(None, pl.String)).alias("reason")
    judged = texts.with_columns(reason)
    rest = judged.filter(pl.col("reason").is_null()).drop("reason")
    out = [judged.filter(pl.col("reason").is_not_null()).select(*_named())]
    repeated = pl.col(col.RESPONSE).is_duplicated()
    several = rest.filter(repeated).sort(pl.all())
    content = [name for name in several.columns if name != col.FILE]
    copies = ~several.select(first=pl.struct(content).is_first_distinct())["first"]
    out.append(several.filter(copies).with_columns(reason=pl.lit("copy")).select(*_named()))
    number = pl.int_range(1, pl.len() + 1).over(col.RESPONSE)
    renamed = (
        pl.when(number > 1)
        .then(pl.concat_str(col.RESPONSE, pl.lit("#"), number.cast(pl.String)))
        .otherwise(col.RESPONSE)
    )
    different = several.filter(~copies).with_columns(renamed.alias(col.RESPONSE))
    left_out = pl.concat([pl.DataFrame(schema=LEFT_OUT), *out]).sort("response", "reason", "file")
    return pl.concat([rest.filter(~repeated), different]), left_out


def _named() -> Iterator[pl.Expr]:
    yield pl.col(col.RESPONSE).alias("response")
    yield pl.col("reason")
    yield pl.col(col.FILE).alias("file")


def _reasons(texts: pl.DataFrame, settings: ResponseSettings) -> Iterator[pl.Expr]:
    """Yield, for every reason to leave a submission out, its code where it holds."""
    if col.STATUS in texts.columns:
        state = pl.col(col.STATUS).str.to_lowercase().str.replace_all("[^a-z]", "")
        unread = state.is_in([_UNREAD.replace(" ", ""), "missingencryptedformdata"])
        yield pl.when(unread).then(pl.lit("not-decrypted"))
    if col.REVIEW in texts.columns:
        yield pl.when(_is_among(col.REVIEW, settings.rejected)).then(pl.lit("rejected"))
    if col.PRACTICE in texts.columns:
        yield pl.when(_holds(col.PRACTICE, settings.practice)).then(pl.lit("practice"))
    if col.CONSENT in texts.columns:
        refused = pl.col(col.CONSENT).is_not_null() & ~_holds(col.CONSENT, settings.consent)
        yield pl.when(refused).then(pl.lit("no-consent"))


def _holds(column: str, condition: Condition) -> pl.Expr:
    return _is_among(column, condition.values)


def _is_among(column: str, words: Sequence[str]) -> pl.Expr:
    lower = [word.lower() for word in words]
    return pl.col(column).str.to_lowercase().is_in(lower).fill_null(False)


def _of_sample(
    own: str, name: str, names: Mapping[str, str], survey: Survey, settings: ResponseSettings
) -> pl.Expr:
    """Return a column of the sample as text; whoever stands in from the reserve list weighs as their cluster does."""
    cluster = names.get(col.cluster_of(survey, settings))
    is_weight = name in {design.weight for design in survey.designs}
    column = pl.col(own)
    if is_weight and cluster is not None:
        column = column.fill_null(column.max().over(cluster))
    return column.cast(pl.String)


def _sampled(
    texts: pl.DataFrame, settings: ResponseSettings, survey: Survey, sample: pl.DataFrame | None
) -> pl.DataFrame:
    """Return the responses with what the sample knows of their person, and whether it knows the person."""
    if sample is None:
        return texts
    names = _columns_of_sample(sample, survey, settings)
    key = pl.col(settings.sample_key).cast(pl.String).alias(col.PERSON)
    known = sample.select(
        key,
        *(
            _of_sample(own, name, names, survey, settings).alias(f"{name} sampled")
            for name, own in names.items()
        ),
    )
    twice = known.filter(pl.col(col.PERSON).is_duplicated())[col.PERSON].unique().sort()
    if len(twice):
        named = ", ".join(map(str, twice.head(MOST_NAMED).to_list()))
        text = Text(
            vi=f"{len(twice)} mã lặp lại trong danh sách mẫu: {named}.",
            en=f"{len(twice)} ids stand twice in the sample: {named}.",
        )
        raise Invalid([Problem("row-twice", Place("", 0, settings.sample_key), text)])
    if col.PERSON not in texts.columns:
        text = Text(
            vi="Không có câu hỏi ghi mã người được chọn; không nối được với danh sách mẫu.",
            en="No question has the id of the person, so the sample cannot be joined.",
        )
        raise Invalid([Problem("column-missing", Place("", 0, settings.roles.person), text)])
    joined = texts.join(known.with_columns(pl.lit(value=True).alias(col.SAMPLED)), on=col.PERSON, how="left")
    filled = [
        (pl.coalesce(name, f"{name} sampled") if name in texts.columns else pl.col(f"{name} sampled")).alias(
            name
        )
        for name in names
    ]
    return joined.with_columns(*filled, pl.col(col.SAMPLED).fill_null(value=False)).drop(
        f"{name} sampled" for name in names
    )
