"""A routine that was just made: looked at, played, made again, or kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, ClassVar

from rich.console import Group
from rich.text import Text
from textual.binding import Binding, BindingType
from textual.widgets import Static

from stretchtui.core.duration import clock
from stretchtui.core.routines.model import stretch_of
from stretchtui.tui.css import beside
from stretchtui.tui.dialogs.box import Box
from stretchtui.tui.dialogs.scroll import Scroll
from stretchtui.tui.player.step_paragraphs import StepParagraphs

if TYPE_CHECKING:
    from textual import events
    from textual.widget import Widget

    from stretchtui.core.routines.library import Entry
    from stretchtui.tui.commands.look import Look

PLAY = "play"
"""What the screen gives where the routine is to be played."""


class MadeScreen(Box[str]):
    """Shows a routine; gives ``PLAY``, the id that it was kept under, or nothing.

    Args:
        entry: The routine.
        look: How the program looks.
        another: Makes another one for the same.
        keep: Asks for a name and keeps the routine that a screen shows; tells the screen.
    """

    DEFAULT_CSS = beside(__file__)
    BINDINGS: ClassVar[list[BindingType]] = [
        # All are carried out before the keys behind them are looked at.
        Binding("enter,space", "play", show=False, priority=True),
        Binding("w,r", "another", show=False, priority=True),
        Binding("s,ctrl+s", "keep", show=False, priority=True),
        Binding("escape,q", "leave", show=False, priority=True),
    ]

    def __init__(
        self,
        entry: Entry,
        look: Look,
        another: Callable[[], Entry],
        keep: Callable[[MadeScreen], None],
    ) -> None:
        super().__init__(" ")
        self.entry = entry
        """The routine that is shown."""
        self._look = look
        self._another = another
        self._keep = keep
        self._words = Static(markup=False)
        self._scroll = Scroll(self._words)
        self._note.display = True
        self.bar.keys = (
            ("enter", "start", "play", True),
            ("w", "another", "another", True),
            ("s", "keep", "keep", True),
            ("esc", "back", "leave", True),
        )

    def content(self) -> Iterable[Widget]:
        """The steps."""
        yield self._scroll

    def on_mount(self) -> None:
        """Show the routine."""
        self._show()

    def _show(self) -> None:
        entry, glyphs = self.entry, self._look.glyphs
        self.entitle(f"{entry.routine.name} {glyphs.dot} {clock(entry.total(self._look.pace))}")
        self._words.update(Group(Text(""), StepParagraphs(entry, glyphs)))
        self._scroll.scroll_home(animate=False)
        stretches = [stretch_of(step, entry.stretches) for step in entry.routine.single_steps]
        places = ", ".join(dict.fromkeys(each.position for each in stretches))
        needs = ", ".join(dict.fromkeys(need for each in stretches for need in each.needs))
        self.note(f"{places}; needs {needs}" if needs else places)

    def on_key(self, event: events.Key) -> None:
        """Scroll."""
        if self._scroll.takes(event.key):
            event.stop()

    def action_play(self) -> None:
        """Play it."""
        self.dismiss(PLAY)

    def action_another(self) -> None:
        """Show another one."""
        self.entry = self._another()
        self._show()

    def action_keep(self) -> None:
        """Keep it, and leave."""
        self._keep(self)

    def action_leave(self) -> None:
        """Leave it."""
        self.dismiss(None)
