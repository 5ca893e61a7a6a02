"""Players and engines that make no sound but write down what they were told."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

PATIENCE_S = 60.0
"""No wait is longer; a condition that holds sooner ends it sooner."""

SOUNDS = Path(__file__).parents[2] / "sounds"
"""The shipped sounds."""


def wait_for(holds: Callable[[], bool]) -> None:
    """Wait until something holds."""
    deadline = time.monotonic() + PATIENCE_S
    while not holds():
        assert time.monotonic() < deadline, "not in time"
        time.sleep(0.005)


class Room:
    """A folder with players on a search path of its own, and no other.

    Args:
        folder: An empty folder.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / "bin"
        self.modules = folder / "modules"
        self._log = folder / "log"
        self.gate = folder / "gate"
        for each in (self.path, self.modules):
            each.mkdir()
        # Whatever this Python has installed, the helper must not find it.
        (self.modules / "simpleaudio.py").write_text("raise ImportError\n", encoding="utf-8")

    def add_player(self, name: str, then: str = "exit 0") -> None:
        """A player that writes its arguments down, and does something then."""
        player = self.path / name
        player.write_text(f'#!/bin/sh\necho "{name} $*" >>"{self._log}"\n{then}\n', "utf-8")
        player.chmod(0o755)

    def add_slow_player(self, name: str) -> None:
        """A player whose sounds last until the gate is there."""
        self.add_player(name, f'while [ ! -e "{self.gate}" ]; do /bin/sleep 0.01; done')

    def add_simpleaudio(self, fails: bool = False) -> None:
        """The user's engine, as far as it is used."""
        end = "raise RuntimeError('no device\\nat all')" if fails else "pass"
        module = (
            "def play_buffer(samples, channels, width, rate):\n"
            f"    with open({str(self._log)!r}, 'a') as log:\n"
            "        print('simpleaudio', len(samples), channels, width, rate, file=log)\n"
            f"    {end}\n"
        )
        (self.modules / "simpleaudio.py").write_text(module, encoding="utf-8")

    def environment(self) -> Mapping[str, str]:
        """What a helper is to be started with."""
        modules = os.pathsep.join([str(self.modules), str(SOUNDS.parent)])
        return {**os.environ, "PATH": str(self.path), "PYTHONPATH": modules}

    def played(self) -> list[str]:
        """What was written down."""
        return self._log.read_text("utf-8").splitlines() if self._log.exists() else []


HELPER = (sys.executable, "-m", "stretchtui.cues.speaker")
"""How the helper is started."""
