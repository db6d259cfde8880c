"""Every documented layout reads in whole, and what cannot be read is refused in one block."""

import json
import zipfile
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from parindex.problems import Invalid
from parindex.survey.responses.content import LARGEST_MEMBER, OBJECTS_AT_ONCE
from parindex.survey.responses.exports import read_export
from tests.survey.responses.fieldwork import (
    KOBO,
    KOBO_HEADING,
    KOBO_ROWS,
    KOBO_VISITS,
    ODATA,
    ODK,
    READ,
    VISITS,
    responses,
    workbook,
    written,
    zipped,
)


def refused(path: Path) -> list[tuple[str, int, str]]:
    with pytest.raises(Invalid) as caught:
        read_export(path)
    return [(problem.code, problem.place.line, problem.place.path) for problem in caught.value.problems]


def odk_zip(folder: Path) -> Path:
    return zipped(
        folder / "small.csv.zip", small=ODK, **{"small-visit": VISITS, "small - audit": "event,node\na,b\n"}
    )


def kobo_workbook(folder: Path) -> Path:
    return workbook(folder / "small.xlsx", small=[KOBO_HEADING, *KOBO_ROWS], visit=KOBO_VISITS)


def semicolons(folder: Path) -> Path:
    heading = ";".join(f'"{name}"' for name in KOBO_HEADING)
    rows = [";".join(f'"{cell}"' for cell in row) for row in KOBO_ROWS]
    return written(folder / "kobo.csv", "\n".join(["\ufeff" + heading, *rows]))


