"""The stretches there are beside the steps of the routine."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual.containers import Horizontal

from stretchtui.tui.builder.keys import Pane
from stretchtui.tui.builder.library_pane import Added, LibraryPane
from stretchtui.tui.builder.step_list import StepPane

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from stretchtui.core.routines.model import Stretch
    from stretchtui.words.glyphs import Glyphs

ONE_PANE_BELOW = 70
"""Where there are fewer columns than this, there is room for one pane at a time."""

WIDTHS = [(0, "-narrow"), (ONE_PANE_BELOW, "-roomy"), (100, "-wide")]
"""The builder's classes by its width."""

HEIGHTS = [(0, "-flat"), (13, "-short"), (20, "-normal"), (32, "-tall")]
"""The builder's classes by its height."""


class Panes(Horizontal):
    """The two panes.

    Args:
        stretches: All stretches there are.
        glyphs: The characters to draw with.
        added: Called with a stretch, or a name of one's own, that shall become a step.
    """

    def __init__(self, stretches: Mapping[str, Stretch], glyphs: Glyphs, added: Added) -> None:
        super().__init__(id="panes")
        self.library = LibraryPane(stretches, glyphs, added, id="library")
        self.steps = StepPane(glyphs, id="sequence")

    def compose(self) -> ComposeResult:
        """One beside the other."""
        yield self.library
        yield self.steps

    def share(self, pane: Pane, width: int) -> None:
        """Share the room: where there is little, the pane with the keys has all of it.

        Args:
            pane: Where the keys go.
            width: The columns there are.
        """
        narrow, steps = width < ONE_PANE_BELOW, pane is Pane.STEPS
        self.library.display = not (narrow and steps)
        self.steps.display = not narrow or steps
        self.library.list.set_class(pane is Pane.LIBRARY, "-active")
        self.steps.list.set_class(steps, "-active")
