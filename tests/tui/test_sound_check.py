"""Can you hear this? The sound check, at the first start and from then on by a key."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from msgspec.structs import replace

from stretchtui.core.sessions.cues import CueName
from stretchtui.core.settings import ScreenSettings, Settings
from stretchtui.cues import doctor
from stretchtui.cues.demonstration import lasts
from stretchtui.store.paths import Folders, folders
from stretchtui.store.sound_check import is_due, make_due
from stretchtui.tui.dialogs.sound_check import BEFORE_S, PLAYED, SoundCheck
from tests.tui.home import go_to
from tests.tui.stage import UTF8, Stage, until
from tests.tui.workshop import press

if TYPE_CHECKING:
    from textual.pilot import Pilot

ALL_S = BEFORE_S + sum(map(lasts, PLAYED))
"""How long it takes to play everything."""


@pytest.fixture
def home(tmp_path: Path) -> Folders:
    """A home whose owner is still to be asked."""
    found = folders(str(tmp_path))
    make_due(found)
    return found


@pytest.fixture(autouse=True)
def _over_ssh(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever hears nothing is told the same on every machine."""
    look_around = doctor.look_around

    def look(environment: Any, *rest: Any) -> doctor.Findings:
        return look_around({**UTF8, "TERM": "screen", "SSH_TTY": "/dev/pts/1"}, *rest)

    monkeypatch.setattr(doctor, "look_around", look)


def checking(stage: Stage) -> bool:
    """Whether the sound check is in front."""
    return isinstance(stage.app.screen, SoundCheck)


async def opened(stage: Stage, pilot: Pilot[Any]) -> None:
    """Open it from the list."""
    await pilot.pause()
    await press(pilot, "S")
    assert checking(stage)


async def silent(stage: Stage, pilot: Pilot[Any]) -> None:
    """Say that nothing is heard."""
    await press(pilot, "n")
    assert await stage.shows(pilot, "What you can try")


async def test_three_cues_are_played_one_after_the_other(home: Folders) -> None:
    stage = Stage(folders=home)
    async with stage.app.run_test() as pilot:
        await opened(stage, pilot)
        assert stage.says("Can you hear this?", "Sound output: recorder")
        assert stage.sink.played == []
        stage.clock.advance(BEFORE_S)
        for number, cue in enumerate(PLAYED, 1):
            assert stage.sink.played == list(PLAYED[:number])
            assert await stage.shows(pilot, f"▸ {cue}", cue.meaning)
            stage.clock.advance(lasts(cue))
        await until(pilot, lambda: not any(stage.says(f"▸ {cue}") for cue in PLAYED))
        stage.clock.advance(60)
        assert stage.sink.played == list(PLAYED)
        await press(pilot, "space")
        stage.clock.advance(ALL_S)
        assert stage.sink.played == [*PLAYED, *PLAYED]


async def test_what_is_turned_off_is_played_all_the_same(home: Folders) -> None:
    stage = Stage(folders=home)
    async with stage.app.run_test() as pilot:
        stage.settings.set(
            replace(
                stage.settings.value,
                cues=replace(stage.settings.value.cues, off=frozenset({CueName.HOLD})),
            )
        )
        await opened(stage, pilot)
        stage.clock.advance(ALL_S)
        assert stage.sink.played == list(PLAYED)


@pytest.mark.parametrize("key", ["y", "enter", "escape", "q"])
async def test_who_hears_it_or_skips_it_is_not_asked_again(home: Folders, key: str) -> None:
    stage = Stage(folders=home, check_sound=True)
    async with stage.app.run_test() as pilot:
        await until(pilot, lambda: checking(stage))
        check = stage.app.screen
        assert isinstance(check, SoundCheck)
        await press(pilot, key)
        # Another answer finds it left already, however late it comes.
        check.action_answer("later")
        assert stage.app.screen is stage.screen
        assert stage.app.is_running
        assert not is_due(home)
        stage.clock.advance(60)
        assert stage.sink.played == [], "nothing sounds once it is closed"


@pytest.mark.parametrize(
    ("key", "due"), [("y", False), ("escape", False), ("enter", False), ("l", True)]
)
async def test_who_hears_nothing_is_told_what_to_do(home: Folders, key: str, due: bool) -> None:
    stage = Stage(folders=home, check_sound=True)
    async with stage.app.run_test() as pilot:
        await until(pilot, lambda: checking(stage))
        await silent(stage, pilot)
        assert stage.says(":vbell off", "stretchtui ssh HOST")
        assert stage.says("Many terminals come with the bell turned off.", within="Vertical")
        assert is_due(home), "it is asked again if the program ends here"
        await press(pilot, key)
        assert stage.app.screen is stage.screen
        assert is_due(home) is due


async def test_it_is_played_again_for_who_has_tried_something(home: Folders) -> None:
    stage = Stage(folders=home)
    async with stage.app.run_test() as pilot:
        await opened(stage, pilot)
        stage.clock.advance(BEFORE_S)
        await silent(stage, pilot)
        stage.clock.advance(60)
        assert stage.sink.played == [CueName.HOLD], "there is time to read"
        await press(pilot, "space")
        assert stage.says("Can you hear this?")
        stage.clock.advance(ALL_S)
        assert stage.sink.played == [CueName.HOLD, *PLAYED]


