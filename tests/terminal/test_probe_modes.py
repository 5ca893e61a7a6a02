"""How a terminal is set while it is asked: every byte as it comes, and signals as ever."""

from __future__ import annotations

import termios

from tests.terminal.answering import DA1, Terminal

CHANGING = (termios.ICRNL, termios.INLCR, termios.IGNCR, termios.IXON)
WAITING = (termios.ICANON, termios.ECHO)


def test_nothing_is_changed_in_what_comes_and_none_of_it_waits_for_a_line(
    terminal: Terminal,
) -> None:
    before = termios.tcgetattr(terminal.slave)
    for flag in CHANGING:
        before[0] |= flag
    before[6][termios.VMIN], before[6][termios.VTIME] = 4, 3
    termios.tcsetattr(terminal.slave, termios.TCSANOW, before)
    before = termios.tcgetattr(terminal.slave)
    with terminal.answers((b"\x1b[c", DA1)), terminal.probe() as probe:
        now = termios.tcgetattr(terminal.slave)
        assert [bool(now[0] & flag) for flag in CHANGING] == [False] * 4
        assert [bool(now[3] & flag) for flag in WAITING] == [False] * 2
        assert now[3] & termios.ISIG, "ctrl+c does what it always does"
        assert (now[6][termios.VMIN], now[6][termios.VTIME]) == (1, 0)
        probe.finish()
    assert termios.tcgetattr(terminal.slave) == before


def test_keys_come_as_they_were_typed(terminal: Terminal) -> None:
    # Ctrl+s, ctrl+q, and both ends of a line.
    with terminal.answers((b"\x1b[c", b"\x13\x11\r\n" + DA1)), terminal.probe() as probe:
        assert probe.finish().typed == b"\x13\x11\r\n"
