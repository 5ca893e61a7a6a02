"""``sheet``: a routine on a page to print and hang up."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from stretchtui.cli.options import level_option
from stretchtui.cli.parser import Commands, command
from stretchtui.cli.words import ROUTINE, Refused, complain, find, need_steps, printing, settings_of
from stretchtui.playing.ending import ExitStatus
from stretchtui.store import paths

if TYPE_CHECKING:
    from stretchtui.core.routines.library import Entry
    from stretchtui.core.settings import Settings
    from stretchtui.words.sheet.layout import Paper

_ENDINGS = {".html": False, ".htm": False, ".pdf": True}
"""Whether a file is a PDF, by how its name ends."""

_LETTER_COUNTRIES = (
    "BZ",
    "CA",
    "CL",
    "CO",
    "CR",
    "GT",
    "MX",
    "NI",
    "PA",
    "PH",
    "PR",
    "SV",
    "US",
    "VE",
)
"""Where paper is letter."""


def add(commands: Commands) -> None:
    """Add the command."""
    sheet = command(commands, "sheet", _sheet)
    sheet.add_argument("routine", metavar="ROUTINE", help=ROUTINE)
    sheet.add_argument(
        "-o", "--output", metavar="FILE", type=Path, help="write to FILE.html or FILE.pdf"
    )
    sheet.add_argument(
        "--paper",
        choices=["A4", "letter"],
        help="the size of the paper (default: that of your locale; HTML fits both)",
    )
    level_option(sheet, "as this level asks for it (default: today's)")
    sheet.add_argument("--force", action="store_true", help="replace FILE without asking")


def _sheet(options: argparse.Namespace) -> int:
    printing()
    file: Path | None = options.output
    is_pdf = file is not None and _is_pdf(file)
    paper = _paper(options.paper, is_pdf, os.environ)
    folders = paths.folders(options.home)
    settings = settings_of(folders)
    entry = find(options, folders)[1].for_person(settings.care.leave_out)
    if entry.notices:
        need_steps(entry, "print")
    if not entry.routine.steps:
        raise Refused(f'"{entry.routine.name}" has no steps to print')
    if file is None and sys.stdout.isatty():
        name = entry.routine.id
        raise Refused(f"expected a file for the page: add -o {name}.html or -o {name}.pdf")
    html = _html(entry, options.level, settings, folders, paper)
    if file is None:
        sys.stdout.buffer.write(html.encode())
        return ExitStatus.DONE
    from stretchtui.cli.writing import write_out

    if not is_pdf:
        return write_out(file, html.encode(), options.force)
    from stretchtui.cli.sheet_pdf import pdf_of

    return write_out(file, pdf_of(html), options.force)


def _is_pdf(file: Path) -> bool:
    """Whether a file is to be a PDF.

    Raises:
        Refused: It is to be neither that nor HTML.
    """
    if (ending := file.suffix.lower()) not in _ENDINGS:
        raise Refused(f"{file}: expected a name that ends in .html or .pdf")
    return _ENDINGS[ending]


def _paper(wanted: str | None, is_pdf: bool, environ: Mapping[str, str]) -> Paper:
    """The paper to lay the page out for."""
    from stretchtui.words.sheet.layout import A4, EITHER, LETTER

    if wanted is not None:
        return LETTER if wanted == "letter" else A4
    if not is_pdf:
        return EITHER
    names = (environ.get(name) for name in ("LC_ALL", "LC_PAPER", "LANG"))
    locale = next(filter(None, names), "")
    country = locale.partition(".")[0].partition("@")[0].partition("_")[2]
    return LETTER if country in _LETTER_COUNTRIES else A4


def _html(
    entry: Entry, level: int | None, settings: Settings, folders: paths.Folders, paper: Paper
) -> str:
    """The page."""
    from stretchtui.cli.level import asks
    from stretchtui.cli.pacing import pace_of
    from stretchtui.core.sessions.days import Today
    from stretchtui.playing.clock import moment
    from stretchtui.words.sheet.content import sheet_of
    from stretchtui.words.sheet.page import Printing, page_of

    days = settings.days
    level, _ = asks(entry, folders, days, level)
    sheet = sheet_of(entry, level, pace_of(settings, folders))
    day = Today(moment(), days).day
    return page_of(sheet, Printing(day, _code(entry.as_written), days.first_weekday, paper))


def _code(entry: Entry) -> str:
    """The code with the routine in it; empty where there can be none."""
    from stretchtui.cli.exporting import as_toml
    from stretchtui.core.routines.code_text import to_code
    from stretchtui.words.sheet.code import NEEDS_MORE, can_make_codes, qr_svg

    if not can_make_codes():
        complain(NEEDS_MORE)
        return ""
    return qr_svg(to_code(as_toml([entry], (), everything=False)))
