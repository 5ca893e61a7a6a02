#!/usr/bin/env python3
"""Write the cue sounds beside this file; with --check, only say which ones differ.

The sounds are made here rather than recorded, so that their origin is plain, a change to one
can be reviewed as a line of a table, and anybody can make them again.

Someone lying on the floor with eyes closed hears them from a phone or laptop speaker. So every
fundamental lies between 400 Hz and 2 kHz, where such speakers are honest, and no two cues share
either a melody or a rhythm: one of the two is enough when the other is masked or misheard. All
pitches are of D major pentatonic, in which no two notes clash, so that the set sounds like one
family even when one cue follows closely on another.
"""

from __future__ import annotations

import io
import math
import struct
import sys
import wave
from pathlib import Path
from typing import NamedTuple

RATE = 44_100
PEAK = round(32_767 * 10 ** (-9 / 20))  # -9 dBFS: clear, with room for a voice on top

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

    multiple: int
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


# Upper partials die first, as on a struck bar: that is what makes a tone sound struck, not beeped.
_BELL = (Partial(1, 1.0, 6), Partial(2, 0.30, 12), Partial(3, 0.12, 20), Partial(4, 0.06, 28))
_WARM = (Partial(1, 1.0, 3), Partial(2, 0.25, 5), Partial(3, 0.08, 8))
_AIR = (Partial(1, 1.0, 0), Partial(2, 0.12, 0))

BELL = Voice(0.006, 0.060, _BELL)
WARM = Voice(0.030, 0.120, _WARM)
WOOD = Voice(0.004, 0.050, (Partial(1, 1.0, 16), Partial(4, 0.20, 50)))
DRY = Voice(0.004, 0.015, (Partial(1, 1.0, 60), Partial(2, 0.25, 90)))
PLUCK = Voice(0.003, 0.040, (Partial(1, 1.0, 24), Partial(2, 0.5, 30), Partial(3, 0.3, 40)))
TREMBLING = Voice(0.020, 0.060, _WARM, tremolo=7.5)
SWELL = Voice(0.460, 0.120, _AIR)
FADE = Voice(0.120, 0.460, _AIR)

CUES: dict[str, tuple[Note, ...]] = {
    # Twice the same: nothing moves yet.
    "ready": (
        Note("D5", 0.00, 0.17, 1.0, WARM),
        Note("D5", 0.22, 0.17, 1.0, WARM),
    ),
    # A short step up to a long note that stays: go, and hold.
    "hold": (
        Note("D5", 0.00, 0.10, 0.9, BELL),
        Note("A5", 0.16, 0.42, 1.0, BELL),
    ),
    # Heard once a second, so the shortest and driest of all.
    "tick": (Note("F#6", 0.00, 0.04, 1.0, DRY),),
    # The only chord, one stroke of an open fifth: it neither rises nor falls, so asks for nothing.
    "halfway": (
        Note("D6", 0.00, 0.34, 1.0, BELL),
        Note("A6", 0.00, 0.34, 0.6, BELL),
    ),
    # The only alternation: side, other side, and again for those who missed the first.
    "switch": (
        Note("D6", 0.00, 0.12, 1.0, BELL),
        Note("F#5", 0.16, 0.12, 1.0, BELL),
        Note("D6", 0.32, 0.12, 1.0, BELL),
        Note("F#5", 0.48, 0.12, 1.0, BELL),
    ),
    # The lowest and slowest, one whole tone down: let go.
    "rest": (
        Note("B4", 0.00, 0.30, 0.9, WARM),
        Note("A4", 0.26, 0.34, 1.0, WARM),
    ),
    # A wooden knock, well below the tick and four times as long.
    "rep": (Note("B5", 0.00, 0.16, 1.0, WOOD),),
    # The two glides are one breath, there and back.
    "breath-in": (Note("A4", 0.00, 0.60, 1.0, SWELL, glide_to="A5"),),
    "breath-out": (Note("A5", 0.00, 0.60, 1.0, FADE, glide_to="A4"),),
    # Down a whole octave to the key note: plainly further than rest falls.
    "end": (
        Note("D6", 0.00, 0.17, 1.0, BELL),
        Note("A5", 0.20, 0.15, 1.0, BELL),
        Note("D5", 0.38, 0.22, 1.0, BELL),
    ),
    # The key's chord, note by note upwards: the one flourish, heard once.
    "finish": (
        Note("D5", 0.00, 0.09, 0.7, BELL),
        Note("F#5", 0.08, 0.09, 0.8, BELL),
        Note("A5", 0.16, 0.09, 0.9, BELL),
        Note("D6", 0.36, 0.24, 1.0, BELL),
    ),
    # The only one that trembles: it stays where it is, and asks for attention without haste.
    "waiting": (Note("E6", 0.00, 0.60, 1.0, TREMBLING),),
    # Mirror images in time: two knocks above and one below, one below and two above.
    "pause": (
        Note("E6", 0.00, 0.10, 0.9, WOOD),
        Note("E6", 0.12, 0.10, 0.9, WOOD),
        Note("A5", 0.36, 0.10, 1.0, WOOD),
    ),
    "resume": (
        Note("A5", 0.00, 0.10, 1.0, WOOD),
        Note("E6", 0.24, 0.10, 0.9, WOOD),
        Note("E6", 0.36, 0.10, 0.9, WOOD),
    ),
    # Answers to a key, so the shortest there are after the tick: up for more, down for less.
    "more": (
        Note("B5", 0.00, 0.08, 0.9, PLUCK),
        Note("F#6", 0.09, 0.11, 1.0, PLUCK),
    ),
    "less": (
        Note("B5", 0.00, 0.08, 1.0, PLUCK),
        Note("D5", 0.13, 0.09, 1.0, PLUCK),
    ),
}


def hertz(pitch: str) -> float:
    """The frequency of a pitch of the scale."""
    return 440.0 * math.pow(2.0, SEMITONES_FROM_A4[pitch] / 12)


def envelope(now: float, length: float, voice: Voice) -> float:
    """How open a note is: exactly 0 at both ends and smooth between, so that nothing clicks."""
    opening = min(1.0, now / voice.attack)
    closing = min(1.0, max(0.0, length - now) / voice.release)
    return (0.5 - 0.5 * math.cos(math.pi * opening)) * (0.5 - 0.5 * math.cos(math.pi * closing))


def synthesise(notes: tuple[Note, ...]) -> list[int]:
    """The samples of a cue, scaled so that its loudest one is PEAK."""
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
    scale = PEAK / max(abs(sample) for sample in mix)
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


def main(arguments: list[str]) -> int:
    """Write the files into sounds/, or with --check compare them with what would be written."""
    check = arguments[:1] == ["--check"]
    rest = arguments[check:]
    if len(rest) > 1 or any(each.startswith("-") for each in rest):
        print("usage: make_sounds.py [--check] [FOLDER]", file=sys.stderr)
        return 2
    folder = Path(rest[0]) if rest else Path(__file__).resolve().parent.parent / "sounds"
    differing = 0
    for name, notes in CUES.items():
        path = folder / f"{name}.wav"
        content = wav(synthesise(notes))
        if not check:
            path.write_bytes(content)
        elif not path.is_file():
            print(f"{path.name}: missing")
            differing += 1
        elif path.read_bytes() != content:
            print(f"{path.name}: differs from what the script writes")
            differing += 1
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
