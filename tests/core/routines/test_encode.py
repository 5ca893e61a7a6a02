"""One canonical text for what a routine file holds."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchtui.core.figures.figure import Feel, Figure, Frame
from stretchtui.core.routines.encode import WIDTH, encode, encode_all, is_canonical
from stretchtui.core.routines.format import decode
from stretchtui.core.routines.model import Ramp, Routine, Sides, Step, Stretch
from tests.core.strategies import routines, stretches, words

ROOT = Path(__file__).parents[3]
SHIPPED = ROOT / "routines.toml"

KNEE = Stretch(
    id="knee",
    name='Knee \\ "chest" 膝',
    targets=("lower back", "glutes"),
    position="on your back",
    instructions=(
        "Draw it in.",
        "Let the other foot rest on the floor, and then both of the shoulders too.",
    ),
    easier="Hold behind the thigh.",
    sides=Sides.BOTH,
    hold=Ramp(start=20, to=60, by=10, every=3),
)
HIPS = Routine(
    id="hips",
    name="Hips",
    tags=("floor",),
    get_ready=0,
    steps=(
        Step(stretch="knee", hold=45, sides=Sides.LEFT, times=2, rest=10, wait=True),
        Step(name="Shake", instructions=("Shake.",), reps=Ramp(start=5, to=30, by=5, every=3)),
        Step(stretch="knee", times=Ramp(start=1, to=3)),
    ),
)
TEXT = """\
format = 1

[[stretch]]
id = "knee"
name = "Knee \\\\ \\"chest\\" 膝"
targets = ["lower back", "glutes"]
position = "on your back"
instructions = [
  "Draw it in.",
  "Let the other foot rest on the floor, and then both of the shoulders too.",
]
easier = "Hold behind the thigh."
sides = "both"
hold = { from = 20, to = 60, by = 10, every = 3 }

[[routine]]
id = "hips"
name = "Hips"
tags = ["floor"]
get_ready = 0

  [[routine.step]]
  stretch = "knee"
  hold = 45
  sides = "left"
  times = 2
  rest = 10
  wait = true

  [[routine.step]]
  name = "Shake"
  instructions = ["Shake."]
  reps = { from = 5, to = 30, by = 5, every = 3 }

  [[routine.step]]
  stretch = "knee"
  times = { from = 1, to = 3 }
"""


def test_the_form() -> None:
    assert encode([HIPS], [KNEE]) == TEXT
    assert is_canonical(TEXT)


def test_the_form_is_that_of_the_documentation() -> None:
    page = (ROOT / "docs" / "routines.md").read_text(encoding="utf-8")
    assert is_canonical(page.split("```toml\n")[1].split("```")[0])


def test_nothing_at_all_is_a_file_too() -> None:
    assert encode() == "format = 1\n"
    assert is_canonical("format = 1\n")


def test_a_figure_is_a_table_of_its_stretch() -> None:
    figure = Figure(
        feel=(Feel.LOWER_BACK,),
        wall=12.5,
        frames=(
            Frame(spine=((0, 0), (0, 1.0), (0, 2)), arm=((1, 1), (2, 2)), leg=((3, 3), (4, 4))),
            Frame(spine=((0, 0), (0, 1), (0, 2)), arm=((1, 1), (2, 2)), leg=((3, 3), (4, -0.5))),
        ),
    )
    stretch = Stretch(id="cat", name="Cat", figure=figure, hold=30)
    assert encode(stretches=[stretch]) == (
        'format = 1\n\n[[stretch]]\nid = "cat"\nname = "Cat"\nhold = 30\n'
        '\n  [stretch.figure]\n  feel = ["lower back"]\n  wall = 12.5\n'
        "\n    [[stretch.figure.frame]]\n    spine = [[0, 0], [0, 1], [0, 2]]\n"
        "    arm = [[1, 1], [2, 2]]\n    leg = [[3, 3], [4, 4]]\n"
        "\n    [[stretch.figure.frame]]\n    spine = [[0, 0], [0, 1], [0, 2]]\n"
        "    arm = [[1, 1], [2, 2]]\n    leg = [[3, 3], [4, -0.5]]\n"
    )


@given(
    st.lists(
        routines(["knee", "cat"], longest=3600, text=words),
        max_size=3,
        unique_by=lambda each: each.id,
    ),
    st.lists(stretches(longest=3600, text=words), max_size=3, unique_by=lambda each: each.id),
)
def test_whatever_the_model_allows_survives_and_has_one_text(
    some: list[Routine], others: list[Stretch]
) -> None:
    toml = encode(some, others)
    document = decode(toml, "a.toml")
    assert document.faults == ()
    assert document.routines == tuple(some)
    assert document.stretches == tuple(others)
    assert is_canonical(toml)
    assert toml == encode(document.routines, document.stretches)


@pytest.mark.once
def test_what_is_shipped_survives() -> None:
    document = decode(SHIPPED.read_text(encoding="utf-8"), "routines.toml")
    assert document.faults == ()
    assert document.routines
    assert document.stretches
    assert document.plans
    toml = encode_all(document)
    again = decode(toml, "routines.toml")
    assert again == document
    assert is_canonical(toml)
    lists = [line for line in toml.splitlines() if line.lstrip().startswith('"')]
    assert lists
    assert all(len(line) <= WIDTH or line.count('", "') == 0 for line in lists)


@pytest.mark.parametrize(
    "change",
    [
        lambda toml: "# mine\n" + toml,
        lambda toml: toml.replace("times = 2\n", "times = 2  # a side\n"),
        lambda toml: toml.replace("  [[routine.step]]", "[[routine.step]]"),
        lambda toml: toml.replace("wait = true\n", "wait = true\n  tempo = 0\n"),
        lambda toml: toml.replace("get_ready = 0\n", "get_ready = 0\ncaution = 'x'\n"),
        lambda toml: toml.replace("\n", "\r\n"),
        lambda toml: toml + "\n",
    ],
)
def test_any_other_text_is_not_canonical(change: Callable[[str], str]) -> None:
    assert change(TEXT) != TEXT
    assert not is_canonical(change(TEXT))


def test_what_goes_without_saying_is_left_out_and_only_that() -> None:
    plain = Routine(id="a", name="A", steps=(Step(name="X"),))
    assert tomllib.loads(encode([plain]))["routine"] == [
        {"id": "a", "name": "A", "step": [{"name": "X"}]}
    ]
    # No seconds to get ready is not the same as leaving that to the settings.
    assert "get_ready = 0" in encode([Routine(id="a", name="A", get_ready=0)])
