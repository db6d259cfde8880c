"""Write the round folders of the published years from the tables in ``data/``.

Usage: ``python script/build_published_rounds.py``. What was printed is read from ``data/published``, what was made
for this project (English names, points lost, groups, aggregates) from ``data/added``.

Only the CSV files and ``datapackage.json`` of ``rounds/vn-…`` and the list of the 34 provinces in ``units``
are written; each ``round.yaml`` is written by hand. Running it again changes nothing.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property
from pathlib import Path

from parindex.documents import parse_model, read_document
from parindex.rounds import RoundInfo
from parindex.rounds.write import write_tables

PROJECT = Path(__file__).resolve().parent.parent
DATA = PROJECT / "data"
PROVINCES_OF_2025 = "provinces-2025-07-01.csv"
ROUNDS = PROJECT / "rounds"

Row = dict[str, str]

UNITS = (
    "code",
    "name_vi",
    "name_en",
    "kind",
    "region_vi",
    "region_en",
    "unit_group",
    "valid_from",
    "valid_to",
    "predecessors",
    "successor",
    "source",
)
POINTS = ("unit", "leaf", "stage", "points", "note")
RESULTS = ("unit", "index", "rank", "group", "source", "note")
PREVIOUS = ("unit", "index", "rank", "group", "source")
AGGREGATES = ("measure", "key", "value", "source", "note")

ORDER_OF_MEASURES = ("mean", "points_change", "region_mean", "group_size", "rose", "ranked_units")

FOUR_PARTS = {
    "appraised": "appraised_pts",
    "sipas": "sipas_pts",
    "leaders_survey": "leader_survey_pts",
    "socio_economic": "socioecon_pts",
}
PARTS = {
    ("province", "2012"): {"appraised": "appraised_pts", "survey": "survey_total_pts"},
    ("province", "2018"): FOUR_PARTS,
    ("province", "2020"): FOUR_PARTS,
    ("ministry", "2023"): {"appraised": "appraised_pts", "survey": "survey_pts"},
}
"""The printed parts of a total: leaf of the framework and column of the table."""

REGIONS = {
    "Đồng bằng sông Hồng": "Red River Delta",
    "Trung du và miền núi phía Bắc": "Northern Midlands and Mountains",
    "Bắc Trung Bộ và duyên hải miền Trung": "North Central and Central Coast",
    "Tây Nguyên": "Central Highlands",
    "Đông Nam Bộ": "South-East",
    "Đồng bằng sông Cửu Long": "Mekong River Delta",
}
REGION_SPELLINGS = {
    "Trung du miền núi phía Bắc": "Trung du và miền núi phía Bắc",
    "Bắc Trung Bộ và Duyên hải miền Trung": "Bắc Trung Bộ và duyên hải miền Trung",
}

REWORDED = {
    "; conflicts with next row": "",
    "the HF row": "the data set",
    "rank not printed (down 17 places)": "the article says that it went down 17 places, and prints no rank",
    "points LOST per area are in facts.md (a)": "it prints the points lost in each area",
    "a1,a3,a4 are component-index values as printed (a1 100 = top two; a3 96.05 = 8th; a4 82.01 = 13th); "
    "a7 ranked 40th and a6 ranked 61st, values not printed": "component indices as printed: direction 100 "
    "(top two), procedures 96.05 (8th), apparatus 82.01 (13th); modernisation 40th and public finance 61st, "
    "values not printed",
}
"""Remarks of the tables that point to another row, column or file, as they must read in a round."""

PATTERNS = (
    (r"(\d+)\.(\d+)", "{},{}"),
    (r"total read as (\S+) only", "tổng điểm chỉ đọc được là {}"),
    (r"also read: (\S+) in (\S+) \((.*)\)", "còn đọc được {} tại {} ({})"),
    (
        r"position (\d+) in the printed list \(rank inferred only; list order matches the two printed ranks 15 and 17\)",
        "thứ {} trong danh sách đã in (hạng chỉ suy ra; thứ tự khớp với hai hạng đã in là 15 và 17)",
    ),
    (r"position (\d+) in the printed list", "thứ {} trong danh sách đã in"),
)
"""Remarks with numbers and addresses in them, and how they read in Vietnamese; others stand in ``remarks.csv``."""

LISTED_WITHOUT_VALUES = ("2020", "2021", "2022")
"""Rounds whose ministries are listed in full, although few values were read; see `why_listed`."""

READ_OR_KNOWN = "ten of the 23 mergers were read in a text of June 2025, thirteen are general knowledge"
SOURCE_OF_PROVINCE = "name and region: list of the 63 provinces until 2025-06-30, its source not recorded"
SOURCE_OF_MINISTRY = "Vietnamese name: the tables of printed values; English name and kind: general knowledge"


def build(rounds: Path, units: Path) -> None:
    """Write every round below the folder of rounds, beside its ``round.yaml``, and the list of the 34 provinces."""
    tables = Tables(DATA)
    for level, year in tables.rounds:
        folder = rounds / f"vn-{plural(level)}-{year}"
        Round(tables, level, year).write(folder)
        write_tables(folder, parse_model(RoundInfo, read_document(folder / "round.yaml")))
    write(units / PROVINCES_OF_2025, UNITS, tables.provinces_of_2025())


def plural(level: str) -> str:
    """Return what a level is called in the code of a round."""
    return "ministries" if level == "ministry" else "provinces"


@cache
def read(path: Path) -> list[Row]:
    """Return the rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(path: Path, header: tuple[str, ...], rows: Iterable[Row]) -> None:
    """Write a CSV file; a table without rows is no file."""
    rows = list(rows)
    if not rows:
        path.unlink(missing_ok=True)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


