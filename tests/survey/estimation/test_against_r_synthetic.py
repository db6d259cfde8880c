"""Against R's survey package on the whole synthetic survey: 33,552 people, 63 provinces, 28 measures, both designs."""

import csv
import gzip
from collections import defaultdict
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from parindex.survey import peer, synthetic
from parindex.survey.estimation.covariance import Pick, covariance
from parindex.survey.estimation.estimate import Estimates, estimate
from parindex.survey.estimation.replicates import jackknife
from parindex.survey.totals.scan import totals
from parindex.survey.totals.slabs import PsuSlabs
from tests.survey.builders import stored
from tests.survey.oracles.synthetic import people

ORACLES = Path(__file__).resolve().parent.parent / "oracles"
EXACT = 1e-9
GROUPINGS = ("nation", "province", "level", "sex")
Key = tuple[str, str]
"""Domain and measure (or two measures)."""


@cache
def answers() -> dict[tuple[str, str, str], dict[Key, float]]:
    """What R says, by design, grouping and what."""
    found: dict[tuple[str, str, str], dict[Key, float]] = defaultdict(dict)
    with gzip.open(ORACLES / "synthetic-answers.csv.gz", "rt", encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            place = row["case"], row["grouping"], row["what"]
            found[place][row["domain"], row["item"]] = float(row["value"])
    return found


@pytest.fixture(scope="module")
def slabs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, PsuSlabs]:
    file = stored(people(), tmp_path_factory.mktemp("synthetic") / "people.parquet")
    about = synthetic.survey()
    return {of.code: totals(about, [file], GROUPINGS, design=of.code) for of in about.designs}


@pytest.fixture(scope="module")
def estimates(slabs: dict[str, PsuSlabs]) -> dict[str, Estimates]:
    return {code: estimate(synthetic.survey(), of) for code, of in slabs.items()}


@pytest.mark.parametrize("design", ["districts", "villages"])
@pytest.mark.parametrize(("grouping", "domains"), [("nation", 1), ("province", 63), ("level", 3), ("sex", 2)])
def test_estimates_and_errors(
    design: str, grouping: str, domains: int, estimates: dict[str, Estimates]
) -> None:
    table = estimates[design][grouping]
    assert len(answers()[design, grouping, "se"]) == domains * 28
    for what, values in (("estimate", table.estimate), ("se", table.standard_error)):
        said = answers()[design, grouping, what]
        found = [values[table.at((domain,) if domain else (), measure)] for domain, measure in said]
        np.testing.assert_allclose(found, list(said.values()), rtol=EXACT)
    freedom = answers()[design, grouping, "df"]
    found = [table.degrees_of_freedom[table.domains.index((d,) if d else ())] for d, _ in freedom]
    np.testing.assert_array_equal(found, list(freedom.values()))


@pytest.mark.parametrize("design", ["districts", "villages"])
@pytest.mark.parametrize("grouping", ["nation", "level", "sex"])
def test_covariances_of_items_factors_and_the_whole(
    design: str, grouping: str, estimates: dict[str, Estimates]
) -> None:
    for (domain, pair), said in answers()[design, grouping, "covariance"].items():
        picks = [Pick(grouping, (domain,) if domain else (), measure) for measure in pair.split()]
        assert covariance(estimates[design], picks)[0, 1] == pytest.approx(said, rel=1e-8)


@pytest.mark.parametrize(("grouping", "by"), [("nation", None), ("level", "level"), ("province", "province")])
def test_svy_is_of_the_same_opinion(grouping: str, by: str | None, estimates: dict[str, Estimates]) -> None:
    table = estimates["districts"][grouping]
    for item in ("access_2", "feedback_3"):
        said = peer.shares(people(), item, 4, weight="weight", psu="district", stratum="province", by=by)
        assert len(said) == len(table.domains)
        column = table.measures.index(item)
        for domain, (share, error) in said.items():
            row = table.domains.index((domain,) if domain else ())
            got = table.estimate[row, column], table.standard_error[row, column]
            assert got == pytest.approx((share, error), rel=EXACT)


def test_the_jackknife(slabs: dict[str, PsuSlabs]) -> None:
    about = synthetic.survey()
    for grouping in ("nation", "province"):
        found = jackknife(about, slabs["districts"], grouping)
        domains = slabs["districts"].slabs[grouping].groups
        for (domain, item), said in answers()["districts", grouping, "jackknife_se"].items():
            row = domains.index((domain,) if domain else ())
            error = found.standard_error[row, found.measures.index(item)]
            assert error == pytest.approx(said, rel=EXACT), (domain, item)


def test_different_provinces_do_not_vary_together(estimates: dict[str, Estimates]) -> None:
    picks = [Pick("province", (code,), "sipas") for code in ("p00", "p01", "p02")]
    matrix = covariance(estimates["districts"], picks)
    np.testing.assert_array_equal(matrix, np.diag(np.diag(matrix)))
