"""What stands under a short list of routines: what was done so far."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from stretchtui.tui.player.glance import ROWS, Glance
from stretchtui.tui.player.week_areas import WeekAreas

if TYPE_CHECKING:
    from textual.widget import Widget

    from stretchtui.core.sessions.history import Week
    from stretchtui.words.glyphs import Glyphs


class PastCharts:
    """This week's minutes for each part of the body, and the last weeks.

    Args:
        glyphs: The characters to draw with.
    """

    def __init__(self, glyphs: Glyphs) -> None:
        self._areas = WeekAreas(glyphs)
        self._weeks = Glance(glyphs)

    @property
    def widgets(self) -> tuple[Widget, Widget]:
        """What shows it, from the top."""
        return self._areas, self._weeks

    def take(self, weeks: Sequence[Week], areas: Sequence[tuple[str, int]]) -> None:
        """Show these.

        Args:
            weeks: The last weeks.
            areas: This week's seconds for each part of the body, the most first.
        """
        self._weeks.weeks = weeks
        self._areas.areas = areas

    def fit(self, width: int, height: int, spare: int) -> None:
        """Take as much room as there is.

        Args:
            width: The cells of the pane.
            height: Its rows.
            spare: How many of them are empty.
        """
        spare -= self._areas.fit(width, height, spare)
        self._weeks.display = any(week.seconds for week in self._weeks.weeks) and spare >= ROWS
