"""py-nanotts, which may crash, raise or hang: it costs one line."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from msgspec.structs import replace

from stretchtui.cues.engines.nanotts import NanoTts
from stretchtui.cues.sounds import load
from tests.cues.players import PATIENCE_S
from tests.cues.voices import NANOTTS, Studio


@pytest.fixture
def studio(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Studio:
    studio = Studio(tmp_path, monkeypatch)
    studio.add_nanotts()
    return studio


def test_nanotts_that_crashes_or_raises_costs_one_line(studio: Studio) -> None:
    answers = studio.render(NANOTTS, "crash", "raise", "Hold")
    assert answers[0].endswith(f"py-nanotts ended with {-signal.SIGSEGV}")
    assert answers[1].endswith("py-nanotts ended with 1")
    assert answers[2] == f"ok {NANOTTS.key('Hold')}"
    assert studio.spoken() == ["crash|en-US|None", "raise|en-US|None", "Hold|en-US|None"]
    sound = load(studio.kept / f"{NANOTTS.key('Hold')}.wav")
    assert (sound.channels, sound.rate, sound.seconds) == (1, 16_000, 0.25)


def test_nanotts_is_told_its_rate(studio: Studio) -> None:
    slow = replace(NANOTTS, rate=80)
    assert studio.render(slow, "Hold") == [f"ok {slow.key('Hold')}"]
    assert studio.spoken() == ["Hold|en-US|0.8"]


def test_nanotts_that_hangs_is_ended(studio: Studio) -> None:
    # In a process of its own: pytest's has threads, and it forks.
    program = (
        "from stretchtui.cues.engines.nanotts import NanoTts\n"
        "from stretchtui.cues.engines.choice import VoiceChoice\n"
        "NanoTts(VoiceChoice('py-nanotts')).speak('hang', 0.1)"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, timeout=PATIENCE_S, check=False
    )
    assert f"py-nanotts ended with {-signal.SIGALRM}".encode() in run.stderr


def test_nanotts_that_cannot_be_imported_is_an_answer(studio: Studio) -> None:
    (studio.modules / "py_nanotts.py").write_text("raise ImportError('no libstdc')", "utf-8")
    assert studio.render(NANOTTS, "Hold") == [f"no {NANOTTS.key('Hold')} no libstdc"]


@pytest.mark.parametrize(("rate", "options"), [(100, {}), (150, {"speed": 1.5})])
def test_what_it_speaks_comes_through_a_pipe(rate: int, options: dict[str, float]) -> None:
    asked: list[object] = []

    class Library:
        """What is used of it."""

        def speak(self, text: str, **how: object) -> bytes:
            """Remember it."""
            asked.append((text, how))
            return b"samples"

    reader, writer = os.pipe()
    engine = NanoTts(replace(NANOTTS, rate=rate))
    engine._speak_into(writer, SimpleNamespace(NanoTTS=Library), "Hold")
    engine.rest()
    with open(reader, "rb") as samples:
        assert samples.read() == b"samples", "and its end is known"
    assert asked == [("Hold", {"voice": "en-US", **options})]
