"""Audio made by the voice that is installed: real files, measured."""

import io
import shutil
import subprocess
import wave

import pytest

from parindex.reporting.speech.audio import KILOBITS, Cue, Narration, can_narrate, narrate, to_vtt

TEXTS = ("Lạng Sơn đạt 80,33 điểm, hạng 42/63.", "Mất nhiều nhất ở <hiện đại hóa> & công chức.")


def test_a_track_for_browsers() -> None:
    cues = (Cue(0.0, 61.2345, "Một."), Cue(3661.5, 3662.0, "A < B & C"))
    assert to_vtt(Narration(b"", cues)) == (
        "WEBVTT\n\n1\n00:00:00.000 --> 00:01:01.234\nMột.\n\n2\n01:01:01.500 --> 01:01:02.000\nA &lt; B &amp; C\n"
    )


def test_without_the_programs_there_is_no_audio(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert not can_narrate()


def test_nothing_to_say_is_nothing_to_hear() -> None:
    nothing = narrate((), "vi")
    assert (nothing.mp3, nothing.cues, nothing.seconds) == (b"", (), 0.0)


@pytest.mark.slow
def test_sentences_are_heard_in_order_in_an_audio_file() -> None:
    assert can_narrate()
    narration = narrate(TEXTS, "vi")
    assert tuple(cue.text for cue in narration.cues) == TEXTS
    first, second = narration.cues
    assert first.start == 0 < first.end < second.start < second.end == narration.seconds
    assert 3 < narration.seconds < 15
    assert len(narration.mp3) == pytest.approx(narration.seconds * KILOBITS * 125, rel=0.25)
    assert narrate(TEXTS, "vi") == narration


@pytest.mark.slow
def test_the_file_is_as_long_as_its_track() -> None:
    narration = narrate(TEXTS, "vi")
    decoder = shutil.which("lame")
    assert decoder is not None
    decoded = subprocess.run(
        [decoder, "--quiet", "--mp3input", "--decode", "-", "-"],
        input=narration.mp3,
        capture_output=True,
        check=True,
    ).stdout
    with wave.open(io.BytesIO(decoded), "rb") as sound:
        data = sound.readframes(10**9)
        heard = len(data) / (sound.getframerate() * sound.getsampwidth())
    assert heard == pytest.approx(narration.seconds, abs=0.6)
    assert any(data)
