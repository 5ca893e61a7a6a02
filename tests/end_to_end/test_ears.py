"""The whole program, heard and steered in a real browser."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from stretchtui.cues.clock import now
from tests.amounts import share_of
from tests.cues.recorded import near, recording, wait_for_quiet
from tests.cues.sound_server import SoundServer, sound_server
from tests.end_to_end.slow_link import slow_link
from tests.end_to_end.terminal import PROGRAM, Terminal, run
from tests.end_to_end.visits import chromium, place, visit
from tests.end_to_end.voices import set_voice

if TYPE_CHECKING:
    from playwright.sync_api import Browser

LONG_S = 150.0
"""So long a session may take here, in seconds."""

DELAY_S, JITTER_S = 0.3, 0.05
"""How long the link to the browser takes each way, and by how much that varies."""

AT_THE_SPEAKER_S, SPACING_S = 0.06, 0.015
"""How late a cue may be, and by how much the distance of two may be off."""

HEARD = """
format = 1
[[routine]]
id = "heard"
name = "Heard"
get_ready = 4
[[routine.step]]
name = "Reach"
hold = 6
sides = "both"
rest = 4
[[routine.step]]
name = "Nod"
reps = 4
tempo = 2
[[routine.step]]
name = "Breathe"
breaths = 1
"""


@pytest.fixture
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SoundServer]:
    """A sound server in a folder with a short name, as sockets want it."""
    with sound_server(tmp_path_factory.mktemp("pa")) as running:
        yield running


@pytest.fixture
def browser(server: SoundServer) -> Iterator[Browser]:
    """A real Chromium, which plays on that."""
    with chromium(server.environment) as running:
        yield running


class Watch:
    """When a recording began, on the program's clock.

    Args:
        server: What records; it is always a little behind.
    """

    def __init__(self, server: SoundServer) -> None:
        self._server = server
        self.began = math.inf
        """The moment, in seconds."""

    def tick(self) -> bool:
        """Look how much has been recorded by now; always True."""
        self.began = min(self.began, now() - self._server.heard_seconds())
        return True


def routine(folder: Path) -> Path:
    """A routine with every kind of phase."""
    path = folder / "heard.toml"
    path.write_text(HEARD)
    return path


def cues_of(path: Path, home: Path) -> list[tuple[float, str]]:
    """The cues of a routine file with their moments, as ``show`` tells them."""
    shown = run("show", str(path), "--json", home=home)
    assert shown.returncode == 0, shown.stderr
    return [(cue["at_s"], cue["cue"]) for cue in json.loads(shown.stdout)["cues"]]


@pytest.mark.timed
@pytest.mark.parametrize(("delay", "jitter"), share_of([(DELAY_S, JITTER_S), (0.0, 0.0)], 0))
def test_every_cue_is_heard_in_the_browser_at_its_time(
    home: Path,
    tmp_path: Path,
    server: SoundServer,
    browser: Browser,
    delay: float,
    jitter: float,
) -> None:
    set_voice(home, "off")
    path = routine(tmp_path)
    cues = cues_of(path, home)
    assert {name for _, name in cues} >= {"ready", "hold", "tick", "switch", "rest", "rep", "end"}
    with (
        Terminal([*PROGRAM, "play", str(path), "--cues", "browser"], home) as terminal,
        slow_link((where := place(terminal)).port, delay, jitter) as link,
        visit(browser, where, link.port) as visited,
    ):
        visited.page.click("#tap")
        watch = Watch(server)
        terminal.wait_for(lambda: watch.tick() and "How was it?" in terminal.text, "end", LONG_S)
        wait_for_quiet(server)
        terminal.press("2")
        assert terminal.wait_for_exit() == 0
    begins = visited.first_moment() - watch.began
    heard = recording(server)
    late: dict[float, float] = {}
    for at, name in cues:
        # The recording has a second of silence before it.
        found, lateness = near(heard, 1 + begins + at)
        assert found == name, at
        late[at] = lateness[found]
    assert np.percentile([*late.values()], 99) < AT_THE_SPEAKER_S, late
    usual = np.median([*late.values()])
    away = {at: abs(lateness - usual) for at, lateness in late.items()}
    worst = sorted(away.items(), key=lambda each: -each[1])[:3]
    assert np.percentile([*away.values()], 99) < SPACING_S, worst
