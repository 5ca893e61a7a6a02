"""``make run``, with stand-ins for what it installs with."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

SETUP = Path(__file__).parents[2] / "scripts" / "setup.sh"

PYTHON = """#!/bin/sh
echo "$*" >>"{log}"
case "$*" in {fails}) exit 1 ;; esac
"""


class Setup:
    """Runs the script in a folder that has an environment already, as root on a bare Debian.

    Args:
        folder: An empty folder.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._programs = folder / "bin"
        self._log = folder / "log"
        for each in ("scripts", "bin", ".venv/bin"):
            (folder / each).mkdir(parents=True)
        shutil.copy(SETUP, folder / "scripts")
        for name in ("sh", "cat", "touch", "dirname"):
            (self._programs / name).symlink_to(shutil.which(name) or name)
        self.program("id", "echo 0")
        self.program("uname", "echo Linux")
        self.program("apt-get", f'echo "apt-get $*" >>"{self._log}"')
        self._write(self._folder / ".venv/bin/pip", "#!/bin/sh\n")

    def program(self, name: str, line: str = "") -> None:
        """Have a program on the PATH."""
        self._write(self._programs / name, f"#!/bin/sh\n{line}\n")

    def run(self, fails: str) -> tuple[int, str]:
        """Run it: its exit status, and what it says.

        Args:
            fails: A pattern of the shell's, for the words with which Python fails.
        """
        python = PYTHON.format(log=self._log, fails=fails)
        self._write(self._folder / ".venv/bin/python", python)
        done = subprocess.run(
            ["sh", "scripts/setup.sh", "run"],
            cwd=self._folder,
            env={"PATH": str(self._programs)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout

    def installed(self) -> list[str]:
        """What was asked for, as the last word of each command."""
        lines = self._log.read_text().splitlines()
        return [line.split()[-1] for line in lines if " install " in line]

    @staticmethod
    def _write(path: Path, text: str) -> None:
        path.write_text(text)
        path.chmod(0o755)


@pytest.fixture
def setup(tmp_path: Path) -> Setup:
    """The script in a folder of its own."""
    return Setup(tmp_path)


def test_it_installs_the_program_with_its_voice_and_its_page(setup: Setup) -> None:
    status, told = setup.run("nothing")
    assert (status, setup.installed()) == (0, ["pip>=25.1", ".", ".[voice]", ".[browser]"])
    assert all(line.startswith("stretchtui: ") for line in told.splitlines())


def test_extras_that_cannot_be_had_are_left_out(setup: Setup) -> None:
    status, told = setup.run("*voice*|*browser*|*simpleaudio*")
    assert status == 0
    for words in ("no voice:", "no page for browsers:", "sounds will use the system's player"):
        assert f"stretchtui: {words}" in told


def test_the_program_itself_has_to_be_installed(setup: Setup) -> None:
    assert setup.run("*'--editable .'")[0] != 0


def test_headers_are_installed_only_where_they_can_be_compiled_with(setup: Setup) -> None:
    setup.run("*simpleaudio*")
    assert "libasound2-dev" not in setup.installed()
    setup.program("cc")
    setup.run("*simpleaudio*")
    assert "libasound2-dev" in setup.installed()
