"""A release: what was decided and nothing else, without who it is from, under a seal that holds."""

import io
import json
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl
import pytest

from parindex.documents import Unfit
from parindex.files import json_bytes, read_folder, sha256, write_folder
from parindex.problems import Invalid
from parindex.sealing import digest
from parindex.survey import synthetic_fieldwork
from parindex.survey.folder import check as checked_folder
from parindex.survey.responses.checks.run import check
from parindex.survey.responses.codebook import codebook, kind_and_title
from parindex.survey.responses.decisions import Decision
from parindex.survey.responses.exports import read_export
from parindex.survey.responses.folder import FieldworkFolder, files_of, open_folder, write
from parindex.survey.responses.public_use import PublicFile, public_use
from parindex.survey.responses.read import read
from parindex.survey.responses.release import SECRETS_AT_ONCE, Release, Weighing, has_any, release
from parindex.survey.responses.verify import verify
from parindex.survey.weights.model import WeightSettings
from tests.survey.builders import design, grouping, survey
from tests.survey.responses.fieldwork import ABOUT, ODK, VISITS, plain, settings, workbook, zipped

KEEP = Decision("keep", "đã phúc tra", "An", "2025-09-30")
REJECT = Decision("reject", "không xác nhận được", "An", "2025-09-30")


@cache
def fieldwork() -> FieldworkFolder:
    """The made-up fieldwork, read and checked."""
    with TemporaryDirectory() as folder:
        made = synthetic_fieldwork.write(Path(folder, "made"))
        found = read(
            [read_export(Path(folder, "made", "submissions.csv.zip"))],
            made.survey,
            made.settings,
            made.sample,
        )
        checked = check(found, made.survey, made.settings)
        write(files_of(found, checked, made.survey, made.settings, sample=made.sample), Path(folder, "field"))
        work = open_folder(Path(folder, "field"))
        return FieldworkFolder(**{**vars(work), "rows": work.people.lazy()})  # the folder goes


def decided(work: FieldworkFolder) -> dict[str, Decision]:
    """Every flagged response rejected."""
    return dict.fromkeys(work.flags["response"].drop_nulls().unique().sort().to_list(), REJECT)


@cache
def released() -> Release:
    return release(fieldwork(), decided(fieldwork()))


@cache
def shared() -> PublicFile:
    return public_use(released(), fieldwork().survey, fieldwork().settings)


def small(rows: list[dict[str, Any]], folder: Path, about: Any = ABOUT, **given: Any) -> FieldworkFolder:
    how = settings(**given)
    found = read([read_export(plain(rows, folder / "a.csv"))], about, how)
    write(files_of(found, check(found, about, how), about, how), folder / "field")
    return open_folder(folder / "field")


def refused(work: FieldworkFolder, decisions: dict[str, Decision], *more: Any) -> list[tuple[str, str]]:
    with pytest.raises(Invalid) as caught:
        release(work, decisions, *more)
    return [(problem.code, problem.place.path) for problem in caught.value.problems]


def test_a_folder_reads_as_it_was_written(tmp_path: Path) -> None:
    rows: list[dict[str, Any]] = [
        {"response": "=1", "start": "2025-09-01T23:00:00", "person": "n1"},
        {"person": "n1"},
    ]
    how = settings(identifiers=["person"])
    path = tmp_path / "a.csv"
    plain([{**row, "response": f"r{n}"} for n, row in enumerate(rows)], path)
    found = read(
        [read_export(path), read_export(zipped(tmp_path / "o.zip", small=ODK, visit=VISITS))], ABOUT, how
    )
    checked = check(found, ABOUT, how)
    write(files_of(found, checked, ABOUT, how, language="en"), tmp_path / "field")
    work = open_folder(tmp_path / "field")
    assert (work.survey, work.settings, work.sample) == (ABOUT, how, None)
    assert work.people.equals(found.people)
    assert work.flags.equals(checked.flags)
    assert work.left_out.equals(found.left_out)
    assert work.record["left_out"] == {"not-decrypted": 1, "practice": 1, "rejected": 1}
    assert (tmp_path / "field").stat().st_mode & 0o777 == 0o700
    repeats = pl.read_parquet(tmp_path / "field" / "repeats" / "01.parquet")
    assert repeats["_table"].unique().to_list() == ["o.zip: visit"]
    sentences = pl.read_csv(tmp_path / "field" / "flags.csv")["finding"].to_list()
    assert "began at 23 hours, limit 21" in sentences


