"""What shells make of the scripts that complete commands, options and names of routines."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import stretchtui
from tests.end_to_end.terminal import PATIENCE_S, Terminal, environment_for, run

if TYPE_CHECKING:
    from tests.end_to_end.conftest import Shared

BASH = """\
source "$1"; shift
COMP_WORDS=(stretchtui "$@"); COMP_CWORD=$#
_stretchtui
printf '%s\\n' "${COMPREPLY[@]}"
"""

ASKED = [
    (["res"], "resume"),
    (["--cues", "off", "res"], "resume"),
    (["--cues", "sp"], "speakers"),
    (["play", "hi"], "hips"),
    (["play", "min"], "mine"),
    (["new", "--from", "hi"], "hips"),
    (["show", "hips", "--guide", "nam"], "names"),
    (["figure", "brid"], "bridge"),
    (["list", "--js"], "--json"),
    (["help", "undel"], "undelete"),
    (["completion", "zs"], "zsh"),
    (["check", "own"], "own file.toml"),
    (["edit", "own"], "own file.toml"),
    (["--home", "fol"], "folder"),
]
"""What is typed, and the one thing that can be meant."""


@pytest.fixture
def path(tmp_path: Path) -> str:
    """Where shells look for commands: the program is among them."""
    program = tmp_path / "bin" / "stretchtui"
    program.parent.mkdir()
    # Wherever it is called from, it is the one that is tested.
    package = Path(stretchtui.__file__).parents[1]
    program.write_text(
        f"#!/bin/sh\nPYTHONPATH='{package}' exec '{sys.executable}' -m stretchtui \"$@\"\n"
    )
    program.chmod(0o755)
    return f"{program.parent}:{environment_for(tmp_path, {})['PATH']}"


@pytest.fixture
def here(tmp_path: Path, home: Path) -> Path:
    """A folder with a file and a folder; and a routine of one's own."""
    own = home / "config" / "routines"
    own.mkdir(parents=True)
    (own / "mine.toml").write_text('format = 1\n[[routine]]\nid = "mine"\nname = "Mine"\n')
    folder = tmp_path / "here"
    (folder / "folder").mkdir(parents=True)
    (folder / "own file.toml").touch()
    return folder


@pytest.fixture(scope="session")
def scripts(shared: Shared) -> Path:
    """The scripts for all shells, in files: they are the same for everybody."""
    return shared("completion", write_scripts)


def write_scripts(folder: Path) -> None:
    """Write the script for each shell into a folder."""
    for shell in ("bash", "zsh", "fish"):
        done = run("completion", shell, home=folder / "home")
        assert (done.returncode, done.stderr) == (0, "")
        (folder / shell).write_text(done.stdout)


@pytest.mark.parametrize(("words", "meant"), ASKED, ids=lambda each: str(each))
def test_bash_offers_what_is_meant(
    home: Path, scripts: Path, here: Path, path: str, words: list[str], meant: str
) -> None:
    done = subprocess.run(
        ["bash", "-c", BASH, "bash", str(scripts / "bash"), *words],
        cwd=here,
        env=environment_for(home, {"PATH": path}),
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=True,
    )
    assert (done.stdout, done.stderr) == (f"{meant}\n", "")


@pytest.mark.parametrize(("words", "meant"), ASKED, ids=lambda each: str(each))
def test_fish_offers_what_is_meant(
    home: Path, scripts: Path, here: Path, path: str, words: list[str], meant: str
) -> None:
    line = " ".join(["stretchtui", *words])
    done = subprocess.run(
        ["fish", "--no-config", "-c", f"source {scripts / 'fish'}; complete -C '{line}'"],
        cwd=here,
        env=environment_for(home, {"PATH": path}),
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=True,
    )
    offered = {each.split("\t")[0].rstrip("/") for each in done.stdout.splitlines()}
    assert (offered, done.stderr) == ({meant}, "")


STARTS = {
    "bash": ["bash", "--norc", "--noprofile", "-i"],
    "zsh": ["zsh", "-f", "-i"],
}
LOADS = {"bash": "source {0}", "zsh": "autoload -Uz compinit; compinit -u -D; source {0}"}


@pytest.mark.parametrize("shell", sorted(STARTS))
def test_a_line_is_completed_as_it_is_typed(
    home: Path, scripts: Path, here: Path, path: str, shell: str
) -> None:
    file = scripts / shell
    with Terminal(STARTS[shell], home, environment={"PATH": path, "PS1": "> "}) as terminal:
        terminal.press(f"cd {here}; {LOADS[shell].format(file)}; echo rea''dy\r")
        terminal.wait_for_text("ready")
        for typed, completed in (
            ("stretchtui sho\t", "stretchtui show "),
            ("min\t", "stretchtui show mine "),
            ("--lev\t", "stretchtui show mine --level "),
        ):
            terminal.press(typed)
            terminal.wait_for_text(completed)
        terminal.press("0\r")
        terminal.wait_for_text("Mine · 0:00")
