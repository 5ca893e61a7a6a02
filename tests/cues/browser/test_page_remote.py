"""Buttons, keys and headphones ask the program; only the program says what came of it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from tests.cues.browser.scenes import moment, scenes

if TYPE_CHECKING:
    from tests.cues.browser.program import Message, Program
    from tests.cues.browser.visitor import Visitor

pytestmark = pytest.mark.asyncio(loop_scope="session")


def _asked(program: Program) -> list[str]:
    return [message["what"] for message in program.received if message["type"] == "do"]


BUTTONS = [
    ("hold", "Back", "back"),
    ("hold", "Pause", "pause"),
    ("hold", "Next", "next"),
    ("hold", "It hurts", "hurts"),
    ("paused", "Continue", "resume"),
    ("waiting", "Continue", "resume"),
    ("hurts", "Continue gently", "resume"),
    ("hurts", "Skip this stretch", "skip"),
    ("hurts", "End session", "end"),
]


@pytest_asyncio.fixture(autouse=True, loop_scope="session")
async def unhurried(program: Program) -> AsyncIterator[None]:
    """The page lets nobody ask more than eight times a second; all tests together never do."""
    yield
    await asyncio.sleep(min(1.0, 0.25 * len(_asked(program))))


@pytest.mark.parametrize(("scene", "button", "what"), BUTTONS)
async def test_a_button_asks_for_what_it_says(
    program: Program, visitor: Visitor, scene: str, button: str, what: str
) -> None:
    program.play(scenes()[scene])
    await visitor.page.get_by_role("button", name=button, exact=True).click()
    assert await program.get("do") == {"type": "do", "what": what}
    assert set(await visitor.page.evaluate("pressed")) == {what}
    # It has been asked for, and no more than that.
    assert _asked(program) == [what]


async def test_what_came_of_it_the_program_says(program: Program, visitor: Visitor) -> None:
    program.play(scenes()["hold"])
    await visitor.page.get_by_role("button", name="Pause").click()
    await program.get("do", what="pause")
    assert await visitor.text("#headline") == "HOLD"
    program.tell(moment(1, 5.0, state="paused"))
    await visitor.shows("#headline", "PAUSED")
    await visitor.shows("#go", "Continue")
    assert await visitor.page.locator("[data-pressed]").count() == 0


@pytest.mark.parametrize(
    ("scene", "key", "what"),
    [
        ("hold", "Space", "pause"),
        ("paused", "Space", "resume"),
        ("hold", "n", "next"),
        ("hold", "b", "back"),
        ("hold", "!", "hurts"),
        ("hold", "MediaTrackNext", "next"),
    ],
)
async def test_keys_do_the_same(
    program: Program, visitor: Visitor, scene: str, key: str, what: str
) -> None:
    program.play(scenes()[scene])
    await visitor.is_at("session")
    await visitor.page.keyboard.press(key)
    await program.get("do", what=what)
    await visitor.page.keyboard.press("Control+n")
    await visitor.page.keyboard.press("b")
    await program.until(lambda: _asked(program)[1:] != [])
    assert _asked(program) == [what, "back"]


@pytest.mark.parametrize(
    ("action", "what"),
    [("play", "resume"), ("pause", "pause"), ("nexttrack", "next"), ("previoustrack", "back")],
)
async def test_headphones_do_the_same(
    program: Program, visitor: Visitor, action: str, what: str
) -> None:
    program.play(scenes()["hold"])
    await visitor.is_at("session")
    await visitor.page.evaluate("action => media[action]()", action)
    await program.get("do", what=what)
    assert _asked(program) == [what]


async def test_the_lock_screen_tells_what_is_played(program: Program, visitor: Visitor) -> None:
    told = (
        "wanted => { const { metadata, playbackState } = navigator.mediaSession; return metadata"
        " && `${metadata.title}|${metadata.artist}|${playbackState}` === wanted; }"
    )
    program.play(scenes()["hold"])
    await visitor.until(told, "Knee to chest|Five for the lower back|playing")
    program.tell(moment(7, 1.0, state="paused"))
    await visitor.until(told, "Bridge|Five for the lower back|paused")


async def test_nobody_can_ask_too_fast(program: Program, visitor: Visitor) -> None:
    program.play(scenes()["hold"])
    await visitor.is_at("session")
    await visitor.page.evaluate(
        "() => { for (let n = 0; n < 100; n++) document.querySelector('#skip').click(); }"
    )
    await visitor.page.evaluate("() => document.querySelector('#back').click()")
    await program.get("do", what="next")
    await visitor.page.wait_for_timeout(1100)
    await visitor.page.get_by_role("button", name="Pause").click()
    await program.get("do", what="pause")
    assert 1 <= _asked(program).count("next") <= 10


async def test_a_screen_that_would_go_dark_is_kept_on(visitor: Visitor) -> None:
    await visitor.come()
    await visitor.page.evaluate(
        "() => { window.locks = []; navigator.wakeLock.request = async what => locks.push(what); }"
    )
    await visitor.tap()
    await visitor.until("() => locks.join() === 'screen'")
    await visitor.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    await visitor.until("() => locks.length === 2")


async def test_a_page_is_ready_after_the_tap_and_not_before(
    program: Program, visitor: Visitor
) -> None:
    await visitor.come()
    await program.until(lambda: len(program.received) >= 8)
    assert not [each for each in program.received if each["type"] == "ready"]
    await visitor.tap()
    ready: Message = await program.get("ready")
    assert ready == {"type": "ready", "speaks": False}
