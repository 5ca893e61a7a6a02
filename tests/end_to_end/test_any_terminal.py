"""Terminals of all kinds and sizes: what is sent to them, and how they are left."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

import pytest

from stretchtui.words.session import KIND_WORDS
from tests.end_to_end.bells import due as due_bells
from tests.end_to_end.terminal import COPIED, PROGRAM, Terminal, run

ALTERNATE_ON, ALTERNATE_OFF = b"\x1b[?1049h", b"\x1b[?1049l"
CONTROL = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[ -/]*[^\[\] -/])")
PEN = re.compile(rb"\x1b\[([\d;]*)m")
MOUSE = re.compile(rb"\x1b\[\?(9|100[0-35-7]|101[56])([hl])")
"""Every mode in which a terminal tells of the mouse."""

BUTTONS = {b"1000", b"1006"}
"""Clicks and the wheel are all that is asked for: not every move, which costs bytes upstream."""

AFRESH = rb"\x1b\(B|\x1b\[(?:4l|20l|\?6l|r)"
"""What sets the modes that a screen is drawn in."""

CONSOLE = re.compile(AFRESH + rb"|\x1b\[(?:\?(?:7|25|1049)[hl]|[0-9;]*[A-DHJKXm]|6n)")
"""What the Linux console knows; old ones print a part of much else."""
VT100 = re.compile(AFRESH + rb"|\x1b\[(?:\?(?:7|25|1049)[hl]|[0-9;]*[A-DHJKm]|6n)")
CSI = re.compile(rb"\x1b\[[0-?]*[ -/]*[@-~]")
EMACS = re.compile(rb"\x1b\[(?:\?(?:6|7|25|1049)[hl]|(?:4|20)l|r|[0-9;]*[A-DHJKm]|6n)")
"""What stands in terminfo's entry and in term.el, or is passed over by the latter."""


UNSENT = b"\x00\x09\x0a\x0b\x0c\x0e"


@dataclass(frozen=True)
class Case:
    """A terminal, and what may be sent to it."""

    size: tuple[int, int]
    environment: Mapping[str, str]
    colours: str
    """Which there may be: none, own (of the terminal), all."""
    controls: re.Pattern[bytes] = CONTROL
    characters: str = "utf-8"
    arguments: tuple[str, ...] = ()


CASES = {
    "xterm": Case((40, 15), {"TERM": "xterm", "COLORTERM": "", "LANG": "C"}, "own"),
    "xterm-256color": Case((200, 60), {"TERM": "xterm-256color"}, "all"),
    "screen": Case((80, 24), {"TERM": "screen", "COLORTERM": ""}, "own", arguments=("--no-mouse",)),
    "screen-256color": Case((120, 40), {"TERM": "screen-256color", "LANG": "C"}, "all"),
    "tmux-256color": Case((20, 5), {"TERM": "tmux-256color"}, "all"),
    "linux": Case((80, 24), {"TERM": "linux", "COLORTERM": ""}, "own", CONSOLE, "cp437"),
    "vt100": Case((80, 24), {"TERM": "vt100", "LANG": "C"}, "none", VT100),
    "eterm-color": Case(
        (80, 24), {"TERM": "eterm-color", "COLORTERM": "", "LANG": "C"}, "own", EMACS
    ),
    "unheard-of": Case((80, 24), {"TERM": "unheard-of", "COLORTERM": ""}, "own", CSI),
    "no-colour": Case((120, 40), {"NO_COLOR": "1"}, "none"),
}


