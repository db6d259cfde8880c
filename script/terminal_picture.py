"""Write ``docs/images/terminal.svg``: a picture of a real run, made by running it.

Usage::

    apt-get install fonts-jetbrains-mono
    uv run --with 'fonttools[woff]' script/terminal_picture.py [FOLDER OF THE FONTS]

The letters that the picture uses are cut out of JetBrains Mono (SIL Open Font License 1.1) and put into it:
it looks the same everywhere and asks no other host for anything. Fonts of the reader's own machine would not
do, for few monospaced ones have every Vietnamese letter.
"""

from __future__ import annotations

import base64
import io
import sys
from pathlib import Path

from fontTools import subset
from rich.console import Console
from rich.terminal_theme import TerminalTheme

from parindex.cli.app import run
from parindex.cli.output import Screen
from parindex.files import write_atomically

PICTURE = Path(__file__).parents[1] / "docs" / "images" / "terminal.svg"
FONTS = Path("/usr/share/fonts/truetype/jetbrains-mono")
WEIGHTS = {400: "JetBrainsMono-Regular.ttf", 700: "JetBrainsMono-Bold.ttf"}
COMMANDS = (["compute", "vn-ministries-2023"], ["reconcile", "vn-ministries-2023"])
COLUMNS = 108
THEME = TerminalTheme(
    (22, 27, 34),
    (230, 237, 243),
    [(72, 79, 88), (255, 123, 114), (63, 185, 80), (227, 179, 65), (88, 166, 255), (188, 140, 255), (57, 197, 207), (177, 186, 196)],
    [(110, 118, 129), (255, 161, 152), (86, 211, 100), (242, 204, 96), (121, 192, 255), (210, 168, 255), (86, 212, 221), (255, 255, 255)],
)  # fmt: skip
SVG = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg" role="img" xml:space="preserve">
<title>parindex</title>
<style>
FACES
.{unique_id}-matrix {{ font-family: "Picture Mono"; font-size: {char_height}px; line-height: {line_height}px; }}
.{unique_id}-title {{ font-family: "Picture Mono"; font-size: 18px; font-weight: bold; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal"><rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" /></clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""
"""The form of the picture; FACES stands where the fonts go."""


def picture() -> tuple[str, set[str]]:
    """Return the picture without its fonts, and the characters in it."""
    console = Console(
        record=True,
        width=COLUMNS,
        file=io.StringIO(),
        force_terminal=True,
        color_system="truecolor",
        markup=False,
        highlight=False,
        emoji=False,
        legacy_windows=False,
        _environ={},
    )
    screen = Screen("vi", is_json=False, out=console, err=console)
    for arguments in COMMANDS:
        console.print(f"$ parindex {' '.join(arguments)}", style="bold cyan")
        code = run(arguments, screen)
        if code:
            sys.exit(f"{arguments} ended with {code}")
        console.print()
    characters = set(console.export_text(clear=False)) | set("parindex")
    return console.export_svg(
        title="parindex", theme=THEME, code_format=SVG, unique_id="parindex"
    ), characters


def face(weight: int, font: Path, characters: set[str]) -> str:
    """Return the CSS of a font that has just these characters."""
    options = subset.Options(flavor="woff2", layout_features=[], hinting=False)
    cutter = subset.Subsetter(options)
    cutter.populate(text="".join(sorted(characters)))
    loaded = subset.load_font(font, options)
    cutter.subset(loaded)
    data = io.BytesIO()
    subset.save_font(loaded, data, options)
    encoded = base64.b64encode(data.getvalue()).decode("ascii")
    source = f"url(data:font/woff2;base64,{encoded}) format('woff2')"
    return f'@font-face {{ font-family: "Picture Mono"; font-weight: {weight}; src: {source}; }}'


def main(folder: Path) -> None:
    """Write the picture with its fonts."""
    svg, characters = picture()
    faces = "\n".join(face(weight, folder / name, characters) for weight, name in WEIGHTS.items())
    write_atomically(PICTURE, svg.replace("FACES", faces).encode("utf-8"))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FONTS)
