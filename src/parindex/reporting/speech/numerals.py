"""Vietnamese numbers in words, as they are read aloud in the north ("linh", "nghìn")."""

from __future__ import annotations

from collections.abc import Iterator

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_AFTER_TENS = {1: "mốt", 4: "tư", 5: "lăm"}
"""What a last digit is called after "mươi"."""
_SCALES = ("", "nghìn", "triệu")
_BILLION = 10**9


def cardinal(number: int) -> str:
    """Return a whole number in words: 2025 → "hai nghìn không trăm hai mươi lăm".

    Parameters
    ----------
    number : int
        Not negative.
    """
    if number < 0:
        raise ValueError("a sign is read by whoever knows what it means")
    if number < _BILLION:
        return " ".join(_below_a_billion(number, is_first=True)) or DIGITS[0]
    billions, rest = divmod(number, _BILLION)
    return " ".join((cardinal(billions), "tỷ", *_below_a_billion(rest, is_first=False)))


def _below_a_billion(number: int, *, is_first: bool) -> Iterator[str]:
    """Yield the words of groups of three digits; a group after another names its hundreds even if there are none."""
    for power in (2, 1, 0):
        group = number // 1000**power % 1000
        if group:
            yield from _group(group, with_hundreds=not is_first)
            if power:
                yield _SCALES[power]
            is_first = False


def _group(number: int, *, with_hundreds: bool) -> Iterator[str]:
    hundreds, below = divmod(number, 100)
    if hundreds or with_hundreds:
        yield DIGITS[hundreds]
        yield "trăm"
    tens, last = divmod(below, 10)
    if not tens:
        if last:
            if hundreds or with_hundreds:
                yield "linh"
            yield DIGITS[last]
        return
    yield from ("mười",) if tens == 1 else (DIGITS[tens], "mươi")
    if last:
        special = "lăm" if tens == 1 and last == 5 else DIGITS[last]
        yield special if tens == 1 else _AFTER_TENS.get(last, DIGITS[last])


def decimal(whole: str, places: str) -> str:
    """Return a number with decimals in words: "80", "33" → "tám mươi phẩy ba mươi ba".

    Two places without a leading zero are read as one number, as announcers do; all others digit by digit.
    """
    return f"{cardinal(int(whole))} phẩy {_places(places)}"


def _places(places: str) -> str:
    if len(places) == 2 and places[0] != "0":
        return cardinal(int(places))
    return " ".join(DIGITS[int(digit)] for digit in places)
