"""The relay: cues asked for in the terminal's own stream, and played where the person is.

``stretchtui ssh`` runs on the person's own machine, around ``ssh``. The program on the far side
finds it by a question (``HANDSHAKE``), and from then on writes a request for each cue; the
relay takes the requests out of the stream and plays them there. Here are the sequences both
sides use, and the sink of the far side; ``relay_filter`` is the near side's.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from stretchtui.core.routines.speech import speakable
from stretchtui.terminal.private_mode import report_mode, request_mode
from stretchtui.terminal.tmux import through_tmux

if TYPE_CHECKING:
    from stretchtui.core.sessions.cues import CueName
    from stretchtui.terminal.replies import TerminalFacts

RELAY_MODE = 8733
"""The private mode that is set where a relay listens. No terminal has it, so none says that it is
set: terminals answer that they do not know it, or nothing."""

HANDSHAKE = request_mode(RELAY_MODE)
"""Asks whether a relay listens."""


def handshake_answer(speaks: bool) -> str:
    """What the relay answers: that its mode is set, and permanently if it can speak.

    Args:
        speaks: Whether there is a voice on its side.
    """
    return report_mode(RELAY_MODE, True, permanent=speaks)


INTRODUCER = f"\x1b]{RELAY_MODE};"
"""How every request begins."""

TERMINATOR = "\x1b\\"


def listens(found: TerminalFacts) -> bool:
    """Whether a relay has answered."""
    return found.mode_set is True


def speaks(found: TerminalFacts) -> bool:
    """Whether the relay that has answered can speak."""
    return listens(found) and found.mode_permanent


def request(name: CueName, tmux: bool = False) -> str:
    """What asks the relay for a cue.

    Args:
        name: The cue.
        tmux: Whether the request has to pass through a tmux.
    """
    return _wrapped(f"{INTRODUCER}1;{name.value}{TERMINATOR}", tmux)


def spoken(text: str, tmux: bool = False) -> str:
    """What asks the relay to speak; empty where nothing of the text can be spoken.

    The text is UTF-8: letters and digits of any script, spaces and ``.,'-``. The near side gives
    its engine what that can speak of it.
    """
    return _worded(2, text, tmux)


def announced(text: str, tmux: bool = False) -> str:
    """What tells the relay that a text will be spoken, so that it is rendered by then."""
    return _worded(3, text, tmux)


def _worded(kind: int, text: str, tmux: bool) -> str:
    words = speakable(text, any_script=True)
    return _wrapped(f"{INTRODUCER}{kind};{words}{TERMINATOR}", tmux) if words else ""


def _wrapped(sequence: str, tmux: bool) -> str:
    return through_tmux(sequence) if tmux else sequence


class Relay:
    """Has each cue played where the person is.

    Args:
        write: Writes to the terminal at once, ahead of the screen.
        tmux: Whether the requests have to pass through a tmux.
        speaks: Whether there is a voice on the near side.
    """

    name = "relay"
    failed: str | None = None

    def __init__(
        self, write: Callable[[str], None], tmux: bool = False, speaks: bool = True
    ) -> None:
        self._write = write
        self._tmux = tmux
        self.speaks = speaks
        """Whether it can say something."""

    def open(self) -> None:
        """Nothing to get ready: the near side opened its speakers at the handshake."""

    def play(self, cue: CueName) -> None:
        """Ask for a cue."""
        self._write(request(cue, self._tmux))

    def say(self, text: str) -> None:
        """Ask for a few words, if they can be spoken there."""
        if self.speaks and (asked := spoken(text, self._tmux)):
            self._write(asked)

    def check(self) -> None:
        """Nothing to hear of: the near side answers only once."""

    def close(self) -> None:
        """Nothing to let go of."""
