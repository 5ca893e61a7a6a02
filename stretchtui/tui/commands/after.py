"""What a person can do when a session is over: rate it, and add a note."""

from __future__ import annotations

from stretchtui.tui.commands.table import Command

NOTE = Command(
    "note",
    "n",
    "n",
    "note",
    "note",
    "Add a note to the session",
    at_once=True,
    when="end",
    name="Session note",
)

STRETCH_NOTE = Command(
    "stretch_note",
    "w",
    "w",
    "stretch_note",
    "stretch note",
    "Add a note to a stretch (while paused, or at the end)",
    at_once=True,
    when="session end",
)

AFTER_COMMANDS = (
    Command(
        "too_much",
        "1",
        "1",
        "feel('too-much')",
        "",
        "Rate: too much",
        when="end",
        name="Too much",
    ),
    Command(
        "right",
        "2",
        "2",
        "feel('right')",
        "",
        "Rate: just right",
        when="end",
        name="Just right",
    ),
    Command(
        "could_more",
        "3",
        "3",
        "feel('more')",
        "",
        "Rate: could do more",
        when="end",
        name="Could do more",
    ),
    NOTE,
)
"""In the order of the key bar."""
