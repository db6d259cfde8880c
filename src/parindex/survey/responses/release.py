"""A release: responses that count, without who they are from, under a seal.

The folder is a survey folder as any other (``survey.yaml`` and ``microdata.parquet``), so that ``survey estimate`` reads
it; beside them lie the codebook, what was removed and why, and ``manifest.json`` with the hash of every file.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

import parindex
from parindex.files import json_bytes, sha256
from parindex.language import Text
from parindex.problems import Invalid, Place, Problem
from parindex.sealing import sealed
from parindex.survey.design.draw import LIST, MAIN
from parindex.survey.folder import SURVEY, survey_bytes
from parindex.survey.microdata_check import problems_of_microdata
from parindex.survey.model import Survey
from parindex.survey.responses import columns as col
from parindex.survey.responses.codebook import codebook, readable
from parindex.survey.responses.content import MOST_NAMED
from parindex.survey.responses.decisions import Decision
from parindex.survey.responses.folder import FieldworkFolder, csv_of, parquet_bytes
from parindex.survey.weights.make import Step, weighted
from parindex.survey.weights.model import WeightSettings

FORMAT = "parindex-microdata/1"
MICRODATA, CODEBOOK, READABLE, REMOVED = "microdata.parquet", "codebook.csv", "codebook.md", "removed.csv"
SHORTEST_IDENTIFIER = 6
"""Characters from which a name or number is looked for in the texts that are released."""
COUNTED = {"what": pl.String, "reason": pl.String, "count": pl.Int64}


@dataclass(frozen=True, eq=False)
class Release:
    """What may leave the office.

    Attributes
    ----------
    microdata : polars.DataFrame
    removed : polars.DataFrame
        What was removed: ``what`` (a response, or a column by its name), ``reason``, ``count``.
    steps : tuple of Step
        What was done to the weights.
    files : Mapping of name to bytes
        The sealed folder.
    """

    microdata: pl.DataFrame
    removed: pl.DataFrame
    steps: tuple[Step, ...]
    files: Mapping[str, bytes]


@dataclass(frozen=True, eq=False)
class Weighing:
    """How the responses that count get their weights."""

    settings: WeightSettings
    margins: Mapping[str, Mapping[str, float]] | None = None


def release(
    work: FieldworkFolder, decisions: Mapping[str, Decision], weighing: Weighing | None = None
) -> Release:
    """Return the sealed microdata of a fieldwork folder.

    Parameters
    ----------
    work : FieldworkFolder
    decisions : Mapping of response to Decision
    weighing : Weighing, optional
        Without it the weights are those of the draw.

    Raises
    ------
    Invalid
        With every problem: flagged responses without a decision, decisions on responses that are not there, weights
        or clusters that are wrong, a name or telephone in a text that would be released.
    """
    problems = [*_undecided(work, decisions), *_unknown(work, decisions)]
    if problems:
        raise Invalid(problems)
    rejected = [response for response, each in decisions.items() if each.decision == "reject"]
    kept = work.people.filter(~pl.col(col.RESPONSE).is_in(rejected))
    kept, steps = _weighed(kept, work, weighing)
    names = [name for name in col.released(work.survey, work.settings) if name in kept.columns]
    microdata = _in_order(kept, work.survey).select(names)
    problems = [*_unfit(microdata, work.survey), *_left_in(kept, names)]
    if problems:
        raise Invalid(problems)
    removed = _removed(work, rejected, kept, names)
    files = {
        MICRODATA: parquet_bytes(microdata),
        SURVEY: survey_bytes(work.survey),
        CODEBOOK: csv_of(codebook(microdata, work.survey)),
        READABLE: readable(microdata, work.survey).encode("utf-8"),
        REMOVED: csv_of(removed),
    }
    content = about(work.survey, microdata, "release") | {
        "sources": sorted(source["sha256"] for source in work.record["sources"]),
        "settings_sha256": sha256(json_bytes(work.settings.model_dump(mode="json"))),
        "weights": [vars(step) for step in steps],
    }
    return Release(microdata, removed, steps, sealed(content, files))


def about(survey: Survey, microdata: pl.DataFrame, kind: str) -> dict[str, Any]:
    """Return what a manifest says of microdata."""
    return {
        "format": FORMAT,
        "kind": kind,
        "survey": survey.code,
        "title": survey.title.model_dump(),
        "year": survey.year,
        "data_status": survey.data_status,
        "responses": len(microdata),
        "columns": microdata.columns,
        "engine": {"name": "parindex", "version": parindex.__version__},
    }


def _undecided(work: FieldworkFolder, decisions: Mapping[str, Decision]) -> Iterator[Problem]:
    flagged = work.flags["response"].drop_nulls().unique().sort().to_list()
    open_ = [response for response in flagged if response not in decisions]
    if open_ and work.settings.undecided == "block":
        named = ", ".join(open_[:MOST_NAMED])
        text = Text(
            vi=f"{len(open_)} phiếu bị đánh dấu chưa có quyết định: {named}. Điền decisions.csv (keep hoặc reject, lý do, ai, ngày).",
            en=f"{len(open_)} flagged responses have no decision: {named}. Fill in decisions.csv (keep or reject, reason, who, when).",
        )
        yield Problem("undecided", Place("decisions.csv", 0, "decision"), text)


def _unknown(work: FieldworkFolder, decisions: Mapping[str, Decision]) -> Iterator[Problem]:
    strange = sorted(set(decisions) - set(work.people[col.RESPONSE].to_list()))
    if strange:
        named = ", ".join(strange[:MOST_NAMED])
        text = Text(
            vi=f"{len(strange)} quyết định về phiếu không có: {named}.",
            en=f"{len(strange)} decisions are on responses that are not there: {named}.",
        )
        yield Problem("unknown-code", Place("decisions.csv", 0, "response"), text)


def _weighed(
    kept: pl.DataFrame, work: FieldworkFolder, weighing: Weighing | None
) -> tuple[pl.DataFrame, tuple[Step, ...]]:
    """Return the responses with their final weights, and the steps to them."""
    if weighing is None:
        return kept, ()
    settings, people = weighing.settings, kept
    if settings.answered is not None:
        people = _with_those_who_did_not(kept, work, settings.answered)
    made = weighted(people, settings, weighing.margins)
    return made.people.select(*kept.columns, *{settings.result} - set(kept.columns)), made.steps


def _with_those_who_did_not(kept: pl.DataFrame, work: FieldworkFolder, answered: str) -> pl.DataFrame:
    """Return the responses and the persons of the sample without one, told apart by a column."""
    there = kept.with_columns(pl.lit(value=True).alias(answered))
    if work.sample is None:
        return there
    key = pl.col(work.settings.sample_key).cast(pl.String)
    drawn = work.sample.with_columns(key.alias(col.PERSON))
    missed = drawn.join(kept, on=col.PERSON, how="anti")
    if LIST in drawn.columns:
        missed = _not_stood_in_for(missed, drawn.join(kept, on=col.PERSON, how="semi"), work)
    names = {
        work.settings.questions.get(name, name): name for name in kept.columns if not name.startswith("_")
    }
    known = [
        pl.col(own).cast(kept.schema[name], strict=False).alias(name)
        for own, name in names.items()
        if own in drawn.columns
    ]
    absent = missed.select(pl.col(col.PERSON), *known).with_columns(pl.lit(value=False).alias(answered))
    return pl.concat([there, absent], how="diagonal")


def _not_stood_in_for(missed: pl.DataFrame, met: pl.DataFrame, work: FieldworkFolder) -> pl.DataFrame:
    """Return those of the main list who were missed and for whom nobody of the reserve list stands in.

    A stand-in takes the place of one person of the same cluster, all of whom weigh the same in the draw.
    """
    own = col.cluster_of(work.survey, work.settings)
    cluster = work.settings.questions.get(own, own)
    main = missed.filter(pl.col(LIST) == MAIN)
    stand_ins = met.filter(pl.col(LIST) != MAIN).group_by(cluster).agg(pl.len().alias("_stand_ins"))
    place = pl.int_range(pl.len()).over(cluster)
    counted = main.with_columns(place.alias("_place")).join(
        stand_ins, on=cluster, how="left", maintain_order="left"
    )
    return counted.filter(pl.col("_place") >= pl.col("_stand_ins").fill_null(0)).drop("_place", "_stand_ins")


def _in_order(people: pl.DataFrame, survey: Survey) -> pl.DataFrame:
    """Return the responses by stratum and cluster, within them in an order that tells nothing."""
    lot = [hashlib.sha256(f"order\x1f{each}".encode()).hexdigest() for each in people[col.RESPONSE].to_list()]
    places = [name for design in survey.designs for name in (*design.strata, design.stages[0].cluster)]
    return people.with_columns(pl.Series("_lot", lot, pl.String)).sort(*dict.fromkeys(places), "_lot")


def _unfit(microdata: pl.DataFrame, survey: Survey) -> list[Problem]:
    """Return what is wrong with microdata as the survey describes them."""
    with tempfile.TemporaryDirectory() as beside:
        path = Path(beside, MICRODATA)
        path.write_bytes(parquet_bytes(microdata))
        found = problems_of_microdata(survey, [path])
    return [
        Problem(each.code, Place(MICRODATA, each.place.line, each.place.path), each.text, each.severity)
        for each in found
    ]


def _left_in(kept: pl.DataFrame, names: Sequence[str]) -> Iterator[Problem]:
    """Yield a problem for every released text in which a name, telephone or address of somebody stands."""
    secret = {
        value.lower()
        for column in kept.columns
        if column.startswith(col.WHO)
        for value in kept[column].drop_nulls().to_list()
        if len(value) >= SHORTEST_IDENTIFIER
    }
    if not secret:
        return
    for name in names:
        if kept.schema[name] == pl.String:
            found = kept[name].str.to_lowercase().str.contains_any(sorted(secret)).fill_null(value=False)
            if found.any():
                text = Text(
                    vi=f"{int(found.sum())} ô có tên, điện thoại hoặc địa chỉ của người trả lời; sửa, hoặc không đưa cột này ra.",
                    en=f"{int(found.sum())} cells hold a name, telephone or address of a respondent; edit them or do not release the column.",
                )
                yield Problem("identifier-left", Place(MICRODATA, 0, name), text)


def _removed(
    work: FieldworkFolder, rejected: Sequence[str], kept: pl.DataFrame, names: Sequence[str]
) -> pl.DataFrame:
    """Return what was removed: responses by reason, columns one by one with how many cells they filled."""
    rows = [
        ("response", reason, count)
        for reason, count in work.left_out["reason"].value_counts().sort("reason").iter_rows()
    ]
    if rejected:
        rows.append(("response", "decision", len(rejected)))
        checks = work.flags.filter(pl.col("response").is_in(rejected)).unique(["response", "check"])
        counts = checks["check"].value_counts().sort("check")
        rows += [("response", f"decision: {check}", count) for check, count in counts.iter_rows()]
    for name in kept.columns:
        if name not in names:
            reason = "identifier" if name.startswith(col.WHO) else "fieldwork"
            shown = name.removeprefix(col.WHO).removeprefix("_")
            rows.append((f"column {shown}", reason, kept[name].count()))
    return pl.DataFrame(rows, schema=COUNTED, orient="row")
