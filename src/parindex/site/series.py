"""The rounds of one programme in order, and the breaks between them that no line may bridge."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from parindex.files import sha256
from parindex.framework import Framework
from parindex.language import Text
from parindex.problems import Findings
from parindex.programme import ProgrammeInfo, breaks_along, breaks_before, merger
from parindex.rounds import RoundData
from parindex.rounds.model import DataStatus
from parindex.scoring import UnitResult
from parindex.site import addresses
from parindex.site.addresses import Address
from parindex.site.info import SiteInfo
from parindex.site.releases import Release, Remade
from parindex.survey.series import Break

PARTS = ("lost", "change", "compare", "method", "data", "releases")
"""The kinds of the pages that a round may have below its ranking, besides those of units, areas and criteria."""


@dataclass(frozen=True, eq=False)
class PublishedRound(Remade):
    """A round with all its releases; the last one counts."""

    programme: ProgrammeInfo
    releases: tuple[Release, ...]

    @property
    def current(self) -> Release:
        """The release that counts."""
        return self.releases[-1]

    @property
    def round(self) -> RoundData:
        """The round as it counts now."""
        return self.current.round

    @property
    def framework(self) -> Framework:
        """The framework of the round."""
        return self.current.framework

    @property
    def year(self) -> int:
        """The year that was assessed."""
        return self.round.info.year

    @property
    def status(self) -> DataStatus:
        """Whether the figures are official, published elsewhere, or made up for training."""
        return self.round.info.data_status

    @property
    def title(self) -> Text:
        """The programme and the year."""
        name = self.programme.title
        return Text(vi=f"{name.vi} năm {self.year}", en=f"{name.en} {self.year}")

    @property
    def address(self) -> Address:
        """Where its ranking stands."""
        return addresses.of_round(self.programme, self.year)

    def page(self, kind: str, code: str = "") -> Address:
        """Return where a page of the round stands; an area or criterion under its number, else under its title."""
        address = self.address.of_kind(kind)
        if kind in ("area", "criterion") and code in self.slugs:
            vi, en = self.slugs[code]
            return Address(f"{address.vi}{vi}/", f"{address.en}{en}/")
        return address.below(code) if code else address

    @cached_property
    def slugs(self) -> dict[str, tuple[str, str]]:
        """Parts of addresses by code, for nodes whose code is a word of the file; none that two would share."""
        titles = {each.node.code: each.node.title for each in self.framework.nodes if not each.number}
        found = {code: (addresses.slug(title.vi), addresses.slug(title.en)) for code, title in titles.items()}
        taken = Counter(name for pair in found.values() for name in set(pair))
        others = self.framework.by_code.keys()
        return {
            code: pair
            for code, pair in found.items()
            if all(name and taken[name] == 1 and name not in others - {code} for name in pair)
        }

    @cached_property
    def told(self) -> tuple[UnitResult, ...]:
        """The units of which anything is known, in the order of the ranking; each has a page."""
        return self.current.results.told

    @cached_property
    def outline(self) -> str:
        """A digest of all but the data: what the round says of itself, its units, its framework, where it stands."""
        framework = self.current.sealed.manifest["files"]["inputs/framework.yaml"]["sha256"]
        return sha256(repr((self.round.info, self.round.units, framework, self.address)).encode())

    @cached_property
    def has_change(self) -> bool:
        """Whether the change of any unit on the round before is known."""
        return any(result.change is not None for result in self.told)

    @property
    def has_parts(self) -> bool:
        """Whether the framework has parts below the total."""
        return len(self.framework.leaves) > 1

    @cached_property
    def has_components(self) -> bool:
        """Whether component indices are known, more than one, so that losses can be told and units compared by parts."""
        values = self.current.facts.components.values()
        return self.has_parts and sum(value is not None for column in values for value in column) > 1

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """The kinds of the pages that stand below its ranking, in the order in which this leads to them."""
        by_parts = ("lost", "compare") if self.has_components else ()
        there = {*by_parts, *(("change",) if self.has_change else ()), "method", "data", "releases"}
        return tuple(kind for kind in PARTS if kind in there)


@dataclass(frozen=True, eq=False)
class Programme(Remade):
    """The rounds of one programme by year."""

    info: ProgrammeInfo
    rounds: tuple[PublishedRound, ...]

    @property
    def latest(self) -> PublishedRound:
        """The last round."""
        return self.rounds[-1]

    @property
    def address(self) -> Address:
        """Where its page stands."""
        return addresses.of_programme(self.info)

    @property
    def status(self) -> DataStatus:
        """The status of its last round."""
        return self.latest.status

    def round_before(self, round_: PublishedRound) -> PublishedRound | None:
        """Return the round before another one, if it is here."""
        place = self.rounds.index(round_)
        return self.rounds[place - 1] if place else None

    @cached_property
    def breaks(self) -> tuple[Break, ...]:
        """Where figures before and after are not of one kind, by year."""
        return breaks_along(self.info, [each.round for each in self.rounds])

    def mergers_before(self, round_: PublishedRound) -> tuple[Text, ...]:
        """Return that units were merged between the round before and another one, if they were."""
        before = self.round_before(round_)
        return () if before is None else merger(before.round, round_.round)

    def breaks_between(self, first: int, last: int) -> tuple[Break, ...]:
        """Return the breaks after one year and up to another."""
        return tuple(each for each in self.breaks if first < each.from_year <= last)

    def history(self, code: str) -> tuple[tuple[PublishedRound, UnitResult], ...]:
        """Return what is known of a unit, round by round; a unit that merged is not its successor."""
        found = ((round_, round_.current.results.by_code.get(code)) for round_ in self.rounds)
        return tuple((r, u) for r, u in found if u is not None and u.is_told)


def programmes(info: SiteInfo, releases: Mapping[str, tuple[Release, ...]]) -> tuple[Programme, ...]:
    """Return the programmes that releases belong to: those of ``site.yaml`` in its order, then the others.

    Raises
    ------
    Invalid
        Two rounds of one programme stand for one year, or ``site.yaml`` tells the day of a release that is none.
    """
    chains: dict[str, list[tuple[Release, ...]]] = {}
    for chain in sorted(releases.values(), key=lambda chain: chain[-1].round.info.year):
        chains.setdefault(chain[-1].framework.programme, []).append(chain)
    _refuse_same_years(chains.values())
    _refuse_days_of_none(info, releases)
    listed = [programme.code for programme in info.programmes]
    order = sorted(chains, key=lambda code: (listed.index(code) if code in listed else len(listed), code))
    return tuple(_programme(info.programme(code), chains[code]) for code in order)


def _programme(info: ProgrammeInfo, chains: Iterable[tuple[Release, ...]]) -> Programme:
    """Return a programme of releases, the first year first; each knows why its changes are to be taken with care."""
    rounds: list[PublishedRound] = []
    for chain in chains:
        before = rounds[-1].round if rounds else None
        told = tuple(replace(each, breaks=breaks_before(info, each.round, before)) for each in chain)
        rounds.append(PublishedRound(info, told))
    return Programme(info, tuple(rounds))


def _refuse_same_years(programmes: Iterable[Iterable[tuple[Release, ...]]]) -> None:
    findings = Findings()
    for chains in programmes:
        rounds = [chain[-1].round.info for chain in chains]
        years = [each.year for each in rounds]
        for year in sorted({year for year in years if years.count(year) > 1}):
            codes = ", ".join(each.code for each in rounds if each.year == year)
            findings.add(
                "year-twice",
                f"Các đợt {codes} cùng một chương trình và cùng năm {year}; mỗi năm một đợt, hãy bỏ bớt.",
                f"The rounds {codes} are of one programme and one year, {year}; leave out all but one.",
            )
    findings.raise_if_any()


def _refuse_days_of_none(info: SiteInfo, releases: Mapping[str, tuple[Release, ...]]) -> None:
    """Refuse the day of a release that a round does not have; rounds that are not here may have any."""
    findings = Findings("site.yaml")
    for each in info.announced:
        numbers = [release.number for release in releases.get(each.round, ())]
        if numbers and each.number not in numbers:
            known = ", ".join(numbers)
            findings.add(
                "release-unknown",
                f"Đợt {each.round} không có bản {each.number}, chỉ có {known}; hãy sửa mục announced.",
                f"Round {each.round} has no release {each.number}, but {known}; mend the field announced.",
            )
    findings.raise_if_any()
