"""How loud a sound is to an ear: the A-weighted level of its loudest eighth of a second.

The ear hears 440 Hz some 5 dB weaker than 2 kHz, and a click weaker than a tone of the same peak.
The weighting is that of IEC 61672, made into three filters of second order by the bilinear
transform: within 0.4 dB of the standard up to 4 kHz, above which the cues have next to nothing.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

WINDOW_S = 0.125
"""The time that a sound level meter takes into account when it is set to "fast"."""

# The poles of the weighting, in Hz; the outer two are double.
_POLES = ((20.598997, 20.598997), (107.65265, 737.86223), (12194.217, 12194.217))
_REFERENCE_HZ = 1000.0

Section = tuple[float, float, float, float, float]
"""A filter: three coefficients of what goes in, two of what came out."""


def loudness(samples: Sequence[float], rate: int) -> float:
    """The level in dB, a full-scale sine of 1 kHz being at -3.

    Args:
        samples: From -1 to 1.
        rate: Of the samples, in Hz.
    """
    sections = _sections(rate)
    weighted = list(samples)
    for section in sections:
        weighted = _filtered(weighted, section)
    gain = math.prod(_response(section, rate) for section in sections)
    window = round(WINDOW_S * rate)
    energy = loudest = 0.0
    for index, sample in enumerate(weighted):
        energy += sample * sample
        if index >= window:
            energy -= weighted[index - window] ** 2
        loudest = max(loudest, energy)
    return 10 * math.log10(loudest / window) - 20 * math.log10(gain)


def _sections(rate: int) -> list[Section]:
    """The three filters: two that take away what is low, and one what is high."""
    found = []
    for number, poles in enumerate(_POLES):
        one, other = (math.tan(math.pi * pole / rate) for pole in poles)
        whole = (1 + one) * (1 + other)
        sign = 1.0 if number == 2 else -1.0
        back = ((one - 1) * (1 + other) + (1 + one) * (other - 1), (one - 1) * (other - 1))
        found.append(
            (1 / whole, 2 * sign / whole, 1 / whole, back[0] / whole, back[1] / whole),
        )
    return found


def _filtered(samples: Sequence[float], section: Section) -> list[float]:
    into, into_1, into_2, back_1, back_2 = section
    one = two = 0.0
    found = []
    for sample in samples:
        out = into * sample + one
        one = into_1 * sample - back_1 * out + two
        two = into_2 * sample - back_2 * out
        found.append(out)
    return found


def _response(section: Section, rate: int) -> float:
    """How much of a tone at the reference comes through."""
    into, into_1, into_2, back_1, back_2 = section
    z = complex(math.cos(a := 2 * math.pi * _REFERENCE_HZ / rate), -math.sin(a))
    return abs((into + into_1 * z + into_2 * z * z) / (1 + back_1 * z + back_2 * z * z))
