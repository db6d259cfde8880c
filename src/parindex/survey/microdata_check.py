"""What can be wrong with microdata: counted by the engine in a few passes, never row by row."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

import duckdb

from parindex.language import Text
from parindex.problems import Invalid, Place, Problem
from parindex.survey.microdata_groups import formulas, frequent, unknown_groups
from parindex.survey.model import DONT_KNOW, NOT_ASKED, REFUSED, Item, Survey, VarianceDesign
from parindex.survey.responses.content import MOST_NAMED
from parindex.survey.totals.engines import MICRODATA, DuckDB

TEXT = "VARCHAR"
"""The type of DuckDB that a column of texts has."""


def problems_of_microdata(survey: Survey, files: Sequence[Path]) -> list[Problem]:
    """Return all problems of the microdata of a survey; each names its column and says what to do."""
    place = ", ".join(map(str, files))
    engine = DuckDB()
    try:
        engine.open(files)
        columns = _columns(engine)
        engine.run(f"SELECT COUNT(*) AS people FROM {MICRODATA}")
    except duckdb.Error as error:
        text = Text(
            vi=f"Không đọc được tệp (có thể bị cắt cụt): {_first_line(error)}",
            en=f"The file cannot be read (it may be cut off): {_first_line(error)}",
        )
        return [Problem("unreadable", Place(place), text)]
    found = [*_missing(survey, columns, place)]
    found += _codes(survey, [item for item in survey.items if item.code in columns], engine, place)
    found += unknown_groups(survey, columns, engine, place)
    found += formulas(survey, columns, engine, place)
    for weight in dict.fromkeys(design.weight for design in survey.designs):
        if weight in columns:
            check = _texts if columns[weight] == TEXT else _weights
            found += check(weight, engine, place)
    for column, what in _frame(survey).items():
        if column in columns:
            found += _without(column, what, engine, place)
    for design in survey.designs:
        stage = design.stages[0]
        if columns.keys() >= {*design.strata, stage.cluster}:
            found += _psus(design, engine, place)
            if stage.population in columns:
                found += _populations(design, stage.population, engine, place)
    return found


def _columns(engine: DuckDB) -> dict[str, str]:
    """Return the columns of the microdata with their types."""
    found = engine.run(f"SELECT column_name, column_type FROM (DESCRIBE {MICRODATA})")
    return dict(zip(found["column_name"].tolist(), found["column_type"].tolist(), strict=True))


def refuse_unsound(survey: Survey, files: Sequence[Path]) -> None:
    """Raise `Invalid` with every problem of the microdata, if there are any."""
    problems = problems_of_microdata(survey, files)
    if problems:
        raise Invalid(problems)


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0]


def _missing(survey: Survey, columns: Collection[str], place: str) -> Iterator[Problem]:
    needed = [item.code for item in survey.items]
    needed += [name for grouping in survey.groupings for name in grouping.columns]
    for design in survey.designs:
        needed += [*design.strata, design.weight]
        needed += [name for stage in design.stages for name in (stage.cluster, stage.population) if name]
    for name in dict.fromkeys(needed):
        if name not in columns:
            text = Text(
                vi="Thiếu cột này; thêm vào dữ liệu, hoặc sửa tên trong survey.yaml.",
                en="This column is missing; add it to the data, or correct its name in survey.yaml.",
            )
            yield Problem("column-missing", Place(place, 0, name), text)


def _codes(survey: Survey, items: Sequence[Item], engine: DuckDB, place: str) -> Iterator[Problem]:
    """Every answer is one of its scale, or one of the codes for none: one pass, and one more for items with others."""
    if not items:
        return
    strange = {item.code: _strange(survey, item, engine) for item in items}
    counts = [f"COUNT(*) FILTER (WHERE {strange[item.code]}) AS strange_{n}" for n, item in enumerate(items)]
    found = engine.run(f"SELECT {', '.join(counts)} FROM {MICRODATA}")
    for n, item in enumerate(items):
        if int(found[f"strange_{n}"][0]):
            listed = ", ".join(map(str, _known(survey, item)))
            named = frequent(engine, item.code, strange[item.code])
            text = Text(
                vi=f"Mã trả lời không có trong thang đo: {named}; cần một trong: {listed}, hoặc để trống.",
                en=f"Codes that the scale does not have: {named}; one of these is needed: {listed}, or nothing.",
            )
            yield Problem("unknown-code", Place(place, 0, item.code), text)


def _known(survey: Survey, item: Item) -> list[int]:
    return [*survey.scale_of[item.code].levels, DONT_KNOW, REFUSED, NOT_ASKED]


def _strange(survey: Survey, item: Item, engine: DuckDB) -> str:
    """Return the condition in SQL that an answer is none that the scale has."""
    column, listed = engine.quoted(item.code), ", ".join(map(str, _known(survey, item)))
    return f"{column} IS NOT NULL AND COALESCE(TRY_CAST({column} AS DOUBLE) NOT IN ({listed}), TRUE)"


def _texts(column: str, engine: DuckDB, place: str) -> Iterator[Problem]:
    """Weights that are no numbers but text."""
    found = engine.run(f"SELECT MAX({engine.quoted(column)}) AS largest FROM {MICRODATA}")
    example = found["largest"].tolist()[0] or ""
    text = Text(
        vi=f"Trọng số là chữ (“{example}”), không phải số; ghi lại cột này dưới dạng số, dấu thập phân là dấu chấm.",
        en=f'Weights are text ("{example}"), not numbers; write the column as numbers, with a point for decimals.',
    )
    yield Problem("weight", Place(place, 0, column), text)


def _weights(column: str, engine: DuckDB, place: str) -> Iterator[Problem]:
    weight = engine.quoted(column)
    found = engine.run(
        f"SELECT COUNT(*) AS people, COUNT(*) FILTER ({weight} > 0 AND isfinite({weight})) AS good FROM {MICRODATA}"
    )
    bad = int(found["people"][0]) - int(found["good"][0])
    if bad or not int(found["people"][0]):
        text = Text(
            vi=f"{bad} dòng có trọng số trống, không dương hoặc vô hạn; mỗi dòng cần một trọng số lớn hơn 0.",
            en=f"{bad} rows have no weight, or one that is not above 0 or is infinite; each row needs a weight above 0.",
        )
        yield Problem("weight", Place(place, 0, column), text)


def _frame(survey: Survey) -> dict[str, tuple[str, str]]:
    """Return the columns that make the PSUs of all designs, and what each is called."""
    strata = {name: ("tầng", "stratum") for design in survey.designs for name in design.strata}
    return {design.stages[0].cluster: ("cụm (PSU)", "PSU") for design in survey.designs} | strata


def _without(column: str, what: tuple[str, str], engine: DuckDB, place: str) -> Iterator[Problem]:
    """Every row has its PSU and its stratum: taken together, rows without would pass for one more."""
    empty = f"NULLIF(TRIM(CAST({engine.quoted(column)} AS VARCHAR)), '') IS NULL"
    rows = int(engine.run(f"SELECT COUNT(*) FILTER ({empty}) AS rows FROM {MICRODATA}")["rows"][0])
    if rows:
        numbered = f"SELECT ROW_NUMBER() OVER () AS number, {empty} AS bad FROM {MICRODATA}"
        found = engine.run(f"SELECT number FROM ({numbered}) WHERE bad ORDER BY 1 LIMIT {MOST_NAMED}")
        first = ", ".join(map(str, found["number"].tolist()))
        text = Text(
            vi=f"{rows} dòng không có {what[0]}: dòng dữ liệu {first}{' …' if rows > MOST_NAMED else ''}; điền vào, hoặc bỏ các dòng ấy.",
            en=f"{rows} rows have no {what[1]}: rows of data {first}{' …' if rows > MOST_NAMED else ''}; fill it in, or leave these rows out.",
        )
        yield Problem("place-missing", Place(place, 0, column), text)


def _populations(design: VarianceDesign, column: str, engine: DuckDB, place: str) -> Iterator[Problem]:
    """The number of PSUs in the population is one number a stratum, and not below that of the sample."""
    cluster, population = engine.quoted(design.stages[0].cluster), engine.quoted(column)
    parts = [f"COALESCE(CAST({engine.quoted(name)} AS VARCHAR), '')" for name in design.strata] or ["'–'"]
    found = engine.run(
        f"SELECT stratum, sampled, least, most FROM (SELECT CONCAT_WS(' · ', {', '.join(parts)}) AS stratum,"
        f" COUNT(DISTINCT {cluster}) AS sampled, MIN(number) AS least, MAX(number) AS most"
        f" FROM (SELECT *, TRY_CAST({population} AS DOUBLE) AS number FROM {MICRODATA}) GROUP BY 1)"
        f" WHERE COALESCE(least <> most OR least < sampled, TRUE) ORDER BY 1 LIMIT {MOST_NAMED}"
    )
    if len(found["stratum"]):
        rows = zip(*(found[name].tolist() for name in ("stratum", "least", "most", "sampled")), strict=True)
        named = [
            (stratum, f"{_size(least)}…{_size(most)}", sampled) for stratum, least, most, sampled in rows
        ]
        text = Text(
            vi="Số cụm của tổng thể phải là một số duy nhất trong mỗi tầng và không nhỏ hơn số cụm của mẫu: "
            + "; ".join(f"{stratum}: {sizes}, mẫu có {sampled}" for stratum, sizes, sampled in named),
            en="The number of PSUs in the population must be one number a stratum, and not below that of the sample: "
            + "; ".join(f"{stratum}: {sizes}, {sampled} in the sample" for stratum, sizes, sampled in named),
        )
        yield Problem("population", Place(place, 0, column), text)


def _size(number: float | None) -> str:
    return "–" if number is None else f"{number:g}"


def _psus(design: VarianceDesign, engine: DuckDB, place: str) -> Iterator[Problem]:
    """Where ids of PSUs are unique, none stands in two strata."""
    stage = design.stages[0]
    if stage.nested or not design.strata:
        return
    cluster, strata = engine.quoted(stage.cluster), ", ".join(map(engine.quoted, design.strata))
    found = engine.run(
        f"SELECT CAST(psu AS VARCHAR) AS psu FROM (SELECT DISTINCT {cluster} AS psu, {strata} FROM {MICRODATA})"
        f" GROUP BY 1 HAVING COUNT(*) > 1 ORDER BY 1 LIMIT {MOST_NAMED}"
    )
    if len(found["psu"]):
        named = ", ".join(map(str, found["psu"].tolist()))
        text = Text(
            vi=f"Cụm nằm trong hai tầng: {named}. Sửa dữ liệu, hoặc ghi nested: true nếu mã cụm lặp lại ở mỗi tầng.",
            en=f"PSUs in two strata: {named}. Correct the data, or say nested: true if ids restart in each stratum.",
        )
        yield Problem("psu-in-two-strata", Place(place, 0, stage.cluster), text)
