"""Where the page is that a browser shows, and whether it can be heard yet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.text import Text
from textual.widgets import Static

from stretchtui.tui.dialogs.question import Answer, AnswerBox
from stretchtui.words import browser as words

if TYPE_CHECKING:
    from collections.abc import Callable

    from stretchtui.playing.browser import BrowserOutput

QR_STYLE = "#000000 on #ffffff"
"""Phones read a dark code on a light ground; many do not read the reverse."""

ROOM = 12
"""Rows that everything but the code takes, with the box."""

_WAITING = (Answer("begin", "enter,space,escape,q", "enter", "start without a page"),)
_SHOWN = (Answer("close", "enter,space,escape,q", "enter", "close"),)


class PageAddress(AnswerBox[None]):
    """Shows the address, as text and as a code to scan; and how many pages there are.

    Args:
        browser: Serves the page.
        draws: Whether the terminal can draw a code.
        waits: Whether a session begins as soon as a page is ready: it closes by itself then.
    """

    def __init__(self, browser: BrowserOutput, *, draws: bool, waits: bool) -> None:
        super().__init__(Static(markup=False), words.TITLE, words.STARTING)
        self._browser = browser
        self._draws = draws
        self._waits = waits
        self._end: Callable[[], None] = lambda: None

    def on_mount(self) -> None:
        """Show it, and follow what becomes of it."""
        self.offer(_WAITING if self._waits else _SHOWN)
        self._end = self._browser.standing.watch(lambda before: self._show())
        self._show()

    def on_unmount(self) -> None:
        """Follow no more."""
        self._end()

    def on_resize(self) -> None:
        """A code that has no room is not shown."""
        super().on_resize()
        self._show()

    def action_answer(self, value: str) -> None:
        """Begin without a page, or close."""
        self.dismiss()

    def _show(self) -> None:
        standing = self._browser.standing.value
        if self._waits and (standing.ready or standing.failed is not None):
            self.dismiss()
            return
        self.words.update(Text("\n").join(self._lines()))
        self.note(words.state(standing), wrong=standing.failed is not None)
        self.call_next(self._fit)

    def _fit(self) -> None:
        if not self.is_left:
            self._share()

    def _lines(self) -> Iterator[Text]:
        standing, listen = self._browser.standing.value, self._browser.listen
        if listen is None or not (address := words.address(standing, listen)):
            return
        yield Text()
        yield Text(words.OPEN_THIS)
        # On a line of its own: it is to be read off, or clicked, in one piece.
        yield Text(address, f"bold link {address}")
        code = words.qr_code(address) if self._draws else []
        if code and self.size.height >= len(code) + ROOM and self.size.width >= len(code[0]) + 6:
            yield Text()
            yield from (Text(line, QR_STYLE) for line in code)
        yield Text()
        if words.is_local(listen):
            yield Text(words.OVER_SSH)
            yield Text(words.forwarding(standing), "bold")
        else:
            yield Text(words.ANYONE)