@dataclass(frozen=True)
class Tables:
    """The tables that rounds are made from.

    Attributes
    ----------
    folder : Path
        Holds the folders ``published``, ``units`` and ``added``.
    """

    folder: Path

    def results(self, level: str, year: str) -> list[Row]:
        """Return the rows read for a round, in the order of the table."""
        return [
            row for row in read(self.folder / "published" / f"results_{level}.csv") if row["year"] == year
        ]

    @cached_property
    def rounds(self) -> list[tuple[str, str]]:
        """Level and year of each round of which something was read."""
        levels = ("ministry", "province")
        return sorted(
            {
                (level, row["year"])
                for level in levels
                for row in read(self.folder / "published" / f"results_{level}.csv")
            }
        )

    def averages(self, level: str, year: str) -> list[Row]:
        """Return the printed means of a round."""
        return [
            row
            for row in read(self.folder / "published" / "area_averages.csv")
            if row["year"] == year and row["level"] in (level, f"{level}-region")
        ]

    def units(self, level: str, year: str) -> list[Row]:
        """Return the rows of ``units.csv`` of a round."""
        return self._ministries(year) if level == "ministry" else self._provinces(year)

    def _provinces(self, year: str) -> list[Row]:
        return [
            province(row)
            for row in self._until_2025()
            if not row["valid_to"] or row["valid_to"] >= f"{year}-12-31"
        ]

    def _ministries(self, year: str) -> list[Row]:
        with_values = {row["unit_code"] for row in self.results("ministry", year)}
        listed = {row["unit_code"] for row in self.results("ministry", "2023")}
        wanted = with_values | listed if year in LISTED_WITHOUT_VALUES else with_values
        return [
            {**row, "source": SOURCE_OF_MINISTRY + why_listed(row["code"] in with_values)}
            for row in read(self.folder / "added" / "ministries.csv")
            if row["code"] in wanted
        ]

    def _until_2025(self) -> list[Row]:
        return read(self.folder / "units" / "provinces-until-2025-06-30.csv")

    def provinces_of_2025(self) -> Iterator[Row]:
        """Yield the 34 provinces since 2025-07-01: those that stayed, then those that were formed."""
        for row in self._until_2025():
            if not row["valid_to"]:
                yield stayed(row)
        for row in read(self.folder / "units" / "provinces-merged-2025-07-01.csv"):
            yield formed(row)


