"""The terminal's size: the kernel's, whatever the environment says."""

from __future__ import annotations

import os
import termios
from collections.abc import Iterator

import pytest

from stretchtui.terminal.size import LARGEST, columns, settle_size

ABSURD = ["0", "-5", "1000000000", "x", "1000000", "", "²", "9" * 5000, str(LARGEST + 1), " 80"]


@pytest.fixture
def line() -> Iterator[int]:
    """A terminal of 90 columns and 30 lines."""
    master, slave = os.openpty()
    termios.tcsetwinsize(slave, (30, 90))
    yield slave
    os.close(master)
    os.close(slave)


@pytest.fixture
def pipe() -> Iterator[int]:
    """What is no terminal."""
    reader, writer = os.pipe()
    yield writer
    os.close(reader)
    os.close(writer)


@pytest.mark.parametrize("said", ["100", *ABSURD])
def test_a_terminal_knows_its_size_better_than_the_environment(line: int, said: str) -> None:
    environment = {"COLUMNS": said, "LINES": said, "TERM": "xterm"}
    settle_size(environment, line)
    assert environment == {"TERM": "xterm"}


@pytest.mark.parametrize("said", ABSURD)
def test_without_a_terminal_what_makes_no_sense_is_not_heeded(pipe: int, said: str) -> None:
    environment = {"COLUMNS": said, "LINES": said}
    settle_size(environment, pipe)
    assert environment == {}


@pytest.mark.parametrize("said", ["1", "100", str(LARGEST)])
def test_without_a_terminal_a_size_that_makes_sense_is_heeded(pipe: int, said: str) -> None:
    environment = {"COLUMNS": said}
    settle_size(environment, pipe)
    assert environment == {"COLUMNS": said}


def test_what_the_kernel_does_not_know_the_environment_may_say(line: int) -> None:
    termios.tcsetwinsize(line, (30, 0))
    environment = {"COLUMNS": "100", "LINES": "50"}
    settle_size(environment, line)
    assert environment == {"COLUMNS": "100"}


def test_lines_are_as_wide_as_the_terminal(line: int, pipe: int) -> None:
    assert columns({}, line) == 90
    assert columns({"COLUMNS": "100"}, pipe) == 100
    assert columns({}, pipe) == 80
