"""Words of an export as the codes, numbers, times and places of the microdata."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import polars as pl

from parindex.language import Text, nfc
from parindex.problems import Place, Problem
from parindex.survey.model import DONT_KNOW, NOT_ASKED, REFUSED, Grouping, Item, Survey
from parindex.survey.responses import columns as col
from parindex.survey.responses.content import MOST_NAMED
from parindex.survey.responses.settings import ResponseSettings, Skip

_CLOCK = r"^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(:\d{2})?"
_OFFSET = r"([+-]\d{2}):?(\d{2})$"
_POINTS = (
    r"^\s*(-?\d+(?:,\d+)?)(?:[\s;]+|,\s+)(-?\d+(?:,\d+)?)(?:[\s,;]|$)",
    r"^\s*(-?\d+\.\d+)[\s,;]+(-?\d+(?:\.\d+)?)(?:[\s,;]|$)",
    r"^\s*(-?\d+)(?:[\s;]+|,\s+)(-?\d+\.\d+)(?:[\s,;]|$)",
)
"""How a point may be written: with decimal commas or none, or with decimal points. In "16,107" nobody can tell."""
_OF_NUMBERS = r"^[\s\d.,;+-]*\d[\s\d.,;+-]*$"
"""What is meant to be a point; other words are of a question that has its name by chance."""
_FARTHEST = {
    col.LATITUDE: 90,
    col.LONGITUDE: 180,
    col.CLUSTER_LATITUDE: 90,
    col.CLUSTER_LONGITUDE: 180,
}
"""Degrees from the equator, and from Greenwich."""


LOST = {"column": pl.String, "word": pl.String, "times": pl.UInt32}
"""Words that mean nothing: in which column, and how often each."""


def coded(
    texts: pl.DataFrame, survey: Survey, settings: ResponseSettings
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return responses with codes instead of words, and the words that have no code (`LOST`).

    Items become ``int8``, weights and sizes ``float64``, times local clock times, points two columns of degrees; every
    other column stays text. Items that were not asked, by the skips of the settings, get their code for it.
    """
    columns: dict[str, pl.Expr] = {}
    for item in (each for each in survey.items if each.code in texts.columns):
        columns[item.code] = _answers(texts[item.code], words_of(item, survey, settings))
    numbers = [*col.wanted(survey, settings).later]
    numbers += [col.ORDER, col.MAIN_THERE, col.REPLACED_ORDER, col.VISITS]
    for name in numbers:
        if name in texts.columns:
            columns[name] = pl.col(name).cast(pl.Float64, strict=False)
    for name in _FARTHEST:
        if name in texts.columns:
            columns[name] = _degrees(pl.col(name), name)
    for name in (col.STARTED, col.ENDED):
        if name in texts.columns:
            columns[name] = _local(pl.col(name), settings.utc_offset)
    named = [
        _by_label(grouping) for grouping in survey.groupings if grouping.columns[:1] == grouping.columns != ()
    ]
    texts = texts.with_columns(each for each in named if each.meta.output_name() in texts.columns)
    made = texts.with_columns(expression.alias(name) for name, expression in columns.items())
    lost = [pl.DataFrame(schema=LOST), *(_without_code(texts[name], made[name]) for name in columns)]
    placed, no_points = _placed(made)
    return _skipped(placed, survey, settings.skips), pl.concat([*lost, no_points])


def _answers(texts: pl.Series, words: Mapping[str, int]) -> pl.Expr:
    """Return the codes of answers; each word is looked up once, however many people gave it."""
    given = texts.unique().drop_nulls().to_list()
    codes = [words.get(nfc(word.strip()).lower()) for word in given]
    return pl.col(texts.name).replace_strict(given, codes, default=None, return_dtype=pl.Int8)


def _by_label(grouping: Grouping) -> pl.Expr:
    """Return the column of a grouping with its codes where an export has their labels instead."""
    words = {
        nfc(word).lower(): code for code, label in grouping.labels.items() for word in (label.vi, label.en)
    }
    column = pl.col(grouping.columns[0])
    return column.str.to_lowercase().replace_strict(
        list(words), list(words.values()), default=column, return_dtype=pl.String
    )


def words_of(item: Item, survey: Survey, settings: ResponseSettings) -> dict[str, int]:
    """Return what may stand for each code of an item: in small letters, NFC."""
    scale = survey.scale_of[item.code]
    words: dict[str, int] = {}
    for level, label in scale.labels.items():
        words |= dict.fromkeys((str(level), f"{level}.0", label.vi, label.en), level)
    words |= settings.words.answers.get(scale.code, {})
    for code, own in (
        (DONT_KNOW, settings.words.dont_know),
        (REFUSED, settings.words.refused),
        (NOT_ASKED, settings.words.not_asked),
    ):
        words |= dict.fromkeys((str(code), f"{code}.0", *own), code)
    return {nfc(word).lower(): code for word, code in words.items()}


