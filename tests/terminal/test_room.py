"""The room stands alone: it brings in no Textual, and of other rooms core's text and colour."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import subprocess
import sys
from pathlib import Path

import pytest

import stretchtui.terminal
from stretchtui.terminal import liveness, probe, writer

FOLDER = Path(stretchtui.terminal.__file__).parent
MODULES = sorted(FOLDER.glob("*.py"))
PAGE = FOLDER.parents[1] / "docs" / "terminal.md"
ALLOWED = {"stretchtui", "stretchtui.core", "stretchtui.core.colour", "stretchtui.core.text"}
"""What of the program the room may bring in."""

SNIFF = """
import importlib, sys
for name in sys.argv[1:]:
    importlib.import_module(name)
rooms = (name for name in sys.modules if name.split(".")[0] in ("stretchtui", "textual"))
print(*sorted(name for name in rooms if not name.startswith("stretchtui.terminal")))
"""


def sniff(*modules: str) -> set[str]:
    """What a fresh interpreter holds of Textual and of the other rooms after these imports."""
    run = subprocess.run(
        [sys.executable, "-c", SNIFF, *modules], capture_output=True, text=True, check=True
    )
    return set(run.stdout.split())


def imported(tree: ast.AST) -> set[str]:
    """The modules that a module imports: at its top, inside functions, or for types only."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0
            names.add(node.module or "")
    return names


def test_importing_all_of_the_room_loads_neither_textual_nor_another_room() -> None:
    names = [each.name for each in pkgutil.iter_modules([str(FOLDER)], "stretchtui.terminal.")]
    assert len(names) == len(MODULES) - 1
    assert sniff(*names) == ALLOWED


def test_the_nose_smells_what_it_should() -> None:
    assert "textual" in sniff("textual")
    assert "stretchtui.store.paths" in sniff("stretchtui.store.paths")


@pytest.mark.parametrize("path", MODULES, ids=lambda each: each.stem)
def test_no_module_of_the_room_names_another_room_even_for_types(path: Path) -> None:
    names = imported(ast.parse(path.read_text(encoding="utf-8")))
    for name in names:
        top, *rest = name.split(".")
        if top == "stretchtui":
            assert rest[0] == "terminal" or name in ALLOWED, name
        else:
            assert top in sys.stdlib_module_names | {"msgspec"} or name == "rich.cells", name


def test_the_reader_of_source_sees_what_is_hidden() -> None:
    tree = ast.parse("def f():\n    import os.path\n    from stretchtui.cues import relay\n")
    assert imported(tree) == {"os.path", "stretchtui.cues"}


def public() -> set[tuple[str, str]]:
    """The modules and names that the room says are public."""
    entries = re.findall(
        r"^- ``(\w+)``: (.*?)(?=^-|^$)", stretchtui.terminal.__doc__ or "", re.M | re.S
    )
    return {(module, name) for module, names in entries for name in re.findall(r"``(\w+)``", names)}


def test_what_is_public_is_there_and_on_the_page() -> None:
    assert ("writer", "TerminalWriter") in public()
    for module, name in public():
        assert hasattr(importlib.import_module(f"stretchtui.terminal.{module}"), name)
    section = PAGE.read_text(encoding="utf-8").split("## Public names")[1].split("\n## ")[0]
    rows = re.findall(r"^\| `(\w+)` \| (.*?) \|", section, re.M)
    on_page = {(module, name) for module, names in rows for name in re.findall(r"`(\w+)`", names)}
    assert on_page == public()


def test_other_rooms_use_nothing_but_what_is_public() -> None:
    used = {
        (module.removeprefix("stretchtui.terminal."), alias.name)
        for path in FOLDER.parent.rglob("*.py")
        if path.parent != FOLDER
        and "stretchtui.terminal" in (source := path.read_text(encoding="utf-8"))
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ImportFrom)
        and (module := node.module or "").startswith("stretchtui.terminal")
        for alias in node.names
    }
    assert ("writer", "TerminalWriter") in used
    assert used <= public()


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (liveness.EVERY_S, "{} since the last question"),
        (liveness.SLOW_S, "no answer for more than {} | Nothing is sent but the question"),
        (liveness.AGAIN_S, "no answer for {}, and something waits"),
        (liveness.AGAIN_S, "an answer later than {}, or any key"),
        (liveness.STALLED_S, "no answer for more than {} | The link has stalled"),
        (liveness.DOUBTFUL_S, "It is asked every {}, and trusted"),
        (writer.LATE_S, "dropped after {}"),
        (writer.HEARING_OUT_S, "`hear_out` waits {} for answers"),
        (writer.LEAVING_S, "`close` waits {} for the last bytes"),
        (writer.LEAVING_S, "and waits {} for that"),
        (probe.LIMIT_S, "`finish` waits {} for all this"),
        (probe.LIMIT_WITHIN_S, "in tmux or screen {}."),
        (probe.LIMIT_WITHIN_S, "waits up to {} for answers"),
        (probe.NEVER_S, "within {} still count"),
    ],
)
def test_the_page_gives_the_times_as_they_are(seconds: float, said: str) -> None:
    page = " ".join(PAGE.read_text(encoding="utf-8").split())
    assert said.format(f"{seconds:g} s") in page