LAYOUTS = {
    "ODK Central, CSV in a zip": (odk_zip, "odk", {"response": "uuid:"}),
    "ODK Central, CSV of the submissions alone": (lambda f: written(f / "s.csv", ODK), "odk", {}),
    "ODK Central, OData": (lambda f: written(f / "s.json", ODATA), "odk", {}),
    "KoboToolbox, JSON": (
        lambda f: written(f / "k.json", {"count": 3, "next": None, "results": KOBO}),
        "kobo",
        {},
    ),
    "KoboToolbox, a bare list": (lambda f: written(f / "k.json", KOBO), "kobo", {}),
    "KoboToolbox, XLSX with labels": (kobo_workbook, "kobo", {}),
    "KoboToolbox, CSV with semicolons": (semicolons, "kobo", {}),
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_documented_layout_reads_in_whole(name: str, tmp_path: Path) -> None:
    make, layout, _ = LAYOUTS[name]
    path = make(tmp_path)
    assert read_export(path).layout == layout
    found = responses(path)
    people = found.people.with_columns(
        pl.col("_response").str.replace("^(uuid:)?", "uuid:"), pl.col("_ended").dt.truncate("1s")
    )
    assert people.select(list(READ)).to_dict(as_series=False) == READ
    reasons = set(found.left_out["reason"])
    assert "rejected" in reasons
    assert reasons <= {"rejected", "practice", "not-decrypted"}


def test_what_does_not_count_is_listed_with_its_reason(tmp_path: Path) -> None:
    found = responses(odk_zip(tmp_path))
    assert found.left_out.select("response", "reason").rows() == [
        ("uuid:five", "not-decrypted"),
        ("uuid:four", "practice"),
        ("uuid:three", "rejected"),
    ]
    assert [(each.file, each.layout, each.rows) for each in found.sources] == [("small.csv.zip", "odk", 5)]


@pytest.mark.parametrize(
    ("make", "name", "parents"),
    [
        (odk_zip, "small-visit", ("PARENT_KEY", ["uuid:one", "uuid:one", "uuid:two"])),
        (lambda f: written(f / "o.json", ODATA), "visit", ("_parent", ["uuid:one", "uuid:one"])),
        (lambda f: written(f / "k.json", KOBO), "visit", ("_parent", ["one", "one"])),
        (kobo_workbook, "visit", ("_parent_index", ["1", "1"])),
    ],
)
def test_repeated_groups_are_tables_of_their_own(make: Any, name: str, parents: Any, tmp_path: Path) -> None:
    export = read_export(make(tmp_path))
    column, values = parents
    assert list(export.repeats) == [name]
    rows = export.repeats[name]
    assert rows[column].to_list() == values
    service = next(each for each in rows.columns if each.endswith("service"))
    assert rows[service].to_list()[:2] == ["land", "health"]


def test_a_repeated_group_without_its_submission_is_refused(tmp_path: Path) -> None:
    lost = VISITS.replace("uuid:two,", "uuid:gone,")
    assert refused(zipped(tmp_path / "a.zip", small=ODK, visit=lost)) == [
        ("repeat-without-parent", 0, "PARENT_KEY")
    ]
    visits = [*KOBO_VISITS[:2], ("health", 1, 2, "small", 9, "one"), ("health", 1, 2, "elsewhere", 1, "one")]
    path = workbook(tmp_path / "b.xlsx", small=[KOBO_HEADING, *KOBO_ROWS], visit=visits)
    assert refused(path) == [("repeat-without-parent", 0, "_parent_index")] * 2


def test_a_page_of_an_export_says_that_there_is_more(tmp_path: Path) -> None:
    export = read_export(written(tmp_path / "p.json", {**ODATA, "@odata.nextLink": "https://…/?%24skip=3"}))
    assert [(each.code, each.severity) for each in export.warnings] == [("more-pages", "warning")]
    assert not read_export(written(tmp_path / "p.json", ODATA)).warnings


def test_json_is_read_piece_by_piece(tmp_path: Path) -> None:
    def visits(number: int) -> list[dict[str, int]]:
        return [{"times": number}] if number % OBJECTS_AT_ONCE == 1 else []

    many = [{"__id": f"u{n}", "visit": visits(n), "q": n} for n in range(OBJECTS_AT_ONCE + 2)]
    many[-1]["only here"] = "late"
    path = written(tmp_path / "a.json", "\ufeff" + json.dumps({"@odata.context": "…", "value": many}))
    export = read_export(path)
    assert [len(rows) for rows in export.batches()] == [OBJECTS_AT_ONCE, 2]
    found = export.rows.whole()
    assert found.columns == ["__id", "visit", "q", "only here"]
    assert found["q"].to_list() == [str(n) for n in range(OBJECTS_AT_ONCE + 2)]
    assert found["only here"].drop_nulls().to_list() == ["late"]
    assert export.repeats["visit"].rows() == [
        ("u1", "1"),
        (f"u{OBJECTS_AT_ONCE + 1}", str(OBJECTS_AT_ONCE + 1)),
    ]


def test_values_of_json_are_texts_as_in_a_csv(tmp_path: Path) -> None:
    data = [
        {
            "_uuid": "a",
            "yes": True,
            "no": False,
            "many": ["x", "y"],
            "none": [],
            "number": 1.50,
            "far": {"type": "Point"},
        },
        {"_uuid": "b", "line": {"type": "LineString", "coordinates": [[1, 2]]}},
    ]
    rows = read_export(written(tmp_path / "a.json", json.dumps(data).replace("1.5,", "1.50,"))).rows.whole()
    assert rows.row(0, named=True) == {
        "_uuid": "a", "yes": "1", "no": "0", "many": "x y", "none": None, "number": "1.50", "far/type": "Point",
        "line/type": None, "line/coordinates": None,
    }  # fmt: skip


def test_a_table_of_ones_own_may_be_csv_excel_or_parquet(tmp_path: Path) -> None:
    from datetime import date, datetime, time

    rows = pl.DataFrame(
        {
            "response": ["a", "b"],
            "q1": [5, None],
            "w": [1.5, 2.0],
            "day": [date(2025, 9, 1), None],
            "at": [datetime(2025, 9, 1, 8, 30), None],
        }
    )
    rows.write_parquet(tmp_path / "a.parquet")
    rows.write_csv(tmp_path / "a.tsv", separator="\t")
    workbook(
        tmp_path / "a.xlsx",
        data=[
            ("response", "q1", "w", "day", "at", ""),
            ("a", 5, 1.5, date(2025, 9, 1), datetime(2025, 9, 1, 8, 30), "beside"),
            ("b", "", 2, "", ""),
            ("", "", "", "", ""),
        ],
    )
    for name in ("a.parquet", "a.tsv", "a.xlsx"):
        export = read_export(tmp_path / name)
        found = export.rows.whole()
        assert export.layout == "table"
        assert found["response"].to_list() == ["a", "b"], name
        assert found["q1"].to_list() == ["5", None], name
        assert [str(float(each)) for each in found["w"]] == ["1.5", "2.0"], name
        assert found["day"].to_list() == ["2025-09-01", None], name
        assert str(found["at"][0]).startswith("2025-09-01T08:30:00"), name
    from parindex.survey.responses.workbooks import _text

    assert [_text(each) for each in (True, False, time(8, 30), 2.5)] == ["1", "0", "08:30:00", "2.5"]


def cut(path: Path, share: float = 0.6) -> Path:
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    return path


def test_a_file_that_is_cut_off_is_refused(tmp_path: Path) -> None:
    pl.DataFrame({"response": [f"r{n}" for n in range(1000)]}).write_parquet(tmp_path / "a.parquet")
    assert refused(cut(tmp_path / "a.parquet")) == [("unreadable", 0, "")]
    assert refused(cut(odk_zip(tmp_path))) == [("unreadable", 0, "")]
    assert refused(cut(kobo_workbook(tmp_path))) == [("unreadable", 0, "")]
    assert refused(cut(written(tmp_path / "k.json", KOBO))) == [("unreadable", 0, "")]
    assert refused(written(tmp_path / "a.csv", "")) == [("unreadable", 0, "")]
    assert refused(written(tmp_path / "a.csv", "a,b\n1,2\n3,4,5,6\n")) == [("unreadable", 0, "")]
    assert refused(tmp_path / "nowhere.csv") == [("unreadable", 0, "")]


def test_a_workbook_that_is_none_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    assert refused(tmp_path / "a.xlsx") == [("unreadable", 0, "")]


@pytest.mark.parametrize("data", [{"value": 3}, ["a"], {"rows": []}, 5])
def test_json_of_something_else_is_no_export(data: Any, tmp_path: Path) -> None:
    text = json.dumps(data)
    path = written(tmp_path / "a.json", text if text[0] in "[{" else f"[{text}]")
    assert refused(path) == [("not-an-export", 0, "")]


def test_json_that_is_nested_beyond_all_use_is_refused(tmp_path: Path) -> None:
    deep = '{"a":' * 100_000 + "1" + "}" * 100_000
    assert refused(written(tmp_path / "a.json", f"[{deep}]")) == [("unreadable", 0, "")]


def test_a_zip_must_hold_one_table_of_submissions(tmp_path: Path) -> None:
    assert refused(zipped(tmp_path / "a.zip", other="a,b\n1,2\n", empty="")) == [("not-an-export", 0, "")]
    assert refused(zipped(tmp_path / "a.zip", one=ODK, two=ODK)) == [("not-an-export", 0, "")]
    ragged = "KEY,a\n1,2\n3,4,5\n"
    assert refused(zipped(tmp_path / "a.zip", one=ragged)) == [("unreadable", 0, "")]


def test_text_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("response,tên\na,Bình\n".encode("utf-16"))
    assert refused(path) == [("not-utf8", 0, "")]


def test_a_column_that_stands_twice_is_refused(tmp_path: Path) -> None:
    assert refused(written(tmp_path / "a.csv", "response,q1,q1\na,1,2\n")) == [("column-twice", 1, "q1")]
    path = workbook(tmp_path / "a.xlsx", data=[("response", "q1", "q1"), ("a", 1, 2)])
    assert refused(path) == [("column-twice", 1, "q1")]


@pytest.mark.parametrize(
    "text",
    [
        "=cmd|'/c calc'!A0",
        "=1+1",
        " =HYPERLINK(A1)",
        "@SUM(1+1)*cmd|'x'!A0",
        "+cmd|'/c calc'!A0",
        "-2+3+cmd|'x'!A0",
    ],
)
def test_a_formula_is_refused_at_its_cell(text: str, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    pl.DataFrame({"response": ["a", "b", "c"], "note": ["fine", text, text]}).write_csv(path)
    assert refused(path) == [("formula", 3, "note")]


@pytest.mark.parametrize(
    "text", ["- không có ý kiến (3 lần)", "+84 912 345 678", "=)", "@phường", "-1", "a=b", "5 - 3 = 2"]
)
def test_what_people_write_is_no_formula(text: str, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    pl.DataFrame({"response": ["a"], "note": [text]}).write_csv(path)
    assert read_export(path).rows.whole()["note"].to_list() == [text]


def sheet_of(rows: int, path: Path) -> Path:
    """A workbook that says of its sheet that it has so many rows."""
    whole = workbook(path, data=[("response", "q1"), ("a", 1)])
    with zipfile.ZipFile(whole) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = "xl/worksheets/sheet1.xml"
    parts[name] = parts[name].replace(b'ref="A1:B2"', f'ref="A1:B{rows}"'.encode())
    with zipfile.ZipFile(whole, "w") as archive:
        for part, data in parts.items():
            archive.writestr(part, data)
    return whole


def test_a_wish_of_ten_million_rows_in_excel_is_refused_with_what_to_use(tmp_path: Path) -> None:
    path = sheet_of(10_000_001, tmp_path / "a.xlsx")
    with pytest.raises(Invalid) as caught:
        read_export(path)
    (problem,) = caught.value.problems
    assert problem.code == "too-many-rows"
    assert "Parquet or CSV" in problem.text.en
    assert "10000001" in problem.text.en
    full = sheet_of(1_048_576, tmp_path / "full.xlsx")
    assert refused(full) == [("too-many-rows", 0, "")]
    assert read_export(sheet_of(1_048_575, tmp_path / "fits.xlsx")).rows.whole().height == 1


@pytest.mark.slow
def test_a_sheet_that_says_nothing_of_its_length_is_counted(tmp_path: Path) -> None:
    row = b'<row r="%d"><c r="A%d"><v>1</v></c></row>'
    whole = workbook(tmp_path / "a.xlsx", data=[("response",), ("a",)])
    with zipfile.ZipFile(whole) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    body = b"".join(row % (n, n) for n in range(1, 1_048_577))
    parts["xl/worksheets/sheet1.xml"] = (
        b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        + body
        + b"</sheetData></worksheet>"
    )
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, data in parts.items():
            archive.writestr(part, data)
    assert refused(whole) == [("too-many-rows", 0, "")]


def claims_size(path: Path, member: str) -> Path:
    """A zip whose directory says that a file unpacks to more than is allowed."""
    import struct

    data = bytearray(path.read_bytes())
    place = data.rfind(b"PK\x01\x02", 0, data.find(member.encode(), data.find(b"PK\x01\x02")))
    struct.pack_into("<I", data, place + 24, LARGEST_MEMBER + 1)
    path.write_bytes(bytes(data))
    return path


def test_an_archive_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", small=ODK)
    assert refused(claims_size(path, "small.csv")) == [("too-large", 0, "")]
    path = workbook(tmp_path / "a.xlsx", data=[("response",), ("a",)])
    assert refused(claims_size(path, "xl/worksheets/sheet1.xml")) == [("too-large", 0, "")]


def test_an_empty_workbook_has_no_columns(tmp_path: Path) -> None:
    assert read_export(workbook(tmp_path / "a.xlsx", data=[])).columns == []