def _local(text: pl.Expr, utc_offset: float) -> pl.Expr:
    """Return the local clock time of an ISO time; one without an offset is local already."""
    day, clock, seconds = (text.str.extract(_CLOCK, group) for group in (1, 2, 3))
    naive = pl.concat_str(day, pl.lit("T"), clock, seconds.fill_null(":00")).str.to_datetime(
        "%Y-%m-%dT%H:%M:%S", strict=False
    )
    hours, minutes = (text.str.extract(_OFFSET, group).cast(pl.Int64) for group in (1, 2))
    sign = pl.when(text.str.extract(_OFFSET, 1).str.starts_with("-")).then(-1).otherwise(1)
    given = hours * 60 + sign * minutes
    offset = pl.when(text.str.ends_with("Z")).then(0).otherwise(pl.when(text.str.contains("T")).then(given))
    shift = pl.duration(minutes=int(utc_offset * 60)) - pl.duration(minutes=offset)
    return pl.when(offset.is_null()).then(naive).otherwise(naive + shift)


def _without_code(texts: pl.Series, made: pl.Series) -> pl.DataFrame:
    """Return the words of a column that mean nothing."""
    lost = texts.filter(texts.is_not_null() & made.is_null())
    counts = lost.filter(lost.str.strip_chars() != "").alias("word").value_counts(name="times")
    return counts.select(pl.lit(texts.name).alias("column"), "word", pl.col("times").cast(pl.UInt32))


def problems_of_words(lost: Sequence[pl.DataFrame], survey: Survey, place: str) -> Iterator[Problem]:
    """Yield a problem for each column with words that mean nothing, the most frequent named."""
    counts = pl.concat(lost).group_by("column", "word", maintain_order=True).agg(pl.col("times").sum())
    for (name,), words in counts.group_by("column", maintain_order=True):
        most = words.sort("times", "word", descending=[True, False]).head(MOST_NAMED)
        named = ", ".join(f"{word} (× {times})" for _, word, times in most.iter_rows())
        yield _meaningless(str(name), named, survey, place)


def _meaningless(name: str, words: str, survey: Survey, place: str) -> Problem:
    if name in {col.LOCATION, *_FARTHEST}:
        text = Text(
            vi=f"Toạ độ không đọc được, hoặc ngoài Trái Đất: {words}. Ghi vĩ độ rồi kinh độ, như “16.05 107.5” hoặc “16,05 107,5” (vĩ độ từ -90 đến 90, kinh độ từ -180 đến 180).",
            en=f'These are no coordinates, or none on Earth: {words}. Write the latitude, then the longitude, as "16.05 107.5" or "16,05 107,5" (latitude from -90 to 90, longitude from -180 to 180).',
        )
        return Problem("bad-value", Place(place, 0, name.removeprefix("_")), text)
    if name not in survey.scale_of:
        text = Text(
            vi=f"Không đọc được số hoặc thời gian: {words}.", en=f"These are no numbers or times: {words}."
        )
        return Problem("bad-value", Place(place, 0, name.removeprefix("_")), text)
    levels = ", ".join(map(str, survey.scale_of[name].levels))
    text = Text(
        vi=f"Mã trả lời không có trong thang đo: {words}; cần một trong: {levels}, -1, -2, -3, hoặc để trống. Từ khác khai trong words của responses.yaml.",
        en=f"Codes that the scale does not have: {words}; one of these is needed: {levels}, -1, -2, -3, or nothing. Name other words under words in responses.yaml.",
    )
    return Problem("unknown-code", Place(place, 0, name), text)


def _degrees(text: pl.Expr, name: str) -> pl.Expr:
    """Return degrees, with a decimal point or comma; null where it is no number, or none on Earth."""
    degrees = text.str.replace(",", ".", literal=True).cast(pl.Float64, strict=False)
    return pl.when(degrees.abs() <= _FARTHEST[name]).then(degrees)


def _placed(people: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the table with latitude and longitude out of a point, where there is one, and what is no point (`LOST`)."""
    if col.LOCATION not in people.columns:
        return people, pl.DataFrame(schema=LOST)
    written = pl.col(col.LOCATION)
    parts = {
        name: _degrees(pl.coalesce(written.str.extract(point, group) for point in _POINTS), name)
        for name, group in ((col.LATITUDE, 1), (col.LONGITUDE, 2))
    }
    no_point = written.str.contains(_OF_NUMBERS) & pl.any_horizontal(
        part.is_null() for part in parts.values()
    )
    words = people.filter(no_point)[col.LOCATION]
    lost = _without_code(words, pl.Series([None] * len(words), dtype=pl.Null))
    given = [name for name in parts if name in people.columns]
    placed = people.with_columns(
        (pl.coalesce(part, name) if name in given else part).alias(name) for name, part in parts.items()
    ).drop(col.LOCATION)
    return placed, lost


def was_asked(skip: Skip) -> pl.Expr:
    """Return whether the columns of a skip were to be asked."""
    return pl.col(skip.asked_if).cast(pl.String).is_in(list(skip.values)).fill_null(False)


def _skipped(people: pl.DataFrame, survey: Survey, skips: Iterable[Skip]) -> pl.DataFrame:
    """Return the table in which items that are empty for they were not asked say so."""
    items: Mapping[str, int] = survey.item_position
    for skip in skips:
        people = people.with_columns(
            pl.when(pl.col(name).is_null() & ~was_asked(skip))
            .then(pl.lit(NOT_ASKED, pl.Int8))
            .otherwise(name)
            .alias(name)
            for name in skip.columns
            if name in items and {name, skip.asked_if} <= set(people.columns)
        )
    return people
