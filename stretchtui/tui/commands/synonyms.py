"""Other words that people look for a command by, beside what it is called here."""

from __future__ import annotations

SYNONYMS = {
    # On the main screen
    "go": "play begin resume continue",
    "next": "skip forward",
    "back": "previous",
    "filter": "search filter",
    "floor": "big large fullscreen",
    "help": "keys shortcuts safety",
    "hurts": "pain hurt sore",
    "today": "today recommended suggested",
    "history": "progress calendar streak stats log",
    "settings": "preferences options configure",
    "quit": "exit leave close",
    "new": "create add make",
    "edit": "change builder modify",
    "duplicate": "copy clone",
    "delete": "remove",
    "bring_back": "restore",
    "stop": "end finish cancel",
    "more": "extend",
    "restart": "again",
    "mute": "silence quiet unmute",
    "page": "phone laptop web qr",
    "sound_check": "test hear",
    "redraw": "refresh repaint",
    # In the builder
    "step_add": "stretch insert",
    "step_remove": "delete",
    "step_again": "copy",
    "step_mark": "choose multiple",
    "step_group": "ungroup circuit superset laps",
    "step_lines": "paste list text",
    "step_longer": "more",
    "step_shorter": "less",
    "try_out": "test play",
    "describe": "name rename tags caution description",
    "leave_builder": "quit exit close back",
    "builder_help": "keys shortcuts",
    # In the history
    "session_edit": "change correct",
    "session_delete": "remove",
    "session_add": "new log",
    "session_undo": "restore",
    "leave_history": "quit exit close leave",
    "history_help": "keys shortcuts",
    # In the settings
    "setting_find": "search find",
    "setting_usual": "default restore",
    "setting_hear": "sample listen",
    "leave_settings": "quit exit close leave",
    "settings_help": "keys shortcuts",
}
"""By the ids of the commands, with spaces between the words."""
