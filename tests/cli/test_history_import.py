"""``history --import``: two machines come to one history."""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
from typing import TYPE_CHECKING

import pytest

from stretchtui.playing.ending import ExitStatus
from stretchtui.store.journal import FILE
from stretchtui.store.playing import playing_in
from tests.cli.past import did

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.line import CommandLine


FAULTY, NOT_FOUND, USAGE = ExitStatus.FAULTY, ExitStatus.NOT_FOUND, ExitStatus.USAGE


@pytest.fixture
def other(run: CommandLine, tmp_path: Path) -> Path:
    """The journal of another machine, with three sessions."""
    for days_ago in (3, 2, 1):
        did(tmp_path / "other", days_ago, name=f"{days_ago} days ago")
    return tmp_path / "other" / "data" / FILE


@pytest.fixture
def printed(run: CommandLine, other: Path, tmp_path: Path) -> Path:
    """What the other machine prints."""
    path = tmp_path / "other.json"
    path.write_text(run.only("history", "--json", "--home", str(tmp_path / "other")).out)
    return path


def history(run: CommandLine) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(run("history", "--json").out)
    return [each | {"id": 0} for each in found]


def test_what_the_other_machine_has_is_added(run: CommandLine, other: Path, printed: Path) -> None:
    assert run("history", "--import", str(printed)) == (0, "3 new sessions\n", "")
    assert run("history").out.count("days ago") == 3
    assert history(run) == [each | {"id": 0} for each in json.loads(printed.read_text())]
    # Whatever it comes from, and however often.
    words = ("history", "--import", str(printed), str(other))
    assert run(*words) == (0, "no new sessions, 3 already here\n", "")


def test_the_other_machine_s_journal_is_taken_in(run: CommandLine, other: Path) -> None:
    before = other.read_bytes()
    did(run.home, 0)
    assert run("history", "--import", str(other)).out == "3 new sessions\n"
    assert other.read_bytes() == before
    assert len(history(run)) == 4


def test_it_says_what_is_newer_and_what_is_being_played(run: CommandLine, printed: Path) -> None:
    tables = json.loads(printed.read_text())
    printed.write_text(json.dumps(tables[:2]))
    assert run("history", "--import", str(printed)).out == "2 new sessions\n"
    for table in tables[:2]:
        table["note"] = "At the gym"
    tables[2]["stretch_notes"] = [{"stretch": "cobra", "note": "Elbows close", "updated_s": 5}]
    printed.write_text(json.dumps(tables))
    playing = playing_in(run.home / "data")
    assert playing.take(1)
    told = "1 new session, 1 updated, 1 in progress (left unchanged), 1 note\n"
    assert run("history", "--import", str(printed)).out == told
    playing.give_up(1)
    told = "no new sessions, 1 updated, 2 already here\n"
    assert run("history", "--import", str(printed)).out == told
    assert json.loads(run("history", "--json").out)[2]["stretch_notes"] == [
        {"stretch": "cobra", "note": "Elbows close", "updated_s": 5.0}
    ]


def test_what_comes_by_the_standard_input_is_taken_in(run: CommandLine, printed: Path) -> None:
    def typed(data: bytes) -> None:
        out, in_ = os.pipe()
        os.write(in_, data)
        os.close(in_)
        os.dup2(out, 0)
        os.close(out)

    before = os.dup(0)
    try:
        typed(printed.read_bytes())
        assert run("history", "--import", "-") == (0, "3 new sessions\n", "")
        typed(b"")
        line = "standard input: not JSON: input data was truncated (nothing was imported)"
        assert run("history", "--import", "-").faulty == line
    finally:
        os.dup2(before, 0)
        os.close(before)


def test_of_several_files_all_are_taken_in_or_none(
    run: CommandLine, printed: Path, tmp_path: Path
) -> None:
    odd = tmp_path / "odd.json"
    odd.write_text(json.dumps([json.loads(printed.read_text())[0] | {"name": "\x1b]0;x\x07"}]))
    line = f"{odd}: [1].name: expected no control characters, found U+001B (nothing was imported)"
    assert run("history", "--import", str(printed), str(odd)).faulty == line
    assert run("history") == (0, "", "stretchtui: no sessions yet\n")
    assert not (run.home / "data").exists()


def test_rows_of_the_other_journal_that_make_no_sense_are_said(
    run: CommandLine, other: Path
) -> None:
    with contextlib.closing(sqlite3.connect(other)) as database:
        database.execute("UPDATE session SET offset = 5940 WHERE id = 1")
        database.commit()
    done = run("history", "--import", str(other))
    line = f"stretchtui: {other}: 1 session could not be read\n"
    assert done == (0, "2 new sessions\n", line)


@pytest.mark.parametrize(
    ("words", "status", "line"),
    [
        (["--import"], USAGE, "--import: expected at least one argument"),
        (["--import", "a", "--json"], USAGE, "--json: not allowed with --import"),
        (
            ["--import", "a", "--since", "2026-01-01"],
            USAGE,
            "--since: not allowed with --import",
        ),
        (["--import", "nowhere.json"], NOT_FOUND, "nowhere.json: No such file or directory"),
        (
            ["--import", "/dev/null"],
            FAULTY,
            "/dev/null: expected a plain file (nothing was imported)",
        ),
    ],
)
def test_what_cannot_be_taken_in_is_said_in_one_line(
    run: CommandLine, words: list[str], status: ExitStatus, line: str
) -> None:
    assert run("history", *words).complaint_with(status).startswith(line)


def test_a_journal_that_cannot_be_written_is_said(run: CommandLine, printed: Path) -> None:
    (run.home / "data" / FILE).mkdir(parents=True)
    assert run("history", "--import", str(printed)).faulty == f"{FILE}: expected a plain file"


def test_the_sessions_since_a_day_are_told_with_every_note(run: CommandLine, printed: Path) -> None:
    tables = json.loads(printed.read_text())
    tables[0]["stretch_notes"] = [{"stretch": "cobra", "note": "Elbows close", "updated_s": 5}]
    printed.write_text(json.dumps(tables))
    run("history", "--import", str(printed))
    (table,) = json.loads(run("history", "--json", "--since", "2026-05-19").out)
    assert (table["name"], len(table["stretch_notes"])) == ("1 days ago", 1)
