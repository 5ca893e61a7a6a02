"""Phrases said in turn: after their cue, never over one, and not at all if a cue comes first."""

from __future__ import annotations

import shutil
import subprocess
from array import array
from collections.abc import Iterator
from pathlib import Path

import pytest

from stretchtui.core.sessions.cues import CueName
from stretchtui.cues.choose import FallbackSink
from stretchtui.cues.sink import Silence, SwitchableSink
from stretchtui.cues.sounds import Sound, load
from stretchtui.cues.speakers import Speakers
from stretchtui.cues.turns import AFTER_S, PATIENCE_S, Turns
from stretchtui.cues.voice import Voice, key
from tests.cues import players
from tests.cues.players import HELPER, SOUNDS, Room, wait_for
from tests.cues.voices import Studio, make_wav


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return Room(tmp_path)


# In turn


class Ear:
    """Turns with a clock that only moves when told to, and what was said."""

    def __init__(self, folder: Path | None, volume: int = 100) -> None:
        self.now = 50.0
        self.said: list[tuple[float, Sound]] = []
        self.turns = Turns(
            lambda sound: self.said.append((self.now, sound)), folder, volume, lambda: self.now
        )

    def wait(self) -> str | None:
        """Wait as long as the helper would, and see whose turn it is."""
        wait = self.turns.wait()
        assert wait is not None
        self.now += wait
        return self.turns.take()


HOLD = "0" * 31 + "a"
REST = "0" * 31 + "b"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A voice's folder with a phrase of 2 s."""
    make_wav(tmp_path / "voice" / f"{HOLD}.wav", 2)
    return tmp_path / "voice"


def test_phrase_is_said_when_the_cue_is_over(folder: Path) -> None:
    ear = Ear(folder)
    ear.turns.cue_began(0.6)
    ear.now += 0.001
    assert ear.turns.ask(HOLD) == "ok say"
    assert ear.turns.take() is None, "not yet"
    assert ear.wait() == f"said {HOLD}"
    assert [at for at, _ in ear.said] == [pytest.approx(50.6 + AFTER_S)]
    assert ear.turns.wait() is None
    assert ear.turns.take() is None


def test_phrase_is_said_at_once_where_nothing_sounds(folder: Path) -> None:
    ear = Ear(folder)
    ear.turns.ask(HOLD)
    assert ear.turns.wait() == 0
    assert ear.wait() == f"said {HOLD}"


def test_cue_that_comes_first_takes_the_turn(folder: Path) -> None:
    ear = Ear(folder)
    ear.turns.cue_began(0.6)
    ear.turns.ask(HOLD)
    ear.now += 0.5
    ear.turns.cue_began(0.1)
    assert ear.turns.wait() is None
    ear.now += 10
    assert ear.turns.take() is None
    assert ear.said == []


def test_phrase_waits_for_all_that_sounds_and_for_the_phrase_before(folder: Path) -> None:
    ear = Ear(folder)
    ear.turns.cue_began(5)
    ear.turns.cue_began(0.1)
    ear.turns.ask(HOLD)
    ear.wait()
    ear.turns.cue_began(0.1)
    ear.turns.ask(HOLD)
    ear.wait()
    assert [at for at, _ in ear.said] == pytest.approx([55 + AFTER_S, 57 + 2 * AFTER_S])


def test_of_two_phrases_the_later_is_said(folder: Path) -> None:
    ear = Ear(folder)
    make_wav(folder / f"{REST}.wav", 1)
    ear.turns.ask(HOLD)
    ear.turns.ask(REST)
    assert ear.wait() == f"said {REST}"
    assert len(ear.said) == 1


def test_phrase_that_is_rendered_soon_is_said_late(folder: Path) -> None:
    ear = Ear(folder)
    ear.turns.ask(REST)
    for _ in range(3):
        assert ear.wait() is None
    make_wav(folder / f"{REST}.wav", 1)
    assert ear.wait() == f"said {REST}"
    assert 50 < ear.said[0][0] <= 50.2


def test_phrase_that_is_not_rendered_in_time_is_not_said(folder: Path) -> None:
    ear = Ear(folder)
    ear.turns.ask(REST)
    while (answer := ear.wait()) is None:
        assert ear.now < 60
    assert answer.startswith(f"unsaid {REST} ")
    assert ear.now == pytest.approx(50 + PATIENCE_S, abs=0.06)
    assert ear.turns.wait() is None


def test_volume_is_the_cues(folder: Path) -> None:
    make_wav(folder / f"{HOLD}.wav", 1, sample=10_000)
    ear = Ear(folder, volume=50)
    ear.turns.ask(HOLD)
    ear.wait()
    assert set(array("h", ear.said[0][1].samples)) == {2500}


@pytest.mark.parametrize(
    "name", ["", "hold", "../voice/x", HOLD.upper(), HOLD + "0", f"{HOLD}.wav", f"/{HOLD}"]
)
def test_what_is_no_name_of_a_phrase_is_refused(folder: Path, name: str) -> None:
    ear = Ear(folder)
    assert ear.turns.ask(name) == "no say not a phrase"
    assert ear.turns.wait() is None


def test_without_a_voice_nothing_is_said() -> None:
    ear = Ear(None)
    assert ear.turns.ask(HOLD) == "no say not a phrase"
    assert ear.turns.take() is None


def test_engine_that_cannot_play_a_phrase_is_an_answer(folder: Path) -> None:
    def fail(sound: Sound) -> None:
        raise RuntimeError("no\ndevice")

    turns = Turns(fail, folder)
    turns.ask(HOLD)
    assert turns.take() == f"unsaid {HOLD} no device"


# Through the helper


