"""The cue sounds: right format, no clicks, made by the script, and each told from every other."""

from __future__ import annotations

import math
import shutil
import struct
import subprocess
import sys
import wave
from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from stretchtui.core.sessions.cues import CueName

SOUNDS = Path(__file__).resolve().parents[2] / "sounds"
SCRIPT = SOUNDS.parent / "scripts" / "make_sounds.py"

NAMES = tuple(str(name) for name in CueName)

Distance = Callable[[tuple[int, ...], tuple[int, ...]], float]
"""How far two sounds are apart."""

RATE = 44_100
FRAME = round(0.020 * RATE)

# Every semitone from G#4 to A#6: wider than the cues, so that a wrong pitch is not forced into
# the scale they are written in.
SEMITONES = tuple(range(-1, 26))

# How far apart two cues must be, in rhythm and in pitch both: a listener who loses one of the two
# to a noisy room or a poor speaker still has the other.
#
# Rhythm is the share, from 0 to 1, of loudness that the two do not have in common. In a simulated
# room (0.3 s of reverberation, 6 dB below the sound) a cue came out up to 0.31 from itself, so
# two cues must be further apart than a room moves one. Written, the nearest two measure 0.36.
MIN_RHYTHM = 0.35
# Pitch is the mean interval between the two tunes, in semitones. Most people hear one semitone
# side by side, but a cue is compared with the memory of another: ask for two. Written, waiting
# and tick measure just that.
MIN_PITCH = 2.0


@cache
def samples_of(name: str) -> tuple[int, ...]:
    """The samples of a cue, after checking that the file has the promised format."""
    with wave.open(str(SOUNDS / f"{name}.wav"), "rb") as reader:
        assert reader.getframerate() == RATE
        assert reader.getsampwidth() == 2
        assert reader.getnchannels() == 1
        assert reader.getcomptype() == "NONE"
        count = reader.getnframes()
        data = reader.readframes(count)
    assert len(data) == 2 * count
    return struct.unpack(f"<{count}h", data)


@cache
def loudness(samples: tuple[int, ...]) -> tuple[float, ...]:
    """The amplitude of each 20 ms frame, the loudest being 1: the rhythm, whatever the volume."""
    frames = [samples[start : start + FRAME] for start in range(0, len(samples), FRAME)]
    amplitudes = [math.sqrt(sum(s * s for s in frame) / FRAME) for frame in frames]
    loudest = max(amplitudes)
    return tuple(amplitude / loudest for amplitude in amplitudes)


