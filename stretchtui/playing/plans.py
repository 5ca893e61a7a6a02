"""The plan that the person follows: started, paused, stopped, and looked up."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from stretchtui.store.following import keep_following, read_following

if TYPE_CHECKING:
    from datetime import date

    from stretchtui.core.making.choosing import Past
    from stretchtui.core.making.wish import RoutineWish
    from stretchtui.core.planning.following import Following
    from stretchtui.core.planning.suggestion import Followed, Make
    from stretchtui.core.routines.leaving_out import LeaveOut
    from stretchtui.core.routines.library import Entry, Library
    from stretchtui.core.routines.pace import Pace
    from stretchtui.core.routines.training_plan import TrainingPlan
    from stretchtui.store.paths import Folders


def maker(
    library: Callable[[], Library], pace: Callable[[], Pace], leave_out: Callable[[], LeaveOut]
) -> Make:
    """What makes routines for plans.

    Args:
        library: Gives the library as it is by now.
        pace: Gives the time between holds, as sessions have it by now.
        leave_out: Gives what the person leaves out.
    """

    def make_for_plan(wish: RoutineWish, seed: int, past: Past) -> Entry | None:
        # Few plans need it.
        from stretchtui.core.making.make import make
        from stretchtui.core.making.unmet import Unmet
        from stretchtui.store.made_routines import made_entry

        try:
            routine = make(wish, library().stretches, past, seed, leave_out(), pace())
        except Unmet:
            return None
        return made_entry(routine, library())

    return make_for_plan


def kept_if_made(entry: Entry, folders: Folders) -> Entry:
    """A routine that is about to be played: one that was made is kept, so that it can be resumed.

    Args:
        entry: The routine.
        folders: The person's folders.
    """
    from stretchtui.core.making.wish import is_made
    from stretchtui.store.made_routines import keep_made

    if is_made(entry.routine.id):
        keep_made(entry.routine, folders)
    return entry


class Plans:
    """All plans there are, and the one that is followed.

    Args:
        folders: Where it is kept which one that is.
        library: Gives the library as it is by now.
    """

    def __init__(self, folders: Folders, library: Callable[[], Library]) -> None:
        self._folders = folders
        self._library = library
        self.fault = ""
        """Why it cannot be known which plan is followed, as it was last looked up; or nothing."""

    @property
    def all(self) -> list[TrainingPlan]:
        """Every plan there is."""
        return [entry.plan for entry in self._library().plans.values()]

    def followed(self) -> Followed | None:
        """The plan that is followed; None if there is none, or none can be."""
        following, self.fault = read_following(self._folders)
        if following is None:
            return None
        from stretchtui.core.planning.suggestion import Followed

        entry = self._library().plans.get(following.plan)
        if entry is None:
            self.fault = f'the plan you follow, "{following.plan}", is no longer in your library'
            return None
        return Followed(entry.plan, following)

    def start(self, plan: TrainingPlan, today: date) -> None:
        """Follow a plan from today on, in place of the one that was followed.

        Raises:
            NotSaved: It could not be kept; the same is followed as before.
        """
        from stretchtui.core.planning.following import Following

        self._keep(lambda now: Following(plan=plan.id, started=today))

    def pause(self, today: date) -> None:
        """Have nothing missed from today on; raises as ``start``."""
        self._keep(lambda now: now and now.paused(today))

    def resume(self, today: date) -> None:
        """Go on with the plan today; raises as ``start``."""
        self._keep(lambda now: now and now.resumed(today))

    def stop(self) -> None:
        """Follow no plan any more; raises as ``start``."""
        self._keep(lambda now: None)

    def _keep(self, change: Callable[[Following | None], Following | None]) -> None:
        keep_following(self._folders, change)
