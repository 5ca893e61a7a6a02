"""The core is pure: no screen, no files, no clock, no threads."""

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

NEVER_IMPORTED = {
    *NEVER_LOADED,
    "os",
    "io",
    "pathlib",
    "shutil",
    "tempfile",
    "glob",
    "time",
    "threading",
    "multiprocessing",
    "concurrent",
    "signal",
    "select",
    "random",
    "logging",
}
"""What no module of the core may name. Libraries under it may: msgspec knows of dates."""

NEVER_CALLED = {"open", "print", "input", "exec", "eval", "compile", "__import__", "breakpoint"}

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
    """The top names of all modules that a module imports, at its top or inside functions."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        if isinstance(node, ast.ImportFrom):
            names.add((node.module or "").split(".")[0])
    return names


def called(tree: ast.AST) -> set[str]:
    """The names of all plain functions that a module calls."""
    calls = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return {func.id for func in calls if isinstance(func, ast.Name)}


def test_importing_all_of_the_core_loads_neither_a_screen_nor_io() -> None:
    found = pkgutil.walk_packages([str(FOLDER)], prefix="stretchtui.core.")
    modules = [each.name for each in found]
    assert len(modules) == len(MODULES) - 1
    assert sniff(*modules) == []


def test_the_nose_smells_what_it_should() -> None:
    assert sniff("subprocess", "sqlite3") == ["sqlite3", "subprocess"]
    assert sniff("stretchtui.store.paths") == ["platformdirs"]


@pytest.mark.parametrize("path", MODULES, ids=lambda each: str(each.relative_to(FOLDER)))
def test_no_module_of_the_core_names_io_a_clock_or_threads(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert imported(tree) & NEVER_IMPORTED == set()
    assert called(tree) & NEVER_CALLED == set()


@pytest.mark.parametrize("path", MODULES, ids=lambda each: str(each.relative_to(FOLDER)))
def test_a_module_of_the_core_uses_no_other_room(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0
            module = node.module or ""
            assert not module.startswith("stretchtui") or module.startswith("stretchtui.core")


def test_the_readers_of_source_see_what_is_hidden() -> None:
    tree = ast.parse("def f():\n    import os.path\n    from time import sleep\n    open('x')\n")
    assert imported(tree) & NEVER_IMPORTED == {"os", "time"}
    assert called(tree) & NEVER_CALLED == {"open"}
