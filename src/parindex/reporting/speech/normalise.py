"""Written text put into words: "80,33 điểm, hạng 42/63" → "tám mươi phẩy ba mươi ba điểm, hạng bốn mươi hai trên sáu mươi ba"."""

from __future__ import annotations

import re
from collections.abc import Mapping

from parindex.language import Language, nfc
from parindex.reporting.speech.abbreviations import ENGLISH, VIETNAMESE
from parindex.reporting.speech.numerals import cardinal, decimal

_MINUS = "\u2212"
_SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f]+")
_GROUP = "[.\u00a0\u202f]"
"""Parts thousands in Vietnamese writing."""
_WHOLE = rf"\d{{1,3}}(?:{_GROUP}\d{{3}})+|\d+"
_DATE = re.compile(r"(ngày\s+)?\b(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b", re.IGNORECASE)
_ISO_DATE = re.compile(r"(ngày\s+)?\b(\d{4})-(\d{2})-(\d{2})\b", re.IGNORECASE)
_MONTH = re.compile(r"\btháng\s+0?(\d{1,2})(?:/(\d{4}))?(?!\d|,\d)", re.IGNORECASE)
_DOCUMENT = re.compile(r"\b(\d+)/((?:[A-ZĐ]+[A-Za-zĐ]*-?)+)")
"""The number of a document: 876/QĐ-BNV."""
_CODE = re.compile(r"\b\d{1,4}(?:\.\d{1,2})+\b(?![.,]\d)")
_OF = re.compile(r"(?<=\d)\s*/\s*(?=\d)")
_BETWEEN = re.compile(r"(?<=[\d%])\s*[–-]\s*(?=\d)")
_SIGNED = re.compile(rf"(?<![\w])([+{_MINUS}-])\s?(?=\d)")
_NUMBER = re.compile(rf"(?<![\w])({_WHOLE})(?:,(\d+))?(?!\w)")
_PERCENT = re.compile(r"\s*%")
_ORDINAL = re.compile(r"\b(thứ|hạng)\s+(1|4)(?!\d|[,./]\d)", re.IGNORECASE)
_SLACK = 20
"""Letters that may stand between what an abbreviation means and its brackets."""
_ORDINALS = {("thứ", "1"): "nhất", ("thứ", "4"): "tư", ("hạng", "1"): "nhất", ("hạng", "4"): "bốn"}


def spoken(text: str, language: Language) -> str:
    """Return a text as a voice should say it.

    In Vietnamese numbers, dates, places ("42/63"), signs, per cent, codes of criteria and abbreviations are put into words,
    since voices read them wrongly or not at all. English voices read numbers themselves: only signs, ranges and
    abbreviations are mended.
    """
    written = nfc(text)
    words = _vietnamese(written) if language == "vi" else _english(written)
    return _SPACES.sub(" ", words).strip()


def _vietnamese(text: str) -> str:
    text = _DOCUMENT.sub(lambda found: f"{found[1]} {found[2].replace('-', ' ')}", text)
    text = _abbreviations(text, VIETNAMESE)
    text = _ISO_DATE.sub(lambda found: _date(found[1], found[4], found[3], found[2]), text)
    text = _DATE.sub(lambda found: _date(found[1], found[2], found[3], found[4]), text)
    text = _MONTH.sub(lambda found: _month(found[1]) + (_year(found[2]) if found[2] else ""), text)
    text = _ORDINAL.sub(lambda found: f"{found[1]} {_ORDINALS[found[1].lower(), found[2]]}", text)
    text = _BETWEEN.sub(" đến ", text)
    text = _SIGNED.sub(lambda found: "cộng " if found[1] == "+" else "trừ ", text)
    text = _OF.sub(" trên ", text)
    text = _CODE.sub(_code_or_number, text)
    text = _NUMBER.sub(_number, text)
    return _PERCENT.sub(" phần trăm", text)


def _date(said: str | None, day: str, month: str, year: str) -> str:
    number = int(day)
    first = "mồng " if number <= 10 else ""
    return f"{said or 'ngày '}{first}{cardinal(number)} {_month(month)}{_year(year)}"


def _month(month: str) -> str:
    return f"tháng {'tư' if int(month) == 4 else cardinal(int(month))}"


def _year(year: str) -> str:
    return f" năm {cardinal(int(year))}"


def _code_or_number(found: re.Match[str]) -> str:
    return " chấm ".join(cardinal(int(part)) for part in found[0].split("."))


def _number(found: re.Match[str]) -> str:
    whole = re.sub(_GROUP, "", found[1])
    return decimal(whole, found[2]) if found[2] else cardinal(int(whole))


def _english(text: str) -> str:
    text = _abbreviations(text, ENGLISH)
    text = _BETWEEN.sub(" to ", text)
    text = _SIGNED.sub(lambda found: "plus " if found[1] == "+" else "minus ", text)
    return _OF.sub(" of ", text)


def _abbreviations(text: str, meanings: Mapping[str, str]) -> str:
    """Put abbreviations into words, the longest first; within letters and digits they are none.

    One that stands in brackets after what it means is left out: it would be said twice.
    """
    ordered = sorted(meanings, key=len, reverse=True)
    pattern = "|".join(re.escape(each) + ("" if each.endswith(".") else r"(?!\w)") for each in ordered)
    once = re.sub(
        rf"\s*\(({pattern})\)", lambda found: "" if _was_said(found, meanings[found[1]]) else found[0], text
    )
    return re.sub(rf"(?<!\w)(?:{pattern})", lambda found: _said(found[0], meanings), once)


def _was_said(found: re.Match[str], meaning: str) -> bool:
    """Return whether the words before an abbreviation are what it means, or begin so: "chỉ số … cấp tỉnh (DTI)"."""
    before = found.string[: found.start()].lower()
    return meaning.lower() in before[-len(meaning) - _SLACK :]


def _said(abbreviation: str, meanings: Mapping[str, str]) -> str:
    """Return what is said; one that ends with a full stop may be written without the space that speech needs."""
    return meanings[abbreviation] + (" " if abbreviation.endswith(".") else "")
