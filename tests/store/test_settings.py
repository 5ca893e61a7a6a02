"""Settings: what is right is used, what is wrong is said, and saving loses neither."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from stretchtui.core.routines.model import Condition
from stretchtui.core.sessions.cues import CueName
from stretchtui.core.sessions.days import Days
from stretchtui.core.settings import CueSettings, Setting, Settings, all_settings
from stretchtui.store.locking import take
from stretchtui.store.paths import Folders, folders
from stretchtui.store.settings import care_was_shown, read_settings, remember_care
from stretchtui.store.settings_file import save_settings
from stretchtui.store.writing import NotSaved
from tests.odd import PLACED, place
from tests.permissions import unprivileged


@pytest.fixture
def home(tmp_path: Path) -> Folders:
    """A home with a folder for settings."""
    home = folders(str(tmp_path))
    home.config.mkdir(parents=True)
    return home


def write(home: Folders, toml: str | bytes) -> Path:
    """Put a text into the file."""
    path = home.config / "settings.toml"
    path.write_bytes(toml if isinstance(toml, bytes) else toml.encode())
    return path


def tables(home: Folders) -> dict[str, Any]:
    """The file, as any TOML reader sees it."""
    return tomllib.loads((home.config / "settings.toml").read_text(encoding="utf-8"))


# Reading


def test_without_a_file_everything_is_as_usual(home: Folders) -> None:
    assert read_settings(home) == Settings()


@pytest.mark.parametrize("where", ["config", "config/settings.toml"])
def test_what_is_no_file_is_no_settings(tmp_path: Path, where: str) -> None:
    home = folders(str(tmp_path))
    if where == "config":
        home.config.write_text("a file where the folder should be")
        assert read_settings(home) == Settings()
    else:
        (home.config / "settings.toml").mkdir(parents=True)
        assert read_settings(home).faults == ("settings.toml: expected a plain file",)


def test_everything_is_taken_as_it_is_set(home: Folders) -> None:
    write(
        home,
        """
        [cues]
        sink = "terminal"
        volume = 40
        off = ["tick", "halfway"]
        [session]
        first_side = "right"
        discomfort = true
        [screen]
        theme = "nord"
        [history]
        day_starts = "05:30"
        week_start = "sunday"
        [keys]
        next = "n,l"
        """,
    )
    settings = read_settings(home)
    assert settings.faults == ()
    assert settings.cues == CueSettings("terminal", 40, frozenset({CueName.TICK, CueName.HALFWAY}))
    assert (settings.session.first_side, settings.session.discomfort) == ("right", True)
    assert settings.screen.theme == "nord"
    assert settings.days == Days(5 * 60 + 30, 6)
    assert settings.keys == {"next": "n,l"}


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"nonsense", "settings.toml: not TOML: Expected"),
        (b"\xff", "settings.toml: expected UTF-8"),
        (b"x = " + b"[" * 2000, "settings.toml: nested too deep"),
        (b"keys = 3", "settings.toml: keys: expected a table, found 3"),
        (b"cues = 3", "settings.toml: cues: expected a table, found 3"),
        (b"[keys]\nnext = 3", "settings.toml: keys.next: expected the names of keys"),
        (b"[keys]\nnext = ' '", "settings.toml: keys.next: expected the names of keys"),
        (b'[keys]\nnext = "\\u001b]0;x"', "settings.toml: keys.next: expected the names of keys"),
        (b'[keys]\n"\\u001b]0;x" = 3', "settings.toml: keys.\ufffd]0;x: expected"),
        (
            b'[cues]\nsink = "trumpets"',
            "settings.toml: cues.sink: expected one of auto, speakers, terminal, relay, browser, "
            'off, found "trumpets"',
        ),
        (b"[cues]\nvolume = true", "settings.toml: cues.volume: expected a whole number from 0"),
        (b'[cues]\noff = ["tock"]', "settings.toml: cues.off: expected a list of ready, push, "),
        (b"[session]\nswitch = 500", "settings.toml: session.switch: expected whole seconds"),
        (b"[screen]\nmouse = 1", "settings.toml: screen.mouse: expected true or false, found 1"),
        (
            b'[history]\nday_starts = "25:00"',
            "settings.toml: history.day_starts: expected a time from 00:00 to 12:00, like 04:00, "
            'found "25:00"',
        ),
        (b"[history]\nday_starts = 04:00:30", "settings.toml: history.day_starts: expected a time"),
        (b"[history]\nday_starts = 12:01:00", "settings.toml: history.day_starts: expected a time"),
        (b"[history]\nday_starts = 4", "settings.toml: history.day_starts: expected a time"),
        (b"history = 3", "settings.toml: history: expected a table, found 3"),
        (
            b'[screen]\nweek_start = "Sunday"',
            "settings.toml: screen.week_start: expected one of monday, tuesday",
        ),
        (
            b"[cues]\nloud = 3",
            "settings.toml: unknown setting, left unchanged: cues.loud",
        ),
        (
            b"colours = 3\n[cues]\nvolum = 3\n[sounds]\n",
            "settings.toml: unknown settings, left unchanged: cues.volum, colours, sounds; did "
            "you mean cues.volume?",
        ),
    ],
)
def test_what_is_wrong_is_said_in_one_line_and_the_usual_is_taken(
    home: Folders, content: bytes, fault: str
) -> None:
    write(home, content)
    settings = read_settings(home)
    assert [each.startswith(fault) for each in settings.faults] == [True], settings.faults
    assert Settings(faults=settings.faults) == settings


def test_a_time_may_stand_there_without_quotes(home: Folders) -> None:
    write(home, "[history]\nday_starts = 05:30:00\n")
    settings = read_settings(home)
    assert (settings.history.day_starts, settings.faults) == ("05:30", ())
    # In the place of anything else it is as wrong as any other value.
    write(home, "[screen]\nmouse = 05:30:00\n")
    assert len(read_settings(home).faults) == 1


# What was elsewhere before


@pytest.mark.parametrize(
    ("content", "week_start"),
    [
        ('[screen]\nweek_start = "sunday"\n', "sunday"),
        ('[history]\nweek_start = "friday"\n[screen]\nweek_start = "sunday"\n', "friday"),
        ('history = 3\n[screen]\nweek_start = "sunday"\n', "sunday"),
        ('screen = 3\n[history]\nweek_start = "friday"\n', "friday"),
    ],
)
def test_what_was_elsewhere_before_is_read_there_where_it_is_not_given_anew(
    home: Folders, content: str, week_start: str
) -> None:
    write(home, content)
    settings = read_settings(home)
    assert settings.history.week_start == week_start
    assert len(settings.faults) == content.count("= 3")


@pytest.mark.parametrize(
    ("before", "value", "after"),
    [
        (
            '[screen]\nweek_start = "sunday"\ntheme = "nord"\n',
            "friday",
            {"screen": {"theme": "nord"}, "history": {"week_start": "friday"}},
        ),
        ('[screen]\nweek_start = "sunday"\n', "friday", {"history": {"week_start": "friday"}}),
        ('[screen]\nweek_start = "sunday"\n', None, {}),
        ("screen = 3\n", "friday", {"screen": 3, "history": {"week_start": "friday"}}),
        ('[screen]\ntheme = "nord"\n', None, {"screen": {"theme": "nord"}}),
    ],
)
def test_what_is_saved_is_where_it_belongs_and_nowhere_else(
    home: Folders, before: str, value: str | None, after: dict[str, Any]
) -> None:
    write(home, before)
    saved = save_settings({("history", "week_start"): value}, home)
    assert tables(home) == after
    assert saved.settings.history.week_start == (value or "monday")


def test_what_is_saved_beside_it_leaves_it_where_it_was(home: Folders) -> None:
    write(home, '[screen]\nweek_start = "sunday"\n')
    save_settings({("screen", "theme"): "nord", ("history", "day_starts"): "05:00"}, home)
    assert tables(home) == {
        "screen": {"week_start": "sunday", "theme": "nord"},
        "history": {"day_starts": "05:00"},
    }


# Saving


def test_the_first_thing_that_is_set_makes_the_file(home: Folders) -> None:
    home.config.rmdir()
    saved = save_settings({("session", "get_ready"): 12}, home)
    assert saved.settings.session.get_ready == 12
    assert saved.backup is None
    assert (home.config / "settings.toml").read_text() == "[session]\nget_ready = 12\n"


def test_only_what_is_changed_is_written(home: Folders) -> None:
    write(home, '[later]\nx = 1\n\n[cues]\nvolume = 40\nloud = 3\n\n[keys]\nnext = "z"\n')
    save_settings({("cues", "volume"): 45, ("keys", "back"): "y"}, home)
    assert (home.config / "settings.toml").read_text() == (
        '[later]\nx = 1\n\n[cues]\nvolume = 45\nloud = 3\n\n[keys]\nnext = "z"\nback = "y"\n'
    )


def test_what_is_wrong_stays_until_it_is_changed(home: Folders) -> None:
    write(home, '[cues]\nsink = "trumpets"\nvolume = 900\n')
    save_settings({("cues", "off"): []}, home)
    assert tables(home)["cues"] == {"sink": "trumpets", "volume": 900, "off": []}
    saved = save_settings({("cues", "sink"): None}, home)
    assert tables(home)["cues"] == {"volume": 900, "off": []}
    assert len(saved.settings.faults) == 1


def test_a_table_of_which_nothing_is_left_goes(home: Folders) -> None:
    write(home, "[cues]\nvolume = 40\n")
    save_settings({("cues", "volume"): None, ("screen", "theme"): None}, home)
    assert (home.config / "settings.toml").read_text() == ""


@pytest.mark.parametrize(
    "content", ["# Mine.\n[cues]\nvolume = 40\n", "[cues]\nvolume=40\n", "cues = 3\n"]
)
def test_what_would_be_lost_stays_beside_it(home: Folders, content: str) -> None:
    write(home, content)
    saved = save_settings({("cues", "off"): []}, home)
    assert saved.backup == "settings.toml.bak"
    assert (home.config / "settings.toml.bak").read_text() == content
    assert tables(home)["cues"]["off"] == []
    # What was saved here can be saved again without a copy.
    assert save_settings({("cues", "off"): None}, home).backup is None


def test_what_another_program_has_set_meanwhile_stays(home: Folders) -> None:
    read_settings(home)
    save_settings({("screen", "theme"): "nord"}, home)
    saved = save_settings({("cues", "volume"): 10}, home)
    assert (saved.settings.screen.theme, saved.settings.cues.volume) == ("nord", 10)


SETTER = """
import sys
from stretchtui.store.paths import folders
from stretchtui.store.settings_file import save_settings
home, name = folders(sys.argv[1]), sys.argv[2]
for number in range(40):
    save_settings({("keys", f"{name}_{number}"): "x"}, home)
