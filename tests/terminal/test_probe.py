"""What the terminal answers a probe, on real ptys."""

from __future__ import annotations

import contextlib
import os
import pty
import select
import termios
import time
from collections.abc import Iterator
from threading import Thread

import pytest

from stretchtui.terminal import probe as probes
from stretchtui.terminal.probe import LIMIT_S, LIMIT_WITHIN_S, NEVER_S, Probe
from stretchtui.terminal.replies import TerminalFacts

PATIENCE_S = 20.0
"""No wait is longer; an answer mostly comes within a few milliseconds."""

MODE = 8733
XTERM = b"\x1bP>|XTerm(370)\x1b\\"
TMUX = b"\x1bP>|tmux 3.3a\x1b\\"
DA1 = b"\x1b[?61;4;22c"
SET = b"\x1b[?8733;1$y"
NOT_SET = b"\x1b[?8733;0$y"
ASK_MODE = b"\x1b[?8733$p"
WRAPPED = b"\x1bPtmux;\x1b\x1b[?8733$p\x1b\\"

ENVIRONMENT = {"TERM": "xterm-256color"}
WITHIN_TMUX = {"TERM": "tmux-256color", "TMUX": "/tmp/x,1,0", "TMUX_PANE": "%7"}


class Terminal:
    """The terminal's end of a pty, and the program's."""

    def __init__(self) -> None:
        self.master, self.slave = pty.openpty()
        self.asked = b""
        """What it was asked, as far as it was read."""
        self.now = 100.0

    def close(self) -> None:
        """Let go of both."""
        os.close(self.master)
        os.close(self.slave)

    def probe(self, environment: dict[str, str] = ENVIRONMENT) -> Probe:
        """A probe whose clock stands still, so that only answers end its waiting."""
        return Probe(self.slave, self.slave, environment, mode=MODE, clock=lambda: self.now)

    def answer_ahead(self, data: bytes) -> None:
        """Have something come before it is asked for; it has come when it is echoed."""
        os.write(self.master, data)
        echo, wanted = b"", data.replace(b"\x1b", b"^[").replace(b"\n", b"\r\n")
        while echo != wanted:
            assert select.select([self.master], [], [], PATIENCE_S)[0], echo
            echo += os.read(self.master, 4096)

    def read(self) -> bytes:
        """All that it was sent so far."""
        while select.select([self.master], [], [], 0)[0]:
            self.asked += os.read(self.master, 4096)
        return self.asked

    @contextlib.contextmanager
    def answers(self, *answers: tuple[bytes, bytes]) -> Iterator[None]:
        """Give each answer as soon as its question comes, one after the other."""

        def answer() -> None:
            for question, each in answers:
                while question not in self.asked:
                    assert select.select([self.master], [], [], PATIENCE_S)[0], self.asked
                    self.asked += os.read(self.master, 4096)
                os.write(self.master, each)

        thread = Thread(target=answer)
        thread.start()
        yield
        thread.join()

    def unread(self) -> bytes:
        """What the next program would read; none of it waits for a line's end."""
        settings = termios.tcgetattr(self.slave)
        settings[3] &= ~termios.ICANON
        termios.tcsetattr(self.slave, termios.TCSANOW, settings)
        return os.read(self.slave, 4096) if select.select([self.slave], [], [], 0)[0] else b""


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[Terminal]:
    """A terminal whose answers are waited for, however slow the machine is."""
    monkeypatch.setattr(probes, "LIMIT_S", PATIENCE_S)
    monkeypatch.setattr(probes, "LIMIT_WITHIN_S", PATIENCE_S)
    made = Terminal()
    yield made
    made.close()


