"""What a release is made of: its number, its changes, and the versions it was tried with."""

from __future__ import annotations

import re
import tomllib
from configparser import ConfigParser
from importlib.metadata import version

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from stretchtui import __version__
from tests.pages import ROOT


def test_the_changelog_begins_with_this_version() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    versions = re.findall(r"^## (.*)$", text, re.M)
    if versions[0] == "Unreleased":
        versions.pop(0)
    assert re.fullmatch(rf"{re.escape(__version__)} – \d{{4}}-\d\d-\d\d", versions[0])
    numbers = [tuple(map(int, each.split()[0].split("."))) for each in versions]
    assert numbers == sorted(set(numbers), reverse=True)


def test_what_the_tests_run_with_is_written_down() -> None:
    """Each has one version, within the range that is asked for, and that is what runs here."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = {each.name: each for each in (_named(line) for line in lines if line[0] != "#")}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = project["dependency-groups"]
    wanted = [*project["project"]["dependencies"], *groups["test"], *groups["check"]]
    for each in map(_named, wanted):
        assert each.name in pins, f"{each.name}: make lock"
        (pin,) = pins[each.name].specifier
        assert pin.operator == "=="
        assert pin.version in each.specifier, f"{each}: make lock"
        assert version(each.name) == pin.version, f"{each.name}: make test installs it"


def _named(line: str) -> Requirement:
    found = Requirement(line.strip())
    found.name = canonicalize_name(found.name)
    return found


def test_the_desktop_entry_opens_a_terminal() -> None:
    entry = ConfigParser(interpolation=None)
    entry.read(ROOT / "docs" / "stretchtui.desktop")
    told = entry["Desktop Entry"]
    assert (told["Type"], told["Exec"], told["Terminal"]) == (
        "Application",
        "stretchtui",
        "true",
    )
    for key in ("Name", "Comment", "Categories", "Keywords"):
        assert told[key]
