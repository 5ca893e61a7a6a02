"""A database is read with its log as SQLite reads it, whatever has become of the log."""

from __future__ import annotations

import contextlib
import errno
import os
import random
import shutil
import sqlite3
from pathlib import Path

import pytest

from stretchtui.store import journal_image
from stretchtui.store.journal_image import committed, read_image


def logged(folder: Path) -> Path:
    """A database most of which is in its log, with a transaction that was never finished."""
    path = folder / "made"
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA wal_autocheckpoint = 0")
    database.execute("CREATE TABLE t (a INTEGER PRIMARY KEY, b)")
    for number in range(30):
        database.execute("BEGIN")
        database.executemany("INSERT INTO t (b) VALUES (?)", [("x" * 500,)] * (number % 7 + 1))
        database.execute("COMMIT")
    kill(path)
    database.close()
    return folder / "killed"


def kill(path: Path) -> None:
    """Have the files of a database beside it as they are on the disk when a program is killed."""
    for ending in ("", "-wal"):
        shutil.copy(f"{path}{ending}", path.with_name(f"killed{ending}"))


def count(image: bytes) -> int:
    """How many rows an image has."""
    with contextlib.closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(image[:18] + b"\x01\x01" + image[20:])
        try:
            assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            return int(database.execute("SELECT count(*) FROM t").fetchone()[0])
        except sqlite3.OperationalError:  # not even the table
            return 0


def count_by_sqlite(path: Path) -> int:
    """How many rows SQLite finds; it changes the files, so it gets others."""
    for ending in ("", "-wal"):
        shutil.copy(f"{path}{ending}", path.with_name(f"looked-at{ending}"))
    with contextlib.closing(sqlite3.connect(path.with_name("looked-at"))) as database:
        try:
            return int(database.execute("SELECT count(*) FROM t").fetchone()[0])
        except sqlite3.OperationalError:
            return 0


def test_what_stands_in_the_log_is_read(tmp_path: Path) -> None:
    path = logged(tmp_path)
    assert count(read_image(path)) == count_by_sqlite(path) > 100
    assert {each.name for each in tmp_path.iterdir() if each.name.startswith("killed")} == {
        "killed",
        "killed-wal",
    }, "nothing was made beside it"


def test_it_is_what_sqlite_makes_of_the_two_files(tmp_path: Path) -> None:
    path = logged(tmp_path)
    # When the last to use a database leaves, SQLite writes into it what its log holds.
    made = path.with_name("made")
    assert read_image(path) == made.read_bytes()
    with contextlib.closing(sqlite3.connect(made)) as database:
        database.execute("UPDATE t SET b = 'y' WHERE a = 1")
        database.commit()
        kill(made)
    assert read_image(path) == made.read_bytes()


def test_a_log_of_the_other_order_of_bytes_is_read() -> None:
    page = bytes(range(256)) * 2
    for magic, order in ((0x377F0682, "little"), (0x377F0683, "big")):
        head = b"".join(each.to_bytes(4, "big") for each in (magic, 3007000, 512, 0, 0x01020304, 5))
        log = head + sums(head, order, (0, 0))
        frame = (3).to_bytes(4, "big") + (3).to_bytes(4, "big")
        before = tuple(int.from_bytes(log[at : at + 4], "big") for at in (24, 28))
        total = sums(frame + page, order, (before[0], before[1]))
        log += frame + (0x01020304).to_bytes(4, "big") + (5).to_bytes(4, "big") + total + page
        assert committed(log) == {3: page}
        assert committed(log[:-1]) == {}


def sums(data: bytes, order: str, before: tuple[int, int]) -> bytes:
    """As the description of the format has it."""
    one, two = before
    for at in range(0, len(data), 8):
        word = [
            int.from_bytes(data[at + n : at + n + 4], "little" if order == "little" else "big")
            for n in (0, 4)
        ]
        one = (one + word[0] + two) % 2**32
        two = (two + word[1] + one) % 2**32
    return one.to_bytes(4, "big") + two.to_bytes(4, "big")


def test_a_log_that_was_cut_or_changed_is_read_as_far_as_sqlite_reads_it(tmp_path: Path) -> None:
    path = logged(tmp_path)
    log = Path(f"{path}-wal")
    whole, chance = log.read_bytes(), random.Random(3)
    seen = set()
    for number in range(40):
        damaged = bytearray(whole[: chance.randrange(len(whole))] if number % 2 else whole)
        if damaged:
            damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
        log.write_bytes(damaged)
        seen.add(count(read_image(path)))
        assert count(read_image(path)) == count_by_sqlite(path), number
    assert len(seen) > 10


@pytest.mark.parametrize(
    "log",
    [
        *(b"", b"short", bytes(40_000), b"\x37\x7f\x06\x82" + bytes(9000)),
        b"\x37\x7f\x06\x82" + bytes(6) + b"\x10" + bytes(9000),
    ],
)
def test_what_is_no_log_holds_nothing(log: bytes) -> None:
    assert committed(log) == {}


def test_what_is_no_plain_file_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", tmp_path, Path("/dev/zero"), tmp_path / "missing"):
        with pytest.raises(OSError, match=r"plain file|No such file|Is a directory"):
            read_image(path)


def test_a_pipe_in_the_place_of_the_log_is_no_log(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"abc")
    os.mkfifo(tmp_path / "file-wal")
    assert read_image(tmp_path / "file") == b"abc"


def test_what_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_bytes(bytes(101))
    monkeypatch.setattr(journal_image, "LARGEST", 100)
    with pytest.raises(OSError, match="at most 256 MiB"):
        read_image(tmp_path / "file")


def test_where_the_disk_has_lost_a_block_the_others_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_bytes(b"a" * 4096 + b"b" * 4096 + b"c" * 10)
    pread = os.pread
    trouble = errno.EIO

    def failing(descriptor: int, length: int, start: int) -> bytes:
        if start == 4096:
            raise OSError(trouble, "")
        return pread(descriptor, length, start)

    monkeypatch.setattr(os, "pread", failing)
    assert read_image(tmp_path / "file") == b"a" * 4096 + bytes(4096) + b"c" * 10
    trouble = errno.EACCES
    with pytest.raises(OSError, match="13"):
        read_image(tmp_path / "file")
