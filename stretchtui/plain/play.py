"""Plays a routine in plain lines: for screen readers, serial lines and logs.

Nothing here waits for the output, and Textual is not imported.
"""

from __future__ import annotations

import contextlib
import errno
import gc
import os
import signal
import sys
from collections import deque
from collections.abc import Mapping
from typing import TYPE_CHECKING

from stretchtui.core.sessions.events import State
from stretchtui.cues.browser import LOOPBACK
from stretchtui.cues.clock import now
from stretchtui.cues.sink import Outlet
from stretchtui.ears.following import keep_told
from stretchtui.plain import lines as plain_lines
from stretchtui.plain.console import Console
from stretchtui.plain.ears import wait_for_page
from stretchtui.plain.keys import Keys
from stretchtui.plain.loop import Ended, Signals, Timers
from stretchtui.plain.session import PlainSession
from stretchtui.playing.ending import ANSWER_S, LAST_SOUND_S, ExitStatus
from stretchtui.playing.interrupted import NothingIsLeft, RoutineIsGone, routine_of
from stretchtui.playing.journal_view import PATIENCE_S, JournalView
from stretchtui.playing.player import SessionPlayer
from stretchtui.playing.watched import Watched
from stretchtui.store import sound_check
from stretchtui.store.journal_mark import is_there
from stretchtui.store.journal_writer import JournalWriter
from stretchtui.store.settings import care_was_shown, read_settings, remember_care
from stretchtui.terminal.port import Lost
from stretchtui.words.record import nothing_is_left, routine_is_gone

if TYPE_CHECKING:
    from stretchtui.core.routines.library import Entry
    from stretchtui.core.routines.pace import Pace
    from stretchtui.core.sessions.record import Unfinished
    from stretchtui.core.settings import Settings
    from stretchtui.playing.audio import Audio
    from stretchtui.store.library_files import LibraryFiles


class NoOutput(Exception):
    """The lines cannot be written; the message says why, in one line."""


class NothingToResume(Exception):
    """There is no interrupted session that could be resumed; the message says why."""


def play_plain(
    files: LibraryFiles,
    entry: Entry | None,
    *,
    speed: float = 1.0,
    cues: str | None = None,
    listen: str = LOOPBACK,
    environment: Mapping[str, str] = os.environ,
) -> int:
    """Play a routine in lines on standard output, with keys from standard input.

    Args:
        files: The library.
        entry: What to play; None for the session that was interrupted.
        speed: How many times faster than life the session runs.
        cues: Where cues go; as in the settings, if not given.
        listen: The address that browsers find the page at.
        environment: The environment the program was started in.

    Returns:
        The exit status: 0 when the session came to its end, 1 when it was ended before, 128 and
        the signal's number when a signal ended it.

    Raises:
        NoOutput: Standard output cannot be written to.
        NothingToResume: No session was interrupted, or none that can be resumed.
    """
    if sys.__stdout__ is None:
        raise NoOutput("standard output is closed")
    terminal = os.isatty(1)
    keys = Keys(0) if os.isatty(0) else None
    last_resort = keys.give_back if keys is not None else lambda: None
    # The thread that has the journal cannot print.
    told: deque[str] = deque()
    writer = JournalWriter(files.folders.data, told.append)
    settings = read_settings(files.folders)
    files.leave_out = lambda: settings.care.leave_out
    journal = JournalView(writer, files.entries, days=lambda: settings.days)
    before: Unfinished | None = None
    if entry is None:
        entry, before = _interrupted(files, journal, settings.pace)
    try:
        with Signals(last_resort) as signals, Console(keys, signals, environment) as console:
            playing = _Playing(console, files, settings, journal, told, speed, listen, environment)
            return playing.run(entry, before, cues)
    except Ended as ended:
        return ended.status
    except Lost as lost:
        match lost.error.errno:
            case errno.EPIPE:
                return 128 + signal.SIGPIPE
            case errno.EIO if terminal:  # it is gone
                return 128 + signal.SIGHUP
        raise NoOutput(f"standard output: {lost}") from None


def _interrupted(files: LibraryFiles, journal: JournalView, pace: Pace) -> tuple[Entry, Unfinished]:
    """The session that was interrupted, and its routine.

    Raises:
        NothingToResume: There is none, its routine is gone, or nothing of it is left.
    """
    asked = journal.find_interrupted()
    found: Unfinished | None = None
    if asked is not None:
        # What goes wrong with the journal is said by its writer.
        with contextlib.suppress(Exception):
            found = asked.result(PATIENCE_S)
    if found is None:
        raise NothingToResume("nothing to resume: no session was interrupted in the last day")
    try:
        return routine_of(found, files, pace, journal), found
    except RoutineIsGone as reason:
        raise NothingToResume(routine_is_gone(found, left_out=reason.left_out)) from None
    except NothingIsLeft:
        # The writer is about to be left alone.
        journal.read_now()
        raise NothingToResume(nothing_is_left(found)) from None


