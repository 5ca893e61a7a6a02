"""The thread that writes the journal, so that a slow disk never holds up a cue.

Whoever plays a session has a ``Page`` and tells it how the session stands; the thread writes the
page as it is by then, so that nothing piles up when the disk is slow. If the journal cannot be
written the session goes on, and the next change tries again.
"""

from __future__ import annotations

import contextlib
import sys
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from stretchtui.core.sessions.record import Standing
from stretchtui.store.session_page import SessionPage
from stretchtui.store.session_uid import with_uid

if TYPE_CHECKING:
    from datetime import date

    from stretchtui.core.sessions.record import Record, Unfinished
    from stretchtui.store.journal import Journal

T = TypeVar("T")

_NOTHING_YET = Standing()


def today() -> date:
    """The day, by the clock on the wall."""
    return datetime.now().astimezone().date()


class JournalWriter:
    """Writes the journal in a thread of its own, which begins with the first thing to do.

    Args:
        folder: The data folder.
        on_line: Told, in that thread, what the person should know: that nothing can be kept, or
            that a damaged journal was set aside. A line is not repeated while nothing changes.
    """

    def __init__(self, folder: Path, on_line: Callable[[str], None] = lambda _: None) -> None:
        self._folder = folder
        self._on_line = on_line
        self._said: str | None = None
        self._changed = threading.Condition()
        self._jobs: deque[SessionPage | Callable[[], None]] = deque()
        self._unwritten: set[SessionPage] = set()
        self._closing = False
        self._thread: threading.Thread | None = None
        self._journal: Journal | None = None
        self._copied: date | None = None

    def begin(self, record: Record) -> SessionPage:
        """The page of a session that begins."""
        page = SessionPage(self._do, with_uid(record), _NOTHING_YET)
        self._do(page)
        return page

    def resume(self, unfinished: Unfinished, now: Unfinished | None = None) -> SessionPage:
        """The page of a session that is resumed.

        Args:
            unfinished: The session as it was kept.
            now: The session as it is from here on; as it was, if not given.
        """
        now = now or unfinished
        return SessionPage(self._do, now.record, now.standing, unfinished)

    def ask(self, question: Callable[[Journal], T]) -> Future[T]:
        """Have the journal asked, or told, something, after all that was written before.

        Returns:
            The answer to come: ``JournalError`` if the journal cannot be used, cancelled if it
            was asked after ``close``. Whatever else the question raises, it is also a failure of
            the thread's.
        """
        future: Future[T] = Future()

        def answer() -> None:
            from stretchtui.store.journal_errors import JournalError

            if future.set_running_or_notify_cancel():
                try:
                    future.set_result(self._answer(question))
                except Exception as error:
                    future.set_exception(error)
                    self._shut()
                    if not isinstance(error, JournalError):
                        raise

        if not self._do(answer):
            future.cancel()
        return future

    def close(self, seconds: float) -> bool:
        """Write what is still to be written, for at most so long.

        Returns:
            Whether everything was kept.
        """
        with self._changed:
            self._closing = True
            self._changed.notify()
        if self._thread is not None:
            self._thread.join(seconds)
            return not (self._thread.is_alive() or self._unwritten)
        return True

    def _do(self, job: SessionPage | Callable[[], None]) -> bool:
        """Have the thread do something, in turn; False if it is too late for that."""
        with self._changed:
            if self._closing:
                return False
            # A page that still waits for its turn is written as it is by then.
            if not (isinstance(job, SessionPage) and job in self._jobs):
                self._jobs.append(job)
            if self._thread is None:
                self._thread = threading.Thread(
                    target=self._run, name="stretchtui-journal", daemon=True
                )
                self._thread.start()
            self._changed.notify()
        return True

    # In the thread

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._jobs or self._closing)
                job = self._jobs.popleft() if self._jobs else None
            if isinstance(job, SessionPage):
                self._unwritten.add(job)
            _do_or_tell(self._write_pages)
            if callable(job):
                _do_or_tell(job)
            if job is None:
                break
            if not self._jobs:
                self._copy()
        self._shut()

    def _answer(self, question: Callable[[Journal], T]) -> T:
        """What the journal answers; if it was damaged, what the mended one does."""
        from stretchtui.store.journal_errors import SetAside

        try:
            return question(self._opened())
        except SetAside as error:
            self._say(str(error))
            return question(self._opened())

    def _write_pages(self) -> None:
        from stretchtui.store.journal_errors import JournalError, SetAside

        for page in tuple(self._unwritten):
            try:
                try:
                    page.put(self._opened())
                except SetAside as error:
                    self._say(str(error))
                    page.rewrite(self._opened())
            except JournalError as error:
                self._say(f"not saved: {error}")
                self._shut()
            else:
                self._unwritten.remove(page)
                self._said = None

    def _copy(self) -> None:
        """Keep the day's copy of the journal, now that nobody waits for anything."""
        from stretchtui.store.journal_errors import JournalError, SetAside

        day = today()
        if self._journal is None or self._closing or day == self._copied:
            return
        try:
            if self._journal.copy(day):
                self._copied = day
        except SetAside as error:
            self._say(str(error))
        except JournalError:
            # Whoever wants something of it is told.
            self._shut()

    def _opened(self) -> Journal:
        from stretchtui.store.journal import Journal

        if self._journal is not None and self._journal.is_read_only:
            # There may be room by now.
            self._shut()
        if self._journal is None:
            self._journal = Journal(self._folder)
            if self._journal.notice:
                self._say(self._journal.notice)
        return self._journal

    def _shut(self) -> None:
        if self._journal is not None:
            self._journal.close()
            self._journal = None

    def _say(self, line: str) -> None:
        if line != self._said:
            self._said = line
            with contextlib.suppress(RuntimeError):  # an app that is being closed
                self._on_line(line)


def _do_or_tell(job: Callable[[], None]) -> None:
    """Do something, and let what goes wrong be a failure of the thread's, which goes on.

    What the session has done until then is still to be written.
    """
    try:
        job()
    except Exception:
        args = (*sys.exc_info(), threading.current_thread())
        threading.excepthook(threading.ExceptHookArgs(args))
