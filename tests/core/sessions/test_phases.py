"""What a phase says of itself."""

from __future__ import annotations

import pytest

from stretchtui.core.routines.patterns import PatternPart
from stretchtui.core.sessions.phases import Kind, Phase


def test_the_part_of_a_breath_and_how_far_it_has_gone() -> None:
    phase = Phase(Kind.HOLD, 100, 24, 0, "Box", beat=12, pattern=(4, 2, 4, 2))
    assert [phase.part_at(at) for at in (100, 104, 106, 110, 112)] == [
        PatternPart.IN,
        PatternPart.FULL,
        PatternPart.OUT,
        PatternPart.EMPTY,
        PatternPart.IN,
    ]
    assert [phase.cycle_at(elapsed) for elapsed in (0, 2, 5, 8, 14)] == [0, 0.25, 0.5, 0.75, 0.25]
    plain = Phase(Kind.WORK, 0, 8, 0, "Bridge", beat=4)
    assert plain.part_at(1) is None
    assert plain.cycle_at(5) == 0.25


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
