"""What the journal says of the stretches that were done, for who makes a routine."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING

from stretchtui.core.making.choosing import NOTHING_DONE, Past
from stretchtui.playing import past, reading_past
from stretchtui.playing.reading_past import read_past
from stretchtui.store.journal_errors import JournalError
from tests.playing.elsewhere import PATIENCE_S
from tests.playing.mat import Mat, Mats, played

if TYPE_CHECKING:
    import pytest


async def test_what_was_done_is_told_for_a_routine_that_is_made(mats: Mats) -> None:
    assert await read_past(mats(journal=False).journal) == NOTHING_DONE
    played(mats)
    mat = mats()
    mat.clock.advance(3 * 86400)
    mat.play(seconds=20)
    mat.player.hurts()
    mat.player.close()
    assert await read_past(mat.journal) == Past(
        {"Reach up": 0, "Nod": 3, "Rest": 3}, frozenset(["Reach up"])
    )


async def test_where_it_is_not_told_nothing_was_done(
    mats: Mats, monkeypatch: pytest.MonkeyPatch
) -> None:
    unhandled: list[object] = []
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda loop, fault: unhandled.append(fault))
    played(mats)
    closed = mats()
    closed.close()
    assert await read_past(closed.journal) == NOTHING_DONE

    def fail(*arguments: object) -> None:
        raise JournalError("it cannot be read")

    mat = mats()
    with monkeypatch.context() as patch:
        patch.setattr(past, "last_done", fail)
        assert await read_past(mat.journal) == NOTHING_DONE
    assert (await read_past(mat.journal)).days_ago
    assert unhandled == []


async def test_who_makes_a_routine_does_not_wait_for_it_long(
    mat: Mat, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()
    assert mat.writer is not None
    mat.writer.ask(lambda journal: go_on.wait(PATIENCE_S))
    monkeypatch.setattr(reading_past, "PATIENCE_S", 0.01)
    assert await read_past(mat.journal) == NOTHING_DONE
    go_on.set()
