"""How much the sentences of instructions ask for: "Hold for 10-20 seconds, then switch sides."."""

from __future__ import annotations

import re
from collections.abc import Iterable

SHORTEST_HOLD_S = 4
"""What is held for less is a movement that is repeated, and no stretch of that length."""

_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40,
    "forty-five": 45, "sixty": 60,
}  # fmt: skip
_NUMBER = rf"(?:\d{{1,3}}|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
_MANY = (
    rf"(?P<least>{_NUMBER})"
    rf"(?:\s*(?:-|–|—|\bto\b|\bor\b)\s*(?P<most>{_NUMBER}|more|longer))?"
)
_TIME = rf"{_MANY}[\s-]*(?P<unit>seconds?|secs?|s|minutes?|mins?|(?:deep\s+|slow\s+)*breaths?)\b"
_ABOUT = r"(?:about\s+|around\s+|approximately\s+|at\s+least\s+|up\s+to\s+|another\s+)?"
_COUNTED = rf"\b{_ABOUT}{_MANY}\s*(?P<unit>times|repetitions|reps)\b"

_RULES = [
    # What is held comes before what is only done for a while, such as pushing against a partner.
    rf"\b(?:hold|holding|held|stay|staying|remain|maintain|keep|pause|pausing)\b[^.\d]{{0,60}}?"
    rf"\bfor\s+{_ABOUT}{_TIME}",
    rf"\bhold(?:ing)?\s+(?:it\s+|this\s+|the\s+\w+\s+)?{_ABOUT}{_TIME}",
    rf"\b(?:repeat|continue|perform|alternat\w+|do|swing)\b[^.\d]{{0,60}}?{_COUNTED}",
    rf"\bfor\s+{_ABOUT}{_TIME}",
    rf"\bafter\s+{_ABOUT}{_TIME}",
]
_STATED = [re.compile(rule, re.IGNORECASE) for rule in _RULES]

_PART = r"(?:sides?|legs?|arms?|foot|feet|hands?|knees?|hips?|shoulders?|ankles?|directions?)"
_TWO_SIDES = re.compile(
    rf"\b(?:switch|change|alternate|swap)\s+{_PART}\b"
    rf"|\b(?:other|opposite)\s+(?:side|leg|arm|foot|hand|knee|hip|shoulder)\b"
    rf"|\b(?:on|for|per|with)\s+each\s+{_PART}\b"
    rf"|\b(?:left|right)\s+{_PART}\b[^.]*\bthen\b[^.]*\b(?:left|right)\b",
    re.IGNORECASE,
)


def stated(lines: Iterable[str]) -> str | None:
    """The dose that instructions state, as it could stand in a list: ``10 s``, ``5 reps``.

    Of a range it is the lower end. None where they state none.
    """
    text = " ".join(lines)
    for rule in _STATED:
        for found in rule.finditer(text):
            number, unit = _number(found["least"]), found["unit"].lower()
            if unit in ("times", "repetitions", "reps"):
                return f"{number} reps"
            if "breath" in unit:
                return f"{number} breaths"
            seconds = number * (60 if unit.startswith("m") else 1)
            if seconds >= SHORTEST_HOLD_S:
                return f"{seconds} s"
    return None


def _number(text: str) -> int:
    return int(text) if text.isdigit() else _NUMBERS[text.lower()]


def states_two_sides(lines: Iterable[str]) -> bool:
    """Whether instructions say that it is done on the other side as well."""
    return any(_TWO_SIDES.search(line) for line in lines)
