"""The quiz about the cues, as it is asked and answered."""

from __future__ import annotations

import asyncio
import os
import pty
from random import Random
from typing import TYPE_CHECKING

import pytest

from stretchtui.cli.quiz import Lines, ask
from stretchtui.core.sessions.cues import CueName
from stretchtui.cues.demonstration import lasts
from stretchtui.cues.quiz import Quiz
from tests.stand_ins import Recorder

if TYPE_CHECKING:
    from tests.cli.line import CommandLine


class Desk:
    """Asks a quiz, with a clock and a person that are stood in for.

    Args:
        answers: What is typed; after it there are no more lines.
        bells: Whether only bells are heard.
    """

    def __init__(self, *answers: str, bells: bool = False) -> None:
        self.quiz = Quiz(list(CueName), Random(3), bells=bells)
        self.sink = Recorder()
        self.out = ""
        self.slept: list[float] = []
        self._answers = list(answers)

    async def ask(self) -> None:
        """Ask it."""
        await ask(self.quiz, self.sink, self.read, self._write, self._sleep)

    async def read(self) -> str | None:
        """The next line."""
        return self._answers.pop(0) if self._answers else None

    def _write(self, text: str) -> None:
        self.out += text

    async def _sleep(self, seconds: float) -> None:
        self.slept.append(seconds)


ASKED = Desk().quiz.questions


async def test_who_knows_all_is_told_so() -> None:
    desk = Desk(*ASKED)
    await desk.ask()
    assert desk.sink.played == ASKED
    assert desk.slept == [lasts(cue) for cue in ASKED]
    assert desk.out.count("Correct.\n") == 5
    assert desk.out.endswith("\n5 of 5 correct.\n")
    for number, cue in enumerate(CueName, 1):
        assert f"{number:>3}  {cue.replace('-', ' '):<12} {cue.meaning}\n" in desk.out


async def test_a_wrong_answer_is_put_right_and_heard_again() -> None:
    other = next(cue for cue in CueName if cue not in ASKED)
    number = list(CueName).index(ASKED[1]) + 1
    desk = Desk(other, str(number), *ASKED[2:])
    await desk.ask()
    assert desk.sink.played == [ASKED[0], *ASKED]
    meaning = ASKED[0].meaning
    told = f"No, that was {ASKED[0].replace('-', ' ')}: {meaning[0].lower()}{meaning[1:]}."
    assert f"Which one was it? {told} Listen again.\n" in desk.out
    assert desk.out.endswith("\n4 of 5 correct. To hear them all: stretchtui cues\n")


async def test_enter_plays_it_again_and_nonsense_is_asked_again() -> None:
    desk = Desk("", "  ", "a tr\x1bumpet", *ASKED)
    await desk.ask()
    assert desk.sink.played == [ASKED[0]] * 3 + ASKED[1:]
    assert '"a trumpet" is not on the list. Type a number from 1 to ' in desk.out.replace("�", "")
    assert "\x1b" not in desk.out
    assert desk.out.endswith("5 of 5 correct.\n")


async def test_at_the_end_of_the_lines_the_score_so_far_is_told() -> None:
    desk = Desk(ASKED[0])
    await desk.ask()
    assert desk.out.endswith("Which one was it? \n\n1 of 1 correct.\n")
    desk = Desk()
    await desk.ask()
    assert desk.out.endswith("Which one was it? \n\nStopped.\n")


async def test_who_stops_while_listening_is_told_the_score_too() -> None:
    desk = Desk(ASKED[0])

    async def stopped(seconds: float) -> None:
        if desk.slept:
            raise asyncio.CancelledError
        desk.slept.append(seconds)

    with pytest.raises(asyncio.CancelledError):
        await ask(desk.quiz, desk.sink, desk.read, desk._write, stopped)
    assert desk.out.endswith("\n\n1 of 1 correct.\n")


async def test_of_bells_any_cue_that_rings_as_often_is_right() -> None:
    desk = Desk("hold", "rest", "switch", "finish", "waiting", bells=True)
    desk.quiz.questions = [
        *(CueName.HOLD, CueName.END, CueName.SWITCH, CueName.FINISH, CueName.REST)
    ]
    await desk.ask()
    assert "You hear bells: any cue with the right number of rings counts.\n" in desk.out
    assert desk.out.count("Correct: they sound the same. This one was ") == 2
    assert desk.out.endswith("5 of 5 correct.\n")


# What is typed


async def test_lines_are_read_as_they_are_typed() -> None:
    master, slave = pty.openpty()
    try:
        lines = Lines(slave)
        os.write(master, b"hold\nsw")
        assert await lines.read() == "hold"
        waiting = asyncio.ensure_future(lines.read())
        os.write(master, b"itch\nrest\n")
        assert await waiting == "switch"
        assert await lines.read() == "rest"
        os.write(master, b"\x04")
        assert await lines.read() is None
    finally:
        os.close(master)
    assert await lines.read() is None, "the terminal is gone"
    os.close(slave)


# The command


def test_the_quiz_needs_a_terminal(run: CommandLine) -> None:
    assert run("cues", "--quiz").complaint == "the quiz needs a terminal to type answers in"


@pytest.mark.parametrize(
    ("toml", "complaint"),
    [
        ('sink = "off"', "sounds are off; turn them on with --cues auto"),
        (f"off = {[str(cue) for cue in CueName]}", "every cue is turned off in the settings"),
    ],
)
def test_there_has_to_be_something_to_hear(
    run: CommandLine, monkeypatch: pytest.MonkeyPatch, toml: str, complaint: str
) -> None:
    (run.routines.parent / "settings.toml").write_text(f"[cues]\n{toml}\n")
    monkeypatch.setattr("stretchtui.cli.teaching.os.isatty", lambda descriptor: True)
    monkeypatch.setattr("stretchtui.cli.teaching.ask_terminal", lambda: None)
    assert run("cues", "--quiz").complaint == complaint


def test_what_sessions_do_not_sound_is_not_asked(
    run: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("stretchtui.cli.teaching.os.isatty", lambda descriptor: True)
    monkeypatch.setattr("stretchtui.cli.teaching.ask_terminal", lambda: None)
    monkeypatch.setattr("stretchtui.cli.teaching.Lines", lambda descriptor: Desk("", "nonsense"))
    monkeypatch.setattr("stretchtui.cues.demonstration.lasts", lambda cue: 0)
    off = [str(cue) for cue in CueName if cue is not CueName.SWITCH]
    (run.routines.parent / "settings.toml").write_text(f"[cues]\noff = {off}\n")
    done = run("cues", "--quiz", "--cues", "terminal")
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith("Sound output: terminal bell\n\n  1  switch       Change sides\n")
    assert "Sound 1 of 1\n" in done.out
    assert '"nonsense" is not on the list. Type a number from 1 to 1, or a name.' in done.out
