"""A session that a voice leads through: its lines in their moments, and what a person changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchtui.core.routines.model import Sides, Step, Stretch
from stretchtui.core.sessions.cues import CueName
from stretchtui.core.sessions.events import CueDue, Event, LineDue, SessionCommand
from stretchtui.core.sessions.script import PRESS_A_KEY
from stretchtui.core.sessions.session import Session
from stretchtui.core.sessions.spoken import spoken_lines
from tests.core.sessions.examples import T, laid_out, run_to
from tests.core.sessions.leading import AFTER_CUE_S, AFTER_TICK_S, COUNTING, FULL, NAMES, slowly
from tests.core.strategies import guidances, timelines

if TYPE_CHECKING:
    from stretchtui.core.routines.guidance import Guidance
    from stretchtui.core.sessions.timeline import Timeline

LED = laid_out(
    Step(name="Knee", hold=30, sides=Sides.BOTH), Step(name="Cat-cow", hold=20, rest=4), pace=NAMES
)
"""ready 0-8, hold left 8-38, switch 38-43, hold right 43-73, ready 73-81, hold 81-101."""

WAITS = laid_out(Step(name="Knee", hold=10, wait=True), Step(name="Cat-cow", hold=20), pace=NAMES)
"""ready 0-8, hold 8-18 and wait, ready 18-26, hold 26-46."""

TOLD = laid_out(
    Step(stretch="knee", hold=20),
    stretches=[Stretch(id="knee", name="Knee", instructions=("Lie down.",), finish="Let go.")],
    pace=FULL,
)


Moment = tuple[float, Event]


def follow(session: Session, start: float, until: float) -> list[Moment]:
    """Advance whenever something is due, as a caller would who is never late."""
    found: list[Moment] = []
    now = start
    while now < until:
        due = session.next_due(now)
        now = until if due is None else min(until, now + due)
        found += [(now, event) for event in session.advance(now)]
    return found


def heard(found: list[Moment] | list[Event], start: float = T) -> list[str]:
    """Lines and cues but for ticks: ``8.7 "Hold"``, ``8 hold``."""
    words = []
    for at, event in [each if isinstance(each, tuple) else (start, each) for each in found]:
        match event:
            case LineDue(text):
                words.append(f'{at - start:g} "{text}"')
            case CueDue(name) if name is not CueName.TICK:
                words.append(f"{at - start:g} {name}")
            case _:
                pass
    return words


def started(timeline: Timeline = LED, position: float = 0.0) -> Session:
    """A session that has run to a position; the clock is then at ``T + position``."""
    session = Session(timeline)
    session.do(SessionCommand.START, T)
    follow(session, T, T + position)
    return session


def after(session: Session, command: SessionCommand, now: float, seconds: float) -> list[str]:
    """What is heard from a command on, by the seconds since then."""
    events = session.do(command, now)
    return heard([*((now, event) for event in events), *follow(session, now, now + seconds)], now)


# By itself


def test_every_line_is_said_in_its_moment_and_at_last_how_to_get_up() -> None:
    session = Session(LED)
    events = session.do(SessionCommand.START, T)
    found = [*((T, event) for event in events), *follow(session, T, T + 102)]
    said = [(round(at - T, 6), event.text) for at, event in found if isinstance(event, LineDue)]
    closing = (101.0, "All done. Nice work.")
    assert said == [*((line.at, line.text) for line in LED.lines), closing]
    assert {text for _, text in said} <= set(spoken_lines(LED))


def test_a_line_that_is_half_a_second_late_is_said_and_a_later_one_is_not() -> None:
    for late, said in ((0.5, ["8.7 Hold"]), (0.51, [])):
        session = started(LED, 8)
        events = session.advance(T + 8.7 + late)
        assert [f"8.7 {each.text}" for each in events if isinstance(each, LineDue)] == said


def test_before_a_key_is_pressed_it_says_so_and_again_every_twenty_seconds() -> None:
    session = started(WAITS, 17.5)
    assert heard(follow(session, T + 17.5, T + 60)) == [
        "18 end",
        f'18 "{PRESS_A_KEY}"',
        *("38 waiting", f'38 "{PRESS_A_KEY}"'),
        *("58 waiting", f'58 "{PRESS_A_KEY}"'),
    ]
    assert after(session, SessionCommand.RESUME, T + 60, 3) == [
        "0 ready",
        '0.7 "Next, cat-cow. Twenty seconds"',
    ]


def test_a_session_that_ends_with_a_key_has_its_last_words_all_the_same() -> None:
    session = started(TOLD, 30)
    assert heard(session.do(SessionCommand.NEXT, T + 30), T) == [
        *("0 finish", '0 "Let go. All done. Nice work."')
    ]


# What a person changes


@pytest.mark.parametrize("command", [SessionCommand.RESTART, SessionCommand.BACK])
def test_whoever_does_something_again_hears_what_as_they_get_ready(
    command: SessionCommand,
) -> None:
    position = 60 if command is SessionCommand.RESTART else 75
    session = started(position=position)
    assert after(session, command, T + position, 10) == [
        *("0 ready", '0.7 "Knee, right side"', "3 hold", '3.7 "Hold"')
    ]


def test_a_step_from_its_beginning_says_so_itself() -> None:
    session = started(position=60)
    assert after(session, SessionCommand.BACK_STEP, T + 60, 9) == [
        *("0 ready", '0.7 "First, knee, left side. Thirty seconds"', "8 hold", '8.7 "Hold"')
    ]


def test_whoever_skips_ahead_hears_what_they_are_in() -> None:
    session = started(position=39)
    assert after(session, SessionCommand.NEXT, T + 39, 10) == ["0 hold", '0.7 "Knee, right side"']
    assert after(session, SessionCommand.NEXT, T + 49, 3) == [
        *("0 ready", '0.7 "Next, cat-cow. Twenty seconds"')
    ]


def test_where_there_is_no_time_to_say_it_a_skip_is_silent() -> None:
    timeline = laid_out(Step(name="Knee to chest", reps=4, tempo=1), pace=COUNTING)
    assert after(started(timeline, 1), SessionCommand.NEXT, T + 1, 1.9) == [
        *("0 hold", "1 rep", '1.15 "Two"')
    ]


@pytest.mark.parametrize(("takes", "words"), [(1.1, ['0.7 "Knee to chest"']), (1.2, [])])
def test_what_is_just_over_when_the_next_cue_comes_is_said(takes: float, words: list[str]) -> None:
    timeline = laid_out(Step(name="Knee to chest", reps=4, tempo=2), pace=slowly(takes))
    assert after(started(timeline, 1), SessionCommand.NEXT, T + 1, 1.9) == ["0 hold", *words]


def test_a_get_ready_that_leaves_the_name_to_the_rest_says_it_when_one_skips_to_it() -> None:
    timeline = laid_out(
        Step(name="Knee", hold=20, rest=10), Step(name="Cat-cow"), get_ready=1, pace=NAMES
    )
    session = started(timeline, 23)
    assert timeline.phases[3].duration == 1
    assert after(session, SessionCommand.NEXT, T + 23, 4) == [
        *("0 ready", '0.7 "Cat-cow"', "3 hold", '3.7 "Hold"')
    ]


@pytest.mark.parametrize(
    ("position", "words", "then"),
    [
        (20.5, "Knee, left side", ["3 hold"]),
        (39.5, "Knee, right side", []),
        (5.0, "Knee, left side", []),
        (0.5, "Knee, left side", ['3.2 "First, knee, left side. Thirty seconds"']),
    ],
)
def test_resuming_says_where_one_is_before_time_goes_on(
    position: float, words: str, then: list[str]
) -> None:
    session = started(position=position)
    session.do(SessionCommand.PAUSE, T + position)
    assert after(session, SessionCommand.RESUME, T + 100, 2.9) == ["0 resume", f'0.7 "{words}"']
    assert (session.view(T + 102.9).lead, session.view(T + 102.9).position) == (1, position)
    assert heard(follow(session, T + 102.9, T + 103.4), T + 100) == then


@pytest.mark.parametrize(
    ("position", "again"),
    [
        # A line that has only just begun is cut off as well.
        (0.7, ['0.7 "First, knee"', '3.31667 "Lie down."', '4.46667 "Twenty seconds"']),
        (1.0, ['0.7 "First, knee"', '3.01667 "Lie down."', '4.16667 "Twenty seconds"']),
        # Between two lines nothing is cut off.
        (2.0, ['0.7 "Knee"', '2.01667 "Lie down."', '3.16667 "Twenty seconds"']),
        (2.1, ['0.7 "Knee"', '1.43333 "Lie down."', '4.06667 "Twenty seconds"']),
        (3.5, ['0.7 "Knee"', '1.43333 "Twenty seconds"']),
    ],
)
def test_what_a_pause_has_cut_off_is_said_again(position: float, again: list[str]) -> None:
    session = started(TOLD, position)
    session.do(SessionCommand.PAUSE, T + position)
    assert after(session, SessionCommand.RESUME, T + 50, 6) == ["0 resume", *again]


def test_what_leads_back_into_a_get_ready_lasts_as_long_as_its_words() -> None:
    name = "Seated forward reach with a strap around"
    session = started(laid_out(Step(name=name, sides=Sides.LEFT), pace=NAMES), 5)
    session.do(SessionCommand.PAUSE, T + 5)
    session.do(SessionCommand.RESUME, T + 10)
    takes = 0.7 + len(f"{name}, left side") / 12 + 0.2
    assert session.view(T + 10).lead == 6 > takes > 5
    assert session.view(T + 16).position == 5
    # Ticks make way for words, as ever.
    session = started(laid_out(Step(name=name, sides=Sides.LEFT), pace=NAMES), 20)
    events = session.do(SessionCommand.RESTART, T + 20)
    events += run_to(session, T + 20, T + 26)
    names = [event.name for event in events if isinstance(event, CueDue)]
    assert names == [CueName.READY, CueName.HOLD]


def test_more_and_less_are_said_where_there_is_room() -> None:
    session = started(position=20)
    assert after(session, SessionCommand.MORE, T + 20, 0.5) == ["0 more", '0 "Ten seconds more"']
    # While that is said the cue has to do.
    assert after(session, SessionCommand.LESS, T + 20.5, 2) == ["0 less"]
    session.do(SessionCommand.PAUSE, T + 22.5)
    assert after(session, SessionCommand.MORE, T + 22.5, 9) == ["0 more", '0 "Ten seconds more"']
    # So it has where another one comes soon.
    breaths = laid_out(Step(name="Let go", breaths=5), pace=NAMES)
    for position, words in ((15.0, ['0 "One breath more"']), (17.0, [])):
        session = started(breaths, position)
        assert after(session, SessionCommand.MORE, T + position, 0.5) == ["0 more", *words]


def test_what_is_said_is_not_spoken_over_by_what_a_key_changes() -> None:
    session = started(position=50)
    assert after(session, SessionCommand.RESTART, T + 50, 1) == [
        *("0 ready", '0.7 "Knee, right side"')
    ]
    assert after(session, SessionCommand.MORE, T + 51, 3) == ["0 more", "2 hold", '2.7 "Hold"']
    # Nor is the key's cue: what would begin in it is not said.
    session = started(position=8.25)
    assert after(session, SessionCommand.MORE, T + 8.25, 3) == ["0 more", '0 "Ten seconds more"']
    session = started(position=8.25)
    session.do(SessionCommand.PAUSE, T + 8.25)
    assert after(session, SessionCommand.RESUME, T + 9, 6) == [
        *("0 resume", '0.7 "Knee, left side"', "3 hold")
    ]


# Whatever a person does

orders = st.lists(
    st.tuples(st.sampled_from(list(SessionCommand)), st.floats(0, 12)), min_size=1, max_size=12
)


@given(timelines(45, 2, guidance=guidances()), orders)
def test_nothing_is_still_said_when_a_cue_or_a_line_comes_by_itself(
    timeline: Timeline, orders: list[tuple[SessionCommand, float]]
) -> None:
    assert timeline.script is not None
    session, now = Session(timeline), T
    for command, wait in [(SessionCommand.START, 5.0), *orders]:
        found = [*((now, each) for each in session.do(command, now))]
        found += follow(session, now, now + wait)
        now += wait
        assert_over_in_time(found, timeline.script.guidance)


def assert_over_in_time(found: list[Moment], guidance: Guidance) -> None:
    """Each line, which is said after the cue that sounds, is over when the next one comes."""
    line_over = cue_over = 0.0
    for at, event in found:
        match event:
            case CueDue(name):
                assert at >= line_over - 2e-6, f"{name} in what is said"
                brief = name in (CueName.TICK, CueName.REP, CueName.TURN)
                cue_over = at + (AFTER_TICK_S if brief else AFTER_CUE_S)
            case LineDue(text):
                begins = max(at, cue_over)
                assert begins - at < 2e-6 or begins - at > AFTER_CUE_S - 2e-6, f"{text} in a cue"
                assert at >= line_over - 2e-6, f"{text} in what is said"
                line_over = begins + guidance.seconds(text)
            case _:
                pass
