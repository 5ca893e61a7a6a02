"""The cache of many routine files: never wrong, and never in the way."""

from __future__ import annotations

import gc
import hashlib
import os
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from msgspec.structs import replace

from stretchtui.core.routines.library import JoinedFaults, join_as_found
from stretchtui.store import cache, routines
from stretchtui.store.paths import Folders, folders
from tests.amounts import amount
from tests.odd import FLIPS, PLACED, mode, place, turned
from tests.permissions import unprivileged

if TYPE_CHECKING:
    from stretchtui.core.routines.document import Document
    from stretchtui.core.routines.library import Library, Source

MANY = 20
SHAPE = (12, "c3e224c88b26c6ab")
"""What a cache holds: its number, and a digest of its schema."""

ROUTINE = 'format = 1\n[[routine]]\nid = "{id}"\nname = "{name}"\n[[routine.step]]\nname = "x"\n'


@pytest.fixture
def many(tmp_path: Path) -> Folders:
    """A home with some routines."""
    home = folders(str(tmp_path))
    home.routines.mkdir(parents=True)
    for number in range(MANY):
        _write(home, number, f"Number {number}")
    return home


def _write(home: Folders, number: int, name: str) -> Path:
    path = home.routines / f"r{number}.toml"
    path.write_text(ROUTINE.format(id=f"r{number}", name=name))
    return path


def _count_reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    read: list[str] = []
    true = routines.read_document

    def counting(path: Path, name: str | None = None) -> object:
        read.append(path.name)
        return true(path, name)

    monkeypatch.setattr(routines, "read_document", counting)
    return read


def _names(library: Library) -> dict[str, str]:
    return {id_: entry.routine.name for id_, entry in library.entries.items()}


