"""What a voice says: the words, and that they are over before the next cue."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchtui.core.routines.model import Routine, Sides, Step
from stretchtui.core.routines.pace import Pace
from stretchtui.core.routines.speech import (
    AFTER_CUE_S,
    CHARACTERS_PER_S,
    FINISH,
    LIMIT,
    NAME_LIMIT,
    count,
    phrase,
    phrases,
    speakable,
)
from stretchtui.core.sessions.timeline import Timeline, compile_routine
from tests.core.strategies import timelines

SPOKEN = re.compile("[A-Za-z0-9 .,'-]{1,200}")


def laid_out(*steps: Step, get_ready: int | None = None, pace: Pace = Pace()) -> Timeline:
    return compile_routine(Routine(id="r", name="R", get_ready=get_ready, steps=steps), {}, pace)


def said(timeline: Timeline, speed: float = 1.0) -> list[str | None]:
    """What is said from the first phase to the end."""
    return [phrase(timeline, index, speed) for index in range(len(timeline.phases) + 1)]


SIDES = Step(name="Child’s pose", hold=30, sides=Sides.BOTH)
PLAIN = Step(name="Sphinx", hold=30)
WORK = Step(name="Toe taps", reps=4, tempo=4)


@pytest.mark.parametrize(
    ("timeline", "words"),
    [
        (
            laid_out(SIDES),
            ["First, child's pose, left side", "Hold", "Switch sides", "Hold", "Well done"],
        ),
        (
            laid_out(PLAIN, WORK),
            ["First, sphinx", "Hold", "Next, toe taps", "Begin", "Well done"],
        ),
        (
            laid_out(Step(name="Sphinx", hold=30, times=2, rest=10)),
            ["First, sphinx", "Hold", "Rest", "Hold", "Well done"],
        ),
        (
            # A rest between two steps, and a get-ready after it.
            laid_out(Step(name="Sphinx", hold=30, rest=10), WORK),
            ["First, sphinx", "Hold", "Rest", "Next, toe taps", "Begin", "Well done"],
        ),
        (
            # No get-ready: the rest has to say what comes; and without one, the hold itself.
            laid_out(Step(name="Sphinx", hold=30, rest=10), SIDES, WORK, get_ready=0),
            [
                "Hold, sphinx",
                "Rest. Next, child's pose, left side",
                "Hold",
                "Switch sides",
                "Hold",
                "Begin, toe taps",
                "Well done",
            ],
        ),
        (
            # In a short get-ready there is no time for all of it, …
            laid_out(SIDES, SIDES, pace=Pace(get_ready=6)),
            [
                "child's pose, left side",
                "Hold",
                "Switch sides",
                "Hold",
                "child's pose, left side",
                "Hold",
                "Switch sides",
                "Hold",
                "Well done",
            ],
        ),
        (laid_out(SIDES, get_ready=5), ["child's pose", "Hold", "Switch sides", "Hold", FINISH]),
        # … and in a very short one for nothing.
        (
            laid_out(SIDES, pace=Pace(get_ready=3, switch=3)),
            [None, "Hold", None, "Hold", "Well done"],
        ),
        (laid_out(Step(name="Sit", reps=4, tempo=1)), ["First, sit", None, "Well done"]),
    ],
)
def test_what_is_said_in_a_session(timeline: Timeline, words: list[str]) -> None:
    assert said(timeline) == words


def test_last_phase_has_all_the_time_where_nothing_is_heard_after_it() -> None:
    phases = laid_out(PLAIN).phases
    assert said(Timeline(phases, ())) == ["First, sphinx", "Hold", "Well done"]


def test_session_that_runs_fast_is_a_session_of_few_words() -> None:
    assert said(laid_out(SIDES), 2) == ["child's pose", "Hold", None, "Hold", FINISH]
    assert said(laid_out(SIDES), 20) == [None, None, None, None, FINISH]


def test_all_that_is_needed_is_told_once_in_its_order() -> None:
    timeline = laid_out(SIDES, SIDES)
    begun = "First, child's pose, left side"
    rest = ("Hold", "Switch sides", "Next, child's pose, left side", "Well done")
    assert phrases(timeline) == (begun, *rest)
    assert phrases(timeline, counted=True) == (begun, "three", "two", "one", *rest)
    assert phrases(timeline, speed=20, counted=True) == (FINISH,)


def test_last_seconds_are_counted_from_ten_at_most() -> None:
    counted = [count(seconds) for seconds in (11, 10, 4, 3, 2, 1, 0)]
    assert counted == [None, "ten", "four", "three", "two", "one", None]
    assert count(2, speed=2) is None


def test_as_many_numbers_are_needed_as_seconds_tick() -> None:
    timelines = [laid_out(SIDES, pace=Pace(countdown=ticks)) for ticks in (0, 2, 5)]
    numbers = [set(phrases(each, counted=True)) - set(phrases(each)) for each in timelines]
    assert numbers == [set(), {"two", "one"}, {"five", "four", "three", "two", "one"}]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Child’s pose", "Child's pose"),
        ("Étirement du mollet", "Etirement du mollet"),
        ("cat/cow (slow)", "cat cow slow"),
        ("  two\n lines\t", "two lines"),
        ("[[_^_]] <speak>hi</speak>", "speak hi speak"),
        ("\x1b]8733;1;tick\x1b\\", "8733 1 tick"),
        ("膝を胸に", ""),
        (" ., '-", ""),
        ("", ""),
        ("-v3 'x'", "-v3 'x'"),
        ("a" * 300, "a" * LIMIT),
        ("abc " * 60, ("abc " * 50).strip()),
        ("a" * 199 + " b", "a" * 199),
        ("a" * LIMIT, "a" * LIMIT),
    ],
)
def test_text_is_reduced_to_what_can_be_spoken(text: str, words: str) -> None:
    assert speakable(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Child’s  pose", "Child's pose"),
        ("Étirement – 膝を胸に/колено_½", "Étirement 膝を胸に колено 1 2"),
        ("हिन्दी", "हिन्दी"),
        ("\u202e\x1b]0;膝\x9c♪", "0 膝"),
        ("♪ - ", ""),
        ("膝" * 300, "膝" * LIMIT),
    ],
)
def test_letters_of_any_script_are_left_where_they_can_be_spoken(text: str, words: str) -> None:
    assert speakable(text, any_script=True) == words


@given(st.text(max_size=300))
def test_what_can_be_spoken_in_any_script_is_letters_and_stays_as_it_is(text: str) -> None:
    words = speakable(text, any_script=True)
    assert words == words.strip()
    assert len(words) <= LIMIT
    assert all(each in " .,'-" or unicodedata.category(each)[0] in "LMN" for each in words)
    assert speakable(words, any_script=True) == words
    assert speakable(words) == speakable(speakable(words), any_script=True)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("T-spine twist", "First, T-spine twist, left side"),
        ("膝を胸に", "First, left side"),
        ("A", "First, A, left side"),
        ("b" * 60, f"First, {'b' * NAME_LIMIT}, left side"),
        (
            "Seated forward reach with a strap around the foot",
            "First, seated forward reach with a ",
        ),
        # A word that ends with the fortieth character is said, one that ends after it is not.
        ("abcde" + " abcd" * 7 + " more", "First, abcde" + " abcd" * 7 + ", left"),
        ("abcdef" + " abcd" * 7 + " more", "First, abcdef" + " abcd" * 6 + ", left"),
    ],
)
def test_name_is_said_as_far_as_it_can_be(name: str, words: str) -> None:
    step = Step(name=name, hold=30, sides=Sides.BOTH)
    spoken = phrase(laid_out(step, pace=Pace(get_ready=20)), 0)
    assert spoken is not None
    assert spoken.startswith(words)
    assert spoken.endswith(", left side")
    assert len(spoken) / CHARACTERS_PER_S < 5, "no sound may be longer than five seconds"


@given(st.text(max_size=300))
def test_whatever_the_text_only_what_can_be_spoken_is_left(text: str) -> None:
    words = speakable(text)
    assert words == "" or SPOKEN.fullmatch(words)
    assert words == words.strip()
    assert speakable(words) == words


@given(timelines(), st.sampled_from([0.5, 1.0, 3.0, 20.0]), st.booleans())
def test_what_is_said_can_be_spoken_and_is_over_before_the_next_cue(
    timeline: Timeline, speed: float, counted: bool
) -> None:
    needed = phrases(timeline, speed, counted)
    assert len(set(needed)) == len(needed)
    assert all(SPOKEN.fullmatch(words) for words in needed)
    for index, phase in enumerate(timeline.phases):
        words = phrase(timeline, index, speed)
        if words is None:
            continue
        assert words in needed
        over = phase.start + (AFTER_CUE_S + len(words) / CHARACTERS_PER_S) * speed
        assert not any(phase.start < cue.at < over - 1e-9 for cue in timeline.cues)
