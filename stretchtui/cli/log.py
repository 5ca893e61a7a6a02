"""``log``: a session that was done elsewhere goes into the journal."""

from __future__ import annotations

import argparse
import contextlib
import time

from stretchtui.cli.parser import Commands, command
from stretchtui.cli.words import ROUTINE, Refused, find, need_steps, printing, settings_of
from stretchtui.core.duration import about_minutes
from stretchtui.core.sessions.record import Feeling, Moment
from stretchtui.core.text import clean
from stretchtui.store import paths

_FORMS = "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M"
_EXAMPLE = "2026-11-28 07:10"


def add(commands: Commands) -> None:
    """Add the command."""
    log = command(commands, "log", _log)
    log.add_argument("routine", metavar="ROUTINE", help=ROUTINE)
    log.add_argument(
        "--at",
        type=_on_the_wall,
        metavar="WHEN",
        help=f'when it started, like "{_EXAMPLE}" (default: so that it ends now)',
    )
    log.add_argument("--feeling", choices=[str(each) for each in Feeling], help="how it felt")
    log.add_argument("--note", metavar="TEXT", default="", help="a note on the session")


def _on_the_wall(text: str) -> time.struct_time:
    for form in _FORMS:
        with contextlib.suppress(ValueError):
            return time.strptime(text, form)
    raise argparse.ArgumentTypeError(f'expected a time like "{_EXAMPLE}"')


def _log(options: argparse.Namespace) -> int:
    from stretchtui.cli.journal import ask, progress_of, sessions
    from stretchtui.core.sessions.days import Today
    from stretchtui.core.sessions.logged import logged
    from stretchtui.playing.clock import moment, moment_at
    from stretchtui.words.record import when

    printing()
    folders = paths.folders(options.home)
    settings = settings_of(folders)
    entry = find(options, folders)[1].for_person(settings.care.leave_out)
    need_steps(entry, "log")
    now = moment()
    began = None if options.at is None else _moment(options.at, now.now)
    pace, today = settings.pace, Today(now, settings.days)
    level = progress_of(entry, sessions(folders), today).level
    length = entry.total(pace, level)
    began = began or moment_at(now.now - length)
    record, parts = logged(
        entry,
        pace,
        level,
        began.now,
        began.offset,
        feeling=options.feeling and Feeling(options.feeling),
        note=options.note,
    )
    ask(folders, lambda journal: journal.add_ended(record, parts))
    print(clean(f"Logged: {record.name}, {when(record)}, {about_minutes(length)}"))
    return 0


def _moment(wall: time.struct_time, now: float) -> Moment:
    """The moment at which the clock on the wall showed a time.

    Raises:
        Refused: It did not, or has not yet.
    """
    from stretchtui.playing.clock import moment_at

    said = f"--at {time.strftime('%Y-%m-%d %H:%M', wall)}"
    seconds = -1.0
    with contextlib.suppress(OverflowError):
        seconds = time.mktime((*wall[:6], 0, 0, -1))
    if not 0 <= seconds <= now:
        raise Refused(f"{said}: expected a time in the past, 1970 or later")
    if time.localtime(seconds)[:5] != wall[:5]:
        raise Refused(f"{said}: no such time: the clocks went forward")
    return moment_at(seconds)
