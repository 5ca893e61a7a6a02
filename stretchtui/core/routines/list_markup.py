"""A line of a list without what only decorates it: Markdown, and signs that look alike."""

from __future__ import annotations

import re

from stretchtui.core.text import fold

_LINK = re.compile(r"!?\[(?P<text>[^\[\]]+)\]\((?:[^()\s]|\([^()]*\))*(?:\s+\"[^\"]*\")?\)")
_STRONG = re.compile(r"(?P<mark>\*\*|__|~~|`)(?P<text>\S(?:.*?\S)?)(?P=mark)")
_SLANTED = re.compile(r"(?<![\w*])(?P<mark>[*_])(?P<text>[^\s*_](?:[^*_]*[^\s*_])?)(?P=mark)(?!\w)")
_QUOTE = re.compile(r"^\s*>+\s*")
_BULLET = re.compile(
    r"^\s*(?:[-*+•‣▪●○◦·–—→➤✓✔☐☑]\s+|[•‣▪●○◦→➤✓✔☐☑]"
    r"|\(?\d{1,3}[.)](?!\d)\s*|#\d{1,3}\s+|\(?(?:[a-zA-Z]|step\s+\d{1,2})[.):]\s+"
    r"|\[(?:[ xX]?|\d{1,3})\]\s*|[\u2460-\u2473]\s*|\d\ufe0f?\u20e3\s*"
    r"|[\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]\ufe0f?\s*)",
    re.IGNORECASE,
)
_SAME = str.maketrans(
    {
        **dict.fromkeys("\u00a0\u2007\u2009\u200a\u202f\u3000", " "),
        **dict.fromkeys("\u200b\u200c\u2060\ufe0e\ufeff", ""),
        **dict.fromkeys("\u2010\u2011\u2012\u2212", "-"),
        **dict.fromkeys("✕✖⨯", "×"),
        **dict.fromkeys("“”„", '"'),
        **dict.fromkeys("″", '"'),
        **dict.fromkeys("‘’′", "'"),
        "\uff1a": ":",
        "½": ".5",
    }
)
_LONGEST = 2000
"""A line of more characters is no entry of a list, and is left as it is."""


def unmarked(line: str) -> str:
    """A line as it would be said: no bullets, numbers, links or emphasis, and plain signs."""
    if len(line) > _LONGEST:
        return fold(line)
    line = _QUOTE.sub("", line.translate(_SAME))
    while bullet := _BULLET.match(line):
        line = line[bullet.end() :]
    line = _LINK.sub(lambda found: found["text"], line)
    for mark in (_STRONG, _SLANTED):
        line = mark.sub(lambda found: found["text"], line)
    return fold(line)
