"""Whether the terminal's background is light: asked, or told by the environment."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from stretchtui.terminal.background import (
    ASK_BACKGROUND,
    has_light_background,
    is_light_answer,
)
from tests.terminal.answering import DA1, ENVIRONMENT, WITHIN_TMUX, XTERM, Terminal

WHITE = b"\x1b]11;rgb:ffff/ffff/ffff\x1b\\"
BLACK = b"\x1b]11;rgb:0000/0000/0000\x07"


@pytest.fixture
def terminal() -> Iterator[Terminal]:
    one = Terminal()
    yield one
    one.close()


@pytest.mark.parametrize(
    ("answer", "light"),
    [
        (b"ffff/ffff/ffff", True),
        (b"0000/0000/0000", False),
        (b"fd/f6/e3", True),
        (b"00/2b/36", False),
        (b"f/f/f", True),
        (b"fff/0/0", True),  # bright red
        (b"0/0/FFF", False),  # blue
        (b"1212/1212/1212/ffff", False),
    ],
)
def test_a_colour_is_light_in_however_many_digits(answer: bytes, light: bool) -> None:
    assert is_light_answer(answer) is light


@pytest.mark.parametrize(
    ("colours", "light"),
    [
        (None, None),
        ("", None),
        ("0;default", None),
        ("rubbish", None),
        ("15;0", False),
        ("7;8", False),
        ("0;7", True),
        ("0;15", True),
        ("0;default;15", True),
        ("0;\u0661\u0665", False),
    ],
)
def test_the_environment_may_tell(colours: str | None, light: bool | None) -> None:
    environment = {} if colours is None else {"COLORFGBG": colours}
    assert has_light_background(environment) is light


@pytest.mark.parametrize(("answer", "light"), [(WHITE, True), (BLACK, False), (b"", None)])
def test_it_is_asked_with_the_others(terminal: Terminal, answer: bytes, light: bool | None) -> None:
    asked = ASK_BACKGROUND.encode()
    with (
        terminal.answers((b"\x1b[c", XTERM + answer + DA1)),
        terminal.probe(background=True) as probe,
    ):
        assert probe.finish().light is light
        assert probe.take_typed() == b""
    assert terminal.asked.count(asked) == 1
    assert terminal.asked.index(asked) < terminal.asked.index(b"\x1b[c")


def test_tmux_is_asked_itself(terminal: Terminal) -> None:
    with (
        terminal.answers((b"\x1b[c", WHITE + DA1)),
        terminal.probe(WITHIN_TMUX, background=True) as probe,
    ):
        assert probe.look().tmux
    assert ASK_BACKGROUND.encode() in terminal.asked


@pytest.mark.parametrize("term", ["eterm-color", "vt220", "ansi", "unheard-of"])
def test_what_may_not_know_the_question_is_not_asked_it(terminal: Terminal, term: str) -> None:
    with (
        terminal.answers((b"\x1b[c", DA1)),
        terminal.probe({"TERM": term}, background=True) as probe,
    ):
        assert probe.finish().light is None
    assert b"\x1b]" not in terminal.asked


def test_whoever_does_not_draw_does_not_ask(terminal: Terminal) -> None:
    with terminal.answers((b"\x1b[c", DA1)), terminal.probe(ENVIRONMENT) as probe:
        probe.finish()
    assert b"\x1b]" not in terminal.asked


def test_an_answer_that_comes_late_is_told_on_once_and_no_key(terminal: Terminal) -> None:
    told: list[bool] = []
    with terminal.probe(background=True) as probe:
        assert probe.look().light is None
        probe.release()
        probe.when_coloured = told.append
        assert probe.strain(b"q") == b"q"
        assert told == []
        assert probe.strain(b"a" + WHITE + b"b") == b"ab"
        assert probe.strain(BLACK + b"c") == b"c", "it said so before"
        assert told == [True]
        assert probe.found().light is True
        probe.strain(DA1)


def test_a_late_answer_that_nobody_waits_for_is_no_key(terminal: Terminal) -> None:
    with terminal.probe(background=True) as probe:
        probe.look()
        assert probe.strain(BLACK + DA1) == b""
        assert probe.found().light is False
