"""The relay: cues asked for in the terminal's own stream, and played where the person is.

``stretchtui ssh`` runs on the person's own machine, around ``ssh``. The program on the far side
finds it by a question (``HANDSHAKE``), and from then on writes a request for each cue; the
relay takes the requests out of the stream and plays them there. Here are the words both sides
use, and the sink of the far side; ``relay_filter`` is the near side's.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from stretchtui.core.sessions.speech import speakable

if TYPE_CHECKING:
    from stretchtui.core.sessions.cues import CueName

HANDSHAKE = "\x1b[?8733$p"
"""Asks for a private mode; no terminal has it, so none says that it is set."""

HANDSHAKE_ANSWER = "\x1b[?8733;1$y"
"""What the relay answers: the mode is set. Terminals answer 0, or nothing."""

INTRODUCER = "\x1b]8733;"
"""How every request begins."""

TERMINATOR = "\x1b\\"


def request(name: CueName, tmux: bool = False) -> str:
    """What asks the relay for a cue.

    Args:
        name: The cue.
        tmux: Whether the request has to pass through a tmux.
    """
    return _wrapped(f"{INTRODUCER}1;{name.value}{TERMINATOR}", tmux)


def spoken(text: str, tmux: bool = False) -> str:
    """What asks the relay to speak; empty where nothing of the text can be spoken.

    A voice is given the same text here and there: letters, digits, spaces and ``.,'-``.
    """
    words = speakable(text)
    return _wrapped(f"{INTRODUCER}2;{words}{TERMINATOR}", tmux) if words else ""


def through_tmux(sequence: str) -> str:
    """A sequence so that tmux hands it on to the terminal around it, if it is set to."""
    doubled = sequence.replace("\x1b", "\x1b\x1b")
    return f"\x1bPtmux;{doubled}\x1b\\"


def _wrapped(sequence: str, tmux: bool) -> str:
    return through_tmux(sequence) if tmux else sequence


class Relay:
    """Has each cue played where the person is.

    Args:
        write: Writes to the terminal at once, ahead of the screen.
        tmux: Whether the requests have to pass through a tmux.
    """

    name = "relay"
    failed: str | None = None

    def __init__(self, write: Callable[[str], None], tmux: bool = False) -> None:
        self._write = write
        self._tmux = tmux

    def open(self) -> None:
        """Nothing to get ready: the near side opened its speakers at the handshake."""

    def play(self, cue: CueName) -> None:
        """Ask for a cue."""
        self._write(request(cue, self._tmux))

    def say(self, text: str) -> None:
        """Ask for a few words."""
        if asked := spoken(text, self._tmux):
            self._write(asked)

    def check(self) -> None:
        """Nothing to hear of: the near side answers only once."""

    def close(self) -> None:
        """Nothing to let go of."""
