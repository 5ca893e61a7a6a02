"""The process that serves the page: how it begins, and that it leaves nothing behind."""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
from contextlib import AsyncExitStack, closing
from pathlib import Path

import pytest

from stretchtui.cues.browser import port
from stretchtui.cues.browser.port import PORTS
from stretchtui.cues.browser.server import listening
from tests.cues.browser.serving import PATIENCE_S, Serving


def free_ports(number: int) -> list[socket.socket]:
    """Sockets on so many ports in a row, which are taken as long as these are open."""
    for _ in range(100):
        with closing(socket.create_server(("127.0.0.1", 0))) as any_port:
            first = any_port.getsockname()[1]
        taken: list[socket.socket] = []
        try:
            for port in range(first, first + number):
                taken.append(socket.create_server(("127.0.0.1", port)))
        except (OSError, OverflowError):
            for each in taken:
                each.close()
        else:
            return taken
    raise AssertionError("expected that many free ports in a row")


def port_of(taken: socket.socket) -> int:
    """Its port."""
    return int(taken.getsockname()[1])


async def test_a_port_that_is_taken_gives_way_to_the_next() -> None:
    first, second, third = free_ports(3)
    third.close()
    with first, second:
        async with Serving(first=port_of(first)) as serving:
            assert serving.told == [{"type": "serving", "port": port_of(first) + 2}]
            assert (await serving.ask()).status == 200


async def test_where_all_are_taken_it_says_so_in_one_line_and_ends() -> None:
    taken = free_ports(PORTS)
    async with Serving(first=port_of(taken[0])) as serving:
        assert serving.told == [
            {"type": "failed", "why": "127.0.0.1: address already in use"},
        ]
        assert await serving.ended() == 0
    assert serving.complaints == b""
    for each in taken:
        each.close()


async def test_an_address_of_another_machine_is_told_of() -> None:
    async with Serving(listen="192.0.2.1") as serving:
        assert serving.told == [
            {"type": "failed", "why": "192.0.2.1: cannot assign requested address"},
        ]
        assert await serving.ended() == 0


async def test_two_serve_beside_each_other_and_know_nothing_of_each_other() -> None:
    first, second = free_ports(2)
    free = port_of(first)
    first.close()
    second.close()
    async with Serving(first=free) as one, Serving(first=free) as other:
        assert one.port != other.port
        async with one.page() as page, other.page() as another:
            said = other.say("now", what="cue", name="hold")
            assert await another.hears_of("now") == said
            assert await page.lives()
            assert said not in page.told
        assert (await one.ask(f"/{other.key}/")).status == 404


async def test_a_port_that_was_just_left_can_be_had_again() -> None:
    async with Serving() as serving, serving.page() as page:
        left = serving.port
        assert await page.lives()
        assert await serving.end() == 0
    async with Serving(first=left) as serving:
        assert serving.port == left


async def test_it_ends_with_its_input_and_leaves_nothing() -> None:
    async with Serving() as serving, AsyncExitStack() as stack:
        for _ in range(3):
            assert await (await stack.enter_async_context(serving.page())).lives()
        _, idle = await asyncio.open_connection("127.0.0.1", serving.port)
        pid = serving.process.pid
        assert await serving.end() == 0
        idle.close()
    assert serving.complaints == b""
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    with closing(listening("127.0.0.1", serving.port)) as listener:
        assert port_of(listener) == serving.port


def test_it_ends_when_the_program_ends_before_it_has_said_anything() -> None:
    command = [sys.executable, "-m", "stretchtui.cues.browser.server", "--listen=127.0.0.1"]
    done = subprocess.run(
        [*command, "--lines=/nowhere", "/nowhere"],
        input=b"",
        capture_output=True,
        timeout=PATIENCE_S,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


async def test_killed_it_leaves_its_port() -> None:
    async with Serving() as serving, serving.page() as page:
        serving.process.kill()
        assert await page.is_closed()
        assert await serving.ended() == -9
    with closing(listening("127.0.0.1", serving.port)) as listener:
        assert port_of(listener) == serving.port


def read(process: int, place: str) -> bytes:
    """What everybody here, or its user, can read of a process."""
    return Path(f"/proc/{process}/{place}").read_bytes()


async def test_the_key_is_in_no_place_that_others_can_read() -> None:
    async with Serving() as serving, serving.page() as page:
        assert await page.lives()
        for place in ("cmdline", "environ"):
            assert serving.key.encode() not in read(serving.process.pid, place)
        assert (await serving.ask("/nothing")).status == 404
        await page.stream.send_str("nonsense")
        assert await page.is_closed()
        assert await serving.end() == 0
    assert serving.complaints == b""
    assert serving.key not in str(serving.told)


@pytest.mark.parametrize("address", ["127.0.0.1", "::1"])
def test_it_listens_where_it_is_told_to(address: str) -> None:
    try:
        listener = listening(address, 0)
    except OSError:
        pytest.skip("no such address here")
    with closing(listener):
        assert listener.getsockname()[0] == address


def test_the_pages_port_is_one_to_forward_while_nobody_has_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (taken,) = free_ports(1)
    monkeypatch.setattr(port, "PORT", port_of(taken))
    with taken:
        assert port.free_page_port() is None
    assert port.free_page_port() == port.PORT
