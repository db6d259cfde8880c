"""Who issues an official document, its number, place and date, who signs and who receives it.

What is not given stays to be filled in by hand: dots and words in brackets, never an invention.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from parindex.documents import Unfit, parse_model, read_document
from parindex.framework.rules import Strict
from parindex.language import Language, Sentence, Text, both

NATION = Text(vi="CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", en="SOCIALIST REPUBLIC OF VIET NAM")
MOTTO = Text(vi="Độc lập - Tự do - Hạnh phúc", en="Independence - Freedom - Happiness")
SUPERIOR = Text(vi="[CƠ QUAN CHỦ QUẢN]", en="[SUPERIOR AGENCY]")
AGENCY = Text(vi="[CƠ QUAN BAN HÀNH]", en="[ISSUING AGENCY]")
NUMBER = Text(vi="Số", en="No.")
TO_FILL = "……"
REFERENCE = Text(vi="số {number} {date} của {agency}", en="No. {number} of {date}, {agency}")
ADDRESSED = Text(vi="Kính gửi:", en="To:")
RECIPIENTS = Text(vi="Nơi nhận:", en="Recipients:")
ARCHIVED = Text(vi="Lưu: {copies}.", en="Archived: {copies}.")
POSITION = Text(vi="[CHỨC VỤ CỦA NGƯỜI KÝ]", en="[POSITION OF THE SIGNATORY]")
SIGNER = Text(vi="[Họ và tên]", en="[Name]")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def _in_both(words: object) -> object:
    """Return a text that is written once as the same in both languages."""
    if isinstance(words, str):
        if not words.strip():
            raise Unfit(
                "Không được để trống; bỏ cả dòng nếu để người soạn điền.",
                "This must not be empty; leave the line out where it is to be filled in by hand.",
            )
        return both(words)
    return words


Words = Annotated[Text, BeforeValidator(_in_both, json_schema_input_type=Sentence | Text)]
"""Words in both languages (``{vi: …, en: …}``), or written once for both."""


class Letterhead(Strict):
    """What a file of an office says once for all of its documents; ``{unit}`` stands for the name of the unit."""

    format: Literal["parindex-letterhead/1"] = "parindex-letterhead/1"
    superior: Words | Literal[""] | None = None
    """The agency above the one that issues; empty where there is none, as above a ministry."""
    agency: Words | None = None
    """The agency that issues the document."""
    number: int | None = Field(default=None, ge=1)
    symbol: Words | None = None
    """What stands after the number, such as BC-SNV."""
    place: Words | None = None
    date: datetime.date | None = None
    addressed: tuple[Words, ...] = ()
    """To whom the document is sent for action, after "Kính gửi"; recipients are only informed."""
    authority: Words | None = None
    """On whose behalf it is signed, such as TM. ỦY BAN NHÂN DÂN or KT. GIÁM ĐỐC."""
    position: Words | None = None
    signer: Words | None = None
    recipients: tuple[Words, ...] = ()
    copies: Words | None = None
    """Where it is archived, such as VT, CCHC."""


def read_letterhead(path: Path) -> Letterhead:
    """Read a YAML file of an office; raise `Invalid` with all that is wrong."""
    return parse_model(Letterhead, read_document(path))


@dataclass(frozen=True)
class Head:
    """The letterhead as it stands on a document, in one language.

    Attributes
    ----------
    superior : str
        Empty where there is none.
    reference : str
        How another paper names the document: its number, its day and who issues it.
    addressed : tuple of str
        After "Kính gửi:"; empty where the document is sent to nobody in particular.
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
    reference: str
    addressed_title: str
    addressed: tuple[str, ...]
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

    def filled(words: Text | None, blank: str) -> str:
        return blank if words is None else words.to(language).replace("{unit}", unit)

    copies = ARCHIVED.to(language).format(copies=filled(letterhead.copies, f"VT, {TO_FILL}"))
    signature = [] if letterhead.authority is None else [filled(letterhead.authority, "").upper()]
    superior, agency = letterhead.superior, filled(letterhead.agency, AGENCY.to(language))
    number = _number(letterhead.number, filled(letterhead.symbol, f"{symbol}-{TO_FILL}"))
    return Head(
        superior="" if superior == "" else filled(superior, SUPERIOR.to(language)).upper(),
        agency=agency.upper(),
        nation=NATION.to(language),
        motto=MOTTO.to(language),
        number=f"{NUMBER.to(language)}: {number}",
        place_and_date=f"{filled(letterhead.place, TO_FILL)}, {_date(letterhead.date, language)}",
        reference=REFERENCE.to(language, number=number, date=_date(letterhead.date, language), agency=agency),
        addressed_title=ADDRESSED.to(language) if letterhead.addressed else "",
        addressed=_as_list([filled(each, "") for each in letterhead.addressed]),
        recipients_title=RECIPIENTS.to(language),
        recipients=(*(f"{filled(each, TO_FILL)};" for each in letterhead.recipients or (None,)), copies),
        signature=(*signature, filled(letterhead.position, POSITION.to(language)).upper()),
        signer=filled(letterhead.signer, SIGNER.to(language)),
    )


def _as_list(names: list[str]) -> tuple[str, ...]:
    """Return names as lines of a list, which end with a semicolon, the last with a full stop; one name as it is."""
    if len(names) < 2:
        return tuple(names)
    return (*(f"{name};" for name in names[:-1]), f"{names[-1]}.")


def _number(number: int | None, symbol: str) -> str:
    return f"{TO_FILL if number is None else f'{number:02d}'}/{symbol}"


def _date(day: datetime.date | None, language: Language) -> str:
    """Return a date; days below ten, January and February have a zero before them, as the decree has it."""
    if language == "en":
        return TO_FILL if day is None else f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    if day is None:
        return f"ngày {TO_FILL} tháng {TO_FILL} năm {TO_FILL}"
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"
