"""Text as a voice is given it, and numbers as they are said."""

from __future__ import annotations

import re
import unicodedata

LIMIT = 200
"""Characters of a line; so that it fits in one request of the relay, and is soon rendered."""

NAME_LIMIT = 40
"""Characters of a stretch's name; with all around it, it takes less than five seconds to say."""

CHARACTERS_PER_S = 12
"""How fast a calm voice speaks: measured 12.3 with py-nanotts, 13.6 with espeak-ng."""

_PAUSES = str.maketrans({**dict.fromkeys(";:()[]/–—…", ","), "?": ".", "!": ".", "’": "'"})
_ASIDE = "[^A-Za-z0-9 .,'-]+"
_DOUBLED = r"\s*([.,])(?:\s*[.,])*"
_SENTENCE = r"(?<=[.;,]) "

# fmt: off
_SMALL = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
)
# fmt: on
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def speakable(text: str, any_script: bool = False) -> str:
    """Text as a voice is given it: letters and digits, spaces, and ``.,'-``.

    What separates becomes a comma or a full stop; whatever else there is becomes a space; what is
    longer than ``LIMIT`` is cut at a word. Empty where there is nothing to say.

    Args:
        text: The text.
        any_script: Whether letters of every script can be spoken. If not, accents are taken off,
            and only A to Z stay.
    """
    text = text.translate(_PAUSES)
    if any_script:
        kept = "".join(
            each if _is_spoken(each) else " " for each in unicodedata.normalize("NFKC", text)
        )
    else:
        plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore")
        kept = re.sub(_ASIDE, " ", plain.decode())
    kept = re.sub(_DOUBLED, r"\1 ", kept)
    return cut(" ".join(kept.split()).lstrip(".,' -"), LIMIT)


def _is_spoken(character: str) -> bool:
    return character in " .,'-" or unicodedata.category(character)[0] in "LMN"


def cut(text: str, limit: int) -> str:
    """Text cut at a word, if it is too long; empty where nothing of it can be heard."""
    if len(text) > limit:
        text = text[: limit + 1].rpartition(" ")[0] or text[:limit]
    return text if any(each.isalnum() for each in text) else ""


def pieces(text: str) -> list[str]:
    """A text of any length as lines that are short enough: whole sentences where they are."""
    found: list[str] = []
    for part in re.split(_SENTENCE, " ".join(text.split())):
        if found and len(found[-1]) + len(part) < LIMIT:
            found[-1] += f" {part}"
        else:
            found.append(part)
    return [line for part in found for line in _words(part)]


def _words(text: str) -> list[str]:
    """A text as lines that are short enough, cut between words."""
    found: list[str] = []
    while len(text) > LIMIT:
        line = text[: LIMIT + 1].rpartition(" ")[0] or text[:LIMIT]
        found.append(line)
        text = text[len(line) :].lstrip()
    return [*found, text] if text else found


def number(value: int) -> str:
    """A whole number in words, up to ninety-nine; larger ones in digits."""
    if value < len(_SMALL):
        return _SMALL[value]
    if value > 99:
        return str(value)
    tens, ones = divmod(value, 10)
    return _TENS[tens - 2] + (f"-{_SMALL[ones]}" if ones else "")


def duration(seconds: int) -> str:
    """A length of time in words: ``thirty seconds``, ``two minutes``."""
    minutes, rest = divmod(seconds, 60)
    if seconds < 100 and rest:
        return counted(seconds, "second")
    parts = [counted(minutes, "minute") if minutes else "", counted(rest, "second") if rest else ""]
    return " ".join(filter(None, parts))


def counted(value: int, what: str) -> str:
    """A number of things in words: ``one breath``, ``five breaths``."""
    return f"{number(value)} {what}{'' if value == 1 else 's'}"


def sentences(*parts: str) -> str:
    """Parts one after the other, each of them a sentence; empty ones are left out."""
    *before, last = [part for part in parts if part] or [""]
    return "".join(f"{part.rstrip(' .,')}. " for part in before) + last


def sentence(*parts: str) -> str:
    """Parts joined by commas, as a sentence begins: ``Next, child's pose, left side``."""
    words = ", ".join(part for part in parts if part)
    return words[:1].upper() + words[1:]
