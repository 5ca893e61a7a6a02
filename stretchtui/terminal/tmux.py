"""Through a tmux to the terminal around it."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping

from stretchtui.core.text import clean, shorten

TMUX_S = 0.2
"""How long tmux's own program may take to tell an option, in seconds."""

PATIENT_S = 1.0
"""The same where nobody waits for the screen, in seconds."""

OPTIONS = ("bell-action", "visual-bell", "monitor-bell", "allow-passthrough")
"""The options that decide what becomes of a bell, and (from tmux 3.3 on) of what is meant for the
terminal around (tmux(1), allow-passthrough)."""

OUTSIDE = "outside"
"""Stands among the options for the name of the terminal around, as that calls itself."""


def through_tmux(sequence: str) -> str:
    """A sequence so that tmux hands it on to the terminal around it, if it is set to.

    The form is ``DCS tmux ; sequence ST`` with every ESC in the sequence doubled.
    """
    doubled = sequence.replace("\x1b", "\x1b\x1b")
    return f"\x1bPtmux;{doubled}\x1b\\"


def passes_through(pane: str) -> bool | None:
    """Whether the tmux around this program hands sequences on to the terminal around it.

    Args:
        pane: The program's pane, as ``TMUX_PANE`` has it.

    Returns:
        None where tmux cannot be asked, or does not say within ``TMUX_S``.
    """
    try:
        asked = subprocess.run(
            ["tmux", "show-options", "-Apqv", "-t", pane, "allow-passthrough"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=TMUX_S,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    # Before 3.3 there was no such option, and nothing was held back.
    return asked.stdout.strip() != b"off"


def options(pane: str) -> Mapping[str, str]:
    """What is set in the tmux around this program, by name; its pane's own setting goes first.

    Args:
        pane: The program's pane, as ``TMUX_PANE`` has it.

    Returns:
        The values of ``OPTIONS``, and ``OUTSIDE``; nothing of what tmux does not say.
    """
    words = ["tmux"]
    for name in OPTIONS:
        # The one of a pane is asked for as such, or what is set for all would be told.
        scope = "-Apq" if name == "allow-passthrough" else "-Aq"
        words += ["show-options", scope, "-t", pane, name, ";"]
    words += ["display-message", "-p", "-t", pane, f"{OUTSIDE} #{{client_termtype}}"]
    try:
        asked = subprocess.run(
            words,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=PATIENT_S,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return {}
    # The name of what is inherited has a star behind it.
    lines = (line.partition(" ") for line in asked.stdout.splitlines())
    return {name.rstrip("*"): shorten(clean(value), 80) for name, _, value in lines if value}
