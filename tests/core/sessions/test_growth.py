"""What grows in a routine, and why, in words."""

from __future__ import annotations

import pytest

from stretchtui.core.routines.model import Ramp, Routine, Sides, Step, Stretch
from stretchtui.core.sessions.growth import growths, next_time, outlook, reason
from tests.core.sessions.journals import lived

KNEE = Stretch(id="knee", name="Knee to chest", sides=Sides.BOTH)


def routine(*steps: Step) -> Routine:
    return Routine(id="r", name="R", steps=steps)


def test_what_has_changed_since_the_last_time() -> None:
    steps = (
        Step(stretch="knee", times=Ramp(start=1, to=3, every=3)),
        Step(stretch="knee", hold=Ramp(start=10, to=20, by=5, every=3), sides=Sides.NONE),
        Step(name="Bridge", reps=Ramp(start=1, to=2, every=6)),
        Step(name="Calm", breaths=4),
    )
    known = {"knee": KNEE}

    def words(level: int, last: int) -> list[tuple[int, str, str]]:
        found = growths(routine(*steps), known, level, last)
        return [(each.step, each.name, each.words) for each in found]

    assert words(1, 0) == [
        (0, "Knee to chest", "2 times per side from today (was 1)"),
        (1, "Knee to chest", "15 seconds from today (was 10)"),
        (2, "Bridge", "1 rep"),
    ]
    assert words(0, 1)[0] == (0, "Knee to chest", "once per side from today (was 2)")
    assert words(0, 0) == [
        (0, "Knee to chest", "once per side"),
        (1, "Knee to chest", "10 seconds"),
    ]
    assert words(2, 2) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], ""),
        (["done"], ""),
        (["done", "done", "done"], "after 3 sessions"),
        (["more", "done"], "after 2 sessions, because you could do more"),
        # The sessions of the level before are not counted again.
        (["done", "done", "done", "more", "more"], "after 2 sessions, because you could do more"),
        (["done", "done", "done", "too much"], "because it was too much"),
        (["done", "done", "done", "done", "20 days"], "after 20 days away"),
    ],
)
def test_why_it_has_changed(words: list[str], said: str) -> None:
    assert reason(lived(words, (0, 3, 6))) == said


def test_when_it_will_change() -> None:
    assert outlook(lived([], (0, 3))) == "next level in 3 more sessions"
    assert outlook(lived(["done", "done"], (0, 3))) == "next level in 1 more session"
    assert outlook(lived(["done", "done", "done"], (0, 3))) == ""


def test_a_ramp_of_two_rungs_grows_once() -> None:
    step = Step(name="Bridge", reps=Ramp(start=1, to=2, every=3))

    def words(level: int, last: int) -> list[str]:
        return [each.words for each in growths(routine(step), {}, level, last)]

    assert words(0, 0) == ["1 rep"]
    assert words(1, 0) == ["2 reps from today (was 1)"]
    assert words(1, 1) == []


def test_the_next_time_is_told_as_soon_as_it_is_another() -> None:
    steps = (
        Step(stretch="knee", times=Ramp(start=1, to=3, every=3)),
        Step(name="Bridge", reps=Ramp(start=1, to=2, every=3)),
        Step(name="Clam", reps=Ramp(start=1, to=2, every=6)),
    )

    def told(words: list[str], steps: tuple[Step, ...] = steps) -> str:
        known = lived(words, (0, 3, 6))
        found = growths(routine(*steps), {"knee": KNEE}, known.level, known.last)
        return next_time(found, known)

    assert told([]) == "Next level in 3 more sessions"
    assert told(["done"]) == "Next level in 2 more sessions"
    assert told(["done"] * 3) == "Next time: Knee to chest, 2 times per side, and 1 more"
    assert told(["done"] * 3, steps[:1]) == "Next time: Knee to chest, 2 times per side"
    assert told(["done"] * 4 + ["too much"], steps[1:2]) == "Next time: Bridge, 1 rep"
    assert told(["done"] * 7) == ""


def test_what_has_grown_into_sets_is_told_with_them() -> None:
    step = Step(stretch="knee", reps=Ramp(start=10, to=30, by=5, every=3))

    def words(level: int, last: int) -> list[str]:
        return [each.words for each in growths(routine(step), {"knee": KNEE}, level, last)]

    assert words(0, 0) == ["10 reps per side"]
    assert words(1, 0) == ["15 reps per side from today (was 10 reps)"]
    assert words(1, 1) == ["15 reps per side"]
    assert words(2, 1) == ["2 sets of 10 reps per side from today (was 15 reps)"]
    assert words(3, 2) == ["2 sets of 13 reps per side from today (was 2 sets of 10 reps)"]
    assert words(4, 4) == []


def test_sets_of_its_own_and_those_it_has_grown_into_are_told_together() -> None:
    step = Step(name="Lean", hold=Ramp(start=180, to=240, by=60), times=Ramp(start=2, to=3))
    (found,) = growths(routine(step), {}, 1, 0)
    assert found.words == "6 sets of 120 seconds from today (was 2 sets of 180 seconds)"
