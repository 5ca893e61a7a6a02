"""The voice as it is set and found: it comes and goes, here or on the near side."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from stretchtui.core.sessions.cues import CueName
from stretchtui.core.settings import CueSettings, VoiceSettings
from stretchtui.cues.choose import choose
from stretchtui.cues.engines.choice import VoiceChoice
from stretchtui.cues.kept_lines import KeptLines
from stretchtui.cues.relay import announced, request, spoken
from stretchtui.cues.sounds import Sound
from stretchtui.playing.audio import SETTLED_S
from stretchtui.terminal.replies import TerminalFacts
from tests.playing.room import Room

if TYPE_CHECKING:
    import pytest


def test_voice_comes_and_goes(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stretchtui.cues.voice.find_voice", lambda *how: VoiceChoice("espeak-ng"))
    room.speak("names")
    assert room.audio.voice is not None
    assert not room.audio.is_speechless
    room.calls.pass_(SETTLED_S)
    room.speak("off")
    assert room.audio.voice is None
    assert not room.audio.is_speechless, "it is not asked for"
    room.calls.pass_(SETTLED_S)
    assert [each.voice for each in room.made] == [False, True, False]


def test_voice_that_is_asked_for_in_vain_is_told(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("stretchtui.cues.voice.find_voice", lambda *how: None)
    room.speak("names")
    assert room.audio.is_speechless
    room.audio.prepare(["Rest"])


def test_it_is_told_when_a_voice_can_be_heard_and_when_it_is_gone(room: Room) -> None:
    audio, told = room.audio, list[bool]()
    audio.voiced.watch(told.append)
    room.speak("names")
    room.calls.pass_(SETTLED_S)
    assert not audio.voiced.value
    # The same sink, by its name, with a voice.
    room.speaks = True
    room.set(volume=90)
    room.calls.pass_(SETTLED_S)
    assert audio.voiced.value
    assert audio.speaks
    room.speak("off")
    assert not audio.voiced.value, "it falls silent at once"
    room.speak("full")
    assert audio.voiced.value
    room.made[-1].fails_at_next = True
    audio.check()
    assert not audio.voiced.value
    assert told == [False, True, False, True]


def test_voice_stays_the_same_while_other_things_change(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("stretchtui.cues.voice.find_voice", lambda *how: VoiceChoice("espeak-ng"))
    room.speak("names")
    voice = room.audio.voice
    room.set(volume=10)
    assert voice is not None
    assert room.audio.voice is voice


def test_lines_are_handed_to_the_voice(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    handed: list[str] = []
    monkeypatch.setattr("stretchtui.cues.voice.find_voice", lambda *how: VoiceChoice("espeak-ng"))
    monkeypatch.setattr(
        "stretchtui.cues.voice.Voice.prepare", lambda self, texts: handed.extend(texts)
    )
    room.speak("names")
    room.audio.prepare(["Rest", "Switch"])
    assert handed == ["Rest", "Switch"]


def test_voice_is_found_anew_when_another_one_is_asked_for(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "stretchtui.cues.voice.find_voice",
        lambda engine, model, rate: VoiceChoice(engine, model, rate, engine == "say"),
    )
    for settings, any_script in (
        (VoiceSettings("names", engine="py-nanotts"), False),
        (VoiceSettings("full", engine="say", rate=80), True),
    ):
        room.settings.set(replace(room.settings.value, voice=settings))
        assert room.audio.voice is not None
        assert room.audio.voice.choice.engine == settings.engine
        assert room.audio.voice.choice.rate == settings.rate
        assert room.audio.any_script is any_script
    voice = room.audio.voice
    room.speak("names")
    assert room.audio.voice is not voice
    room.speak("off")
    assert room.audio.length("Rest") is None
    assert not room.audio.any_script


def test_length_of_a_line_is_the_voices(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    choice = VoiceChoice("espeak-ng")
    monkeypatch.setattr("stretchtui.cues.voice.find_voice", lambda *how: choice)
    room.speak("names")
    assert room.audio.length("Rest") is None
    kept = KeptLines(room.folders.voice)
    kept.add(choice.key("Rest"), Sound(bytes(32_000), 1, 16_000))
    assert room.audio.length("Rest") == 1


# A voice on the near side

SPEAKING = TerminalFacts(mode_set=True, mode_permanent=True)


def test_where_a_relay_speaks_it_is_told_and_no_voice_is_needed_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[str] = []
    monkeypatch.setattr("stretchtui.cues.voice.find_voice", lambda *how: None)
    room = Room(tmp_path, monkeypatch, CueSettings(sink="auto"))
    monkeypatch.setattr("stretchtui.playing.audio.choose", choose)
    outlet = room.outlet._replace(write=written.append)
    room.speak("names")
    assert room.audio.is_speechless
    room.audio.connect(outlet, SPEAKING)
    assert not room.audio.is_speechless
    assert room.audio.any_script
    assert room.audio.voiced.value
    room.audio.prepare(["Rest", "膝"])
    assert written == []
    room.audio.sink.play(CueName.HOLD)
    room.audio.sink.say("Rest")
    assert written == [
        request(CueName.HOLD) + announced("Rest") + announced("膝"),
        spoken("Rest"),
    ]
    assert room.audio.length("Rest") is None, "how fast it speaks there is not known"
    room.set(sink="terminal")
    room.audio.settle()
    assert room.audio.is_speechless
    assert not room.audio.voiced.value
    room.audio.prepare(["Switch"])
    room.audio.sink.play(CueName.HOLD)
    assert written[2:] == ["\a"]


def test_relay_without_a_voice_is_not_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[str] = []
    room = Room(tmp_path, monkeypatch, CueSettings(sink="auto"))
    monkeypatch.setattr("stretchtui.playing.audio.choose", choose)
    outlet = room.outlet._replace(write=written.append)
    room.speak("names")
    room.audio.connect(outlet, TerminalFacts(mode_set=True))
    assert not room.audio.voiced.value
    room.audio.prepare(["Rest"])
    room.audio.sink.play(CueName.HOLD)
    room.audio.sink.say("Rest")
    assert written == [request(CueName.HOLD)]
