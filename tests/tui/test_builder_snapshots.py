"""Pictures of the builder, each looked at before it was kept."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from stretchtui.core.routines.encode import encode
from stretchtui.core.routines.format import decode
from stretchtui.core.routines.model import Condition, Sides, Stretch
from tests.tui.stage import UTF8
from tests.tui.workshop import press

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from tests.tui.workshop import Workshop

Compare = Callable[..., bool]

SIZES = pytest.mark.parametrize(
    "size", [(40, 15), (80, 24), (120, 40)], ids=lambda size: "{}x{}".format(*size)
)
TYPICAL = (80, 24)

EVENING = """format = 1

[[routine]]
id = "evening"
name = "Evening"
about = "Before bed, slowly."

  [[routine.step]]
  stretch = "knee-to-chest"
  times = 2
  rest = 10

  [[routine.step]]
  stretch = "knee-rolls"

  [[routine.step]]
  stretch = "bridge"

    [routine.step.reps]
    from = 5
    to = 30
    by = 5
    every = 3

  [[routine.step]]
  stretch = "half-kneeling-hip-flexor"
  hold = 90

  [[routine.step]]
  stretch = "cat-cow"

  [[routine.step]]
  name = "Shake it out"
  instructions = ["Stand.", "Shake arms and legs."]
  hold = 10

  [[routine.step]]
  stretch = "lying-hamstring"
  sides = "right"

  [[routine.step]]
  stretch = "childs-pose"
"""


def _as_saved(text: str) -> str:
    """A file as the builder writes it."""
    return encode(decode(text, "").routines)


class Scene:
    """A home with one routine, photographed once keys are pressed.

    Args:
        compare: pytest-textual-snapshot's ``snap_compare``.
        shop: The home.
    """

    def __init__(self, compare: Compare, shop: Workshop) -> None:
        self._compare = compare
        self._shop = shop
        shop.write("evening.toml", _as_saved(EVENING))

    def shows(
        self,
        size: tuple[int, int],
        *keys: str | Callable[[Workshop], object],
        environment: dict[str, str] = UTF8,
    ) -> bool:
        """Whether the picture is the one that was kept.

        Args:
            size: Columns and rows.
            keys: What is pressed; or done, with the home.
            environment: The environment the program is started in.
        """
        stage = self._shop.stage(environment=environment)

        async def run_before(pilot: Pilot[Any]) -> None:
            await pilot.pause()
            for key in keys:
                if isinstance(key, str):
                    await press(pilot, key)
                else:
                    key(self._shop)
            for _ in range(2):
                await pilot.pause()

        return self._compare(stage.app, terminal_size=size, run_before=run_before)


@pytest.fixture
def scene(snap_compare: Compare, shop: Workshop) -> Scene:
    return Scene(snap_compare, shop)


@SIZES
def test_new_routine(scene: Scene, size: tuple[int, int]) -> None:
    assert scene.shows(size, "n")


def test_finding(scene: Scene) -> None:
    assert scene.shows(TYPICAL, "e", "end", "a", "=ham", "enter", "down")


@SIZES
def test_eight_steps(scene: Scene, size: tuple[int, int]) -> None:
    assert scene.shows(size, "e", "down", "down")


@SIZES
def test_step_form_with_a_wrong_value(scene: Scene, size: tuple[int, int]) -> None:
    assert scene.shows(size, "e", "enter", "=60 to 20")


def test_form_of_a_step_of_ones_own(scene: Scene) -> None:
    assert scene.shows((40, 15), "e", "down", "down", "down", "down", "down", "enter", "up")


def _theirs(shop: Workshop) -> None:
    text = EVENING.replace("hold = 90", "hold = 60").replace("  times = 2\n", "")
    shop.write("evening.toml", _as_saved(text))


@SIZES
def test_conflict(scene: Scene, size: tuple[int, int]) -> None:
    assert scene.shows(size, "e", "end", "t", _theirs, "ctrl+s")


OWN = [
    Stretch(
        id="wall-slide",
        name="Wall slide",
        targets=("shoulders", "chest"),
        position="standing",
        needs=("wall",),
        instructions=("Stand with the back against the wall.", "Slide both arms up."),
        avoid=(Condition.HEART,),
        hold=45,
    ),
    Stretch(
        id="towel",
        name="Towel pull for the ankle, as the physio showed it",
        targets=("calves",),
        sides=Sides.BOTH,
        reps=10,
    ),
]


def _own(shop: Workshop) -> None:
    shop.write("stretches.toml", encode((), OWN))
    shop.write("evening.toml", _as_saved(EVENING.replace("childs-pose", "wall-slide")))


@SIZES
def test_stretches_of_ones_own(scene: Scene, size: tuple[int, int]) -> None:
    assert scene.shows(size, _own, "s", "end")


def test_no_stretches_of_ones_own(scene: Scene) -> None:
    assert scene.shows(TYPICAL, "s")


def test_who_should_avoid_a_stretch(scene: Scene) -> None:
    tabs = ["tab"] * 16
    assert scene.shows((40, 15), _own, "s", "end", "enter", *tabs, "down")


def test_steps_with_faults(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    spoilt = "import sys; open(sys.argv[1], 'a').write('holt = 3')"
    monkeypatch.setenv("VISUAL", shlex.join([sys.executable, "-c", spoilt]))

    assert scene.shows(TYPICAL, "e", "E", "escape", "end")


def test_plain_terminal(scene: Scene) -> None:
    assert scene.shows(TYPICAL, "e", "down", "down", environment={"LANG": "C"})


def test_no_colour_in_a_form(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    keys = ("e", "enter", "=60 to 20")
    assert scene.shows(TYPICAL, *keys, environment={**UTF8, "NO_COLOR": "1"})
