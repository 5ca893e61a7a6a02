"""The writer: which frames and bells reach a terminal whose link stalls."""

from __future__ import annotations

import os
import select
import threading
import tty
from collections.abc import Iterator

import pytest

from stretchtui.terminal.capabilities import Capabilities
from stretchtui.terminal.writer import LATE_S, TerminalWriter
from tests.amounts import amount
from tests.terminal.far_end import BELL, HEIGHT, PATIENCE_S, WIDTH, FarEnd, reachable


@pytest.fixture
def far_end() -> Iterator[FarEnd]:
    """A terminal that is not asked for signs of life."""
    with reachable() as end:
        yield end


def test_what_is_fed_is_sent_when_asked_for_and_not_before(far_end: FarEnd) -> None:
    far_end.writer.feed("\x1b[1;1Ha")
    far_end.writer.feed("\x1b[1;2Hb")
    assert not select.select((far_end.master,), (), (), 0)[0]
    far_end.writer.send()
    assert far_end.read_until(lambda data: data.endswith(b"b")) == b"\x1b[Hab"


def test_something_can_be_done_with_the_buffer(far_end: FarEnd) -> None:
    far_end.writer.with_buffer(lambda buffer: buffer.feed("\x1b[1;1Ha"))
    far_end.writer.send()
    assert far_end.read_until(lambda data: data.endswith(b"a")) == b"\x1b[Ha"


def test_nothing_is_written_where_nothing_changed(far_end: FarEnd) -> None:
    far_end.writer.feed("\x1b[1;1Ha")
    far_end.writer.send()
    far_end.read_until(lambda data: data.endswith(b"a"))
    for _ in range(100):
        far_end.writer.feed("\x1b[1;1Ha")
        far_end.writer.send()
    assert far_end.rest() == b""


def test_reader_that_comes_back_gets_one_old_frame_and_the_newest_screen(far_end: FarEnd) -> None:
    far_end.stall()
    for number in range(amount(500)):
        far_end.show("cdefghij"[number % 8])
    far_end.show("Z")
    far_end.writer.feed(f"\x1b[{HEIGHT};{WIDTH}H!")
    far_end.writer.send()
    data = far_end.read_until(lambda data: data.endswith(b"!"))
    assert data.count(b"a") == WIDTH * HEIGHT, "the frame it stood in"
    assert not any(letter.encode() in data for letter in "cdefghij"), "a frame of the stall"
    assert data.count(b"Z") == WIDTH * HEIGHT - 1
    assert far_end.rest() == b""


def test_many_bells_of_a_stall_are_one(far_end: FarEnd) -> None:
    far_end.stall()
    for _ in range(50):
        far_end.writer.sound(BELL)
        far_end.show("c")
        far_end.show("Z")
    data = far_end.read_until(lambda data: data.count(b"Z") == WIDTH * HEIGHT)
    assert (data + far_end.rest()).count(BELL.encode()) == 1


def test_bell_comes_before_the_frame_that_was_drawn_with_it(far_end: FarEnd) -> None:
    far_end.stall()
    far_end.show("Z")
    far_end.writer.sound(BELL)
    data = far_end.read_until(lambda data: data.count(b"Z") == WIDTH * HEIGHT)
    assert data.index(BELL.encode()) < data.index(b"Z")


def test_bell_that_is_late_is_not_rung(far_end: FarEnd) -> None:
    far_end.stall()
    far_end.writer.sound(BELL)
    far_end.now += LATE_S + 0.01
    far_end.show("Z")
    data = far_end.read_until(lambda data: data.count(b"Z") == WIDTH * HEIGHT)
    assert BELL.encode() not in data + far_end.rest()


def test_bell_that_is_just_in_time_is_rung(far_end: FarEnd) -> None:
    far_end.stall()
    far_end.writer.sound(BELL)
    far_end.now += LATE_S
    far_end.show("Z")
    data = far_end.read_until(lambda data: data.count(b"Z") == WIDTH * HEIGHT)
    assert data.count(BELL.encode()) == 1


