"""Every command a person can give: one table for keys, key bar, palette and help."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from msgspec import Struct
from textual.binding import Binding

from stretchtui.core.text import clean, shorten


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
    Command("go", "space,enter", "space", "go", "start", "Start, pause, go on"),
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
    Command("quit", "q", "q", "quit", "quit", "Leave the program"),
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
    Command("down", "j", "j", "move(1)", "", "Down the list (also the arrow)"),
    Command("up", "k", "k", "move(-1)", "", "Up the list (also the arrow)"),
    Command("redraw", "ctrl+l", "ctrl+l", "redraw", "", "Draw the screen afresh"),
)
"""In the order of the key bar."""


def unknown_commands(names: Iterable[str]) -> Iterator[str]:
    """A line for each name in a key map that no command has.

    Textual itself takes any name, and does nothing with it.
    """
    known = [command.id for command in COMMANDS]
    for name in names:
        if name not in known:
            near = get_close_matches(name[:80], known, n=1)
            hint = f"did you mean {near[0]}?" if near else "the README has the names"
            place = f"settings.toml: keys.{shorten(clean(name[:200]))}"
            yield f"{place}: no command is called so: {hint}"
