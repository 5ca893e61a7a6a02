"""An app that lives in a terminal which may be lent, resized, stalled or lost."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from msgspec.structs import replace
from textual.binding import Binding, BindingType

from stretchtui.core.text import clean, shorten
from stretchtui.cues.clock import now
from stretchtui.cues.loop_reader import LoopReader
from stretchtui.cues.sink import Outlet
from stretchtui.terminal.buffer import ScreenBuffer
from stretchtui.terminal.capabilities import capabilities_of
from stretchtui.tui.driver import FrugalDriver
from stretchtui.tui.messages import MessageApp

if TYPE_CHECKING:
    from textual import events
    from textual.notifications import Notify

    from stretchtui.cues.sink import Timer
    from stretchtui.playing.clockwork import CallLater
    from stretchtui.terminal.capabilities import Capabilities
    from stretchtui.terminal.first_paint import FirstPaint
    from stretchtui.terminal.probe import Probe
    from stretchtui.terminal.replies import TerminalFacts
    from stretchtui.terminal.writer import TerminalWriter

KEEP_TITLE, RESTORE_TITLE = "\x1b[22;2t", "\x1b[23;2t"
"""Have the terminal remember the window's title, and take it again."""

LINE_S = 10.0
"""How long a line stays that tells of a fault, in seconds."""


class TerminalOptions(NamedTuple):
    """What is known of the terminal, and what may be done with it."""

    probe: Probe | None = None
    """Has asked the terminal what it is; answers may still come."""
    found: TerminalFacts | None = None
    """What it has answered so far; None where it was not asked."""
    paint: FirstPaint | None = None
    """Shows the first screen already, as it was at the last start."""
    utf8: bool = True
    """Whether it reads UTF-8, whatever the screens are drawn with."""
    suspends: bool = True
    """Whether the program may be left for the shell for a while."""
    ansi: bool | None = None
    """Whether only the terminal's own colours may be used; None where the theme decides."""
    clock: Callable[[], float] = now
    """Tells the time, in seconds."""
    schedule: CallLater | None = None
    """Asks for a call after some seconds; None for the event loop's own."""
    fail: Callable[[BaseException], None] = lambda error: None
    """Told of an exception that nobody caught; the app is about to leave then."""


