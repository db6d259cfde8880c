"""Which snapshots make which release: ``2019.1``, and after a correction ``2019.1.1``.

The first snapshot of a round is release 1 of its year; each correction names what it replaces and why, and the chain
gives the numbers. An old release keeps its number and its address.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import Any

from parindex.files import read_folder
from parindex.framework import Framework
from parindex.language import Text
from parindex.problems import Findings
from parindex.reporting.facts import RoundFacts
from parindex.results import compare, verify
from parindex.results.algorithms import ALGORITHMS
from parindex.results.compare import UnitDifference
from parindex.results.verify import load_inputs
from parindex.rounds import RoundData
from parindex.scoring import Results
from parindex.sealing import MANIFEST


class Remade:
    """A dataclass that goes to another process without what was worked out from its fields."""

    def __getstate__(self) -> dict[str, Any]:
        """Return the fields alone."""
        return {each.name: getattr(self, each.name) for each in fields(self)}  # type: ignore[arg-type]


@dataclass(frozen=True, eq=False)
class Sealed(Remade):
    """A snapshot that was verified.

    Attributes
    ----------
    digest : str
    signed_by : str
        Fingerprint of the key that signed; empty where none did.
    files : dict of str to bytes
        The snapshot itself.
    """

    digest: str
    signed_by: str
    files: dict[str, bytes]

    @cached_property
    def manifest(self) -> dict[str, Any]:
        """What it says of itself."""
        content: dict[str, Any] = json.loads(self.files[MANIFEST])
        return content

    @cached_property
    def results(self) -> Results:
        """The results, computed from its inputs as it says."""
        algorithm = ALGORITHMS[self.manifest["engine"]["algorithm"]]
        return algorithm(load_inputs(self.files), self.manifest["stage"])

    @property
    def replaces(self) -> str:
        """The digest of the snapshot that it corrects; empty for a first one."""
        return str(self.manifest.get("replaces", {}).get("digest", ""))

    @property
    def reason(self) -> str:
        """Why it corrects another; empty for a first one."""
        return str(self.manifest.get("replaces", {}).get("reason", ""))

    @property
    def engine(self) -> str:
        """Name and version of what sealed it."""
        engine = self.manifest["engine"]
        return f"{engine['name']} {engine['version']}"


def open_snapshot(folder: Path) -> Sealed:
    """Verify a snapshot and return it.

    Raises
    ------
    Invalid
        It is not what was sealed; nothing of it is used.
    """
    found = verify(folder)
    results = found.sound()
    sealed = Sealed(found.digest, found.signed_by, read_folder(folder))
    vars(sealed)["results"] = results  # as they were verified; no need to compute them once more
    return sealed


@dataclass(frozen=True, eq=False)
class Release(Remade):
    """One published state of a round.

    Attributes
    ----------
    number : str
        Year, 1 for the round, and the number of the correction, if it is one.
    before : Release or None
        What it corrects.
    breaks : tuple of Text
        Why its figures are not of one kind with those of the round before.
    """

    number: str
    sealed: Sealed
    before: Release | None = None
    breaks: tuple[Text, ...] = ()

    @property
    def results(self) -> Results:
        """The results."""
        return self.sealed.results

    @property
    def round(self) -> RoundData:
        """The round."""
        return self.results.round

    @property
    def framework(self) -> Framework:
        """The framework."""
        return self.results.framework

    @cached_property
    def facts(self) -> RoundFacts:
        """What is to say of the round."""
        return RoundFacts(self.results, self.breaks)

    @cached_property
    def differences(self) -> list[UnitDifference]:
        """What a correction changed; nothing for a first release."""
        return [] if self.before is None else compare(self.before.results, self.results)


def number_releases(snapshots: Iterable[Sealed]) -> dict[str, tuple[Release, ...]]:
    """Return the releases of each round by its code, the first one first.

    Raises
    ------
    Invalid
        A snapshot corrects one that is not given, two correct the same one, or two stand for one round though
        neither corrects the other.
    """
    findings = Findings()
    by_round: dict[str, list[Sealed]] = {}
    for sealed in {sealed.digest: sealed for sealed in snapshots}.values():
        by_round.setdefault(sealed.results.round.info.code, []).append(sealed)
    found = {code: _chain(code, listed, findings) for code, listed in sorted(by_round.items())}
    findings.raise_if_any()
    return found


def _chain(code: str, listed: Sequence[Sealed], findings: Findings) -> tuple[Release, ...]:
    """Return the releases of one round in the order of their corrections."""
    given = {sealed.digest for sealed in listed}
    for sealed in listed:
        if sealed.replaces and sealed.replaces not in given:
            findings.add(
                "release-missing",
                f"Bản {sealed.digest[:12]} của đợt {code} thay bản {sealed.replaces[:12]}, nhưng bản đó không được đưa vào; "
                "bản cũ vẫn phải giữ địa chỉ, hãy đưa cả hai.",
                f"Snapshot {sealed.digest[:12]} of round {code} replaces {sealed.replaces[:12]}, which is not given; "
                "old releases keep their addresses, so give both.",
            )
    first = [sealed for sealed in listed if sealed.replaces not in given]
    following = {sealed.replaces: sealed for sealed in listed if sealed.replaces in given}
    if len(first) != 1 or len(following) != len(listed) - 1:
        findings.add(
            "release-ambiguous",
            f"Đợt {code} có nhiều bản kết quả không nối tiếp nhau; bản sau phải ghi nó thay bản nào "
            "(“parindex compute --replaces”).",
            f"Round {code} has several snapshots that do not follow one another; a later one has to say which it "
            'replaces ("parindex compute --replaces").',
        )
        return ()
    releases = [Release(f"{first[0].results.round.info.year}.1", first[0])]
    while (after := following.get(releases[-1].sealed.digest)) is not None:
        number = f"{releases[0].number}.{len(releases)}"
        releases.append(Release(number, after, releases[-1]))
    return tuple(releases)
