"""A session that is ready to be played, and what of a routine it plays."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from stretchtui.core.routines.shuffling import drawn
from stretchtui.core.sessions.account import uid_of
from stretchtui.core.sessions.resume import all_of, what_is_left
from stretchtui.core.sessions.timeline import timeline_of
from stretchtui.store.session_uid import new_uid

if TYPE_CHECKING:
    from stretchtui.core.routines.library import Entry
    from stretchtui.core.routines.pace import Pace
    from stretchtui.core.sessions.record import Unfinished
    from stretchtui.core.sessions.resume import Remainder
    from stretchtui.core.sessions.timeline import Timeline
    from stretchtui.playing.clockwork import Clockwork
    from stretchtui.playing.listener import SessionListener
    from stretchtui.playing.recorder import SessionRecorder

FASTEST = 2.0
"""A session at a higher speed than this is a preview, and not kept."""


class Loaded(NamedTuple):
    """A session, and all that there is for it alone."""

    entry: Entry
    planned: Timeline
    clockwork: Clockwork
    recorder: SessionRecorder
    listener: SessionListener


def in_its_order(entry: Entry, before: Unfinished | None, *, kept: bool) -> tuple[Entry, str]:
    """A routine in the order in which a session plays it, and the session's uid.

    Args:
        entry: The routine.
        before: The session that is resumed, if it is not a new one: its order stays.
        kept: Whether the journal may keep it; a trial has the order that is looked at.
    """
    uid = uid_of(before.record) if before else new_uid()
    return (ordered(entry, uid) if kept else entry), uid


def ordered(entry: Entry, uid: str) -> Entry:
    """A routine in the order in which the session of a uid plays it."""
    routine = drawn(entry.routine, uid)
    return entry if routine is entry.routine else replace(entry, routine=routine)


def what_to_play(
    entry: Entry, pace: Pace, level: int, before: Unfinished | None, first_step: int
) -> Remainder:
    """What of a routine is played.

    Args:
        entry: The routine.
        pace: The time between holds, and who leads through them.
        level: The level of progression.
        before: The session that is resumed, if it is not a new one; something of it is left.
        first_step: The step that a new one begins with, from 0.
    """
    if before is None:
        timeline = timeline_of(entry, pace, level)
        return all_of(timeline, timeline.first_of(first_step))
    found = what_is_left(before, entry, pace)
    assert found is not None, "looked at by whoever offers it"
    return found
