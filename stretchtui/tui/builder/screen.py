"""The builder: stretches to choose from beside the steps of the routine that is made."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import events, on

from stretchtui.core.routines import arrange
from stretchtui.core.routines.entry import Wrong
from stretchtui.tui.builder.adding import Adding
from stretchtui.tui.builder.forms import Forms
from stretchtui.tui.builder.keys import STEP_EDITS, Pane, bar, can
from stretchtui.tui.builder.library_pane import LibraryPane, LinesPasted
from stretchtui.tui.builder.panes import HEIGHTS, WIDTHS, Panes
from stretchtui.tui.builder.routine_title import RoutineTitle
from stretchtui.tui.builder.saving import Saving
from stretchtui.tui.builder.step_list import StepList
from stretchtui.tui.builder.stretch_card import StretchCard
from stretchtui.tui.builder.totals import Totals
from stretchtui.tui.commands.builder import BUILDER_COMMANDS
from stretchtui.tui.css import beside
from stretchtui.tui.dialogs.command_screen import CommandScreen
from stretchtui.tui.player.trial import TrialScreen
from stretchtui.tui.widgets.key_bar import KeyBar
from stretchtui.tui.widgets.line_input import LineInput, settled
from stretchtui.tui.widgets.line_list import LineList
from stretchtui.tui.widgets.notice import Notice

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.widget import Widget

    from stretchtui.core.routines.draft import Draft
    from stretchtui.playing.player import SessionPlayer
    from stretchtui.tui.builder.editor import Editor
    from stretchtui.tui.commands.look import Look


class BuilderScreen(CommandScreen[str | None]):
    """Makes a routine; gives the id it was saved by, or None.

    Args:
        look: How the program looks.
        player: Plays what is tried out.
        editor: What is made.
        naming: Whether its name is asked for first.
    """

    DEFAULT_CSS = beside(__file__)
    TABLE = BUILDER_COMMANDS
    # Textual declares these two in a way that mypy takes for instance variables.
    HORIZONTAL_BREAKPOINTS: ClassVar[list[tuple[int, str]] | None] = WIDTHS  # type: ignore[misc]
    VERTICAL_BREAKPOINTS: ClassVar[list[tuple[int, str]] | None] = HEIGHTS  # type: ignore[misc]
    BINDINGS: ClassVar[list[BindingType]] = [command.binding for command in BUILDER_COMMANDS]

    def __init__(
        self, look: Look, player: SessionPlayer, editor: Editor, *, naming: bool = False
    ) -> None:
        super().__init__(look)
        self.editor = editor
        self.pane = Pane.NAME if naming else Pane.STEPS
        self._player = player
        self._saving = Saving(self, editor, look)
        self._adding = Adding(self, editor, look)
        self._forms = Forms(self, editor, look, self._saving, self._adding)
        self._title = RoutineTitle(self._named)
        self._panes = Panes(editor.stretches, look.glyphs, self._adding.chosen)
        self._library, self._steps = self._panes.library, self._panes.steps
        self._card = StretchCard(look, id="card")
        self._notice = Notice()
        self._totals = Totals(look.glyphs)
        self._keys = KeyBar()
        self._controls: dict[Pane, Widget] = {
            Pane.NAME: self._title.line,
            Pane.LIBRARY: self._library.filter,
            Pane.STEPS: self._steps.list,
        }

    # Layout

    def compose(self) -> ComposeResult:
        """Title, two panes, the chosen stretch, the sum, the keys."""
        yield self._title
        yield self._panes
        yield self._card
        yield self._notice
        yield self._totals
        yield self._keys

    def on_mount(self) -> None:
        """Begin with the name, or with the steps."""
        if self.pane is Pane.NAME:
            self.editor.begin_naming()
            self._title.ask(self.editor.asked_name)
        self.go_to(self.pane)
        self.show()
        self.follow(self.look.settings, lambda before: self.show())
        if self.editor.unfinished is not None:
            self.call_after_refresh(self._forms.reopen)

    def on_screen_resume(self) -> None:
        """The window's title may be another screen's."""
        self.app.title = self.editor.routine.name

    def on_resize(self, event: events.Resize) -> None:
        """There may be room for one pane only, or for both again."""
        self._share(event.size.width)

    def _share(self, width: int) -> None:
        self._panes.share(self.pane, width)
        self._card.display = self._library.display

    def go_to(self, pane: Pane) -> None:
        """Have the keys go there."""
        if self.pane is Pane.NAME and pane is not Pane.NAME:
            self._title.asked()
        self.pane = pane
        self._share(self.size.width)
        # At once, not by and by: the letters behind the key are for it.
        self.set_focus(self._controls[pane])
        self._show_card()
        self._show_keys()

    async def _settled(self) -> None:
        """Wait until what was typed before the key is taken."""
        if isinstance(self.focused, LineInput):
            await settled(self.focused)

    def on_descendant_focus(self) -> None:
        """The mouse can choose a pane as well."""
        # Not the event's widget: by now the keys may be elsewhere again.
        pane = next((each for each in Pane if self._controls[each] is self.focused), None)
        if pane is not None and pane is not self.pane:
            self.go_to(pane)

    # Showing

    def show(self) -> None:
        """Show the routine as it is, and keep its draft."""
        now, stretches, faulty = self.editor.now, self.editor.stretches, self.editor.faulty
        self._library.know(stretches)
        self._title.show(now.routine.name, *self._saving.state())
        self._steps.show(now, stretches, self.look.pace, faulty)
        self._totals.show(now, stretches, self.look.pace)
        if now.cursor in faulty:
            self.say(f"In the file: {faulty[now.cursor]}", wrong=True)
        self._show_card()
        self._show_keys()
        self._saving.keep_draft()

    def say(self, words: str, wrong: bool = False) -> None:
        """Say something until the next change; nothing, if there are no words."""
        self._notice.say(words, wrong)

    @on(LibraryPane.Looked)
    def _show_card(self) -> None:
        steps = self.pane is Pane.STEPS and bool(self.editor.routine.steps)
        self._card.show(self.editor.stretch if steps else self._library.list.choice)

    def _show_keys(self) -> None:
        self._keys.keys = bar(self.pane, self.look, self.does_something)

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether a key does something now: None dims it."""
        found = can(action, self.pane, self.editor)
        return super().check_action(action, parameters) if found else found

    def do(self, change: Callable[[Draft], Draft]) -> None:
        """Carry out an edit, or say why not."""
        self.say("")
        try:
            self.do_or_raise(change)
        except Wrong as error:
            self.say(str(error), wrong=True)

    def do_or_raise(self, change: Callable[[Draft], Draft]) -> None:
        """Carry out an edit.

        Raises:
            Wrong: It cannot be.
        """
        self.editor.do(change)
        self.show()

    # The name

    def _named(self, typed: str) -> None:
        self.editor.name(typed)
        self.show()

    def action_named(self) -> None:
        """From the name to the stretches, or to the steps there are."""
        self.go_to(Pane.STEPS if self.editor.routine.steps else Pane.LIBRARY)

    # The stretches

    async def action_open(self, what: str) -> None:
        """Open "lines", the "file", one's "stretches", or "make" one of the step."""
        await self._forms.open(what)

    @on(LinesPasted)
    async def _pasted(self, event: LinesPasted) -> None:
        await self._forms.lines(event.text)

    def action_add(self) -> None:
        """Add the chosen stretch."""
        self._library.add()

    def action_library(self) -> None:
        """To the stretches."""
        self.go_to(Pane.LIBRARY)

    async def action_other_pane(self) -> None:
        """To the steps, or to the stretches."""
        await self._settled()
        self.go_to(Pane.LIBRARY if self.pane is Pane.STEPS else Pane.STEPS)

    # The steps

    @on(LineList.Clicked)
    async def _clicked(self, event: LineList.Clicked) -> None:
        self.go_to(Pane.STEPS)
        if event.again:
            await self.action_change()
        else:
            self.do(lambda draft: draft.at(event.place))

    @on(StepList.Dropped)
    def _dropped(self, event: StepList.Dropped) -> None:
        self.go_to(Pane.STEPS)
        self.do(lambda draft: arrange.drag(draft.at(event.dragged), event.to))

    def action_move(self, by: int, unit: str = "line") -> None:
        """Choose another step."""
        further = by * self._steps.list.lines_in(unit)
        self.do(lambda draft: draft.at(draft.cursor + further))

    def action_step(self, what: str) -> None:
        """Change the chosen step in place."""
        self.do(lambda draft: STEP_EDITS[what](draft, self.editor.stretches))

    def action_undo(self) -> None:
        """Undo the last change."""
        self.say("")
        self.editor.undo()
        self.show()

    def action_redo(self) -> None:
        """Do it again."""
        self.say("")
        self.editor.redo()
        self.show()

    # Forms, and the trial

    async def action_change(self) -> None:
        """Open the form of the step."""
        await self._forms.step()

    async def action_describe(self) -> None:
        """Open the form of the routine."""
        await self._forms.routine()

    async def action_try_out(self) -> None:
        """Play it from the chosen step on."""
        tried, first = self.editor.entry, self.editor.now.first_step
        await self.app.push_screen(TrialScreen(self.look, self._player, tried, first))

    # Saving and leaving

    async def action_save(self) -> None:
        """Save the routine."""
        await self._settled()
        self._saving.save()

    async def action_leave(self) -> None:
        """Back to where one was; at last to the list of routines."""
        await self._settled()
        if self.pane is Pane.LIBRARY and self._library.filter.value:
            self._library.filter.clear()
            return
        if self.pane is Pane.STEPS and self.editor.now.mark is not None:
            self.action_step("mark")
            return
        nothing = not (self.editor.changed or self.editor.routine.steps)
        if self.pane is Pane.STEPS or nothing:
            self._saving.leave()
        elif self.pane is Pane.NAME:
            self.action_named()
        else:
            self.go_to(Pane.STEPS)

    def on_unmount(self) -> None:
        """What was not saved is offered again."""
        self._saving.close()
