"""A voice that leads, on the screen: how long everything takes with it, and what is shown then."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from stretchtui.core.settings import Settings, VoiceSettings
from stretchtui.cues.engines.choice import VoiceChoice
from stretchtui.cues.voice import Voice
from stretchtui.playing.audio import SETTLED_S
from stretchtui.store.journal_writer import JournalWriter
from tests.tui.keys import press
from tests.tui.past import Past, part
from tests.tui.stage import Stage, read_library, until

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from stretchtui.core.setting_kinds import GuideName
    from tests.tui.workshop import Workshop

SIZE = (100, 32)

HIPS = """format = 1
[[stretch]]
id = "lunge"
name = "Lunge"
position = "kneeling"
instructions = ["Kneel on the working knee.", "Set the other foot flat in front of you."]
easier = "Put a cushion under the working knee."
caution = "Stop if the working knee hurts."
sides = "both"
hold = 60
[[routine]]
id = "hips"
name = "Hips"
  [[routine.step]]
  stretch = "lunge"
"""


@pytest.fixture(autouse=True)
def _mute_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """What can speak on the developer's machine has no say."""
    monkeypatch.setattr("stretchtui.cues.voice.find_voice", lambda *how: None)


def speaking(guide: GuideName) -> Settings:
    """Settings with a voice that says so much."""
    return Settings(voice=VoiceSettings(guide))


def speak(stage: Stage, guide: GuideName) -> None:
    """Have the voice say something else from now on."""
    stage.settings.set(replace(stage.settings.value, voice=VoiceSettings(guide)))


def seconds(stage: Stage) -> int:
    """How long the chosen routine takes, by the list."""
    row = stage.screen.browser.row
    assert row is not None
    return row.total


async def shows_minutes(stage: Stage, pilot: Pilot[int], number: int) -> bool:
    """Whether list and pane say that the chosen routine takes so many minutes."""
    in_list = await stage.shows(pilot, "▸ Hips", f" {number} ", within="RoutineList")
    return in_list and await stage.shows(pilot, f"Hips {number} min", within="Guide")


# How long it takes


async def test_length_is_another_as_soon_as_a_voice_is_wanted_or_not() -> None:
    stage = Stage(read_library(HIPS), settings=speaking("off"))
    stage.sink.speaks = True
    async with stage.app.run_test(size=SIZE) as pilot:
        await stage.complete(pilot)
        silent = seconds(stage)
        assert await shows_minutes(stage, pilot, 2)
        speak(stage, "full")
        told = seconds(stage)
        assert told > silent + 15
        assert await shows_minutes(stage, pilot, round(told / 60))
        speak(stage, "names")
        assert silent <= seconds(stage) < told
        speak(stage, "off")
        assert seconds(stage) == silent
        assert await shows_minutes(stage, pilot, 2)


async def test_length_is_another_when_the_voice_is_there_and_when_it_is_lost() -> None:
    stage = Stage(read_library(HIPS), settings=speaking("full"))
    async with stage.app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        silent = seconds(stage)
        stage.sink.speaks = True
        stage.player.audio.check()
        told = seconds(stage)
        assert told > silent
        assert await shows_minutes(stage, pilot, round(told / 60))
        stage.sink.speaks = False
        stage.player.audio.check()
        assert seconds(stage) == silent
        assert await shows_minutes(stage, pilot, 2)


async def test_voice_that_comes_with_another_sink_is_heard_of() -> None:
    stage = Stage(read_library(HIPS), settings=speaking("off"))
    async with stage.app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        silent = seconds(stage)
        speak(stage, "full")
        assert seconds(stage) == silent, "the sink is still the one without a voice"
        stage.sink.speaks = True
        await stage.advance(pilot, SETTLED_S)
        assert seconds(stage) > silent


def held(past: Past, days_ago: int) -> None:
    """A session in which the lunge was held."""
    past.session(days_ago, parts=(part(0, "lunge", 60),), routine="hips", name="Hips")


