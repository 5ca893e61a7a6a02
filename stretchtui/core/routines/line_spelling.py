"""What people write in a list, in the spelling that ``step_line`` reads.

One kind of thing has many spellings: ``45"``, ``45 sec.`` and ``forty-five seconds``; ``e/s``,
``L+R`` and ``each``; ``10 s rest between sets``. Each rule mends a whole kind.
"""

from __future__ import annotations

import re
from collections.abc import Callable

_WORDS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    "twelve",
)
_NUMBERS = {
    **{word: number for number, word in enumerate(_WORDS, 1)},
    **{"fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "forty-five": 45, "fifty": 50},
    **{"sixty": 60, "ninety": 90},
}
_UNIT = r"(?:seconds?|secs?|minutes?|mins?|sets?|reps?|repetitions?|times|rounds?|breaths?|hours?)"
_TIME = r"(?:\d{1,2}:\d\d|\d{1,3}\s*(?:seconds?|secs?|s|minutes?|mins?|m)\b)"
_DOSE = rf"(?:\d{{1,2}}\s*[x×]\s*\d{{1,3}}|\d{{1,3}}\s*reps?|{_TIME})"
_OFF = r"(?:rest|pause|break)"
_BETWEEN = (
    r"(?:in\s+)?(?:between|after)\s+(?:each\s+|every\s+|the\s+)?"
    r"(?:sets?|reps?|sides?|rounds?|times?|exercises?|one|legs?|arms?)"
)
_AND = r"\s*(?:/|\+|&|,|and|then)\s*"
_LEFT, _RIGHT = r"(?:left|l)", r"(?:right|r)"
_END = r"(?=\s*(?:$|[,;.)\]–—-]))"


def _number(found: re.Match[str]) -> str:
    return str(_NUMBERS[found[1].lower()])


def _minutes(found: re.Match[str]) -> str:
    return f"{int(found[1]) * 60} min"


_RULES: tuple[tuple[str, str | Callable[[re.Match[str]], str]], ...] = (
    (r"\.{3,}|…+", " - "),
    (r"\s@\s", " "),
    # Numbers and times.
    (r"\bhalf\s+a\s+minute\b", "30 s"),
    (r"\ban?\s+(?=minute\b)", "1 "),
    (rf"\b({'|'.join(sorted(_NUMBERS, key=len, reverse=True))})\b(?=\s+{_UNIT}\b)", _number),
    (rf"(?<=\bof\s)({'|'.join(_NUMBERS)})\b", _number),
    (r"(?<![\w:])(\d{1,2})\s*'\s*([0-5]\d)\s*(?:\"|'')?(?!\w)", r"\1:\2"),
    (r"(?<=\d)\s*(?:\"|'')(?!\w)", " s"),
    (r"(?<=\d)\s*'(?!\w)", " min"),
    (r"(?<![\w.,])(\d{1,2})\s*(?:hours?|hrs?|h)\b", _minutes),
    (r"(?<![\w.,])(\d{1,2})\s*m(?:ins?)?\s*(\d{1,2})\s*s(?:ecs?)?\b", r"\1 min \2 s"),
    (r"(?<=\d)(\s*(?:secs?|mins?|reps?|x))\.(?=\s|$|[,;)])", r"\1"),
    (r"(?<=\d)\s+(?:deep|slow|full|long|calm|steady|even|gentle)\s+(?=breaths?\b|rep)", " "),
    (r"[(\[]\s*(\d{1,3})\s*[)\]]\s*$", r" \1"),
    (r"\b(x\s*\d{1,2})\s+(?:sets?|times)\b", r"\1"),
    (r"(?<!\d)(?<!\d\s)\bx\s*(\d{1,3}\s*rep)", r"\1"),
    (r"\btwice\b(?!\s+(?:an?|per|daily|weekly|every|each)\b)", "x 2"),
    # Rests.
    (rf"({_TIME})\s*(?:on|work)\b[\s/,;+]*({_TIME})\s*(?:off|rest)\b", r"\1, rest \2"),
    (
        rf"({_TIME})\s*(?:of\s+)?{_OFF}\b(?!\s*:?\s*(?:(?:of|for)\s+)?\d)(?:\s+{_BETWEEN}\b)?",
        r"rest \1",
    ),
    (rf"\b({_OFF}\s*:?\s*(?:(?:of|for)\s+)?{_TIME})\s+{_BETWEEN}\b", r"\1"),
    # Sides.
    (rf"({_DOSE})\s*\(?{_RIGHT}\)?(?:{_AND}|\s+)\1\s*\(?{_LEFT}\b\)?", r"\1 each side"),
    (rf"({_DOSE})\s*\(?{_LEFT}\)?(?:{_AND}|\s+)\1\s*\(?{_RIGHT}\b\)?", r"\1 each side"),
    (r"\(\s*l\s*\)", "(left)"),
    (r"\(\s*r\s*\)", "(right)"),
    (rf"\balternat\w*\s+{_LEFT}{_AND}{_RIGHT}\b", "alternating"),
    (rf"\(?\b(?:{_LEFT}{_AND}{_RIGHT}|{_RIGHT}{_AND}{_LEFT})\b(?:\s+sides?)?\)?", " each side "),
    (r"\b(?:e/s|p/s|b/s)(?!\w)", "each side"),
    (r"\b(?:ea|e)\.?\s+(?=side|leg|arm|foot|hand|knee|way|direction)", "each "),
    (rf"(?<=[\ds])\s+(?:each|ea)\b{_END}", " each side"),
    (r"\b(left|right)\s+(?=\d)", r"(\1) "),
    (r"(?-i:\bL)\s+(?=\d)", "(left) "),
    (r"(?-i:\bR)\s+(?=\d)", "(right) "),
    (rf"(?<=[\ds])\s+({_LEFT})\b{_END}", " (left)"),
    (rf"(?<=[\ds])\s+({_RIGHT})\b{_END}", " (right)"),
    # Verbs.
    (r"^(?:do|perform)\s+(?=\w)", ""),
    (r"^hold\s+(?=[^\W\d])(?!for\b|and\b|it\b)", ""),
)
_COMPILED = [(re.compile(rule, re.IGNORECASE), told) for rule, told in _RULES]


def respelled(text: str) -> str:
    """A line, or what stands beside a name in quotes, in the spelling that is read."""
    for rule, told in _COMPILED:
        text = rule.sub(told, text)
    return text
