"""A picture that stands in a file beside its page, and is still drawn in the page's colours and letters."""

from __future__ import annotations

DRAWING = "drawing"
"""The id of what a page takes in from the file."""


def set_apart(svg: str, file: str) -> tuple[str, str]:
    """Return what a page shows in place of a picture that is heavy for it, and the file with what is drawn.

    The page keeps size, title and description, and takes the drawing in by ``use``: unlike an ``img`` it follows the
    theme, the contrast and the font of the page, as a picture does that stands on it.

    Parameters
    ----------
    svg : str
        As `parindex.reporting.charts.to_inline_svg` makes it, without patterns: these do not reach across files.
    file : str
        The name of the file, beside the page.
    """
    head, drawn = svg.split("</desc>", 1)
    inside = drawn.removesuffix("</svg>")
    return (
        f'{head}</desc><use href="{file}#{DRAWING}"/></svg>',
        f'<svg xmlns="http://www.w3.org/2000/svg"><g id="{DRAWING}">{inside}</g></svg>',
    )
