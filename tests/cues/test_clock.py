"""The clock of a session."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from stretchtui.cues import clock

if TYPE_CHECKING:
    import pytest


def test_the_sessions_clock_goes_on_through_the_machines_sleep() -> None:
    before = time.clock_gettime(time.CLOCK_BOOTTIME)
    assert before <= clock.now() <= time.clock_gettime(time.CLOCK_BOOTTIME)


def test_where_there_is_no_such_clock_it_is_the_one_that_never_goes_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delattr(time, "CLOCK_BOOTTIME")
    monkeypatch.setattr(time, "clock_gettime", {time.CLOCK_MONOTONIC: 7.5}.__getitem__)
    assert clock.now() == 7.5
