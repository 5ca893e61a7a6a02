"""Through a tmux to the terminal around it."""

from __future__ import annotations

import subprocess

ALLOW_PASSTHROUGH = "set -g allow-passthrough on"
"""The line of ~/.tmux.conf without which tmux, from 3.3 on, hands nothing to the terminal around
it (tmux(1), allow-passthrough)."""

TMUX_S = 0.2
"""How long tmux's own program may take to tell an option, in seconds."""


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
