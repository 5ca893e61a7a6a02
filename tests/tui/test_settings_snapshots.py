"""Pictures of the settings, each looked at before it was kept.

After a change that is meant: ``pytest tests/tui/test_settings_snapshots.py --snapshot-update``, and
look at the pictures again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import pytest

from stretchtui.store.settings import parse, settings_of
from tests.tui.keys import press
from tests.tui.stage import UTF8, Stage

if TYPE_CHECKING:
    from textual.pilot import Pilot

Compare = Callable[..., bool]

SOME = [(40, 15), (80, 24), (120, 40)]

FILE = """
[cues]
sink = "loud"
volume = 70
off = ["tick"]
[session]
get_ready = 12
[keys]
next = "f"
"""


class Scene:
    """The settings, photographed.

    Args:
        compare: pytest-textual-snapshot's ``snap_compare``.
    """

    def __init__(self, compare: Compare, patch: pytest.MonkeyPatch) -> None:
        self._compare = compare
        self._settings = settings_of(parse(FILE))
        # Those that are read anew as the screen opens.
        patch.setattr(
            "stretchtui.tui.settings.preferences.read_settings", lambda folders: self._settings
        )

    def shows(
        self, size: tuple[int, int], *keys: str, environment: Mapping[str, str] = UTF8
    ) -> bool:
        """Whether the picture is the one that was kept.

        Args:
            size: Columns and rows.
            keys: Pressed before the picture is taken.
            environment: The environment the program was started in.
        """
        stage = Stage(settings=self._settings, environment=environment)

        async def run_before(pilot: Pilot[Any]) -> None:
            await press(pilot, "comma", *keys)
            await pilot.pause()

        return self._compare(stage.app, terminal_size=size, run_before=run_before)


@pytest.fixture
def scene(snap_compare: Compare, monkeypatch: pytest.MonkeyPatch) -> Scene:
    return Scene(snap_compare, monkeypatch)


@pytest.mark.parametrize("size", SOME, ids=lambda size: "{}x{}".format(*size))
class TestAtEverySize:
    """What has to fit everywhere."""

    def test_with_a_fault(self, scene: Scene, size: tuple[int, int]) -> None:
        assert scene.shows(size)

    def test_keys(self, scene: Scene, size: tuple[int, int]) -> None:
        assert scene.shows(size, "shift+tab", "enter", "j")


def test_choosing(scene: Scene) -> None:
    assert scene.shows((40, 15), *["tab"] * 6, "enter", "j", "j", "j")


def test_typing(scene: Scene) -> None:
    assert scene.shows((80, 24), "tab", "tab", "tab", "enter", "9", "9", "9")


def test_pressing_a_key(scene: Scene) -> None:
    assert scene.shows((40, 15), "shift+tab", "enter", "enter", "up")


def test_without_colours_and_unicode(scene: Scene) -> None:
    environment = {"LANG": "C", "TERM": "vt100"}
    assert scene.shows((80, 24), "j", environment=environment)
