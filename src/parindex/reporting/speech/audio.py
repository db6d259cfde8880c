"""Audio of texts, made where eSpeak NG and LAME are installed: offline, small, the same bytes each time."""

from __future__ import annotations

import io
import shutil
import subprocess
import wave
from collections.abc import Sequence
from dataclasses import dataclass

from parindex.language import Language
from parindex.reporting.speech.normalise import spoken

VOICE = "espeak-ng"
ENCODER = "lame"
KILOBITS = 24
"""A second of audio takes 3 kB: a site with an hour of it stays near 10 MB."""
PAUSE = 0.35
"""Seconds of silence after a sentence."""
WORDS_PER_MINUTE = "150"


@dataclass(frozen=True)
class Cue:
    """When a sentence is heard, in seconds from the start."""

    start: float
    end: float
    text: str


@dataclass(frozen=True)
class Narration:
    """A text as MP3 (mono, 22.05 kHz) with the times of its sentences."""

    mp3: bytes
    cues: tuple[Cue, ...]

    @property
    def seconds(self) -> float:
        """How long it takes to hear."""
        return self.cues[-1].end if self.cues else 0.0


def can_narrate() -> bool:
    """Return whether the programs that make audio are installed."""
    return shutil.which(VOICE) is not None and shutil.which(ENCODER) is not None


def narrate(sentences: Sequence[str], language: Language) -> Narration:
    """Return sentences read aloud by a synthetic voice.

    Parameters
    ----------
    sentences : sequence of str
        As they are written; numbers and abbreviations are put into words here.
    language : {"vi", "en"}

    Raises
    ------
    FileNotFoundError
        A program is missing: ask `can_narrate` first.
    subprocess.CalledProcessError
        A program failed.
    """
    if not sentences:
        return Narration(b"", ())
    sound, cues, at = io.BytesIO(), [], 0.0
    with wave.open(sound, "wb") as joined:
        for number, text in enumerate(sentences):
            with wave.open(io.BytesIO(_voice(spoken(text, language), language)), "rb") as said:
                if not number:
                    joined.setparams(said.getparams())
                rate, width = said.getframerate(), said.getsampwidth()
                frames = said.readframes(said.getnframes())
            silence = bytes(round(PAUSE * rate) * width)
            joined.writeframes(frames + silence)
            end = at + len(frames) / (rate * width)
            cues.append(Cue(round(at, 3), round(end, 3), text))
            at = end + len(silence) / (rate * width)
    return Narration(_encode(sound.getvalue()), tuple(cues))


def to_vtt(narration: Narration) -> str:
    """Return the sentences and their times as WebVTT, the track that a browser follows."""
    lines = ["WEBVTT", ""]
    for number, cue in enumerate(narration.cues, start=1):
        text = cue.text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        lines += [str(number), f"{_clock(cue.start)} --> {_clock(cue.end)}", text, ""]
    return "\n".join(lines)


def _clock(seconds: float) -> str:
    thousandths = round(1000 * seconds)
    minutes, rest = divmod(thousandths, 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest // 1000:02}.{rest % 1000:03}"


def _voice(words: str, language: Language) -> bytes:
    """Return WAV; the text goes in by standard input, so nothing in it can be an option."""
    return _run([VOICE, "-v", language, "-s", WORDS_PER_MINUTE, "--stdin", "--stdout"], words.encode())


def _encode(wav: bytes) -> bytes:
    return _run([ENCODER, "--quiet", "-m", "m", "-b", str(KILOBITS), "--resample", "22.05", "-", "-"], wav)


def _run(command: list[str], content: bytes) -> bytes:
    return subprocess.run(command, input=content, capture_output=True, check=True).stdout  # noqa: S603 (fixed programs)
