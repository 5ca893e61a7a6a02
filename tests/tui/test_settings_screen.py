"""The screen of settings: each is found, changed with keys, and kept at once."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

import pytest
from textual import events
from textual.geometry import Offset

from stretchtui.core.routines.model import Condition
from stretchtui.core.sessions.cues import CueName
from stretchtui.core.settings import all_settings
from stretchtui.tui.commands.keymap import TABLES
from stretchtui.tui.settings.key_rows import KeyRow
from stretchtui.tui.settings.rows import CueRow, LeaveOutRow
from stretchtui.tui.settings.screen import SettingsScreen
from stretchtui.tui.settings.sections import Section
from stretchtui.tui.settings.settings_list import SettingsList
from stretchtui.tui.settings.value_rows import ChoiceRow, ThemeRow, TypedRow
from stretchtui.tui.themes import CALM, CONTRAST
from tests.tui.home import Home, go_to, go_to_key, opened
from tests.tui.keys import press

PLAIN = {chr(code) for code in range(128)} | set("▁▂▃▄▅▆▇█…")
"""With what Textual draws scroll bars and cuts lines with: that is put into ASCII further down."""


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


async def test_everything_there_is_to_set_has_a_line(home: Home) -> None:
    stage = home.stage()
    async with stage.app.run_test() as pilot:
        screen = await opened(stage, pilot)
        rows = screen.query_one(SettingsList).rows
        settings = [row for row in rows if isinstance(row, ChoiceRow | TypedRow)]
        ids = all_settings().keys() - {"cues.off", "care.leave_out"}
        assert {row.setting.id for row in settings} == ids
        assert [row.sample for row in rows if isinstance(row, CueRow)] == list(CueName)
        conditions = [row.condition for row in rows if isinstance(row, LeaveOutRow)]
        assert conditions == list(Condition)
        for row in settings:
            # Each way round comes back to where it was, or stops at the limits.
            row.turn(1)
            row.turn(-1)
            row.reset()
        assert home.read() == {}


async def test_what_to_leave_out_is_said_once(home: Home) -> None:
    stage = home.stage()
    async with stage.app.run_test() as pilot:
        screen = await opened(stage, pilot)
        screen.show_section(Section.CARE)
        await press(pilot, "enter", "j", "j", "enter")
        assert await stage.shows(pilot, "Pregnancy", "leave out", within="SettingsList")
        assert await stage.shows(pilot, "Swap or leave out what you should avoid when pregnant")
        assert home.read() == {"care": {"leave_out": ["disc", "pregnancy"]}}
        await press(pilot, "r")
        assert home.read() == {"care": {"leave_out": ["disc"]}}
        assert stage.settings.value.care.leave_out == {Condition.DISC}


async def test_every_command_has_a_line_behind_keys(home: Home) -> None:
    stage = home.stage()
    async with stage.app.run_test() as pilot:
        screen = await go_to_key(stage, pilot, "Mute")
        rows = [row for row in screen.query_one(SettingsList).rows if isinstance(row, KeyRow)]
        assert {row.command for row in rows} == {*chain(*TABLES.values())}
        assert len(rows) == sum(map(len, TABLES.values()))
        assert len({row.section for row in rows}) > len(TABLES)
        await press(pilot, "enter", "f5", "escape")
        assert await stage.shows(pilot, "1 changed", within="SettingsList")
        await press(pilot, "r", "escape")
        assert home.read() == {"keys": {"mute": "f5"}}
        assert stage.app.screen is stage.screen


async def test_default_is_shown_beside_what_differs_and_for_the_chosen_line(home: Home) -> None:
    stage = home.stage()
    async with stage.app.run_test() as pilot:
        await go_to(stage, pilot, "Get ready")
        assert await stage.shows(pilot, "Default: 8 s.", within="#foot")
        assert not stage.says("default: 8 s", within="SettingsList")
        await press(pilot, "right")
        assert await stage.shows(pilot, "default: 8 s", within="SettingsList")
        await press(pilot, "down")
        assert await stage.shows(pilot, "Default: 5 s.", within="#foot")
        assert stage.says("default: 8 s", within="SettingsList")
        await go_to_key(stage, pilot, "Mute")
        assert await stage.shows(pilot, "Default: m.", within="#foot")


async def test_setting_is_found_by_what_is_typed(home: Home) -> None:
    stage = home.stage()
    async with stage.app.run_test() as pilot:
        screen = await opened(stage, pilot)
        await press(pilot, "slash", "=week", "enter")
        assert stage.app.screen is screen
        assert screen.row.label == "Week starts on"
        keys = await go_to_key(stage, pilot, "Mute")
        await press(pilot, "slash", "=stop", "enter")
        assert keys.row.label == "Stop"
        await press(pilot, "slash", "escape", "escape", "escape")
        assert stage.app.screen_stack == [stage.screen]


# Each kind of setting


async def test_number_is_changed_or_typed_within_its_limits_and_kept_at_once(home: Home) -> None:
    stage = home.stage()
    async with stage.app.run_test() as pilot:
        await go_to(stage, pilot, "Get ready")
        await press(pilot, "right", "right", "left", "right")
        assert home.read() == {"session": {"get_ready": 10}}
        assert await stage.shows(pilot, "10 s")
        await press(pilot, "r")
        assert home.read() == {}
        assert await stage.shows(pilot, "8 s")
        await press(pilot, "enter", "=1:30", "enter")
        assert home.read() == {"session": {"get_ready": 90}}
        assert await stage.shows(pilot, "1:30")
        await press(pilot, "enter", "=900", "enter")
        assert await stage.shows(pilot, "expected 0 to 2 min")
        await press(pilot, "escape")
        assert home.read() == {"session": {"get_ready": 90}}
        screen = await go_to(stage, pilot, "Volume")
        await press(pilot, "right", "enter", "=7", "enter")
        await press(pilot, "left", "left")
        assert (screen.row.shown, home.read()["cues"]) == ("0 %", {"volume": 0})


async def test_time_of_day_is_changed_or_typed_within_its_limits(home: Home) -> None:
    stage = home.stage()
    async with stage.app.run_test() as pilot:
        screen = await go_to(stage, pilot, "Day starts at")
        assert await stage.shows(pilot, "count for the day before", within="#foot")
        await press(pilot, "right")
        assert home.read() == {"history": {"day_starts": "04:30"}}
        await press(pilot, "left")
        assert home.read() == {}
        for typed, kept in (("3", "03:00"), ("0:05", "00:05"), ("11:40", "11:40")):
            await press(pilot, "enter", f"={typed}", "enter")
            assert home.read() == {"history": {"day_starts": kept}}
            assert screen.row.shown == kept
        await press(pilot, "right", "right")
        assert screen.row.shown == "12:00"
        await press(pilot, "enter", "=0:20", "enter", "left", "left")
        assert screen.row.shown == "00:00"
        for wrong in ("13:00", "4:60", "noon"):
            await press(pilot, "enter", f"={wrong}", "enter")
            assert await stage.shows(pilot, "expected a time from 00:00 to 12:00, like 04:00")
            await press(pilot, "escape")
        assert home.read() == {"history": {"day_starts": "00:00"}}


async def test_what_the_file_has_where_it_was_before_is_mended_too(home: Home) -> None:
    home.write('[screen]\nweek_start = "someday"\nmouse = false\n')
    stage = home.stage()
    async with stage.app.run_test() as pilot:
        await go_to(stage, pilot, "Week starts on")
        assert await stage.shows(pilot, "Expected one of monday, tuesday", 'found "someday"')
        await press(pilot, "r")
        assert home.read() == {"screen": {"mouse": False}}
        await press(pilot, "escape")
        home.write('[screen]\nweek_start = "sunday"\nmouse = false\n')
        screen = await go_to(stage, pilot, "Week starts on")
        assert screen.row.shown == "sunday"
        await press(pilot, "left")
        assert home.read() == {"screen": {"mouse": False}, "history": {"week_start": "saturday"}}


async def test_choice_goes_round_or_is_made_from_a_list(home: Home) -> None:
    stage = home.stage()
    async with stage.app.run_test() as pilot:
        await go_to(stage, pilot, "Week starts on")
        await press(pilot, "left")
        assert home.read() == {"history": {"week_start": "sunday"}}
        await press(pilot, "right")
        assert home.read() == {}
        await go_to(stage, pilot, "Sound output")
        await press(pilot, "enter")
        assert await stage.shows(pilot, "your own machine, through stretchtui ssh")
        await press(pilot, "down", "j", "up", "enter")
        assert home.read() == {"cues": {"sink": "speakers"}}
        await press(pilot, "enter", "end", "escape")
        assert home.read() == {"cues": {"sink": "speakers"}}
        await go_to(stage, pilot, "Discomfort")
        await press(pilot, "enter")
        await go_to(stage, pilot, "Reduced motion")
        await press(pilot, "space")
        assert home.read() == {
            "cues": {"sink": "speakers"},
            "session": {"discomfort": True},
            "screen": {"reduced_motion": True},
        }


async def test_theme_shows_as_it_is_looked_at_and_goes_again_if_it_is_not_taken(
    home: Home,
) -> None:
    stage = home.stage()
    async with stage.app.run_test() as pilot:
        screen = await go_to(stage, pilot, "Theme")
        assert isinstance(screen.row, ThemeRow)
        options = list(screen.row.options)
        ours = ["calm", "daylight", "terminal", "contrast", "monochrome"]
        assert options[:6] == ["auto", *ours]
        assert sorted(options[1:]) == sorted(stage.app.available_themes)
        await press(pilot, "enter", "down", "down", "down", "down")
        assert stage.app.theme == CONTRAST.name
        await press(pilot, "escape")
        assert stage.app.theme == CALM.name
        assert not home.file.exists()
        await press(pilot, "enter", "down", "down", "down", "down", "enter")
        assert stage.app.theme == CONTRAST.name
        assert home.read() == {"screen": {"theme": "contrast"}}
        # From the palette it is the same.
        await press(pilot, "escape")
        stage.app.action_change_theme()
        await press(pilot, "up", "enter")
        assert home.read() == {"screen": {"theme": "terminal"}}


async def test_cue_is_switched_off_and_heard_all_the_same(home: Home) -> None:
    stage = home.stage()
    async with stage.app.run_test() as pilot:
        await go_to(stage, pilot, "Breath in")
        await press(pilot, "space", "down", "left")
        assert home.read() == {"cues": {"off": ["breath-in", "breath-out"]}}
        stage.player.audio.sink.play(CueName.BREATH_OUT)
        assert stage.sink.played == []
        await press(pilot, "p")
        assert stage.sink.played == [CueName.BREATH_OUT]
        assert await stage.shows(pilot, "breath-out: recorder")
        await press(pilot, "r", "up", "right")
        assert home.read() == {}
        await go_to(stage, pilot, "Voice guide")
        await press(pilot, "p")
        assert stage.sink.played[1:] == [CueName.HOLD]
        assert stage.sink.said == ["Next, child's pose, left side"]
        await go_to(stage, pilot, "Mouse")
        await press(pilot, "p")
        assert len(stage.sink.played) == 2


# Keys


async def test_any_key_can_be_given_but_those_that_move(home: Home) -> None:
    stage = home.stage()
    async with stage.app.run_test() as pilot:
        await go_to_key(stage, pilot, "Mute")
        for key in ("tab", "enter", "q", "comma"):
            await press(pilot, "enter", key)
            assert home.read() == {"keys": {"mute": key}}
        await press(pilot, "enter", "down")
        assert await stage.shows(pilot, "down always moves down. Press another key.")
        await press(pilot, "escape")
        assert isinstance(stage.app.screen, SettingsScreen)
        assert home.read() == {"keys": {"mute": "comma"}}
        assert await stage.shows(pilot, "Same key as Settings.")
        await press(pilot, "r")
        assert home.read() == {}
        assert not stage.says("Same key as")


# What can go wrong


async def test_what_is_wrong_in_the_file_is_said_where_it_is(home: Home) -> None:
    home.write('[cues]\nsink = "loud"\n[screen]\ntheme = "\\u001b]0;x\\u0007"\n')
    stage = home.stage()
    async with stage.app.run_test(notifications=True) as pilot:
        await press(pilot)
        assert await stage.shows(pilot, "settings.toml: screen.theme:")
        stage.app.clear_notifications()
        await go_to(stage, pilot, "Sound output")
        assert await stage.shows(
            pilot, 'Expected one of auto, speakers, terminal, relay, browser, off, found "loud"'
        )
        await press(pilot, "r")
        assert "cues" not in home.read()
        await go_to(stage, pilot, "Theme")
        assert await stage.shows(pilot, "Expected auto, or the name of a theme, found")
        await press(pilot, "right")
        assert home.read() == {"screen": {"theme": "calm"}}


async def test_fault_goes_when_it_is_mended_from_the_palette(home: Home) -> None:
    home.write('[screen]\ntheme = "clam"\n')
    stage = home.stage()
    async with stage.app.run_test() as pilot:
        await go_to(stage, pilot, "Theme")
        assert await stage.shows(pilot, "Expected auto, or the name of a theme")
        stage.app.action_change_theme()
        await press(pilot, "down", "enter")
        assert home.read() == {"screen": {"theme": "calm"}}
        assert not stage.says("Expected auto")


async def test_comments_are_said_to_be_kept_beside_it(home: Home) -> None:
    home.write("# Mine.\n")
    stage = home.stage()
    async with stage.app.run_test() as pilot:
        await go_to(stage, pilot, "Mouse")
        await press(pilot, "right")
        assert await stage.shows(pilot, "is kept as settings.toml.bak")
    assert (home.folders.config / "settings.toml.bak").read_text() == "# Mine.\n"


# The screen


async def test_every_line_can_be_reached_and_says_what_it_is_for(home: Home) -> None:
    stage = home.stage()
    async with stage.app.run_test(size=(40, 15)) as pilot:
        screen = await opened(stage, pilot)
        found = screen.query_one(SettingsList)
        for number, row in enumerate(found.rows):
            assert found.row is row
            if number % 9 == 0:
                await pilot.pause()
                lines = stage.lines()
                assert row.label in next(line for line in lines if "\u25b8" in line)
                assert await stage.shows(pilot, row.help, within="#foot")
            found.action_move(1)
        assert found.row is found.rows[-1]
        for top, bottom in (("home", "end"), ("g", "G")):
            await press(pilot, top)
            assert found.row is found.rows[0]
            await press(pilot, bottom)
            assert found.row is found.rows[-1]
        await press(pilot, "home", "ctrl+d")
        assert found.rows.index(found.row) > 2
        await press(pilot, "ctrl+u", "ctrl+u")
        assert found.row is found.rows[0]
        assert await stage.shows(pilot, "Sound")
        await press(pilot, "down", "pagedown", "k", "up", "end", "pageup")
        assert found.row is not found.rows[-1]


async def test_tab_goes_from_section_to_section_and_round(home: Home) -> None:
    stage = home.stage()
    async with stage.app.run_test() as pilot:
        screen = await opened(stage, pilot)
        sections = list(dict.fromkeys(row.section for row in screen.query_one(SettingsList).rows))
        for section in [*sections[1:], sections[0]]:
            await press(pilot, "tab")
            assert screen.row.section == section
        for section in [*sections[:0:-1], sections[0]]:
            await press(pilot, "shift+tab")
            assert screen.row.section == section


async def test_mouse_chooses_and_opens(home: Home) -> None:
    stage = home.stage()
    async with stage.app.run_test() as pilot:
        screen = await go_to(stage, pilot, "Theme")
        line = next(y for y, line in enumerate(stage.lines()) if line.startswith("   Mouse"))
        for _ in range(2):
            await pilot.click(offset=Offset(10, line))
            await pilot.pause()
        assert screen.row.label == "Mouse"
        assert home.read() == {"screen": {"mouse": False}}


async def test_without_unicode_nothing_else_is_drawn(home: Home) -> None:
    stage = home.stage(environment={"LANG": "C", "TERM": "xterm"})
    async with stage.app.run_test() as pilot:
        for section in ("Sound", "Appearance", "Keys"):
            screen = await opened(stage, pilot)
            found = screen.query_one(SettingsList)
            found.choose(next(row for row in found.rows if row.section == section))
            await press(pilot, "enter")
            assert set(stage.text()) <= PLAIN
            await press(pilot, "escape")
            assert set(stage.text()) <= PLAIN


async def test_keys_that_come_at_once_are_for_the_settings(home: Home) -> None:
    stage = home.stage()
    async with stage.app.run_test() as pilot:
        for key in ("comma", "j", "left"):
            stage.app.post_message(events.Key(key, key if len(key) == 1 else None))
        for _ in range(4):
            await pilot.pause()
        assert home.read() == {"cues": {"volume": 95}}
        await press(pilot, "escape", "slash", "comma")
        assert not isinstance(stage.app.screen, SettingsScreen), "it is a letter in the filter"
