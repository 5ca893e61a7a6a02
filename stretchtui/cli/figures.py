"""``figure``."""

from __future__ import annotations

import argparse
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from stretchtui.cli.parser import Commands, command
from stretchtui.cli.words import Refused, printing, why_unread
from stretchtui.core.figures.drawing import SMALLEST, Drawing, Ink, draw
from stretchtui.core.figures.silhouette import Role
from stretchtui.core.text import clean
from stretchtui.playing.ending import ExitStatus
from stretchtui.store import paths, routines

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stretchtui.core.routines.library import Library
    from stretchtui.core.routines.model import Stretch

LARGEST = (400, 200)
"""Columns and rows of the largest drawing that is made."""

_COLOURS = {Role.PROP: "34", Role.FAR: "2", Role.NEAR: "0", Role.FELT: "1;33"}


def add(commands: Commands) -> None:
    """Add the command."""
    figure = command(commands, "figure", _figure)
    figure.add_argument(
        "stretch",
        metavar="STRETCH",
        help="a stretch's id or name, or a TOML file to draw all of its stretches",
    )
    figure.add_argument(
        "--size",
        type=_size,
        default=(40, 14),
        metavar="WxH",
        help="columns and lines (default: 40x14)",
    )
    figure.add_argument("--side", choices=["left", "right"], help="the working side")
    figure.add_argument("--frame", type=int, metavar="N", help="draw only this frame of a movement")
    figure.add_argument("--ascii", action="store_true", help="draw without braille dots")


def _size(text: str) -> tuple[int, int]:
    found = re.fullmatch(r"(\d{1,4})x(\d{1,4})", text)
    width, height = (int(found[1]), int(found[2])) if found else (0, 0)
    if not (SMALLEST[0] <= width <= LARGEST[0] and SMALLEST[1] <= height <= LARGEST[1]):
        least, most = ("x".join(map(str, size)) for size in (SMALLEST, LARGEST))
        raise argparse.ArgumentTypeError(f"expected columns x lines from {least} to {most}")
    return width, height


def _figure(options: argparse.Namespace) -> int:
    printing()
    ink = _ink(options.ascii)
    stretches = _find(options.stretch, options.home)
    for stretch in stretches:
        if len(stretches) > 1:
            print(stretch.name)
        for line in _lines(_drawn(stretch, options, ink), ink):
            print(line)
    return 0


def _drawn(stretch: Stretch, options: argparse.Namespace, ink: Ink) -> Drawing:
    figure = stretch.figure
    if figure is None:
        what = f'"{stretch.name}" has no figure; see docs/figures.md to draw one'
        raise Refused(what, ExitStatus.NOT_FOUND)
    if options.frame is not None and not 1 <= options.frame <= len(figure.frames):
        raise Refused(f'"{stretch.name}" has frames 1 to {len(figure.frames)}')
    turned = figure.turned(options.side or "")
    return draw(figure, *options.size, turned=turned, frame=options.frame, ink=ink)


def _ink(ascii_: bool) -> Ink:
    if ascii_ or not (sys.stdout.encoding or "").lower().startswith("utf"):
        return Ink.ASCII
    plain = bool(os.environ.get("NO_COLOR")) or not sys.stdout.isatty()
    return Ink.MONO if plain else Ink.COLOUR


def _lines(drawing: Drawing, ink: Ink) -> Iterable[str]:
    for runs in drawing:
        if ink is Ink.COLOUR:
            yield "".join(
                f"\x1b[{_COLOURS[role]}m{text}\x1b[0m" if role else text for text, role in runs
            )
        else:
            yield "".join(text for text, _ in runs).rstrip()


def _find(wanted: str, home: str | None) -> list[Stretch]:
    folders = paths.folders(home)
    if wanted.endswith(".toml") or os.sep in wanted:
        return _in_file(Path(wanted))
    library = routines.read_library(folders)
    name = wanted.casefold()
    if name in library.stretches:
        return [library.stretches[name]]
    named = [each for each in library.stretches.values() if each.name.casefold() == name]
    if len(named) == 1:
        return named
    if named:
        raise Refused(routines.ambiguous(wanted, "stretches", [each.id for each in named]))
    near = _nearest(wanted, library)
    hint = f"did you mean {' or '.join(near)}?" if near else "expected a stretch's id or name"
    raise Refused(f'no stretch "{clean(wanted[:80])}": {hint}', ExitStatus.NOT_FOUND)


def _in_file(path: Path) -> list[Stretch]:
    document = routines.read_document(path)
    found = [stretch for stretch in document.stretches if stretch.figure]
    if found:
        return found
    if document.faults:
        raise Refused(str(document.faults[0]), why_unread([path]))
    what = f"{clean(str(path))}: expected a [stretch.figure], found none"
    raise Refused(what, ExitStatus.FAULTY)


def _nearest(wanted: str, library: Library) -> list[str]:
    from difflib import get_close_matches

    wanted = wanted.casefold()[:80]
    names = {stretch.name.casefold(): id_ for id_, stretch in library.stretches.items()}
    near = [each for each in [*library.stretches, *names] if wanted in each]
    near += get_close_matches(wanted, [*library.stretches, *names], n=3, cutoff=0.5)
    return list(dict.fromkeys(names.get(each, each) for each in near))[:3]
