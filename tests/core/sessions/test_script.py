"""What a voice has to say apart from the timeline's lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from stretchtui.core.routines.guidance import Guidance
from stretchtui.core.routines.model import Side, Sides, Step, Stretch
from stretchtui.core.routines.speech import LIMIT
from stretchtui.core.sessions.phases import Kind, Phase
from stretchtui.core.sessions.script import PRESS_A_KEY, Line, Script, changed
from stretchtui.core.sessions.spoken import spoken_at, spoken_lines
from tests.core.sessions.examples import laid_out
from tests.core.sessions.leading import FULL, NAMES

if TYPE_CHECKING:
    from stretchtui.core.routines.pace import Pace
    from stretchtui.core.sessions.timeline import Timeline

KNEE = Stretch(
    id="knee",
    name="Knee to chest",
    position="on your back",
    finish="Let the working leg down",
    sides=Sides.BOTH,
    hold=20,
)
WAITS = laid_out(Step(stretch="knee", wait=True, times=2), stretches=[KNEE], pace=FULL)


def script_of(stretch: Stretch = KNEE, pace: Pace = FULL) -> Script:
    script = laid_out(Step(stretch="knee"), stretches=[stretch], pace=pace).script
    assert script is not None
    return script


def test_whoever_comes_back_hears_stretch_and_side() -> None:
    timeline = laid_out(Step(stretch="knee"), stretches=[KNEE], pace=NAMES)
    assert [script_of().reminder(phase) for phase in timeline.phases][::3] == [
        "Knee to chest, left side",
        "Knee to chest, right side",
    ]


def test_how_to_end_it_is_said_at_the_last_wait_alone() -> None:
    assert WAITS.script is not None
    holds = [phase for phase in WAITS.phases if phase.kind.active]
    assert [WAITS.script.waiting(phase) for phase in holds] == [
        *[PRESS_A_KEY] * 3,
        f"Let your right leg down. {PRESS_A_KEY}",
    ]
    assert WAITS.script.closing(holds[-1]) == (
        "All done. Nice work. Roll onto your side, then get up slowly."
    )


def test_at_the_end_it_is_said_how_to_end_it_and_how_to_get_up() -> None:
    hold = Phase(Kind.HOLD, 0, 20, 0, "Knee")
    rising = "All done. Nice work. Roll onto your side, then get up slowly."
    assert script_of().closing(hold) == f"Let your right leg down. {rising}"
    assert script_of(pace=NAMES).closing(hold) == rising
    assert script_of(replace(KNEE, position="standing"), NAMES).closing(hold) == (
        "All done. Nice work."
    )


def test_however_long_it_takes_to_end_it_there_is_room_to_say_how_to_get_up() -> None:
    script = script_of(replace(KNEE, finish="go " * 90))
    hold = Phase(Kind.HOLD, 0, 20, 0, "Knee", Side.RIGHT)
    assert script.closing(hold).endswith(
        "go. All done. Nice work. " + script.speech_of(hold).rising
    )
    assert script.waiting(hold).endswith(f"go. {PRESS_A_KEY}")
    assert max(len(script.closing(hold)), len(script.waiting(hold))) <= LIMIT


@pytest.mark.parametrize(
    ("kind", "beat", "words"),
    [
        (Kind.HOLD, 0, ("Ten seconds more", "Ten seconds less")),
        (Kind.READY, 0, ("Ten seconds more", "Ten seconds less")),
        (Kind.HOLD, 8, ("One breath more", "One breath less")),
        (Kind.WORK, 4, ("One more", "One less")),
    ],
)
def test_what_a_phase_is_changed_by_is_said(kind: Kind, beat: int, words: tuple[str, str]) -> None:
    phase = Phase(kind, 0, 24, 0, "Sit", beat=beat)
    assert (changed(phase, 1), changed(phase, -1)) == words


def test_where_it_runs_fast_a_line_takes_more_of_the_sessions_time() -> None:
    fast = Script({}, Guidance(length_of=lambda line: 1.0, speed=2.0))
    assert (fast.after_cue_s, fast.takes_s("Hold"), fast.lead_s("Hold")) == (1.4, 2.0, 3.8)


def test_lines_in_turn_begin_at_moments_that_the_session_knows_to_a_microsecond() -> None:
    lines = script_of().in_turn(10, ["Knee", "Lie down."])
    assert [line.at for line in lines] == [10.7, 11.433333]


# All of it


def test_a_script_is_told_with_its_waits_and_its_end() -> None:
    timeline = laid_out(
        Step(name="Sit tall", hold=10, wait=True), Step(name="Sway", hold=20), pace=NAMES
    )
    assert spoken_at(timeline) == (
        Line(0.7, "First, sit tall. Ten seconds"),
        Line(8.7, "Hold"),
        Line(18.7, "Press space when you are ready"),
        Line(18.7, "Next, sway. Twenty seconds"),
        Line(26.7, "Hold"),
        Line(46.7, "All done. Nice work."),
    )


def test_all_that_may_be_said_is_told_once_in_the_order_it_may_be_needed() -> None:
    timeline = laid_out(Step(name="Sit tall", hold=10, wait=True), pace=NAMES)
    assert spoken_lines(timeline) == (
        "First, sit tall. Ten seconds",
        "Hold",
        "All done. Nice work.",
        "Press space when you are ready",
        "Sit tall",
        "Ten seconds more",
        "Ten seconds less",
        "Paused. Press space to continue gently, N to skip this stretch, or X to end the session",
    )
    # Why it waits is told again without how to end it.
    once = laid_out(Step(stretch="knee", sides=Sides.LEFT, wait=True), stretches=[KNEE], pace=FULL)
    assert f"Let your left leg down. {PRESS_A_KEY}" in spoken_lines(once)
    assert PRESS_A_KEY in spoken_lines(once)
    assert PRESS_A_KEY not in spoken_lines(laid_out(Step(name="Sit tall"), pace=NAMES))


def closings(timeline: Timeline) -> list[str]:
    """What may be said after a session's end."""
    return [line for line in spoken_lines(timeline) if "Nice work" in line]


def test_the_last_words_are_those_of_the_last_stretch() -> None:
    steps = Step(stretch="knee"), Step(name="Sit tall", hold=20)
    timeline = laid_out(*steps, stretches=[KNEE], pace=FULL)
    assert spoken_at(timeline)[-1].text == "All done. Nice work."
    assert closings(timeline) == ["All done. Nice work."]
    # How to end a stretch was said as it waited.
    rising = "All done. Nice work. Roll onto your side, then get up slowly."
    step = Step(stretch="knee", sides=Sides.LEFT, wait=True)
    waits = laid_out(step, stretches=[KNEE], pace=FULL)
    assert spoken_at(waits)[-1].text == rising
    assert closings(waits) == [rising]


def test_nothing_is_said_where_nobody_leads() -> None:
    timeline = laid_out(Step(name="Sit tall"))
    assert timeline.script is None
    assert (spoken_at(timeline), spoken_lines(timeline)) == ((), ())
