"""The forms of a step and of a routine: nothing impossible gets through."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.amounts import share_of
from tests.tui.workshop import SIZES, builder, press, top

if TYPE_CHECKING:
    from tests.tui.stage import Stage
    from tests.tui.workshop import Workshop

IMPOSSIBLE = {
    "hold": [
        ("0", "expected 1 s to 60 min"),
        ("61m", "expected 1 s to 60 min"),
        ("60 to 20", "expected the smaller number first"),
        ("soon", "expected a time like 45, 1:30 or 2m"),
    ],
    "breaths": [("61", "expected a whole number from 1 to 60")],
    "reps": [("501", "expected a whole number from 1 to 500")],
    "times": [("21", "expected a whole number from 1 to 20")],
    "rest": [("11m", "expected 0 to 10 min")],
}


@pytest.mark.parametrize("size", share_of(SIZES, 0), ids=lambda size: "{}x{}".format(*size))
async def test_impossible_value_has_its_reason_beside_it_and_gets_no_further(
    hips: Workshop, size: tuple[int, int]
) -> None:
    stage = hips.stage()
    async with stage.app.run_test(size=size) as pilot:
        await press(pilot, "e", "enter")
        form = top(stage)
        for field, values in IMPOSSIBLE.items():
            found = next(each for each in form.fields if each.field == field)
            while form.focused is not found.control:
                await press(pilot, "down")
            for typed, reason in values:
                await press(pilot, "home", "ctrl+k", f"={typed}")
                assert reason in _note(stage)
                await press(pilot, "enter")
                assert top(stage) is form
            await press(pilot, "home", "ctrl+k")
        await press(pilot, "escape")
        assert not builder(stage).editor.changed


def _note(stage: Stage) -> str:
    """The reason that is shown, wherever it is broken."""
    lines = stage.lines()
    row = next(n for n, line in enumerate(lines) if "! " in line)
    column = lines[row].index("! ")
    return " ".join(line[column:].strip() for line in lines[row : row + 2])


async def test_form_takes_what_people_write(hips: Workshop) -> None:
    stage = hips.stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "e", "enter", "=1:30", "enter", "down", "enter", "down", "down")
        await press(pilot, "=5 to 30 by 5 every 3", "down", "down", "right", "right")
        assert await stage.shows(pilot, "in all", "5-30 reps left")
        await press(pilot, "enter", "ctrl+s")
        assert await stage.shows(pilot, "5-30 reps +5/3 left", within="#sequence")
    first, second, _ = hips.read("hips.toml")["step"]
    assert first == {"stretch": "figure-four", "hold": 90}
    assert second == {
        "stretch": "bridge",
        "reps": {"from": 5, "to": 30, "by": 5, "every": 3},
        "sides": "left",
    }


async def test_only_one_of_hold_breaths_and_reps_can_be_said(hips: Workshop) -> None:
    stage = hips.stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "e", "enter", "=45", "down", "=3", "enter")
        step = builder(stage).editor.now.step
        assert step is not None
        assert (step.hold, step.breaths, step.reps) == (None, 3, None)


async def test_routine_form_changes_name_and_facts_but_not_the_id(hips: Workshop) -> None:
    stage = hips.stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "e", "n", "= [b]2", "down", "=For [/b] both", "down", "=gentle, short")
        await press(pilot, "down", "down", "=3", "enter")
        assert await stage.shows(pilot, "Hips [b]2")
        await press(pilot, "ctrl+s")
    routine = hips.read("hips.toml")
    assert routine.pop("step")
    assert routine == {
        "id": "hips",
        "name": "Hips [b]2",
        "about": "For [/b] both",
        "tags": ["gentle", "short"],
        "get_ready": 3,
    }
