"""Change the program in one place at a time, and tell which changes no test notices.

    make mutants                       200 mutants of five rooms
    make mutants SEED=7 NUMBER=50 ROOM=words

A mutant is a copy of the program with one thing changed: a sign, a number, a condition, a call
left out. The tests of its room run on it; where they all pass it has survived, and a test is
missing, unless nobody could tell the difference. Those are in ``equivalent.toml`` beside this file,
each with the reason. Nothing is changed in the working tree.
"""

from __future__ import annotations

import argparse
import os
import queue
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import tomllib
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mutations import sample

if TYPE_CHECKING:
    from typing import BinaryIO

    from mutations import Mutant

TOP = Path(__file__).resolve().parent.parent
PYTHON = TOP / ".venv" / "bin" / "python"
EQUIVALENT = Path(__file__).with_name("equivalent.toml")
ROOMS = ("core", "playing", "store", "words", "terminal")
WANTED = 0.97
"""So much of what changes the program has to be noticed."""

SLOW = "*_killed.py"
"""Tests that kill processes over and over: what they notice depends on the machine's speed."""

NOTICED = (1, 2, 3, 4)
"""What pytest ends with when a test fails, or when there is no importing the program any more."""
MEMORY_KIB = 4 * 1024 * 1024
"""More than that is taken by mutants alone that add to a list for ever."""


def main() -> int:
    """Print the survivors, and how many there are; the status tells whether that is good enough."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    words = _arguments()
    began = time.monotonic()
    rooms = [words.room] if words.room else list(ROOMS)
    mutants = sample(TOP, rooms, words.number, words.seed)
    equivalent = _equivalent()
    alive = [each for each in mutants if _key(each) not in equivalent]
    with tempfile.TemporaryDirectory(prefix="stretchtui-mutants-") as folder:
        # Some tests are nobody for a while, and come here as such.
        Path(folder).chmod(0o755)
        copies = [Copy(Path(folder) / str(number)) for number in range(words.jobs)]
        limits = {room: copies[0].time_taken(room).for_a_mutant() for room in rooms}
        survived = _survivors(alive, copies, limits)
    return _report(rooms, mutants, alive, survived, time.monotonic() - began)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Change the program; see what no test notices.")
    parser.add_argument("--seed", type=int, default=1, help="chooses the mutants (default: 1)")
    parser.add_argument("--number", type=int, default=200, help="how many (default: 200)")
    parser.add_argument("--room", choices=ROOMS, help="in this room only")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="how many at once")
    return parser.parse_args()


@dataclass(frozen=True)
class Time:
    """What tests may take, or have taken, in seconds.

    A mutant that counts for ever takes the processor's time, of which it gets less beside other
    work, but needs no more; one that waits for ever takes only time.
    """

    processor: float
    waiting: float

    def for_a_mutant(self) -> Time:
        """Enough for the same tests of a changed program, on a machine as busy as now."""
        return Time(self.processor * 3 + 30, self.waiting * 6 + 60)


@dataclass(frozen=True)
class Copy:
    """The repository once more, for one mutant after another."""

    top: Path
    """Where it is."""

    def __post_init__(self) -> None:
        names = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        said = subprocess.run(names, cwd=TOP, check=True, capture_output=True, text=True).stdout
        for name in filter(None, said.split("\0")):
            if (TOP / name).is_file():
                (self.top / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(TOP / name, self.top / name)

    def time_taken(self, room: str) -> Time:
        """How long the tests of a room take while nothing is changed.

        Raises:
            SystemExit: One of them fails as it is.
        """
        began, had = time.monotonic(), _processor_time()
        with tempfile.TemporaryFile() as said:
            if self._status(_tests(self.top, room), limit=None, said=said) != 0:
                said.seek(0)
                print(said.read().decode(errors="replace"))
                sys.exit(f"the tests of {room} fail on the program as it is: mend them first")
        return Time(_processor_time() - had, time.monotonic() - began)

    def survives(self, mutant: Mutant, limit: Time) -> bool:
        """Whether no test notices, not even by taking longer than the limit."""
        path = self.top / mutant.file
        was = path.stat()
        original = path.read_bytes()
        path.write_text(mutant.code, encoding="utf-8")
        # Another time than the copy's, so that what was compiled of the original is not taken.
        os.utime(path, (was.st_atime, was.st_mtime + 10))
        try:
            tests = _tests(self.top, _room(mutant))
            return self._status(_likeliest_first(tests, mutant.file), limit) == 0
        finally:
            path.write_bytes(original)
            os.utime(path, ns=(was.st_atime_ns, was.st_mtime_ns))

    def _status(
        self, tests: Sequence[Path], limit: Time | None, said: BinaryIO | None = None
    ) -> int:
        home = self.top.with_name(f"{self.top.name}-home")
        home.mkdir(exist_ok=True)
        environment = os.environ | {
            "AMOUNT": "brief",
            "PYTHONPATH": str(self.top),
            "TMPDIR": str(home),
            "HOME": str(home),
        }
        if said is None:
            environment["PYTHONDONTWRITEBYTECODE"] = "1"
        limits = f"ulimit -v {MEMORY_KIB} 2>/dev/null"
        if limit is not None:
            limits += f"; ulimit -t {limit.processor:.0f}"
        limited = ["sh", "-c", f'{limits}; exec "$@"', "sh"]
        pytest = [str(PYTHON), "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider"]
        pytest += ["-m", "not timed"]
        running = subprocess.Popen(
            [*limited, *pytest, *tests],
            cwd=self.top,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=said or subprocess.DEVNULL,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            status = running.wait(limit and limit.waiting)
        except subprocess.TimeoutExpired:
            return NOTICED[0]
        finally:
            # What it has started ends with it.
            with suppress(ProcessLookupError):
                os.killpg(running.pid, signal.SIGKILL)
            running.wait()
            shutil.rmtree(home, ignore_errors=True)
        if status > 0 and status not in NOTICED:
            sys.exit(f"pytest ended with {status} on the tests of {tests[0].parts[1]}")
        return status


def _processor_time() -> float:
    """What the processes that have ended took of it so far, in seconds."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _tests(top: Path, room: str) -> list[Path]:
    found = (top / "tests" / room).rglob("test_*.py")
    return sorted(each.relative_to(top) for each in found if not each.match(SLOW))


