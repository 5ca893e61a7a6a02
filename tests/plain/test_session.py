"""A session told in lines, with a clock that only moves when it is told to."""

from __future__ import annotations

import signal
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from stretchtui.core.duration import clock as shown
from stretchtui.core.sessions.cues import CueName
from stretchtui.core.sessions.events import State
from stretchtui.core.sessions.record import Feeling
from stretchtui.core.sessions.timeline import timeline_of
from stretchtui.core.settings import Settings
from stretchtui.cues.browser.request import Request
from stretchtui.plain.keys import ANSWER, MOST, keys_of
from stretchtui.plain.loop import Timers
from stretchtui.plain.output import Printer
from stretchtui.plain.page import PlainPage
from stretchtui.plain.session import PlainSession
from stretchtui.playing.journal_view import JournalView
from stretchtui.playing.player import SessionPlayer
from stretchtui.playing.watched import Watched
from stretchtui.store.journal import Journal
from stretchtui.store.journal_writer import JournalWriter
from stretchtui.terminal.input import InputParser
from stretchtui.words.glyphs import UNICODE
from tests.stand_ins import Clock
from tests.tui.gate import Gate
from tests.tui.stage import NOWHERE, StagedAudio, read_library

STEPS = """
format = 1
[[routine]]
id = "two"
name = "Two"
get_ready = 8
[[routine.step]]
name = "Reach up"
instructions = ["Reach with the working arm."]
hold = 30
sides = "both"
[[routine.step]]
name = "Nod"
instructions = ["Nod."]
hold = 20
wait = true
[[routine.step]]
name = "Rest"
hold = 10
"""

IN_ROUNDS = """
format = 1
[[routine]]
id = "two"
name = "Two rounds"
get_ready = 2
[[routine.step]]
rounds = 2
rest = 9
[[routine.step.step]]
name = "Bow"
instructions = ["Bow."]
hold = 10
times = 2
rest = 3
[[routine.step.step]]
name = "Nod"
reps = 2
"""


class Floor:
    """A session in lines, and someone who may press keys.

    Args:
        answered: Whether there is anyone to press a key.
        in_place: Whether the lines go to a terminal that can go back in a row.
        data: A folder for the journal; without one nothing is kept.
        speed: How many times faster than life it runs.
        toml: What it is a session of.
    """

    def __init__(
        self,
        answered: bool = True,
        in_place: bool = False,
        data: Path | None = None,
        speed: float = 1.0,
        toml: str = STEPS,
    ) -> None:
        self.entry = read_library(toml).entries["two"]
        self.timeline = timeline_of(self.entry)
        self.clock = Clock()
        self.gate = Gate()
        self.printer = Printer(self.gate, in_place, self.clock)
        settings = Watched(Settings())
        audio = StagedAudio(settings, NOWHERE, 1.0)
        audio.connect(None, None)
        self.sink = audio.recorder
        self.writer = JournalWriter(data) if data is not None else None
        self.player = SessionPlayer(
            settings,
            JournalView(self.writer, lambda: (self.entry,)),
            audio,
            call_later=self.clock.schedule,
            clock=self.clock,
            link=lambda: self.printer.monitor,
            speed=speed,
        )
        self.player.journal.read_now()
        self.session = PlainSession(
            self.player, self.printer, lambda: PlainPage(79, UNICODE), answered=answered
        )
        self.session.load(self.entry)
        self.session.start()

    def lines(self) -> list[str]:
        """The lines that came since the last time."""
        return self.gate.take().removesuffix("\n").split("\n") if self.gate.output else []

    def after(self, seconds: float) -> list[str]:
        """The lines that come while so much time passes."""
        self.clock.advance(seconds)
        return self.lines()

    def state_after(self, seconds: float) -> State:
        """What the session is doing after so much time."""
        self.clock.advance(seconds)
        return self.session.state

    def press(self, *keys: str) -> list[str]:
        """The lines that follow keys at once."""
        for key in keys:
            self.session.press(key)
        return self.lines()


@pytest.fixture
def floor() -> Floor:
    """A session that has just begun."""
    floor = Floor()
    assert floor.lines()[-1] == "0:00 get ready 8 s · left · Reach up"
    return floor


def test_every_phase_has_its_line_at_its_time(floor: Floor) -> None:
    for before, phase in pairwise(floor.timeline.phases):
        lines = floor.after(before.duration)
        line = floor.press(" ")[-1] if before.wait else lines[-1]
        assert line.startswith(f"{shown(phase.start)} ")
        assert line.endswith(phase.name)
    assert floor.after(10)[-3:] == [
        "1:59 All done. Nice work.",
        "Two: 3 of 3 steps done, 1:30 held.",
        "Roll onto your side, then get up slowly.",
    ]
    assert floor.sink.played[-1] is CueName.FINISH