async def test_later_is_later_also_for_who_was_not_to_be_asked(tmp_path: Path) -> None:
    home = folders(str(tmp_path))
    stage = Stage(folders=home)
    async with stage.app.run_test() as pilot:
        await opened(stage, pilot)
        await silent(stage, pilot)
        await press(pilot, "l")
        assert is_due(home)


async def test_what_is_muted_is_told_first(home: Folders) -> None:
    stage = Stage(folders=home)
    async with stage.app.run_test() as pilot:
        await pilot.pause()
        await press(pilot, "m")
        await opened(stage, pilot)
        assert stage.says("Sound output: muted")
        await silent(stage, pilot)
        words = "Sounds are muted. Press m in the list to turn them on again."
        assert stage.says(words, within="Vertical")


async def test_what_has_taken_over_is_named(home: Folders) -> None:
    stage = Stage(folders=home)
    async with stage.app.run_test() as pilot:
        await opened(stage, pilot)
        stage.sink.name = "terminal bell, as the speakers failed"
        stage.clock.advance(ALL_S)
        await until(pilot, lambda: stage.says("Sound output: terminal bell, as the speakers"))


async def test_long_words_scroll(home: Folders) -> None:
    stage = Stage(folders=home)
    async with stage.app.run_test(size=(40, 15)) as pilot:
        await opened(stage, pilot)
        await silent(stage, pilot)
        assert not stage.says("docs/sound.md")
        await press(pilot, "end")
        await until(pilot, lambda: stage.says("docs/sound.md"))
        assert stage.says("play again", "close"), "the keys stay"


# When it is asked


async def test_at_the_first_start_it_is_asked_after_the_word_of_care(home: Folders) -> None:
    stage = Stage(folders=home, check_sound=True, remember_care=lambda: None)
    async with stage.app.run_test() as pilot:
        assert await stage.shows(pilot, "Before you start")
        await pilot.press("x")
        await until(pilot, lambda: checking(stage))
        assert not stage.says("Before you start")
        await press(pilot, "escape")
        assert stage.app.screen is stage.screen


async def test_it_is_not_asked_when_it_is_not_to_be(home: Folders) -> None:
    stage = Stage(folders=home, remember_care=lambda: None)
    async with stage.app.run_test() as pilot:
        assert await stage.shows(pilot, "Before you start")
        await press(pilot, "x")
        assert stage.app.screen is stage.screen


async def test_it_is_not_in_the_way_of_who_has_begun_something(home: Folders) -> None:
    stage = Stage(folders=home, check_sound=True, remember_care=lambda: None)
    async with stage.app.run_test() as pilot:
        assert await stage.shows(pilot, "Before you start")
        stage.screen.begin(stage.entry("lower-back"))
        await press(pilot, "x")
        assert stage.app.screen is stage.screen
        assert stage.player.is_playing
        assert is_due(home)


async def test_settings_have_it_too(home: Folders) -> None:
    stage = Stage(folders=home)
    async with stage.app.run_test() as pilot:
        screen = await go_to(stage, pilot, "Sound check")
        assert stage.says("Play three sounds, and get help if you can't hear them.")
        await press(pilot, "right", "r")
        assert stage.app.screen is screen
        await press(pilot, "enter")
        assert checking(stage)
        await press(pilot, "y")
        assert stage.app.screen is screen
        assert not is_due(home)


@pytest.mark.parametrize("keys", [["slash"], ["enter"]])
async def test_in_the_filter_and_in_a_session_the_key_is_another(
    home: Folders, keys: list[str]
) -> None:
    stage = Stage(folders=home)
    async with stage.app.run_test() as pilot:
        await pilot.pause()
        await press(pilot, *keys, "S")
        assert not checking(stage)


async def test_two_at_once_are_one(home: Folders) -> None:
    stage = Stage(folders=home)
    async with stage.app.run_test() as pilot:
        await pilot.pause()
        await press(pilot, "S", "S", "S")
        assert checking(stage)
        assert len(stage.app.screen_stack) == 2


async def test_an_answer_is_not_waited_for_that_is_not_wanted_any_more(home: Folders) -> None:
    stage = Stage(folders=home)
    async with stage.app.run_test() as pilot:
        await opened(stage, pilot)
        await press(pilot, "n", "y", "l")
        assert stage.app.screen is stage.screen
        await pilot.pause(0.1)
        assert not is_due(home)


# Pictures


@pytest.mark.parametrize("theme", ["calm", "textual-light"])
@pytest.mark.parametrize(
    "size", [(40, 15), (80, 24), (120, 40)], ids=lambda size: "{}x{}".format(*size)
)
@pytest.mark.parametrize("heard", [True, False], ids=["asking", "silent"])
def test_snapshots(
    snap_compare: Callable[..., bool], size: tuple[int, int], theme: str, heard: bool
) -> None:
    stage = Stage(settings=Settings(screen=ScreenSettings(theme=theme)))

    async def run_before(pilot: Pilot[Any]) -> None:
        await opened(stage, pilot)
        stage.clock.advance(BEFORE_S)
        if not heard:
            await silent(stage, pilot)
        await pilot.pause()

    assert snap_compare(stage.app, terminal_size=size, run_before=run_before)
