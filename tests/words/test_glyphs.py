"""The characters for a terminal, by what its locale says."""

from __future__ import annotations

import pytest

from stretchtui.words.glyphs import ASCII, CONSOLE, UNICODE, Glyphs, glyphs_for


@pytest.mark.parametrize(
    ("environment", "glyphs"),
    [
        ({}, UNICODE),
        ({"TERM": "xterm"}, UNICODE),
        ({"TERM": "linux"}, ASCII),
        ({"LANG": "de_DE.UTF-8"}, UNICODE),
        ({"LANG": "de_DE.utf8", "TERM": "linux"}, CONSOLE),
        ({"LANG": "de_DE"}, ASCII),
        ({"LANG": "C"}, ASCII),
        ({"LANG": "C.UTF-8"}, UNICODE),
        # The more special one decides.
        ({"LANG": "C", "LC_CTYPE": "en_GB.UTF-8"}, UNICODE),
        ({"LANG": "en_GB.UTF-8", "LC_CTYPE": "C"}, ASCII),
        ({"LANG": "en_GB.UTF-8", "LC_CTYPE": "en_GB.UTF-8", "LC_ALL": "POSIX"}, ASCII),
        ({"LANG": "C", "LC_CTYPE": "C", "LC_ALL": "en_GB.UTF-8"}, UNICODE),
        # What the interpreter puts there itself says nothing of the terminal; a person's does.
        ({"LANG": "C", "LC_CTYPE": "C.UTF-8"}, ASCII),
        ({"LANG": "POSIX", "LC_CTYPE": "C.UTF-8"}, ASCII),
        ({"LC_CTYPE": "C.UTF-8"}, UNICODE),
        ({"LANG": "de_DE", "LC_CTYPE": "C.UTF-8"}, UNICODE),
        ({"LANG": "C", "LC_ALL": "C.UTF-8"}, UNICODE),
    ],
)
def test_the_locale_decides_what_a_terminal_can_show(
    environment: dict[str, str], glyphs: Glyphs
) -> None:
    assert glyphs_for(environment) is glyphs


@pytest.mark.parametrize(
    ("environment", "chosen", "wide", "glyphs"),
    [
        ({}, "auto", True, ASCII),
        ({}, "unicode", True, UNICODE),
        ({"LANG": "C"}, "unicode", False, UNICODE),
        ({"LANG": "C.UTF-8", "TERM": "linux"}, "unicode", False, CONSOLE),
        ({"LANG": "C.UTF-8"}, "ascii", False, ASCII),
    ],
)
def test_the_terminal_has_a_say_and_the_person_the_last_word(
    environment: dict[str, str], chosen: str, wide: bool, glyphs: Glyphs
) -> None:
    assert glyphs_for(environment, chosen, ambiguous_wide=wide) is glyphs
