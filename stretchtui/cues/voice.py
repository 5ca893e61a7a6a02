"""The voice: which engine speaks, where its phrases are kept, and the process that renders them.

Phrases are rendered ahead, by a process of their own (``rendering``), and kept in a folder as
sounds. Nothing here waits for it: a phrase that is not there in time is not said.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from stretchtui.core.routines.speech import speakable

if TYPE_CHECKING:
    from stretchtui.store.paths import Folders

ENGINES = {"py-nanotts": "en-US", "say": "", "espeak-ng": "en-us"}
"""What can speak, in the order it is looked for, and in which voice; macOS' ``say`` speaks in
the one the person has chosen there."""

FAILURES = 3
"""After this many failures in a session nothing more is rendered."""

_RECIPE = "1"
"""Another number makes every phrase be rendered anew."""


def find_engine(engines: Iterable[str] = tuple(ENGINES)) -> str | None:
    """The first of some engines that is here, or None where there is none."""
    return next((engine for engine in engines if _here(engine)), None)


def _here(engine: str) -> bool:
    match engine:
        case "py-nanotts":
            # Not imported: a library of that kind may crash, or take its time.
            return importlib.util.find_spec("py_nanotts") is not None
        case "say":
            # Elsewhere there are other programs of that name.
            return sys.platform == "darwin" and shutil.which("say") is not None
        case _:
            return shutil.which(engine) is not None


def key(engine: str, text: str) -> str:
    """The name that a phrase is kept under: 32 hexadecimal digits."""
    from hashlib import sha256  # this alone takes a millisecond; without a voice, for nothing

    parts = (_RECIPE, engine, ENGINES[engine], text)
    return sha256("\0".join(parts).encode()).hexdigest()[:32]


class Voice:
    """Has phrases rendered by an engine.

    Args:
        engine: One of ``ENGINES``.
        folder: Where the phrases are kept; it need not exist.
        command: How the process that renders is started.
    """

    def __init__(
        self,
        engine: str,
        folder: Path,
        command: Sequence[str] = (sys.executable, "-m", "stretchtui.cues.rendering"),
    ) -> None:
        self.engine = engine
        self.folder = folder
        self._command = [*command, engine, str(folder)]
        self._failures = 0
        self._renderer: subprocess.Popen[bytes] | None = None
        self._gone: list[subprocess.Popen[bytes]] = []

    def key(self, text: str) -> str:
        """The name that a phrase is kept under, in ``folder`` and with ``.wav`` after it."""
        return key(self.engine, speakable(text))

    def prepare(self, texts: Iterable[str]) -> None:
        """Have phrases rendered, those that are not there yet; returns at once.

        Args:
            texts: The phrases, in the order they will be needed.
        """
        for text in texts:
            words = speakable(text)
            if not (words and self._running()):
                continue
            try:
                # A line is short enough to be taken whole, or not at all.
                os.write(_in(self._renderer), f"{words}\n".encode())
            except BlockingIOError:
                return  # more than it can do in time
            except OSError:
                self._fail()

    def close(self) -> None:
        """Render no more."""
        if self._renderer is not None:
            self._let_go(self._renderer)
            self._renderer = None
        self._reap()

    def _running(self) -> bool:
        """Whether there is a process that renders; it is started if need be."""
        if self._renderer is None and self._failures < FAILURES:
            self._reap()
            try:
                self._renderer = subprocess.Popen(
                    self._command,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    bufsize=0,
                    # A group of its own, so that it is ended with the engine it runs.
                    start_new_session=True,
                )
                os.set_blocking(_in(self._renderer), False)
            except OSError:
                self._fail()
        return self._renderer is not None

    def _fail(self) -> None:
        self._failures += 1
        self.close()

    def _let_go(self, renderer: subprocess.Popen[bytes]) -> None:
        if renderer.stdin is not None:
            renderer.stdin.close()
        # Unless it is known to have ended: its number may be another's by now.
        if renderer.poll() is None:
            with contextlib.suppress(OSError):
                os.killpg(renderer.pid, signal.SIGKILL)
            self._gone.append(renderer)

    def _reap(self) -> None:
        """Ask after processes that were let go, without waiting for any."""
        self._gone = [renderer for renderer in self._gone if renderer.poll() is None]


def _in(renderer: subprocess.Popen[bytes] | None) -> int:
    assert renderer is not None
    assert renderer.stdin is not None
    return renderer.stdin.fileno()


def make_voice(wanted: bool, folders: Folders) -> Voice | None:
    """A voice, if one is wanted and there is an engine for it here."""
    engine = find_engine() if wanted else None
    return Voice(engine, folders.voice) if engine else None
