"""What a person can do in the list of what is coming: keys, key bar, palette and help agree."""

from __future__ import annotations

from stretchtui.tui.commands.moving import moves
from stretchtui.tui.commands.table import Command

PAUSE = Command(
    "coming_pause",
    "space",
    "space",
    "pause",
    "pause",
    "Pause or resume the session",
    at_once=True,
    name="Pause or resume",
)

LEAVE_OUT = Command(
    "coming_leave_out",
    "d,delete",
    "d",
    "leave_out",
    "leave out",
    "Leave the stretch out of this session, or take it back in",
    at_once=True,
)

COMING_COMMANDS = (
    Command(
        "coming_go",
        "enter",
        "enter",
        "go",
        "go there",
        "Jump to the stretch",
        at_once=True,
        name="Jump there",
    ),
    Command(
        "coming_put_off",
        "p",
        "p",
        "put_off",
        "do last",
        "Move the stretch to the end of this session",
        at_once=True,
        name="Do last",
    ),
    LEAVE_OUT,
    Command(
        "coming_add",
        "a,plus",
        "a",
        "add",
        "add",
        "Add a stretch, for this session only",
        at_once=True,
        name="Add stretch",
    ),
    Command(
        "coming_move_down",
        "J,ctrl+down,alt+down",
        "J K",
        "shift(1)",
        "move",
        "Move the stretch down",
        at_once=True,
        name="Move down in the session",
    ),
    Command(
        "leave_coming",
        "escape,l,q",
        "esc",
        "leave",
        "back",
        "Back to the session",
        at_once=True,
    ),
    PAUSE,
    Command(
        "coming_hurts",
        "exclamation_mark",
        "!",
        "hurts",
        "hurts",
        "Pause at once, then continue gently, skip or stop",
        at_once=True,
        name="It hurts",
    ),
    Command("coming_help", "question_mark,f1", "?", "help", "help", "Show these keys"),
    Command(
        "coming_move_up",
        "K,ctrl+up,alt+up",
        "K",
        "shift(-1)",
        "",
        "Move the stretch up",
        at_once=True,
        name="Move up in the session",
    ),
    *moves(
        (
            *("coming_down", "coming_up", "coming_page_down", "coming_page_up"),
            *("coming_half_down", "coming_half_up", "coming_first", "coming_last"),
        )
    ),
    Command(
        "coming_redraw", "ctrl+l", "ctrl+l", "app.redraw", "", "Redraw the screen", name="Redraw"
    ),
)
"""In the order of the key bar."""