def why_listed(has_values: bool) -> str:
    """Say why a ministry stands in a round for which nothing of it was read."""
    if has_values:
        return ""
    return (
        "; no value read for this round, listed because the printed lists of 2019 and 2023 hold the same 17"
    )


def province(row: Row) -> Row:
    """Return a province as it was until 2025-06-30."""
    merger = f"; successor: {READ_OR_KNOWN} (which ten is not recorded)" if row["successor"] else ""
    return {
        **{column: row[column] for column in ("code", "name_vi", "name_en", "kind")},
        "region_vi": row["region"],
        "region_en": REGIONS[row["region"]],
        **{column: row[column] for column in ("valid_from", "valid_to", "successor")},
        "source": SOURCE_OF_PROVINCE + merger,
    }


def stayed(row: Row) -> Row:
    """Return one of the eleven provinces that no merger touched; regions since the mergers were not read."""
    source = "not merged on 2025-07-01: general knowledge"
    if row["code"] == "thua-thien-hue":
        source += "; name and kind as in the older list, since 2025-01-01 the city of Huế (general knowledge)"
    return {**{column: row[column] for column in ("code", "name_vi", "name_en", "kind")}, "source": source}


def formed(row: Row) -> Row:
    """Return one of the 23 provinces formed on 2025-07-01; regions since the mergers were not read."""
    columns = ("code", "name_vi", "name_en", "kind", "valid_from", "valid_to", "predecessors")
    return {
        **{column: row[column] for column in columns},
        "source": f"{READ_OR_KNOWN} (which ten is not recorded)",
    }


@dataclass(frozen=True)
class Round:
    """One round: the tables, the level, the year."""

    tables: Tables
    level: str
    year: str

    def write(self, folder: Path) -> None:
        """Write the CSV files of the round."""
        write(folder / "units.csv", UNITS, self.units)
        write(folder / "points.csv", POINTS, [*self.printed_parts(), *self.parts_from_losses()])
        write(folder / "published.csv", RESULTS, self.results())
        write(folder / "published_aggregates.csv", AGGREGATES, self.aggregates())
        write(folder / "previous_results.csv", PREVIOUS, self.previous_results())

    @cached_property
    def units(self) -> list[Row]:
        """The units of the round."""
        return self.tables.units(self.level, self.year)

    @cached_property
    def rows(self) -> dict[str, list[Row]]:
        """What was read of each unit, in the order of the units; the row that stands is the first.

        Where sources differ, the one with parts stands (the parts add up to its total), else the one that
        the table has first, for the reason in its note.
        """
        rows = self.tables.results(self.level, self.year)
        found = {
            unit["code"]: [row for row in rows if row["unit_code"] == unit["code"]] for unit in self.units
        }
        return {
            code: sorted(rows, key=lambda row: not row["appraised_pts"])
            for code, rows in found.items()
            if rows
        }

    def printed_parts(self) -> Iterator[Row]:
        """Yield the printed parts of totals."""
        for code, (row, *_) in self.rows.items():
            for leaf, column in PARTS.get((self.level, self.year), {}).items():
                if row[column]:
                    yield part(code, leaf, row[column], source_of(row))

    def parts_from_losses(self) -> Iterator[Row]:
        """Yield parts of which the maximum and the points lost were printed."""
        for row in read(self.tables.folder / "added" / "points_lost.csv"):
            if row["year"] == self.year and self.level == "province":
                points = Decimal(row["max_points"]) - Decimal(row["lost"])
                remarks = [row["note"], row["source_url"]] if row["note"] else [row["source_url"]]
                yield part(row["unit_code"], row["leaf"], str(points), in_both(remarks))

    def results(self) -> Iterator[Row]:
        """Yield the printed totals, ranks and groups."""
        for code, (row, *others) in self.rows.items():
            yield {
                "unit": code,
                "index": "" if is_rounded(row) else row["par_index"],
                "rank": row["rank"],
                "group": row.get("group_label") or self.group_of(code),
                "source": source_of(row),
                "note": note_of(row, others),
            }

    def group_of(self, code: str) -> str:
        """Return the printed group of a province, where one was read."""
        rows = read(self.tables.folder / "added" / "groups.csv")
        return next(
            (row["group"] for row in rows if (row["year"], row["unit_code"]) == (self.year, code)), ""
        )

    def aggregates(self) -> list[Row]:
        """Return printed means, changes, sizes of groups and counts."""
        means = [mean(row) for row in self.tables.averages(self.level, self.year)]
        added = [
            {column: row[column] for column in AGGREGATES} | {"source": in_both([row["source"]])}
            for row in read(self.tables.folder / "added" / "aggregates.csv")
            if (row["year"], row["level"]) == (self.year, self.level)
        ]
        return sorted(means + added, key=lambda row: ORDER_OF_MEASURES.index(row["measure"]))

    def previous_results(self) -> Iterator[Row]:
        """Yield what was printed for the year before."""
        before = Round(self.tables, self.level, str(int(self.year) - 1))
        codes = {unit["code"] for unit in self.units}
        for row in before.results():
            if row["unit"] in codes and (row["index"] or row["rank"]):
                yield {column: row[column] for column in PREVIOUS}


