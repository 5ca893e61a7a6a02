"""Every cue is recognised in noise, through a phone and in a room, and loud enough to be."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from stretchtui.core.sessions.cues import CueName
from tests.amounts import share_of
from tests.cues.ear import (
    RATE,
    Samples,
    cue,
    in_a_room,
    in_noise,
    loudest,
    noise,
    recognise,
    share_above,
    through_a_phone,
)

CUES = {str(name): cue(name) for name in CueName}

SOFT = {"tick", "breath-in", "breath-out"}
"""What is heard all the time, and may not be as loud as what tells to do something."""

FAMILIES = {
    "effort": {"hold": (880.0, 0.20, 0.50), "rep": (987.8, 0.025, 0.068)},
    "release": {"end": (440.0, 0.41, 0.48), "rest": (440.0, 0.27, 0.48)},
    "switch": {"switch": (1174.7, 0.012, 0.08)},
    "prepare": {"ready": (587.3, 0.004, 0.14), "tick": (1480.0, 0.004, 0.025)},
    "finish": {"finish": (1174.7, 0.37, 0.52)},
}
"""What asks for different things; of each cue a note: its pitch in Hz, and from when to when in
seconds it has begun and not yet been cut off."""

LASTS_DB_S = -20.0
"""What dies away more slowly is steady."""

AUDIBLE = 0.03
"""From this share of the fundamental's power on an overtone colours a note."""

PLACES: dict[str, Callable[[Samples, int], Samples]] = {
    "white noise": lambda sound, seed: in_noise(sound, "white", seed),
    "pink noise": lambda sound, seed: in_noise(sound, "pink", seed),
    "a phone": lambda sound, _: through_a_phone(sound),
    "a phone in white noise": lambda sound, seed: through_a_phone(in_noise(sound, "white", seed)),
    "a phone in pink noise": lambda sound, seed: through_a_phone(in_noise(sound, "pink", seed)),
    "a room": in_a_room,
    "a room with white noise": lambda sound, seed: in_noise(in_a_room(sound, seed), "white", seed),
    "a room with pink noise": lambda sound, seed: in_noise(in_a_room(sound, seed), "pink", seed),
}
SEEDS = {place: share_of((1, 2, 3), turn) for turn, place in enumerate(PLACES)}


def mistaken(place: str, known: dict[str, Samples]) -> dict[str, set[str]]:
    """For each sound that is taken for another somewhere, what it is taken for."""
    found: dict[str, set[str]] = {}
    for name, sound in known.items():
        for seed in SEEDS[place]:
            taken = recognise(PLACES[place](sound, seed), known)
            if taken != name:
                found.setdefault(name, set()).add(taken)
    return found


@pytest.mark.once
@pytest.mark.parametrize("place", PLACES)
def test_no_cue_is_taken_for_another(place: str) -> None:
    assert mistaken(place, CUES) == {}


@pytest.mark.parametrize("place", ["pink noise", "a phone in white noise", "a room"])
def test_two_equal_cues_are_confused(place: str) -> None:
    confused = mistaken(place, {**CUES, "again": CUES["hold"] * 0.8})
    # Which of the two is taken for the other is left to the last digits.
    assert confused
    assert all({name, *taken} == {"hold", "again"} for name, taken in confused.items())


def test_a_cue_that_is_all_bass_is_lost_on_a_phone() -> None:
    bass = CUES["rest"] - through_a_phone(CUES["rest"])
    assert "rest" in mistaken("a phone in pink noise", {**CUES, "rest": bass})


def test_noise_alone_is_as_strong_as_the_cue() -> None:
    for colour in ("white", "pink"):
        assert np.mean(np.square(noise(colour, RATE, 1))) == pytest.approx(1)
        heard = in_noise(CUES["hold"], colour, 1)
        before = heard[: round(0.2 * RATE)]
        assert np.std(before) == pytest.approx(np.std(CUES["hold"]), rel=0.25)


def test_a_phone_passes_nothing_below_500_hz() -> None:
    assert share_above(through_a_phone(noise("pink", RATE, 1)), 480) > 0.99


def test_a_level_is_that_of_the_standard() -> None:
    """IEC 61672 gives the A weighting at these frequencies, in dB."""
    seconds = np.arange(RATE) / RATE
    for hertz, weighting in {125: -16.1, 500: -3.2, 1000: 0.0, 2000: 1.2, 4000: 1.0}.items():
        tone = np.sin(2 * np.pi * hertz * seconds)
        assert loudest(tone) == pytest.approx(-3.0 + weighting, abs=0.1)


def test_all_that_tells_to_do_something_is_equally_loud() -> None:
    levels = [loudest(sound) for name, sound in CUES.items() if name not in SOFT]
    assert max(levels) - min(levels) <= 3
    assert loudest(CUES["hold"]) == pytest.approx(max(levels), abs=0.1)


def test_what_is_heard_all_the_time_is_softer() -> None:
    hold = loudest(CUES["hold"])
    assert loudest(CUES["tick"]) == pytest.approx(hold - 6, abs=0.5)
    softest = {name for name, sound in CUES.items() if loudest(sound) < loudest(CUES["tick"]) - 1}
    assert softest == {"breath-in", "breath-out"}


@pytest.mark.parametrize("name", CUES)
def test_a_phone_says_enough_of_every_cue(name: str) -> None:
    assert share_above(CUES[name], 500) >= 0.25


def test_each_family_has_a_timbre_of_its_own() -> None:
    """Steady or dying away, and which overtones there are: one note is enough to tell."""
    timbres = {
        family: {timbre(name, *note) for name, note in notes.items()}
        for family, notes in FAMILIES.items()
    }
    assert timbres == {
        "effort": {(True, True, True)},
        "release": {(False, True, True)},
        "switch": {(False, False, True)},
        "prepare": {(False, False, False)},
        "finish": {(False, True, False)},
    }


def timbre(name: str, hertz: float, start: float, stop: float) -> tuple[bool, bool, bool]:
    """Whether a note lasts, whether it has its octave, and whether it has its twelfth."""
    note = CUES[name][round(start * RATE) : round(stop * RATE)]
    first, *_, last = np.array_split(note, 3)
    falls = 20 * np.log10(np.std(last) / np.std(first)) / ((stop - start) * 2 / 3)
    seconds = np.arange(len(note)) / RATE
    powers = [
        abs(np.sum(note * np.hanning(len(note)) * np.exp(-2j * np.pi * hertz * multiple * seconds)))
        ** 2
        for multiple in (1, 2, 3)
    ]
    return (
        bool(falls > LASTS_DB_S),
        bool(powers[1] > AUDIBLE * powers[0]),
        bool(powers[2] > AUDIBLE * powers[0]),
    )
