"""The settings: each changed with keys, kept at once, and in force at once."""

from __future__ import annotations

import contextlib
import os
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from textual import events
from textual.geometry import Offset

from stretchtui.core.routines.model import Side
from stretchtui.core.routines.pace import Pace
from stretchtui.core.sessions.cues import CueName
from stretchtui.core.settings import CueSettings
from stretchtui.playing.audio import Audio
from stretchtui.store.locking import take
from stretchtui.store.paths import Folders, folders
from stretchtui.store.settings import read_settings
from stretchtui.tui.builder.screen import BuilderScreen
from stretchtui.tui.settings.preferences import REST_S, Preferences
from stretchtui.tui.settings.rows import ChoiceRow
from stretchtui.tui.settings.screen import SettingsScreen
from stretchtui.tui.settings.settings_list import SettingsList
from stretchtui.tui.themes import CALM, CONTRAST, MONOCHROME
from tests.tui.keys import press
from tests.tui.stage import NOWHERE, UTF8, Stage

if TYPE_CHECKING:
    from textual.pilot import Pilot


PLAIN = {chr(code) for code in range(128)} | set("▁▂▃▄▅▆▇█…")
"""With what Textual draws scroll bars and cuts lines with: that is put into ASCII further down."""


class Ears(Audio):
    """Remembers what it was told."""

    def __init__(self, settings: CueSettings, cues: str | None = None) -> None:
        super().__init__(settings, NOWHERE, cues, {})
        self.told: list[CueSettings] = []

    def change(self, settings: CueSettings) -> None:
        """Remember it."""
        self.told.append(settings)


@contextlib.contextmanager
def held(folders: Folders) -> Iterator[None]:
    """Another program saves meanwhile."""
    descriptor = take(folders.config / ".settings.lock")
    try:
        yield
    finally:
        os.close(descriptor)


class Home:
    """A home, and programs that are started on it."""

    def __init__(self, folder: Path) -> None:
        self.folders: Folders = folders(str(folder))
        self.file = self.folders.config / "settings.toml"

    def write(self, toml: str) -> None:
        """Put a text into the file."""
        self.folders.config.mkdir(parents=True, exist_ok=True)
        self.file.write_text(toml, encoding="utf-8")

    def read(self) -> dict[str, Any]:
        """The file, as any TOML reader sees it."""
        return tomllib.loads(self.file.read_text(encoding="utf-8"))

    def stage(self, **options: Any) -> Stage:
        """The program, on this home."""
        given = {each: options.pop(each) for each in ("motion", "mouse") if each in options}
        settings = read_settings(self.folders)
        ears = Ears(settings.cues, options.pop("cues", None))
        options = {
            "keys": settings.keys,
            "pace": settings.pace,
            "off": settings.cues.off,
            "preferences": Preferences(settings, ears, **given),
            **options,
        }
        return Stage(folders=self.folders, **options)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


async def opened(stage: Stage, pilot: Pilot[Any]) -> SettingsScreen:
    """The settings."""
    if not isinstance(stage.app.screen, SettingsScreen):
        await press(pilot, "comma")
    screen = stage.app.screen
    assert isinstance(screen, SettingsScreen)
    return screen


async def go_to(stage: Stage, pilot: Pilot[Any], label: str, section: str = "") -> SettingsScreen:
    """Open the settings, and choose a line."""
    screen = await opened(stage, pilot)
    found = screen.query_one(SettingsList)
    row = next(row for row in found.rows if row.label == label and section in row.section)
    found.choose(row)
    await pilot.pause()
    return screen


# Each kind of setting


async def test_number_is_changed_or_typed_within_its_limits_and_kept_at_once(home: Home) -> None:
    stage = home.stage()
    async with stage.app.run_test() as pilot:
        await go_to(stage, pilot, "get ready")
        await press(pilot, "right", "right", "left", "right")
        assert home.read() == {"session": {"get_ready": 10}}
        assert stage.says("10 s")
        await press(pilot, "r")
        assert home.read() == {}
        assert stage.says("8 s")
        await press(pilot, "enter", "=1:30", "enter")
        assert home.read() == {"session": {"get_ready": 90}}
        assert stage.says("1:30")
        await press(pilot, "enter", "=900", "enter")
        assert stage.says("expected 0 to 2 min")
        await press(pilot, "escape")
        assert home.read() == {"session": {"get_ready": 90}}
        screen = await go_to(stage, pilot, "volume")
        await press(pilot, "right", "enter", "=7", "enter")
        await press(pilot, "left", "left")
        assert (screen.row.shown, home.read()["cues"]) == ("0 %", {"volume": 0})


