"""What a voice would say in a routine, and how long everything takes with one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from stretchtui.core.sessions.record import Moment
from stretchtui.cues.engines.choice import VoiceChoice
from stretchtui.playing import clock
from tests.cli.past import DAY_S, NOW, did

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.line import CommandLine, Done


@pytest.fixture(autouse=True)
def _noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "moment", lambda: NOW)


@pytest.fixture
def voiced(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that can speak, and be heard."""
    choice = VoiceChoice("espeak-ng", any_script=True)
    monkeypatch.setattr("stretchtui.cues.voice.find_voice", lambda *how: choice)
    monkeypatch.setattr("stretchtui.cues.speakers.engine", lambda: "aplay")
    monkeypatch.setattr("stretchtui.cues.choose.devices", lambda environment: ["card"])


def set_to(run: CommandLine, guide: str, sink: str = "auto") -> None:
    """Have the voice say so much."""
    file = run.routines.parent / "settings.toml"
    file.write_text(f'[voice]\nguide = "{guide}"\n[cues]\nsink = "{sink}"\n')


def shown(run: CommandLine, routine: object, *words: str) -> dict[str, Any]:
    """What ``show --json`` tells."""
    found: dict[str, Any] = json.loads(run("show", str(routine), "--json", *words).out)
    return found


def spoken(run: CommandLine, routine: object, *words: str) -> list[str]:
    """What is said, by ``show --json``."""
    return [line["text"] for line in shown(run, routine, *words)["spoken"]]


# What is said


def test_full_is_printed_as_a_script_between_the_phases(run: CommandLine, short: Path) -> None:
    done = run("show", str(short), "--guide", "full")
    assert (done.status, done.err) == (0, "")
    lines = done.out.splitlines()[4:]
    assert lines[:8] == [
        "   0:00  ready     16 s  Reach up · left · 1 of 2",
        "         First, reach up, left side",
        "         Reach.",
        "         Two sets of twenty seconds on each side",
        "         Three",
        "         Two",
        "         One",
        "   0:16  hold      20 s  Reach up · left · 1 of 2",
    ]
    assert lines[-1] == "         All done. Nice work."


def test_names_are_said_before_each_hold_and_off_is_silent(run: CommandLine, short: Path) -> None:
    names = run("show", str(short), "--guide", "names").out
    assert "         Switch to the right" in names.splitlines()
    assert "Reach.\n" not in names
    assert "         Reach up, left side" in names.splitlines()
    assert run("show", str(short), "--guide", "off") == run("show", str(short))


def test_as_json_each_line_has_its_moment(run: CommandLine, short: Path) -> None:
    told = shown(run, short, "--guide", "full")
    lines = told["spoken"]
    assert [set(line) for line in lines] == [{"at_s", "text"}] * len(lines)
    assert lines[0] == {"at_s": 0.7, "text": "First, reach up, left side"}
    moments = [line["at_s"] for line in lines]
    assert moments == sorted(moments)
    assert lines[-1] == {"at_s": told["total_s"] + 0.7, "text": "All done. Nice work."}
    assert told["total_s"] > shown(run, short, "--guide", "off")["total_s"] == 111


SORE = """
format = 1
[[stretch]]
id = "bridge"
name = "Bridge"
position = "on your back"
instructions = ["Press into your heels."]
[[stretch]]
id = "cobra"
name = "Cobra"
position = "on your front"
instructions = ["Push the floor away."]
easier = "Stay on your forearms."
[[routine]]
id = "sore"
name = "Sore"
[[routine.step]]
stretch = "bridge"
[[routine.step]]
stretch = "cobra"
"""
"""The two stretches that are done in the sessions of these tests."""


