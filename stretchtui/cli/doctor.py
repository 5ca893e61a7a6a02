"""``doctor``: what was found here that bears on sound, and what to do to hear more."""

from __future__ import annotations

import os
import platform
import shutil
import sys
import textwrap
from collections.abc import Iterator
from importlib import metadata
from typing import TYPE_CHECKING

from msgspec import Struct, to_builtins

from stretchtui import __version__
from stretchtui.cli.asking import ask_terminal
from stretchtui.cli.words import print_json, printing
from stretchtui.core.text import clean
from stretchtui.cues.doctor import Findings, look_around
from stretchtui.cues.sounds import folder_fault, load_all, sound_folders
from stretchtui.store import paths
from stretchtui.store.settings import read_settings
from stretchtui.words import hearing as words
from stretchtui.words.hearing import Remedy

if TYPE_CHECKING:
    import argparse


PACKAGES = ("textual", "msgspec", "tomli-w", "simpleaudio")

WIDTH = 100
"""Lines are no longer, in cells, however wide the terminal is."""

LABEL = 16
"""The cells that the names of what was looked for take."""


class Report(Struct, frozen=True):
    """All that there is to tell; its JSON has a page in docs/sound.md."""

    program: dict[str, str]
    packages: dict[str, str | None]
    """Their versions; None for what is not installed."""
    folders: dict[str, str]
    sound: Findings
    problems: list[str]
    """What is wrong with the settings and the person's own sounds, a line each."""
    advice: list[Remedy]


def doctor(options: argparse.Namespace) -> int:
    """Carry ``stretchtui doctor`` out.

    Args:
        options: From the command line.

    Returns:
        The exit status.
    """
    # What is printed for other programs mostly goes into a pipe.
    found = ask_terminal(targets=(1, 2) if options.json else (1,))
    printing()
    folders = paths.folders(options.home)
    settings = read_settings(folders)
    missing = folder_fault(folders.sounds)
    sounds = [*([missing] if missing else ()), *load_all(sound_folders(folders))[1]]
    findings = look_around(os.environ, found, settings.cues)
    report = Report(
        program={
            "version": __version__,
            "python": platform.python_version(),
            "platform": sys.platform,
        },
        packages={name: _version(name) for name in PACKAGES},
        folders={
            "settings": clean(str(folders.settings)),
            "routines": clean(str(folders.routines)),
            "sounds": clean(str(folders.sounds)),
        },
        sound=findings,
        problems=[*sounds, *settings.faults],
        advice=words.remedies(findings),
    )
    if options.json:
        print_json(to_builtins(report))
    else:
        print("\n".join(_lines(report)))
    return 0


def _lines(report: Report) -> Iterator[str]:
    width = min(WIDTH, shutil.get_terminal_size().columns) - 1
    program = report.program
    about = f"stretchtui {program['version']}, Python {program['python']}, {program['platform']}"
    packages = (f"{name} {is_ or 'missing'}" for name, is_ in report.packages.items())
    rows = [("program", about), ("packages", ", ".join(packages))]
    rows += ((name, _there(path)) for name, path in report.folders.items())
    rows += words.found(report.sound)
    rows += (("problem", each) for each in report.problems)
    for label, text in rows:
        yield from _wrapped(f"{label:<{LABEL}} ", text, width)
    yield ""
    if not report.advice:
        yield words.NOTHING_TO_FIX
        return
    yield words.TO_DO
    for number, each in enumerate(report.advice, 1):
        yield ""
        yield from _wrapped(f"{number}. ", each.words, width)
        room = max(len(line.label) for line in each.lines) + 2 if each.lines else 0
        for line in each.lines:
            # Whole, however long, to be copied.
            label = f"{line.label}:" if line.label else ""
            yield f"     {label:<{room}}{line.text}" if label else f"     {line.text}"


def _wrapped(label: str, text: str, width: int) -> list[str]:
    hang = " " * len(label)
    # A long path stays whole, to be copied.
    return textwrap.wrap(
        text,
        max(width, len(label) + 20),
        initial_indent=label,
        subsequent_indent=hang,
        break_long_words=False,
        break_on_hyphens=False,
    ) or [label.rstrip()]


def _there(path: str) -> str:
    return path if os.path.lexists(path) else f"{path} (not there yet)"


def _version(package: str) -> str | None:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None
