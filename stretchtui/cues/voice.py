"""The voice: what speaks, and the process that renders what it says.

Lines are rendered ahead, by a process of their own (``rendering``), and kept in a folder as
sounds. Nothing here waits for it: a line that is not there in time is not said.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from stretchtui.cues.engines.choice import ENGINES, VoiceChoice, find_choice
from stretchtui.cues.kept_lines import KeptLines

if TYPE_CHECKING:
    from stretchtui.core.settings import VoiceSettings
    from stretchtui.store.paths import Folders

FAILURES = 3
"""After this many failures in a session nothing more is rendered."""

AUTO = "auto"
"""The best engine there is."""


def find_voice(engine: str = AUTO, model: str = "", rate: int = 100) -> VoiceChoice | None:
    """What can speak here, or None where nothing can.

    Args:
        engine: One of ``ENGINES``, or ``auto`` for the first of them that is here.
        model: A Piper voice's file; empty for the one that is installed.
        rate: How fast it speaks, in percent.
    """
    engines = ENGINES if engine == AUTO else [engine]
    found = (find_choice(each, model, rate) for each in engines)
    return next(filter(None, found), None)


def find_engine() -> str | None:
    """The name of the best engine that is here, or None where there is none."""
    found = find_voice()
    return None if found is None else found.engine


class Voice:
    """Has lines rendered by an engine.

    Args:
        choice: What speaks, and how.
        folder: Where the lines are kept; it need not exist.
        command: How the process that renders is started.
    """

    def __init__(
        self,
        choice: VoiceChoice,
        folder: Path,
        command: Sequence[str] = (sys.executable, "-m", "stretchtui.cues.rendering"),
    ) -> None:
        self.choice = choice
        self.folder = folder
        self._kept = KeptLines(folder)
        self._command = [*command, *choice.arguments, str(folder)]
        self._failures = 0
        self._renderer: subprocess.Popen[bytes] | None = None
        self._gone: list[subprocess.Popen[bytes]] = []

    @property
    def engine(self) -> str:
        """The name of what speaks."""
        return self.choice.engine

    @property
    def any_script(self) -> bool:
        """Whether it speaks letters of all scripts; otherwise only ASCII."""
        return self.choice.any_script

    def key(self, text: str) -> str:
        """The name that a line is kept under, in ``folder`` and with ``.wav`` after it."""
        return self.choice.key(text)

    def length(self, text: str) -> float | None:
        """How many seconds a line takes to say; None before it was rendered."""
        return self._kept.seconds(self.key(text))

    def prepare(self, texts: Iterable[str]) -> None:
        """Have lines rendered, those that are not there yet; returns at once.

        Args:
            texts: The lines, in the order they will be needed.
        """
        for text in texts:
            words = self.choice.words(text)
            if not words or self._kept.use(self.key(text)) or not self._running():
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


def make_voice(settings: VoiceSettings, folders: Folders) -> Voice | None:
    """A voice, if one is wanted and there is an engine for it here."""
    if settings.guide == "off":
        return None
    found = find_voice(settings.engine, settings.piper, settings.rate)
    return None if found is None else Voice(found, folders.voice)
