"""``make``: a routine for what somebody would like to do."""

from __future__ import annotations

import json
import random

import pytest

from stretchtui.playing import clock
from stretchtui.store.library_files import LibraryFiles
from stretchtui.store.made_routines import find_made
from stretchtui.store.paths import folders
from tests.cli.line import STATUS, CommandLine, Opened
from tests.cli.past import NOW, did

pytestmark = pytest.mark.usefixtures("streams")


@pytest.fixture(autouse=True)
def _noon(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is noon."""
    monkeypatch.setattr(clock, "moment", lambda: NOW)


def names(out: str) -> list[str]:
    """The stretches of a routine that was printed as JSON, in their order."""
    return [*dict.fromkeys(phase["name"] for phase in json.loads(out)["phases"])]


def test_a_routine_is_printed_with_the_way_to_have_it_again(run: CommandLine) -> None:
    done = run("make", "10 minutes for hips", "--seed", "7")
    assert (done.status, done.err) == (0, "")
    first, *lines = done.out.splitlines()
    assert first.startswith(("10 minutes for hips · 9:5", "10 minutes for hips · 10:0"))
    assert any(line.strip().startswith("0:00  ready") for line in lines)
    assert lines[-1] == "made with --seed 7; add --play to start it, or --save NAME to keep it"
    assert run("make", "10 minutes for hips", "--seed", "7").out == done.out


def test_options_say_the_same_as_words(run: CommandLine) -> None:
    words = "8 minutes for neck and lower back, on a chair, gentle, without strap or wall"
    said = run("make", words, "--seed", "3", "--json").out
    options = ["--minutes", "8", "--for", "neck,lower back", "--position", "chair", "--gentle"]
    assert run("make", *options, "--without", "strap,wall", "--seed", "3", "--json").out == said
    mixed = run("make", "20 min neck", *options[:2], "--for", "lower back", *options[4:])
    assert mixed.out.startswith("8 minutes for neck and lower back, on a chair, gentle · ")


def test_without_anything_it_takes_ten_minutes(
    run: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(random, "randrange", lambda most: most - 1)
    done = run("make")
    assert done.out.startswith("10 minutes · ")
    assert "--seed 9999;" in done.out


def test_as_json_it_is_as_a_routine_that_is_shown(run: CommandLine) -> None:
    told = json.loads(run("make", "10 minutes for hips", "--seed", "5", "--json").out)
    shown = json.loads(run("show", "hips", "--json").out)
    assert set(told) == {*shown, "seed"}
    assert told["seed"] == 5
    assert abs(told["total_s"] - 600) <= 15


def test_what_was_not_done_lately_comes_first(run: CommandLine) -> None:
    before = names(run("make", "5 minutes for glutes", "--seed", "1", "--json").out)
    did(run.home, 1)
    assert "Bridge" not in names(run("make", "5 minutes for glutes", "--seed", "1", "--json").out)
    assert before


def test_a_journal_that_cannot_be_read_is_said(run: CommandLine) -> None:
    did(run.home, 1)
    for path in (run.home / "data").iterdir():
        if path.name.startswith("journal"):
            path.unlink()
    (run.home / "data" / "journal.sqlite3").mkdir()
    done = run("make", "5 minutes for hips", "--seed", "1")
    assert done.status == 0
    assert done.err.count("\n") == 1


def test_what_is_set_to_be_left_out_does_not_come(run: CommandLine) -> None:
    (run.home / "config").mkdir(parents=True)
    (run.home / "config" / "settings.toml").write_text('[care]\nleave_out = ["disc"]\n')
    lines = "".join(run("make", "10 min lower back", "--seed", str(n)).out for n in range(5))
    assert "avoid with a slipped disc" not in lines


def test_it_is_kept_under_a_name(run: CommandLine) -> None:
    done = run("make", "5 minutes for hips", "--seed", "2", "--save", "Evening hips")
    file = run.routines / "evening-hips.toml"
    assert (done.status, done.out) == (0, f"evening-hips (Evening hips), in {file}\n")
    made = json.loads(run("make", "5 minutes for hips", "--seed", "2", "--json").out)
    shown = json.loads(run("show", "evening-hips", "--json").out)
    assert shown["phases"] == made["phases"]
    again = run("make", "5 minutes for hips", "--save", "Evening hips")
    assert "Evening hips" in again.complaint
    told = json.loads(run("make", "5 min hips", "--save", "Other", "--json").out)
    assert (told["id"], told["name"]) == ("other", "Other")


def test_where_it_cannot_be_kept_that_is_said(run: CommandLine) -> None:
    (run.home / "config").mkdir(parents=True)
    (run.home / "config" / "routines").write_text("a file in the way")
    assert run("make", "5 minutes for hips", "--save", "Evening").complaint


def test_it_is_played_and_can_be_resumed(run: CommandLine, opened: list[Opened]) -> None:
    done = run("make", "5 minutes for hips", "--seed", "2", "--play")
    assert done.status == STATUS
    ((_, start, _),) = opened
    assert start.play is not None
    assert start.play.routine.id == "made-5-minutes-for-hips"
    home = folders(str(run.home))
    kept = find_made("made-5-minutes-for-hips", LibraryFiles.of(home).library, home)
    assert kept is not None
    assert kept.routine == start.play.routine


def test_what_is_kept_and_played_is_the_one_of_the_list(
    run: CommandLine, opened: list[Opened]
) -> None:
    assert run("make", "5 min hips", "--save", "Evening", "--play").status == STATUS
    ((files, start, _),) = opened
    assert start.play is not None
    assert start.play.routine == files.library.entries["evening"].routine
    assert not (run.home / "data" / "made").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["hips"], "expected minutes, and what for: 10 minutes for hips"),
        (["--minutes", "0"], "expected 1 to 60 minutes"),
    ],
)
def test_what_is_no_wish_is_refused(run: CommandLine, words: list[str], said: str) -> None:
    assert run("make", *words).complaint == said


def test_what_cannot_be_made_is_one_line(run: CommandLine) -> None:
    said = "2 minutes are too short for everything: ask for 4 minutes or more"
    assert run("make", "2 minutes for everything").not_found == said
