from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from parindex.language import LANGUAGES, Text, alphabetical, both, decimal_text, nfc, own_words, plain, shown

COMBINING = "La\u0323ng Sơn"
COMPOSED = "L\u1ea1ng Sơn"


def test_a_name_typed_with_combining_marks_is_the_same_name() -> None:
    assert COMBINING != COMPOSED
    assert nfc(COMBINING) == COMPOSED
    assert Text(vi=COMBINING, en=COMBINING) == Text(vi=COMPOSED, en=COMPOSED)


def test_a_text_speaks_the_language_that_is_asked_for() -> None:
    text = Text(vi="Lĩnh vực", en="Area")
    assert [text.to(language) for language in LANGUAGES] == ["Lĩnh vực", "Area"]


def test_blanks_of_a_text_are_filled_in_its_language() -> None:
    among = Text(vi="{count} trong {of}", en="{count} of {of}")
    units = Text(vi="63 tỉnh", en="63 provinces")
    assert among.to("vi", count=3, of=units) == "3 trong 63 tỉnh"
    assert among.filled(count=3, of=units) == Text(vi="3 trong 63 tỉnh", en="3 of 63 provinces")
    assert both("{kept}").to("en") == "{kept}"


def test_a_text_has_no_blanks_around_it() -> None:
    assert Text(vi="  Lĩnh vực\n", en=" Area ") == Text(vi="Lĩnh vực", en="Area")


@pytest.mark.parametrize(
    "words", [{"vi": "  ", "en": "Area"}, {"vi": "Lĩnh vực"}, {"vi": "a", "en": "b", "fr": "c"}]
)
def test_a_text_needs_words_in_both_languages_and_no_third(words: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        Text.model_validate(words)


def test_a_code_reads_the_same_in_both_languages() -> None:
    assert both("1.2.3") == Text(vi="1.2.3", en="1.2.3")


@pytest.mark.parametrize(
    ("written", "searched"),
    [
        ("Hà Nội", "ha noi"),
        ("ĐẮK LẮK", "dak lak"),
        ("Đồng Tháp", "dong thap"),
        (COMBINING, "lang son"),
        ("PAR 2025", "par 2025"),
    ],
)
def test_a_name_is_found_without_its_accents(written: str, searched: str) -> None:
    assert plain(written) == searched


@pytest.mark.parametrize(
    ("value", "vietnamese", "english"),
    [
        ("80.33", "80,33", "80.33"),
        ("80.50", "80,5", "80.5"),
        (Decimal("100.000"), "100", "100"),
        (100, "100", "100"),
        (Fraction(1, 3), "0,333333", "0.333333"),
        (Fraction(-1, 4), "-0,25", "-0.25"),
        (0, "0", "0"),
    ],
)
def test_a_number_is_shown_as_exactly_as_it_is_written(
    value: str | int, vietnamese: str, english: str
) -> None:
    assert (shown(value, "vi"), shown(value, "en")) == (vietnamese, english)


@pytest.mark.parametrize(
    ("value", "decimals", "said"),
    [
        ("80.335", 2, "80,34"),
        ("80.334", 2, "80,33"),
        ("80", 2, "80,00"),
        ("79.995", 2, "80,00"),
        ("0.5", 0, "1"),
        ("-0.5", 0, "-1"),
        ("-80.335", 2, "-80,34"),
        ("-0.004", 2, "0,00"),
        ("0.05", 1, "0,1"),
    ],
)
def test_a_number_is_rounded_half_up_to_the_places_asked_for(value: str, decimals: int, said: str) -> None:
    assert shown(value, "vi", decimals) == said


@given(st.fractions(max_denominator=10**9), st.integers(0, 8))
def test_rounding_moves_a_value_by_at_most_half_of_the_last_place(value: Fraction, decimals: int) -> None:
    text = decimal_text(value, decimals)
    assert abs(Fraction(text) - value) <= Fraction(1, 2 * 10**decimals)
    assert len(text.partition(".")[2]) == decimals


@given(st.fractions(max_denominator=10**9), st.integers(0, 8))
def test_rounding_treats_both_signs_alike(value: Fraction, decimals: int) -> None:
    assert Fraction(decimal_text(-value, decimals)) == -Fraction(decimal_text(value, decimals))


def test_a_remark_in_both_languages_is_told_in_one() -> None:
    both_said = "đứng cuối · at the bottom"
    assert (own_words(both_said, "vi"), own_words(both_said, "en")) == ("đứng cuối", "at the bottom")
    assert own_words("https://example.org", "vi") == "https://example.org"


def test_the_alphabet_is_that_of_browsers() -> None:
    """As Chromium sorts: ``names.sort((a, b) => a.localeCompare(b, "vi"))``."""
    names = """
        An
        An Giang
        Ăn
        Ân
        Bà Rịa - Vũng Tàu
        Bạc Liêu
        Bắc Giang
        Bắc Kạn
        Bắc Ninh
        Bến Tre
        Bình Dương
        Bình Định
        Bình Phước
        Bình Thuận
        Cà Mau
        Cao Bằng
        Cần Thơ
        Da
        Dã
        Đa
        Đà Nẵng
        Đắk Lắk
        Đắk Nông
        Điện Biên
        Đồng Nai
        Đồng Tháp
        Gia Lai
        Hà Giang
        Hà Nam
        Hà Nội
        Hà Tĩnh
        Hải Dương
        Hải Phòng
        Hậu Giang
        Hòa Bình
        Hưng Yên
        Khánh Hòa
        Kiên Giang
        Kon Tum
        Lai Châu
        Lạng Sơn
        Lào Cai
        Lâm Đồng
        Long An
        Ma
        Mà
        Mả
        Mã
        Má
        Mạ
        Mă
        Mâ
        Nam Định
        Nghệ An
        Ninh Bình
        Ninh Thuận
        Oi
        Ôi
        Ơi
        Phú Thọ
        Phú Yên
        Quảng Bình
        Quảng Nam
        Quảng Ngãi
        Quảng Ninh
        Quảng Trị
        Sóc Trăng
        Sơn La
        Tây Ninh
        Thái Bình
        Thái Nguyên
        Thanh Hóa
        Thừa Thiên Huế
        Tiền Giang
        TP. Hồ Chí Minh
        Trà Vinh
        Tuyên Quang
        Ui
        Ưi
        Vĩnh Long
        Vĩnh Phúc
        Yên Bái
    """
    listed = [line.strip() for line in names.strip().splitlines()]
    assert sorted(set(listed), key=alphabetical) == listed


def test_what_is_no_letter_comes_before_letters() -> None:
    assert sorted(["a", "Ω", "1", "A b", "ab", ""], key=alphabetical) == ["", "1", "Ω", "a", "A b", "ab"]


@given(st.text(), st.text())
def test_any_text_has_its_place_in_the_alphabet(one: str, other: str) -> None:
    """A tone on a letter that never bears one stands alone: "q\u0301"."""
    assert sorted(["q\u0301", "q", one, other], key=alphabetical)
    assert (alphabetical(one) == alphabetical(other)) or (alphabetical(one) < alphabetical(other)) != (
        alphabetical(other) < alphabetical(one)
    )
