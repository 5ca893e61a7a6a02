"""What commands print as JSON is what the page about it says."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from stretchtui.cli import choosing, weekly
from stretchtui.cli.commands import COMMANDS
from stretchtui.cli.rooms import parser_of
from stretchtui.playing import clock
from stretchtui.playing.ending import ExitStatus
from tests.cli.past import NOW, did

if TYPE_CHECKING:
    from tests.cli.line import CommandLine

PAGE = Path(__file__).parents[2] / "docs" / "json.md"
SECTIONS = dict(
    re.findall(r"^## `(\w+(?: --\w+)?)`\n(.*?)(?=^## |\Z)", PAGE.read_text(), re.M | re.S)
)


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (choosing, clock, weekly):
        monkeypatch.setattr(module, "moment", lambda: NOW)


def differences(found: Any, told: Any, nulls: set[str], place: str = "") -> list[str]:
    """Where a value is not of the shape of another.

    Args:
        found: What was printed.
        told: The example on the page.
        nulls: The keys that may be null.
        place: Where in it this is.
    """
    if isinstance(found, dict) and isinstance(told, dict):
        keys = {f"{place}.{key}" for key in found.keys() ^ told.keys()}
        same = found.keys() & told.keys()
        return sorted(keys) + [
            each
            for key in sorted(same)
            for each in differences(found[key], told[key], nulls, f"{place}.{key}")
        ]
    if isinstance(found, list) and isinstance(told, list):
        return [each for one in found for each in differences(one, told[0], nulls, f"{place}[]")]
    if found is None or told is None:
        return [] if place.rpartition(".")[2] in nulls else [f"{place} is null"]
    kinds = [float if type(each) is int else type(each) for each in (found, told)]
    return [] if kinds[0] is kinds[1] else [f"{place} is {kinds[0].__name__}"]


def example(command: str) -> tuple[Any, set[str]]:
    """The example of a command, and the keys that it says may be null."""
    section = SECTIONS[command]
    (text,) = re.findall(r"^```json\n(.*?)^```", section, re.M | re.S)
    sentences = [each for each in re.split(r"(?<=[.;])\s", section) if "null" in each]
    return json.loads(text), {key for each in sentences for key in re.findall(r"`(\w+)`", each)}


def test_the_page_has_every_command_that_answers_in_json() -> None:
    answering = {name for name in COMMANDS if "--json" in parser_of(name).format_help()}
    # The history as a whole has a page of its own.
    assert answering == {name.partition(" ")[0] for name in SECTIONS}


@pytest.mark.parametrize("command", sorted(SECTIONS))
def test_what_is_printed_is_of_the_shape_on_the_page(
    run: CommandLine, tmp_path: Path, short: Path, command: str
) -> None:
    did(run.home, 0, routine="short")
    did(run.home, 0, routine="hips")
    (run.routines / "mine.toml").write_text(short.read_text())
    run("plan", "start", "four-weeks-lower-back")
    wrong = tmp_path / "wrong.toml"
    wrong.write_text('format = 1\n[[routine]]\nid = "a"\nname = "A"\nsteps = 3\nget_ready = "x"\n')
    more = {"show": ["hips", "--guide", "full"], "check": [str(short), str(wrong)]}
    done = run(*command.split(), *more.get(command, []), "--json")
    assert done.status == (ExitStatus.FAULTY if command == "check" else ExitStatus.DONE)
    told, nulls = example(command)
    printed = json.loads(done.out)
    assert printed
    assert differences(printed, told, nulls) == []


def test_a_missing_key_another_type_and_a_null_are_noticed() -> None:
    told = {"a": [{"b": 1, "c": "x"}], "d": True}
    assert differences({"a": [{"b": 1.5, "c": "y"}], "d": False}, told, set()) == []
    assert differences({"a": [], "d": None}, told, {"d"}) == []
    assert differences({"a": [{"b": "1", "e": 2}], "d": None}, told, set()) == [
        ".a[].c",
        ".a[].e",
        ".a[].b is str",
        ".d is null",
    ]


def test_list_says_when_each_was_last_done_and_where_it_is(run: CommandLine, short: Path) -> None:
    (run.routines / "mine.toml").write_text(short.read_text())
    did(run.home, 2, routine="short")
    mine, other, *_ = json.loads(run("list", "--json").out)
    assert (mine["file"], mine["steps"], mine["level"]) == (str(run.routines / "mine.toml"), 2, 0)
    assert mine["last_done"] is not None
    assert (other["last_done"], Path(other["file"]).name) == (None, "routines.toml")


def test_lists_and_lengths_are_those_of_today(run: CommandLine) -> None:
    for days_ago in (3, 2, 1):
        did(run.home, days_ago, routine="core-and-glutes")
    listed = {each["id"]: each for each in json.loads(run("list", "--json").out)}
    shown = json.loads(run("show", "core-and-glutes", "--json").out)
    grown = listed["core-and-glutes"]
    assert (grown["level"], grown["total_s"]) == (shown["level"], shown["total_s"])
    assert shown["level"] > 0
    line = next(each for each in run("list").out.splitlines() if "core-and-glutes" in each)
    minutes, seconds = divmod(shown["total_s"], 60)
    assert f"{minutes}:{seconds:02}" in line


def test_nothing_today_is_said_in_json_as_well(run: CommandLine) -> None:
    done = run("today", "--json")
    assert done.status == ExitStatus.NO
    assert json.loads(done.out)["done"] is False
    did(run.home, 3)
    told = json.loads(run("today", "--json").out)
    assert (told["sessions"], told["held_s"], bool(told["last_done"])) == ([], 0, True)


def test_next_says_in_json_why(run: CommandLine) -> None:
    told = json.loads(run("next", "--json").out)
    assert (told["reason"], told["days_since"]) == ("good first session", None)
    assert run("next", "--id").out == f"{told['id']}\n"


def test_check_says_in_json_where_it_is_wrong(run: CommandLine, tmp_path: Path) -> None:
    gone = tmp_path / "gone.toml"
    done = run("check", str(gone), "--json")
    assert done.status == ExitStatus.NOT_FOUND
    assert json.loads(done.out) == [
        {
            "file": str(gone),
            "ok": False,
            "errors": [{"where": "", "who": "", "problem": "No such file or directory"}],
        }
    ]
