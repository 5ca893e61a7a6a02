"""What leaves once, and only from the top."""

from __future__ import annotations

from typing import Any

from textual.app import ScreenStackError
from textual.await_complete import AwaitComplete
from textual.screen import Screen, ScreenResultType


class Dismissible(Screen[ScreenResultType]):
    """A screen that can be left any number of times: the first counts.

    Keys and clicks that came with the one that closed it find it closing, or below another
    screen; Textual raises an error for that, or closes the other screen.
    """

    is_left = False
    """Whether it is being left already."""

    def __init_subclass__(cls, **options: Any) -> None:
        """Take the styles from the file beside the module as they are: see tui/css.py."""
        super().__init_subclass__(**options)
        # Textual looks for it in each class that has styles, not in what that inherits.
        cls.SCOPED_CSS = False

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        """Leave, if this is the top screen and is not being left already.

        Args:
            result: What whoever opened it is given.
        """
        if self.is_left or not self._is_on_top:
            return AwaitComplete()
        self.is_left = True
        return super().dismiss(result)

    @property
    def _is_on_top(self) -> bool:
        # Not is_current, which holds for what can be seen through the dialogs over it as well.
        try:
            return self.app.screen is self
        except ScreenStackError:
            return False
