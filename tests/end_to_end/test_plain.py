"""Sessions in plain lines, in a real pty and in files and pipes."""

from __future__ import annotations

import json
import os
import re
import shlex
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from stretchtui.playing.ending import ExitStatus
from tests.end_to_end.bells import due as due_bells
from tests.end_to_end.bells import ring_for_everything
from tests.end_to_end.copies import COPY
from tests.end_to_end.terminal import (
    BELL,
    COPIED,
    PATIENCE_S,
    PATIENT,
    PROGRAM,
    QUESTION,
    Terminal,
    run,
)

SPEED = 20
ON_TIME_S = 0.1
"""The bench asks for less, on a machine that does nothing else."""

XOFF, XON, CTRL_Z = "\x13", "\x11", "\x1a"

STALL_S = 1.0

IMPATIENT = f"""
import sys
from stretchtui.playing import clockwork
clockwork.STALLED_S = {STALL_S}
from stretchtui.cli import main
sys.exit(main())
"""
"""The program, whose sessions pause after a stall of a second instead of five."""

TICKING = """
format = 1
[[routine]]
id = "ticking"
name = "Ticking"
get_ready = 0
[[routine.step]]
name = "Nod"
reps = 100
tempo = 1
"""
"""A cue a second."""


def play(routine: Path | str, *more: str, program: Sequence[str] = PROGRAM) -> list[str]:
    """The words that play a routine in lines."""
    return [*program, "play", str(routine), "--plain", *more]


def rows(terminal: Terminal) -> list[str]:
    """All lines that came, without what was counted in their place."""
    text = terminal.output.replace(BELL, b"").decode()
    return [row.rpartition("\r")[2].rstrip() for row in text.replace("\r\n", "\n").split("\n")]


def planned(home: Path, routine: Path) -> tuple[list[int], list[float]]:
    """When the phases of a session begin, and when its bells are due, in its seconds."""
    shown = run("show", str(routine), "--json", home=home)
    assert shown.returncode == 0, shown.stderr
    plan = json.loads(shown.stdout)
    return [phase["start_s"] for phase in plan["phases"]], due_bells(plan)


@pytest.mark.long
def test_a_session_is_told_phase_by_phase_and_rings(home: Path, short: Path) -> None:
    words = play(short, "--cues", "terminal", "--speed", "4", program=PATIENT)
    with Terminal(words, home) as terminal:
        assert terminal.wait_for_exit() == 0
        assert terminal.settings == terminal.settings_before
        starts = [re.match(r"(\d+):(\d\d) [a-z]", row) for row in rows(terminal)]
        told = [60 * int(each[1]) + int(each[2]) for each in starts if each]
        phases, bells = planned(home, short)
        assert told == phases
        assert len(terminal.bells()) == len(bells)


