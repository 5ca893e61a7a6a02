"""Steps typed as lines: taken for stretches only where nothing is in doubt."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from stretchtui.core.routines.entry import Wrong
from stretchtui.core.routines.model import Group, Ramp, Sides, Step, Stretch
from stretchtui.core.routines.typed_lines import (
    Nearest,
    TypedStep,
    choices,
    read_lines,
    read_typed,
)

KNEE = Stretch(id="knee-to-chest", name="Knee to chest")
BRIDGE = Stretch(id="bridge", name="Bridge")
PIGEON = Stretch(id="pigeon", name="Pigeon")
LIBRARY = {each.id: each for each in (KNEE, BRIDGE, PIGEON)}


def test_each_line_is_a_step_with_its_dose() -> None:
    text = "knee to chest 30s x2\n\n- Bridge 3x10\nrest 20 s\nShake it out 10s each side"
    first, second, third = read_lines(text, LIBRARY)
    assert first.step == Step(stretch="knee-to-chest", hold=30, times=2)
    assert second.step == Step(stretch="bridge", reps=10, times=3, rest=20)
    assert third.step == Step(name="Shake it out", hold=10, sides=Sides.BOTH)
    assert [each.unknown for each in (first, second, third)] == [None, None, "Shake it out"]
    assert third.of(PIGEON).step == Step(stretch="pigeon", hold=10, sides=Sides.BOTH)


def test_range_is_what_the_person_says() -> None:
    (line,) = read_lines("Pigeon 30-60 s", LIBRARY)
    assert line.span == ("hold", 30, 60)
    options = choices(line.span)
    assert options == (30, 45, 60, Ramp(start=30, to=60, by=5, every=3))
    assert line.settled(options[-1]) == TypedStep(Step(stretch="pigeon", hold=options[-1]))
    assert choices(("reps", 8, 9)) == (8, 9, Ramp(start=8, to=9, by=1, every=3))


def test_lines_in_rounds_are_told_which_they_are_in() -> None:
    text = "Bridge\n3 rounds, rest 30 s:\n  Bridge 8 reps\n  Pigeon\n\n2 rounds:\nBridge\nPigeon\n"
    lines = read_lines(f"{text}\nrest 20 s\nBridge", LIBRARY)
    groups = [each.group and (each.group[0], each.group[1].rounds) for each in lines]
    assert groups == [None, (1, 3), (1, 3), (2, 2), (2, 2), None]
    assert lines[1].group == (1, Group(rounds=3, rest=30))
    assert lines[3].group == (2, Group(rounds=2, rest=20))
    with pytest.raises(Wrong, match="line 1: rounds: expected 1 to 20"):
        read_lines("99 rounds:", LIBRARY)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("rest 20 s", "line 1: expected the name of a stretch"),
        ("Bridge\n30s", "line 2: expected the name of a stretch"),
        ("Bridge 9999 s", "line 1: hold: expected 1 to 3600, found 9999"),
    ],
)
def test_what_cannot_be_a_step_is_said_with_its_line(text: str, reason: str) -> None:
    with pytest.raises(Wrong) as caught:
        read_lines(text, LIBRARY)
    assert str(caught.value) == reason


def test_range_that_has_no_two_ends_is_none() -> None:
    for text in ("Pigeon 30-30 s", "Pigeon 45", "Bridge 3 x 8-12"):
        (line,) = read_lines(text, LIBRARY)
        assert line.span is None


def test_remarks_are_not_for_a_stretch_of_the_library() -> None:
    line = TypedStep(Step(name="x", instructions=("slowly",), hold=3))
    assert line.of(BRIDGE).step == Step(stretch="bridge", hold=3)


def test_name_alone_has_no_dose() -> None:
    assert read_typed("Bridge", LIBRARY) is None
    assert read_typed("30 s", LIBRARY) is None
    assert read_typed("bridge 3x10", LIBRARY) == TypedStep(Step(stretch="bridge", reps=10, times=3))
    assert read_typed("bri 20s", LIBRARY) == TypedStep(Step(name="bri", hold=20))


def test_nearest_come_first_by_their_letters() -> None:
    nearest = Nearest(LIBRARY.values())
    assert nearest.find("pidgeon")[0] == PIGEON
    assert nearest.find("knee chest")[0] == KNEE
    assert nearest.find("bridges")[0] == BRIDGE
    assert nearest.find("zzz") == []
    many = Nearest(replace(BRIDGE, id=f"bridge-{n}", name=f"Bridge {n}") for n in range(9))
    assert len(many.find("bridge")) == 6
