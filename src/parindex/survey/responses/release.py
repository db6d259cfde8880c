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

import numpy as np
import polars as pl
from numpy.typing import NDArray

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
from parindex.survey.responses.content import MOST_NAMED, ROWS_AT_ONCE
from parindex.survey.responses.decisions import Decision
from parindex.survey.responses.folder import RESPONSES, FieldworkFolder, csv_of, parquet_bytes
from parindex.survey.tables import first_few, number
from parindex.survey.weights.make import Step, weighted
from parindex.survey.weights.model import WeightSettings

FORMAT = "parindex-microdata/1"
MICRODATA, CODEBOOK, READABLE, REMOVED = "microdata.parquet", "codebook.csv", "codebook.md", "removed.csv"
SHORTEST_IDENTIFIER = 6
"""Characters from which a name or number is looked for in the texts that are released."""
SECRETS_AT_ONCE = 100_000
"""Names and numbers that are looked for at a time."""
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
    kept, steps = _weighed(work.rows.filter(~pl.col(col.RESPONSE).is_in(rejected)), work, weighing)
    columns = kept.collect_schema().names()
    wanted = (*col.released(work.survey, work.settings), *_weights_kept(weighing))
    names = [name for name in dict.fromkeys(wanted) if name in columns]
    microdata = _in_order(kept, names, work.survey)
    unweighed = [*_without_weight(kept, names, work.survey)]
    named = {(each.code, each.place.path) for each in unweighed}
    unfit = [each for each in _unfit(microdata, work.survey) if (each.code, each.place.path) not in named]
    problems = [*unweighed, *unfit, *_left_in(kept, names)]
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
    decided = pl.DataFrame({col.RESPONSE: list(decisions)}, schema={col.RESPONSE: pl.String}).lazy()
    strange = decided.join(work.rows, on=col.RESPONSE, how="anti").collect()[col.RESPONSE].sort().to_list()
    if strange:
        named = ", ".join(strange[:MOST_NAMED])
        text = Text(
            vi=f"{len(strange)} quyết định về phiếu không có: {named}.",
            en=f"{len(strange)} decisions are on responses that are not there: {named}.",
        )
        yield Problem("unknown-code", Place("decisions.csv", 0, "response"), text)


def _weighed(
    kept: pl.LazyFrame, work: FieldworkFolder, weighing: Weighing | None
) -> tuple[pl.LazyFrame, tuple[Step, ...]]:
    """Return the responses with their final weights, and the steps to them."""
    if weighing is None:
        return kept, ()
    settings, people = weighing.settings, _with_base(kept.collect(), work, weighing.settings.base)
    columns = [*people.columns, *_weights_kept(weighing), settings.result]
    if settings.answered is not None:
        people = _with_those_who_did_not(people, work, settings.answered)
    made = weighted(people, settings, weighing.margins, file=RESPONSES)
    return made.people.select(*dict.fromkeys(columns)).lazy(), made.steps


def _weights_kept(weighing: Weighing | None) -> tuple[str, ...]:
    """Return the weights released beside the final one, for errors that know of the calibration."""
    return (weighing.settings.base, f"{weighing.settings.result}_uncalibrated") if weighing else ()


def _with_base(people: pl.DataFrame, work: FieldworkFolder, base: str) -> pl.DataFrame:
    """Return people with the weight of the draw under the name it has in the sample, if it was read under another."""
    read = [name for name, own in work.settings.questions.items() if own == base and name in people.columns]
    return people if base in people.columns else people.with_columns(pl.col(read[:1]).alias(base))


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


def _in_order(kept: pl.LazyFrame, names: Sequence[str], survey: Survey) -> pl.DataFrame:
    """Return some columns by stratum and cluster, within them in an order that tells nothing."""
    ids = kept.select(col.RESPONSE).collect()
    lots = [_lots(rows[col.RESPONSE]) for rows in ids.iter_slices(ROWS_AT_ONCE)]
    del ids
    lot = pl.DataFrame(np.concatenate([np.empty((0, 2), np.uint64), *lots]), schema=["_lot", "_lot_after"])
    places = [name for design in survey.designs for name in (*design.strata, design.stages[0].cluster)]
    numbered = pl.concat([kept.select(*names).collect(), lot], how="horizontal")
    return numbered.sort(*dict.fromkeys(places), *lot.columns).drop(lot.columns)


