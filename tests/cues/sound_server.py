"""A real sound server whose only device is a null sink, and an ear at its monitor."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

RATE = 44100
PATIENCE_S = 60.0

ALSA = """
</usr/share/alsa/alsa.conf>
pcm.!default { type pulse }
ctl.!default { type pulse }
"""


class SoundServer:
    """PulseAudio in a folder of its own.

    Args:
        folder: Where its socket, its settings and the recording go.
        latency_ms: How long the ear may gather what it hears; longer costs less.
    """

    def __init__(self, folder: Path, latency_ms: int = 10) -> None:
        for program in ("pulseaudio", "parec", "paplay"):
            assert shutil.which(program), f"{program} is missing; make test installs it"
        self.folder = folder
        self.recording = folder / "heard.raw"
        (folder / "asound.conf").write_text(ALSA)
        self.environment: Mapping[str, str] = {
            **os.environ,
            "HOME": str(folder),
            "XDG_RUNTIME_DIR": str(folder),
            "PULSE_RUNTIME_PATH": str(folder),
            "PULSE_SERVER": f"unix:{folder}/native",
            "ALSA_CONFIG_PATH": str(folder / "asound.conf"),
        }
        null_sink = f"module-null-sink sink_name=ear rate={RATE} channels=1"
        socket = f"module-native-protocol-unix auth-anonymous=1 socket={folder}/native"
        self.process = subprocess.Popen(
            [
                *("pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1"),
                *("--disable-shm=yes", f"--load={null_sink}", f"--load={socket}"),
            ],
            env={**self.environment, "PULSE_SERVER": ""},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._wait_until_it_answers()
        self._ear = subprocess.Popen(
            [
                *("parec", "--device=ear.monitor", "--format=s16le", f"--rate={RATE}"),
                *("--channels=1", f"--latency-msec={latency_ms}", "--raw", str(self.recording)),
            ],
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._wait_until_it_hears()

    def _wait_until_it_answers(self) -> None:
        deadline = time.monotonic() + PATIENCE_S
        asking = ["pactl", "info"]
        while subprocess.run(
            asking, env=self.environment, capture_output=True, check=False
        ).returncode:
            assert time.monotonic() < deadline, "the sound server does not answer"

    def _wait_until_it_hears(self) -> None:
        deadline = time.monotonic() + PATIENCE_S
        while not (self.recording.exists() and self.recording.stat().st_size):
            assert time.monotonic() < deadline, "the ear hears nothing"
            assert self._ear.poll() is None

    def heard_seconds(self) -> float:
        """How much has been recorded."""
        return self.recording.stat().st_size / 2 / RATE

    def wait_for(self, seconds: float) -> None:
        """Wait until so much has been recorded."""
        deadline = time.monotonic() + PATIENCE_S
        while self.heard_seconds() < seconds:
            assert time.monotonic() < deadline, "the ear hears nothing more"
            time.sleep(0.05)

    def close(self) -> None:
        """Stop."""
        for process in (self._ear, self.process):
            process.kill()
            process.wait()


@contextlib.contextmanager
def sound_server(folder: Path, latency_ms: int = 10) -> Iterator[SoundServer]:
    """A sound server for a while."""
    server = SoundServer(folder, latency_ms)
    try:
        yield server
    finally:
        server.close()
