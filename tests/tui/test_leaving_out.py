"""What a person leaves out, on the screens: said in Settings once, and seen wherever it matters."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from stretchtui.core.routines.model import Condition
from stretchtui.core.settings import CareSettings, Settings
from stretchtui.store.journal_writer import JournalWriter
from stretchtui.store.paths import folders
from stretchtui.tui.builder.screen import BuilderScreen
from stretchtui.tui.player.mode import Mode
from stretchtui.tui.settings.sections import Section
from tests.amounts import share_of
from tests.tui.keys import press
from tests.tui.stage import Stage, read_library, until
from tests.tui.test_coming import coming, lines, opened
from tests.tui.workshop import Workshop, top

if TYPE_CHECKING:
    from pathlib import Path

SHIPPED = """\
format = 1

[[stretch]]
id = "plank"
name = "Long plank"
avoid = ["osteoporosis"]
hold = 20

[[stretch]]
id = "twist"
name = "Full twist"
avoid = ["osteoporosis"]
instead = ["nod"]
hold = 30

[[stretch]]
id = "nod"
name = "Slow nod"
hold = 10

[[routine]]
id = "trunk"
name = "Trunk"

  [[routine.step]]
  stretch = "nod"
  hold = 40

  [[routine.step]]
  stretch = "plank"

  [[routine.step]]
  name = "Reach up"
  hold = 10

[[routine]]
id = "planks"
name = "Planks"

  [[routine.step]]
  stretch = "plank"

[[routine]]
id = "twists"
name = "Twists"

  [[routine.step]]
  stretch = "twist"
