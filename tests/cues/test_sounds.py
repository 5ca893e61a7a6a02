"""The cue sounds: right format, no clicks, made by the script, and each told from every other."""

from __future__ import annotations

import math
import shutil
import struct
import subprocess
import sys
import wave
from collections.abc import Sequence
from functools import cache
from itertools import combinations, pairwise
from pathlib import Path

import pytest

from stretchtui.core.sessions.cues import CueName

SOUNDS = Path(__file__).resolve().parents[2] / "sounds"
SCRIPT = SOUNDS.parent / "scripts" / "make_sounds.py"

NAMES = tuple(str(name) for name in CueName)
PAIRS = tuple(combinations(NAMES, 2))

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


def goertzel(samples: list[float], frequency: float, rate: float) -> float:
    """The power of one frequency in a stretch of sound."""
    coefficient = 2 * math.cos(2 * math.pi * frequency / rate)
    before = last = 0.0
    for sample in samples:
        before, last = last, sample + coefficient * last - before
    return last * last + before * before - coefficient * last * before


@cache
def melody(samples: tuple[int, ...]) -> tuple[float, ...]:
    """The pitch, in semitones from A4, at twenty even steps through the energy of a cue.

    Steps of energy and not of time leave rhythm and silence out of it: this is the tune alone.
    """
    # A quarter of the rate still holds every pitch here, at a quarter of the work.
    low = [sum(samples[i : i + 4]) / 4 for i in range(0, len(samples) - 3, 4)]
    # Windows of 40 ms, each twice the hop: 20 ms is too short to tell A4 from B4.
    width, hop, rate = 2 * FRAME // 4, FRAME // 4, RATE / 4
    window = [0.5 - 0.5 * math.cos(2 * math.pi * i / width) for i in range(width)]
    low = [0.0] * hop + low + [0.0] * width
    track: list[tuple[float, int]] = []
    for start in range(0, len(low) - width, hop):
        frame = [s * w for s, w in zip(low[start : start + width], window, strict=True)]
        energy = sum(s * s for s in frame)
        powers = {n: goertzel(frame, 440 * 2 ** (n / 12), rate) for n in SEMITONES}
        track.append((energy, max(powers, key=lambda n: powers[n])))
    whole = sum(energy for energy, _ in track)
    steps: list[float] = []
    passed = 0.0
    for energy, pitch in track:
        passed += energy
        while len(steps) < 20 and passed >= whole * (len(steps) + 0.5) / 20:
            steps.append(pitch)
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
    corners: Sequence[int] = samples
    for _ in range(4):
        corners = [b - a for a, b in pairwise(corners)]
    return max(abs(corner) for corner in corners) / max(abs(s) for s in samples)


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


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_each_cue_is_told_from_every_other_by_rhythm(one: str, other: str) -> None:
    assert rhythm_distance(samples_of(one), samples_of(other)) >= MIN_RHYTHM


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_each_cue_is_told_from_every_other_by_pitch(one: str, other: str) -> None:
    assert pitch_distance(samples_of(one), samples_of(other)) >= MIN_PITCH


@pytest.mark.parametrize("name", NAMES)
def test_a_copy_of_a_cue_would_be_refused(name: str) -> None:
    samples = samples_of(name)
    assert rhythm_distance(samples, tuple(samples)) == 0
    assert pitch_distance(samples, tuple(samples)) == 0
    # Quieter and a frame late is still the same cue.
    later = (0,) * FRAME + tuple(s // 2 for s in samples)
    assert rhythm_distance(samples, later) < 0.01
    assert pitch_distance(samples, later) < 0.5
