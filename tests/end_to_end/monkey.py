"""A monkey at the keyboard: whatever it types, the program stays, and nothing is lost.

``make monkey``, or ``python -m tests.end_to_end.monkey --seed 7 --number 200000``.
"""

from __future__ import annotations

import argparse
import fcntl
import random
import signal
import struct
import sys
import tempfile
import termios
import time
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from pathlib import Path

import pyte

from stretchtui.core.sessions.record import Part, Record, Standing
from stretchtui.core.text import shorten
from stretchtui.store.journal import Journal
from stretchtui.store.paths import folders
from stretchtui.store.routines import read_library
from tests.end_to_end.copies import COPY
from tests.end_to_end.pieces import Piece, pieces
from tests.end_to_end.terminal import Terminal

SESSIONS = 120
"""So many sessions are in the journal at first."""

PATIENCE_S = 60.0
"""The program hangs if it takes nothing for so long, in seconds."""

LOOK = 250
"""After so many pieces it is looked whether the program still draws."""

TERM = 3000
"""After so many pieces the program is ended and started again."""

FRAME = 50
"""A screen has more bytes than this, however small it is."""

FIRST_FRAME = 1000
"""The first one has more than this, at 80×24; the questions to the terminal have less."""

SHOWN = 40
"""So many of the last pieces are shown."""

LEFT = {0, 128 + signal.SIGINT, 128 + signal.SIGQUIT, -signal.SIGQUIT}
"""What the program may end with: once it has given the terminal back, ctrl+c and ctrl+\\ behind the
key that left are signals of the kernel's."""

_ROUTINE = """
# written by hand
format = 1
[[routine]]
id = "{0}"
name = "Routine {0}"
get_ready = 1
{1}
"""

_STEP = """
[[routine.step]]
name = "Reach {0}"
instructions = ["Reach."]
hold = {0}
sides = "both"
rest = 1
"""

_SETTINGS = """
[session]
discomfort = true
countdown = 5
"""

_PROGRAM = """
import asyncio, faulthandler, signal, sys
told = open({1!r}, "w")
def tell_of_tasks(*_):
    for task in asyncio.all_tasks():
        waits, names = task.get_coro(), []
        while hasattr(waits, "cr_frame") and waits.cr_frame is not None:
            names.append(f"{{waits.__qualname__}}:{{waits.cr_frame.f_lineno}}")
            waits = waits.cr_await
        if "_get_message" not in str(names):
            print(task.get_name(), *names, sep="\\n  ", file=told)
    told.flush()
signal.signal(signal.SIGRTMIN, tell_of_tasks)
faulthandler.register(signal.SIGRTMIN, told, chain=True)
from stretchtui.store.journal import Journal
delete = Journal.delete
def delete_and_tell(journal, session):
    deleted = delete(journal, session)
    with open({0!r}, "a") as file:
        print(session, file=file)
    return deleted
Journal.delete = delete_and_tell
from stretchtui.__main__ import main
sys.argv[1:] = ["--cues", "off", "--speed", "2"]
sys.exit(main())
"""
"""The program, which writes down what is deleted from the journal for good, and, if it is asked by
a signal, what each of its threads is doing."""


class Caught(AssertionError):
    """The monkey has broken something."""