def test_a_second_reading_reads_only_what_changed(
    many: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = routines.read_library(many)
    _write(many, 7, "Another name")
    (many.routines / "r8.toml").unlink()
    read = _count_reads(monkeypatch)
    second = routines.read_library(many)
    assert read == ["r7.toml"]
    assert _names(second) == {
        id_: "Another name" if id_ == "r7" else name
        for id_, name in _names(first).items()
        if id_ != "r8"
    }


def test_a_file_changed_behind_its_time_stamp_is_noticed(many: Folders) -> None:
    routines.read_library(many)
    path = many.routines / "r3.toml"
    before = path.stat()
    path.write_text(path.read_text().replace("Number 3", "Numbre 3"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert _names(routines.read_library(many))["r3"] == "Numbre 3"


def test_broken_files_stay_broken(many: Folders) -> None:
    (many.routines / "r5.toml").write_text("nonsense")
    for _ in range(2):
        assert [fault.file for fault in routines.read_library(many).faults] == ["r5.toml"]


@pytest.mark.parametrize("content", [b"", b"nonsense", b"\x81\xa1x\xc0", b"\x91" * 100_000])
def test_a_cache_that_is_no_cache_is_read_past(many: Folders, content: bytes) -> None:
    first = _names(routines.read_library(many))
    many.cache.write_bytes(content)
    assert _names(routines.read_library(many)) == first


def test_a_cache_that_cannot_be_written_is_done_without(many: Folders) -> None:
    many.cache.parent.write_text("a file where the folder should be")
    assert len(routines.read_library(many).entries) > MANY


def test_a_cache_of_another_shape_is_read_past(
    many: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = _names(routines.read_library(many))
    monkeypatch.setattr(cache, "_VERSION", "another")
    read = _count_reads(monkeypatch)
    assert _names(routines.read_library(many)) == first
    assert len(read) > MANY


def test_the_shape_is_counted_up_when_what_is_kept_changes() -> None:
    schema = msgspec.json.schema(cache.Cache)
    bare = msgspec.json.encode(_bare(schema, schema["$defs"]))
    found = (cache.SHAPE, hashlib.sha256(bare).hexdigest()[:16])
    assert found == SHAPE, "raise SHAPE in store/cache.py, and say here what it is now"


def _bare(schema: Any, types: dict[str, Any]) -> Any:
    """A schema without what is not kept: words for people, and the names of types."""
    if isinstance(schema, dict):
        if "$ref" in schema:
            return _bare(types[schema["$ref"].removeprefix("#/$defs/")], types)
        return {
            key: _bare(each, types)
            for key, each in sorted(schema.items())
            # A field may be called so too.
            if key != "$defs" and not (key in ("description", "title") and isinstance(each, str))
        }
    return [_bare(each, types) for each in schema] if isinstance(schema, list) else schema


# Whatever is odd about it


def test_what_is_wrong_with_all_of_it_is_looked_for_once(
    many: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    lost = _write(many, 3, "Lost")
    lost.write_text(lost.read_text().replace('name = "x"', 'stretch = "nowhere"'))
    first = routines.read_library(many)
    (fault,) = first.faults
    assert "nowhere" in str(fault)
    assert "r3" not in first.entries
    known: list[JoinedFaults | None] = []

    def join(
        documents: list[tuple[Source, Document]], findings: JoinedFaults | None
    ) -> tuple[Library, JoinedFaults]:
        known.append(findings)
        return join_as_found(documents, findings)

    monkeypatch.setattr(routines, "join_as_found", join)
    assert routines.read_library(many) == first
    assert known.pop() is not None
    # A file that comes, that is gone, that is another: each may change what is wrong with others.
    for change in (
        lambda: _write(many, MANY, "New"),
        lambda: _write(many, MANY, "Other"),
        lambda: (many.routines / f"r{MANY}.toml").unlink(),
    ):
        change()
        assert routines.read_library(many).faults == first.faults
        assert known.pop() is None
        routines.read_library(many)
        assert known.pop() is not None
    stretch = '[[stretch]]\nid = "nowhere"\nname = "Somewhere"\n'
    (many.routines / "stretches.toml").write_text(f"format = 1\n{stretch}")
    assert routines.read_library(many).faults == ()
    assert "r3" in routines.read_library(many).entries


def test_what_is_wrong_is_kept_beside_what_was_read_without_asking_for_it(many: Folders) -> None:
    documents = routines.read_documents(many)
    assert cache.read_cache(many.cache).findings is None
    first = routines.read_library(many)
    assert cache.read_cache(many.cache).findings == JoinedFaults()
    assert routines.read_documents(many) == documents
    assert cache.read_cache(many.cache).findings == JoinedFaults()
    assert routines.read_library(many) == first


@pytest.mark.parametrize("collects", [True, False])
def test_the_garbage_collector_rests_and_is_then_as_it_was(
    many: Folders, monkeypatch: pytest.MonkeyPatch, collects: bool
) -> None:
    done: list[str] = []
    monkeypatch.setattr(gc, "isenabled", lambda: collects)
    monkeypatch.setattr(gc, "disable", lambda: done.append("rests"))
    monkeypatch.setattr(gc, "enable", lambda: done.append("collects"))
    routines.read_library(many)
    assert done == ["rests", "collects"][: 1 + collects]


def test_it_is_read_if_nothing_is_odd(many: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    first = routines.read_library(many)
    read = _count_reads(monkeypatch)
    assert routines.read_library(many) == first
    assert read == []


@pytest.mark.parametrize("kind", PLACED)
def test_something_odd_in_its_place_is_read_past(
    many: Folders, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = routines.read_library(many)
    place(kind, many.cache)
    read = _count_reads(monkeypatch)
    with unprivileged():
        assert routines.read_library(many) == first
    assert len(read) == MANY + 1
    # Only a folder cannot be replaced.
    assert many.cache.is_file() is (kind != "folder")


@pytest.mark.parametrize("kind", PLACED)
def test_something_odd_in_its_folders_place_is_done_without(many: Folders, kind: str) -> None:
    first = routines.read_library(many)
    place(kind, many.cache.parent)
    with unprivileged():
        assert routines.read_library(many) == first


def test_a_folder_that_nobody_may_enter_is_done_without(many: Folders) -> None:
    first = routines.read_library(many)
    many.cache.parent.chmod(0)
    with unprivileged():
        assert cache.read_cache(many.cache) == cache.Cache()
        assert routines.read_library(many) == first


def test_a_link_in_its_place_is_neither_read_nor_written_through(
    many: Folders, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = routines.read_library(many)
    elsewhere = tmp_path / "elsewhere"
    many.cache.rename(elsewhere)
    many.cache.symlink_to(elsewhere)
    before = elsewhere.read_bytes()
    _write(many, 3, "Another name")
    read = _count_reads(monkeypatch)
    assert _names(routines.read_library(many)) == {**_names(first), "r3": "Another name"}
    assert len(read) == MANY + 1
    assert elsewhere.read_bytes() == before
    assert not many.cache.is_symlink()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")
def test_somebody_elses_is_read_past(many: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    first = routines.read_library(many)
    os.chown(many.cache, 65534, 65534)
    read = _count_reads(monkeypatch)
    assert routines.read_library(many) == first
    assert len(read) == MANY + 1
    assert many.cache.stat().st_uid == os.geteuid()


def test_it_is_read_past_wherever_it_is_cut_off(many: Folders) -> None:
    routines.read_library(many)
    whole = many.cache.read_bytes()
    for length in (*range(200), *range(200, len(whole), 997), len(whole) - 1):
        many.cache.write_bytes(whole[:length])
        assert cache.read_cache(many.cache) == cache.Cache()
    many.cache.write_bytes(whole + b"\n")
    assert cache.read_cache(many.cache) == cache.Cache()


def test_no_turned_bit_gives_another_library(many: Folders) -> None:
    routines.read_library(many)
    whole = many.cache.read_bytes()
    assert cache.read_cache(many.cache).files
    random = Random(12)
    for _ in range(FLIPS):
        many.cache.write_bytes(turned(whole, random))
        # Nothing is taken from it: all files are read again.
        assert cache.read_cache(many.cache) == cache.Cache()


def test_a_turned_bit_is_mended_by_the_next_start(many: Folders) -> None:
    first = routines.read_library(many)
    whole = many.cache.read_bytes()
    random = Random(12)
    for _ in range(amount(20)):
        many.cache.write_bytes(turned(whole, random))
        assert routines.read_library(many) == first
        assert many.cache.read_bytes() == whole


def test_it_names_no_file_to_save_to(many: Folders) -> None:
    first = routines.read_library(many)
    before = cache.read_cache(many.cache)
    forged = {
        path: replace(each, document=replace(each.document, file="../../etc/x.toml"))
        for path, each in before.files.items()
    }
    cache.write_cache(many.cache, replace(before, files=forged))
    assert cache.read_cache(many.cache).files == forged
    assert routines.read_library(many) == first


def test_a_name_that_is_not_utf_8_keeps_nothing_else_out(
    many: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    (many.routines / os.fsdecode(b"\xff.toml")).write_text(ROUTINE.format(id="odd", name="Odd"))
    first = routines.read_library(many)
    assert "odd" in first.entries
    written = many.cache.stat().st_mtime_ns
    read = _count_reads(monkeypatch)
    assert routines.read_library(many) == first
    assert read == ["\udcff.toml"]
    # Nor is it written anew each time.
    assert many.cache.stat().st_mtime_ns == written


def test_nobody_else_can_read_it(tmp_path: Path) -> None:
    home = folders(str(tmp_path))
    routines.read_library(home)
    assert mode(home.cache) == 0o600
    assert mode(home.cache.parent) == 0o700


def test_a_folder_that_was_everybodys_is_the_persons_own(many: Folders) -> None:
    many.cache.parent.mkdir()
    many.cache.parent.chmod(0o755)
    many.cache.touch(0o644)
    routines.read_library(many)
    assert mode(many.cache) == 0o600
    assert mode(many.cache.parent) == 0o700
