"""Another machine's journal, or what it has printed, is read as it is; all else is refused."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import sqlite3
from pathlib import Path

import pytest

from stretchtui.core.sessions.account import Export
from stretchtui.core.sessions.exchange import exported
from stretchtui.store import history_files, journal_exchange
from stretchtui.store.history_files import NoHistory, history_in, read_history
from stretchtui.store.journal import FILE, Journal
from stretchtui.store.journal_rows import COLUMNS, PART, row_to_add
from stretchtui.store.journal_tables import MIGRATIONS
from tests.core.sessions.accounts import STARTED, account
from tests.store.sessions import NOW, record, standing


def files(folder: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in folder.iterdir() if each.is_file()}


def old_journal(path: Path, version: int, *more: str) -> None:
    """A journal as a version of the program left it, with one session of one part."""
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as database:
        for statement in (each for step in MIGRATIONS[:version] for each in step):
            database.execute(statement)
        database.execute(f"PRAGMA user_version = {version}")
        whole = record(ended=NOW + 600, completed=True)
        tables = {
            "session": dict(zip(COLUMNS[1:], row_to_add(whole, standing(3)), strict=True)),
            "session_stretch": dict(
                zip(
                    ("session", *PART),
                    (1, 0, "cat", "Cat", "[]", 44.6, 1, 0, None, "", ""),
                    strict=True,
                )
            ),
        }
        for table, row in tables.items():
            there = {each[1] for each in database.execute(f"PRAGMA table_info({table})")}
            old = {column: value for column, value in row.items() if column in there}
            marks = ", ".join("?" * len(old))
            database.execute(
                f"INSERT INTO {table} ({', '.join(old)}) VALUES ({marks})", tuple(old.values())
            )
        for statement in more:
            database.execute(statement)


def test_what_was_printed_is_read(tmp_path: Path) -> None:
    export = Export((account(),))
    (tmp_path / "laptop").write_text(json.dumps(exported(export)))
    found = read_history(tmp_path / "laptop")
    assert found.export.accounts[0].record == account().record
    assert (found.unread_sessions, found.unread_parts) == (0, 0)


def test_a_journal_is_read_with_its_log_and_not_changed(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "there")
    journal.take_in(Export((account(),)))
    # As it is on the disk while the program runs.
    shutil.copytree(tmp_path / "there", tmp_path / "copied")
    before = files(tmp_path / "copied")
    assert f"{FILE}-wal" in before
    found = read_history(tmp_path / "copied" / FILE)
    assert [each.record.uid for each in found.export.accounts] == ["4f1c"]
    assert files(tmp_path / "copied") == before


@pytest.mark.parametrize("version", range(1, len(MIGRATIONS) + 1))
def test_a_journal_of_an_older_version_is_read_and_not_changed(
    tmp_path: Path, version: int
) -> None:
    old_journal(tmp_path / "old", version)
    before = files(tmp_path)
    (found,) = read_history(tmp_path / "old").export.accounts
    assert found.record.routine == "five"
    assert found.record.uid == ("0" if version > 2 else "1790000000.000000 five")
    assert [part.stretch for part in found.standing.parts] == ["cat"]
    assert files(tmp_path) == before


def test_rows_that_make_no_sense_are_counted(tmp_path: Path) -> None:
    old_journal(tmp_path / "old", 2, "UPDATE session SET offset = 5940")
    found = read_history(tmp_path / "old")
    assert (found.export.accounts, found.unread_sessions) == ((), 1)


def test_what_a_file_would_do_when_it_is_changed_is_not_done(tmp_path: Path) -> None:
    trigger = 'CREATE TRIGGER "a ""b" BEFORE UPDATE ON session BEGIN SELECT RAISE(ABORT, "no"); END'
    old_journal(tmp_path / "old", 2, trigger.replace('"no"', "'no'"))
    assert len(read_history(tmp_path / "old").export.accounts) == 1


def refusal(path: Path) -> str:
    with pytest.raises(NoHistory) as caught:
        read_history(path)
    return str(caught.value)


def test_what_is_no_plain_file_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert refusal(tmp_path / "pipe") == f"{tmp_path}/pipe: expected a plain file"
    assert refusal(tmp_path) == f"{tmp_path}: expected a plain file"
    assert refusal(tmp_path / "missing") == f"{tmp_path}/missing: No such file or directory"
    assert refusal(tmp_path / "a\x1b\0b").startswith(f"{tmp_path}/a��b: ")


def test_what_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert history_files.LARGEST == 64 * 1024 * 1024
    with (tmp_path / "large").open("wb") as file:
        file.truncate(history_files.LARGEST + 1)
    assert refusal(tmp_path / "large") == f"{tmp_path}/large: expected at most 64 MiB"
    monkeypatch.setattr(history_files, "LARGEST", 3 * 1024 * 1024)
    with pytest.raises(NoHistory, match=r"^input: expected at most 3 MiB$"):
        history_in(bytes(3 * 1024 * 1024 + 1), "input")


def test_a_journal_that_is_gone_meanwhile_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(path: Path) -> bytes:
        raise FileNotFoundError(2, "No such file or directory")

    old_journal(tmp_path / "old", 2)
    monkeypatch.setattr(history_files, "read_image", gone)
    assert refusal(tmp_path / "old") == f"{tmp_path}/old: No such file or directory"


def test_the_place_in_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "odd").write_text("[{}]")
    assert refusal(tmp_path / "odd") == f"{tmp_path}/odd: [1]: routine is missing"
    (tmp_path / "odd").write_bytes(b"\x89PNG")
    assert refusal(tmp_path / "odd").startswith(f"{tmp_path}/odd: byte 0: not JSON: ")
    export = exported(Export((account(),)))
    export[0]["feeling"] = "so-so" * 1000
    (tmp_path / "odd").write_text(json.dumps(export))
    assert len(refusal(tmp_path / "odd")) < 200 + len(str(tmp_path)) + 30


@pytest.mark.parametrize(
    "statement",
    ["PRAGMA user_version = 99", "PRAGMA application_id = 7", "PRAGMA user_version = 0"],
)
def test_another_program_s_database_is_refused(tmp_path: Path, statement: str) -> None:
    old_journal(tmp_path / "other", 2, statement)
    line = "expected a journal from this version of stretchtui or an older one"
    assert refusal(tmp_path / "other") == f"{tmp_path}/other: {line}"


def test_a_damaged_journal_is_refused(tmp_path: Path) -> None:
    old_journal(tmp_path / "old", 3)
    data = (tmp_path / "old").read_bytes()
    (tmp_path / "old").write_bytes(data[: len(data) // 2])
    line = "expected a whole journal: it is damaged, or was copied without its -wal file"
    assert refusal(tmp_path / "old") == f"{tmp_path}/old: {line}"


def test_what_is_seen_to_be_damaged_only_when_it_is_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old_journal(tmp_path / "old", 2)
    monkeypatch.setattr(journal_exchange, "SESSIONS", "SELECT * FROM nowhere")
    assert refusal(tmp_path / "old").startswith(f"{tmp_path}/old: expected a whole journal")


def test_a_trigger_whose_name_is_no_text_is_damage(tmp_path: Path) -> None:
    trigger = "CREATE TRIGGER abcd BEFORE UPDATE ON session BEGIN SELECT 1; END"
    old_journal(tmp_path / "old", 2, trigger)
    data = (tmp_path / "old").read_bytes()
    (tmp_path / "old").write_bytes(data.replace(b"abcd", b"ab\xff\xfe"))
    assert refusal(tmp_path / "old").startswith(f"{tmp_path}/old: expected a whole journal")


def test_a_late_moment_is_read(tmp_path: Path) -> None:
    export = exported(Export((account(started=STARTED * 100, updated=STARTED * 100),)))
    found = history_in(json.dumps(export).encode(), "input")
    assert found.export.accounts[0].record.started == STARTED * 100
