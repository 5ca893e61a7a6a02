"""What the history screen has room for."""

from __future__ import annotations

from enum import StrEnum


class View(StrEnum):
    """One of the views, by its name; where there is room, they are shown together."""

    YEAR = "Year"
    SESSIONS = "Sessions"
    WEEKS = "Weeks"
    BODY = "Body"
    DISCOMFORT = "Discomfort"


class Room(StrEnum):
    """How much there is room for, by the class that the screen has then."""

    ALL = "-all"
    """Everything at once."""
    TWO = "-two"
    """The year, and one view below it."""
    ONE = "-one"
    """One view at a time."""

    @property
    def views(self) -> tuple[View, ...]:
        """The views to choose from; none where all are shown."""
        match self:
            case Room.ALL:
                return ()
            case Room.TWO:
                return tuple(View)[1:]
            case Room.ONE:
                return tuple(View)

    def shown(self, chosen: View) -> View | None:
        """The view that is shown if this one was chosen; None where all are."""
        if not self.views:
            return None
        return chosen if chosen in self.views else self.views[0]


def room_for(width: int, height: int) -> Room:
    """How much there is room for on a screen of so many columns and rows."""
    if width >= 100 and height >= 36:
        return Room.ALL
    return Room.TWO if width >= 78 and height >= 20 else Room.ONE
