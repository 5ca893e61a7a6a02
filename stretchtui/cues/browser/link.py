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

from stretchtui.cues.browser import LOOPBACK, NEEDS_MORE
from stretchtui.cues.browser.messages import Do, Failed, Pages, Request, Serving, from_server
from stretchtui.cues.browser.standing import PageStanding
from stretchtui.cues.helper_process import HelperProcess

if TYPE_CHECKING:
    from stretchtui.cues.sink import Outlet, Timer

AGAIN_S = 0.01
"""How often it is tried again to say what the process did not take, in seconds."""

ENDED = "failed: the process that serves the page has ended"

NOBODY = Pages(0, 0, speaks=False)


class Foreseen(NamedTuple):
    """Something that will be heard."""

    at: float
    """When, in seconds of the program's clock."""
    what: str
    """The name of a cue, or the words of a line."""


class BrowserLink:
    """Serves the page as long as it is open.

    Args:
        folders: Where the sounds are; a sound in an earlier folder takes a later one's place.
        volume: From 0 to 100.
        outlet: What the program gives: its clock, its timers, and a look at what can be read.
        voice: Where the lines are that are rendered here; None where nothing renders any.
        listen: The address to listen at.
        command: How the process is started.
    """

    def __init__(
        self,
        folders: Sequence[Path],
        volume: int,
        outlet: Outlet,
        *,
        voice: Path | None = None,
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
        self.foreseen: deque[Foreseen] = deque()
        """What the pages have been told ahead, and will sound by themselves."""
        self.clock = outlet.clock
        """Tells the time, as the pages are told it."""
        self._outlet = outlet
        self._serving: Serving | None = None
        self._process: HelperProcess | None = None
        self._unsaid = b""
        self._timer: Timer | None = None
        self._reading: Timer | None = None
        self._lost_at: float | None = None
        voiced = [f"--voice={voice}"] if voice is not None else []
        options = [f"--listen={listen}", f"--volume={volume}"]
        self._command = [*command, *options, *voiced, *map(str, folders)]

    @property
    def standing(self) -> PageStanding:
        """How the page does."""
        serving, pages = self._serving, self.pages
        if serving is None:
            return PageStanding(failed=self.failed)
        path = f"/{serving.key}/"
        return PageStanding(serving.port, path, pages.pages, pages.ready, self.failed)

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
            self.failed = NEEDS_MORE
            return
        try:
            self._process = HelperProcess(self._command)
        except OSError as error:
            self.failed = f"failed: {(error.strerror or str(error)).lower()}"
            return
        self._reading = self._outlet.watch(self._process.answers_from, self._read)

    def say(self, message: dict[str, Any]) -> None:
        """Tell all pages something; it is a JSON object with a type."""
        self._unsaid += msgspec.json.encode(message) + b"\n"
        self._write()

    def close(self) -> None:
        """Serve no more: the process tells the pages, and ends."""
        for each in (self._timer, self._reading):
            if each is not None:
                each.cancel()
        self._timer = self._reading = None
        if self._process is not None:
            self._process.let_go()
            self._process.poll()
            self._process = None
        self._serving, self.pages, self._lost_at = None, NOBODY, None

    # To the process

    def _write(self) -> None:
        if self._process is None:
            self._unsaid = b""
            return
        if self._timer is not None:
            return
        try:
            taken = os.write(self._process.tells_to, self._unsaid)
            self._unsaid = self._unsaid[taken:]
        except BlockingIOError:
            pass
        except OSError:
            self._end(ENDED)
            return
        if self._unsaid:
            self._timer = self._outlet.call_later(AGAIN_S, self._write_again)

    def _write_again(self) -> None:
        self._timer = None
        self._write()

    # From the process

    def _read(self) -> None:
        if self._process is None:
            return
        lines, ended = self._process.answers()
        for line in lines:
            self._take(from_server.decode(line))
        if ended and self._process is not None:
            self._end(self.failed or ENDED)

    def _take(self, said: Serving | Failed | Pages | Do) -> None:
        match said:
            case Do(request):
                self.asked(request)
                return
            case Serving():
                self._serving = said
            case Failed(why):
                self.failed = f"failed: {why}"
            case Pages():
                if said.ready:
                    self._lost_at = None
                elif self.pages.ready:
                    self._lost_at = self.clock()
                self.pages = said
        self.changed()

    def _end(self, why: str) -> None:
        """It is of no more use."""
        was_heard = self.pages.ready > 0
        self.close()
        self.failed = why
        if was_heard:
            self._lost_at = self.clock()
        self.changed()
