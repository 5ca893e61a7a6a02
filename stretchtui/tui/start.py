"""What the program begins with."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from stretchtui.core.routines.library import Entry
    from stretchtui.terminal.first_paint import FirstPaint


Keep = Callable[[str, str, float, float], None]
"""Keeps a first screen: all of it, it without what follows from the journal and the day, when it
was drawn, and when the person's day ends, both in seconds since 1970."""


class Start(NamedTuple):
    """What was asked for on the command line, and what there is to say first."""

    play: Entry | None = None
    """Begin with this routine, and end with it."""
    resume: bool = False
    """Resume the session that was interrupted at once, and end with it."""
    build: Entry | str | None = None
    """Begin in the builder, with this routine or "new", and end with it."""
    copies: bool = False
    """Have the builder begin with a copy of the routine, to be saved as a new one."""
    floor: bool = False
    """Begin in the floor view."""
    speed: float = 1.0
    """How many times faster than life sessions run."""
    remember_care: Callable[[], None] | None = None
    """Called when the word of care was shown; None where it was shown at an earlier start."""
    check_sound: bool = False
    """Ask whether the sounds can be heard, as soon as nothing else is in the way."""
    paint: FirstPaint | None = None
    """Shows the first screen already, as it was at the last start."""
    keep_screen: Keep | None = None
    """Keeps the first screen for the next start; None where it is not to be kept."""
    faults: tuple[str, ...] = ()
    """What in the settings could not be used, a line each."""

    @property
    def opens_list(self) -> bool:
        """Whether the program begins with the list, and does not end by itself."""
        return not self.for_one_session and self.build is None

    @property
    def for_one_session(self) -> bool:
        """Whether the program ends with one session."""
        return self.resume or self.play is not None
