"""A line of its own in a person's crontab; all others stay as they are, byte for byte."""

from __future__ import annotations

import re
from collections.abc import Sequence

from stretchtui.core.reminders.reminder import EVERY_DAY, Reminder

MARK = b"# stretchtui reminder"
"""What the line ends with: to the shell that cron has carry it out, a comment."""

LONGEST = 990
"""The bytes of a command that every cron takes whole."""

_PLAIN = re.compile(r"[\w@%+=:,./-]+", re.ASCII)
_OURS = re.compile(rb"[ \t]*[0-9*].*" + re.escape(MARK) + rb"[ \t]*\r?\n?", re.DOTALL)
_TIMES = re.compile(rb"[ \t]*(\d+)[ \t]+(\d+)[ \t]+\*[ \t]+\*[ \t]+([0-7](?:,[0-7])*|\*)[ \t]")


class Unwritable(Exception):
    """What would have to be written cannot be; the message says what of it."""


def entry(reminder: Reminder, command: Sequence[str]) -> bytes:
    """The line that has cron carry out a command, with its end.

    Args:
        reminder: When.
        command: The program, by its whole path, and its words.

    Raises:
        Unwritable: There is something in the words that not every cron hands on as it is.
    """
    for word in command:
        # Some crons take a backslash away, and some do not.
        if not word.isprintable() or "\\" in word:
            raise Unwritable(f"cron can't take {word!a}")
    # A percent sign would end the command: all behind it would be its input.
    line = " ".join(map(_quoted, command)).replace("%", "\\%").encode()
    if len(line) > LONGEST:
        raise Unwritable(f"cron takes commands of at most {LONGEST} bytes")
    days = "*" if reminder.days == EVERY_DAY else ",".join(map(_number, reminder.days))
    return b"%d %d * * %s %s %s\n" % (reminder.minute, reminder.hour, days.encode(), line, MARK)


def with_entry(crontab: bytes, line: bytes) -> bytes:
    """A crontab with such a line at its end, in place of any that was there."""
    rest = without_entry(crontab)
    # Cron reads no last line without an end.
    return rest + (b"" if not rest or rest.endswith(b"\n") else b"\n") + line


def without_entry(crontab: bytes) -> bytes:
    """A crontab without such a line; all other lines are what they were."""
    return b"".join(each for each in _lines(crontab) if not _OURS.fullmatch(each))


def entry_in(crontab: bytes) -> bytes | None:
    """The line that is there, if one is."""
    return next((each for each in _lines(crontab) if _OURS.fullmatch(each)), None)


def reminder_of(line: bytes) -> Reminder | None:
    """When a line reminds; None if it was changed to what this program would not write."""
    found = _TIMES.match(line)
    if found is None:
        return None
    minute, hour, days = found.groups()
    if days == b"*":
        return Reminder(int(hour), int(minute))
    # Sunday is 0, and 7 as well.
    numbers = {(int(each) - 1) % 7 for each in days.split(b",")}
    return Reminder(int(hour), int(minute), tuple(sorted(numbers)))


def _lines(crontab: bytes) -> list[bytes]:
    # Not splitlines, which also splits at what is no end of a line here.
    return [each for each in re.split(rb"(?<=\n)", crontab) if each]


def _quoted(word: str) -> str:
    """A word as any shell takes it for one."""
    if _PLAIN.fullmatch(word):
        return word
    return "'" + word.replace("'", "'\"'\"'") + "'"


def _number(day: int) -> str:
    """A day as cron counts: Sunday is 0."""
    return str((day + 1) % 7)
