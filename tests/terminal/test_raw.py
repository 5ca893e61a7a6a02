"""A terminal that is lent, and given back as it was."""

from __future__ import annotations

import fcntl
import os
import struct
import termios
from collections.abc import Iterator
from threading import Thread

import pytest

from stretchtui.terminal.raw import LEAVE, RawTerminal

PATIENCE_S = 20.0


class Ends:
    """A pty, and a terminal that is lent at its program's end."""

    def __init__(self) -> None:
        self.master, self.slave = os.openpty()
        self.terminal = RawTerminal(self.slave, self.slave)

    @property
    def settings(self) -> list[object]:
        """The terminal's settings."""
        return termios.tcgetattr(self.slave)

    def shown(self, count: int) -> bytes:
        """As many bytes as should have come."""
        data = b""
        while len(data) < count:
            data += os.read(self.master, count - len(data))
        return data


@pytest.fixture
def ends() -> Iterator[Ends]:
    """A pty."""
    made = Ends()
    yield made
    os.close(made.master)
    os.close(made.slave)


def test_keys_and_bytes_pass_as_they_are_and_afterwards_no_more(ends: Ends) -> None:
    before = ends.settings
    ends.terminal.take()
    assert ends.settings != before
    os.write(ends.master, b"\x03\x1a\r")
    assert os.read(ends.slave, 10) == b"\x03\x1a\r"
    ends.terminal.show(b"a\nb")
    assert ends.shown(3) == b"a\nb"
    ends.terminal.give_back()
    assert ends.settings == before == ends.terminal.before


def test_it_can_be_taken_again(ends: Ends) -> None:
    ends.terminal.take()
    raw = ends.settings
    termios.tcsetattr(ends.slave, termios.TCSANOW, ends.terminal.before)
    ends.terminal.take()
    assert ends.settings == raw


@pytest.mark.parametrize("cut", range(9))
def test_a_full_screen_program_that_is_cut_off_is_undone(ends: Ends, cut: int) -> None:
    sequence = b"\x1b[?1049h"
    ends.terminal.take()
    for piece in (b"x" + sequence[:cut], sequence[cut:] + b"full"):
        ends.terminal.show(piece)
    ends.terminal.give_back()
    data = ends.shown(len(b"x" + sequence + b"full" + LEAVE))
    assert data.endswith(b"full" + LEAVE)


@pytest.mark.parametrize("cut", range(9))
def test_one_that_has_left_is_not(ends: Ends, cut: int) -> None:
    sequence = b"\x1b[?1049l"
    ends.terminal.take()
    ends.terminal.show(b"\x1b[?1049hfull")
    for piece in (sequence[:cut], sequence[cut:] + b"$ "):
        ends.terminal.show(piece)
    ends.terminal.give_back()
    os.write(ends.slave, b"\0")
    assert ends.shown(len(b"\x1b[?1049hfull\x1b[?1049l$ \0")).endswith(b"l$ \0")


def test_all_is_shown_though_somebody_has_set_it_not_to_block(ends: Ends) -> None:
    ends.terminal.take()
    os.set_blocking(ends.slave, False)
    data = os.urandom(300_000)
    thread = Thread(target=ends.terminal.show, args=(data,), daemon=True)
    thread.start()
    assert ends.shown(len(data)) == data
    thread.join(PATIENCE_S)
    assert not thread.is_alive()


def test_another_terminal_gets_the_size(ends: Ends) -> None:
    other = os.openpty()
    fcntl.ioctl(ends.master, termios.TIOCSWINSZ, struct.pack("4H", 31, 101, 0, 0))
    ends.terminal.give_size(other[0])
    assert os.get_terminal_size(other[1]) == (101, 31)
    for each in other:
        os.close(each)
    ends.terminal.give_size(other[0])  # one that is gone is nobody's concern


def test_a_terminal_that_is_gone_is_given_back_without_a_word() -> None:
    master, slave = os.openpty()
    terminal = RawTerminal(slave, slave)
    terminal.take()
    terminal.show(b"\x1b[?1049h")
    os.close(master)
    with pytest.raises(OSError, match="Input/output error"):
        terminal.show(b"x")
    terminal.give_back()
    os.close(slave)


def test_what_is_no_terminal_cannot_be_lent() -> None:
    reader, writer = os.pipe()
    with pytest.raises(termios.error):
        RawTerminal(reader, writer)
    os.close(reader)
    os.close(writer)
