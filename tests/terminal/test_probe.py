"""What a probe asks, and what it makes of the answers."""

from __future__ import annotations

import contextlib
import os
import select
import termios
import time

import pytest

from stretchtui.terminal import probe as probes
from stretchtui.terminal.probe import LIMIT_S, LIMIT_WITHIN_S, NEVER_S, Probe
from stretchtui.terminal.quiet import quieten
from stretchtui.terminal.replies import TerminalFacts
from tests.terminal.answering import (
    ASK_MODE,
    DA1,
    ENVIRONMENT,
    MODE,
    NOT_SET,
    PATIENCE_S,
    SET,
    WITHIN_TMUX,
    XTERM,
    Terminal,
    probed,
)

WIDTH = "\r·\x1b[6n\r  ".encode()
"""What asks how wide an ambiguous character is, and wipes it."""

# What it asks, and what it makes of the answers


def test_one_write_asks_for_the_version_the_mode_and_last_for_what_everyone_answers(
    terminal: Terminal,
) -> None:
    with terminal.answers((b"\x1b[c", XTERM + NOT_SET + DA1)):
        found = probed(terminal)
    assert found == TerminalFacts(da1=(61, 4, 22), version="XTerm(370)", mode_set=False)
    assert terminal.asked == b"\x1b7" + WIDTH + b"\x1b[>q" + ASK_MODE + b"\x1b[c\x1b8\x1b[K"


def test_somebody_on_the_way_may_answer_for_the_mode(terminal: Terminal) -> None:
    with terminal.answers((b"\x1b[c", SET + XTERM + DA1)):
        found = probed(terminal)
    assert (found.mode_set, found.through_tmux) == (True, False)


def test_a_terminal_that_says_nothing_of_the_mode_leaves_it_unknown(terminal: Terminal) -> None:
    with terminal.answers((b"\x1b[c", DA1)):
        found = probed(terminal)
    assert found == TerminalFacts(da1=(61, 4, 22))


def test_what_was_typed_before_and_meanwhile_is_kept(terminal: Terminal) -> None:
    terminal.answer_ahead(b"before\nhalf")
    with terminal.answers((b"\x1b[c", b"a" + XTERM + b"\x1b[A" + DA1)), terminal.probe() as probe:
        found = probe.finish()
        assert probe.take_typed() == found.typed
        assert probe.take_typed() == b"", "once"
    assert found.typed == b"before\nhalfa\x1b[A"
    assert terminal.unread() == b""


def test_what_has_come_can_be_looked_at_without_waiting_for_more(terminal: Terminal) -> None:
    terminal.answer_ahead(XTERM)
    with terminal.probe() as probe:
        assert probe.look() == TerminalFacts(version="XTerm(370)", pending=True)
        os.write(terminal.master, DA1)
        assert select.select([terminal.slave], [], [], PATIENCE_S)[0]
        assert probe.look() == TerminalFacts(da1=(61, 4, 22), version="XTerm(370)")


def test_nothing_is_echoed_while_answers_are_under_way(terminal: Terminal) -> None:
    with terminal.probe() as probe:
        assert not termios.tcgetattr(terminal.slave)[3] & termios.ECHO
        os.write(terminal.master, DA1)
        probe.finish()
        assert not termios.tcgetattr(terminal.slave)[3] & termios.ECHO
    assert b"61" not in terminal.read()


def test_answers_that_come_as_the_program_ends_early_are_left_to_nobody(
    terminal: Terminal,
) -> None:
    before = termios.tcgetattr(terminal.slave)
    with (
        terminal.answers((b"\x1b[c", XTERM + DA1)),
        pytest.raises(KeyboardInterrupt),
        terminal.probe(),
    ):
        raise KeyboardInterrupt
    assert termios.tcgetattr(terminal.slave) == before
    assert terminal.unread() == b""


@pytest.mark.parametrize(("column", "wide"), [(2, False), (3, True), (1, False), (80, False)])
def test_where_the_cursor_is_behind_an_ambiguous_character_tells_its_width(
    terminal: Terminal, column: int, wide: bool
) -> None:
    with terminal.answers((b"\x1b[6n", b"\x1b[24;%dR" % column), (b"\x1b[c", XTERM + DA1)):
        found = probed(terminal)
    assert found.ambiguous_wide == wide
    assert found.typed == b""


# On a screen that is there already


def test_on_a_screen_it_asks_in_the_first_row_and_draws_that_again(terminal: Terminal) -> None:
    before = termios.tcgetattr(terminal.slave)
    quiet = quieten(terminal.slave)
    assert quiet == before
    probe = Probe(
        *(terminal.slave, terminal.slave, ENVIRONMENT),
        mode=MODE,
        utf8=True,
        before=quiet,
        mend="\x1b[1Htitle",
    )
    with terminal.answers((b"\x1b[c", XTERM + DA1)), probe:
        probe.finish()
    asked = b"\x1b[H" + WIDTH + b"\x1b[>q" + ASK_MODE + b"\x1b[c" + b"\x1b[1Htitle"
    assert terminal.asked == asked
    assert termios.tcgetattr(terminal.slave) == before, "and not as the probe found it"


