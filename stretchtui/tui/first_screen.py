"""The first screen, in one piece: it stays as it was painted until it is whole, and is kept."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol

from stretchtui.terminal.buffer import ScreenBuffer

if TYPE_CHECKING:
    from stretchtui.cues.sink import Timer
    from stretchtui.playing.journal_view import JournalView
    from stretchtui.terminal.first_paint import FirstPaint
    from stretchtui.terminal.picture import ScreenPicture
    from stretchtui.terminal.writer import TerminalWriter
    from stretchtui.tui.start import Keep

REST_S = 0.4
"""So long nothing more is drawn when the screen is whole, in seconds."""

LIMIT_S = 4.0
"""After so long it is shown as far as it is, in seconds."""


class FirstScreenHost(Protocol):
    """The app, as far as this needs it."""

    @property
    def link(self) -> TerminalWriter | None:
        """The way to the person's terminal; None where there is none."""

    def settle(self) -> None:
        """Show what is drawn from now on, whether the first screen is whole or not."""

    @property
    def is_undisturbed(self) -> bool:
        """Whether nothing has happened yet that the first screen does not show by itself."""

    @property
    def was_touched(self) -> bool:
        """Whether anything came from the person."""

    def later(self, seconds: float, call: Callable[[], None]) -> Timer:
        """Ask for a call after some seconds."""

    def call_after_refresh(self, callback: Callable[[], Any]) -> bool:
        """Ask for a call when all is drawn."""

    def run_worker(self, work: Any) -> Any:
        """Do something beside all else."""

    def read_journal(self) -> None:
        """Read the journal beside all else."""


class FirstScreen:
    """Shows the first screen when it is whole, and keeps it.

    Args:
        app: Draws it.
        journal: The sessions so far: what follows from them comes last.
        paint: What the terminal shows of it already; None if nothing.
        keep: Keeps it for the next start; None where it is not to be kept.
    """

    def __init__(
        self,
        app: FirstScreenHost,
        journal: JournalView,
        paint: FirstPaint | None,
        keep: Keep | None,
    ) -> None:
        self._app = app
        self._journal = journal
        self._paint = paint
        self._keep = keep
        self._before: ScreenPicture | None = None
        """The screen before the journal was read."""
        self._fed = -1
        self._limit: Timer | None = None
        self._unwatch: Callable[[], None] = lambda: None

    def begin(self) -> None:
        """All that needs no journal is drawn: that is read now."""
        if self._app.link is not None and (self._paint is not None or self._keep is not None):
            self._limit = self._app.later(LIMIT_S, self._app.settle)
            self._unwatch = self._journal.known.watch(lambda before: self._journal_read())
            self._journal_read()
        self._app.read_journal()

    def _journal_read(self) -> None:
        """What follows from the journal is about to be drawn, if it has been read."""
        if not self._journal.is_read:
            return
        self._unwatch()
        self._before = self._drawn()
        left_out = self._paint is not None and not self._paint.whole
        if left_out or self._app.was_touched:
            # All that can be waited for is there now.
            self._app.call_after_refresh(self._app.settle)
        self._app.later(REST_S, self._look)

    def _look(self) -> None:
        """See whether anything was drawn since the last look."""
        link = self._app.link
        assert link is not None
        fed = link.with_buffer(lambda buffer: buffer.fed)
        if fed != self._fed and not self._app.was_touched:
            self._fed = fed
            self._app.later(REST_S, self._look)
            return
        if self._limit is not None:
            self._limit.cancel()
        self._app.settle()
        whole, before, today = self._drawn(), self._before, self._journal.now
        if self._keep is None or before is None or not self._app.is_undisturbed:
            return
        # The file is for the size that the terminal had at the start.
        if whole.size == before.size:
            common = whole.common(before)
            times = today.moment.now, today.ends
            self._app.run_worker(asyncio.to_thread(self._keep, whole.text, common.text, *times))

    def _drawn(self) -> ScreenPicture:
        link = self._app.link
        assert link is not None
        return link.with_buffer(ScreenBuffer.picture)
