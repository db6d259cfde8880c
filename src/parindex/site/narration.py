"""Summaries read aloud: an audio file and its track of sentences beside the rankings of the latest rounds."""

from __future__ import annotations

from functools import lru_cache
from itertools import accumulate, chain, zip_longest

from parindex.language import LANGUAGES, Language
from parindex.reporting.facts.sentences_of_round import after_headline, headline
from parindex.reporting.speech.audio import narrate, to_vtt
from parindex.site.addresses import AUDIO, TRACK, Address
from parindex.site.edition import Edition
from parindex.site.series import PublishedRound

ROOM = 10_000_000
"""Bytes that all audio of a site may take."""

BYTES_A_LETTER = 350
"""More than a letter of a summary takes as audio, on the average of the rounds that ship."""


def summary_of(round_: PublishedRound, language: Language) -> tuple[str, ...]:
    """Return a round in sentences, in the order in which they stand on its page and are read out."""
    facts = round_.current.facts
    return (f"{headline(facts, language)}.", *after_headline(facts, language))


def has_narration(edition: Edition, round_: PublishedRound) -> bool:
    """Return whether a round is read aloud: the latest are, as many as there is room for."""
    return edition.has_audio and round_.address in narrated(edition)


@lru_cache(maxsize=1)
def narrated(edition: Edition) -> frozenset[Address]:
    """Return the addresses of the rounds that are read aloud: the last of each programme, then those before, one by one."""
    by_age = chain.from_iterable(zip_longest(*(reversed(each.rounds) for each in edition.programmes)))
    rounds = [round_ for round_ in by_age if round_ is not None]
    taken = accumulate(map(_letters, rounds))
    return frozenset(
        round_.address
        for round_, letters in zip(rounds, taken, strict=True)
        if letters * BYTES_A_LETTER <= ROOM
    )


def _letters(round_: PublishedRound) -> int:
    return sum(len(line) for language in LANGUAGES for line in summary_of(round_, language))


def narration_files(round_: PublishedRound, language: Language) -> dict[str, bytes]:
    """Return the audio of a round and its track by path from the root of the site."""
    folder = round_.address.to(language)
    narration = narrate(summary_of(round_, language), language)
    audio, track = (folder + file.to(language) for file in (AUDIO, TRACK))
    return {audio: narration.mp3, track: to_vtt(narration).encode("utf-8")}
