"""The list of routines: what its rows say, and how it is filtered."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from stretchtui.tui.player.routine_list import RoutineList
from stretchtui.tui.player.routine_pane import RoutinePane
from stretchtui.words.glyphs import ASCII
from tests.tui.keys import press
from tests.tui.stage import Stage, read_library

if TYPE_CHECKING:
    from stretchtui.core.routines.library import Library

OWN = {
    "mine.toml": """format = 1
[[routine]]
id = "mine"
name = "My own"
tags = ["Evening"]
  [[routine.step]]
  name = "Wrist circles"
""",
    "torn.toml": "format = 1\n[[routine",
}


def library_of(number: int) -> Library:
    """A library of this many routines."""
    routine = '[[routine]]\nid = "r-{0}"\nname = "Routine {0}"\n  [[routine.step]]\n  name = "A"\n'
    text = "format = 1\n" + "".join(routine.format(each) for each in range(number))
    return read_library(text)


def shown(stage: Stage) -> list[str]:
    """The names in the list, from the top."""
    return [row.name for row in stage.screen.query_one(RoutineList).rows]


async def test_rows_are_routines_then_broken_files_each_with_its_mark() -> None:
    stage = Stage(read_library(own=OWN))
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        lines = [line[:39].rstrip() for line in stage.lines()]
        assert lines[2:11] == [
            "   Routine                          Min",
            " ▸ My own ◆                           1",
            "   Lower back                         5",
            "   Quick one                          1",
            "   At your own speed                  1",
            "   Nothing yet                        –",
            "   Evening legs                       3",
            "   ! torn.toml",
            "",
        ]
        assert await stage.shows(pilot, "6 · 1 ◆ yours · 1 file has errors")


async def test_count_says_routines_where_there_is_room() -> None:
    stage = Stage(read_library(own=OWN))
    async with stage.app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        await pilot.pause()
        assert await stage.shows(pilot, "6 routines · 1 ◆ yours · 1 file has errors")


async def test_wide_list_has_tags_and_units() -> None:
    stage = Stage(read_library(own=OWN))
    async with stage.app.run_test(size=(200, 30)) as pilot:
        await pilot.pause()
        row = next(line for line in stage.lines() if line.startswith("   Lower back"))
        assert row[:95].split("  ")[-1].strip() == "5 min"
        assert " gentle · floor " in row[:95]
        assert await stage.shows(pilot, "Routine", "Tags", "Length")


async def test_count_of_one_is_not_many() -> None:
    stage = Stage(library_of(1))
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert await stage.shows(pilot, "1 routine ")


FOUND = [
    ("quick", ["Quick one"]),
    ("QUICK", ["Quick one"]),
    ("before bed", ["Evening legs"]),
    ("bed before", ["Evening legs"]),
    ("glutes", ["Quick one", "Lower back"]),
    ("cat-cow", ["Lower back"]),
    ("wrist", ["My own"]),
    ("evening", ["Evening legs", "My own"]),
    ("evenign", ["Evening legs", "My own"]),
    ("glutes 1 min", ["Quick one"]),
    ("under 3", ["My own", "Quick one", "At your own speed"]),
    ("torn", ["torn.toml"]),
    ("broken", ["torn.toml"]),
    ("  ", ["My own", "Lower back", "Quick one", "At your own speed", "Nothing yet",
            "Evening legs", "torn.toml"]),
    ("[b]", []),
    ("zzz", []),
]  # fmt: skip
"""What is typed into the filter, and the routines that are left."""


async def test_filter_finds_by_name_tag_target_stretch_and_length() -> None:
    stage = Stage(read_library(own=OWN))
    async with stage.app.run_test() as pilot:
        everything = shown(stage)
        for typed, found in FOUND:
            await press(pilot, "slash", f"={typed}")
            assert shown(stage) == found, typed
            await press(pilot, "escape")
            assert shown(stage) == everything, typed


async def test_filter_says_how_many_of_how_many() -> None:
    stage = Stage()
    async with stage.app.run_test() as pilot:
        await pilot.press("slash", *"hamstrings")
        await pilot.pause()
        assert await stage.shows(pilot, "3 of 5")


async def test_filter_keeps_the_chosen_routine_while_it_is_found() -> None:
    stage = Stage()
    async with stage.app.run_test() as pilot:
        await pilot.press("j", "slash", *"quick")
        await pilot.pause()
        assert shown(stage) == ["Quick one"]
        await pilot.press("escape")
        await pilot.pause()
        row = stage.screen.query_one(RoutineList).row
        assert row is not None
        assert row.name == "Quick one"


async def test_best_is_chosen_whatever_was_chosen_before() -> None:
    stage = Stage(read_library(own=OWN))
    async with stage.app.run_test() as pilot:
        await pilot.press("slash", *"glut", "down")
        await pilot.pause()
        rows = stage.screen.query_one(RoutineList)
        assert rows.chosen == 1
        await pilot.press("e")
        await pilot.pause()
        assert shown(stage) == ["Quick one", "Lower back"]
        assert rows.chosen == 0


async def test_filter_looks_in_what_the_library_has_by_now() -> None:
    stage = Stage()
    async with stage.app.run_test() as pilot:
        pane = stage.screen.query_one(RoutinePane)
        await pilot.press("slash", *"quick", "escape")
        pane.show_rows([row for row in pane.list.rows if row.name != "Quick one"], None)
        await pilot.press("slash", *"quick")
        await pilot.pause()
        assert shown(stage) == []
        await pilot.press("escape", "slash", *"legs")
        await pilot.pause()
        assert shown(stage) == ["Evening legs"]


async def test_nothing_found_says_how_to_get_out() -> None:
    stage = Stage()
    async with stage.app.run_test() as pilot:
        await pilot.press("slash", *"zzz")
        await pilot.pause()
        assert await stage.shows(pilot, "No matches", "fewer words", "under 10 min", "esc")
        await pilot.press("enter", "enter", "space")
        assert not stage.screen.has_class("-playing")


async def test_what_is_found_first_is_shown_and_is_what_starts() -> None:
    stage = Stage()
    async with stage.app.run_test() as pilot:
        await pilot.press("slash", *"quick")
        await pilot.pause()
        assert await stage.shows(pilot, "Two holds and a breath.", "2 steps · 3 holds")
        await pilot.press("enter", "enter")
        assert stage.lines()[0].startswith(" Quick one")


async def test_arrows_move_in_the_list_while_a_filter_is_typed() -> None:
    stage = Stage()
    async with stage.app.run_test() as pilot:
        await pilot.press("slash", *"o", "down", "down", "up")
        await pilot.pause()
        assert stage.screen.query_one(RoutineList).chosen == 1
        await pilot.press("enter", "enter")
        assert stage.screen.has_class("-playing")


async def test_choice_stops_at_both_ends() -> None:
    stage = Stage()
    async with stage.app.run_test() as pilot:
        rows = stage.screen.query_one(RoutineList)
        await pilot.press("k", "up")
        assert rows.chosen == 0
        await pilot.press("end", "j", "down")
        assert rows.chosen == len(rows.rows) - 1
        await pilot.press("home")
        assert rows.chosen == 0
        await pilot.press("pagedown", "pagedown", "pagedown")
        assert rows.chosen == len(rows.rows) - 1
        await pilot.press("pageup", "pageup")
        assert rows.chosen == 0


async def test_click_chooses_and_a_click_on_the_chosen_one_starts_it() -> None:
    stage = Stage()
    async with stage.app.run_test() as pilot:
        await pilot.click(RoutineList, offset=(4, 1))
        assert not stage.screen.has_class("-playing")
        assert await stage.shows(pilot, "Two holds and a breath.")
        await pilot.click(RoutineList, offset=(4, 1))
        assert stage.screen.has_class("-playing")
        assert stage.lines()[0].startswith(" Quick one")


async def test_click_below_the_last_row_does_nothing() -> None:
    stage = Stage()
    async with stage.app.run_test() as pilot:
        await pilot.click(RoutineList, offset=(4, 8))
        assert stage.screen.query_one(RoutineList).chosen == 0
        assert not stage.screen.has_class("-playing")


@pytest.mark.usefixtures("each_frame")
async def test_ten_thousand_routines_cost_no_more_than_those_in_view() -> None:
    stage = Stage(library_of(10_000))
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        rows = stage.screen.query_one(RoutineList)
        assert len(rows.rows) == 10_000
        # A row's length is looked up when it is drawn, and only then.
        drawn = [row for row in rows.rows if "total" in vars(row)]
        assert len(drawn) <= 24
        await pilot.press("end")
        await pilot.pause()
        assert rows.chosen == 9999
        assert await stage.shows(pilot, "▸ Routine 9999")
        assert len([row for row in rows.rows if "total" in vars(row)]) <= 48
        await pilot.press("slash", *"9999")
        await pilot.pause()
        assert shown(stage) == ["Routine 9999"]
        assert await stage.shows(pilot, "1 of 10000 routines") or stage.says("1 of 10,000 routines")


async def test_the_list_scrolls_in_larger_steps_than_a_row() -> None:
    stage = Stage(library_of(200))
    async with stage.app.run_test(size=(80, 24)) as pilot:
        choices = stage.screen.query_one(RoutineList)
        tops = []
        for key in "j" * 25 + "k" * 25:
            await pilot.press(key)
            tops.append(choices.scroll_offset.y)
            assert tops[-1] <= choices.chosen < tops[-1] + choices.size.height
        scrolled = sum(one != other for one, other in pairwise(tops))
        assert 0 < scrolled <= 2 * (25 // (choices.size.height // 3) + 1)
        assert tops[-1] == 0


async def test_chosen_row_stays_in_view_as_the_terminal_shrinks() -> None:
    stage = Stage(library_of(60))
    async with stage.app.run_test(size=(80, 50)) as pilot:
        await pilot.press(*"j" * 30)
        for size in ((80, 20), (60, 16), (40, 15), (200, 60)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert await stage.shows(pilot, "▸ Routine 30"), size


async def test_list_of_a_plain_terminal_is_ascii() -> None:
    stage = Stage(read_library(own=OWN), environment={"LANG": "C"})
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert stage.app.look.glyphs is ASCII
        left = [line[:40] for line in stage.lines()[2:20]]
        assert "".join(left).isascii()
        assert left[1].startswith(" > My own *")


async def test_pane_is_what_holds_the_list() -> None:
    stage = Stage()
    async with stage.app.run_test():
        pane = stage.screen.query_one(RoutinePane)
        assert pane.list is stage.screen.query_one(RoutineList)
