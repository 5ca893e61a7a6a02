"""The program installed in each of the ways people install it, far from any compiler."""

from __future__ import annotations

import json
import os
import pwd
import shutil
import subprocess
import sys
import zipfile
from email import message_from_string
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from stretchtui import __version__
from stretchtui.cli.commands import COMMANDS
from stretchtui.core.sessions.cues import CueName

if TYPE_CHECKING:
    from email.message import Message

    from tests.end_to_end.conftest import Shared

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
def checkout(shared: Shared) -> Path:
    """A fresh checkout."""
    return shared("checkout", _tracked)


@pytest.fixture(scope="module")
def built(checkout: Path, shared: Shared) -> tuple[Path, ...]:
    """The source archive, and the wheel that is made of the checkout, where no compiler is."""
    kinds = ("sdist", "wheel")
    return _packages(shared("built", lambda folder: _build(checkout, folder, *kinds)), *kinds)


@pytest.fixture(scope="module")
def wheel(built: tuple[Path, ...]) -> Path:
    """The wheel."""
    return built[1]


@pytest.fixture(scope="module")
def unpacked(built: tuple[Path, ...], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is in the source archive."""
    folder = tmp_path_factory.mktemp("unpacked")
    subprocess.run(["tar", "xzf", str(built[0]), "-C", str(folder)], check=True)
    (top,) = folder.iterdir()
    return top


def _build(source: Path, target: Path, *kinds: str, epoch: str | None = None) -> tuple[Path, ...]:
    """Packages of the given kinds, in their order."""
    environment = {**_developers(), "CC": "/bin/false", "CXX": "/bin/false"}
    environment.pop("SOURCE_DATE_EPOCH", None)
    if epoch is not None:
        environment["SOURCE_DATE_EPOCH"] = epoch
    targets = [word for kind in kinds for word in ("-t", kind)]
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(target), *targets]
    subprocess.run(command, cwd=source, check=True, env=environment, capture_output=True)
    return _packages(target, *kinds)


def _packages(target: Path, *kinds: str) -> tuple[Path, ...]:
    """The packages of the given kinds in a folder."""
    endings = {"sdist": "*.tar.gz", "wheel": "*.whl"}
    return tuple(next(target.glob(endings[kind])) for kind in kinds)


def _listed(python_path: str | None, folder: Path, home: Path) -> list[dict[str, object]]:
    """What ``list`` says, with the package taken from a place."""
    # Another worker may be building of this folder.
    environment = {**os.environ, "STRETCHTUI_HOME": str(home), "PYTHONDONTWRITEBYTECODE": "1"}
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
    shared = {
        "man/man1/stretchtui.1",
        "applications/stretchtui.desktop",
        "bash-completion/completions/stretchtui",
        "zsh/site-functions/_stretchtui",
        "fish/vendor_completions.d/stretchtui.fish",
    }
    assert {f"{named}.data/data/share/{each}" for each in shared} == {
        name for name in names if name.startswith(f"{named}.data/")
    }
    assert "stretchtui/py.typed" in names
    pages = {path.name for path in (checkout / "docs").iterdir() if path.is_file()}
    told = {each.page for each in COMMANDS.values()} | {"json.md", "stretchtui.1"}
    assert told < pages
    assert {f"stretchtui/data/docs/{page}" for page in pages} < set(names)
    # What the pages lead to.
    beside = ("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE")
    assert {f"stretchtui/data/{page}" for page in beside} < set(names)
    assert "stretchtui/data/routines.toml" in names
    sheets = checkout.glob("stretchtui/**/*.tcss")
    styles = {path.relative_to(checkout).as_posix() for path in sheets}
    assert styles
    assert styles == {name for name in names if name.endswith(".tcss")}
    sounds = {name for name in names if "/data/sounds/" in name}
    assert sounds == {f"stretchtui/data/sounds/{cue}.wav" for cue in CueName}


@pytest.mark.parametrize("version", ["", "3.14"])
def test_a_plain_install_needs_no_compiler(wheel: Path, tmp_path: Path, version: str) -> None:
    """Every dependency comes as a wheel; ``--only-binary`` would fail otherwise."""
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--dry-run", "--ignore-installed"]
    there = ["--python-version", version] if version else []
    subprocess.run(
        [*command, *there, "--only-binary", ":all:", "--target", str(tmp_path), str(wheel)],
        check=True,
        env=_developers(),
        capture_output=True,
    )


def test_what_is_built_is_the_same_each_time(
    checkout: Path, built: tuple[Path, ...], unpacked: Path, tmp_path: Path
) -> None:
    """Another day, in another folder, by somebody whose files others may not read."""
    for path in unpacked.rglob("*"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
        path.chmod(0o700 if path.is_dir() or os.access(path, os.X_OK) else 0o600)
    again = _build(unpacked, tmp_path / "again", "sdist", "wheel")
    assert [each.name for each in again] == [each.name for each in built]
    assert [each.read_bytes() for each in again] == [each.read_bytes() for each in built]
    (dated,) = _build(checkout, tmp_path / "dated", "wheel", epoch="1700000000")
    times = {each.date_time[:3] for each in zipfile.ZipFile(dated).infolist()}
    assert times == {(2023, 11, 14)}


def test_the_source_archive_passes_tests_of_its_own(unpacked: Path) -> None:
    """One of each kind: of the core, of what is shipped, of the pages, of the scripts."""
    tests = ["core/routines/test_encode.py", "core/test_settings.py", "test_page_links.py"]
    environment = {
        **os.environ,
        **{"PYTHONPATH": str(unpacked), "PYTHONDONTWRITEBYTECODE": "1"},
        # Whether they find what they need: how much they try is for where they belong.
        "AMOUNT": "brief",
    }
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist"]
        + [f"tests/{each}" for each in tests],
        cwd=unpacked,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    for name in ("Makefile", "scripts/setup.sh", "benchmarks/run.py", "constraints.txt"):
        assert (unpacked / name).is_file(), name
    imported = "import stretchtui; print(stretchtui.__file__)"
    where = subprocess.run(
        [sys.executable, "-c", imported],
        cwd=unpacked,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(where.stdout.strip()).is_relative_to(unpacked)


# What is said of it


@pytest.fixture(scope="module")
def said(wheel: Path) -> Message:
    """The package's metadata."""
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (each for each in archive.namelist() if each.endswith("/METADATA"))
        return message_from_string(archive.read(name).decode())


def test_the_metadata_is_complete(said: Message) -> None:
    assert said["Version"] == __version__
    assert said["Author"] == "stretchtui contributors"
    assert said["License-Expression"] == "MIT"
    assert said["Requires-Python"] == ">=3.11"
    assert said["Description-Content-Type"] == "text/markdown"
    known = set(said.get_all("Classifier", []))
    assert {
        "Typing :: Typed",
        "Operating System :: MacOS",
        "Operating System :: POSIX :: Linux",
    } < known
    assert {f"Programming Language :: Python :: 3.{minor}" for minor in range(11, 15)} < known
    # There is no address on the web that it could name.
    assert said.get_all("Project-URL") is None
    assert "](docs/" not in said.get_payload()
