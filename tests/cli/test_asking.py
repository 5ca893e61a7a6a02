"""The terminal is asked what it is, where there is one and it is ours."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from stretchtui.cli.asking import ask_terminal
from stretchtui.terminal import probe
from tests.terminal.answering import DA1, PATIENCE_S, SET, XTERM, Terminal


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[Terminal]:
    """A terminal that is waited for, however busy the machine is."""
    monkeypatch.setattr(probe, "LIMIT_S", PATIENCE_S)
    monkeypatch.setenv("TERM", "xterm-256color")
    for name in ("TMUX", "STY"):
        monkeypatch.delenv(name, raising=False)
    terminal = Terminal()
    yield terminal
    terminal.close()


@pytest.fixture
def pipe() -> Iterator[int]:
    """No terminal."""
    reader, writer = os.pipe()
    yield writer
    os.close(reader)
    os.close(writer)


def test_what_it_answers_is_known(terminal: Terminal, pipe: int) -> None:
    with terminal.answers((b"\x1b[c", XTERM + SET + DA1)):
        found = ask_terminal(terminal.slave, (pipe, terminal.slave))
    assert found is not None
    assert (found.version, found.mode_set) == ("XTerm(370)", True)


def test_what_is_no_terminal_is_not_asked(terminal: Terminal, pipe: int) -> None:
    assert ask_terminal(pipe, (terminal.slave,)) is None
    assert ask_terminal(terminal.slave, (pipe,)) is None


def test_a_terminal_that_is_somebody_elses_is_not_asked(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "tcgetpgrp", lambda descriptor: os.getpgrp() + 1)
    assert ask_terminal(terminal.slave, (terminal.slave,)) is None
