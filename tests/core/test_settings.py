"""The table of settings: each has its type, its limits, its default, and its words."""

from __future__ import annotations

from datetime import time
from typing import Any

import pytest
from msgspec import ValidationError

from stretchtui.core.routines.model import Condition, Routine, Side, Sides, Step
from stretchtui.core.routines.pace import Pace
from stretchtui.core.sessions.cues import CueName
from stretchtui.core.sessions.days import Days
from stretchtui.core.sessions.timeline import compile_routine
from stretchtui.core.settings import (
    AUTO,
    DAYS,
    HistorySettings,
    SessionSettings,
    Setting,
    Settings,
    all_settings,
)

ALL = list(all_settings().values())


def test_everything_there_is_to_set() -> None:
    assert list(all_settings()) == [
        "cues.sink",
        "cues.volume",
        "cues.off",
        "cues.bells",
        "voice.guide",
        "voice.counting",
        "voice.engine",
        "voice.piper",
        "voice.rate",
        "session.get_ready",
        "session.switch",
        "session.first_side",
        "session.countdown",
        "session.discomfort",
        "care.leave_out",
        "history.day_starts",
        "history.week_start",
        "screen.theme",
        "screen.reduced_motion",
        "screen.mouse",
        "screen.glyphs",
    ]


@pytest.mark.parametrize("setting", ALL, ids=lambda setting: setting.id)
def test_every_default_is_one_of_the_values_and_is_what_settings_have(setting: Setting) -> None:
    assert setting.value(Settings()) == setting.default
    assert setting.read(setting.write(setting.default)) == setting.default
    assert not setting.options or setting.default in setting.options
    if setting.limits is not None:
        least, most = setting.limits
        assert least <= setting.default <= most


@pytest.mark.parametrize("setting", ALL, ids=lambda setting: setting.id)
def test_every_setting_says_in_one_line_what_it_does_and_takes(setting: Setting) -> None:
    for words in (setting.help, setting.expected):
        assert words.isascii()
        assert words == words.strip().rstrip(".")
        assert "\n" not in words
    assert setting.help[0].isupper()
    # Two lines on the narrowest screen.
    assert len(setting.help) <= 76


@pytest.mark.parametrize(
    ("id_", "good", "bad"),
    [
        ("cues.sink", ["auto", "off"], ["Auto", "", 3, True]),
        ("cues.volume", [0, 100], [-1, 101, 50.0, "50", True]),
        ("cues.off", [[], ["tick", "breath-in"]], ["tick", ["tock"], [3], True]),
        ("care.leave_out", [[], ["disc", "heart"]], ["heart", ["hart"], [3], True]),
        ("voice.guide", ["auto", "off", "names", "full"], [1, "yes", []]),
        ("voice.counting", [True, False], [1, "yes", []]),
        ("voice.piper", ["", "/voices/joe.onnx"], ["v" * 1001, 1, True]),
        ("voice.rate", [50, 200], [49, 201, "fast"]),
        ("session.get_ready", [0, 120], [-1, 121, "8 s"]),
        ("session.first_side", ["left", "right"], ["none", "both"]),
        ("session.countdown", [0, 10], [-1, 11]),
        ("screen.theme", [AUTO, "nord"], ["", "n" * 61, 3]),
        (
            "history.day_starts",
            ["00:00", "04:00", "09:59", "10:30", "11:59", "12:00"],
            [
                time(4, 0, 30),
                time(13),
                "4:00",
                "04:60",
                "12:01",
                "13:00",
                "24:00",
                "04:00:00",
                "04:00\n",
                "x04:00",
                "",
                4,
            ],
        ),
        ("history.week_start", list(DAYS), ["Monday", 0]),
    ],
)
def test_what_a_setting_takes(id_: str, good: list[object], bad: list[object]) -> None:
    setting = all_settings()[id_]
    for value in good:
        assert setting.write(setting.read(value)) == value
    for value in bad:
        with pytest.raises(ValidationError):
            setting.read(value)


def test_what_the_voice_was_set_to_before_is_understood() -> None:
    guide = all_settings()["voice.guide"]
    assert [guide.read(True), guide.read(False)] == ["names", "off"]


def test_a_time_is_read_as_toml_has_it() -> None:
    assert all_settings()["history.day_starts"].read(time(4, 30)) == "04:30"


def test_what_is_chosen_from_many_is_written_in_its_own_order() -> None:
    off = frozenset({CueName.HALFWAY, CueName.TICK, CueName.READY})
    assert all_settings()["cues.off"].write(off) == ["ready", "tick", "halfway"]
    leave_out = frozenset({Condition.HEART, Condition.DISC})
    assert all_settings()["care.leave_out"].write(leave_out) == ["disc", "heart"]


def test_what_is_expected_is_said_in_words() -> None:
    expected = {id_: all_settings()[id_].expected for id_ in all_settings()}
    assert expected["voice.counting"] == "true or false"
    assert expected["session.first_side"] == "one of left, right"
    assert expected["session.countdown"] == "a whole number from 0 to 10"


def test_what_a_number_is_a_number_of() -> None:
    units = {id_: setting.unit for id_, setting in all_settings().items() if setting.unit}
    assert units == {
        "cues.volume": "%",
        "voice.piper": "path",
        "voice.rate": "%",
        "session.get_ready": "s",
        "session.switch": "s",
        "history.day_starts": "hh:mm",
    }


def test_the_usual_pace_is_that_of_a_session_without_settings() -> None:
    assert Settings().pace == Pace()
    assert Settings().days == Days()


@pytest.mark.parametrize(
    ("day_starts", "week_start", "days"),
    [
        ("00:00", "monday", Days(0, 0)),
        ("04:00", "sunday", Days(240, 6)),
        ("09:05", "friday", Days(545, 4)),
        ("12:00", "tuesday", Days(720, 1)),
    ],
)
def test_days_and_weeks_begin_as_they_are_set(day_starts: str, week_start: Any, days: Days) -> None:
    assert Settings(history=HistorySettings(day_starts, week_start)).days == days


def test_a_setting_that_was_elsewhere_before_is_known_there() -> None:
    places = {id_: setting.places for id_, setting in all_settings().items()}
    assert places["history.day_starts"] == (("history", "day_starts"),)
    assert places["history.week_start"] == (("history", "week_start"), ("screen", "week_start"))


def test_a_session_goes_at_the_pace_that_is_set() -> None:
    pace = Settings(session=SessionSettings(4, 2, "right", 1)).pace
    assert pace == Pace(4, 2, Side.RIGHT, 1)
    routine = Routine(id="r", name="R", steps=(Step(name="A", hold=9, sides=Sides.BOTH),))
    timeline = compile_routine(routine, {}, pace)
    assert [(phase.duration, phase.side) for phase in timeline.phases] == [
        (4, Side.RIGHT),
        (9, Side.RIGHT),
        (2, Side.LEFT),
        (9, Side.LEFT),
    ]
    assert [cue.at for cue in timeline.cues if cue.name is CueName.TICK] == [3, 12, 14, 23]
