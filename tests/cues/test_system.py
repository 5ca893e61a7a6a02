"""What macOS does differently, by fakes of it; and what is the same here."""

from __future__ import annotations

import ast
import errno
import os
import pty
import re
import sys
import time
from pathlib import Path

import pytest

import stretchtui
from stretchtui.cues import clock, system
from stretchtui.cues.devices import devices
from stretchtui.cues.engines.choice import find_choice
from stretchtui.cues.players import find_player
from stretchtui.cues.scratch import ScratchFile

PACKAGE = Path(stretchtui.__file__).parent


@pytest.fixture
def mac(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A machine that looks like a Mac, and the folder of its programs."""
    monkeypatch.setattr(sys, "platform", "darwin")
    for module, name in ((time, "CLOCK_BOOTTIME"), (os, "memfd_create")):
        monkeypatch.delattr(module, name, raising=False)
    programs = tmp_path / "bin"
    programs.mkdir()
    for name in ("say", "afplay"):
        (programs / name).write_text("#!/bin/sh\n")
        (programs / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(programs))
    return programs


@pytest.mark.skipif(not hasattr(time, "CLOCK_BOOTTIME"), reason="no such clock here")
def test_the_sessions_clock_goes_on_through_the_machines_sleep() -> None:
    before = time.clock_gettime(time.CLOCK_BOOTTIME)
    assert before <= clock.now() <= time.clock_gettime(time.CLOCK_BOOTTIME)


def test_on_a_mac_the_monotonic_clock_goes_on(mac: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "clock_gettime", {time.CLOCK_MONOTONIC: 7.5}.__getitem__)
    assert clock.now() == 7.5


def test_a_mac_speaks_and_plays_with_its_own_programs(mac: Path) -> None:
    assert system.is_macos()
    voice = find_choice("say", rate=120)
    assert voice is not None
    assert (voice.engine, voice.rate, voice.any_script) == ("say", 120, True)
    assert find_player() == "afplay"
    assert devices({"XDG_RUNTIME_DIR": "/nowhere"}) == ["the system's"]
    (mac / "say").unlink()
    assert find_choice("say") is None


def test_elsewhere_say_is_another_program(mac: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    assert not system.has_say()


def test_a_mac_has_no_files_in_memory(mac: Path) -> None:
    assert system.memory_file("hold.wav") is None
    file = ScratchFile("hold.wav")
    try:
        file.write(b"sound")
        assert file.path.read_bytes() == b"sound"
        assert file.path.name.endswith("hold.wav"), "say sees by its name what to write"
    finally:
        file.close()
    assert not file.path.exists()


def test_a_pty_that_nobody_has_any_more_is_at_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    near, far = pty.openpty()
    os.set_blocking(near, False)
    try:
        assert system.read_pty(near, 10) == b""
        os.write(far, b"hello")
        assert system.read_pty(near, 10) == b"hello"
        os.close(far)
        assert system.read_pty(near, 10) is None
        # The other system tells of it in the other way.
        for told in (lambda *_: b"", _fails(errno.EIO)):
            monkeypatch.setattr(os, "read", told)
            assert system.read_pty(near, 10) is None
        monkeypatch.setattr(os, "read", _fails(errno.EBADF))
        with pytest.raises(OSError, match="Bad file"):
            system.read_pty(near, 10)
    finally:
        monkeypatch.undo()
        os.close(near)


def _fails(number: int) -> object:
    def read(*_: object) -> bytes:
        raise OSError(number, os.strerror(number))

    return read


ASKING = {
    "__main__.py": "refuses Windows before anything is imported",
    "cli/crash.py": "writes it into the report",
    "cli/doctor.py": "tells it",
    "cues/system.py": "is the place for it",
    "store/paths.py": "keeps files where the system's programs do",
}
"""Who may ask which system this is, and what for."""

ASKS = re.compile(r"\bplatform\b|\bos\W+u?name\b")
"""Wherever it is asked for, this is found in the source; it is found elsewhere too."""


@pytest.mark.once
def test_nobody_else_asks_which_system_this_is() -> None:
    found = set()
    for path in PACKAGE.rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        # To parse all of them would take seconds; most do not even have these words.
        if not ASKS.search(source):
            continue
        for node in ast.walk(ast.parse(source)):
            match node:
                case ast.Attribute(ast.Name("sys"), "platform") | ast.Attribute(
                    ast.Name("os"), "name" | "uname"
                ):
                    found.add(path.relative_to(PACKAGE).as_posix())
                case ast.Import(names) if any(each.name == "platform" for each in names):
                    found.add(path.relative_to(PACKAGE).as_posix())
    assert found == set(ASKING)