def test_newer_bell_of_a_stall_takes_the_place_of_a_late_one(far_end: FarEnd) -> None:
    far_end.stall()
    far_end.writer.sound(BELL)
    far_end.now += 10 * LATE_S
    far_end.writer.sound(BELL)
    far_end.show("Z")
    data = far_end.read_until(lambda data: data.count(b"Z") == WIDTH * HEIGHT)
    assert data.count(BELL.encode()) == 1


def test_bell_on_a_free_link_is_written_before_sound_returns(far_end: FarEnd) -> None:
    for count in range(1, 6):
        far_end.writer.sound(BELL)
        assert far_end.read_until(bool) == BELL.encode(), count
    assert far_end.rest() == b""


def test_bell_that_is_not_taken_at_once_is_written_by_the_thread(
    far_end: FarEnd, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("stretchtui.terminal.writer.takes_more", lambda descriptor: False)
    far_end.writer.sound(BELL)
    assert far_end.read_until(bool) == BELL.encode()


def test_bell_does_not_wait_for_a_frame_that_was_fed_and_not_sent(far_end: FarEnd) -> None:
    far_end.writer.feed("\x1b[1;1Hframe")
    far_end.writer.sound(BELL)
    assert far_end.read_until(bool) == BELL.encode()
    far_end.writer.send()
    assert far_end.read_until(lambda data: data.endswith(b"frame")) == b"\x1b[Hframe"


def test_sound_and_feed_and_send_do_not_wait_for_a_stalled_link(far_end: FarEnd) -> None:
    far_end.stall()

    def go_on() -> None:
        for _ in range(200):
            far_end.show("c")
            far_end.writer.sound(BELL)
            far_end.writer.resize(WIDTH, HEIGHT)

    thread = threading.Thread(target=go_on, daemon=True)
    thread.start()
    thread.join(PATIENCE_S)
    assert not thread.is_alive()
    assert far_end.writer.is_alive(), "it still waits for the link"


def test_resize_sends_everything_again(far_end: FarEnd) -> None:
    far_end.writer.feed("\x1b[1;1Habc\x1b[2;1Hdef")
    far_end.writer.send()
    far_end.read_until(lambda data: data.endswith(b"def"))
    far_end.writer.resize(2, 1)
    far_end.writer.send()
    assert far_end.read_until(lambda data: data.endswith(b"ab")) == b"\x1b[m\x1b[Hab"


def test_plain_terminal_gets_ascii_only() -> None:
    master, slave = os.openpty()
    tty.setraw(slave)
    try:
        writer = TerminalWriter(slave, plain=True, capabilities=Capabilities())
        writer.feed("\x1b[1;1Hcafé█─x")
        writer.start()
        writer.send()
        writer.close()
        assert os.read(master, 100) == b"\x1b[Hcaf?  x"
    finally:
        os.close(master)
        os.close(slave)


def test_nothing_is_asked_and_nothing_left_out_unless_it_is_said() -> None:
    master, slave = os.openpty()
    tty.setraw(slave)
    try:
        writer = TerminalWriter(slave, capabilities=Capabilities())
        writer.feed("\x1b[1;1Hcafé█")
        writer.start()
        assert writer.drain()
        writer.close()
        assert os.read(master, 100) == "\x1b[Hcafé█".encode()
    finally:
        os.close(master)
        os.close(slave)


def test_terminal_that_cannot_be_opened_again_is_written_to_as_it_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def nameless(descriptor: int) -> str:
        raise OSError

    monkeypatch.setattr(os, "ttyname", nameless)
    with reachable() as end:
        end.writer.feed("\x1b[1;1Ha")
        end.writer.send()
        assert end.read_until(lambda data: data.endswith(b"a")) == b"\x1b[Ha"
        end.writer.close()
        assert os.get_blocking(end.slave)
        os.write(end.slave, b"still open")


def test_the_screen_is_put_right_and_drawn_by_what_is_known_then() -> None:
    with reachable() as end:
        end.writer.feed("\x1b[1;1H▸")
        end.writer.send()
        end.read_until(lambda data: "▸".encode() in data)
        narrow = Capabilities(narrow=True)
        end.writer.adapt(narrow)
        end.writer.afresh()
        end.writer.feed("\x1b[1;1H▸")
        assert end.rest().decode().endswith(narrow.afresh + "\x1b[m\x1b[2J\x1b[H>")
