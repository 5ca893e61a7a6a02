"""What this room hands on cannot be changed."""

from __future__ import annotations

import stretchtui.core
from tests.values import changeable, structs


def test_what_is_handed_on_is_a_value() -> None:
    assert structs(stretchtui.core)
    assert changeable(stretchtui.core) == []
