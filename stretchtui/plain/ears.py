"""The page in a browser, where a session is told in lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stretchtui.cues.clock import now
from stretchtui.playing.browser import PATIENCE_S
from stretchtui.words import browser as words

if TYPE_CHECKING:
    from stretchtui.plain.console import Console
    from stretchtui.plain.loop import Timers
    from stretchtui.playing.browser import BrowserOutput


def wait_for_page(browser: BrowserOutput, console: Console, timers: Timers) -> None:
    """Say where the page is, and wait until it can be heard: for a while, or until any key.

    Args:
        browser: Serves the page.
        console: Where it is said, and where keys come from.
        timers: Wakes the console.
    """
    told: list[str] = []
    end = now() + PATIENCE_S
    waiting = timers.call_later(PATIENCE_S, lambda: None)
    while browser.is_awaited and now() < end:
        lines = _lines(browser)
        console.printer.lines(line for line in lines if line not in told)
        told = lines
        if console.turn(timers, lambda: None):
            break
    waiting.cancel()


def _lines(browser: BrowserOutput) -> list[str]:
    """Where the page is, how to get there, and whether it is open."""
    standing, listen = browser.standing.value, browser.listen
    if listen is None or not (address := words.address(standing, listen)):
        return []
    local = words.is_local(listen)
    how = [words.OVER_SSH, f"  {words.forwarding(standing)}"] if local else [words.ANYONE]
    return ["", words.OPEN_THIS, f"  {address}", *how, words.state(standing), words.ANY_KEY]
