"""The voice: lines that are asked for are rendered beside everything else, and kept."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from msgspec.structs import replace

from stretchtui.core.settings import VoiceSettings
from stretchtui.cues.engines.choice import VoiceChoice
from stretchtui.cues.sounds import load
from stretchtui.cues.voice import FAILURES, Voice, make_voice
from stretchtui.store.paths import folders
from tests.cues.players import wait_for
from tests.cues.voices import ESPEAK, Studio


@pytest.fixture
def studio(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Studio:
    return Studio(tmp_path, monkeypatch)


@pytest.fixture
def voices() -> Iterator[list[Voice]]:
    """Every voice that a test makes, ended afterwards."""
    made: list[Voice] = []
    yield made
    for voice in made:
        voice.close()
        for renderer in voice._gone:
            renderer.wait()


def test_voice_has_phrases_rendered_and_ends_its_process(
    studio: Studio, voices: list[Voice]
) -> None:
    studio.add_espeak()
    voice = Voice(ESPEAK, studio.kept)
    voices.append(voice)
    voice.prepare(["Hold", "膝", "Rest"])
    wait_for(lambda: (studio.kept / f"{voice.key('Rest')}.wav").exists())
    assert (studio.kept / f"{voice.key('Hold')}.wav").exists()
    assert voice._renderer is not None
    renderer = voice._renderer
    voice.close()
    wait_for(lambda: renderer.poll() is not None)


def test_engine_ends_with_the_voice_that_runs_it(studio: Studio, voices: list[Voice]) -> None:
    held = studio.scratch / "held"
    os.mkfifo(held)
    reader = os.open(held, os.O_RDONLY | os.O_NONBLOCK)
    studio.add_espeak(
        f"import os; fd = os.open({str(held)!r}, os.O_WRONLY); os.write(fd, b'here')\n"
        "os.set_inheritable(fd, True); os.execv('/bin/sleep', ['sleep', '60'])"
    )
    voice = Voice(ESPEAK, studio.kept)
    voices.append(voice)

    def read() -> bytes:
        try:
            return os.read(reader, 4)
        except BlockingIOError:
            return b"still held"

    voice.prepare(["Hold"])
    wait_for(lambda: read() == b"here")
    assert read() == b"still held"
    voice.close()
    wait_for(lambda: read() == b"")
    os.close(reader)


@pytest.mark.parametrize(
    "command", [(sys.executable, "-c", "pass"), ("/nonexistent/python",)], ids=["ends", "is not"]
)
def test_rendering_that_fails_is_given_up(
    studio: Studio, voices: list[Voice], command: tuple[str, ...]
) -> None:
    voice = Voice(ESPEAK, studio.kept, command=command)
    voices.append(voice)

    def given_up() -> bool:
        voice.prepare(["Hold"])
        return voice._failures == FAILURES

    wait_for(given_up)
    voice.prepare(["Hold"])
    assert voice._renderer is None


def test_rendering_that_does_not_read_never_blocks(studio: Studio, voices: list[Voice]) -> None:
    idle = (sys.executable, "-c", "import signal; signal.pause()")
    voice = Voice(ESPEAK, studio.kept, command=idle)
    voices.append(voice)
    voice.prepare(["Hold"] * 100_000)
    assert voice._failures == 0


def test_what_is_kept_is_not_asked_for_again(studio: Studio, voices: list[Voice]) -> None:
    studio.add_espeak()
    first = Voice(ESPEAK, studio.kept)
    voices.append(first)
    assert first.length("Hold") is None
    first.prepare(["Hold", "Rest"])
    wait_for(lambda: first.length("Rest") is not None)
    path = studio.kept / f"{first.key('Hold')}.wav"
    assert first.length("Hold") == pytest.approx(load(path).seconds, abs=0.001)
    os.utime(path, (0, 0))
    second = Voice(ESPEAK, studio.kept)
    voices.append(second)
    second.prepare(["Hold", "Rest"])
    assert second._renderer is None
    assert path.stat().st_mtime > 0, "it is in use again"
    path.write_bytes(b"torn")
    second.prepare(["Hold"])
    wait_for(lambda: path.stat().st_size > 100)


def test_lengths_of_hundreds_of_lines_are_known_at_once(studio: Studio) -> None:
    # Far from what it takes, and far from what opening each would.
    voice = Voice(ESPEAK, studio.kept)
    studio.kept.mkdir(parents=True)
    (studio.kept / "index").write_bytes(b"damaged")
    assert [voice.length(f"Line {number}") for number in range(500)] == [None] * 500


def _is_known(voice: Voice, text: str) -> bool:
    return voice.length(text) is not None


def test_letters_of_any_script_come_to_an_engine_that_speaks_them(
    studio: Studio, voices: list[Voice]
) -> None:
    studio.add_espeak()
    for choice in (ESPEAK, replace(ESPEAK, any_script=False)):
        voice = Voice(choice, studio.kept)
        voices.append(voice)
        assert voice.any_script is choice.any_script
        assert voice.engine == "espeak-ng"
        last = f"any script: {choice.any_script}"
        voice.prepare(["колено émigré", "膝" * 200, last])
        wait_for(partial(_is_known, voice, last))
    given = "\n".join(studio.spoken())
    assert '<voice xml:lang="ru">колено</voice> émigré'.encode().__repr__()[2:-1] in given
    assert "b'emigre'" in given
    assert len(studio.spoken()) == 5, "of 膝 alone nothing is left in ASCII"


def test_voice_is_made_as_it_is_set(studio: Studio) -> None:
    studio.add_espeak()
    mine = folders(str(studio.scratch))
    assert make_voice(VoiceSettings("off"), mine) is None
    voice = make_voice(VoiceSettings("names", engine="espeak-ng", rate=120), mine)
    assert voice is not None
    assert voice.choice == VoiceChoice("espeak-ng", rate=120, any_script=True)
    assert voice.folder == mine.voice
    if sys.platform != "darwin":
        assert make_voice(VoiceSettings("full", engine="say"), mine) is None
