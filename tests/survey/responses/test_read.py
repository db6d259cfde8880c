"""From exports to one table in the codes of the microdata: nothing lost, nothing guessed, the order is nothing."""

from datetime import datetime
from itertools import permutations
from pathlib import Path
from typing import Any
from unicodedata import normalize

import polars as pl
import pytest
from hypothesis import given
from hypothesis import settings as settings_of_hypothesis
from hypothesis import strategies as st

from parindex.language import Text
from parindex.problems import Invalid
from parindex.survey.responses.codes import _local, words_of
from parindex.survey.responses.exports import read_export
from parindex.survey.responses.read import read
from parindex.survey.responses.settings import read_settings
from tests.survey.builders import grouping
from tests.survey.responses.fieldwork import ABOUT, ODK, plain, responses, settings, written, zipped


def refused(*paths: Path, **how: Any) -> list[tuple[str, str]]:
    with pytest.raises(Invalid) as caught:
        responses(*paths, **how)
    return [(problem.code, problem.place.path) for problem in caught.value.problems]


def test_settings_come_from_a_file_and_unknown_words_are_refused(tmp_path: Path) -> None:
    path = written(tmp_path / "responses.yaml", "format: parindex-responses/1\nquestions: {q1: a}\n")
    assert read_settings(path).questions == {"q1": "a"}
    with pytest.raises(Invalid, match="nothing called"):
        read_settings(written(path, "format: parindex-responses/1\nquestion: {q1: a}\n"))


def test_a_question_may_have_any_name_path_or_label(tmp_path: Path) -> None:
    path = written(
        tmp_path / "a.csv",
        "id,A. Province,village,sex,block/opinion,q2,group-q3,weight\nr1,p1,v1,f,4,3,2,1.5\n",
    )
    names = {"province": "A. Province", "q1": "block/opinion"}
    found = responses(path, questions=names, roles={"response": "id"})
    assert found.people.select("_response", "province", "q1", "q2", "q3", "weight").rows() == [
        ("r1", "p1", 4, 3, 2, 1.5)
    ]


def test_a_question_that_is_missing_or_ambiguous_is_named(tmp_path: Path) -> None:
    path = written(
        tmp_path / "a.csv", "response,village,sex,a/q1,b/q1,q2,a/person,b/person\nr1,v1,f,1,2,3,x,y\n"
    )
    assert refused(path) == [
        ("question-ambiguous", "person"),
        ("column-missing", "province"),
        ("question-ambiguous", "q1"),
        ("column-missing", "q3"),
    ]
    assert refused(written(tmp_path / "b.csv", "province,village,sex,q1,q2,q3\np,v,f,1,2,3\n")) == [
        ("column-missing", "response")
    ]


def test_unknown_codes_are_counted_and_named(tmp_path: Path) -> None:
    path = plain(
        [{"q1": "7"}, {"q1": "7"}, {"q1": "tốt"}, {"q2": "9", "weight": "1,5"}, {"start": "yesterday"}],
        tmp_path / "a.csv",
    )
    with pytest.raises(Invalid) as caught:
        responses(path)
    said = {problem.place.path: problem for problem in caught.value.problems}
    assert {name: problem.code for name, problem in said.items()} == {
        "q1": "unknown-code",
        "q2": "unknown-code",
        "weight": "bad-value",
        "started": "bad-value",
    }
    assert "7 (× 2), tốt (× 1)" in said["q1"].text.en


def test_codes_words_and_labels_mean_the_same(tmp_path: Path) -> None:
    words = ["4", "4.0", "level 4", "LEVEL 4", " 4 ", "-1", "không biết", "Refused", "-2.0", "-3", "", "tốt"]
    path = plain([{"q1": word} for word in words], tmp_path / "a.csv")
    found = responses(path, words={"answers": {"satisfaction": {"tốt": 4}}})
    order = [int(name[1:]) - 1 for name in found.people["_response"]]
    codes = dict(zip(order, found.people["q1"].to_list(), strict=True))
    assert [codes[n] for n in range(len(words))] == [4, 4, 4, 4, 4, -1, -1, -2, -2, -3, None, 4]
    assert found.people.schema["q1"] == pl.Int8
    assert words_of(ABOUT.items[0], ABOUT, settings())["level 5"] == 5


