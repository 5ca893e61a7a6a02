"""At what pace a session would be played, by what is set, what can speak, and what was done."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import pytest

from stretchtui.core.routines.pace import Pace
from stretchtui.core.sessions.spoken import spoken_at
from stretchtui.core.sessions.timeline import timeline_of
from stretchtui.core.setting_kinds import GuideName
from stretchtui.cues.engines.choice import VoiceChoice
from tests.playing.mat import GROWS, Mat, Mats, entry_of, played

if TYPE_CHECKING:
    from stretchtui.core.routines.guidance import Guidance

HOWS = """
format = 1
[[routine]]
id = "hows"
name = "Hows"
get_ready = 8
[[routine.step]]
name = "Nod"
instructions = ["Let the chin sink."]
hold = 20
"""
"""A step that says how it is done."""


def guidance(mat: Mat) -> Guidance:
    """Who leads by now; somebody does."""
    found = mat.player.pacing.pace.guidance
    assert found is not None
    return found


def told(mat: Mat) -> str:
    """All that is said in a session by now."""
    timeline = timeline_of(mat.entry, mat.player.pacing.pace)
    return " / ".join(line.text for line in spoken_at(timeline))


@pytest.mark.parametrize("guide", get_args(GuideName))
def test_where_nothing_can_speak_nobody_leads(mat: Mat, guide: GuideName) -> None:
    mat.speak(guide)
    mat.sink.speaks = False
    assert mat.player.pacing.pace == Pace() == mat.settings.value.pace


def test_where_no_voice_is_wanted_nobody_leads(mat: Mat) -> None:
    mat.speak("off")
    assert mat.player.pacing.pace == Pace()


def test_names_are_all_that_is_said_or_how_it_is_done_as_well(mats: Mats) -> None:
    mat = mats(HOWS)
    mat.speak("names")
    assert guidance(mat).familiar is None
    assert "First, nod. Twenty seconds" in told(mat)
    assert "chin" not in told(mat)
    mat.speak("full")
    assert guidance(mat).familiar == frozenset()
    assert "First, nod / Let the chin sink. / Twenty seconds" in told(mat)


def test_how_it_is_done_is_told_until_it_was_done_in_three_sessions(mats: Mats) -> None:
    for done in range(4):
        mat = mats(HOWS)
        mat.speak("auto")
        mat.journal.read_now()
        assert ("chin" in told(mat)) is (done < 3), done
        played(mats, HOWS)
    mat.speak("full")
    assert "chin" in told(mat), "who wants to hear all of it always does"


def test_what_hurt_is_known_to_who_leads(mats: Mats) -> None:
    mat = mats()
    mat.play(seconds=20)
    mat.player.hurts()
    mat.player.close()
    mat.journal.read_now()
    mat.speak("full")
    assert guidance(mat).hurting == {"Reach up"}


def test_who_leads_goes_by_the_voice(mat: Mat, monkeypatch: pytest.MonkeyPatch) -> None:
    mat.speak("names")
    assert not guidance(mat).any_script
    assert guidance(mat).seconds("x" * 24) == 2
    choice = VoiceChoice("espeak-ng", any_script=True)
    monkeypatch.setattr("stretchtui.cues.voice.find_voice", lambda *how: choice)
    mat.speak("off")
    mat.speak("full")
    assert guidance(mat).any_script
    monkeypatch.setattr("stretchtui.cues.voice.Voice.length", lambda voice, text: 3.5)
    assert guidance(mat).seconds("x" * 24) == 3.5


@pytest.mark.parametrize("counting", [True, False])
def test_who_leads_counts_if_wanted(mats: Mats, counting: bool) -> None:
    mat = mats(speed=2.0)
    mat.speak("names", counting=counting)
    assert guidance(mat).counting is counting
    assert guidance(mat).speed == 2


def test_the_pace_is_the_same_as_long_as_nothing_changes(mats: Mats) -> None:
    mat = mats()
    mat.speak("auto")
    pace = mat.player.pacing.pace
    assert mat.player.pacing.pace == pace
    for _ in range(3):
        played(mats)
    mat.journal.read_now()
    assert mat.player.pacing.pace != pace


def test_what_is_told_may_depend_on_the_journal_and_so_may_what_grows(mats: Mats) -> None:
    mat = mats()
    grows, pacing = entry_of(GROWS), mat.player.pacing
    wanted: list[tuple[GuideName, bool]] = [
        ("off", False),
        ("names", False),
        ("full", True),
        ("auto", True),
    ]
    for guide, depends in wanted:
        mat.speak(guide)
        assert pacing.depends_on_journal(mat.entry) is depends, guide
        assert pacing.depends_on_journal(grows)
    mat.sink.speaks = False
    assert not pacing.depends_on_journal(mat.entry)