@pytest.mark.timed
def test_bells_ring_on_time(home: Path, short: Path) -> None:
    _, bells = planned(home, short)
    due = [at / SPEED for at in bells]
    words = play(short, "--cues", "terminal", "--speed", str(SPEED))
    with Terminal(words, home) as terminal:
        assert terminal.wait_for_exit() == 0
        heard = terminal.bells()
    assert len(heard) == len(due), "each rings, and nothing else"
    lateness = [bell - moment for bell, moment in zip(heard, due, strict=True)]
    start = sorted(lateness)[len(lateness) // 2]
    assert max(abs(each - start) for each in lateness) <= ON_TIME_S, lateness


def test_seconds_are_counted_in_place_and_keys_are_not_echoed(
    home: Path, short: Path, tmp_path: Path
) -> None:
    long = tmp_path / "long.toml"
    long.write_text(short.read_text().replace("get_ready = 4", "get_ready = 100"))
    with Terminal(play(long, "--cues", "off", program=COPIED), home) as terminal:
        terminal.wait_for_text("0:00 get ready 100 s · left · Reach up")
        terminal.press("n")
        terminal.wait_for_text("1:40 hold 20 s · left · Reach up")
        in_place = re.compile(rb"\r20\r1\d\r1\d")
        terminal.wait_for(lambda: bool(in_place.search(terminal.output)), "the seconds")
        terminal.press(" ")
        terminal.wait_for_text("paused, ")
        terminal.press("bnn")
        terminal.wait_for_text("2:00 switch sides 5 s · paused · right · Reach up")
        terminal.press("?")
        terminal.wait_for_text("ctrl+z suspend")
        assert terminal.settings != terminal.settings_before
        terminal.press("q")
        assert terminal.wait_for_exit() == ExitStatus.NO
        assert terminal.settings == terminal.settings_before
        assert rows(terminal)[-3] == "2:00 Stopped."
        assert b"\x1b[6n" not in terminal.output, "there is no link to ask after"


@pytest.mark.parametrize("term", ["dumb", ""])
def test_a_dumb_terminal_gets_lines_by_itself(home: Path, short: Path, term: str) -> None:
    words = [*COPIED, "play", str(short), "--cues", "off", "--speed", "400"]
    with Terminal(words, home, environment={"TERM": term}) as terminal:
        assert terminal.wait_for_exit() == 0
        text = bytes(terminal.output).replace(b"\r\n", b"\n")
    assert not re.search(rb"[\x00-\x09\x0b-\x1f]", text)
    assert b"0:57 move 6 s, 3 reps" in text
    with Terminal([*COPIED], home, environment={"TERM": term}) as terminal:
        assert terminal.wait_for_exit() == 2
        assert terminal.output.count(b"\n") == 1


def test_an_output_that_is_no_terminal_gets_nothing_but_lines(home: Path, short: Path) -> None:
    words = ["play", str(short), "--speed", "200", "--cues", "terminal"]
    done = run(*words, home=home, environment={"LANG": "C"})
    assert done.returncode == 0
    assert done.stderr == ""
    assert done.stdout.replace("\n", "").isprintable()
    assert done.stdout.isascii()
    lines = done.stdout.splitlines()
    assert lines[0].startswith("Short and sweet - 1:03 - 2 steps")
    assert "sound: off, no terminal here" in lines
    assert "0:04 hold 20 s - left - Reach up" in lines
    assert lines[-1] == "Roll onto your side, then get up slowly."


def test_lines_in_a_file_are_rung_at_the_terminal(home: Path, short: Path, tmp_path: Path) -> None:
    log = tmp_path / "log"
    words = play(short, "--speed", "200", "--cues", "terminal")
    with Terminal(["sh", "-c", f"{shlex.join(words)} >{log}"], home) as terminal:
        assert terminal.wait_for_exit() == 0
        assert set(terminal.output) == set(BELL)
    text = log.read_text()
    assert "0:04 hold 20 s" in text
    assert "\r" not in text
    assert "\a" not in text


def test_a_reader_that_leaves_ends_it_quietly(home: Path, short: Path) -> None:
    words = shlex.join(play(short, "--speed", "50", "--cues", "off"))
    line = f"{words} | head -1 >&2; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(
        ["bash", "-c", line],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "STRETCHTUI_HOME": str(home), "LANG": "C.UTF-8"},
    )
    assert done.stdout == "141\n"
    assert done.stderr.startswith("Short and sweet")
    assert done.stderr.count("\n") == 1


def test_a_file_that_cannot_be_written_is_said_in_one_line(home: Path, short: Path) -> None:
    words = shlex.join(play(short, "--cues", "off"))
    with Terminal(["sh", "-c", f"{words} >/dev/full"], home) as terminal:
        assert terminal.wait_for_exit() == 2
        assert terminal.settings == terminal.settings_before
        assert terminal.text.strip() == "stretchtui: standard output: No space left on device"


@pytest.mark.parametrize("stalled", [False, True])
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGUSR1", "SIGUSR2"])
def test_a_signal_ends_it_and_restores_the_terminal(
    home: Path, short: Path, name: str, stalled: bool
) -> None:
    number = signal.Signals[name]
    with Terminal(play(short, "--cues", "off", program=COPIED), home) as terminal:
        terminal.wait_for_text("0:00 get ready")
        assert terminal.settings != terminal.settings_before
        if stalled:
            terminal.press(XOFF)
        terminal.process.send_signal(number)
        assert terminal.process.wait(PATIENCE_S) == 128 + number
        assert terminal.settings == terminal.settings_before
        if not stalled:
            terminal.wait_for_text("Stopped.")


