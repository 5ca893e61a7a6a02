"""A service and a timer of their own, for systemd's user manager."""

from __future__ import annotations

import re
from collections.abc import Sequence

from stretchtui.core.reminders.crontab import Unwritable
from stretchtui.core.reminders.reminder import EVERY_DAY, WEEKDAYS, Reminder

NAME = "stretchtui-remind"
"""What both are called, without their endings."""

MARK = "# Written by stretchtui remind; stretchtui remind --off removes it."
"""The first line of both."""

_CALENDAR = re.compile(r"^OnCalendar=(?:([A-Z][A-Za-z,]*) )?\*-\*-\* (\d\d):(\d\d):00$", re.M)


def service(command: Sequence[str]) -> str:
    """The unit that carries out a command.

    Args:
        command: The program, by its whole path, and its words.

    Raises:
        Unwritable: There is something in the words that a unit cannot hold.
    """
    return f"""\
{MARK}
[Unit]
Description=Remind you to stretch if you have not today
Documentation=man:stretchtui(1)

[Service]
Type=oneshot
ExecStart={" ".join(map(_quoted, command))}
"""


def timer(reminder: Reminder) -> str:
    """The unit that starts it; what a machine slept through is made up for when it wakes."""
    days = "" if reminder.days == EVERY_DAY else ",".join(map(_name, reminder.days)) + " "
    return f"""\
{MARK}
[Unit]
Description=Remind you to stretch at {reminder.time}
Documentation=man:stretchtui(1)

[Timer]
OnCalendar={days}*-*-* {reminder.time}:00
AccuracySec=1s
Persistent=true

[Install]
WantedBy=timers.target
"""


def is_ours(text: str) -> bool:
    """Whether a unit was written by this program."""
    return text.startswith(MARK)


def reminder_of(text: str) -> Reminder | None:
    """When a timer reminds; None if it was changed to what this program would not write."""
    found = _CALENDAR.search(text)
    if found is None:
        return None
    names = [each.lower() for each in (found[1] or "").split(",") if each]
    if not set(names) <= set(WEEKDAYS):
        return None
    days = tuple(sorted({WEEKDAYS.index(each) for each in names})) or EVERY_DAY
    return Reminder(int(found[2]), int(found[3]), days)


def _name(day: int) -> str:
    return WEEKDAYS[day].capitalize()


def _quoted(word: str) -> str:
    """A word of a command line, in which neither a specifier nor a variable is looked for."""
    if not word.isprintable():
        raise Unwritable(f"systemd can't take {word!a}")
    word = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{word}"'
