"""The person's settings: in force at once, kept at once, and never lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from stretchtui.core.settings import CueSettings, ScreenSettings, Settings, all_settings
from stretchtui.playing.watched import Watched
from stretchtui.store.settings import read_settings
from stretchtui.tui.settings.preferences import UNTIL_THE_END, Preferences
from stretchtui.tui.themes import CALM, THEMES
from tests.tui.home import Home

VOLUME = all_settings()["cues.volume"]
SWITCH = all_settings()["session.switch"]
NAMES = {theme.name: theme for theme in THEMES}
"""The themes of our own, by their names."""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    monkeypatch.setattr("stretchtui.store.locking.PATIENCE_S", 0.0)
    return Home(tmp_path)


def preferences(home: Home) -> Preferences:
    """Those of a program that has just been started."""
    return Preferences(Watched(read_settings(home.folders)), home.folders, usual_theme=CALM.name)


# Changing them


def test_what_is_set_is_in_force_and_kept(home: Home) -> None:
    found = preferences(home)
    told: list[Settings] = []
    found.settings.watch(told.append)
    assert found.set(VOLUME, 40) == ""
    assert found.set_keys("go", "g") == ""
    assert found.settings.value.cues.volume == 40
    assert found.settings.value.keys == {"go": "g"}
    assert home.read() == {"cues": {"volume": 40}, "keys": {"go": "g"}}
    assert [each.cues.volume for each in told] == [100, 40]
    assert read_settings(home.folders) == found.settings.value
    assert found.file == home.file


def test_default_is_not_written(home: Home) -> None:
    home.write('[cues]\nvolume = 40\n\n[keys]\ngo = "g"\nnext = "z"\n')
    found = preferences(home)
    found.set(VOLUME, VOLUME.default)
    found.set_keys("go", None)
    assert home.read() == {"keys": {"next": "z"}}
    assert found.settings.value == Settings(keys={"next": "z"})


def test_change_that_cannot_be_kept_is_in_force_until_the_end(home: Home) -> None:
    found = preferences(home)
    with home.held():
        for said in (found.set(SWITCH, 9), found.set_keys("go", "g"), found.set(VOLUME, 100)):
            assert said.startswith("settings.toml was not saved")
            assert said.endswith(UNTIL_THE_END)
        assert found.settings.value.session.switch == 9
        assert found.settings.value.keys == {"go": "g"}
    assert not home.file.exists()


def test_change_that_could_not_be_kept_is_kept_with_the_next_one(home: Home) -> None:
    home.write("[cues]\nvolume = 40\n")
    found = preferences(home)
    with home.held():
        found.set(SWITCH, 9)
        found.set_keys("go", "g")
        found.set_keys("next", "z")
        found.set_keys("next", None)
    assert found.set(VOLUME, 70) == ""
    assert home.read() == {"cues": {"volume": 70}, "session": {"switch": 9}, "keys": {"go": "g"}}
    # From here on it is the file's.
    home.write("[session]\nswitch = 3\n")
    found.read()
    assert found.settings.value == read_settings(home.folders)
    assert found.settings.value.session.switch == 3


def test_file_is_read_again_and_what_is_not_kept_yet_stays_in_force(home: Home) -> None:
    found = preferences(home)
    with home.held():
        found.set(SWITCH, 9)
        found.set_keys("go", "g")
    home.write('[session]\nswitch = 3\nget_ready = 12\n[keys]\ngo = "x"\nnext = "z"\n')
    found.read()
    session = found.settings.value.session
    assert (session.switch, session.get_ready) == (9, 12)
    assert found.settings.value.keys == {"go": "g", "next": "z"}


def test_default_that_is_not_kept_yet_stays_in_force(home: Home) -> None:
    home.write('[session]\nswitch = 3\n[keys]\ngo = "x"\n')
    found = preferences(home)
    with home.held():
        found.set(SWITCH, SWITCH.default)
        found.set_keys("go", None)
        assert found.settings.value == Settings()
        found.read()
        assert found.settings.value == Settings()


def test_what_another_program_has_set_meanwhile_is_in_force_with_the_next_change(
    home: Home,
) -> None:
    found = preferences(home)
    home.write("[session]\nswitch = 3\n")
    found.set(VOLUME, 70)
    assert found.settings.value.session.switch == 3
    assert home.read() == {"session": {"switch": 3}, "cues": {"volume": 70}}


def test_comments_are_said_to_be_kept_beside_it_once(home: Home) -> None:
    home.write("# Mine.\n")
    found = preferences(home)
    assert "settings.toml.bak" in found.set(VOLUME, 70)
    assert found.set(VOLUME, 71) == ""
    assert home.file.with_name("settings.toml.bak").read_text() == "# Mine.\n"


# In force


@pytest.mark.parametrize(
    ("usual", "set_to", "wished", "theme"),
    [
        ("calm", "auto", None, "calm"),
        ("terminal", "auto", None, "terminal"),
        ("calm", "contrast", None, "contrast"),
        ("calm", "no such theme", None, "calm"),
        ("calm", "contrast", "terminal", "terminal"),
        ("calm", "contrast", "auto", "calm"),
        ("monochrome", "contrast", None, "monochrome"),
        ("monochrome", "auto", "contrast", "monochrome"),
    ],
)
def test_theme_is_what_is_wished_for_where_it_can_be_had(
    home: Home, usual: str, set_to: str, wished: str | None, theme: str
) -> None:
    settings = Watched(Settings(screen=ScreenSettings(theme=set_to)))
    found = Preferences(settings, home.folders, usual_theme=usual)
    assert found.theme(NAMES, wished) == theme
    assert found.colourless is (usual == "monochrome")


@pytest.mark.parametrize(("theme", "wrong"), [("auto", False), ("calm", False), ("clam", True)])
def test_theme_that_there_is_not_is_a_fault(home: Home, theme: str, wrong: bool) -> None:
    settings = Watched(Settings(screen=ScreenSettings(theme=theme)))
    faults = Preferences(settings, home.folders).faults(NAMES)
    assert bool(faults) is wrong
    assert all(
        'screen.theme: expected auto, or the name of a theme, found "clam"' in each
        for each in faults
    )


@pytest.mark.parametrize(
    ("may_click", "mouse", "ours"),
    [(True, True, True), (True, False, False), (False, True, False), (False, False, False)],
)
def test_mouse_is_ours_if_both_command_line_and_settings_let_it(
    home: Home, may_click: bool, mouse: bool, ours: bool
) -> None:
    settings = Watched(Settings(CueSettings(), screen=ScreenSettings(mouse=mouse)))
    assert Preferences(settings, home.folders, may_click=may_click).mouse is ours
