"""What a terminal can do, and what is therefore sent to it."""

from __future__ import annotations

import pytest

from stretchtui.terminal.buffer import ScreenBuffer
from stretchtui.terminal.capabilities import (
    ALL,
    NONE,
    NUMBERED,
    SIXTEEN,
    Capabilities,
    capabilities_of,
)

LINUX = capabilities_of({"TERM": "linux"})


@pytest.mark.parametrize(
    ("environment", "colours"),
    [
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, ALL),
        ({"TERM": "xterm", "COLORTERM": "24bit"}, ALL),
        ({"TERM": "xterm-256color"}, NUMBERED),
        ({"TERM": "screen-256color"}, NUMBERED),
        ({"TERM": "tmux-256color"}, NUMBERED),
        ({"TERM": "xterm-kitty"}, NUMBERED),
        ({"TERM": "xterm"}, SIXTEEN),
        ({"TERM": "screen"}, SIXTEEN),
        ({"TERM": "linux"}, SIXTEEN),
        ({"TERM": "vte"}, SIXTEEN),
        ({}, SIXTEEN),
        ({"TERM": "vt100"}, NONE),
        ({"TERM": "vt220", "COLORTERM": "truecolor"}, NONE),
        ({"TERM": "xterm-mono"}, NONE),
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor", "NO_COLOR": "1"}, NONE),
        ({"TERM": "xterm-256color", "NO_COLOR": ""}, NUMBERED),
    ],
)
def test_colours_are_those_that_the_environment_tells_of(
    environment: dict[str, str], colours: int
) -> None:
    assert capabilities_of(environment).colours == colours


def test_numbers_of_colours_can_be_counted_with() -> None:
    assert (NONE, SIXTEEN, NUMBERED, ALL) == (0, 2**4, 2**8, 2**24)


@pytest.mark.parametrize(
    ("term", "csi_only"),
    [
        *((each, False) for each in ("xterm-256color", "screen", "tmux-256color", "linux", "st")),
        *((each, False) for each in ("vt220", "st-256color", "foot", "xterm-kitty", "mlterm")),
        *((each, True) for each in ("eterm-color", "eterm", "stv52", "hp2645", "new", "")),
    ],
)
def test_terminals_that_nothing_is_known_of_are_sent_csi_only(term: str, csi_only: bool) -> None:
    capabilities = capabilities_of({"TERM": term})
    assert capabilities.csi_only == csi_only
    strings = ["\x1b]2;title\x1b\\", "\x1bP+q\x1b\\", "\x1b(B", "\x1b=", "\x1b_x\x1b\\"]
    if csi_only:
        assert [capabilities.admit(each) for each in strings] == [""] * len(strings)
    assert capabilities.admit("\x1b[?25l") == "\x1b[?25l"
    assert ("\x1b(" in capabilities.afresh) != csi_only


@pytest.mark.parametrize(
    ("environment", "erases"),
    [
        ({"TERM": "xterm-256color"}, True),
        ({"TERM": "linux"}, True),
        ({"TERM": "xterm-256color", "STY": "1.pts-0"}, False),
        ({"TERM": "screen-256color"}, False),
        ({"TERM": "tmux-256color"}, False),
        ({"TERM": "vt100"}, False),
        ({}, False),
    ],
)
def test_a_terminal_is_not_trusted_to_erase_in_colour_without_a_sign(
    environment: dict[str, str], erases: bool
) -> None:
    assert capabilities_of(environment).erases == erases


@pytest.mark.parametrize(
    "control",
    ["\x1b[?2026$p", "\x1b[?2048$p", "\x1b[?1003h", "\x1b[?1015l", "\x1b[?1016h", "\x1b]22;x\x07"],
)
def test_what_is_of_no_use_to_us_is_sent_to_nobody(control: str) -> None:
    assert Capabilities().admit(control) == ""


@pytest.mark.parametrize(
    "control",
    ["\x1b[>25u", "\x1b[<u", "\x1b]2;title\x1b\\", "\x1b[22;2t", "\x1b[?1000h", "\x1b[?2004l"],
)
def test_a_console_is_sent_nothing_that_it_may_print(control: str) -> None:
    assert Capabilities().admit(control) == control
    assert LINUX.admit(control) == ""


@pytest.mark.parametrize("control", ["\x1b[m", "\x1b[?25l", "\x1b[?7h", "\x1b[2J", "\x07"])
def test_a_console_is_sent_what_every_terminal_knows(control: str) -> None:
    assert LINUX.admit(control) == control


def test_a_console_without_another_screen_is_left_empty() -> None:
    assert LINUX.admit("\x1b[?1049l") == "\x1b[m\x1b[2J\x1b[H\x1b[?1049l"


def test_a_console_is_shown_the_blocks_that_it_has() -> None:
    canvas = ScreenBuffer(LINUX)
    canvas.feed("\x1b[1;1H▁▂▄▆█")
    assert canvas.take() == "\x1b[H ▄▄██"
