"""The worked examples in docs/methodology/survey.md, each row worked by the engine."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from parindex import shipped
from parindex.documents import Unfit
from parindex.numbers import points_text
from parindex.scoring import score
from parindex.survey.design.size import design_effect
from parindex.survey.estimation.calibrated import estimate_calibrated
from parindex.survey.estimation.covariance import Pick, contrast, influences
from parindex.survey.estimation.distribution import distribution
from parindex.survey.estimation.estimate import Estimates, estimate, estimate_microdata
from parindex.survey.estimation.flags import quality_flags
from parindex.survey.estimation.intervals import Method, interval
from parindex.survey.estimation.multiplicity import holm
from parindex.survey.estimation.replicates import jackknife
from parindex.survey.feed import fed
from parindex.survey.model import Feed, Node, Survey
from parindex.survey.presets import presets
from parindex.survey.ranks.sets import rank_sets
from parindex.survey.series import read_series
from parindex.survey.totals.scan import totals
from tests.builders import a_round, framework, imported, leaf, words
from tests.survey.builders import design, grouping, node, stored, survey

PAGE = (Path(__file__).parents[1] / "docs/methodology/survey.md").read_text(encoding="utf-8")
Row = dict[str, str]


def tables() -> dict[str, list[Row]]:
    found = {}
    for name, body in re.findall(r"<!-- example: (.+?) -->\n((?:\|.*\n)+)", PAGE):
        header, _, *rows = [
            [cell.strip() for cell in line.strip().strip("|").split("|")] for line in body.splitlines()
        ]
        found[name] = [dict(zip(header, row, strict=True)) for row in rows]
    return found


TABLES = tables()
ITEMS = ("q1", "q2")
TREE = node("q", "mean", *ITEMS)


def said(text: str) -> list[float]:
    """The figures of a sentence on the page, which must be there."""
    assert text in " ".join(PAGE.split()), text
    return [float(figure.replace("−", "-")) for figure in re.findall(r"−?\d+\.\d+", text)]


def near(printed: str | float, value: float, digits: float = 0.51e-6) -> bool:
    return abs(float(printed) - value) <= digits


def answers(answered: int, satisfied: int, asked: int) -> list[int | None]:
    return [5] * satisfied + [2] * (answered - satisfied) + [None] * (asked - answered)


def villages() -> pl.DataFrame:
    """The people of the small survey, ten a village."""
    parts = []
    for row in TABLES["small survey"]:
        columns = {
            item: answers(int(row[f"{item} answered"]), int(row[f"{item} satisfied"]), 10) for item in ITEMS
        }
        fixed = {"stratum": row["stratum"], "psu": row["village"], "w": float(row["weight"])}
        parts.append(pl.DataFrame({**{name: [value] * 10 for name, value in fixed.items()}, **columns}))
    return pl.concat(parts)


def about(tree: Node = TREE, **of_design: str) -> Survey:
    return survey(items=ITEMS, tree=tree, designs=[design("stratum", **of_design)])


def estimated(folder: Path, frame: pl.DataFrame | None = None, of: Survey | None = None) -> Estimates:
    file = stored(villages() if frame is None else frame, folder / "people.parquet")
    return estimate_microdata(of or about(), [file])


def figures(found: Estimates, measure: str, grouping: str = "nation", domain: tuple[str, ...] = ()) -> Row:
    table = found[grouping]
    at = table.at(domain, measure)
    names = ("estimate", "standard_error", "answers", "design_effect", "effective_answers")
    return {name: getattr(table, name)[at] for name in (*names, "intraclass_correlation")}


def small_survey(rows: list[Row], folder: Path) -> None:
    assert len(villages()) == 10 * len(rows)


def missing(rows: list[Row], folder: Path) -> None:
    for row in rows:
        codes = {
            item: [None if code == "empty" else int(code) for code in row[f"answers to {item}"].split(", ")]
            for item in ITEMS
        }
        frame = pl.DataFrame(codes, schema=dict.fromkeys(ITEMS, pl.Int8)).with_columns(
            psu=pl.int_range(pl.len()), w=pl.lit(1.0)
        )
        of = survey(items=ITEMS, tree=TREE, designs=[design()])
        both = frame.filter(*((pl.col(item) > 0).fill_null(value=False) for item in ITEMS))
        found = [estimated(folder, frame, of), estimated(folder, both, of) if len(both) else None]
        values = [*(figures(found[0], item)["estimate"] for item in ITEMS)]  # type: ignore[arg-type]
        values.append(figures(found[1], "q1")["estimate"] if found[1] else "nan")
        for printed, value in zip((row["q1"], row["q2"], row["listwise q1 would be"]), values, strict=True):
            assert np.isnan(float(value)) if printed == "unknown" else near(printed, float(value))


def tree(rows: list[Row], folder: Path) -> None:
    made = {
        "pooled": node("q", "pooled", *ITEMS),
        "mean": TREE,
        "weighted 3 : 1": node("q", "weighted", *ITEMS, weights=(3, 1)),
    }
    for row in rows:
        name = row["node over q1 and q2"]
        measure = name.removesuffix(" alone") if "alone" in name else "q"
        found = figures(estimated(folder, of=about(made.get(name, TREE))), measure)
        assert near(row["value"], found["estimate"])  # type: ignore[arg-type]
        assert near(row["standard error"], found["standard_error"])  # type: ignore[arg-type]


def the_presets(rows: list[Row], folder: Path) -> None:
    assert [
        (each.code, each.tree.within, each.tree.combine, "yes" if each.verified else "no")
        for each in presets().values()
    ] == [tuple(row.values()) for row in rows]


def scores(rows: list[Row], folder: Path) -> None:
    found = estimated(folder)
    assert [label[-1] for label in found.slabs.psus] == [row["village"] for row in rows]
    worked = influences(found, [Pick("nation", (), item) for item in ITEMS])
    for row, values in zip(rows, worked, strict=True):
        for item, value in zip(ITEMS, values, strict=True):
            assert near(row[f"score of {item}"], value, 0.51e-4)
    spread_a, of_a, spread_b, of_b, whole, root = said(
        "7.9621 = 11.9431 and B 2 · 17.3010 = 34.6021; the root of 46.5452 is 6.8224"
    )
    for part, here, factor, spread in ((of_a, slice(3), 1.5, spread_a), (of_b, slice(3, 5), 2.0, spread_b)):
        u = worked[here, 0]
        assert near(spread, float(((u - u.mean()) ** 2).sum()), 0.51e-4)
        assert near(part, factor * float(((u - u.mean()) ** 2).sum()), 0.51e-4)
    assert near(whole, float(figures(found, "q1")["standard_error"]) ** 2, 0.51e-4)
    assert near(root, float(figures(found, "q1")["standard_error"]), 0.51e-4)


def fpc_and_lonely(rows: list[Row], folder: Path) -> None:
    for row in rows:
        frame, of_design = villages(), {"lonely": row["lonely"]}
        if "without b2" in row["sample"]:
            frame = frame.filter(pl.col("psu") != "b2")
        if match := re.search(r"(\d+) villages in A and (\d+) in B", row["sample"]):
            size = pl.when(pl.col("stratum") == "A").then(int(match[1])).otherwise(int(match[2]))
            frame, of_design["population"] = frame.with_columns(size=size), "size"
        if row["standard error of q1"] == "refused":
            with pytest.raises(Unfit, match="Strata of one PSU"):
                estimated(folder, frame, about(**of_design))
        else:
            found = figures(estimated(folder, frame, about(**of_design)), "q1")
            assert near(row["standard error of q1"], float(found["standard_error"]))


def domain(rows: list[Row], folder: Path) -> None:
    people = []
    for row, of in zip(rows, TABLES["small survey"], strict=True):
        fixed = {"stratum": of["stratum"], "psu": row["village"], "w": float(of["weight"]), "q2": 5}
        women = answers(int(row["women who answered q1"]), int(row["of them satisfied"]), 5)
        people += [{**fixed, "sex": "f", "q1": code} for code in women if code is not None]
        people += [{**fixed, "sex": "m", "q1": 5}]
    of = survey(items=ITEMS, tree=TREE, designs=[design("stratum")], groupings=[grouping("sex", "sex")])
    found = estimated(folder, pl.DataFrame(people), of)
    here = figures(found, "q1", "sex", ("f",))
    share, error = said("Women: 66.666667 %, standard error 13.580247, degrees of freedom 4 − 2 = 2.")
    assert near(share, float(here["estimate"]))
    assert near(error, float(here["standard_error"]))
    assert found["sex"].degrees_of_freedom[0] == 2
    alone = estimated(folder, pl.DataFrame(people).filter(sex="f"), about())
    [dropped] = said("(Dropping a2 would give 13.296703.)")
    assert near(dropped, float(figures(alone, "q1")["standard_error"]))


def calibrated(rows: list[Row], folder: Path) -> None:
    people = []
    for row in rows:
        for sex in ("women", "men"):
            codes = answers(int(row[sex]), int(row[f"satisfied {sex}"]), int(row[sex]))
            people += [
                {"psu": row["village"], "w": 1.0, "base": 1.0, "sex": sex, "q1": code, "q2": 5}
                for code in codes
            ]
    file = stored(pl.DataFrame(people), folder / "people.parquet")
    of = survey(items=ITEMS, tree=TREE, designs=[design()])
    text = (
        "55 % are satisfied. With weights as they are the PSU scores are −3.75, −3.75, 1.25, 6.25 and the standard"
        " error 9.574271; knowing of the calibration they are 0, −2.5, 0, 2.5 and it is 4.082483."
    )
    *usual, error, low, high, smaller = said(text)
    plain = estimate_microdata(of, [file])
    knowing = estimate_calibrated(of, [file], base_weight="base", margins=["sex"])
    assert figures(plain, "q1")["estimate"] == figures(knowing, "q1")["estimate"] == pytest.approx(55)
    picks = [Pick("nation", (), "q1")]
    assert influences(plain, picks)[:, 0] == pytest.approx(usual)
    assert influences(knowing, picks)[:, 0] == pytest.approx([0, low, 0, high])
    assert near(error, float(figures(plain, "q1")["standard_error"]))
    assert near(smaller, float(figures(knowing, "q1")["standard_error"]))


def jackknifed(rows: list[Row], folder: Path) -> None:
    for row in rows:
        left = villages().filter(pl.col("psu") != row["left out"])
        size = {"A": 3, "B": 2}[row["left out"][0].upper()]
        weighted_up = pl.when(pl.col("psu").str.head(1) == row["left out"][0]).then(size / (size - 1))
        left = left.with_columns(w=pl.col("w") * weighted_up.otherwise(1.0))
        found = estimated(folder, left, about(lonely="remove"))
        assert near(row["q1"], float(figures(found, "q1")["estimate"]))
    found = estimated(folder)
    replicated = jackknife(about(), found.slabs, "nation")
    value, error = said("1/2 · Σ_B (p − 70.588235)², standard error 6.825696.")
    assert near(value, float(figures(found, "q1")["estimate"]))
    assert near(error, replicated.standard_error[0, 0])


def effects(rows: list[Row], folder: Path) -> None:
    for row in rows:
        found = figures(estimated(folder), row["measure"])
        for column in ("answers", "design effect", "effective answers", "intraclass correlation"):
            printed = row.get(column, row.get("intra-class correlation"))
            assert near(printed or "", float(found[column.replace(" ", "_")])), column


def clusters(rows: list[Row], folder: Path) -> None:
    for row in rows:
        per_cluster, effect = (
            int(row["people per cluster"]),
            design_effect(int(row["people per cluster"]), 0.1),
        )
        assert near(row["design effect"], effect, 0.051)
        assert int(row["clusters"]) == -(-580 // per_cluster)
        assert int(row["worth as many answers at random"]) == round(580 / effect)


METHODS: Sequence[Method] = ("logit", "beta", "wilson", "t")


def intervals(rows: list[Row], folder: Path) -> None:
    for row in rows:
        given = (np.array([float(row[name])]) for name in ("p", "s", "df", "n"))
        arrays = list(given)
        for method in METHODS:
            [lower], [upper] = interval(*arrays, method)
            printed = "none" if np.isnan(lower) else f"{lower:.2f} to {upper:.2f}"
            assert printed == row[method], method


def flags(rows: list[Row], folder: Path) -> None:
    for row in rows:
        arrays = (np.array([[float(row[name])]]) for name in ("p", "s", "df", "n"))
        found = quality_flags(*arrays, 30)
        named = {name for name, values in found.items() if values[0, 0]} - {"suppress"}
        assert named == set(row["flags"].split(", ") if row["flags"] else [])
        assert found["suppress"][0, 0] == bool(named - {"review"})


def difference(rows: list[Row], folder: Path) -> None:
    [row] = rows
    found = estimated(folder)
    worked = contrast(found, [Pick("nation", (), item) for item in ITEMS], (1, -1))
    apart = sum(float(figures(found, item)["standard_error"]) ** 2 for item in ITEMS) ** 0.5
    values = (worked.estimate, worked.standard_error, apart, worked.p_value)
    assert all(near(printed, value) for printed, value in zip(row.values(), values, strict=True))


def adjusted(rows: list[Row], folder: Path) -> None:
    for row in rows:
        given, printed = (
            [float(each) for each in row[name].split(", ")] for name in ("p-values", "adjusted")
        )
        assert holm(given).tolist() == pytest.approx(printed)


def two_units(rows: list[Row], folder: Path) -> None:
    for row in rows:
        *_, edge = row.values()
        for factor, is_apart in ((0.9, False), (1.1, True)):
            sets = rank_sets(
                np.array([80 + factor * float(edge) * 2**0.5, 80]),
                np.eye(2),
                degrees_of_freedom=float(row["degrees of freedom"]),
            )
            assert sets.told_apart[0, 1] == is_apart


def feeds(rows: list[Row], folder: Path) -> None:
    worth = {"a": 100, "b": 60, "c": 20, "d": 0}
    question = {
        "type": "survey",
        "question": words("question"),
        "options": [{"code": code, "worth": each, "title": words(code)} for code, each in worth.items()],
    }
    for row in rows:
        maximum = row["leaf"].split(", ")[1].removesuffix(" points")
        if row["what the survey says"].startswith("SIPAS"):
            rule, share = imported(), float(row["what the survey says"].split()[1])
            counts = {5: round(share * 10_000), 1: 1_000_000 - round(share * 10_000)}
            feed = Feed(leaf="1", measure="whole")
        else:
            rule, counts = (
                question,
                {
                    level: int(each)
                    for level, each in zip(
                        (4, 3, 2, 1), re.findall(r"[a-d] (\d+)", row["what the survey says"]), strict=True
                    )
                },
            )
            feed = Feed(leaf="1", item="q1", options={"a": 4, "b": 3, "c": 2, "d": 1})
        assert given_points(folder, rule, maximum, counts, feed) == row["points"]


def given_points(
    folder: Path, rule: dict[str, object], maximum: str, counts: dict[int, int], feed: Feed
) -> str:
    """The points of one unit of two PSUs whose people answer alike."""
    frame = pl.DataFrame(
        [
            {"unit": "x", "psu": psu, "w": float(people), "q1": code}
            for psu in ("1", "2")
            for code, people in counts.items()
            if people
        ]
    )
    of = survey(items=["q1"], groupings=[grouping("unit", "unit")], designs=[design("unit")], feeds=(feed,))
    slabs = totals(of, [stored(frame, folder / "people.parquet")], more=["levels"])
    rules = framework(leaf("1", maximum, rule), leaf("2", 100 - float(maximum)))
    data = fed(a_round(rules, {"x": {}}), of, estimate(of, slabs)["unit"], distribution(of, slabs, "unit"))
    return points_text(int(score(data).points[0, 0]))


def breaks(rows: list[Row], folder: Path) -> None:
    series = read_series(shipped.series()["vn-sipas"])
    for row in rows:
        broken = series.breaks_between(int(row["from"]), int(row["to"]))
        assert row["compared"] == ("no" if broken else "yes")


CHECKS: dict[str, Callable[[list[Row], Path], None]] = {
    "small survey": small_survey,
    "missing": missing,
    "tree": tree,
    "presets": the_presets,
    "scores": scores,
    "fpc and lonely": fpc_and_lonely,
    "domain": domain,
    "calibrated": calibrated,
    "jackknife": jackknifed,
    "design effect": effects,
    "clusters": clusters,
    "intervals": intervals,
    "flags": flags,
    "difference": difference,
    "holm": adjusted,
    "two units": two_units,
    "feeds": feeds,
    "breaks": breaks,
}


@pytest.mark.parametrize("name", CHECKS)
def test_the_engine_agrees_with_every_row_of_the_worked_example(name: str, tmp_path: Path) -> None:
    rows = TABLES[name]
    assert rows
    CHECKS[name](rows, tmp_path)


def test_every_worked_example_on_the_page_has_a_check() -> None:
    assert set(TABLES) == set(CHECKS)
