"""Made-up fieldwork with planted faults and their truth: to train those who check interviews, and to test the checks.

It looks as ODK Central exports it. Names and telephones are invented and say so. Honest interviews here never break a
check, which real ones do at times: a flag is a question, not a verdict.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from parindex.files import write_folder, zip_bytes
from parindex.survey import synthetic
from parindex.survey.design.draw import LIST, MAIN, ORDER, RESERVE
from parindex.survey.folder import survey_bytes
from parindex.survey.model import Survey
from parindex.survey.responses.checks.settings import CheckSettings, Limits, Range, SamePerson
from parindex.survey.responses.settings import PublicUse, ResponseSettings, Skip, settings_bytes

PROVINCES = ("training-01", "training-02")
VILLAGES, PEOPLE = 12, 24
"""Villages of each province, people asked in each."""
ITEMS = tuple(item.code for item in synthetic.survey().items)
EXPORT, SAMPLE, TRUTH = "submissions.csv.zip", "sample.csv", "truth.csv"
_DAY = datetime(2025, 9, 1)
_PER_KM = 1 / 111.2
"""Degrees of latitude in a kilometre."""

Interview = dict[str, Any]


@dataclass(frozen=True, eq=False)
class Fieldwork:
    """Made-up interviews.

    Attributes
    ----------
    survey : Survey
    settings : ResponseSettings
    export : bytes
        The zip of CSV that ODK Central would give.
    sample : polars.DataFrame
        The persons drawn, with their village and weight.
    truth : polars.DataFrame
        What is to be found: response, check.
    left_out : polars.DataFrame
        What does not count: response, reason.
    """

    survey: Survey
    settings: ResponseSettings
    export: bytes
    sample: pl.DataFrame
    truth: pl.DataFrame
    left_out: pl.DataFrame


def settings() -> ResponseSettings:
    """Return the settings that fit: which questions identify people, what is skipped, what numbers may be."""
    return ResponseSettings(
        format="parindex-responses/1",
        questions={"weight": "base_weight"},
        identifiers=("full_name", "phone"),
        further=("trips", "extra_payment", "amount_paid"),
        skips=(Skip(columns=("amount_paid",), asked_if="extra_payment", values=("1",)),),
        checks=CheckSettings(
            range=Range(columns={"trips": Limits(least=0, most=30)}),
            same_person=SamePerson(keys=(("person",), ("phone",))),
        ),
        public_use=PublicUse(quasi_identifiers=("province", "sex", "age", "area", "field"), k=5),
    )


def make(seed: int = 2025) -> Fieldwork:
    """Return made-up fieldwork; the same seed gives the same."""
    random = np.random.default_rng([seed, 7])
    interviews = _honest(seed, random)
    sample = _sample(interviews)
    truth, left_out = _plant(interviews, random)
    sample, stood_in = _stand_ins(sample, interviews, truth, left_out)
    truth |= stood_in
    return Fieldwork(
        synthetic.survey(),
        settings(),
        _export(interviews),
        sample,
        pl.DataFrame(sorted(truth), schema={"response": pl.String, "check": pl.String}, orient="row"),
        pl.DataFrame(sorted(left_out), schema={"response": pl.String, "reason": pl.String}, orient="row"),
    )


def write(folder: Path, seed: int = 2025) -> Fieldwork:
    """Write the export, the sample, survey and settings, and the truth; return what was made."""
    made = make(seed)
    files = {
        EXPORT: made.export,
        SAMPLE: made.sample.write_csv().encode(),
        TRUTH: made.truth.write_csv().encode(),
        "survey.yaml": survey_bytes(made.survey),
        "responses.yaml": settings_bytes(made.settings),
    }
    write_folder(folder, files)
    return made


def _honest(seed: int, random: np.random.Generator) -> list[Interview]:
    """Return interviews as they should be."""
    size = VILLAGES * PEOPLE
    people = synthetic.make(PROVINCES, people=len(PROVINCES) * size * 5 // 4, seed=seed).people
    rows = people.group_by("province", maintain_order=True).head(size)
    village = pl.int_range(pl.len()).over("province") // PEOPLE + 1
    place = [pl.format("{}-{}", "province", (village - 1) // 4 + 1), pl.format("{}-v{}", "province", village)]
    rows = rows.with_columns(place[0].alias("district"), place[1].alias("village"))
    chosen = rows["village"].unique(maintain_order=True).to_list()
    places = {name: (16 + 0.05 * n, 106 + 0.05 * n) for n, name in enumerate(chosen)}
    interviews = []
    for number, row in enumerate(rows.iter_rows(named=True), start=1):
        enumerator = chosen.index(row["village"]) // 2 + 1
        start = _DAY + timedelta(days=number % 20, minutes=480 + int(random.integers(0, 570)))
        latitude, longitude = places[row["village"]]
        interviews.append(
            {
                **row,
                "response": f"uuid:synthetic-{seed}-{number:05d}",
                "person": f"{row['village']}-p{number:05d}",
                "full_name": f"Người giả lập {number:05d}",
                "phone": f"0000 {number:06d}",
                "interviewer": f"enumerator-{enumerator:02d}",
                "deviceid": f"device-{enumerator:02d}",
                "start": start,
                "end": start + timedelta(seconds=int(1500 * random.lognormal(0, 0.12))),
                "latitude": latitude + random.uniform(-0.5, 0.5) * _PER_KM,
                "longitude": longitude + random.uniform(-0.5, 0.5) * _PER_KM,
                "trips": int(random.integers(1, 5)),
                "extra_payment": 0,
                "amount_paid": None,
                "practice": 0,
                "review": "",
                "replaced_because": None,
                **_varied([row[item] for item in ITEMS], random),
            }
        )
    return interviews


def _varied(answers: list[int | None], random: np.random.Generator) -> dict[str, int | None]:
    """Return answers of which few are missing and that are not all the same."""
    for place in np.flatnonzero([answer is None or answer < 0 for answer in answers]).tolist()[4:]:
        answers[place] = int(random.integers(2, 6))
    given = {answer for answer in answers if answer is not None and answer > 0}
    if len(given) == 1:
        answers[int(random.integers(len(answers)))] = 3 if given != {3} else 4
    return dict(zip(ITEMS, answers, strict=True))


def _sample(interviews: list[Interview]) -> pl.DataFrame:
    names = ("province", "district", "village", "person")
    rows = [{**{name: each[name] for name in names}, "base_weight": each["weight"]} for each in interviews]
    order = (pl.int_range(pl.len()).over("village") + 1).alias(ORDER)
    return pl.DataFrame(rows).with_columns(order, pl.lit(MAIN).alias(LIST))


Truth = set[tuple[str, str]]
_UNMET = ("not-in-sample", "practice", "rejected")
"""What leaves a person of the main list without an interview."""
_STAND_INS = {"reserve-needless": 1, "reserve-order": 2, "reserve-rule": 1}
"""The place on the reserve list of who stands in, by the check that finds it."""
SENT_TWICE = ("same-response", "same-person", "near-duplicate")
"""What a submission breaks that comes again with one answer changed."""


def _plant(interviews: list[Interview], random: np.random.Generator) -> tuple[Truth, Truth]:
    """Spoil some interviews, each in one way; return what is to be found and what is to be left out."""
    victims = iter(random.permutation(len(interviews)).tolist())
    truth: Truth = set()

    def spoil(check: str, times: int, change: Callable[[Interview], object]) -> None:
        for _ in range(times):
            victim = interviews[next(victims)]
            change(victim)
            truth.add((victim["response"], check))

    spoil("too-fast", 5, lambda each: each.update(end=each["start"] + timedelta(minutes=3)))
    spoil("night", 4, lambda each: _move(each, hours=23))
    spoil("far", 4, lambda each: each.update(latitude=each["latitude"] + 40 * _PER_KM))
    spoil("range", 3, lambda each: each.update(trips=99))
    spoil("skip", 3, lambda each: each.update(amount_paid=50000))
    spoil("missing", 4, lambda each: each.update(dict.fromkeys(ITEMS[:14])))
    spoil("straight-lining", 5, lambda each: each.update(dict.fromkeys(ITEMS, 4)))
    spoil("in-review", 2, lambda each: each.update(review="hasIssues"))
    spoil("not-in-sample", 3, lambda each: each.update(person=f"unknown-{each['response'][-5:]}"))
    truth |= _shared_device(interviews, [next(victims) for _ in range(12)])
    truth |= _copied(interviews, victims)
    truth |= _same_person(interviews, next(victims), next(victims))
    truth |= _sent_twice(interviews, next(n for n in victims if _is_varied(interviews[n])))
    return truth, _without_count(interviews, next(victims), next(victims))


def _stand_ins(
    sample: pl.DataFrame, interviews: list[Interview], truth: Truth, left_out: Truth
) -> tuple[pl.DataFrame, Truth]:
    """Put three who answered on the reserve list: without need, out of order, and for an outcome that does not allow it.

    Each is of a village whose main list was met whole; where one was needed, somebody more of it never answered.
    """
    spoilt = {response for response, _ in truth}
    unmet = {response for response, name in truth | left_out if name in _UNMET}
    villages = {each["village"] for each in interviews if each["response"] in unmet}
    sound = [
        each for each in interviews if each["response"] not in spoilt and each["village"] not in villages
    ]
    calm = {each["village"]: each for each in sound}
    found = set()
    for each, (check, order) in zip(calm.values(), _STAND_INS.items(), strict=False):
        is_it, of_village = pl.col("person") == each["person"], pl.col("village") == each["village"]
        one = sample.filter(of_village).head(1)
        sample = sample.with_columns(
            pl.when(is_it).then(pl.lit(RESERVE)).otherwise(LIST).alias(LIST),
            pl.when(is_it).then(pl.lit(order, pl.Int64)).otherwise(ORDER).alias(ORDER),
            pl.when(~is_it).then("base_weight").alias("base_weight"),
        )
        if check != "reserve-needless":
            missed = one.with_columns(
                person=pl.lit(f"{each['village']}-missed"), list_order=pl.lit(PEOPLE + 1, pl.Int64)
            )
            sample = pl.concat([sample, missed])
        if check == "reserve-rule":
            each["replaced_because"] = "refused"
        found.add((each["response"], check))
    return sample, found


def _move(each: Interview, hours: int) -> None:
    length = each["end"] - each["start"]
    start = each["start"].replace(hour=hours)
    each.update(start=start, end=start + length)


def _shared_device(interviews: list[Interview], candidates: list[int]) -> Truth:
    """Let two enumerators use one more device, for one interview each."""
    first = interviews[candidates[0]]
    second = next(interviews[n] for n in candidates if interviews[n]["interviewer"] != first["interviewer"])
    for each in (first, second):
        each["deviceid"] = "device-shared"
    return {(each["response"], "same-device") for each in (first, second)}


def _copied(interviews: list[Interview], victims: Any) -> Truth:
    """Let an enumerator copy an interview and change one answer."""
    source = next(interviews[n] for n in victims if _is_varied(interviews[n]))
    victim = next(interviews[n] for n in victims if interviews[n]["interviewer"] == source["interviewer"])
    victim.update({item: source[item] for item in ITEMS})
    changed = next(item for item in ITEMS if (source[item] or 0) > 0)
    victim[changed] = source[changed] % 5 + 1
    return {(each["response"], "near-duplicate") for each in (source, victim)}


def _is_varied(each: Interview) -> bool:
    """Tell whether answers vary so much, and so few are missing, that two people hardly give the same."""
    given = [each[item] for item in ITEMS if (each[item] or 0) > 0]
    return len(given) >= len(ITEMS) - 1 and max(map(given.count, given)) <= 0.6 * len(given)


def _same_person(interviews: list[Interview], one: int, other: int) -> Truth:
    interviews[other]["phone"] = interviews[one]["phone"].replace(" ", "-")
    return {(interviews[n]["response"], "same-person") for n in (one, other)}


def _sent_twice(interviews: list[Interview], number: int) -> Truth:
    """Send an interview once more as it is, and another time with one answer changed."""
    sent = interviews[number]
    changed = {**sent, "trips": sent["trips"] + 1}
    interviews += [dict(sent), changed]
    names = (sent["response"], f"{sent['response']}#2")
    return {(name, check) for name in names for check in SENT_TWICE}


def _without_count(interviews: list[Interview], practice: int, rejected: int) -> Truth:
    interviews[practice]["practice"] = 1
    interviews[rejected]["review"] = "rejected"
    copied = interviews[-2]["response"]
    out = {(interviews[practice]["response"], "practice"), (interviews[rejected]["response"], "rejected")}
    return out | {(copied, "copy")}


def _export(interviews: list[Interview]) -> bytes:
    """Return interviews as the zip of CSV of ODK Central."""
    rows = [_submission(each) for each in interviews]
    table = pl.DataFrame(rows, infer_schema_length=None)
    return zip_bytes({"synthetic-sipas.csv": table.write_csv().encode()})


def _submission(each: Interview) -> Interview:
    answers = {f"service-{item}": each[item] for item in ITEMS}
    about = {
        name: each[name] for name in ("level", "field", "sex", "age", "area", "full_name", "phone", "person")
    }
    return {
        "SubmissionDate": (each["end"] + timedelta(minutes=5)).isoformat() + ".000Z",
        "start": each["start"].isoformat() + ".000+07:00",
        "end": each["end"].isoformat() + ".000+07:00",
        "deviceid": each["deviceid"],
        "practice": each["practice"],
        "interview-interviewer": each["interviewer"],
        **{f"interview-{name}": value for name, value in about.items()},
        "interview-location-Latitude": round(each["latitude"], 6),
        "interview-location-Longitude": round(each["longitude"], 6),
        "interview-location-Altitude": 0,
        "interview-location-Accuracy": 5,
        "interview-replaced_because": each["replaced_because"],
        "visit-trips": each["trips"],
        "visit-extra_payment": each["extra_payment"],
        "visit-amount_paid": each["amount_paid"],
        **answers,
        "meta-instanceID": each["response"],
        "KEY": each["response"],
        "SubmitterID": 1,
        "SubmitterName": "synthetic",
        "AttachmentsPresent": 0,
        "AttachmentsExpected": 0,
        "Status": None,
        "ReviewState": each["review"] or None,
        "DeviceID": each["deviceid"],
        "Edits": 0,
        "FormVersion": "1",
    }
