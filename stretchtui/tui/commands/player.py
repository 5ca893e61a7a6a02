"""What a person can do on the main screen: keys, key bar, palette and help agree with it."""

from __future__ import annotations

from stretchtui.tui.commands.after import AFTER_COMMANDS, STRETCH_NOTE
from stretchtui.tui.commands.moving import moves
from stretchtui.tui.commands.plans import PLANS
from stretchtui.tui.commands.table import Command

MUTE = Command("mute", "m", "m", "mute", "mute", "Mute or unmute the sounds")

STOP = Command("stop", "x", "x", "session('stop')", "stop", "Stop the session", when="session")

COMMANDS = (
    Command(
        "go",
        "space,enter",
        "space",
        "go",
        "start",
        "Start the routine; pause or resume it",
        at_once=True,
        name="Start or pause",
    ),
    Command("next", "n,right", "n", "session('next')", "next", "Skip ahead", when="session"),
    Command("back", "b,left", "b", "session('back')", "back", "Previous hold", when="session"),
    Command(
        "filter",
        "slash",
        "/",
        "filter",
        "find",
        "Find routines by name, tag or body part",
        at_once=True,
        when="list",
        name="Find",
    ),
    Command(
        "floor",
        "f",
        "f",
        "floor",
        "floor",
        "Floor view: the seconds fill the screen",
        when="session",
        name="Floor view",
    ),
    Command("help", "question_mark", "?", "help", "help", "Keys and safety"),
    *AFTER_COMMANDS,
    Command(
        "hurts",
        "exclamation_mark",
        "!",
        "hurts",
        "hurts",
        "Pause at once, then continue gently, skip or stop",
        at_once=True,
        when="session",
        name="It hurts",
    ),
    STRETCH_NOTE,
    Command(
        "today",
        "t",
        "t",
        "today",
        "suggested",
        "Go to today's suggestion",
        when="list",
        name="Suggestion",
    ),
    Command(
        "history",
        "h",
        "h",
        "app.history",
        "history",
        "History and progress",
        at_once=True,
        when="list",
    ),
    Command(
        "settings",
        "comma",
        ",",
        "app.settings",
        "settings",
        "Settings: sound, timing, colours, keys",
        at_once=True,
    ),
    Command("quit", "q", "q", "quit", "quit", "Quit; in a session: stop it"),
    Command(
        "escape", "escape", "esc", "escape", "", "Go back; in a session: pause", name="Go back"
    ),
    Command(
        "new",
        "n",
        "n",
        "app.routine('new')",
        "new",
        "Create a routine",
        at_once=True,
        when="list",
        name="New routine",
    ),
    Command(
        "edit",
        "e",
        "e",
        "app.routine('edit')",
        "edit",
        "Edit the routine (built-ins are copied first)",
        at_once=True,
        when="list",
        name="Edit routine",
    ),
    Command(
        "duplicate",
        "y",
        "y",
        "app.routine('duplicate')",
        "duplicate",
        "Duplicate the routine",
        at_once=True,
        when="list",
        name="Duplicate routine",
    ),
    Command(
        "delete",
        "d",
        "d",
        "app.routine('delete')",
        "delete",
        "Delete the routine (only your own)",
        when="list",
        name="Delete routine",
    ),
    Command(
        "bring_back",
        "u",
        "u",
        "app.routine('bring-back')",
        "undo delete",
        "Undo delete (until you quit)",
        when="list",
        name="Undo delete",
    ),
    Command(
        *("make", "w", "w", "app.routine('make')", "", "Make a routine for today"),
        at_once=True,
        when="list",
        name="Make a routine",
    ),
    Command(
        "stretches",
        "s",
        "s",
        "app.routine('stretches')",
        "",
        "Your own stretches: create, edit, delete",
        at_once=True,
        when="list",
        name="Your stretches",
    ),
    PLANS,
    STOP,
    Command(
        "coming",
        "l",
        "l",
        "coming",
        "list",
        "See what's coming up, and change it",
        at_once=True,
        when="session",
        name="Coming up",
    ),
    Command(
        "more",
        "plus,equals_sign",
        "+",
        "session('more')",
        "longer",
        "Longer: 10 seconds, or one breath or rep",
        when="session",
    ),
    Command(
        "less",
        "minus",
        "-",
        "session('less')",
        "shorter",
        "Shorter: 10 seconds, or one breath or rep",
        when="session",
    ),
    Command(
        "restart",
        "r",
        "r",
        "session('restart')",
        "restart",
        "Restart this part: hold, rest or get ready",
        when="session",
    ),
    Command(
        "easier",
        "v",
        "v",
        "easier",
        "easier",
        "Show the easier variant first",
        when="session",
        name="Easier variant",
    ),
    MUTE,
    Command(
        "page",
        "o",
        "o",
        "app.page",
        "",
        "Listen in a browser (shows the address)",
        name="Browser page",
    ),
    Command(
        "sound_check",
        "S",
        "S",
        "app.sound_check",
        "",
        "Check that you can hear the sounds",
        at_once=True,
        when="list",
        name="Sound check",
    ),
    Command(
        "found",
        "enter",
        "enter",
        "found",
        "",
        "Show the results",
        at_once=True,
        when="typing",
        name="Show results",
    ),
    Command(
        "next_step",
        "N",
        "N",
        "session('next-step')",
        "",
        "Skip to the next stretch",
        when="session",
        name="Next stretch",
    ),
    Command(
        "back_step",
        "B",
        "B",
        "session('back-step')",
        "",
        "Restart this stretch",
        when="session",
        name="Restart stretch",
    ),
    *moves(("down", "up", "page_down", "page_up", "half_down", "half_up", "first", "last"), "list"),
    Command(
        "suspend", "ctrl+z", "ctrl+z", "app.suspend", "", "Suspend (fg to return)", name="Suspend"
    ),
    Command("redraw", "ctrl+l", "ctrl+l", "app.redraw", "", "Redraw the screen", name="Redraw"),
)
"""All of them."""

BAR = (
    ("go", "hurts", "stop", "filter", "today"),
    ("next", "back", "restart", "coming"),
    ("more", "less", "easier"),
    ("new", "edit", "duplicate", "delete", "bring_back"),
    ("note", "stretch_note"),
    ("floor", "mute", "plans", "history", "settings", "help", "quit"),
)
"""The key bar: what is for the same stands together."""

BY_ID = {command.id: command for command in COMMANDS}

_FIRST = ("go", "hurts", "stop", "next", "help", "quit", "filter", "today", "back")

NARROW_BAR = ((*_FIRST, *(id_ for group in BAR for id_ in group if id_ not in _FIRST)),)
"""The key bar where there is hardly room: what is needed most comes first."""

FLOOR_BAR = (sorted(NARROW_BAR[0], key=lambda id_: id_ not in ("go", "hurts", "stop", "floor")),)
"""The key bar in the floor view, which one must be able to leave."""
