"""Summaries read aloud: an audio file and its track of sentences beside the ranking of each programme's last round."""

from __future__ import annotations

from parindex.language import Language
from parindex.reporting.facts.sentences_of_round import headline, press_lines
from parindex.reporting.speech.audio import narrate, to_vtt
from parindex.site.addresses import AUDIO, TRACK
from parindex.site.edition import Edition
from parindex.site.series import Programme, PublishedRound


def summary_of(round_: PublishedRound, language: Language) -> tuple[str, ...]:
    """Return a round in sentences, in the order in which they stand on its page and are read out."""
    facts = round_.current.facts
    return (f"{headline(facts, language)}.", *press_lines(facts, language)[1:])


def has_narration(edition: Edition, programme: Programme, round_: PublishedRound) -> bool:
    """Return whether a round is read aloud: the last of its programme, so that a site stays small."""
    return edition.has_audio and round_ is programme.latest


def narration_files(round_: PublishedRound, language: Language) -> dict[str, bytes]:
    """Return the audio of a round and its track by path from the root of the site."""
    folder = round_.address.to(language)
    narration = narrate(summary_of(round_, language), language)
    return {folder + AUDIO: narration.mp3, folder + TRACK: to_vtt(narration).encode("utf-8")}
