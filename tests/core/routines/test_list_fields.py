"""The parts of a step in a table or in JSON, by whatever name and in whatever unit."""

from __future__ import annotations

from typing import Any

import pytest

from stretchtui.core.routines.entry import Wrong
from stretchtui.core.routines.list_fields import cells_of, dose_of, field_of, line_of
from stretchtui.core.routines.model import Sides, Step


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("Exercise", ("name", "")),
        ("Hold (sec)", ("time", "s")),
        ("duration_seconds", ("time", "s")),
        ("durationInSeconds", ("time", "s")),
        ("Duration (min)", ("time", "min")),
        ("minutes", ("time", "min")),
        ("seconds", ("time", "s")),
        ("No. of reps", ("reps", "")),
        ("number of sets", ("sets", "")),
        ("perSide", ("side", "")),
        ("REST", ("rest", "")),
        ("Rest s", ("rest", "s")),
        ("min reps", None),
        ("level", None),
        ("", None),
    ],
)
def test_a_name_says_what_stands_under_it(name: str, field: tuple[str, str] | None) -> None:
    assert field_of(name) == field


@pytest.mark.parametrize(
    ("record", "step"),
    [
        ({"name": "A", "minutes": 2}, Step(name="A", hold=120)),
        ({"name": "A", "hold": "45 sec", "reps": 5}, Step(name="A", hold=45, times=5)),
        (
            {"name": "A", "hold": 5, "reps": 10, "sets": 3},
            Step(name="A", reps=10, tempo=5, times=3),
        ),
        ({"name": "A", "time": "long", "reps": 5}, Step(name="A", reps=5)),
        ({"name": "A", "time": "long"}, Step(name="A", instructions=("long",))),
        ({"name": "A", "hold": 0, "reps": 5}, Step(name="A", reps=5)),
        ({"name": "A", "time": "20-30"}, Step(name="A", hold=20)),
        ({"name": "A", "reps": 9, "sets": "3 sets"}, Step(name="A", reps=9, times=3)),
        ({"name": "A", "reps": 9, "bilateral": True}, Step(name="A", reps=9, sides=Sides.BOTH)),
        ({"name": "A", "reps": 9, "side": "L/R"}, Step(name="A", reps=9, sides=Sides.BOTH)),
        ({"name": "A", "reps": 9, "side": "left leg"}, Step(name="A", reps=9, sides=Sides.LEFT)),
        ({"name": "A", "reps": 9, "side": {"x": 1}}, Step(name="A", reps=9)),
        ({"name": "A", "title": "B", "sec": 9}, Step(name="A", hold=9)),
        ({"name": "rest 30", "sec": 9}, Step(name="rest 30", hold=9)),
        ({"name": "A", "sets": 3}, Step(name="A", times=3)),
        ({"name": "A", "sets": "often"}, Step(name="A", instructions=("often",))),
        ({"sec": 9}, None),
        ({"name": "\x1b", "sec": 9}, None),
    ],
)
def test_a_record_gives_a_dose(record: dict[str, Any], step: Step | None) -> None:
    assert dose_of(record) == step


def test_more_sets_than_a_step_may_have_are_refused() -> None:
    with pytest.raises(Wrong, match="times: expected 1 to 20, found 21"):
        dose_of({"name": "A", "sets": 21})


def test_a_record_is_written_as_a_line() -> None:
    cells = cells_of({"name": "Bow", "sec": 30.0, "sets": 2, "side": "both", "rest": 5, "x": 1})
    assert line_of(cells) == '"Bow" 30 s x 2 each side , rest 5'