def test_a_folder_that_is_damaged_is_refused(tmp_path: Path) -> None:
    small([{}], tmp_path)
    folder = tmp_path / "field"
    for name in ("responses.parquet", "flags.csv", "record.json", "survey.yaml"):
        kept = (folder / name).read_bytes()
        (folder / name).write_bytes(
            b"[x" if name != "survey.yaml" else kept.replace(b"satisfied_from: 4", b"satisfied_from: 9")
        )
        with pytest.raises(Invalid):
            open_folder(folder)
        (folder / name).write_bytes(kept)
    assert len(open_folder(folder).people) == 1


def test_undecided_responses_block_unless_the_settings_say_keep(tmp_path: Path) -> None:
    night = [{"start": "2025-09-01T23:00:00"}, {"start": "2025-09-01T09:00:00"}]
    work = small(night, tmp_path / "1")
    assert refused(work, {}) == [("undecided", "decision")]
    assert len(release(work, {"r1": KEEP}).microdata) == 2
    assert len(release(work, {"r1": REJECT}).microdata) == 1
    assert len(release(work, {"r1": KEEP, "r2": REJECT}).microdata) == 1
    assert refused(work, {"r1": KEEP, "r8": REJECT}) == [("unknown-code", "response")]
    lenient = small(night, tmp_path / "2", undecided="keep")
    assert len(release(lenient, {}).microdata) == 2


def test_just_those_who_were_rejected_are_gone() -> None:
    work, made = fieldwork(), released()
    assert len(made.microdata) == len(work.people) - len(decided(work))
    responses = made.removed.filter(what="response").select("reason", "count").rows()
    assert responses[:4] == [("copy", 1), ("practice", 1), ("rejected", 1), ("decision", len(decided(work)))]
    assert dict(responses[4:])["decision: too-fast"] == 5
    kept = work.people.filter(~pl.col("_response").is_in(list(decided(work))))
    columns = made.microdata.columns
    assert sorted(made.microdata.select(columns).rows(), key=repr) == sorted(
        kept.select(columns).rows(), key=repr
    )


def everything(files: Any) -> bytes:
    """All bytes of a folder, its Parquet also as text."""
    parts = list(files.values())
    parts += [
        pl.read_parquet(io.BytesIO(data)).write_csv().encode()
        for name, data in files.items()
        if name.endswith(".parquet")
    ]
    return b"\n".join(parts)


def test_no_name_telephone_device_place_or_id_is_in_the_bytes() -> None:
    people = fieldwork().people
    secret = [name for name in people.columns if name.startswith("_who_")] + [
        "_response",
        "_person",
        "_device",
        "_enumerator",
    ]
    sealed = everything(released().files)
    public = everything(shared().files)
    for column in secret:
        for value in people[column].drop_nulls().unique().to_list():
            assert value.encode() not in sealed, (column, value)
            assert value.encode() not in public, (column, value)
    for column in ("_latitude", "_longitude"):
        for value in people[column].drop_nulls().to_list():
            assert str(value).encode() not in sealed
    for place in people["village"].drop_nulls().unique().to_list():
        assert place.encode() in sealed
        assert place.encode() not in public


def test_a_name_left_in_a_text_is_found(tmp_path: Path) -> None:
    rows = [
        {"name": "Nguyễn Văn An", "note": "gặp ông NGUYỄN VĂN AN ở chợ"},
        {"name": "Bình", "note": "Bình thường"},
        {"note": ""},
    ]
    work = small(rows, tmp_path, identifiers=["name"], further=["note"])
    assert refused(work, {}) == [("identifier-left", "note")]
    assert (
        len(release(small(rows[1:], tmp_path / "b", identifiers=["name"], further=["note"]), {}).microdata)
        == 2
    )
    assert release(small([{}], tmp_path / "c"), {}).microdata.columns[:3] == ["q1", "q2", "q3"]


