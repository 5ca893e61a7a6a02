"""Real players and sound servers that fail, hang, and work again: no cue is lost for it."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import socket
import time
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
import pytest_asyncio

from stretchtui.core.sessions.cues import CueName
from stretchtui.cues.choose import FallbackSink
from stretchtui.cues.output import STUCK_S
from stretchtui.cues.sink import Silence, Timer
from stretchtui.cues.sounds import load
from stretchtui.cues.speakers import Speakers
from tests.cues.players import HELPER, PATIENCE_S, SOUNDS
from tests.cues.sound_server import ALSA, SoundServer, sound_server

BELL_S = 3.0
"""A sound server that does not answer may cost so much time before the bell takes over."""

RETURN_S = 15.0
"""A sound server that is back is used again within this time."""

HELD_UP_S = 0.25
"""Nothing here waits; so much the machine may take for other things."""

ENGINES = ("simpleaudio", "paplay", "aplay")


class Bell(Silence):
    """Writes down when it rang, and for what."""

    name = "terminal bell"

    def __init__(self) -> None:
        self.rang: list[tuple[float, CueName]] = []

    def play(self, cue: CueName) -> None:
        """Write it down."""
        self.rang.append((time.monotonic(), cue))


class Corner:
    """The speakers and the bell, looked after by an event loop as in the program.

    Args:
        command: How the helper is started.
    """

    def __init__(self, command: Sequence[str]) -> None:
        self.bell = Bell()
        self.speakers = Speakers([SOUNDS], command=command)
        self.names: list[str] = []
        self.sink = FallbackSink(
            [lambda: self.speakers, lambda: self.bell],
            call_later=self._call_later,
            changed=lambda: self.names.append(self.sink.name),
        )
        self.slowest = 0.0
        """Seconds that the program was held up at most."""

    def play(self, cue: CueName) -> None:
        """Have a cue sounded."""
        self._timed(lambda: self.sink.play(cue))

    def _call_later(self, seconds: float, call: Callable[[], None]) -> Timer:
        return asyncio.get_running_loop().call_later(seconds, lambda: self._timed(call))

    def _timed(self, call: Callable[[], None]) -> None:
        before = time.monotonic()
        call()
        self.slowest = max(self.slowest, time.monotonic() - before)

    async def wait_for(self, holds: Callable[[], bool], every: float = 0.01) -> float:
        """Wait until something holds, looking every so many seconds; the seconds that took."""
        began = time.monotonic()
        while not holds():
            assert time.monotonic() - began < PATIENCE_S, "not in time"
            await asyncio.sleep(every)
        return time.monotonic() - began

    async def close(self) -> None:
        """Close, and see that nothing is left running."""
        self.sink.close()
        await self.wait_for(lambda: not self.speakers.left_behind)


class Tools:
    """The players that the helper finds: real ones, and others.

    Args:
        folder: An empty folder.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / "bin"
        self._path.mkdir()
        self._blocked = folder / "blocked" / "simpleaudio.py"
        self._blocked.parent.mkdir()
        self._blocked.write_text("raise ImportError")

    @property
    def command(self) -> Sequence[str]:
        """How a helper is started that finds nothing else."""
        paths = f"PATH={self._path}", f"PYTHONPATH={self._blocked.parent}"
        return ("/usr/bin/env", *paths, *HELPER)

    def add(self, *names: str) -> None:
        """Let real engines be found."""
        for name in names:
            if name == "simpleaudio":
                self._blocked.unlink()
                continue
            found = shutil.which(name)
            assert found is not None, f"{name} is missing; make test installs it"
            (self._path / name).symlink_to(found)

    def add_script(self, name: str, script: str) -> None:
        """Let something else be found under a player's name."""
        player = self._path / name
        player.write_text(f"#!/bin/sh\n{script}\n")
        player.chmod(0o755)


@pytest.fixture
def tools(tmp_path: Path) -> Tools:
    return Tools(tmp_path)


