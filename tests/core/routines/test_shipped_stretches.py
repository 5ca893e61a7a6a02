"""The stretches of stretchtui: short lines, ways out, cautions that agree with tags."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import stretchtui
from stretchtui.core.routines.format import decode
from stretchtui.core.routines.model import Condition, Sides, Stretch, stretch_of
from stretchtui.core.routines.patterns import breath_of
from stretchtui.core.routines.ramps import ask

SHIPPED = Path(stretchtui.__file__).parents[1] / "routines.toml"
DOCUMENT = decode(SHIPPED.read_text(encoding="utf-8"), SHIPPED.name)
STRETCHES, ROUTINES = DOCUMENT.stretches, DOCUMENT.routines
LINE = 54
"""The most characters of a line of instructions: it is said in one breath."""
QUICKEST_BREATH_S = 8
"""No breath is quicker than this, in seconds."""

NAMED = {
    Condition.DISC: r"disc\b",
    Condition.OSTEOPOROSIS: r"osteoporosis",
    Condition.PREGNANCY: r"pregnan",
    Condition.HIP_REPLACEMENT: r"new hip|hip replacement|hip or knee replacement",
    Condition.KNEE_REPLACEMENT: r"new knee|knee replacement",
    Condition.HIGH_BLOOD_PRESSURE: r"blood pressure",
    Condition.HEART: r"heart",
}
FORBIDS = re.compile(
    r"leave (this|it) one out|leave it out|ask (a doctor|a professional|your surgeon)? ?first"
    r"|\bnot (in|with|after)\b|do the easier one",
    re.IGNORECASE,
)

each_stretch = pytest.mark.parametrize("stretch", STRETCHES, ids=lambda each: each.id)


@each_stretch
def test_instructions_are_few_short_lines(stretch: Stretch) -> None:
    assert 3 <= len(stretch.instructions) <= 5
    for line in (*stretch.instructions, *filter(None, [stretch.finish])):
        assert len(line) <= LINE, line
        assert line.endswith("."), line


@each_stretch
def test_whoever_holds_a_stretch_is_told_how_to_come_out_of_it(stretch: Stretch) -> None:
    if stretch.reps is None:
        assert stretch.finish is not None
    if stretch.finish is not None:
        assert stretch.finish.startswith("To finish, ")
    assert not any("finish" in line for line in stretch.instructions)


@each_stretch
def test_what_is_counted_says_what_is_done_at_a_sound(stretch: Stretch) -> None:
    at = [line for line in stretch.instructions[-2:] if " at each sound" in line]
    assert len(at) == (1 if stretch.reps is not None else 0)


@each_stretch
def test_whoever_should_avoid_a_stretch_is_named_by_its_caution(stretch: Stretch) -> None:
    for condition in stretch.avoid:
        assert re.search(NAMED[condition], stretch.caution or ""), condition


@each_stretch
def test_a_caution_that_forbids_is_a_tag(stretch: Stretch) -> None:
    for sentence in re.split(r"(?<=[.;]) ", stretch.caution or ""):
        if FORBIDS.search(sentence):
            for condition, words in NAMED.items():
                assert not re.search(words, sentence) or condition in stretch.avoid, sentence


@each_stretch
def test_no_breath_is_quick_and_holding_it_carries_a_caution(stretch: Stretch) -> None:
    if stretch.breaths is None:
        return
    pattern = breath_of(stretch.breath)
    assert sum(pattern) >= QUICKEST_BREATH_S
    if any(pattern[1::2]):
        assert Condition.HEART in stretch.avoid


@each_stretch
def test_sides_that_take_long_to_change_say_so(stretch: Stretch) -> None:
    if stretch.sides is Sides.BOTH and stretch.position in ("on your side", "kneeling"):
        assert (stretch.change or 0) >= 10
    if stretch.position != "sitting on a chair":
        assert (stretch.setup or 0) >= 10


def test_the_cautions_that_forbid_are_found() -> None:
    assert sum(bool(FORBIDS.search(each.caution or "")) for each in STRETCHES) > 20
    assert {each for stretch in STRETCHES for each in stretch.avoid} >= {
        Condition.DISC,
        Condition.OSTEOPOROSIS,
        Condition.PREGNANCY,
        Condition.HIP_REPLACEMENT,
        Condition.KNEE_REPLACEMENT,
    }


@each_stretch
def test_what_takes_its_place_is_there_and_better_for_somebody(stretch: Stretch) -> None:
    by_id = {each.id: each for each in STRETCHES}
    for id_ in stretch.instead:
        assert set(stretch.avoid) - set(by_id[id_].avoid), id_


def test_no_routine_has_a_quick_breath_or_one_that_is_held_without_a_caution() -> None:
    by_id = {each.id: each for each in STRETCHES}
    for routine in ROUTINES:
        for step in routine.single_steps:
            asked = ask(step, stretch_of(step, by_id))
            if asked.breaths:
                assert asked.beat >= QUICKEST_BREATH_S, routine.id
                words = f"{routine.caution} {stretch_of(step, by_id).caution}"
                assert not any(asked.pattern[1::2]) or re.search("heart", words), routine.id