async def test_choice_goes_round_or_is_made_from_a_list(home: Home) -> None:
    stage = home.stage()
    async with stage.app.run_test() as pilot:
        await go_to(stage, pilot, "week start")
        await press(pilot, "left")
        assert home.read() == {"screen": {"week_start": "sunday"}}
        assert stage.app.week_start == 6
        await press(pilot, "right")
        assert home.read() == {}
        await go_to(stage, pilot, "sink")
        await press(pilot, "enter")
        assert stage.says("your own machine, by stretchtui ssh")
        await press(pilot, "down", "j", "up", "enter")
        assert home.read() == {"cues": {"sink": "speakers"}}
        await press(pilot, "enter", "end", "escape")
        assert home.read() == {"cues": {"sink": "speakers"}}
        await go_to(stage, pilot, "discomfort")
        await press(pilot, "enter")
        assert stage.app.asks_discomfort
        await go_to(stage, pilot, "reduced motion")
        assert stage.app.motion
        await press(pilot, "space")
        assert not stage.app.motion
        assert home.read()["session"] == {"discomfort": True}


async def test_theme_shows_as_it_is_looked_at_and_goes_again_if_it_is_not_taken(
    home: Home,
) -> None:
    stage = home.stage()
    async with stage.app.run_test() as pilot:
        screen = await go_to(stage, pilot, "theme")
        assert isinstance(screen.row, ChoiceRow)
        options = list(screen.row.options)
        assert options[:5] == ["auto", "calm", "terminal", "contrast", "monochrome"]
        assert sorted(options[1:]) == sorted(stage.app.available_themes)
        await press(pilot, "enter", "down", "down", "down")
        assert stage.app.theme == CONTRAST.name
        await press(pilot, "escape")
        assert stage.app.theme == CALM.name
        assert not home.file.exists()
        await press(pilot, "enter", "down", "down", "down", "enter")
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
        await go_to(stage, pilot, "breath in")
        await press(pilot, "space", "down", "left")
        assert home.read() == {"cues": {"off": ["breath-in", "breath-out"]}}
        stage.app.sink.play(CueName.BREATH_OUT)
        assert stage.sink.played == []
        await press(pilot, "p")
        assert stage.sink.played == [CueName.BREATH_OUT]
        assert stage.says("breath-out: recorder")
        await press(pilot, "r", "up", "right")
        assert home.read() == {}
        await go_to(stage, pilot, "voice")
        await press(pilot, "p")
        assert stage.sink.played[1:] == [CueName.HOLD]
        assert stage.sink.said == ["Next, child's pose, left side"]
        await go_to(stage, pilot, "mouse")
        await press(pilot, "p")
        assert len(stage.sink.played) == 2


# Keys


async def test_command_gets_the_key_that_is_pressed_next(home: Home) -> None:
    stage = home.stage()
    async with stage.app.run_test(size=(120, 40)) as pilot:
        await go_to(stage, pilot, "go", "Keys")
        await press(pilot, "enter", "ctrl+g")
        assert home.read() == {"keys": {"go": "ctrl+g"}}
        await press(pilot, "escape", "space")
        assert not stage.screen.has_class("-playing")
        assert stage.says("ctrl+g start")
        await press(pilot, "ctrl+g")
        assert stage.screen.has_class("-playing")


async def test_what_shares_a_key_keeps_it_when_the_other_is_given_another(home: Home) -> None:
    home.write('[keys]\nnext = "z"\n')
    stage = home.stage()
    async with stage.app.run_test() as pilot:
        # In the list it is the key for a new routine.
        await press(pilot, "n")
        assert isinstance(stage.app.screen, BuilderScreen)


