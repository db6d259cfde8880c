"""The made-up survey: says that it is, repeats itself, and answers as its truth has it."""

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from parindex.language import Text
from parindex.survey import synthetic
from parindex.survey.estimation.estimate import estimate_microdata
from parindex.survey.folder import check, open_survey

CODES = tuple(f"tinh-{n}" for n in range(5))
NAMES = {code: Text(vi=f"Tỉnh {code}", en=f"Province {code}") for code in CODES}


def test_it_says_what_it_is(tmp_path: Path) -> None:
    written = synthetic.write(NAMES, tmp_path, people=4000, seed=1)
    about = open_survey(tmp_path).survey
    assert about.data_status == "training"
    assert "not a real result" in about.title.en
    assert "không phải kết quả thật" in about.title.vi
    assert about.grouping("province").labels == NAMES
    assert check(tmp_path) == []
    assert pl.read_parquet(tmp_path / "microdata" / "*.parquet").height == written


def test_the_sizes_are_those_of_2024_and_the_same_seed_gives_the_same_people() -> None:
    codes = tuple(f"p{n:02d}" for n in range(63))
    made = synthetic.make(codes)
    assert made.people.equals(synthetic.make(codes).people)
    drawn = made.people.height / synthetic.RESPONSE
    assert drawn == pytest.approx(synthetic.PEOPLE, rel=0.01)
    assert made.people["district"].n_unique() == synthetic.DISTRICTS
    assert made.people["commune"].n_unique() == synthetic.COMMUNES
    assert made.people["village"].n_unique() == synthetic.VILLAGES
    inside = made.people.select("district", "commune", "village").unique()
    assert inside.height == synthetic.VILLAGES
    assert inside.select("district", "commune").unique().height == synthetic.COMMUNES
    assert len(synthetic.survey().items) == 22
    items = made.people.select(item.code for item in synthetic.survey().items)
    missing = items.null_count().sum_horizontal()[0] / items.height / items.width
    assert missing == pytest.approx(synthetic.MISSING, abs=0.002)


def test_the_truth_lies_beside_the_survey_for_every_item_and_node(tmp_path: Path) -> None:
    synthetic.write(NAMES, tmp_path, people=1000, seed=1)
    about = open_survey(tmp_path).survey
    stored = pl.read_csv(tmp_path / synthetic.TRUTH)
    assert stored.columns == ["grouping", "domain", "measure", "truth"]
    assert stored.height == (len(CODES) + 1) * (22 + 5 + 1)
    of_items = synthetic.truth(len(CODES), 1)
    known = {(domain or "", measure): value for _, domain, measure, value in stored.iter_rows()}
    assert known[CODES[2], about.items[7].code] == pytest.approx(of_items[2, 7])
    sizes = [count for _, count in synthetic.FACTORS.values()]
    factors = [part.mean(axis=1) for part in np.split(of_items, np.cumsum(sizes)[:-1], axis=1)]
    for number, code in enumerate(CODES):
        assert known[code, "sipas"] == pytest.approx(np.mean([factor[number] for factor in factors]))
    assert min(known[code, "sipas"] for code in CODES) < known["", "sipas"]
    assert known["", "sipas"] < max(known[code, "sipas"] for code in CODES)


def test_the_drawn_districts_have_a_truth_of_their_own() -> None:
    made = synthetic.make(CODES, people=60_000, seed=5, sample=2, districts=20)
    assert made.people["district"].n_unique() == 20
    own = synthetic.truth_of_districts(len(CODES), 5, 2, districts=20)
    assert np.std(own - made.truth) > 0.5
    many = [synthetic.truth_of_districts(len(CODES), 5, n, districts=20) for n in range(400)]
    np.testing.assert_allclose(np.mean(many, axis=0), made.truth, atol=0.8)


def test_another_sample_is_of_the_same_truth() -> None:
    one, other = (synthetic.make(CODES, people=2000, seed=5, sample=sample) for sample in (0, 1))
    np.testing.assert_array_equal(one.truth, other.truth)
    assert not one.people.equals(other.people)


def test_large_surveys_come_in_chunks_that_are_the_same_people(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(synthetic, "CHUNK", 300)
    monkeypatch.setattr(synthetic, "AT_ONCE", 150)
    frames = list(synthetic.chunks(CODES, people=2000, seed=3))
    assert len(frames) > 3
    assert sum(map(len, frames)) == pytest.approx(2000 * synthetic.RESPONSE, rel=0.05)


def test_villages_are_alike_as_declared(tmp_path: Path) -> None:
    """The intra-class correlation of being satisfied is about a tenth."""
    synthetic.write({f"p{n:02d}": NAMES[CODES[0]] for n in range(63)}, tmp_path)
    opened = open_survey(tmp_path)
    found = estimate_microdata(opened.survey, opened.files, ["nation"], design="villages")["nation"]
    assert np.mean(found.intraclass_correlation[:, :22]) == pytest.approx(0.1, abs=0.05)


def test_answers_come_near_the_truth() -> None:
    made = synthetic.make(CODES, people=40_000, seed=5)
    items = [item.code for item in synthetic.survey().items]
    valid = made.people.group_by("province", maintain_order=True).agg(
        (100 * (pl.col(code) >= 4).sum() / (pl.col(code) >= 1).sum()).alias(code) for code in items
    )
    error = valid.select(items).to_numpy() - made.truth
    assert np.abs(error.mean()) < 6  # 15 districts of five provinces differ by chance
    assert np.std(error - error.mean(axis=1, keepdims=True)) < 2
