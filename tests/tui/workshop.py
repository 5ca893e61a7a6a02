"""A home of its own for the builder, and an app on it."""

from __future__ import annotations

import asyncio
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual import events

from stretchtui.store.paths import Folders, folders
from stretchtui.store.routines import read_library
from stretchtui.tui.builder.screen import BuilderScreen
from tests.tui.stage import Stage

if TYPE_CHECKING:
    import pytest
    from textual.pilot import Pilot

SIZES = [(40, 15), (80, 24)]
"""Terminals that everything is tried in: a phone's, and the usual one."""

LIBRARY = Path(__file__).with_name("builder_library.toml")

HIPS = """format = 1

[[routine]]
id = "hips"
name = "Hips"

  [[routine.step]]
  stretch = "figure-four"

  [[routine.step]]
  stretch = "bridge"

  [[routine.step]]
  name = "Shake it out"
  hold = 10
"""
"""A routine of one's own."""


class Workshop:
    """A home, and programs that are started on it.

    Args:
        home: An empty folder.
        patch: Puts the small library in the shipped one's place.
    """

    def __init__(self, home: Path, patch: pytest.MonkeyPatch) -> None:
        shipped = home / "shipped"
        shipped.mkdir()
        (shipped / "routines.toml").write_bytes(LIBRARY.read_bytes())
        patch.setattr("stretchtui.store.paths.shipped", lambda: shipped)
        self.folders: Folders = folders(str(home / "home"))

    def stage(self, **options: Any) -> Stage:
        """The program, on this home."""
        return Stage(read_library(self.folders), folders=self.folders, **options)

    def write(self, name: str, text: str) -> Path:
        """Put a file among the person's routines."""
        self.folders.routines.mkdir(parents=True, exist_ok=True)
        path = self.folders.routines / name
        path.write_text(text, encoding="utf-8")
        return path

    def read(self, name: str) -> dict[str, Any]:
        """The routine of one of the person's files, as any TOML reader sees it."""
        document = tomllib.loads((self.folders.routines / name).read_text(encoding="utf-8"))
        found: dict[str, Any] = document["routine"][0]
        return found

    def files(self) -> list[str]:
        """The person's files."""
        if not self.folders.routines.exists():
            return []
        return sorted(path.name for path in self.folders.routines.glob("*.toml*"))

    def drafts(self) -> list[str]:
        """The drafts that are kept."""
        return sorted(path.name for path in (self.folders.data / "drafts").glob("*.toml"))


def builder(stage: Stage) -> BuilderScreen:
    """The builder that is open."""
    return next(each for each in stage.app.screen_stack if isinstance(each, BuilderScreen))


def top(stage: Stage) -> Any:
    """The screen in front."""
    return stage.app.screen


def steps(stage: Stage) -> list[str | None]:
    """What the steps are of: stretches by their ids, one's own by their names."""
    routine = builder(stage).editor.routine
    return [step.stretch or step.name for step in routine.single_steps]


async def press(pilot: Pilot[Any], *keys: str) -> int:
    """Press keys, one right behind the other as they come over a slow link; their number.

    A word with a ``=`` before it is typed; everything else is the name of a key.
    """
    count = 0
    for key in keys:
        for each in key[1:] if key[:1] == "=" else [key]:
            character = each if len(each) == 1 else _CHARACTERS.get(each)
            pilot.app.post_message(events.Key(each, character))
            count += 1
    await settle(pilot)
    return count


async def settle(pilot: Pilot[Any]) -> None:
    """Wait until nothing has a message to take, and draw.

    Twice as quick as ``pilot.pause``, which waits until the processor has nothing to do.
    """
    quiet = 0
    while quiet < 3:
        await pilot._wait_for_screen()
        await asyncio.sleep(0)
        # To lay out may bring a scroll bar, and with it another layout.
        pilot.app.screen._on_timer_update()
        nodes = [pilot.app, *pilot.app.screen.walk_children(with_self=True)]
        waiting = sum(node._message_queue.qsize() + len(node._next_callbacks) for node in nodes)
        quiet = 0 if waiting else quiet + 1


_CHARACTERS = {"space": " ", "plus": "+", "minus": "-", "slash": "/", "question_mark": "?"}
