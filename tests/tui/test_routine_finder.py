"""Finding rows of the list, prepared beforehand or not."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from typing import TYPE_CHECKING

from hypothesis import given

from stretchtui.core.routines.pace import Pace
from stretchtui.tui.player.routine_finder import AT_ONCE, RoutineFinder
from stretchtui.tui.player.routine_row import rows_of
from tests.core.strategies import playable, toml_of
from tests.tui.stage import read_library

if TYPE_CHECKING:
    from stretchtui.core.routines.model import Routine, Stretch
    from stretchtui.tui.player.routine_row import RoutineRow

NUMBER = 3 * AT_ONCE + 7


def rows() -> list[RoutineRow]:
    """More rows than are taken in at once, every third for the neck."""
    one = '[[routine]]\nid = "r-{0}"\nname = "{1} {0}"\n[[routine.step]]\nname = "A"\nhold = {0}\n'
    text = "".join(one.format(n, "Routine" if n % 3 else "Neck") for n in range(1, NUMBER + 1))
    return rows_of(read_library(f"format = 1\n{text}", own={"torn.toml": "format"}), Pace())


async def test_what_was_prepared_finds_the_same() -> None:
    every = rows()
    prepared, begun, fresh = (RoutineFinder(every) for _ in range(3))
    await prepared.prepare()
    begun.find("neck")
    await begun.prepare()
    for typed in ("", " ", "neck", "nekc", "under 2 min", "torn", "broken", f"{NUMBER}", "zzz"):
        found = fresh.find(typed)
        assert prepared.find(typed) == begun.find(typed) == found
    assert len(fresh.find("nekc")) == NUMBER // 3
    assert fresh.find("") == every
    assert [row.name for row in fresh.find("broken")] == ["torn.toml"]


async def test_a_letter_that_is_typed_meanwhile_finds_all() -> None:
    finder = RoutineFinder(rows())
    preparing = asyncio.create_task(finder.prepare())
    await asyncio.sleep(0)
    assert not preparing.done()
    assert len(finder.find("neck")) == NUMBER // 3
    await preparing
    assert len(finder.find("neck")) == NUMBER // 3


def test_nothing_of_it_is_imported_before_something_is_typed() -> None:
    code = "import sys, stretchtui.tui.app; print(*sorted(sys.modules))"
    run = [sys.executable, "-c", code]
    modules = subprocess.run(run, capture_output=True, text=True, check=True).stdout.split()
    assert "stretchtui.tui.player.routine_finder" in modules
    assert not [name for name in modules if name.startswith("stretchtui.core.routines.search")]


@given(playable())
def test_row_is_found_by_any_of_its_words(made: tuple[Routine, dict[str, Stretch]]) -> None:
    routine, stretches = made
    every = rows_of(read_library(toml_of([routine], stretches)), Pace())
    finder = RoutineFinder(every)
    for word in [routine.name, *routine.tags]:
        assert finder.find(word) == every