class _Wire(Terminal):
    """A terminal that draws nothing until it is asked what it shows."""

    def __init__(self, command: Sequence[str], home: Path) -> None:
        self.drawn = bytearray()
        """What came since the terminal had its size."""
        super().__init__(command, home, answers=True)

    def read(self, seconds: float) -> bool:
        """Take in what comes within so many seconds; whether anything did."""
        data = self.read_raw(seconds)
        self.drawn += data
        self.output[:] = self.output[-64:] + data
        if data:
            self._answer(len(data))
        return bool(data)

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size: all is drawn anew."""
        super().resize(columns, rows)
        self.drawn.clear()

    @property
    def text(self) -> str:
        """What it shows."""
        screen = pyte.Screen(self.screen.columns, self.screen.lines)
        pyte.ByteStream(screen).feed(bytes(self.drawn))
        return "\n".join(screen.display)

    @property
    def is_raw(self) -> bool:
        """Whether every key goes to the program."""
        return not termios.tcgetattr(self.line)[3] & termios.ISIG

    @property
    def unread(self) -> int:
        """How many bytes the program has not taken yet."""
        waiting = fcntl.ioctl(self.line, termios.FIONREAD, bytes(4))
        return int(struct.unpack("i", waiting)[0])

    def rest(self) -> str | None:
        """What tells that the program has slept since it was last asked; None while it works."""
        process = f"/proc/{self.process.pid}"
        try:
            state = Path(f"{process}/stat").read_text().rpartition(")")[2].split()[0]
            lines = Path(f"{process}/status").read_text().splitlines()
        except OSError:
            return ""
        return lines[-2] if state == "S" else None


class Monkey:
    """Types, and looks whether anything broke.

    Args:
        home: An empty folder.
        typed: What it types.
        say: Told how far it is.
    """

    def __init__(
        self, home: Path, typed: Iterable[Piece], say: Callable[[str], None] = lambda words: None
    ) -> None:
        self._home = home
        self._typed = typed
        self._say = say
        self._deleted = home / "deleted.log"
        self._threads = home / "threads.log"
        self.count = 0
        self.starts = 0
        """How often the program was started: it may be left."""
        self.since: list[Piece] = []
        """What was typed since it was last started."""
        furnish(home)
        self._routines, self._sessions = self._kept()

    def run(self) -> None:
        """Type all of it.

        Raises:
            Caught: Something is wrong.
        """
        rest = iter(self._typed)
        while following := list(islice(rest, TERM)):
            while following:
                following = self._term(deque(following))
            self._say(f"{self.count} pieces, {self.starts} starts")

    def _term(self, following: deque[Piece]) -> list[Piece]:
        """Type until the program is left; what is still to be typed then."""
        self.starts += 1
        self.since = []
        program = _PROGRAM.format(str(self._deleted), str(self._threads))
        with _Wire([COPY, "-c", program], self._home) as wire:
            # Until the program has the terminal, some keys are signals to the kernel.
            self._until(wire, lambda: wire.is_raw and len(wire.drawn) > FIRST_FRAME, "no screen")
            chance = random.Random(self.count)
            while following and wire.process.poll() is None:
                self._type(wire, following, chance.choice((1, 2, 3, 5, 8, 13)))
            if wire.process.poll() is None:
                self._leave(wire)
            self._look_back(wire)
        return list(following)

    def _type(self, wire: _Wire, following: deque[Piece], most: int) -> None:
        """Type a few pieces in one write, and wait until they are taken."""
        data = b""
        for _ in range(min(most, len(following))):
            piece = following.popleft()
            self.since.append(piece)
            self.count += 1
            data += piece.typed
            if piece.size is not None:
                wire.resize(*piece.size)
            if self.count % LOOK == 0:
                wire.resize(100 if wire.screen.columns == 80 else 80, 24)
                self._until(wire, lambda: len(wire.drawn) > FRAME, "it draws nothing")
        wire.press(data.decode())
        self._until(wire, lambda: not wire.unread, "it takes no keys")
        before: list[str | None] = [None]

        def asleep() -> bool:
            now = wire.rest()
            slept = now is not None and now == before[0]
            before[0] = now
            return slept

        self._until(wire, asleep, "it does not come to rest")

    def _leave(self, wire: _Wire) -> None:
        """Ask the program to end, as often as it takes: the first keys may end something else."""
        deadline = time.monotonic() + PATIENCE_S
        while wire.process.poll() is None:
            if time.monotonic() > deadline:
                self._fail(wire, "it cannot be left")
            wire.press("\x03")
            asked = time.monotonic()
            while wire.process.poll() is None and time.monotonic() < asked + 2:
                wire.read(0.01)

    def _until(self, wire: _Wire, holds: Callable[[], bool], otherwise: str) -> None:
        deadline = time.monotonic() + PATIENCE_S
        while not holds() and wire.process.poll() is None:
            if time.monotonic() > deadline:
                self._fail(wire, otherwise)
            wire.read(0.003)

    def _look_back(self, wire: _Wire) -> None:
        """The program was left: it was no crash, and all is there that was."""
        while wire.read(0.05):
            pass
        if wire.process.returncode not in LEFT:
            self._fail(wire, f"it ended with {wire.process.returncode}")
        for crash in (self._home / "data" / "crashes").glob("*"):
            self._fail(wire, crash.read_text())
        try:
            routines, sessions = self._kept()
        except Caught as caught:
            self._fail(wire, str(caught))
        aside = {path.stem for path in (self._home / "data" / "deleted").glob("*.toml")}
        for lost in self._routines - routines:
            if not any(each.startswith(Path(lost).stem) for each in aside):
                self._fail(wire, f"{lost} is lost")
        deleted = self._deleted.read_text().split() if self._deleted.exists() else []
        if lost_sessions := self._sessions - sessions - set(map(int, deleted)):
            self._fail(wire, f"sessions are lost: {sorted(lost_sessions)}")
        self._routines, self._sessions = routines, sessions

    def _kept(self) -> tuple[set[str], set[int]]:
        """The files of routines, and the sessions, that there are; all can be read.

        Raises:
            Caught: One cannot.
        """
        place = folders(str(self._home))
        for fault in read_library(place).faults:
            raise Caught(f"a routine cannot be read: {fault}")
        journal = Journal(place.data)
        try:
            sessions = {record.id for record in journal.sessions()}
            for each in sessions:
                journal.parts(each)
        finally:
            journal.close()
        return {path.name for path in place.routines.glob("*.toml")}, sessions

    def _fail(self, wire: _Wire, what: str) -> None:
        for crash in (self._home / "data" / "crashes").glob("*"):
            what += f"\n{crash.read_text()}"
        if wire.process.poll() is None:
            wire.process.send_signal(signal.SIGRTMIN)
            wire.read(1)
            what += f"\n{self._threads.read_text()}"
        last = "\n".join(shorten(repr(tuple(each)), 100) for each in self.since[-SHOWN:])
        raise Caught(f"{what}\nafter {self.count} pieces, the last of them:\n{last}\n{wire.text}")


def furnish(home: Path) -> None:
    """Several routines of the person's own, a past, and settings."""
    place = folders(str(home))
    place.routines.mkdir(parents=True)
    place.data.mkdir(parents=True)
    (place.data / "care-shown").touch()
    (place.config / "settings.toml").write_text(_SETTINGS)
    for number in range(1, 7):
        steps = "".join(_STEP.format(hold) for hold in range(2, 2 + number * 2))
        (place.routines / f"own-{number}.toml").write_text(_ROUTINE.format(f"own-{number}", steps))
    journal, now = Journal(place.data), time.time()
    part = Part(0, "Reach 2", "Reach 2", targets=("hips",), seconds=40, done=True)
    for days in range(SESSIONS, 0, -1):
        started = now - days * 86400
        record = Record(
            started=started,
            offset=0,
            updated=started + 300,
            ended=started + 300,
            routine=f"own-{days % 6 + 1}",
            name=f"Routine own-{days % 6 + 1}",
            steps=1,
            phases=4,
            seconds=60,
            completed=True,
            before=days % 7,
            after=days % 4,
        )
        journal.let_go(journal.add(record, Standing(steps_done=1, held=40, parts=(part,))))
    journal.close()


