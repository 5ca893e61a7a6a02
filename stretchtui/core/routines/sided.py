"""Instructions for one side: "the working knee" is "your left knee", "the other" the right one."""

from __future__ import annotations

import re

from stretchtui.core.routines.model import Side

OTHER = {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT}
"""The other side of the body."""

# fmt: off
_PARTS = (
    "knee", "leg", "foot", "thigh", "ankle", "shin", "heel", "calf", "toe", "toes", "hip",
    "buttock", "glute", "arm", "forearm", "hand", "elbow", "wrist", "shoulder", "armpit", "ear",
    "cheek", "palm", "fist", "finger", "fingers", "thumb", "rib", "ribs", "sole", "waist",
    "flank",
)
# fmt: on
_WORKING = rf"(?i)\b(the )?working ({'|'.join(_PARTS)}|side)\b"
_OTHER = rf"(?i)\bthe (?:other|opposite) ({'|'.join(_PARTS)}|side)\b"
_EACH = r"(?i)\beach\b"
"""What is of each is of no one side: "rest each hand on the opposite shoulder"."""


def sided(text: str, side: Side) -> str:
    """A line of instructions as it is said and shown for a side; as it is, if there is none."""
    if side is Side.NONE:
        return text
    text = re.sub(_WORKING, lambda found: _named(found[0], found[2], side, bool(found[1])), text)
    if re.search(_EACH, text):
        return text
    return re.sub(_OTHER, lambda found: _named(found[0], found[1], OTHER[side], True), text)


def _named(found: str, part: str, side: Side, definite: bool) -> str:
    whose = ("the " if part == "side" else "your ") if definite else ""
    words = f"{whose}{side} {part}"
    return words[:1].upper() + words[1:] if found[:1].isupper() else words
