"""Where the page for a browser is: the address, a code to scan, and who has it open."""

from __future__ import annotations

from typing import Any

import pytest

from stretchtui.cues.browser.standing import PageStanding
from stretchtui.playing.browser import PATIENCE_S, BrowserOutput
from stretchtui.tui.dialogs.page_address import PageAddress
from stretchtui.words.browser import qr_code
from tests.amounts import share_of
from tests.tui.stage import Stage, until

SERVED = PageStanding(8733, "/abcdefghijklmnopqrstuv/")


class Link:
    """A way to pages that leads nowhere."""

    asked: Any = None
    changed: Any = None
    foreseen: Any = ()

    def say(self, message: dict[str, Any]) -> None:
        """Nobody hears it."""

    def close(self) -> None:
        """There is nothing to let go of."""


def serving(listen: str = "127.0.0.1", standing: PageStanding = SERVED) -> BrowserOutput:
    """A page that is served."""
    browser = BrowserOutput(listen, lambda: None)
    link: Any = Link()
    browser.link.set(link)
    browser.standing.set(standing)
    return browser


@pytest.mark.parametrize("size", share_of([(40, 15), (60, 20), (80, 24), (120, 40)], 0))
async def test_the_address_is_shown_whole_with_what_to_do_at_every_size(
    size: tuple[int, int],
) -> None:
    stage, browser = Stage(), serving()
    async with stage.app.run_test(size=size) as pilot:
        await stage.app.push_screen(PageAddress(browser, draws=True, waits=False))
        assert await stage.shows(pilot, "No page is open yet.", "close")
        assert "8733/abcdefghijklmnopqrstuv/" in stage.text().replace(" ", "").replace("\n", "")
        code = qr_code("http://127.0.0.1:8733/abcdefghijklmnopqrstuv/")
        fits = size[1] >= 40
        assert (code[5].strip() in stage.text()) is fits
        browser.standing.set(SERVED._replace(pages=1))
        assert await stage.shows(pilot, "Tap it to start the sound.")
        browser.standing.set(SERVED._replace(pages=2, ready=2))
        assert await stage.shows(pilot, "2 pages are ready.")
        await pilot.press("escape")
        await until(pilot, lambda: not isinstance(stage.app.screen, PageAddress))


async def test_a_network_is_warned_of() -> None:
    stage = Stage()
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await stage.app.push_screen(PageAddress(serving("192.0.2.7"), draws=False, waits=False))
        assert await stage.shows(pilot, "http://192.0.2.7:8733/", "Anyone who has this address")
        assert not stage.says("ssh -L")


async def test_why_there_is_no_page_is_said() -> None:
    stage, browser = Stage(), serving(standing=PageStanding(failed="failed: address in use"))
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await stage.app.push_screen(PageAddress(browser, draws=True, waits=False))
        assert await stage.shows(pilot, "The browser page failed: address in use")


async def test_a_session_begins_with_the_first_page_a_key_or_after_a_while() -> None:
    for how in ("page", "key", "while"):
        stage = Stage()
        begun: list[str] = []
        async with stage.app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            browser = stage.app.player.audio.browser
            link: Any = Link()
            browser.link.set(link)
            browser.standing.set(SERVED)
            stage.app.ears.when_heard(lambda begun=begun: begun.append("begun"))  # type: ignore[misc]
            assert await stage.shows(pilot, "start without a page")
            assert begun == []
            match how:
                case "page":
                    browser.standing.set(SERVED._replace(pages=1, ready=1))
                case "key":
                    await pilot.press("space")
                case "while":
                    stage.clock.advance(PATIENCE_S)
            await until(pilot, lambda begun=begun: begun == ["begun"])  # type: ignore[misc]


@pytest.mark.parametrize("missing", ["leave", "package"])
async def test_where_no_page_can_be_served_the_key_says_so_and_costs_no_sound(
    monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    stage = Stage()
    async with stage.app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        audio = stage.app.player.audio
        sink, given = audio.name.value, audio.given
        if missing == "leave":
            audio.browser.listen = None
        else:
            monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
        await pilot.press("o")
        assert await stage.shows(pilot, "Can't serve a page")
        assert not isinstance(stage.app.screen, PageAddress)
        assert (audio.name.value, audio.given) == (sink, given)
