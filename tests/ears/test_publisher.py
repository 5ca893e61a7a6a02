"""What the pages are told of a session, and that they make the same of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from stretchtui.core.routines.model import Condition
from stretchtui.core.sessions.cues import CueName
from stretchtui.core.sessions.events import SessionCommand, State
from stretchtui.core.settings import CueSettings
from stretchtui.cues.browser.request import Request
from tests.ears.floor import Floor, ToPage

if TYPE_CHECKING:
    from stretchtui.core.setting_kinds import GuideName

ALL_KINDS = """
format = 1
[[routine]]
id = "all"
name = "All kinds"
get_ready = 8
[[routine.step]]
name = "Reach"
hold = 20
sides = "both"
rest = 5
[[routine.step]]
name = "Nod"
reps = 5
tempo = 2
wait = true
[[routine.step]]
name = "Breathe"
breaths = 2
[[routine.step]]
name = "Fold"
hold = 5
times = 2
"""

IN_ROUNDS = """
format = 1
[[routine]]
id = "core"
name = "Core"
get_ready = 2
[[routine.step]]
rounds = 2
[[routine.step.step]]
name = "Nod"
hold = 5
[[routine.step.step]]
name = "Bow"
hold = 4
"""

CARE = """
format = 1
[[stretch]]
id = "plank"
name = "Plank"
avoid = ["disc"]
[[routine]]
id = "care"
name = "Care"
get_ready = 8
[[routine.step]]
stretch = "plank"
hold = 20
[[routine.step]]
name = "Nod"
hold = 5
"""

GUIDES: tuple[GuideName, ...] = ("off", "full")

EIGHTH_S = 0.125
"""Sums of this are exact."""

Doing = Callable[[Floor], None]


def command(what: SessionCommand) -> Doing:
    """Tell the session."""

    def do(floor: Floor) -> None:
        floor.player.do(what)

    do.__name__ = what.name
    return do


def skips(floor: Floor) -> None:
    """Skip what hurts."""
    if floor.player.is_playing:
        floor.player.skip_step()


def hurts(floor: Floor) -> None:
    """It hurts."""
    if floor.player.is_playing:
        floor.player.hurts()


def mutes(floor: Floor) -> None:
    """Sounds off, or on again."""
    floor.mat.audio.toggle_mute()


def turns_off(floor: Floor) -> None:
    """Have holds make no sound, or make one again."""
    settings = floor.mat.settings
    off = frozenset[CueName]() if settings.value.cues.off else frozenset({CueName.HOLD})
    settings.set(replace(settings.value, cues=CueSettings(off=off)))


def falls_silent(floor: Floor) -> None:
    """Have the voice say nothing, or speak again."""
    floor.speak("off" if floor.mat.settings.value.voice.guide == "full" else "full")


def goes(floor: Floor) -> None:
    """The page is gone, or back."""
    if floor.link.pages.ready:
        floor.link.goes()
    else:
        floor.link.comes()


COMMANDS: list[Doing] = [command(each) for each in SessionCommand if each != SessionCommand.START]
OTHERS: list[Doing] = [skips, hurts, mutes, turns_off, falls_silent, Floor.pause_or_resume]


def doings(*done: Doing) -> st.SearchStrategy[list[tuple[int, Doing]]]:
    """What is done, and after how many eighths of a second."""
    return st.lists(st.tuples(st.integers(0, 250), st.sampled_from(done)), max_size=12)


@given(doings(*COMMANDS, *OTHERS), st.sampled_from(GUIDES), st.sampled_from([1.0, 2.0]))
def test_a_page_shows_and_sounds_what_the_session_does(
    done: list[tuple[int, Doing]], guide: GuideName, speed: float
) -> None:
    floor = Floor(ALL_KINDS, speed)
    floor.speak(guide)
    floor.mat.play()
    assert floor.agrees()
    for eighths, do in [*done, (300, lambda floor: None)]:
        for _ in range(eighths):
            floor.clock.advance(EIGHTH_S)
            assert floor.agrees()
        do(floor)
        assert floor.agrees()


@given(doings(*COMMANDS, *OTHERS, goes))
def test_the_same_where_time_or_the_page_was_away(done: list[tuple[int, Doing]]) -> None:
    floor = Floor(ALL_KINDS)
    floor.mat.play(seconds=3)
    for eighths, do in done:
        floor.clock.jump(eighths * EIGHTH_S)
        # What was scheduled sounded on where the page is.
        floor.ears.told[:] = floor.page.heard()
        assert floor.agrees()
        do(floor)
        assert floor.agrees()


def test_a_page_is_told_little_while_a_session_runs_by_itself() -> None:
    floor = Floor()
    floor.mat.play()
    assert floor.told(38) == ["figure"]
    assert floor.told(1) == ["figure"]
    assert floor.told(44) == []
    assert floor.told(2) == ["moment"]
    assert floor.page.moment["state"] == "finished"
    assert floor.told(60) == []


def test_before_anything_is_played_the_page_says_so() -> None:
    floor = Floor()
    assert floor.page.is_idle
    assert floor.told(10) == []
    floor.mat.play()
    assert not floor.page.is_idle


def test_a_session_is_told_as_it_is_laid_out() -> None:
    floor = Floor(ALL_KINDS)
    floor.mat.play()
    told, timeline = floor.page.session, floor.player.timeline
    assert (told["routine"], told["total"]) == ("All kinds", timeline.total)
    assert told["steps"] == ["Reach", "Nod", "Breathe", "Fold"]
    assert told["phases"][1] == ["hold", 8, 20, 0, "left", 1, 1, 0, False, 1, 1, []]
    assert ["work", 66, 10, 1, "none", 1, 1, 2, True, 1, 1, [2]] in told["phases"]
    assert ["hold", 84, 20, 2, "none", 1, 1, 10, False, 1, 1, [4, 0, 6, 0]] in told["phases"]
    assert len(told["phases"]) == len(told["next"]) == len(timeline.phases)
    assert told["next"][:2] == ["hold 20 s, left side", "right side"]


def test_what_is_left_out_is_told_and_does_not_come() -> None:
    floor = Floor(CARE)
    floor.mat.entry = floor.mat.entry.for_person({Condition.DISC})
    floor.mat.play()
    assert floor.page.session["adapted"] == "For you: 1 left out"
    assert {row[0] for row in floor.page.session["phases"]} == {"ready", "hold"}
    assert floor.page.session["total"] == 8 + 5
    floor.mat.entry = floor.mat.entry.as_written
    floor.mat.play()
    assert floor.page.session["adapted"] == ""
    assert floor.page.session["total"] == 8 + 5 + 8 + 20


def test_a_step_in_rounds_is_told_with_its_round() -> None:
    floor = Floor(IN_ROUNDS)
    floor.mat.play()
    told = floor.page.session
    assert told["steps"] == ["Nod", "Bow"]
    assert [(row[3], *row[9:11]) for row in told["phases"] if row[0] == "hold"] == [
        (0, 1, 2),
        (1, 1, 2),
        (0, 2, 2),
        (1, 2, 2),
    ]
    assert told["next"][1:3] == ["Bow", "hold 4 s, round 1 of 2"]
    assert told["next"][3] == "round 2 of 2: Nod"


@pytest.mark.parametrize("guide", GUIDES)
def test_what_is_changed_of_what_comes_is_told_at_once(guide: GuideName) -> None:
    floor = Floor(IN_ROUNDS)
    floor.speak(guide)
    floor.mat.play(seconds=1)
    floor.page.told.clear()
    order = floor.player.order
    assert order.move(1, 3)
    assert [each["type"] for each in floor.page.told] == ["session", "moment"]
    told = floor.page.session
    assert [(row[3], row[9]) for row in told["phases"] if row[0] == "hold"] == [
        *((0, 1), (0, 2), (1, 2), (1, 1)),
    ]
    while floor.player.is_playing:
        assert floor.agrees()
        floor.clock.advance(1)
        if floor.player.view().phase.turn == (0, 2) and not order.agenda.out:
            assert order.leave_out(3)
            assert floor.agrees()
    assert len(order.agenda.out) == 1


def test_a_session_that_is_let_be_is_told_as_stopped() -> None:
    floor = Floor()
    floor.mat.play(seconds=20)
    floor.player.hurts()
    floor.player.close()
    moment = floor.page.moment
    assert (moment["state"], moment["anchor"], moment["schedule"]) == ("stopped", 20, [])
    assert (moment["hurts"], moment["note"]) == (False, "")
    assert not floor.link.foreseen
    assert floor.told(60) == []


@pytest.mark.parametrize("ends", [SessionCommand.STOP, SessionCommand.NEXT_STEP])
def test_of_one_that_is_over_nothing_more_is_told(ends: SessionCommand) -> None:
    floor = Floor()
    floor.mat.play(seconds=20)
    while floor.player.is_playing:
        floor.player.do(ends)
    state = floor.page.moment["state"]
    assert state == ("stopped" if ends is SessionCommand.STOP else "finished")
    floor.page.told.clear()
    floor.player.close()
    assert floor.told(1) == []
    assert floor.page.moment["state"] == state


def test_another_session_has_another_number() -> None:
    floor = Floor()
    floor.mat.play(seconds=20)
    floor.player.hurts()
    first = floor.page.session["id"]
    floor.mat.play()
    assert floor.page.session["id"] != first
    assert (floor.page.moment["state"], floor.page.moment["hurts"]) == ("running", False)
    assert floor.page.figures.keys() == {0}
    floor.clock.advance(1)
    assert floor.page.figures.keys() == {0, 1}


def test_one_that_is_loaded_waits_to_begin() -> None:
    floor = Floor()
    floor.mat.play(seconds=10)
    floor.player.hurts()
    floor.player.load(floor.mat.entry, floor.mat.witness)
    moment = floor.page.moment
    assert (moment["state"], moment["anchor"], moment["schedule"]) == ("idle", 0, [])
    assert moment["hurts"] is False


def test_why_a_session_stands_still_is_told_as_long_as_it_does() -> None:
    floor = Floor()
    floor.mat.play(seconds=10)
    floor.clock.jump(70)
    assert floor.page.moment["note"] == "away for 1:10"
    floor.player.pause_or_resume()
    assert floor.page.moment["note"] == ""
    floor.clock.advance(2)
    floor.player.pause()
    assert (floor.page.moment["state"], floor.page.moment["note"]) == ("paused", "")


def test_that_no_page_was_there_is_told_to_the_one_that_comes() -> None:
    floor = Floor()
    floor.mat.play(seconds=20)
    floor.link.goes()
    floor.clock.advance(6.5)
    assert floor.player.state is State.PAUSED
    floor.link.comes()
    assert floor.page.moment["note"] == "no browser page for 6 s"
    assert floor.page.moment["anchor"] == 20


def test_what_hurts_is_asked_on_the_page_until_it_is_answered() -> None:
    floor = Floor()
    floor.mat.play(seconds=20)
    floor.player.hurts()
    assert (floor.page.moment["state"], floor.page.moment["hurts"]) == ("paused", True)
    floor.player.pause_or_resume()
    assert (floor.page.moment["state"], floor.page.moment["hurts"]) == ("running", False)


def test_what_is_not_heard_is_not_scheduled() -> None:
    floor = Floor()
    floor.speak("full")
    floor.mat.play(seconds=20)

    def kinds() -> set[str]:
        return {kind for _, kind, *_ in floor.page.moment["schedule"]}

    def names() -> set[str]:
        return {what for _, kind, what, *_ in floor.page.moment["schedule"] if kind == "cue"}

    assert kinds() == {"cue", "line"}
    assert "rest" not in names()
    assert "hold" in names()
    for do in (falls_silent, turns_off):
        do(floor)
    assert kinds() == {"cue"}
    assert "hold" not in names()
    falls_silent(floor)
    assert kinds() == {"cue", "line"}
    mutes(floor)
    assert kinds() == set()
    assert floor.page.muted
    mutes(floor)
    assert kinds() == {"cue", "line"}
    assert not floor.page.muted
    floor.player.pause()
    assert kinds() == set()


def test_lines_have_the_names_that_they_are_kept_under(monkeypatch: pytest.MonkeyPatch) -> None:
    floor = Floor()
    floor.speak("full")

    class Named:
        any_script = True

        def key(self, text: str) -> str:
            return text.upper()

        def length(self, text: str) -> None:
            """It is not known."""

        def prepare(self, lines: object) -> None:
            """Nothing is rendered."""

    monkeypatch.setattr(floor.mat.audio, "voice", Named())
    floor.mat.play()
    lines = [each for each in floor.page.moment["schedule"] if each[1] == "line"]
    assert lines
    assert all(key == text.upper() for _, _, text, key in lines)


def test_a_figure_is_there_wherever_a_session_goes() -> None:
    floor = Floor()
    floor.mat.play(first_step=2)
    assert floor.page.figures.keys() == {2}
    floor.player.do(SessionCommand.BACK_STEP)
    assert floor.page.figures.keys() == {1, 2}
    floor.clock.advance(1)
    floor.player.do(SessionCommand.BACK_STEP)
    assert floor.page.figures.keys() == {0, 1, 2}
    floor.page.told.clear()
    for _ in range(2):
        floor.player.do(SessionCommand.NEXT_STEP)
        assert "figure" not in floor.told(1)


def test_who_knows_nothing_is_told_everything() -> None:
    floor = Floor()
    floor.mat.play(seconds=20)
    mutes(floor)
    before = floor.page
    floor.link.begin()
    assert floor.page is not before
    told = [each["type"] for each in floor.page.told]
    assert told == ["session", "figure", "muted", "moment"]
    assert floor.page.session == before.session
    assert floor.page.muted
    floor.clock.advance(1)
    assert floor.page.figures == before.figures
    floor.player.close()
    floor.link.begin()
    assert floor.page.is_idle


def test_what_a_page_asks_for_reaches_whoever_shows_the_session() -> None:
    floor = Floor()
    floor.link.asked(Request.PAUSE)
    floor.mat.play()
    floor.link.asked(Request.NEXT)
    assert floor.mat.witness.requests == [Request.NEXT]


def test_pages_that_are_served_later_are_told_what_is_played_by_then() -> None:
    floor = Floor()
    floor.mat.play(seconds=20)
    first = floor.link
    floor.mat.audio.browser.link.set(None)
    first.page.told.clear()
    floor.player.pause()
    mutes(floor)
    assert {each["type"] for each in first.page.told} == {"now"}
    first.page.told.clear()
    second = ToPage(floor.mat)
    floor.mat.audio.browser.link.set(second)
    assert second.page.moment["state"] == "paused"
    assert second.page.muted
    floor.player.pause_or_resume()
    assert second.page.moment["state"] == "running"
    assert first.page.told == []