class Helper:
    """The helper with a voice's folder, spoken to in lines."""

    def __init__(self, room: Room, voice: Path, *sounds: Path) -> None:
        self._process = subprocess.Popen(
            [*HELPER, f"--voice={voice}", "100", *map(str, sounds or (SOUNDS,))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=room.environment(),
        )

    def run(self, lines: str, answers: int) -> list[str]:
        """Send lines at once, read as many answers, and then end it: all that it answered."""
        self.send(lines)
        read = [self.answer() for _ in range(answers)]
        rest, _ = self._process.communicate(timeout=players.PATIENCE_S)
        assert self._process.returncode == 0
        return [*read, *(line.decode() for line in rest.splitlines() if line != b"works")]

    def send(self, lines: str) -> None:
        """Send lines at once."""
        assert self._process.stdin is not None
        self._process.stdin.write(lines.encode())
        self._process.stdin.flush()

    def answer(self) -> str:
        """The next answer, but for the one that says that its engine works."""
        assert self._process.stdout is not None
        while (line := self._process.stdout.readline()) == b"works\n":
            pass
        return line.decode().strip()


def test_cue_comes_before_the_phrase_that_waits(room: Room, folder: Path, tmp_path: Path) -> None:
    room.add_player("aplay")
    make_wav(tmp_path / "own" / "hold.wav", 4)
    helper = Helper(room, folder, tmp_path / "own", SOUNDS)
    answers = helper.run(f"hold\nsay {HOLD}\nswitch\n", 4)
    assert answers == ["engine aplay", "ok hold", "ok say", "ok switch"]
    # Two players are begun at nearly the same moment: which writes first is chance.
    assert sorted(Path(line).stem for line in room.played()) == ["hold", "switch"]


@pytest.mark.parametrize("engine", ["aplay", "simpleaudio"])
def test_phrase_comes_after_its_cue(room: Room, folder: Path, engine: str) -> None:
    if engine == "simpleaudio":
        room.add_simpleaudio()
    else:
        room.add_player("aplay")
    helper = Helper(room, folder)
    answers = helper.run(f"tick\nsay {HOLD}\n", 4)
    assert answers == [f"engine {engine}", "ok tick", "ok say", f"said {HOLD}"]
    played = room.played()
    assert len(played) == 2
    if engine == "simpleaudio":
        assert played[1] == "simpleaudio 32000 1 2 8000"
    else:
        # Each is a process, and the first may be the slower one.
        assert sorted(Path(line).stem for line in played) == ["phrase", "tick"]


@pytest.mark.timed
def test_phrase_begins_when_its_cue_is_over_by_the_players_own_clock(
    room: Room, folder: Path
) -> None:
    times = room.path.parent / "times"
    room.add_player("aplay", f'/bin/date "+%s.%N $file" >>"{times}"')
    lasts = load(SOUNDS / "hold.wav").seconds
    Helper(room, folder).run(f"hold\nsay {HOLD}\n", 4)
    lines = [line.split() for line in times.read_text().splitlines()]
    (hold, _), (phrase, _) = lines
    assert [Path(path).stem for _, path in lines] == ["hold", "phrase"]
    late = float(phrase) - float(hold) - lasts - AFTER_S
    assert -0.05 < late < 1.0


def test_player_that_failed_with_a_phrase_gives_way_to_the_next(room: Room, folder: Path) -> None:
    room.add_player("paplay", "exit 1")
    room.add_player("aplay")
    helper = Helper(room, folder)
    answers = helper.run(f"say {HOLD}\n", 4)
    assert answers == ["engine paplay", "ok say", f"said {HOLD}", "engine aplay"]
    assert room.played() == ["paplay /phrase.wav"], "what is late is not said"


# To the speaker


@pytest.fixture
def speakers(room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Speakers]:
    """Speakers with a voice, where only the players and voices of the test are found."""
    studio = Studio(tmp_path, monkeypatch)
    studio.add_espeak()
    shutil.copy(studio.programs / "espeak-ng", room.path)
    room.add_player("aplay")
    for name, value in room.environment().items():
        monkeypatch.setenv(name, value)
    voice = Voice("espeak-ng", studio.kept)
    speakers = Speakers([SOUNDS], command=HELPER, voice=voice)
    yield speakers
    helper = speakers._helper
    speakers.close()
    for each in filter(None, [helper, *voice._gone]):
        each.wait()


def test_speakers_say_even_what_was_never_prepared(speakers: Speakers, room: Room) -> None:
    voice = speakers._voice
    assert voice is not None
    speakers.say("Hold")
    # On a busy machine that may have taken longer than a phrase waits.
    wait_for((voice.folder / f"{key('espeak-ng', 'Hold')}.wav").exists)
    speakers.say("Hold")
    wait_for(lambda: any(Path(line).stem == "phrase" for line in room.played()))

    def heard() -> bool:
        speakers.check()
        return not speakers._unanswered

    wait_for(heard)
    assert speakers._failures == []


def test_speakers_without_a_voice_say_nothing() -> None:
    speakers = Speakers([SOUNDS])
    speakers.say("Hold")
    assert speakers._helper is None


class Notebook(Silence):
    """A sink that writes down what it is told."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def play(self, cue: CueName) -> None:
        """Write it down."""
        self.told.append(str(cue))

    def say(self, text: str) -> None:
        """Write it down."""
        self.told.append(text)


def test_words_go_through_the_sink_in_use_unless_muted() -> None:
    notebook = Notebook()
    sink = SwitchableSink(FallbackSink([lambda: notebook]), off=[CueName.HOLD])
    sink.say("Hold")
    sink.muted = True
    sink.say("Rest")
    assert notebook.told == ["Hold"]
    Silence().say("Hold")