def rhythm_distance(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """The share of loudness not in common, 0 to 1, at the best of a few small delays.

    The delays, up to 40 ms, keep the same rhythm started a moment later from counting as another.
    """

    def unshared(delay_one: int, delay_other: int) -> float:
        a = [0.0] * delay_one + list(loudness(one))
        b = [0.0] * delay_other + list(loudness(other))
        length = max(len(a), len(b))
        a += [0.0] * (length - len(a))
        b += [0.0] * (length - len(b))
        common = sum(min(x, y) for x, y in zip(a, b, strict=True))
        return 1.0 - common / sum(max(x, y) for x, y in zip(a, b, strict=True))

    return min(unshared(*delays) for delays in ((0, 0), (0, 1), (0, 2), (1, 0), (2, 0)))


@cache
def melody(samples: tuple[int, ...]) -> tuple[float, ...]:
    """The pitch, in semitones from A4, at twenty even steps through the energy of a cue.

    Steps of energy and not of time leave rhythm and silence out of it: this is the tune alone.
    """
    # A quarter of the rate still holds every pitch here, at a quarter of the work.
    low = np.array(samples[: len(samples) // 4 * 4], float).reshape(-1, 4).mean(axis=1)
    # Windows of 40 ms, each twice the hop: 20 ms is too short to tell A4 from B4.
    width, hop, rate = 2 * FRAME // 4, FRAME // 4, RATE / 4
    at = np.arange(width)
    window = 0.5 - 0.5 * np.cos(2 * np.pi * at / width)
    low = np.pad(low, (hop, width))
    frames = np.lib.stride_tricks.sliding_window_view(low, width)[:-1:hop] * window
    energies = np.square(frames).sum(axis=1)
    hertz = 440 * 2 ** (np.array(SEMITONES) / 12)
    powers = np.abs(frames @ np.exp(-2j * np.pi * np.outer(at, hertz) / rate))
    pitches = np.array(SEMITONES)[powers.argmax(axis=1)]
    steps: list[float] = []
    whole, passed = energies.sum(), 0.0
    for energy, pitch in zip(energies, pitches, strict=True):
        passed += energy
        while len(steps) < 20 and passed >= whole * (len(steps) + 0.5) / 20:
            steps.append(float(pitch))
    return tuple(steps)


def pitch_distance(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """The mean interval between two tunes, in semitones."""
    a, b = melody(one), melody(other)
    return sum(abs(x - y) for x, y in zip(a, b, strict=True)) / len(a)


@pytest.mark.parametrize("name", NAMES)
def test_format_length_and_peak(name: str) -> None:
    samples = samples_of(name)
    assert 0 < len(samples) <= 0.6 * RATE
    assert (SOUNDS / f"{name}.wav").stat().st_size < 55_000
    peak = 20 * math.log10(max(abs(s) for s in samples) / 32_768)
    assert peak <= -5, "a voice, or another cue, has room beside it"


@pytest.mark.parametrize("name", NAMES)
def test_begins_and_ends_without_a_click(name: str) -> None:
    samples = samples_of(name)
    peak = max(abs(s) for s in samples)
    # The first and the last half millisecond: a click is a jump from or to silence. A bare sine
    # of 500 Hz cut on at zero already steps by 7 % of its peak there.
    for edge in (samples[:22], samples[:-23:-1]):
        assert abs(edge[0]) <= 1
        assert max(abs(b - a) for a, b in pairwise(edge)) <= 0.02 * peak


def clicks(samples: Sequence[int]) -> float:
    """The sharpest corner in a sound, as a share of its peak.

    Differencing four times all but removes tones of a few kHz and trebles a jump, so a note cut
    off in the middle of a cue stands out from the tones around it.
    """
    corners = np.diff(np.array(samples), 4)
    return float(np.abs(corners).max() / np.abs(samples).max())


@pytest.mark.once
@pytest.mark.parametrize("name", NAMES)
def test_no_note_inside_begins_or_ends_with_a_click(name: str) -> None:
    samples = samples_of(name)
    # The pipe's partial at 5.9 kHz gives 0.047, the highest; a jump of 5 % of the peak, 0.14.
    assert clicks(samples) <= 0.06
    jump = max(abs(s) for s in samples) // 20
    middle = len(samples) // 2
    assert clicks([s + jump if i > middle else s for i, s in enumerate(samples)]) > 0.06


def test_files_are_what_the_script_writes() -> None:
    # A process of its own, so this also says that two runs write the same bytes.
    run = subprocess.run(
        [sys.executable, str(SCRIPT), "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")


def test_check_names_each_file_that_differs(tmp_path: Path) -> None:
    for name in NAMES:
        shutil.copy(SOUNDS / f"{name}.wav", tmp_path)
    changed = bytearray((tmp_path / "tick.wav").read_bytes())
    changed[-1] ^= 1
    (tmp_path / "tick.wav").write_bytes(changed)
    (tmp_path / "rest.wav").unlink()
    run = subprocess.run(
        [sys.executable, str(SCRIPT), "--check", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 1
    lines = run.stdout.splitlines()
    assert sorted(line.split(":")[0] for line in lines) == ["rest.wav", "tick.wav"]


def closer_than(least: float, distance: Distance, name: str) -> dict[str, float]:
    """The cues behind one in the alphabet that are too much like it, with their distances."""
    apart = {
        other: distance(samples_of(name), samples_of(other)) for other in NAMES if other > name
    }
    return {other: each for other, each in apart.items() if each < least}


@pytest.mark.once
@pytest.mark.parametrize("name", NAMES)
def test_each_cue_is_told_from_every_other_by_rhythm(name: str) -> None:
    assert closer_than(MIN_RHYTHM, rhythm_distance, name) == {}


@pytest.mark.once
@pytest.mark.parametrize("name", NAMES)
def test_each_cue_is_told_from_every_other_by_pitch(name: str) -> None:
    assert closer_than(MIN_PITCH, pitch_distance, name) == {}


@pytest.mark.once
@pytest.mark.parametrize("name", NAMES)
def test_a_copy_of_a_cue_would_be_refused(name: str) -> None:
    samples = samples_of(name)
    assert rhythm_distance(samples, tuple(samples)) == 0
    assert pitch_distance(samples, tuple(samples)) == 0
    # Quieter and a frame late is still the same cue.
    later = (0,) * FRAME + tuple(s // 2 for s in samples)
    assert rhythm_distance(samples, later) < 0.01
    assert pitch_distance(samples, later) < 0.5
