"""A small survey, and interviews of it in every layout, written by hand from what ODK Central and KoboToolbox document."""

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import xlsxwriter

from parindex.survey.responses.exports import read_export
from parindex.survey.responses.read import Responses, read
from parindex.survey.responses.settings import ResponseSettings
from tests.survey.builders import design, grouping, survey

ABOUT = survey(
    items=("q1", "q2", "q3"),
    groupings=(grouping("nation"), grouping("sex", "sex")),
    designs=(design("province", psu="village", weight="weight"),),
)


def settings(**given: Any) -> ResponseSettings:
    return ResponseSettings.model_validate({"format": "parindex-responses/1", **given})


ODK = """\
SubmissionDate,start,end,deviceid,interviewer,place-province,place-village,person,location-Latitude,location-Longitude,location-Altitude,location-Accuracy,sex,opinion-q1,opinion-q2,opinion-more-q3,practice,meta-instanceID,KEY,SubmitterID,SubmitterName,AttachmentsPresent,AttachmentsExpected,Status,ReviewState,DeviceID,Edits,FormVersion
2025-09-01T03:00:00.000Z,2025-09-01T09:00:00.000+07:00,2025-09-01T09:20:00.000+07:00,dev-1,e1,p1,v1,n1,16.05,106.25,3.1,4,female,5,4,-1,0,uuid:one,uuid:one,7,An,0,0,,approved,dev-1,0,1
2025-09-01T04:00:00.000Z,2025-09-01T10:00:00.000+07:00,2025-09-01T10:30:30.500+07:00,dev-1,e1,p1,v1,n2,,,,,male,3,,-2,0,uuid:two,uuid:two,7,An,0,0,,,dev-1,1,1
2025-09-01T05:00:00.000Z,2025-09-01T11:00:00.000+07:00,2025-09-01T11:30:00.000+07:00,dev-2,e2,p1,v2,n3,,,,,male,1,1,1,0,uuid:three,uuid:three,8,Bình,0,0,,rejected,dev-2,0,1
2025-09-01T06:00:00.000Z,2025-09-01T12:00:00.000+07:00,2025-09-01T12:30:00.000+07:00,dev-2,e2,p1,v2,n4,,,,,female,2,2,2,1,uuid:four,uuid:four,8,Bình,0,0,,,dev-2,0,1
2025-09-01T07:00:00.000Z,,,,,,,,,,,,,,,,,,uuid:five,8,Bình,0,0,not decrypted,,,0,1
"""
"""A form with groups: ODK Central joins them with "-", splits a point into four columns."""
VISITS = """\
service,times,PARENT_KEY,KEY
land,2,uuid:one,uuid:one/visit[1]
health,1,uuid:one,uuid:one/visit[2]
land,1,uuid:two,uuid:two/visit[1]
"""
ODATA = {
    "@odata.context": "https://central.example/v1/projects/1/forms/small.svc/$metadata#Submissions",
    "value": [
        {
            "__id": "uuid:one",
            "__system": {
                "submissionDate": "2025-09-01T03:00:00.000Z", "submitterId": "7", "submitterName": "An",
                "attachmentsPresent": 0, "status": None, "reviewState": "approved", "deviceId": "dev-1", "edits": 0,
            },
            "start": "2025-09-01T09:00:00.000+07:00",
            "end": "2025-09-01T09:20:00.000+07:00",
            "deviceid": "dev-1",
            "interviewer": "e1",
            "place": {"province": "p1", "village": "v1"},
            "person": "n1",
            "location": {"type": "Point", "coordinates": [106.25, 16.05, 3.1], "properties": {"accuracy": 4}},
            "sex": "female",
            "opinion": {"q1": "5", "q2": "4", "more": {"q3": "-1"}},
            "practice": "0",
            "meta": {"instanceID": "uuid:one", "instanceName": None},
            "visit@odata.navigationLink": "Submissions('uuid%3Aone')/visit",
            "visit": [{"__id": "a", "service": "land", "times": 2}, {"__id": "b", "service": "health", "times": 1}],
        },
        {
            "__id": "uuid:two",
            "__system": {
                "submissionDate": "2025-09-01T04:00:00.000Z", "submitterName": "An", "reviewState": None,
                "deviceId": "dev-1",
            },
            "start": "2025-09-01T10:00:00.000+07:00",
            "end": "2025-09-01T10:30:30.500+07:00",
            "deviceid": "dev-1",
            "interviewer": "e1",
            "place": {"province": "p1", "village": "v1"},
            "person": "n2",
            "location": None,
            "sex": "male",
            "opinion": {"q1": "3", "q2": None, "more": {"q3": "-2"}},
            "practice": "0",
        },
        {
            "__id": "uuid:three",
            "__system": {"submissionDate": "2025-09-01T05:00:00.000Z", "reviewState": "rejected"},
            "opinion": {"q1": "1", "q2": "1", "more": {"q3": "1"}},
        },
    ],
}  # fmt: skip
KOBO = [
    {
        "_id": 101,
        "formhub/uuid": "f",
        "start": "2025-09-01T09:00:00.000+07:00",
        "end": "2025-09-01T09:20:00.000+07:00",
        "deviceid": "dev-1",
        "interviewer": "e1",
        "place/province": "p1",
        "place/village": "v1",
        "person": "n1",
        "location": "16.05 106.25 3.1 4",
        "sex": "female",
        "opinion/q1": "5",
        "opinion/q2": "4",
        "opinion/more/q3": "-1",
        "visit": [
            {"visit/service": "land", "visit/times": "2"},
            {"visit/service": "health", "visit/times": "1"},
        ],
        "_uuid": "one",
        "_submission_time": "2025-09-01T03:00:00",
        "_submitted_by": "an",
        "_validation_status": {"uid": "validation_status_approved", "label": "Approved"},
        "_geolocation": [16.05, 106.25],
        "_attachments": [],
        "_tags": [],
        "_notes": [],
    },
    {
        "_id": 102,
        "start": "2025-09-01T10:00:00.000+07:00",
        "end": "2025-09-01T10:30:30.500+07:00",
        "deviceid": "dev-1",
        "interviewer": "e1",
        "place/province": "p1",
        "place/village": "v1",
        "person": "n2",
        "sex": "male",
        "opinion/q1": "3",
        "opinion/more/q3": "-2",
        "_uuid": "two",
        "_submission_time": "2025-09-01T04:00:00",
        "_submitted_by": "an",
        "_validation_status": {},
        "_geolocation": [None, None],
    },
    {
        "_id": 103,
        "opinion/q1": "1",
        "_uuid": "three",
        "_submission_time": "2025-09-01T05:00:00",
        "_validation_status": {"uid": "validation_status_not_approved"},
    },
]
KOBO_HEADING = (
    "start", "end", "deviceid", "interviewer", "place/province", "place/village", "person", "location",
    "_location_latitude", "_location_longitude", "_location_altitude", "_location_precision", "sex", "opinion/q1",
    "opinion/q2", "opinion/more/q3", "_id", "_uuid", "_submission_time", "_validation_status", "_notes", "_status",
    "_submitted_by", "__version__", "_tags", "_index",
)  # fmt: skip
KOBO_ROWS: Sequence[Sequence[Any]] = (
    (
        "2025-09-01T09:00:00.000+07:00", "2025-09-01T09:20:00.000+07:00", "dev-1", "e1", "p1", "v1", "n1",
        "16.05 106.25 3.1 4", 16.05, 106.25, 3.1, 4, "female", "level 5", "LEVEL 4", "Không biết", 101, "one",
        datetime(2025, 9, 1, 3), "Approved", "", "submitted_via_web", "an", "v1", "", 1,
    ),
    (
        "2025-09-01T10:00:00.000+07:00", "2025-09-01T10:30:30.500+07:00", "dev-1", "e1", "p1", "v1", "n2",
        "", "", "", "", "", "male", "level 3", "", "Từ chối", 102, "two",
        datetime(2025, 9, 1, 4), "", "", "submitted_via_web", "an", "v1", "", 2,
    ),
    (
        "", "", "", "", "", "", "", "", "", "", "", "", "", "level 1", "", "", 103, "three",
        datetime(2025, 9, 1, 5), "Not Approved", "", "submitted_via_web", "an", "v1", "", 3,
    ),
)  # fmt: skip
"""KoboToolbox with labels instead of XML values."""
KOBO_VISITS = (
    ("visit/service", "visit/times", "_index", "_parent_table_name", "_parent_index", "_submission__uuid"),
    ("land", 2, 1, "small", 1, "one"),
    ("health", 1, 2, "small", 1, "one"),
)
PAPER = (
    "form_id",
    "version",
    "batch",
    "entry",
    "row",
    "province",
    "village",
    "person",
    "sex",
    "q1",
    "q2",
    "q3",
)
READ = {
    "_response": ["uuid:one", "uuid:two"],
    "q1": [5, 3],
    "q2": [4, None],
    "q3": [-1, -2],
    "province": ["p1", "p1"],
    "village": ["v1", "v1"],
    "sex": ["female", "male"],
    "_person": ["n1", "n2"],
    "_enumerator": ["e1", "e1"],
    "_device": ["dev-1", "dev-1"],
    "_started": [datetime(2025, 9, 1, 9), datetime(2025, 9, 1, 10)],
    "_ended": [datetime(2025, 9, 1, 9, 20), datetime(2025, 9, 1, 10, 30, 30)],
    "_latitude": [16.05, None],
    "_longitude": [106.25, None],
}
"""What every layout of the two interviews that count must give."""


def zipped(path: Path, **files: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            archive.writestr(f"{name}.csv", text)
        archive.writestr("media/photo.jpg", b"\xff\xd8")
    return path


def workbook(path: Path, **sheets: Sequence[Sequence[Any]]) -> Path:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if isinstance(cell, datetime | date):
                        sheet.write_datetime(number, column, cell, day)
                    else:
                        sheet.write(number, column, cell)
    path.write_bytes(stream.getvalue())
    return path


def written(path: Path, data: Any) -> Path:
    path.write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
    return path


def responses(*paths: Path, sample: pl.DataFrame | None = None, **given: Any) -> Responses:
    return read([read_export(path) for path in paths], ABOUT, settings(**given), sample)


def plain(rows: Sequence[Mapping[str, Any]], path: Path) -> Path:
    """Interviews as a table of one's own; what is not given is ordinary."""
    usual = {"province": "p1", "village": "v1", "sex": "female", "q1": 4, "q2": 4, "q3": 4, "weight": 10.0}
    whole = [{"response": f"r{n}", **usual, **row} for n, row in enumerate(rows, start=1)]
    path.parent.mkdir(exist_ok=True)
    pl.DataFrame(whole, infer_schema_length=None).write_csv(path)
    return path
