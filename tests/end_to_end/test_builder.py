"""The builder in a real terminal: tmux, typed into with ``send-keys``."""

from __future__ import annotations

import os
import signal
import subprocess
import time
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.end_to_end.terminal import PATIENCE_S, PROGRAM, read_before


class Tmux:
    """A tmux of its own, with a window for each program.

    Args:
        folder: For its socket.
        home: The folder for ``STRETCHTUI_HOME``.
    """

    def __init__(self, folder: Path, home: Path) -> None:
        read_before(home)
        settings = folder / "tmux.conf"
        settings.write_text("set -g remain-on-exit on\n")
        self._tmux = ["tmux", "-S", str(folder / "tmux"), "-f", str(settings)]
        self._folder = folder
        self._started = 0
        self._environment = [
            # Whoever set these meant another terminal.
            *("env", "-u", "COLUMNS", "-u", "LINES"),
            f"STRETCHTUI_HOME={home}",
            "LANG=C.UTF-8",
            "TERM=screen-256color",
        ]

    def set_environment(self, *settings: str) -> None:
        """Have these in the environment of what is started next: ``NAME=value``."""
        self._environment += settings

    def _do(self, *words: str) -> str:
        done = subprocess.run(
            [*self._tmux, *words], capture_output=True, text=True, timeout=PATIENCE_S, check=True
        )
        return done.stdout

    def start(self, *arguments: str, size: tuple[int, int] = (80, 24)) -> str:
        """Start the program in a session of its own; the session's name."""
        width, height = map(str, size)
        self._started += 1
        session = f"s{self._started}"
        # tmux itself does not always know how a program ended.
        shell = ["sh", "-c", '"$@"; echo "$?" > "$0"', str(self._folder / session)]
        command = [*shell, *self._environment, *PROGRAM, *arguments, "--cues", "off"]
        self._do("new-session", "-d", "-s", session, "-x", width, "-y", height, *command)
        return session

    def press(self, session: str, *keys: str) -> None:
        """Type, all at once."""
        self._do("send-keys", "-t", session, *keys)

    def text(self, session: str) -> str:
        """What the terminal shows."""
        return self._do("capture-pane", "-p", "-t", session)

    def wait_for(self, session: str, *texts: str) -> None:
        """Wait until the terminal shows all of these."""
        self._wait(lambda: all(each in self.text(session) for each in texts), session, str(texts))

    def status(self, session: str) -> int:
        """Wait for the program's end; its exit status."""
        path = self._folder / session
        self._wait(lambda: path.exists() and path.read_text() != "", session, "its end")
        return int(path.read_text())

    def kill(self, session: str) -> None:
        """Kill the program as nothing else does."""
        os.killpg(int(self._pane(session, "pane_pid")), signal.SIGKILL)
        self._wait(lambda: self._pane(session, "pane_dead") == "1", session, "its end")

    def close(self) -> None:
        """End tmux, and all in it."""
        subprocess.run([*self._tmux, "kill-server"], capture_output=True, check=False)

    def _pane(self, session: str, what: str) -> str:
        return self._do("display-message", "-p", "-t", session, f"#{{{what}}}").strip()

    def _wait(self, holds: Callable[[], bool], session: str, what: str) -> None:
        end = time.monotonic() + PATIENCE_S
        while not holds():
            assert time.monotonic() < end, f"{what}: not seen\n{self.text(session)}"
            time.sleep(0.1)  # each look costs a process


@pytest.fixture
def tmux(tmp_path: Path, home: Path) -> Iterator[Tmux]:
    """A tmux of its own."""
    made = Tmux(tmp_path, home)
    yield made
    made.close()


def read(home: Path, name: str) -> dict[str, Any]:
    """The first routine of a file."""
    text = (home / "config" / "routines" / name).read_text(encoding="utf-8")
    found: dict[str, Any] = tomllib.loads(text)["routine"][0]
    return found


HIPS = """format = 1

[[routine]]
id = "hips"
name = "Hips"

  [[routine.step]]
  stretch = "knee-to-chest"
  hold = 5

  [[routine.step]]
  stretch = "bridge"
"""


@pytest.fixture
def hips(home: Path) -> Path:
    """A home with a routine of one's own."""
    folder = home / "config" / "routines"
    folder.mkdir(parents=True)
    (folder / "hips.toml").write_text(HIPS)
    return home


@pytest.mark.parametrize("size", [(80, 24), (40, 15)], ids=["80x24", "40x15"])
def test_eight_steps_are_made_saved_and_played(
    tmux: Tmux, home: Path, size: tuple[int, int]
) -> None:
    session = tmux.start("--speed", "500", size=size)
    tmux.wait_for(session, "routines", "Five for the lower back")
    typed = ["Evening", *("kn", "br", "fi", "ca", "ch", "sp", "op", "ov")]
    assert 1 + sum(len(word) + 1 for word in typed) + 1 <= 40, "n, words, enters, ctrl+s"
    # One string after the other, and none waits for the screen.
    tmux.press(session, "n", *(key for word in typed for key in (word, "Enter")))
    tmux.wait_for(session, "Evening", "8 steps", "not saved")
    tmux.press(session, "C-s")
    tmux.wait_for(session, "Saved:")
    tmux.press(session, "Tab", "p")
    tmux.wait_for(session, "All done.")
    tmux.press(session, "Space", "Escape")
    tmux.wait_for(session, "▸ Evening ◆")
    tmux.press(session, "q")
    assert tmux.status(session) == 0
    routine = read(home, "evening.toml")
    assert routine["name"] == "Evening"
    assert [step["stretch"] for step in routine["step"]] == [
        "knee-to-chest",
        "bridge",
        "figure-four",
        "cat-cow",
        "childs-pose",
        "sphinx",
        "open-book",
        "overhead-reach",
    ]
    session = tmux.start("play", "evening", "--speed", "500", size=size)
    assert tmux.status(session) == 0


