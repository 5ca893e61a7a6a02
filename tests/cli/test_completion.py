"""The scripts for shells and the manual page have all that the parsers have."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from stretchtui.cli.commands import COMMANDS
from stretchtui.cli.completion import flags
from stretchtui.cli.options import program_parser
from stretchtui.cli.rooms import parser_of
from stretchtui.playing.ending import ExitStatus

if TYPE_CHECKING:
    from tests.cli.line import CommandLine

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "stretchtui.1"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_script_knows_every_command_and_option(run: CommandLine, shell: str) -> None:
    done = run("completion", shell)
    assert (done.status, done.err) == (0, "")
    assert "%" not in done.out.replace("'%'", "")
    for name in COMMANDS:
        for flag in flags(parser_of(name)):
            for each in flag.names:
                words = (
                    f"'{name}'.* -[ls] {each.lstrip('-')} "
                    if shell == "fish"
                    else (f'"{name}"\\) wanted=".*{each}[ "]')
                )
                assert re.search(words, done.out), (name, each)
    assert "--names" not in done.out.replace("completion --names", ""), "it is not for people"


def test_options_of_the_whole_program_are_known_before_a_command(run: CommandLine) -> None:
    names = " ".join(name for flag in flags(program_parser()) for name in flag.names)
    assert "-h --help -V --version --home" in names
    assert f'"") wanted="{names}"' in run("completion", "bash").out


def test_the_manual_page_is_up_to_date() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "make_man.py"), "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_the_manual_page_has_every_command_option_and_status() -> None:
    text = PAGE.read_text().replace("\\-", "-")
    for name in COMMANDS:
        assert f"\n\\fB{name}" in text
        for flag in flags(parser_of(name)):
            assert all(f"\\fB{each}\\fR" in text for each in flag.names)
    told = text.partition(".SH EXIT STATUS")[2]
    assert [int(each) for each in re.findall(r"^\.B (\d+)$", told, re.M)] == list(ExitStatus)


def test_man_has_nothing_to_complain_of() -> None:
    command = ["man", "--warnings", "-E", "UTF-8", "-l", str(PAGE)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert "stretchtui - leads you through stretching routines by sound" in done.stdout
