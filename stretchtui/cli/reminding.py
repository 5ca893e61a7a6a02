"""``remind``: a timer of systemd's, or a line for cron, that reminds on days without stretching."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from typing import TYPE_CHECKING, NamedTuple

from stretchtui.cli.parser import PROGRAM, Commands, command
from stretchtui.cli.words import Refused, complain, printing, settings_of
from stretchtui.core.reminders import crontab, reminder, units
from stretchtui.core.reminders.crontab import Unwritable
from stretchtui.core.reminders.reminder import EVERY_DAY, Reminder
from stretchtui.playing.ending import ExitStatus
from stretchtui.store import crontab as store_crontab
from stretchtui.store import paths, user_units
from stretchtui.store.notifying import can_notify, notify
from stretchtui.store.scheduling import NotScheduled
from stretchtui.words import reminding as words

if TYPE_CHECKING:
    from collections.abc import Sequence

KEPT = (
    *("HOME", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "PYTHONPATH"),
    *("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"),
)
"""What the program goes by, and cron and systemd may not know, or know otherwise."""

MAILERS = ("sendmail", "/usr/sbin/sendmail", "/usr/lib/sendmail")
"""Where cron looks for what sends its mail."""


class Installed(NamedTuple):
    """A reminder that is there."""

    via: str
    reminder: Reminder | None
    """None if its time was changed by hand."""


def add(commands: Commands) -> None:
    """Add the command."""
    remind = command(commands, "remind", _remind)
    what = remind.add_mutually_exclusive_group(required=True)
    what.add_argument("--at", type=_time, metavar="TIME", help="remind at this time, like 07:30")
    what.add_argument("--off", action="store_true", help="remind no more")
    what.add_argument(
        "--status", action="store_true", help="print when you are reminded; exit with 1 if never"
    )
    what.add_argument(
        "--now",
        action="store_true",
        help="print a reminder if you have done nothing today; this is what runs at that time",
    )
    remind.add_argument(
        "--days",
        type=_days,
        metavar="DAYS",
        help="on these days, like mon-fri or mon,wed,fri (default: daily)",
    )
    remind.add_argument(
        "--via",
        choices=["systemd", "cron", "print"],
        help="systemd notifies, cron emails, print only prints what to set up yourself "
        "(default: systemd where it runs for you, or else cron)",
    )
    # What the timer asks for beside --now.
    remind.add_argument("--notify", action="store_true", help=argparse.SUPPRESS)


def _time(text: str) -> tuple[int, int]:
    try:
        return reminder.time_of(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _days(text: str) -> tuple[int, ...]:
    try:
        return reminder.days_of(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _remind(options: argparse.Namespace) -> int:
    printing()
    if options.at is None:
        for name in ("days", "via"):
            if getattr(options, name):
                raise Refused(f"--{name}: expected --at as well")
    try:
        if options.now:
            return _now(options)
        if options.status:
            return _status()
        if options.off:
            return _off()
        return _set(options)
    except NotScheduled as error:
        raise Refused(str(error)) from None


# What runs at that time


def _now(options: argparse.Namespace) -> int:
    from stretchtui.cli import choosing
    from stretchtui.cli.journal import sessions
    from stretchtui.core.sessions.days import Today
    from stretchtui.playing.clock import moment

    folders = paths.folders(options.home)
    records, settings = sessions(folders), settings_of(folders)
    today = Today(moment(), settings.days)
    is_off = choosing.is_day_off(folders, settings, records, today)
    if is_off or choosing.done_today(records, today):
        return ExitStatus.DONE
    found = choosing.suggested(folders, settings, records, today)
    line = words.NOTHING_YET
    if found is not None:
        line = choosing.as_of_today(found, folders, settings, records, today).line
    if not (options.notify and notify(words.TITLE, line)):
        print(f"{words.TITLE}: {line}")
        if found is not None:
            print(f"{PROGRAM} play {found.entry.routine.id}")
    return ExitStatus.DONE


# Setting it up


def _set(options: argparse.Namespace) -> int:
    hour, minute = options.at
    wanted = Reminder(hour, minute, options.days or EVERY_DAY)
    via = options.via or _best()
    try:
        if via == "print":
            _print(wanted, options.home)
            return ExitStatus.DONE
        if via == "systemd":
            _set_timer(wanted, options.home)
        else:
            _set_line(wanted, options.home)
    except Unwritable as error:
        raise Refused(str(error)) from None
    print(f"Reminder set: {words.when(wanted)}, unless you have stretched that day")
    return ExitStatus.DONE


def _best() -> str:
    """How to remind where nothing else is asked for."""
    if user_units.manager_answers():
        return "systemd"
    if store_crontab.is_there():
        return "cron"
    raise Refused(
        "neither systemd nor cron was found here that could remind you; "
        "--via print prints what to set up elsewhere"
    )


def _set_timer(wanted: Reminder, home: str | None) -> None:
    if not user_units.manager_answers():
        raise Refused("systemd does not run for you here; try --via cron")
    user_units.install(units.timer(wanted), units.service(_command(home, "--notify")))
    # One reminder is enough.
    store_crontab.remove_entry()
    complain(words.LINGERING if can_notify() else words.NO_NOTIFIER)


def _set_line(wanted: Reminder, home: str | None) -> None:
    if not store_crontab.is_there():
        raise Refused("cron was not found here: install cron, or try --via systemd")
    store_crontab.set_entry(crontab.entry(wanted, _command(home)))
    user_units.remove()
    if not any(map(shutil.which, MAILERS)):
        complain(words.NO_MAILER)


def _print(wanted: Reminder, home: str | None) -> None:
    """Print both ways to be set up by hand."""
    print("# For cron, a line of crontab -e:")
    print(crontab.entry(wanted, _command(home)).decode(), end="")
    texts = {
        user_units.TIMER: units.timer(wanted),
        user_units.SERVICE: units.service(_command(home, "--notify")),
    }
    for name, text in texts.items():
        print(f"\n# For systemd, {user_units.folder() / name}:\n{text}", end="")
    print("\n# Then: systemctl --user daemon-reload")
    print(f"#       systemctl --user enable --now {user_units.TIMER}")


def _command(home: str | None, *more: str) -> Sequence[str]:
    """What runs at that time: the whole paths, and all that it goes by, wherever it is run."""
    kept = [f"{name}={os.environ[name]}" for name in KEPT if os.environ.get(name)]
    named = sys.argv[0]
    if os.path.basename(named) == PROGRAM and shutil.which(named):
        program = [os.path.abspath(named)]
    else:
        program = [sys.executable, "-m", "stretchtui"]
    if "=" in program[0]:  # which env would take for one more variable
        program = ["/bin/sh", "-c", 'exec "$0" "$@"', *program]
    home = home or os.environ.get(paths.HOME_VARIABLE)
    at_home = ["--home", os.path.abspath(os.path.expanduser(home))] if home else []
    return ["/usr/bin/env", *kept, *program, "remind", "--now", *more, *at_home]


# What is set up


def _status() -> int:
    found = _installed()
    for via, its in found:
        print(f"Reminder at {words.when(its)} ({via})")
    if not found:
        print("No reminder is set")
    return ExitStatus.DONE if found else ExitStatus.NO


def _installed() -> list[Installed]:
    found = []
    if (timer := user_units.installed()) is not None:
        found.append(Installed("systemd", units.reminder_of(timer)))
    if (line := store_crontab.entry()) is not None:
        found.append(Installed("cron", crontab.reminder_of(line)))
    return found


def _off() -> int:
    # Both, even if there should be none in one of them.
    gone = [user_units.remove(), store_crontab.remove_entry()]
    print("Reminder removed" if any(gone) else "No reminder was set")
    return ExitStatus.DONE