async def test_any_key_can_be_given_but_those_that_move(home: Home) -> None:
    stage = home.stage()
    async with stage.app.run_test() as pilot:
        await go_to(stage, pilot, "mute", "Keys")
        for key in ("tab", "enter", "q", "comma"):
            await press(pilot, "enter", key)
            assert home.read() == {"keys": {"mute": key}}
        await press(pilot, "enter", "down")
        assert stage.says("down always moves down: press another one.")
        await press(pilot, "escape")
        assert isinstance(stage.app.screen, SettingsScreen)
        assert home.read() == {"keys": {"mute": "comma"}}
        assert stage.says("The same key as settings.")
        await press(pilot, "r")
        assert home.read() == {}
        assert not stage.says("The same key as")


# In force at once


async def test_pace_is_that_of_the_next_session_and_of_the_list(home: Home) -> None:
    home.write("[session]\ncountdown = 0\n")
    stage = home.stage()
    async with stage.app.run_test(size=(120, 40)) as pilot:
        before = stage.entry("lower-back").total(stage.app.pace)
        await go_to(stage, pilot, "get ready")
        await press(pilot, "right")
        await go_to(stage, pilot, "first side")
        await press(pilot, "right", "escape")
        assert stage.app.pace == Pace(9, 5, Side.RIGHT, 0)
        row = stage.screen.pane.list.row
        assert row is not None
        assert row.entry is not None
        assert row.total == row.entry.total(Pace(9, 5, Side.RIGHT, 0)) > before
        await press(pilot, "enter")
        await stage.advance(pilot, 8.5)
        assert CueName.HOLD not in stage.sink.played
        assert CueName.TICK not in stage.sink.played
        await stage.advance(pilot, 1)
        assert CueName.HOLD in stage.sink.played


async def test_sink_is_chosen_anew_when_there_is_no_more_to_change(home: Home) -> None:
    stage = home.stage()
    ears = stage.app.preferences.hearing
    assert isinstance(ears, Ears)
    async with stage.app.run_test() as pilot:
        await go_to(stage, pilot, "volume")
        await press(pilot, "left", "left", "left")
        assert [each.volume for each in ears.told] == [95, 90, 85]
        assert stage.sink.calls == ["open"]
        await stage.advance(pilot, REST_S)
        assert stage.sink.calls == ["open", "close", "open"]
        await press(pilot, "left", "p")
        assert stage.sink.calls == ["open", "close", "open", "close", "open"]
        assert stage.sink.played == [CueName.HOLD]
        for label in ("counted", "tick"):
            await go_to(stage, pilot, label)
            await press(pilot, "right")
        await stage.advance(pilot, 1)
        assert stage.app.counted
        assert len(stage.sink.calls) == 5
        await go_to(stage, pilot, "volume")
        await press(pilot, "left", "escape")
        assert len(stage.sink.calls) == 7


def test_hearing_takes_other_settings_but_not_against_the_command_line() -> None:
    for cues, name in ((None, "sound off"), ("terminal", "terminal bell")):
        hearing = Audio(CueSettings(), NOWHERE, cues, {})
        hearing.change(CueSettings(sink="off"))
        assert hearing.choose(stage_outlet(), None).name == name


def stage_outlet() -> Any:
    """A way to a terminal."""
    return Stage().app._outlet


async def test_command_line_goes_before_the_settings(home: Home) -> None:
    home.write("[screen]\nreduced_motion = false\nmouse = true\n")
    stage = home.stage(motion=False, mouse=False, cues="off")
    preferences = stage.app.preferences
    assert (preferences.motion, preferences.mouse) == (False, False)
    async with stage.app.run_test() as pilot:
        await go_to(stage, pilot, "sink")
        assert stage.says("--cues off goes before this")
        await go_to(stage, pilot, "reduced motion")
        await press(pilot, "right", "right")
        assert stage.says("--no-motion holds them still now")
        assert not preferences.motion
        await go_to(stage, pilot, "mouse")
        assert stage.says("--no-mouse leaves it to the terminal now")


