"""An ear for the cues: how loud a sound is to it, what a room leaves of it, and which cue it was.

It knows the cues by their spectrum in the course of time, in a few broad bands, as somebody does
who has heard them before; it has neither absolute pitch nor the sample's own shape to go by.
"""

from __future__ import annotations

import wave
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

Samples = npt.NDArray[np.float64]

SOUNDS = Path(__file__).resolve().parents[2] / "sounds"
RATE = 44_100

FRAME, HOP = 1024, 441
"""Samples of a look at the spectrum, and from one to the next: 23 ms every 10 ms."""

SIZE = 2**17
"""Samples of the longest sound there is, with room behind it; Fourier transforms like it."""

BANDS = 22
LOW_HZ, HIGH_HZ = 350.0, 6500.0

SPAN_S = 0.75
"""How much of a sound is compared: a cue is over by then, if not its echo."""

RT60_S = 0.6
"""The time in which an echo falls by 60 dB: a furnished living room's."""


def cue(name: str) -> Samples:
    """A shipped cue, from -1 to 1."""
    with wave.open(str(SOUNDS / f"{name}.wav")) as reader:
        data = reader.readframes(reader.getnframes())
    return np.frombuffer(data, dtype="<i2").astype(float) / 32_768


# How loud


def loudest(samples: Samples) -> float:
    """The A-weighted level of its loudest 125 ms, in dB; a full-scale sine of 1 kHz has -3."""
    padded = np.pad(samples, RATE)
    frequencies: Samples = np.fft.rfftfreq(len(padded), 1 / RATE).astype(np.float64)
    weighted = np.fft.irfft(np.fft.rfft(padded) * _a_weighting(frequencies), len(padded))
    energy = np.cumsum(np.square(weighted))
    window = round(0.125 * RATE)
    return float(10 * np.log10((energy[window:] - energy[:-window]).max() / window))


def _a_weighting(hertz: Samples) -> Samples:
    """The curve of IEC 61672, as a factor, 1 at 1 kHz."""
    f2 = np.square(hertz)
    poles = (f2 + 20.6**2) * np.sqrt((f2 + 107.7**2) * (f2 + 737.9**2)) * (f2 + 12194.0**2)
    weighting: Samples = 12194.0**2 * np.square(f2) / poles * 10 ** (2.0 / 20)
    return weighting


def share_above(samples: Samples, hertz: float) -> float:
    """Which share of its energy lies above a frequency."""
    power = np.square(np.abs(np.fft.rfft(samples, 4 * RATE)))
    return float(power[np.fft.rfftfreq(4 * RATE, 1 / RATE) > hertz].sum() / power.sum())


# What a room does to it


def noise(colour: str, count: int, seed: int) -> Samples:
    """Noise of power 1: ``white``, or ``pink``, which has the same power in every octave."""
    samples = _noise(colour, seed)[:count]
    louder: Samples = samples / np.sqrt(np.mean(np.square(samples)))
    return louder


@cache
def _noise(colour: str, seed: int) -> Samples:
    """As much of a noise as there can be."""
    spectrum = np.fft.rfft(np.random.default_rng(seed).standard_normal(SIZE))
    if colour == "pink":
        spectrum /= np.sqrt(np.maximum(1, np.arange(len(spectrum))))
    samples: Samples = np.fft.irfft(spectrum, SIZE)
    return samples


def in_noise(samples: Samples, colour: str, seed: int) -> Samples:
    """The sound, some time into a noise as strong as the sound itself is on average."""
    start = round((0.2 + 0.05 * (seed % 5)) * RATE)
    power = np.sqrt(np.mean(np.square(samples)))
    heard: Samples = power * noise(colour, start + len(samples) + RATE, seed)
    heard[start : start + len(samples)] += samples
    return heard


def through_a_phone(samples: Samples) -> Samples:
    """The sound without anything below 500 Hz, as a small speaker leaves it."""
    passed = np.fft.rfftfreq(SIZE, 1 / RATE) > 500
    left: Samples = np.fft.irfft(np.fft.rfft(samples, SIZE) * passed, SIZE)[: len(samples)]
    return left


def in_a_room(samples: Samples, seed: int) -> Samples:
    """The sound with an echo as strong as itself."""
    response, length = _response(seed)
    echoed: Samples = np.fft.irfft(np.fft.rfft(samples, SIZE) * response, SIZE)
    return echoed[: len(samples) + length]


@cache
def _response(seed: int) -> tuple[npt.NDArray[np.complex128], int]:
    """The spectrum of a room's answer to a clap, and of how many samples the answer is."""
    count = round(RT60_S * RATE)
    tail = np.random.default_rng(seed).standard_normal(count)
    tail *= np.exp(-np.log(1000) * np.arange(count) / count)
    tail /= np.sqrt(np.square(tail).sum())
    response = np.concatenate(([1.0], tail))
    return np.fft.rfft(response, SIZE), len(response)


# Which it was


def recognise(heard: Samples, known: Mapping[str, Samples]) -> str:
    """Which of the known sounds is most like what was heard, whenever it came."""
    templates = np.stack([_template(samples.tobytes()) for samples in known.values()])
    span = templates.shape[1]
    spectrum = _bands(np.pad(heard, (0, round(SPAN_S * RATE))))
    windows = np.lib.stride_tricks.sliding_window_view(spectrum, span, axis=0).swapaxes(1, 2)
    # What a band has all the time is the noise and not the cue.
    centred = windows - windows.mean(axis=1, keepdims=True)
    likeness = np.einsum("wsb,nsb->wn", centred, templates, optimize=True)
    likeness /= np.maximum(np.linalg.norm(centred, axis=(1, 2)), 1e-12)[:, None]
    return list(known)[int(likeness.max(axis=0).argmax())]


@cache
def _template(samples: bytes) -> Samples:
    """What a sound has in each band in the course of time, scaled so that all weigh the same."""
    sound = np.frombuffer(samples)
    bands = _bands(np.pad(sound, (0, round(SPAN_S * RATE) - len(sound))))
    centred = bands - bands.mean(axis=0)
    scaled: Samples = centred / np.linalg.norm(centred)
    return scaled


def _bands(samples: Samples) -> Samples:
    """What each band has in each frame: its amplitude, compressed as by an ear."""
    frames = np.lib.stride_tricks.sliding_window_view(samples, FRAME)[::HOP]
    power = np.square(np.abs(np.fft.rfft(frames * np.hanning(FRAME))))
    found: Samples = (power @ _filters().T) ** 0.3
    return found


@cache
def _filters() -> Samples:
    """Triangles that overlap by half, evenly spaced in mel."""
    low, high = (2595 * np.log10(1 + hertz / 700) for hertz in (LOW_HZ, HIGH_HZ))
    edges = 700 * (10 ** (np.linspace(low, high, BANDS + 2) / 2595) - 1)
    hertz = np.fft.rfftfreq(FRAME, 1 / RATE)
    rising = (hertz - edges[:-2, None]) / np.diff(edges)[:-1, None]
    falling = (edges[2:, None] - hertz) / np.diff(edges)[1:, None]
    filters: Samples = np.maximum(0, np.minimum(rising, falling))
    return filters
