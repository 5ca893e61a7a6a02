"""The helper process that plays sounds, run for real with players that only write things down."""

from __future__ import annotations

import subprocess
import sys
import wave
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Self

import pytest

from stretchtui.cues.output import AT_ONCE
from stretchtui.cues.players import AGAIN, PING, PLAYERS, find_player
from tests.cues.players import HELPER, PATIENCE_S, SOUNDS, Room, wait_for

if TYPE_CHECKING:
    from types import TracebackType


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return Room(tmp_path)


class Helper:
    """The helper, spoken to in lines."""

    def __init__(
        self, room: Room, *folders: Path, volume: int = 100, options: tuple[str, ...] = ()
    ) -> None:
        self.process = subprocess.Popen(
            [*HELPER, *options, str(volume), *map(str, folders or (SOUNDS,))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=room.environment(),
            text=True,
            bufsize=1,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.process.kill()
        self.process.communicate()

    def say(self, line: str) -> None:
        """Send a line."""
        assert self.process.stdin is not None
        self.process.stdin.write(line + "\n")

    def answer(self) -> str:
        """The next line of its own, but for the one that says that its engine works."""
        while (line := self.read()) == "works":
            pass
        return line

    def read(self) -> str:
        """The next line of its own."""
        assert self.process.stdout is not None
        return self.process.stdout.readline().rstrip("\n")

    def ask(self, line: str) -> str:
        """What it answers to a line."""
        self.say(line)
        return self.answer()

    def end(self) -> tuple[int, str]:
        """Close its input: its status, and what it still says."""
        rest, complaints = self.process.communicate(timeout=PATIENCE_S)
        assert complaints == ""
        return self.process.returncode, rest.replace("works\n", "")


def test_helper_says_its_engine_plays_what_it_is_told_and_ends_with_its_input(room: Room) -> None:
    room.add_player("aplay")
    with Helper(room) as helper:
        assert helper.answer() == "engine aplay"
        assert helper.ask("hold") == "ok hold"
        wait_for(lambda: len(room.played()) == 1)
        assert helper.ask("switch") == "ok switch"
        assert helper.end() == (0, "")
    assert [Path(line.split()[-1]).name for line in room.played()] == ["hold.wav", "switch.wav"]
    assert all(line.startswith("aplay -q ") for line in room.played())


def test_what_still_plays_when_the_input_ends_is_heard_to_its_end(room: Room) -> None:
    room.add_player("aplay", f'/bin/sleep 0.3; echo end >>"{room.gate}"')
    with Helper(room) as helper:
        helper.answer()
        helper.ask("finish")
        assert helper.end() == (0, "")
        assert room.gate.read_text() == "end\n"


@pytest.mark.parametrize("name", PLAYERS)
def test_every_player_of_the_table_can_be_the_engine(room: Room, name: str) -> None:
    room.add_player(name)
    with Helper(room) as helper:
        assert helper.answer() == f"engine {name}"
        assert helper.ask("end") == "ok end"
        assert helper.end()[0] == 0
    assert len(room.played()) == 1


def test_players_are_taken_in_the_order_of_the_table(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(room.path))
    assert find_player() is None
    for name in reversed(PLAYERS):
        room.add_player(name)
        assert find_player() == name


def test_simpleaudio_is_preferred_where_it_is_installed(room: Room) -> None:
    room.add_player("aplay")
    room.add_simpleaudio()
    with Helper(room) as helper:
        assert helper.answer() == "engine simpleaudio"
        assert helper.ask("tick") == "ok tick"
        assert helper.end()[0] == 0
    (played,) = room.played()
    engine, length, channels, width, rate = played.split()
    assert (engine, width) == ("simpleaudio", "2")
    assert int(length) % (2 * int(channels)) == 0
    assert int(rate) >= 8000


def test_engine_that_raises_is_told_in_one_line_and_the_helper_goes_on(room: Room) -> None:
    room.add_simpleaudio(fails=True)
    with Helper(room) as helper:
        helper.answer()
        assert helper.ask("tick") == "none no device at all"
        assert helper.answer() == "no tick no device at all"
        assert helper.ask("tick") == "no tick no device at all"
        assert helper.end()[0] == 0


def test_player_that_is_installed_later_is_found_when_it_is_tried_again(room: Room) -> None:
    with Helper(room) as helper:
        assert helper.answer() == "none no simpleaudio and no player of the system's"
        assert helper.ask(PING) == "ok ping"
        room.add_player("aplay")
        assert helper.ask(AGAIN) == "engine aplay"
        assert helper.answer() == "ok again"
        assert helper.ask("hold") == "ok hold"
        assert helper.end() == (0, "")
    assert len(room.played()) == 1


@pytest.mark.parametrize("engine", ["aplay", "simpleaudio"])
def test_no_more_than_four_sounds_play_at_once(room: Room, engine: str, tmp_path: Path) -> None:
    room.add_slow_player("aplay")
    folders: tuple[Path, ...] = (SOUNDS,)
    if engine == "simpleaudio":
        room.add_simpleaudio()
        # A sound that surely lasts longer than it takes to ask for five.
        own = tmp_path / "own"
        own.mkdir()
        make_wav(own / "hold.wav", seconds=4)
        folders = (own, SOUNDS)
    with Helper(room, *folders) as helper:
        assert helper.answer() == f"engine {engine}"
        assert (
            [helper.ask("hold") for _ in range(AT_ONCE)] == ["ok hold"] * AT_ONCE == ["ok hold"] * 4
        )
        wait_for(lambda: len(room.played()) == AT_ONCE)
        assert [helper.ask("hold") for _ in range(3)] == ["ok hold left out"] * 3
        assert len(room.played()) == AT_ONCE
        room.gate.touch()


def test_place_of_a_sound_that_has_ended_is_free_again(room: Room) -> None:
    room.add_slow_player("aplay")
    with Helper(room) as helper:
        helper.answer()
        for _ in range(AT_ONCE):
            helper.ask("hold")
        assert helper.ask("end") == "ok end left out"
        room.gate.touch()
        wait_for(lambda: helper.ask("end") == "ok end")


def test_player_that_fails_when_it_is_tried_gives_way_before_the_first_cue(room: Room) -> None:
    room.add_player("pw-play", silence="exit 1")
    room.add_player("paplay")
    with Helper(room) as helper:
        assert [helper.read() for _ in range(3)] == ["engine pw-play", "engine paplay", "works"]
        assert helper.ask("hold") == "ok hold"
        assert helper.end() == (0, "")
    assert room.played() == ["paplay /hold.wav"]


def test_cue_that_a_player_fails_with_is_played_by_the_next(room: Room) -> None:
    room.add_player("pw-play", "exit 1")
    room.add_player("paplay")
    with Helper(room) as helper:
        assert [helper.read() for _ in range(2)] == ["engine pw-play", "works"]
        assert helper.ask("hold") == "ok hold"
        assert helper.answer() == "engine paplay"
        wait_for(lambda: len(room.played()) == 2)
        assert helper.end() == (0, "")
    assert room.played() == ["pw-play /hold.wav", "paplay /hold.wav"]


def test_cue_that_nothing_could_play_is_told(room: Room) -> None:
    room.add_player("aplay", "exit 1")
    with Helper(room) as helper:
        helper.answer()
        assert helper.ask("hold") == "ok hold"
        assert [helper.answer() for _ in range(2)] == ["none aplay failed", "lost hold"]
        assert helper.end() == (0, "")


def test_engine_that_is_not_wanted_is_left_out(room: Room) -> None:
    room.add_player("pw-play")
    room.add_player("aplay")
    with Helper(room, options=("--without=pw-play",)) as helper:
        assert helper.answer() == "engine aplay"


@pytest.mark.parametrize("line", ["", "gong", "../../etc/passwd", "hold end", "\x1b[2J", "é" * 500])
def test_what_is_no_cue_is_refused_in_one_line_and_never_reaches_a_player(
    room: Room, line: str
) -> None:
    room.add_player("aplay")
    with Helper(room) as helper:
        helper.answer()
        assert helper.ask(line).startswith(f"no {line} ")
        assert helper.ask("hold") == "ok hold"
        assert helper.end() == (0, "")
    assert len(room.played()) == 1


def test_sound_that_is_missing_is_refused(room: Room, tmp_path: Path) -> None:
    room.add_player("aplay")
    empty = tmp_path / "empty"
    empty.mkdir()
    with Helper(room, empty) as helper:
        helper.answer()
        assert helper.ask("hold").startswith("no hold ")
        assert helper.end()[0] == 0


@pytest.mark.parametrize("how", ["ended", "killed"])
def test_nothing_is_left_in_the_folder_for_temporary_files(
    room: Room, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    room.add_player("aplay")
    temporary = room.path.parent / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    with Helper(room) as helper:
        helper.answer()
        helper.ask("hold")
        wait_for(lambda: len(room.played()) == 1)
        if how == "killed":
            helper.process.kill()
            helper.process.wait()
        else:
            assert helper.end()[0] == 0
    assert list(temporary.iterdir()) == []


def test_volume_reaches_the_samples(room: Room, tmp_path: Path) -> None:
    kept = tmp_path / "kept.wav"
    room.add_player("aplay", f'/bin/cp "$last" "{kept}"')
    sizes = []
    for volume in (100, 0):
        with Helper(room, volume=volume) as helper:
            helper.answer()
            helper.ask("hold")
            assert helper.end()[0] == 0
        sizes.append(set(kept.read_bytes()[44:]))
    assert len(sizes[0]) > 1
    assert sizes[1] == {0}


def make_wav(path: Path, seconds: int) -> None:
    """A silent sound."""
    with wave.open(str(path), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(bytes(2 * 8000 * seconds))


@pytest.fixture(autouse=True)
def _let_players_go(tmp_path: Path) -> Iterator[None]:
    yield
    (tmp_path / "gate").touch()


def test_player_without_a_place_for_its_files_is_none(room: Room, tmp_path: Path) -> None:
    room.add_player("aplay")
    # No files in memory, and none in a folder either.
    nowhere = "import os, tempfile; del os.memfd_create; tempfile.tempdir = '/dev/null'; "
    command = [
        sys.executable,
        "-c",
        f"{nowhere}from stretchtui.cues.speaker import main; main(['100', {str(SOUNDS)!r}])",
    ]
    done = subprocess.run(
        command, input="", env=room.environment(), capture_output=True, text=True, check=True
    )
    assert done.stdout == "engine aplay\nnone Not a directory\n"