@pytest.fixture
def place(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the sound server is: a folder with a short name, as sockets want it."""
    folder = tmp_path_factory.mktemp("pa")
    (folder / "asound.conf").write_text(ALSA)
    for name, value in {
        "HOME": folder,
        "XDG_RUNTIME_DIR": folder,
        "PULSE_RUNTIME_PATH": folder,
        "PULSE_SERVER": f"unix:{folder}/native",
        "ALSA_CONFIG_PATH": folder / "asound.conf",
    }.items():
        monkeypatch.setenv(name, str(value))
    return folder


@pytest_asyncio.fixture
async def corner(tools: Tools, place: Path) -> AsyncIterator[Corner]:
    """Closed while the sound server is still there, if it ever was."""
    made = Corner(tools.command)
    yield made
    await made.close()


@pytest.fixture
def server(place: Path) -> Iterator[SoundServer]:
    with sound_server(place) as running:
        yield running


def hears(server: SoundServer, cue: CueName, times: int = 1) -> bool:
    """Whether a server has played a cue to its end, so often."""
    heard = np.fromfile(server.recording, dtype="<i2").astype(float)
    sound = np.frombuffer(load(SOUNDS / f"{cue}.wav").samples, dtype="<i2").astype(float)
    size = 1 << (len(heard) + len(sound)).bit_length()  # of other lengths it takes far longer
    found = np.fft.irfft(np.fft.rfft(heard, size) * np.conj(np.fft.rfft(sound, size)), size)
    full = 0.9 * float(sound @ sound)
    peaks = np.flatnonzero(found > full)
    return bool(len(peaks)) and 1 + int(np.sum(np.diff(peaks) > len(sound) // 2)) >= times


async def heard(corner: Corner, server: SoundServer, cue: CueName) -> None:
    """Wait until a server has played a cue; to look costs a tenth of a second of the machine's."""
    await corner.wait_for(lambda: hears(server, cue), every=0.2)


@pytest.mark.timed
@pytest.mark.parametrize("engines", [ENGINES, ("paplay",)], ids="+".join)
async def test_a_server_that_never_answers_costs_no_cue_and_is_used_when_it_does(
    place: Path, tools: Tools, corner: Corner, engines: tuple[str, ...]
) -> None:
    tools.add(*engines)
    hung = socket.socket(socket.AF_UNIX)
    hung.bind(str(place / "native"))
    hung.listen(100)
    began = time.monotonic()
    corner.sink.open()
    corner.play(CueName.HOLD)
    await corner.wait_for(lambda: bool(corner.bell.rang))
    assert [cue for _, cue in corner.bell.rang] == [CueName.HOLD]
    assert time.monotonic() - began < BELL_S
    assert corner.sink.name.startswith("terminal bell, as the speakers (")
    given = [CueName.TICK, CueName.SWITCH, CueName.REST]
    for cue in given:
        corner.play(cue)
        await corner.wait_for(lambda: len(corner.bell.rang) > given.index(cue) + 1)  # noqa: B023
    assert [cue for _, cue in corner.bell.rang][1:] == given

    hung.close()
    (place / "native").unlink()
    with sound_server(place) as server:
        took = await corner.wait_for(lambda: corner.sink.name.startswith("speakers ("))
        assert took < RETURN_S
        assert corner.names[-1] == corner.sink.name, "the screen was told"
        corner.play(CueName.FINISH)
        await heard(corner, server, CueName.FINISH)
    assert len(corner.bell.rang) == 1 + len(given)
    assert corner.slowest < HELD_UP_S


@pytest.mark.timed
@pytest.mark.parametrize("engines", [ENGINES, ("paplay",)], ids="+".join)
async def test_a_server_that_hangs_and_goes_on_is_used_again(
    server: SoundServer, tools: Tools, corner: Corner, engines: tuple[str, ...]
) -> None:
    tools.add(*engines)
    corner.sink.open()
    await corner.wait_for(lambda: corner.sink.ready)
    corner.play(CueName.HOLD)
    await heard(corner, server, CueName.HOLD)
    os.kill(server.process.pid, signal.SIGSTOP)
    corner.play(CueName.SWITCH)
    await corner.wait_for(lambda: corner.sink.name.startswith("terminal bell"))
    corner.play(CueName.REST)
    assert corner.bell.rang[-1][1] is CueName.REST
    os.kill(server.process.pid, signal.SIGCONT)
    took = await corner.wait_for(lambda: corner.sink.name.startswith("speakers ("))
    assert took < RETURN_S
    corner.play(CueName.FINISH)
    await heard(corner, server, CueName.FINISH)
    assert corner.slowest < HELD_UP_S


@pytest.mark.timed
async def test_a_server_that_is_started_again_is_used_again(
    place: Path, tools: Tools, corner: Corner
) -> None:
    tools.add(*ENGINES)
    with sound_server(place):
        corner.sink.open()
        await corner.wait_for(lambda: corner.sink.ready)
        assert corner.sink.name == "speakers (simpleaudio)"
    corner.play(CueName.SWITCH)
    await corner.wait_for(lambda: corner.sink.name.startswith("terminal bell"))
    assert [cue for _, cue in corner.bell.rang] == [CueName.SWITCH]
    with sound_server(place) as server:
        took = await corner.wait_for(lambda: corner.sink.name.startswith("speakers ("))
        assert took < RETURN_S
        corner.play(CueName.FINISH)
        await heard(corner, server, CueName.FINISH)


@pytest.mark.parametrize(
    "broken", ["exit 1", 'case "$(/bin/readlink "$1")" in *silence*) ;; *) exit 1 ;; esac']
)
async def test_a_player_that_fails_gives_way_to_one_that_works(
    server: SoundServer, tools: Tools, corner: Corner, broken: str
) -> None:
    tools.add_script("pw-play", broken)
    tools.add("paplay")
    corner.sink.open()
    await corner.wait_for(lambda: corner.sink.ready)
    corner.play(CueName.HOLD)
    await heard(corner, server, CueName.HOLD)
    await corner.wait_for(lambda: corner.sink.name == "speakers (paplay)")
    assert corner.bell.rang == []


async def test_a_library_that_fails_gives_way_to_a_player(
    place: Path, server: SoundServer, tools: Tools, corner: Corner
) -> None:
    # There is no such device for ALSA, but PulseAudio is there.
    (place / "asound.conf").write_text("pcm.!default { type hw card 31 }\n")
    tools.add("simpleaudio", "aplay", "paplay")
    corner.sink.open()
    await corner.wait_for(lambda: corner.sink.ready)
    assert corner.sink.name == "speakers (paplay)"
    corner.play(CueName.HOLD)
    await heard(corner, server, CueName.HOLD)
    assert corner.bell.rang == []


@pytest.mark.timed
async def test_a_player_that_never_ends_is_killed_and_gives_way(
    server: SoundServer, tools: Tools, corner: Corner, tmp_path: Path
) -> None:
    pids = tmp_path / "pids"
    script = 'case "$(/bin/readlink "$1")" in *silence*) exit 0 ;; esac\n'
    tools.add_script("pw-play", f"{script}echo $$ >>{pids}\nexec /bin/sleep 1000")
    tools.add("paplay")
    corner.sink.open()
    await corner.wait_for(lambda: corner.sink.ready)
    corner.play(CueName.HOLD)
    await corner.wait_for(lambda: pids.exists() and pids.read_text().endswith("\n"))
    took = await corner.wait_for(lambda: not Path("/proc", pids.read_text().strip()).exists())
    length = load(SOUNDS / "hold.wav").seconds
    assert STUCK_S - 1 < took < STUCK_S + length + 2
    await corner.wait_for(lambda: corner.sink.name == "speakers (paplay)" and corner.sink.ready)
    corner.play(CueName.FINISH)
    await heard(corner, server, CueName.FINISH)
