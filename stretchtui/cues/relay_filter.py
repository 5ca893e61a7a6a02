"""What the near side of the relay takes out of the far side's output. Pure: bytes in, bytes out.

The far side is not trusted. Only exact requests out of a fixed set are ever taken; whatever
differs from them in one byte is copied on as it came, and the terminal makes of it what it
would have made without a relay.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable

from msgspec import Struct

from stretchtui.core.routines.speech import LIMIT as SPOKEN_LIMIT
from stretchtui.core.routines.speech import speakable
from stretchtui.core.sessions.cues import CueName
from stretchtui.cues.relay import HANDSHAKE, INTRODUCER

PER_SECOND = 8
"""More requests within a second are dropped, and so are more questions."""

ANNOUNCED_PER_MINUTE = 400
"""So many texts may be announced within a minute: a long session says about 200. The others are
rendered when they are to be spoken."""

LONGEST = 1024
"""No request is longer, in bytes."""


class Play(Struct, frozen=True):
    """A cue is to be played."""

    cue: CueName


class Speak(Struct, frozen=True):
    """A text is to be spoken: letters and digits of any script, spaces and ``.,'-``."""

    text: str


class Announce(Struct, frozen=True):
    """A text, of the same kind, will be spoken."""

    text: str


class Handshake(Struct, frozen=True):
    """The far side asks whether there is a relay."""


Request = Play | Speak | Announce | Handshake

_QUESTION = HANDSHAKE.encode()
_INTRODUCER = INTRODUCER.encode()
_CUES = {f"1;{name.value}".encode(): name for name in CueName}
# The bytes of one character. What it is, is looked at when it is known to be UTF-8; but no control
# character is taken: neither C0, nor C1, which are U+0080 to U+009F.
_ASCII = rb"[A-Za-z0-9 .,'-]"
_BEYOND = (
    rb"\xc2[\xa0-\xbf]|[\xc3-\xdf][\x80-\xbf]"
    rb"|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]"
    rb"|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2}"
)
_CHARACTER = rb"(?:%b|%b)" % (_ASCII, _BEYOND)
_BEGUN = (
    rb"(?:[\xc2-\xdf]|\xe0[\xa0-\xbf]?|[\xe1-\xec\xee\xef][\x80-\xbf]?|\xed[\x80-\x9f]?"
    rb"|\xf0(?:[\x90-\xbf][\x80-\xbf]?)?|[\xf1-\xf3][\x80-\xbf]{0,2}"
    rb"|\xf4(?:[\x80-\x8f][\x80-\xbf]?)?)"
)
"""The beginning of one."""

_REQUEST = re.compile(
    rb"(?P<question>" + re.escape(_QUESTION) + rb")"
    rb"|" + re.escape(_INTRODUCER) + rb"(?:"
    rb"(?P<cue>" + b"|".join(map(re.escape, _CUES)) + rb")"
    rb"|(?P<kind>[23]);(?P<text>" + _CHARACTER + rb"{1,%d})" % SPOKEN_LIMIT + rb")(?:\x07|\x1b\\)"
)
_SPEECH_SO_FAR = re.compile(
    rb"[23](?:;(?:%b{0,%d}|%b{0,%d}%b))?"
    % (_CHARACTER, SPOKEN_LIMIT, _CHARACTER, SPOKEN_LIMIT - 1, _BEGUN)
)
_SPEECH_WHOLE = re.compile(rb"[23];" + _CHARACTER + rb"{1,%d}" % SPOKEN_LIMIT)


class Rate:
    """Lets so many through in any stretch of time.

    Args:
        clock: Monotonic seconds.
        most: How many.
        seconds: In how long a time.
    """

    def __init__(
        self, clock: Callable[[], float], most: int = PER_SECOND, seconds: float = 1.0
    ) -> None:
        self._clock = clock
        self._most = most
        self._seconds = seconds
        self._last: deque[float] = deque(maxlen=most)

    def allows(self) -> bool:
        """Whether one more may pass now; it then counts."""
        now = self._clock()
        if len(self._last) == self._most and now - self._last[0] < self._seconds:
            return False
        self._last.append(now)
        return True


class RelayFilter:
    """Takes requests out of a stream that comes in pieces.

    Args:
        clock: Monotonic seconds.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._held = b""
        self._requests = Rate(clock)
        self._questions = Rate(clock)
        self._announcements = Rate(clock, ANNOUNCED_PER_MINUTE, 60)

    def feed(self, data: bytes) -> tuple[bytes, list[Request]]:
        """Take in what came.

        What may be the beginning of a request is held back until the next piece tells; a
        terminal could not have shown anything of it either.

        Returns:
            The bytes to copy on, and what was asked for within the rate.
        """
        if not self._held and b"\x1b" not in data:
            return data, []
        data = self._held + data
        found: list[Request] = []
        kept: list[bytes] = []
        start = 0
        for match in _REQUEST.finditer(data):
            kept.append(data[start : match.start()])
            start = match.end()
            if (asked := self._within_rate(match)) is not None:
                found.append(asked)
        end = _beginning(data, start)
        self._held = data[end:]
        kept.append(data[start:end])
        return b"".join(kept), found

    def flush(self) -> bytes:
        """What was held back, when nothing more comes."""
        held, self._held = self._held, b""
        return held

    def _within_rate(self, match: re.Match[bytes]) -> Request | None:
        if match["question"]:
            return Handshake() if self._questions.allows() else None
        rate = self._announcements if match["kind"] == b"3" else self._requests
        if not rate.allows():
            return None
        if match["cue"]:
            return Play(_CUES[match["cue"]])
        # Whatever is no letter, like a mark that turns the text around, is left out.
        text = speakable(match["text"].decode(), any_script=True)
        if not text:
            return None
        return Announce(text) if match["kind"] == b"3" else Speak(text)


def _beginning(data: bytes, start: int) -> int:
    """Where the data ends in the beginning of a request; its length, if it does not."""
    at = data.find(b"\x1b", max(start, len(data) - LONGEST))
    while at >= 0:
        if _may_grow(data[at:]):
            return at
        at = data.find(b"\x1b", at + 1)
    return len(data)


def _may_grow(tail: bytes) -> bool:
    """Whether more bytes could make a request of these."""
    if _QUESTION.startswith(tail) or _INTRODUCER.startswith(tail):
        return True
    if not tail.startswith(_INTRODUCER):
        return False
    body = tail[len(_INTRODUCER) :]
    if body.endswith(b"\x1b"):  # of the terminator
        body = body[:-1]
        return body in _CUES or _SPEECH_WHOLE.fullmatch(body) is not None
    return any(cue.startswith(body) for cue in _CUES) or bool(_SPEECH_SO_FAR.fullmatch(body))
