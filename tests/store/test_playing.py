"""Who plays a session holds it: nobody else gets it, here or in another program."""

from __future__ import annotations

import errno
import fcntl
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from stretchtui.store.playing import Playing, playing_in

PATIENCE_S = 60.0

SOON_S = 0.2
"""Who is let in too early is in by then."""

PROGRAM = """
import sys
from pathlib import Path
from stretchtui.store.playing import playing_in

playing = playing_in(Path(sys.argv[1]))
for line in sys.stdin:
    match line.split():
        case ["take", session]:
            print(playing.take(int(session)), flush=True)
        case ["give", "up", session]:
            playing.give_up(int(session))
            print("given up", flush=True)
        case ["alone"]:
            with playing.alone():
                print("alone", flush=True)
                sys.stdin.readline()
            print("left", flush=True)
"""


class Program:
    """Another program, which does what it is told."""

    def __init__(self, folder: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def does(self, line: str) -> str:
        """Tell it to do something; what it says of that."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()
        return self._process.stdout.readline().strip()

    def kill(self) -> None:
        """Kill it as nothing else does."""
        self._process.kill()
        self._process.communicate()


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Program]:
    """Another program on the same folder."""
    program = Program(tmp_path)
    yield program
    program.kill()


@pytest.fixture
def playing(tmp_path: Path) -> Playing:
    """The locks of this program."""
    return playing_in(tmp_path)


def test_a_session_is_held_by_one_alone(playing: Playing, other: Program) -> None:
    assert playing.take(3)
    assert not playing.take(3)
    assert other.does("take 3") == "False"
    assert other.does("take 4") == "True"
    assert not playing.take(4)
    assert playing.take(5)


def test_what_is_given_up_can_be_taken_and_nothing_else(playing: Playing, other: Program) -> None:
    for session in (3, 4, 5):
        assert playing.take(session)
    playing.give_up(4)
    assert [other.does(f"take {session}") for session in (3, 4, 5)] == ["False", "True", "False"]
    assert not playing.take(4)
    assert other.does("give up 4") == "given up"
    assert playing.take(4)


def test_nobody_gives_up_what_another_holds(playing: Playing, other: Program) -> None:
    assert other.does("take 3") == "True"
    playing.give_up(3)
    assert not playing.take(3)
    assert playing.take(4)
    assert other.does("give up 4") == "given up"
    assert other.does("take 4") == "False"


def test_what_was_given_up_twice_is_held_once_more_when_it_is_taken(
    playing: Playing, other: Program
) -> None:
    assert playing.take(3)
    playing.give_up(3)
    playing.give_up(3)
    assert playing.take(3)
    assert other.does("take 3") == "False"


def test_a_program_that_is_killed_holds_nothing(playing: Playing, other: Program) -> None:
    assert other.does("take 3") == "True"
    other.kill()
    assert playing.take(3)


def test_locks_are_the_same_whatever_a_folder_is_called(tmp_path: Path, other: Program) -> None:
    # Two of them would be two descriptors, and to close one of these gives all locks up.
    (tmp_path / "link").symlink_to(tmp_path, target_is_directory=True)
    found = playing_in(tmp_path)
    before = os.listdir("/proc/self/fd")
    assert playing_in(tmp_path / "link") is found
    assert os.listdir("/proc/self/fd") == before
    assert playing_in(tmp_path / "link").take(3)
    assert other.does("take 3") == "False"


def test_folders_have_locks_of_their_own(tmp_path: Path) -> None:
    (tmp_path / "else").mkdir()
    assert playing_in(tmp_path).take(3)
    assert playing_in(tmp_path / "else").take(3)


def test_where_no_file_can_be_made_it_is_said(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        playing_in(tmp_path / "nowhere")


# Alone


class Entering:
    """A thread that goes into a block of its own."""

    def __init__(self, playing: Playing) -> None:
        self._playing = playing
        self.inside = threading.Event()
        self.go_on = threading.Event()
        self._thread = threading.Thread(target=self._enter)
        self._thread.start()

    def _enter(self) -> None:
        with self._playing.alone():
            self.inside.set()
            assert self.go_on.wait(PATIENCE_S)

    def leave(self) -> None:
        """Leave the block."""
        self.go_on.set()
        self._thread.join(PATIENCE_S)
        assert not self._thread.is_alive()


def test_who_is_alone_is_waited_for_by_other_programs(playing: Playing, other: Program) -> None:
    assert other.does("alone") == "alone"
    here = Entering(playing)
    assert not here.inside.wait(SOON_S)
    assert other.does("that is all") == "left"
    assert here.inside.wait(PATIENCE_S)
    here.leave()
    assert other.does("alone") == "alone"


def test_who_is_alone_is_waited_for_by_other_threads(playing: Playing) -> None:
    first = Entering(playing)
    assert first.inside.wait(PATIENCE_S)
    second = Entering(playing)
    assert not second.inside.wait(SOON_S)
    first.leave()
    assert second.inside.wait(PATIENCE_S)
    second.leave()


def test_who_fails_is_alone_no_longer(playing: Playing, other: Program) -> None:
    with pytest.raises(ZeroDivisionError), playing.alone():
        raise ZeroDivisionError
    assert other.does("alone") == "alone"


def test_being_alone_and_holding_sessions_have_nothing_to_do_with_each_other(
    playing: Playing, other: Program
) -> None:
    assert playing.take(1)
    with playing.alone():
        assert other.does("take 2") == "True"
    assert other.does("take 1") == "False"
    assert other.does("alone") == "alone"


def test_where_there_are_no_locks_a_session_is_held_in_this_program_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "lockf", none)
    playing = playing_in(tmp_path)
    assert playing.take(3)
    assert not playing.take(3)
    with playing.alone():
        playing.give_up(3)
    assert playing.take(3)