class _Playing:
    """One session, played on a console."""

    def __init__(
        self,
        console: Console,
        files: LibraryFiles,
        settings: Settings,
        journal: JournalView,
        told: deque[str],
        speed: float,
        listen: str,
        environment: Mapping[str, str],
    ) -> None:
        self._console = console
        self._folders = files.folders
        self._known = files.library.stretches
        self._journal = journal
        self._told = told
        self._speed = speed
        self._listen = listen
        self._environment = environment
        self._settings = Watched(settings)
        console.choose_glyphs(settings.screen.glyphs)
        self._timers = Timers(now)

    def run(self, entry: Entry, before: Unfinished | None, cues: str | None) -> int:
        """Play; the exit status."""
        console = self._console
        audio = self._hear(cues)
        if audio.is_remote:
            console.ask()
        with contextlib.closing(audio):
            audio.open()
            player = SessionPlayer(
                self._settings,
                self._journal,
                audio,
                call_later=self._timers.call_later,
                link=lambda: console.printer.monitor,
                speed=self._speed,
            )
            keep_told(player)
            if is_there(self._folders.data):
                self._journal.read_now()
            self._introduce(entry, before, player.pacing.pace)
            page = console.page()
            console.printer.lines(
                [
                    *plain_lines.notes(page, [*self._settings.value.faults, *audio.faults]),
                    *plain_lines.sound(page, audio.name.value),
                    *(plain_lines.keys(page) if console.keys is not None else ()),
                ]
            )
            keys = console.keys is not None
            answered = keys or audio.browser.link.value is not None
            session = PlainSession(
                player, console.printer, console.page, answered=answered, keys=keys
            )
            session.load(entry, before, self._known)
            # What was made so far stays for good; looked through again, it could make a cue late.
            gc.freeze()
            return self._play(session, audio)

    def _introduce(self, entry: Entry, before: Unfinished | None, pace: Pace) -> None:
        """Say what will be played, and at the very first start the word of care."""
        console, journal = self._console, self._journal
        page = console.page()
        level = before.record.level if before else journal.level(entry)
        total = entry.total(pace, level)
        lines = plain_lines.opening(entry, total, page, self._speed)
        if before is not None:
            lines += plain_lines.resumed(before, journal.moment().now, page)
        first_start = not care_was_shown(self._folders)
        if first_start:
            lines += plain_lines.care(page)
        console.printer.lines(lines)
        if first_start and console.terminal:
            remember_care(self._folders)
            # That the screen has not been seen yet could not be told any more.
            sound_check.make_due(self._folders)

    def _hear(self, cues: str | None) -> Audio:
        """How cues will be heard, by what the terminal says of itself, if that matters."""
        console, environment = self._console, self._environment
        wished = cues or self._settings.value.cues.sink
        rings = console.rings or wished == "browser"  # which needs no terminal
        outlet = Outlet(console.sound, self._timers.call_later, now, console.watch)
        asked = console.terminal and wished not in ("off", "speakers", "browser")
        if not asked or console.printer.waiting or console.keys is None or not console.keys.take():
            from stretchtui.playing.audio import Audio

            audio = Audio(
                self._settings, self._folders, environment, cues, self._speed, self._listen
            )
            audio.connect(outlet if rings else None, None)
            return audio
        from stretchtui.cues.relay import RELAY_MODE
        from stretchtui.terminal.probe import Probe

        with Probe(console.keys.descriptor, 1, environment, mode=RELAY_MODE) as probe:
            # Imported while the terminal makes up its answers.
            from stretchtui.playing.audio import Audio

            audio = Audio(
                self._settings, self._folders, environment, cues, self._speed, self._listen
            )
            found = probe.finish() if audio.relay_possible else probe.look()
            console.probe = probe
            probe.release()
        audio.connect(outlet, found)
        return audio

    def _wait_for(self, audio: Audio) -> list[str]:
        """Wait until the first cue will be heard on time; the keys that were pressed meanwhile."""
        from stretchtui.playing.ready import LOOK_S, READY_S

        if audio.browser.is_awaited:
            wait_for_page(audio.browser, self._console, self._timers)
        keys: list[str] = []
        until = now() + READY_S
        while not audio.is_ready and now() < until:
            self._timers.call_later(LOOK_S, lambda: None)
            keys += self._console.turn(self._timers, lambda: None)
        return keys

    def _play(self, session: PlainSession, audio: Audio) -> int:
        """Play from begin to end; the exit status."""
        console = self._console
        try:
            keys = [*console.typed_ahead(), *self._wait_for(audio)]
            session.start()
            while True:
                for key in keys:
                    session.press(key)
                if session.state in (State.FINISHED, State.STOPPED):
                    break
                keys = console.turn(self._timers, session.come_back)
            self._rate(session)
        except Ended:
            with contextlib.suppress(Lost):
                session.interrupt()
            raise
        finally:
            self._journal.close()
            console.printer.lines(plain_lines.notes(console.page(), list(self._told)))
        if session.state is State.STOPPED:
            return ExitStatus.NO
        end = now() + LAST_SOUND_S
        while self._timers.due() is not None and now() < end:
            console.turn(self._timers, lambda: None)
        return 0

    def _rate(self, session: PlainSession) -> None:
        """Wait to be told how the session was: for a while, or until any key."""
        end = now() + ANSWER_S
        asking = self._timers.call_later(ANSWER_S, lambda: None)
        while session.asks and now() < end:
            keys = self._console.turn(self._timers, lambda: None)
            if keys and not session.rate(keys[0]):
                break
        asking.cancel()
