"""What can be wrong with the texts of microdata: groups that the survey does not name, and formulas."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from parindex.language import Text
from parindex.problems import Place, Problem
from parindex.survey.model import Survey
from parindex.survey.responses.content import MOST_NAMED
from parindex.survey.responses.formulas import FORMULA
from parindex.survey.totals.engines import MICRODATA, DuckDB


def unknown_groups(survey: Survey, columns: Collection[str], engine: DuckDB, place: str) -> Iterator[Problem]:
    """Yield a problem for each grouping with values that its labels lack; one without labels has whatever values.

    A group whose code is slightly wrong would get an estimate of its own, and be lacking in that of its group.
    """
    for name, labels in labels_of(survey).items():
        if name in columns:
            found = frequent(engine, name, _is_unknown(engine.quoted(name), labels))
            if found:
                listed = ", ".join(labels)
                text = Text(
                    vi=f"Mã nhóm không có trong labels của survey.yaml: {found}; cần một trong: {listed}, hoặc để trống. Sửa dữ liệu, hoặc thêm mã vào labels.",
                    en=f"Codes of groups that survey.yaml has no label for: {found}; one of these is needed: {listed}, or nothing. Correct the data, or add a label.",
                )
                yield Problem("unknown-code", Place(place, 0, name), text)


def labels_of(survey: Survey) -> Mapping[str, tuple[str, ...]]:
    """Return the codes of each column that is a grouping by itself and has labels."""
    return {
        grouping.columns[0]: tuple(grouping.labels)
        for grouping in survey.groupings
        if len(grouping.columns) == 1 and grouping.labels
    }


def _is_unknown(column: str, labels: tuple[str, ...]) -> str:
    """Return the condition in SQL that a value is none of the labels, as text or, where both are, as numbers."""
    texts = ", ".join(map(_literal, labels))
    numbers = f"[TRY_CAST(label AS DOUBLE) FOR label IN [{texts}]]"
    same_number = f"COALESCE(list_contains({numbers}, TRY_CAST({column} AS DOUBLE)), FALSE)"
    return f"CAST({column} AS VARCHAR) NOT IN ({texts}) AND NOT {same_number}"


def formulas(survey: Survey, columns: Mapping[str, str], engine: DuckDB, place: str) -> Iterator[Problem]:
    """Yield a problem for each column in which a text is a formula that a spreadsheet would run.

    In items it is an unknown code already.
    """
    for name in (
        name for name, kind in columns.items() if kind == "VARCHAR" and name not in survey.item_position
    ):
        text = f"CAST({engine.quoted(name)} AS VARCHAR)"
        begins = f"left(ltrim({text}), 1) IN ('=', '+', '-', '@')"
        found = frequent(engine, name, f"{begins} AND regexp_matches({text}, {_literal(FORMULA)})")
        if found:
            said = Text(
                vi=f"Có công thức: {found}; dữ liệu chỉ được là giá trị. Xoá công thức, hỏi lại nguồn của tệp.",
                en=f"Formulas: {found}; data may be values alone. Remove them, and ask where the file is from.",
            )
            yield Problem("formula", Place(place, 0, name), said)


def frequent(engine: DuckDB, name: str, condition: str) -> str:
    """Return the most frequent values of a column for which something holds, with how often; empty where none is."""
    found = engine.run(
        f"SELECT CAST({engine.quoted(name)} AS VARCHAR) AS code, COUNT(*) AS times FROM {MICRODATA}"
        f" WHERE {condition} GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {MOST_NAMED}"
    )
    pairs = zip(found["code"].tolist(), found["times"].tolist(), strict=True)
    return ", ".join(f"{code} (× {times})" for code, times in pairs)


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
