"""The person's own stretches: to make, edit, copy, find and delete."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import on
from textual.containers import Container, Horizontal, Vertical
from textual.widgets import Static

from stretchtui.core.routines.own_stretch import users
from stretchtui.store.own_stretches import (
    DeletedStretch,
    bring_back_stretch,
    delete_stretch,
    read_owned,
)
from stretchtui.store.writing import NotSaved
from stretchtui.tui.builder import questions
from stretchtui.tui.builder.own_forms import OwnForms, new_stretch
from stretchtui.tui.builder.own_list import OwnList, OwnRow
from stretchtui.tui.builder.step_list import Heading
from stretchtui.tui.builder.stretch_card import StretchCard
from stretchtui.tui.commands.stretches import STRETCHES_COMMANDS, UNDO
from stretchtui.tui.css import beside
from stretchtui.tui.dialogs.command_screen import CommandScreen
from stretchtui.tui.widgets.key_bar import KeyBar
from stretchtui.tui.widgets.line_list import LineList
from stretchtui.tui.widgets.notice import Notice
from stretchtui.words.session import plural

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from stretchtui.core.routines.library import Entry
    from stretchtui.core.routines.model import Stretch
    from stretchtui.store.paths import Folders
    from stretchtui.tui.builder.own_forms import Drafts
    from stretchtui.tui.commands.look import Look

Changes = Mapping[str, "Stretch | None"]
"""What has become of stretches, by their ids: None of those that are gone."""

ROOMY = 70
"""From this width on the list has a column for what stretches are for."""

MOST_NAMES = 3
"""So many routines are named that use a stretch."""

_BY_ID = {command.id: command for command in STRETCHES_COMMANDS}


class StretchesScreen(CommandScreen[Changes]):
    """The person's own stretches; gives what has become of them.

    Args:
        look: How the program looks.
        folders: The person's folders.
        drafts: Gives the place where what is typed in a form is kept.
        made: The routine that is being made, whatever stands in its file.
    """

    DEFAULT_CSS = beside(__file__)
    TABLE = STRETCHES_COMMANDS
    # Textual declares these two in a way that mypy takes for instance variables.
    HORIZONTAL_BREAKPOINTS: ClassVar[list[tuple[int, str]] | None] = [  # type: ignore[misc]
        (0, "-narrow"),
        (ROOMY, "-roomy"),
        (100, "-wide"),
    ]
    VERTICAL_BREAKPOINTS: ClassVar[list[tuple[int, str]] | None] = [  # type: ignore[misc]
        (0, "-flat"),
        (18, "-normal"),
        (32, "-tall"),
    ]
    BINDINGS: ClassVar[list[BindingType]] = [command.binding for command in STRETCHES_COMMANDS]

    def __init__(
        self, look: Look, folders: Folders, drafts: Drafts, made: Entry | None = None
    ) -> None:
        super().__init__(look)
        self._folders = folders
        self._drafts = drafts
        self._made = made
        self._owned = read_owned(folders)
        self._changes: dict[str, Stretch | None] = {}
        self._deleted: list[DeletedStretch] = []
        self._sum = Static(id="sum", markup=False)
        self._list = OwnList(look.glyphs)
        self._list.add_class("-active")
        self._heading = Heading(self._list)
        self._card = StretchCard(look, id="card")
        self._notice = Notice()
        self._facts = Static(id="facts", markup=False)
        self._keys = KeyBar()

    def compose(self) -> ComposeResult:
        """Title, list, the chosen stretch, who uses it, keys."""
        with Horizontal(id="title"):
            yield Static("Your stretches", id="name", markup=False)
            yield self._sum
        with Container(id="body"):
            with Vertical(id="own"):
                yield self._heading
                yield self._list
            yield self._card
        yield self._notice
        yield self._facts
        yield self._keys

    def on_mount(self) -> None:
        """The keys are for the list."""
        self.set_focus(self._list)
        new, copy = (self.look.key(_BY_ID[id_]) for id_ in ("own_new", "own_copy"))
        self._list.hints = (
            f"Press {new} to make one,",
            f"or {copy} to start from a built-in one.",
        )
        self.follow(self.look.settings, lambda before: self._show_keys())
        self.watch(self._list, "chosen", self._show_chosen, init=False)
        self._show()

    def on_resize(self) -> None:
        """There may be more columns, or fewer."""
        self._heading.refresh()
        self._show_facts()

    # Showing

    def _show(self, chosen: str | None = None) -> None:
        """Show what there is by now.

        Args:
            chosen: The id of the stretch to choose; the one that is chosen, if not given.
        """
        row = self._list.row
        entries = [*self._owned.library.entries.values()]
        entries += [self._made] if self._made is not None else []
        used = users(self._owned.stretches, entries)
        own = sorted(self._owned.stretches.values(), key=lambda each: each.name.casefold())
        rows = [OwnRow(each, used[each.id]) for each in own]
        count = len(rows)
        self._sum.update(f"{count} {plural('stretch', count)}" if count else "")
        self._list.show_rows(rows, chosen or (row.stretch.id if row else None))
        self._heading.refresh()
        self._show_chosen()

    def _show_chosen(self) -> None:
        row = self._list.row
        self._card.show(row.stretch if row else None)
        self._show_facts()
        self._notice.say("")
        self._show_keys()

    def _show_facts(self) -> None:
        """Who uses the chosen stretch, and what it is for where that has no column."""
        row, words = self._list.row, ""
        if row is not None:
            targets = ", ".join(row.stretch.targets) if self.size.width < ROOMY else ""
            used = f"Used in {_listed(row.users)}" if row.users else ""
            words = f" {self.look.glyphs.dot} ".join(filter(None, (used, targets)))
        self._facts.update(Text(words, no_wrap=True, overflow="ellipsis"))

    def _show_keys(self) -> None:
        self._keys.keys = tuple(
            (self.look.key(each), each.label, each.action, True)
            for each in STRETCHES_COMMANDS
            if each.label and self.does_something(each)
        )

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether a key does something now: None dims it."""
        match action:
            case "edit" | "delete" | "move" | "find":
                return self._list.row is not None or None
            case "undo":
                return bool(self._deleted) or None
            case "copy":
                return bool(self._owned.built_in) or None
        return super().check_action(action, parameters)

    def action_move(self, by: int, unit: str = "line") -> None:
        """Choose another stretch."""
        self._list.action_move(by, unit)

    @on(LineList.Clicked)
    async def _clicked(self, event: LineList.Clicked) -> None:
        if event.again:
            await self.action_edit()
        else:
            self._list.chosen = event.place

    async def action_find(self) -> None:
        """Choose a stretch by what is typed."""
        from stretchtui.tui.dialogs.palette import PaletteEntry, search

        found = [
            PaletteEntry(
                each.stretch.name,
                ", ".join(each.stretch.targets),
                "",
                partial(self._list.choose, each),
                each.stretch.targets,
            )
            for each in self._list.rows
        ]
        await search(self.app, found, self.look, "Search your stretches")

    async def action_edit(self) -> None:
        """Open the form of the chosen stretch."""
        row = self._list.row
        if row is not None:
            await self._open(row.stretch)

    async def action_new(self) -> None:
        """Open the form of a new stretch."""
        await self._open(new_stretch())

    async def action_copy(self) -> None:
        """Choose a built-in stretch to make a copy of."""
        from stretchtui.tui.dialogs.palette import PaletteEntry, search

        found = [
            PaletteEntry(
                each.name, ", ".join(each.targets), "", partial(self._open, each), each.targets
            )
            for id_, each in self._owned.built_in.items()
            if id_ not in self._owned.stretches
        ]
        await search(self.app, found, self.look, "Search the built-in stretches")

    async def _open(self, stretch: Stretch) -> None:
        def kept(found: Stretch) -> None:
            self._take(found.id, found, f"{found.name} is in your library.")

        forms = OwnForms(self.app, self._folders, self.look, self._drafts)
        await forms.open(stretch, kept)

    def _take(self, id_: str, now: Stretch | None, words: str) -> None:
        """A stretch has become another, or is gone; say so."""
        self._owned = read_owned(self._folders)
        self._changes[id_] = now
        self._show(id_)
        self._notice.say(words)

    async def action_delete(self) -> None:
        """Delete the chosen stretch, unless a routine would miss it; ask before."""
        row = self._list.row
        if row is None:
            return
        stretch = row.stretch
        built_in = self._owned.built_in.get(stretch.id)
        if row.users and built_in is None:
            words = f"{stretch.name} is used in {_listed(row.users)}. Remove it there first."
            self._notice.say(words, wrong=True)
            return

        def answered(answer: str | None) -> None:
            if answer != questions.DELETE:
                return
            try:
                self._deleted.append(delete_stretch(stretch, self._folders))
            except NotSaved as error:
                self._notice.say(str(error), wrong=True)
                return
            undo = self.look.key(UNDO)
            self._take(stretch.id, built_in, f"{stretch.name} is deleted. Press {undo} to undo.")

        question = questions.deleting_stretch(stretch.name, built_in is not None)
        await self.app.push_screen(question, answered)

    def action_undo(self) -> None:
        """Bring back the stretch that was deleted last."""
        if not self._deleted:
            return
        try:
            found = bring_back_stretch(self._deleted[-1], self._folders)
        except NotSaved as error:
            self._notice.say(str(error), wrong=True)
            return
        self._deleted.pop()
        self._take(found.id, found, f"{found.name} is back.")

    def action_leave(self) -> None:
        """Back to where one was."""
        self.dismiss(self._changes)


def _listed(names: Sequence[str]) -> str:
    """``Hips``, ``Hips and Evening``, ``Hips, Evening, Desk and 2 more``."""
    more = len(names) - MOST_NAMES
    said = [*names[:MOST_NAMES], f"{more} more"] if more > 0 else list(names)
    *first, last = said
    return f"{', '.join(first)} and {last}" if first else last
