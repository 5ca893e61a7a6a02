"""One line of the list of routines, and what is remembered of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from stretchtui.core.duration import whole_minutes
from stretchtui.core.routines.pace import Pace
from stretchtui.core.text import clean

if TYPE_CHECKING:
    from stretchtui.core.routines.document import Fault
    from stretchtui.core.routines.library import Entry, Library
    from stretchtui.core.sessions.glance import Habit


class RoutineRow:
    """One line of the list: a routine, or a file that is broken.

    Args:
        name: What the line says.
        entry: The routine, or
        faults: what is wrong with the file.
        pace: The time a session leaves between holds.
    """

    def __init__(
        self, name: str, entry: Entry | None, faults: Sequence[Fault] = (), pace: Pace = Pace()
    ) -> None:
        self.name = name
        self.entry = entry
        self.faults = faults
        self.level = 0
        """The level at which the routine is played today."""
        self.pace = pace
        """The time a session leaves between holds."""
        self.habit: Habit | None = None
        """How it is kept up; None as long as it was never done."""
        self._totals: dict[tuple[Pace, int], int] = {}
        self._latest: tuple[Pace, int, int] | None = None

    @property
    def total(self) -> int:
        """The session's length in seconds."""
        if self.entry is None:
            return 0
        # Ten thousand of them are asked at a time, and to compare a pace takes ten times as long.
        latest = self._latest
        if latest is not None and latest[0] is self.pace and latest[1] == self.level:
            return latest[2]
        asked = (self.pace, self.level)
        if asked not in self._totals:
            self._totals[asked] = self.entry.total(*asked)
        self._latest = (*asked, self._totals[asked])
        return self._totals[asked]

    def measure_anew(self) -> None:
        """Look the length up again: what takes how long to say is known once it was rendered."""
        self._totals.clear()
        self._latest = None

    @property
    def minutes(self) -> int | None:
        """The length as it is shown; None if there is nothing to play."""
        if self.entry is None or not self.entry.routine.steps:
            return None
        return whole_minutes(self.total)


def rows_of(library: Library, pace: Pace) -> list[RoutineRow]:
    """A library's lines: its routines, then the files with faults."""
    rows = [RoutineRow(entry.routine.name, entry, pace=pace) for entry in library.entries.values()]
    broken: dict[str, list[Fault]] = {}
    for fault in library.faults:
        broken.setdefault(fault.file, []).append(fault)
    return rows + [RoutineRow(clean(file), None, faults) for file, faults in broken.items()]