def test_wrong_weights_and_a_psu_in_two_strata_are_refused_together(tmp_path: Path) -> None:
    rows: list[dict[str, Any]] = [{"weight": -1}, {"weight": ""}, {"province": "p2"}]
    assert refused(small(rows, tmp_path), {}) == [("psu-in-two-strata", "village"), ("weight", "weight")]
    with pytest.raises(Invalid) as caught:
        release(small(rows, tmp_path / "named"), {})
    [weight] = [each for each in caught.value.problems if each.code == "weight"]
    assert weight.place.file == "responses.parquet"
    assert weight.text.en.startswith(
        "2 responses have no weight, or one that is not above 0 or is infinite: r1, r2;"
    )
    about = survey(
        items=("q1",), designs=(design("province", psu="village", weight="w", population="villages"),)
    )
    assert refused(small([{}], tmp_path / "b", about), {}) == [
        ("column-missing", "villages"),
        ("column-missing", "w"),
    ]


def test_a_release_is_a_survey_folder_of_the_same_bytes_each_time(tmp_path: Path) -> None:
    again = release(fieldwork(), dict(reversed(decided(fieldwork()).items())))
    assert again.files == released().files
    shuffled = FieldworkFolder(
        **{**vars(fieldwork()), "rows": fieldwork().people.sample(fraction=1, shuffle=True, seed=1).lazy()}
    )
    assert release(shuffled, decided(fieldwork())).files == released().files
    write_folder(tmp_path / "r", released().files)
    write_folder(tmp_path / "p", shared().files)
    assert checked_folder(tmp_path / "r") == checked_folder(tmp_path / "p") == []


def test_weights_are_made_of_those_who_are_kept(tmp_path: Path) -> None:
    work = fieldwork()
    how = WeightSettings(
        format="parindex-weights/1",
        base="weight",
        answered="answered",
        classes=("province",),
        smallest_class=1,
    )
    made = release(work, decided(work), Weighing(how))
    assert work.sample is not None
    totals = work.sample.group_by("province").agg(pl.col("base_weight").sum()).sort("province")
    weights = made.microdata.group_by("province").agg(pl.col("weight").sum()).sort("province")
    assert weights["weight"].to_list() == pytest.approx(totals["base_weight"].to_list(), rel=1e-12)
    assert [step.code for step in made.steps] == ["base", "nonresponse"]
    assert json.loads(made.files["manifest.json"])["weights"][0]["code"] == "base"
    without = FieldworkFolder(**{**vars(work), "sample": None})
    alone = release(without, decided(work), Weighing(how)).microdata["weight"].sum()
    assert alone == pytest.approx(released().microdata["weight"].sum())
    nowhere = WeightSettings(format="parindex-weights/1", base="drawn_weight")
    assert refused(work, decided(work), Weighing(nowhere)) == [("column-missing", "drawn_weight")]
    raked = WeightSettings(format="parindex-weights/1", base="weight", calibrate="raking")
    margins = {"sex": {"female": 600.0, "male": 400.0}}
    calibrated = release(work, decided(work), Weighing(raked, margins)).microdata
    assert calibrated.filter(sex="female")["weight"].sum() == pytest.approx(600)


def test_names_are_looked_for_some_at_a_time() -> None:
    secret = pl.Series([f"người {n:06}" for n in range(SECRETS_AT_ONCE + 1)])
    texts = pl.Series(["không", "gặp người 000001 ở chợ", f"người {SECRETS_AT_ONCE}"])
    assert has_any(texts, secret).to_list() == [False, True, True]
    assert has_any(texts, secret.clear()).to_list() == [False] * 3


def test_the_reserve_list_is_nobody_who_did_not_answer(tmp_path: Path) -> None:
    work = small([{"person": "n1"}, {"person": "n2"}], tmp_path)
    sample = pl.DataFrame(
        {"person": ["n1", "n2", "n3", "n4"], "province": "p1", "village": "v1", "list": ["main", "main", "main", "reserve"], "weight": [10.0, 10, 10, None]}
    )  # fmt: skip
    how = WeightSettings(format="parindex-weights/1", base="weight", answered="answered", smallest_class=1)
    made = release(FieldworkFolder(**{**vars(work), "sample": sample}), {}, Weighing(how))
    assert made.microdata["weight"].to_list() == [15.0, 15.0]
    all_main = sample.drop("list").with_columns(
        weight=10.0
    )  # a sample without a reserve list: all four were to answer
    made = release(FieldworkFolder(**{**vars(work), "sample": all_main}), {}, Weighing(how))
    assert made.microdata["weight"].to_list() == [20.0, 20.0]


