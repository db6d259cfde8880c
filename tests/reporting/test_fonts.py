"""The faces that ship hold every letter that Vietnamese needs."""

import json

import pytest
from fontTools.ttLib import TTFont

from parindex.reporting.fonts import DOCUMENT, SCREEN

LETTERS = "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệfghiìíỉĩịjklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvwxyỳýỷỹỵz"
SIGNS = "0123456789 .,;:!?%()[]/+-=–—−±≤≥×“”‘’…₫\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    "file", sorted([*SCREEN.glob("*.ttf"), *SCREEN.glob("*.woff2"), *DOCUMENT.glob("*.ttf")])
)
def test_face_holds_every_vietnamese_letter(file):
    held = TTFont(file).getBestCmap().keys()
    assert {*map(ord, LETTERS + LETTERS.upper() + SIGNS)} <= held


@pytest.mark.parametrize("folder", [SCREEN, DOCUMENT])
def test_licence_stands_beside_the_faces(folder):
    assert "SIL OPEN FONT LICENSE Version 1.1" in (folder / "OFL.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("style", ["Regular", "SemiBold"])
def test_widths_are_those_of_the_face(style):
    font = TTFont(SCREEN / f"BeVietnamPro-{style}.ttf")
    stored = json.loads((SCREEN / f"BeVietnamPro-{style}.json").read_text(encoding="utf-8"))
    em, metrics = font["head"].unitsPerEm, font["hmtx"].metrics
    assert stored == {
        chr(code): round(1000 * metrics[glyph][0] / em) for code, glyph in font.getBestCmap().items()
    }


def test_faces_for_pages_are_light():
    assert all(file.stat().st_size < 20_000 for file in SCREEN.glob("*.woff2"))
