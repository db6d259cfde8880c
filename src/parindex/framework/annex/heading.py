"""The lines above an annex: its title, and where it comes from."""

from __future__ import annotations

from parindex.framework.annex.lines import one_line
from parindex.framework.model import Framework
from parindex.language import Language, Text

ILLUSTRATIVE_NOTE = Text(
    vi="Bộ chỉ số minh họa, không phải văn bản chính thức", en="Illustrative set, not an official text"
)


def heading_lines(framework: Framework, language: Language) -> list[str]:
    """Return the title of a framework and its source; a set that is made up says so."""
    source = framework.source
    said = ILLUSTRATIVE_NOTE if isinstance(source, str) else source.document
    return [one_line(framework.title.to(language)), one_line(said.to(language))]
