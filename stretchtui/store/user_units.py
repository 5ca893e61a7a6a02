"""Units of our own among those of systemd's user manager."""

from __future__ import annotations

import contextlib
import os
import shutil
from pathlib import Path

from stretchtui.core.reminders.units import NAME, is_ours
from stretchtui.core.text import clean
from stretchtui.store.files import Unreadable, read_text, reason, write_atomically
from stretchtui.store.scheduling import NotScheduled, ask, complaint

PROGRAM = "systemctl"
TIMER, SERVICE = f"{NAME}.timer", f"{NAME}.service"


def folder() -> Path:
    """Where the person's units are."""
    # As systemd has it: a relative one counts as none.
    given = Path(os.environ.get("XDG_CONFIG_HOME") or "~")
    root = given if given.is_absolute() else Path(os.path.expanduser("~")) / ".config"
    return root / "systemd" / "user"


def manager_answers() -> bool:
    """Whether a user manager runs that can be told of units."""
    if shutil.which(PROGRAM) is None:
        return False
    with contextlib.suppress(NotScheduled):
        return _ask("show-environment") == ""
    return False


def install(timer: str, service: str) -> None:
    """Put both in their places, and have the timer run from now on.

    Args:
        timer: The timer's text.
        service: That of what it starts.

    Raises:
        NotScheduled: They were not written, or systemd will not have them; there are none then.
    """
    texts = {TIMER: timer, SERVICE: service}
    for name in texts:
        if (there := _text(name)) is not None and not is_ours(there):
            raise NotScheduled(f"{clean(str(folder() / name))} is there and was not written by us")
    try:
        for name, text in texts.items():
            write_atomically(folder() / name, text.encode())
    except OSError as error:
        raise NotScheduled(f"{clean(str(folder()))}: {reason(error)}") from None
    # Started anew, as one that runs goes by the time that it was started with.
    for words in (("daemon-reload",), ("enable", TIMER), ("restart", TIMER)):
        if said := _ask(*words):
            remove()
            raise NotScheduled(f"systemd will not have the timer: {said}")


def installed() -> str | None:
    """The timer's text, if there is one of ours."""
    text = _text(TIMER)
    return text if text is not None and is_ours(text) else None


def remove() -> bool:
    """Take both away, if they are ours; whether there were any.

    Raises:
        NotScheduled: They cannot be removed.
    """
    ours = [name for name in (TIMER, SERVICE) if is_ours(_text(name) or "")]
    if not ours:
        return False
    answers = manager_answers()
    if answers:
        _ask("disable", "--now", TIMER)
        # When it last ran: a timer that is set again should not make up for what was never due.
        _ask("clean", "--what=state", TIMER)
    try:
        for name in ours:
            (folder() / name).unlink()
        wanted = folder() / "timers.target.wants" / TIMER
        if wanted.is_symlink():
            wanted.unlink()
    except OSError as error:
        raise NotScheduled(f"{clean(str(error.filename))}: {reason(error)}") from None
    if answers:
        _ask("daemon-reload")
    return True


def _text(name: str) -> str | None:
    try:
        return read_text(folder() / name)
    except Unreadable:
        return None if not os.path.lexists(folder() / name) else ""


def _ask(*words: str) -> str:
    """Tell the user manager something; what it has against it, in one line, or nothing."""
    done = ask([PROGRAM, "--user", *words])
    return complaint(done) if done.returncode else ""
