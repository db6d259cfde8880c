"""A programme: what its owner calls it and its units, where its pages stand, and where its series of rounds breaks."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints

from parindex.documents import parse_model, read_document
from parindex.framework.model import FrameworkCode
from parindex.framework.rules import Strict
from parindex.language import Text
from parindex.rounds import RoundData
from parindex.survey.series import Break

LONGEST = 60
"""Letters of a part of an address."""

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=LONGEST)]

UNNAMED = Text(vi="Chương trình {code}", en="Programme {code}")
OTHER_SET = Text(
    vi="Bộ chỉ số khác với bộ của đợt trước.", en="The framework is another than that of the round before."
)
CHANGED_SET = Text(
    vi="Bộ chỉ số đổi từ “{before}” sang “{after}”.",
    en='The framework changed from "{before}" to "{after}".',
)
MERGED = Text(
    vi="Các đơn vị được sắp xếp lại: {before} trước, {after} sau; {merged} đơn vị mới hình thành từ các đơn vị cũ.",
    en="Units were merged: {before} before, {after} after; {merged} were formed from old ones.",
)


class Slugs(BaseModel):
    """A part of an address in both languages."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    vi: Slug
    en: Slug


class ProgrammeInfo(Strict):
    """How a programme is named, and where its pages stand."""

    code: FrameworkCode
    slug: Slugs
    title: Text
    units: Text
    """What its units are called, many."""
    unit: Text
    """What one of its units is called."""
    breaks: tuple[Break, ...] = ()
    """Where the method changed; where none are given, wherever two rounds have different frameworks."""


class Programmes(Strict):
    """The programmes that a ``site.yaml`` names; what else it says is for the site alone."""

    model_config = ConfigDict(extra="ignore")

    format: Literal["parindex-site/1"]
    programmes: tuple[ProgrammeInfo, ...] = ()

    def programme(self, code: str) -> ProgrammeInfo:
        """Return what is said of a programme; its code in place of a title where nothing is."""
        for programme in self.programmes:
            if programme.code == code:
                return programme
        name = "-".join(part for part in code.split("-") if part)[:40]
        return ProgrammeInfo(
            code=code,
            slug=Slugs(vi=f"chuong-trinh-{name}", en=f"programme-{name}"),
            title=UNNAMED.filled(code=code),
            units=Text(vi="đơn vị", en="units"),
            unit=Text(vi="đơn vị", en="unit"),
        )


def programmes_of(path: Path) -> Programmes:
    """Return the programmes that a ``site.yaml`` names; raise `Invalid` with every problem found in them."""
    return parse_model(Programmes, read_document(path))


def breaks_before(
    programme: ProgrammeInfo, data: RoundData, before: RoundData | None = None
) -> tuple[Text, ...]:
    """Return why the figures of a round are not of one kind with those that its changes are on.

    Parameters
    ----------
    programme : ProgrammeInfo
    data : RoundData
    before : RoundData, optional
        The last round before it that is here. Changes are on that of the year before; where this is another, no more
        is known of it than what is declared for the year of the round, or what its crosswalk says.
    """
    if before is not None and before.info.year == data.info.year - 1:
        return breaks_between(programme, before, data)
    crosswalk = data.crosswalk
    if programme.breaks or crosswalk is None or crosswalk.from_ == crosswalk.to:
        return tuple(each.reason for each in programme.breaks if each.from_year == data.info.year)
    return (OTHER_SET,)


def breaks_between(programme: ProgrammeInfo, before: RoundData, after: RoundData) -> tuple[Text, ...]:
    """Return why the figures of two rounds are not of one kind, whatever lies between them."""
    if programme.breaks:
        years = range(before.info.year + 1, after.info.year + 1)
        return tuple(each.reason for each in programme.breaks if each.from_year in years)
    old, new = before.framework, after.framework
    if (old.code, old.version) == (new.code, new.version):
        return ()
    return (CHANGED_SET.filled(before=old.title, after=new.title),)


def breaks_along(programme: ProgrammeInfo, rounds: Sequence[RoundData]) -> tuple[Break, ...]:
    """Return where no line may lead from one of several rounds, the first year first, to the next one."""
    return tuple(
        Break(from_year=after.info.year, reason=reason)
        for before, after in pairwise(rounds)
        for reason in (*breaks_between(programme, before, after), *merger(before, after))
    )


def merger(before: RoundData, after: RoundData) -> tuple[Text, ...]:
    """Return that units were merged between two rounds, if they were: it changes no figure, but of whom they are."""
    old = {unit.code for unit in before.units}
    merged = [unit for unit in after.units if unit.code not in old and set(unit.predecessors) & old]
    if not merged:
        return ()
    return (MERGED.filled(before=len(before.units), after=len(after.units), merged=len(merged)),)
