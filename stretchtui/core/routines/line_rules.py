"""What a line of a list says of a stretch, as patterns that are cut out one after the other."""

from __future__ import annotations

import re

from stretchtui.core.routines import step_manner

_SECOND, _MINUTE = r"(?:seconds?|secs?|s)\b", r"(?:minutes?|mins?|m)\b"
_TIME = (
    rf"(?:\d{{1,2}}:\d\d(?::\d\d)?|\d{{1,3}}(?:[.,]\d)?\s*{_MINUTE}(?:\s*\d{{1,2}}\s*{_SECOND})?"
    rf"|\d{{1,5}}\s*{_SECOND})"
)
_COUNT = r"(?:\d{1,3}\s*(?:breaths?|reps?|repetitions?)\b)"
_PLAIN = rf"(?:{_TIME}|{_COUNT})"
_TO = r"\s*(?:-|–|to)\s*"
_BY = rf"\s+by\s+(?P<by>{_PLAIN}|\d{{1,4}}\b)(?:\s+every\s+(?P<every>\d{{1,4}})\b)?"
_START = r"(?<![\w/:])(?<!\d[.,])"
_X = r"(?:x|×|\*)"
_SETS = r"\d{1,2}"
_LEAST = r"(?:\d{1,2}:\d\d|\d{1,4})"
_HOLD, _HELD = r"(?:\b(?:hold\s+)?(?:each\s+)?for\s+|\bhold\s+(?:each\s+)?)?", r"(?:\s+holds?\b)?"
_BODY = r"(?:sides?|legs?|arms?|foot|feet|hands?|knees?|ways?|directions?)"

RULES = {
    "often": (
        r"\b(?:\d{1,2}|once|twice|one|two|three)?(?:\s*-\s*\d)?\s*(?:x|×|times)?\s*"
        r"(?:per|a|an|every|each|/)\s*(?:day|week|hour)\b"
        r"|\b(?:daily|weekly|bid|tid|qid)\b"
    ),
    "rest": rf"\b(?:rest|pause|break)\b\s*:?\s*(?:of\s+|for\s+)?(?P<rest>{_TIME}|\d{{1,3}}\b)",
    **step_manner.RULES,
    "sets of": (
        rf"{_START}(?:(?P<few>{_SETS}){_TO})?(?P<times>{_SETS})\s*"
        rf"(?:{_X}|sets?(?:\s+of\b|\s*{_X})?)\s*"
        rf"(?:(?P<least>{_LEAST}){_TO})?(?P<amount>{_PLAIN}|\d{{1,3}}\b(?![:/]))"
    ),
    "growing": rf"{_START}(?P<start>{_PLAIN}|\d{{1,4}}){_TO}(?P<to>{_PLAIN}){_BY}",
    "range": rf"{_HOLD}{_START}(?P<least>{_LEAST}){_TO}(?P<most>{_PLAIN}){_HELD}",
    "amount": rf"{_HOLD}{_START}(?P<amount>{_PLAIN}){_HELD}",
    "growing sets": rf"(?<!\w){_X}\s*(?P<start>{_SETS}){_TO}(?P<to>{_SETS}){_BY}",
    "sets": (
        rf"(?<!\w){_X}\s*(?P<times>{_SETS})\b|(?:\brepeat(?:ed)?\s+)?{_START}"
        rf"(?:(?P<few>{_SETS}){_TO})?(?P<also>{_SETS})\s*(?:{_X}(?!\w)|sets?\b|times\b|rounds?\b)"
    ),
    "both": rf"\b(?:on\s+)?(?:each|per|both|either)\s+{_BODY}\b|/\s*{_BODY}\b",
    "alternate": rf"\balternat(?:e|es|ing)\b(?:\s+{_BODY}\b)?",
    "one": r"\b(?P<side>left|right)\s+(?:side|leg|arm|foot|hand)\b|\((?P<alone>left|right)\)",
    "none": r"\bno\s+sides\b",
    "wait": r"\bthen\s+wait\b",
}
"""In the order in which they are tried, as ``step_line`` asks for them."""

FOUND = {name: re.compile(rule, re.IGNORECASE) for name, rule in RULES.items()}
"""The same, compiled."""