def test_what_is_known_is_only_named(run: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "sore.toml"
    file.write_text(SORE)

    def tells_how(guide: str) -> list[bool]:
        told = spoken(run, file, "--guide", guide)
        return [line in told for line in ("Press into your heels.", "Push the floor away.")]

    for days_ago in (5, 4):
        did(run.home, days_ago)
    # What is dated in the future does not count, and neither does another set.
    did(run.home, -3)
    assert tells_how("auto") == [True, True]
    did(run.home, 3)
    assert tells_how("auto") == [False, False]
    assert tells_how("full") == [True, True]
    assert tells_how("names") == [False, False]


def test_what_hurt_is_told_the_easier_way(run: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "sore.toml"
    file.write_text(SORE)
    easier = "It hurt last time, so make it easier. Stay on your forearms."
    did(run.home, 3)
    assert easier not in spoken(run, file, "--guide", "auto")
    did(run.home, 2, hurt=True)
    assert easier in spoken(run, file, "--guide", "auto")


def test_a_journal_that_cannot_be_read_makes_nothing_familiar(
    run: CommandLine, short: Path
) -> None:
    before = run("show", str(short), "--guide", "auto")
    (run.home / "data" / "journal.sqlite3").mkdir(parents=True)
    assert run("show", str(short), "--guide", "auto") == before
    assert before.status == 0


def test_letters_that_the_voice_cannot_say_are_a_number(run: CommandLine, short: Path) -> None:
    short.write_text(short.read_text().replace("Reach up", "膝"))
    assert spoken(run, short, "--guide", "names")[0].startswith("Step one, left")


@pytest.mark.usefixtures("voiced")
def test_letters_that_the_voice_can_say_are_said(run: CommandLine, short: Path) -> None:
    short.write_text(short.read_text().replace("Reach up", "膝"))
    assert spoken(run, short, "--guide", "names")[0].startswith("膝, left")


def test_as_long_as_it_took_when_it_was_spoken_it_takes_again(
    run: CommandLine, short: Path, monkeypatch: pytest.MonkeyPatch, voiced: None
) -> None:
    before = shown(run, short, "--guide", "full")["total_s"]
    monkeypatch.setattr("stretchtui.cues.voice.Voice.length", lambda voice, text: 9.0)
    assert shown(run, short, "--guide", "full")["total_s"] > before


def test_a_guide_that_there_is_not_is_said(run: CommandLine, short: Path) -> None:
    complaint = run("show", str(short), "--guide", "loud").complaint
    assert 'expected auto, off, names or full, found "loud"' in complaint


# How long it takes


def lengths(run: CommandLine) -> list[Done]:
    """What tells a length."""
    return [run("list"), run("list", "--json"), run("show", "hips"), run("next")]


@pytest.mark.usefixtures("voiced")
@pytest.mark.parametrize("sink", ["auto", "speakers"])
def test_with_a_voice_everything_takes_as_long_as_it_speaks(run: CommandLine, sink: str) -> None:
    set_to(run, "off", sink)
    silent = lengths(run)
    set_to(run, "full", sink)
    told = lengths(run)
    assert all(each.status == 0 for each in told)
    assert all(one != other for one, other in zip(silent, told, strict=True))
    listed = {each["id"]: each["total_s"] for each in json.loads(told[1].out)}
    assert listed["hips"] == shown(run, "hips", "--guide", "full")["total_s"]
    # Without being asked for, the words are not printed, but they are counted, and in the JSON.
    assert "First" not in told[2].out
    assert spoken(run, "hips") == spoken(run, "hips", "--guide", "full")
    set_to(run, "off", sink)
    assert lengths(run) == silent


@pytest.mark.parametrize("sink", ["auto", "speakers", "terminal", "relay", "off"])
def test_without_a_voice_or_a_way_to_hear_it_nothing_takes_longer(
    run: CommandLine, monkeypatch: pytest.MonkeyPatch, sink: str
) -> None:
    silent = lengths(run)
    set_to(run, "full", sink)
    assert lengths(run) == silent
    if sink != "speakers":
        choice = VoiceChoice("espeak-ng")
        monkeypatch.setattr("stretchtui.cues.voice.find_voice", lambda *how: choice)
        assert lengths(run) == silent


@pytest.mark.usefixtures("voiced")
def test_what_becomes_familiar_takes_less_time(
    run: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_to(run, "auto")
    seconds = []
    for day in range(4):
        monkeypatch.setattr(clock, "moment", lambda day=day: Moment(NOW.now + day * DAY_S, 0))
        shown = json.loads(run("show", "core-and-glutes", "--level", "0", "--json").out)
        seconds.append(shown["total_s"])
        did(run.home, -day)
    assert seconds[0] == seconds[1] == seconds[2] > seconds[3]