def test_a_stand_in_takes_the_place_of_somebody_who_was_missed(tmp_path: Path) -> None:
    """Five drawn in the village, weight 10 each: three met, one stood in for, one missed; 50 stays 50."""
    work = small([{"person": name} for name in ("n1", "n2", "n3", "r1")], tmp_path)
    people = ["n1", "n2", "n3", "n4", "n5", "r1", "r2"]
    sample = pl.DataFrame(
        {"person": people, "province": "p1", "village": "v1", "list": ["main"] * 5 + ["reserve"] * 2, "weight": [10.0] * 5 + [None] * 2}
    )  # fmt: skip
    how = WeightSettings(format="parindex-weights/1", base="weight", answered="answered", smallest_class=1)
    made = release(FieldworkFolder(**{**vars(work), "sample": sample}), {}, Weighing(how))
    assert made.microdata["weight"].to_list() == pytest.approx([12.5] * 4)


def test_the_codebook_counts_every_code_of_every_column() -> None:
    made = released()
    book = codebook(made.microdata, fieldwork().survey)
    assert set(book["column"]) == set(made.microdata.columns)
    counts = book.filter(column="access_1").select("code", "responses").rows()
    assert sum(count for _, count in counts) == len(made.microdata)
    assert [code for code, _ in counts] == ["1", "2", "3", "4", "5", "-1", "-2", "-3", ""]
    truth = made.microdata["access_1"].value_counts()
    assert dict(counts)["4"] == truth.filter(access_1=4)["count"].item()
    assert book.filter(column="sex").select("code", "label_en").rows()[:2] == [
        ("female", "Women"),
        ("male", "Men"),
    ]
    assert book.filter(column="trips")["kind"].to_list() == ["further"]
    text = made.files["codebook.md"].decode()
    assert "Synthetic data, for training only" in text
    assert "| 4 | Hài lòng | Satisfied |" in text


def test_the_kind_of_a_column_is_what_the_survey_says() -> None:
    about = survey(
        groupings=(grouping("sex", "sex"), grouping("cross", "sex", "area")),
        designs=(design("stratum", population="size"),),
    )
    kinds = {
        name: kind_and_title(name, about)[0]
        for name in ("q1", "sex", "area", "stratum", "psu", "w", "size", "x")
    }
    assert kinds == {
        "q1": "item", "sex": "grouping", "area": "further", "stratum": "stratum", "psu": "cluster", "w": "weight",
        "size": "population", "x": "further",
    }  # fmt: skip
    many = pl.DataFrame({"sex": [str(n) for n in range(200)]})
    assert codebook(many, about).select("code", "responses").rows() == [("", 200)]
    official = about.changed(data_status="official")
    from parindex.survey.responses.codebook import readable

    assert "Synthetic" not in readable(many, official)


def test_the_public_file_is_anonymous_and_every_emptied_cell_is_listed() -> None:
    made, before = shared(), released().microdata
    names = ["province", "sex", "age", "area", "field"]
    counts = made.microdata.group_by(names).len()["len"]
    assert counts.min() is not None
    assert int(counts.min()) >= 5  # type: ignore[arg-type]
    nulls = {name: made.microdata[name].null_count() - before[name].null_count() for name in names}
    listed = dict(made.suppressed["column"].value_counts().iter_rows())
    assert {name: listed.get(name, 0) for name in names} == nulls
    emptied = made.suppressed.join(made.microdata, on="record").filter(pl.col("column") == "field")
    assert emptied["field"].null_count() == len(emptied)
    assert made.utility.select("column", "suppressed").rows() == [
        (name, nulls[name]) for name in ("province", "sex", "age", "area", "field")
    ]
    assert made.microdata["weight"].sum() == pytest.approx(before["weight"].sum())
    assert "trips" not in made.microdata.columns


def test_clusters_of_the_public_file_are_the_same_under_new_names() -> None:
    before = released().microdata.group_by("province", "district", "village").len()["len"].sort().to_list()
    after = shared().microdata.group_by("province", "district", "village").len()["len"].sort().to_list()
    assert before == after
    assert shared().microdata["province"].unique().sort().to_list() == ["training-01", "training-02"]


def test_a_public_file_needs_quasi_identifiers(tmp_path: Path) -> None:
    work = small([{}], tmp_path)
    with pytest.raises(Unfit, match="quasi_identifiers"):
        public_use(release(work, {}), work.survey, work.settings)


