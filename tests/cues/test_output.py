"""The first engine that works, and where it fails the next: with engines that do as told."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from stretchtui.core.sessions.cues import CueName
from stretchtui.cues.output import AGAIN_S, AT_ONCE, LOOK_S, SILENCE, STUCK_S, TRIAL_S, Output
from stretchtui.cues.playback import Engine, SoundFiles, StartedSound, SystemPlayer
from stretchtui.cues.players import AGAIN, PING, find_player
from stretchtui.cues.sounds import Sound
from stretchtui.cues.speaker import SpeakerHelper, engines
from stretchtui.cues.turns import Turns
from tests.cues.players import Room, wait_for

HOLD = Sound(bytes(2 * 44100), 1, 44100)
"""A sound of one second."""


class Scripted:
    """A sound whose end is told."""

    def __init__(self, sound: Sound) -> None:
        self.sound = sound
        self.end: str | None = None
        self.stopped = False

    def result(self) -> str | None:
        """What was told."""
        return self.end

    def stop(self) -> None:
        """Remember it."""
        self.stopped = True


class Instrument:
    """An engine that plays nothing, and remembers what it was to play."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.started: list[Scripted] = []
        self.raises: Exception | None = None

    def start(self, sound: Sound) -> StartedSound:
        """Remember it."""
        if self.raises is not None:
            raise self.raises
        self.started.append(Scripted(sound))
        return self.started[-1]


class Bench:
    """An output with engines, and a clock that only moves when told to."""

    def __init__(self, *names: str) -> None:
        self.engines = [Instrument(name) for name in names]
        self.told: list[str] = []
        self.now = 10.0
        self.output = Output(self._makers, self.told.append, lambda: self.now)

    def _makers(self) -> list[tuple[str, Callable[[], Engine]]]:
        return [(each.name, partial(_itself, each)) for each in self.engines]


def _itself(engine: Engine) -> Engine:
    return engine


def test_engine_is_tried_with_silence_and_then_works() -> None:
    bench = Bench("a", "b")
    bench.output.begin()
    (trial,) = bench.engines[0].started
    assert trial.sound is SILENCE
    assert bench.output.wait() == LOOK_S
    bench.output.look()
    assert bench.told == ["engine a"]
    trial.end = ""
    bench.output.look()
    assert bench.told == ["engine a", "works"]
    assert bench.output.wait() is None


def test_engine_that_fails_or_hangs_when_it_is_tried_gives_way() -> None:
    bench = Bench("a", "b", "c")
    bench.engines[0].raises = RuntimeError("no\ndevice. -- CODE: -2")
    bench.output.begin()
    bench.now += TRIAL_S
    bench.output.look()
    assert bench.told == ["engine a", "engine b"]
    bench.now += 0.01
    bench.output.look()
    assert bench.engines[1].started[0].stopped
    bench.engines[2].started[0].end = "c failed"
    bench.output.look()
    assert bench.told[2:] == ["engine c", "none c failed"]
    assert bench.output.play("hold", HOLD) == "no hold c failed"
    with pytest.raises(RuntimeError, match="c failed"):
        bench.output.say(HOLD)
    bench.engines[0].raises = None
    bench.output.begin()
    assert bench.told[-1] == "engine a", "all are tried anew"


def test_engine_that_raises_gives_way_with_the_cue() -> None:
    bench = Bench("a", "b")
    bench.output.begin()
    bench.engines[0].raises = OSError(2, "No such file")
    assert bench.output.play("hold", HOLD) == "ok hold"
    assert [each.sound for each in bench.engines[1].started] == [SILENCE, HOLD]
    bench.engines[1].raises = ValueError()
    assert bench.output.play("end", HOLD) == "no end ValueError"


@pytest.mark.parametrize(("age", "again"), [(AGAIN_S, True), (AGAIN_S + 0.01, False)])
def test_cue_that_failed_is_played_again_while_it_is_fresh(age: float, again: bool) -> None:
    bench = Bench("a", "b")
    bench.output.begin()
    bench.output.play("hold", HOLD)
    bench.now += age
    bench.engines[0].started[-1].end = "a failed"
    bench.output.look()
    assert bench.told == ["engine a", "engine b"]
    assert [each.sound for each in bench.engines[1].started] == [SILENCE, HOLD][: 1 + again]
    bench.engines[1].started[-1].end = "b failed"
    bench.output.look()
    assert bench.told[2:] == ["none b failed", *(["lost hold"] if again else [])]


