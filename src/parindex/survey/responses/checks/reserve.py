"""Checks of who stands in for whom: whether the reserve list was used in its order, where needed, and as the rule allows."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from parindex.survey.design.draw import MAIN, RESERVE
from parindex.survey.design.replacement import OUTCOMES, Replacement
from parindex.survey.responses import columns as col
from parindex.survey.responses.checks.flags import Fieldwork, flags
from parindex.survey.responses.checks.settings import Switch

NEEDS = (col.LIST, col.ORDER, col.MAIN_THERE)
"""What the sample must know of a person."""


def out_of_order(work: Fieldwork, _: Switch) -> Iterator[pl.DataFrame]:
    """Flag those of the reserve list before whom another was neither asked nor replaced in turn."""
    rule = work.settings.checks.reserve_rule
    if rule is not None and rule.order == "any":
        return
    rows = _stand_ins(work)
    used = rows.select(work.cluster, order=col.ORDER)
    if col.REPLACED in work.columns:
        replaced = rows.filter(pl.col(col.REPLACED_LIST) == RESERVE)
        used = pl.concat([used, replaced.select(work.cluster, order=col.REPLACED_ORDER)])
    order = pl.col("order").unique().sort()
    place = pl.int_range(1, order.len() + 1)
    gaps = used.group_by(work.cluster).agg(gap=place.filter(order != place).min())
    late = rows.join(gaps, on=work.cluster).filter(pl.col(col.ORDER) > pl.col("gap"))
    yield flags(
        late.lazy(), "reserve-order", column=pl.col(work.cluster), value=col.ORDER, limit=pl.col("gap")
    )


def needless(work: Fieldwork, _: Switch) -> Iterator[pl.DataFrame]:
    """Flag those of the reserve list who answered beyond the number of the main list who did not, or with whom they replace."""
    rows = _counted(work)
    beyond = rows.filter(pl.col("turn") > pl.col("missed")).lazy()
    cluster = pl.col(work.cluster)
    yield flags(beyond, "reserve-needless", column=cluster, value="used", limit=pl.col("missed"))
    if col.REPLACED in work.columns:
        answered = work.people.select(
            pl.col(col.PERSON).alias(col.REPLACED), pl.col(col.RESPONSE).alias("answer")
        )
        met = rows.lazy().join(answered.unique(col.REPLACED), on=col.REPLACED)
        yield flags(
            met, "reserve-needless", column=pl.col(col.REPLACED), value="used", limit=pl.col("missed"), other="answer"
        )  # fmt: skip


def against_the_rule(work: Fieldwork, rule: Replacement) -> Iterator[pl.DataFrame]:
    """Flag those of the reserve list whom the rule does not allow: too many, for another outcome, after too few visits."""
    rows = _counted(work)
    if rule.most is not None:
        many = rows.filter(pl.col("turn") > rule.most).lazy()
        yield flags(many, "reserve-rule", column=pl.col(work.cluster), value="used", limit=rule.most)
    if col.WHY in work.columns:
        allowed = [
            word.lower() for code in rule.outcomes for word in (code, OUTCOMES[code].vi, OUTCOMES[code].en)
        ]
        other = rows.filter(~pl.col(col.WHY).str.to_lowercase().is_in(allowed)).lazy()
        yield flags(other, "reserve-rule", column=pl.col(col.WHY))
    if col.VISITS in work.columns and rule.visits is not None:
        early = rows.filter(pl.col(col.VISITS) < rule.visits).lazy()
        question = pl.lit(work.settings.roles.replaced_visits)
        yield flags(early, "reserve-rule", column=question, value=col.VISITS, limit=rule.visits)


def _stand_ins(work: Fieldwork) -> pl.DataFrame:
    """Return the responses of those on the reserve list."""
    about = (col.REPLACED, col.REPLACED_LIST, col.REPLACED_ORDER, col.WHY, col.VISITS)
    names = [
        col.RESPONSE,
        col.PERSON,
        work.cluster,
        *NEEDS,
        *(name for name in about if name in work.columns),
    ]
    return work.people.filter(pl.col(col.LIST) == RESERVE).select(names).collect()


def _counted(work: Fieldwork) -> pl.DataFrame:
    """Return the responses of the reserve list with how many of it answered in the cluster, and of the main list did not."""
    rows = _stand_ins(work)
    main = work.people.filter(pl.col(col.LIST) == MAIN)
    met = main.group_by(work.cluster).agg(met=pl.col(col.PERSON).n_unique()).collect()
    turn = pl.col(col.ORDER).rank("dense").over(work.cluster)
    missed = pl.col(col.MAIN_THERE) - pl.col("met").fill_null(0)
    return rows.join(met, on=work.cluster, how="left").with_columns(
        turn=turn, used=pl.col(col.PERSON).n_unique().over(work.cluster), missed=missed
    )
