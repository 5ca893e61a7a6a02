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
from stretchtui.core.sessions.session import Session
from stretchtui.core.sessions.speech import phrases
from stretchtui.core.sessions.timeline import timeline_of
from stretchtui.cues.sink import Outlet
from stretchtui.plain import lines as plain_lines
from stretchtui.plain.console import Console
from stretchtui.plain.keys import Keys, keys_of
from stretchtui.plain.loop import Ended, Signals, Timers
from stretchtui.plain.session import PlainSession, unseen
from stretchtui.playing.clockwork import now
from stretchtui.playing.journal_view import JournalView
from stretchtui.playing.recorder import FASTEST, SessionRecorder
from stretchtui.store.journal_writer import JournalWriter
from stretchtui.store.settings import care_was_shown, read_settings, remember_care
from stretchtui.terminal.port import Lost
from stretchtui.tui.signals import ENDED_EARLY, KEEPING_S, LAST_SOUND_S

if TYPE_CHECKING:
    from stretchtui.core.routines.library import Entry
    from stretchtui.core.sessions.timeline import Timeline
    from stretchtui.core.settings import CueSettings
    from stretchtui.playing.audio import Audio
    from stretchtui.store.paths import Folders
    from stretchtui.terminal.replies import TerminalFacts


class NoOutput(Exception):
    """The lines cannot be written; the message says why, in one line."""


def play_plain(
    entry: Entry,
    folders: Folders,
    *,
    speed: float = 1.0,
    cues: str | None = None,
    environment: Mapping[str, str] = os.environ,
) -> int:
    """Play a routine in lines on standard output, with keys from standard input.

    Args:
        entry: What to play.
        folders: The person's folders.
        speed: How many times faster than life the session runs.
        cues: Where cues go; as in the settings, if not given.
        environment: The environment the program was started in.

    Returns:
        The exit status: 0 when the session came to its end, 1 when it was ended before, 128 and
        the signal's number when a signal ended it.

    Raises:
        NoOutput: Standard output cannot be written to.
    """
    if sys.__stdout__ is None:
        raise NoOutput("standard output is closed")
    terminal = os.isatty(1)
    keys = Keys(0) if os.isatty(0) else None
    last_resort = keys.give_back if keys is not None else lambda: None
    try:
        with Signals(last_resort) as signals, Console(keys, signals, environment) as console:
            playing = _Playing(console, entry, folders, speed, environment)
            return playing.run(cues)
    except Ended as ended:
        return ended.status
    except Lost as lost:
        match lost.error.errno:
            case errno.EPIPE:
                return 128 + signal.SIGPIPE
            case errno.EIO if terminal:  # it is gone
                return 128 + signal.SIGHUP
        raise NoOutput(f"standard output: {lost}") from None


class _Playing:
    """One routine, played on a console."""

    def __init__(
        self,
        console: Console,
        entry: Entry,
        folders: Folders,
        speed: float,
        environment: Mapping[str, str],
    ) -> None:
        self._console = console
        self._entry = entry
        # The thread that has the journal cannot print.
        self._told: deque[str] = deque()
        self._scribe = JournalWriter(folders.data, self._told.append)
        self._diary = JournalView(self._scribe, lambda: (entry,))
        if self._diary.grows(entry):
            self._diary.read_now()
        self._level = self._diary.level(entry)
        self._settings = read_settings(folders)
        self._timeline: Timeline = timeline_of(entry, self._settings.pace, self._level)
        self._folders = folders
        self._speed = speed
        self._environment = environment
        self._timers = Timers(now)

    def run(self, cues: str | None) -> int:
        """Play; the exit status."""
        console, speed = self._console, self._speed
        settings = self._settings
        self._introduce()
        hearing, found = self._hear(settings.cues, cues)
        if hearing.remote:
            console.ask()
        outlet = Outlet(console.sound, self._timers.call_later, now)
        with contextlib.closing(
            hearing.sink(outlet if console.rings else None, found, speed)
        ) as sink:
            sink.open()
            page = console.page()
            console.printer.lines(
                [
                    *plain_lines.notes(page, [*settings.faults, *hearing.faults]),
                    *plain_lines.sound(page, sink.name),
                    *(plain_lines.keys(page) if console.keys is not None else ()),
                ]
            )
            if hearing.voice is not None:
                hearing.voice.prepare(phrases(self._timeline, speed, settings.cues.counted))
            see = unseen
            if speed <= FASTEST:
                see = SessionRecorder(self._scribe, self._entry, self._timeline, self._level).see
            session = PlainSession(
                self._entry,
                Session(self._timeline, speed),
                console.printer,
                console.page,
                sink,
                self._timers.call_later,
                now,
                answered=console.keys is not None,
                voice=settings.cues.voice,
                counted=settings.cues.counted,
                see=see,
            )
            # What was made so far stays for good; looked through again, it could make a cue late.
            gc.freeze()
            return self._play(session)

    def _introduce(self) -> None:
        """Say what will be played, and at the very first start the word of care."""
        console = self._console
        page = console.page()
        lines = plain_lines.opening(self._entry, self._timeline, page, self._speed)
        first_start = not care_was_shown(self._folders)
        if first_start:
            lines += plain_lines.care(page)
        console.printer.lines(lines)
        if first_start and console.terminal:
            remember_care(self._folders)

    def _hear(self, settings: CueSettings, cues: str | None) -> tuple[Audio, TerminalFacts | None]:
        """How cues will be heard, and what the terminal says of itself, if that matters."""
        console, environment = self._console, self._environment
        asked = console.terminal and (cues or settings.sink) not in ("off", "speakers")
        if not asked or console.printer.waiting or console.keys is None or not console.keys.take():
            from stretchtui.playing.audio import Audio

            return Audio(settings, self._folders, cues, environment), None
        from stretchtui.cues.relay import RELAY_MODE
        from stretchtui.terminal.probe import Probe

        with Probe(console.keys.descriptor, 1, environment, mode=RELAY_MODE) as probe:
            # Imported while the terminal makes up its answers.
            from stretchtui.playing.audio import Audio

            hearing = Audio(settings, self._folders, cues, environment)
            found = probe.finish() if hearing.relay_possible else probe.look()
            console.probe = probe
            probe.release()
        return hearing, found

    def _play(self, session: PlainSession) -> int:
        """Play from begin to end; the exit status."""
        console = self._console
        try:
            session.start()
            keys = keys_of(console.probe.take_typed()) if console.probe is not None else []
            while True:
                for key in keys:
                    session.press(key)
                if session.state in (State.FINISHED, State.STOPPED):
                    break
                keys = console.turn(self._timers, session.come_back)
        except Ended:
            with contextlib.suppress(Lost):
                session.interrupt()
            raise
        finally:
            session.close()
            self._scribe.close(KEEPING_S)
            console.printer.lines(plain_lines.notes(console.page(), list(self._told)))
        if session.state is State.STOPPED:
            return ENDED_EARLY
        end = now() + LAST_SOUND_S
        while self._timers.due() is not None and now() < end:
            console.turn(self._timers, lambda: None)
        return 0
