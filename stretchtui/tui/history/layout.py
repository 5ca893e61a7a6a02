"""What the history screen has room for."""

from __future__ import annotations

from enum import StrEnum


class HistoryTab(StrEnum):
    """One of the views, by its name; where there is room, they are shown together."""

    YEAR = "Year"
    SESSIONS = "Sessions"
    WEEKS = "Weeks"
    BODY = "Body"
    DISCOMFORT = "Discomfort"


class Layout(StrEnum):
    """How much there is room for, by the class that the screen has then."""

    ALL = "-all"
    """Everything at once."""
    TWO = "-two"
    """The year, and one view below it."""
    ONE = "-one"
    """One view at a time."""

    @property
    def views(self) -> tuple[HistoryTab, ...]:
        """The views to choose from; none where all are shown."""
        match self:
            case Layout.ALL:
                return ()
            case Layout.TWO:
                return tuple(HistoryTab)[1:]
            case Layout.ONE:
                return tuple(HistoryTab)

    def shown(self, chosen: HistoryTab) -> HistoryTab | None:
        """The view that is shown if this one was chosen; None where all are."""
        if not self.views:
            return None
        return chosen if chosen in self.views else self.views[0]


def room_for(width: int, height: int) -> Layout:
    """How much there is room for on a screen of so many columns and rows."""
    if width >= 100 and height >= 36:
        return Layout.ALL
    return Layout.TWO if width >= 78 and height >= 20 else Layout.ONE
