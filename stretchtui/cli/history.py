"""``history``, ``next`` and ``today``.

What they print is imported only when it is printed: the screen is on its way sooner.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from stretchtui.cli.options import json_option
from stretchtui.cli.parser import Commands, command
from stretchtui.cli.repeating import answer
from stretchtui.cli.words import Refused, printing
from stretchtui.store import paths

if TYPE_CHECKING:
    from datetime import date

    from stretchtui.store.answers import CommandAnswer


def add(commands: Commands) -> None:
    """Add the commands."""
    history = command(commands, "history", _history)
    form = history.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print JSON, including every stretch")
    form.add_argument("--csv", action="store_true", help="print comma-separated values")
    form.add_argument(
        "--import",
        dest="files",
        nargs="+",
        type=Path,
        metavar="FILE",
        help="import the sessions of another machine: the output of history --json there, or its "
        "journal.sqlite3; - for standard input",
    )
    history.add_argument(
        "--since", type=_date, metavar="DATE", help="only from this day on, like 2026-01-31"
    )
    history.add_argument(
        "--week",
        action="store_true",
        help="instead of sessions, print this week's minutes for each part of the body",
    )
    next_ = command(commands, "next", _next)
    form = next_.add_mutually_exclusive_group()
    form.add_argument("--id", action="store_true", help="print only the routine's id")
    json_option(form)
    json_option(command(commands, "today", _today))


def _date(text: str) -> date:
    from datetime import date

    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("expected a day like 2026-01-31") from None


def _history(options: argparse.Namespace) -> int:
    from stretchtui.cli import sessions

    printing()
    folders = paths.folders(options.home)
    if options.week:
        for name in ("csv", "files", "since"):
            if getattr(options, name):
                raise Refused(f"--week: not allowed with --{'import' if name == 'files' else name}")
        from stretchtui.cli import weekly

        weekly.print_week(folders, as_json=options.json)
    elif options.files:
        if options.since:
            raise Refused("--since: not allowed with --import")
        sessions.take_in(folders, options.files)
    elif options.json:
        sessions.print_as_json(folders, options.since)
    elif options.csv:
        sessions.print_as_csv(folders, options.since)
    else:
        sessions.print_as_lines(folders, options.since)
    return 0


def _next(options: argparse.Namespace) -> int:
    printing()
    folders = paths.folders(options.home)

    def work_out() -> CommandAnswer:
        from stretchtui.cli import choosing

        return choosing.next_answer(folders, only_id=options.id, as_json=options.json)

    question = "next-id" if options.id else "next-json" if options.json else "next"
    return answer(folders, question, work_out, by_voice=True)


def _today(options: argparse.Namespace) -> int:
    printing()
    folders = paths.folders(options.home)

    def work_out() -> CommandAnswer:
        from stretchtui.cli import choosing

        return choosing.today_answer(folders, as_json=options.json)

    return answer(folders, "today-json" if options.json else "today", work_out)
