"""The codebook of microdata: every column, every code, in both languages, with how often it occurs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

from parindex.language import Text
from parindex.survey.model import DONT_KNOW, NOT_ASKED, REFUSED, Survey

CODEBOOK = {
    "column": pl.String,
    "kind": pl.String,
    "title_vi": pl.String,
    "title_en": pl.String,
    "code": pl.String,
    "label_vi": pl.String,
    "label_en": pl.String,
    "responses": pl.Int64,
}
NO_ANSWER: Mapping[int | None, Text] = {
    DONT_KNOW: Text(vi="Không biết", en="Don't know"),
    REFUSED: Text(vi="Từ chối trả lời", en="Refused"),
    NOT_ASKED: Text(vi="Không được hỏi", en="Not asked"),
    None: Text(vi="Để trống", en="Empty"),
}
_DESIGN: Mapping[str, Text] = {
    "stratum": Text(vi="Tầng của mẫu", en="Stratum of the sample"),
    "cluster": Text(vi="Cụm của mẫu", en="Cluster of the sample"),
    "weight": Text(vi="Trọng số", en="Weight"),
    "population": Text(vi="Số cụm trong tổng thể", en="Number of clusters in the population"),
    "further": Text(vi="Cột thêm", en="Further column"),
}
MOST_LISTED = 100
"""Values of a column that are listed one by one."""

_Row = tuple[str, str, str, str, str, str, str, int]


def codebook(microdata: pl.DataFrame, survey: Survey) -> pl.DataFrame:
    """Return a row for every code of every column; a column of many values or numbers has one row, without code."""
    rows = [row for name in microdata.columns for row in _rows(microdata[name], survey)]
    return pl.DataFrame(rows, schema=CODEBOOK, orient="row")


def _rows(values: pl.Series, survey: Survey) -> Iterator[_Row]:
    kind, title = kind_and_title(values.name, survey)
    labels = _labels(values.name, survey)
    start = (values.name, kind, title.vi, title.en)
    counts = dict(values.value_counts().iter_rows())
    if kind not in {"item", "grouping"} or len(counts) > MOST_LISTED:
        yield (*start, "", "", "", values.count())
        return
    codes = [*labels, *(code for code in sorted(counts, key=str) if code not in labels)]
    for code in codes:
        label = labels.get(code)
        shown = "" if code is None else str(code)
        yield (*start, shown, label.vi if label else "", label.en if label else "", counts.get(code, 0))


def kind_and_title(name: str, survey: Survey) -> tuple[str, Text]:
    """Return what a column is: an item, of a grouping, of the design, or further; and what it is called."""
    if name in survey.item_position:
        return "item", survey.title_of[name]
    for grouping in survey.groupings:
        if grouping.columns == (name,):
            return "grouping", grouping.title
    for design in survey.designs:
        columns = {
            "stratum": design.strata,
            "cluster": tuple(stage.cluster for stage in design.stages),
            "weight": (design.weight,),
            "population": tuple(stage.population for stage in design.stages if stage.population),
        }
        for kind, names in columns.items():
            if name in names:
                return kind, _DESIGN[kind]
    return "further", _DESIGN["further"]


def _labels(name: str, survey: Survey) -> dict[Any, Text]:
    """Return the text of every code that a column may have."""
    if name in survey.item_position:
        return dict[Any, Text](survey.scale_of[name].labels) | dict[Any, Text](NO_ANSWER)
    for grouping in survey.groupings:
        if grouping.columns == (name,):
            return dict(grouping.labels)
    return {}


def readable(microdata: pl.DataFrame, survey: Survey) -> str:
    """Return the codebook as people read it: Markdown, Vietnamese first."""
    lines = [f"# {survey.title.vi}", "", f"{survey.title.en}", ""]
    if survey.data_status == "training":
        lines += ["**Số liệu giả lập, chỉ để tập huấn. · Synthetic data, for training only.**", ""]
    lines += [f"{len(microdata)} phiếu · responses", ""]
    for name in microdata.columns:
        rows = list(_rows(microdata[name], survey))
        _, kind, vi, en, *_ = rows[0]
        lines += [f"## `{name}`", "", f"{vi} · {en} ({kind})", ""]
        coded = [row for row in rows if row[5] or row[4]]
        if coded:
            lines += ["| mã · code | nghĩa | meaning | số phiếu · responses |", "|---|---|---|---:|"]
            lines += [f"| {code or '∅'} | {vi} | {en} | {count} |" for *_, code, vi, en, count in coded]
            lines.append("")
    return "\n".join(lines)
