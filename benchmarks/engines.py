"""From the call to the first sample, for each engine that is here.

The device is one of ALSA's that writes to a pipe, so that the first sample is seen as it comes.
"""

from __future__ import annotations

import importlib.util
import os
import select
import shutil
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

from benchmarks.table import Row
from stretchtui.core.sessions.cues import CueName
from stretchtui.store.paths import shipped

ROUNDS = 15
LIMIT_S = 10.0

_DEVICE = """
</usr/share/alsa/alsa.conf>
pcm.!default {{ type plug slave {{
    pcm {{ type file slave.pcm null file "{pipe}" format raw }}
    format S16_LE channels 1 rate 44100
}} }}
"""


def measure(folder: Path) -> list[Row]:
    """The rows about the engines.

    Args:
        folder: An empty folder to work in.
    """
    engines = ["simpleaudio"] if importlib.util.find_spec("simpleaudio") else []
    engines += ["aplay"] if shutil.which("aplay") else []
    return [
        Row(
            f"{engine}: call to first sample, p50 / max",
            f"{1000 * median(times):.1f} / {1000 * max(times):.1f} ms",
        )
        for engine in engines
        if (times := _times(engine, folder / engine))
    ]


def _times(engine: str, folder: Path) -> list[float]:
    """Seconds from asking the helper for a cue to the first sample, a few times."""
    folder.mkdir(parents=True)
    pipe = folder / "samples"
    os.mkfifo(pipe)
    (folder / "asound.conf").write_text(_DEVICE.format(pipe=pipe))
    environment = {**os.environ, "ALSA_CONFIG_PATH": str(folder / "asound.conf")}
    environment["PYTHONMALLOC"] = "malloc"
    if engine == "aplay":
        blocked = folder / "blocked" / "simpleaudio"
        blocked.mkdir(parents=True)
        (blocked / "__init__.py").write_text("raise ImportError")
        (folder / "bin").mkdir()
        (folder / "bin" / "aplay").symlink_to(shutil.which("aplay") or "aplay")
        environment |= {"PYTHONPATH": str(blocked.parent), "PATH": str(folder / "bin")}
    # Held open for writing too, so that the pipe never ends.
    descriptor = os.open(pipe, os.O_RDWR | os.O_NONBLOCK)
    helper = subprocess.Popen(
        [sys.executable, "-m", "stretchtui.cues.speaker", "100", str(shipped() / "sounds")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment,
    )
    assert helper.stdin is not None
    assert helper.stdout is not None
    try:
        if not helper.stdout.readline().startswith(b"engine " + engine.encode()):
            return []
        return [_one(helper.stdin.fileno(), descriptor) for _ in range(ROUNDS)][1:]
    finally:
        helper.kill()
        helper.wait()
        helper.stdin.close()
        helper.stdout.close()
        os.close(descriptor)


def _one(helper: int, samples: int) -> float:
    before = time.perf_counter()
    os.write(helper, f"{CueName.TICK}\n".encode())
    assert select.select([samples], [], [], LIMIT_S)[0], "no sample came"
    first = time.perf_counter() - before
    # The rest of the sound, so that the next one begins in silence.
    while select.select([samples], [], [], 0.2)[0]:
        os.read(samples, 65536)
    return first