def test_whoever_takes_the_terminal_over_sets_it_as_it_was(terminal: Terminal) -> None:
    before = termios.tcgetattr(terminal.slave)
    with terminal.answers((b"\x1b[c", DA1)), terminal.probe() as probe:
        probe.finish()
        assert probe.hand_over() == before
        assert probe.hand_over() is None
        probe.release()
    assert not termios.tcgetattr(terminal.slave)[3] & termios.ECHO, "it is another's"


# Answers that come late


def test_a_width_that_is_told_late_is_told_on_and_no_key(hurried: Terminal) -> None:
    told: list[bool] = []
    with hurried.probe() as probe:
        assert not probe.finish().ambiguous_wide
        probe.release()
        probe.when_wide = lambda: told.append(True)
        assert probe.strain(b"a\x1b[7;3Rb") == b"ab"
        assert told == [True]
        assert probe.strain(b"\x1b[7;3R") == b"\x1b[7;3R", "a sign of life, not asked for here"
        assert probe.strain(DA1 + b"\x1b[7;3R") == b"\x1b[7;3R"
        assert probe.found().ambiguous_wide
    assert told == [True]


def test_a_cursor_that_is_told_of_after_everything_else_is_a_sign_of_life(
    hurried: Terminal,
) -> None:
    with hurried.probe() as probe:
        probe.finish()
        probe.release()
        probe.when_wide = lambda: pytest.fail("that was another question's answer")
        assert probe.strain(DA1 + b"\x1b[7;3R") == b"\x1b[7;3R"
        assert not probe.found().ambiguous_wide


def test_answers_that_come_after_the_limit_are_no_keys(hurried: Terminal) -> None:
    with hurried.probe() as probe:
        assert probe.finish().pending
        probe.release()
        assert probe.strain(b"a" + XTERM + DA1[:4]) == b"a" + DA1[:4], "what is not whole is left"
        assert probe.strain(DA1 + b"b\x1b") == b"b\x1b"
        assert probe.found() == TerminalFacts(da1=(61, 4, 22), version="XTerm(370)")
        assert probe.strain(XTERM) == XTERM, "all has been answered"


def test_a_terminal_that_does_not_answer_is_not_waited_for_for_ever(hurried: Terminal) -> None:
    with hurried.probe() as probe:
        assert probe.finish().pending
        hurried.now += NEVER_S - 0.125
        assert probe.waiting()
        assert probe.strain(b"q" + DA1[:-1]) == b"q" + DA1[:-1]
        hurried.now += 0.125
        assert not probe.waiting()
        assert probe.strain(DA1) == DA1


def test_what_looked_like_an_answer_is_typed_when_none_can_come_any_more(
    hurried: Terminal,
) -> None:
    hurried.answer_ahead(b"q\x1b[?")
    with hurried.probe() as probe:
        assert probe.finish().typed == b"q"
        hurried.now += NEVER_S
        assert probe.take_typed() == b"q\x1b[?"


# Who is not asked


@pytest.mark.parametrize("environment", [{"TERM": "dumb"}, {"TERM": "linux"}, {"TERM": ""}, {}])
def test_some_terminals_are_better_not_asked(
    terminal: Terminal, environment: dict[str, str]
) -> None:
    assert probed(terminal, environment) == TerminalFacts()
    assert terminal.read() == b""


def test_a_terminal_that_takes_nothing_is_not_asked(terminal: Terminal) -> None:
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    with contextlib.suppress(BlockingIOError):
        while True:
            os.write(writer, b"x" * 4096)
    os.set_blocking(writer, True)
    with Probe(terminal.slave, writer, ENVIRONMENT, mode=MODE) as probe:
        assert probe.finish() == TerminalFacts()
    for each in (reader, writer):
        os.close(each)


def test_what_is_no_terminal_is_left_alone() -> None:
    reader, writer = os.pipe()
    with Probe(reader, writer, ENVIRONMENT, mode=MODE) as probe:
        assert probe.finish() == TerminalFacts()
        assert probe.look() == TerminalFacts()
    os.close(writer)
    assert os.read(reader, 10) == b""
    os.close(reader)


def test_a_terminal_that_is_gone_answers_no_more(terminal: Terminal) -> None:
    ends = os.openpty()
    with Probe(ends[1], ends[1], ENVIRONMENT, mode=MODE) as probe:
        os.close(ends[0])
        assert probe.finish() == TerminalFacts(pending=True)
    os.close(ends[1])


# How long it takes


def timed(terminal: Terminal, environment: dict[str, str]) -> float:
    """How long a probe takes by the real clock, in seconds."""
    begin = time.monotonic()
    with Probe(terminal.slave, terminal.slave, environment, mode=MODE) as probe:
        probe.finish()
        return time.monotonic() - begin


@pytest.mark.timed
@pytest.mark.parametrize(
    ("environment", "limit"), [(ENVIRONMENT, LIMIT_S), (WITHIN_TMUX, LIMIT_WITHIN_S)]
)
def test_a_silent_terminal_costs_the_limit_and_no_more(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], limit: float
) -> None:
    monkeypatch.setattr(probes, "passes_through", lambda pane: True)
    terminal = Terminal()
    assert limit <= timed(terminal, environment) < limit + 2
    terminal.close()


@pytest.mark.timed
def test_a_terminal_that_answers_is_known_before_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(probes, "LIMIT_S", 60.0)
    terminal = Terminal()
    with terminal.answers((b"\x1b[c", XTERM + NOT_SET + DA1)):
        assert timed(terminal, ENVIRONMENT) < 30
    terminal.close()