@pytest.fixture
def hurried(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A terminal of which only those answers are heard that have come already."""
    monkeypatch.setattr(probes, "LIMIT_S", 0.0)
    monkeypatch.setattr(probes, "LIMIT_WITHIN_S", 0.0)
    return terminal


def probed(terminal: Terminal, environment: dict[str, str] = ENVIRONMENT) -> TerminalFacts:
    """What a probe finds; afterwards the terminal is as it was."""
    before = termios.tcgetattr(terminal.slave)
    with terminal.probe(environment) as probe:
        found = probe.finish()
    assert termios.tcgetattr(terminal.slave) == before
    return found


# What it asks, and what it makes of the answers


def test_one_write_asks_for_the_version_the_mode_and_last_for_what_everyone_answers(
    terminal: Terminal,
) -> None:
    with terminal.answers((b"\x1b[c", XTERM + NOT_SET + DA1)):
        found = probed(terminal)
    assert found == TerminalFacts(da1=(61, 4, 22), version="XTerm(370)", mode_set=False)
    assert terminal.asked == b"\x1b7\x1b[>q" + ASK_MODE + b"\x1b[c\x1b8\x1b[K"


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


# Answers that come late


def test_answers_that_come_after_the_limit_are_no_keys(hurried: Terminal) -> None:
    with hurried.probe() as probe:
        assert probe.finish().pending
        probe.release()
        assert probe.strain(b"a" + XTERM + DA1[:4]) == b"a"
        assert probe.flush() == b"", "nobody types that"
        assert probe.strain(DA1[4:] + b"b\x1b") == b"b\x1b", "the last answer: escape is a key"
        assert probe.found() == TerminalFacts(da1=(61, 4, 22), version="XTerm(370)")
        assert probe.strain(b"\x1b") == b"\x1b"


def test_a_terminal_that_never_answers_has_its_escapes_at_once(hurried: Terminal) -> None:
    with hurried.probe() as probe:
        assert probe.finish().pending
        assert probe.strain(b"\x1b") == b""
        assert probe.flush() == b"\x1b"
        assert probe.strain(b"\x1b[?") == b""
        hurried.now += NEVER_S - 0.125
        assert probe.waiting()
        hurried.now += 0.125
        assert not probe.waiting()
        assert probe.strain(b"\x1b") == b"\x1b[?\x1b"


def test_what_looked_like_an_answer_is_typed_when_none_can_come_any_more(
    hurried: Terminal,
) -> None:
    hurried.answer_ahead(b"q\x1b[?")
    with hurried.probe() as probe:
        assert probe.finish().typed == b"q"
        hurried.now += NEVER_S
        assert probe.take_typed() == b"q\x1b[?"


# tmux and screen


def test_a_tmux_around_the_program_hands_the_question_on(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    panes: list[str] = []

    def passes_through(pane: str) -> bool:
        panes.append(pane)
        return True

    monkeypatch.setattr(probes, "passes_through", passes_through)
    with terminal.answers((b"\x1b[c", TMUX + b"\x1b[?1;2c" + SET)):
        found = probed(terminal, WITHIN_TMUX)
    assert found == TerminalFacts(
        da1=(1, 2), version="tmux 3.3a", mode_set=True, tmux=True, through_tmux=True,
        passthrough=True,
    )  # fmt: skip
    assert panes == ["%7"]


@pytest.mark.parametrize("passes", [True, None, False])
def test_a_tmux_that_hands_nothing_on_is_not_waited_for(
    hurried: Terminal, monkeypatch: pytest.MonkeyPatch, passes: bool | None
) -> None:
    monkeypatch.setattr(probes, "passes_through", lambda pane: passes)
    hurried.answer_ahead(TMUX + b"\x1b[?1;2c")
    found = probed(hurried, WITHIN_TMUX)
    handed_on = passes is not False
    assert found == TerminalFacts(
        da1=(1, 2), version="tmux 3.3a", tmux=True, through_tmux=handed_on, passthrough=passes,
        pending=handed_on,
    )  # fmt: skip
    assert (WRAPPED in hurried.read()) == handed_on
    assert ASK_MODE not in hurried.asked.replace(WRAPPED, b""), "tmux would answer itself"


def test_another_machines_tmux_is_asked_to_hand_the_question_on(terminal: Terminal) -> None:
    with terminal.answers((b"\x1b[c", TMUX + NOT_SET + b"\x1b[?1;2c"), (WRAPPED, SET)):
        found = probed(terminal)
    assert found == TerminalFacts(
        da1=(1, 2), version="tmux 3.3a", mode_set=True, tmux=True, through_tmux=True
    )  # fmt: skip


def test_whoever_answers_this_side_of_another_machines_tmux_needs_no_handing_on(
    terminal: Terminal,
) -> None:
    with terminal.answers((b"\x1b[c", TMUX + SET + b"\x1b[?1;2c")):
        found = probed(terminal)
    assert (found.mode_set, found.tmux, found.through_tmux) == (True, True, False)
    assert WRAPPED not in terminal.read()


@pytest.mark.parametrize("environment", [WITHIN_TMUX, {"TERM": "screen", "STY": "1.x"}])
def test_within_tmux_or_screen_answers_have_a_limit_of_their_own(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str]
) -> None:
    monkeypatch.setattr(probes, "passes_through", lambda pane: False)
    monkeypatch.setattr(probes, "LIMIT_S", 0.0)
    with terminal.answers((b"\x1b[c", DA1)):
        found = probed(terminal, environment)
    assert found.da1 == (61, 4, 22)


def test_elsewhere_it_is_the_other_one(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(probes, "LIMIT_WITHIN_S", 0.0)
    with terminal.answers((b"\x1b[c", TMUX + DA1), (WRAPPED, NOT_SET)):
        found = probed(terminal)
    assert (found.da1, found.mode_set) == ((61, 4, 22), False)


def test_screen_is_known_and_is_not_asked_to_hand_on(terminal: Terminal) -> None:
    with terminal.answers((b"\x1b[c", b"\x1b[?1;2c")):
        found = probed(terminal, {"TERM": "screen", "STY": "1.x"})
    assert found == TerminalFacts(da1=(1, 2), screen=True)


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
    ends = pty.openpty()
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
    assert limit <= timed(terminal, environment) < limit + 0.3
    terminal.close()


@pytest.mark.timed
def test_a_terminal_that_answers_is_known_at_once() -> None:
    terminal = Terminal()
    with terminal.answers((b"\x1b[c", XTERM + NOT_SET + DA1)):
        assert timed(terminal, ENVIRONMENT) < LIMIT_S
    terminal.close()
