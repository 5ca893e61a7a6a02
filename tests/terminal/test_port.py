"""A way out that is never waited for."""

from __future__ import annotations

import contextlib
import os
import tty
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from stretchtui.terminal.port import Lost, Port

MUCH = b"x" * 1_000_000


@dataclass
class Pipe:
    """A pipe, and a port that writes to it."""

    reader: int
    writer: int
    port: Port

    def read(self) -> bytes:
        """All that has come."""
        data = b""
        os.set_blocking(self.reader, False)
        with contextlib.suppress(BlockingIOError):
            while more := os.read(self.reader, 1 << 16):
                data += more
        return data


@pytest.fixture
def pipe() -> Iterator[Pipe]:
    """A pipe with an open port."""
    reader, writer = os.pipe()
    made = Pipe(reader, writer, Port(writer))
    made.port.open()
    yield made
    for each in (reader, writer):
        with contextlib.suppress(OSError):
            os.close(each)


def test_what_is_sent_arrives_in_order_however_slowly_it_is_taken(pipe: Pipe) -> None:
    wanted = b"".join(b"%06d\n" % number for number in range(50_000))
    pipe.port.send(wanted[:200_000])
    assert pipe.port.busy
    pipe.port.send(wanted[200_000:])
    taken = b""
    while pipe.port.busy:
        taken += pipe.read()
        pipe.port.flush()
    taken += pipe.read()
    assert taken == wanted


def test_what_is_offered_is_written_now_or_not_at_all(pipe: Pipe) -> None:
    pipe.port.offer(b"bell")
    assert not pipe.port.busy
    assert pipe.read() == b"bell"
    pipe.port.send(MUCH)
    pipe.port.offer(b"bell")
    taken = b""
    while pipe.port.busy:
        taken += pipe.read()
        pipe.port.flush()
    assert taken + pipe.read() == MUCH


def test_what_is_offered_to_a_full_pipe_is_dropped(pipe: Pipe) -> None:
    with contextlib.suppress(BlockingIOError):
        while True:
            os.write(pipe.writer, b"." * 4096)
    pipe.port.offer(b"bell")
    assert not pipe.port.busy
    assert b"bell" not in pipe.read()


def test_an_offer_that_is_taken_in_part_is_finished(pipe: Pipe) -> None:
    pipe.port.offer(MUCH)
    assert pipe.port.busy
    taken = b""
    while pipe.port.busy:
        taken += pipe.read()
        pipe.port.flush()
    assert taken + pipe.read() == MUCH


def test_what_nobody_takes_any_more_is_said_at_the_next_send(pipe: Pipe) -> None:
    os.close(pipe.reader)
    pipe.port.offer(b"bell")
    with pytest.raises(Lost, match="Broken pipe") as lost:
        pipe.port.send(b"a line")
    assert isinstance(lost.value.error, BrokenPipeError)
    assert not pipe.port.busy, "it is not tried again"


def test_a_descriptor_that_is_closed_is_lost() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    os.close(writer)
    port = Port(writer)
    with pytest.raises(Lost, match="Bad file descriptor"):
        port.open()
    port.close()


def test_a_pipe_is_given_back_as_it_was(pipe: Pipe) -> None:
    for _ in range(2):  # a stop, and going on
        pipe.port.open()
        pipe.port.open()
        assert not os.get_blocking(pipe.writer)
        pipe.port.close()
        assert os.get_blocking(pipe.writer)
    os.set_blocking(pipe.writer, False)
    pipe.port.open()
    pipe.port.close()
    assert not os.get_blocking(pipe.writer)


def test_what_was_not_taken_before_a_stop_is_sent_after_it(pipe: Pipe) -> None:
    pipe.port.send(MUCH)
    pipe.port.close()
    taken = pipe.read()
    pipe.port.open()
    pipe.port.flush()
    while pipe.port.busy:
        taken += pipe.read()
        pipe.port.flush()
    assert taken + pipe.read() == MUCH


@pytest.mark.parametrize("nameless", [False, True])
def test_a_terminal_is_never_waited_for_and_stays_as_it_is_for_others(
    monkeypatch: pytest.MonkeyPatch, nameless: bool
) -> None:
    def no_name(descriptor: int) -> str:
        raise OSError

    if nameless:
        monkeypatch.setattr(os, "ttyname", no_name)
    master, slave = os.openpty()
    tty.setraw(slave)
    try:
        port = Port(slave)
        for _ in range(2):  # a stop, and going on
            port.open()
            port.open()
            # Only where it cannot be opened again is the shell's own descriptor touched.
            assert os.get_blocking(slave) is not nameless
            port.send(MUCH)
            assert port.busy
            port.close()
            assert os.get_blocking(slave)
    finally:
        os.close(master)
        os.close(slave)