def test_two_programs_change_the_same_routine_and_nothing_is_lost(tmux: Tmux, hips: Path) -> None:
    first, second = tmux.start("edit", "hips"), tmux.start("edit", "hips")
    for session in (first, second):
        tmux.wait_for(session, "1 Knee to chest")
    tmux.press(first, "t", "C-s")
    tmux.wait_for(first, "Saved:")
    tmux.press(second, "x", "C-s")
    tmux.wait_for(second, "Changed by another program", "theirs  Hips")
    tmux.press(second, "k")
    tmux.wait_for(second, "Saved:", "hips-2.toml")
    for session in (first, second):
        tmux.press(session, "Escape")
        assert tmux.status(session) == 0
    assert read(hips, "hips.toml")["step"][0]["times"] == 2
    assert read(hips, "hips-2.toml")["name"] == "Hips 2"
    assert read(hips, "hips-2.toml")["step"] == [{"stretch": "bridge"}]


def test_draft_of_a_killed_program_is_offered_by_the_next(tmux: Tmux, hips: Path) -> None:
    session = tmux.start("edit", "hips")
    tmux.wait_for(session, "1 Knee to chest")
    tmux.press(session, "t", "y")
    tmux.wait_for(session, "3 steps", "not saved")
    tmux.kill(session)
    drafts = hips / "data" / "drafts"
    assert list(drafts.glob("*.toml"))
    session = tmux.start()
    tmux.wait_for(session, "Restore unsaved changes?", "Hips: 3 steps, just now")
    tmux.press(session, "Enter")
    tmux.wait_for(session, "3 steps", "J K move")
    tmux.press(session, "C-s")
    tmux.wait_for(session, "Saved:")
    assert [step.get("times", 1) for step in read(hips, "hips.toml")["step"]] == [2, 2, 1]
    assert not list(drafts.glob("*.toml"))


def test_what_is_typed_in_a_form_outlives_a_kill(tmux: Tmux, hips: Path) -> None:
    session = tmux.start("edit", "hips")
    tmux.wait_for(session, "1 Knee to chest")
    tmux.press(session, "j", "Enter")
    tmux.wait_for(session, "Bridge", "step 2 of 2")
    tmux.press(session, "12 to 3")
    tmux.wait_for(session, "12 to 3", "expected the smaller number first")
    tmux.kill(session)
    session = tmux.start()
    tmux.wait_for(session, "Restore unsaved changes?")
    tmux.press(session, "Enter")
    tmux.wait_for(session, "step 2 of 2", "12 to 3")
    tmux.press(session, "0", "C-s")
    tmux.wait_for(session, "hold: 12 s to 30 s")
    tmux.press(session, "End", "Enter")
    tmux.wait_for(session, "Saved:")
    hold = read(hips, "hips.toml")["step"][1]["hold"]
    assert hold == {"from": 12, "to": 30, "by": 5, "every": 3}


def test_file_is_opened_in_the_persons_editor_and_taken_back(
    tmux: Tmux, hips: Path, tmp_path: Path
) -> None:
    editor = tmp_path / "editor"
    editor.write_text(
        "#!/bin/sh\n"
        'echo "the editor has the terminal"; read answer\n'
        'sed "s/hold = 5/hold = $answer/" "$1" >"$1.new" && mv "$1.new" "$1"\n'
    )
    editor.chmod(0o755)
    elsewhere = tmp_path / "elsewhere.toml"
    elsewhere.write_text(f"# From her.\n{HIPS}")
    tmux.set_environment(f"EDITOR={editor}", "VISUAL=")
    session = tmux.start("edit", str(elsewhere))
    tmux.wait_for(session, "1 Knee to chest", "5 s")
    tmux.press(session, "E")
    tmux.wait_for(session, "the editor has the terminal")
    tmux.press(session, "long", "Enter")
    tmux.wait_for(session, "The file has 1 error", "not TOML")
    elsewhere.write_text(f"# From her.\n{HIPS}")
    tmux.press(session, "e")
    tmux.wait_for(session, "the editor has the terminal")
    tmux.press(session, "7", "Enter")
    tmux.wait_for(session, "Your changes are here", "7 s")
    tmux.press(session, "t", "C-s")
    tmux.wait_for(session, "Saved:")
    changed = HIPS.replace("hold = 5\n", "hold = 7\n  times = 2\n")
    assert elsewhere.read_text() == f"# From her.\n{changed}"
