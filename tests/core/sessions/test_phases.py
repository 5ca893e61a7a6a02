"""What a phase says of itself."""

from __future__ import annotations

import pytest

from stretchtui.core.sessions.phases import Kind, Phase


@pytest.mark.parametrize("kind", Kind)
def test_the_stretch_itself_is_done_in_holds_and_work_alone(kind: Kind) -> None:
    assert kind.active == (kind in (Kind.HOLD, Kind.WORK))


def test_a_phase_ends_where_its_seconds_are_over() -> None:
    assert Phase(Kind.REST, 40, 12, 0, "Knee").end == 52


@pytest.mark.parametrize(
    ("phase", "unit"),
    [
        (Phase(Kind.HOLD, 0, 30, 0, "Knee"), 10),
        (Phase(Kind.READY, 0, 8, 0, "Knee"), 10),
        (Phase(Kind.HOLD, 0, 24, 0, "Knee", beat=8), 8),
        (Phase(Kind.WORK, 0, 12, 0, "Knee", beat=3), 3),
    ],
)
def test_a_phase_grows_by_a_breath_or_a_movement_or_ten_seconds(phase: Phase, unit: int) -> None:
    assert phase.unit == unit
