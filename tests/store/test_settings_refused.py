"""What is said of settings that are no TOML."""

from __future__ import annotations

import pytest

from stretchtui.store.files import Unreadable
from stretchtui.store.settings import parse


def test_a_reason_is_no_longer_than_a_line_or_two() -> None:
    key = "k" * 300
    with pytest.raises(Unreadable) as found:
        parse(f"cues = {{ {key} = 1, {key} = 2 }}")
    reason = str(found.value)
    assert reason.startswith("not TOML: ")
    assert reason.endswith("kkk…")
    assert len(reason) == len("not TOML: ") + 120
