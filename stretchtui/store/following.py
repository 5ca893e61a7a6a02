"""Which plan the person follows: a small file in their data.

It is read as anybody's: whatever is odd about it, no plan is followed, and why is said in one line.
What was done is not in it; that is in the journal.
"""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from stretchtui.core.text import clean, shorten
from stretchtui.store.files import Unreadable, read_bytes

if TYPE_CHECKING:
    from collections.abc import Callable

    from stretchtui.core.planning.following import Following
    from stretchtui.store.paths import Folders

LARGEST = 128 * 1024
"""A larger file is not read, in bytes."""

_EARLIEST, _LATEST = date(1970, 1, 1), date(2200, 1, 1)
"""No plan was started before, and none lasts longer."""


class FollowingRead(NamedTuple):
    """What was found."""

    following: Following | None = None
    """None if no plan is followed, or that cannot be known."""
    fault: str = ""
    """Why it cannot be known; empty if it can."""


def read_following(folders: Folders) -> FollowingRead:
    """Read which plan is followed."""
    path = folders.plan
    try:
        data = read_bytes(path, LARGEST, follow=False, own=True)
    except Unreadable as error:
        if isinstance(error.__cause__, FileNotFoundError | NotADirectoryError):
            return FollowingRead()
        return FollowingRead(fault=f"{path.name}: {error}")
    # Most people have no such file.
    from msgspec import MsgspecError, json

    from stretchtui.core.planning.following import Following

    try:
        found = json.decode(data, type=Following)
    except (MsgspecError, ValueError, RecursionError) as error:
        return FollowingRead(fault=f"{path.name}: {shorten(clean(str(error)), 120)}")
    if not _makes_sense(found):
        return FollowingRead(fault=f"{path.name}: the dates are not in their order")
    return FollowingRead(found)


def keep_following(
    folders: Folders, change: Callable[[Following | None], Following | None]
) -> Following | None:
    """Change which plan is followed; another program may have changed it meanwhile.

    A file that cannot be read stays beside it as ``plan.json.bak``.

    Args:
        folders: The person's folders.
        change: Given what is followed now, gives what is followed from now on.

    Returns:
        What is followed from now on.

    Raises:
        NotSaved: It could not be kept; it is as it was.
    """
    from msgspec import json

    from stretchtui.store.writing import back_up, put, writing_in

    path = folders.plan
    with writing_in(folders.data, "your plan was not saved", lock=".plan.lock"):
        now, fault = read_following(folders)
        then = change(now)
        if fault and path.is_file():
            back_up(path)
        if then is None:
            path.unlink(missing_ok=True)
        elif then != now:
            put(path, json.format(json.encode(then)).decode() + "\n")
    return then


def _makes_sense(following: Following) -> bool:
    """Whether each day comes after the one before, and a plan can be looked at day by day."""
    days = [following.started]
    for each in following.pauses:
        days.append(each.first)
        if each.until is not None:
            days.append(each.until)
        elif each is not following.pauses[-1]:
            return False
    in_order = all(one <= other for one, other in pairwise(days))
    return in_order and days[0] >= _EARLIEST and days[-1] <= _LATEST
