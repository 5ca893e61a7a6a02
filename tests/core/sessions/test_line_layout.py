"""When a voice says what: never over a cue, and in time for every hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchtui.core.routines.guidance import Guidance
from stretchtui.core.routines.model import Sides, Step, Stretch
from stretchtui.core.routines.pace import Pace
from stretchtui.core.sessions.cues import CueName
from stretchtui.core.sessions.phases import Kind
from tests.core.sessions.examples import laid_out, shape
from tests.core.sessions.leading import (
    COUNTING,
    FULL,
    NAMES,
    assert_clear,
    assert_led,
    said,
    slowly,
)
from tests.core.strategies import change_of, guidances, timelines

if TYPE_CHECKING:
    from stretchtui.core.sessions.timeline import Timeline

BOTH = Step(name="Child’s pose", hold=30, sides=Sides.BOTH)
REPS = Step(name="Toe taps", reps=3, times=2, rest=8)
KNEE = Stretch(
    id="knee",
    name="Knee to chest",
    position="on your back",
    instructions=("Draw the working knee in.",),
    easier="Hold behind the thigh.",
    finish="Let the working leg down.",
    sides=Sides.BOTH,
    hold=5,
)
SWAY = Stretch(id="sway", name="Sway", position="standing", instructions=("Shift your weight.",))


def told(*steps: Step, pace: Pace = NAMES, **more: Any) -> list[str]:
    return said(laid_out(*steps, stretches=(KNEE, SWAY), pace=pace, **more))


def ticks(timeline: Timeline) -> list[float]:
    return [cue.at for cue in timeline.cues if cue.name is CueName.TICK]


# Examples


def test_a_plain_hold() -> None:
    assert told(Step(name="Sit tall", hold=30)) == [
        "0.7 First, sit tall. Thirty seconds",
        "8.7 Hold",
    ]


def test_a_push_is_told_from_the_hold_behind_it() -> None:
    step = Step(name="Hamstring", hold=20, contract=6, times=2, rest=10)
    assert told(step) == [
        "0.7 First, hamstring",
        "8.7 Push gently",
        "14.7 Let go",
        "16.7 Hold. Twenty seconds",
        "36.7 Rest. Last one",
        "46.7 Push gently",
        "52.7 Let go",
        "54.7 Hold",
    ]


def test_a_push_says_how_much_there_is_and_which_set_it_is_where_there_is_room() -> None:
    step = Step(name="Calf", breaths=2, contract=10, times=2)
    assert told(step, get_ready=12) == [
        "0.7 First, calf. Two sets. Push for ten seconds, then breathe for two breaths",
        "12.7 Push gently",
        "22.7 Let go",
        "24.7 Breathe in",
        "28.7 Breathe out",
        "34.7 In",
        "38.7 Out",
        "44.7 Push gently. Last one",
        "54.7 Let go",
        "56.7 Breathe in",
        "60.7 Breathe out",
        "66.7 In",
        "70.7 Out",
    ]


def test_ticks_make_way_for_a_short_push() -> None:
    step = Step(name="Calf", hold=9, contract=2, times=2)
    timeline = laid_out(step, get_ready=12, pace=NAMES)
    assert "12.7 Push gently" in said(timeline)
    assert "25.7 Push gently" in said(timeline)
    assert "29.7 Hold. Last one" in said(timeline)


def test_a_breath_with_holds_is_led_through_them() -> None:
    assert told(Step(name="Box", breaths=2, breath=(4, 4, 4, 4)), get_ready=8) == [
        "0.7 First, box. Two breaths",
        "8.7 Breathe in",
        "12.15 Hold",
        "16.7 Breathe out",
        "20.15 Hold",
        "24.7 In",
        "28.15 Hold",
        "32.7 Out",
        "36.15 Hold",
    ]


def test_a_movement_with_a_tempo_is_led_up_and_down() -> None:
    step = Step(name="Bridge", reps=2, tempo=(2, 1, 4))
    assert told(step, pace=COUNTING, get_ready=8)[-6:] == [
        "8.7 One",
        "10.15 Stay",
        "11.15 Down",
        "15.15 Two",
        "17.15 Stay",
        "18.15 Down",
    ]


def test_both_sides_twice() -> None:
    assert told(Step(name="Child’s pose", hold=30, sides=Sides.BOTH, times=3, rest=10)) == [
        "0.7 First, child's pose, left side",
        "8.7 Hold. Three sets of thirty seconds",
        "38.7 Rest. Set two of three",
        "48.7 Hold",
        "78.7 Rest. Last one",
        "88.7 Hold",
        "118.7 Switch to the right",
        "123.7 Hold",
        "153.7 Rest. Set two of three",
        "163.7 Hold",
        "193.7 Rest. Last one",
        "203.7 Hold",
    ]


def test_the_other_side_begins_with_its_first_set_where_there_is_time_to_say_so() -> None:
    step = Step(name="Sit", hold=30, sides=Sides.BOTH, times=2)
    pace = Pace(switch=12, guidance=Guidance(counting=False))
    assert told(step, pace=pace)[2:4] == [
        "38.7 Hold. Last one",
        "68.7 Switch to the right. Set one of two",
    ]
    turns = Step(name="Knee rolls", hold=30, sides=Sides.ALTERNATE, times=2)
    assert told(turns, pace=pace)[2:6] == [
        *("38.7 Switch to the right", "50.7 Hold"),
        *("80.7 Switch to the left. Last one", "92.7 Hold"),
    ]


def test_sides_that_alternate() -> None:
    assert told(Step(name="Knee rolls", hold=15, sides=Sides.ALTERNATE, times=3)) == [
        "0.7 First, knee rolls, left side",
        "8.7 Hold. Three sets of fifteen seconds",
        "23.7 Switch to the right",
        "28.7 Hold",
        "43.7 Switch to the left",
        "48.7 Hold. Set two of three",
        "63.7 Switch to the right",
        "68.7 Hold. Set two of three",
        "83.7 Switch to the left",
        "88.7 Hold. Last one",
        "103.7 Switch to the right",
        "108.7 Hold. Last one",
    ]


def test_movements_are_begun_or_counted_from_the_first() -> None:
    assert told(REPS) == [
        "0.7 First, toe taps. Two sets of three",
        *("8.7 Begin", "20.7 Rest. Last one", "28.7 Begin"),
    ]
    assert told(REPS, pace=COUNTING) == [
        "0.7 First, toe taps. Two sets of three",
        *("5.15 Three", "6.15 Two", "7.15 One"),
        *("8.7 One", "12.15 Two", "16.15 Three"),
        "20.7 Rest. Last one",
        *("25.15 Three", "26.15 Two", "27.15 One"),
        *("28.7 One", "32.15 Two", "36.15 Three"),
    ]
    # How many there are comes before the first, or "two" would come after "three times".
    assert told(REPS, pace=COUNTING, get_ready=0)[:3] == [
        *("0.7 Toe taps", "2.7 Two sets of three. One", "6.15 Two")
    ]


def test_breaths_are_paced() -> None:
    assert told(Step(name="Let go", breaths=2), get_ready=0) == [
        "0.7 Let go",
        "2.7 Breathe in. Two breaths",
        "6.7 Breathe out",
        "12.7 In",
        "16.7 Out",
    ]


def test_a_rest_says_what_comes_where_no_time_to_get_ready_does() -> None:
    steps = Step(name="Sphinx", hold=30, rest=30), BOTH
    assert shape(laid_out(*steps, get_ready=0, pace=NAMES))[:4] == [
        *("ready 2", "hold 30", "rest left 30", "hold left 30")
    ]
    assert told(*steps, get_ready=0) == [
        "0.7 Sphinx",
        "2.7 Hold. Thirty seconds",
        "32.7 Rest. Next, child's pose, left side. Thirty seconds",
        "62.7 Hold",
        "92.7 Switch to the right",
        "97.7 Hold",
    ]
    # A get-ready that is too short for it says nothing.
    assert told(*steps, get_ready=2)[2:4] == [
        "32.7 Rest. Next, child's pose, left side. Thirty seconds",
        "64.7 Hold",
    ]


def test_a_rest_before_a_get_ready_says_what_there_is_time_for() -> None:
    def rest(seconds: int) -> list[str]:
        return told(Step(name="Sphinx", hold=30, rest=seconds), BOTH)[2:4]

    ready = "Next, child's pose, left side. Thirty seconds"
    assert rest(30) == ["38.7 Rest. Next, child's pose, left side", f"68.7 {ready}"]
    assert rest(6) == ["38.7 Rest. Next, child's pose", f"44.7 {ready}"]
    assert rest(5) == ["38.7 Rest", f"43.7 {ready}"]


def test_what_comes_after_a_step_that_waits_is_said_when_it_begins() -> None:
    assert told(Step(name="Sphinx", hold=10, wait=True), Step(name="膝を胸に", hold=60)) == [
        "0.7 First, sphinx. Ten seconds",
        "8.7 Hold",
        "18.7 Next, step two. One minute",
        "26.7 Hold",
        "56.7 Halfway",
        "76.15 Ten seconds",
    ]


@pytest.mark.parametrize(
    ("hold", "within"),
    [
        (39, []),
        (40, ["28.7 Halfway"]),
        (59, ["38.2 Halfway"]),
        (60, ["38.7 Halfway", "58.15 Ten seconds"]),
    ],
)
def test_long_holds_say_how_much_is_left(hold: int, within: list[str]) -> None:
    assert told(Step(name="Sit", hold=hold))[2:] == within


def test_the_last_seconds_are_counted_where_nothing_else_is_said() -> None:
    def counted(countdown: int, **more: Any) -> list[str]:
        pace = Pace(countdown=countdown, guidance=Guidance(**more))
        return [line for line in told(Step(name="Sit", hold=60), pace=pace) if float(line[:4]) > 50]

    assert counted(0) == ["58.15 Ten seconds"]
    assert counted(2) == ["58.15 Ten seconds", "66.15 Two", "67.15 One"]
    # Over the ninth it could not be said.
    assert counted(10)[:2] == ["58.15 Ten", "59.15 Nine"]
    assert counted(10, counting=False) == []
    assert counted(3, length_of=lambda line: 0.9) == ["58.15 Ten seconds"]


def test_what_takes_long_to_say_is_not_said_over() -> None:
    guidance = Guidance(counting=False, length_of=lambda line: 21.0 if line == "Halfway" else 1.0)
    lines = told(Step(name="Sit", hold=60), pace=Pace(countdown=0, guidance=guidance))
    assert lines[1:] == ["8.7 Hold", "38.7 Halfway"]


def test_all_is_told_before_the_first_hold_and_how_to_end_it_after_the_last() -> None:
    steps = (
        Step(stretch="knee"),
        Step(stretch="sway", hold=20),
        Step(stretch="knee", sides=Sides.LEFT),
    )
    assert told(*steps, pace=FULL) == [
        "0.7 First, knee to chest, left side",
        "3.68333 On your back",
        "5.08333 Draw your left knee in.",
        "7.4 Five seconds on each side",
        "18.7 Hold",
        "23.7 Switch to the right",
        "28.7 Hold",
        "33.7 Let your right leg down.",
        "36.1 Next, sway",
        "37.3333 Standing. Keep your eyes open",
        "40.15 Shift your weight.",
        "42.05 Twenty seconds",
        "52.7 Hold",
        # What was told is not told again.
        "72.7 Next, knee to chest, left side. Five seconds",
        "80.7 Hold",
    ]


def test_lines_begin_at_moments_that_the_session_knows_to_a_microsecond() -> None:
    timeline = laid_out(Step(stretch="knee"), stretches=[KNEE], pace=FULL)
    assert [line.at for line in timeline.lines[:3]] == [0.7, 3.683333, 5.083333]


def test_how_to_end_a_stretch_comes_before_the_rest_if_there_is_time() -> None:
    def rest(seconds: int) -> list[str]:
        return told(Step(stretch="knee", rest=seconds), Step(stretch="sway"), pace=FULL)[7:10]

    # Ticks make way for it.
    assert rest(3) == ["33.7 Let your right leg down.", "36.7 Next, sway", *rest(3)[2:]]
    assert rest(10) == ["33.7 Let your right leg down.", "36.1 Rest. Next, sway", "43.7 Next, sway"]
    assert rest(1) == ["34.7 Let your right leg down.", "37.1 Next, sway", *rest(1)[2:]]


def test_what_hurt_is_made_easier() -> None:
    pace = Pace(guidance=Guidance(frozenset(), hurting=frozenset({"knee"})))
    words = "It hurt last time, so make it easier. Hold behind the thigh."
    assert words in " ".join(told(Step(stretch="knee"), pace=pace))
    assert words not in " ".join(told(Step(stretch="knee"), pace=FULL))


@pytest.mark.parametrize("takes", [4.0, 4.1])
def test_ticks_make_way_for_what_has_to_be_said_if_it_only_just_fits(takes: float) -> None:
    timeline = laid_out(BOTH, get_ready=0, pace=slowly(takes))
    assert said(timeline)[0] == "0.7 Child's pose, left side"
    assert timeline.phases[0].duration == 5
    assert said(timeline)[2] == "35.7 Switch to the right"
    # Those of the holds are as they were.
    assert ticks(timeline) == [32, 33, 34, 67, 68, 69]


def test_a_tick_makes_way_for_a_name_that_would_begin_in_it() -> None:
    takes = {"Let your right leg down.": 6.0}
    guidance = Guidance(frozenset({"Own"}), length_of=lambda line: takes.get(line, 1.5))
    knee, own = Step(stretch="knee", hold=20, rest=10), Step(name="Own")
    timeline = laid_out(
        knee, own, stretches=[KNEE], get_ready=0, pace=Pace(guidance=guidance, switch=0)
    )
    rest = next(phase for phase in timeline.phases if phase.kind is Kind.REST)
    within = [f"{line.at - rest.start:g} {line.text}" for line in timeline.lines]
    assert "0.7 Let your right leg down." in within
    assert "7.1 Own" in within
    assert ticks(timeline)[-4] == rest.start + 9


def test_ticks_make_way_for_what_is_told_in_a_get_ready_that_was_made_shorter() -> None:
    timeline = laid_out(Step(stretch="knee"), stretches=[KNEE], pace=FULL)
    shorter = timeline.lengthened(0, 10 - timeline.phases[0].duration)
    assert said(shorter)[:5] == [*said(timeline)[:4], "10.7 Hold"]
    assert ticks(shorter)[0] > 10


def test_only_the_ticks_make_way_in_which_it_would_be_said() -> None:
    timeline = laid_out(BOTH, pace=slowly(5.1))
    assert said(timeline)[0] == "0.7 Child's pose, left side"
    assert ticks(timeline)[:2] == [6, 7], "it is over at six, with a moment to spare"


def test_a_change_of_sides_that_was_made_too_short_says_where_to_in_fewer_words() -> None:
    timeline = laid_out(BOTH, pace=NAMES)
    assert said(timeline.lengthened(2, -2))[2] == "38.7 Switch to the right"
    assert said(timeline.lengthened(2, -3))[2] == "38.7 To the right"
    assert said(timeline.lengthened(2, -4))[2] == "39.7 Hold"


def test_when_it_runs_fast_less_is_said() -> None:
    fast = Pace(guidance=Guidance(counting=False, speed=2.0))
    assert told(BOTH, pace=fast) == [
        "1.4 Child's pose, left side",
        "9.4 Hold. Thirty seconds",
        "39.4 Switch to the right",
        "44.4 Hold",
    ]
    assert told(BOTH, pace=Pace(guidance=Guidance(speed=20.0))) == []


@pytest.mark.parametrize(("takes", "lines"), [(4.1, ["9.4 Hold. Twenty seconds"]), (4.2, [])])
def test_when_it_runs_fast_it_takes_more_to_be_over_before_the_next_cue(
    takes: float, lines: list[str]
) -> None:
    fast = Guidance(counting=False, speed=2.0, length_of=lambda line: takes)
    # From the cue of the hold at 8 to the one at its half.
    assert told(Step(name="Sit", hold=20), pace=Pace(guidance=fast)) == lines


def test_when_it_runs_fast_a_movement_is_counted_later_after_its_knock() -> None:
    fast = Guidance(speed=2.0, length_of=lambda line: 0.3)
    lines = told(REPS, pace=Pace(countdown=0, guidance=fast))
    assert [line for line in lines if line.endswith((" Two", " Three"))][:2] == [
        *("12.3 Two", "16.3 Three")
    ]


# Properties


@pytest.mark.parametrize("speed", [1.0, 2.0])
@given(st.data())
def test_nothing_is_said_over_a_cue_or_a_line_however_phases_change(
    speed: float, data: st.DataObject
) -> None:
    timeline = data.draw(timelines(70, guidance=guidances(speed)))
    assert_clear(timeline)
    index = data.draw(st.integers(0, len(timeline.phases) - 1), label="index")
    assert_clear(timeline.lengthened(index, change_of(timeline.phases[index], data)))


@given(timelines(70, guidance=guidances()))
def test_before_every_hold_its_stretch_and_its_side_are_said(timeline: Timeline) -> None:
    assert_led(timeline)
