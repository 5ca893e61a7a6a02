"""What leaves once, and only from the top: the base of whatever opens over something else."""

from __future__ import annotations

from typing import ClassVar

from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen, Screen, ScreenResultType


class Dismissible(Screen[ScreenResultType]):
    """A screen that can be left any number of times: the first counts.

    Keys and clicks that came with the one that closed it find it closing, or below another
    screen; Textual raises an error for that.
    """

    _dismissed = False

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        """Leave, if this is the top screen and is not being left already.

        Args:
            result: What whoever opened it is given.
        """
        if self._dismissed or not self.is_current:
            return AwaitComplete.nothing()
        self._dismissed = True
        return super().dismiss(result)


class Dialog(Dismissible[ScreenResultType], ModalScreen[ScreenResultType]):
    """A box over a screen: it takes all keys until it is closed."""

    # Its styles stand in the file beside its module: see tui/css.py.
    SCOPED_CSS = False
    AUTO_FOCUS = ""
    # Textual declares this in a way that mypy takes for an instance variable.
    VERTICAL_BREAKPOINTS: ClassVar[list[tuple[int, str]] | None] = [  # type: ignore[misc]
        (0, "-short"),
        (20, "-normal"),
    ]
