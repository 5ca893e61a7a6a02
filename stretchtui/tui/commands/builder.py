"""What a person can do in the builder: keys, key bar, palette and help agree with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING

from stretchtui.core.routines import edit
from stretchtui.tui.commands.table import Command

if TYPE_CHECKING:
    from stretchtui.core.routines.edit import Draft
    from stretchtui.core.routines.model import Stretch
    from stretchtui.tui.app import StretchApp
    from stretchtui.tui.builder.editor import Editor
    from stretchtui.tui.widgets.key_bar import Key

BUILDER_COMMANDS = (
    Command(
        "step_add",
        "a",
        "a",
        "library",
        "add",
        "Add steps: to the stretches, where letters find and enter adds (also tab)",
        at_once=True,
    ),
    Command(
        "step_form",
        "enter,space",
        "enter",
        "change",
        "edit",
        "Change all there is to a step",
        at_once=True,
    ),
    Command(
        "step_remove",
        "x,delete,backspace",
        "x",
        "step('remove')",
        "remove",
        "Take the step out (also del or backspace)",
        at_once=True,
    ),
    Command(
        "step_down",
        "J,ctrl+down,alt+down",
        "J K",
        "step('down')",
        "move",
        "J moves the step down (also ctrl or alt with the arrow)",
        at_once=True,
    ),
    Command("save", "ctrl+s", "ctrl+s", "save", "save", "Save the routine", at_once=True),
    Command(
        "leave_builder",
        "escape",
        "esc",
        "leave",
        "leave",
        "Back to the list of routines",
        at_once=True,
    ),
    Command("builder_help", "question_mark,f1", "?", "help", "help", "These keys"),
    Command(
        "step_longer",
        "plus,equals_sign",
        "+ -",
        "step('longer')",
        "hold",
        "+ makes it five seconds longer, or a breath or a movement more",
        at_once=True,
    ),
    Command(
        "step_times",
        "t",
        "t",
        "step('times')",
        "times",
        "Once more a side; after five, once",
        at_once=True,
    ),
    Command(
        "step_sides",
        "s",
        "s",
        "step('sides')",
        "sides",
        "Both, alternate, none, left, right",
        at_once=True,
    ),
    Command(
        "step_rest",
        "r",
        "r",
        "step('rest')",
        "rest",
        "A longer rest; after a minute, none",
        at_once=True,
    ),
    Command(
        "step_again", "y", "y", "step('twice')", "twice", "The same step once more", at_once=True
    ),
    Command("undo", "u", "u", "undo", "undo", "Undo, as far back as you like", at_once=True),
    Command(
        "try_out",
        "p",
        "p",
        "try_out",
        "try",
        "Play it from this step on, and come back",
        at_once=True,
    ),
    Command(
        "describe",
        "n",
        "n",
        "describe",
        "name…",
        "Name, what it is about, tags, caution, seconds to get ready",
        at_once=True,
    ),
    Command("redo", "ctrl+r", "ctrl+r", "redo", "", "Do again what was undone", at_once=True),
    Command(
        "step_shorter",
        "minus",
        "-",
        "step('shorter')",
        "",
        "- makes it five seconds shorter, or a breath or a movement less",
        at_once=True,
    ),
    Command(
        "step_up",
        "K,ctrl+up,alt+up",
        "K",
        "step('up')",
        "",
        "K moves the step up (also ctrl or alt with the arrow)",
        at_once=True,
    ),
    Command("step_next", "j,down", "j", "move(1)", "", "Down the steps (also the arrow)", True),
    Command("step_before", "k,up", "k", "move(-1)", "", "Up the steps (also the arrow)", True),
    Command("step_page", "pagedown", "page down", "page(1)", "", "A page further", True),
    Command("step_page_up", "pageup", "page up", "page(-1)", "", "A page back", True),
    Command("step_first", "g,home", "g", "move(-9999)", "", "The first step (also home)", True),
    Command("step_last", "G,end", "G", "move(9999)", "", "The last step (also end)", True),
    Command(
        "other_pane",
        "tab,shift+tab",
        "tab",
        "other_pane",
        "",
        "Between the stretches and the steps",
        at_once=True,
    ),
    Command("named", "enter", "enter", "named", "", "From the name to the stretches", at_once=True),
    Command("builder_redraw", "ctrl+l", "ctrl+l", "app.redraw", "", "Draw the screen afresh"),
)
"""In the order of the key bar, which has them while the keys act on a step."""

_NAMING: tuple[Key, ...] = (
    ("enter", "on to the stretches", "named", True),
    ("esc", "leave", "leave", True),
)


class Pane(StrEnum):
    """Where the keys go."""

    NAME = "name"
    LIBRARY = "library"
    STEPS = "steps"


STEP_EDITS: Mapping[str, Callable[[Draft, Mapping[str, Stretch]], Draft]] = {
    "remove": lambda draft, stretches: edit.remove(draft),
    "down": lambda draft, stretches: edit.move(draft, 1),
    "up": lambda draft, stretches: edit.move(draft, -1),
    "twice": lambda draft, stretches: edit.duplicate(draft),
    "longer": lambda draft, stretches: edit.lengthen(draft, 1, stretches),
    "shorter": lambda draft, stretches: edit.lengthen(draft, -1, stretches),
    "times": lambda draft, stretches: edit.cycle_times(draft),
    "sides": edit.cycle_sides,
    "rest": lambda draft, stretches: edit.cycle_rest(draft),
}
"""What a key does to the chosen step, without a form."""


def can(action: str, place: Pane, editing: Editor) -> bool | None:
    """Whether a key does something now: None dims it.

    Args:
        action: What the key does.
        place: Where the keys go.
        editing: What is made.
    """
    steps = place is Pane.STEPS
    match action:
        case "step" | "change" | "move" | "page":
            return (steps and editing.now.step is not None) or None
        case "try_out":
            return (steps and editing.playable) or None
        case "library" | "describe":
            return steps or None
        case "undo":
            return (steps and bool(editing.history.past)) or None
        case "redo":
            return bool(editing.history.future) or None
        case "named":
            return place is Pane.NAME
    return True


def bar(place: Pane, program: StretchApp, on: Callable[[Command], bool]) -> tuple[Key, ...]:
    """What the key bar shows.

    Args:
        place: Where the keys go.
        program: The app.
        on: Whether a command does something now.
    """
    match place:
        case Pane.NAME:
            return _NAMING
        case Pane.LIBRARY:
            return (
                ("enter", "add", "add", True),
                (arrows(program), "choose", "library", True),
                ("tab", "steps", "other_pane", True),
                ("ctrl+s", "save", "save", True),
                ("esc", "back", "leave", True),
            )
        case Pane.STEPS:
            return tuple(
                (program.keys_shown(each), each.label, each.action, on(each))
                for each in BUILDER_COMMANDS
                if each.label
            )


def arrows(program: StretchApp) -> str:
    """What the keys are called that go up and down."""
    return "up down" if program.plain else "↑↓"
