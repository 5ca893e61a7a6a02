"""Files that are wrong or hostile, in the person's own folder, and the program runs."""

from __future__ import annotations

import copy
import os
import re
import shutil
from collections.abc import Iterator
from datetime import date
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
import tomli_w

from stretchtui.playing.ending import ExitStatus
from tests.end_to_end.conftest import move_in
from tests.end_to_end.terminal import COPIED, Terminal, run

BY_HAND = Path(__file__).parents[1] / "core" / "routines" / "malformed"

WHOLE: dict[str, Any] = {
    "format": 1,
    "stretch": [
        {
            "id": "own",
            "name": "Own",
            "targets": ["hips"],
            "position": "standing",
            "needs": ["wall"],
            "instructions": ["Stand."],
            "easier": "Sit.",
            "caution": "Slowly.",
            "sides": "both",
            "hold": 30,
        }
    ],
    "routine": [
        {
            "id": "routine",
            "name": "Routine",
            "about": "About.",
            "tags": ["tag"],
            "caution": "Care.",
            "get_ready": 5,
            "step": [
                {
                    "stretch": "own",
                    "reps": {"from": 5, "to": 30, "by": 5, "every": 3},
                    "tempo": 4,
                    "sides": "left",
                    "times": 2,
                    "rest": 5,
                    "wait": False,
                }
            ],
        }
    ],
}

WRONG_VALUES: list[Any] = [
    10**30,
    -1,
    float("nan"),
    float("inf"),
    -2.5,
    "",
    "\x1b]0;x\x07",
    "\u202e",
    "x" * 3000,
    [],
    [[["deep"]]],
    {"a": {"b": 1}},
    date(2026, 1, 1),
]