def play(seed: int, number: int, *, tame: bool = False, quiet: bool = True) -> None:
    """Let a monkey type.

    Args:
        seed: Decides what.
        number: How many pieces.
        tame: Whether to leave out what no terminal in its right mind sends.
        quiet: Whether to say nothing while all is well.

    Raises:
        Caught: Something broke; the message tells what, and how to have it again.
    """
    say: Callable[[str], None] = print if not quiet else lambda words: None
    typed = islice(pieces(random.Random(seed), tame=tame), number)
    _run(typed, f"SEED={seed} NUMBER={number}", say)


def _run(typed: Iterable[Piece], again: str, say: Callable[[str], None]) -> None:
    with tempfile.TemporaryDirectory(prefix="monkey-") as folder:
        monkey = Monkey(Path(folder) / "home", typed, say)
        try:
            monkey.run()
        except Caught as caught:
            kept = Path(tempfile.mkstemp(prefix="monkey-", suffix=".txt")[1])
            kept.write_text("".join(f"{tuple(each)!r}\n" for each in monkey.since))
            raise Caught(
                f"{caught}\nagain, all of it: make monkey {again}"
                f"\nagain, from the last start on: make monkey REPLAY={kept}"
            ) from None


def main() -> int:
    """Run it from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=random.randrange(1_000_000))
    parser.add_argument("--number", type=int, default=200_000)
    parser.add_argument("--replay", type=Path, help="the pieces of a run before")
    parser.add_argument("--tame", action="store_true", help="only what terminals send")
    options = parser.parse_args()
    try:
        if options.replay is not None:
            import ast

            lines = options.replay.read_text().splitlines()
            _run((Piece(*ast.literal_eval(line)) for line in lines), "", print)
        else:
            print(f"SEED={options.seed} NUMBER={options.number}", flush=True)
            play(options.seed, options.number, tame=options.tame, quiet=False)
    except Caught as caught:
        print(caught)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
