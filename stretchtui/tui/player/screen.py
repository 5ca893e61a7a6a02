"""The main screen: a routine is chosen, played, and over."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from textual import on

from stretchtui.core.sessions.events import SessionCommand, State
from stretchtui.core.sessions.record import Feeling
from stretchtui.tui.commands.player import COMMANDS
from stretchtui.tui.player.browser import BrowserScreen
from stretchtui.tui.player.feedback import (
    ANSWERS,
    END,
    FEELINGS,
    SKIP,
    discomfort,
    discomfort_of,
    hurts,
)
from stretchtui.tui.player.instructions import figures_of
from stretchtui.tui.player.routine_list import RoutineList
from stretchtui.words import session as wording

if TYPE_CHECKING:
    from textual.binding import BindingType

    from stretchtui.core.routines.library import Entry
    from stretchtui.core.sessions.record import Unfinished
    from stretchtui.tui.app import StretchApp
    from stretchtui.tui.player.session_view import SessionView
    from stretchtui.tui.widgets.key_bar import Key

FILTER_KEYS: tuple[Key, ...] = (
    ("enter", "to the list", "found", True),
    ("esc", "show all", "unfilter", True),
)
"""What the key bar shows while a filter is typed."""


class Mode(StrEnum):
    """What the screen is for at the moment."""

    BROWSE = "browse"
    PLAY = "play"
    DONE = "done"


class PlayerScreen(BrowserScreen):
    """Routines to choose from, and the session that is played."""

    BINDINGS: ClassVar[list[BindingType]] = [command.binding for command in COMMANDS]
    TABLE = COMMANDS

    def __init__(self, app: StretchApp) -> None:
        super().__init__(app)
        self._mode = Mode.BROWSE
        self._play: SessionView | None = None
        self._ended: SessionView | None = None
        """The session whose end is shown."""

    @property
    def playing(self) -> SessionView | None:
        """What is played."""
        return self._play

    def on_resize(self) -> None:
        """What is drawn to size is drawn again."""
        if self._play is not None:
            self.call_after_refresh(self._draw)

    # Choosing

    @on(RoutineList.Chosen)
    def _chosen(self, event: RoutineList.Chosen) -> None:
        if self._mode is Mode.DONE:
            self._leave()
        elif self._mode is Mode.BROWSE:
            self.browse(event.row)

    @on(RoutineList.Opened)
    def _opened(self) -> None:
        if self._mode is not Mode.PLAY:
            self.action_go()

    def show_pace(self) -> None:
        """Show how long everything takes by now."""
        super().show_pace()
        if self._mode is Mode.BROWSE:
            self.browse(self.pane.list.row)

    def show_diary(self) -> None:
        """Show what the journal says: how far routines have grown, and what is good today."""
        diary = self.program.diary
        done = {record.routine for record in diary.records}
        for row in self.rows:
            if row.entry is not None and row.entry.routine.id in done:
                row.level = diary.level(row.entry)
        self.pane.list.refresh()
        if self._mode is Mode.DONE:
            self._show_end()
        elif self._mode is Mode.BROWSE:
            self.show_where()
            if self.entry is not None and diary.grows(self.entry):
                self.browse(self.pane.list.row)
            self.show_keys()

    # Playing

    def begin(self, entry: Entry) -> None:
        """Begin a session as soon as all is known that it takes."""
        diary = self.program.diary

        async def wait() -> None:
            await diary.read()
            self.begin(entry)

        if not diary.known and diary.grows(entry):
            self.run_worker(wait())
        elif self.program.asks_discomfort:
            question = discomfort("How is it before you start?")
            self.program.push_screen(
                question, lambda answer: self.start(entry, discomfort=discomfort_of(answer))
            )
        else:
            self.start(entry)

    def start(
        self,
        entry: Entry,
        before: Unfinished | None = None,
        trial: int | None = None,
        discomfort: int | None = None,
    ) -> None:
        """Begin a session, or go on with one that broke off before, or try it from a step on."""
        # Imported with the first session: the first screen does not wait for it.
        from stretchtui.tui.player.session_view import Panes, SessionView

        views = (self.page.figure, self.gauge.figure, self.floor.figure)
        panes = Panes(self.guide, self.gauge, self.floor, views)
        if not entry.routine.steps:
            return
        self.entry = entry
        self._mode = Mode.PLAY
        self._play = SessionView(
            self.program, entry, panes, self._changed, self._over, before, trial
        )
        self.add_class("-playing")
        self._leave_room(for_figures=bool(figures_of(entry)))
        self.where.update(entry.routine.name)
        self.guide.focus()
        self._play.begin(discomfort)
        # The floor view has its size only then, where it takes the place of the panes.
        self.call_after_refresh(self._draw)

    def _leave_room(self, for_figures: bool) -> None:
        self.set_class(for_figures, "-figured")
        self.page.show_session(for_figures)
        self.floor.figured = for_figures

    def advance(self) -> None:
        """Let the session's time pass; its timer does this by itself."""
        if self._play is not None:
            self._play.advance()

    def close_session(self) -> None:
        """Let go of what is played, as the person wishes to leave."""
        if self._play is not None:
            self._play.close()

    def _changed(self) -> None:
        self.show_keys()
        self.show_sound()

    def _draw(self) -> None:
        if self._play is not None:
            self._play.draw()

    def _over(self, finished: bool) -> None:
        """The session came to its end, or was stopped."""
        if not finished:
            self._leave()
            return
        assert self._play is not None
        timeline = self._play.timeline
        self._ended = self._play
        self._play = None
        self._mode = Mode.DONE
        self.add_class("-telling", "-done")
        self.remove_class("-playing")
        self._leave_room(for_figures=False)
        self.gauge.show_routine(timeline)
        assert self.entry is not None
        self._show_end()
        self.pane.list.focus()
        self.show_keys()
        self.program.session_ended(completed=True)
        if self.program.asks_discomfort:
            ended = self._ended
            question = discomfort("And how is it now?")
            self.program.push_screen(
                question, lambda answer: ended.tell_after(discomfort_of(answer))
            )

    def _show_end(self) -> None:
        assert self._ended is not None
        diary, ended = self.program.diary, self._ended
        told = wording.end(ended.timeline, ended.standing)
        if ended.feeling is not None:
            told.append(f"Kept: {FEELINGS[ended.feeling]}.")
            told += diary.today(ended.entry)
        self.guide.show_end(told, ANSWERS if self._can_feel() else ())

    def _can_feel(self) -> bool:
        return self._ended is not None and self._ended.keeper is not None

    def _leave(self) -> None:
        """Back to choosing."""
        if self._play is not None:
            self._play = None
            self.program.session_ended(completed=False)
        self._ended = None
        self._mode = Mode.BROWSE
        self.remove_class("-playing", "-floor", "-telling", "-done")
        self._leave_room(for_figures=False)
        self.program.show_title("stretchtui")
        self.show_where()
        choices = self.pane.list
        choices.focus()
        self.browse(choices.row)

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether a key does something now: None dims it, False takes it away."""
        playing = self._play is not None
        choosing = self._mode is Mode.BROWSE
        match action, parameters:
            case "session", (str(command),):
                return self._play is not None and (self._play.can(SessionCommand(command)) or None)
            case (("floor" | "easier" | "hurts"), _):
                return playing
            case "feel", _:
                return self._can_feel()
            case "today", _:
                return choosing and self.program.diary.advice is not None
            case (("history" | "filter" | "move"), _):
                return choosing and not self.pane.filtering
            case "app.suspend", _:
                return self.program.can_suspend() or None
            case "settings", _:
                return not self.pane.filtering or None
            case "own", ("bring-back",):
                return choosing and self.program.deleted_any
            case "own", (str(what),):
                return choosing and (self.can_be_made(what) or None)
            case "found", _:
                return self.pane.filtering or None
            case "go", _ if self.pane.filtering:
                return None
            case "go", _:
                return playing or self._mode is Mode.DONE or self.can_start() or None
        return True

    def on_descendant_focus(self) -> None:
        """In the filter the keys are letters."""
        self.show_keys()

    def show_keys(self) -> None:
        """Show the keys that do something now, and what else this mode has."""
        if self.pane.filtering:
            self.bar.keys = FILTER_KEYS
            return
        keys: list[Key] = []
        shows = self.program.keys_shown
        taken = {shows(each) for each in COMMANDS if each.label and self.does_something(each)}
        for command in COMMANDS:
            if command.label:
                on = self.state_of(command)
                if on is False or (on is None and shows(command) in taken):
                    continue
                label = self._go_label() if command.id == "go" else command.label
                keys.append((shows(command), label, command.action, bool(on)))
        self.bar.keys = tuple(keys)

    def _go_label(self) -> str:
        if self._mode is Mode.DONE:
            return "to the list"
        if self._play is None:
            return "start"
        return "pause" if self._play.state is State.RUNNING else "go on"

    def action_go(self) -> None:
        """Start, pause, go on; after the end, back to the list."""
        if self._play is not None:
            self._play.pause_or_go_on()
        elif self._mode is Mode.DONE:
            self._leave()
        elif (row := self.pane.list.row) is not None and row.entry is not None:
            self.begin(row.entry)

    def action_session(self, command: str) -> None:
        """Tell the session."""
        if self._play is not None:
            self._play.do(SessionCommand(command))

    def action_hurts(self) -> None:
        """Stop at once, and ask what to do."""
        if self._play is None:
            return
        stretch = self._play.hurts()

        def answered(answer: str | None) -> None:
            if self._play is None:
                return
            if answer == END:
                self._play.do(SessionCommand.STOP)
            elif answer == SKIP:
                self._play.do(SessionCommand.NEXT_STEP)
                self._play.resume()
            else:
                self._play.resume()

        self.program.push_screen(hurts(stretch), answered)

    def action_feel(self, feeling: str) -> None:
        """Say how the session was."""
        if self._ended is not None:
            self._ended.tell(Feeling(feeling))
            self.program.read_diary()
            self.program.said_how_it_was()

    def action_easier(self) -> None:
        """The easier variant first, or not."""
        if self._play is not None:
            self._play.toggle_easier()

    def action_floor(self) -> None:
        """The floor view, or the panes."""
        self.toggle_class("-floor")
        if not self.has_class("-floor"):
            self.guide.focus()
        self.call_after_refresh(self._draw)

    def action_settings(self) -> None:
        """What there is to set; a session waits meanwhile."""
        if self._play is not None and self._play.state is State.RUNNING:
            self._play.pause_or_go_on()
        self.program.show_settings()

    def action_mute(self) -> None:
        """Sounds off, or on."""
        self.program.toggle_mute()
        self.show_sound()

    def action_quit(self) -> None:
        """Leave the program."""
        self.program.leave()
