"""``list``, ``show`` and ``check``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from stretchtui.core.routines.library import Library
from stretchtui.playing.ending import ExitStatus

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.line import CommandLine

FAULTY, NOT_FOUND = ExitStatus.FAULTY, ExitStatus.NOT_FOUND

SETTINGS = """
[session]
get_ready = 9
switch = 7
first_side = "right"
"""


def test_list_names_every_routine_with_its_length(run: CommandLine) -> None:
    done = run("list")
    assert (done.status, done.err) == (0, "")
    lines = done.out.splitlines()
    assert len(lines) >= 10
    assert lines[0].split(maxsplit=2) == ["five-for-lower-back", "4:38", "Five for the lower back"]
    assert len({line.index(line.split(maxsplit=2)[2]) for line in lines}) == 1, "they line up"


def test_list_as_json_is_an_array_of_routines(run: CommandLine) -> None:
    entries = json.loads(run("list", "--json").out)
    lengths = [entry["total_s"] for entry in entries]
    assert 120 <= min(lengths) < 180
    assert 20 * 60 < max(lengths) <= 25 * 60
    assert {entry["source"] for entry in entries} == {"shipped"}


def test_list_puts_ones_own_first_and_says_what_is_wrong(run: CommandLine, short: Path) -> None:
    (run.routines / "mine.toml").write_text(short.read_text())
    (run.routines / "wrong.toml").write_text('format = 1\n[[routine]]\nname = "No id"\n')
    done = run("list")
    assert done.status == 0
    assert done.out.splitlines()[0].endswith("Short and sweet (yours)")
    assert done.err.startswith("stretchtui: wrong.toml: ")
    assert done.err.count("\n") == 1


def test_show_tells_a_routine_phase_by_phase(run: CommandLine, short: Path) -> None:
    assert run("show", str(short)).out.splitlines() == [
        "Short and sweet · 1:51",
        "For every day.",
        "Gently.",
        "",
        "   0:00  ready      4 s  Reach up · left · 1 of 2",
        "   0:04  hold      20 s  Reach up · left · 1 of 2",
        "   0:24  rest       4 s  Reach up · left · 2 of 2",
        "   0:28  hold      20 s  Reach up · left · 2 of 2",
        "   0:48  switch     5 s  Reach up · right · 1 of 2",
        "   0:53  hold      20 s  Reach up · right · 1 of 2",
        "   1:13  rest       4 s  Reach up · right · 2 of 2",
        "   1:17  hold      20 s  Reach up · right · 2 of 2",
        "   1:37  rest       4 s  Nod",
        "   1:41  ready      4 s  Nod",
        "   1:45  work       6 s  Nod",
    ]


PUSHED = """format = 1
[[stretch]]
id = "ham"
name = "Hamstring"
avoid = ["disc", "heart"]
[[routine]]
id = "pushed"
name = "Pushed"
  [[routine.step]]
  stretch = "ham"
  contract = 6
  hold = 20
  [[routine.step]]
  stretch = "ham"
