"""What this room hands on cannot be changed."""

from __future__ import annotations

import stretchtui.words
from tests.values import changeable, structs


def test_what_is_handed_on_is_a_value() -> None:
    assert structs(stretchtui.words)
    assert changeable(stretchtui.words) == []
