"""Where each page stands: Vietnamese slugs at the root, English ones under ``en/``. An address never changes.

An address is the path of a folder from the root of the site, without a slash in front and with one at its end; the
page is the ``index.html`` in it.
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import NamedTuple

from parindex.language import Language, plain
from parindex.programme import LONGEST, ProgrammeInfo


class Address(NamedTuple):
    """The folder of a page in both languages."""

    vi: str
    en: str

    def to(self, language: Language) -> str:
        """Return the folder in a language."""
        return self.vi if language == "vi" else self.en

    def below(self, part: str) -> Address:
        """Return the folder of a part below this one."""
        return Address(f"{self.vi}{part}/", f"{self.en}{part}/")

    def of_kind(self, kind: str) -> Address:
        """Return the folder below this one that has a name in each language."""
        vi, en = KINDS[kind]
        return Address(f"{self.vi}{vi}/", f"{self.en}{en}/")


KINDS = {
    "about": ("gioi-thieu", "about"),
    "accessibility": ("tro-nang", "accessibility"),
    "answers": ("cau-tra-loi", "answers"),
    "area": ("linh-vuc", "areas"),
    "change": ("thay-doi", "change"),
    "compare": ("so-sanh", "compare"),
    "criterion": ("tieu-chi", "criteria"),
    "data": ("du-lieu", "data"),
    "directory": ("danh-muc", "index"),
    "gallery": ("thiet-ke", "design"),
    "lost": ("diem-mat", "lost-points"),
    "method": ("phuong-phap", "method"),
    "releases": ("phien-ban", "releases"),
    "satisfaction": ("hai-long", "satisfaction"),
    "unit": ("don-vi", "units"),
}
"""The name of each kind of page, Vietnamese and English."""

ASSETS = "assets/"
"""The folder of styles, scripts and fonts."""

TAKEN = frozenset({"en", "assets", *(name for names in KINDS.values() for name in names)})
"""Names at the root that a programme cannot have."""

HOME = Address("", "en/")
FEED = Address("phien-ban/atom.xml", "en/releases/atom.xml")
"""The file of the feed of releases."""

AUDIO = Address("tom-tat.mp3", "summary.mp3")
TRACK = Address("tom-tat.vtt", "summary.vtt")
"""Files beside a ranking that is read aloud: the voice, and its sentences."""


def of_programme(programme: ProgrammeInfo) -> Address:
    """Return the folder of a programme."""
    return Address(f"{programme.slug.vi}/", f"en/{programme.slug.en}/")


def of_round(programme: ProgrammeInfo, year: int) -> Address:
    """Return the folder of a round: its ranking, and below it all that belongs to it."""
    return of_programme(programme).below(str(year))


def site_page(kind: str) -> Address:
    """Return the folder of a page about the site as a whole."""
    return HOME.of_kind(kind)


def slug(title: str) -> str:
    """Return a title as a part of an address: Điểm thẩm định → diem-tham-dinh; empty where it has no letters."""
    return "-".join(re.findall("[a-z0-9]+", plain(title)))[:LONGEST].rstrip("-")


def relative(target: str, page: str) -> str:
    """Return the shortest link from a page (its folder) to a folder or file, so that the site can stand anywhere."""
    here, there = page.split("/")[:-1], target.split("/")
    both = zip(here, there[:-1], strict=False)
    shared = len(list(takewhile(lambda pair: pair[0] == pair[1], both)))
    return "../" * (len(here) - shared) + "/".join(there[shared:]) or "./"
