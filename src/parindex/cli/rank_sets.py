"""The places that units of a survey may hold, for people and for machines; of what is held back the reason alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from parindex.cli.estimates import named, number_text, percent_text, show_survey
from parindex.cli.output import Screen, both_languages, joined
from parindex.cli.phrases import surveys as said
from parindex.cli.phrases import words

if TYPE_CHECKING:
    import polars

    from parindex.survey.model import Survey
    from parindex.survey.ranks.of_units import RankedUnits

UNKNOWN = "–"


def show_ranks(screen: Screen, survey: Survey, found: Sequence[RankedUnits]) -> None:
    """Show the places that each unit may hold, one column of sets for each design; last those that have none."""
    from parindex.survey.ranks.of_units import published_under

    show_survey(screen, survey)
    headline, placed = found[0], [set(published_under(found, n)) for n in range(len(found))]
    screen.line(survey.title_of[headline.settings.measure].to(screen.language), "bold")
    columns = [(survey.design(each.design).title, "right") for each in found]
    held_back = len(headline.units) - min(map(len, placed))
    remarks = [(said.REMARKS, "left")] if held_back else []
    table = screen.table(
        (words.UNIT, "left"), (said.ESTIMATE, "right"), (said.STANDARD_ERROR, "right"), (words.RANK, "right"),
        *columns, *remarks,
    )  # fmt: skip
    by_rank = headline.sets.rank.argsort(kind="stable").tolist()
    hidden = [row for row in range(len(by_rank)) if row not in placed[0]]  # by code, for ranks would tell
    for row in [*(row for row in by_rank if row in placed[0]), *hidden]:
        figures = (
            number_text(screen, headline.estimate[row], 2), number_text(screen, headline.standard_error[row], 2),
            str(headline.sets.rank[row]),
        )  # fmt: skip
        sets = [
            f"{each.sets.lower[row]}–{each.sets.upper[row]}" if row in rows else UNKNOWN
            for each, rows in zip(found, placed, strict=True)
        ]
        table.add_row(
            _names(screen, survey, headline, [row]),
            *(figures if row in placed[0] else [UNKNOWN] * 3),
            *sets,
            *([_why(screen, found, row)] if held_back else []),
        )
    screen.show(table)
    if held_back:
        screen.say(said.HELD_BACK, "dim", units=held_back)
    for each in found:
        design = survey.design(each.design)
        screen.say(
            said.RANK_SETS[each.settings.coverage], "dim",
            design=design.title.to(screen.language), describes=design.describes.to(screen.language),
            level=percent_text(screen, each.settings.level), freedom=number_text(screen, each.degrees_of_freedom, 0),
        )  # fmt: skip
        screen.say(said.CANNOT_BE_RANKED, units=int(each.sets.cannot_be_ranked.sum()), all=len(each.units))


def _why(screen: Screen, found: Sequence[RankedUnits], row: int) -> str:
    """Return for what a unit is held back; nothing for most."""
    reasons = dict.fromkeys(flag for each in found for flag in each.held_back[row])
    return joined(screen.text(said.FLAGS[flag]) for flag in (["suppress", *reasons] if reasons else []))


def show_best_and_worst(screen: Screen, survey: Survey, found: Sequence[RankedUnits], places: int) -> None:
    """Say which units may be among the best so many places, and which among the last, under each design."""
    from parindex.survey.ranks.of_units import published_under

    for number, each in enumerate(found):
        design = survey.design(each.design).title.to(screen.language)
        placed = published_under(found, number)
        for text, chosen in ((said.BEST, each.sets.best(places)), (said.WORST, each.sets.worst(places))):
            rows = [row for row in placed if chosen[row]]
            names = screen.text(said.ANY) if len(rows) == len(placed) else _names(screen, survey, each, rows)
            screen.say(text, design=design, places=places, units=len(rows), names=names)


def show_alike(screen: Screen, survey: Survey, found: Sequence[RankedUnits], unit: str) -> None:
    """Say from which others a unit cannot be told apart, under each design; of one without a place that it has none."""
    from parindex.survey.ranks.of_units import published_under

    for number, each in enumerate(found):
        row = each.units.index(unit)
        blanks = {
            "design": survey.design(each.design).title.to(screen.language),
            "unit": _names(screen, survey, each, [row]),
        }
        others = each.sets.like(row).tolist()
        if row not in published_under(found, number):
            screen.say(said.WITHOUT_PLACE, **blanks)
        else:
            screen.say(
                said.ALIKE if others else said.UNLIKE, units=len(others), **blanks,
                names=screen.text(said.ANY) if len(others) == len(each.units) - 1 else _names(screen, survey, each, others),
            )  # fmt: skip


def _names(screen: Screen, survey: Survey, ranked: RankedUnits, rows: list[int]) -> str:
    [grouping] = [each for each in survey.groupings if each.is_of_units]
    return joined(named(screen, grouping, (ranked.units[row],)) for row in rows)


def ranks_data(survey: Survey, found: Sequence[RankedUnits], places: int | None) -> dict[str, object]:
    """Return rank sets as JSON has them; with `places` also who may be among the best and the last so many."""
    from parindex.survey.ranks.of_units import published_under

    return {
        "survey": survey.code,
        "data_status": survey.data_status,
        "designs": [
            {
                "design": each.design,
                "describes": both_languages(survey.design(each.design).describes),
                "measure": each.settings.measure,
                "coverage": each.settings.coverage,
                "critical_values": each.settings.critical,
                "level": each.settings.level,
                "degrees_of_freedom": each.degrees_of_freedom,
                "cannot_be_ranked": int(each.sets.cannot_be_ranked.sum()),
                **({} if places is None else _best_and_worst(each, places, published_under(found, number))),
                "units": _rows(found, number),
            }
            for number, each in enumerate(found)
        ],
    }


def _rows(found: Sequence[RankedUnits], number: int) -> list[dict[str, object]]:
    """Return what may be told of each unit under a design; null where it is held back, with the reason."""
    from parindex.survey.ranks.of_units import published_under

    each, placed = found[number], set(published_under(found, number))
    rows = []
    for row, unit in enumerate(each.units):
        figures: dict[str, object] = {
            "estimate": float(each.estimate[row]),
            "standard_error": float(each.standard_error[row]),
            "rank": int(each.sets.rank[row]),
            "best_rank": int(each.sets.lower[row]),
            "worst_rank": int(each.sets.upper[row]),
            "cannot_be_told_apart_from": [each.units[n] for n in each.sets.like(row).tolist()],
        }
        held_back = list(dict.fromkeys((*found[0].held_back[row], *each.held_back[row])))
        shown = figures if row in placed else dict.fromkeys(figures)
        rows.append({"code": unit, **shown, "held_back": held_back})
    return rows


def ranks_frame(found: Sequence[RankedUnits]) -> polars.DataFrame:
    """Return rank sets as a table: a row for each unit under each design, empty where it is held back."""
    import polars

    rows = [
        {"design": each.design, **row, "held_back": " ".join(row["held_back"])}  # type: ignore[arg-type]
        for number, each in enumerate(found)
        for row in _rows(found, number)
    ]
    columns = {
        "estimate": polars.Float64, "standard_error": polars.Float64, "rank": polars.Int64,
        "best_rank": polars.Int64, "worst_rank": polars.Int64,
    }  # fmt: skip
    frame = polars.DataFrame(rows, infer_schema_length=None, schema_overrides=columns)
    return frame.rename({"code": "unit"}).select("design", "unit", *columns, "held_back")


def _best_and_worst(ranked: RankedUnits, places: int, placed: Sequence[int]) -> dict[str, object]:
    best, worst = ranked.sets.best(places), ranked.sets.worst(places)
    return {
        "places": places,
        "may_be_among_the_best": [ranked.units[row] for row in placed if best[row]],
        "may_be_among_the_last": [ranked.units[row] for row in placed if worst[row]],
    }
