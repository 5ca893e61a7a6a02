"""The speakers as a session sees them: never in its way, whatever becomes of the helper."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from stretchtui.core.sessions.cues import CueName
from stretchtui.cues.choose import FallbackSink
from stretchtui.cues.sink import Silence
from stretchtui.cues.speakers import (
    FAILURES,
    FORGOTTEN_S,
    FRESH_S,
    GRACE_S,
    RETRY_S,
    SILENT_S,
    START_S,
    TRIAL_S,
    Speakers,
    engine,
)
from tests.cues.players import HELPER, SOUNDS, Room, wait_for

if TYPE_CHECKING:
    import subprocess

IDLE = (sys.executable, "-c", "import signal; signal.pause()")
"""A helper that neither reads nor answers."""

MUTE = (
    sys.executable,
    "-c",
    "import signal; print('engine mute', flush=True); signal.pause()",
)
"""A helper whose engine never shows whether it works."""

DEAF = (
    sys.executable,
    "-c",
    "import os, signal, sys\n"
    "again = os.path.exists(sys.argv[1]); open(sys.argv[1], 'w').close()\n"
    "again or print('engine deaf\\nworks', flush=True); signal.pause()",
)
"""A helper that works, and never answers a cue; started again it says nothing at all. By a file
it knows whether it was there before."""

BRIEF = (sys.executable, "-c", "pass")
"""A helper that ends at once."""

ECHO = (
    sys.executable,
    "-c",
    "import sys\nprint('engine echo\\nworks', flush=True)\n"
    "for line in sys.stdin: print('ok', line, end='', flush=True)",
)
"""A helper that says yes to everything."""


class Desk:
    """Speakers with a clock that only moves when told to."""

    def __init__(self, command: Sequence[str] = ECHO) -> None:
        self.now = 100.0
        self.speakers = Speakers([SOUNDS], command=command, clock=lambda: self.now)

    @property
    def helper(self) -> subprocess.Popen[bytes]:
        """The helper in use."""
        helper = self.speakers._helper
        assert helper is not None
        return helper

    def play(self, cue: CueName = CueName.HOLD) -> None:
        """Play a cue."""
        self.speakers.play(cue)

    def hear(self) -> bool:
        """Take the answers in: whether all of them are there."""
        self.speakers.check()
        return not self.speakers._unanswered


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Room:
    room = Room(tmp_path)
    for name, value in room.environment().items():
        monkeypatch.setenv(name, value)
    return room


@pytest.fixture
def desks() -> Iterator[list[Desk]]:
    """Every desk that a test makes, cleared afterwards."""
    made: list[Desk] = []
    yield made
    for desk in made:
        running = [*desk.speakers._gone]
        if desk.speakers._helper is not None:
            running.append(desk.speakers._helper)
        desk.speakers.close()
        for helper in running:
            helper.kill()
            helper.wait()


def test_cue_goes_through_the_helper_to_the_player(room: Room, desks: list[Desk]) -> None:
    room.add_player("aplay")
    desk = Desk(HELPER)
    desks.append(desk)
    desk.speakers.open()
    desk.play(CueName.SWITCH)
    wait_for(lambda: len(room.played()) == 1)
    assert room.played()[0].endswith("switch.wav")
    wait_for(desk.hear)
    assert desk.speakers.name == "speakers (aplay)"
    assert desk.speakers.failed is None


def test_helper_ends_by_itself_when_the_speakers_are_closed(room: Room, desks: list[Desk]) -> None:
    room.add_player("aplay")
    desk = Desk(HELPER)
    desks.append(desk)
    desk.play()
    helper = desk.helper
    desk.speakers.close()
    wait_for(lambda: helper.poll() is not None)
    assert helper.returncode == 0
    assert len(room.played()) == 1, "what was asked for is still heard"


def test_helper_is_not_started_before_it_is_needed() -> None:
    desk = Desk()
    assert desk.speakers._helper is None
    desk.speakers.check()
    desk.speakers.close()
    assert desk.speakers._helper is None


def test_helper_that_was_killed_is_started_again(desks: list[Desk]) -> None:
    desk = Desk()
    desks.append(desk)
    desk.play()
    first = desk.helper
    wait_for(desk.hear)
    first.send_signal(signal.SIGKILL)
    first.wait()
    desk.play()
    assert desk.helper.pid != first.pid
    wait_for(desk.hear)
    assert desk.speakers.failed is None


@pytest.mark.parametrize(
    ("command", "ready", "limit"),
    [(DEAF, True, SILENT_S), (IDLE, False, START_S)],
    ids=["ready", "starting"],
)
def test_helper_that_falls_silent_is_killed_and_started_again(
    desks: list[Desk], tmp_path: Path, command: Sequence[str], ready: bool, limit: float
) -> None:
    desk = Desk([*command, str(tmp_path / "was-here")])
    desks.append(desk)
    desk.speakers.open()

    def as_ready() -> bool:
        desk.speakers.check()
        return desk.speakers.ready is ready

    wait_for(as_ready)
    silent = desk.helper
    desk.play()
    desk.now += limit
    desk.play()
    assert desk.helper is silent, "it still has time"
    desk.now += 0.01
    desk.play()
    assert desk.helper is not silent
    wait_for(lambda: silent.poll() is not None)
    assert silent.returncode == -signal.SIGKILL
    desk.now += GRACE_S + 0.01
    desk.speakers.check()
    assert desk.speakers.failed is not None, "another sink may take over meanwhile"
    assert desk.speakers.unheard is CueName.HOLD


def test_helper_that_is_slow_to_start_is_given_time(desks: list[Desk]) -> None:
    desk = Desk(MUTE)
    desks.append(desk)
    desk.play()
    helper = desk.helper
    desk.now += START_S

    def chosen() -> bool:
        desk.speakers.check()
        return desk.speakers.name == "speakers (mute)"

    wait_for(chosen)
    desk.now += SILENT_S
    desk.speakers.check()
    assert desk.helper is helper, "the time of the start does not count"


def test_cue_that_was_answered_is_not_waited_for(desks: list[Desk]) -> None:
    desk = Desk()
    desks.append(desk)
    desk.play()
    helper = desk.helper
    wait_for(desk.hear)
    desk.now += 1000
    desk.play()
    assert desk.helper is helper


def test_helper_that_ends_again_and_again_is_given_up(desks: list[Desk]) -> None:
    desk = Desk(BRIEF)
    desks.append(desk)
    started = set()

    def given_up() -> bool:
        desk.play()
        if desk.speakers._helper is not None:
            started.add(desk.speakers._helper.pid)
        desk.now += 1
        return len(desk.speakers._failures) == FAILURES

    wait_for(given_up)
    assert desk.speakers.failed is not None
    assert desk.speakers.failed.startswith("speakers (")
    assert len(started) <= FAILURES
    rested = desk.speakers._start_at
    desk.now = rested - 0.01
    desk.speakers.check()
    assert desk.speakers._helper is None, "it is given a rest"
    desk.now = rested
    desk.speakers.check()
    # It may have ended again within a moment.
    assert desk.speakers.helper_pid is not None or desk.speakers._start_at > rested


def test_failures_are_forgotten_after_a_minute_without_one(desks: list[Desk]) -> None:
    desk = Desk()
    desks.append(desk)

    def works() -> bool:
        desk.speakers.check()
        return desk.speakers.ready

    desk.speakers.open()
    for pause in [FORGOTTEN_S + 0.01] * FAILURES + [1.0] * (FAILURES - 2):
        wait_for(works)
        desk.now += pause
        desk.helper.kill()
        desk.helper.wait()
        desk.speakers.check()
        assert desk.speakers.failed is None
        desk.now = desk.speakers._start_at
    wait_for(works)
    desk.helper.kill()
    desk.helper.wait()
    desk.speakers.check()
    assert desk.speakers.failed is not None


def test_cue_is_unheard_until_it_is_known_to_have_been_heard(desks: list[Desk]) -> None:
    desk = Desk(MUTE)
    desks.append(desk)
    desk.play(CueName.REST)
    desk.now += GRACE_S
    desk.speakers.check()
    assert desk.speakers.failed is None
    desk.now += 0.01
    desk.speakers.check()
    assert desk.speakers.failed is not None
    assert desk.speakers.unheard is CueName.REST
    desk.now += FRESH_S
    assert desk.speakers.unheard is None, "it is too late for it"
    other = Desk()
    desks.append(other)
    other.play(CueName.REST)
    wait_for(other.hear)
    assert other.speakers.unheard is None


def test_what_does_not_show_that_it_works_has_failed_until_it_does(desks: list[Desk]) -> None:
    slow = "import sys; print('engine slow', flush=True); sys.stdin.readline(); {}"
    then = "sys.stdin.readline(); print('ok\\nok\\nworks', flush=True); sys.stdin.read()"
    desk = Desk((sys.executable, "-c", slow.format(then)))
    desks.append(desk)
    desk.speakers.open()
    desk.now += TRIAL_S
    desk.speakers.check()
    assert desk.speakers.failed is None
    desk.now += 0.01
    desk.speakers.check()
    assert desk.speakers.failed is not None
    desk.helper.tell("works by now?")

    def works() -> bool:
        desk.speakers.check()
        return desk.speakers.ready

    wait_for(works)
    assert desk.speakers.failed is None


@pytest.mark.parametrize("how", ["import signal; signal.pause()", "import os; os.abort()"])
def test_library_that_hangs_or_crashes_gives_way_to_a_player(
    room: Room, desks: list[Desk], how: str
) -> None:
    room.add_simpleaudio()
    (room.modules / "simpleaudio.py").write_text(f"def play_buffer(*sound):\n    {how}\n")
    room.add_player("aplay")
    desk = Desk(HELPER)
    desks.append(desk)
    desk.speakers.open()

    def works() -> bool:
        desk.now += 0.01
        desk.speakers.check()
        return desk.speakers.ready

    wait_for(works)
    assert desk.speakers.name == "speakers (aplay)"
    assert desk.speakers.failed is None
    desk.play()
    wait_for(desk.hear)
    wait_for(lambda: room.played() == ["aplay -q /hold.wav"])


def test_player_that_works_again_is_used_again(room: Room, desks: list[Desk]) -> None:
    broken = room.gate.with_name("broken")
    broken.touch()
    there = f'[ ! -e "{broken}" ]; exit'
    room.add_player("aplay", there, silence=there)
    desk = Desk(HELPER)
    desks.append(desk)
    desk.speakers.open()

    def failed() -> bool:
        desk.speakers.check()
        return desk.speakers.failed is not None and desk.speakers._tries_since is None

    wait_for(failed)
    desk.now += RETRY_S
    assert desk.speakers.failed == "speakers (aplay) failed: aplay failed"
    desk.speakers.check()
    wait_for(failed)
    broken.unlink()
    helper = desk.helper

    def works() -> bool:
        desk.speakers.check()
        return desk.speakers.ready

    desk.now += RETRY_S
    wait_for(works)
    assert desk.speakers.failed is None
    assert desk.helper is helper, "none was started for it"


def test_helper_that_cannot_be_started_is_given_up_and_nothing_raises() -> None:
    desk = Desk(["/nonexistent/python"])
    for _ in range(FAILURES):
        desk.play()
        desk.now += 60
    assert desk.speakers.failed is not None
    assert "No such file" in desk.speakers.failed


def test_nothing_to_play_with_is_known_at_once(room: Room, desks: list[Desk]) -> None:
    desk = Desk(HELPER)
    desks.append(desk)
    desk.speakers.open()

    def known() -> bool:
        desk.speakers.check()
        return desk.speakers.failed is not None

    wait_for(known)
    assert "no player of the system's" in str(desk.speakers.failed)
    assert room.played() == []


def test_player_that_fails_is_given_up_after_some_cues(room: Room, desks: list[Desk]) -> None:
    room.add_player("aplay", "exit 1")
    desk = Desk(HELPER)
    desks.append(desk)

    def given_up() -> bool:
        desk.play()
        desk.speakers.check()
        return desk.speakers.failed is not None

    wait_for(given_up)
    assert "aplay failed" in str(desk.speakers.failed)


def test_helper_that_does_not_read_never_blocks_the_session(desks: list[Desk]) -> None:
    desk = Desk(IDLE)
    desks.append(desk)
    # Far more than a pipe holds, and no time passes in which the helper could be called silent.
    for _ in range(100_000):
        desk.play()
        if desk.speakers._failures:
            break
    assert len(desk.speakers._failures) == 1


def test_garbage_in_the_answers_does_no_harm(desks: list[Desk]) -> None:
    garbage = "import os, signal; os.write(1, bytes(range(256)) * 100 + b'\\n' * 9); signal.pause()"
    desk = Desk((sys.executable, "-c", garbage))
    desks.append(desk)
    desk.play()
    helper = desk.helper
    wait_for(desk.hear)
    desk.play()
    assert desk.helper is helper
    assert desk.speakers._failures == []


def test_helper_is_out_of_reach_of_the_terminals_signals(desks: list[Desk]) -> None:
    desk = Desk()
    desks.append(desk)
    desk.play()
    assert os.getsid(desk.helper.pid) == desk.helper.pid


def test_terminal_takes_over_where_the_speakers_fail() -> None:
    rung: list[CueName] = []

    class Bell(Silence):
        """Remembers what it rang for."""

        name = "terminal bell"

        def play(self, cue: CueName) -> None:
            """Remember it."""
            rung.append(cue)

    desk = Desk(["/nonexistent/python"])
    cascade = FallbackSink([lambda: desk.speakers, Bell], "at this machine")
    cascade.open()
    assert cascade.name.startswith("speakers (")
    while not rung:
        cascade.play(CueName.SWITCH)
        desk.now += 60
    assert rung == [CueName.SWITCH]
    assert cascade.name.startswith("terminal bell")
    assert "No such file" in cascade.name
    cascade.play(CueName.END)
    assert rung == [CueName.SWITCH, CueName.END]
    assert cascade.failed is None


@pytest.mark.parametrize("player", ["aplay", "pw-play"])
def test_engine_is_the_player_that_is_there(
    room: Room, player: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert engine() is None
    room.add_player(player)
    assert engine() == player
    monkeypatch.setattr("importlib.util.find_spec", lambda name: object())
    assert engine() == "simpleaudio"