def test_a_quasi_identifier_that_is_no_column_is_refused(tmp_path: Path) -> None:
    """A slip of the pen once made a file that was called anonymous and in which nothing had been emptied."""
    work = small([{}] * 5, tmp_path)
    made = release(work, {})
    how = settings(public_use={"quasi_identifiers": ["sez", "sex", "agee"], "k": 2})
    with pytest.raises(Unfit) as caught:
        public_use(made, work.survey, how)
    assert caught.value.text.en == (
        "public_use.quasi_identifiers in responses.yaml names columns that are not there: sez, agee;"
        " there are: q1, q2, q3, sex, province, village, weight."
    )


def test_columns_that_people_are_grouped_by_and_nothing_protects_are_named(tmp_path: Path) -> None:
    work = small([{}] * 5, tmp_path)
    assert shared().unprotected == ("level",)
    province = settings(public_use={"quasi_identifiers": ["province"], "k": 2})
    assert public_use(release(work, {}), work.survey, province).unprotected == ("sex",)


def test_a_seal_that_promises_what_the_data_do_not_have_does_not_pass(tmp_path: Path) -> None:
    for name, columns in (("a", ["sez", "sex"]), ("b", [])):
        manifest = json.loads(shared().files["manifest.json"]) | {"quasi_identifiers": columns}
        write_folder(tmp_path / name, sealed_again(shared().files, **{"manifest.json": json_bytes(manifest)}))
        [problem] = verify(tmp_path / name).problems
        assert (problem.code, problem.place.path) == ("quasi-identifiers", "manifest.json")
        assert (": sez; there are: record, " in problem.text.en) == (name == "a")


def sealed_again(files: Any, **changes: bytes) -> dict[str, bytes]:
    """A folder with other contents under a seal that fits them."""
    changed = {**files, **changes}
    manifest = json.loads(changed.pop("manifest.json"))
    manifest["files"] = {name: {"bytes": len(data), "sha256": sha256(data)} for name, data in changed.items()}
    manifest["digest"] = digest(manifest)
    return {**changed, "manifest.json": json_bytes(manifest)}


def test_a_seal_holds_and_says_what_was_touched(tmp_path: Path) -> None:
    for name, made in (("r", released()), ("p", shared())):
        write_folder(tmp_path / name, made.files)
        found = verify(tmp_path / name)
        assert found.passed
        assert (found.files, found.responses) == (len(made.files), len(made.microdata))
        assert found.digest == json.loads(made.files["manifest.json"])["digest"]
    (tmp_path / "r" / "removed.csv").write_bytes(b"what\n")
    (tmp_path / "r" / "more.csv").write_bytes(b"")
    assert [(each.code, each.place.path) for each in verify(tmp_path / "r").problems] == [
        ("file-changed", "removed.csv"),
        ("file-added", "more.csv"),
    ]
    (tmp_path / "p" / "manifest.json").unlink()
    assert [each.code for each in verify(tmp_path / "p").problems] == ["manifest-missing"]
    assert [each.code for each in verify(tmp_path / "nowhere").problems] == ["manifest-missing"]


def test_a_public_file_that_is_not_anonymous_is_found_though_its_seal_fits(tmp_path: Path) -> None:
    stream = io.BytesIO()
    shared().microdata.with_columns(
        sex=pl.when(pl.col("record") == 1).then(pl.lit("other")).otherwise("sex")
    ).write_parquet(stream)
    write_folder(tmp_path / "p", sealed_again(shared().files, **{"microdata.parquet": stream.getvalue()}))
    assert [(each.code, each.place.path) for each in verify(tmp_path / "p").problems] == [
        ("not-anonymous", "microdata.parquet")
    ]


def test_the_two_entries_reach_the_folder(tmp_path: Path) -> None:
    from tests.survey.responses.fieldwork import PAPER
    from tests.survey.responses.test_batches import FIRST, SECOND

    how = settings(checks={"missing": None})
    path = workbook(tmp_path / "b.xlsx", A=[PAPER, *FIRST], B=[PAPER, *SECOND])
    found = read([read_export(path)], ABOUT, how)
    files = files_of(found, check(found, ABOUT, how), ABOUT, how)
    assert pl.read_csv(files["double-entry.csv"]).height == 4
    assert pl.read_csv(files["decisions.csv"])["checks"].to_list() == ["double-entry"] * 3
    assert read_folder(tmp_path).keys() == {"b.xlsx"}