def _leaves(table: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if isinstance(table, dict) and path[-1:] != ("reps",):
        for key, value in table.items():
            yield from _leaves(value, (*path, key))
    elif isinstance(table, list) and path[-1:] not in (("targets",), ("needs",), ("tags",)):
        for index, value in enumerate(table):
            yield from _leaves(value, (*path, index))
    else:
        yield path


def _spoilt(path: tuple[Any, ...], value: Any) -> dict[str, Any]:
    document = copy.deepcopy(WHOLE)
    place: Any = document
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    return document


@pytest.fixture(scope="module")
def wrong_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a few hundred files, each of which has a fault."""
    home = move_in(tmp_path_factory.mktemp("home"))
    folder = home / "config" / "routines"
    folder.mkdir(parents=True)
    number = 0
    for path in _leaves(WHOLE):
        for value in WRONG_VALUES:
            empty_is_fine = value == [] and path[-1] in ("targets", "needs", "tags")
            if not empty_is_fine:
                (folder / f"{number:03}.toml").write_text(tomli_w.dumps(_spoilt(path, value)))
                number += 1
    (folder / "large.toml").write_text(f'format = 1\nx = "{"x" * 10_000_000}"\n')
    (folder / "deep.toml").write_text("format = 1\nx = " + "[" * 50_000)
    (folder / "dotted.toml").write_text(".".join(["a"] * 20_000) + " = 1\n")
    (folder / "digits.toml").write_text("format = " + "9" * 10_000 + "\n")
    by_hand = list(BY_HAND.glob("*.toml"))
    assert by_hand
    for file in by_hand:
        shutil.copy(file, folder / f"hand-{file.name}")
    return home


def test_the_whole_document_is_right(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "whole.toml"
    path.write_text(tomli_w.dumps(WHOLE))
    done = run("check", str(path), home=home)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_each_file_has_its_fault_listed(home: Path, wrong_files: Path) -> None:
    files = sorted((wrong_files / "config" / "routines").iterdir())
    assert len(files) > 300
    done = run("check", *map(str, files), home=home)
    assert done.returncode == ExitStatus.FAULTY
    assert done.stderr == ""
    named = {line.split(".toml:")[0] for line in done.stdout.splitlines()}
    assert named == {str(file).removesuffix(".toml") for file in files}
    assert [line for line in done.stdout.splitlines() if not line.isprintable()] == []


def test_the_program_runs_and_lists_them_as_broken(wrong_files: Path) -> None:
    files = len(list((wrong_files / "config" / "routines").iterdir()))
    with Terminal([*COPIED, "--cues", "off"], wrong_files) as terminal:
        terminal.wait_for_text(f"{files} files have errors")
        terminal.press("\x1b[F")
        terminal.wait_for_text("These parts can't be read")
        terminal.press("/five for")  # in one go, as over a slow link
        terminal.wait_for_text("▸ Five for the lower back")
        shown = terminal.output.partition(b"\x1b[?1049h")[2]
        assert b"\x1b]" not in shown, "none of them reached the title or the clipboard"
        terminal.press("\r")
        terminal.press(" ")
        terminal.wait_for_text("step 1 of 4")
        terminal.press("qq")
        assert terminal.wait_for_exit() == 0


ESCAPES = [
    "\x1b]0;stolen\x07",
    "\x1b]52;c;c3RvbGVu\x1b\\",
    "\x1b[31;5mstolen",
    "\x1b[2J\x1b[5;5H",
    "\x1b[?1003h\x1b[?1049l",
    "\x9b31m\x9d0;stolen\x9c",
    "\x1bP$q\x1b\\\x1bc",
    "\x07\x0e\x08\r\x0b",
]
"""The title, the clipboard, the colours, the cursor, the modes; C1; DCS and a reset; controls."""

MARKUP = """
format = 1
[[routine]]
id = "markup"
name = "[red]Markup[/red] [/x] [@click=app.quit]q[/]"
about = "[link='http://x']y[/link] {{0}} %s ${HOME}"
tags = ["[b]", "\\\\x1b]0;stolen"]
get_ready = 1
[[routine.step]]
name = "[@click=app.quit]Nod[/] \\\\e[31m"
instructions = ["[reverse]Nod.[/] ^[[31m \\\\033]0;stolen\\\\a"]
hold = 20
sides = "both"
"""
"""Nothing in it is a control character, so it can be played."""

OURS = re.compile(
    rb"\x1b\[[0-9;]*[ABCDHJKX]"
    rb"|\x1b\[(?:(?:0|[1247]|2[247]|[34]8;(?:5;\d+|2(?:;\d+){3}))(?:;(?!m)|(?=m)))*m"
    rb"|\x1b\[\?(?:7|25|1000|1004|1006|1049|2004)[hl]"
    rb"|\x1b\[(?:>25u|<u|2[23];2t|6n)"
    rb"|\x1b\(B\x0f\x1b\[4l\x1b\[20l\x1b\[\?6l\x1b\[r"
    rb"|\x1b\]2;[^\x00-\x1f\x7f]*\x1b\\"
)
"""All that the program sends in the theme "calm" once it has the terminal."""


@pytest.fixture
def hostile(home: Path) -> Path:
    """A home full of escape sequences, in every place where a text can be."""
    folder = home / "config" / "routines"
    folder.mkdir(parents=True)
    (folder / "markup [31m.toml").write_text(MARKUP)
    texts = [path for path in _leaves(WHOLE) if isinstance(_at(path), str)]
    for path, escape in zip(texts, cycle(ESCAPES), strict=False):
        document = _spoilt(path, escape)
        (folder / f"{path[-1]}-{path[0]}.toml").write_text(tomli_w.dumps(document))
    for number, escape in enumerate(ESCAPES):
        (folder / f"key{number}.toml").write_text(tomli_w.dumps({"format": 1, escape: escape}))
        (folder / f"raw{number}.toml").write_text(
            f'format = 1\nx = "{escape}" # {escape}\n{escape}'
        )
        (folder / f"name {escape.replace('/', '')}.toml").write_text("format = 2\n")
    with open(os.fsencode(folder) + b"/\xff\x9b31m\x1b]0;stolen\x07.toml", "wb") as file:
        file.write(b"\xff\x1b]0;stolen\x07 = \x9b31m")
    settings = {"keys": {ESCAPES[0]: "y"}, "cues": {"sink": ESCAPES[2]}}
    (home / "config" / "settings.toml").write_text(tomli_w.dumps(settings))
    return home


def _at(path: tuple[Any, ...]) -> Any:
    place: Any = WHOLE
    for key in path:
        place = place[key]
    return place


def test_nothing_in_a_file_reaches_the_terminal_but_text(hostile: Path) -> None:
    files = len(list((hostile / "config" / "routines").iterdir()))
    with Terminal([*COPIED, "--cues", "off"], hostile, (120, 40)) as terminal:
        terminal.wait_for_text(f"{files - 1} files have errors")
        terminal.wait_for_text("[red]Markup[/red] [/x] [@click=app.")
        terminal.press("\x1b[F")
        terminal.wait_for_text("These parts can't be read")
        for _ in range(files - 2):
            terminal.press("k")
            terminal.read(0.02)
        terminal.press("/markup")
        terminal.wait_for_text("▸ [red]Markup")
        terminal.wait_for_text("enter show results")
        terminal.press("\r")
        terminal.wait_for_text("space start")
        terminal.press("\r")
        terminal.wait_for_text("HOLD")
        terminal.wait_for_text("LEFT")
        terminal.press("nn")
        terminal.wait_for_text("RIGHT")
        terminal.press("f")
        terminal.wait_for_text("█▀▀▀▀")
        terminal.press("\x10")
        terminal.wait_for_text("Search all commands")
        terminal.press("stolen")
        terminal.wait_for_text("No matches")
        terminal.press("\x03")
        assert terminal.wait_for_exit() == 0
        output = bytes(terminal.output)
    shown = output[output.index(b"\x1b[?1049h") :]
    assert set(re.findall(rb"\x1b\](?!2;)[^\x07\x1b]*", shown)) == set()
    titles = re.findall(rb"\x1b\]2;([^\x1b]*)", shown)
    assert titles
    assert {title for title in titles if b"stolen" in title} == set()
    rest = OURS.sub(b"", shown).decode()
    assert "\x1b" not in rest, re.findall("\x1b.{20}", rest)
    assert {each for each in rest if not each.isprintable()} <= {"\b", "\r"}
