"""A real ALSA device that writes what it is given to files, a file for each time it is opened."""

from __future__ import annotations

import time
import wave
from functools import cache
from pathlib import Path

from tests.end_to_end.terminal import PATIENCE_S

SOUNDS = Path(__file__).parents[2] / "sounds"

# Each time the device is opened, a program of its own takes the samples. It is a child of the
# player: a player for every sound, or one for all of them, which opens the device for each.
DEVICE = """
</usr/share/alsa/alsa.conf>
pcm.!default {{
    type plug
    slave {{
        pcm {{
            type file
            slave.pcm null
            file "|exec {recorder}"
            format "raw"
        }}
        format S16_LE
        channels 1
        rate 44100
    }}
}}
"""

# Sounds overlap, and on a busy machine a later one may come first: the order is that in which the
# players were begun, and, within a player, its sounds.
RECORDER = """\
#!/bin/sh
begun() {{
    read -r line <"/proc/$1/stat"
    set -- $line
    begun=${{22}}
}}
begun $PPID
player=$begun
begun $$
exec cat >"$(mktemp "{folder}/$player-$begun.XXXX")"
"""


class Recorder:
    """Takes what is played.

    Args:
        folder: Where the recordings go; it is made.
    """

    def __init__(self, folder: Path) -> None:
        self._recorded = folder / "recorded"
        self._recorded.mkdir(parents=True)
        recorder = folder / "recorder"
        recorder.write_text(RECORDER.format(folder=self._recorded))
        recorder.chmod(0o755)
        self._configuration = folder / "asound.conf"
        self._configuration.write_text(DEVICE.format(recorder=recorder))

    @property
    def environment(self) -> dict[str, str]:
        """What makes ALSA use it."""
        return {"ALSA_CONFIG_PATH": str(self._configuration)}

    def names(self) -> list[str]:
        """Which sounds were played, in the order they were begun; ``?`` for any that is no cue."""
        known = _known()
        played = [path.read_bytes() for path in sorted(self._recorded.iterdir(), key=_begun)]
        return [
            next((name for pcm, name in known.items() if data.startswith(pcm)), "?")
            for data in played
            if any(data)  # not the silence that the device is tried with
        ]

    def wait_for_cues(self, cues: list[str]) -> list[str]:
        """Wait until so many cues were played to their ends; all that was played.

        The program does not wait for the last ones: whoever plays them outlives it.
        """
        deadline = time.monotonic() + PATIENCE_S
        while len(found := self.names()) - found.count("?") < len(cues):
            assert time.monotonic() < deadline, f"{found}, expected {cues}"
            time.sleep(0.05)
        return found


@cache
def _known() -> dict[bytes, str]:
    """The sounds that are shipped, by what they hold."""
    known = {}
    for path in SOUNDS.glob("*.wav"):
        with wave.open(str(path)) as sound:
            known[sound.readframes(sound.getnframes())] = path.stem
    return known


def _begun(path: Path) -> tuple[int, int]:
    """When the player and the recorder of a recording were begun, in ticks of the kernel."""
    player, recorder = path.stem.split("-")
    return int(player), int(recorder)