"""


def test_programs_that_save_at_once_lose_nothing(home: Folders, tmp_path: Path) -> None:
    words = [sys.executable, "-c", SETTER, str(tmp_path)]
    programs = [subprocess.Popen([*words, name]) for name in ("one", "two")]
    assert [program.wait(60) for program in programs] == [0, 0]
    assert len(read_settings(home).keys) == 80


def test_while_another_program_saves_it_is_waited_for_and_then_said(
    home: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("stretchtui.store.locking.PATIENCE_S", 0.0)
    take(home.config / ".settings.lock")
    with pytest.raises(NotSaved, match="another program is saving; try again"):
        save_settings({("cues", "volume"): 10}, home)


@pytest.mark.parametrize(
    ("content", "why"), [("nonsense", "not TOML"), ("x = " + "[" * 2000, "nested too deep")]
)
def test_nothing_is_written_over_what_cannot_be_read(home: Folders, content: str, why: str) -> None:
    path = write(home, content)
    with pytest.raises(NotSaved, match=f"^settings.toml was not saved: {why}"):
        save_settings({("cues", "volume"): 10}, home)
    assert path.read_text() == content


def test_on_a_full_disk_the_file_stays_as_it_was(
    home: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(home, "[cues]\nvolume = 40\n")

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(NotSaved, match="not saved: No space left on device"):
        save_settings({("cues", "volume"): 10}, home)
    assert path.read_text() == "[cues]\nvolume = 40\n"
    assert sorted(each.name for each in home.config.iterdir()) == [
        ".settings.lock",
        "settings.toml",
    ]


def test_where_no_folder_can_be_made_it_is_said(tmp_path: Path) -> None:
    home = folders(str(tmp_path))
    home.config.write_text("a file where the folder should be")
    with pytest.raises(NotSaved, match="was not saved: expected a folder"):
        save_settings({("cues", "volume"): 10}, home)


# Whatever there is to set, and whatever else stands in the file


def values(setting: Setting) -> st.SearchStrategy[Any]:
    """Any value of a setting."""
    if setting.options:
        return st.sampled_from(setting.options)
    if setting.limits is not None:
        return st.integers(*setting.limits)
    if setting.id == "history.day_starts":
        return st.integers(0, 720).map(lambda minutes: f"{minutes // 60:02}:{minutes % 60:02}")
    if setting.id == "cues.off":
        return st.frozensets(st.sampled_from(CueName))
    if setting.id == "care.leave_out":
        return st.frozensets(st.sampled_from(Condition))
    return st.text("abcdefghijklmnopqrstuvwxyz-", min_size=1, max_size=60)


any_settings = st.fixed_dictionaries(
    {}, optional={id_: values(setting) for id_, setting in all_settings().items()}
)
names = st.text("abcdefgh_", min_size=1, max_size=8).map(lambda name: f"x{name}")
plain = st.recursive(
    st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.text(max_size=8) | st.floats(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3),
    max_leaves=6,
)
strangers = st.dictionaries(names, plain, max_size=3)


@given(any_settings, strangers, strangers)
@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_settings_survive_save_and_load_with_what_is_not_known_beside_them(
    tmp_path: Path, wished: dict[str, Any], around: dict[str, Any], inside: dict[str, Any]
) -> None:
    home = folders(str(tmp_path))
    home.config.mkdir(parents=True, exist_ok=True)
    write(home, tomli_w.dumps({**around, "cues": inside}))
    chosen = {id_: all_settings()[id_] for id_ in wished}
    changes = {
        (setting.table, setting.name): setting.write(wished[id_]) for id_, setting in chosen.items()
    }
    saved = save_settings(changes, home)
    assert saved.settings == read_settings(home)
    assert {id_: setting.value(saved.settings) for id_, setting in chosen.items()} == wished
    usual = {id_: each for id_, each in all_settings().items() if id_ not in wished}
    assert all(each.value(saved.settings) == each.default for each in usual.values())
    after = tables(home)
    # As text, since not every number is equal to itself.
    for name, value in around.items():
        assert tomli_w.dumps({name: after[name]}) == tomli_w.dumps({name: value})
    for name, value in inside.items():
        assert tomli_w.dumps({name: after["cues"][name]}) == tomli_w.dumps({name: value})


# The word of care


def test_care_is_remembered(home: Folders) -> None:
    assert not care_was_shown(home)
    remember_care(home)
    assert care_was_shown(home)


def test_where_it_cannot_be_remembered_it_is_shown_again(home: Folders) -> None:
    home.data.write_text("a file where the folder should be")
    remember_care(home)
    assert not care_was_shown(home)


# Whatever is odd


@pytest.mark.parametrize(
    ("kind", "fault"),
    [
        ("folder", "expected a plain file"),
        ("pipe", "expected a plain file"),
        ("device", "expected a plain file"),
        ("circle", "Too many levels of symbolic links"),
        ("forbidden", "Permission denied"),
        ("NULs", "not TOML: Invalid statement (at line 1, column 1)"),
        ("no-UTF-8", "expected UTF-8 text, found something else at byte 0"),
        ("huge", "expected at most 1024 KiB"),
        ("endless", "expected at most 1024 KiB"),
        ("empty", None),
        ("dangling", None),
    ],
)
def test_something_odd_in_its_place_is_said_and_never_written_over(
    home: Folders, kind: str, fault: str | None
) -> None:
    path = home.config / "settings.toml"
    place(kind, path)
    with unprivileged():
        assert read_settings(home).faults == ((f"settings.toml: {fault}",) if fault else ())
        if fault is None or kind == "circle":  # there is nothing to lose
            save_settings({("cues", "volume"): 40}, home)
            assert tables(home) == {"cues": {"volume": 40}}
        else:
            before = os.lstat(path)
            with pytest.raises(NotSaved, match=r"settings.toml was not saved: "):
                save_settings({("cues", "volume"): 40}, home)
            assert os.lstat(path).st_ino == before.st_ino


@pytest.mark.parametrize("kind", ["folder", "pipe", "device", "circle", "dangling"])
def test_what_is_locked_is_a_file(home: Folders, kind: str) -> None:
    place(kind, home.config / ".settings.lock")
    with pytest.raises(NotSaved, match=r"\.settings\.lock: expected a plain file"):
        save_settings({("cues", "volume"): 40}, home)


@pytest.mark.parametrize("kind", PLACED)
def test_the_word_of_care_is_shown_once_whatever_marks_that_it_was(
    home: Folders, kind: str
) -> None:
    place(kind, home.data / "care-shown")
    with unprivileged():
        assert care_was_shown(home)


def test_where_nobody_may_look_the_word_of_care_is_shown_again(home: Folders) -> None:
    home.data.mkdir()
    remember_care(home)
    home.data.chmod(0)
    with unprivileged():
        assert not care_was_shown(home)
        remember_care(home)
    home.data.chmod(0o700)
    assert care_was_shown(home)
