"""Every command a person can give: one table for keys, key bar, palette and help."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import ClassVar, Protocol, runtime_checkable

from msgspec import Struct
from textual.binding import Binding


class Command(Struct, frozen=True):
    """One command and its keys."""

    id: str
    """Names it in the key map of the settings."""
    keys: str
    """Textual's names of the keys, with commas between."""
    shown: str
    """The keys as the key bar shows them."""
    action: str
    label: str
    """One or two words for the key bar; none keeps it out of there."""
    help: str
    """One line for the palette and the help."""
    at_once: bool = False
    """Carried out before the keys behind it are looked at: over a slow link many come at once."""

    @property
    def binding(self) -> Binding:
        """The command as a Textual binding."""
        return Binding(
            self.keys,
            self.action,
            self.label,
            id=self.id,
            tooltip=self.help,
            show=bool(self.label),
            priority=self.at_once,
        )


COMMANDS = (
    Command("go", "space,enter", "space", "go", "start", "Start, pause, go on", at_once=True),
    Command(
        "next", "n,right", "n", "session('next')", "next", "On to what comes next (also right)"
    ),
    Command(
        "back", "b,left", "b", "session('back')", "back", "Back to the hold before (also left)"
    ),
    Command(
        "filter",
        "slash",
        "/",
        "filter",
        "find",
        "Find routines by name, tag or body part",
        at_once=True,
    ),
    Command("floor", "f", "f", "floor", "floor", "Floor view: as large as the terminal allows"),
    Command("help", "question_mark", "?", "help", "help", "Keys, and a word of care"),
    Command("too_much", "1", "1", "feel('too-much')", "too much", "At the end: it was too much"),
    Command("right", "2", "2", "feel('right')", "right", "At the end: it was right"),
    Command("could_more", "3", "3", "feel('more')", "could do more", "At the end: more is fine"),
    Command(
        "hurts",
        "exclamation_mark",
        "!",
        "hurts",
        "it hurts",
        "It hurts: stop at once",
        at_once=True,
    ),
    Command("today", "t", "t", "today", "today's", "In the list: choose what is good for today"),
    Command(
        "history",
        "h",
        "h",
        "history",
        "history",
        "In the list: what you did, and how it goes",
        at_once=True,
    ),
    Command(
        "settings",
        "comma",
        ",",
        "settings",
        "settings",
        "Sounds, times, colours and keys as you like them",
        at_once=True,
    ),
    Command("quit", "q", "q", "quit", "quit", "Leave the program"),
    Command(
        "new",
        "n",
        "n",
        "own('new')",
        "new",
        "In the list: make a routine of your own",
        at_once=True,
    ),
    Command(
        "edit",
        "e",
        "e",
        "own('edit')",
        "edit",
        "In the list: change it; a shipped one becomes yours",
        at_once=True,
    ),
    Command(
        "duplicate",
        "y",
        "y",
        "own('duplicate')",
        "copy",
        "In the list: make a routine out of a copy",
        at_once=True,
    ),
    Command("delete", "d", "d", "own('delete')", "delete", "In the list: delete your routine"),
    Command(
        "bring_back",
        "u",
        "u",
        "own('bring-back')",
        "undelete",
        "In the list: bring back what you deleted last",
    ),
    Command("stop", "x", "x", "session('stop')", "stop", "Stop the session"),
    Command(
        "more",
        "plus,equals_sign",
        "+",
        "session('more')",
        "longer",
        "Ten seconds more, or one breath or movement",
    ),
    Command(
        "less",
        "minus",
        "-",
        "session('less')",
        "shorter",
        "Ten seconds less, or one breath or movement",
    ),
    Command("restart", "r", "r", "session('restart')", "again", "This phase from its start"),
    Command("easier", "v", "v", "easier", "easier", "Show the easier variant first"),
    Command("mute", "m", "m", "mute", "mute", "Sounds off and on"),
    Command(
        "found", "enter", "enter", "found", "", "From the filter back to the list", at_once=True
    ),
    Command("next_step", "N", "N", "session('next-step')", "", "On to the next stretch"),
    Command("back_step", "B", "B", "session('back-step')", "", "Back to the stretch's beginning"),
    Command("down", "j,down", "j", "move(1)", "", "Down the list (also the arrow)", at_once=True),
    Command("up", "k,up", "k", "move(-1)", "", "Up the list (also the arrow)", at_once=True),
    Command("suspend", "ctrl+z", "ctrl+z", "app.suspend", "", "Leave for the shell; fg comes back"),
    Command("redraw", "ctrl+l", "ctrl+l", "redraw", "", "Draw the screen afresh"),
)
"""In the order of the key bar."""


@runtime_checkable
class Commanded(Protocol):
    """A screen with a table of commands."""

    TABLE: ClassVar[tuple[Command, ...]]

    def does_something(self, command: Command) -> bool:
        """Whether a command does something now."""

    def runs(self, command: Command) -> Callable[[], Awaitable[None]]:
        """A call that carries a command out."""
