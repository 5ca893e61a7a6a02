"""A routine for today: asked for in a form, looked at, played, made again, kept."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from stretchtui.core.routines.model import Condition
from stretchtui.core.settings import CareSettings, Settings
from stretchtui.store.journal import Journal
from stretchtui.store.journal_writer import JournalWriter
from stretchtui.store.paths import folders
from stretchtui.store.routines import read_library
from stretchtui.tui.builder.made_screen import MadeScreen
from stretchtui.tui.dialogs.prompts import LinePrompt
from tests.amounts import share_of
from tests.tui.stage import Stage, until

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot


def staged(home: Path, settings: Settings | None = None) -> Stage:
    """An app on the shipped routines, with a journal."""
    own = folders(str(home))
    return Stage(read_library(own), folders=own, writer=JournalWriter(own.data), settings=settings)


def shown(stage: Stage) -> MadeScreen:
    """The routine that was made, as it is looked at."""
    screen = stage.app.screen
    assert isinstance(screen, MadeScreen)
    return screen


def ids(stage: Stage) -> list[str]:
    """The stretches of what was made."""
    return [str(step.stretch) for step in shown(stage).entry.routine.single_steps]


async def ask(pilot: Pilot[int], stage: Stage, areas: str = "hips") -> None:
    """Ask for a routine that takes ten minutes."""
    await stage.settled(pilot)
    await pilot.press("w")
    assert await stage.shows(pilot, "Make a routine for today")
    await pilot.press("tab", *areas, "enter")


async def make(pilot: Pilot[int], stage: Stage, areas: str = "hips") -> None:
    """Have a routine made that takes ten minutes."""
    await ask(pilot, stage, areas)
    assert await stage.shows(pilot, "another")


async def test_it_is_asked_for_in_a_form_and_shown(tmp_path: Path) -> None:
    stage = staged(tmp_path)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await make(pilot, stage)
        assert shown(stage).entry.routine.name == "10 minutes for hips"
        title = stage.text().partition("10 minutes for hips · ")[2][:5].strip()
        assert title.startswith(("9:5", "10:0", "9:4")), "within 15 s"
        await pilot.press("escape")
        await pilot.press("w")
        assert await stage.shows(pilot, "10 minutes for hips"), "what was asked for stands there"


async def test_another_one_is_made_with_a_key(tmp_path: Path) -> None:
    stage = staged(tmp_path)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await make(pilot, stage)
        seen = {tuple(ids(stage))}
        for key in ("w", "r", "w", "w"):
            await pilot.press(key)
            seen.add(tuple(ids(stage)))
        assert len(seen) > 2


async def test_it_is_played_and_kept_in_the_journal_and_can_be_resumed(tmp_path: Path) -> None:
    stage = staged(tmp_path)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await make(pilot, stage)
        made = shown(stage).entry.routine
        await pilot.press("enter")
        await until(pilot, lambda: stage.player.is_playing)
        assert stage.player.entry.routine == made
        await stage.advance(pilot, 100)
        assert made.id not in stage.files.library.entries, "it is not in the list"
        # The program vanishes.
        writer = stage.app.journal.writer
        assert writer is not None
        assert writer.close(10)
        with closing(Journal(stage.files.folders.data)) as journal:
            journal.let_go(1)
    again = staged(tmp_path)
    async with again.app.run_test(size=(80, 24)) as pilot:
        assert await again.shows(pilot, "Resume your last session?")
        await pilot.press("enter")
        await until(pilot, lambda: again.player.is_playing)
        assert again.player.entry.routine == made
        assert again.player.view().phase.step > 0
    with closing(Journal(folders(str(tmp_path)).data)) as journal:
        (record,) = journal.sessions()
        assert (record.routine, record.name) == ("made-10-minutes-for-hips", "10 minutes for hips")
        assert record.held > 30
        assert any("hips" in targets for targets, _ in journal.held(0))


async def test_it_is_kept_under_a_name_and_chosen_in_the_list(tmp_path: Path) -> None:
    stage = staged(tmp_path)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await make(pilot, stage)
        made = shown(stage).entry.routine
        await pilot.press("s")
        assert isinstance(stage.app.screen, LinePrompt)
        await pilot.press(*"Hips", "enter")
        assert await stage.shows(pilot, "Another routine has this name.")
        await pilot.press(*" at noon", "enter")
        await until(pilot, lambda: stage.app.screen is stage.screen)
        entry = stage.screen.browser.entry
        assert entry is not None
        assert (entry.routine.id, entry.routine.steps) == ("hips-at-noon", made.steps)


async def test_keeping_can_be_left_and_may_fail(tmp_path: Path) -> None:
    stage = staged(tmp_path)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await make(pilot, stage)
        await pilot.press("s", "escape")
        shown(stage)
        stage.files.folders.routines.parent.mkdir(parents=True, exist_ok=True)
        stage.files.folders.routines.write_text("a file in the way")
        await pilot.press("s", "enter")
        assert await stage.shows(pilot, "was not saved")
        shown(stage)


async def test_what_cannot_be_made_is_said_in_the_form(tmp_path: Path) -> None:
    stage = staged(tmp_path)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await ask(pilot, stage, "neck, hipz")
        assert await stage.shows(pilot, "No stretch is for hipz: did you mean hips?")
        await pilot.press("backspace", "s", "shift+tab", "1", "enter")
        words = "1 minute is too short for neck and hips: ask for 2 minutes or more"
        assert await stage.shows(pilot, words)
        await pilot.press("escape")
        await until(pilot, lambda: stage.app.screen is stage.screen)


async def test_every_field_counts(tmp_path: Path) -> None:
    stage = staged(tmp_path, Settings(care=CareSettings(leave_out=frozenset([Condition.DISC]))))
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await stage.settled(pilot)
        await pilot.press(
            "w", "1", "2", "tab", *"lower back", "tab", "right", "tab", *"wall, strap"
        )
        await pilot.press("tab", "right", "enter")
        assert await stage.shows(pilot, "another")
        entry = shown(stage).entry
        assert entry.routine.name == (
            "12 minutes for lower back, on the floor, gentle, without wall or strap"
        )
        found = [entry.stretches[each] for each in ids(stage)]
        assert not any(Condition.DISC in each.avoid for each in found)
        assert not any({"wall", "strap"} & {*each.needs} for each in found)


@pytest.mark.parametrize("size", share_of([(40, 15), (80, 24), (120, 40)], 0))
async def test_it_scrolls_where_there_is_little_room(tmp_path: Path, size: tuple[int, int]) -> None:
    stage = staged(tmp_path)
    async with stage.app.run_test(size=size) as pilot:
        await make(pilot, stage, "back, legs")
        await pilot.press("end")
        last = shown(stage).entry.stretches[ids(stage)[-1]].name
        assert await stage.shows(pilot, last.split()[0])
        assert "start" in stage.text()
        assert "back" in stage.text()