def test_labels_of_groups_become_their_codes(tmp_path: Path) -> None:
    sex = grouping("sex", "sex").model_copy(update={"labels": {"female": Text(vi="Nữ", en="Women")}})
    about = ABOUT.changed(groupings=(grouping("nation"), sex, grouping("cross", "sex", "village")))
    path = plain(
        [{"sex": "NỮ"}, {"sex": "women"}, {"sex": "female"}, {"sex": "Khác"}, {"sex": ""}], tmp_path / "a.csv"
    )
    found = read([read_export(path)], about, settings())
    assert found.people["sex"].to_list() == ["female", "female", "female", "Khác", None]


def test_items_that_were_not_asked_say_so(tmp_path: Path) -> None:
    rows: list[dict[str, Any]] = [
        {"sex": "f", "q2": ""},
        {"sex": "m", "q2": ""},
        {"sex": "m", "q2": 5},
        {"sex": "", "q2": ""},
    ]
    skips = [{"columns": ["q2", "sex"], "asked_if": "sex", "values": ["f"]}]
    found = responses(plain(rows, tmp_path / "a.csv"), skips=skips)
    assert found.people["q2"].to_list() == [None, -3, 5, -3]
    assert found.people["sex"].to_list() == ["f", "m", "m", None]


@pytest.mark.parametrize(
    ("text", "local"),
    [
        ("2025-09-01T03:00:00.000Z", datetime(2025, 9, 1, 10)),
        ("2025-09-01T10:00:00.000+07:00", datetime(2025, 9, 1, 10)),
        ("2025-09-01T10:00:00+0700", datetime(2025, 9, 1, 10)),
        ("2025-08-31T22:30:00.000-04:30", datetime(2025, 9, 1, 10)),
        ("2025-09-01T10:00:00", datetime(2025, 9, 1, 10)),
        ("2025-09-01 10:00", datetime(2025, 9, 1, 10)),
        ("2025-09-01", None),
        ("1/9/2025 10:00", None),
        (None, None),
    ],
)
def test_times_are_of_the_local_clock(text: str | None, local: datetime | None) -> None:
    made = pl.DataFrame({"t": [text]}, schema={"t": pl.String}).select(_local(pl.col("t"), 7))
    assert made["t"].to_list() == [local]


@pytest.mark.parametrize(
    ("text", "degrees"),
    [
        ("16.5 106.25 3 4", (16.5, 106.25)),
        ("16,000707 107,123 3,5 4", (16.000707, 107.123)),
        ("16,5; 106,25", (16.5, 106.25)),
        ("16,5, 106,25", (16.5, 106.25)),
        ("16.5,106.25", (16.5, 106.25)),
        ("-16 -106.25", (-16, -106.25)),
        ("16, 107", (16, 107)),
        ("16 107,5", (16, 107.5)),
    ],
)
def test_a_point_is_read_with_decimal_points_and_commas(
    text: str, degrees: tuple[float, float], tmp_path: Path
) -> None:
    people = responses(plain([{"location": text}], tmp_path / "a.csv")).people
    assert people.select("_latitude", "_longitude").rows() == [degrees]


@pytest.mark.parametrize("text", ["16,000707", "16,107", "16,5,106,25", "16.5", "91 107", "16 181", "707"])
def test_what_is_no_point_on_earth_is_no_data(text: str, tmp_path: Path) -> None:
    assert refused(plain([{"location": text}], tmp_path / "a.csv")) == [("bad-value", "location")]


def test_coordinates_of_columns_may_have_a_comma_and_lie_on_earth(tmp_path: Path) -> None:
    people = responses(plain([{"latitude": "16,000707", "longitude": "107.5"}], tmp_path / "a.csv")).people
    assert people.select("_latitude", "_longitude").rows() == [(16.000707, 107.5)]
    path = plain([{"latitude": "90.5", "longitude": "-180,5"}], tmp_path / "b.csv")
    assert refused(path) == [("bad-value", "latitude"), ("bad-value", "longitude")]


