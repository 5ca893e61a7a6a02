"""Reading and writing whole files, whatever stands in the way."""

from __future__ import annotations

import errno
import os
import socket
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from stretchtui.store.files import (
    LARGEST,
    Unreadable,
    read_bytes,
    read_text,
    write_atomically,
    write_private,
)
from tests.permissions import unprivileged


def why_unreadable(path: Path) -> str:
    with pytest.raises(Unreadable) as caught:
        read_text(path)
    return str(caught.value)


def open_files() -> int:
    """How many descriptors this process holds."""
    return len(os.listdir("/dev/fd"))


# Reading


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"", ""),
        (b"format = 1\n", "format = 1\n"),
        ("膝 é".encode(), "膝 é"),
        (b"\xef\xbb\xbfformat = 1", "format = 1"),
        (b"a\r\nb\rc\n", "a\r\nb\rc\n"),
        (b"a\x00b", "a\x00b"),
    ],
)
def test_a_file_is_read_as_it_is_but_for_its_byte_order_mark(
    tmp_path: Path, data: bytes, text: str
) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(data)
    assert read_text(path) == text


def test_a_link_to_a_file_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real.toml").write_text("x")
    (tmp_path / "link.toml").symlink_to("real.toml")
    assert read_text(tmp_path / "link.toml") == "x"


def test_a_missing_file(tmp_path: Path) -> None:
    assert why_unreadable(tmp_path / "gone.toml") == "No such file or directory"


def test_a_dangling_link_and_a_link_to_itself(tmp_path: Path) -> None:
    (tmp_path / "dangling.toml").symlink_to("gone")
    (tmp_path / "loop.toml").symlink_to("loop.toml")
    assert why_unreadable(tmp_path / "dangling.toml") == "No such file or directory"
    assert why_unreadable(tmp_path / "loop.toml") == os.strerror(errno.ELOOP)


def test_a_folder(tmp_path: Path) -> None:
    assert why_unreadable(tmp_path) == "expected a plain file"


def test_a_named_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.toml")
    assert why_unreadable(tmp_path / "pipe.toml") == "expected a plain file"


def test_a_device_that_never_ends_is_not_read() -> None:
    assert why_unreadable(Path("/dev/zero")) == "expected a plain file"


def test_a_socket(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # The name of a socket may be no longer than a hundred characters.
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("s.toml")
        assert why_unreadable(Path("s.toml"))


@pytest.mark.parametrize("name", ["a\0b.toml", "\ud800.toml", "x" * 300])
def test_a_name_that_no_file_can_have(tmp_path: Path, name: str) -> None:
    assert why_unreadable(tmp_path / name)


def test_a_file_may_be_as_large_as_the_limit_and_no_larger(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(b"x" * LARGEST)
    assert len(read_text(path)) == LARGEST
    path.write_bytes(b"x" * (LARGEST + 1))
    assert why_unreadable(path) == "expected at most 1024 KiB"


def test_a_huge_file_is_not_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.touch()
    os.truncate(path, 10**12)
    assert why_unreadable(path) == "expected at most 1024 KiB"


@pytest.mark.parametrize(
    ("data", "place"), [(b"abc\xff", 3), (b"\x80", 0), (b"ok \xe2\x80", 3), (b"\xed\xa0\x80", 0)]
)
def test_a_file_that_is_not_utf_8(tmp_path: Path, data: bytes, place: int) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(data)
    assert why_unreadable(path) == (f"expected UTF-8 text, found something else at byte {place}")


def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.toml").touch(mode=0)
    with unprivileged():
        assert why_unreadable(tmp_path / "a.toml") == "Permission denied"


def test_an_error_without_words_is_still_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> int:
        raise OSError("the cable is out")

    monkeypatch.setattr("stretchtui.store.files.os.open", refuse)
    assert why_unreadable(tmp_path / "a.toml") == "the cable is out"


def test_no_descriptor_stays_open_whatever_was_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.toml")
    (tmp_path / "good.toml").write_text("x")
    (tmp_path / "bad.toml").write_bytes(b"\xff")
    before = open_files()
    for _ in range(10):
        assert read_text(tmp_path / "good.toml") == "x"
        for bad in (tmp_path, tmp_path / "pipe.toml", tmp_path / "bad.toml", Path("/dev/zero")):
            why_unreadable(bad)
    assert open_files() == before


# Those of the program's own


def why_not_private(path: Path) -> str:
    with pytest.raises(Unreadable) as caught:
        read_bytes(path, 100, follow=False, own=True)
    return str(caught.value)


def test_a_link_to_a_private_file_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"x")
    (tmp_path / "link").symlink_to("real")
    assert read_bytes(tmp_path / "real", 100, follow=False, own=True) == b"x"
    assert why_not_private(tmp_path / "link") == "expected a plain file"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")
def test_a_private_file_is_the_persons_own(tmp_path: Path) -> None:
    (tmp_path / "theirs").touch(0o644)
    os.chown(tmp_path / "theirs", 65534, 65534)
    assert read_bytes(tmp_path / "theirs", 100) == b""
    assert why_not_private(tmp_path / "theirs") == "expected a file of your own"


# While it is read


def test_a_file_that_grows_while_it_is_read_is_read_to_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"ab")
    changing_when_looked_at(path, b"abcdefgh", monkeypatch)
    assert read_bytes(path, 8) == b"abcdefgh"
    path.write_bytes(b"ab")
    with pytest.raises(Unreadable, match="at most"):
        read_bytes(path, 7)


