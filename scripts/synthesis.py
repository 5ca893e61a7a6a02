"""Notes made into samples: sines that swell, glide and die away."""

from __future__ import annotations

import io
import math
import struct
import wave
from typing import NamedTuple

from loudness import loudness

RATE = 44_100
"""Samples a second."""

# Equal temperament from A4 = 440 Hz.
SEMITONES_FROM_A4 = {
    "A4": 0,
    "B4": 2,
    "D5": 5,
    "E5": 7,
    "F#5": 9,
    "A5": 12,
    "B5": 14,
    "D6": 17,
    "E6": 19,
    "F#6": 21,
    "A6": 24,
}


class Partial(NamedTuple):
    """One sine of a voice: its multiple of the pitch, its level, and how fast it dies away."""

    multiple: float
    level: float
    decay: float  # per second: after 1/decay seconds it is at 37 %


class Voice(NamedTuple):
    """A timbre; attack and release are in seconds and shaped as raised cosines."""

    attack: float
    release: float
    partials: tuple[Partial, ...]
    tremolo: float = 0.0  # how often a second it swells; 0 for a tone that is steady


class Note(NamedTuple):
    """One note of a cue; start and length are in seconds."""

    pitch: str
    start: float
    length: float
    level: float
    voice: Voice
    glide_to: str | None = None


def hertz(pitch: str) -> float:
    """The frequency of a pitch of the scale."""
    return 440.0 * math.pow(2.0, SEMITONES_FROM_A4[pitch] / 12)


def envelope(now: float, length: float, voice: Voice) -> float:
    """How open a note is: exactly 0 at both ends and smooth between, so that nothing clicks."""
    opening = min(1.0, now / voice.attack)
    closing = min(1.0, max(0.0, length - now) / voice.release)
    return (0.5 - 0.5 * math.cos(math.pi * opening)) * (0.5 - 0.5 * math.cos(math.pi * closing))


def synthesise(notes: tuple[Note, ...], level: float) -> list[int]:
    """The samples of some notes.

    Args:
        notes: What is to be heard.
        level: How loud, in dB as ``loudness`` measures it.
    """
    total = max(round(note.start * RATE) + round(note.length * RATE) for note in notes)
    mix = [0.0] * total
    for note in notes:
        first, count = round(note.start * RATE), round(note.length * RATE)
        length = (count - 1) / RATE  # the last sample, not the one after it, is the zero
        frequency = hertz(note.pitch)
        # A glide multiplies by the same ratio each sample: the ear hears ratios, so it is even.
        ratio = math.pow(hertz(note.glide_to or note.pitch) / frequency, 1 / count)
        phase = 0.0
        for index in range(count):
            now = index / RATE
            tone = sum(
                partial.level * math.exp(-partial.decay * now) * math.sin(partial.multiple * phase)
                for partial in note.voice.partials
            )
            swell = 0.5 + 0.5 * math.cos(2 * math.pi * note.voice.tremolo * now)
            mix[first + index] += note.level * envelope(now, length, note.voice) * swell * tone
            phase += 2 * math.pi * frequency / RATE
            frequency *= ratio
    scale = 32_768 * 10 ** ((level - loudness(mix, RATE)) / 20)
    return [round(sample * scale) for sample in mix]


def wav(samples: list[int]) -> bytes:
    """The samples as a 16-bit mono WAV file, little-endian on every machine."""
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(2)
        writer.setframerate(RATE)
        writer.writeframes(struct.pack(f"<{len(samples)}h", *samples))
    return file.getvalue()
