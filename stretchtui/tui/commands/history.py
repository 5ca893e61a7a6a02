"""What a person can do in the history: keys, key bar, palette and help agree with it."""

from __future__ import annotations

from stretchtui.tui.commands.table import Command

UNDO = Command(
    "session_undo",
    "u",
    "u",
    "undo",
    "undo",
    "Bring back the session you deleted last (until you quit)",
    at_once=True,
)

HISTORY_COMMANDS = (
    Command(
        "session_open",
        "enter,space",
        "enter",
        "open",
        "open",
        "All there is to know of the session",
        at_once=True,
    ),
    Command(
        "view_next",
        "tab,right",
        "tab",
        "tab(1)",
        "view",
        "The next view (also right)",
        at_once=True,
    ),
    Command(
        "leave_history",
        "escape,q,h",
        "esc",
        "leave",
        "back",
        "Back to the list of routines (also q or h)",
        at_once=True,
    ),
    Command(
        "session_edit",
        "e",
        "e",
        "correct",
        "edit",
        "Correct the session: when it was, how it felt, your note",
        at_once=True,
    ),
    Command(
        "session_add",
        "a",
        "a",
        "add",
        "add",
        "Add a session that you did elsewhere",
        at_once=True,
    ),
    Command(
        "session_delete",
        "d,delete",
        "d",
        "delete",
        "delete",
        "Delete the session, after a question",
        at_once=True,
    ),
    UNDO,
    Command("history_help", "question_mark,f1", "?", "help", "help", "These keys"),
    Command(
        "view_before",
        "shift+tab,left",
        "left",
        "tab(-1)",
        "",
        "The view before (also shift+tab)",
        at_once=True,
    ),
    Command(
        "session_down",
        "j,down",
        "j",
        "move(1)",
        "",
        "Down the sessions (also the arrow)",
        at_once=True,
    ),
    Command(
        "session_up", "k,up", "k", "move(-1)", "", "Up the sessions (also the arrow)", at_once=True
    ),
    Command(
        "session_page_down",
        "pagedown",
        "pagedown",
        "page(1)",
        "",
        "A page down the sessions",
        at_once=True,
    ),
    Command(
        "session_page_up",
        "pageup",
        "pageup",
        "page(-1)",
        "",
        "A page up the sessions",
        at_once=True,
    ),
    Command(
        "session_newest",
        "home,g",
        "home",
        "move(-1000000)",
        "",
        "The newest session (also g)",
        at_once=True,
    ),
    Command(
        "session_oldest",
        "end,G",
        "end",
        "move(1000000)",
        "",
        "The oldest session (also G)",
        at_once=True,
    ),
    Command("history_redraw", "ctrl+l", "ctrl+l", "app.redraw", "", "Draw the screen afresh"),
)
"""In the order of the key bar."""
