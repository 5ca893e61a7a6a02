"""Outputs that are full, closed, or without the letters that are printed."""

from __future__ import annotations

import io
import json
import os
import sys
from typing import TYPE_CHECKING

import pytest

from stretchtui.cli import main
from stretchtui.playing.ending import ExitStatus

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.cli.line import CommandLine

FULL = "the output could not be written: No space left on device"


@pytest.fixture
def full() -> Iterator[io.TextIOWrapper]:
    """A stream that takes nothing."""
    stream = open("/dev/full", "w")  # noqa: SIM115
    yield stream
    stream.close()


@pytest.mark.parametrize(
    "words",
    [
        ["list"],
        ["show", "full-body", "--json"],
        ["export", "hips"],
        ["--help"],
        ["help", "play"],
        ["completion", "bash"],
    ],
)
def test_what_a_full_output_does_not_take_is_said_in_one_line(
    run: CommandLine, monkeypatch: pytest.MonkeyPatch, full: io.TextIOWrapper, words: list[str]
) -> None:
    monkeypatch.setattr(sys, "stdout", full)
    assert run(*words).complaint == FULL
    full.flush()  # what is left goes nowhere, and the interpreter ends as it should


def test_an_output_that_is_closed_is_said(
    run: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    for words in (["list"], ["export", "hips"], ["--help"], ["list", "--help"]):
        assert run(*words).complaint == "standard output is closed"


def test_complaints_that_nobody_takes_are_left_out(
    run: CommandLine, monkeypatch: pytest.MonkeyPatch, full: io.TextIOWrapper
) -> None:
    for stream in (None, full):
        monkeypatch.setattr(sys, "stderr", stream)
        assert run("show", "nowhere") == (ExitStatus.NOT_FOUND, "", "")
    full.flush()


def printed(
    monkeypatch: pytest.MonkeyPatch, home: Path, *words: str, errors: str = "strict"
) -> bytes:
    """What a command prints where nothing but ASCII can be shown."""
    data = io.BytesIO()
    with io.TextIOWrapper(data, encoding="ascii", errors=errors) as stream:
        monkeypatch.setattr(sys, "stdout", stream)
        assert main(["--home", str(home), *words]) == ExitStatus.DONE
        stream.flush()
        return data.getvalue()


LETTERS = """format = 1
[[routine]]
id = "letters"
name = "Größe – “zwei”"
[[routine.step]]
name = "Ça va · à × deux"
hold = 9
times = 2
"""


@pytest.mark.parametrize("errors", ["strict", "surrogateescape"])
def test_letters_that_cannot_be_shown_are_replaced(
    run: CommandLine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, errors: str
) -> None:
    path = tmp_path / "letters.toml"
    path.write_text(LETTERS)
    exported = run("export", str(path)).out
    lines = printed(monkeypatch, tmp_path, "show", str(path), errors=errors).decode().splitlines()
    assert lines[0] == "Gr??e - ?zwei? - 0:26"
    assert lines[-1].endswith("?a va - ? x deux - 2 of 2")
    # Files are exact.
    assert printed(monkeypatch, tmp_path, "export", str(path)).decode() == exported


def test_json_loses_no_letter(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "letters.toml"
    path.write_text(LETTERS)
    told = json.loads(printed(monkeypatch, tmp_path, "show", str(path), "--json"))
    assert told["name"] == "Größe – “zwei”"


def test_names_of_files_are_given_back_byte_for_byte(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    home = tmp_path / os.fsdecode(b"M\xfcnchen")
    assert printed(monkeypatch, home, "paths", "cache") == os.fsencode(home / "cache") + b"\n"
