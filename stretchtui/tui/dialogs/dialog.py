"""The base of whatever opens over something else."""

from __future__ import annotations

from typing import ClassVar

from textual.screen import ModalScreen, ScreenResultType

from stretchtui.tui.css import beside
from stretchtui.tui.dialogs.dismissible import Dismissible


# The modal one comes first: Textual takes the styles from the first base alone.
class Dialog(ModalScreen[ScreenResultType], Dismissible[ScreenResultType]):
    """A box over a screen: it takes all keys until it is closed."""

    DEFAULT_CSS = beside(__file__)
    # The keys are the dialog's, and it gives the focus to what shall have it.
    AUTO_FOCUS = ""
    # Textual declares this in a way that mypy takes for an instance variable.
    VERTICAL_BREAKPOINTS: ClassVar[list[tuple[int, str]] | None] = [  # type: ignore[misc]
        (0, "-short"),
        (20, "-normal"),
    ]
