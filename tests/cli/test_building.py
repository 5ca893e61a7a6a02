"""``new`` and ``edit``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from stretchtui.core.routines.library import Entry
from stretchtui.cues.browser import LOOPBACK
from stretchtui.tui.start import Start
from tests.cli.line import STATUS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.line import CommandLine, Opened


def test_new_opens_the_builder_with_a_new_routine(run: CommandLine, opened: list[Opened]) -> None:
    assert run("new", "--no-motion") == (STATUS, "", "")
    ((files, start, options),) = opened
    assert start == Start(build="new")
    assert files.folders.config == run.home / "config"
    assert options == {
        "cues": None,
        "mouse": True,
        "motion": False,
        "suspends": True,
        "listen": LOOPBACK,
    }


@pytest.mark.parametrize("wanted", ["hips", "HIPS", "{short}"])
def test_edit_opens_the_builder_with_a_routine(
    run: CommandLine, opened: list[Opened], short: Path, wanted: str
) -> None:
    assert run("edit", wanted.replace("{short}", str(short))) == (STATUS, "", "")
    ((files, start, _),) = opened
    entry = start.build
    assert isinstance(entry, Entry)
    assert start == Start(build=entry)
    assert entry.routine.name == ("Short and sweet" if "short" in wanted else "Hips")
    assert files.library.entries[entry.routine.id] is entry


def test_the_builder_takes_no_options_of_sessions_alone(
    run: CommandLine, opened: list[Opened]
) -> None:
    assert run("edit", "hips", "--floor").complaint.startswith('no option "--floor"; see ')
    assert run("new", "hips").complaint.startswith('unexpected "hips"; see ')
    assert run("edit").complaint.startswith("missing ROUTINE")
    assert opened == []


def test_new_begins_with_a_copy_of_any_routine(
    run: CommandLine, opened: list[Opened], short: Path
) -> None:
    assert run("new", "--from", "hips").status == STATUS
    assert run("new", "--from", str(short)).status == STATUS
    builds = [each.start.build for each in opened]
    assert [isinstance(build, Entry) and build.routine.id for build in builds] == ["hips", "short"]
    assert [each.start.copies for each in opened] == [True, True]
    assert run("new", "--from", "hisp").not_found.startswith('no routine "hisp": did you mean hips')
