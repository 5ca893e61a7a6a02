"""The program installed in each of the ways people install it, far from any compiler."""

from __future__ import annotations

import json
import os
import pwd
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from stretchtui.cli.commands import COMMANDS
from stretchtui.core.sessions.cues import CueName

ROOT = Path(__file__).parents[2]


def _developers() -> dict[str, str]:
    """What git and pip run in: they are the developer's own, with their settings and caches."""
    return {**os.environ, "HOME": pwd.getpwuid(os.getuid()).pw_dir}


def _tracked(target: Path) -> Path:
    """A copy of the checkout as git would hand it out."""
    names = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        env=_developers(),
        capture_output=True,
        check=True,
        text=True,
    ).stdout.split("\0")
    for name in filter(None, names):
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, target / name)
    return target


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh checkout."""
    return _tracked(tmp_path_factory.mktemp("checkout"))


@pytest.fixture(scope="module")
def wheel(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel, built where there is no compiler."""
    folder = tmp_path_factory.mktemp("wheel")
    environment = {**_developers(), "CC": "/bin/false", "CXX": "/bin/false"}
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "-w", str(folder)]
    subprocess.run([*command, str(checkout)], check=True, env=environment, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


def _listed(python_path: str | None, folder: Path, home: Path) -> list[dict[str, object]]:
    """What ``list`` says, with the package taken from a place."""
    environment = {**os.environ, "STRETCHTUI_HOME": str(home)}
    environment.pop("PYTHONPATH", None)
    if python_path is not None:
        environment["PYTHONPATH"] = python_path
    # Shows where the package came from too, so that no other copy can pass for it.
    code = (
        "import stretchtui, sys; from stretchtui.cli import main;"
        "from stretchtui.store import paths;"
        "print(stretchtui.__file__); print(len(list((paths.shipped() / 'sounds').glob('*.wav'))));"
        "sys.exit(main(['list', '--json']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    came_from, sounds, rest = done.stdout.split("\n", 2)
    assert came_from.startswith(python_path or str(ROOT)), came_from
    assert int(sounds) == len(CueName)
    entries: list[dict[str, object]] = json.loads(rest)
    for entry in entries:
        assert str(entry.pop("file")).startswith(python_path or str(ROOT))
    return entries


def test_wheel_editable_and_checkout_find_the_same_library(
    checkout: Path, wheel: Path, tmp_path: Path
) -> None:
    unpacked = tmp_path / "site-packages"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(unpacked)
    home, elsewhere = tmp_path / "home", tmp_path / "elsewhere"
    elsewhere.mkdir()
    from_wheel = _listed(str(unpacked), elsewhere, home)
    from_checkout = _listed(str(checkout), checkout, home)
    from_editable = _listed(None, elsewhere, home)
    assert from_wheel == from_checkout == from_editable
    assert len(from_wheel) >= 10


def test_the_wheel_is_pure_and_holds_what_it_needs_and_no_more(checkout: Path, wheel: Path) -> None:
    assert wheel.name.endswith("-py3-none-any.whl")
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.split("/")[0] for name in names}
    named = f"stretchtui-{wheel.name.split('-')[1]}"
    assert tops == {"stretchtui", f"{named}.dist-info", f"{named}.data"}
    manual = f"{named}.data/data/share/man/man1/stretchtui.1"
    assert [name for name in names if name.startswith(f"{named}.data/")] == [manual]
    pages = {path.name for path in (checkout / "docs").iterdir()}
    told = {each.page for each in COMMANDS.values()} | {"json.md", "stretchtui.1"}
    assert told < pages
    assert {f"stretchtui/data/docs/{page}" for page in pages} < set(names)
    assert "stretchtui/data/routines.toml" in names
    sheets = checkout.glob("stretchtui/**/*.tcss")
    styles = {path.relative_to(checkout).as_posix() for path in sheets}
    assert styles
    assert styles == {name for name in names if name.endswith(".tcss")}
    sounds = {name for name in names if "/data/sounds/" in name}
    assert sounds == {f"stretchtui/data/sounds/{cue}.wav" for cue in CueName}


def test_a_plain_install_needs_no_compiler(wheel: Path, tmp_path: Path) -> None:
    """Every dependency comes as a wheel; ``--only-binary`` would fail otherwise."""
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--dry-run", "--ignore-installed"]
    subprocess.run(
        [*command, "--only-binary", ":all:", "--target", str(tmp_path), str(wheel)],
        check=True,
        env=_developers(),
        capture_output=True,
    )
