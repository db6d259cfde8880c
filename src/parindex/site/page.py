"""A page before it becomes HTML: where it stands, what it is called, and plain data for its template."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from parindex.language import Language, Text
from parindex.rounds.model import DataStatus
from parindex.site.addresses import Address

NOT_FOUND = "404.html"
"""The file of the page that a server shows where there is nothing."""


@dataclass(frozen=True)
class Link:
    """Words that lead to a folder or file, named from the root of the site."""

    text: str
    to: str


@dataclass(frozen=True)
class Standing:
    """What a reader must know before the figures of a page, told at a glance by its banner.

    Attributes
    ----------
    status : {"official", "published", "training"}
    is_provisional : bool
        Some cells are not yet scored.
    is_partial : bool
        Not all units, or not all figures, are known here.
    release : Link or None
        The release that the figures are of; None for what has no releases.
    newer : Link or None
        The release that replaced it.
    correction : str
        Why it corrects the release before; empty where it corrects none.
    """

    status: DataStatus
    is_provisional: bool
    is_partial: bool
    release: Link | None
    newer: Link | None = None
    correction: str = ""


@dataclass(frozen=True)
class Page:
    """A page in one language.

    Attributes
    ----------
    kind : str
        Names its template.
    title : str
        Its only heading of the first level, and its title.
    content : object
        Frozen plain data; what its template shows.
    trail : tuple of Link
        From the home page down to the page above.
    reports : Mapping of str to Path
        Documents about the same, to stand beside the page under these names; a PDF is what its button leads to.
    """

    kind: str
    language: Language
    address: Address
    title: str
    description: str
    content: object = None
    trail: tuple[Link, ...] = ()
    standing: Standing | None = None
    is_narrated: bool = False
    reports: Mapping[str, Path] = field(default_factory=dict)
    file: str = "index.html"

    @property
    def name(self) -> str:
        """The title with what of the pages above it does not say itself, so that no two pages of a site share it."""
        said = [self.title]
        for link in reversed(self.trail[1:]):
            last = link.text.split()[-1]
            is_year_told = last.isdigit() and last in self.title.split()
            said += [] if link.text in self.title or is_year_told else [link.text]
        return " – ".join(said)

    @property
    def pdf(self) -> str:
        """The name of the document in PDF; empty where there is none."""
        return next((name for name in self.reports if name.endswith(".pdf")), "")


STATUS_NAMES: dict[DataStatus, Text] = {
    "official": Text(vi="Chính thức", en="Official"),
    "published": Text(vi="Chép từ bản công bố", en="As published elsewhere"),
    "training": Text(vi="Dữ liệu tập huấn", en="Training data"),
}
STATUS_WORDS: dict[DataStatus, Text] = {
    "official": Text(
        vi="Kết quả chính thức do cơ quan chủ trì công bố.",
        en="Official results, announced by the owner of the index.",
    ),
    "published": Text(
        vi="Số liệu chép lại từ các bản công bố và báo chí công khai; nguồn ghi cạnh từng số liệu.",
        en="Figures copied from announcements and the press; the source stands beside each.",
    ),
    "training": Text(
        vi="Số liệu giả lập để tập huấn, không phải kết quả thật của bất kỳ đơn vị nào.",
        en="Synthetic figures for training; they are no real result of any unit.",
    ),
}
TRAINING_MARK = Text(vi="[Tập huấn]", en="[Training]")
"""What stands before a title that is seen away from its page: in a window, in a feed."""
