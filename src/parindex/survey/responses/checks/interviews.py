"""Checks of how, when, where and with whom interviews were held."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import polars as pl

from parindex.survey.responses import columns as col
from parindex.survey.responses.checks.flags import Fieldwork, flags
from parindex.survey.responses.checks.settings import (
    Far,
    Night,
    Quota,
    SameDevice,
    SamePerson,
    Switch,
    TooFast,
)

EARTH_RADIUS_KM = 6371.0088
"""Mean radius of the Earth (IUGG)."""


def entries_differ(work: Fieldwork, _: Switch) -> Iterator[pl.DataFrame]:
    """Flag paper forms whose two entries differ."""
    fields = (
        work.differences.lazy().group_by("response").agg(pl.len().alias("fields"), pl.col("column").sort())
    )
    rows = work.people.join(fields, left_on=col.RESPONSE, right_on="response")
    yield flags(rows, "double-entry", column=pl.col("column").list.join(", "), value="fields")


def one_submission_twice(work: Fieldwork, _: Switch) -> Iterator[pl.DataFrame]:
    """Flag submissions that came under one id with different content."""
    rows = work.people.select(
        pl.col(col.RESPONSE), pl.col(col.RESPONSE).str.replace(r"#\d+$", "").alias("sent as")
    )
    yield flags(_with_another(rows, ["sent as"]), "same-response", value="times", other="another")


def one_person_twice(work: Fieldwork, given: SamePerson) -> Iterator[pl.DataFrame]:
    """Flag responses that name the same person as another."""
    for key in given.keys:
        names = [name for part in key if (name := _column(work.columns, part))]
        if len(names) < len(key):
            continue
        plain = [
            pl.col(name).cast(pl.String).str.to_lowercase().str.replace_all(r"[\s.\-]", "").alias(f"key {n}")
            for n, name in enumerate(names)
        ]
        keys = [f"key {n}" for n in range(len(names))]
        rows = work.people.select(col.RESPONSE, *plain).drop_nulls(keys)
        several = _with_another(rows, keys)
        yield flags(several, "same-person", column=pl.lit(", ".join(key)), value="times", other="another")


def _with_another(rows: pl.LazyFrame, keys: list[str]) -> pl.LazyFrame:
    """Return the rows that share their keys with others, with how many there are and the id of another one."""
    hashed = rows.select(pl.struct(keys).hash()).collect().to_series()
    several = rows.filter(
        hashed.is_duplicated()
    ).collect()  # of a hash only: those few are looked at in whole
    several = several.with_columns(
        ids=pl.col(col.RESPONSE).sort().over(keys, mapping_strategy="join"), times=pl.len().over(keys)
    )
    first, second = pl.col("ids").list.first(), pl.col("ids").list.get(1, null_on_oob=True)
    another = pl.when(first == pl.col(col.RESPONSE)).then(second).otherwise(first)
    return several.lazy().filter(pl.col("times") > 1).with_columns(another=another)


def _column(columns: Sequence[str], part: str) -> str | None:
    """Return the column of a role, an identifier or the microdata; None if there is none."""
    return next((name for name in (f"_{part}", col.WHO + part, part) if name in columns), None)


def outside_the_sample(work: Fieldwork, _: Switch) -> Iterator[pl.DataFrame]:
    """Flag responses of persons whom the sample does not have."""
    yield flags(work.people.filter(~pl.col(col.SAMPLED)), "not-in-sample", column=pl.col(col.PERSON))


def with_issues(work: Fieldwork, _: Switch) -> Iterator[pl.DataFrame]:
    """Flag submissions that a reviewer marked as having issues."""
    states = [state.lower() for state in work.settings.with_issues]
    marked = pl.col(col.REVIEW).str.to_lowercase().is_in(states)
    yield flags(work.people.filter(marked), "in-review", column=pl.col(col.REVIEW))


def too_fast(work: Fieldwork, given: TooFast) -> Iterator[pl.DataFrame]:
    """Flag interviews that were shorter than they can have been."""
    seconds = (pl.col(col.ENDED) - pl.col(col.STARTED)).dt.total_milliseconds() / 1000
    rows = work.people.select(col.RESPONSE, seconds=seconds).drop_nulls("seconds")
    median = rows.select("seconds").collect().to_series().median()
    limit = max(given.seconds, given.share_of_median * float(median if isinstance(median, float) else 0))
    yield flags(rows.filter(pl.col("seconds") < limit), "too-fast", value="seconds", limit=limit)


def at_night(work: Fieldwork, given: Night) -> Iterator[pl.DataFrame]:
    """Flag interviews that began after the last or before the first hour of the day."""
    clock = pl.col(col.STARTED).dt.hour() + pl.col(col.STARTED).dt.minute() / 60
    rows = work.people.select(col.RESPONSE, clock=clock)
    late = rows.filter(pl.col("clock") >= given.after)
    early = rows.filter(pl.col("clock") < given.before)
    yield flags(late, "night", value="clock", limit=given.after)
    yield flags(early, "night", value="clock", limit=given.before)


def one_device_for_several(work: Fieldwork, given: SameDevice) -> Iterator[pl.DataFrame]:
    """Flag interviews on a device that several enumerators used."""
    used = work.people.select(col.DEVICE, col.ENUMERATOR).drop_nulls().unique()
    counts = used.group_by(col.DEVICE).agg(pl.len().alias("enumerators"))
    shared = counts.filter(pl.col("enumerators") > given.enumerators)
    found = work.people.select(col.RESPONSE, col.DEVICE).join(shared, on=col.DEVICE)
    yield flags(found, "same-device", column=pl.col(col.DEVICE), value="enumerators", limit=given.enumerators)


def far_from_cluster(work: Fieldwork, given: Far) -> Iterator[pl.DataFrame]:
    """Flag interviews held far from where their cluster lies."""
    known = {col.CLUSTER_LATITUDE, col.CLUSTER_LONGITUDE} & {*work.columns}
    rows = work.people.select(col.RESPONSE, col.LATITUDE, col.LONGITUDE, work.cluster, *sorted(known))
    rows = rows.drop_nulls([col.LATITUDE, col.LONGITUDE, work.cluster])
    middle = {name: pl.col(name).median().over(work.cluster) for name in (col.LATITUDE, col.LONGITUDE)}
    enough = pl.len().over(work.cluster) >= given.positions
    centre: dict[str, pl.Expr] = {
        name: pl.when(enough).then(expression) for name, expression in middle.items()
    }
    for own, given_by in ((col.LATITUDE, col.CLUSTER_LATITUDE), (col.LONGITUDE, col.CLUSTER_LONGITUDE)):
        if given_by in known:
            centre[own] = pl.coalesce(given_by, centre[own])
    distance = kilometres(
        pl.col(col.LATITUDE), pl.col(col.LONGITUDE), centre[col.LATITUDE], centre[col.LONGITUDE]
    )
    rows = rows.with_columns(distance=distance)
    yield flags(
        rows.filter(pl.col("distance") > given.kilometres), "far", column=pl.col(work.cluster), value="distance",
        limit=given.kilometres,
    )  # fmt: skip


def kilometres(
    latitude: pl.Expr, longitude: pl.Expr, other_latitude: pl.Expr, other_longitude: pl.Expr
) -> pl.Expr:
    """Return the distance of two points in degrees along the Earth's surface, by the haversine formula."""
    one, other = latitude.radians(), other_latitude.radians()
    across, along = (other - one) / 2, (other_longitude.radians() - longitude.radians()) / 2
    chord = across.sin() ** 2 + one.cos() * other.cos() * along.sin() ** 2
    return 2 * EARTH_RADIUS_KM * chord.sqrt().clip(0, 1).arcsin()


def off_quota(work: Fieldwork, given: Quota) -> Iterator[pl.DataFrame]:
    """Flag groups with too few or too many responses; a group without any is not seen here."""
    if not given.by:
        return
    name = pl.concat_str(
        [pl.concat_str(pl.lit(f"{by}="), pl.col(by).cast(pl.String).fill_null("–")) for by in given.by],
        separator=", ",
    )
    groups = work.people.group_by(name.alias("group")).agg(pl.len().alias("people")).sort("group")
    groups = groups.with_columns(pl.lit(None, pl.String).alias(col.RESPONSE))
    few = groups.filter(pl.col("people") < given.least)
    yield flags(few, "quota", column="group", value="people", limit=given.least)
    if given.most is not None:
        many = groups.filter(pl.col("people") > given.most)
        yield flags(many, "quota", column="group", value="people", limit=given.most)