def test_what_is_coming_is_listed(floor: Floor) -> None:
    assert floor.press("l") == [
        "",
        "Coming up:",
        "Reach up · 30 s each side · now",
        "Nod · 20 s",
        "Rest · 10 s",
    ]
    floor.after(60)
    floor.player.order.leave_out(2)
    floor.press("N")
    assert floor.press("l")[2:] == ["Nod · 20 s · now"]
    told = Floor(toml=IN_ROUNDS).press("l")
    assert told[-1].startswith("Nod · 2 reps")
    assert told[-1].endswith("round 2 of 2")


def test_steps_are_counted_as_they_come_by_now(floor: Floor) -> None:
    floor.after(20)
    floor.player.order.leave_out(1)
    lines = floor.press("N")
    assert lines[1] == "Step 2 of 2 · Rest · 10 s"
    assert floor.after(100)[-2] == "Two: 1 of 2 steps done, 0:22 held."


def test_a_step_is_told_once_when_it_comes_up(floor: Floor) -> None:
    told = [line for line in floor.after(1000) if line.startswith("Step")]
    assert told == ["Step 2 of 3 · Nod · 20 s"]
    assert floor.press("b") == [
        "",
        "Step 1 of 3 · Reach up · 30 s each side",
        "1 Reach with your right arm.",
        "0:43 hold 30 s, in 3 s · right · Reach up",
    ]
    assert floor.press("B") == ["0:00 get ready 8 s · left · Reach up"]


def test_a_step_is_told_for_the_side_that_comes_first() -> None:
    assert "1 Reach with your left arm." in Floor().lines()


def test_rounds_are_told_and_how_to_do_it_only_once() -> None:
    floor = Floor(toml=IN_ROUNDS)
    lines = [line for line in [*floor.lines(), *floor.after(1000)] if line]
    assert lines[-3:-1] == [
        "1:25 All done. Nice work.",
        "Two rounds: 2 of 2 steps done, 0:56 held.",
    ]
    assert lines[-23:-3] == [
        "Step 1 of 2 · Bow · 10 s × 2 · round 1 of 2",
        "1 Bow.",
        "0:00 get ready 2 s · Bow, round 1 of 2, 1 of 2",
        "0:02 hold 10 s · Bow, round 1 of 2, 1 of 2",
        "0:12 rest 3 s · Bow, round 1 of 2, 2 of 2",
        "0:15 hold 10 s · Bow, round 1 of 2, 2 of 2",
        "Step 2 of 2 · Nod · 2 reps · round 1 of 2",
        "0:25 rest 3 s · Nod, round 1 of 2",
        "0:28 get ready 2 s · Nod, round 1 of 2",
        "0:30 move 8 s, 2 reps · Nod, round 1 of 2",
        "Step 1 of 2 · Bow · 10 s × 2 · round 2 of 2",
        "0:38 rest 9 s · Bow, round 2 of 2, 1 of 2",
        "0:47 get ready 2 s · Bow, round 2 of 2, 1 of 2",
        "0:49 hold 10 s · Bow, round 2 of 2, 1 of 2",
        "0:59 rest 3 s · Bow, round 2 of 2, 2 of 2",
        "1:02 hold 10 s · Bow, round 2 of 2, 2 of 2",
        "Step 2 of 2 · Nod · 2 reps · round 2 of 2",
        "1:12 rest 3 s · Nod, round 2 of 2",
        "1:15 get ready 2 s · Nod, round 2 of 2",
        "1:17 move 8 s, 2 reps · Nod, round 2 of 2",
    ]


def test_whoever_goes_back_to_a_step_is_told_again_how_it_is_done() -> None:
    floor = Floor(toml=IN_ROUNDS)
    floor.after(30)
    assert "1 Bow." in floor.press("B", "B")
    floor.after(40)
    assert "1 Bow." not in floor.press("B")