@pytest.mark.parametrize("name", CASES)
def test_a_terminal_is_sent_what_it_knows_and_left_as_it_was(home: Path, name: str) -> None:
    case = CASES[name]
    plain = case.environment.get("LANG") == "C"
    # In which language, the interpreter reads at its start.
    program = PROGRAM if "LANG" in case.environment else COPIED
    command = [*program, "--cues", "off", *case.arguments]
    with Terminal(command, home, case.size, case.environment) as terminal:
        mark = ">" if plain or name == "linux" else "▸"
        terminal.wait_for_text(f"{mark} Five for")
        terminal.press("jj")
        terminal.wait_for_text(f"{mark} Morning")
        terminal.press("\r")
        kinds = [words.upper() for words in KIND_WORDS.values()]
        terminal.wait_for(lambda: any(kind in terminal.text for kind in kinds), "a phase")
        running = terminal.text
        terminal.wait_for(lambda: terminal.text != running, "the next second")
        terminal.press("f")
        terminal.wait_for(lambda: "Morning" not in terminal.text, "the floor view")
        terminal.press("?")
        terminal.wait_for_text("esc close")
        terminal.press("\x1b")
        terminal.wait_for(lambda: "esc close" not in terminal.text, "the help gone")
        if name == "no-colour":
            terminal.press("\x10")
            terminal.wait_for_text("Search all commands")
            terminal.press("\x1b")
            terminal.wait_for(lambda: "Search all commands" not in terminal.text, "it gone")
        terminal.press("qq")
        assert terminal.wait_for_exit() == 0
        assert terminal.settings == terminal.settings_before
        output = bytes(terminal.output)

    assert output.count(ALTERNATE_ON) == output.count(ALTERNATE_OFF) == 1
    shown = output[output.index(ALTERNATE_ON) :]
    assert not set(shown) & set(UNSENT), "neither LF nor VT, which do more than they seem to"
    unknown = {each for each in CONTROL.findall(shown) if not case.controls.fullmatch(each)}
    assert unknown == set()
    assert _colours(output) <= {"none": set(), "own": {"own"}, "all": {"own", "all"}}[case.colours]
    assert case.colours == "none" or _colours(output), "what there may be there is"
    assert not plain or output.isascii()
    assert CONTROL.sub(b"", output).decode().encode(case.characters)
    modes = dict(MOUSE.findall(output))
    knows_mouse = not case.arguments and case.controls in (CONTROL, CSI)
    assert modes.keys() == (BUTTONS if knows_mouse else set())
    assert set(modes.values()) <= {b"l"}, "each is switched off in the end"


def _colours(output: bytes) -> set[str]:
    """What kinds of colours are asked for."""
    found = set()
    for pen in PEN.findall(output):
        parameters = iter(pen.decode().split(";"))
        for parameter in parameters:
            if parameter in ("38", "48"):
                found.add("all")
                for _ in range(3 if next(parameters) == "2" else 1):
                    next(parameters)
            elif re.fullmatch(r"3\d|4\d|9[0-7]|10[0-7]", parameter):
                found.add("own")
    return found


def _cells(terminal: Terminal) -> list[list[tuple[object, ...]]]:
    """What is seen: of a space the background."""
    screen = terminal.screen
    rows = ([screen.buffer[y][x] for x in range(screen.columns)] for y in range(screen.lines))
    return [
        [tuple(cell) if cell.data.strip() or cell.reverse else (cell.bg,) for cell in row]
        for row in rows
    ]


RESIZED = [(40, 15), (200, 60), (20, 5)]
EVERY_S = 0.05
SPEED = 4
LATE_S = 0.3
"""While all is drawn anew twenty times a second, the largest screen too, a bell may wait."""

SHORT = """
format = 1
[[routine]]
id = "short"
name = "Short"
get_ready = 3
[[routine.step]]
name = "Nod"
instructions = ["Nod."]
reps = 8
tempo = 2
"""


@pytest.mark.timed
def test_resized_twenty_times_a_second_a_session_goes_on_unharmed(home: Path) -> None:
    folder = home / "config" / "routines"
    folder.mkdir(parents=True)
    (folder / "short.toml").write_text(SHORT)
    plan = json.loads(run("show", "short", "--json", home=home).stdout)
    due = [at / SPEED for at in due_bells(plan)]
    with Terminal([*PROGRAM, "--speed", str(SPEED), "--cues", "terminal"], home) as terminal:
        terminal.wait_for_text("▸ Short")
        while terminal.read(0.3):
            pass
        fresh = _cells(terminal)
    cells, bells, over = _resized(home)
    assert cells == fresh, "without a ctrl+l"
    assert len(bells) == len(due)
    late = [bell - moment for bell, moment in zip(bells, due, strict=True)]
    after = [at for bell, at in zip(bells, late, strict=True) if bell > over]
    assert max(late) - min(late) < LATE_S, late
    assert max(after) - min(late) < LATE_S / 3, late


def _resized(home: Path) -> tuple[list[list[tuple[object, ...]]], list[float], float]:
    """A session in a terminal that is resized: the screen after it, the bells, when it was over."""
    with Terminal([*PROGRAM, "--speed", str(SPEED), "--cues", "terminal"], home) as terminal:
        terminal.wait_for_text("▸ Short")
        terminal.press("\r")
        terminal.wait_for_text("GET READY")
        for size in islice(cycle(RESIZED), round(2 / EVERY_S)):
            terminal.resize(*size)
            until = time.monotonic() + EVERY_S
            while (left := until - time.monotonic()) > 0:
                terminal.read(left)
        terminal.resize(80, 24)
        over = time.monotonic() + LATE_S
        terminal.wait_for_text("All done.")
        terminal.press(" ")
        terminal.wait_for_text("1 hold")
        while terminal.read(0.3):
            pass
        return _cells(terminal), terminal.bells(), over
