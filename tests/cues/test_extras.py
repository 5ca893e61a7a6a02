"""How extras are added, by how the program was installed."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from stretchtui.cues.browser.missing import NEEDS_MORE
from stretchtui.cues.extras import install_line

if TYPE_CHECKING:
    from collections.abc import Iterable

PROJECT = Path(__file__).parents[2] / "pyproject.toml"


def made(folder: Path, files: Iterable[str]) -> str:
    """An environment that holds some files."""
    for name in files:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()
    return str(folder)


def test_it_is_what_the_program_was_installed_with(tmp_path: Path) -> None:
    pipx = made(tmp_path / "stretchtui", ("pipx_metadata.json", "pyvenv.cfg", "bin/pip"))
    assert install_line("voice", pipx) == "pipx runpip stretchtui install 'stretchtui[voice]'"
    uv = made(tmp_path / "my tools", ("uv-receipt.toml", "pyvenv.cfg"))
    assert install_line("voice", uv) == f"uv pip install 'stretchtui[voice]' --python '{uv}'"
    venv = made(tmp_path / "venv", ("pyvenv.cfg", "bin/pip"))
    assert install_line("voice", venv) == f"{venv}/bin/pip install 'stretchtui[voice]'"
    for other in (made(tmp_path / "bare", ("pyvenv.cfg",)), made(tmp_path / "usr", ("bin/pip",))):
        assert install_line("voice", other) == "pip install 'stretchtui[voice]'"


def test_the_environment_is_this_one() -> None:
    assert install_line("browser") == install_line("browser", sys.prefix)
    assert NEEDS_MORE.endswith(install_line("browser"))


def test_what_is_named_is_an_extra() -> None:
    extras = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    assert {"browser", "natural", "pdf", "simpleaudio", "voice"} == set(extras)
