"""``figure``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from stretchtui.playing.ending import ExitStatus

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.line import CommandLine

FAULTY, NOT_FOUND, USAGE = ExitStatus.FAULTY, ExitStatus.NOT_FOUND, ExitStatus.USAGE

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
BARE = OWN.split("[stretch.figure]")[0]


def test_a_figure_is_printed_at_the_size_that_is_asked_for(run: CommandLine) -> None:
    drawn = run("figure", "bridge", "--size", "24x9")
    lines = drawn.out.splitlines()
    assert (drawn.status, drawn.err, len(lines)) == (0, "", 9)
    assert max(map(len, lines)) == 24
    assert "\x1b" not in drawn.out
    assert run("figure", "BRIDGE", "--size", "24x9") == drawn
    assert len(run("figure", "bridge").out.splitlines()) == 14


def test_sides_and_frames_are_different_pictures(run: CommandLine) -> None:
    asked: list[tuple[str, ...]] = [(), ("--frame", "1"), ("--side", "left"), ("--ascii",)]
    pictures = {run("figure", "bridge", *words).out for words in asked}
    assert len(pictures) == len(asked)


def test_where_there_are_no_dots_there_are_letters(run: CommandLine) -> None:
    drawn = run("figure", "bridge", "--ascii")
    assert drawn.status == 0
    assert drawn.out.isascii()
    assert "|" in drawn.out


def test_a_terminal_gets_colours_unless_it_is_to_have_none(
    run: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    plain = run("figure", "bridge").out
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    coloured = run("figure", "bridge").out
    assert "\x1b[1;33m" in coloured, "where it is felt"
    left = [line.rpartition("\x1b[")[2] for line in coloured.splitlines() if "\x1b" in line]
    assert left
    assert {each.partition("m")[0] for each in left} == {"0"}, "no line leaves a colour behind"
    monkeypatch.setenv("NO_COLOR", "1")
    assert run("figure", "bridge").out == plain


def test_a_file_shows_all_its_figures(run: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(OWN)
    alone = run("figure", str(path)).out
    assert len(alone.splitlines()) == 14
    second = OWN.replace("format = 1", "").replace('"sit"', '"perch"').replace('"Sit"', '"Perch"')
    path.write_text(OWN + second.split('[[stretch]]\nid = "stand"')[0])
    assert run("figure", str(path)).out == f"Sit\n{alone}Perch\n{alone}"


def test_a_stretch_is_meant_by_its_id_or_its_name(run: CommandLine) -> None:
    assert run("figure", "Cat-Cow").out == run("figure", "cat-cow").out != ""
    assert run("figure", "CHILD'S POSE").out == run("figure", "childs-pose").out != ""


def test_of_two_stretches_of_one_name_neither_is_drawn(run: CommandLine) -> None:
    one, other = (f'[[stretch]]\nid = "wall-{n}"\nname = "wall"\n' for n in (2, 3))
    (run.routines / "own.toml").write_text(f"format = 1\n{one}{other}")
    assert run("figure", "Wall").complaint == (
        '"Wall" is the name of 2 stretches: use an id, wall-2 or wall-3'
    )


@pytest.mark.parametrize(
    ("words", "status", "complaint"),
    [
        (["bridg"], NOT_FOUND, 'no stretch "bridg": did you mean bridge'),
        (["x" * 300], NOT_FOUND, 'no stretch "' + "x" * 80 + "\": expected a stretch's id or name"),
        (["bridge", "--frame", "0"], USAGE, '"Bridge" has frames 1 to 2'),
        (["bridge", "--frame", "3"], USAGE, '"Bridge" has frames 1 to 2'),
        (["bridge", "--size", "11x9"], USAGE, "--size: expected columns x lines from 12x5 to"),
        (["bridge", "--size", "401x9"], USAGE, "--size: expected columns x lines from 12x5 to"),
        (["bridge", "--size", "big"], USAGE, "--size: expected columns x lines"),
        (["{own}/none.toml"], NOT_FOUND, "{own}/none.toml: No such file or directory"),
        (["{own}/bare.toml"], FAULTY, "{own}/bare.toml: expected a [stretch.figure], found none"),
        (["{own}/wrong.toml"], FAULTY, "{own}/wrong.toml: "),
    ],
)
def test_what_cannot_be_drawn_is_refused_in_one_line(
    run: CommandLine, tmp_path: Path, words: list[str], status: ExitStatus, complaint: str
) -> None:
    (tmp_path / "bare.toml").write_text(BARE)
    (tmp_path / "wrong.toml").write_text("format = 1\n[[stretch")
    said = [word.replace("{own}", str(tmp_path)) for word in words]
    found = run("figure", *said).complaint_with(status)
    assert found.startswith(complaint.replace("{own}", str(tmp_path)))


def test_a_stretch_without_a_figure_is_said_to_have_none(run: CommandLine) -> None:
    (run.routines / "own.toml").write_text(BARE)
    complaint = run("figure", "sit").not_found
    assert complaint == '"Sit" has no figure; see docs/figures.md to draw one'
