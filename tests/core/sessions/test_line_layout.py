"""When a voice says what: never over a cue, and in time for every hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.sessions.leading import assert_clear, assert_led
from tests.core.strategies import change_of, guidances, timelines

if TYPE_CHECKING:
    from stretchtui.core.sessions.timeline import Timeline


# Properties


@pytest.mark.parametrize("speed", [1.0, 2.0])
@given(st.data())
def test_nothing_is_said_over_a_cue_or_a_line_however_phases_change(
    speed: float, data: st.DataObject
) -> None:
    timeline = data.draw(timelines(70, guidance=guidances(speed)))
    assert_clear(timeline)
    index = data.draw(st.integers(0, len(timeline.phases) - 1), label="index")
    assert_clear(timeline.lengthened(index, change_of(timeline.phases[index], data)))


@given(timelines(70, guidance=guidances()))
def test_before_every_hold_its_stretch_and_its_side_are_said(timeline: Timeline) -> None:
    assert_led(timeline)
