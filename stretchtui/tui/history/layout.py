"""What the history screen has room for."""

from __future__ import annotations

from enum import StrEnum


class HistoryTab(StrEnum):
    """One side of the history, by its name; where there is room, they are shown together."""

    YEAR = "Year"
    SESSIONS = "Sessions"
    WEEKS = "Weeks"
    BODY = "Body"
    DISCOMFORT = "Discomfort"


class Layout(StrEnum):
    """How much is shown at once, by the class that the screen has then."""

    ALL = "-all"
    """Everything."""
    TWO = "-two"
    """The year, and one tab below it."""
    ONE = "-one"
    """One tab."""

    @property
    def tabs(self) -> tuple[HistoryTab, ...]:
        """The tabs to choose from; none where all are shown."""
        match self:
            case Layout.ALL:
                return ()
            case Layout.TWO:
                return tuple(HistoryTab)[1:]
            case Layout.ONE:
                return tuple(HistoryTab)

    def shown(self, chosen: HistoryTab) -> HistoryTab | None:
        """The tab that is shown if this one was chosen; None where all are."""
        if not self.tabs:
            return None
        return chosen if chosen in self.tabs else self.tabs[0]


def layout_for(width: int, height: int) -> Layout:
    """How much there is room for on a screen of so many columns and rows."""
    if width >= 100 and height >= 36:
        return Layout.ALL
    return Layout.TWO if width >= 78 and height >= 20 else Layout.ONE
