"""The writer: when it asks for signs of life, and what it does while none come."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from stretchtui.terminal.liveness import AGAIN_S, EVERY_S, QUESTION, SLOW_S, STALLED_S
from stretchtui.terminal.writer import LATE_S
from tests.terminal.far_end import BELL, PATIENCE_S, FarEnd, reachable, wait_for

ASKED = QUESTION.encode()


@pytest.fixture
def far_end() -> Iterator[FarEnd]:
    """A terminal that has been asked with its first frame, and has answered."""
    with reachable(asks=True) as end:
        show(end, "a")
        assert read_question(end) == b"\x1b[Ha"
        end.writer.answered()
        yield end


def show(end: FarEnd, letter: str) -> None:
    """Draw one letter."""
    end.writer.feed(f"\x1b[1;1H{letter}")
    end.writer.send()


def read_question(end: FarEnd) -> bytes:
    """What comes up to a question."""
    data = end.read_until(lambda data: data.endswith(ASKED))
    assert data.count(ASKED) == 1
    # The thread has still to see that it is all written.
    wait_for(lambda: not end.writer._writing)
    return data.removesuffix(ASKED)


def test_it_asks_with_the_first_frame_and_then_every_two_seconds(far_end: FarEnd) -> None:
    far_end.now += EVERY_S - 0.125
    show(far_end, "b")
    assert far_end.read_until(lambda data: b"b" in data) == b"\x1b[Hb"
    far_end.now += 0.125
    show(far_end, "c")
    assert read_question(far_end) == b"\x1b[Hc"


def test_it_asks_behind_every_bell_and_rings_no_other_until_it_has_arrived(
    far_end: FarEnd,
) -> None:
    far_end.writer.sound(BELL)
    assert read_question(far_end) == b"\x07"
    far_end.writer.sound(BELL)
    far_end.writer.sound(BELL)
    far_end.now += LATE_S
    show(far_end, "b")
    assert far_end.read_until(lambda data: b"b" in data) == b"\x1b[Hb", "a frame does not wait"
    far_end.writer.sound(BELL)
    far_end.writer.answered()
    assert read_question(far_end) == b"\x07", "and two bells are one"


def test_a_sound_waits_for_the_one_before_to_arrive_though_nothing_else_is_drawn(
    far_end: FarEnd,
) -> None:
    far_end.writer.sound(BELL)
    assert read_question(far_end) == b"\x07"
    far_end.writer.sound("second")
    wait_for(lambda: not far_end.writer._due)
    far_end.now += LATE_S
    far_end.writer.answered()
    assert read_question(far_end) == b"second"


def test_a_key_lets_go_of_the_sound_that_waited(far_end: FarEnd) -> None:
    far_end.writer.sound(BELL)
    assert read_question(far_end) == b"\x07"
    far_end.writer.sound("second")
    wait_for(lambda: not far_end.writer._due)
    far_end.writer.alive()
    assert read_question(far_end) == b"second"


def test_a_sound_that_waited_is_not_heard_after_a_newer_one(far_end: FarEnd) -> None:
    far_end.writer.sound(BELL)
    assert read_question(far_end) == b"\x07"
    with far_end.writer._changed:  # before the thread can look
        far_end.writer.sound("old")
        far_end.writer._monitor.answered()
        far_end.writer.sound("new")
    assert read_question(far_end) == b"new"
    far_end.writer.answered()
    assert far_end.rest() == b""


def test_a_bell_that_waited_too_long_for_the_one_before_is_not_rung(far_end: FarEnd) -> None:
    far_end.writer.sound(BELL)
    assert read_question(far_end) == b"\x07"
    far_end.writer.sound(BELL)
    far_end.now += LATE_S + 0.01
    far_end.writer.answered()
    show(far_end, "b")
    assert far_end.read_until(lambda data: b"b" in data) == b"\x1b[Hb"


def test_sound_that_waited_for_a_late_answer_is_not_rung_behind_the_one_before(
    far_end: FarEnd,
) -> None:
    far_end.writer.sound(BELL)
    assert read_question(far_end) == b"\x07"
    far_end.now += STALLED_S
    far_end.writer.sound(BELL)
    show(far_end, "b")
    far_end.writer.answered()
    assert b"\x07" not in far_end.read_until(lambda data: b"b" in data)


def test_while_no_answer_comes_nothing_goes_out_but_the_question(far_end: FarEnd) -> None:
    far_end.now += EVERY_S
    show(far_end, "b")
    assert read_question(far_end) == b"\x1b[Hb"
    far_end.now += AGAIN_S
    show(far_end, "c")
    assert read_question(far_end) == b"", "asked again, and no frame"
    show(far_end, "d")
    far_end.now += 0.01
    far_end.writer.answered()
    assert far_end.read_until(lambda data: b"d" in data) == b"\x1b[Hd", "the newest screen"


def test_it_asks_again_though_nothing_else_is_drawn(
    far_end: FarEnd, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("stretchtui.terminal.writer.AGAIN_S", 0.01)
    far_end.now += EVERY_S
    show(far_end, "b")
    assert read_question(far_end) == b"\x1b[Hb"
    far_end.now += SLOW_S + 0.01
    show(far_end, "c")
    far_end.now += AGAIN_S
    assert read_question(far_end) == b""


def test_a_key_is_a_sign_of_life(far_end: FarEnd) -> None:
    far_end.now += EVERY_S
    show(far_end, "b")
    assert read_question(far_end) == b"\x1b[Hb"
    far_end.now += SLOW_S + 0.5
    show(far_end, "c")
    assert far_end.writer.silent_s() == SLOW_S + 0.5
    far_end.writer.alive()
    assert far_end.writer.silent_s() == 0
    assert far_end.read_until(lambda data: b"c" in data) == b"\x1b[Hc"


def test_on_leaving_answers_on_their_way_are_heard_out(
    far_end: FarEnd, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("stretchtui.terminal.writer.HEARING_OUT_S", PATIENCE_S)
    far_end.now += EVERY_S
    show(far_end, "b")
    assert read_question(far_end) == b"\x1b[Hb"
    log: list[str] = []

    def leave() -> None:
        far_end.writer.hear_out()
        log.append("left")

    leaving = threading.Thread(target=leave, daemon=True)
    leaving.start()
    wait_for(lambda: not far_end.writer._asks)
    log.append("answered")
    far_end.writer.answered()
    leaving.join(PATIENCE_S)
    assert log == ["answered", "left"]


def test_an_answer_that_does_not_come_is_not_waited_for_longer(
    far_end: FarEnd, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("stretchtui.terminal.writer.HEARING_OUT_S", 0.05)
    far_end.now += EVERY_S
    show(far_end, "b")
    assert read_question(far_end) == b"\x1b[Hb"
    far_end.writer.hear_out()


def test_on_leaving_it_asks_no_more_and_when_it_comes_back_it_does(far_end: FarEnd) -> None:
    far_end.writer.hear_out()
    far_end.now += EVERY_S
    show(far_end, "b")
    far_end.writer.sound(BELL)
    data = far_end.read_until(lambda data: b"b" in data and b"\x07" in data)
    assert ASKED not in data
    far_end.writer.ask_again()
    show(far_end, "c")
    assert read_question(far_end) == b"\x1b[Hc"


def test_a_terminal_that_may_not_be_asked_never_is() -> None:
    with reachable() as end:
        end.writer.ask_again()
        end.writer.sound(BELL)
        show(end, "a")
        data = end.read_until(lambda data: b"a" in data)
        assert ASKED not in data + end.rest()
