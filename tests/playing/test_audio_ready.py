"""Before a session begins it is waited until its first cue will be heard on time."""

from __future__ import annotations

import asyncio

import pytest

from stretchtui.playing.audio import LOOK_S, READY_S
from tests.playing.room import Heard, Room


class Slow(Heard):
    """A sink that takes a while to get ready."""

    ready = False


@pytest.fixture
def slow(room: Room) -> Slow:
    """The sink in use, which is not ready yet."""
    sink = Slow("slow", 100, voice=False)
    room.audio.sink.change(sink)
    return sink


def test_where_the_first_cue_is_heard_on_time_it_begins_at_once(room: Room) -> None:
    begun: list[float] = []
    assert room.audio.is_ready
    room.audio.when_ready(lambda: begun.append(room.calls.now))
    assert begun == [0]


def test_it_begins_once_as_soon_as_the_sink_is_ready(room: Room, slow: Slow) -> None:
    begun: list[float] = []
    room.audio.when_ready(lambda: begun.append(room.calls.now))
    for _ in range(9):
        room.calls.pass_(LOOK_S)
    assert begun == []
    slow.ready = True
    for _ in range(9):
        room.calls.pass_(LOOK_S)
    assert begun == [pytest.approx(10 * LOOK_S)]


def test_it_begins_all_the_same_where_the_sink_is_never_ready(room: Room, slow: Slow) -> None:
    begun: list[float] = []
    room.audio.when_ready(lambda: begun.append(room.calls.now))
    for _ in range(round(2 * READY_S / LOOK_S)):
        room.calls.pass_(LOOK_S)
    assert begun == [pytest.approx(READY_S, abs=2 * LOOK_S)]
    assert not slow.ready


def test_without_a_terminal_nothing_is_waited_for(room: Room, slow: Slow) -> None:
    room.audio.connect(None, None)
    begun: list[bool] = []
    room.audio.when_ready(lambda: begun.append(True))
    assert begun == [True]


async def test_a_task_can_wait_for_it(room: Room, slow: Slow) -> None:
    waiting = asyncio.ensure_future(room.audio.until_ready())
    await asyncio.sleep(0)
    assert not waiting.done()
    slow.ready = True
    room.calls.pass_(LOOK_S)
    await asyncio.wait_for(waiting, 30)
