"""What is said of one step."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchtui.core.routines.guidance import Guidance
from stretchtui.core.routines.model import Side, Sides, Step, Stretch
from stretchtui.core.routines.ramps import ask
from stretchtui.core.routines.speech import CHARACTERS_PER_S, LIMIT, NAME_LIMIT
from stretchtui.core.routines.step_speech import EYES_OPEN, StepSpeech, speech_of
from tests.core.strategies import stretches, words

NAMES, FULL = Guidance(), Guidance(frozenset())
KNEE = Stretch(
    id="knee",
    name="Knee to chest",
    position="on your back",
    instructions=("Draw the working knee in.", "Leave the other foot flat."),
    easier="Hold behind the working thigh.",
    caution="Stop if the working hip pinches.",
    finish="Let the working leg down",
    sides=Sides.BOTH,
    hold=30,
)


def speech(
    stretch: Stretch = KNEE, guidance: Guidance = FULL, place: int = 2, **more: Any
) -> StepSpeech:
    step = Step(stretch=stretch.id)
    told: dict[str, Any] = {
        "sides": (Side.LEFT, Side.RIGHT),
        "is_first": False,
        "is_new": True,
        "is_first_standing": False,
    }
    return speech_of(place, step, stretch, ask(step, stretch), guidance, **told | more)


def test_it_is_told_how_it_is_done_from_its_name_to_how_much_for_the_side_that_comes() -> None:
    assert speech().told(Side.LEFT) == (
        "Next, knee to chest, left side",
        "On your back",
        "Stop if your left hip pinches.",
        "Draw your left knee in.",
        "Leave your right foot flat.",
        "Thirty seconds on each side",
    )
    assert "Draw your right knee in." in speech(sides=(Side.RIGHT, Side.RIGHT)).told(Side.RIGHT)
    assert speech(sides=(Side.RIGHT, Side.RIGHT)).how[-1] == "Thirty seconds"


def test_how_to_come_out_of_it_is_told_for_the_side_it_ends_on() -> None:
    assert speech().finish == "Let your right leg down"
    assert speech(is_new=False).finish == "Let your right leg down"
    assert speech(guidance=NAMES).finish == ""


def test_what_hurt_is_made_easier() -> None:
    hurt = speech(guidance=Guidance(frozenset(), hurting=frozenset({"knee"})))
    easier = "It hurt last time, so make it easier. Hold behind your left thigh."
    assert [line for line in hurt.how if line not in speech().how] == [easier]
    # Where there is no easier way, there is nothing to say of it.
    plain = Stretch(id="knee", name="Knee")
    assert speech(plain, Guidance(frozenset(), hurting=frozenset({"knee"}))) == speech(plain)


@pytest.mark.parametrize(
    ("guidance", "is_new", "tells"),
    [
        (NAMES, True, False),
        (FULL, True, True),
        (FULL, False, False),
        (Guidance(frozenset({"knee"})), True, False),
        (Guidance(frozenset({"Knee to chest"})), True, True),
    ],
)
def test_it_is_told_once_a_session_and_only_to_those_who_do_not_know(
    guidance: Guidance, is_new: bool, tells: bool
) -> None:
    found = speech(guidance=guidance, is_new=is_new)
    assert bool(found.how) == bool(found.told(Side.LEFT)) == tells


@pytest.mark.parametrize(
    ("position", "needs", "said"),
    [
        ("anywhere", (), None),
        ("sitting on a chair", (), "Sitting on a chair"),
        ("anywhere", ("strap",), "You need a strap"),
        ("anywhere", ("T-bar",), "You need a T-bar"),
        ("standing", ("wall", "chair"), "Standing. You need a wall and a chair"),
        (
            "kneeling",
            ("armchair", "two cushions", "blocks", "2 ropes"),
            "Kneeling. You need an armchair, two cushions, blocks and 2 ropes",
        ),
    ],
)
def test_the_position_and_what_it_needs_come_first(
    position: str, needs: tuple[str, ...], said: str | None
) -> None:
    found = speech(Stretch(id="a", name="A", position=position, needs=needs))
    assert found.how == ((said, "Thirty seconds on each side") if said else found.how[-1:])


def test_whoever_stands_for_the_first_time_is_asked_to_keep_their_eyes_open() -> None:
    standing = Stretch(id="a", name="Sway", position="standing")
    assert speech(standing, is_first_standing=True).how[0] == f"Standing. {EYES_OPEN}"
    assert speech(standing).how[0] == "Standing"
    named = speech(standing, NAMES, is_first_standing=True)
    assert named.announcements(Side.NONE) == (
        f"Next, sway. Thirty seconds. {EYES_OPEN}",
        f"Next, sway. {EYES_OPEN}",
        "Next, sway. Thirty seconds",
        "Sway. Thirty seconds",
        "Next, sway",
        "Sway",
    )
    assert speech(KNEE, is_first_standing=True).reminder == ""


def test_it_is_announced_in_fewer_and_fewer_words() -> None:
    assert speech(is_first=True).announcements(Side.LEFT) == (
        "First, knee to chest, left side. Thirty seconds",
        "Knee to chest, left side. Thirty seconds",
        "First, knee to chest, left side",
        "Knee to chest, left side",
    )


@pytest.mark.parametrize(
    ("step", "dose"),
    [
        (Step(name="A"), "Thirty seconds"),
        (Step(name="A", hold=60, times=2), "Two sets of one minute"),
        (Step(name="A", reps=10), "Ten times"),
        (Step(name="A", reps=1), "One time"),
        (Step(name="A", reps=10, times=3), "Three sets of ten"),
        (Step(name="A", breaths=1), "One breath"),
        (Step(name="A", breaths=5, times=2), "Two sets of five breaths"),
    ],
)
def test_how_much_is_asked(step: Step, dose: str) -> None:
    stretch = Stretch(id="own", name="A")
    found = speech_of(
        0,
        step,
        stretch,
        ask(step, stretch),
        NAMES,
        sides=(Side.NONE, Side.NONE),
        is_first=True,
        is_new=True,
        is_first_standing=False,
    )
    assert found.dose == dose


@pytest.mark.parametrize(
    ("name", "any_script", "said"),
    [
        ("Child’s pose", False, "child's pose"),
        ("T-spine twist", False, "T-spine twist"),
        ("Cat/cow (slow)", False, "cat, cow, slow"),
        ("膝を胸に", False, "step three"),
        ("膝を胸に", True, "膝を胸に"),
        ("♪", True, "step three"),
        ("A", False, "A"),
        ("b" * 60, False, "b" * NAME_LIMIT),
        # A word that ends with the fortieth character is said, one that ends after it is not.
        ("abcde" + " abcd" * 7 + " more", False, "abcde" + " abcd" * 7),
        ("abcdef" + " abcd" * 7 + " more", False, "abcdef" + " abcd" * 6),
    ],
)
def test_the_name_is_said_as_far_as_it_can_be(name: str, any_script: bool, said: str) -> None:
    found = speech(Stretch(id="a", name=name), Guidance(any_script=any_script))
    assert found.name == said
    shortest = found.announcements(Side.LEFT)[-1]
    assert len(shortest) / CHARACTERS_PER_S < 5, "no sound may be longer than five seconds"


@pytest.mark.parametrize(
    ("position", "rising"),
    [
        ("on your side", "Roll onto your side, then get up slowly."),
        ("kneeling", "Get up slowly."),
        ("standing", ""),
        ("sitting on a chair", ""),
    ],
)
def test_how_to_get_up_goes_by_the_position(position: str, rising: str) -> None:
    assert speech(Stretch(id="a", name="A", position=position)).rising == rising


@given(stretches(text=words), st.booleans())
def test_whatever_a_file_says_each_line_can_be_spoken(stretch: Stretch, any_script: bool) -> None:
    hurting = frozenset({stretch.id})
    found = speech(stretch, Guidance(frozenset(), hurting=hurting, any_script=any_script))
    lines = [*found.told(Side.LEFT), *found.announcements(Side.LEFT), found.finish]
    assert all(len(line) <= LIMIT for line in lines)
    assert all(found.told(Side.LEFT))
    assert found.name
    assert any_script or "".join(lines).isascii()
