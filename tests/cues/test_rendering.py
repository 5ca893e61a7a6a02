"""The process that renders: lines spoken by real engines and by ones that fail, and kept."""

from __future__ import annotations

import os
import subprocess
from array import array
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from stretchtui.core.routines.guidance import Guidance
from stretchtui.core.routines.model import Routine, Sides, Step
from stretchtui.core.routines.pace import Pace
from stretchtui.core.sessions.spoken import spoken_lines
from stretchtui.core.sessions.timeline import compile_routine
from stretchtui.cues.engines.choice import ENGINES, VoiceChoice, find_choice
from stretchtui.cues.engines.espeak import EspeakNg
from stretchtui.cues.engines.nanotts import NanoTts
from stretchtui.cues.engines.piper import Piper
from stretchtui.cues.engines.say import Say
from stretchtui.cues.kept_lines import KeptLines
from stretchtui.cues.line_sound import LOUDNESS_DB, loudness
from stretchtui.cues.rendering import FIRST_LINES, IDLE_S, Renderer, lines, make_engine
from stretchtui.cues.sounds import LONGEST_LINE_S, load
from tests.amounts import part_of, share_of
from tests.cues.players import PATIENCE_S
from tests.cues.voices import ESPEAK, NANOTTS, RENDERING, Studio

HERE = [choice for engine in ENGINES if (choice := find_choice(engine))]

SPEAKING = HERE or [ESPEAK]

each_engine = pytest.mark.parametrize(
    ("turn", "choice"), [*enumerate(SPEAKING)], ids=[each.engine for each in SPEAKING]
)

RATES = [(200, 100), (200, 50), (100, 50)]
"""In percent: a faster one and a slower one."""

MOST = {200: 1.0, 100: 0.75, 50: 0.55}
"""What a line takes at a rate, times this, is still longer than at the next faster one."""