"""


def test_show_tells_pushes_and_who_should_leave_a_stretch_out(
    run: CommandLine, tmp_path: Path
) -> None:
    path = tmp_path / "pushed.toml"
    path.write_text(PUSHED)
    assert run("show", str(path)).out.splitlines()[:7] == [
        "Pushed · 1:14",
        "Hamstring: avoid with a slipped disc, with a heart condition",
        "",
        "   0:00  ready      8 s  Hamstring",
        "   0:08  push       6 s  Hamstring",
        "   0:14  relax      2 s  Hamstring",
        "   0:16  hold      20 s  Hamstring",
    ]


def test_show_says_nothing_of_what_is_not_said(run: CommandLine, short: Path) -> None:
    about = ('about = "For every day."\n', 'caution = "Gently."\n')
    toml = short.read_text()
    for line in about:
        assert line in toml
        toml = toml.replace(line, "")
    short.write_text(toml)
    assert run("show", str(short)).out.splitlines()[:2] == ["Short and sweet · 1:51", ""]


def test_show_says_which_round_it_is(run: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "core.toml"
    path.write_text(
        'format = 1\n[[routine]]\nid = "core"\nname = "Core"\nget_ready = 2\n'
        "[[routine.step]]\nrounds = 2\n"
        '[[routine.step.step]]\nname = "Nod"\nhold = 5\ntimes = 2\n'
    )
    assert run("show", str(path)).out.splitlines()[2:] == [
        "   0:00  ready      2 s  Nod · round 1 of 2 · 1 of 2",
        "   0:02  hold       5 s  Nod · round 1 of 2 · 1 of 2",
        "   0:07  hold       5 s  Nod · round 1 of 2 · 2 of 2",
        "   0:12  ready      2 s  Nod · round 2 of 2 · 1 of 2",
        "   0:14  hold       5 s  Nod · round 2 of 2 · 1 of 2",
        "   0:19  hold       5 s  Nod · round 2 of 2 · 2 of 2",
    ]
    path.write_text(path.read_text().replace("rounds = 2", "rounds = 2\nshuffle = true"))
    told = run("show", str(path)).out.splitlines()
    assert told[1:3] == ["Each session has its steps in an order of its own.", ""]
    shown = json.loads(run("show", str(path), "--json").out)
    assert [(each["round"], each["rounds"]) for each in shown["phases"][2:4]] == [(1, 2), (2, 2)]


def test_show_as_json_has_phases_and_cues(run: CommandLine) -> None:
    shown = json.loads(run("show", "five-for-lower-back", "--json").out)
    assert set(shown) == {"id", "name", "level", "total_s", "adapted", "phases", "cues", "spoken"}
    assert set(shown["phases"][0]) == {
        *("kind", "start_s", "duration_s", "step", "name", "side", "time", "of", "round", "rounds")
    }
    assert [phase["start_s"] for phase in shown["phases"][1:]] == [
        phase["start_s"] + phase["duration_s"] for phase in shown["phases"][:-1]
    ]
    assert shown["cues"][0] == {"at_s": 0, "cue": "ready"}
    assert shown["cues"][-1] == {"at_s": shown["total_s"], "cue": "finish"}
    assert shown["spoken"] == [], "no voice leads"


def test_list_and_show_reckon_with_the_settings(run: CommandLine) -> None:
    def totals() -> set[int]:
        """What both say of a routine's length."""
        listed = {each["id"]: each["total_s"] for each in json.loads(run("list", "--json").out)}
        return {
            listed["desk-break"],
            json.loads(run("show", "desk-break", "--json").out)["total_s"],
        }

    (before,) = totals()
    run.routines.parent.joinpath("settings.toml").write_text(SETTINGS)
    (after,) = totals()
    assert after > before
    phases = json.loads(run("show", "desk-break", "--json").out)["phases"]
    assert next(each["side"] for each in phases if each["side"] != "none") == "right"
    assert {each["duration_s"] for each in phases if each["kind"] == "switch"} == {7}


def test_show_takes_a_name_an_id_or_a_file(run: CommandLine, short: Path) -> None:
    by_id = run("show", "five-for-lower-back")
    assert by_id.out.startswith("Five for the lower back · ")
    assert run("show", "five for the LOWER back") == by_id
    assert run("show", str(short)).out.startswith("Short and sweet · ")


