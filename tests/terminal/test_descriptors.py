"""A terminal opened once more, and whether it takes a byte."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator

import pytest

from stretchtui.terminal.descriptors import opened_again, takes_more


@pytest.fixture
def pty() -> Iterator[tuple[int, int]]:
    """The terminal's end, and the program's."""
    ends = os.openpty()
    yield ends
    for each in ends:
        os.close(each)


def test_the_same_terminal_is_opened_again_and_does_not_block(pty: tuple[int, int]) -> None:
    master, slave = pty
    again = opened_again(slave)
    assert again is not None
    try:
        assert os.ttyname(again) == os.ttyname(slave)
        assert not os.get_blocking(again)
        assert os.get_blocking(slave), "the shell has that one, too"
        os.write(again, b"x")
        assert os.read(master, 10) == b"x"
        with pytest.raises(OSError, match="Bad file descriptor"):
            os.read(again, 1)
    finally:
        os.close(again)


def test_what_is_no_terminal_is_not_opened() -> None:
    reader, writer = os.pipe()
    assert opened_again(writer) is None
    os.close(writer)
    assert opened_again(writer) is None, "nor what is closed"
    os.close(reader)


def test_a_name_that_is_another_terminals_is_not_trusted(
    pty: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    others = os.openpty()
    name = os.ttyname(others[1])
    monkeypatch.setattr(os, "ttyname", lambda descriptor: name)
    free = os.dup(0)
    os.close(free)
    assert opened_again(pty[1]) is None
    again = os.dup(0)
    assert again == free, "it is closed again"
    for each in (again, *others):
        os.close(each)


def test_a_full_pipe_takes_no_more_until_it_is_read() -> None:
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    assert takes_more(writer)
    with contextlib.suppress(BlockingIOError):
        while True:
            os.write(writer, b"x" * 4096)
    assert not takes_more(writer)
    os.read(reader, 1 << 16)
    assert takes_more(writer)
    os.close(reader)
    os.close(writer)
