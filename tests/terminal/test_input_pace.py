"""Where typing ends and what a machine sends begins."""

from __future__ import annotations

import pytest

from stretchtui.terminal.input import FAST_S, InputParser
from stretchtui.terminal.tokens import Token, Typed


@pytest.mark.parametrize(("seconds", "tokens"), [(FAST_S, [Typed("\x03")]), (FAST_S * 0.99, [])])
def test_ctrl_c_is_a_key_as_soon_as_it_can_have_been_typed(
    seconds: float, tokens: list[Token]
) -> None:
    # Within a string of the terminal, in which it would be lost.
    parser = InputParser()
    assert parser.feed(b"\x1b]", 0.0) == []
    assert parser.feed(b"\x03", seconds) == tokens
