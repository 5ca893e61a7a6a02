"""The voice: phrases rendered by real engines and by ones that fail, and kept."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from array import array
from collections.abc import Iterator
from pathlib import Path

import pytest

from stretchtui.core.routines.model import Side
from stretchtui.core.sessions.phases import Kind, Phase
from stretchtui.core.sessions.speech import phrases
from stretchtui.core.sessions.timeline import assemble
from stretchtui.cues.rendering import PEAK, Renderer, Unspoken, level
from stretchtui.cues.sounds import Sound, load
from stretchtui.cues.voice import ENGINES, FAILURES, Voice, find_engine, key
from tests.cues.players import PATIENCE_S, wait_for
from tests.cues.voices import Studio


@pytest.fixture
def studio(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Studio:
    return Studio(tmp_path, monkeypatch)


# Rendering


HERE = [engine for engine in ENGINES if find_engine([engine])]


@pytest.mark.parametrize("engine", HERE or ["espeak-ng"])
def test_engine_that_is_here_speaks_each_phrase_of_a_session(studio: Studio, engine: str) -> None:
    if not HERE:
        studio.add_espeak()
    name = "Half-kneeling hip flexor"
    timeline = assemble(
        [
            Phase(Kind.READY, 0, 8, 0, name, Side.LEFT),
            Phase(Kind.HOLD, 8, 30, 0, name, Side.LEFT),
            Phase(Kind.SWITCH, 38, 5, 0, name, Side.RIGHT),
        ]
    )
    texts = phrases(timeline, counted=True)
    assert len(texts) == 7
    assert studio.render(engine, *texts) == [f"ok {key(engine, text)}" for text in texts]
    for text in texts:
        sound = load(studio.kept / f"{key(engine, text)}.wav")
        samples = array("h", sound.samples)
        assert 0.1 < sound.seconds < 5
        assert max(max(samples), -min(samples)) == pytest.approx(PEAK, abs=2)


def test_phrase_is_rendered_once_and_given_as_input_never_as_an_argument(studio: Studio) -> None:
    studio.add_espeak()
    renderer = studio.renderer()
    name = key("espeak-ng", "-f 'x'")
    assert [renderer.take(" -f 'x'\n") for _ in range(2)] == [f"ok {name}"] * 2
    assert studio.spoken() == [repr((b"-f 'x'", ["--stdin", "--stdout", "-v", "en-us"]))]


def test_name_of_a_phrase_tells_engines_voices_and_texts_apart(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    names = {key(engine, text) for engine in ENGINES for text in ("Hold", "Rest")}
    monkeypatch.setitem(ENGINES, "espeak-ng", "en-gb")
    names.add(key("espeak-ng", "Hold"))
    assert len(names) == 7
    assert all(len(name) == 32 and int(name, 16) for name in names)


@pytest.mark.parametrize(
    "spoiled", [b"", b"RIFF", b"x" * 3_000_000], ids=["empty", "torn", "large"]
)
def test_kept_phrase_that_is_spoiled_is_rendered_again(studio: Studio, spoiled: bytes) -> None:
    studio.add_espeak()
    path = studio.kept / f"{key('espeak-ng', 'Hold')}.wav"
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
        ("text = text * 300", "expected at most 5 s"),
    ],
)
def test_engine_that_fails_costs_one_phrase_and_says_why(
    studio: Studio, then: str, reason: str
) -> None:
    studio.add_espeak(f"if text == b'Hold':\n    {then}")
    renderer = studio.renderer(each=0.2 if "sleep" in then else 20)
    assert renderer.take("Hold").startswith(f"no {key('espeak-ng', 'Hold')} {reason}")
    assert list(studio.kept.glob("*")) == []


def test_engine_that_failed_once_speaks_the_next_phrase(studio: Studio) -> None:
    studio.add_espeak("if text == b'Hold': sys.exit(3)")
    renderer = studio.renderer()
    assert [renderer.take(text)[:2] for text in ("Hold", "Rest")] == ["no", "ok"]


def test_engine_that_has_gone_is_an_answer(studio: Studio) -> None:
    studio.add_espeak()
    (studio.programs / "espeak-ng").unlink()
    assert "No such file" in studio.renderer().take("Hold")


def test_nothing_to_say_is_an_answer(studio: Studio) -> None:
    studio.add_espeak()
    assert studio.renderer().take("膝\n").endswith(" nothing to say")


def test_folder_that_cannot_be_written_is_an_answer(studio: Studio) -> None:
    studio.add_espeak()
    studio.kept.parent.mkdir()
    studio.kept.touch()
    assert studio.renderer().take("Hold").startswith("no ")


def test_all_that_is_asked_for_at_once_has_a_limit_and_a_pause_lifts_it(studio: Studio) -> None:
    studio.add_espeak()
    moments = iter([0, 30, 30, 61, 61, 61, 61, 62, 63, 64])
    renderer = Renderer("espeak-ng", studio.kept, studio.scratch, clock=lambda: next(moments))
    answers = [renderer.take(text) for text in ("one", "two", "three", "one")]
    assert [answer[:2] for answer in answers] == ["ok", "ok", "no", "ok"]
    assert answers[2].endswith("too much at once")
    moments = iter([64, 65])
    assert renderer.take("three").startswith("ok "), "it was idle, or near it"


def test_what_was_not_used_for_longest_is_removed_and_nothing_else(studio: Studio) -> None:
    studio.add_espeak()
    renderer = studio.renderer(kept=10_000)
    size = 44 + 200 * 4
    names = []
    for number in range(20):
        text = f"a{number:03}"
        names.append(f"{key('espeak-ng', text)}.wav")
        assert renderer.take(text).startswith("ok ")
        path = studio.kept / names[-1]
        assert path.stat().st_size == size
        os.utime(path, (number, number))
        if number == 0:
            (studio.kept / f".{'0' * 32}.wav.left").write_bytes(bytes(1000))
            os.utime(studio.kept / f".{'0' * 32}.wav.left", (0, 0))
            (studio.kept / "notes.txt").write_bytes(bytes(20_000))
        if number > 2:
            renderer.take("a000")  # in use again and again
            os.utime(studio.kept / names[0], (number + 0.5, number + 0.5))
    left = {path.name for path in studio.kept.iterdir()}
    many = 10_000 // size
    assert left == {"notes.txt", names[0], *names[20 - many + 1 :]}


def test_phrase_in_use_counts_as_new(studio: Studio) -> None:
    studio.add_espeak()
    renderer = studio.renderer()
    renderer.take("Hold")
    path = studio.kept / f"{key('espeak-ng', 'Hold')}.wav"
    os.utime(path, (0, 0))
    renderer.take("Hold")
    assert path.stat().st_mtime > 0


def test_level_brings_every_voice_to_the_same_peak() -> None:
    for samples in ([0, 50, -100], [32767, -32768, 5]):
        levelled = array("h", level(Sound(array("h", samples).tobytes(), 1, 8000)).samples)
        assert max(max(levelled), -min(levelled)) == pytest.approx(PEAK, abs=1)
    with pytest.raises(Unspoken):
        level(Sound(bytes(20), 1, 8000))


def test_nanotts_that_crashes_or_raises_costs_one_phrase(studio: Studio) -> None:
    studio.add_nanotts()
    answers = studio.render("py-nanotts", "crash", "raise", "Hold")
    assert answers[0].endswith(f"py-nanotts ended with {-signal.SIGSEGV}")
    assert answers[1].endswith("py-nanotts ended with 1")
    assert answers[2] == f"ok {key('py-nanotts', 'Hold')}"
    assert studio.spoken() == ["crash|en-US", "raise|en-US", "Hold|en-US"]
    sound = load(studio.kept / f"{key('py-nanotts', 'Hold')}.wav")
    assert (sound.channels, sound.rate, sound.seconds) == (1, 16_000, 0.25)


def test_nanotts_that_hangs_is_ended(studio: Studio) -> None:
    studio.add_nanotts()
    # In a process of its own: pytest's has threads, and it forks.
    program = (
        "from pathlib import Path; from stretchtui.cues.rendering import speak_nanotts\n"
        f"speak_nanotts('hang', Path({str(studio.scratch / 'x.wav')!r}), 0.1)"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, timeout=PATIENCE_S, check=False
    )
    assert f"py-nanotts ended with {-signal.SIGALRM}".encode() in run.stderr


def test_nanotts_that_cannot_be_imported_is_an_answer(studio: Studio) -> None:
    studio.add_nanotts()
    (studio.modules / "py_nanotts.py").write_text("raise ImportError('no libstdc')", "utf-8")
    assert studio.render("py-nanotts", "Hold") == [f"no {key('py-nanotts', 'Hold')} no libstdc"]


def test_say_is_told_the_text_on_its_input(studio: Studio) -> None:
    # It writes to the file that it is named, where espeak-ng writes to its output.
    studio.add_espeak("sys.stdout = open(sys.argv[4], 'w')", name="say")
    renderer = Renderer("say", studio.kept, studio.scratch)
    assert renderer.take("Well done") == f"ok {key('say', 'Well done')}"
    raw = str(studio.scratch / "raw.wav")
    arguments = ["-f", "-", "-o", raw, "--data-format=LEI16@22050"]
    assert studio.spoken() == [repr((b"Well done", arguments))]


def test_engines_are_found_in_their_order(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    studio.add_espeak(name="other")
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert find_engine() is None
    studio.add_espeak()
    studio.add_espeak(name="say")
    monkeypatch.setattr("sys.platform", "linux")
    assert find_engine() == "espeak-ng"
    monkeypatch.setattr("sys.platform", "darwin")
    assert find_engine() == "say"
    monkeypatch.setattr("importlib.util.find_spec", lambda name: object())
    assert find_engine() == "py-nanotts"


# Asking for it


@pytest.fixture
def voices() -> Iterator[list[Voice]]:
    """Every voice that a test makes, ended afterwards."""
    made: list[Voice] = []
    yield made
    for voice in made:
        voice.close()
        for renderer in voice._gone:
            renderer.wait()


def test_voice_has_phrases_rendered_and_ends_its_process(
    studio: Studio, voices: list[Voice]
) -> None:
    studio.add_espeak()
    voice = Voice("espeak-ng", studio.kept)
    voices.append(voice)
    voice.prepare(["Hold", "膝", "Rest"])
    wait_for(lambda: (studio.kept / f"{voice.key('Rest')}.wav").exists())
    assert (studio.kept / f"{voice.key('Hold')}.wav").exists()
    assert voice._renderer is not None
    renderer = voice._renderer
    voice.close()
    wait_for(lambda: renderer.poll() is not None)


def test_engine_ends_with_the_voice_that_runs_it(studio: Studio, voices: list[Voice]) -> None:
    held = studio.scratch / "held"
    os.mkfifo(held)
    reader = os.open(held, os.O_RDONLY | os.O_NONBLOCK)
    studio.add_espeak(
        f"import os; fd = os.open({str(held)!r}, os.O_WRONLY); os.write(fd, b'here')\n"
        "os.set_inheritable(fd, True); os.execv('/bin/sleep', ['sleep', '60'])"
    )
    voice = Voice("espeak-ng", studio.kept)
    voices.append(voice)

    def read() -> bytes:
        try:
            return os.read(reader, 4)
        except BlockingIOError:
            return b"still held"

    voice.prepare(["Hold"])
    wait_for(lambda: read() == b"here")
    assert read() == b"still held"
    voice.close()
    wait_for(lambda: read() == b"")
    os.close(reader)


@pytest.mark.parametrize(
    "command", [(sys.executable, "-c", "pass"), ("/nonexistent/python",)], ids=["ends", "is not"]
)
def test_rendering_that_fails_is_given_up(
    studio: Studio, voices: list[Voice], command: tuple[str, ...]
) -> None:
    voice = Voice("espeak-ng", studio.kept, command=command)
    voices.append(voice)

    def given_up() -> bool:
        voice.prepare(["Hold"])
        return voice._failures == FAILURES

    wait_for(given_up)
    voice.prepare(["Hold"])
    assert voice._renderer is None


def test_rendering_that_does_not_read_never_blocks(studio: Studio, voices: list[Voice]) -> None:
    idle = (sys.executable, "-c", "import signal; signal.pause()")
    voice = Voice("espeak-ng", studio.kept, command=idle)
    voices.append(voice)
    voice.prepare(["Hold"] * 100_000)
    assert voice._failures == 0


WITHOUT_TEMPORARY_FILES = """
import sys, tempfile
from stretchtui.cues.rendering import main
tempfile.tempdir = sys.argv[1]
sys.exit(main(sys.argv[2:]))
"""


def test_without_a_place_for_temporary_files_what_an_engine_writes_is_beside_what_is_kept(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "cache" / "voice"
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            WITHOUT_TEMPORARY_FILES,
            str(tmp_path / "gone"),
            "espeak-ng",
            folder,
        ],
        input="Rest\n",
        env={**os.environ, "PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    # It has come as far as looking for the engine.
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("no ")
    assert "espeak-ng" in done.stdout
    assert list(folder.iterdir()) == []
