"""The faces that ship, cut to the Vietnamese letters by ``script/cut_fonts.py``; each folder holds its licence.

* ``be-vietnam-pro/``: Regular and SemiBold for screens and charts, as TTF (to draw charts) and WOFF2 (for web pages);
* ``tinos/``: Regular, Bold, Italic and BoldItalic as TTF for official documents; as wide as Times New Roman.
"""

from __future__ import annotations

from pathlib import Path

SCREEN = Path(__file__).parent / "be-vietnam-pro"
"""Folder of the faces for screens and charts; the family is called "Be Vietnam Pro"."""

DOCUMENT = Path(__file__).parent / "tinos"
"""Folder of the faces for documents; the family is called "Tinos"."""
