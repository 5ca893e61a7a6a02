"""Cues in a recording of a sound server: which they are, and when they began."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from stretchtui.core.sessions.cues import CueName
from stretchtui.cues.sounds import load
from stretchtui.store.paths import shipped
from tests.cues.sound_server import RATE

if TYPE_CHECKING:
    from tests.cues.sound_server import SoundServer

Samples = npt.NDArray[np.float64]

SOUNDS = shipped() / "sounds"

BEFORE_S, AROUND_S = 0.2, 1.1
"""So long before its moment a cue is looked for, and in so long a piece."""


def wait_for_quiet(server: SoundServer) -> None:
    """Let the ear take in what is still on its way."""
    until = server.heard_seconds() + 1.0
    deadline = time.monotonic() + 20
    while server.heard_seconds() < until:
        assert time.monotonic() < deadline


def recording(server: SoundServer) -> Samples:
    """What the ear took in, after a second of silence."""
    heard = np.fromfile(server.recording, dtype="<i2").astype(float) / 32768
    return np.pad(heard, (RATE, 0))


def first_sound(heard: Samples) -> float:
    """When the first sound begins, in seconds."""
    return float(np.argmax(np.abs(heard) > 0.02)) / RATE


def onsets(heard: Samples) -> list[int]:
    """Where sound begins after at least 0.3 s without."""
    loud = np.flatnonzero(np.abs(heard) > 0.02)
    gaps = np.flatnonzero(np.diff(loud) > 0.3 * RATE)
    return [int(loud[0]), *(int(loud[gap + 1]) for gap in gaps)] if len(loud) else []


def near(heard: Samples, at: float) -> tuple[CueName, dict[CueName, float]]:
    """What is heard near a moment: the likeliest cue, and how late each would be, in seconds."""
    begin = max(0, round((at - BEFORE_S) * RATE))
    piece = heard[begin : begin + round(AROUND_S * RATE)]
    around = np.pad(piece, (0, round(AROUND_S * RATE) - len(piece)))
    matches = {name: _match(around, _samples(name)) for name in CueName}
    likeliest = max(matches, key=lambda name: matches[name][0])
    return likeliest, {name: where - BEFORE_S for name, (_, where) in matches.items()}


def _samples(name: CueName) -> Samples:
    return np.frombuffer(load(SOUNDS / f"{name}.wav").samples, dtype="<i2").astype(float) / 32768


def _match(around: Samples, template: Samples) -> tuple[float, float]:
    """How alike they are at best, from 0 to 1, and at how many seconds into the piece."""
    size = len(around) + len(template)
    product = np.fft.irfft(np.fft.rfft(around, size) * np.conj(np.fft.rfft(template, size)), size)[
        : len(around)
    ]
    at = int(np.argmax(product))
    norm = float(np.linalg.norm(around) * np.linalg.norm(template)) or 1.0
    return float(product[at]) / norm, at / RATE
