"""Hang-ups at any moment of a session, and of making a routine: nothing is lost."""

from __future__ import annotations

import random
import re
import signal
import time
from pathlib import Path

import pytest

from stretchtui.store import paths
from stretchtui.store.drafts import look
from stretchtui.store.routines import read_document
from tests.amounts import amount
from tests.end_to_end.cut_off import (
    cut_off,
    end,
    number_shown,
    step_offered,
    wait_until_gone,
    write_steps,
)
from tests.end_to_end.terminal import COPIED, Terminal

HANG_UPS = amount(38, usual=8)
"""At some moment of a session, each output and each way to end it in turn; and …"""

BUILDER_HANG_UPS = amount(12, usual=4)
"""… in the builder, and in the middle of a save."""

OUTPUTS = ("terminal", "off", "speakers")

SPEED = 2
"""Of the sessions that are hung up on: a faster one is not kept."""


def hang_up_somewhere(folder: Path, number: int) -> tuple[range, int | None]:
    """Hang up at some moment of a session.

    Args:
        folder: The home.
        number: Decides how, and when.

    Returns:
        The steps that it may have stood in, and the one that is offered again.
    """
    chance = random.Random(number)
    command = [*COPIED, "play", "steps", "--cues", OUTPUTS[number % len(OUTPUTS)]]
    with Terminal([*command, "--speed", str(SPEED)], folder, answers=True) as terminal:
        terminal.wait_for(lambda: number_shown(terminal) > 0, "a step")
        until = time.monotonic() + chance.uniform(0, 1.2)
        terminal.wait_for(lambda: time.monotonic() >= until, "the moment")
        program = terminal.process
        ways = [
            terminal.hang_up,
            lambda: program.send_signal(signal.SIGHUP),
            lambda: program.send_signal(signal.SIGTERM),
            lambda: program.send_signal(signal.SIGINT),
            lambda: program.send_signal(signal.SIGKILL),
        ]
        stood = cut_off(terminal, ways[number % len(ways)], SPEED)
    # What it was started with is gone, and its locks with it: whatever is left is there at once.
    wait_until_gone(folder)
    return stood, step_offered(folder)


def steps_shown(terminal: Terminal) -> int:
    """How many steps the builder shows."""
    found = re.search(r"(\d+) steps?\b", terminal.text)
    return int(found[1]) if found else 0


def steps_kept(folders: paths.Folders) -> int:
    """How many steps are left of what was made: in the person's files, or in a draft."""
    documents = [read_document(path) for path in folders.routines.glob("*.toml")]
    assert [fault for document in documents for fault in document.faults] == []
    routines = [routine for document in documents for routine in document.routines]
    routines += [draft.routine for draft in look(folders).drafts]
    return max((len(routine.steps) for routine in routines), default=0)


def hang_up_in_the_builder(folder: Path, number: int) -> tuple[int, int]:
    """Hang up at some moment of making a routine and saving it again and again.

    Args:
        folder: The home.
        number: Decides how, and when.

    Returns:
        The steps it showed, and those that are left.
    """
    chance = random.Random(number)
    save = "\x13"
    many = chance.randint(1, 8)
    with Terminal([*COPIED, "new", "--cues", "off"], folder, answers=True) as terminal:
        terminal.wait_for_text("Name of the routine")
        terminal.press("Mine\r")

        def made() -> bool:
            terminal.press(chance.choice(["kn", "br", "ch"]) + "\r" + chance.choice(["", save]))
            terminal.read(0.03)
            return steps_shown(terminal) >= many

        terminal.wait_for(made, f"{many} steps")
        shown = steps_shown(terminal)
        program = terminal.process
        ways = [
            terminal.hang_up,
            lambda: program.send_signal(signal.SIGHUP),
            lambda: program.send_signal(signal.SIGTERM),
            lambda: program.send_signal(signal.SIGKILL),
        ]
        end(terminal, ways[number % len(ways)])
    wait_until_gone(folder)
    return shown, steps_kept(paths.folders(str(folder)))


@pytest.mark.parametrize("number", range(BUILDER_HANG_UPS))
def test_a_hang_up_in_the_builder_loses_nothing(home: Path, number: int) -> None:
    shown, kept = hang_up_in_the_builder(home, number)
    assert kept >= shown


@pytest.mark.parametrize("number", range(HANG_UPS))
def test_after_a_hang_up_there_is_a_session_to_go_on_with(home: Path, number: int) -> None:
    write_steps(home, 1)
    stood, offered = hang_up_somewhere(home, number)
    # Before the first hold is over there is nothing to go on with yet.
    assert offered in stood or (offered is None and 1 in stood)
