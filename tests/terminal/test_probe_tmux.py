"""What a probe asks through a tmux, and in screen."""

from __future__ import annotations

import pytest

from stretchtui.terminal import probe as probes
from stretchtui.terminal.replies import TerminalFacts
from tests.terminal.answering import (
    ASK_MODE,
    DA1,
    NOT_SET,
    SET,
    TMUX,
    WITHIN_TMUX,
    WRAPPED,
    Terminal,
    probed,
)


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


@pytest.mark.parametrize("term", ["screen", "screen.xterm-256color", "screen-256color"])
def test_a_screen_on_another_machine_is_known_by_its_terminal(
    terminal: Terminal, term: str
) -> None:
    with terminal.answers((b"\x1b[c", b"\x1b[?1;2c")):
        found = probed(terminal, {"TERM": term})
    assert found == TerminalFacts(da1=(1, 2), screen=True)


def test_a_tmux_that_calls_its_terminal_screen_is_none(terminal: Terminal) -> None:
    with terminal.answers((b"\x1b[c", TMUX + DA1), (WRAPPED, NOT_SET)):
        found = probed(terminal, {"TERM": "screen-256color"})
    assert (found.tmux, found.screen) == (True, False)