"""

CAREFUL = Settings(care=CareSettings(leave_out=frozenset({Condition.OSTEOPOROSIS})))
SIZE = (80, 24)
LEFT_OUT = "Left out because of osteoporosis:"
SIZES = [(40, 15), SIZE, (120, 40)]


def staged(settings: Settings = CAREFUL, writer: JournalWriter | None = None) -> Stage:
    return Stage(read_library(SHIPPED), settings=settings, writer=writer)


@pytest.mark.parametrize("size", share_of(SIZES, 2), ids=lambda size: "{}x{}".format(*size))
async def test_the_preview_says_what_is_left_out_and_swapped(size: tuple[int, int]) -> None:
    stage = staged()
    async with stage.app.run_test(size=size) as pilot:
        await pilot.pause()
        if size[0] < 80:
            # A phone has room for the list alone.
            assert await stage.shows(pilot, "Trunk ~", "Planks ~", within="RoutineList")
            return
        assert await stage.shows(pilot, LEFT_OUT)
        assert not stage.says("2 Long plank")
        await press(pilot, "j", "j")
        assert await stage.shows(pilot, "Swapped because of", "Slow nod")


async def test_it_takes_effect_in_the_list_as_soon_as_it_is_said() -> None:
    stage = staged(Settings())
    async with stage.app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        before = stage.screen.browser.rows[0].total
        assert not stage.says("Left out")
        stage.settings.set(CAREFUL)
        assert await stage.shows(pilot, LEFT_OUT)
        assert stage.screen.browser.rows[0].total == before - 28
        stage.settings.set(Settings())
        assert await stage.shows(pilot, "Long plank")
        assert stage.screen.browser.rows[0].total == before


async def test_it_is_said_once_in_the_settings(tmp_path: Path) -> None:
    stage = Stage(read_library(SHIPPED), folders=folders(str(tmp_path)))
    async with stage.app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await stage.app.run_action(f"settings({Section.CARE.value!r})")
        await press(pilot, "j", "enter", "escape")
        assert stage.settings.value.care.leave_out == {Condition.OSTEOPOROSIS}
        assert await stage.shows(pilot, LEFT_OUT)


async def test_a_routine_of_which_nothing_is_left_says_so_and_does_not_start() -> None:
    stage = staged()
    async with stage.app.run_test(size=SIZE) as pilot:
        await press(pilot, "j")
        assert await stage.shows(
            pilot, "Nothing of this routine is left for you.", "Left out because of osteoporosis"
        )
        assert not stage.screen.browser.can_start
        await press(pilot, "enter")
        assert stage.screen.mode is Mode.BROWSE
        assert not stage.player.is_playing


@pytest.mark.parametrize("floor", [False, True])
async def test_a_session_says_it_at_its_start(floor: bool) -> None:
    stage = staged()
    async with stage.app.run_test(size=SIZE, notifications=True) as pilot:
        await pilot.pause()
        stage.screen.set_class(floor, "-floor")
        await press(pilot, "enter")
        assert await stage.shows(pilot, "Left out because of osteoporosis:")
        assert [phase.name for phase in stage.player.timeline.phases if phase.kind.active] == [
            "Slow nod",
            "Reach up",
        ]


async def test_the_list_of_the_session_has_it_and_takes_it_back() -> None:
    stage = staged()
    async with stage.app.run_test(size=SIZE) as pilot:
        await opened(stage, pilot, "trunk")
        assert coming(stage) == ["Reach up"]
        assert lines(stage)[1] == "Long plank left out because of osteoporosis"
        await press(pilot, "j")
        assert await stage.shows(pilot, "d take back")
        await press(pilot, "d")
        assert coming(stage) == ["Long plank", "Reach up"]
        await until(pilot, lambda: "left out" not in lines(stage)[1])
        await press(pilot, "d")
        assert coming(stage) == ["Reach up"]


async def test_the_end_tells_what_was_asked_of_this_person(tmp_path: Path) -> None:
    writer = JournalWriter(tmp_path)
    stage = staged(writer=writer)
    async with stage.app.run_test(size=SIZE) as pilot:
        await stage.settled(pilot)
        await press(pilot, "enter")
        await stage.advance(pilot, 200)
        assert await stage.shows(pilot, "2 of 2", "Left out: Long plank.")
        record = stage.player.recorder.record
        assert record is not None
        assert (record.completed, record.steps, record.steps_done) == (True, 2, 2)
    assert writer.close(10)


@pytest.fixture
def workshop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workshop:
    made = Workshop(tmp_path, monkeypatch)
    shipped = tmp_path / "shipped" / "routines.toml"
    shipped.write_text(SHIPPED)
    made.write("mine.toml", SHIPPED[: SHIPPED.index("[[stretch]]")] + MINE)
    return made


MINE = """\
[[routine]]
id = "mine"
name = "Mine"

  [[routine.step]]
  stretch = "nod"

  [[routine.step]]
  stretch = "plank"
"""


async def test_the_builder_has_the_routine_as_it_is_written(workshop: Workshop) -> None:
    stage = workshop.stage(settings=CAREFUL)
    async with stage.app.run_test(size=(100, 40)) as pilot:
        assert await stage.shows(pilot, LEFT_OUT)
        await press(pilot, "e")
        screen = top(stage)
        assert isinstance(screen, BuilderScreen)
        assert [each.stretch for each in screen.editor.routine.single_steps] == ["nod", "plank"]
        await press(pilot, "j")
        assert await stage.shows(pilot, "You leave this out because of osteoporosis.")
        await press(pilot, "plus", "ctrl+s")
        assert len(workshop.read("mine.toml")["step"]) == 2
        await press(pilot, "escape")
        await until(pilot, lambda: stage.app.screen is stage.screen)
        assert await stage.shows(pilot, LEFT_OUT)


async def test_the_card_follows_the_settings(workshop: Workshop) -> None:
    stage = workshop.stage(settings=Settings())
    async with stage.app.run_test(size=(100, 40)) as pilot:
        await press(pilot, "e", "j")
        assert await stage.shows(pilot, "Avoid with osteoporosis.")
        assert not stage.says("You leave this out")
        stage.settings.set(replace(Settings(), care=CAREFUL.care))
        assert await stage.shows(pilot, "You leave this out because of osteoporosis.")
