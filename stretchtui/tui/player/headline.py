"""What stands over the list: what to do now, and how the week goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from stretchtui.tui.commands.player import BY_ID
from stretchtui.tui.player.suggestion import Suggested, Suggestion
from stretchtui.words import browsing

if TYPE_CHECKING:
    from textual.widgets import Static

    from stretchtui.playing.journal_view import JournalView
    from stretchtui.tui.commands.look import Look
    from stretchtui.tui.player.routine_row import RoutineRow

NAME = "stretchtui"

_START, _GO_THERE = BY_ID["go"], BY_ID["today"]


class Headline:
    """Says what would be good today.

    Args:
        look: How the program looks.
        journal: The sessions so far.
        title: The line at the top of the screen.
    """

    def __init__(self, look: Look, journal: JournalView, title: Static) -> None:
        self._look = look
        self._journal = journal
        self._title = title
        self._row: RoutineRow | None = None
        self._is_listed = True
        self.suggestion = Suggestion(look.glyphs)
        # Until the journal has been read, its room is kept; without one it has nothing to say.
        self.suggestion.set_class(journal.writer is None, "-nothing")

    def take(self, row: RoutineRow | None, *, is_listed: bool = True) -> None:
        """Suggest this one, or nothing; and say what the week has come to by now.

        Args:
            row: The line of the list that is suggested.
            is_listed: Whether it is in the list; if not, it was made for today.
        """
        self._row, self._is_listed = row, is_listed
        self.suggestion.set_class(row is None, "-nothing")
        words = Content(NAME)
        if self._journal.records:
            from stretchtui.core.sessions.glance import this_week

            week = this_week(self._journal.records, self._journal.now)
            room = self._title.size.width
            wishes = [
                Content.assemble(name, (said, "not bold $secondary"))
                for name, said in browsing.weeks(NAME, week, self._look.glyphs)
            ]
            words = next((each for each in wishes if each.cell_length <= room), wishes[-1])
        if self._title.content != words:
            self._title.update(words)

    def show(self, chosen: RoutineRow | None) -> None:
        """Say which key leads to it: there, or on from there.

        Args:
            chosen: The chosen line of the list.
        """
        row, advice = self._row, self._journal.advice
        if row is None or advice is None:
            return
        glyphs = self._look.glyphs
        command, does, action = (
            (_START, "start", "screen.go")
            if row is chosen
            else (_GO_THERE, "go there" if self._is_listed else "start", "screen.today")
        )
        about = tuple(
            browsing.suggestion(advice, row.total, glyphs, short=short) for short in (False, True)
        )
        self.suggestion.suggested = Suggested(
            row.name, about, self._look.key(command), does, action
        )
