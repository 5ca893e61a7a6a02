"""The way to the pages: the process that serves them, told and listened to without waiting."""

from __future__ import annotations

import importlib.util
import os
import sys
from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from stretchtui.cues.browser import LOOPBACK
from stretchtui.cues.browser.gate import new_key
from stretchtui.cues.browser.messages import (
    Do,
    Failed,
    Pages,
    Serve,
    Serving,
    from_server,
)
from stretchtui.cues.browser.missing import NEEDS_MORE
from stretchtui.cues.browser.port import PORT
from stretchtui.cues.browser.standing import PageStanding
from stretchtui.cues.helper_process import HelperProcess

if TYPE_CHECKING:
    from stretchtui.cues.browser.request import Request
    from stretchtui.cues.sink import Outlet, Timer

AGAIN_S = 0.01
"""How often it is tried again to say what the process did not take, in seconds."""

ENDED = "failed: the process that serves the page has ended"

STEADY_S = 10.0
"""A process that ends sooner than this is not started again, in seconds."""

NOBODY = Pages(0, 0, speaks=False)


class Foreseen(NamedTuple):
    """Something that will be heard."""

    at: float
    """When, in seconds of the program's clock."""
    what: str
    """The name of a cue, or the words of a line."""


class BrowserLink:
    """Serves the page as long as it is open.

    Should the process end by itself another takes its place, under the same address: whoever lies
    on the floor with the page is not to get up for that.

    Args:
        folders: Where the sounds are; a sound in an earlier folder takes a later one's place.
        volume: From 0 to 100.
        outlet: What the program gives: its clock, its timers, and a look at what can be read.
        lines: Where the lines are that are rendered here; the folder need not exist.
        listen: The address to listen at.
        command: How the process is started.
    """

    def __init__(
        self,
        folders: Sequence[Path],
        volume: int,
        outlet: Outlet,
        *,
        lines: Path,
        listen: str = LOOPBACK,
        command: Sequence[str] = (sys.executable, "-m", "stretchtui.cues.browser.server"),
    ) -> None:
        self.failed: str | None = None
        """Why no page can be served, behind "the browser"; None while one can."""
        self.pages = NOBODY
        """How many pages there are."""
        self.listen = listen
        """The address that is listened at."""
        self.changed: Callable[[], None] = lambda: None
        """Told when there is an address, another page, or one less."""
        self.asked: Callable[[Request], None] = lambda request: None
        """Told what a page asks for."""
        self.begun: Callable[[], None] = lambda: None
        """Told when a process has begun; it knows nothing of what was told before."""
        self.foreseen: deque[Foreseen] = deque()
        """What the pages have been told ahead, and will sound by themselves."""
        self.clock = outlet.clock
        """Tells the time, as the pages are told it."""
        self._outlet = outlet
        self._key = new_key()
        self._first_port = PORT
        self._port: int | None = None
        self._begun_at = 0.0
        self._process: HelperProcess | None = None
        self._gone: list[HelperProcess] = []
        self._unsaid = b""
        self._timer: Timer | None = None
        self._reading: Timer | None = None
        self._lost_at: float | None = None
        self._volume = volume
        self._command = [*command, f"--listen={listen}", f"--lines={lines}", *map(str, folders)]

    @property
    def standing(self) -> PageStanding:
        """How the page does."""
        port, pages = self._port, self.pages
        if port is None:
            return PageStanding(failed=self.failed)
        return PageStanding(port, f"/{self._key}/", pages.pages, pages.ready, self.failed)

    def silent_s(self) -> float:
        """For how long no page has been there that could be heard, in seconds; 0 while one is.

        It is 0 as well where none has ever been there: nobody has left.
        """
        return 0.0 if self._lost_at is None else self.clock() - self._lost_at

    def open(self) -> None:
        """Start to serve, unless that was done already; returns at once."""
        if self._process is not None or self.failed is not None:
            return
        if importlib.util.find_spec("aiohttp") is None:
            self._fail(NEEDS_MORE)
            return
        try:
            self._process = HelperProcess(self._command)
        except OSError as error:
            self._fail(f"failed: {(error.strerror or str(error)).lower()}")
            return
        self._begun_at = self.clock()
        self._reading = self._outlet.watch(self._process.answers_from, self._read)
        self._tell(Serve(self._key, self._first_port, self._volume))
        self.begun()

    def say(self, message: dict[str, Any]) -> None:
        """Tell all pages something; it is a JSON object with a type."""
        if self._process is not None:
            self._tell(message)

    def set_volume(self, volume: int) -> None:
        """Have everything sound so loud, from 0 to 100, from here on."""
        if volume != self._volume:
            self._volume = volume
            self.say({"type": "sounds", "volume": volume})

    def close(self) -> None:
        """Serve no more: the process tells the pages, and ends."""
        for each in (self._timer, self._reading):
            if each is not None:
                each.cancel()
        self._timer = self._reading = None
        if self._process is not None:
            self._process.let_go()
            self._gone.append(self._process)
            self._process = None
        self._gone = [each for each in self._gone if each.poll() is None]
        self._unsaid = b""
        self._port, self.pages, self._lost_at = None, NOBODY, None

    # To the process

    def _tell(self, message: Serve | dict[str, Any]) -> None:
        self._unsaid += msgspec.json.encode(message) + b"\n"
        if self._timer is None:
            self._write()

    def _write(self) -> None:
        assert self._process is not None
        self._timer = None
        try:
            taken = os.write(self._process.tells_to, self._unsaid)
            self._unsaid = self._unsaid[taken:]
        except BlockingIOError:
            pass
        except OSError:
            self._unsaid = b""  # it has ended, as its answers are about to show
        if self._unsaid:
            self._timer = self._outlet.call_later(AGAIN_S, self._write)

    # From the process

    def _read(self) -> None:
        assert self._process is not None
        lines, ended = self._process.answers()
        for line in lines:
            self._take(from_server.decode(line))
        if ended and self._process is not None:
            self._end()

    def _take(self, said: Serving | Failed | Pages | Do) -> None:
        match said:
            case Do(request):
                self.asked(request)
                return
            case Serving():
                self._port = self._first_port = said.port
            case Failed(why):
                self._fail(f"failed: {why}")
                return
            case Pages():
                if said.ready:
                    self._lost_at = None
                elif self.pages.ready:
                    self._lost_at = self.clock()
                self.pages = said
        self.changed()

    def _end(self) -> None:
        """The process has ended by itself."""
        lost_at = self.clock() if self.pages.ready else self._lost_at
        steady = self.failed is None and self.clock() - self._begun_at >= STEADY_S
        self.close()
        self._lost_at = lost_at
        if steady:
            self.open()
            self.changed()
        else:
            self._fail(self.failed or ENDED)

    def _fail(self, why: str) -> None:
        self.failed = why
        self.changed()
