"""A session that is ready to be played, and what of a routine it plays."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from stretchtui.core.routines.pace import get_ready
from stretchtui.core.routines.shuffling import drawn
from stretchtui.core.sessions.account import uid_of
from stretchtui.core.sessions.lead_in import LEAD_S
from stretchtui.core.sessions.plan import with_added
from stretchtui.core.sessions.resume import all_that_is_asked, what_is_left
from stretchtui.core.sessions.session import Session
from stretchtui.store.session_uid import new_uid

if TYPE_CHECKING:
    from stretchtui.core.routines.library import Entry
    from stretchtui.core.routines.model import Stretch
    from stretchtui.core.routines.pace import Pace
    from stretchtui.core.sessions.record import Unfinished
    from stretchtui.core.sessions.resume import Remainder
    from stretchtui.playing.clockwork import Clockwork
    from stretchtui.playing.listener import SessionListener
    from stretchtui.playing.recorder import SessionRecorder
    from stretchtui.playing.session_order import SessionOrder


class Loaded(NamedTuple):
    """A session, and all that there is for it alone."""

    order: SessionOrder
    clockwork: Clockwork
    recorder: SessionRecorder
    listener: SessionListener


def in_its_order(
    entry: Entry, before: Unfinished | None, known: Mapping[str, Stretch], *, kept: bool
) -> tuple[Entry, str]:
    """A routine in the order in which a session plays it, and the session's uid.

    What the person leaves out is in its place: in the session it can be taken back.

    Args:
        entry: The routine.
        before: The session that is resumed, if it is not a new one: its order stays, and what
            was added to it.
        known: The stretches of the library.
        kept: Whether the journal may keep it; a trial has the order that is looked at.
    """
    if before is not None:
        return as_resumed(entry, before, known), uid_of(before.record)
    uid = new_uid()
    return (_drawn(entry, uid) if kept else entry.with_left_out), uid


def as_resumed(entry: Entry, before: Unfinished, known: Mapping[str, Stretch]) -> Entry:
    """A routine as an interrupted session plays it: in its order, with what was added behind it.

    Args:
        entry: The routine, as it is by now.
        before: The session.
        known: The stretches of the library.
    """
    return with_added(_drawn(entry, uid_of(before.record)), before.standing.plan.added, known)


def _drawn(entry: Entry, uid: str) -> Entry:
    entry = entry.with_left_out
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
        return all_that_is_asked(entry, pace, level, first_step)
    found = what_is_left(before, entry, pace)
    assert found is not None, "looked at by whoever offers it"
    return found


def session_of(
    entry: Entry, left: Remainder, pace: Pace, speed: float, head_start: float
) -> Session:
    """What is played, as a session that has not begun.

    Args:
        entry: What is played.
        left: What of it is played.
        pace: The time between holds.
        speed: How many of the session's seconds pass in one real second.
        head_start: Real seconds from the start to the first cue.
    """
    ready = max(LEAD_S, get_ready(entry.routine, pace))
    return Session(left.timeline, speed, left.first, left.reached, ready, head_start)
