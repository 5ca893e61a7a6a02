"""What is said of reminders, and what a reminder says."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from stretchtui.core.reminders.reminder import DAY_NAMES, EVERY_DAY

if TYPE_CHECKING:
    from stretchtui.core.reminders.reminder import Reminder

TITLE = "Time to stretch"
"""What a reminder begins with."""

NOTHING_YET = "nothing done today"
"""What it says where there is nothing to suggest."""

NO_NOTIFIER = (
    "notify-send was not found, so you would see nothing: install libnotify-bin, "
    "or get an email with --via cron"
)
NO_MAILER = (
    "cron sends reminders by email, and no mail program (sendmail) was found: install one, "
    "or they are lost"
)
LINGERING = "systemd reminds you while you are logged in; loginctl enable-linger makes that always"


def days(numbers: tuple[int, ...]) -> str:
    """``every day``, ``Monday to Friday``, ``Monday, Wednesday and Friday``."""
    if numbers == EVERY_DAY:
        return "every day"
    names = [DAY_NAMES[each] for each in numbers]
    if len(names) > 2 and all(after - before == 1 for before, after in pairwise(numbers)):
        return f"{names[0]} to {names[-1]}"
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last


def when(reminder: Reminder | None) -> str:
    """``07:30, Monday to Friday``."""
    if reminder is None:
        return "a time that was set by hand"
    return f"{reminder.time}, {days(reminder.days)}"
