"""The page in a browser: its size, what serving it costs, and how soon it shows what was asked."""

from __future__ import annotations

import asyncio
import gzip
import json
import os
import re
import time
from pathlib import Path
from typing import Any

import aiohttp

from benchmarks import ours
from benchmarks.homes import Step, write_routine
from benchmarks.pty_probe import Probe, ProbeError
from benchmarks.table import Row
from stretchtui.cues.browser import wares

ADDRESS = re.compile(rb"http://127\.0\.0\.1:\d+/[\w-]{22}/")
SETTLE_S, HOLD_S, PRESSES = 3.0, 30.0, 20
PAGE_KB, CPU_PERCENT, AGREE_MS = 60, 1.0, 100.0


def measure(home: Path) -> list[Row]:
    """The rows about the page."""
    steps: list[Step] = [{"stretch": "childs-pose", "hold": 600}]
    file = write_routine(home / "ears.toml", "A long hold", steps)
    with ours.start(home, "play", str(file), "--plain", "--cues", "browser") as probe:
        cpu, sent, told, shown = asyncio.run(_visit(probe))
    page = sum(
        len(gzip.compress((Path(wares.__file__).with_name("page") / name).read_bytes()))
        for name, _ in wares.PAGE.values()
    )
    return [
        Row("the page, gzip", f"{page / 1000:.1f} kB", f"≤ {PAGE_KB} kB", page <= 1000 * PAGE_KB),
        Row(
            f"serving a page, a hold of {HOLD_S:.0f} s: CPU",
            f"{cpu:.2f} %",
            f"≤ {CPU_PERCENT:.0f} %",
            cpu <= CPU_PERCENT,
        ),
        Row("the same: sent to the page", f"{sent:.0f} bytes/s"),
        _agrees("pressed on a page until another is told, max", told),
        _agrees("the same: until the terminal shows it, max", shown),
    ]


def _agrees(what: str, took: float) -> Row:
    return Row(what, f"{took:.1f} ms", f"≤ {AGREE_MS:.0f} ms", took <= AGREE_MS)


async def _visit(probe: Probe) -> tuple[float, float, float, float]:
    """Be two pages.

    The server's CPU in percent, bytes a second for one of them, and the milliseconds from what is
    pressed on one until the other is told, and until the terminal shows it.
    """
    while not (found := ADDRESS.search(b"".join(each.data for each in probe.chunks))):
        if not probe.read(0.2) and probe.ended:
            raise ProbeError("it serves no page")
    base = found[0].decode()
    origin = {"Origin": base.rsplit("/", 2)[0]}
    async with (
        aiohttp.ClientSession(headers=origin) as client,
        client.ws_connect(f"{base}stream") as stream,
    ):
        await stream.send_str('{"type":"ready","speaks":false}')
        await _until(stream, lambda said: said.get("state") == "running")
        await _listen(stream, SETTLE_S)
        server = _server_pid(probe.pid)
        before, began = _cpu_s(server), time.monotonic()
        sent = await _listen(stream, HOLD_S)
        spent = time.monotonic() - began
        cpu = 100 * (_cpu_s(server) - before) / spent
        # Only now: a page that does not listen is let go of.
        async with client.ws_connect(f"{base}stream") as other:
            told, shown = [], []
            for press in range(PRESSES):
                wanted = "running" if press % 2 else "paused"
                what = "resume" if press % 2 else "pause"
                seen = _paused(probe)
                pressed = time.monotonic()
                await stream.send_str(json.dumps({"type": "do", "what": what}))
                await _until(other, lambda said, wanted=wanted: said.get("state") == wanted)
                told.append(1000 * (time.monotonic() - pressed))
                while wanted == "paused" and _paused(probe) == seen:
                    probe.read_next(0.05)
                if wanted == "paused":
                    shown.append(1000 * (probe.chunks[-1].at - pressed))
                await asyncio.sleep(0.1)
                probe.read(0.1)
    return cpu, sent / spent, max(told), max(shown)


def _paused(probe: Probe) -> int:
    """How often the terminal was told that it is paused."""
    return b"".join(each.data for each in probe.chunks).count(b"paused")


async def _until(stream: aiohttp.ClientWebSocketResponse, is_it: Any) -> None:
    async for message in stream:
        if is_it(json.loads(message.data)):
            return
    raise ProbeError("the stream has ended")


async def _listen(stream: aiohttp.ClientWebSocketResponse, seconds: float) -> int:
    """Listen for a while; the bytes that came."""
    end, came = time.monotonic() + seconds, 0
    while (left := end - time.monotonic()) > 0:
        try:
            message = await stream.receive(left)
        except TimeoutError:
            break
        came += len(message.data or "")
    return came


def _server_pid(program: int) -> int:
    """The process that serves: the program's child."""
    children = Path(f"/proc/{program}/task/{program}/children").read_text().split()
    for pid in children:
        if b"cues.browser.server" in Path(f"/proc/{pid}/cmdline").read_bytes():
            return int(pid)
    raise ProbeError("nothing serves")


def _cpu_s(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
