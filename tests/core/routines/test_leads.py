"""The time that leads to each hold: to get there, and to hear what comes."""

from __future__ import annotations

import math
from typing import Any

import pytest

from stretchtui.core.routines.guidance import Guidance
from stretchtui.core.routines.leads import SETUP_S, Lead, lead_s, leads
from stretchtui.core.routines.model import Routine, Side, Sides, Step, Stretch
from stretchtui.core.routines.pace import Pace

NAMES, FULL = Guidance(), Guidance(frozenset())


def led(
    *stretches: Stretch,
    guidance: Guidance | None = None,
    get_ready: int = 8,
    pace: Pace = Pace(),
    **step: Any,
) -> list[Lead]:
    """What leads to a routine of one step for each of some stretches, which only their id tells."""
    steps = tuple(Step(stretch=stretch.id, **step) for stretch in stretches)
    routine = Routine(id="r", name="R", get_ready=get_ready, steps=steps)
    known = {stretch.id: stretch for stretch in stretches}
    pace = Pace(get_ready, pace.switch, pace.first_side, pace.countdown, guidance)
    return list(leads(routine, known, pace, 0))


def a(id_: str = "a", **more: Any) -> Stretch:
    return Stretch(id=id_, name="Sit tall", **more)


def takes(*lines: str, guidance: Guidance = NAMES) -> int:
    return math.ceil(lead_s(lines, guidance))


def test_time_to_get_there_is_left_where_the_position_or_what_it_needs_changes() -> None:
    lying, prone = a("a", position="on your back", setup=20), a("b", position="on your front")
    assert [lead.ready for lead in led(lying, prone, lying, lying)] == [20, 8, 20, 8]
    strap = a("c", position="on your back", needs=("strap",), setup=15)
    assert [lead.ready for lead in led(lying, strap, strap)] == [20, 15, 8]
    # It is the least there is, never the most.
    assert [lead.ready for lead in led(lying, get_ready=30)] == [30]
    assert [lead.ready for lead in led(a(setup=0), get_ready=0)] == [0]


def test_a_stretch_may_have_a_time_of_its_own_to_change_its_sides() -> None:
    assert [lead.switch for lead in led(a(), a("b", change=0), a("c", change=12))] == [5, 0, 12]


@pytest.mark.parametrize("get_ready", [0, 3, 8])
def test_the_get_ready_lasts_until_the_name_is_said(get_ready: int) -> None:
    one, two = led(a(), a("b"), guidance=NAMES, get_ready=get_ready)
    assert one.ready == two.ready == max(get_ready, takes("Sit tall"))


def test_a_rest_that_is_long_enough_says_the_name_in_its_place() -> None:
    ready = [led(a(), a("b"), guidance=NAMES, get_ready=0, rest=rest)[1].ready for rest in (1, 2)]
    assert ready == [takes("Sit tall"), 0]


def test_what_is_told_how_to_do_is_told_before_and_leaves_time_to_get_there() -> None:
    first, second, third = led(
        a(position="standing", instructions=("Sit.",)),
        a("b", position="standing", instructions=("Sit.",)),
        a("b", position="standing", instructions=("Sit.",)),
        guidance=FULL,
    )
    one = ("First, sit tall", "Standing. Keep your eyes open", "Sit.", "Thirty seconds")
    assert first.ready == math.ceil(lead_s(one, FULL) + SETUP_S)
    # In the same position it takes the time that is counted down.
    two = ("Next, sit tall", "Standing", "Sit.", "Thirty seconds")
    assert second.ready == math.ceil(lead_s(two, FULL) + Pace().countdown)
    assert third.ready == 8


@pytest.mark.parametrize(("setup", "way"), [(None, SETUP_S), (0, 3), (20, 20)])
def test_how_long_it_takes_to_get_there_is_the_stretchs_own(setup: int | None, way: int) -> None:
    (lead,) = led(a(setup=setup), guidance=FULL, get_ready=0)
    assert lead.ready == math.ceil(lead_s(("First, sit tall", "Thirty seconds"), FULL) + way)


@pytest.mark.parametrize("rest", [0, 2, 3, 4, 9])
@pytest.mark.parametrize("get_ready", [0, 8])
def test_how_to_come_out_of_a_stretch_is_said_in_the_rest_or_in_the_get_ready(
    rest: int, get_ready: int
) -> None:
    known = Guidance(frozenset({"b"}))
    _, lead = led(
        a(finish="Roll back down slowly."), a("b"), guidance=known, get_ready=get_ready, rest=rest
    )
    finish = "Roll back down slowly."
    if rest >= lead_s([finish, "Sit tall"], known):
        assert lead.ready == get_ready
    elif rest >= lead_s([finish], known):
        assert lead.ready == max(get_ready, takes("Sit tall"))
    else:
        assert lead.ready == max(get_ready, takes(finish, "Sit tall"))


def test_after_a_step_that_waits_nothing_is_left_to_say_of_it() -> None:
    known = Guidance(frozenset({"b"}))
    _, lead = led(a(finish="Roll back down slowly."), a("b"), guidance=known, wait=True)
    assert lead.ready == 8


def test_sides_change_for_as_long_as_it_takes_to_say_which() -> None:
    pace = Pace(switch=0)
    both = a(sides=Sides.BOTH, change=1)
    assert [lead.switch for lead in led(both, guidance=NAMES, pace=pace)] == [
        takes("Switch to the right")
    ]
    assert [lead.switch for lead in led(a(), guidance=NAMES, pace=pace)] == [0]


def test_how_long_words_take_is_known_when_they_are_rendered() -> None:
    slow = Guidance(length_of=lambda text: 6.1)
    assert [lead.ready for lead in led(a(), guidance=slow, get_ready=0)] == [7]
    partly = Guidance(length_of=lambda text: None)
    assert led(a(), guidance=partly, get_ready=0)[0].ready == takes("Sit tall")


def test_what_is_not_played_leads_to_nothing_and_sides_are_those_that_are() -> None:
    both = Step(name="A", sides=Sides.BOTH, instructions=("Lift the working leg.",))
    routine = Routine(id="r", name="R", steps=(Step(name="B"), both))
    pace = Pace(guidance=FULL)
    (lead,) = leads(
        routine, {}, pace, 0, lambda at, asked: (Side.RIGHT, Side.RIGHT) if at.place else None
    )
    assert lead.at.place == 1
    assert lead.speech is not None
    assert lead.speech.told(Side.RIGHT)[:2] == ("First, A, right side", "Lift your right leg.")


def test_nobody_who_leads_says_anything() -> None:
    assert [lead.speech for lead in led(a())] == [None]
