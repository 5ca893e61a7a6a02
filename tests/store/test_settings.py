"""Settings: what is right in them is used, and what is wrong is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from stretchtui.core.timeline import CueName
from stretchtui.store.paths import Folders, folders
from stretchtui.store.settings import CueSettings, care_was_shown, read_settings, remember_care


@pytest.fixture
def home(tmp_path: Path) -> Folders:
    """A home with a folder for settings."""
    home = folders(str(tmp_path))
    home.config.mkdir(parents=True)
    return home


def test_without_a_file_nothing_is_set(home: Folders) -> None:
    settings = read_settings(home)
    assert (settings.keys, settings.faults) == ({}, ())


def test_keys_are_taken_by_the_names_of_commands(home: Folders) -> None:
    (home.config / "settings.toml").write_text('[keys]\nnext = "n,l"\nquit = "z"\n')
    settings = read_settings(home)
    assert settings.keys == {"next": "n,l", "quit": "z"}
    assert settings.faults == ()


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"nonsense", "settings.toml: "),
        (b"\xff", "settings.toml: expected UTF-8"),
        (b"keys = 3", "settings.toml: keys: expected a table"),
        (b"cues = 3", "settings.toml: cues: expected a table"),
        (b"[keys]\nnext = 3", "settings.toml: keys.next: expected the names of keys"),
        (b"[keys]\nnext = ' '", "settings.toml: keys.next: expected the names of keys"),
        (b'[keys]\n"\\u001b]0;x" = 3', "settings.toml: keys.\ufffd]0;x: expected"),
    ],
)
def test_what_is_wrong_is_said_and_left_out(home: Folders, content: bytes, fault: str) -> None:
    (home.config / "settings.toml").write_bytes(content)
    settings = read_settings(home)
    assert settings.keys == {}
    assert len(settings.faults) == 1
    assert settings.faults[0].startswith(fault)


def test_cues_are_taken_as_they_are_set(home: Folders) -> None:
    (home.config / "settings.toml").write_text(
        '[cues]\nsink = "terminal"\nvolume = 40\noff = ["tick", "halfway"]\n'
    )
    settings = read_settings(home)
    assert settings.cues == CueSettings("terminal", 40, frozenset({CueName.TICK, CueName.HALFWAY}))
    assert settings.faults == ()


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ('sink = "trumpets"', "cues.sink: expected one of auto, speakers, terminal, relay, off"),
        ("volume = 101", "cues.volume: expected a whole number from 0 to 100"),
        ("volume = true", "cues.volume: expected a whole number from 0 to 100"),
        ('off = ["tock"]', "cues.off: expected a list of ready, hold, tick"),
        ("loud = 3", "cues.loud: expected one of sink, volume, off, voice, counted"),
    ],
)
def test_a_cue_setting_that_is_wrong_leaves_the_usual_one(
    home: Folders, line: str, fault: str
) -> None:
    (home.config / "settings.toml").write_text(f"[cues]\n{line}\n")
    settings = read_settings(home)
    assert settings.cues == CueSettings()
    assert [each.startswith(f"settings.toml: {fault}") for each in settings.faults] == [True]


def test_care_is_remembered(home: Folders) -> None:
    assert not care_was_shown(home)
    remember_care(home)
    assert care_was_shown(home)


def test_where_it_cannot_be_remembered_it_is_shown_again(home: Folders) -> None:
    home.data.write_text("a file where the folder should be")
    remember_care(home)
    assert not care_was_shown(home)
