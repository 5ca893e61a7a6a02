"""The page in a browser, as long as cues are to go there; the process that serves it is real."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from stretchtui.core.sessions.cues import CueName
from stretchtui.core.settings import CueSettings, Settings, VoiceSettings
from stretchtui.cues.browser.missing import NEEDS_MORE
from stretchtui.cues.browser.standing import PageStanding
from stretchtui.cues.terminal import BELL
from stretchtui.cues.voice import Voice
from stretchtui.playing.audio import Audio
from stretchtui.playing.browser import HEAD_START_S, TURNED_OFF
from stretchtui.playing.watched import Watched
from stretchtui.store.paths import Folders
from tests.cues.browser.desk import Desk


class Studio(Desk):
    """A desk whose link is the one of an ``Audio``.

    Args:
        folder: For the person's folders.
        listen: The address that the page is served at; None where none may be.
    """

    def __init__(self, folder: Path, listen: str | None = "127.0.0.1") -> None:
        super().__init__()
        self.settings = Watched(Settings(CueSettings(sink="browser"), VoiceSettings("off")))
        folders = Folders(folder / "config", folder / "data", folder / "cache" / "x")
        self.audio = Audio(self.settings, folders, {}, None, 1.0, listen)
        self.audio.connect(self.outlet, None)

    async def plays(self) -> None:
        """Get ready for cues, and wait until the page is served."""
        self.audio.open()
        link = self.audio.browser.link.value
        assert link is not None
        self.link = link
        await self.until(lambda: self.audio.browser.standing.value.port)

    def set(self, **changes: object) -> None:
        """Change settings of the cues."""
        settings = self.settings.value
        self.settings.set(replace(settings, cues=replace(settings.cues, **changes)))


@pytest.fixture
async def studio(tmp_path: Path) -> AsyncIterator[Studio]:
    """A studio that is left tidy."""
    studio = Studio(tmp_path)
    yield studio
    studio.audio.close()
    await studio.end()


async def test_cues_go_to_the_page_as_long_as_one_is_there(studio: Studio) -> None:
    await studio.plays()
    browser = studio.audio.browser
    assert browser.is_awaited
    assert not studio.audio.is_ready or studio.audio.name.value.startswith("terminal bell")
    assert browser.head_start_s == 0
    studio.audio.sink.play(CueName.HOLD)
    assert studio.rung == [BELL]
    async with studio.page() as page:
        await studio.until(lambda: browser.standing.value.ready)
        assert not browser.is_awaited
        assert browser.head_start_s == HEAD_START_S
        assert studio.audio.name.value == "browser"
        studio.audio.sink.play(CueName.HOLD)
        assert (await page.hears_of("now"))["name"] == "hold"
    await studio.until(lambda: not browser.standing.value.pages)
    assert studio.audio.name.value == "terminal bell, as the browser has no page open"
    assert studio.rung == [BELL]


async def test_another_volume_changes_nothing_but_the_volume(studio: Studio) -> None:
    await studio.plays()
    async with studio.page() as page:
        loud = await studio.fetch("sound/hold.wav")
        process = studio.process
        for volume in (20, 20, 30):
            studio.set(volume=volume)
            studio.audio.settle()
        told = [(await page.hears_of("sounds"))["volume"] for _ in range(2)]
        assert told == [20, 30]
        assert await studio.fetch("sound/hold.wav") != loud
        assert studio.process == process
        assert studio.audio.name.value == "browser"


async def test_where_cues_go_elsewhere_no_page_is_served_any_more(studio: Studio) -> None:
    await studio.plays()
    browser = studio.audio.browser
    async with studio.page() as page:
        studio.audio.use("terminal")
        assert browser.link.value is None
        assert browser.standing.value == PageStanding()
        assert not browser.is_awaited
        await page.hears_of("bye")
        assert await page.is_closed()
    before = studio.link
    studio.audio.use("browser")
    await studio.until(lambda: browser.standing.value.port)
    assert browser.link.value is not before
    first, studio.link = studio.link, browser.link.value  # type: ignore[assignment]
    await studio.until(lambda: all(each.poll() is not None for each in first._gone))


async def test_what_comes_of_a_link_that_was_closed_is_nothing_to_us(studio: Studio) -> None:
    await studio.plays()
    studio.audio.browser.close()
    studio.link.changed()
    assert studio.audio.browser.standing.value == PageStanding()
    studio.audio.browser.close()


async def test_where_none_can_be_served_nobody_waits_for_one(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    studio.audio.open()
    browser = studio.audio.browser
    assert browser.obstacle == f"it {NEEDS_MORE}"
    assert browser.standing.value == PageStanding(failed=NEEDS_MORE)
    assert not browser.is_awaited
    assert studio.audio.name.value == f"terminal bell, as the browser {NEEDS_MORE}"
    monkeypatch.undo()
    assert browser.obstacle is None


async def test_where_none_may_be_served_there_is_none(tmp_path: Path) -> None:
    studio = Studio(tmp_path, listen=None)
    studio.audio.open()
    assert studio.audio.name.value == f"terminal bell, as {TURNED_OFF}"
    assert studio.audio.browser.obstacle == TURNED_OFF
    assert studio.audio.browser.link.value is None
    studio.audio.close()


async def test_without_a_terminal_pages_are_all_there_is(tmp_path: Path) -> None:
    studio = Studio(tmp_path)
    studio.audio.close()
    studio.audio.connect(None, None)
    assert studio.audio.name.value == "sound off, no terminal here"


async def test_lines_are_called_what_they_are_kept_under(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    await studio.plays()
    async with studio.page() as page:
        studio.audio.sink.say("Left side.")
        assert (await page.hears_of("now"))["id"] is None
        assert not studio.audio.sink.speaks

        class Named(Voice):
            def __init__(self) -> None:
                """Nothing renders anything."""

            def key(self, text: str) -> str:
                return f"key of {text}"

        monkeypatch.setattr(studio.audio, "voice", Named())
        studio.audio.use("browser")
        assert studio.audio.sink.speaks
        studio.audio.sink.say("Left side.")
        assert (await page.hears_of("now"))["id"] == "key of Left side."