@pytest.mark.parametrize("left", [b"", b"a"])
def test_a_file_that_shrinks_while_it_is_read_is_what_it_is_then(
    tmp_path: Path, left: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"abcd")
    changing_when_looked_at(path, left, monkeypatch)
    assert read_bytes(path, 8) == left


def changing_when_looked_at(path: Path, to: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have somebody write a file between the look at its size and the reading."""
    look = os.fstat

    def and_write(descriptor: int) -> os.stat_result:
        found = look(descriptor)
        if found.st_ino == path.stat().st_ino:
            path.write_bytes(to)
        return found

    monkeypatch.setattr("stretchtui.store.files.os.fstat", and_write)


# Writing


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_file_is_written_whole(tmp_path: Path) -> None:
    write_atomically(tmp_path / "a.toml", b"one")
    assert contents(tmp_path) == {"a.toml": b"one"}


def test_a_file_is_replaced_whole_and_nothing_else_is_left(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_bytes(b"a much longer text than the new one")
    write_atomically(tmp_path / "a.toml", b"new")
    assert contents(tmp_path) == {"a.toml": b"new"}


def test_folders_on_the_way_are_made(tmp_path: Path) -> None:
    write_atomically(tmp_path / "config" / "routines" / "a.toml", b"x")
    assert contents(tmp_path / "config" / "routines") == {"a.toml": b"x"}


def test_who_reads_while_it_is_written_has_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(b"old")
    with path.open("rb") as reader:
        write_atomically(path, b"new")
        assert reader.read() == b"old"
    assert path.read_bytes() == b"new"


def test_it_is_on_the_disk_before_it_takes_the_old_ones_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []
    fsync, replace = os.fsync, os.replace

    def noting_fsync(descriptor: int) -> None:
        assert os.fstat(descriptor).st_size == 3
        order.append("fsync")
        fsync(descriptor)

    def noting_replace(source: str, target: Path) -> None:
        assert Path(source).parent == target.parent
        order.append("replace")
        replace(source, target)

    monkeypatch.setattr("stretchtui.store.files.os.fsync", noting_fsync)
    monkeypatch.setattr("stretchtui.store.files.os.replace", noting_replace)
    write_atomically(tmp_path / "a.toml", b"new")
    assert order == ["fsync", "replace"]


@pytest.mark.parametrize("where", ["fsync", "replace"])
@pytest.mark.parametrize(
    "error", [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt()]
)
def test_a_failure_leaves_the_old_file_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str, error: BaseException
) -> None:
    def fail(*_: object) -> None:
        raise error

    (tmp_path / "a.toml").write_bytes(b"old")
    monkeypatch.setattr(f"stretchtui.store.files.os.{where}", fail)
    before = open_files()
    with pytest.raises(type(error)):
        write_atomically(tmp_path / "a.toml", b"new")
    assert contents(tmp_path) == {"a.toml": b"old"}
    assert open_files() == before


def test_a_failure_is_told_even_if_the_rest_cannot_be_cleared_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(name: str) -> Callable[..., None]:
        def failing(*_: object) -> None:
            raise OSError(errno.EIO, name)

        return failing

    monkeypatch.setattr("stretchtui.store.files.os.replace", fail("replace"))
    monkeypatch.setattr("stretchtui.store.files.os.unlink", fail("unlink"))
    with pytest.raises(OSError, match="replace"):
        write_atomically(tmp_path / "a.toml", b"new")


def test_a_file_in_the_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "routines").write_bytes(b"")
    with pytest.raises(NotADirectoryError):
        write_atomically(tmp_path / "routines" / "a.toml", b"x")


def test_a_folder_in_the_place_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "a.toml").mkdir()
    with pytest.raises(IsADirectoryError):
        write_atomically(tmp_path / "a.toml", b"x")
    assert [path.name for path in tmp_path.iterdir()] == ["a.toml"]


@pytest.fixture
def small_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder on a disk of 64 KiB; where none can be mounted, one whose disk is said to be full.

    Mounting takes root, and Linux.
    """
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "none", str(folder)]
    try:
        mounted = subprocess.run(mount, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        mounted = False
    if mounted:
        yield folder
        subprocess.run(["umount", str(folder)], check=True)
        return

    def full(descriptor: int) -> None:
        if os.fstat(descriptor).st_size > 64 * 1024:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("stretchtui.store.files.os.fsync", full)
    yield folder


def test_a_full_disk_leaves_the_old_file_and_no_other(small_disk: Path) -> None:
    write_atomically(small_disk / "a.toml", b"old")
    with pytest.raises(OSError, match="No space left") as caught:
        write_atomically(small_disk / "a.toml", b"x" * 1024 * 1024)
    assert caught.value.errno == errno.ENOSPC
    assert contents(small_disk) == {"a.toml": b"old"}
    # What was taken has been given back.
    write_atomically(small_disk / "a.toml", b"new")
    assert contents(small_disk) == {"a.toml": b"new"}


def test_a_link_stays_a_link_and_its_file_is_replaced(tmp_path: Path) -> None:
    kept, link = tmp_path / "dotfiles" / "mine.toml", tmp_path / "mine.toml"
    kept.parent.mkdir()
    kept.write_bytes(b"old")
    link.symlink_to(kept)
    write_atomically(link, b"new")
    assert link.is_symlink()
    assert kept.read_bytes() == b"new"


def test_permissions_stay_and_a_new_file_has_the_usual_ones(tmp_path: Path) -> None:
    old, new, usual = tmp_path / "old", tmp_path / "new", tmp_path / "usual"
    old.touch(mode=0o600)
    usual.touch()
    for path in (old, new):
        write_atomically(path, b"x")
    assert old.stat().st_mode == 0o100600
    assert new.stat().st_mode == usual.stat().st_mode


def test_permissions_are_right_from_the_first_byte_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = tmp_path / "old"
    old.touch(mode=0o600)
    found = []
    sync = os.fsync

    def note(descriptor: int) -> None:
        found.append(os.fstat(descriptor).st_mode)
        sync(descriptor)

    monkeypatch.setattr("stretchtui.store.files.os.fsync", note)
    monkeypatch.setattr("stretchtui.store.files.os.fchmod", lambda *_: None)
    write_atomically(old, b"x")
    write_private(tmp_path / "private", b"x")
    assert found == [0o100600, 0o100600]


def test_the_processs_umask_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: int) -> int:
        raise AssertionError("another thread would make its files for everybody")

    before = os.umask(0o027)
    try:
        monkeypatch.setattr(os, "umask", fail)
        write_atomically(tmp_path / "a", b"x")
    finally:
        monkeypatch.undo()
        os.umask(before)
    assert (tmp_path / "a").stat().st_mode == 0o100640


def test_a_file_system_without_permissions_is_written_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    tmp_path.chmod(0o755)
    (tmp_path / "a").write_bytes(b"old")
    monkeypatch.setattr("stretchtui.store.files.os.fchmod", refuse)
    monkeypatch.setattr(Path, "chmod", refuse)
    write_atomically(tmp_path / "a", b"new")
    write_private(tmp_path / "b", b"new")
    assert contents(tmp_path) == {"a": b"new", "b": b"new"}


def test_a_private_file_takes_a_links_place(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (tmp_path / "real").write_bytes(b"theirs")
    (folder / "link").symlink_to(tmp_path / "real")
    write_private(folder / "link", b"ours")
    assert (tmp_path / "real").read_bytes() == b"theirs"
    assert not (folder / "link").is_symlink()
    assert (folder / "link").read_bytes() == b"ours"
