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


PLAYER = """#!/bin/sh
for last; do :; done
# A file in memory has its name only in the link that stands for it.
file=$(/bin/readlink "$last") || file=$last
file=/${{file#/memfd:}}
file=${{file% (deleted)}}
case $file in *silence.wav) {silence} ;; esac
echo "{name} ${{*%"$last"}}$file" >>"{log}"
{then}
"""


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

    def add_player(self, name: str, then: str = "exit 0", silence: str = "exit 0") -> None:
        """A player that writes its arguments down, and does something then.

        Args:
            name: What it is called.
            then: What it does, as a shell has it; ``$last`` is its file.
            silence: What it does when it is tried with silence, which it does not write down.
        """
        player = self.path / name
        script = PLAYER.format(name=name, log=self._log, then=then, silence=silence)
        player.write_text(script, "utf-8")
        player.chmod(0o755)

    def add_slow_player(self, name: str) -> None:
        """A player whose sounds last until the gate is there."""
        self.add_player(name, f'while [ ! -e "{self.gate}" ]; do /bin/sleep 0.01; done')

    def add_simpleaudio(self, fails: bool = False) -> None:
        """The user's engine, as far as it is used."""
        end = "raise RuntimeError('no device\\nat all')" if fails else "pass"
        module = (
            "def play_buffer(samples, channels, width, rate):\n"
            "    if len(samples) == 4410 and not any(samples):  # it is tried\n"
            "        return\n"
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
