"""``make``: a routine for what somebody would like to do today."""

from __future__ import annotations

import argparse
import random
from typing import TYPE_CHECKING

from msgspec.structs import replace

from stretchtui.cli import playing
from stretchtui.cli.options import json_option, of_playing
from stretchtui.cli.pacing import pace_of
from stretchtui.cli.parser import Commands, command
from stretchtui.cli.words import Refused, complain, printing, settings_of
from stretchtui.core.making.wish import LONGEST_MIN, SHORTEST_MIN, RoutineWish, read_wish, wish_of
from stretchtui.core.routines.entry import Wrong
from stretchtui.playing.ending import ExitStatus
from stretchtui.store import paths
from stretchtui.store.library_files import LibraryFiles
from stretchtui.store.made_routines import keep_made, made_entry

if TYPE_CHECKING:
    from pathlib import Path

    from stretchtui.core.making.choosing import Past
    from stretchtui.core.routines.model import Routine
    from stretchtui.core.settings import Settings

MOST_SEEDS = 10_000
"""Without a seed, one below this is drawn."""


def add(commands: Commands) -> None:
    """Add the command."""
    make = command(commands, "make", _make)
    make.add_argument(
        "wish",
        metavar="WISH",
        nargs="?",
        help='as you would say it: "10 minutes for hips, on the floor"',
    )
    make.add_argument(
        "--minutes",
        type=int,
        metavar="N",
        help=f"how long, {SHORTEST_MIN} to {LONGEST_MIN} minutes (default: 10)",
    )
    for name, metavar, words in (
        ("--for", "AREAS", 'what for: hips,"lower back" (default: anything)'),
        ("--position", "PLACES", "where: floor, chair, standing, lying (default: anywhere)"),
        ("--without", "THINGS", "what you don't have: strap, wall, chair, cushion"),
    ):
        dest = name[2:].replace("for", "areas")
        make.add_argument(
            name, dest=dest, type=_listed, action="extend", default=[], metavar=metavar, help=words
        )
    make.add_argument("--gentle", action="store_true", help="easier and shorter holds")
    make.add_argument(
        "--seed", type=int, metavar="N", help="the same number makes the same routine again"
    )
    make.add_argument("--save", metavar="NAME", help="keep it as a routine of your own")
    form = make.add_mutually_exclusive_group()
    form.add_argument("--play", action="store_true", help="start it, then exit")
    json_option(form)
    playing.shown_as(make)
    of_playing(make, suppress=True)
    make.set_defaults(level=None, guide=None)


def _listed(words: str) -> list[str]:
    return words.split(",")


def _make(options: argparse.Namespace) -> int:
    folders = paths.folders(options.home)
    files, settings = LibraryFiles.of(folders), settings_of(folders)
    seed = random.randrange(MOST_SEEDS) if options.seed is None else options.seed
    entry = made_entry(_made(_wish(options), files, settings, seed), files.library)
    said = ""
    if options.save is not None:
        kept, file = _saved(entry.routine, options.save, files)
        entry, said = replace(entry, routine=kept), f"{kept.id} ({kept.name}), in {file}"
    if options.play:
        if not said:
            keep_made(entry.routine, folders)
        files.refresh()
        return playing.play_entry(options, files, entry)
    printing()
    if said and not options.json:
        print(said)
        return ExitStatus.DONE
    from stretchtui.cli.reading import show_entry

    status = show_entry(entry, options, folders, seed=seed)
    if not options.json:
        print(f"\nmade with --seed {seed}; add --play to start it, or --save NAME to keep it")
    return status


def _wish(options: argparse.Namespace) -> RoutineWish:
    """What is wished for: in words, and by options."""
    try:
        said = read_wish(options.wish) if options.wish is not None else RoutineWish()
        return wish_of(
            said.minutes if options.minutes is None else options.minutes,
            (*said.areas, *options.areas),
            (*said.positions, *options.position),
            (*said.without, *options.without),
            said.gentle or options.gentle,
        )
    except Wrong as error:
        raise Refused(str(error)) from None


def _made(wish: RoutineWish, files: LibraryFiles, settings: Settings, seed: int) -> Routine:
    from stretchtui.core.making.make import make
    from stretchtui.core.making.unmet import Unmet

    folders = files.folders
    past, pace = _past(folders, settings), pace_of(settings, folders)
    try:
        leave_out = settings.care.leave_out
        return make(wish, files.library.stretches, past, seed, leave_out, pace)
    except Unmet as error:
        raise Refused(str(error), ExitStatus.NOT_FOUND) from None


def _past(folders: paths.Folders, settings: Settings) -> Past:
    """What was done; nothing if the journal cannot be read, which is said in one line."""
    from stretchtui.cli.journal import read
    from stretchtui.core.making.choosing import NOTHING_DONE
    from stretchtui.core.sessions.days import Today
    from stretchtui.playing.clock import moment
    from stretchtui.playing.past import past_of

    today = Today(moment(), settings.days)
    try:
        return read(folders, lambda journal: past_of(journal, today), NOTHING_DONE)
    except Refused as error:
        complain(str(error))
        return NOTHING_DONE


def _saved(routine: Routine, name: str, files: LibraryFiles) -> tuple[Routine, Path]:
    """A routine as it is kept, and the file that it is in."""
    from stretchtui.cli.editing import free_name
    from stretchtui.store.keeping import Origin, save
    from stretchtui.store.writing import NotSaved

    folders, library = files.folders, files.library
    named = replace(routine, name=free_name(name, "--save", library))
    try:
        kept = save(named, Origin(), folders, library.stretches)
    except NotSaved as error:
        raise Refused(str(error)) from None
    return kept.routine, folders.routines / str(kept.origin.file)
