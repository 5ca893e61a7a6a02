"""All that is said in a session, and all that may be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stretchtui.core.sessions.script import PRESS_A_KEY, STOPPED, Line, changed

if TYPE_CHECKING:
    from stretchtui.core.sessions.timeline import Timeline


def spoken_at(timeline: Timeline) -> tuple[Line, ...]:
    """What is said in a session that is played to its end, and when."""
    script = timeline.script
    if script is None:
        return ()
    phases, after = timeline.phases, script.after_cue_s
    waits = [Line(phase.end + after, script.waiting(phase)) for phase in phases if phase.wait]
    closing = Line(timeline.total + after, script.closing(phases[-1]))
    # What is said while it waits comes before what is said as it goes on.
    return (*sorted([*waits, *timeline.lines], key=lambda line: line.at), closing)


def spoken_lines(timeline: Timeline) -> tuple[str, ...]:
    """All that may be said in a session, each line once, in the order they may be needed.

    So that it can be rendered beforehand.
    """
    script = timeline.script
    if script is None:
        return ()
    phases = timeline.phases
    said = [line.text for line in timeline.lines]
    said.append(script.closing(phases[-1]))
    said += [script.waiting(phase) for phase in phases if phase.wait]
    said += [PRESS_A_KEY] if any(phase.wait for phase in phases) else []
    said += [script.reminder(phase) for phase in phases]
    said += [changed(phase, sign) for phase in phases for sign in (1, -1)]
    said.append(STOPPED)
    return tuple(dict.fromkeys(said))
