"""``stretchtui figure``, run as a person runs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.end_to_end.terminal import run

if TYPE_CHECKING:
    from pathlib import Path

OWN = """format = 1
[[stretch]]
id = "sit"
name = "Sit"
[stretch.figure]
[[stretch.figure.frame]]
spine = [[20, 7], [30.5, 35], [36.5, 45.5]]
arm = [[38, 20], [55, 19]]
leg = [[44.5, 6], [68.5, 5.5], [69.5, 16.5]]
[[stretch]]
id = "stand"
name = "Stand"
"""


def test_a_figure_is_printed_at_the_size_that_is_asked_for(home: Path) -> None:
    drawn = run("figure", "bridge", "--size", "24x9", home=home)
    lines = drawn.stdout.splitlines()
    assert (drawn.returncode, drawn.stderr, len(lines)) == (0, "", 9)
    assert max(map(len, lines)) == 24
    assert "\x1b" not in drawn.stdout
    by_name = run("figure", "BRIDGE", "--size", "24x9", home=home)
    assert by_name.stdout == drawn.stdout


def test_sides_and_frames_are_different_pictures(home: Path) -> None:
    asked: list[tuple[str, ...]] = [(), ("--frame", "1"), ("--side", "left"), ("--ascii",)]
    pictures = {run("figure", "bridge", *words, home=home).stdout for words in asked}
    assert len(pictures) == len(asked)


@pytest.mark.parametrize("words", [("--ascii",), ()])
def test_without_utf_8_there_is_ascii(home: Path, words: tuple[str, ...]) -> None:
    environment = {"PYTHONIOENCODING": "" if words else "ascii"}
    drawn = run("figure", "bridge", *words, home=home, environment=environment)
    assert drawn.returncode == 0
    assert drawn.stdout.isascii()
    assert "|" in drawn.stdout


def test_a_file_shows_all_its_figures(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(OWN)
    assert len(run("figure", str(path), home=home).stdout.splitlines()) == 14


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["bridg"], 'no stretch "bridg": did you mean bridge'),
        (["x" * 300], 'no stretch "' + "x" * 80 + "\": expected a stretch's id or name"),
        (["bridge", "--frame", "3"], '"Bridge" has frames 1 to 2'),
        (["bridge", "--size", "11x9"], "argument --size: expected columns x lines from 12x5 to"),
        (["bridge", "--size", "big"], "argument --size: expected columns x lines"),
        (["{own}/none.toml"], "{own}/none.toml: "),
        (["{own}/bare.toml"], "{own}/bare.toml: expected a [stretch.figure], found none"),
    ],
)
def test_what_cannot_be_drawn_is_refused_in_one_line(
    home: Path, tmp_path: Path, words: list[str], complaint: str
) -> None:
    (tmp_path / "bare.toml").write_text(OWN.split("[stretch.figure]")[0])
    said = [word.replace("{own}", str(tmp_path)) for word in words]
    done = run("figure", *said, home=home)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"stretchtui: {complaint.replace('{own}', str(tmp_path))}")
    assert len(done.stderr.splitlines()) == 1


def test_a_stretch_without_a_figure_is_said_to_have_none(home: Path) -> None:
    (home / "config" / "routines").mkdir(parents=True)
    own = OWN.split("[stretch.figure]")[0]
    (home / "config" / "routines" / "own.toml").write_text(own)
    done = run("figure", "sit", home=home)
    assert done.stderr == 'stretchtui: "Sit" has no figure; see docs/figures.md to draw one\n'