async def test_where_there_are_no_colours_no_theme_is_taken(home: Home) -> None:
    home.write('[screen]\ntheme = "nord"\n')
    stage = home.stage(environment={**UTF8, "TERM": "xterm-256color", "NO_COLOR": "1"})
    async with stage.app.run_test() as pilot:
        assert stage.app.theme == MONOCHROME.name
        await go_to(stage, pilot, "theme")
        assert stage.says("This terminal shows no colours")
        await press(pilot, "right")
        assert stage.app.theme == MONOCHROME.name


async def test_session_waits_while_something_is_set(home: Home) -> None:
    stage = home.stage(play="lower-back")
    async with stage.app.run_test() as pilot:
        await stage.advance(pilot, 3)
        await go_to(stage, pilot, "get ready")
        await press(pilot, "right")
        await stage.advance(pilot, 60)
        await press(pilot, "escape")
        assert stage.says("PAUSED")
        assert stage.says("Knee to chest")


# What can go wrong


async def test_what_is_wrong_in_the_file_is_said_where_it_is(home: Home) -> None:
    home.write('[cues]\nsink = "loud"\n[screen]\ntheme = "\\u001b]0;x\\u0007"\n')
    stage = home.stage()
    async with stage.app.run_test(notifications=True) as pilot:
        await press(pilot)
        assert stage.says("settings.toml: screen.theme:")
        stage.app.clear_notifications()
        await go_to(stage, pilot, "sink")
        assert stage.says('Expected one of auto, speakers, terminal, relay, off, found "loud"')
        await press(pilot, "r")
        assert "cues" not in home.read()
        await go_to(stage, pilot, "theme")
        assert stage.says("Expected auto, or the name of a theme, found")
        await press(pilot, "right")
        assert home.read() == {"screen": {"theme": "calm"}}


async def test_comments_are_said_to_be_kept_beside_it(home: Home) -> None:
    home.write("# Mine.\n")
    stage = home.stage()
    async with stage.app.run_test() as pilot:
        await go_to(stage, pilot, "mouse")
        await press(pilot, "right")
        assert stage.says("it was kept as settings.toml.bak")
    assert (home.folders.config / "settings.toml.bak").read_text() == "# Mine.\n"


async def test_what_cannot_be_kept_holds_until_the_end_and_is_kept_when_it_can_be(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("stretchtui.store.locking.PATIENCE_S", 0.0)
    home.write("[cues]\nvoice = true\n")
    stage = home.stage()
    async with stage.app.run_test() as pilot:
        with held(home.folders):
            await go_to(stage, pilot, "get ready")
            await press(pilot, "right")
            assert stage.says("another program is saving; try again; it holds until the program")
            assert stage.says("9 s")
            await press(pilot, "escape")
            await go_to(stage, pilot, "get ready")
            assert stage.says("9 s")
            assert stage.app.pace.get_ready == 9
        await go_to(stage, pilot, "countdown")
        await press(pilot, "right")
        assert home.read() == {"cues": {"voice": True}, "session": {"get_ready": 9, "countdown": 4}}


async def test_what_was_set_elsewhere_is_there_when_the_settings_are_opened(home: Home) -> None:
    stage = home.stage()
    async with stage.app.run_test() as pilot:
        home.write('[screen]\ntheme = "nord"\n[session]\nswitch = 7\n')
        await press(pilot, "comma")
        assert stage.app.theme == "nord"
        assert stage.app.pace.switch == 7


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
                assert stage.says(row.help, within="#foot")
            found.action_move(1)
        assert found.row is found.rows[-1]
        await press(pilot, "home")
        assert found.row is found.rows[0]
        assert stage.says("Sound")
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
        screen = await go_to(stage, pilot, "sink")
        line = next(y for y, line in enumerate(stage.lines()) if line.startswith("   counted"))
        for _ in range(2):
            await pilot.click(offset=Offset(10, line))
            await pilot.pause()
        assert screen.row.label == "counted"
        assert home.read() == {"cues": {"counted": True}}


async def test_without_unicode_nothing_else_is_drawn(home: Home) -> None:
    stage = home.stage(environment={"LANG": "C", "TERM": "xterm"})
    async with stage.app.run_test() as pilot:
        for section in ("Sound", "Screen", "Keys"):
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
