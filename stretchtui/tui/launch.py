"""Opens the screen: takes the terminal, with everything the app needs of the other rooms."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from stretchtui.cues.relay import RELAY_MODE
from stretchtui.store.settings import care_was_shown, read_settings, remember_care
from stretchtui.terminal.probe import Probe
from stretchtui.tui.signals import SignalHandler

if TYPE_CHECKING:
    from stretchtui.core.routines.library import Entry, Library
    from stretchtui.store import paths


class NoTerminal(Exception):
    """There is no terminal to open the screen in; the message says what is missing."""


def launch(
    library: Library,
    folders: paths.Folders,
    *,
    play: Entry | None = None,
    floor: bool = False,
    speed: float = 1.0,
    cues: str | None = None,
    mouse: bool = True,
    motion: bool = True,
    resume: bool = False,
    suspends: bool = True,
    build: Entry | str | None = None,
) -> int:
    """Run the program full-screen.

    Args:
        library: What can be played.
        folders: The person's folders.
        play: Begin with this, and end with it.
        floor: Begin in the floor view.
        speed: How many times faster than life sessions run.
        cues: Where cues go; as in the settings, if not given.
        mouse: Whether the mouse is ours.
        motion: Whether figures may move.
        resume: Go on with the session that broke off, and end with it.
        suspends: Whether the program may be left for the shell for a while.
        build: Begin in the builder, with this routine or "new", and end with it.

    Returns:
        The exit status.

    Raises:
        NoTerminal: A standard stream is no terminal.
    """
    # Textual draws on standard error and reads standard input.
    streams = {"input": sys.__stdin__, "output": sys.__stdout__, "error": sys.__stderr__}
    for name, stream in streams.items():
        if stream is None or not stream.isatty():
            raise NoTerminal(f"expected a terminal, but standard {name} is not one")
    assert sys.__stdin__ is not None
    assert sys.__stderr__ is not None
    descriptors = sys.__stdin__.fileno(), sys.__stderr__.fileno()
    status: int | None = None
    # Asked now and heard below: what is imported meanwhile takes about as long as the answers.
    with SignalHandler() as ending, Probe(*descriptors, os.environ, mode=RELAY_MODE) as probe:
        # All that is made until the first frame stays for good: looking through it for garbage
        # would take a tenth of the start. The app switches the collector on again.
        gc.disable()
        from stretchtui.playing.audio import Audio
        from stretchtui.store.journal_writer import JournalWriter
        from stretchtui.tui.app import StretchApp
        from stretchtui.tui.settings.preferences import Preferences

        settings = read_settings(folders)
        hearing = Audio(settings.cues, folders, cues, os.environ)
        preferences = Preferences(settings, hearing, motion=motion, mouse=mouse)
        found = probe.finish() if hearing.relay_possible else probe.look()
        app = StretchApp(
            library,
            folders,
            lambda outlet: hearing.choose(outlet, found, speed),
            off=settings.cues.off,
            voice=hearing.voice,
            spoken=settings.cues.voice,
            counted=settings.cues.counted,
            probe=probe,
            play=play,
            floor=floor,
            speed=speed,
            first_start=not care_was_shown(folders),
            care_shown=lambda: remember_care(folders),
            keys=settings.keys,
            pace=settings.pace,
            asks_discomfort=settings.session.discomfort,
            week_start=settings.screen.first_weekday,
            preferences=preferences,
            scribe=JournalWriter(folders.data, lambda line: app.say_from_outside(line)),
            resume=resume,
            suspends=suspends,
            motion=preferences.motion,
            build=build,
            faults=[
                *settings.faults,
                *_unknown_commands(settings.keys),
                *hearing.faults,
            ],
        )
        ending.app = app
        status = app.run(mouse=preferences.mouse)
    if ending.signal is not None:
        return ending.status
    return status if status is not None else app.return_code or 0


def _unknown_commands(keys: Mapping[str, str]) -> Iterator[str]:
    """A line for each name in a key map that no command has."""
    if keys:
        # With all the tables of commands: few people have keys of their own.
        from stretchtui.tui.commands.keymap import unknown_commands

        yield from unknown_commands(keys)
