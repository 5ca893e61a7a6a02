"""Voices that are not real, but write down what they were told to say."""

from __future__ import annotations

import os
import subprocess
import sys
import wave
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stretchtui.cues.engines.choice import VoiceChoice
from stretchtui.cues.kept_lines import KEPT, KeptLines
from stretchtui.cues.rendering import Renderer, make_engine
from stretchtui.cues.sounds import LONGEST_LINE_S, Sound, load
from tests.cues.players import PATIENCE_S, SOUNDS

if TYPE_CHECKING:
    import pytest

RENDERING = (sys.executable, "-m", "stretchtui.cues.rendering")
"""How the process that renders is started."""

_PATIENT = f"""
import functools, os, sys
from stretchtui.cues import rendering
rendering.Renderer = functools.partial(rendering.Renderer, each={PATIENCE_S})
os.nice = lambda more: None
sys.exit(rendering.main(sys.argv[1:]))
"""

PATIENT_RENDERING = (sys.executable, "-c", _PATIENT)
"""The same, but with more time for a line, and a fair share of a machine that is busy: otherwise it
would be given next to nothing there.
"""

ESPEAK = VoiceChoice("espeak-ng", any_script=True)
NANOTTS = VoiceChoice("py-nanotts")
SAY = VoiceChoice("say", any_script=True)

SPEAKER = """#!{python}
import math, struct, sys, wave
text = sys.stdin.buffer.read()
print(repr((text, sys.argv[1:])), file=open({log!r}, "a"))
{then}
with wave.open(sys.stdout.buffer, "wb") as out:
    out.setparams((1, 2, 22050, 0, "NONE", ""))
    out.writeframesraw(b"".join(
        struct.pack("<h", int(9000 * math.sin(i / 9))) for i in range(100 * len(text))
    ))
"""
"""An espeak-ng: what it speaks is a tone as long as the text, and it writes down what it got."""

NANOTTS_MODULE = """
import os, signal, time
class NanoTTS:
    def speak(self, text, voice=None, speed=None):
        open({log!r}, "a").write(f"{{text}}|{{voice}}|{{speed}}\\n")
        if text == "crash":
            os.kill(os.getpid(), signal.SIGSEGV)
        if text == "raise":
            raise RuntimeError("Pico")
        if text == "hang":
            while True:
                time.sleep(60)
        return b"\\x10\\x27\\xf0\\xd8" * 2000
"""


class Studio:
    """Engines that are not real, and a folder for what they speak."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.kept = folder / "cache" / "voice"
        self.scratch = folder / "scratch"
        self.programs = folder / "programs"
        self.modules = folder / "voice-modules"
        self.log = folder / "spoken"
        for each in (self.scratch, self.programs, self.modules):
            each.mkdir()
        self._monkeypatch = monkeypatch

    def add_espeak(self, then: str = "", name: str = "espeak-ng") -> None:
        """An espeak-ng that does something before it speaks."""
        program = self.programs / name
        program.write_text(
            SPEAKER.format(python=sys.executable, log=str(self.log), then=then), encoding="utf-8"
        )
        program.chmod(0o755)
        self._monkeypatch.setenv("PATH", str(self.programs))

    def add_nanotts(self) -> None:
        """A py-nanotts that crashes, raises or hangs when it is told to."""
        module = NANOTTS_MODULE.format(log=str(self.log))
        (self.modules / "py_nanotts.py").write_text(module, encoding="utf-8")
        modules = os.pathsep.join([str(self.modules), str(SOUNDS.parent)])
        self._monkeypatch.setenv("PYTHONPATH", modules)

    def renderer(self, choice: VoiceChoice = ESPEAK, limit: int = KEPT, **options: Any) -> Renderer:
        """A renderer in this process."""
        return Renderer(choice, make_engine(choice), KeptLines(self.kept, limit), **options)

    def render(self, choice: VoiceChoice, *texts: str) -> list[str]:
        """What the process that renders answers."""
        run = subprocess.run(
            [*PATIENT_RENDERING, *choice.arguments, str(self.kept)],
            input="".join(f"{text}\n" for text in texts).encode(),
            capture_output=True,
            timeout=PATIENCE_S * len(texts),
            check=True,
        )
        return run.stdout.decode().splitlines()

    def spoken(self) -> list[str]:
        """What the engine was given, in order."""
        return self.log.read_text("utf-8").splitlines() if self.log.exists() else []


class RenderingProcess:
    """The process that renders, asked for one line after another; a context manager.

    Args:
        choice: What speaks.
        folder: Where lines are kept.
    """

    def __init__(self, choice: VoiceChoice, folder: Path) -> None:
        self._choice = choice
        self._kept = KeptLines(folder)
        self._process = subprocess.Popen(
            [*PATIENT_RENDERING, *choice.arguments, str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
        )

    def __enter__(self) -> RenderingProcess:
        """It runs already."""
        return self

    def __exit__(self, *error: object) -> None:
        """End it."""
        self._process.communicate(timeout=PATIENCE_S)

    @property
    def pid(self) -> int:
        """Its number."""
        return self._process.pid

    def say(self, text: str) -> Sound:
        """Have a line rendered."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{text}\n".encode())
        answer = b""
        while not answer.endswith(b"\n"):
            answer += self._process.stdout.read(1)
        key = self._choice.key(text)
        assert answer == f"ok {key}\n".encode()
        return load(self._kept.path(key), LONGEST_LINE_S)


def make_wav(path: Path, seconds: float, sample: int = 9) -> None:
    """A sound of one long sample."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(path), "wb") as sound:
        sound.setparams((1, 2, 8000, 0, "NONE", ""))
        sound.writeframes(sample.to_bytes(2, "little") * round(8000 * seconds))