async def test_length_is_another_when_a_stretch_has_become_familiar(past: Past) -> None:
    for days_ago in (3, 2):
        held(past, days_ago)
    stage = past.stage(library=read_library(HIPS), settings=speaking("auto"))
    stage.sink.speaks = True
    async with stage.app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: stage.app.journal.is_read)
        told = seconds(stage)
        assert await shows_minutes(stage, pilot, round(told / 60))
        held(past, 1)
        past.write()
        stage.app.read_journal()
        await until(pilot, lambda: bool(stage.app.journal.known.value.familiar))
        named = seconds(stage)
        assert named < told - 15
        assert await shows_minutes(stage, pilot, round(named / 60))


async def test_lengths_of_what_comes_while_a_session_is_played_are_shown_after_it() -> None:
    stage = Stage(read_library(HIPS), settings=speaking("off"))
    stage.sink.speaks = True
    async with stage.app.run_test(size=SIZE) as pilot:
        await press(pilot, "enter")
        speak(stage, "full")
        assert await stage.shows(pilot, "2:13 left of 2:13")
        await press(pilot, "x", "space")
        assert await shows_minutes(stage, pilot, round(seconds(stage) / 60))


async def test_length_is_the_measured_one_once_the_words_were_rendered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    voice = Voice(VoiceChoice("espeak-ng"), tmp_path)
    monkeypatch.setattr(voice, "length", lambda text: 30.0)
    stage = Stage(read_library(HIPS), settings=speaking("full"))
    stage.sink.speaks = True
    async with stage.app.run_test(size=SIZE) as pilot:
        await press(pilot, "enter")
        guessed = seconds(stage)
        monkeypatch.setattr(stage.player.audio, "voice", voice)
        await press(pilot, "x", "space")
        assert seconds(stage) > guessed + 60
        assert await shows_minutes(stage, pilot, round(seconds(stage) / 60))


async def test_session_that_depends_on_the_journal_waits_for_it(
    past: Past, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("stretchtui.playing.journal_view.PATIENCE_S", 60.0)
    for days_ago in (3, 2, 1):
        held(past, days_ago)
    past.write()
    go_on = threading.Event()
    writer = JournalWriter(past.folder)
    writer.ask(lambda journal: go_on.wait(60))
    stage = past.stage(
        library=read_library(HIPS), settings=speaking("auto"), play="hips", writer=writer
    )
    stage.sink.speaks = True
    async with stage.app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert stage.playing is None
        go_on.set()
        await until(pilot, lambda: stage.playing is not None)
        await stage.advance(pilot, 5)
        assert stage.sink.said == ["First, lunge, left side. One minute"]


# What is shown


async def test_instructions_are_for_the_side_that_is_played() -> None:
    stage = Stage(read_library(HIPS))
    async with stage.app.run_test(size=SIZE) as pilot:
        await press(pilot, "enter")
        assert await stage.shows(
            pilot,
            "Kneel on your left knee.",
            "Set your right foot flat",
            "cushion under your left knee",
            "Stop if your left knee hurts",
            within="Guide",
        )
        await stage.advance(pilot, 68)
        assert await stage.shows(
            pilot, "Kneel on your right knee.", "Set your left foot flat", within="Guide"
        )
        await press(pilot, "exclamation_mark")
        assert await stage.shows(
            pilot, "Stop if your right knee hurts", "cushion under your right knee"
        )


async def test_stretch_that_is_not_played_is_shown_for_no_side(shop: Workshop) -> None:
    shop.write("hips.toml", HIPS)
    stage = shop.stage()
    async with stage.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "n", "=Mine", "enter", "=lunge")
        assert await stage.shows(pilot, "Kneel on the working knee.", within="StretchCard")


async def test_what_is_said_does_not_scroll_the_instructions() -> None:
    one = '"Kneel on the working knee.", '
    stage = Stage(read_library(HIPS.replace(one, one * 30)), settings=speaking("names"))
    stage.sink.speaks = True
    async with stage.app.run_test(size=SIZE) as pilot:
        await press(pilot, "enter")
        guide = stage.screen.view.guide
        await until(pilot, lambda: guide.max_scroll_y > 0)
        guide.scroll_to(y=1, animate=False, immediate=True)
        await stage.advance(pilot, 4)
        assert stage.sink.said == ["First, lunge, left side. One minute"]
        assert guide.scroll_y == 1