def test_keys_do_what_they_say(floor: Floor) -> None:
    floor.after(20)
    assert floor.press(" ") == ["0:20 paused, 18 s left · left · Reach up"]
    assert floor.after(100) == []
    assert floor.press(" ") == ["0:20 hold, 18 s left, in 3 s · resumed · left · Reach up"]
    floor.after(5)
    assert floor.press("+") == ["0:22 hold, 26 s left · left · Reach up"]
    assert floor.press("-") == ["0:22 hold, 16 s left · left · Reach up"]
    assert floor.press("r") == ["0:08 hold 30 s, in 3 s · left · Reach up"]
    assert floor.press("n") == ["0:38 switch sides 5 s · right · Reach up"]
    assert floor.press("N")[-1] == "1:13 get ready 8 s · Nod"
    assert floor.press("m", "m") == ["sound: muted", "sound: recorder"]
    keys, now = floor.press("?")[:-1], floor.press("?")[-1]
    assert "ctrl+z" in " ".join(keys)
    assert now == "1:13 get ready, 8 s left · Nod"
    assert floor.press("z", "Q", "é", "5") == []
    assert floor.press("q")[1:] == [
        "1:13 Stopped.",
        "Two: 0 of 3 steps done, 0:14 held.",
    ]
    assert floor.session.state is State.STOPPED


def test_a_session_that_paused_by_itself_says_why(floor: Floor) -> None:
    floor.after(20)
    floor.clock.jump(60)
    assert floor.lines() == ["0:20 paused, 18 s left · away for 1:00 · left · Reach up"]
    floor.press(" ")
    floor.after(2)
    floor.clock.now += 1.5
    floor.session.come_back()
    assert floor.lines() == ["0:20 hold, 18 s left · left · Reach up"]


def test_an_output_that_is_stalled_pauses_it_where_it_was() -> None:
    floor = Floor(in_place=True)
    floor.after(20)
    floor.gate.room = 0
    floor.after(30)
    assert floor.session.state is State.PAUSED
    floor.gate.room = None
    floor.printer.flush()
    floor.lines()
    floor.clock.advance(0.5)
    (line,) = floor.lines()
    assert line.strip("\r").startswith("0:21 paused, 17 s left · no connection for 29 s · left")
    assert floor.sink.played[-1] is CueName.PAUSE


def test_where_nobody_can_press_a_key_it_goes_on_by_itself() -> None:
    floor = Floor(answered=False)
    floor.after(20)
    floor.clock.jump(60)
    assert floor.lines()[-1].startswith("0:20 hold, 18 s left, in 3 s · resumed")
    assert floor.after(21 + 5 + 30 + 8 + 20)[-4:] == [
        "1:41 press space when ready",
        "",
        "Step 3 of 3 · Rest · 10 s",
        "1:41 get ready 8 s · Rest",
    ]
    assert floor.after(18)[-3] == "1:59 All done. Nice work."


def test_it_hurts_pauses_at_once_and_one_key_says_what_then(floor: Floor) -> None:
    floor.after(20)
    lines = floor.press("!")
    assert lines[0].startswith("0:20 paused, 18 s left")
    assert lines[1] == "Paused because it hurts: Reach up"
    assert lines[-1] == "keys: space continue gently · n skip this stretch · x end the session"
    assert floor.press("b", "m") == [], "no other key does anything"
    assert floor.state_after(100) is State.PAUSED
    assert floor.press(" ") == ["0:20 hold, 18 s left, in 3 s · resumed · left · Reach up"]
    floor.after(5)
    floor.press("!")
    assert floor.press("n")[-1] == "1:13 get ready, 8 s left · resumed · Nod"
    assert floor.session.state is State.RUNNING
    floor.press("!")
    assert floor.press("x")[1] == "1:13 Stopped."


def test_how_it_was_is_asked_at_the_end_and_kept(tmp_path: Path) -> None:
    floor = Floor(data=tmp_path)
    floor.after(73 + 8 + 20)
    floor.press(" ")
    lines = floor.after(18)
    assert lines[-2:] == [
        "How was it?",
        "keys: 1 too much · 2 just right · 3 could do more · q quit",
    ]
    assert floor.session.asks
    assert not floor.session.rate("5")
    assert floor.session.rate("2")
    assert floor.lines() == ["Saved: just right."]
    assert not floor.session.asks
    assert floor.writer is not None
    assert floor.writer.close(10)
    journal = Journal(tmp_path)
    [record] = journal.sessions()
    journal.close()
    assert record.completed
    assert record.feeling is Feeling.RIGHT


def test_without_a_journal_nothing_is_asked_at_the_end(floor: Floor) -> None:
    floor.press("N", "N", "n", "n")
    assert floor.session.state is State.FINISHED
    assert not floor.session.asks