def test_places_come_from_a_point_or_two_columns(tmp_path: Path) -> None:
    rows = [
        {"location": "16.5 106.25 3 4"},
        {"location": "", "latitude": 10.5, "longitude": 105.0},
        {"location": "home"},
    ]
    found = responses(plain(rows, tmp_path / "a.csv")).people
    assert found["_latitude"].to_list() == [16.5, 10.5, None]
    assert found["_longitude"].to_list() == [106.25, 105.0, None]


def test_the_same_submission_counts_once_and_another_content_under_its_id_stays(tmp_path: Path) -> None:
    usual: dict[str, Any] = {"person": "n1", "consent": "1"}
    first = plain([usual, usual, {"response": "r1", "q1": 3, **usual}], tmp_path / "a.csv")
    second = plain(
        [usual, {**usual, "consent": "0"}, {**usual, "response": "r9", "q1": 5}], tmp_path / "b.csv"
    )
    tables = []
    for files in permutations((first, second)):
        found = responses(*files)
        tables.append(found.people.drop("_file"))
        assert found.left_out.select("response", "reason").rows() == [("r1", "copy"), ("r2", "no-consent")]
        assert found.people["_response"].to_list() == ["r1", "r1#2", "r2", "r9"]
        assert sorted(found.people["q1"].to_list()) == [3, 4, 4, 5]
    assert tables[0].equals(tables[1])


@settings_of_hypothesis(max_examples=20, deadline=None)
@given(st.permutations(range(6)))
def test_the_order_of_rows_is_nothing(order: list[int]) -> None:
    from tempfile import TemporaryDirectory

    rows = [{"response": f"r{n % 4}", "q1": n % 3 + 1} for n in range(6)]
    with TemporaryDirectory() as folder:
        usual = responses(plain(rows, Path(folder, "a.csv"))).people
        turned = responses(plain([rows[n] for n in order], Path(folder, "a.csv"))).people
    assert turned.equals(usual)


def test_a_response_without_an_id_is_refused(tmp_path: Path) -> None:
    assert refused(plain([{"response": ""}, {}], tmp_path / "a.csv")) == [("empty-cell", "response")]


SAMPLE = pl.DataFrame(
    {"person": ["n1", "n2"], "province": ["p7", "p7"], "village": ["v1", "v2"], "base_weight": [2.5, 3.5]}
)


def test_the_sample_gives_what_the_form_does_not_ask(tmp_path: Path) -> None:
    path = written(
        tmp_path / "a.csv",
        "response,person,village,sex,q1,q2,q3\nr1,n1,,f,1,2,3\nr2,n2,v9,f,1,2,3\nr3,n8,v3,f,1,2,3\n",
    )
    found = responses(path, sample=SAMPLE, questions={"weight": "base_weight"}).people
    assert found.select("province", "village", "weight", "_sampled").rows() == [
        ("p7", "v1", 2.5, True),
        ("p7", "v9", 3.5, True),
        (None, "v3", None, False),
    ]


def test_whoever_stands_in_from_the_reserve_list_weighs_as_their_cluster_does(tmp_path: Path) -> None:
    sample = pl.DataFrame(
        {"person": ["n1", "n2", "n3"], "village": ["v1", "v1", "v2"], "weight": [2.5, None, None], "list": ["main", "reserve", "reserve"]}
    )  # fmt: skip
    path = written(
        tmp_path / "a.csv",
        "response,person,province,sex,q1,q2,q3\nr1,n1,p,f,1,2,3\nr2,n2,p,f,1,2,3\nr3,n3,p,f,1,2,3\n",
    )
    assert responses(path, sample=sample).people["weight"].to_list() == [2.5, 2.5, None]


