"""Lines and a count in place, on links of every kind."""

from __future__ import annotations

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchtui.plain.output import LATE_S, Printer
from stretchtui.terminal.liveness import QUESTION
from stretchtui.terminal.port import Lost
from tests.stand_ins import Clock
from tests.tui.gate import Gate

BELL = "\x07"


class Desk:
    """A printer with everything around it under the test's control."""

    def __init__(self, in_place: bool = True) -> None:
        self.clock = Clock()
        self.gate = Gate()
        self.printer = Printer(self.gate, in_place, self.clock)


@pytest.fixture
def desk() -> Desk:
    """A terminal that can go back to the beginning of a row."""
    return Desk()


def test_a_second_costs_three_bytes(desk: Desk) -> None:
    desk.printer.count("27", "")
    desk.gate.take()
    desk.printer.count("26", "")
    assert desk.gate.take() == "\r26"
    desk.printer.count("26", "")
    assert desk.gate.take() == ""


def test_what_stands_behind_the_seconds_is_sent_when_it_changes(desk: Desk) -> None:
    desk.printer.count("16", "  breath 1 of 3")
    desk.gate.take()
    desk.printer.count("15", "  breath 1 of 3")
    assert desk.gate.take() == "\r15"
    desk.printer.count("14", "  breath 2 of 3")
    assert desk.gate.take() == "\r14  breath 2 of 3"


counts = st.tuples(
    st.sampled_from(["9", "59", "1:00", "1:00:00"]), st.sampled_from(["", "  4 of 10"])
)


@given(st.lists(counts | st.sampled_from(["a line", "x"]), max_size=12))
def test_the_terminal_shows_the_lines_and_below_them_the_newest_count(
    shown: list[tuple[str, str] | str],
) -> None:
    desk = Desk()
    screen = pyte.Screen(40, 20)
    expected: list[str] = []
    count = ""
    for each in shown:
        if isinstance(each, str):
            desk.printer.lines([each])
            expected, count = [*expected, each], ""
        else:
            desk.printer.count(*each)
            count = "".join(each)
    pyte.Stream(screen).feed(desk.gate.take().replace("\n", "\r\n"))
    rows = [row.rstrip() for row in screen.display]
    assert rows[: len(expected) + 1] == [*expected, count]
    desk.printer.wipe()
    pyte.Stream(screen).feed(desk.gate.take())
    assert screen.display[len(expected)].strip() == ""
    assert screen.cursor.x == 0


def test_where_it_cannot_be_done_in_place_nothing_is_counted() -> None:
    desk = Desk(in_place=False)
    desk.printer.count("27", "")
    desk.printer.lines(["one", "two"])
    desk.printer.wipe()
    assert desk.gate.take() == "one\ntwo\n"


def test_a_stalled_link_gets_every_line_and_the_newest_count(desk: Desk) -> None:
    desk.printer.count("30", "")
    desk.gate.take()
    desk.gate.room = 1
    desk.printer.count("29", "")
    for seconds in range(28, 20, -1):
        desk.clock.advance(1)
        desk.printer.count(str(seconds), "")
    assert desk.printer.monitor.silent_s() == 8
    desk.printer.lines(["a line"])
    desk.printer.count("5", "")
    desk.printer.count("4", "")
    assert desk.printer.waiting
    desk.gate.room = None
    desk.printer.flush()
    assert desk.gate.take() == "\r29\ra line\n\r4"
    assert not desk.printer.waiting
    assert desk.printer.monitor.silent_s() == 0


def test_a_bell_waits_for_a_slow_link_a_little_and_never_for_a_stalled_one(desk: Desk) -> None:
    desk.gate.room = 0
    desk.printer.lines(["a line"])
    desk.printer.sound(BELL)
    desk.clock.advance(LATE_S / 2)
    desk.gate.room = None
    desk.printer.flush()
    assert desk.gate.take() == f"a line\n{BELL}"

    desk.gate.room = 0
    desk.printer.lines(["another"])
    for _ in range(20):
        desk.printer.sound(BELL)
        desk.clock.advance(1)
        desk.printer.flush()
    desk.gate.room = None
    desk.printer.flush()
    assert desk.gate.take() == "another\n"


def test_a_bell_that_is_not_taken_at_once_is_dropped(desk: Desk) -> None:
    desk.gate.room = 0
    desk.printer.sound(BELL)
    desk.gate.room = None
    desk.printer.flush()
    assert desk.gate.take() == ""


def test_over_a_link_signs_of_life_are_asked_for(desk: Desk) -> None:
    printer = desk.printer
    printer.asks = True
    printer.lines(["first"])
    assert desk.gate.take() == f"first\n{QUESTION}"
    printer.monitor.answered()
    printer.sound(BELL)
    assert desk.gate.take() == BELL + QUESTION
    printer.sound(BELL)
    assert desk.gate.take() == "", "the last one has not arrived yet"
    printer.monitor.answered()
    printer.flush()
    assert desk.gate.take() == BELL + QUESTION

    # Nothing comes back any more: what is written now would come in a burst one day.
    for seconds in range(30, 20, -1):
        desk.clock.advance(1)
        printer.count(str(seconds), "")
        printer.sound(BELL)
    written = desk.gate.take()
    assert written.count(BELL) == 0
    assert len(written.replace(QUESTION, "")) <= len("\r30")
    assert printer.monitor.silent_s() == 10
    printer.monitor.answered()
    printer.flush()
    assert desk.gate.take() == f"{BELL}{QUESTION}\r21", "the newest bell, and no burst"


def test_what_nobody_takes_any_more_is_said(desk: Desk) -> None:
    desk.gate.lost = True
    desk.printer.sound(BELL)
    with pytest.raises(Lost):
        desk.printer.lines(["a line"])
