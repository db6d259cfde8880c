"""What Typst is given: texts that its faces can draw, words that may break; and a picture that it draws."""

import struct
import unicodedata

from parindex.reporting.typesetting import all_drawable, drawable, no_word_too_long, to_png

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30" viewBox="0 0 40 30"><rect width="9" height="9"/></svg>'


def test_letters_that_no_face_has_are_named_and_invisible_ones_left_out() -> None:
    assert drawable("Ủy ban\u202e \u200b中") == "Ủy ban [U+4E2D]"
    assert all_drawable({"a": ["中", 1, ("x\u202e",)]}) == {"a": ["[U+4E2D]", 1, ["x"]]}


def test_only_a_word_longer_than_a_line_may_break_within() -> None:
    assert no_word_too_long(["Ủy ban nhân dân", "x" * 25]) == ["Ủy ban nhân dân", "x" * 25]
    assert no_word_too_long(f"a {'x' * 26}") == "a " + "\u200b".join("x" * 26)
    address = f"(https://example.org/{'x' * 26})"
    assert no_word_too_long(f"a {address}") == f"a {address}"
    assert no_word_too_long(f"https://{'Đ' * 26}") == "\u200b".join(f"https://{'Đ' * 26}")


def test_an_accent_stays_with_its_letter_where_a_word_breaks() -> None:
    word = unicodedata.normalize("NFD", "ệ" * 10)
    assert no_word_too_long(word).split("\u200b") == [unicodedata.normalize("NFD", "ệ")] * 10


def test_a_picture_is_so_many_times_as_large() -> None:
    made = to_png(SVG, 2.5)
    assert made.startswith(b"\x89PNG")
    assert struct.unpack(">II", made[16:24]) == (100, 75)
