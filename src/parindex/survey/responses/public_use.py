"""The file for everybody: a release in which nobody can be told apart by what others may know of them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from parindex.documents import Unfit
from parindex.sealing import MANIFEST, sealed
from parindex.survey.folder import SURVEY, survey_bytes
from parindex.survey.model import Survey
from parindex.survey.responses import columns as col
from parindex.survey.responses.anonymity import is_anonymous, suppress
from parindex.survey.responses.codebook import codebook, readable
from parindex.survey.responses.folder import csv_of, parquet_bytes
from parindex.survey.responses.release import CODEBOOK, MICRODATA, READABLE, Release, about
from parindex.survey.responses.settings import DEFAULT, PublicUse, ResponseSettings

SUPPRESSED, UTILITY, NOTE = "suppressed.csv", "utility.csv", "note.md"
RECORD = "record"
"""Number of a row, by which suppressed cells are listed."""


@dataclass(frozen=True, eq=False)
class PublicFile:
    """What anyone may have.

    Attributes
    ----------
    microdata : polars.DataFrame
    suppressed : polars.DataFrame
        Every cell that was emptied: record (its number in the file), column. Where cells that nobody filled stand with
        them they are listed as well, or else the list would tell people apart.
    utility : polars.DataFrame
        Per quasi-identifier, cells that were filled, those of them that were emptied, and their share.
    unprotected : tuple of str
        Columns that people are grouped by although no quasi-identifier: in the file as they are.
    files : Mapping of name to bytes
        The sealed folder.
    """

    microdata: pl.DataFrame
    suppressed: pl.DataFrame
    utility: pl.DataFrame
    unprotected: tuple[str, ...]
    files: Mapping[str, bytes]


def public_use(made: Release, survey: Survey, settings: ResponseSettings) -> PublicFile:
    """Return the public-use file of a release.

    Raises
    ------
    Unfit
        No quasi-identifiers are declared, some are no columns, or a stratum has too few people to hide among.
    """
    protection = settings.public_use
    if not protection.quasi_identifiers:
        raise Unfit(
            "Khai public_use.quasi_identifiers trong responses.yaml: những cột có thể giúp nhận ra một người (giới tính, tuổi, nơi ở …).",
            "Name public_use.quasi_identifiers in responses.yaml: columns by which somebody could be recognised (sex, age, place …).",
        )
    _refuse_unknown(protection, made.microdata.columns)
    digest: str = json.loads(made.files[MANIFEST])["digest"]
    rows = _recoded(_known(made.microdata, survey, protection), survey, digest)
    free, fixed = _split(rows, survey, protection)
    mask = suppress(rows, free, fixed, protection.k)
    emptied = rows.with_columns(
        pl.when(pl.Series(mask[:, n])).then(None).otherwise(pl.col(name)).alias(name)
        for n, name in enumerate(free)
    )
    if not is_anonymous(emptied, [*fixed, *free], protection.k):
        raise AssertionError("suppression left a combination that too few share")  # pragma: no cover
    microdata = emptied.with_row_index(RECORD, 1)
    listed = [
        microdata.filter(pl.Series(mask[:, n])).select(RECORD, pl.lit(name).alias("column"))
        for n, name in enumerate(free)
    ]
    suppressed = pl.concat([pl.DataFrame(schema={RECORD: pl.UInt32, "column": pl.String}), *listed]).sort(
        RECORD, "column"
    )
    utility = _utility(rows, emptied, [*fixed, *free])
    files = _files(microdata, suppressed, utility, survey, protection, digest)
    return PublicFile(microdata, suppressed, utility, _unprotected(survey, protection), files)


def _refuse_unknown(protection: PublicUse, columns: Sequence[str]) -> None:
    """Raise `Unfit` where a quasi-identifier is no column: a slip of the pen would leave people unprotected."""
    unknown = [name for name in protection.quasi_identifiers if name not in columns]
    if unknown:
        named, there = ", ".join(unknown), ", ".join(columns)
        raise Unfit(
            f"public_use.quasi_identifiers trong responses.yaml nêu cột không có: {named}; các cột đang có: {there}.",
            f"public_use.quasi_identifiers in responses.yaml names columns that are not there: {named}; there are: {there}.",
        )


def _unprotected(survey: Survey, protection: PublicUse) -> tuple[str, ...]:
    """Return the columns that people are grouped by and that nothing protects."""
    grouped = dict.fromkeys(name for grouping in survey.groupings for name in grouping.columns)
    return tuple(name for name in grouped if name not in protection.quasi_identifiers)


def _known(microdata: pl.DataFrame, survey: Survey, protection: PublicUse) -> pl.DataFrame:
    """Return the columns of the survey and the quasi-identifiers; further ones (texts, say) stay behind."""
    needed = {*col.wanted(survey, DEFAULT).all, *protection.quasi_identifiers}
    return microdata.select(name for name in microdata.columns if name in needed)


def _design_columns(survey: Survey) -> list[str]:
    names = [
        name
        for design in survey.designs
        for name in (*design.strata, *(stage.cluster for stage in design.stages))
    ]
    return list(dict.fromkeys(names))


def _recoded(rows: pl.DataFrame, survey: Survey, digest: str) -> pl.DataFrame:
    """Return the rows with new ids of strata and clusters, in an order that tells nothing.

    A column that people are grouped by (the province) keeps its values: they are what the estimates are about.
    """
    grouped = {name for grouping in survey.groupings for name in grouping.columns}
    for name in _design_columns(survey):
        if name not in grouped:
            ids = rows[name].cast(pl.String).drop_nulls().unique().to_list()
            ids.sort(key=lambda each: hashlib.sha256(f"{digest}\x1f{name}\x1f{each}".encode()).hexdigest())
            new = [f"{name}-{number:0{len(str(len(ids)))}d}" for number in range(1, len(ids) + 1)]
            rows = rows.with_columns(pl.col(name).cast(pl.String).replace_strict(ids, new, default=None))
    shown = [name for name in _design_columns(survey) if name in rows.columns]
    return rows.sort(*shown, maintain_order=True)


def _split(rows: pl.DataFrame, survey: Survey, protection: PublicUse) -> tuple[list[str], list[str]]:
    """Return the quasi-identifiers that may be emptied, and those of the design, which may not."""
    design = set(_design_columns(survey))
    names = protection.quasi_identifiers
    return [name for name in names if name not in design], [name for name in names if name in design]


def _utility(rows: pl.DataFrame, emptied: pl.DataFrame, names: Sequence[str]) -> pl.DataFrame:
    filled = [rows[name].count() for name in names]
    lost = [rows[name].count() - emptied[name].count() for name in names]
    return pl.DataFrame(
        {
            "column": list(names),
            "filled": filled,
            "suppressed": lost,
            "share": [gone / max(there, 1) for gone, there in zip(lost, filled, strict=True)],
        },
        schema={"column": pl.String, "filled": pl.Int64, "suppressed": pl.Int64, "share": pl.Float64},
    )


def _files(
    microdata: pl.DataFrame,
    suppressed: pl.DataFrame,
    utility: pl.DataFrame,
    survey: Survey,
    protection: PublicUse,
    digest: str,
) -> dict[str, bytes]:
    shown = microdata.drop(RECORD)
    files = {
        MICRODATA: parquet_bytes(microdata),
        SURVEY: survey_bytes(survey),
        CODEBOOK: csv_of(codebook(shown, survey)),
        READABLE: readable(shown, survey).encode("utf-8"),
        SUPPRESSED: csv_of(suppressed),
        UTILITY: csv_of(utility),
        NOTE: _note(suppressed, protection).encode("utf-8"),
    }
    content = about(survey, microdata, "public-use") | {
        "of": digest,
        "k": protection.k,
        "quasi_identifiers": list(protection.quasi_identifiers),
        "suppressed": len(suppressed),
    }
    return sealed(content, files)


def _note(suppressed: pl.DataFrame, protection: PublicUse) -> str:
    named = ", ".join(f"`{name}`" for name in protection.quasi_identifiers)
    return f"""# Tệp dùng chung · Public-use file

