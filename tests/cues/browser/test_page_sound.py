"""Every sound is heard at its moment, whatever the connection's delay; what is withdrawn is not."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
import pytest_asyncio

from tests.cues.browser.open_page import OpenPage, opened
from tests.cues.browser.program import Link, Message, Program, clock
from tests.cues.browser.scenes import moment, session
from tests.cues.browser.visitor import Note, Visitor, visiting

if TYPE_CHECKING:
    from playwright.async_api import Browser

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.timed]

EXACT_S = 0.015
"""A cue may be so much early or late."""

NAMES = ["hold", "tick", "switch", "rest", "rep", "breath-in", "end", "finish"]


async def _ready(visitor: Visitor, program: Program) -> None:
    """Wait until its sounds are there and its clock is measured."""
    await program.get("ready")
    await visitor.until("() => document.body.dataset.screen === 'session'")
    await program.until(lambda: all(program.asked[f"sound/{name}.wav"] for name in NAMES))
    await program.until(lambda: sum(m["type"] == "clock" for m in program.received) >= 8)


async def _begin(program: Program, visitor: Visitor) -> None:
    """Be in a session that runs, and seen there."""
    program.play([session(), moment(1, 1.0)])
    await visitor.is_at("session")


async def _notes(visitor: Visitor, number: int) -> list[Note]:
    """Wait until so many sounds were given to the loudspeakers."""
    await visitor.until("number => started.length >= number", number)
    return await visitor.started()


def _plan(*cues: tuple[float, str]) -> list[list[Any]]:
    """Cues so many seconds from now."""
    now = clock()
    return [[now + after, "cue", name] for after, name in cues]


def _told(schedule: list[list[Any]], **changes: Any) -> Message:
    return moment(1, 3.0, schedule=schedule, **changes)


@pytest.mark.parametrize(("delay", "jitter"), [(0.0, 0.0), (0.3, 0.05)])
async def test_cues_are_heard_at_their_moments(
    browser: Browser, delay: float, jitter: float
) -> None:
    async with Program(lambda: Link(delay, jitter)) as program:
        program.greeting = [session(), moment(1, 1.0)]
        async with visiting(browser, program) as visitor:
            await _ready(visitor, program)
            plan = _plan(*((1.5 + 0.5 * n, NAMES[n % len(NAMES)]) for n in range(20)))
            program.tell(_told(plan))
            notes = await _notes(visitor, len(plan))
    assert [note["name"] for note in notes] == [name for _, _, name in plan]
    late = [note["at"] - at for note, (at, _, _) in zip(notes, plan, strict=True)]
    # A delay that is not the same there and back is taken for half a difference of the clocks.
    assert all(abs(each) <= EXACT_S + jitter / 2 for each in late), late
    assert all(abs(b - a) <= EXACT_S for a, b in pairwise(late)), late
    assert max(late) - min(late) <= EXACT_S, late


@pytest_asyncio.fixture(loop_scope="session")
async def visitor(open_page: OpenPage) -> AsyncIterator[Visitor]:
    """Whoever listens to a page on which nothing has sounded before."""
    await open_page.reload()
    yield open_page.visitor
    await open_page.visitor.check()


async def test_a_new_plan_takes_the_place_of_the_old(program: Program, visitor: Visitor) -> None:
    await _begin(program, visitor)
    program.tell(_told(_plan((2.0, "hold"), (3.0, "tick"))))
    await _notes(visitor, 2)
    program.tell(_told(_plan((2.5, "switch"))))
    hold, tick, switch = await _notes(visitor, 3)
    assert (hold["stopped"] or 1e9) < hold["when"]
    assert (tick["stopped"] or 1e9) < tick["when"]
    assert switch["name"] == "switch"
    assert switch["stopped"] is None


async def test_what_has_begun_ends_and_is_not_heard_twice(
    program: Program, visitor: Visitor
) -> None:
    await _begin(program, visitor)
    plan = _plan((1.0, "finish"))
    program.tell(_told(plan))
    await _notes(visitor, 1)
    await asyncio.sleep(plan[0][0] + 0.1 - clock())
    # The same cue is still in the news that was sent before it was heard.
    program.tell(_told([*plan, *_plan((0.8, "hold"))]))
    notes = await _notes(visitor, 2)
    assert [note["name"] for note in notes] == ["finish", "hold"]
    assert notes[0]["stopped"] is None


async def test_what_would_be_late_is_not_played(program: Program, visitor: Visitor) -> None:
    await _begin(program, visitor)
    program.tell(_told(_plan((-3.0, "rest"), (-0.6, "end"), (0.5, "hold"))))
    notes = await _notes(visitor, 1)
    assert [note["name"] for note in notes] == ["hold"]


async def test_a_line_is_asked_for_until_it_is_rendered(program: Program, visitor: Visitor) -> None:
    await _begin(program, visitor)
    program.tell(_told([[clock() + 6.0, "line", "Left side.", "l1"]]))
    await program.until(lambda: program.asked["line/l1.wav"] >= 1)
    program.lines["l1"] = 0.7
    (line,) = await _notes(visitor, 1)
    assert line["name"] == "l1"
    assert program.asked["line/l1.wav"] >= 2


async def _said(visitor: Visitor, number: int) -> list[tuple[str, float]]:
    await visitor.until("number => said.filter(([text]) => text.trim()).length >= number", number)
    said: list[tuple[str, float]] = await visitor.page.evaluate("said")
    return [(text, at) for text, at in said if text.strip()]


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def speaking(browser: Browser) -> AsyncIterator[OpenPage]:
    """A page in a browser that has a voice."""
    async with opened(browser, speaks=True) as page:
        yield page


async def test_the_browser_says_what_was_not_rendered(speaking: OpenPage) -> None:
    await speaking.reload()
    program, visitor = speaking
    await _begin(program, visitor)
    now = clock()
    lines: list[list[Any]] = [
        [now + 1.5, "line", "Left side.", None],
        [now + 2.5, "line", "Hold.", "l2"],
    ]
    program.tell(_told(lines))
    said = await _said(visitor, 2)
    assert [text for text, _ in said] == ["Left side.", "Hold."]
    for (_, at), (due, *_) in zip(said, lines, strict=True):
        assert abs(at - due) < 0.3


async def test_a_line_is_cut_off_by_a_pause(speaking: OpenPage) -> None:
    await speaking.reload()
    program, visitor = speaking
    program.lines |= {"long": 30.0, "hurt": 1.0}
    await _begin(program, visitor)
    schedule = [[clock() + 1.0, "line", "Lie on your back.", "long"]]
    program.tell(_told([*schedule, [clock() + 1.2, "line", "Slowly.", None]]))
    await _said(visitor, 1)
    program.tell(
        moment(1, 5.0, state="paused"),
        {"type": "now", "what": "cue", "name": "pause"},
        {"type": "now", "what": "line", "text": "Paused.", "id": "hurt"},
    )
    long, pause, paused = await _notes(visitor, 3)
    await visitor.until("() => said.at(-1)[0] === ''")
    assert long["stopped"] is not None
    assert pause["name"] == "pause"
    assert pause["stopped"] is None
    assert paused["name"] == "hurt"
    # It waits for the cue, and not for what would have been said.
    assert 0.3 < paused["at"] - pause["at"] < 1.5


async def test_a_line_goes_on_where_only_the_plan_changes(
    program: Program, visitor: Visitor
) -> None:
    program.play([session(), moment(1, 1.0)])
    program.lines["long"] = 30.0
    await visitor.is_at("session")
    program.tell(_told([[clock() + 1.0, "line", "Lie on your back.", "long"]]))
    (line,) = await _notes(visitor, 1)
    await asyncio.sleep(line["at"] + 0.2 - clock())
    program.tell(moment(1, 6.0, schedule=_plan((1.0, "tick"))))
    await _notes(visitor, 2)
    program.tell(moment(3, 0.0, schedule=_plan((1.0, "hold"))))
    line, *_ = notes = await _notes(visitor, 3)
    # It was cut off by the other phase, after the tick had been scheduled.
    assert [note["name"] for note in notes] == ["long", "tick", "hold"]
    assert line["stopped"] is not None
    assert line["stopped"] > line["when"] + 0.2


async def test_a_line_said_at_once_lets_the_cue_end(program: Program, visitor: Visitor) -> None:
    program.play([session(), moment(1, 1.0, state="paused")])
    program.lines["hurt"] = 1.0
    await visitor.is_at("session")
    program.tell(
        {"type": "now", "what": "cue", "name": "pause"},
        {"type": "now", "what": "line", "text": "Paused.", "id": "hurt"},
    )
    pause, line = await _notes(visitor, 2)
    assert [pause["name"], line["name"]] == ["pause", "hurt"]
    assert 0.3 < line["at"] - pause["at"] < 1.5


async def test_changed_sounds_are_fetched_anew(program: Program, visitor: Visitor) -> None:
    await _begin(program, visitor)
    program.tell({"type": "sounds"})
    await program.until(lambda: program.asked["sound/hold.wav"] >= 1)
