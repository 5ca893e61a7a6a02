"""The core is pure: no screen, no files, no clock, no threads; and its rooms point down."""

from __future__ import annotations

import ast
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

import stretchtui.core

FOLDER = Path(stretchtui.core.__file__).parent
MODULES = sorted(FOLDER.rglob("*.py"))

NEVER_LOADED = (
    "textual",
    "rich",
    "platformdirs",
    "asyncio",
    "sqlite3",
    "subprocess",
    "socket",
)
"""What nothing in the core may bring in, however indirectly."""

MAY_IMPORT = {
    "__future__",
    "bisect",
    "cmath",
    "collections",
    "csv",
    "base64",
    "binascii",
    "datetime",
    "difflib",
    "enum",
    "functools",
    "hashlib",
    "html",
    "itertools",
    "math",
    "msgspec",
    "operator",
    "re",
    "stretchtui",
    "tomli_w",
    "tomllib",
    "typing",
    "unicodedata",
    "zlib",
}
"""All that a module of the core may name: numbers, texts, containers and types."""

NEVER_CALLED = {
    *("open", "print", "input", "exec", "eval", "compile", "__import__", "breakpoint"),
    # Methods of dates that look at the clock or at the zone of the machine.
    *(".now", ".utcnow", ".today", ".fromtimestamp", ".astimezone"),
}

ORDER = (
    "text",
    "duration",
    "colour",
    "reminders",
    "figures",
    "routines",
    "making",
    "sessions",
    "planning",
    "setting_kinds",
    "settings",
)
"""The rooms and modules of the core; each may use those before it, and itself."""

SNIFF = """
import importlib, sys
for name in sys.argv[2:]:
    importlib.import_module(name)
print(*sorted(set(sys.argv[1].split(",")) & set(sys.modules)))
"""


def sniff(*modules: str) -> list[str]:
    """Which of the forbidden modules a fresh interpreter holds after these imports."""
    run = subprocess.run(
        [sys.executable, "-c", SNIFF, ",".join(NEVER_LOADED), *modules],
        capture_output=True,
        text=True,
        check=True,
    )
    return run.stdout.split()


def imported(tree: ast.AST) -> set[str]:
    """The full names of all that a module imports, at its top, inside functions, for types."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        if isinstance(node, ast.ImportFrom):
            module = "." * node.level + (node.module or "")
            names |= {f"{module}.{alias.name}" for alias in node.names}
    return names


def called(tree: ast.AST) -> set[str]:
    """The names of all functions that a module calls, and with a dot before it of each method."""
    calls = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return {
        *(func.id for func in calls if isinstance(func, ast.Name)),
        *(f".{func.attr}" for func in calls if isinstance(func, ast.Attribute)),
    }


def tops(names: set[str]) -> set[str]:
    """The packages that names belong to; empty for the own one, written with dots."""
    return {name.split(".")[0] for name in names}


def others(names: set[str]) -> set[str]:
    """Which names of this program lie outside of the core."""
    ours = {tuple(name.split(".")) for name in names if name.split(".")[0] == "stretchtui"}
    return {".".join(parts) for parts in ours if parts[1:2] != ("core",) or len(parts) < 3}


def tree_of(path: Path) -> ast.AST:
    return ast.parse(path.read_text(encoding="utf-8"))


def test_the_modules_are_found() -> None:
    found = {path.relative_to(FOLDER).parts[0].removesuffix(".py") for path in MODULES}
    assert found == {"__init__", *ORDER}
    assert len(MODULES) > 40


def test_importing_all_of_the_core_loads_neither_a_screen_nor_io() -> None:
    found = pkgutil.walk_packages([str(FOLDER)], prefix="stretchtui.core.")
    modules = [each.name for each in found]
    assert len(modules) == len(MODULES) - 1
    assert sniff(*modules) == []


def test_the_nose_smells_what_it_should() -> None:
    assert sniff("subprocess", "sqlite3") == ["sqlite3", "subprocess"]
    assert sniff("stretchtui.store.journal_file") == ["sqlite3"]


@pytest.mark.once
@pytest.mark.parametrize("path", MODULES, ids=lambda each: str(each.relative_to(FOLDER)))
def test_a_module_of_the_core_names_no_io_no_clock_and_no_other_room(path: Path) -> None:
    tree = tree_of(path)
    assert tops(imported(tree)) - MAY_IMPORT == set()
    assert called(tree) & NEVER_CALLED == set()
    assert others(imported(tree)) == set()


@pytest.mark.once
@pytest.mark.parametrize("path", MODULES, ids=lambda each: str(each.relative_to(FOLDER)))
def test_the_rooms_of_the_core_point_down(path: Path) -> None:
    room = path.relative_to(FOLDER).parts[0].removesuffix(".py")
    names = imported(tree_of(path))
    used = {name.split(".")[2] for name in names if name.startswith("stretchtui.core.")}
    allowed = ORDER[: ORDER.index(room) + 1] if room in ORDER else ()
    assert used <= set(allowed)


def test_the_readers_of_source_see_what_is_hidden() -> None:
    tree = ast.parse(
        "from typing import TYPE_CHECKING\n"
        "if TYPE_CHECKING:\n"
        "    from stretchtui import store\n"
        "def f():\n"
        "    import os.path\n"
        "    import stretchtui.tui.app, stretchtui.core.text\n"
        "    from . import text\n"
        "    from time import sleep\n"
        "    open(datetime.now())\n"
    )
    assert tops(imported(tree)) - MAY_IMPORT == {"", "os", "time"}
    assert called(tree) & NEVER_CALLED == {"open", ".now"}
    assert others(imported(tree)) == {"stretchtui.store", "stretchtui.tui.app"}
