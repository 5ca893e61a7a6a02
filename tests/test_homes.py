"""No test reads or writes what the person who runs it has: tests have homes of their own."""

from __future__ import annotations

import os
import pwd
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from stretchtui.store.paths import HOME_VARIABLE, Folders, folders

SHOW = """
from stretchtui.store.paths import folders
found = folders()
print(found.config, found.data, found.cache, sep="\\n")
"""


def here() -> list[Path]:
    """Where this process keeps things."""
    found: Folders = folders()
    return [found.config, found.data, found.cache]


def in_another_process() -> list[Path]:
    """Where a program that a test starts keeps things."""
    done = subprocess.run([sys.executable, "-c", SHOW], capture_output=True, text=True, check=True)
    return [Path(line) for line in done.stdout.splitlines()]


@pytest.fixture(scope="module")
def before_any_test() -> list[Path]:
    """Where a program keeps things that a fixture of a whole module starts."""
    return in_another_process()


@pytest.mark.parametrize("ask", [here, in_another_process])
@pytest.mark.parametrize("named", [True, False], ids=["named", "the-system's"])
def test_a_test_has_an_empty_home_that_is_not_the_persons(
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    ask: Callable[[], list[Path]],
    named: bool,
) -> None:
    assert list(Path.home().iterdir()) == []
    assert Path.home() != Path(pwd.getpwuid(os.getuid()).pw_dir)
    if not named:
        monkeypatch.delenv(HOME_VARIABLE)
    places = ask()
    assert len(set(places)) == 3
    for place in places:
        assert place.is_relative_to(Path.home())
        assert place.is_relative_to(tmp_path_factory.getbasetemp())


def test_what_is_made_for_a_whole_module_has_a_home_too(
    before_any_test: list[Path], tmp_path_factory: pytest.TempPathFactory
) -> None:
    assert len(before_any_test) == 3
    for place in before_any_test:
        assert place.is_relative_to(tmp_path_factory.getbasetemp())
        assert not place.is_relative_to(Path.home()), "it was made before this test's"
