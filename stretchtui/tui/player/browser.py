"""The list of routines, and what the panes show of the chosen one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from stretchtui.core.routines.library import Source
from stretchtui.tui.commands.player import COMMANDS
from stretchtui.tui.player.headline import Headline
from stretchtui.tui.player.instructions import figures_of
from stretchtui.tui.player.routine_pane import RoutinePane
from stretchtui.tui.player.routine_row import RoutineRow, rows_of
from stretchtui.words.browsing import last_done

if TYPE_CHECKING:
    from stretchtui.core.routines.library import Entry
    from stretchtui.core.sessions.timeline import Timeline
    from stretchtui.playing.journal_view import JournalView
    from stretchtui.store.library_files import LibraryFiles
    from stretchtui.tui.commands.look import Look
    from stretchtui.tui.player.session_view import SessionView


NEW = next(command for command in COMMANDS if command.id == "new")


class Browser:
    """Routines to choose from.

    Args:
        look: How the program looks.
        files: The library.
        journal: The sessions so far.
        view: Where the chosen routine is shown.
        chosen: Is told of each line that becomes the chosen one.
        shown: Called when another one is shown.
    """

    def __init__(
        self,
        look: Look,
        files: LibraryFiles,
        journal: JournalView,
        view: SessionView,
        chosen: Callable[[RoutineRow | None], None],
        shown: Callable[[], None],
    ) -> None:
        self._look = look
        self._files = files
        self._journal = journal
        self._view = view
        view.completed = lambda: self._tell(self.row)
        self._shown = shown
        self._pace = look.pace
        self._library = files.for_person
        self.rows = rows_of(self._library, self._pace)
        """All lines of the list, whatever is filtered."""
        self.pane = RoutinePane(self.rows, look.glyphs, chosen, id="routines")
        self.headline = Headline(look, journal, view.title)
        self.entry: Entry | None = None
        """The routine that is chosen."""

    @property
    def row(self) -> RoutineRow | None:
        """The chosen line; None while the list is empty."""
        return self.pane.list.row

    @property
    def can_start(self) -> bool:
        """Whether the chosen line is a routine that can be played."""
        return self.entry is not None and bool(self.entry.routine.steps)

    def can_be(self, what: str) -> bool:
        """Whether something can be done to the chosen routine: "edit", "duplicate", "delete"."""
        match what:
            case "edit" | "duplicate":
                return self.entry is not None
            case "delete":
                return self.entry is not None and self.entry.source is Source.USER
        return True

    # Showing

    def show(self, row: RoutineRow | None) -> None:
        """Show a line of the list in the panes."""
        self.entry = row.entry if row else None
        # On a small screen the list makes room for what has to be read.
        self._view.mark(self.entry is None, "-telling")
        if self._view.is_complete:
            self._tell(row)
        self.headline.show(row)
        self._shown()

    def _tell(self, row: RoutineRow | None) -> None:
        """Say all there is to say of a line of the list."""
        # Behind the first frame, which does not wait for it.
        from stretchtui.core.sessions.timeline import timeline_of

        guide = self._view.guide
        timeline: Timeline | None = None
        about = ""
        if row is None and self.rows:
            guide.show_words(
                "No matches",
                "Try fewer words, or search by body part (hips), by place (floor, chair, standing)"
                " or by length (under 10 min).",
                "Press esc to show all routines.",
            )
        elif row is None:
            guide.show_words(
                "No routines",
                "The built-in routines could not be found, and you have none of your own.",
                f"Press {self._look.key(NEW)} to create one, or put a routine file in"
                f" {self._files.folders.routines}",
                "To get the built-in routines back, reinstall stretchtui.",
            )
        elif row.entry is None:
            guide.show_faults(row.name, row.faults)
        else:
            done = last_done(row.habit, self._look.glyphs)
            guide.show_routine(row.entry, row.total, self._journal.today(row.entry), done)
            timeline = timeline_of(row.entry, self._look.pace, row.level)
            about = row.entry.routine.about or ""
        gauge = self._view.gauge
        # At the start, and after a session.
        first = not gauge.shows_routine
        gauge.show_routine(timeline, about)
        if first or timeline is None:
            gauge.show_strip(timeline)
        self._view.instructions.preview(
            figures_of(self.entry), rested=lambda: gauge.show_strip(timeline)
        )

    def show_chosen(self) -> None:
        """Show the chosen line in the panes."""
        self.show(self.row)

    def show_today(self) -> None:
        """Say what would be a good choice today, and how the week goes."""
        advice = self._journal.advice
        row = self._row_of(advice.entry.routine.id) if advice else None
        made = None
        if advice is not None and row is None:
            # It was made for the person's plan, and is in no list.
            made = RoutineRow(advice.entry.routine.name, advice.entry, pace=self._pace)
        self.headline.take(row or made, is_listed=made is None)
        self.headline.show(self.row)

    def show_again(self) -> None:
        """Show the chosen line after a session, which may have measured what is said in it."""
        for row in self.rows:
            row.measure_anew()
        self.show_today()
        self.pane.list.refresh()
        self.pane.list.focus()
        self.show_chosen()

    # What has changed elsewhere

    def take_levels(self) -> None:
        """Have routines be as far as they have grown by now, and say when they were last done."""
        # Imported when the journal has been read: the first screen does not wait for it.
        from stretchtui.core.sessions.glance import habits
        from stretchtui.core.sessions.history import weeks
        from stretchtui.tui.player.glance import WEEKS

        done = {record.routine for record in self._journal.records}
        kept_up = habits(self._journal.records, self._journal.now)
        for row in self.rows:
            if row.entry is None:
                continue
            row.habit = kept_up.get(row.entry.routine.id)
            if row.entry.routine.id in done:
                row.level = self._journal.level(row.entry)
        if kept_up:
            past = weeks(self._journal.records, self._journal.now, WEEKS)
            areas, streaks = (
                self._journal.known.value.areas,
                any(each.streak for each in kept_up.values()),
            )
            self.pane.show_past(past, areas, with_streaks=streaks)

    def take_pace(self) -> bool:
        """Have everything take as long as it does by now; whether that is something else."""
        if self._files.for_person is not self._library:
            # Other stretches are left out.
            self.take_library(self.entry.routine.id if self.entry else None)
            return True
        pace, before = self._look.pace, self._pace
        self._pace = pace
        for row in self.rows:
            row.pace = pace
        self.pane.list.refresh()
        self.headline.show(self.row)
        return pace != before

    def take_library(self, chosen: str | None) -> None:
        """Have what the library has by now, with a routine chosen, given by its id."""
        self._library, self._pace = self._files.for_person, self._look.pace
        self.rows = rows_of(self._library, self._pace)
        self.take_levels()
        self.pane.show_rows(self.rows, self._row_of(chosen))

    # Choosing

    def choose(self, id_: str) -> bool:
        """Choose a routine by its id; whether it is there."""
        row = self._row_of(id_)
        if row is None:
            return False
        if row not in self.pane.list.rows:
            self.pane.close_filter(clear=True)
        self.pane.list.choose(row)
        return True

    def choose_today(self) -> Entry | None:
        """Choose what would be good today; that itself, if it is in no list."""
        advice = self._journal.advice
        if advice is None or self.choose(advice.entry.routine.id):
            return None
        from stretchtui.playing.plans import kept_if_made

        return kept_if_made(advice.entry, self._files.folders)

    def _row_of(self, id_: str | None) -> RoutineRow | None:
        mine = (row for row in self.rows if row.entry and row.entry.routine.id == id_)
        return next(mine, None)
