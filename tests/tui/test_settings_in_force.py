"""What is set is in force at once, on every screen; and what can go wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from stretchtui.core.routines.model import Side
from stretchtui.core.routines.pace import Pace
from stretchtui.core.sessions.cues import CueName
from stretchtui.playing.audio import SETTLED_S, Audio
from stretchtui.tui.builder.screen import BuilderScreen
from stretchtui.tui.player.trial import TrialScreen
from stretchtui.tui.themes import MONOCHROME, TERMINAL
from tests.tui.home import Home, go_to, go_to_key
from tests.tui.keys import press
from tests.tui.stage import UTF8, until


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


# Keys


async def test_command_gets_the_key_that_is_pressed_next(home: Home) -> None:
    stage = home.stage()
    async with stage.app.run_test(size=(120, 40)) as pilot:
        await go_to_key(stage, pilot, "Start or pause")
        await press(pilot, "enter", "ctrl+g")
        assert home.read() == {"keys": {"go": "ctrl+g"}}
        await press(pilot, "escape", "escape", "space")
        assert not stage.screen.has_class("-playing")
        assert await stage.shows(pilot, "ctrl+g start")
        await press(pilot, "ctrl+g")
        assert stage.screen.has_class("-playing")


async def test_key_is_the_new_one_on_every_screen_that_is_open(home: Home) -> None:
    stage = home.stage()
    async with stage.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "e", "p")
        for label, key in (("Play", "f7"), ("Next", "z"), ("Remove step", "f6")):
            await go_to_key(stage, pilot, label)
            await press(pilot, "enter", key)
        await go_to(stage, pilot, "Volume")
        assert await stage.shows(pilot, "f7 play", within="KeyBar")
        await press(pilot, "f7")
        assert stage.sink.played[-1] is CueName.HOLD
        await press(pilot, "escape")
        assert isinstance(stage.app.screen, TrialScreen)
        assert await stage.shows(pilot, "z next", within="KeyBar")
        assert stage.player.view().index == 0
        await press(pilot, "n")
        assert stage.player.view().index == 0
        await press(pilot, "z")
        assert stage.player.view().index == 1
        await press(pilot, "escape")
        builder = stage.app.screen
        assert isinstance(builder, BuilderScreen)
        assert await stage.shows(pilot, "f6 remove", within="KeyBar")
        before = len(builder.editor.routine.steps)
        await press(pilot, "x")
        assert len(builder.editor.routine.steps) == before
        await press(pilot, "f6")
        assert len(builder.editor.routine.steps) == before - 1


async def test_what_shares_a_key_keeps_it_when_the_other_is_given_another(home: Home) -> None:
    home.write('[keys]\nnext = "z"\n')
    stage = home.stage()
    async with stage.app.run_test() as pilot:
        # In the list it is the key for a new routine.
        await press(pilot, "n")
        assert isinstance(stage.app.screen, BuilderScreen)


# Sounds


async def test_sink_is_chosen_anew_when_there_is_no_more_to_change(home: Home) -> None:
    stage = home.stage()
    async with stage.app.run_test() as pilot:
        # The sink is opened once the screen has been drawn.
        await until(pilot, lambda: stage.sink.calls == ["open"])
        await go_to(stage, pilot, "Volume")
        await press(pilot, "left", "left", "left")
        assert stage.sink.calls == ["open"]
        await stage.advance(pilot, SETTLED_S)
        assert stage.sink.calls == ["open", "close", "open"]
        await press(pilot, "left", "p")
        assert stage.sink.calls == ["open", "close", "open", "close", "open"]
        assert stage.sink.played == [CueName.HOLD]
        for label in ("Spoken countdown", "Tick"):
            await go_to(stage, pilot, label)
            await press(pilot, "right")
        await stage.advance(pilot, 1)
        assert len(stage.sink.calls) == 5
        await go_to(stage, pilot, "Volume")
        await press(pilot, "left", "escape")
        assert len(stage.sink.calls) == 7


async def test_sink_has_its_new_name_on_every_screen_that_is_open(home: Home) -> None:
    home.write('[cues]\nsink = "terminal"\n')
    stage = home.stage(audio=lambda settings: Audio(settings, home.folders, UTF8, None, 1.0))
    async with stage.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "e", "p")
        assert await stage.shows(pilot, "terminal bell")
        await go_to(stage, pilot, "Sound output")
        assert await stage.shows(pilot, "Now: terminal bell")
        await press(pilot, "enter", "end", "enter")
        assert await stage.shows(pilot, "Now: terminal bell"), "there may be more to change"
        await stage.advance(pilot, SETTLED_S)
        assert await stage.shows(pilot, "Now: sound off")
        await press(pilot, "escape")
        assert isinstance(stage.app.screen, TrialScreen)
        assert await stage.shows(pilot, "sound off")
        await press(pilot, "escape", "escape")
        assert len(stage.app.screen_stack) == 1
        assert await stage.shows(pilot, "sound off")


async def test_command_line_goes_before_the_settings(home: Home) -> None:
    stage = home.stage(
        motion=False,
        mouse=False,
        audio=lambda settings: Audio(settings, home.folders, UTF8, "off", 1.0),
    )
    async with stage.app.run_test() as pilot:
        await go_to(stage, pilot, "Sound output")
        assert await stage.shows(pilot, "Now: sound off (overridden by --cues off)")
        await go_to(stage, pilot, "Reduced motion")
        assert await stage.shows(pilot, "Overridden by --no-motion")
        await press(pilot, "right", "right")
        assert not stage.app.look.moves
        await go_to(stage, pilot, "Mouse")
        assert await stage.shows(pilot, "Overridden by --no-mouse")
        assert not stage.app.preferences.mouse


async def test_voice_that_nothing_here_can_speak_with_is_said(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("stretchtui.cues.voice.find_voice", lambda *how: None)
    home.write('[voice]\nguide = "off"\n')
    stage = home.stage()
    async with stage.app.run_test() as pilot:
        await go_to(stage, pilot, "Voice guide")
        assert not stage.says("No speech engine found")
        await press(pilot, "right")
        assert await stage.shows(pilot, "No speech engine found")


# Times and colours


async def test_pace_is_that_of_the_next_session_and_of_the_list(home: Home) -> None:
    home.write("[session]\ncountdown = 0\n")
    stage = home.stage()
    async with stage.app.run_test(size=(120, 40)) as pilot:
        before = stage.entry("lower-back").total(stage.settings.value.pace)
        await go_to(stage, pilot, "Get ready")
        await press(pilot, "right")
        await go_to(stage, pilot, "First side")
        await press(pilot, "right", "escape")
        assert stage.settings.value.pace == Pace(9, 5, Side.RIGHT, 0)
        row = stage.screen.browser.row
        assert row is not None
        assert row.entry is not None
        assert row.total == row.entry.total(Pace(9, 5, Side.RIGHT, 0)) > before
        await press(pilot, "enter")
        await stage.advance(pilot, 8.5)
        assert CueName.HOLD not in stage.sink.played
        assert CueName.TICK not in stage.sink.played
        await stage.advance(pilot, 1)
        assert CueName.HOLD in stage.sink.played


async def test_figures_hold_still_from_the_moment_it_is_set(home: Home) -> None:
    stage = home.stage()
    async with stage.app.run_test() as pilot:
        await go_to(stage, pilot, "Reduced motion")
        assert stage.app.look.moves
        await press(pilot, "space")
        assert not stage.app.look.moves


async def test_where_there_are_no_colours_no_theme_is_taken(home: Home) -> None:
    home.write('[screen]\ntheme = "nord"\n')
    stage = home.stage(environment={**UTF8, "TERM": "xterm-256color", "NO_COLOR": "1"})
    async with stage.app.run_test() as pilot:
        assert stage.app.theme == MONOCHROME.name
        await go_to(stage, pilot, "Theme")
        assert await stage.shows(pilot, "This terminal shows no colours")
        await press(pilot, "right")
        assert stage.app.theme == MONOCHROME.name


async def test_session_waits_while_something_is_set(home: Home) -> None:
    stage = home.stage(play="lower-back")
    async with stage.app.run_test() as pilot:
        await stage.advance(pilot, 3)
        await go_to(stage, pilot, "Get ready")
        await press(pilot, "right")
        await stage.advance(pilot, 60)
        await press(pilot, "escape")
        assert await stage.shows(pilot, "PAUSED")
        assert await stage.shows(pilot, "Knee to chest")


async def test_theme_from_the_palette_that_cannot_be_kept_is_in_force_and_said(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("stretchtui.store.locking.PATIENCE_S", 0.0)
    stage = home.stage()
    async with stage.app.run_test(size=(120, 40), notifications=True) as pilot:
        with home.held():
            stage.app.action_change_theme()
            await press(pilot, "down", "down", "down", "enter")
            assert stage.app.theme == TERMINAL.name
            assert await stage.shows(pilot, "settings.toml was not saved")


# The file


async def test_what_cannot_be_kept_holds_until_the_end_and_is_kept_when_it_can_be(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("stretchtui.store.locking.PATIENCE_S", 0.0)
    home.write("[voice]\ncounting = true\n")
    stage = home.stage()
    async with stage.app.run_test() as pilot:
        with home.held():
            await go_to(stage, pilot, "Get ready")
            await press(pilot, "right")
            assert await stage.shows(
                pilot, "another program is saving; try again; the change applies until"
            )
            assert await stage.shows(pilot, "9 s")
            await press(pilot, "escape")
            await go_to(stage, pilot, "Get ready")
            assert await stage.shows(pilot, "9 s")
            assert stage.settings.value.pace.get_ready == 9
        await go_to(stage, pilot, "Countdown")
        await press(pilot, "right")
        assert home.read() == {
            "voice": {"counting": True},
            "session": {"get_ready": 9, "countdown": 4},
        }


async def test_what_was_set_elsewhere_is_there_when_the_settings_are_opened(home: Home) -> None:
    stage = home.stage()
    async with stage.app.run_test() as pilot:
        home.write('[screen]\ntheme = "nord"\n[session]\nswitch = 7\n')
        await press(pilot, "comma")
        assert stage.app.theme == "nord"
        await go_to(stage, pilot, "Switch sides")
        assert await stage.shows(pilot, "7 s")
