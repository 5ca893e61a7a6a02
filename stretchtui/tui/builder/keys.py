"""The builder's keys: where they go, what they do to a step, and what the key bar says of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING

from stretchtui.core.routines import edit
from stretchtui.tui.commands.builder import BUILDER_COMMANDS

if TYPE_CHECKING:
    from stretchtui.core.routines.edit import Draft
    from stretchtui.core.routines.model import Stretch
    from stretchtui.tui.builder.editor import Editor
    from stretchtui.tui.commands.look import Look
    from stretchtui.tui.commands.table import Command
    from stretchtui.tui.widgets.key_bar import Key


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

_BY_ID = {command.id: command for command in BUILDER_COMMANDS}


def can(action: str, pane: Pane, editor: Editor) -> bool | None:
    """Whether a key does something now: None dims it.

    Args:
        action: What the key does.
        pane: Where the keys go.
        editor: What is made.
    """
    steps = pane is Pane.STEPS
    match action:
        case "step" | "move":
            return (steps and editor.now.entry is not None) or None
        case "change":
            return (steps and editor.now.step is not None) or None
        case "try_out":
            return (steps and editor.playable) or None
        case "library" | "describe":
            return steps or None
        case "undo":
            return (steps and bool(editor.history.past)) or None
        case "redo":
            return bool(editor.history.future) or None
        case "named":
            return pane is Pane.NAME
    return True


def bar(pane: Pane, look: Look, on: Callable[[Command], bool]) -> tuple[Key, ...]:
    """What the key bar shows.

    Args:
        pane: Where the keys go.
        look: Knows how the keys are shown.
        on: Whether a command does something now.
    """

    def key(id_: str, label: str) -> Key:
        command = _BY_ID[id_]
        return look.key(command), label, command.action, True

    match pane:
        case Pane.NAME:
            return key("named", "choose stretches"), key("leave_builder", "leave")
        case Pane.LIBRARY:
            return (
                # These two are the filter's own.
                ("enter", "add", "add", True),
                (look.up_and_down, "choose", "library", True),
                key("other_pane", "steps"),
                key("save", "save"),
                key("leave_builder", "back"),
            )
        case Pane.STEPS:
            return tuple(
                (look.key(each), each.label, each.action, on(each))
                for each in BUILDER_COMMANDS
                if each.label
            )