class TerminalApp(MessageApp):
    """The part of the program that deals with the terminal.

    Args:
        terminal: What is known of it, and what may be done with it.
        glyphs: What the person has chosen to draw with: "auto", "unicode" or "ascii".
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+z", "suspend", id="suspend", show=False, priority=True),
    ]

    ALLOW_SELECT = False
    """The terminal selects text itself. Textual's own way fails where a widget goes as the button
    is pressed."""

    _titled = False
    """Whether the window's title is ours. Textual sets the app's own before anything else."""

    _drawn = False
    """Whether there is a screen."""

    def __init__(self, terminal: TerminalOptions, *, glyphs: str) -> None:
        super().__init__(
            terminal.clock, terminal.fail, driver_class=FrugalDriver, ansi_color=terminal.ansi
        )
        self.plain = not terminal.utf8 and glyphs != "unicode"
        """Whether the terminal shows nothing but ASCII."""
        self.probe = terminal.probe
        """Has asked the terminal what it is; answers may still come."""
        self.paint = terminal.paint
        """Shows the first screen already, as it was at the last start."""
        self._glyphs = glyphs
        self._ambiguous_wide = terminal.found is not None and terminal.found.ambiguous_wide
        if self.probe is not None:
            self.probe.when_wide = self._found_wide
        self._suspends = terminal.suspends
        self._schedule = terminal.schedule
        self.outlet = Outlet(self.send_sound, self.later, terminal.clock, LoopReader)
        """What sounds need of the program."""
        self._running_loop: asyncio.AbstractEventLoop | None = None

    def on_load(self) -> None:
        """From here on the loop can be asked to end the program."""
        self._running_loop = asyncio.get_running_loop()
        # What the loop itself calls, a session's clock above all; it would only be logged.
        self._running_loop.set_exception_handler(self._loop_failed)

    def post_display_hook(self) -> None:
        """There is a screen: it gets what was typed ahead. What it adds to itself can wait."""
        if not self._drawn and isinstance(self._driver, FrugalDriver):
            self._drawn = True
            self._driver.take_keys()

    def on_resize(self, event: events.Resize) -> None:
        """What the terminal shows after a resize is anybody's guess."""
        if self.link is not None:
            # The app itself has the new size only when this is over.
            self.link.resize(*event.size)

    @property
    def link(self) -> TerminalWriter | None:
        """The way to the person's terminal; None where there is none."""
        return self._driver.writer if isinstance(self._driver, FrugalDriver) else None

    def later(self, seconds: float, call: Callable[[], None]) -> Timer:
        """Ask for a call after some seconds."""
        return (self._schedule or asyncio.get_running_loop().call_later)(seconds, call)

    @property
    def capabilities(self) -> Capabilities:
        """What may be sent to the terminal."""
        wide = self._glyphs == "auto" and self._ambiguous_wide
        return replace(capabilities_of(os.environ), narrow=wide or self._glyphs == "ascii")

    def choose_glyphs(self, glyphs: str) -> None:
        """Draw with these from here on; open screens keep theirs, sent in ASCII if need be.

        Args:
            glyphs: "auto", "unicode" or "ascii".
        """
        self._glyphs = glyphs
        if self.link is not None:
            self.link.adapt(self.capabilities)
            self.action_redraw()

    def _found_wide(self) -> None:
        """The terminal gives ambiguous characters two cells, it says late; in another thread."""
        self._ambiguous_wide = True
        if self._running_loop is not None:
            self._running_loop.call_soon_threadsafe(lambda: self.choose_glyphs(self._glyphs))

    def action_redraw(self) -> None:
        """Draw the screen afresh, whatever the terminal shows."""
        self._forget()
        self.screen.refresh(layout=True)

    def push_screen(  # type: ignore[override]  # as Textual's, in one line
        self, screen: Any, callback: Callable[[Any], Any] | None = None, **options: Any
    ) -> Any:
        """Open a screen; what it gives is taken as long as what it was opened over is there.

        The answer may have come in one write with the key that leaves the program.
        """
        self.settle()
        if callback is None or not self.screen_stack:
            return super().push_screen(screen, callback, **options)
        beneath = self.screen
        take = callback

        def answered(result: Any) -> Any:
            return take(result) if beneath.is_attached else None

        return super().push_screen(screen, answered, **options)

    def on_notify(self, event: Notify) -> None:
        """Show a message at once."""
        super().on_notify(event)
        self.settle()

    def settle(self) -> None:
        """From here on what is drawn is to be seen, whether the first screen is whole or not."""
        if self.link is not None:
            self.link.with_buffer(ScreenBuffer.settle)
            self.link.send()

    @property
    def was_touched(self) -> bool:
        """Whether anything came from the person."""
        return isinstance(self._driver, FrugalDriver) and self._driver.touched

    @property
    def is_undisturbed(self) -> bool:
        """Whether nothing has happened yet that the first screen does not show by itself."""
        return not (self.was_touched or self.has_messages or len(self.screen_stack) > 1)

    def take_mouse(self, wanted: bool) -> None:
        """Have the mouse, or leave it to the terminal."""
        if isinstance(self._driver, FrugalDriver):
            self._driver.take_mouse(wanted)

    def watch_title(self, title: str) -> None:
        """Set the window's title, which tmux can show in its status line."""
        self._write_title(f"\x1b]2;{clean(shorten(title, 80))}\x1b\\")

    def keep_title(self) -> None:
        """Have the terminal remember the window's title as it is; from here on it is ours."""
        self._titled = True
        self._write_title(KEEP_TITLE)

    def restore_title(self) -> None:
        """Give the window the title it had."""
        self._write_title(RESTORE_TITLE)
        self._titled = False

    # Leaving, for a while or because it was asked for from outside

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether a key does something now."""
        return action != "suspend" or self.can_suspend()

    def can_suspend(self) -> bool:
        """Whether the program can be left for the shell for a while."""
        driver = self._driver
        return self._suspends and isinstance(driver, FrugalDriver) and driver.can_suspend

    def action_suspend(self) -> None:
        """Leave for the shell, until it continues the program."""
        driver = self._driver
        if self.can_suspend() and isinstance(driver, FrugalDriver):
            self._away(driver.suspend)

    def lend(self, run: Callable[[], object]) -> None:
        """Let another program have the terminal for as long as a call takes."""
        driver = self._driver
        if isinstance(driver, FrugalDriver):
            self._away(lambda: driver.lend(run))
        else:
            run()

    def _away(self, leave: Callable[[], None]) -> None:
        self.restore_title()
        leave()
        self.keep_title()
        self.watch_title(self.title)
        self.action_redraw()

    def end(self, status: int) -> bool:
        """Leave as soon as may be; called from a signal's handler.

        Returns:
            Whether there is anything running that can.
        """
        if self._running_loop is None or self._running_loop.is_closed():
            return False
        self._running_loop.call_soon_threadsafe(lambda: self.exit(status))
        return True

    def say_from_outside(self, line: str) -> None:
        """Show a line; called by another thread."""
        loop = self._running_loop
        if loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(
                lambda: self.notify(line, severity="warning", timeout=LINE_S, markup=False)
            )

    def abandon_terminal(self) -> None:
        """Set the terminal as it was, as far as that goes at once; called by another thread."""
        if isinstance(self._driver, FrugalDriver):
            self._driver.abandon()

    def _forget(self) -> None:
        if self.link is not None:
            self.link.afresh()

    def _write_title(self, sequence: str) -> None:
        # A terminal without Unicode may well be one without titles, and print them.
        driver = self._driver
        if self._titled and driver is not None and not self.is_headless and not self.plain:
            driver.write(sequence)

    def send_sound(self, data: str) -> None:
        """Have the terminal sound; ahead of everything, or not at all."""
        if self.link is not None:
            self.link.sound(data)
