"""What a person can do in the settings: keys, key bar, palette and help agree with it."""

from __future__ import annotations

from stretchtui.tui.commands.moving import moves
from stretchtui.tui.commands.table import Command

SETTINGS_COMMANDS = (
    Command(
        "setting_more",
        "right",
        "right",
        "turn(1)",
        "change",
        "Next value",
        at_once=True,
        name="Next value",
    ),
    Command(
        "setting_enter",
        "enter,space",
        "enter",
        "enter",
        "choose",
        "Edit: choose or type a value, or press a new key",
        at_once=True,
        name="Edit",
    ),
    Command(
        "leave_settings",
        "escape,q,comma",
        "esc",
        "leave",
        "back",
        "Close settings",
        at_once=True,
    ),
    Command("setting_hear", "p", "p", "hear", "play", "Play a sample", at_once=True),
    Command("setting_usual", "r", "r", "usual", "reset", "Reset to default", at_once=True),
    Command(
        "setting_find",
        "slash",
        "/",
        "find",
        "find",
        "Find a setting by its name",
        at_once=True,
        name="Find",
    ),
    Command("settings_help", "question_mark,f1", "?", "help", "help", "Show these keys"),
    Command(
        "next_section",
        "tab",
        "tab",
        "section(1)",
        "group",
        "Next section",
        at_once=True,
        name="Next section",
    ),
    Command(
        "setting_less",
        "left",
        "left",
        "turn(-1)",
        "",
        "Previous value",
        at_once=True,
        name="Previous value",
    ),
    Command(
        "section_before",
        "shift+tab",
        "shift+tab",
        "section(-1)",
        "",
        "Previous section",
        at_once=True,
        name="Previous section",
    ),
    *moves(
        (
            *("setting_down", "setting_up", "setting_page_down", "setting_page_up"),
            *("setting_half_down", "setting_half_up", "setting_first", "setting_last"),
        )
    ),
    Command(
        "settings_redraw", "ctrl+l", "ctrl+l", "app.redraw", "", "Redraw the screen", name="Redraw"
    ),
)
"""In the order of the key bar."""