Mỗi tổ hợp giá trị của {named} (và của một số bất kỳ trong các cột ấy) xuất hiện ở ít nhất {protection.k} người, ô trống
được tính là một giá trị. {len(suppressed)} ô đã bị xoá để được như vậy, liệt kê trong `{SUPPRESSED}`; ô vốn đã trống đứng cùng
chúng cũng được liệt kê, nên danh sách ấy không giúp phân biệt ai. Không bảo đảm điều gì về các cột khác (câu trả lời, trọng
số, cụm), hay khi cả {protection.k} người cùng một tổ hợp trả lời giống nhau. Mã tầng và mã cụm là mã mới, không nối được với
danh sách mẫu. Trọng số giữ nguyên để ước lượng không đổi: ai có danh sách mẫu có thể đoán cụm từ trọng số, nên không công bố
danh sách mẫu. Ước lượng theo các cột có ô bị xoá sẽ hơi khác bản đầy đủ.

Every combination of values of {named} (and of any of these columns) is shared by at least {protection.k} people, an empty cell
counted as a value. {len(suppressed)} cells were emptied for this, listed in `{SUPPRESSED}`; cells that were empty before and
stand with them are listed too, so that the list tells nobody apart. Nothing is promised of other columns (answers, weights,
clusters), nor where all {protection.k} people of one combination answer alike. Ids of strata and clusters are new and cannot be
joined to the sample. Weights are as they were, so that estimates stay: whoever has the sample could guess a cluster from its
weights, so the sample is not to be published. Estimates by columns with emptied cells differ a little from the full file.
"""
