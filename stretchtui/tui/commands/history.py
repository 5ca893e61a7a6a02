"""What a person can do in the history: keys, key bar, palette and help agree with it."""

from __future__ import annotations

from stretchtui.tui.commands.moving import moves
from stretchtui.tui.commands.table import Command

UNDO = Command(
    "session_undo",
    "u",
    "u",
    "undo",
    "undo",
    "Undo delete (until you quit)",
    at_once=True,
    name="Undo delete",
)

HISTORY_COMMANDS = (
    Command(
        "session_open",
        "enter,space",
        "enter",
        "open",
        "open",
        "Session details",
        at_once=True,
        name="Session details",
    ),
    Command(
        "view_next",
        "tab,right",
        "tab",
        "tab(1)",
        "view",
        "Next view",
        at_once=True,
        name="Next view",
    ),
    Command(
        "leave_history",
        "escape,q,h",
        "esc",
        "leave",
        "back",
        "Back to your routines",
        at_once=True,
    ),
    Command(
        "session_edit",
        "e",
        "e",
        "correct",
        "edit",
        "Edit the session: time, rating, note",
        at_once=True,
        name="Edit session",
    ),
    Command(
        "session_add",
        "a",
        "a",
        "add",
        "add",
        "Add a session you did elsewhere",
        at_once=True,
        name="Add session",
    ),
    Command(
        "session_delete",
        "d,delete",
        "d",
        "delete",
        "delete",
        "Delete the session (asks first)",
        at_once=True,
        name="Delete session",
    ),
    UNDO,
    Command("history_help", "question_mark,f1", "?", "help", "help", "Show these keys"),
    Command(
        "view_before",
        "shift+tab,left",
        "left",
        "tab(-1)",
        "",
        "Previous view",
        at_once=True,
        name="Previous view",
    ),
    *moves(
        (
            *("session_down", "session_up", "session_page_down", "session_page_up"),
            *("session_half_down", "session_half_up", "session_newest", "session_oldest"),
        )
    ),
    Command(
        "history_redraw", "ctrl+l", "ctrl+l", "app.redraw", "", "Redraw the screen", name="Redraw"
    ),
)
"""In the order of the key bar."""
