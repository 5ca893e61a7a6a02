"""The writer: leaving, within a bounded time and with the terminal as it was."""

from __future__ import annotations

import os
import select
import threading
from collections.abc import Iterator

import pytest

from stretchtui.terminal.writer import TerminalWriter
from tests.terminal.far_end import BELL, PATIENCE_S, FarEnd, reachable


@pytest.fixture
def far_end() -> Iterator[FarEnd]:
    """A terminal that is not asked for signs of life."""
    with reachable() as end:
        yield end


def test_close_sends_what_is_left(far_end: FarEnd) -> None:
    far_end.writer.feed("\x1b[1;1Hlast words")
    far_end.writer.close()
    assert not far_end.writer.is_alive()
    assert far_end.read_until(lambda data: data.endswith(b"s")) == b"\x1b[Hlast words"


def test_leaving_a_stalled_link_throws_the_old_screen_away_and_sends_the_last_words(
    far_end: FarEnd, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("stretchtui.terminal.writer.LEAVING_S", 0.1)
    far_end.stall()
    far_end.show("Z")
    far_end.writer.feed("\x1b[?1049l\x1b[?25h")
    closing = threading.Thread(target=far_end.writer.close, daemon=True)
    closing.start()
    closing.join(PATIENCE_S)
    assert not closing.is_alive()
    # Within LEAVING_S, if the machine is not busy elsewhere.
    far_end.writer.join(PATIENCE_S)
    assert not far_end.writer.is_alive()
    data = far_end.read_until(lambda data: data.endswith(b"h"))
    assert data.endswith(b"\x18\x1b[m\x1b[?1049l\x1b[?25h"), data[-60:]
    assert b"Z" not in data


def test_writer_that_never_began_can_be_closed() -> None:
    TerminalWriter(-1).close()


def test_terminal_that_is_gone_ends_the_writer_and_nothing_raises(far_end: FarEnd) -> None:
    far_end.stall()
    os.close(far_end.master)
    far_end.writer.join(PATIENCE_S)
    assert not far_end.writer.is_alive()
    far_end.show("c")
    far_end.writer.sound(BELL)
    far_end.writer.close()


def test_drained_is_what_has_been_sent(far_end: FarEnd) -> None:
    far_end.writer.feed("\x1b[1;1Ha")
    assert far_end.writer.drain()
    assert os.read(far_end.master, 100) == b"\x1b[Ha"


def test_who_drains_goes_on_as_soon_as_all_has_been_sent(
    far_end: FarEnd, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("stretchtui.terminal.writer.LEAVING_S", 2 * PATIENCE_S)
    far_end.writer.feed("\x1b[1;1Ha")
    draining = threading.Thread(target=far_end.writer.drain, daemon=True)
    draining.start()
    draining.join(PATIENCE_S)
    assert not draining.is_alive()


def test_a_stalled_link_is_not_drained(far_end: FarEnd, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stretchtui.terminal.writer.LEAVING_S", 0.05)
    far_end.stall()
    assert not far_end.writer.drain()


def test_the_terminal_that_was_opened_again_is_closed(far_end: FarEnd) -> None:
    number = far_end.writer._descriptor
    assert number != far_end.slave
    far_end.writer.close()
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(number)
    far_end.writer.close()  # once more is no harm


def test_a_writer_that_has_ended_is_not_waited_for(far_end: FarEnd) -> None:
    far_end.writer.close()
    far_end.writer.send()
    assert far_end.writer.drain()


def test_nothing_sounds_after_the_end(far_end: FarEnd) -> None:
    number = far_end.writer._descriptor
    reader, writer = os.pipe()
    far_end.writer.close()
    try:
        os.dup2(writer, number)  # the number of its descriptor is another's by now
        far_end.writer.sound(BELL)
        assert not select.select((reader, far_end.master), (), (), 0)[0]
        os.close(number)
    finally:
        os.close(reader)
        os.close(writer)


def test_thread_that_fails_is_known_to_send_no_more(
    far_end: FarEnd, monkeypatch: pytest.MonkeyPatch
) -> None:
    failures: list[threading.ExceptHookArgs] = []
    monkeypatch.setattr(threading, "excepthook", failures.append)

    def fail(data: bytes) -> None:
        raise ValueError("broken")

    monkeypatch.setattr(far_end.writer, "_write", fail)
    assert not far_end.writer.failed
    far_end.show("c")
    far_end.writer.join(PATIENCE_S)
    assert far_end.writer.failed
    assert [str(each.exc_value) for each in failures] == ["broken"]
    far_end.writer.close()
