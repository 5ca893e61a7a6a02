"""What the settings say is heard: where cues go, how loud, which are off, and the voice."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from stretchtui.core.sessions.cues import CueName
from stretchtui.core.settings import CueSettings, SessionSettings, Settings, VoiceSettings
from stretchtui.cues.doctor import WayOut
from stretchtui.cues.sounds import load_all, sound_folders
from stretchtui.playing.audio import SETTLED_S
from stretchtui.playing.ready import LOOK_S, READY_S, until_ready, when_ready
from tests.odd import place
from tests.permissions import unprivileged
from tests.playing.room import SSH, Room


def test_several_changes_make_one_sink_when_there_is_no_more_to_change(room: Room) -> None:
    for volume in (95, 90, 85):
        room.set(volume=volume)
        room.calls.pass_(SETTLED_S * 0.9)
    assert [each.volume for each in room.made] == [100]
    assert room.made[0].calls == ["open"]
    room.calls.pass_(SETTLED_S)
    assert [each.volume for each in room.made] == [100, 85]
    assert room.made[0].calls == ["open", "close"]
    assert room.made[1].calls == ["open"]
    room.calls.pass_(60)
    assert len(room.made) == 2


def test_what_the_bell_rings_for_is_heard_from_then_on(room: Room) -> None:
    room.set(bells="all")
    room.calls.pass_(SETTLED_S)
    assert room.bells == ["code", "all"]


def test_sink_that_was_chosen_is_the_one_that_is_heard_and_named(room: Room) -> None:
    told: list[str] = []
    room.audio.name.watch(told.append)
    room.set(sink="off")
    assert room.audio.name.value == "terminal"
    room.calls.pass_(SETTLED_S)
    assert room.audio.name.value == "off"
    assert told == ["terminal"]
    room.audio.sink.play(CueName.HOLD)
    assert room.made[0].calls == ["open", "close"]
    assert room.made[1].calls == ["open", CueName.HOLD]


def test_sink_is_made_at_once_for_whoever_leaves_the_settings(room: Room) -> None:
    room.set(volume=50)
    room.audio.settle()
    assert [each.volume for each in room.made] == [100, 50]
    room.calls.pass_(60)
    room.audio.settle()
    assert len(room.made) == 2, "there was nothing left to change"


def test_cues_are_off_at_once_and_no_sink_is_made_for_it(room: Room) -> None:
    room.set(off=frozenset({CueName.TICK}))
    room.audio.sink.play(CueName.TICK)
    room.audio.sink.play(CueName.HOLD)
    assert room.made[0].calls == ["open", CueName.HOLD]
    room.set(off=frozenset())
    room.audio.sink.play(CueName.TICK)
    assert room.made[0].calls[-1] == CueName.TICK
    room.calls.pass_(60)
    assert len(room.made) == 1


def test_cues_that_were_off_from_the_start_are_not_heard(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = Room(tmp_path, monkeypatch, CueSettings(off=frozenset({CueName.TICK})))
    room.audio.connect(room.outlet, None)
    room.audio.sink.play(CueName.TICK)
    assert room.made[0].calls == []


def test_no_sink_is_made_for_what_no_sink_depends_on(room: Room) -> None:
    room.settings.set(Settings(room.settings.value.cues, VoiceSettings("off", counting=False)))
    room.settings.set(replace(room.settings.value, session=SessionSettings(switch=9)))
    room.calls.pass_(60)
    assert len(room.made) == 1


def test_command_line_goes_before_the_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = Room(tmp_path, monkeypatch, given="off")
    room.audio.connect(room.outlet, None)
    assert room.audio.name.value == "off"
    room.set(sink="relay")
    room.calls.pass_(SETTLED_S)
    assert room.audio.name.value == "off"
    assert len(room.made) == 1, "it would be the same one"
    room.set(volume=50)
    room.calls.pass_(SETTLED_S)
    assert [(each.name, each.volume) for each in room.made] == [("off", 100), ("off", 50)]


@pytest.mark.parametrize(
    ("sink", "given", "name"),
    [
        ("terminal", None, "sound off, no terminal here"),
        ("relay", None, "sound off, no terminal here"),
        ("auto", None, "sound off, no terminal here"),
        ("off", None, "off"),
        ("speakers", None, "speakers"),
        ("speakers", "terminal", "sound off, no terminal here"),
        ("terminal", "speakers", "speakers"),
    ],
)
def test_without_a_terminal_only_what_needs_none_is_heard(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sink: Any, given: str | None, name: str
) -> None:
    room = Room(tmp_path, monkeypatch, CueSettings(sink), given)
    room.audio.connect(None, None)
    assert room.audio.name.value == name


@pytest.mark.parametrize(
    ("device", "name"), [(True, "auto"), (False, "sound off, no terminal here")]
)
def test_without_a_terminal_auto_takes_the_speakers_there_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, device: bool, name: str
) -> None:
    monkeypatch.setattr("stretchtui.cues.speakers.engine", lambda: "aplay")
    monkeypatch.setattr("stretchtui.cues.choose.devices", lambda environment: [1] * device)
    room = Room(tmp_path, monkeypatch, CueSettings(), environment={})
    room.audio.connect(None, None)
    assert room.audio.name.value == name


def test_changes_without_a_terminal_are_for_the_next_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = Room(tmp_path, monkeypatch)
    room.set(volume=40)
    room.calls.pass_(60)
    assert room.made == []
    room.audio.connect(room.outlet, None)
    assert [each.volume for each in room.made] == [40]


def test_sink_of_a_terminal_that_was_left_is_not_made_any_more(room: Room) -> None:
    room.set(volume=40)
    room.audio.connect(room.outlet, None)
    room.calls.pass_(60)
    assert [each.volume for each in room.made] == [100, 40]


def test_mute_is_shown_as_what_the_sink_is_called(room: Room) -> None:
    told: list[str] = []
    room.audio.name.watch(lambda before: told.append(room.audio.name.value))
    room.audio.toggle_mute()
    room.audio.sink.play(CueName.HOLD)
    assert room.made[0].calls == ["open"]
    room.set(sink="off")
    room.calls.pass_(SETTLED_S)
    assert room.audio.name.value == "muted", "another sink is as silent"
    room.audio.toggle_mute()
    assert told == ["muted", "off"]


def test_sample_is_heard_as_it_is_set_by_now_though_it_is_off(room: Room) -> None:
    room.set(volume=30, off=frozenset({CueName.END}))
    room.audio.sample(CueName.END)
    room.audio.sample(CueName.HOLD, "Next, child's pose")
    assert [each.volume for each in room.made] == [100, 30]
    assert room.made[1].calls == ["open", CueName.END, CueName.HOLD, "Next, child's pose"]


@pytest.mark.parametrize("how", ["sample", "check"])
def test_what_became_of_the_sink_is_told(room: Room, how: str) -> None:
    room.made[0].fails_at_next = True
    if how == "sample":
        room.audio.sample(CueName.HOLD)
    else:
        room.audio.check()
    assert room.audio.name.value == "sound off, as the speakers broke"


def test_session_waits_until_its_first_cue_is_heard_on_time(room: Room) -> None:
    begun: list[float] = []
    room.made[0].ready = False
    when_ready(room.audio, room.calls.later, lambda: begun.append(room.calls.now))
    for _ in range(3):
        room.calls.pass_(LOOK_S)
    assert not room.audio.is_ready
    assert begun == []
    room.made[0].ready = True
    room.calls.pass_(LOOK_S)
    assert begun == [pytest.approx(4 * LOOK_S)]
    when_ready(room.audio, room.calls.later, lambda: begun.append(-1))
    assert begun[1:] == [-1], "at once, where nothing is to be waited for"


def test_session_waits_no_longer_than_it_takes_the_bell_to_take_over(room: Room) -> None:
    begun: list[float] = []
    room.made[0].ready = False
    when_ready(room.audio, room.calls.later, lambda: begun.append(room.calls.now))
    while not begun:
        room.calls.pass_(LOOK_S)
    assert begun == [pytest.approx(READY_S, abs=2 * LOOK_S)]


async def test_it_can_be_waited_for(room: Room) -> None:
    room.made[0].ready = False
    waiting = asyncio.ensure_future(until_ready(room.audio, room.calls.later))
    await asyncio.sleep(0)
    room.calls.pass_(LOOK_S)
    await asyncio.sleep(0)
    assert not waiting.done()
    room.made[0].ready = True
    room.calls.pass_(LOOK_S)
    await waiting


def test_nothing_is_waited_for_without_a_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = Room(tmp_path, monkeypatch)
    room.audio.connect(None, None)
    begun: list[bool] = []
    when_ready(room.audio, room.calls.later, lambda: begun.append(True))
    assert begun == [True]


def test_nothing_is_made_after_the_end(room: Room) -> None:
    room.set(volume=5)
    room.audio.close()
    room.calls.pass_(60)
    assert len(room.made) == 1
    assert room.made[0].calls == ["open", "close"]


@pytest.mark.parametrize(
    ("sink", "given", "environment", "possible"),
    [
        ("auto", None, SSH, True),
        ("auto", None, {}, False),
        ("relay", None, SSH, True),
        ("terminal", None, SSH, False),
        ("terminal", "relay", SSH, True),
        ("auto", "off", SSH, False),
    ],
)
def test_relay_is_waited_for_over_ssh_where_it_may_be_wanted(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    sink: Any,
    given: str | None,
    environment: Mapping[str, str],
    possible: bool,
) -> None:
    room = Room(tmp_path, monkeypatch, CueSettings(sink), given, environment)
    assert room.audio.relay_possible is possible
    assert room.audio.is_remote is bool(environment)


def test_sounds_that_cannot_be_used_are_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = Room(tmp_path, monkeypatch)
    assert list(room.audio.faults) == []
    own = room.folders.sounds
    own.mkdir(parents=True)
    (own / "hold.wav").write_bytes(b"no sound")
    (fault,) = room.audio.faults
    assert "hold.wav" in fault


@pytest.mark.parametrize(
    ("kind", "fault"),
    [
        ("pipe", "expected a folder"),
        ("circle", "Too many levels of symbolic links"),
        ("dangling", None),
        ("folder", None),
    ],
)
def test_something_odd_in_the_place_of_the_sounds_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, fault: str | None
) -> None:
    room = Room(tmp_path, monkeypatch)
    own = room.folders.sounds
    place(kind, own)
    assert room.audio.faults == ((f"{own}: {fault}",) if fault else ())


def test_sounds_that_may_not_be_seen_are_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = Room(tmp_path, monkeypatch)
    own = room.folders.sounds
    own.mkdir(parents=True)
    for mode, sees in ((0o000, False), (0o400, True)):
        own.chmod(mode)
        with unprivileged():
            fault = () if sees else (f"{own}: Permission denied",)
            assert room.audio.faults == fault
            # And the shipped ones are there.
            assert set(load_all(sound_folders(room.folders))[0]) == set(CueName)
    own.chmod(0o700)


def test_what_bears_on_sound_is_told_as_it_is_set_by_now(room: Room) -> None:
    room.set(sink="off", volume=30)
    findings = room.audio.look_around()
    assert (findings.output, findings.volume) == (WayOut.OFF, 30)
    assert findings.ssh == room.audio.is_remote
