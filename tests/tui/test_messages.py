"""Messages: above the keys, whole, two at a time, and gone with a key once they were read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from stretchtui.store.paths import folders
from stretchtui.tui.widgets.key_bar import KeyBar
from tests.amounts import share_of
from tests.tui.keys import press
from tests.tui.stage import Stage, read_library, until

if TYPE_CHECKING:
    from textual.pilot import Pilot

LONG = (
    "In settings.toml: screen.theme: expected auto, or the name of a theme, found "
    "'a-name-that-no-theme-has'"
)

SIZES = [(40, 15), (80, 24), (120, 40)]

PLACES: dict[str, tuple[str, ...]] = {
    "list": (),
    "session": ("enter",),
    "builder": ("e",),
    "history": ("h",),
    "settings": ("comma",),
    "help": ("question_mark",),
    "theme": ("ctrl+p", "=theme", "enter"),
    "question": ("e", "t", "escape"),
}
"""Where a message may come, and what is pressed to come there."""


def keys_shown(stage: Stage) -> list[str]:
    """The rows of the key bar, as the terminal shows them."""
    region = stage.app.screen.query_one(KeyBar).region
    rows = stage.lines()[region.y : region.bottom]
    return [row[region.x : region.right].rstrip() for row in rows]


async def tell(stage: Stage, pilot: Pilot[Any], words: str) -> None:
    """Have the app tell something, and wait until it is seen."""
    stage.app.notify(words, markup=False)
    await until(pilot, lambda: bool(stage.app.screen.query("Toast")) and words[:12] in stage.text())


@pytest.mark.parametrize(
    ("place", "size"),
    [(place, size) for turn, place in enumerate(PLACES) for size in share_of(SIZES, turn)],
    ids=str,
)
async def test_message_is_whole_and_covers_no_key(
    place: str, size: tuple[int, int], tmp_path: Path
) -> None:
    # What is begun in the builder is kept there.
    stage = Stage(read_library(), folders=folders(str(tmp_path)))
    async with stage.app.run_test(size=size, notifications=True) as pilot:
        await press(pilot, *PLACES[place])
        before = keys_shown(stage)
        assert any(before)
        await tell(stage, pilot, LONG)
        # What is beside it, as it may be narrower than the screen, stands between its rows.
        toast = stage.app.screen.query_one("Toast").region
        rows = [line[toast.x : toast.right].strip(" ▌▐█") for line in stage.lines()]
        assert LONG.replace(" ", "") in "".join(rows[toast.y : toast.bottom]).replace(" ", "")
        assert keys_shown(stage) == before


async def test_two_are_shown_at_a_time_and_the_oldest_makes_way() -> None:
    stage = Stage()
    async with stage.app.run_test(notifications=True) as pilot:
        for words in ("The first message", "Second message", "Third message"):
            await tell(stage, pilot, words)
        await until(pilot, lambda: "The first message" not in stage.text())
        assert stage.says("Second message", "Third message")


async def test_message_goes_with_a_key_once_it_was_read() -> None:
    stage = Stage()
    async with stage.app.run_test(notifications=True) as pilot:
        await tell(stage, pilot, LONG)
        await press(pilot, "j")
        assert stage.says("screen.theme"), "nobody can have read it by now"
        stage.clock.advance(10)
        await tell(stage, pilot, "Session restored.")
        await press(pilot, "k")
        await until(pilot, lambda: "screen.theme" not in stage.text())
        assert stage.says("Session restored.")
        stage.clock.advance(10)
        await press(pilot, "comma", "escape")
        await until(pilot, lambda: "Session restored." not in stage.text())