def test_a_closed_terminal_ends_it(home: Path, short: Path) -> None:
    with Terminal(play(short, "--cues", "off", program=COPIED), home) as terminal:
        terminal.wait_for_text("0:00 get ready")
        terminal.hang_up()
        assert terminal.process.wait(PATIENCE_S) == 128 + signal.SIGHUP


def test_an_output_that_stalls_pauses_it_where_it_was(home: Path, tmp_path: Path) -> None:
    ticking = tmp_path / "ticking.toml"
    ticking.write_text(TICKING)
    ring_for_everything(home)
    words = [COPY, "-c", IMPATIENT, "play", str(ticking), "--plain"]
    with Terminal([*words, "--cues", "terminal"], home) as terminal:
        terminal.wait_for(lambda: len(terminal.bells()) >= 3, "bells")
        terminal.press(XOFF)
        # What is written has to wait, from the next second on.
        terminal.wait_for(lambda: not terminal.read(5 * STALL_S), "a stall")
        bells = len(terminal.bells())
        terminal.press(XON)
        terminal.wait_for_text("paused, ")
        found = re.search(r"0:(\d\d) paused, .* left · no connection for \d+ s", terminal.text)
        assert found, terminal.text
        assert int(found[1]) < bells + 3, "where it was, and not five seconds later"
        assert len(terminal.bells()) <= bells + 2, "that it paused, and no burst"
        terminal.press(" ")
        terminal.wait_for_text("resumed")


def test_ctrl_z_gives_the_shell_its_terminal_and_fg_goes_on(home: Path, short: Path) -> None:
    shell = ["bash", "--norc", "--noprofile", "-i"]
    with Terminal(shell, home, environment={"PS1": "ready> "}) as terminal:
        words = shlex.join(play(short, "--cues", "off"))
        terminal.press(f"stty -a >{home}/before; {words}; stty -a >{home}/after\n")
        terminal.wait_for_text("0:00 get ready")
        terminal.press(CTRL_Z)
        terminal.wait_for_text("Stopped")
        terminal.wait_for(lambda: terminal.text.strip().endswith("ready>"), "a prompt")
        terminal.press("sleep 2.1; fg\n")
        terminal.wait_for_text("· away for ")
        terminal.press("q")
        stopped = re.compile(r"0:0\d Stopped\.")
        terminal.wait_for(lambda: bool(stopped.search(terminal.text)), "the end")
        terminal.press(f"stty -a | cmp - {home}/before; echo first=$?.\n")
        terminal.wait_for_text("first=0.")
        terminal.press(f"cmp {home}/after {home}/before; echo second=$?.\n")
        terminal.wait_for_text("second=0.")


def test_a_far_terminal_is_asked_for_signs_of_life(home: Path, short: Path) -> None:
    environment = {"SSH_CONNECTION": "192.0.2.1 1 192.0.2.2 22"}
    words = play(short, "--cues", "off", program=COPIED)
    with Terminal(words, home, environment=environment, answers=True) as terminal:
        terminal.wait_for_text("0:00 get ready")
        terminal.wait_for(lambda: QUESTION in terminal.output, "a question")
        terminal.press("q")
        assert terminal.wait_for_exit() == ExitStatus.NO
        assert terminal.settings == terminal.settings_before


def test_the_word_of_care_is_read_once(tmp_path: Path, short: Path) -> None:
    for times in (1, 0):
        with Terminal(play(short, "--cues", "off", program=COPIED), tmp_path) as terminal:
            terminal.wait_for_text("0:00 get ready")
            assert terminal.text.count("safety:") == times


def test_textual_is_not_imported(home: Path, short: Path) -> None:
    code = (
        "import sys; from stretchtui.cli import main\n"
        f"assert main(['play', {str(short)!r}, '--speed', '1000', '--cues', 'off']) == 0\n"
        "assert not {'textual', 'rich', 'asyncio'} & set(sys.modules)"
    )
    environment = {**os.environ, "STRETCHTUI_HOME": str(home)}
    subprocess.run([sys.executable, "-c", code], check=True, stdout=-1, env=environment)
