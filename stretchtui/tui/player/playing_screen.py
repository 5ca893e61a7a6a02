"""What a screen that plays a session has in common: its keys, its sizes, and how it ends."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from stretchtui.core.sessions.events import SessionCommand, State
from stretchtui.cues.browser.request import Request
from stretchtui.tui.commands.player import BAR, BY_ID, COMMANDS, FLOOR_BAR, NARROW_BAR
from stretchtui.tui.css import beside
from stretchtui.tui.dialogs.command_screen import CommandScreen
from stretchtui.tui.player.feedback import END, PAIN_ANSWERS, SKIP, elsewhere, hurts
from stretchtui.tui.player.mode import UNNAMED, Mode
from stretchtui.tui.player.notes import ask_stretch_note
from stretchtui.tui.player.session_view import SessionView
from stretchtui.tui.widgets.key_bar import GAP, Key
from stretchtui.words.step import for_side

if TYPE_CHECKING:
    from textual.binding import BindingType

    from stretchtui.core.settings import Settings
    from stretchtui.playing.player import SessionPlayer
    from stretchtui.tui.commands.look import Look
    from stretchtui.tui.commands.table import Command
    from stretchtui.tui.dialogs.question import Question
    from stretchtui.tui.player.session_steps import SessionSteps


class PlayingScreen(CommandScreen[None]):
    """Plays a session.

    Args:
        look: How the program looks.
        player: Plays it.
    """

    DEFAULT_CSS = beside(__file__)
    TABLE = COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = [command.binding for command in COMMANDS]
    # Textual declares these two in a way that mypy takes for instance variables.
    HORIZONTAL_BREAKPOINTS: ClassVar[list[tuple[int, str]] | None] = [  # type: ignore[misc]
        (0, "-thin"),
        (40, "-narrow"),
        (60, "-medium"),
        (80, "-roomy"),
        (100, "-wide"),
    ]
    VERTICAL_BREAKPOINTS: ClassVar[list[tuple[int, str]] | None] = [  # type: ignore[misc]
        (0, "-flat"),
        (15, "-short"),
        (20, "-normal"),
        (32, "-tall"),
    ]

    BACK = "back"
    """Where the key leads after the end, in a word or two."""

    def __init__(self, look: Look, player: SessionPlayer) -> None:
        super().__init__(look)
        self.player = player
        self.mode = Mode.BROWSE
        self.view = SessionView(
            self,
            look,
            player,
            changed=self._changed,
            over=self._over,
            elsewhere=self._elsewhere,
            asked=self._asked,
        )
        self.shown: Callable[[], None] = lambda: None
        """Called when all of the first screen is drawn."""
        self._pain: Question | None = None
        """Asks what to do about a stretch that hurts."""

    def on_mount(self) -> None:
        """Follow what can change elsewhere."""
        # Textual's first wait, of 1/60 s: begun now, it is over when the first key is answered.
        self._update_timer.resume()
        self.call_after_refresh(self._complete)
        self.follow(self.look.settings, self.settings_changed)
        self.follow(self.player.audio.name, lambda before: self.view.show_sound())

    def on_resize(self) -> None:
        """What is drawn to size is drawn again."""
        if self.mode is Mode.PLAY:
            self.view.redraw()
        self.show_keys()

    async def _complete(self) -> None:
        """Add what the first frame has not waited for."""
        for each in self.view.complete():
            await each
        # Twice: what is drawn to size has its size when it is drawn for the first time.
        self.call_after_refresh(self.call_after_refresh, self.shown)

    # For each kind of screen

    def leave(self) -> None:
        """Back to where the session was begun; one that is still played ends."""
        raise NotImplementedError

    def show_end(self) -> None:
        """Show that the session is over, and what was done."""
        raise NotImplementedError

    def settings_changed(self, before: Settings) -> None:
        """Show what the settings have changed."""
        if self.look.settings.value.keys != before.keys:
            self.show_keys()

    # The session

    def play(self) -> None:
        """Show that a session is played from here on; the view's start has it styled."""
        self.mode = Mode.PLAY
        self.view.complete()
        self.update_classes({"-telling": False, "-done": False, "-playing": True}, update=False)

    def _changed(self) -> None:
        self.show_keys()
        self.player.audio.check()

    def on_session_steps_go_to(self, event: SessionSteps.GoTo) -> None:
        """Go to the step that was clicked."""
        steps = {phase.step for phase in self.player.timeline.phases}
        # What was done before a session was resumed is not in it any more.
        if self.mode is Mode.PLAY and event.step in steps:
            self.view.do(SessionCommand.GO_TO, event.step)

    def _over(self, finished: bool) -> None:
        """The session came to its end, or was stopped."""
        self.mode = Mode.DONE
        self.update_classes({"-telling": True, "-done": True, "-playing": False}, update=False)
        self.view.end()
        self.show_end()
        self.show_keys()

    def _elsewhere(self) -> None:
        def answered(answer: str | None) -> None:
            self.player.do(SessionCommand.STOP)
            self.leave()

        self.app.push_screen(elsewhere(), answered)

    def _asked(self, request: Request) -> None:
        """Do what a page asks for, as its key does."""
        if self._pain is not None:
            if request in PAIN_ANSWERS:
                self._pain.dismiss(PAIN_ANSWERS[request])
            return
        match request:
            case Request.HURTS:
                self.action_hurts()
            case Request.PAUSE | Request.RESUME | Request.NEXT | Request.BACK:
                # The session refuses what does not suit its state.
                self.view.do(SessionCommand(request))

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether a key does something now: None dims it, False takes it away."""
        playing = self.mode is Mode.PLAY
        match action, parameters:
            case "session", (str(command),):
                return playing and (self.player.can(SessionCommand(command)) or None)
            case (("floor" | "easier" | "hurts" | "coming"), _):
                return playing
            case "go", _:
                return playing or self.mode is Mode.DONE
            case "stretch_note", _:
                still = playing and self.player.state is not State.RUNNING
                kept = self.player.journal.writer is not None
                return kept and (still or self.mode is Mode.DONE)
            case (("mute" | "settings" | "page" | "help" | "quit" | "escape" | "redraw"), _):
                return True
            case "suspend", _:
                return super().check_action(action, parameters) or None
        return False

    def show_keys(self) -> None:
        """Show the keys that do something now, and what else this mode has."""
        keys: list[Key] = []
        is_narrow = self.has_class("-narrow") or self.has_class("-thin")
        bar = NARROW_BAR if is_narrow else BAR
        for group in FLOOR_BAR if self.has_class("-floor") else bar:
            if found := [key for id_ in group if (key := self._key(BY_ID[id_])) is not None]:
                keys += [*([GAP] if keys else []), *found]
        self.view.bar.keys = tuple(keys)

    def _key(self, command: Command) -> Key | None:
        """A command in the key bar; None for one that is not in place there."""
        on, shown = self.state_of(command), self.look.key(command)
        if on is False or command.id in UNNAMED[self.mode]:
            return None
        others = (each for each in COMMANDS if each.label and self.look.key(each) == shown)
        if on is None and any(map(self.does_something, others)):
            return None
        label = self._go_label() if command.id == "go" else command.label
        return shown, label, command.action, bool(on)

    def _go_label(self) -> str:
        if self.mode is Mode.DONE:
            return self.BACK
        if self.mode is Mode.BROWSE:
            return "start"
        return "pause" if self.player.state is State.RUNNING else "resume"

    def action_go(self) -> None:
        """Pause, resume; after the end, back."""
        if self.mode is Mode.PLAY:
            self.player.pause_or_resume()
        elif self.mode is Mode.DONE:
            self.leave()

    def action_quit(self) -> None:
        """Stop the session."""
        if self.mode is Mode.PLAY:
            self.player.do(SessionCommand.STOP)

    def action_escape(self) -> None:
        """Pause; after the end, back."""
        if self.mode is Mode.PLAY:
            self.player.pause()
        elif self.mode is Mode.DONE:
            self.leave()

    def action_session(self, command: str) -> None:
        """Tell the session."""
        if self.mode is Mode.PLAY:
            self.view.do(SessionCommand(command))

    def action_hurts(self) -> None:
        """Pause at once, and ask what to do."""
        if self.mode is not Mode.PLAY or self._pain is not None:
            return
        stretch = for_side(self.player.hurts(), self.player.view().phase.side)
        self.view.draw()

        def answered(answer: str | None) -> None:
            self._pain = None
            if self.mode is not Mode.PLAY:
                return
            if answer == END:
                self.player.do(SessionCommand.STOP)
            elif answer == SKIP:
                self.player.skip_step()
            else:
                self.view.do(SessionCommand.RESUME)

        self._pain = hurts(stretch)
        self.app.push_screen(self._pain, answered)

    def action_coming(self) -> None:
        """The list of what is coming, over the session, which goes on."""
        # Imported with the first question: the first screen does not wait for it.
        from stretchtui.tui.player.coming import ComingScreen

        if self.mode is Mode.PLAY and self.player.is_playing:
            self.app.push_screen(ComingScreen(self.look, self.player, self.action_hurts))

    def action_easier(self) -> None:
        """The easier variant first, or not."""
        if self.mode is Mode.PLAY:
            self.view.toggle_easier()

    def action_stretch_note(self) -> None:
        """Write of the stretch that is shown; after the end, of one of those that were done."""
        ask_stretch_note(self, self.player, self.look, self.show_written)

    def show_written(self) -> None:
        """Show what the journal says by now of the stretch, or of the session that is over."""
        if self.mode is Mode.PLAY and self.player.is_playing:
            self.view.draw()
        elif self.mode is Mode.DONE:
            self.show_end()

    def action_floor(self) -> None:
        """The floor view, or the panes."""
        self.toggle_class("-floor")
        if not self.has_class("-floor"):
            self.view.guide.focus()
        self.view.redraw()
        self.show_keys()

    def action_mute(self) -> None:
        """Sounds off, or on."""
        self.player.audio.toggle_mute()
