"""Opens the screen: takes the terminal, with everything the app needs of the other rooms."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING

from stretchtui.cues.probe import Probe
from stretchtui.store.settings import care_was_shown, read_settings, remember_care

if TYPE_CHECKING:
    from stretchtui.core.library import Entry, Library
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
    # Asked now and heard below: what is imported meanwhile takes about as long as the answers.
    with Probe(sys.__stdin__.fileno(), sys.__stderr__.fileno(), os.environ) as probe:
        # All that is made until the first frame stays for good: looking through it for garbage
        # would take a tenth of the start. The app switches the collector on again.
        gc.disable()
        from stretchtui.cues.choose import Wish, choose, is_remote
        from stretchtui.cues.sounds import load_all, sound_folders
        from stretchtui.cues.voice import make_voice
        from stretchtui.ui.app import StretchApp
        from stretchtui.ui.commands import unknown_commands

        settings = read_settings(folders)
        wish = Wish(cues or settings.cues.sink)
        voice = make_voice(settings.cues.voice, folders)
        # Only over SSH can there be a relay, and only that is worth waiting for.
        wait = wish in (Wish.AUTO, Wish.RELAY) and is_remote(os.environ)
        found = probe.finish() if wait else probe.look()
        app = StretchApp(
            library,
            folders,
            lambda outlet: choose(
                wish,
                outlet,
                sound_folders(folders),
                os.environ,
                volume=settings.cues.volume,
                speed=speed,
                voice=voice,
                found=found,
            ),
            off=settings.cues.off,
            voice=voice,
            spoken=settings.cues.voice,
            counted=settings.cues.counted,
            probe=probe,
            play=play,
            floor=floor,
            speed=speed,
            first_start=not care_was_shown(folders),
            care_shown=lambda: remember_care(folders),
            keys=settings.keys,
            faults=[
                *settings.faults,
                *unknown_commands(settings.keys),
                *(load_all([folders.sounds])[1] if folders.sounds.is_dir() else ()),
            ],
        )
        status = app.run(mouse=mouse)
    return status if status is not None else app.return_code or 0