def test_a_sample_of_text_is_joined_by_codes_and_weighed_by_numbers(tmp_path: Path) -> None:
    rows = [("001", "v1", "9.5"), ("002", "v1", "10"), ("003", "v1", None)]
    sample = pl.DataFrame(rows, schema=["person", "village", "weight"], orient="row")
    path = written(
        tmp_path / "a.csv",
        "response,person,province,sex,q1,q2,q3\nr1,001,01,f,1,2,3\nr2,1,01,f,1,2,3\nr3,003,01,f,1,2,3\n",
    )
    found = responses(path, sample=sample).people
    assert found.select("province", "weight", "_sampled").rows() == [
        ("01", 9.5, True),
        ("01", None, False),
        ("01", 10.0, True),
    ]


def test_a_sample_may_know_weights_and_no_clusters(tmp_path: Path) -> None:
    sample = pl.DataFrame({"person": ["n1", "n2"], "weight": ["2.50", None]})
    head = "response,person,province,village,sex,q1,q2,q3"
    rows = "r1,n1,p,v,f,1,2,3\nr2,n2,p,v,f,1,2,3\n"
    path = written(tmp_path / "a.csv", f"{head}\n{rows}")
    assert responses(path, sample=sample).people["weight"].to_list() == [2.5, None]


def test_everything_wrong_with_a_sample_is_told_with_its_file(tmp_path: Path) -> None:
    path = plain([{}], tmp_path / "a.csv")
    bad = pl.DataFrame({"person": ["n1", "n1"], "village": ["v", "v"], "weight": ["2,5", "2.5"]})
    for sample, places in (
        (bad, ["a.csv · person", "mau.csv · person", "mau.csv:2 · weight"]),
        (bad.drop("person"), ["mau.csv · person"]),
    ):
        with pytest.raises(Invalid) as invalid:
            read([read_export(path)], ABOUT, settings(), sample, sample_file="mau.csv")
        assert [str(problem.place) for problem in invalid.value.problems] == places


def test_a_sample_that_cannot_be_joined_is_refused(tmp_path: Path) -> None:
    path = plain([{"person": "n1"}], tmp_path / "a.csv")
    assert refused(path, sample=SAMPLE.drop("person")) == [("column-missing", "person")]
    assert refused(path, sample=pl.concat([SAMPLE, SAMPLE])) == [("row-twice", "person")]
    assert refused(plain([{}], tmp_path / "b.csv"), sample=SAMPLE) == [("column-missing", "person")]


def test_all_files_are_read_together_and_all_their_problems_said_at_once(tmp_path: Path) -> None:
    odk = zipped(tmp_path / "a.zip", small=ODK)
    own = plain([{"response": "own", "person": "n9"}], tmp_path / "b.csv")
    found = responses(odk, own)
    assert found.people["_response"].to_list() == ["own", "uuid:one", "uuid:two"]
    assert [each.rows for each in found.sources] == [5, 1]
    (tmp_path / "later").mkdir()
    later = zipped(tmp_path / "later" / "a.zip", small=ODK)
    again = responses(odk, later, own)
    assert [each.rows for each in again.sources] == [5, 5, 1]
    assert again.people["_response"].to_list() == ["own", "uuid:one", "uuid:two"]
    bad = written(tmp_path / "c.csv", "response\nx\n")
    assert len(refused(odk, bad)) == 6
    assert responses(own, further=("person",)).people["person"].to_list() == ["n9"]
    assert "_who_phone" not in responses(own, identifiers=("phone",)).people.columns
    assert len(refused(own, cluster="area", checks={"range": None, "quota": None})) == 1


def test_a_heading_is_found_however_its_letters_were_typed(tmp_path: Path) -> None:
    heading = normalize("NFD", "response,province,village,Giới tính,q1,q2,q3")
    found = responses(
        written(tmp_path / "a.csv", f"{heading}\nr1,p,v,f,1,2,3\n"), questions={"sex": "Giới tính"}
    )
    assert found.people["sex"].to_list() == ["f"]
    both = written(tmp_path / "b.csv", f"response,Giới,{normalize('NFD', 'Giới')}\nr1,f,m\n")
    assert refused(both) == [("column-twice", "Giới")]


def test_a_heading_alone_is_no_export(tmp_path: Path) -> None:
    assert refused(written(tmp_path / "a.csv", "response,province,village,sex,q1,q2,q3\n")) == [
        ("no-rows", "")
    ]