@pytest.mark.parametrize(
    ("wanted", "status", "line"),
    [
        (
            "five-for-lower-bakc",
            NOT_FOUND,
            'no routine "five-for-lower-bakc": did you mean five-for-lower-',
        ),
        ("zzz", NOT_FOUND, 'no routine "zzz": see stretchtui list'),
        ("", NOT_FOUND, 'no routine "": did you mean '),
        ("\x1b]0;x\x07", NOT_FOUND, 'no routine "'),
        ("/no/such/file.toml", NOT_FOUND, "/no/such/file.toml: No such file or directory"),
        ("{folder}/empty.toml", FAULTY, "{folder}/empty.toml: expected a [[routine]], found none"),
        ("{folder}/wrong.toml", FAULTY, "{folder}/wrong.toml: "),
    ],
)
@pytest.mark.parametrize("command", ["show", "play", "edit", "copy", "delete", "export"])
def test_a_routine_that_is_not_there_is_said_in_one_line(
    run: CommandLine, tmp_path: Path, command: str, wanted: str, status: ExitStatus, line: str
) -> None:
    (tmp_path / "empty.toml").write_text("format = 1\n")
    (tmp_path / "wrong.toml").write_text('format = 1\n[[routine]]\nid = "A"\nname = 3\n')
    done = run(command, wanted.replace("{folder}", str(tmp_path)))
    complaint = done.complaint_with(status)
    assert complaint.startswith(line.replace("{folder}", str(tmp_path)))


def test_check_prints_every_fault_of_every_file(
    run: CommandLine, tmp_path: Path, short: Path
) -> None:
    first, second = tmp_path / "a.toml", tmp_path / "b.toml"
    first.write_text('format = 1\n[[routine]]\nid = "A"\nname = 3\n')
    second.write_text("format = 1\n[[routine")
    done = run("check", str(first), str(short), str(second))
    assert (done.status, done.err) == (ExitStatus.FAULTY, "")
    lines = done.out.splitlines()
    assert [line.split(":")[0] for line in lines] == [str(first), str(first), str(second)]


def test_check_says_nothing_where_nothing_is_wrong(
    run: CommandLine, tmp_path: Path, short: Path
) -> None:
    # What is wrong with the person's own files is not asked.
    (run.routines / "wrong.toml").write_text("format = 1\n[[routine")
    # Stretches of the library are known in files of one's own.
    named = tmp_path / "named.toml"
    named.write_text(
        'format = 1\n[[routine]]\nid = "a"\nname = "A"\n[[routine.step]]\nstretch = "bridge"\n'
    )
    assert run("check", str(short), str(named)) == (0, "", "")


def test_check_needs_a_file(run: CommandLine) -> None:
    complaint = run("check").complaint
    assert complaint == "missing FILE; see stretchtui check --help"


TAGGED = """format = 1
[[routine]]
id = "mine"
name = "Mine"
tags = ["Noon", "hips"]
[[routine]]
id = "other"
name = "Other"
tags = ["noon"]
"""


def test_list_takes_tags_and_ones_own(run: CommandLine) -> None:
    (run.routines / "own.toml").write_text(TAGGED)

    def ids(*words: str) -> list[str]:
        done = run("list", "--id", *words)
        assert (done.status, done.err) == (0, "")
        return done.out.split()

    everything = ids()
    assert everything[:2] == ids("--mine") == ids("--tag", "NOON") == ["mine", "other"]
    assert ids("--tag", "noon", "--tag", "hips") == ["mine"]
    assert set(ids("--tag", "hips")) > {"mine", "hips"}
    assert ids("--tag", "gentle", "--mine") == []
    listed = json.loads(run("list", "--json", "--tag", "hips", "--mine").out)
    assert [each["id"] for each in listed] == ["mine"]
    assert [line.split()[0] for line in run("list", "--mine").out.splitlines()] == ["mine", "other"]


def test_a_tag_that_nothing_has_is_told_those_that_there_are(
    run: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = run("list", "--tag", "gentel").not_found
    assert line.startswith('no routine has the tag "gentel"; there are ')
    assert "gentle" in line.split(", ")
    monkeypatch.setattr(
        "stretchtui.cli.listing.routines.read_library", lambda _: Library({}, {}, ())
    )
    assert run("list", "--tag", "x").not_found == 'no routine has the tag "x"'


def test_check_of_a_file_that_is_not_there_says_so(run: CommandLine, tmp_path: Path) -> None:
    gone = tmp_path / "gone.toml"
    assert run("check", str(gone)) == (NOT_FOUND, f"{gone}: No such file or directory\n", "")
