"""Instructions for one side: whose knee it is."""

from __future__ import annotations

from pathlib import Path

import pytest

import stretchtui
from stretchtui.core.routines.format import decode
from stretchtui.core.routines.model import Side
from stretchtui.core.routines.sided import sided

SHIPPED = Path(stretchtui.__file__).parents[1] / "routines.toml"
STRETCHES = decode(SHIPPED.read_text(encoding="utf-8"), SHIPPED.name).stretches
SIDED = [
    line
    for stretch in STRETCHES
    for line in (*stretch.instructions, *filter(None, (stretch.easier, stretch.caution)))
    if "working" in line
]


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("Draw the working knee toward your chest.", "Draw your left knee toward your chest."),
        ("The working leg stays straight.", "Your left leg stays straight."),
        ("Rest the working ankle on the other thigh.", "Rest your left ankle on your right thigh."),
        ("Rest the opposite hand on it.", "Rest your right hand on it."),
        ("Turn slowly to the working side.", "Turn slowly to the left side."),
        ("Feel the opposite side of the neck.", "Feel the right side of the neck."),
        ("Working leg straight, toes up.", "Left leg straight, toes up."),
        ("Set the working foot behind the other.", "Set your left foot behind the other."),
        # What is not of one side stays as it is.
        ("Draw in one knee, then the other.", "Draw in one knee, then the other."),
        ("Rest each hand on the opposite shoulder blade.",) * 2,
        ("Keep working slowly, the other way round.",) * 2,
    ],
)
def test_what_works_is_named_by_its_side(line: str, left: str) -> None:
    assert sided(line, Side.LEFT) == left
    swapped = left.replace("left", "*").replace("right", "left").replace("*", "right")
    swapped = swapped.replace("Left", "Right")
    assert sided(line, Side.RIGHT) == swapped
    assert sided(line, Side.NONE) == line


@pytest.mark.parametrize("line", SIDED)
@pytest.mark.parametrize("side", [Side.LEFT, Side.RIGHT])
def test_every_shipped_line_names_the_side_that_works(line: str, side: Side) -> None:
    words = sided(line, side)
    assert side in words.lower()
    assert "working" not in words
    assert f"the your {side}" not in words
    # Of what is not the working side's only what needs no name is left: "behind the other."
    left = words.lower().replace("the other.", "").replace("that opposite", "")
    assert "the other" not in left
    assert "opposite" not in left


def test_there_are_lines_to_try_it_on() -> None:
    assert len(SIDED) > 50
