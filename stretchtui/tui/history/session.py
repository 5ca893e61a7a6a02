"""One session of the journal, with all that is kept of it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.console import Group
from rich.table import Table
from rich.text import Text
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from stretchtui.core.duration import clock
from stretchtui.tui.dialogs.question import Answer, Question
from stretchtui.tui.dialogs.text_screen import SCROLLING
from stretchtui.tui.widgets.key_bar import KeyBar
from stretchtui.words.record import facts, what_became, when

if TYPE_CHECKING:
    from concurrent.futures import Future

    from textual import events
    from textual.app import ComposeResult

    from stretchtui.core.sessions.record import Part, Record
    from stretchtui.words.glyphs import Glyphs

DELETE, KEEP = "delete", "keep"

AROUND = 4
"""The rows of the box that are not for words."""


class SessionScreen(ModalScreen[str]):
    """Shows a session; gives ``DELETE`` if it is to be deleted.

    Args:
        record: The session.
        parts: What was done of its steps, as soon as that is read.
        glyphs: The characters to draw with.
    """

    CSS: ClassVar[str] = """
    SessionScreen { align: center middle; }
    SessionScreen:ansi { background: ansi_default; }
    SessionScreen > Vertical {
        width: 72; max-width: 100%; height: auto; max-height: 100%;
        padding: 1 2; background: $surface;
    }
    SessionScreen VerticalScroll { height: auto; scrollbar-size-vertical: 1; }
    SessionScreen KeyBar { margin-top: 1; height: 1; background: $surface; }
    """

    def __init__(self, record: Record, parts: Future[tuple[Part, ...]], glyphs: Glyphs) -> None:
        super().__init__()
        self._record = record
        self._parts = parts
        self._glyphs = glyphs
        self._words = Static(self._content(()), markup=False)
        self._scroll = VerticalScroll(self._words)
        self._keys = KeyBar()
        self._keys.keys = (("d", "delete", "delete", True), ("esc", "back", "leave", True))

    def compose(self) -> ComposeResult:
        """The words, and the keys."""
        with Vertical():
            yield self._scroll
            yield self._keys

    def on_resize(self, event: events.Resize) -> None:
        """Leave room for the keys."""
        self._scroll.styles.max_height = max(1, event.size.height - AROUND)

    def on_mount(self) -> None:
        """Show the steps when they are read."""
        self.run_worker(self._read())

    async def _read(self) -> None:
        from stretchtui.store.journal_file import JournalError

        try:
            parts = await asyncio.wrap_future(self._parts)
            self._words.update(self._content(parts))
        except JournalError as error:
            self._words.update(Group(self._content(()), Text(str(error))))

    def _content(self, parts: Sequence[Part]) -> Group:
        table = Table.grid(padding=(0, 2), expand=True)
        table.add_column(ratio=1, no_wrap=True, overflow="ellipsis")
        table.add_column(justify="right", no_wrap=True)
        table.add_column(no_wrap=True, style="dim")
        for part in parts:
            hurt = "bold not dim" if part.hurt is not None else ""
            said = Text(what_became(part), hurt)
            table.add_row(Text(part.name, hurt), Text(clock(part.seconds)), said)
        # Their rows are kept free, so that nothing moves when they come.
        rows = table if parts else Text("\n" * max(0, self._record.steps - 1))
        lines = [Text(line) for line in facts(self._record, self._glyphs)]
        return Group(Text(self._record.name, "bold"), *lines, Text(""), rows)

    def on_key(self, event: events.Key) -> None:
        """Leave with any key that does nothing else, as other boxes of words."""
        if event.key in SCROLLING:
            return
        event.stop()
        if event.key in ("d", "delete"):
            self.action_delete()
        elif event.key in ("escape", "q", "h", "enter", "space"):
            self.action_leave()

    def action_delete(self) -> None:
        """Have it deleted."""
        self.dismiss(DELETE)

    def action_leave(self) -> None:
        """Back to the history."""
        self.dismiss(KEEP)


def deleting(record: Record) -> Question:
    """Whether to delete a session."""
    return Question(
        "Delete this session?",
        [
            record.name,
            when(record),
            "",
            "It is taken out of the journal for good: this cannot be undone. Streaks and what "
            "routines ask for next are worked out without it.",
        ],
        [Answer(DELETE, "d,y", "d", "delete"), Answer(KEEP, "escape,n,enter", "esc", "keep")],
    )