def test_what_was_written_of_a_stretch_is_told_when_it_comes(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.write_stretch_note("Nod", "slowly, and not far", 1.0)
    journal.close()
    floor = Floor(data=tmp_path)
    assert "your note: slowly, and not far" not in floor.lines()
    assert floor.press("N")[1:4] == [
        "Step 2 of 3 · Nod · 20 s",
        "1 Nod.",
        "your note: slowly, and not far",
    ]
    assert floor.writer is not None
    assert floor.writer.close(10)


@pytest.mark.parametrize(("speed", "told"), [(1.0, False), (2.0, False), (2.1, True)])
def test_a_preview_says_that_it_is_not_kept(tmp_path: Path, speed: float, told: bool) -> None:
    floor = Floor(data=tmp_path, speed=speed)
    floor.clock.advance(10)
    lines = floor.press("N", "N", "n", "n")
    assert floor.session.state is State.FINISHED
    assert ("Preview: not saved to your history." in lines) is told
    assert floor.session.asks is not told
    assert floor.writer is not None
    assert floor.writer.close(10)
    assert len(Journal(tmp_path).sessions()) == (0 if told else 1)


def keys_in(data: bytes) -> list[str]:
    """The keys in what a terminal sent, if nothing more comes."""
    parser = InputParser()
    return keys_of([*parser.feed(data, 1.0), *parser.tick(9.0)])


def test_keys_are_told_from_what_else_a_terminal_sends() -> None:
    assert keys_in(b" nq") == [" ", "n", "q"]
    assert keys_in(b"\x1b[C\x1bOD") == ["n", "b"]
    assert keys_in(b"\x1b[15~\x1bOq\x1bn\x1b[<0;1;1M\x1b") == []
    assert keys_in(b"\x1bP>|xterm q n\x1b\\b") == ["b"]
    assert keys_in(b"n\x1b[24;80Rb") == ["n", ANSWER, "b"]
    assert keys_in("né\r\n\x03膝b".encode()) == ["n", "b"]
    assert keys_in(b"\x1b!") == ["!"]
    assert keys_in(b"\x1b[200~q\x1b[201~") == []


def test_what_is_too_much_to_be_typed_is_no_key() -> None:
    assert keys_in(b"q" * MOST) == ["q"] * MOST
    assert keys_in(b"q" * (MOST + 1)) == []


def test_a_signal_ends_even_what_does_not_come_to_its_end() -> None:
    code = (
        "import os, signal, time\n"
        "from stretchtui.plain import loop as plain_loop\n"
        "plain_loop.PATIENCE_S = 0.1\n"
        "with plain_loop.Signals(lambda: print('restored', flush=True)):\n"
        "    os.kill(os.getpid(), signal.SIGTERM)\n"
        "    time.sleep(60)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=30)
    assert done.returncode == 128 + signal.SIGTERM
    assert done.stdout == "restored\n"


def test_calls_are_made_in_the_order_of_their_times() -> None:
    clock = Clock()
    timers = Timers(clock)
    made: list[str] = []
    timers.call_later(2, lambda: made.append("second"))
    timers.call_later(1, lambda: made.append("first"))
    timers.call_later(1.5, lambda: made.append("never")).cancel()
    timers.call_later(9, lambda: made.append("later"))
    assert timers.due() == 1
    clock.advance(5)
    timers.run()
    assert made == ["first", "second"]
    assert timers.due() == 4


def test_what_a_page_asks_for_is_done_as_by_its_key(floor: Floor) -> None:
    floor.after(20)

    def asked(*requests: Request) -> list[str]:
        for request in requests:
            floor.player.asked(request)
        return floor.lines()

    assert asked(Request.PAUSE) == ["0:20 paused, 18 s left · left · Reach up"]
    assert asked(Request.PAUSE, Request.SKIP, Request.END) == [], "there is nothing to end yet"
    assert asked(Request.RESUME)[0].startswith("0:20 hold, 18 s left, in 3 s · resumed")
    assert asked(Request.RESUME) == []
    assert asked(Request.NEXT) == ["0:38 switch sides 5 s · right · Reach up"]
    assert asked(Request.BACK)[-1].endswith("in 3 s · left · Reach up")
    assert asked(Request.HURTS)[1] == "Paused because it hurts: Reach up"
    assert asked(Request.NEXT, Request.BACK, Request.HURTS, Request.PAUSE) == []
    assert asked(Request.RESUME)[0].startswith("0:08 hold")
    asked(Request.HURTS)
    assert asked(Request.SKIP)[-1].endswith("· Nod")
    asked(Request.HURTS)
    assert asked(Request.END)[1].endswith("Stopped.")
    assert asked(*Request) == []


def test_where_it_waits_a_page_goes_on(floor: Floor) -> None:
    assert floor.state_after(73 + 8 + 20) is State.WAITING
    floor.player.asked(Request.PAUSE)
    assert floor.state_after(1) is State.WAITING
    floor.player.asked(Request.RESUME)
    assert floor.state_after(1) is State.RUNNING
