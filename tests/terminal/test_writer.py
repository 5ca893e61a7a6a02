"""The outbox: what reaches a terminal whose link stalls."""

from __future__ import annotations

import contextlib
import os
import select
import threading
import time
import tty
from collections.abc import Callable, Iterator

import pytest

from stretchtui.cues.terminal import BELL
from stretchtui.terminal.liveness import QUESTION, STALLED_S
from stretchtui.terminal.writer import LATE_S, TerminalWriter

PATIENCE_S = 20.0
"""No wait is longer; a condition that holds sooner ends it sooner."""

WIDTH, HEIGHT = 200, 60


class FarEnd:
    """The terminal's side of a pty, which reads only when it is told to."""

    def __init__(self, *, asks: bool = False) -> None:
        self.master, self.slave = os.openpty()
        tty.setraw(self.slave)
        self.now = 100.0
        self.outbox = TerminalWriter(self.slave, clock=lambda: self.now, asks=asks)
        self.outbox.start()

    def close(self) -> None:
        """Hang up; an outbox that waits for the link gets an error, and ends."""
        for descriptor in (self.master, self.slave):
            with contextlib.suppress(OSError):
                os.close(descriptor)

    def read_until(self, done: Callable[[bytes], bool]) -> bytes:
        """Read until this holds of what was read."""
        data = b""
        deadline = time.monotonic() + PATIENCE_S
        while not done(data):
            left = deadline - time.monotonic()
            assert left > 0, f"not in time; read {data[-200:]!r}"
            if select.select((self.master,), (), (), left)[0]:
                data += os.read(self.master, 65536)
        return data

    def rest(self) -> bytes:
        """What comes until the outbox has closed."""
        self.outbox.close()
        assert not self.outbox.is_alive()
        os.write(self.slave, b"\0")
        return self.read_until(lambda data: data.endswith(b"\0"))[:-1]

    def show(self, letter: str) -> None:
        """Draw a whole screen of this letter."""
        for row in range(HEIGHT):
            self.outbox.feed(f"\x1b[{row + 1};1H" + letter * WIDTH)
        self.outbox.send()

    def stall(self) -> None:
        """Fill the link, and let the outbox stand in a write of a whole screen."""
        slave = os.open(os.ttyname(self.slave), os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY)
        with contextlib.suppress(BlockingIOError):
            while True:
                os.write(slave, b"." * 1024)
        os.close(slave)
        # The kernel may still find room for a page, but not for a screen.
        self.show("a")
        wait_for(lambda: self.outbox._writing)


def wait_for(holds: Callable[[], bool]) -> None:
    """Wait until something holds."""
    deadline = time.monotonic() + PATIENCE_S
    while not holds():
        assert time.monotonic() < deadline, "not in time"
        threading.Event().wait(0.005)


@pytest.fixture
def far_end() -> Iterator[FarEnd]:
    end = FarEnd()
    yield end
    end.close()
    end.outbox.close()
    end.outbox.join(PATIENCE_S)
    assert not end.outbox.is_alive(), "the outbox outlives its terminal"


def test_what_is_fed_is_sent_when_asked_for_and_not_before(far_end: FarEnd) -> None:
    far_end.outbox.feed("\x1b[1;1Ha")
    far_end.outbox.feed("\x1b[1;2Hb")
    assert not select.select((far_end.master,), (), (), 0)[0]
    far_end.outbox.send()
    assert far_end.read_until(lambda data: data.endswith(b"b")) == b"\x1b[Hab"


def test_nothing_is_written_where_nothing_changed(far_end: FarEnd) -> None:
    far_end.outbox.feed("\x1b[1;1Ha")
    far_end.outbox.send()
    far_end.read_until(lambda data: data.endswith(b"a"))
    for _ in range(100):
        far_end.outbox.feed("\x1b[1;1Ha")
        far_end.outbox.send()
    assert far_end.rest() == b""


def test_reader_that_comes_back_gets_one_old_frame_and_the_newest_screen(far_end: FarEnd) -> None:
    far_end.stall()
    for number in range(500):
        far_end.show("cdefghij"[number % 8])
    far_end.show("Z")
    far_end.outbox.feed(f"\x1b[{HEIGHT};{WIDTH}H!")
    far_end.outbox.send()
    data = far_end.read_until(lambda data: data.endswith(b"!"))
    assert data.count(b"a") == WIDTH * HEIGHT, "the frame it stood in"
    assert not any(letter.encode() in data for letter in "cdefghij"), "a frame of the stall"
    assert data.count(b"Z") == WIDTH * HEIGHT - 1
    assert far_end.rest() == b""


def test_many_bells_of_a_stall_are_one(far_end: FarEnd) -> None:
    far_end.stall()
    for _ in range(50):
        far_end.outbox.sound("\x07")
        far_end.show("c")
        far_end.show("Z")
    data = far_end.read_until(lambda data: data.count(b"Z") == WIDTH * HEIGHT)
    assert (data + far_end.rest()).count(BELL.encode()) == 1


def test_bell_comes_before_the_frame_that_was_drawn_with_it(far_end: FarEnd) -> None:
    far_end.stall()
    far_end.show("Z")
    far_end.outbox.sound("\x07")
    data = far_end.read_until(lambda data: data.count(b"Z") == WIDTH * HEIGHT)
    assert data.index(BELL.encode()) < data.index(b"Z")


