"""Lines that are kept: what is known of them without opening any, and what makes room."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from stretchtui.cues.kept_lines import INDEX, KeptLines
from stretchtui.cues.sounds import Sound, load
from stretchtui.store.files import read_bytes

KEYS = [f"{number:032x}" for number in range(40)]


def sound(seconds: float = 0.5) -> Sound:
    return Sound(b"\x01\x02" * round(8000 * seconds), 1, 8000)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "voice"


def test_length_of_a_line_is_known_to_whoever_looks(folder: Path) -> None:
    before, writer = KeptLines(folder), KeptLines(folder)
    assert before.seconds(KEYS[0]) is None
    writer.add(KEYS[0], sound(0.5))
    writer.add(KEYS[1], sound(1.25))
    for kept in (before, writer, KeptLines(folder)):
        assert [kept.seconds(key) for key in KEYS[:3]] == [0.5, 1.25, None]
        assert [kept.use(key) for key in KEYS[:3]] == [True, True, False]
    assert load(writer.path(KEYS[1])).seconds == 1.25


def test_index_is_read_again_only_when_it_was_written(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    KeptLines(folder).add(KEYS[0], sound())
    kept = KeptLines(folder)
    reads: list[Path] = []

    def read(path: Path, largest: int) -> bytes:
        reads.append(path)
        return read_bytes(path, largest)

    monkeypatch.setattr("stretchtui.cues.kept_lines.read_bytes", read)
    assert [kept.seconds(KEYS[0]) for _ in range(500)] == [0.5] * 500
    assert len(reads) == 1
    KeptLines(folder).add(KEYS[1], sound())
    reads.clear()
    assert kept.seconds(KEYS[1]) == 0.5
    assert len(reads) == 1


@pytest.mark.parametrize("damage", ["turned", "cut", "empty", "other", "gone", "folder"])
def test_damaged_index_knows_nothing_and_is_made_anew(folder: Path, damage: str) -> None:
    kept = KeptLines(folder)
    kept.add(KEYS[0], sound())
    index = folder / INDEX
    data = index.read_bytes()
    index.unlink()
    match damage:
        case "turned":
            index.write_bytes(data[:-3] + bytes([data[-3] ^ 1]) + data[-2:])
        case "cut":
            index.write_bytes(data[: len(data) // 2])
        case "empty":
            index.write_bytes(b"")
        case "other":
            index.write_bytes(b'{"hold": 3}')
        case "folder":
            index.mkdir()
    assert kept.seconds(KEYS[0]) is None
    assert not kept.use(KEYS[0])
    if damage != "folder":
        assert kept.find(KEYS[0]), "the line itself is whole"
        assert kept.seconds(KEYS[0]) == 0.5


def test_line_of_another_size_is_not_there(folder: Path) -> None:
    kept = KeptLines(folder)
    kept.add(KEYS[0], sound())
    kept.path(KEYS[0]).write_bytes(b"torn")
    assert not kept.use(KEYS[0])
    assert not kept.find(KEYS[0])
    assert not kept.find(KEYS[1])
    kept.add(KEYS[0], sound(2))
    assert kept.use(KEYS[0])
    assert kept.seconds(KEYS[0]) == 2


def test_what_was_not_used_for_longest_is_removed_and_nothing_else(folder: Path) -> None:
    size = 44 + 800
    kept = KeptLines(folder, 10_000)
    for number in range(20):
        kept.add(KEYS[number], sound(0.05))
        assert kept.path(KEYS[number]).stat().st_size == size
        os.utime(kept.path(KEYS[number]), (number, number))
        if number == 0:
            (folder / f".{'0' * 32}.wav.left").write_bytes(bytes(1000))
            os.utime(folder / f".{'0' * 32}.wav.left", (0, 0))
            (folder / "notes.txt").write_bytes(bytes(20_000))
        if number > 2:
            assert kept.use(KEYS[0])  # again and again
            os.utime(kept.path(KEYS[0]), (number + 0.5, number + 0.5))
    many = 10_000 // size
    left = [KEYS[0], *KEYS[20 - many + 1 : 20]]
    names = {path.name for path in folder.iterdir()}
    assert names == {INDEX, "notes.txt", *(f"{key}.wav" for key in left)}
    assert [key for key in KEYS if kept.seconds(key) is not None] == left


def test_line_in_use_counts_as_new(folder: Path) -> None:
    kept = KeptLines(folder)
    kept.add(KEYS[0], sound())
    for look in (kept.use, kept.find):
        os.utime(kept.path(KEYS[0]), (0, 0))
        assert look(KEYS[0])
        assert kept.path(KEYS[0]).stat().st_mtime > 0
