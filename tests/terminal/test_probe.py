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

from stretchtui.terminal.probe import LIMIT_S, LIMIT_WITHIN_S, Probe
from stretchtui.terminal.replies import TerminalFacts

pytestmark = pytest.mark.timed

XTERM = b"\x1bP>|XTerm(370)\x1b\\"
DA1 = b"\x1b[?61;4;22c"
RELAY = b"\x1b[?8733;1$y"
NO_RELAY = b"\x1b[?8733;0$y"
HANDSHAKE = b"\x1b[?8733$p"
WRAPPED = b"\x1bPtmux;\x1b\x1b[?8733$p\x1b\\"

MODE = 8733
ENVIRONMENT = {"TERM": "xterm-256color"}


class Terminal:
    """The terminal's end of a pty, and the program's."""

    def __init__(self) -> None:
        self.master, self.slave = pty.openpty()
        self.asked = b""

    def close(self) -> None:
        """Let go of both."""
        os.close(self.master)
        os.close(self.slave)

    def answer(self, *answers: tuple[bytes, bytes]) -> Thread:
        """Give each answer as soon as its question comes, one after the other."""

        def wait() -> None:
            for question, answer in answers:
                while question not in self.asked:
                    assert select.select([self.master], [], [], 10)[0], self.asked
                    self.asked += os.read(self.master, 4096)
                os.write(self.master, answer)

        thread = Thread(target=wait)
        thread.start()
        return thread

    def unread(self) -> bytes:
        """What the next program would read; none of it waits for a line's end."""
        settings = termios.tcgetattr(self.slave)
        settings[3] &= ~termios.ICANON
        termios.tcsetattr(self.slave, termios.TCSANOW, settings)
        return os.read(self.slave, 4096) if select.select([self.slave], [], [], 0)[0] else b""


@pytest.fixture
def terminal() -> Iterator[Terminal]:
    """A terminal."""
    made = Terminal()
    yield made
    made.close()


def probed(
    terminal: Terminal, environment: dict[str, str] = ENVIRONMENT
) -> tuple[TerminalFacts, float]:
    """What a probe finds, and how long it takes in seconds."""
    before = termios.tcgetattr(terminal.slave)
    begin = time.monotonic()
    with Probe(terminal.slave, terminal.slave, environment, mode=MODE) as probe:
        found = probe.finish()
        seconds = time.monotonic() - begin
    assert termios.tcgetattr(terminal.slave) == before
    return found, seconds


def test_a_terminal_that_answers_is_known_at_once(terminal: Terminal) -> None:
    thread = terminal.answer((b"\x1b[c", XTERM + NO_RELAY + DA1))
    found, seconds = probed(terminal)
    thread.join()
    assert found == TerminalFacts(da1=(61, 4, 22), version="XTerm(370)", mode_set=False)
    assert seconds < LIMIT_S


def test_a_relay_answers_before_the_terminal(terminal: Terminal) -> None:
    thread = terminal.answer((b"\x1b[c", RELAY + XTERM + DA1))
    found, _ = probed(terminal)
    thread.join()
    assert found.mode_set is True
    assert not found.through_tmux


def test_what_was_typed_before_and_meanwhile_is_kept(terminal: Terminal) -> None:
    os.write(terminal.master, b"before\nhalf")
    thread = terminal.answer((b"\x1b[c", b"a" + XTERM + b"\x1b[A" + DA1))
    with Probe(terminal.slave, terminal.slave, ENVIRONMENT, mode=MODE) as probe:
        found = probe.finish()
        assert probe.take_typed() == found.typed
        assert probe.take_typed() == b"", "once"
    thread.join()
    assert found.typed == b"before\nhalfa\x1b[A"
    assert terminal.unread() == b""


def test_a_silent_terminal_costs_the_limit_and_no_more(terminal: Terminal) -> None:
    found, seconds = probed(terminal)
    assert found == TerminalFacts(pending=True)
    assert LIMIT_S <= seconds < LIMIT_WITHIN_S


def test_answers_that_come_after_the_limit_are_no_keys(terminal: Terminal) -> None:
    now = 100.0
    with Probe(terminal.slave, terminal.slave, ENVIRONMENT, mode=MODE, clock=lambda: now) as probe:
        now = 100.3
        assert probe.finish().pending
        probe.release()
        assert probe.strain(b"a" + XTERM + DA1[:4]) == b"a"
        assert probe.flush() == b"", "nobody types that"
        assert probe.strain(DA1[4:] + b"b\x1b") == b"b\x1b", "the last answer: escape is a key"
        assert probe.found() == TerminalFacts(da1=(61, 4, 22), version="XTerm(370)")
        assert probe.strain(b"\x1b") == b"\x1b"


def test_a_terminal_that_never_answers_has_its_escapes_at_once(terminal: Terminal) -> None:
    now = 100.0
    with Probe(terminal.slave, terminal.slave, ENVIRONMENT, mode=MODE, clock=lambda: now) as probe:
        now = 100.3
        assert probe.finish().pending
        assert probe.strain(b"\x1b") == b""
        assert probe.flush() == b"\x1b"
        assert probe.strain(b"\x1b[?") == b""
        now = 105.0
        assert not probe.waiting()
        assert probe.strain(b"\x1b") == b"\x1b[?\x1b"


