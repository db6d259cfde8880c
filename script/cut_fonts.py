"""Write ``src/parindex/reporting/fonts``: the faces that ship, cut to the letters that Vietnamese needs.

Usage::

    apt-get install fonts-croscore
    python script/cut_fonts.py [FOLDER OF TINOS]

Be Vietnam Pro comes with the package ``fontpkg-be-vietnam-pro`` of the development environment. Both families are under
the SIL Open Font License 1.1 and reserve no name, so that a cut face may keep its own. The same faces give the same bytes.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

import fontpkg_be_vietnam_pro
from fontTools import subset
from fontTools.ttLib import TTFont

from parindex.files import json_bytes, write_atomically

TARGET = Path(__file__).parents[1] / "src" / "parindex" / "reporting" / "fonts"
BE_VIETNAM_PRO = Path(fontpkg_be_vietnam_pro.__file__).parent
TINOS = Path("/usr/share/fonts/truetype/croscore")

LETTERS = (
    {chr(code) for code in range(0x20, 0x7F)}
    | {chr(code) for code in range(0xA0, 0x100)}
    | {chr(code) for code in range(0x1EA0, 0x1EFA)}
    | set("ĂăĐđĨĩŨũƠơƯư")
    | {chr(code) for code in (0x300, 0x301, 0x302, 0x303, 0x306, 0x309, 0x31B, 0x323)}
    | set("–—‘’“”„•…‰′″‹›₫€™−≈≠≤≥×÷±←↑→↓▲▼○●■□◊\u2009\u202f")
)
"""Latin 1, every Vietnamese letter and its marks, and the signs that texts, tables and charts use."""

SCREEN = ("Regular", "SemiBold")
DOCUMENT = ("Regular", "Bold", "Italic", "BoldItalic")


def cut(source: Path, flavor: str | None = None) -> bytes:
    """Return a face with these letters alone; hints go, for they serve screens of another age."""
    options = subset.Options()
    options.hinting = False
    options.layout_features = ["*"]
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17]
    options.name_languages = ["*"]
    options.notdef_outline = True
    font = TTFont(source, recalcTimestamp=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(text="".join(sorted(LETTERS)))
    subsetter.subset(font)
    font.flavor = flavor
    stream = io.BytesIO()
    font.save(stream)
    return stream.getvalue()


def advances(source: Path) -> bytes:
    """Return how far each letter moves the pen, in thousandths of the size, so that charts can break and cut texts."""
    font = TTFont(source)
    glyphs, widths, em = font.getBestCmap(), font["hmtx"].metrics, font["head"].unitsPerEm
    known = {letter: glyphs[ord(letter)] for letter in LETTERS if ord(letter) in glyphs}
    return json_bytes({letter: round(1000 * widths[glyph][0] / em) for letter, glyph in known.items()})


def main(tinos: Path = TINOS) -> None:
    """Cut every face and write it with its licence."""
    for style in SCREEN:
        source = BE_VIETNAM_PRO / "files" / f"BeVietnamPro-{style}.ttf"
        write_atomically(TARGET / "be-vietnam-pro" / source.name, cut(source))
        write_atomically(TARGET / "be-vietnam-pro" / f"{source.stem}.woff2", cut(source, "woff2"))
        write_atomically(TARGET / "be-vietnam-pro" / f"{source.stem}.json", advances(source))
    for style in DOCUMENT:
        source = tinos / f"Tinos-{style}.ttf"
        write_atomically(TARGET / "tinos" / source.name, cut(source))
    licence = (BE_VIETNAM_PRO / "LICENSE").read_text(encoding="utf-8")
    write_atomically(TARGET / "be-vietnam-pro" / "OFL.txt", licence.encode("utf-8"))
    holder = TTFont(tinos / "Tinos-Regular.ttf")["name"].getDebugName(0)
    words = licence[licence.index("This Font Software is licensed") :]
    write_atomically(TARGET / "tinos" / "OFL.txt", f"{holder}\n\n{words}".encode())


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
