"""A notification on the person's desktop, by libnotify's program."""

from __future__ import annotations

import shutil
from html import escape

from stretchtui.store.scheduling import NotScheduled, ask

PROGRAM = "notify-send"


def can_notify() -> bool:
    """Whether the program is there; whether anybody shows what it sends is not known."""
    return shutil.which(PROGRAM) is not None


def notify(title: str, body: str) -> bool:
    """Show a notification; whether it could be handed over."""
    # Whoever shows it may take the body for markup.
    words = [PROGRAM, "--app-name=stretchtui", "--", title, escape(body, quote=False)]
    try:
        return can_notify() and ask(words).returncode == 0
    except NotScheduled:
        return False
