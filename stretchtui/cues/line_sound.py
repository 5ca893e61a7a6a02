"""What is done to a line that an engine has spoken: silence cut off, and as loud as the cues.

A line begins when it is asked for, and engines begin up to 65 ms late and end up to 315 ms of
silence later; they differ by 10 dB in how loud they are.
"""

from __future__ import annotations

import math
from array import array
from itertools import accumulate

from stretchtui.cues.engines.engine import Unspoken
from stretchtui.cues.sounds import Sound

LOUDNESS_DB = -16.5
"""How loud a line is, in dB of full scale, A-weighted (IEC 61672-1) and at its loudest 125 ms: as
the cue ``hold``, within 2 dB, which a test looks at."""

QUIET_DB = -50.0
"""What is so much below the highest sample does not count as sound."""

BEFORE_S, AFTER_S = 0.01, 0.03
"""So much of the quiet is left at the ends, in which the line swells and fades."""

WINDOW_S = 0.125
"""Over so long the ear takes what it hears together ("fast", IEC 61672-1), …"""

_STEPS = 5
"""… looked at in so many steps."""

_BLOCK_S = 0.005

_FULL = 32_767
_KNEE = 0.7
"""Above this share of full scale the highest samples are rounded off, not cut."""

_HIGH_PASSES = (107.7, 737.9)
"""The frequencies, in Hz, of the two filters of which A-weighting consists between 80 Hz and 5 kHz,
where voices are loudest; those outside change less than half a dB."""


def finished(sound: Sound) -> Sound:
    """A line as it is kept.

    Args:
        sound: As an engine has made it, with one channel.

    Raises:
        Unspoken: It is silent.
    """
    samples = _trimmed(array("h", sound.samples), sound.rate)
    gain = 10 ** ((LOUDNESS_DB - loudness(samples, sound.rate)) / 20)
    levelled = array("h", (_rounded_off(each * gain) for each in samples))
    _fade(levelled, sound.rate)
    return Sound(levelled.tobytes(), 1, sound.rate)


def loudness(samples: array[int], rate: int) -> float:
    """How loud the loudest eighth of a second is, in dB of full scale, A-weighted."""
    step = max(1, round(WINDOW_S * rate / _STEPS))
    squares = [0.0, *accumulate(each * each for each in _weighted(samples, rate))]
    ends = range(step * _STEPS, max(len(squares), step * _STEPS + 1), step)
    energy = max(squares[min(end, len(samples))] - squares[end - step * _STEPS] for end in ends)
    return 10 * math.log10(max(energy / (step * _STEPS) / _FULL**2, 1e-12))


def _weighted(samples: array[int], rate: int) -> list[float]:
    weighted: list[float] = list(samples)
    gain = 1.0
    for frequency in _HIGH_PASSES:
        # A high pass of the first order: what follows a sample forgets it at this rate.
        keep = math.exp(-2 * math.pi * frequency / rate)
        share = (1 + keep) / 2
        out = before = 0.0
        for at, each in enumerate(weighted):
            out = keep * out + share * (each - before)
            weighted[at] = out
            before = each
        gain *= math.hypot(1, frequency / 1000)
    return [each * gain for each in weighted]


def _trimmed(samples: array[int], rate: int) -> array[int]:
    """The samples without the silence around them."""
    block = max(1, round(_BLOCK_S * rate))
    peaks = [
        max(max(part), -min(part))
        for part in (samples[at : at + block] for at in range(0, len(samples), block))
    ]
    quiet = max(peaks, default=0) * 10 ** (QUIET_DB / 20)
    loud = [index for index, peak in enumerate(peaks) if peak > quiet]
    if not loud:
        raise Unspoken("silence")
    begin = loud[0] * block - round(BEFORE_S * rate)
    return samples[max(0, begin) : (loud[-1] + 1) * block + round(AFTER_S * rate)]


def _rounded_off(sample: float) -> int:
    share = abs(sample) / _FULL
    if share > _KNEE:
        room = 1 - _KNEE
        sample = math.copysign(_KNEE + room * math.tanh((share - _KNEE) / room), sample) * _FULL
    return round(sample)


def _fade(samples: array[int], rate: int) -> None:
    """Swell and fade at the ends, so that nothing clicks where it was cut."""
    half = len(samples) // 2
    swell, fade = min(half, round(BEFORE_S * rate)), min(half, round(AFTER_S * rate))
    for at in range(swell):
        samples[at] = samples[at] * at // swell
    for at in range(fade):
        samples[-1 - at] = samples[-1 - at] * at // fade
