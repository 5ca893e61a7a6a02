"""What a person can do with stretches of their own: keys, key bar, palette and help agree."""

from __future__ import annotations

from stretchtui.tui.commands.moving import moves
from stretchtui.tui.commands.table import Command

UNDO = Command(
    "own_undo",
    "u",
    "u",
    "undo",
    "undo",
    "Undo delete (until you leave)",
    at_once=True,
    name="Undo delete",
)

STRETCHES_COMMANDS = (
    Command(
        "own_edit",
        "enter,e,space",
        "enter",
        "edit",
        "edit",
        "Edit the stretch, or rename it",
        at_once=True,
        name="Edit stretch",
    ),
    Command(
        "own_new",
        "n,a",
        "n",
        "new",
        "new",
        "Make a new stretch",
        at_once=True,
        name="New stretch",
    ),
    Command(
        "own_copy",
        "c",
        "c",
        "copy",
        "copy built-in",
        "Make your own copy of a built-in stretch",
        at_once=True,
        name="Copy a built-in stretch",
    ),
    Command(
        "own_delete",
        "d,x,delete",
        "d",
        "delete",
        "delete",
        "Delete the stretch (asks first)",
        at_once=True,
        name="Delete stretch",
    ),
    UNDO,
    Command(
        "own_find",
        "slash",
        "/",
        "find",
        "find",
        "Find one of your stretches",
        at_once=True,
        name="Find stretch",
    ),
    Command(
        "leave_own",
        "escape,q",
        "esc",
        "leave",
        "back",
        "Go back",
        at_once=True,
    ),
    Command("own_help", "question_mark,f1", "?", "help", "help", "Show these keys"),
    *moves(
        (
            *("own_down", "own_up", "own_page_down", "own_page_up"),
            *("own_half_down", "own_half_up", "own_first", "own_last"),
        )
    ),
    Command("own_redraw", "ctrl+l", "ctrl+l", "app.redraw", "", "Redraw the screen", name="Redraw"),
)
"""In the order of the key bar."""
