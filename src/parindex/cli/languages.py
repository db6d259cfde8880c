"""Which language to speak: asked for, or that of the machine; Vietnamese unless English is wanted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from parindex.language import LANGUAGES, Language

VARIABLE = "PARINDEX_LANG"
_LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")


def language_of(arguments: Sequence[str], environment: Mapping[str, str]) -> Language:
    """Return the language of this run.

    Parameters
    ----------
    arguments : sequence of str
        ``--lang`` counts wherever it stands, before or after the command.
    environment : Mapping
        ``PARINDEX_LANG``, then the locale: the first of ``LC_ALL``, ``LC_MESSAGES``, ``LANG`` that is set.
    """
    asked = _asked(arguments)
    if asked is not None:
        return asked
    settings = (environment.get(name, "") for name in (VARIABLE, *_LOCALE))
    first = next((setting for setting in settings if setting), "")
    return "en" if first.lower().startswith("en") else "vi"


def _asked(arguments: Sequence[str]) -> Language | None:
    """Return the language that ``--lang`` names; what it cannot mean is left to the parser to refuse."""
    asked: Language | None = None
    for option, following in pairwise([*options_in(arguments), ""]):
        name = following if option == "--lang" else option.removeprefix("--lang=")
        if option.startswith("--lang") and name in LANGUAGES:
            asked = name
    return asked


def options_in(arguments: Sequence[str]) -> list[str]:
    """Return the arguments up to a bare ``--``, after which there are no options."""
    listed = list(arguments)
    return listed[: listed.index("--")] if "--" in listed else listed
