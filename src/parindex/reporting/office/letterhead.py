"""Who issues an official document, its number, place and date, who signs and who receives it.

What is not given stays to be filled in by hand: dots and words in brackets, never an invention.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import Field

from parindex.documents import parse_model, read_document
from parindex.framework.rules import Strict
from parindex.language import Language, Sentence, Text

NATION = Text(vi="CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", en="SOCIALIST REPUBLIC OF VIET NAM")
MOTTO = Text(vi="Độc lập - Tự do - Hạnh phúc", en="Independence - Freedom - Happiness")
SUPERIOR = Text(vi="[CƠ QUAN CHỦ QUẢN]", en="[SUPERIOR AGENCY]")
AGENCY = Text(vi="[CƠ QUAN BAN HÀNH]", en="[ISSUING AGENCY]")
NUMBER = Text(vi="Số", en="No.")
TO_FILL = "……"
RECIPIENTS = Text(vi="Nơi nhận:", en="Recipients:")
ARCHIVED = Text(vi="Lưu: {copies}.", en="Archived: {copies}.")
POSITION = Text(vi="[CHỨC VỤ CỦA NGƯỜI KÝ]", en="[POSITION OF THE SIGNATORY]")
SIGNER = Text(vi="[Họ và tên]", en="[Name]")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


class Letterhead(Strict):
    """What a file of an office says once for all of its documents; ``{unit}`` stands for the name of the unit."""

    format: Literal["parindex-letterhead/1"] = "parindex-letterhead/1"
    superior: Sentence | None = None
    """The agency above the one that issues."""
    agency: Sentence | None = None
    """The agency that issues the document."""
    number: int | None = Field(default=None, ge=1)
    symbol: Sentence | None = None
    """What stands after the number, such as BC-SNV."""
    place: Sentence | None = None
    date: datetime.date | None = None
    authority: Sentence | None = None
    """On whose behalf it is signed, such as TM. ỦY BAN NHÂN DÂN or KT. GIÁM ĐỐC."""
    position: Sentence | None = None
    signer: Sentence | None = None
    recipients: tuple[Sentence, ...] = ()
    copies: Sentence | None = None
    """Where it is archived, such as VT, CCHC."""


def read_letterhead(path: Path) -> Letterhead:
    """Read a YAML file of an office; raise `Invalid` with all that is wrong."""
    return parse_model(Letterhead, read_document(path))


@dataclass(frozen=True)
class Head:
    """The letterhead as it stands on a document, in one language.

    Attributes
    ----------
    signature : tuple of str
        On whose behalf, and the position.
    recipients : tuple of str
        The last one says where it is archived.
    """

    superior: str
    agency: str
    nation: str
    motto: str
    number: str
    place_and_date: str
    recipients_title: str
    recipients: tuple[str, ...]
    signature: tuple[str, ...]
    signer: str


def head_of(letterhead: Letterhead, unit: str, symbol: str, language: Language) -> Head:
    """Return the letterhead of a document.

    Parameters
    ----------
    letterhead : Letterhead
    unit : str
        Name of the unit that the document is about; empty for a whole round.
    symbol : str
        Kind of document, such as BC for a report; stands where the letterhead has no symbol.
    language : {"vi", "en"}
    """

    def filled(text: str | None, blank: str) -> str:
        return blank if text is None else text.replace("{unit}", unit)

    copies = ARCHIVED.to(language, copies=filled(letterhead.copies, f"VT, {TO_FILL}"))
    signature = [] if letterhead.authority is None else [filled(letterhead.authority, "").upper()]
    return Head(
        superior=filled(letterhead.superior, SUPERIOR.to(language)).upper(),
        agency=filled(letterhead.agency, AGENCY.to(language)).upper(),
        nation=NATION.to(language),
        motto=MOTTO.to(language),
        number=_number(letterhead, symbol, language),
        place_and_date=_place_and_date(filled(letterhead.place, TO_FILL), letterhead.date, language),
        recipients_title=RECIPIENTS.to(language),
        recipients=(*(f"{filled(each, '')};" for each in letterhead.recipients or (TO_FILL,)), copies),
        signature=(*signature, filled(letterhead.position, POSITION.to(language)).upper()),
        signer=filled(letterhead.signer, SIGNER.to(language)),
    )


def _number(letterhead: Letterhead, symbol: str, language: Language) -> str:
    number = TO_FILL if letterhead.number is None else f"{letterhead.number:02d}"
    return f"{NUMBER.to(language)}: {number}/{letterhead.symbol or f'{symbol}-{TO_FILL}'}"


def _place_and_date(place: str, day: datetime.date | None, language: Language) -> str:
    """Return place and date; days below ten, January and February have a zero before them, as the decree has it."""
    if language == "en":
        return (
            f"{place}, {TO_FILL}"
            if day is None
            else f"{place}, {day.day} {_MONTHS[day.month - 1]} {day.year}"
        )
    if day is None:
        return f"{place}, ngày {TO_FILL} tháng {TO_FILL} năm {TO_FILL}"
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"{place}, ngày {day.day:02d} tháng {month} năm {day.year}"
