"""A Hypothesis strategy for moments of sessions."""

from __future__ import annotations

from hypothesis import strategies as st

from stretchtui.core.routines.model import Side
from stretchtui.core.sessions.events import State, View
from stretchtui.core.sessions.lead_in import LEAD_S
from stretchtui.core.sessions.phases import Kind, Phase
from stretchtui.core.text import clean

names = st.one_of(
    st.sampled_from(
        [
            "Knee to chest",
            "Ü",
            "Half-kneeling hip flexor stretch, with the arm overhead",
            "[b]bold[/b]",
            "😀" * 200,
            "膝を胸に引き寄せる",
            "متعرج",
            "e\u0301" * 40,
        ]
    ),
    st.text(min_size=1, max_size=40).map(clean).filter(bool),
)
"""Names as they come out of a file: on one line, without controls."""


@st.composite
def views(
    draw: st.DrawFn, states: tuple[State, ...] = (State.RUNNING, State.PAUSED, State.WAITING)
) -> View:
    """What a screen may be asked to draw."""
    kind = draw(st.sampled_from(Kind))
    beat = draw(st.sampled_from([0, 0, 4, 8])) if kind.active else 0
    count = draw(st.integers(1, 400))
    duration = beat * count if beat else draw(st.sampled_from([1, 5, 30, 59, 60, 600, 3600, 7200]))
    start = draw(st.sampled_from([0, 8, 600]))
    of = draw(st.integers(1, 3))
    state = draw(st.sampled_from(states))
    phase = Phase(
        kind=kind,
        start=start,
        duration=duration,
        step=0,
        name=draw(names),
        side=draw(st.sampled_from(Side)),
        time=draw(st.integers(1, of)),
        of=of,
        beat=beat,
        wait=state is State.WAITING,
    )
    position = start + (duration if state is State.WAITING else draw(st.floats(0, duration)))
    lead = draw(st.integers(0, LEAD_S)) if state is State.RUNNING else 0
    return View(state, 0, phase, position, start + duration, lead)
