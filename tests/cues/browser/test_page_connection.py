"""A connection that breaks: the page plays on for a while, then says so, and comes back."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from tests.cues.browser.program import clock
from tests.cues.browser.scenes import moment, scenes, session

if TYPE_CHECKING:
    from tests.cues.browser.program import Program
    from tests.cues.browser.visitor import Visitor

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.timed]


async def hold(program: Program, visitor: Visitor) -> None:
    """Be in a hold, and seen there."""
    program.play(scenes()["hold"])
    await visitor.shows("#headline", "HOLD")


async def test_it_comes_back_where_the_session_is(program: Program, visitor: Visitor) -> None:
    await hold(program, visitor)
    before = program.connections
    program.received.clear()
    program.greeting = scenes()["repetitions"]
    await program.drop()
    await visitor.shows("#headline", "MOVE")
    assert await visitor.page.evaluate("document.body.dataset.screen") == "session"
    await program.get("ready")
    assert program.connections == before + 1


async def test_it_plays_on_for_five_seconds_and_then_says_so(
    program: Program, visitor: Visitor
) -> None:
    program.play([session(), moment(1, 1.0)])
    await visitor.is_at("session")
    now = clock()
    plan = [[now + after, "cue", "tick"] for after in range(1, 30)]
    program.tell(moment(1, 2.0, schedule=plan))
    await visitor.until("() => started.length >= 3")
    program.answers = False
    await program.drop()
    lost = clock()
    assert await visitor.text("#headline") == "HOLD"
    await visitor.shows("#says", "No connection")
    assert 4.9 <= clock() - lost < 8
    at = [note["at"] for note in await visitor.started() if note["stopped"] is None]
    assert max(at) == pytest.approx(lost + 4.5, abs=0.8)
    assert at == pytest.approx([due for due, *_ in plan][: len(at)], abs=0.015)
    # It comes back by itself.
    program.greeting = scenes()["rest"]
    program.answers = True
    await visitor.shows("#headline", "REST")


async def test_a_link_that_is_dead_without_being_closed_is_noticed(
    program: Program, visitor: Visitor
) -> None:
    await hold(program, visitor)
    program.answers = False
    since = clock()
    await visitor.shows("#says", "No connection")
    assert 3 <= clock() - since < 9
    program.answers = True
    await visitor.shows("#headline", "HOLD")


async def test_a_program_that_was_started_again_is_found(
    program: Program, visitor: Visitor
) -> None:
    await hold(program, visitor)
    await program.vanish()
    try:
        await visitor.shows("#says", "No connection")
        program.greeting = scenes()["switch"]
    finally:
        await program.listen()
    await visitor.shows("#headline", "SWITCH SIDES")


async def test_it_hurries_when_the_network_is_back(program: Program, visitor: Visitor) -> None:
    await hold(program, visitor)
    program.answers = False
    await program.drop()
    await visitor.shows("#says", "No connection")
    await asyncio.sleep(1)  # by now it tries every four seconds
    program.answers = True
    await visitor.page.evaluate("dispatchEvent(new Event('online'))")
    since = clock()
    await visitor.shows("#headline", "HOLD")
    assert clock() - since < 3


async def test_news_of_another_session_are_not_taken_for_this(
    program: Program, visitor: Visitor
) -> None:
    await hold(program, visitor)
    program.tell(moment(4, 1.0, session=7), session(2, routine="Hips"))
    await visitor.shows("#says", "Connecting…")
    program.tell(moment(2, 1.0, session=2))
    await visitor.shows("#headline", "SWITCH SIDES")
    await visitor.shows("#routine", "Hips")
