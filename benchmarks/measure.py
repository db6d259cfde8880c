"""What a measure is: what is claimed, what does the work, what it is compared with, how it is measured."""

from __future__ import annotations

from dataclasses import dataclass

PANDAS = "plain pandas"


@dataclass(frozen=True)
class Work:
    """A function of a module of works and its arguments, called in a process of its own."""

    module: str
    function: str
    arguments: tuple[int, ...] = ()


@dataclass(frozen=True)
class Measure:
    """One line of the table.

    Attributes
    ----------
    name : str
        For ``--only`` and JSON.
    title : str
    seconds, megabytes : float, optional
        The claim: less than this.
    ours, peer : Work
    how : str
        What is inside the clock, and what is not.
    peer_is : str
    times : float, optional
        The claim: at least so many times as fast as the peer.
    prepare : Work, optional
        Done once before, unmeasured.
    limit : Work, optional
        The least that any program would have to do, or what the work is to be a multiple of.
    limit_is : str
        What that is.
    of_limit : float, optional
        The claim: at most so many times the seconds of the limit.
    tolerance : float
        How far the numbers of the two may differ; ranks must be equal.
    is_large : bool
        Whether it takes minutes and gigabytes of disk: measured by ``--large`` or by its name.
    """

    name: str
    title: str
    seconds: float | None
    megabytes: float | None
    ours: Work
    peer: Work
    how: str
    peer_is: str = PANDAS
    times: float | None = None
    prepare: Work | None = None
    limit: Work | None = None
    limit_is: str = ""
    of_limit: float | None = None
    tolerance: float = 1e-5
    is_large: bool = False
