"""``stretchtui figure`` where the output is not UTF-8."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.end_to_end.terminal import run

if TYPE_CHECKING:
    from pathlib import Path


def test_without_utf_8_there_is_ascii(home: Path) -> None:
    drawn = run("figure", "bridge", home=home, environment={"PYTHONIOENCODING": "ascii"})
    assert (drawn.returncode, drawn.stderr) == (0, "")
    assert drawn.stdout.isascii()
    assert drawn.stdout == run("figure", "bridge", "--ascii", home=home).stdout
    assert not run("figure", "bridge", home=home).stdout.isascii()