def test_answers_that_come_as_the_program_ends_early_are_left_to_nobody(
    terminal: Terminal,
) -> None:
    before = termios.tcgetattr(terminal.slave)
    thread = terminal.answer((b"\x1b[c", XTERM + DA1))
    with (
        pytest.raises(KeyboardInterrupt),
        Probe(terminal.slave, terminal.slave, ENVIRONMENT, mode=MODE),
    ):
        raise KeyboardInterrupt
    thread.join()
    assert termios.tcgetattr(terminal.slave) == before
    assert terminal.unread() == b""


def test_nothing_is_echoed_while_answers_are_under_way(terminal: Terminal) -> None:
    with Probe(terminal.slave, terminal.slave, ENVIRONMENT, mode=MODE) as probe:
        assert not termios.tcgetattr(terminal.slave)[3] & termios.ECHO
        os.write(terminal.master, DA1)
        probe.finish()
        assert not termios.tcgetattr(terminal.slave)[3] & termios.ECHO
    assert b"61" not in os.read(terminal.master, 4096)


def test_another_machines_tmux_is_asked_to_hand_the_question_on(terminal: Terminal) -> None:
    thread = terminal.answer((b"\x1b[c", b"\x1bP>|tmux 3.3a\x1b\\\x1b[?1;2c"), (WRAPPED, RELAY))
    found, _ = probed(terminal)
    thread.join()
    assert found == TerminalFacts(
        da1=(1, 2), version="tmux 3.3a", mode_set=True, tmux=True, through_tmux=True
    )  # fmt: skip


def test_a_relay_this_side_of_another_machines_tmux_needs_no_handing_on(
    terminal: Terminal,
) -> None:
    thread = terminal.answer((b"\x1b[c", b"\x1bP>|tmux 3.3a\x1b\\" + RELAY + b"\x1b[?1;2c"))
    found, _ = probed(terminal)
    thread.join()
    assert (found.mode_set, found.tmux, found.through_tmux) == (True, True, False)


@pytest.mark.parametrize("said", ["on", "all", "", "off", None])
def test_a_tmux_that_hands_nothing_on_is_not_waited_for(
    terminal: Terminal,
    said: str | None,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = tmp_path_factory.mktemp("programs")
    if said is not None:
        (folder / "tmux").write_text(f"#!/bin/sh\necho '{said}'\n")
        (folder / "tmux").chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))
    thread = terminal.answer((b"\x1b[c", b"\x1bP>|tmux 3.3a\x1b\\\x1b[?1;2c"))
    found, seconds = probed(terminal, {**ENVIRONMENT, "TMUX": "/tmp/x,1,0", "TMUX_PANE": "%0"})
    thread.join()
    assert (found.tmux, found.mode_set) == (True, None)
    assert found.passthrough == {None: None, "off": False}.get(said, True)
    assert found.through_tmux == (WRAPPED in terminal.asked) == (said != "off")
    assert HANDSHAKE not in terminal.asked.replace(WRAPPED, b""), "tmux would not hand it on"
    assert found.pending == (said != "off")
    assert seconds >= LIMIT_WITHIN_S if found.pending else seconds < LIMIT_WITHIN_S


@pytest.mark.parametrize("term", ["dumb", "linux", ""])
def test_some_terminals_are_better_not_asked(terminal: Terminal, term: str) -> None:
    found, seconds = probed(terminal, {"TERM": term} if term else {})
    assert found == TerminalFacts()
    assert seconds < LIMIT_S
    assert not select.select([terminal.master], [], [], 0)[0]


def test_screen_is_known_and_is_not_asked_to_hand_on(terminal: Terminal) -> None:
    thread = terminal.answer((b"\x1b[c", b"\x1b[?1;2c"))
    found, _ = probed(terminal, {"TERM": "screen", "STY": "1.x"})
    thread.join()
    assert found == TerminalFacts(da1=(1, 2), screen=True)


def test_a_terminal_that_takes_nothing_is_not_asked(terminal: Terminal) -> None:
    os.set_blocking(terminal.slave, False)
    # The kernel may make room once more for a moment after it is full.
    while select.select([], [terminal.slave], [], 0.05)[1]:
        with contextlib.suppress(BlockingIOError):
            os.write(terminal.slave, b"x" * 4096)
    os.set_blocking(terminal.slave, True)
    found, seconds = probed(terminal)
    assert found == TerminalFacts()
    assert seconds < LIMIT_S


def test_what_is_no_terminal_is_left_alone(tmp_path_factory: pytest.TempPathFactory) -> None:
    reader, writer = os.pipe()
    with Probe(reader, writer, ENVIRONMENT, mode=MODE) as probe:
        assert probe.finish() == TerminalFacts()
    os.close(writer)
    assert os.read(reader, 10) == b""
    os.close(reader)
