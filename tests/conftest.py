"""What every test runs under.

Hypothesis has no deadlines, and the same examples in CI. The person who runs the tests has a home
that no test gets to see.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import chain, count
from pathlib import Path

import pytest
from hypothesis import settings

from stretchtui.core.routines import format as routine_format
from tests.amounts import amount

# On a busy machine numpy's threads spend most of the time on waiting for each other.
os.environ["OPENBLAS_NUM_THREADS"] = "1"

TESTS_BETWEEN_COLLECTIONS = 20

settings.register_profile("local", deadline=None, max_examples=amount(50))
settings.register_profile("ci", settings.get_profile("local"), derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "local")


@pytest.hookimpl(trylast=True)  # Hypothesis marks its tests in the same hook.
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long is begun first: in the end nothing is left that others cannot share.

    What examples drawn by chance come through is not counted as covered: it would not be the
    next time. Nor is what all that is shipped comes through: counting takes as long again. Such
    tests come last: what is kept once it is worked out would not be worked out while it counts.
    What measures time is measured again if the machine was busy elsewhere: the best of three
    counts.
    """
    for item in items:
        if item.get_closest_marker("hypothesis") or item.get_closest_marker("once"):
            item.add_marker(pytest.mark.no_cover)
        if item.get_closest_marker("timed"):
            item.add_marker(pytest.mark.flaky(reruns=2))
    items.sort(key=_turn)
    items[:] = _dealt(items)


def _dealt(items: list[pytest.Item]) -> list[pytest.Item]:
    """A worker is handed two tests at first: of those that take long, each takes one."""
    long = [item for item in items if item.get_closest_marker("long")]
    short = items[len(long) :]
    pairs = zip(long, short, strict=False)
    return [*chain.from_iterable(pairs), *long[len(short) :], *short[len(long) :]]


def _turn(item: pytest.Item) -> tuple[bool, bool]:
    return item.get_closest_marker("long") is None, item.get_closest_marker("no_cover") is not None


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what was measured again, and why: the run as a whole may pass nevertheless."""
    for report in terminalreporter.getreports("rerun"):
        why = " ".join(str(getattr(report.longrepr, "reprcrash", report.longrepr)).split())
        terminalreporter.write_line(f"measured again: {report.nodeid}: {why[:200]}")


def pytest_collection_finish() -> None:
    """Whatever has been imported stays; the garbage collector need not look through it any more.

    Nor need it run in the middle of a test: that would be half of the time that screens take.
    """
    gc.disable()
    gc.enable = lambda: None
    # A program that starts freezes what it has made; here it would be all that the tests before
    # it have left, two gigabytes in the end.
    _settle()
    gc.freeze = lambda: None


def _settle(freeze: Callable[[], None] = gc.freeze) -> None:
    """Take away what is no longer needed; what still is stays."""
    gc.collect()
    freeze()


@pytest.fixture(scope="session", autouse=True)
def _fresh_homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Iterator[Path]]:
    """Homes to give to tests; there is one already for what is made before the first test."""
    folder = tmp_path_factory.mktemp("homes")
    homes = (folder / str(number) for number in count())
    with pytest.MonkeyPatch.context() as environment:
        for name in [each for each in os.environ if each.startswith("XDG_")]:
            environment.delenv(name)
        _move_into(next(homes), environment)
        yield homes


@pytest.fixture(scope="session", autouse=True)
def _read_once() -> Iterator[None]:
    """Read the shipped routines once: it would be most of what many tests do.

    Homes are empty, so nothing that a program before has read is remembered there.
    """
    with pytest.MonkeyPatch.context() as patch:
        cached = lru_cache(maxsize=64)(routine_format.decode)
        patch.setattr(routine_format, "decode", cached)
        yield


@pytest.fixture(autouse=True)
def _fresh_home(_fresh_homes: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty home for this test, and for every program that it starts."""
    home = next(_fresh_homes)
    _move_into(home, monkeypatch)
    if int(home.name) % TESTS_BETWEEN_COLLECTIONS == 0:
        _settle()


def _move_into(home: Path, environment: pytest.MonkeyPatch) -> None:
    home.mkdir()
    environment.setenv("HOME", str(home))
    # Where a test takes this out, the system's places are used: they are in the home too.
    environment.setenv("STRETCHTUI_HOME", str(home / "stretchtui"))
