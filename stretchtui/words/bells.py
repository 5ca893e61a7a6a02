"""Where terminals have their bell, and how it is let be heard."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from stretchtui.cues.doctor import TerminalFound


class Bell(Struct, frozen=True):
    """The bell of one kind of terminal."""

    terminal: str
    """What people call it."""
    matches: str
    """A regular expression that the beginning of its name matches, in small letters."""
    words: str
    """What to do, in a sentence."""
    lines: tuple[str, ...] = ()
    """What to write into the file that the sentence names, or to type."""


_SOUND = "/usr/share/sounds/freedesktop/stereo/bell.oga"

BELLS = (
    Bell(
        "Alacritty",
        "alacritty",
        "Alacritty has no bell sound of its own. Add this to alacritty.toml:",
        ("[bell]", f'command = {{ program = "paplay", args = ["{_SOUND}"] }}'),
    ),
    Bell(
        "foot",
        "foot",
        "foot has no bell sound of its own. Add this to foot.ini:",
        ("[bell]", f"command=paplay {_SOUND}", "command-focused=yes"),
    ),
    Bell(
        "Ghostty",
        "ghostty|xterm-ghostty",
        "Turn on Ghostty's bell. Add this to its config file:",
        ("bell-features = system",),
    ),
    Bell(
        "kitty",
        "kitty|xterm-kitty",
        "Turn on kitty's bell. Add this to kitty.conf:",
        ("enable_audio_bell yes",),
    ),
    Bell(
        "WezTerm",
        "wezterm",
        "Turn on WezTerm's bell. Add this to wezterm.lua:",
        ('config.audible_bell = "SystemBeep"',),
    ),
    Bell(
        "GNOME Terminal",
        "vte|gnome",
        "In the terminal's preferences, turn on the bell in your profile. In the system's sound "
        "settings, alert sounds have to be on as well.",
    ),
    Bell(
        "Konsole",
        "konsole",
        'In Konsole, open Settings, Configure Notifications, and give "Bell in ..." a sound.',
    ),
    Bell(
        "iTerm2", "iterm", 'In iTerm2, open Settings, Profiles, Terminal, and clear "Silence bell".'
    ),
    Bell(
        "Terminal (macOS)",
        "apple_terminal|nsterm",
        'In Terminal, open Settings, Profiles, Advanced, and turn on "Audible bell".',
    ),
    Bell(
        "Windows Terminal",
        "windows terminal",
        "In Windows Terminal, set the bell of your profile to audible:",
        ('"bellStyle": "audible"',),
    ),
    Bell(
        "VS Code",
        "vscode|xterm\\.js",
        "Turn on the terminal bell of VS Code. Add this to settings.json:",
        ('"accessibility.signals.terminalBell": { "sound": "on" }',),
    ),
    Bell(
        "PuTTY",
        "putty",
        'In PuTTY, open Terminal, Bell, and choose "Make default system alert sound".',
    ),
    Bell(
        "xterm",
        "xterm\\(",
        "Turn on the bell of your X server:",
        ("xset b on",),
    ),
)
"""In no order: a name matches one of them at most."""


def bell_of(terminal: TerminalFound) -> Bell | None:
    """The bell of a terminal; None where it is not known which one it is."""
    # TERM comes last: many terminals take another one's name there.
    for name in (terminal.name, terminal.program, terminal.term):
        for bell in BELLS:
            if re.match(bell.matches, name.lower()):
                return bell
    return None
