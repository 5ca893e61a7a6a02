"""Messages in a corner: above the keys, two at a time, gone with a key once they were read."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual import events

from stretchtui.tui.css import beside
from stretchtui.tui.failures import FailingApp

if TYPE_CHECKING:
    from textual.notifications import Notification, Notify

MOST = 2
"""So many messages are shown at a time; an older one makes way."""

NOTICED_S = 1.0
"""How long it takes to look at a message, in seconds."""

LETTERS_PER_S = 20
"""How fast a message is read: a little slower than most people do."""


class MessageApp(FailingApp):
    """The part of the program that shows messages.

    Args:
        clock: Tells the time, in seconds.
        fail: Told of an exception that nobody caught; the app is about to leave then.
        options: As Textual's app takes them.
    """

    DEFAULT_CSS = beside(__file__)
    # Else Textual takes them for the styles of what is in an app of this name.
    SCOPED_CSS = False

    def __init__(
        self,
        clock: Callable[[], float],
        fail: Callable[[BaseException], None] = lambda error: None,
        **options: Any,
    ) -> None:
        super().__init__(fail, **options)
        self._tell_time = clock
        self._read_at: dict[str, float] = {}
        """When each message will have been read."""

    def on_notify(self, event: Notify) -> None:
        """One more message, of which the app is told next: only so many stay beside it."""
        self._forget_messages(list(self._notifications)[: 1 - MOST])
        message = event.notification
        takes = NOTICED_S + len(message.title + message.message) / LETTERS_PER_S
        self._read_at[message.identity] = self._tell_time() + takes

    async def on_event(self, event: events.Event) -> None:
        """A key takes away what was read."""
        if isinstance(event, events.Key) and self._read_at:
            now = self._tell_time()
            self._forget_messages(
                [
                    each
                    for each in self._notifications
                    if self._read_at.get(each.identity, now) <= now
                ]
            )
        await super().on_event(event)

    @property
    def has_messages(self) -> bool:
        """Whether there is a message to be read."""
        return bool(self._read_at)

    def _forget_messages(self, messages: list[Notification]) -> None:
        for each in messages:
            self._unnotify(each)
        kept = {each.identity for each in self._notifications}
        self._read_at = {each: at for each, at in self._read_at.items() if each in kept}
