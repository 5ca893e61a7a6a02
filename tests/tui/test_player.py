"""The main screen: choosing, playing and leaving, at every size and with any library."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from stretchtui.core.sessions.cues import CueName
from stretchtui.core.sessions.timeline import timeline_of
from stretchtui.playing.ending import LAST_SOUND_S, ExitStatus
from stretchtui.store.journal_writer import JournalWriter
from stretchtui.store.paths import Folders, folders
from stretchtui.store.routines import read_library as library_of
from stretchtui.tui.dialogs.text_screen import TextScreen
from stretchtui.tui.player.routine_filter import Filter
from stretchtui.tui.player.routine_list import RoutineList
from stretchtui.words.lettering import LETTERING_ROWS, words
from stretchtui.words.session import CARE
from tests.amounts import share_of
from tests.tui.stage import Stage, read_library, until

if TYPE_CHECKING:
    from textual.pilot import Pilot

EMPTY = "format = 1\n"


def clock_face(stage: Stage) -> str:
    """The digits that the gauge shows."""
    return stage.screen.view.gauge._numerals.value


# From the list to the end


async def test_list_and_the_chosen_routine_are_shown_first() -> None:
    stage = Stage()
    async with stage.app.run_test() as pilot:
        await pilot.pause()
        assert await stage.shows(pilot, "▸ Lower back", "Four gentle ones", "4 steps · 8 holds")
        assert stage.sink.played == []
        await pilot.press("j")
        await pilot.pause()
        assert await stage.shows(
            pilot, "▸ Quick one", "Two holds and a breath.", "2 steps · 3 holds"
        )


@pytest.mark.parametrize("key", ["enter", "space"])
async def test_key_starts_the_chosen_routine(key: str) -> None:
    stage = Stage()
    async with stage.app.run_test() as pilot:
        await pilot.press("down", key)
        await pilot.pause()
        assert stage.lines()[0].startswith(" Quick one")
        assert await stage.shows(pilot, "GET READY", "step 1 of 2", "left side")
        assert await stage.shows(pilot, "0:41 left of 0:41")
        assert clock_face(stage) == "3"
        assert stage.sink.played == [CueName.READY]


async def test_session_runs_by_itself_from_start_to_end() -> None:
    stage = Stage()
    entry = stage.entry("quick")
    async with stage.app.run_test() as pilot:
        stage.screen.start(entry)
        seen = []
        for _ in range(41):
            seen.append((stage.screen.view.gauge._headline.content, clock_face(stage)))
            await stage.advance(pilot, 1)
        assert seen[:4] == [
            ("GET READY", "3"),
            ("GET READY", "2"),
            ("GET READY", "1"),
            ("HOLD · ◀ LEFT", "10"),
        ]
        assert ("SWITCH SIDES", "5") in seen
        assert ("HOLD · RIGHT ▶", "10") in seen
        assert seen[-1] == ("HOLD", "1")
        assert await stage.shows(pilot, "All done.", "0:30 2 of 2 held steps")
    assert stage.sink.played == [cue.name for cue in timeline_of(entry).cues]


async def test_after_the_end_a_key_leads_back_to_the_list() -> None:
    stage = Stage()
    async with stage.app.run_test() as pilot:
        stage.screen.start(stage.entry("quick"))
        await stage.advance(pilot, 41)
        assert await stage.shows(pilot, "All done.", "space back to list")
        await pilot.press("space")
        await pilot.pause()
        assert await stage.shows(pilot, "▸ Quick one", "Two holds and a breath."), (
            "what was played is chosen"
        )
        assert stage.lines()[0].startswith(" stretchtui")
        await pilot.press("enter")
        assert await stage.shows(pilot, "GET READY", "0:41 left of 0:41")


async def test_clock_that_stands_still_shows_nothing_new() -> None:
    stage = Stage()
    async with stage.app.run_test() as pilot:
        await pilot.press("enter")
        await stage.advance(pilot, 12.5)
        before = stage.text()
        await pilot.pause()
        assert stage.text() == before


# Keys of a session


async def playing(pilot: Pilot[Any], stage: Stage, seconds: float, id_: str = "lower-back") -> None:
    """Play a routine up to here."""
    await pilot.pause()
    stage.screen.start(stage.entry(id_))
    await stage.advance(pilot, seconds)
    stage.sink.played.clear()


async def test_pause_stands_still_and_going_on_gives_three_seconds() -> None:
    stage = Stage()
    async with stage.app.run_test() as pilot:
        await playing(pilot, stage, 20)
        assert await stage.shows(pilot, "HOLD · ◀ LEFT · set 1 of 2", "4:16 left of 4:36")
        await pilot.press("space")
        await stage.advance(pilot, 600)
        assert await stage.shows(pilot, "PAUSED · ◀ LEFT · set 1 of 2", "4:16 left of 4:36")
        assert await stage.shows(pilot, "space resume")
        assert clock_face(stage) == "18"
        await pilot.press("space")
        faces = []
        for _ in range(4):
            faces.append(clock_face(stage))
            await stage.advance(pilot, 1)
        assert faces == ["3", "2", "1", "18"]
        assert await stage.shows(pilot, "HOLD · ◀ LEFT · set 1 of 2", "4:15 left of 4:36")
        assert stage.sink.played == [
            CueName.PAUSE, CueName.RESUME, CueName.TICK, CueName.TICK, CueName.HOLD
        ]  # fmt: skip


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("n", "REST"),
        ("right", "REST"),
        ("b", "GET READY"),
        ("left", "GET READY"),
        ("r", "GET READY"),
        ("N", "Cat-cow step 2 of 4"),
        ("B", "GET READY"),
        ("plus", "4:26 left of 4:46"),
        ("equals_sign", "4:26 left of 4:46"),
        ("minus", "4:06 left of 4:26"),
        ("m", "muted"),
        ("x", "0:12 held."),
        ("q", "0:12 held."),
        ("escape", "PAUSED"),
    ],
)
async def test_key_of_a_session(key: str, shown: str) -> None:
    stage = Stage()
    async with stage.app.run_test(size=(80, 32)) as pilot:
        await playing(pilot, stage, 20)
        assert not stage.says(shown)
        await pilot.press(key)
        await pilot.pause()
        assert await stage.shows(pilot, shown)


async def test_back_of_a_later_hold_is_the_hold_before() -> None:
    stage = Stage()
    async with stage.app.run_test() as pilot:
        await playing(pilot, stage, 60)
        assert await stage.shows(pilot, "HOLD · ◀ LEFT · set 2 of 2")
        await pilot.press("b")
        await stage.advance(pilot, 3)
        assert await stage.shows(pilot, "HOLD · ◀ LEFT · set 1 of 2")
        await pilot.press("N", "B")
        await stage.advance(pilot, 3)
        assert await stage.shows(pilot, "step 1 of 4", "next hold 30 s, left side (1 of 2)")


async def test_easier_variant_comes_first_until_the_key_is_pressed_again() -> None:
    stage = Stage()
    async with stage.app.run_test() as pilot:
        await playing(pilot, stage, 20)
        text = re.compile(r"Lie on your back.*Hold behind the thigh", re.DOTALL)
        assert text.search(stage.text())
        await pilot.press("v")
        await pilot.pause()
        assert not text.search(stage.text())
        assert await stage.shows(pilot, "Hold behind the thigh")
        await pilot.press("v")
        await pilot.pause()
        assert text.search(stage.text())


async def test_mute_silences_at_once_and_until_the_key_is_pressed_again() -> None:
    stage = Stage()
    async with stage.app.run_test() as pilot:
        await playing(pilot, stage, 20)
        await pilot.press("m")
        await stage.advance(pilot, 20)
        assert stage.sink.played == []
        assert await stage.shows(pilot, "muted")
        await pilot.press("m")
        await stage.advance(pilot, 20)
        assert stage.sink.played
        assert not stage.says("muted")


async def test_floor_view_comes_and_goes() -> None:
    stage = Stage()
    large_left = words("◀ LEFT", 76, LETTERING_ROWS, stage.app.look.glyphs.blocks)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await playing(pilot, stage, 20)
        assert await stage.shows(pilot, "Draw one knee", "HOLD · ◀ LEFT · set 1 of 2")
        await pilot.press("f")
        await pilot.pause()
        assert not stage.says("Draw one knee")
        assert not stage.says("routines")
        assert any(large_left[0] in line for line in stage.lines())
        await stage.advance(pilot, 20)
        await pilot.press("f")
        await pilot.pause()
        assert await stage.shows(pilot, "Draw one knee", "REST", "3:56 left of 4:36")


async def test_stop_ends_the_sounds_says_what_is_kept_and_leads_back_to_the_list() -> None:
    stage = Stage()
    async with stage.app.run_test() as pilot:
        await playing(pilot, stage, 20)
        await pilot.press("f", "x")
        await stage.advance(pilot, 600)
        assert stage.sink.played == []
        assert await stage.shows(pilot, "0:12 held.", "0 of 4 steps")
        assert not stage.says("HOLD")
        await pilot.press("escape")
        await pilot.pause()
        assert await stage.shows(pilot, "▸ Lower back", "Four gentle ones")
        await pilot.press("down")
        await pilot.pause()
        assert await stage.shows(pilot, "▸ Quick one", "Two holds")


async def test_quit_stops_a_session_first_and_then_leaves() -> None:
    stage = Stage()
    async with stage.app.run_test() as pilot:
        await playing(pilot, stage, 20)
        assert not stage.says("q quit"), "it does what the key to stop does"
        await pilot.press("q")
        assert await stage.shows(pilot, "0:12 held.", "q quit")
        assert stage.app.is_running
        await pilot.press("q")
        await until(pilot, lambda: not stage.app.is_running)
    assert stage.app.return_value == 0


async def test_escape_pauses_and_never_ends_a_session() -> None:
    stage = Stage()
    async with stage.app.run_test() as pilot:
        await playing(pilot, stage, 20)
        await pilot.press("escape")
        assert await stage.shows(pilot, "PAUSED · ◀ LEFT")
        await pilot.press("escape", "escape")
        assert await stage.shows(pilot, "PAUSED · ◀ LEFT")
        await pilot.press("space", "x", "escape")
        assert await stage.shows(pilot, "▸ Lower back")
        await pilot.press("escape")
        assert stage.app.is_running


async def test_escape_in_the_list_shows_every_routine_again() -> None:
    stage = Stage()
    async with stage.app.run_test() as pilot:
        await pilot.press("slash", *"legs", "enter")
        await until(pilot, lambda: len(stage.screen.query_one(RoutineList).rows) == 1)
        await pilot.press("escape")
        await until(pilot, lambda: len(stage.screen.query_one(RoutineList).rows) == 5)
        assert not stage.screen.query_one(Filter).display


@pytest.mark.parametrize("size", share_of([(40, 15), (80, 24), (120, 40)], 1))
async def test_the_end_has_no_gauge_and_can_be_rated_with_a_click(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    stage = Stage(writer=JournalWriter(tmp_path))
    async with stage.app.run_test(size=size) as pilot:
        await playing(pilot, stage, 20)
        await pilot.press("x")
        assert await stage.shows(pilot, "0:12 saved.", "2 just right")
        assert not stage.screen.view.gauge.display
        row = next(y for y, line in enumerate(stage.lines()) if "2 just right" in line)
        column = stage.lines()[row].index("2 just right") + 3
        await pilot.click(offset=(column, row))
        assert await stage.shows(pilot, "Saved: just right.")
        assert stage.app.title == "stretchtui"
        row = next(y for y, line in enumerate(stage.lines()) if "n add a note" in line)
        await pilot.click(offset=(stage.lines()[row].index("n add a note"), row))
        assert await stage.shows(pilot, "How did it go?")


async def test_the_keys_that_matter_most_are_there_on_a_phone() -> None:
    stage = Stage()
    async with stage.app.run_test(size=(40, 15)) as pilot:
        await pilot.pause()
        assert stage.says("space start", "? help", "q quit")
        await playing(pilot, stage, 20)
        assert await stage.shows(pilot, "space pause", "! hurts", "x stop")
        await pilot.press("f")
        assert await stage.shows(pilot, "space pause", "! hurts", "x stop", "f floor")


async def test_session_waits_for_a_key_where_the_step_says_so() -> None:
    stage = Stage()
    async with stage.app.run_test() as pilot:
        await playing(pilot, stage, 1000, "waits")
        assert await stage.shows(pilot, "PRESS SPACE WHEN READY")
        await pilot.press("space")
        await pilot.pause()
        assert await stage.shows(pilot, "GET READY", "Child's pose")


async def test_jump_of_the_clock_pauses_and_says_so() -> None:
    stage = Stage()
    async with stage.app.run_test() as pilot:
        await playing(pilot, stage, 20)
        stage.clock.jump(95)
        await pilot.pause()
        assert await stage.shows(pilot, "PAUSED · away for 1:35", "4:16 left of 4:36")
        assert clock_face(stage) == "18"
        assert not {CueName.TICK, CueName.END, CueName.REST} & set(stage.sink.played)
        await pilot.press("space")
        await stage.advance(pilot, 4)
        assert await stage.shows(pilot, "HOLD · ◀ LEFT · set 1 of 2", "4:15 left of 4:36")
        assert not stage.says("away")


async def test_cue_is_played_before_anything_is_drawn() -> None:
    stage = Stage()
    async with stage.app.run_test() as pilot:
        await playing(pilot, stage, 7.9)
        drawn = []
        stage.sink.on_play = lambda: drawn.append(stage.screen.view.gauge._headline.content)
        await stage.advance(pilot, 0.1)
        assert stage.sink.played == [CueName.HOLD]
        assert drawn == ["GET READY"]
        assert await stage.shows(pilot, "HOLD · ◀ LEFT · set 1 of 2")


async def test_speed_is_shown_and_kept_to() -> None:
    stage = Stage(speed=20.0)
    async with stage.app.run_test() as pilot:
        await pilot.pause()
        assert await stage.shows(pilot, "20× speed")
        stage.screen.start(stage.entry("quick"))
        await stage.advance(pilot, 41 / 20)
        assert await stage.shows(pilot, "All done.")


async def test_redraw_and_help_leave_a_session_alone() -> None:
    stage = Stage()
    async with stage.app.run_test() as pilot:
        await playing(pilot, stage, 20)
        await pilot.press("ctrl+l", "question_mark")
        await pilot.pause()
        assert isinstance(stage.app.screen, TextScreen)
        await stage.advance(pilot, 10)
        await pilot.press("escape")
        await pilot.pause()
        assert await stage.shows(pilot, "HOLD · ◀ LEFT · set 1 of 2", "4:06 left of 4:36")


# Filter


async def test_letters_typed_into_the_filter_are_no_keys() -> None:
    stage = Stage()
    async with stage.app.run_test() as pilot:
        await pilot.press("slash", *"qxnbfm?/+-rvjkNB ")
        await pilot.pause()
        assert stage.app.is_running
        assert stage.screen.query_one(Filter).value == "qxnbfm?/+-rvjkNB "
        assert not stage.screen.has_class("-playing")
        assert stage.app.screen is stage.screen
        assert not stage.player.audio.sink.muted


async def test_escape_leaves_the_filter_and_shows_every_routine() -> None:
    stage = Stage()
    async with stage.app.run_test() as pilot:
        await pilot.press("slash", *"legs")
        await pilot.pause()
        assert len(stage.screen.query_one(RoutineList).rows) == 1
        await pilot.press("escape")
        await pilot.pause()
        assert len(stage.screen.query_one(RoutineList).rows) == 5
        assert not stage.screen.query_one(Filter).display
        await pilot.press("enter")
        assert stage.lines()[0].startswith(" Evening legs")


async def test_enter_leaves_the_filter_and_keeps_what_it_found() -> None:
    stage = Stage()
    async with stage.app.run_test() as pilot:
        await pilot.press("slash", *"legs", "enter")
        await pilot.pause()
        assert not stage.screen.has_class("-playing")
        assert stage.screen.query_one(Filter).display
        assert len(stage.screen.query_one(RoutineList).rows) == 1
        await pilot.press("space")
        await pilot.pause()
        assert await stage.shows(pilot, "Evening legs", "GET READY")


# Words


@pytest.mark.parametrize(
    "key", share_of(["escape", "q", "f5", "question_mark", "space", "enter", "x", "tab"], 0)
)
async def test_care_is_shown_on_the_first_start_and_any_key_goes_on(key: str) -> None:
    shown = []
    stage = Stage(remember_care=lambda: shown.append("shown"))
    async with stage.app.run_test() as pilot:
        await pilot.pause()
        assert await stage.shows(pilot, *CARE, within="VerticalScroll")
        assert shown == ["shown"]
        await pilot.press(key)
        await pilot.pause()
        assert stage.app.is_running
        assert stage.app.screen is stage.screen
        assert await stage.shows(pilot, "▸ Lower back")
        assert not stage.screen.has_class("-playing"), "the key did nothing else"


async def test_click_goes_on_from_the_care() -> None:
    stage = Stage(remember_care=lambda: None)
    async with stage.app.run_test() as pilot:
        await pilot.pause()
        await pilot.click(offset=(40, 12))
        await pilot.pause()
        assert stage.app.screen is stage.screen


async def test_care_is_not_shown_again() -> None:
    stage = Stage(remember_care=None)
    async with stage.app.run_test() as pilot:
        await pilot.pause()
        assert stage.app.screen is stage.screen
        assert not stage.says("Before you start")


@pytest.mark.parametrize("size", share_of([(40, 15), (80, 24), (200, 60)], 0))
async def test_help_has_the_care_too_and_scrolls_where_it_is_long(size: tuple[int, int]) -> None:
    stage = Stage()
    async with stage.app.run_test(size=size) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        assert await stage.shows(pilot, "esc close", "Start the routine")
        await pilot.press("end")
        await pilot.pause()
        assert await stage.shows(pilot, CARE[-1][-16:], within="VerticalScroll")
        await pilot.press("escape")
        await pilot.pause()
        assert stage.app.screen is stage.screen


async def test_faults_of_the_settings_are_shown_as_they_are() -> None:
    stage = Stage(faults=["settings.toml: keys.[/b]: expected one of [b]go[/b]"])
    async with stage.app.run_test(size=(100, 30), notifications=True) as pilot:
        await pilot.pause()
        assert await stage.shows(pilot, "keys.[/b]: expected one of", "[b]go[/b]")


# play


async def test_play_goes_straight_into_the_session_and_ends_with_it() -> None:
    stage = Stage(play="quick", remember_care=lambda: None)
    async with stage.app.run_test() as pilot:
        await until(pilot, lambda: stage.sink.played == [CueName.READY])
        assert stage.app.screen is stage.screen, "no word of care before it"
        assert await stage.shows(pilot, "Quick one", "GET READY")
        stage.clock.advance(41)
        await until(pilot, lambda: _is_over_soon(stage))
    assert stage.app.return_value == 0
    assert stage.sink.played[-1] == CueName.FINISH


@pytest.mark.parametrize("key", ["x", "q", "ctrl+c"])
async def test_play_that_is_left_early_says_so(key: str) -> None:
    stage = Stage(play="quick")
    async with stage.app.run_test() as pilot:
        await until(pilot, lambda: bool(stage.sink.played))
        await stage.advance(pilot, 5)
        if key != "ctrl+c":
            await pilot.press(key)
            assert await stage.shows(pilot, "0:02 held.")
            key = "q"
        await pilot.press(key)
        await until(pilot, lambda: not stage.app.is_running)
    assert stage.app.return_value == ExitStatus.NO


@pytest.mark.parametrize("key", ["x", "q"])
async def test_play_that_came_to_its_end_is_complete_whatever_key_is_pressed_then(
    key: str,
) -> None:
    stage = Stage(play="quick")
    async with stage.app.run_test() as pilot:
        await until(pilot, lambda: bool(stage.sink.played))
        stage.clock.advance(41)
        await pilot.press(key)
        await until(pilot, lambda: _is_over_soon(stage))
    assert stage.app.return_value == 0


def _is_over_soon(stage: Stage) -> bool:
    """Whether the program has ended, now that another moment has passed."""
    stage.clock.advance(LAST_SOUND_S / 4)
    return not stage.app.is_running


@pytest.mark.parametrize("begin", ["list", "builder"])
async def test_who_does_something_after_the_end_stays_until_they_leave(begin: str) -> None:
    stage = Stage(play="quick")
    async with stage.app.run_test() as pilot:
        await until(pilot, lambda: bool(stage.sink.played))
        stage.clock.advance(41)
        await until(pilot, lambda: stage.says("All done."))
        await pilot.press("space", *(["e", "escape"] if begin == "builder" else []), "enter")
        await until(pilot, lambda: stage.playing is not None)
        # So long that the end of the first session would have ended the program.
        await stage.advance(pilot, 2 * LAST_SOUND_S)
        await pilot.pause()
        assert stage.app.is_running
        assert stage.playing is not None, "the second session goes on"
        await pilot.press("q", "q")
        await until(pilot, lambda: not stage.app.is_running)
    assert stage.app.return_value == 0, "what it was started for came to its end"


async def test_play_can_begin_on_the_floor() -> None:
    stage = Stage(play="quick", floor=True)
    async with stage.app.run_test() as pilot:
        await until(
            pilot, lambda: stage.screen.view.floor.display and bool(stage.screen.view.floor.lines)
        )
        assert not stage.says("routines")


@pytest.mark.parametrize("keys", [("q", "q"), ("ctrl+c",)])
async def test_leaving_lets_go_of_the_sound(keys: tuple[str, ...]) -> None:
    stage = Stage()
    async with stage.app.run_test() as pilot:
        await pilot.press("enter", *keys)
        await until(pilot, lambda: not stage.app.is_running)
    assert stage.app.return_value == 0
    assert stage.sink.calls == ["open", "close"]


# Sizes

SIZES = [(40, 15), (80, 24), (200, 60), (20, 5), (30, 10), (59, 14), (60, 20), (120, 9), (25, 60)]


def shows_the_essence(stage: Stage, name: str, side: str, seconds: str) -> bool:
    """Whether name, side and seconds can be seen, the latter two as text or large."""
    floor = stage.screen.view.floor
    text = re.sub(r"\s+", " ", stage.text())
    if floor.display:
        rows = [line for line, _ in floor.lines]
        small = any(seconds in row for row in rows)
        large = len([row for row in rows if set(row) & set("█▀▄")]) >= 2
        named = name[: stage.app.size.width - 18] in text or len(rows) > 15
        sided = side.upper() in text or len(rows) > 15
        return bool((small or large) and named and sided)
    digits = stage.screen.view.gauge._numerals
    return (
        name in text
        and (side in text or side.upper() in text)
        and digits.value == seconds
        and digits.size.height >= 3
    )


@pytest.mark.parametrize("size", SIZES, ids=lambda size: "{}x{}".format(*size))
async def test_every_size_shows_name_side_and_seconds(size: tuple[int, int]) -> None:
    stage = Stage()
    async with stage.app.run_test(size=size) as pilot:
        await playing(pilot, stage, 20)
        assert shows_the_essence(stage, "Knee to chest", "left", "18"), stage.text()


async def test_resize_in_the_middle_keeps_showing_name_side_and_seconds() -> None:
    stage = Stage()
    left = 28

    def shown() -> bool:
        return shows_the_essence(stage, "Knee to chest", "left", str(left))

    async with stage.app.run_test(size=(80, 24)) as pilot:
        await playing(pilot, stage, 10)
        for size in [*SIZES, *reversed(SIZES)]:
            await pilot.resize_terminal(*size)
            await stage.advance(pilot, 1)
            left -= 1
            await until(pilot, shown)


@pytest.mark.parametrize("size", [(20, 5), (30, 10), (200, 60)])
@pytest.mark.usefixtures("each_frame")
async def test_resize_while_paused_is_drawn_though_no_second_passes(size: tuple[int, int]) -> None:
    stage = Stage()
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await playing(pilot, stage, 20)
        await pilot.press("space")
        await pilot.resize_terminal(*size)
        await pilot.pause()
        await pilot.pause()
        rows = stage.lines()
        assert "Knee" in stage.text()
        assert len([row for row in rows if row]) >= 2
        assert shows_the_essence(stage, "Knee", "", "18"), stage.text()


@pytest.mark.parametrize("size", share_of(SIZES, 3), ids=lambda size: "{}x{}".format(*size))
@pytest.mark.usefixtures("each_frame")
async def test_every_key_works_at_every_size(size: tuple[int, int]) -> None:
    stage = Stage()
    async with stage.app.run_test(size=size) as pilot:
        await pilot.press("j", "k", "enter")
        assert stage.screen.has_class("-playing")
        await stage.advance(pilot, 10)
        play = stage.playing
        assert play is not None
        await pilot.press("n")
        assert play.view().index == 2
        await pilot.press("f", "v", "space")
        assert play.state == "paused"
        await pilot.press("question_mark", "escape", "x")
        await pilot.pause()
        assert not stage.screen.has_class("-playing")
        await pilot.press("space", "down", "space")
        assert stage.screen.browser.entry is stage.entry("quick")
        assert stage.screen.has_class("-playing")


@pytest.mark.parametrize("size", [(1, 1), (2, 30), (300, 1), (10, 3)])
@pytest.mark.usefixtures("each_frame")
async def test_absurd_sizes_do_no_harm(size: tuple[int, int]) -> None:
    stage = Stage()
    async with stage.app.run_test(size=size) as pilot:
        await playing(pilot, stage, 20)
        await pilot.press("f", "slash", "question_mark", "escape", "x", "slash", "a", "escape")
        await stage.advance(pilot, 1)
        assert stage.app.is_running


# Libraries that are not as they should be


async def test_empty_library_says_what_to_do() -> None:
    folders = Folders(Path("/home/me/config"), Path("/data"), Path("/cache"))
    stage = Stage(read_library(EMPTY), folders=folders)
    async with stage.app.run_test(size=(120, 30)) as pilot:
        await pilot.press("enter", "space", "j", "end")
        await pilot.pause()
        assert await stage.shows(pilot, "No routines", "/home/me/config/routines", "0 routines")
        assert not stage.screen.has_class("-playing")
        await pilot.press("slash", "a", "enter")
        await pilot.pause()
        assert stage.app.is_running


async def test_library_of_broken_files_says_what_is_wrong_with_each() -> None:
    own = {"one.toml": "format = 2\n", "two.toml": "format = 1\n[[routine]]\nid = 5\n"}
    stage = Stage(read_library(EMPTY, own))
    async with stage.app.run_test(size=(120, 30)) as pilot:
        await pilot.pause()
        assert await stage.shows(pilot, "one.toml", "has errors", "expected format = 1, found 2")
        await pilot.press("enter")
        assert not stage.screen.has_class("-playing")
        await pilot.press("j")
        await pilot.pause()
        assert await stage.shows(pilot, "two.toml", "routine[1].id", "2 files have errors")


async def test_routine_without_steps_says_what_to_do() -> None:
    stage = Stage()
    async with stage.app.run_test(size=(120, 30)) as pilot:
        await pilot.press(*"jjj", "enter", "space")
        await pilot.pause()
        assert not stage.screen.has_class("-playing")
        assert await stage.shows(pilot, "Nothing yet", "no steps yet", "[[routine.step]]")


HOSTILE = {
    "markup": "[b]x[/b]",
    "broken markup": "[/b] [",
    "a link": "[@click=app.quit]quit[/]",
    "a backslash": r"\[b]\\",
    "long": "Stretch " * 200 + "end",
    "one long word": "W" * 1990,
    "emoji": "🧘" * 200,
    "joined emoji": "👩‍🔬🏳️‍🌈" * 60,
    "right to left": "تمدد الظهر קפה",
    "combining": "e" + "\u0301" * 500,
    "zero width": "a\u200bb\u200cc\u2060d",
    "a template": "$name ${HOME} %s {0}",
}


@pytest.mark.parametrize(("turn", "name"), enumerate(HOSTILE.values()), ids=HOSTILE)
@pytest.mark.usefixtures("each_frame")
async def test_hostile_names_are_shown_as_text(turn: int, name: str) -> None:
    quoted = name.replace("\\", "\\\\").replace('"', '\\"')
    text = f"""format = 1
