"""One session of the journal, with all that is kept of it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import Group
from rich.table import Table
from rich.text import Text

from stretchtui.core.duration import held
from stretchtui.tui.css import beside
from stretchtui.tui.dialogs.question import Answer, Question
from stretchtui.words.record import facts, what_became, when

if TYPE_CHECKING:
    from concurrent.futures import Future

    from stretchtui.core.sessions.days import Today
    from stretchtui.core.sessions.record import Part, Record
    from stretchtui.words.glyphs import Glyphs

DELETE, EDIT, KEEP = "delete", "edit", "keep"


class SessionDetails(Question):
    """Shows a session; gives ``DELETE`` or ``EDIT`` if that is what is wanted.

    Args:
        record: The session.
        parts: What was done of its steps, as soon as that is read.
        today: From where it is looked back.
        glyphs: The characters to draw with.
    """

    DEFAULT_CSS = beside(__file__)

    def __init__(
        self, record: Record, parts: Future[tuple[Part, ...]], today: Today, glyphs: Glyphs
    ) -> None:
        # Any key that leaves other boxes of words, or the history, leaves this one.
        answers = (
            Answer(EDIT, "e", "e", "edit"),
            Answer(DELETE, "d,delete", "d", "delete"),
            Answer(KEEP, "escape,q,h,enter", "esc", "back"),
        )
        super().__init__(record.name, (), answers)
        self._record = record
        self._parts = parts
        self._facts = facts(record, today, glyphs)
        self.words.update(self._content(()))

    def on_mount(self) -> None:
        """Show the steps when they are read."""
        self.run_worker(self._read())

    async def _read(self) -> None:
        from stretchtui.store.journal_errors import JournalError

        try:
            parts = await asyncio.wrap_future(self._parts)
            self.words.update(self._content(parts))
        except JournalError as error:
            self.words.update(Group(self._content(()), Text(str(error))))

    def _content(self, parts: Sequence[Part]) -> Group:
        table = Table.grid(padding=(0, 2), expand=True)
        table.add_column(ratio=1, no_wrap=True, overflow="ellipsis")
        table.add_column(justify="right", no_wrap=True)
        table.add_column(no_wrap=True, style="dim")
        for part in parts:
            hurt = "bold not dim" if part.hurt is not None else ""
            said = Text(what_became(part), hurt)
            table.add_row(Text(part.name, hurt), Text(held(part.seconds)), said)
        # Their rows are kept free, so that nothing moves when they come.
        rows = table if parts else Text("\n" * max(0, self._record.steps - 1))
        lines = [Text(line) for line in self._facts]
        if self._record.note:
            lines += [Text(""), Text(self._record.note, "italic")]
        return Group(Text(self._record.name, "bold"), *lines, Text(""), rows)


def deleting(record: Record, undo: str) -> Question:
    """Whether to delete a session.

    Args:
        record: The session.
        undo: The key that brings it back, as it is shown.
    """
    return Question(
        "Delete this session?",
        [
            record.name,
            when(record),
            "",
            f"Streaks and progress will be recalculated. Press {undo} to undo (until you quit).",
        ],
        [Answer(DELETE, "d,y", "d", "delete"), Answer(KEEP, "escape,n,enter", "esc", "cancel")],
    )
