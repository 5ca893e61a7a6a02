"""A picture that is shown before there is anything else, and taken back if nothing comes of it."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import termios
from collections.abc import Iterator
from threading import Thread
from typing import NoReturn

import pytest

from stretchtui.terminal import first_paint
from stretchtui.terminal.first_paint import FirstPaint
from stretchtui.terminal.modes import CANCEL, MAIN
from stretchtui.terminal.picture import ScreenPicture
from tests.terminal.answering import PATIENCE_S, Terminal

PICTURE = ScreenPicture.of([[("a", "31"), ("b", "")]], 2, erases=True)
SIGNALS = (*first_paint.ENDING, signal.SIGTSTP, signal.SIGWINCH)


class Ended(Exception):
    """The process would have ended."""


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[Terminal]:
    """A terminal in which this process is in the foreground; afterwards no signal is handled."""
    made = Terminal()
    # It cannot be made the tests' own terminal.
    monkeypatch.setattr(os, "tcgetpgrp", lambda descriptor: os.getpgrp())
    before = {number: signal.getsignal(number) for number in SIGNALS}
    for number in SIGNALS:
        signal.signal(number, signal.SIG_DFL)
    yield made
    assert all(signal.getsignal(number) == signal.SIG_DFL for number in SIGNALS)
    for number, handler in before.items():
        signal.signal(number, handler)
    made.close()


def paint_on(terminal: Terminal) -> FirstPaint:
    """One that is not shown yet."""
    return FirstPaint(terminal.slave, terminal.slave, PICTURE, whole=True)


def shown_on(terminal: Terminal) -> FirstPaint:
    """One that is shown."""
    paint = paint_on(terminal)
    assert paint.show()
    assert comes(terminal, PICTURE.drawn)
    return paint


def comes(terminal: Terminal, text: str) -> bool:
    """Whether this is all that comes next."""
    data = b""
    while len(data) < len(text.encode()):
        assert select.select([terminal.master], [], [], PATIENCE_S)[0], data
        data += os.read(terminal.master, 4096)
    return data == text.encode()


def test_it_is_shown_on_a_quiet_terminal_that_is_given_back(terminal: Terminal) -> None:
    before = termios.tcgetattr(terminal.slave)
    with shown_on(terminal) as paint:
        assert paint.before == before
        assert not termios.tcgetattr(terminal.slave)[3] & (termios.ECHO | termios.ICANON)
    assert comes(terminal, MAIN)
    assert termios.tcgetattr(terminal.slave) == before
    paint.give_back()
    assert not select.select([terminal.master], [], [], 0)[0], "once"


def test_what_is_typed_waits_for_whoever_takes_it_over(terminal: Terminal) -> None:
    paint = shown_on(terminal)
    os.write(terminal.master, b"j\x1b[B")
    assert paint.hand_over() == PICTURE
    assert select.select([terminal.slave], [], [], PATIENCE_S)[0]
    assert os.read(terminal.slave, 10) == b"j\x1b[B"
    paint.give_back()
    assert paint.hand_over() is None
    assert not select.select([terminal.master], [], [], 0)[0], "it is another's now"


def test_another_programs_terminal_is_left_alone(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "tcgetpgrp", lambda descriptor: os.getpgrp() + 1)
    before = termios.tcgetattr(terminal.slave)
    assert not paint_on(terminal).show()
    assert termios.tcgetattr(terminal.slave) == before
    assert not select.select([terminal.master], [], [], 0)[0]


def test_what_is_no_terminal_shows_nothing() -> None:
    reader, writer = os.pipe()
    assert not FirstPaint(reader, writer, PICTURE, whole=True).show()
    os.close(writer)
    assert os.read(reader, 10) == b""
    os.close(reader)


def fill(descriptor: int) -> None:
    """Write until nothing more is taken."""
    again = os.open(os.ttyname(descriptor), os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK)
    with contextlib.suppress(BlockingIOError):
        while True:
            os.write(again, b"x" * 4096)
    os.close(again)


def test_a_terminal_that_takes_nothing_shows_nothing(terminal: Terminal) -> None:
    fill(terminal.slave)
    while select.select([], [terminal.slave], [], 0.05)[1]:  # it moves on to the other end
        fill(terminal.slave)
    before = termios.tcgetattr(terminal.slave)
    assert not paint_on(terminal).show()
    assert termios.tcgetattr(terminal.slave) == before


def test_one_that_takes_only_some_of_it_is_set_as_it_was(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(first_paint, "LIMIT_S", 0.05)
    large = ScreenPicture.of([[("a", "")] * 1000] * 200, 1000, erases=True)
    before = termios.tcgetattr(terminal.slave)
    paint = FirstPaint(terminal.slave, terminal.slave, large, whole=True)
    assert not paint.show()
    assert termios.tcgetattr(terminal.slave) == before
    data = b""
    while select.select([terminal.master], [], [], 0.2)[0]:
        data += os.read(terminal.master, 65536)
    assert data.endswith((CANCEL + MAIN).encode())


def test_a_terminal_that_is_not_opened_again_is_used_as_it_is(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(first_paint, "opened_again", lambda descriptor: None)
    with shown_on(terminal):
        pass
    assert comes(terminal, MAIN)


@pytest.mark.parametrize("number", first_paint.ENDING)
def test_a_signal_that_ends_it_gives_the_terminal_back(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, number: signal.Signals
) -> None:
    before = termios.tcgetattr(terminal.slave)
    statuses: list[int] = []

    def end(status: int) -> NoReturn:
        statuses.append(status)
        raise Ended

    monkeypatch.setattr(os, "_exit", end)
    shown_on(terminal)
    with pytest.raises(Ended):
        signal.raise_signal(number)
    assert statuses == [128 + number]
    assert comes(terminal, MAIN)
    assert termios.tcgetattr(terminal.slave) == before


def test_a_stop_takes_the_picture_away(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    stopped: list[tuple[int, int]] = []
    monkeypatch.setattr(os, "kill", lambda *which: stopped.append(which))
    paint = shown_on(terminal)
    signal.raise_signal(signal.SIGTSTP)
    assert stopped == [(os.getpid(), signal.SIGTSTP)]
    assert comes(terminal, MAIN)
    assert paint.hand_over() is None


def test_a_resized_terminal_shows_nobody_knows_what(terminal: Terminal) -> None:
    paint = shown_on(terminal)
    signal.raise_signal(signal.SIGWINCH)
    assert paint.hand_over() is None
    assert comes(terminal, MAIN)
    assert not termios.tcgetattr(terminal.slave)[3] & termios.ECHO


def test_another_thread_can_give_the_terminal_back(terminal: Terminal) -> None:
    before = termios.tcgetattr(terminal.slave)
    paint = shown_on(terminal)
    thread = Thread(target=paint.give_back)
    thread.start()
    thread.join()
    assert comes(terminal, MAIN)
    assert termios.tcgetattr(terminal.slave) == before
    for number in SIGNALS:
        signal.signal(number, signal.SIG_DFL)


def test_signals_of_others_stay_theirs(terminal: Terminal) -> None:
    came: list[int] = []
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    with shown_on(terminal):
        assert signal.getsignal(signal.SIGHUP) == signal.SIG_IGN
        signal.signal(signal.SIGTERM, lambda number, frame: came.append(number))
    signal.raise_signal(signal.SIGTERM)
    assert came == [signal.SIGTERM]
    for number in (signal.SIGHUP, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)


def test_a_terminal_that_is_gone_is_given_back_to_nobody(terminal: Terminal) -> None:
    paint = shown_on(terminal)
    slave = os.dup(terminal.slave)
    os.close(terminal.master)
    terminal.master = os.dup(slave)
    paint.give_back()
    os.close(slave)
