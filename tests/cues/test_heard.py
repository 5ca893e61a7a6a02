"""Every cue of a session, played on a real sound server and recognised from what came out."""

from __future__ import annotations

import asyncio
import importlib.util
import os
import shutil
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from stretchtui.core.sessions.cues import Cue, CueName
from stretchtui.core.sessions.events import Finished, SessionCommand
from stretchtui.core.sessions.phases import Kind, Phase
from stretchtui.core.sessions.session import Session
from stretchtui.core.sessions.timeline import Timeline
from stretchtui.core.settings import VoiceSettings
from stretchtui.cues.clock import now
from stretchtui.cues.speakers import Speakers
from stretchtui.playing.clockwork import Clockwork, Delivery
from tests.cues.recorded import SOUNDS, first_sound, near, onsets, recording, wait_for_quiet
from tests.cues.sound_server import SoundServer, sound_server

APART_S = 1.0
ON_TIME_S = 0.25
"""A quarter of what two cues are apart; the bench asks for milliseconds."""
HELD_UP_S = 1.0
"""Who waits for a server waits for much longer."""

CUES = tuple(Cue(1 + n * APART_S, name) for n, name in enumerate(CueName))
END = round(CUES[-1].at) + 1
FIRST = Cue(0, CueName.HOLD)  # a session says what to do as it starts
LAST = Cue(END, CueName.FINISH)
TIMELINE = Timeline((Phase(Kind.HOLD, 0, END, 0, "Every cue once"),), (*CUES, LAST))


@pytest.fixture
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SoundServer]:
    """A sound server in a folder with a short name, as sockets want it."""
    with sound_server(tmp_path_factory.mktemp("pa")) as running:
        yield running


def _engines() -> list[str]:
    return ["simpleaudio", "paplay"] if importlib.util.find_spec("simpleaudio") else ["paplay"]


def _use(engine: str, server: SoundServer, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Let the helper find this engine alone."""
    for name in ("PULSE_SERVER", "ALSA_CONFIG_PATH", "HOME", "XDG_RUNTIME_DIR"):
        monkeypatch.setenv(name, server.environment[name])
    if engine == "paplay":
        found = shutil.which("paplay")
        assert found is not None
        (folder / "bin").mkdir()
        (folder / "bin" / "paplay").symlink_to(found)
        monkeypatch.setenv("PATH", str(folder / "bin"))
        (folder / "blocked" / "simpleaudio").mkdir(parents=True)
        (folder / "blocked" / "simpleaudio" / "__init__.py").write_text("raise ImportError")
        monkeypatch.setenv("PYTHONPATH", str(folder / "blocked"))


async def _play(timeline: Timeline, sink: Speakers) -> None:
    """Play a session through, as the program does."""
    over = asyncio.Event()

    def delivered(delivery: Delivery) -> None:
        if any(isinstance(event, Finished) for event in delivery.events):
            over.set()

    clockwork = Clockwork(
        Session(timeline),
        sink,
        delivered,
        asyncio.get_running_loop().call_later,
        now,
        voice=VoiceSettings,
    )
    clockwork.do(SessionCommand.START)
    await asyncio.wait_for(over.wait(), timeline.total + 10)


@pytest.mark.long
@pytest.mark.timed
@pytest.mark.parametrize("engine", _engines())
def test_every_cue_is_heard_at_its_time_and_for_what_it_is(
    server: SoundServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine: str
) -> None:
    _use(engine, server, monkeypatch, tmp_path)
    sink = Speakers([SOUNDS])
    sink.open()
    _wait_for_engine(sink, engine)
    asyncio.run(_play(TIMELINE, sink))
    _close(sink)
    wait_for_quiet(server)
    heard = recording(server)

    start = first_sound(heard)
    late: dict[float, float] = {}
    for cue in (FIRST, *CUES):
        name, lateness = near(heard, start + cue.at)
        assert name == cue.name
        late[cue.at] = lateness[name]
    middle = float(np.median(list(late.values())))
    off = {at: each - middle for at, each in late.items() if abs(each - middle) > ON_TIME_S}
    assert off == {}
    assert sink.failed is None


@pytest.mark.timed
def test_a_helper_that_is_killed_costs_one_cue_at_most(
    server: SoundServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _use("paplay", server, monkeypatch, tmp_path)
    sink = Speakers([SOUNDS])
    sink.open()
    _wait_for_engine(sink, "paplay")
    timeline = Timeline(
        (Phase(Kind.HOLD, 0, 6, 0, "x"),),
        tuple(Cue(at, CueName.HALFWAY) for at in range(1, 7)),
    )

    async def killed_in_the_middle() -> float:
        loop = asyncio.get_running_loop()
        slowest = 0.0

        def kill() -> None:
            assert sink.helper_pid is not None
            os.kill(sink.helper_pid, signal.SIGKILL)

        async def watch() -> None:
            nonlocal slowest
            while True:
                before = loop.time()
                await asyncio.sleep(0.005)
                slowest = max(slowest, loop.time() - before - 0.005)

        loop.call_later(2.5, kill)
        watching = asyncio.ensure_future(watch())
        await _play(timeline, sink)
        watching.cancel()
        return slowest

    stall = asyncio.run(killed_in_the_middle())
    _close(sink)
    wait_for_quiet(server)
    heard = recording(server)
    assert len(onsets(heard)) >= 6, "seven were given"
    assert stall < HELD_UP_S
    assert sink.failed is None


@pytest.mark.timed
def test_a_server_that_hangs_holds_up_nothing_and_is_given_up(
    server: SoundServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _use("simpleaudio" if len(_engines()) > 1 else "paplay", server, monkeypatch, tmp_path)
    os.kill(server.process.pid, signal.SIGSTOP)
    now = [0.0]
    sink = Speakers([SOUNDS], clock=lambda: now[0])
    sink.open()
    deadline = time.monotonic() + 60
    slowest = 0.0
    while sink.failed is None and time.monotonic() < deadline:
        before = time.monotonic()
        sink.play(CueName.TICK)
        slowest = max(slowest, time.monotonic() - before)
        now[0] += 1.0
        time.sleep(0.05)  # a tick's distance, on the clock that counts here
    os.kill(server.process.pid, signal.SIGCONT)
    assert sink.failed is not None
    assert slowest < HELD_UP_S
    _close(sink)


@pytest.mark.timed
def test_a_server_that_goes_away_holds_up_nothing_and_is_given_up(
    server: SoundServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _use("simpleaudio" if len(_engines()) > 1 else "paplay", server, monkeypatch, tmp_path)
    sink = Speakers([SOUNDS])
    sink.open()
    deadline = time.monotonic() + 60
    slowest, given = 0.0, 0
    while sink.failed is None and time.monotonic() < deadline:
        before = time.monotonic()
        sink.play(CueName.TICK)
        slowest = max(slowest, time.monotonic() - before)
        given += 1
        if given == 5:
            server.process.kill()
        time.sleep(0.3)  # a cue's distance, on the clock of the server
    assert sink.failed is not None
    assert slowest < HELD_UP_S
    _close(sink)


def _wait_for_engine(sink: Speakers, engine: str) -> None:
    deadline = time.monotonic() + 20
    while not sink.ready:
        sink.check()
        assert time.monotonic() < deadline, "the helper does not start"
    assert sink.name == f"speakers ({engine})"


def _close(sink: Speakers) -> None:
    """Close, and see that nothing is left running."""
    sink.close()
    deadline = time.monotonic() + 20
    while sink.left_behind:
        assert time.monotonic() < deadline, "a helper does not end"