@pytest.fixture
def studio(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Studio:
    return Studio(tmp_path, monkeypatch)


@pytest.mark.once
@each_engine
def test_engine_that_is_here_speaks_each_line_of_a_session(
    studio: Studio, turn: int, choice: VoiceChoice
) -> None:
    if not HERE:
        studio.add_espeak()
    step = Step(name="Half-kneeling hip flexor", hold=30, sides=Sides.BOTH)
    routine = Routine(id="r", name="R", steps=(step,))
    session = spoken_lines(compile_routine(routine, {}, Pace(guidance=Guidance())))
    assert len(session) > 10
    texts = part_of(session, turn)
    assert studio.render(choice, *texts) == [f"ok {choice.key(text)}" for text in texts]
    for text in texts:
        sound = load(studio.kept / f"{choice.key(text)}.wav", LONGEST_LINE_S)
        assert 0.1 < sound.seconds < 10
        loud = loudness(array("h", sound.samples), sound.rate)
        assert loud == pytest.approx(LOUDNESS_DB, abs=0.5)


@pytest.mark.long
@pytest.mark.once
@each_engine
def test_longest_line_is_spoken_whole_at_any_rate(
    studio: Studio, turn: int, choice: VoiceChoice
) -> None:
    if not HERE:
        studio.add_espeak()
    text = ("Lie on your back and bend both of your knees, then let them sink " * 4)[:195]

    def seconds(rate: int) -> float:
        chosen = find_choice(choice.engine, rate=rate) or choice
        key = chosen.key(text)
        assert studio.render(chosen, text) == [f"ok {key}"]
        return load(studio.kept / f"{key}.wav", LONGEST_LINE_S).seconds

    for faster, slower in share_of(RATES, turn):
        assert 3 < seconds(faster) * MOST[faster] < seconds(slower) * MOST[slower]


def test_line_is_rendered_once_and_given_as_input_never_as_an_argument(studio: Studio) -> None:
    studio.add_espeak()
    renderer = studio.renderer()
    name = ESPEAK.key("-f 'x'")
    assert [renderer.take(" -f 'x'\n") for _ in range(2)] == [f"ok {name}"] * 2
    assert studio.spoken() == [repr((b"f 'x'", ["--stdin", "--stdout", "-v", "en-us"]))]


@pytest.mark.parametrize(
    "spoiled", [b"", b"RIFF", b"x" * 3_000_000], ids=["empty", "torn", "large"]
)
def test_kept_line_that_is_spoiled_is_rendered_again(studio: Studio, spoiled: bytes) -> None:
    studio.add_espeak()
    path = studio.kept / f"{ESPEAK.key('Hold')}.wav"
    path.parent.mkdir(parents=True)
    path.write_bytes(spoiled)
    assert studio.renderer().take("Hold").startswith("ok ")
    assert load(path).seconds > 0


@pytest.mark.parametrize(
    ("then", "reason"),
    [
        ("sys.exit(3)", "espeak-ng ended with 3"),
        ("import os; os.execv('/bin/sleep', ['sleep', '60'])", "espeak-ng took more than 0.2 s"),
        ("sys.exit()", "expected a WAV file: it ends too soon"),
        ("sys.stdout.buffer.write(b'no sound' * 9); sys.exit()", "expected a WAV file: "),
        ("math.sin = lambda x: 0", "silence"),
        ("text = text * 3000", "expected at most 40 s"),
    ],
)
def test_engine_that_fails_costs_one_line_and_says_why(
    studio: Studio, then: str, reason: str
) -> None:
    studio.add_espeak(f"if text == b'Hold':\n    {then}")
    renderer = studio.renderer(each=0.2 if "sleep" in then else 20)
    assert renderer.take("Hold").startswith(f"no {ESPEAK.key('Hold')} {reason}")
    assert list(studio.kept.glob("*")) == []


def test_engine_that_failed_once_speaks_the_next_line(studio: Studio) -> None:
    studio.add_espeak("if text == b'Hold': sys.exit(3)")
    renderer = studio.renderer()
    assert [renderer.take(text)[:2] for text in ("Hold", "Rest")] == ["no", "ok"]


def test_engine_that_has_gone_is_an_answer(studio: Studio) -> None:
    studio.add_espeak()
    (studio.programs / "espeak-ng").unlink()
    assert "No such file" in studio.renderer().take("Hold")


def test_nothing_to_say_is_an_answer(studio: Studio) -> None:
    studio.add_espeak()
    assert studio.renderer().take("♪\n").endswith(" nothing to say")
    assert studio.renderer(NANOTTS).take("膝\n").endswith(" nothing to say")


def test_folder_that_cannot_be_written_is_an_answer(studio: Studio) -> None:
    studio.add_espeak()
    studio.kept.parent.mkdir()
    studio.kept.touch()
    assert studio.renderer().take("Hold").startswith("no ")


def test_all_that_is_asked_for_at_once_has_a_limit_and_a_pause_lifts_it(studio: Studio) -> None:
    studio.add_espeak()
    moments: Iterator[float] = iter([10, 300, 300, 611, 611, 611, 611, 612, 615, 616])
    renderer = studio.renderer(clock=lambda: next(moments))
    answers = [renderer.take(text) for text in ("one", "two", "three", "one")]
    assert [answer[:2] for answer in answers] == ["ok", "ok", "no", "ok"]
    assert answers[2].endswith("too much at once")
    moments = iter([612 + IDLE_S, 613 + IDLE_S])
    assert renderer.take("three").startswith("no "), "a pause is longer"
    moments = iter([614 + 2 * IDLE_S, 615 + 2 * IDLE_S])
    assert renderer.take("three").startswith("ok ")


@pytest.mark.parametrize(
    ("engine", "kind"),
    [("say", Say), ("piper", Piper), ("py-nanotts", NanoTts), ("espeak-ng", EspeakNg)],
)
def test_each_engine_is_made(engine: str, kind: type) -> None:
    assert type(make_engine(VoiceChoice(engine, "x.onnx"))) is kind
    assert {"say", "piper", "py-nanotts", "espeak-ng"} == set(ENGINES)


def test_an_engine_rests_when_nothing_comes(studio: Studio) -> None:
    rested: list[str] = []

    class Engine(EspeakNg):
        """Remembers it."""

        def rest(self) -> None:
            """Remember it."""
            super().rest()
            rested.append("rest")

    Renderer(ESPEAK, Engine(ESPEAK), KeptLines(studio.kept)).rest()
    assert rested == ["rest"]


@pytest.fixture
def pipe() -> Iterator[tuple[int, int]]:
    """Both ends of a pipe."""
    reader, writer = os.pipe()
    yield reader, writer
    os.close(reader)


def test_engine_is_told_once_that_nothing_comes(
    pipe: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("stretchtui.cues.rendering.IDLE_S", 0.01)
    reader, writer = pipe
    pauses = count(1)
    told: list[int] = []

    def idle() -> None:
        told.append(next(pauses))
        # What comes next is there only because it was told; the second time, the end.
        if len(told) == 1:
            os.write(writer, "膝".encode() + b"\nlast\nunfinished")
        else:
            os.close(writer)

    os.write(writer, b"one\n")
    assert list(lines(reader, idle)) == ["one", "膝", "last"]
    assert told == [1, 2]


def test_process_ends_with_its_input_and_answers_every_line(studio: Studio) -> None:
    studio.add_espeak()
    answers = studio.render(ESPEAK, "one", "♪", "колено")
    assert [answer[:2] for answer in answers] == ["ok", "no", "ok"]


def test_nothing_is_left_in_the_folder_for_temporary_files(studio: Studio, tmp_path: Path) -> None:
    studio.add_espeak()
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    with subprocess.Popen(
        [*RENDERING, *ESPEAK.arguments, str(studio.kept)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "TMPDIR": str(temporary)},
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(b"Rest\n")
        process.stdin.flush()
        assert process.stdout.readline().startswith(b"ok ")
        process.kill()
        process.wait(PATIENCE_S)
    assert list(temporary.iterdir()) == []


def test_only_what_is_said_later_gives_way_to_everything_else(studio: Studio) -> None:
    studio.add_espeak()
    priority = os.getpriority(os.PRIO_PROCESS, 0)
    with subprocess.Popen(
        [*RENDERING, *ESPEAK.arguments, str(studio.kept)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        bufsize=0,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        given_way = []
        for number in range(FIRST_LINES + 1):
            process.stdin.write(f"Line {number}\n".encode())
            assert process.stdout.readline().startswith(b"ok ")
            given_way.append(os.getpriority(os.PRIO_PROCESS, process.pid) - priority)
        process.stdin.close()
        assert process.wait(PATIENCE_S) == 0
    assert given_way == [0] * FIRST_LINES + [min(10, 19 - priority)]
