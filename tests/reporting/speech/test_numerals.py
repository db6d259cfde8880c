"""Numbers in words: what a Vietnamese announcer says, written out by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parindex.reporting.speech.numerals import cardinal, decimal

SAID = {
    0: "không",
    4: "bốn",
    5: "năm",
    10: "mười",
    11: "mười một",
    14: "mười bốn",
    15: "mười lăm",
    20: "hai mươi",
    21: "hai mươi mốt",
    24: "hai mươi tư",
    25: "hai mươi lăm",
    63: "sáu mươi ba",
    100: "một trăm",
    101: "một trăm linh một",
    105: "một trăm linh năm",
    110: "một trăm mười",
    115: "một trăm mười lăm",
    404: "bốn trăm linh bốn",
    1000: "một nghìn",
    1005: "một nghìn không trăm linh năm",
    1050: "một nghìn không trăm năm mươi",
    2025: "hai nghìn không trăm hai mươi lăm",
    36525: "ba mươi sáu nghìn năm trăm hai mươi lăm",
    1_000_000: "một triệu",
    1_000_001: "một triệu không trăm linh một",
    2_001_000: "hai triệu không trăm linh một nghìn",
    98_500_000: "chín mươi tám triệu năm trăm nghìn",
    1_000_000_000: "một tỷ",
    1_000_000_005: "một tỷ không trăm linh năm",
    2_500_000_000_000: "hai nghìn năm trăm tỷ",
}


@pytest.mark.parametrize(("number", "words"), SAID.items())
def test_whole_numbers(number: int, words: str) -> None:
    assert cardinal(number) == words


def test_a_sign_is_not_guessed() -> None:
    with pytest.raises(ValueError, match="sign"):
        cardinal(-1)


@pytest.mark.parametrize(
    ("whole", "places", "words"),
    [
        ("80", "33", "tám mươi phẩy ba mươi ba"),
        ("96", "17", "chín mươi sáu phẩy mười bảy"),
        ("3", "08", "ba phẩy không tám"),
        ("0", "5", "không phẩy năm"),
        ("100", "00", "một trăm phẩy không không"),
        ("0", "001", "không phẩy không không một"),
        ("84", "375", "tám mươi tư phẩy ba bảy năm"),
    ],
)
def test_decimals(whole: str, places: str, words: str) -> None:
    assert decimal(whole, places) == words


@given(st.integers(0, 10**15), st.integers(0, 10**15))
def test_two_numbers_never_sound_alike(one: int, other: int) -> None:
    assert (cardinal(one) == cardinal(other)) == (one == other)
