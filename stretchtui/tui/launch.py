"""Opens the screen: takes the terminal, with everything the app needs of the other rooms."""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from stretchtui.cues.browser import LOOPBACK
from stretchtui.cues.relay import RELAY_MODE
from stretchtui.store import sound_check
from stretchtui.store.settings import care_was_shown, read_settings, remember_care
from stretchtui.terminal.capabilities import capabilities_of
from stretchtui.terminal.probe import Probe
from stretchtui.tui.signals import SignalHandler
from stretchtui.words.glyphs import speaks_utf8

if TYPE_CHECKING:
    from stretchtui.store.library_files import LibraryFiles
    from stretchtui.tui.start import Start


class NoTerminal(Exception):
    """There is no terminal to open the screen in; the message says what is missing."""


def launch(
    files: LibraryFiles,
    start: Start,
    *,
    cues: str | None = None,
    mouse: bool = True,
    motion: bool = True,
    suspends: bool = True,
    listen: str | None = LOOPBACK,
) -> int:
    """Run the program full-screen.

    Args:
        files: The library.
        start: What to begin with.
        cues: Where cues go; as in the settings, if not given.
        mouse: Whether the mouse may be ours.
        motion: Whether figures may move.
        suspends: Whether the program may be left for the shell for a while.
        listen: The address that browsers find the page at; None where none may be served.

    Returns:
        The exit status.

    Raises:
        NoTerminal: A standard stream is no terminal.
        Exception: Something in the program raised it, and nobody caught it.
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
    paint = start.paint
    folders = files.folders
    # Asked now and heard below: what is imported meanwhile takes about as long as the answers.
    utf8 = speaks_utf8(os.environ)
    with (
        paint or contextlib.nullcontext(),
        SignalHandler() as signals,
        Probe(
            *descriptors,
            os.environ,
            mode=RELAY_MODE,
            utf8=utf8,
            background=True,
            before=paint.before if paint else None,
            mend=paint.picture.row(0) if paint else "",
        ) as probe,
    ):

        def give_back() -> None:
            probe.release(discard=True)
            if paint is not None:
                paint.give_back()

        signals.give_back = give_back
        # All that is made until the first frame stays for good: looking through it for garbage
        # would take a tenth of the start. The app switches the collector on again.
        gc.disable()
        from stretchtui.playing.audio import Audio
        from stretchtui.playing.journal_view import JournalView
        from stretchtui.playing.plans import Plans, maker
        from stretchtui.playing.watched import Watched
        from stretchtui.store.journal_writer import JournalWriter
        from stretchtui.tui.app import StretchApp
        from stretchtui.tui.commands.look import Look
        from stretchtui.tui.settings.preferences import Preferences
        from stretchtui.tui.terminal_app import TerminalOptions
        from stretchtui.tui.themes import MONOCHROME, theme_for
        from stretchtui.words.glyphs import glyphs_for

        found = read_settings(folders)
        settings = Watched(found)
        files.leave_out = lambda: settings.value.care.leave_out
        audio = Audio(settings, folders, os.environ, cues, start.speed, listen)
        first_start = not care_was_shown(folders)
        if start.check_sound and first_start:
            sound_check.make_due(folders)
        facts = probe.finish() if audio.relay_possible else probe.look()
        theme = theme_for(os.environ, facts.light)
        preferences = Preferences(settings, folders, usual_theme=theme.name, may_click=mouse)
        glyphs = glyphs_for(os.environ, found.screen.glyphs, ambiguous_wide=facts.ambiguous_wide)
        plans = Plans(folders, lambda: files.library)
        plans.followed()
        app = StretchApp(
            files,
            Look(glyphs, settings, may_move=motion),
            preferences,
            JournalView(
                JournalWriter(folders.data, lambda line: app.say_from_outside(line)),
                files.entries,
                days=lambda: settings.value.days,
                followed=plans.followed,
                make=maker(
                    lambda: files.library,
                    lambda: app.player.pacing.pace,
                    lambda: settings.value.care.leave_out,
                ),
            ),
            audio,
            start._replace(
                check_sound=start.check_sound
                and (cues or found.cues.sink) != "off"
                and sound_check.is_due(folders),
                keep_screen=None
                if first_start or not _may_be_pictured(utf8)
                else start.keep_screen,
                remember_care=(lambda: remember_care(folders)) if first_start else None,
                faults=(
                    *found.faults,
                    *_unknown_commands(found.keys),
                    *audio.faults,
                    *filter(None, [plans.fault]),
                ),
            ),
            TerminalOptions(
                probe,
                facts,
                paint,
                utf8,
                suspends,
                # Where there are to be no colours, no theme may have any, whichever is chosen.
                ansi=True if theme is MONOCHROME else None,
                fail=signals.fail,
            ),
        )
        signals.begin(app)
        try:
            status = app.run(mouse=preferences.mouse)
        except Exception as error:
            # In the middle of leaving, or it would have come by the other way.
            app.abandon_terminal()
            signals.fail(error)
    if signals.failure is not None:
        raise signals.failure
    if signals.signal is not None:
        return signals.status
    return status if status is not None else app.return_code or 0


def _may_be_pictured(utf8: bool) -> bool:
    """Whether the terminal draws what it is sent as all do, by what is known of it."""
    capabilities = capabilities_of(os.environ)
    return utf8 and not (capabilities.basic or capabilities.csi_only)


def _unknown_commands(keys: Mapping[str, str]) -> Iterator[str]:
    """A line for each name in a key map that no command has."""
    if keys:
        # With all the tables of commands: few people have keys of their own.
        from stretchtui.tui.commands.keymap import unknown_commands

        yield from unknown_commands(keys)
