"""What the commands know of plans: those there are, the one that is followed, and how it goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stretchtui.cli.pacing import pace_of
from stretchtui.cli.words import Refused, complain, settings_of
from stretchtui.playing.plans import Plans, maker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stretchtui.core.making.choosing import Past
    from stretchtui.core.planning.schedule import Schedule
    from stretchtui.core.planning.suggestion import Followed
    from stretchtui.core.routines.library import Library
    from stretchtui.core.sessions.advice import Advice
    from stretchtui.core.sessions.days import Today
    from stretchtui.core.sessions.record import Record
    from stretchtui.core.settings import Settings
    from stretchtui.store import paths


class PlanState:
    """All that the command takes.

    Args:
        folders: The person's folders.
    """

    def __init__(self, folders: paths.Folders) -> None:
        from stretchtui.core.sessions.days import Today
        from stretchtui.playing.clock import moment
        from stretchtui.store.routines import read_library

        self.folders = folders
        self.settings = settings_of(folders)
        self.library = read_library(folders).for_person(self.settings.care.leave_out)
        self.today = Today(moment(), self.settings.days)
        self.plans = Plans(folders, lambda: self.library)

    def followed(self) -> Followed | None:
        """The plan that is followed; why that cannot be known is said."""
        found = self.plans.followed()
        if self.plans.fault:
            complain(self.plans.fault)
        return found

    def records(self) -> Sequence[Record]:
        """All sessions."""
        from stretchtui.cli.journal import sessions_if_readable

        return sessions_if_readable(self.folders)


def planned_for(
    schedule: Schedule,
    library: Library,
    records: Sequence[Record],
    today: Today,
    settings: Settings,
    folders: paths.Folders,
) -> Advice | None:
    """What a plan asks for today; None if that is nothing."""
    from stretchtui.core.planning.suggestion import planned

    make = maker(
        lambda: library, lambda: pace_of(settings, folders), lambda: settings.care.leave_out
    )
    return planned(schedule, library.entries, records, today, make, _past(folders, today))


def _past(folders: paths.Folders, today: Today) -> Past:
    """What was done of stretches; nothing if the journal cannot be read, as was said already."""
    from stretchtui.cli.journal import read
    from stretchtui.core.making.choosing import NOTHING_DONE
    from stretchtui.playing.past import past_of

    try:
        return read(folders, lambda journal: past_of(journal, today), NOTHING_DONE)
    except Refused:
        return NOTHING_DONE
