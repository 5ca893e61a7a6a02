"""What the house promises, read from its source: no knots, small rooms, one name a thing."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

from tests.imports import Graph, classes, import_graph, importers, module_circles, package_circles

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "stretchtui"
TESTS = ROOT / "tests"

LONGEST = 300
"""No file of the program has more lines."""

WIDEST = 8
"""The app's constructor takes no more than this."""

NAMES = {
    "terminal": {
        "buffer": "ScreenBuffer",
        "capabilities": "Capabilities",
        "diff": "",
        "liveness": "LinkMonitor",
        "port": "Port",
        "probe": "Probe",
        "raw": "RawTerminal",
        "replies": "Replies",
        "sgr": "",
        "writer": "TerminalWriter",
    },
    "playing": {
        "audio": "Audio",
        "clockwork": "Clockwork",
        "journal_view": "JournalView",
        "player": "SessionPlayer",
        "recorder": "SessionRecorder",
    },
    "words": {"glyphs": "Glyphs", "lettering": "", "record": "", "session": "", "step": ""},
    "store": {"journal_writer": "JournalWriter"},
    "cues": {"choose": "FallbackSink", "sink": "SwitchableSink"},
    "core.sessions": {"events": "SessionCommand", "session": "Session"},
    "tui": {
        "app": "StretchApp",
        "driver": "",
        "launch": "",
        "signals": "SignalHandler",
        "terminal_app": "TerminalApp",
        "themes": "",
    },
    "tui.commands": {"builder": "", "history": "", "keymap": "", "player": "", "settings": ""},
    "tui.widgets": {
        "bars": "PhaseBar",
        "choice": "Choice",
        "figure": "FigureView",
        "key_bar": "KeyBar",
        "line_input": "LineInput",
        "line_list": "LineList",
        "notice": "Notice",
        "numerals": "Numerals",
        "tab_line": "TabLine",
    },
    "tui.dialogs": {
        "command_screen": "CommandScreen",
        "dialog": "Dialog",
        "fields": "",
        "form": "Form",
        "prompts": "Prompt",
        "question": "Question",
        "text_screen": "TextScreen",
    },
    "tui.player": {
        "animation": "Animation",
        "browser": "Browser",
        "feedback": "",
        "floor": "Floor",
        "gauge": "Gauge",
        "guide": "Guide",
        "instructions": "Instructions",
        "resume": "",
        "routine_list": "RoutineList",
        "routine_pane": "RoutinePane",
        "screen": "PlayerScreen",
        "session_view": "SessionView",
        "trial": "TrialScreen",
    },
    "tui.builder": {
        "editor": "Editor",
        "library_pane": "LibraryPane",
        "questions": "",
        "routine_actions": "RoutineActions",
        "routine_form": "",
        "routine_title": "RoutineTitle",
        "saving": "Saving",
        "screen": "BuilderScreen",
        "step_form": "",
        "step_list": "StepList",
        "stretch_card": "StretchCard",
        "stretch_list": "StretchList",
        "totals": "Totals",
    },
    "tui.history": {
        "area_bars": "AreaBars",
        "calendar": "Calendar",
        "discomfort_lines": "DiscomfortLines",
        "facts": "Facts",
        "layout": "Layout",
        "loader": "",
        "review": "Review",
        "review_panel": "ReviewPanel",
        "screen": "HistoryScreen",
        "session": "SessionDetails",
        "session_list": "SessionList",
        "week_bars": "WeekBars",
    },
    "tui.settings": {
        "preferences": "Preferences",
        "rows": "SettingsRow",
        "screen": "SettingsScreen",
        "settings_list": "SettingsList",
    },
}
"""What is in which module of which room; modules without a class of their name hold functions."""

RETIRED = {
    *("Abilities", "Canvas", "Cascade", "Diary", "Keeper", "Mutable", "Outbox", "Scribe", "Shelf"),
    *("Hearing", "Row", "Runner", "TypedLine"),
}
"""Names that things had before."""

