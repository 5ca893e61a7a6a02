"""What a person can do in the settings: keys, key bar, palette and help agree with it."""

from __future__ import annotations

from stretchtui.tui.commands.table import Command

SETTINGS_COMMANDS = (
    Command(
        "setting_more",
        "right",
        "right",
        "turn(1)",
        "change",
        "The next value (left: the one before)",
        at_once=True,
    ),
    Command(
        "setting_enter",
        "enter,space",
        "enter",
        "enter",
        "choose",
        "Choose from all values, type one, or press a new key",
        at_once=True,
    ),
    Command(
        "leave_settings",
        "escape,q,comma",
        "esc",
        "leave",
        "back",
        "Back to where you were (also q or a comma)",
        at_once=True,
    ),
    Command("setting_hear", "p", "p", "hear", "hear", "Hear it, as it is set now", at_once=True),
    Command("setting_usual", "r", "r", "usual", "reset", "Back to how it usually is", at_once=True),
    Command(
        "next_section", "tab", "tab", "section(1)", "section", "The next section", at_once=True
    ),
    Command("settings_help", "question_mark,f1", "?", "help", "help", "These keys"),
    Command("setting_less", "left", "left", "turn(-1)", "", "The value before", at_once=True),
    Command(
        "section_before",
        "shift+tab",
        "shift+tab",
        "section(-1)",
        "",
        "The section before",
        at_once=True,
    ),
    Command(
        "setting_down", "j,down", "j", "move(1)", "", "Down the list (also the arrow)", at_once=True
    ),
    Command(
        "setting_up", "k,up", "k", "move(-1)", "", "Up the list (also the arrow)", at_once=True
    ),
    Command("settings_redraw", "ctrl+l", "ctrl+l", "app.redraw", "", "Draw the screen afresh"),
)
"""In the order of the key bar."""
