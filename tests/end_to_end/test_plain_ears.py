"""A session in lines without any terminal: a page is all there is to hear and steer it."""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import ClientSession, ClientWebSocketResponse

from stretchtui.cues.browser.link import STEADY_S
from tests.cues.browser.desk import OWN_PORT
from tests.cues.browser.serving import PATIENCE_S, Message
from tests.end_to_end.terminal import environment_for
from tests.end_to_end.visits import ADDRESS
from tests.end_to_end.voices import set_voice

ROUTINE = """
format = 1
[[routine]]
id = "asked"
name = "Asked"
get_ready = 3
[[routine.step]]
name = "Nod"
hold = 600
wait = true
[[routine.step]]
name = "Rest"
hold = 3
"""


# At a port that nobody takes while the page is served by no process.
PROGRAM = (
    sys.executable,
    "-c",
    f"""
import sys
from stretchtui.cues.browser import link
link.PORT = {OWN_PORT}
from stretchtui.cli import main
sys.exit(main())
""",
)


class Told:
    """The program, whose lines go into a pipe.

    Args:
        process: It runs.
    """

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process
        self.lines: list[str] = []

    async def tells(self, what: str) -> re.Match[str]:
        """Wait for a line."""
        assert self.process.stdout is not None
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE_S):
                while line := await self.process.stdout.readline():
                    self.lines.append(line.decode().rstrip("\n"))
                    if found := re.search(what, self.lines[-1]):
                        return found
        raise AssertionError(f"expected {what}, found {self.lines}")

    def server(self) -> int:
        """The process that serves its page."""
        pid = self.process.pid
        for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
            if b"browser.server" in Path(f"/proc/{child}/cmdline").read_bytes():
                return int(child)
        raise AssertionError("expected a process that serves the page")

    def server_age_s(self) -> float:
        """How long that has lived, in seconds."""
        stat = Path(f"/proc/{self.server()}/stat").read_text()
        began = float(stat.rpartition(")")[2].split()[19]) / os.sysconf("SC_CLK_TCK")
        return float(Path("/proc/uptime").read_text().split()[0]) - began


@pytest.fixture
async def told(home: Path, tmp_path: Path) -> AsyncIterator[Told]:
    """A session that is about to be played to a page."""
    set_voice(home, "off")
    (path := tmp_path / "asked.toml").write_text(ROUTINE)
    process = await asyncio.create_subprocess_exec(
        *(*PROGRAM, "play", str(path), "--plain", "--cues", "browser"),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        env=environment_for(home, {}),
    )
    yield Told(process)
    if process.returncode is None:
        process.terminate()
        await process.communicate()


class Guest:
    """A page, which takes whatever it is told as it comes.

    Args:
        stream: Its stream.
    """

    def __init__(self, stream: ClientWebSocketResponse) -> None:
        self.stream = stream
        self.told: list[Message] = []
        self.taking = asyncio.create_task(self._take())

    async def _take(self) -> None:
        async for message in self.stream:
            self.told.append(message.json())

    async def hears(self, kind: str, **more: object) -> Message:
        """Wait until it has been told something; the last such thing."""
        such = {"type": kind, **more}.items()
        async with asyncio.timeout(PATIENCE_S):
            while True:
                for message in reversed(self.told):
                    if such <= message.items():
                        return message
                await asyncio.sleep(0.01)


@contextlib.asynccontextmanager
async def page(address: str) -> AsyncIterator[Guest]:
    """A page that can be heard; it tries again until it gets in."""
    origin = re.sub(r"(http://[^/]+)/.*", r"\1", address)
    async with ClientSession() as session:
        async with asyncio.timeout(PATIENCE_S):
            while True:
                try:
                    opening = session.ws_connect(f"{address}stream", headers={"Origin": origin})
                    stream = await opening
                except OSError:
                    await asyncio.sleep(0.05)
                else:
                    break
        async with stream:
            guest = Guest(stream)
            await stream.send_json({"type": "ready", "speaks": False})
            yield guest
        await guest.taking


async def test_a_page_leads_steers_and_survives_the_process_that_serves_it(told: Told) -> None:
    address = (await told.tells(ADDRESS.pattern))[0]
    await told.tells("Press any key to start without one")
    async with page(address) as guest:
        await told.tells("get ready 3 s · Nod")
        moment = await guest.hears("moment", state="running")
        assert "hold" in [what for _, kind, what, *_ in moment["schedule"] if kind == "cue"]
        await told.tells("hold 10:00 min · Nod")
        # Only one that has lived for a while is started again.
        await asyncio.sleep(max(0.0, STEADY_S + 1 - told.server_age_s()))
        assert not guest.taking.done()
        os.kill(told.server(), signal.SIGKILL)
        await asyncio.wait_for(guest.taking, PATIENCE_S)
    async with page(address) as guest:
        assert (await guest.hears("moment"))["state"] == "running"
        assert guest.told[0]["routine"] == "Asked"
        for what, line in [
            ("pause", "paused"),
            ("resume", "resumed · Nod"),
            ("next", "get ready 3 s · Rest"),
        ]:
            await guest.stream.send_json({"type": "do", "what": what})
            await told.tells(line)
        await told.tells("All done")
        await guest.hears("moment", state="finished")
        await guest.hears("bye")
    assert await asyncio.wait_for(told.process.wait(), PATIENCE_S) == 0


async def test_where_the_last_page_is_gone_the_session_waits_for_the_next(told: Told) -> None:
    address = (await told.tells(ADDRESS.pattern))[0]
    async with page(address):
        await told.tells("hold 10:00 min · Nod")
    await told.tells(r"paused, .* · no browser page for \d+ s · Nod")
    async with page(address) as guest:
        moment = await guest.hears("moment", state="paused")
        assert re.fullmatch(r"no browser page for \d+ s", moment["note"])
        await guest.stream.send_json({"type": "do", "what": "resume"})
        await told.tells("resumed · Nod")