SAYS_NOTHING = re.compile(r"(?i)utils?|helpers?|misc|common|.*manager")
"""A name for whatever has no other."""


@cache
def house() -> Graph:
    """What imports what in the program."""
    return import_graph(PACKAGE)


@cache
def trees() -> dict[str, ast.Module]:
    """The syntax tree of every file of the program, by its path from the package."""
    return {
        path.relative_to(PACKAGE).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(PACKAGE.rglob("*.py"))
    }


@cache
def public_classes() -> dict[str, list[str]]:
    """The files that define a class, by the class's name."""
    found: dict[str, list[str]] = defaultdict(list)
    for path, tree in trees().items():
        for each in classes(tree):
            if not each.name.startswith("_"):
                found[each.name].append(path)
    return found


# Who imports whom


def test_the_whole_house_is_read() -> None:
    assert len(house()) == len(trees()) > 200
    assert sum(map(len, house().values())) > 900


def test_no_modules_import_each_other_in_a_circle() -> None:
    assert module_circles(house()) == []


def test_no_packages_depend_on_each_other_in_a_circle() -> None:
    assert package_circles(house()) == []


def test_only_the_launch_knows_the_app() -> None:
    assert importers(house(), "stretchtui.tui.app") == {"stretchtui.tui.launch"}


# How large things are


def test_no_file_is_long() -> None:
    sizes = {
        path.relative_to(ROOT).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for pattern in ("*.py", "*.tcss")
        for path in PACKAGE.rglob(pattern)
    }
    assert len(sizes) > len(trees()), "style sheets count"
    assert {path: lines for path, lines in sizes.items() if lines > LONGEST} == {}


def test_the_app_is_given_little() -> None:
    (app,) = (each for each in classes(trees()["tui/app.py"]) if each.name == "StretchApp")
    (made,) = (
        each for each in app.body if isinstance(each, ast.FunctionDef) and each.name == "__init__"
    )
    given = made.args
    assert given.vararg is given.kwarg is None, "nothing is given unseen"
    names = [each.arg for each in (*given.posonlyargs, *given.args, *given.kwonlyargs)]
    assert names[0] == "self"
    assert 1 < len(names) <= 1 + WIDEST


# What things are called


@pytest.mark.parametrize("room", NAMES)
def test_what_is_in_a_room_is_where_its_name_says(room: str) -> None:
    for module, name in NAMES[room].items():
        path = f"{room.replace('.', '/')}/{module}.py"
        assert path in trees()
        if name:
            assert path in public_classes()[name]


def test_no_class_has_a_name_of_before() -> None:
    assert RETIRED & set(public_classes()) == set()


def test_no_name_says_nothing() -> None:
    parts = {part.removesuffix(".py") for path in trees() for part in path.split("/")}
    assert {each for each in parts if SAYS_NOTHING.fullmatch(each)} == set()
    assert {each for each in public_classes() if SAYS_NOTHING.fullmatch(each)} == set()
    for name in ("util", "utils", "helpers", "misc", "SessionManager", "theme_manager"):
        assert SAYS_NOTHING.fullmatch(name)


def test_no_two_classes_have_the_same_name() -> None:
    several = {name: paths for name, paths in public_classes().items() if len(paths) > 1}
    assert public_classes()
    assert several == {}


# Where the tests are


def test_the_rooms_have_their_tests_in_folders_of_their_names() -> None:
    rooms = [
        path.parent.relative_to(PACKAGE)
        for path in PACKAGE.rglob("__init__.py")
        # The screens are shown by one app: their tests stand together.
        if len(path.relative_to(PACKAGE).parts) > 1 and path.parent.parent != PACKAGE / "tui"
    ]
    assert len(rooms) > 8
    assert [room for room in rooms if not [*(TESTS / room).glob("test_*.py")]] == []


def test_no_tests_are_anywhere_else() -> None:
    folders = {path.parent.relative_to(TESTS) for path in TESTS.rglob("test_*.py")}
    strange = {each for each in folders if not (PACKAGE / each).is_dir()}
    assert strange == {Path("end_to_end")}
