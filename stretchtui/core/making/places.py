"""Where a person would stretch, in their words, and the positions of stretches that this means."""

from __future__ import annotations

from stretchtui.core.routines.search_words import plain
from stretchtui.core.routines.step_speech import ANYWHERE

_LYING = ("on your back", "on your front", "on your side")
_FLOOR = (*_LYING, "on all fours", "kneeling", "sitting on the floor")

PLACES = {
    "on the floor": _FLOOR,
    "lying down": _LYING,
    "on a chair": ("sitting on a chair",),
    "standing": ("standing",),
}
"""The places to choose from, and the positions that a stretch may have there."""

POSITIONS = (*_FLOOR, "sitting on a chair")
"""The positions that can be asked for by themselves; who stands has a place of that name."""

_SPELLINGS = {
    "floor": "on the floor",
    "on a mat": "on the floor",
    "lying": "lying down",
    "in bed": "lying down",
    "bed": "lying down",
    "chair": "on a chair",
    "seated": "on a chair",
    "sitting": "on a chair",
    "at my desk": "on a chair",
    "at your desk": "on a chair",
    "on my feet": "standing",
    "on your feet": "standing",
    "on my back": "on your back",
    "on my front": "on your front",
    "on my side": "on your side",
    "on hands and knees": "on all fours",
    "all fours": "on all fours",
}

SPELLINGS = {each: each for each in (*PLACES, *POSITIONS)} | _SPELLINGS
"""How people write a place, and what it is called here."""


def place_of(typed: str) -> str:
    """What a place is called here; one that is not known stays as it is, but for its spelling."""
    word = plain(typed)
    return SPELLINGS.get(word, word)


def is_in(position: str, places: tuple[str, ...]) -> bool:
    """Whether a stretch's position, in small letters, is in one of some places.

    It is, if there are none, and so is what can be done anywhere.
    """
    if not places or position == ANYWHERE:
        return True
    return any(position in PLACES.get(place, (place,)) for place in places)
