"""Exports of a timer that writes one byte for each letter, whatever the letter.

Just Another Workout Timer saves the low byte of each UTF-16 unit. What is in Latin-1 is that byte;
of any other letter half is lost. A dash or a quotation mark is then a control character, which no
JSON may have, and a Cyrillic "Т" is the quotation mark that ends the text. The texts are found by
what stands around them, which the timer always writes in the same way.
"""

from __future__ import annotations

import re

_TEXT = re.compile(
    r'(?P<key>"(?:title|name)":")(?P<said>.{0,400}?)(?P<end>"(?=,"[a-z]{1,12}":|\}))', re.DOTALL
)
_LOST = re.compile(r"[\x00-\x1f]")
_WORD = re.compile(r"[^ ]+")
_MARKS = {
    "\x13": "–",
    "\x14": "—",
    "\x18": "‘",
    "\x19": "’",
    "\x1c": "“",
    "\x1d": "”",
}
"""The low bytes of U+2013 and its neighbours, which people write in any language."""
_CYRILLIC = re.compile(r"[\x10-\x4f\x51]+")
_CAPITAL = re.compile(r"[\x10-\x1f]|^\x22")
_UNLOST = 0x400
"""What the low byte of a Cyrillic letter lacks."""


def repaired(data: bytes) -> tuple[str, bool]:
    """An export's bytes as JSON that can be read.

    Args:
        data: The bytes, one a letter.

    Returns:
        The text, and whether letters had to be guessed or were lost.
    """
    text = data.decode("latin-1")
    guessed = False

    def mended(found: re.Match[str]) -> str:
        nonlocal guessed
        said = found["said"]
        inner = said.replace('\\"', "\0")
        if not (_LOST.search(inner) or '"' in inner):
            return found[0]
        guessed = True
        plain = _restored(said.replace('\\"', '"'))
        return f"{found['key']}{_escaped(plain)}{found['end']}"

    return _TEXT.sub(mended, text), guessed


def _restored(said: str) -> str:
    """A text with the letters that it is most likely to have had."""
    words = _WORD.findall(said)
    cyrillic = any(_CYRILLIC.fullmatch(word) and _CAPITAL.search(word) for word in words)

    def restored(found: re.Match[str]) -> str:
        word = found[0]
        if cyrillic and len(word) > 1 and _CYRILLIC.fullmatch(word) and not word.isdigit():
            return "".join(chr(_UNLOST + ord(each)) for each in word)
        return _LOST.sub(lambda lost: _MARKS.get(lost[0], "\ufffd"), word)

    return _WORD.sub(restored, said)


def _escaped(plain: str) -> str:
    return plain.replace("\\", "\\\\").replace('"', '\\"')