def test_cue_of_an_engine_that_was_left_is_played_by_the_one_in_use() -> None:
    bench = Bench("a", "b")
    bench.output.begin()
    bench.output.play("hold", HOLD)
    bench.engines[0].started[0].end = "a failed"
    bench.output.look()
    bench.engines[0].started[1].end = "a failed"
    bench.output.look()
    assert bench.told == ["engine a", "engine b"]
    assert [each.sound for each in bench.engines[1].started] == [SILENCE, HOLD]


def test_sound_that_does_not_end_is_stopped_and_has_failed() -> None:
    bench = Bench("a", "b")
    bench.output.begin()
    bench.engines[0].started[0].end = ""
    bench.output.play("hold", HOLD)
    bench.now += STUCK_S + HOLD.seconds
    bench.output.look()
    assert not bench.engines[0].started[1].stopped
    bench.now += 0.01
    bench.output.look()
    assert bench.engines[0].started[1].stopped
    assert bench.told == ["engine a", "works", "engine b"]


def test_phrase_is_left_out_where_enough_sounds() -> None:
    bench = Bench("a")
    bench.output.begin()
    bench.output.say(HOLD)
    for _ in range(AT_ONCE - 1):
        assert bench.output.play("hold", HOLD) == "ok hold"
    assert bench.output.play("hold", HOLD) == "ok hold left out"
    with pytest.raises(RuntimeError, match="too many"):
        bench.output.say(HOLD)


# With real processes


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Room:
    room = Room(tmp_path)
    monkeypatch.setenv("PATH", str(room.path))
    return room


def test_player_plays_files_and_says_how_it_ended(room: Room) -> None:
    room.add_player("good")
    room.add_player("bad", "exit 3")
    room.add_slow_player("slow")
    files = SoundFiles({HOLD: "hold"})
    other = Sound(b"\1\0", 1, 44100)
    open_before = len(os.listdir("/proc/self/fd"))
    for name, result in (("good", ""), ("bad", "bad failed")):
        for sound in (HOLD, other, HOLD):
            started = SystemPlayer(name, [name], files).start(sound)
            wait_for(lambda: started.result() is not None)  # noqa: B023
            assert started.result() == result
    assert room.played() == [
        f"{name} /{file}.wav" for name in ("good", "bad") for file in ("hold", "phrase", "hold")
    ]
    slow = SystemPlayer("slow", ["slow"], files).start(other)
    assert slow.result() is None
    slow.stop()
    assert slow.result() == "slow failed"
    with pytest.raises(FileNotFoundError):
        SystemPlayer("gone", ["gone"], files).start(other)
    files.close()
    assert len(os.listdir("/proc/self/fd")) == open_before, "no file is left open"


def test_engines_are_those_that_are_here(room: Room) -> None:
    room.add_player("aplay")
    room.add_player("paplay")
    files = SoundFiles({})
    assert [name for name, _ in engines(files)] == ["simpleaudio", "paplay", "aplay"]
    ((name, make),) = engines(files, ["simpleaudio", "paplay"])
    assert (name, make().name) == ("aplay", "aplay")
    assert find_player() == "paplay"


def test_helper_answers_what_it_is_asked() -> None:
    bench = Bench("a")
    bench.engines[0].start = _start_and_end  # type: ignore[method-assign]
    turns = Turns(bench.output.say, None)
    helper = SpeakerHelper(bench.output, {CueName.HOLD: HOLD}, turns, bench.told.append)
    reader, writer = os.pipe()
    os.write(writer, f"{PING}\nhold\nend\ngong\nsay x\n{AGAIN}\n".encode())
    os.close(writer)
    helper.serve(reader)
    os.close(reader)
    assert [line for line in bench.told if line != "works"] == [
        "engine a",
        "ok ping",
        "ok hold",
        "no end there is no sound for it",
        "no gong 'gong' is not a valid CueName",
        "no say not a phrase",
        "engine a",
        "ok again",
    ]


def _start_and_end(sound: Sound) -> StartedSound:
    started = Scripted(sound)
    started.end = ""
    return started