def _lots(ids: pl.Series) -> NDArray[np.uint64]:
    """Return a number in two halves for each id, which nobody can foresee: the first half of its hash."""
    digests = (hashlib.sha256(f"order\x1f{each}".encode()).digest()[:16] for each in ids.to_list())
    return np.frombuffer(b"".join(digests), ">u8").reshape(-1, 2).astype(np.uint64)


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


def _without_weight(kept: pl.LazyFrame, names: Sequence[str], survey: Survey) -> Iterator[Problem]:
    """Yield a problem for every weight that some responses lack, with which they are."""
    for weight in dict.fromkeys(design.weight for design in survey.designs if design.weight in names):
        sound = (number(weight) > 0) & number(weight).is_finite()
        lacking = kept.filter(~sound.fill_null(value=False)).select(col.RESPONSE).collect()
        bad = lacking[col.RESPONSE].sort().to_list()
        if bad:
            listed = first_few(bad)
            text = Text(
                vi=f"{len(bad)} phiếu có trọng số trống, không dương hoặc vô hạn: {listed}; sửa trọng số trong danh sách mẫu rồi đọc lại.",
                en=f"{len(bad)} responses have no weight, or one that is not above 0 or is infinite: {listed}; correct it in the sample and read again.",
            )
            yield Problem("weight", Place(RESPONSES, 0, weight), text)


def _left_in(kept: pl.LazyFrame, names: Sequence[str]) -> Iterator[Problem]:
    """Yield a problem for every released text in which a name, telephone or address of somebody stands."""
    schema = kept.collect_schema()
    secret = _secret(kept)
    for name in names:
        if schema[name] == pl.String:
            given = kept.select(text=pl.col(name).str.to_lowercase()).drop_nulls()
            texts = given.group_by("text").agg(count=pl.len()).collect()
            times = texts.filter(has_any(texts["text"], secret))["count"].sum()
            if times:
                text = Text(
                    vi=f"{times} ô có tên, điện thoại hoặc địa chỉ của người trả lời; sửa, hoặc không đưa cột này ra.",
                    en=f"{times} cells hold a name, telephone or address of a respondent; edit them or do not release the column.",
                )
                yield Problem("identifier-left", Place(MICRODATA, 0, name), text)


def _secret(kept: pl.LazyFrame) -> pl.Series:
    """Return what must stand nowhere, in small letters."""
    who = [name for name in kept.collect_schema().names() if name.startswith(col.WHO)]
    texts = [kept.select(text=pl.col(name).str.to_lowercase()) for name in who]
    whole = pl.concat([pl.LazyFrame(schema={"text": pl.String}), *texts])
    return whole.filter(pl.col("text").str.len_chars() >= SHORTEST_IDENTIFIER).unique().collect()["text"]


def has_any(texts: pl.Series, secret: pl.Series) -> pl.Series:
    """Return which texts contain any of what is secret; what is looked for together takes memory, so it is not all."""
    found = pl.repeat(value=False, n=len(texts), eager=True)
    for begin in range(0, len(secret), SECRETS_AT_ONCE):
        found |= texts.str.contains_any(secret.slice(begin, SECRETS_AT_ONCE).implode())
    return found


def _removed(
    work: FieldworkFolder, rejected: Sequence[str], kept: pl.LazyFrame, names: Sequence[str]
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
    others = kept.select(pl.exclude(names).count()).collect()
    for name in others.columns:
        reason = "identifier" if name.startswith(col.WHO) else "fieldwork"
        shown = name.removeprefix(col.WHO).removeprefix("_")
        rows.append((f"column {shown}", reason, others[name].item()))
    return pl.DataFrame(rows, schema=COUNTED, orient="row")
