"""What a player tells whoever shows a session."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from stretchtui.cues.browser.request import Request
    from stretchtui.playing.clockwork import Delivery


class SessionListener(Protocol):
    """Shows what is played."""

    def delivered(self, delivery: Delivery) -> None:
        """Something happened; its cue has been handed to the sink."""

    def link_returned(self, gap: float) -> None:
        """The link, which had stalled for so many seconds, is back; the session is paused."""

    def asked(self, request: Request) -> None:
        """A page asks for something while it is played."""

    def resumed_elsewhere(self) -> None:
        """While the link had stalled the session was resumed elsewhere; it is paused here."""