[[stretch]]
id = "s"
name = "{quoted}"
position = "x"
instructions = ["{quoted}"]
easier = "{quoted}"
caution = "{quoted}"
needs = ["[/b]"]
sides = "both"
[[routine]]
id = "r"
name = "{quoted}"
about = "{quoted}"
tags = ["[/b]", "[b]"]
caution = "{quoted}"
  [[routine.step]]
  stretch = "s"
"""
    library = read_library(text)
    assert not library.faults
    for size in share_of([(80, 24), (20, 5)], turn):
        await show_everywhere(Stage(library), size, name[:3].strip() if name.isascii() else "")


async def show_everywhere(stage: Stage, size: tuple[int, int], start: str) -> None:
    """Look at all there is, with nothing but one routine of one step in the library.

    Args:
        stage: The program.
        size: Of the terminal.
        start: What the names begin with.
    """
    async with stage.app.run_test(size=size) as pilot:
        await pilot.pause()
        assert start in stage.text()
        await pilot.press("enter")
        await stage.advance(pilot, 12)
        assert start in stage.text()
        await pilot.press("f")
        await stage.advance(pilot, 1)
        await pilot.press("f", "v", "n", "slash")
        await stage.advance(pilot, 1)
        await pilot.press("x", "slash", *"[/b]", "enter")
        await pilot.pause()
        assert stage.app.is_running
        assert len(stage.screen.query_one(RoutineList).rows) == 1


async def test_hostile_file_name_is_shown_as_text() -> None:
    stage = Stage(read_library(EMPTY, {"[b]x[/b]\x1b]0;t\x07.toml": "format = [/b]"}))
    async with stage.app.run_test(size=(120, 30)) as pilot:
        await pilot.pause()
        assert await stage.shows(pilot, "[b]x[/b]")
        assert "\x1b" not in stage.text()


# Files that change while the window is open


MINE = """format = 1
[[routine]]
id = "mine"
name = "{name}"
  [[routine.step]]
  name = "Reach"
  hold = {hold}
"""


def write_mine(folders: Folders, name: str, hold: int) -> None:
    """Write a routine of the person's own."""
    folders.routines.mkdir(parents=True, exist_ok=True)
    (folders.routines / "mine.toml").write_text(MINE.format(name=name, hold=hold))


async def test_after_a_session_the_list_is_what_the_files_are_by_now(tmp_path: Path) -> None:
    home = folders(str(tmp_path))
    write_mine(home, "Old name", 30)
    stage = Stage(library_of(home), folders=home)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert await stage.shows(pilot, "▸ Old name")
        await pilot.press("enter")
        await stage.advance(pilot, 10)
        write_mine(home, "New name", 300)
        await pilot.press("x", "space")
        await pilot.pause()
        assert await stage.shows(pilot, "▸ New name", "5 min")
        assert not stage.says("Old name")


async def test_what_is_played_is_todays_file_however_long_the_window_was_open(
    tmp_path: Path,
) -> None:
    home = folders(str(tmp_path))
    write_mine(home, "Mine", 30)
    stage = Stage(library_of(home), folders=home)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        write_mine(home, "Mine", 45)
        await pilot.press("enter")
        await stage.advance(pilot, 8)
        assert clock_face(stage) == "45"
