"""A real ALSA device that writes what it is given to files, a file for each time it is opened."""

from __future__ import annotations

import wave
from pathlib import Path

SOUNDS = Path(__file__).parents[2] / "sounds"

# Each time the device is opened, a program of its own takes the samples.
DEVICE = """
</usr/share/alsa/alsa.conf>
pcm.!default {{
    type plug
    slave {{
        pcm {{
            type file
            slave.pcm null
            file "|{recorder}"
            format "raw"
        }}
        format S16_LE
        channels 1
        rate 44100
    }}
}}
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
        # date, and not the file's own time: sounds overlap, and the order is that of their starts.
        recorder.write_text(
            f'#!/bin/sh\nexec cat >"$(mktemp {self._recorded}/$(date +%s%N).XXXX)"\n'
        )
        recorder.chmod(0o755)
        self._configuration = folder / "asound.conf"
        self._configuration.write_text(DEVICE.format(recorder=recorder))

    @property
    def environment(self) -> dict[str, str]:
        """What makes ALSA use it."""
        return {"ALSA_CONFIG_PATH": str(self._configuration)}

    def names(self) -> list[str]:
        """Which sounds were played, in the order they were begun; ``?`` for any that is no cue."""
        known = {}
        for path in SOUNDS.glob("*.wav"):
            with wave.open(str(path)) as sound:
                known[sound.readframes(sound.getnframes())] = path.stem
        played = [path.read_bytes() for path in sorted(self._recorded.iterdir())]
        return [
            next((name for pcm, name in known.items() if data.startswith(pcm)), "?")
            for data in played
            if data
        ]