def part(unit: str, leaf: str, points: str, note: str) -> Row:
    """Return a row of ``points.csv``; printed parts are final."""
    return {"unit": unit, "leaf": leaf, "stage": "council", "points": points, "note": note}


def mean(row: Row) -> Row:
    """Return a printed mean of all units or of a region."""
    region = row["level"] == "province-region"
    return {
        "measure": "region_mean" if region else "mean",
        "key": REGION_SPELLINGS.get(row["area"], row["area"]) if region else "",
        "value": row["average"],
        "source": row["source_url"],
        "note": row["note"],
    }


def source_of(row: Row) -> str:
    """Return the address that a row was read at; where none was recorded, what its note says of it."""
    return row["source_url"] or in_both([row["note"]])


def is_rounded(row: Row) -> bool:
    """Tell whether the source rounded the total, so that it is not the printed index itself."""
    return "rounded" in row["note"]


def note_of(row: Row, others: list[Row]) -> str:
    """Return the remark on a row, with the values of other sources."""
    remark = row["note"] if row["source_url"] else ""
    remarks = [f"total read as {row['par_index']} only"] if is_rounded(row) else []
    remarks += [remark] if remark else []
    remarks += [
        f"also read: {other['par_index']} in {other['source_url']} ({other['note']})" for other in others
    ]
    return in_both([reworded(remark) for remark in remarks])


def reworded(remark: str) -> str:
    """Return a remark as it must read in a round."""
    for old, new in REWORDED.items():
        remark = remark.replace(old, new)
    return remark


def in_both(remarks: list[str]) -> str:
    """Return remarks in Vietnamese and English, one before and one after the dot; once where they are the same."""
    vi, en = "; ".join(map(in_vietnamese, remarks)), "; ".join(remarks)
    return en if vi == en else f"{vi} · {en}"


def in_vietnamese(remark: str) -> str:
    """Return a remark in Vietnamese; what is no sentence (an address, a sum) as it is."""
    for pattern, said in PATTERNS:
        if found := re.fullmatch(pattern, remark):
            return said.format(*map(in_vietnamese, found.groups()))
    words = {row["en"]: row["vi"] for row in read(DATA / "added" / "remarks.csv")}
    return words.get(remark, remark)


if __name__ == "__main__":
    build(ROUNDS, ROUNDS.parent / "units")
