"""What a person can do on the main screen: keys, key bar, palette and help agree with it."""

from __future__ import annotations

from stretchtui.tui.commands.table import Command

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
        "app.history",
        "history",
        "In the list: what you did, and how it goes",
        at_once=True,
    ),
    Command(
        "settings",
        "comma",
        ",",
        "app.settings",
        "settings",
        "Sounds, times, colours and keys as you like them",
        at_once=True,
    ),
    Command("quit", "q", "q", "quit", "quit", "Leave the program"),
    Command(
        "new",
        "n",
        "n",
        "app.routine('new')",
        "new",
        "In the list: make a routine of your own",
        at_once=True,
    ),
    Command(
        "edit",
        "e",
        "e",
        "app.routine('edit')",
        "edit",
        "In the list: change it; a shipped one becomes yours",
        at_once=True,
    ),
    Command(
        "duplicate",
        "y",
        "y",
        "app.routine('duplicate')",
        "copy",
        "In the list: make a routine out of a copy",
        at_once=True,
    ),
    Command(
        "delete", "d", "d", "app.routine('delete')", "delete", "In the list: delete your routine"
    ),
    Command(
        "bring_back",
        "u",
        "u",
        "app.routine('bring-back')",
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
    Command("redraw", "ctrl+l", "ctrl+l", "app.redraw", "", "Draw the screen afresh"),
)
"""In the order of the key bar."""