def _likeliest_first(tests: Sequence[Path], file: str) -> list[Path]:
    """Tests of a room with those before the others that are there for one of its files."""
    inner, own = Path("tests", *Path(file).parts[1:-1]), f"test_{Path(file).stem}"
    return sorted(
        tests, key=lambda test: (not test.stem.startswith(own), not test.is_relative_to(inner))
    )


def _survivors(
    mutants: Sequence[Mutant], copies: Sequence[Copy], limits: dict[str, Time]
) -> list[Mutant]:
    free: queue.SimpleQueue[Copy] = queue.SimpleQueue()
    for copy in copies:
        free.put(copy)

    def survives(mutant: Mutant) -> bool:
        copy = free.get()
        try:
            return copy.survives(mutant, limits[_room(mutant)])
        finally:
            free.put(copy)

    survived = []
    with ThreadPoolExecutor(len(copies)) as pool:
        for number, (mutant, is_alive) in enumerate(
            zip(mutants, pool.map(survives, mutants), strict=True), 1
        ):
            if is_alive:
                survived.append(mutant)
                print(f"\n{number} of {len(mutants)} survived: {mutant.file}:{mutant.line}")
                print(f"{mutant.operator} in {mutant.inside or 'the module'}")
                print(mutant.diff, flush=True)
            elif sys.stdout.isatty():
                print(f"\r{number} of {len(mutants)}", end="\r", flush=True)
    return survived


def _report(
    rooms: Sequence[str],
    mutants: Sequence[Mutant],
    alive: Sequence[Mutant],
    survived: Sequence[Mutant],
    seconds: float,
) -> int:
    of_all, of_alive, of_survived = (
        Counter(_room(each) for each in which) for which in (mutants, alive, survived)
    )
    print(
        f"\n{'room':10}{'mutants':>10}{'equivalent':>12}{'killed':>8}{'survived':>10}{'share':>8}"
    )
    for name in [*rooms, "all"]:
        every, changing, left = (
            count.total() if name == "all" else count[name]
            for count in (of_all, of_alive, of_survived)
        )
        share = (changing - left) / changing if changing else 1.0
        print(f"{name:10}{every:10}{every - changing:12}{changing - left:8}{left:10}{share:8.1%}")
    print(f"{seconds / 60:.0f} minutes")
    return int(share < WANTED)


def _room(mutant: Mutant) -> str:
    return Path(mutant.file).parts[1]


def _key(mutant: Mutant) -> tuple[str, str, str, str]:
    return mutant.file, mutant.inside, mutant.before, mutant.after


def _equivalent() -> set[tuple[str, str, str, str]]:
    """Those that nobody could tell from the program; says which of them are no longer there."""
    keys = set()
    for each in tomllib.loads(EQUIVALENT.read_text(encoding="utf-8")).get("mutant", []):
        keys.add((each["file"], each["inside"], each["before"], each["after"]))
        path = TOP / each["file"]
        text = " ".join(path.read_text(encoding="utf-8").split()) if path.is_file() else ""
        if " ".join(each["before"].split()) not in text:
            print(f"{EQUIVALENT.name} names what is not in {each['file']}: {each['before']}")
    return keys


if __name__ == "__main__":
    sys.exit(main())
