"""The words that the screens share."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from msgspec.structs import replace

from stretchtui.core.routines.model import Group, Ramp, Routine, Side, Sides, Step, Stretch
from stretchtui.core.routines.pace import Pace
from stretchtui.core.sessions.events import State, View
from stretchtui.core.sessions.phases import Kind, Phase
from stretchtui.core.sessions.timeline import Timeline, assemble, compile_routine
from stretchtui.words.glyphs import ASCII, UNICODE
from stretchtui.words.session import (
    CARE,
    WARNING_SIGNS,
    beats,
    brief_headline,
    coming,
    dose,
    facts,
    headline,
    headline_words,
    instructs,
    progress,
    side_words,
    which_round,
    which_set,
)
from tests.core.strategies import timelines
from tests.tui.views import views


def view(
    kind: Kind = Kind.HOLD,
    state: State = State.RUNNING,
    lead: int = 0,
    elapsed: float = 3,
    beat: int = 0,
    duration: int = 24,
    side: Side = Side.LEFT,
    time: int = 1,
    of: int = 2,
) -> View:
    """A moment of a session of one phase, two minutes in."""
    phase = Phase(kind, 120, duration, 0, "Knee roll", side, time, of, beat)
    return View(state, 0, phase, 120 + elapsed, 510, lead)


@pytest.mark.parametrize(
    ("kind", "word"),
    [
        (Kind.READY, "GET READY"),
        (Kind.PUSH, "PUSH GENTLY"),
        (Kind.RELAX, "LET GO"),
        (Kind.HOLD, "HOLD"),
        (Kind.WORK, "MOVE"),
        (Kind.SWITCH, "SWITCH SIDES"),
        (Kind.REST, "REST"),
    ],
)
def test_headline_says_what_to_do(kind: Kind, word: str) -> None:
    assert headline(view(kind)) == word


@pytest.mark.parametrize(
    ("elapsed", "word"),
    [
        (0, "BREATHE IN"),
        (4, "HOLD YOUR BREATH"),
        (6, "BREATHE OUT"),
        (11.9, "HOLD YOUR BREATH"),
        (12, "BREATHE IN"),
        (24, "HOLD YOUR BREATH"),
    ],
)
def test_headline_of_a_breath_says_which_part_it_is(elapsed: float, word: str) -> None:
    moment = view(beat=12, elapsed=elapsed)
    moment = replace(moment, phase=replace(moment.phase, pattern=(4, 2, 5, 1)))
    assert headline(moment) == word
    assert headline(replace(moment, lead=2)) == "GET READY"
    assert headline(replace(moment, state=State.PAUSED)) == "PAUSED"


def test_headline_of_a_movement_with_a_tempo_says_which_way() -> None:
    moment = view(Kind.WORK, beat=7)
    moment = replace(moment, phase=replace(moment.phase, duration=21, pattern=(2, 1, 4)))
    said = [headline(replace(moment, position=120 + elapsed)) for elapsed in (0, 2, 3, 6, 7, 21)]
    assert said == ["UP", "STAY", "DOWN", "DOWN", "UP", "DOWN"]


def test_what_leads_to_a_push_says_that_it_comes() -> None:
    step = Step(name="Hamstring", hold=20, contract=6, sides=Sides.BOTH)
    timeline = compile_routine(Routine(id="r", name="R", steps=(step,)), {})
    assert [str(phase.kind) for phase in timeline.phases[:4]] == ["ready", "push", "relax", "hold"]
    assert [coming(timeline, index) for index in range(5)] == [
        "push 6 s, hold 20 s, left side",
        "hold 20 s, left side",
        "hold 20 s, left side",
        "right side",
        "push 6 s, hold 20 s, right side",
    ]


def test_headline_of_what_stands_still_says_so() -> None:
    assert headline(view(state=State.PAUSED)) == "PAUSED"
    assert headline(view(state=State.WAITING)) == "PRESS SPACE WHEN READY"


def test_headline_of_a_hold_taken_up_again_is_to_get_ready() -> None:
    assert headline(view(lead=3)) == "GET READY"


def test_headline_words_say_side_time_and_breath() -> None:
    words = headline_words(view(beat=8, elapsed=9), UNICODE)
    assert words == "HOLD · ◀ LEFT · set 1 of 2 · breath 2 of 3"
    assert headline_words(view(Kind.REST, side=Side.NONE, of=1), UNICODE) == "REST"
    assert headline_words(view(beat=8), ASCII).isascii()


def test_headline_of_movements_says_how_many() -> None:
    words = headline_words(view(Kind.WORK, beat=4, elapsed=9, of=1), UNICODE)
    assert words == "MOVE · ◀ LEFT · 6 reps"


def test_what_leads_to_a_hold_leaves_which_to_what_comes() -> None:
    assert headline_words(view(Kind.SWITCH), UNICODE) == "SWITCH SIDES"
    paused = headline_words(view(state=State.PAUSED), UNICODE, "away for 12 s")
    assert paused == "PAUSED · away for 12 s · ◀ LEFT · set 1 of 2"
    waiting = headline_words(view(state=State.WAITING), UNICODE)
    assert waiting == "PRESS SPACE WHEN READY"


def test_set_is_named_where_there_is_more_than_one() -> None:
    assert which_set(view(of=1).phase) == ""
    assert which_set(view(time=2, of=3).phase) == "set 2 of 3"


@pytest.mark.parametrize(
    ("elapsed", "words"),
    [(0, "breath 1 of 3"), (7.99, "breath 1 of 3"), (8, "breath 2 of 3"), (24, "breath 3 of 3")],
)
def test_breaths_are_counted_from_one_to_the_last(elapsed: float, words: str) -> None:
    assert beats(view(beat=8, elapsed=elapsed)) == words


def test_movements_are_counted_and_plain_holds_are_not() -> None:
    assert beats(view(Kind.WORK, beat=4, elapsed=5)) == "2 of 6"
    assert beats(view()) == ""


def test_side_is_a_word_and_an_arrow_that_points_there() -> None:
    assert side_words(Side.LEFT, UNICODE) == "◀ LEFT"
    assert side_words(Side.RIGHT, UNICODE) == "RIGHT ▶"
    assert side_words(Side.NONE, UNICODE) == ""
    assert side_words(Side.LEFT, ASCII) == "< LEFT"


def test_progress_adds_up() -> None:
    assert progress(view(elapsed=0.9)) == "6:30 left of 8:30"


def timeline(*phases: tuple[Kind, int, str, Side, int, int]) -> Timeline:
    """Phases of ten seconds each."""
    return assemble(
        [
            Phase(kind, 10 * number, 10, step, name, side, time, of)
            for number, (kind, step, name, side, time, of) in enumerate(phases)
        ]
    )


def test_next_is_the_very_next_hold() -> None:
    left, right, none = Side.LEFT, Side.RIGHT, Side.NONE
    plan = timeline(
        (Kind.READY, 0, "Knee roll", left, 1, 2),
        (Kind.HOLD, 0, "Knee roll", left, 1, 2),
        (Kind.REST, 0, "Knee roll", left, 2, 2),
        (Kind.HOLD, 0, "Knee roll", left, 2, 2),
        (Kind.SWITCH, 0, "Knee roll", right, 1, 2),
        (Kind.HOLD, 0, "Knee roll", right, 1, 2),
        (Kind.SWITCH, 0, "Knee roll", left, 2, 2),
        (Kind.HOLD, 0, "Knee roll", left, 2, 2),
        (Kind.READY, 1, "Bridge", none, 1, 1),
        (Kind.HOLD, 1, "Bridge", none, 1, 1),
        (Kind.READY, 2, "Bow", right, 1, 2),
        (Kind.WORK, 2, "Bow", right, 1, 2),
    )
    assert [coming(plan, index) for index in range(12)] == [
        "hold 10 s, left side (1 of 2)",
        "again (2 of 2)",
        "hold 10 s, left side (2 of 2)",
        "right side",
        "hold 10 s, right side (1 of 2)",
        "left side (2 of 2)",
        "hold 10 s, left side (2 of 2)",
        "Bridge",
        "hold 10 s",
        "Bow, right side",
        "hold 10 s, right side (1 of 2)",
        "the end",
    ]


def test_next_counts_breaths_and_repetitions() -> None:
    plan = assemble(
        [
            Phase(Kind.READY, 0, 8, 0, "Breath"),
            Phase(Kind.HOLD, 8, 30, 0, "Breath", beat=10),
            Phase(Kind.READY, 38, 8, 1, "Bridge"),
            Phase(Kind.WORK, 46, 4, 1, "Bridge", beat=4),
            Phase(Kind.READY, 50, 8, 2, "Long one"),
            Phase(Kind.HOLD, 58, 150, 2, "Long one"),
        ]
    )
    assert [coming(plan, index) for index in (0, 2, 4)] == ["3 breaths", "1 rep", "hold 2:30 min"]


ROUNDS = Group(rounds=2, steps=(Step(name="Bridge", reps=3), Step(name="Plank", hold=10)))


def test_next_says_which_round_begins() -> None:
    pace = Pace(get_ready=2)
    routine = Routine(id="r", name="R", steps=(ROUNDS, Step(name="Sit", sides=Sides.BOTH)))
    plan = compile_routine(routine, {}, pace)
    assert [coming(plan, index) for index in range(9)] == [
        "3 reps, round 1 of 2",
        "Plank",
        "hold 10 s, round 1 of 2",
        "round 2 of 2: Bridge",
        "3 reps, round 2 of 2",
        "Plank",
        "hold 10 s, round 2 of 2",
        "Sit, left side",
        "hold 30 s, left side",
    ]


def test_the_round_is_said_where_there_is_more_than_one() -> None:
    there = replace(view(beat=8), phase=replace(view(beat=8).phase, round=2, rounds=3))
    assert which_round(there.phase) == "round 2 of 3"
    assert which_round(view().phase) == ""
    words = headline_words(there, UNICODE)
    assert words == "HOLD · ◀ LEFT · round 2 of 3 · set 1 of 2 · breath 1 of 3"
    assert facts(there, "")[:2] == ["round 2 of 3", "set 1 of 2"]


@given(timelines())
def test_next_never_passes_over_a_hold(plan: Timeline) -> None:
    for index, (phase, after) in enumerate(pairwise(plan.phases)):
        words = coming(plan, index)
        assert words != "the end"
        if after.kind.active:
            assert after.side in (phase.side, Side.NONE) or str(after.side) in words
            assert after.of == 1 or after.time == 1 or f"({after.time} of {after.of})" in words


@pytest.mark.parametrize(
    ("step", "words"),
    [
        (Step(name="a", hold=30), "30 s"),
        (Step(name="a", hold=30, times=2, sides=Sides.BOTH), "30 s × 2 each side"),
        (Step(name="a", hold=119), "119 s"),
        (Step(name="a", hold=120), "2:00 min"),
        (Step(name="a", breaths=3, sides=Sides.LEFT), "3 breaths left"),
        (Step(name="a", reps=10, sides=Sides.ALTERNATE), "10 reps each side"),
        (Step(name="a", reps=Ramp(start=5, to=30), sides=Sides.RIGHT), "5 reps right"),
    ],
)
def test_dose_says_how_a_step_is_done(step: Step, words: str) -> None:
    assert dose(step, Stretch(id="a", name="A"), UNICODE) == words


@pytest.mark.parametrize(
    ("step", "words"), [(Step(name="a", breaths=1), "1 breath"), (Step(name="a", reps=1), "1 rep")]
)
def test_dose_of_one_is_not_many(step: Step, words: str) -> None:
    assert dose(step, Stretch(id="a", name="A"), UNICODE) == words


@given(views())
def test_words_of_plain_terminals_are_ascii(view: View) -> None:
    assert headline_words(view, ASCII).isascii()
    assert side_words(view.phase.side, ASCII).isascii()
    assert progress(view).isascii()


@given(views())
def test_beat_in_hand_is_one_of_those_there_are(view: View) -> None:
    words = beats(view)
    if not view.phase.beat:
        assert words == ""
        return
    number, count = map(int, words.removeprefix("breath ").split(" of "))
    assert 1 <= number <= count == view.phase.duration // view.phase.beat


def test_word_of_care_says_when_to_ask_and_when_to_stop() -> None:
    care = " ".join(CARE)
    assert "doctor" in care
    assert "Stop if the pain gets worse or spreads into a leg" in care


@pytest.mark.parametrize(
    "sign",
    [
        "bladder or bowels",
        "numbness",
        "both legs",
        "fall",
        "fever",
        "weight loss you can't explain",
    ],
)
def test_word_of_care_names_what_must_not_wait(sign: str) -> None:
    assert "medical help right away" in WARNING_SIGNS
    assert sign in WARNING_SIGNS
    assert WARNING_SIGNS in CARE


@pytest.mark.parametrize(
    ("kind", "state", "lead", "brief", "more"),
    [
        (Kind.PUSH, State.RUNNING, 0, "PUSH", True),
        (Kind.HOLD, State.RUNNING, 0, "HOLD", False),
        (Kind.PUSH, State.PAUSED, 0, "PAUSED", False),
        (Kind.PUSH, State.RUNNING, 3, "READY", False),
    ],
)
def test_a_headline_has_one_word_and_may_say_more_than_a_side(
    kind: Kind, state: State, lead: int, brief: str, more: bool
) -> None:
    phase = Phase(kind=kind, start=0, duration=10, step=0, name="Reach", side=Side.LEFT)
    view = View(state, 0, phase, 2.0, 10, lead)
    assert brief_headline(view) == brief
    assert instructs(view) is more
