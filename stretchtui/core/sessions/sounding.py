"""Events that are heard: cues and lines, as a session gives them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from stretchtui.core.sessions.cues import Cue, CueName
from stretchtui.core.sessions.events import CueDue, Event, Finished, LineDue, Waiting
from stretchtui.core.sessions.script import PRESS_A_KEY, Script, changed

if TYPE_CHECKING:
    from stretchtui.core.sessions.cue_queue import Sounded
    from stretchtui.core.sessions.phases import Phase


def sounded(due: Iterable[Sounded]) -> list[Event]:
    """What is due."""
    return [
        CueDue(each.name, each.at) if isinstance(each, Cue) else LineDue(each.text) for each in due
    ]


def finished(script: Script | None, phase: Phase) -> list[Event]:
    """The last phase is over; nothing follows."""
    return [*([LineDue(script.closing(phase))] if script is not None else []), Finished()]


def waiting(script: Script | None, phase: Phase) -> list[Event]:
    """At the end of a phase the session begins to wait."""
    return [Waiting(), *([LineDue(script.waiting(phase))] if script is not None else [])]


def still_waiting(script: Script | None, at: float) -> list[Event]:
    """The session has waited for a while at a position, in seconds."""
    lines = [LineDue(PRESS_A_KEY)] if script is not None else []
    return [CueDue(CueName.WAITING, at), *lines]


def lengthened(
    script: Script | None, phase: Phase, sign: int, at: float, has_room: Callable[[float], bool]
) -> list[Event]:
    """A phase was made a unit longer or shorter.

    Args:
        script: What there is to say; None where no voice leads.
        phase: The phase.
        sign: 1 for longer, -1 for shorter.
        at: The position, in seconds.
        has_room: Tells whether there is time for words that take so many seconds.
    """
    events: list[Event] = [CueDue(CueName.MORE if sign > 0 else CueName.LESS, at)]
    if script is not None and has_room(script.lead_s(words := changed(phase, sign))):
        events.append(LineDue(words))
    return events