def test_bell_that_is_late_is_not_rung(far_end: FarEnd) -> None:
    far_end.stall()
    far_end.outbox.sound("\x07")
    far_end.now += LATE_S + 0.01
    far_end.show("Z")
    data = far_end.read_until(lambda data: data.count(b"Z") == WIDTH * HEIGHT)
    assert BELL.encode() not in data + far_end.rest()


def test_bell_that_is_just_in_time_is_rung(far_end: FarEnd) -> None:
    far_end.stall()
    far_end.outbox.sound("\x07")
    far_end.now += LATE_S
    far_end.show("Z")
    data = far_end.read_until(lambda data: data.count(b"Z") == WIDTH * HEIGHT)
    assert data.count(BELL.encode()) == 1


def test_newer_bell_of_a_stall_takes_the_place_of_a_late_one(far_end: FarEnd) -> None:
    far_end.stall()
    far_end.outbox.sound("\x07")
    far_end.now += 10 * LATE_S
    far_end.outbox.sound("\x07")
    far_end.show("Z")
    data = far_end.read_until(lambda data: data.count(b"Z") == WIDTH * HEIGHT)
    assert data.count(BELL.encode()) == 1


def test_bell_on_a_free_link_is_written_before_sound_returns(far_end: FarEnd) -> None:
    for count in range(1, 6):
        far_end.outbox.sound("\x07")
        assert far_end.read_until(bool) == BELL.encode(), count
    assert far_end.rest() == b""


def test_bell_does_not_wait_for_a_frame_that_was_fed_and_not_sent(far_end: FarEnd) -> None:
    far_end.outbox.feed("\x1b[1;1Hframe")
    far_end.outbox.sound("\x07")
    assert far_end.read_until(bool) == BELL.encode()
    far_end.outbox.send()
    assert far_end.read_until(lambda data: data.endswith(b"frame")) == b"\x1b[Hframe"


def test_sound_and_feed_and_send_do_not_wait_for_a_stalled_link(far_end: FarEnd) -> None:
    far_end.stall()

    def go_on() -> None:
        for _ in range(200):
            far_end.show("c")
            far_end.outbox.sound("\x07")
            far_end.outbox.resize(WIDTH, HEIGHT)

    thread = threading.Thread(target=go_on, daemon=True)
    thread.start()
    thread.join(PATIENCE_S)
    assert not thread.is_alive()
    assert far_end.outbox.is_alive(), "it still waits for the link"


def test_close_sends_what_is_left(far_end: FarEnd) -> None:
    far_end.outbox.feed("\x1b[1;1Hlast words")
    far_end.outbox.close()
    assert not far_end.outbox.is_alive()
    assert far_end.read_until(lambda data: data.endswith(b"s")) == b"\x1b[Hlast words"


def test_leaving_a_stalled_link_throws_the_old_screen_away_and_sends_the_last_words(
    far_end: FarEnd, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("stretchtui.terminal.writer.LEAVING_S", 0.1)
    far_end.stall()
    far_end.show("Z")
    far_end.outbox.feed("\x1b[?1049l\x1b[?25h")
    closing = threading.Thread(target=far_end.outbox.close, daemon=True)
    closing.start()
    closing.join(PATIENCE_S)
    assert not closing.is_alive()
    assert not far_end.outbox.is_alive()
    data = far_end.read_until(lambda data: data.endswith(b"h"))
    assert data.endswith(b"\x18\x1b[m\x1b[?1049l\x1b[?25h"), data[-60:]
    assert b"Z" not in data


def test_outbox_that_never_began_can_be_closed() -> None:
    TerminalWriter(-1).close()


def test_terminal_that_is_gone_ends_the_outbox_and_nothing_raises(far_end: FarEnd) -> None:
    far_end.stall()
    os.close(far_end.master)
    far_end.outbox.join(PATIENCE_S)
    assert not far_end.outbox.is_alive()
    far_end.show("c")
    far_end.outbox.sound("\x07")
    far_end.outbox.close()


def test_resize_sends_everything_again(far_end: FarEnd) -> None:
    far_end.outbox.feed("\x1b[1;1Habc\x1b[2;1Hdef")
    far_end.outbox.send()
    far_end.read_until(lambda data: data.endswith(b"def"))
    far_end.outbox.resize(2, 1)
    far_end.outbox.send()
    assert far_end.read_until(lambda data: data.endswith(b"ab")) == b"\x1b[m\x1b[Hab"


def test_plain_terminal_gets_ascii_only() -> None:
    master, slave = os.openpty()
    tty.setraw(slave)
    try:
        outbox = TerminalWriter(slave, plain=True)
        outbox.feed("\x1b[1;1Hcafé█─x")
        outbox.start()
        outbox.send()
        outbox.close()
        assert os.read(master, 100) == b"\x1b[Hcaf?  x"
    finally:
        os.close(master)
        os.close(slave)


def test_sound_that_waited_for_a_late_answer_is_not_rung_behind_the_one_before() -> None:
    end = FarEnd(asks=True)
    try:
        end.outbox.feed("\x1b[1;1Ha")
        end.outbox.send()
        end.read_until(lambda data: data.endswith(QUESTION.encode()))
        end.outbox.answered()
        end.outbox.sound("\x07")
        assert end.read_until(lambda data: data.endswith(QUESTION.encode())).startswith(b"\x07")
        end.now += STALLED_S
        end.outbox.sound("\x07")
        end.outbox.feed("\x1b[1;1Hb")
        end.outbox.send()
        end.outbox.answered()
        assert b"\x07" not in end.read_until(lambda data: b"b" in data)
    finally:
        end.close()
        end.outbox.close()
