"""Styles: the fewest parameters, and the shortest way from one to another."""

from __future__ import annotations

import pytest
from hypothesis import given

from stretchtui.terminal.sgr import change, shortest, shows_on_spaces, space_style
from tests.terminal.frames import styles

OFF = {"22": {"1", "2"}, "23": {"3"}, "24": {"4"}, "27": {"7"}, "29": {"9"}}


class State:
    """What a terminal makes of SGR, as plain as can be."""

    def __init__(self) -> None:
        self.attributes: set[str] = set()
        self.colours = {"3": "own", "4": "own"}

    def take(self, parameters: str) -> None:
        """Take in the parameters of a sequence."""
        left = parameters.split(";")
        while left:
            code = left.pop(0)
            if code in ("", "0"):
                self.__init__()  # type: ignore[misc]
            elif code in OFF:
                self.attributes -= OFF[code]
            elif code in ("38", "48"):
                count = {"5": 2, "2": 4}[left[0]]
                self.colours[code[0]] = ";".join(left[:count])
                del left[:count]
            elif code in ("39", "49"):
                self.colours[code[0]] = "own"
            elif len(code) > 1 and code[:-1] in ("3", "4"):
                self.colours[code[0]] = code[1]
            elif code[:-1] in ("9", "10"):
                self.colours["3" if code[:-1] == "9" else "4"] = f"bright {code[-1]}"
            else:
                self.attributes.add(code)


def state(*sequences: str) -> tuple[set[str], dict[str, str]]:
    """What is set after some sequences."""
    terminal = State()
    for each in filter(None, sequences):
        assert each.startswith("\x1b[")
        assert each.endswith("m")
        terminal.take(each[2:-1])
    return terminal.attributes, terminal.colours


@given(styles(), styles())
def test_a_change_sets_what_the_new_style_sets_alone(old: str, new: str) -> None:
    old, new = shortest(old), shortest(new)
    assert state(f"\x1b[{old}m", change(old, new)) == state(f"\x1b[{new}m")


@given(styles(), styles())
def test_a_change_is_never_longer_than_setting_all_anew(old: str, new: str) -> None:
    old, new = shortest(old), shortest(new)
    assert len(change(old, new)) <= len(f"\x1b[0;{new}m")
    assert (change(old, new) == "") == (old == new)


@pytest.mark.parametrize(
    ("old", "new", "sent"),
    [
        ("1;31", "", "\x1b[m"),
        ("", "1;31", "\x1b[1;31m"),
        ("1;31", "31", "\x1b[22m"),
        ("31", "1;31", "\x1b[1m"),
        ("1;31", "1;32", "\x1b[32m"),
        ("1;2", "2", "\x1b[0;2m"),
        ("1;2;38;5;110", "2;38;5;110", "\x1b[22;2m"),
        ("1;4;38;5;110", "4;38;5;110", "\x1b[22m"),
        ("31;44", "44", "\x1b[0;44m"),
        ("53;31", "31", "\x1b[0;31m"),
    ],
)
def test_a_change_is_the_shortest(old: str, new: str, sent: str) -> None:
    assert change(old, new) == sent


@pytest.mark.parametrize(
    ("style", "short"),
    [
        ("", ""),
        ("4;1", "1;4"),
        ("39;49", ""),
        ("31;39;44", "44"),
        ("97;107", "97;107"),
        ("44;31;1", "1;31;44"),
        ("38;5;3", "38;5;3"),
        ("38;2;0;0;0", "38;2;0;0;0"),
        ("38;2;95;0;0", "38;5;52"),
        ("38;2;0;95;0", "38;5;22"),
        ("38;2;0;0;255", "38;2;0;0;255"),
        ("48;2;255;255;255", "48;5;231"),
        ("48;2;8;8;8", "48;5;232"),
        ("48;2;238;238;238", "48;5;255"),
        ("48;2;248;248;248", "48;2;248;248;248"),
        ("48;2;8;8;9", "48;2;8;8;9"),
        ("48;2;8;18;18", "48;2;8;18;18"),
        ("48;2;18;8;8", "48;2;18;8;8"),
        ("48;2;18;18;8", "48;2;18;18;8"),
        ("48;2;135;175;216", "48;2;135;175;216"),
    ],
)
def test_the_shortest_form_has_the_same_colours(style: str, short: str) -> None:
    assert shortest(style) == short


def test_colours_can_be_left_out() -> None:
    assert shortest("1;31;48;2;1;2;3;4", colour=False) == "1;4"


@pytest.mark.parametrize(
    ("style", "seen", "space"),
    [
        ("1;2;3;31;44", False, "44"),
        ("31", False, ""),
        ("", False, ""),
        ("4;31;44", True, "4;31;44"),
        ("1;7", True, "1;7"),
        ("9", True, "9"),
    ],
)
def test_a_space_shows_the_background_and_lines(style: str, seen: bool, space: str) -> None:
    assert shows_on_spaces(style) == seen
    assert space_style(style) == space
