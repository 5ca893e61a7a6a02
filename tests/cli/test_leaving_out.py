"""What a person leaves out, in all that the command line says and does."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from stretchtui.cli import choosing
from stretchtui.core.routines.code_text import from_code
from stretchtui.playing import clock
from stretchtui.playing.ending import ExitStatus
from tests.cli.past import NOW, did

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.line import CommandLine

FILE = """\
format = 1

[[stretch]]
id = "long-plank"
name = "Long plank"
avoid = ["osteoporosis", "disc"]
hold = 20

[[stretch]]
id = "full-twist"
name = "Full twist"
avoid = ["disc"]
instead = ["small-twist"]
hold = 30

[[stretch]]
id = "small-twist"
name = "Small twist"
hold = 15

[[routine]]
id = "trunk"
name = "Trunk"

  [[routine.step]]
  stretch = "long-plank"

  [[routine.step]]
  stretch = "full-twist"

  [[routine.step]]
  name = "Push back"
  hold = 10
  contract = 5

[[routine]]
id = "planks"
name = "Planks"

  [[routine.step]]
  stretch = "long-plank"
"""

NOTICES = [
    "Left out because of a slipped disc: Long plank",
    "Swapped because of a slipped disc: Small twist instead of Full twist",
    "Without the push because of a heart condition: Push back",
]


@pytest.fixture
def careful(run: CommandLine, monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    """Somebody who has said what to leave out."""
    for module in (choosing, clock):
        monkeypatch.setattr(module, "moment", lambda: NOW)
    run.routines.mkdir(parents=True, exist_ok=True)
    run.routines.joinpath("trunk.toml").write_text(FILE)
    leave_out(run, "disc", "heart")
    return run


def leave_out(run: CommandLine, *conditions: str) -> None:
    words = ", ".join(f'"{each}"' for each in conditions)
    run.routines.parent.joinpath("settings.toml").write_text(f"[care]\nleave_out = [{words}]\n")


def shown(run: CommandLine, *words: str) -> Any:
    return json.loads(run(*words, "--json").out)


def test_show_tells_what_is_done_otherwise_and_shows_the_rest(careful: CommandLine) -> None:
    lines = careful("show", "trunk").out.splitlines()
    assert lines[1:4] == NOTICES
    told = [line.split() for line in lines[5:]]
    assert [(each[1], *each[4:]) for each in told if each[1] != "ready"] == [
        ("hold", "Small", "twist"),
        ("hold", "Push", "back"),
    ]
    leave_out(careful)
    assert "because of" not in careful("show", "trunk").out


def test_json_has_it_for_other_programs(careful: CommandLine) -> None:
    trunk = shown(careful, "show", "trunk")
    assert trunk["adapted"] == [
        {
            "step": 1,
            "name": "Long plank",
            "way": "left-out",
            "because_of": ["disc"],
            "instead": None,
        },
        {
            "step": 2,
            "name": "Full twist",
            "way": "swapped",
            "because_of": ["disc"],
            "instead": "Small twist",
        },
        {
            "step": 3,
            "name": "Push back",
            "way": "without-push",
            "because_of": ["heart"],
            "instead": None,
        },
    ]
    listed = {each["id"]: each for each in shown(careful, "list")}
    assert listed["trunk"]["adapted"] == trunk["adapted"]
    assert (listed["trunk"]["steps"], listed["trunk"]["total_s"]) == (2, trunk["total_s"])
    assert (listed["planks"]["steps"], listed["planks"]["total_s"]) == (0, 0)
    leave_out(careful)
    before = {each["id"]: each for each in shown(careful, "list")}
    assert (before["trunk"]["steps"], before["trunk"]["adapted"]) == (3, [])
    assert before["trunk"]["total_s"] > trunk["total_s"]


def test_list_counts_what_is_done_otherwise(careful: CommandLine) -> None:
    lines = {line.split()[0]: line for line in careful("list").out.splitlines()}
    assert lines["trunk"].endswith("Trunk (yours) (1 left out, 1 swapped, 1 eased)")
    assert lines["planks"].endswith("Planks (yours) (1 left out)")


@pytest.mark.parametrize(("command", "what"), [("play", "play"), ("log", "log")])
def test_of_which_nothing_is_left_cannot_be_done_by_mistake(
    careful: CommandLine, command: str, what: str
) -> None:
    assert careful(command, "planks").complaint == (
        f"nothing of planks is left to {what}. Left out because of a slipped disc: Long plank"
    )


def test_what_is_logged_is_what_was_asked_of_this_person(careful: CommandLine) -> None:
    assert careful("log", "trunk").status == ExitStatus.DONE
    (session,) = shown(careful, "history")
    assert [each["name"] for each in session["stretches"]] == ["Small twist", "Push back"]


def test_what_is_hardly_for_this_person_is_not_suggested(careful: CommandLine) -> None:
    # Both have the same tags, which are none; the one that was longest not done would be next.
    careful.routines.joinpath("trunk.toml").write_text(
        FILE.replace('name = "Planks"', 'name = "Planks"\ntags = ["trunk"]').replace(
            'name = "Trunk"', 'name = "Trunk"\ntags = ["trunk"]'
        )
    )
    home = careful.routines.parents[1]
    did(home, 9, routine="planks", name="Planks", held=60.0)
    did(home, 2, routine="trunk", name="Trunk", held=60.0)
    assert careful("next", "--id").out == "trunk\n"
    leave_out(careful)
    assert careful("next", "--id").out == "planks\n"


def test_the_sheet_is_what_this_person_does_and_its_code_is_for_anybody(
    careful: CommandLine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    coded: list[str] = []

    def qr_svg(text: str) -> str:
        coded.append(text)
        return ""

    monkeypatch.setattr("stretchtui.words.sheet.code.qr_svg", qr_svg)
    page = tmp_path / "trunk.html"
    assert careful("sheet", "trunk", "-o", str(page)).status == ExitStatus.DONE
    html = page.read_text()
    for notice in NOTICES:
        assert notice in html
    assert "<bdi>Long plank" not in html
    assert "<bdi>Small twist" in html
    assert [from_code(text).count('stretch = "') for text in coded] == [2]
    assert careful("sheet", "planks", "-o", str(page)).complaint.startswith(
        "nothing of planks is left to print."
    )


def test_files_stay_as_they_are(careful: CommandLine) -> None:
    exported = careful("export", "trunk").out
    assert "full-twist" in exported
    assert "long-plank" in exported
    assert careful("copy", "trunk", "--name", "Mine").status == ExitStatus.DONE
    written = "".join(each.read_text() for each in careful.routines.glob("*.toml"))
    assert written.count('stretch = "long-plank"') == 3
    assert written.count("contract = 5") == 2
