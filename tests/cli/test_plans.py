"""``plan``: what it prints, and what it changes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from stretchtui.cli import choosing
from stretchtui.playing import clock
from stretchtui.playing.ending import ExitStatus
from tests.cli.past import NOW, did

if TYPE_CHECKING:
    from tests.cli.line import CommandLine

MINE = """\
format = 1
[[routine]]
id = "short"
name = "Short"
get_ready = 0
[[routine.step]]
name = "Hold"
hold = 60
[[plan]]
id = "mine"
name = "Mine"
about = "For me."
caution = "Gently."
days = "mon, wed, fri"
weeks = 1
routine = "short"
[[plan]]
id = "made"
name = "Made"
days = "2 a week"
[[plan.part]]
weeks = 1
days = "daily"
make = "10 minutes for hips"
[[plan.part]]
weeks = 1
routine = "short"
"""


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (choosing, clock):
        monkeypatch.setattr(module, "moment", lambda: NOW)


@pytest.fixture
def mine(run: CommandLine) -> CommandLine:
    """The command line, in a home with two plans."""
    (run.routines / "mine.toml").write_text(MINE)
    return run


def test_without_a_plan_it_says_which_there_are(mine: CommandLine) -> None:
    done = mine("plan")
    assert done.status == ExitStatus.NO
    assert done.err == ""
    assert done.out.splitlines() == [
        "You are not following a plan. To start one: stretchtui plan start PLAN",
        "",
        "mine                   Mine, 1 week · mon, wed, fri · 3 days",
        "made                   Made, 2 weeks · 2–7 a week · 9 days",
        "four-weeks-lower-back  Four weeks for a stiff lower back, 4 weeks · 3 a week · 12 days",
        "desk-days              Desk days, 4 weeks · mon-fri · 20 days",
    ]


def test_a_plan_can_be_looked_at_before_it_is_started(mine: CommandLine) -> None:
    # It is a Wednesday.
    assert mine("plan", "show", "mine").out.splitlines() == [
        "Mine",
        "For me.",
        "Gently.",
        "1 week · mon, wed, fri · 3 days",
        "If you start today:",
        "",
        "Week 1: Short",
        "  Wed 20 May  day 1   today",
        "  Fri 22 May  day 2   to come",
        "  Mon 25 May  day 3   to come",
    ]
    assert "Week 1: 10 minutes for hips" in mine("plan", "show", "made").out
    assert mine("plan").status == ExitStatus.NO, "nothing was started"


def test_from_the_start_to_the_end(mine: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    said = mine("plan", "start", "Mine").out
    assert said == "Started: Mine. Next: today, Short, 1 min\n"
    assert mine("next").out == "Short, 1 min, day 1 of 3 of Mine\n"
    assert mine("today").out == "nothing done today; your plan: day 1 of 3 of Mine\n"
    did(mine.home, 0, routine="short", name="Short")
    assert "; your plan: day 1 of 3 of Mine" in mine("today").out
    assert "Mine" not in mine("next").out
    assert mine("plan").out.splitlines()[:3] == [
        "Mine",
        "Day 2 of 3 · started Wed 20 May",
        "Next: Fri 22 May, Short, 1 min",
    ]
    assert mine("plan", "list").out.splitlines()[0].endswith("3 days (following)")
    assert mine("plan", "show", "mine").out == mine("plan").out
    later = NOW.__class__(NOW.now + 4 * 86400, 0)
    for module in (choosing, clock):
        monkeypatch.setattr(module, "moment", lambda: later)
    assert mine("plan", "show").out.splitlines() == [
        "Mine",
        "Day 2 of 3 · 1 missed · started Wed 20 May",
        "Next: tomorrow, Short, 1 min",
        "",
        "Week 1: Short",
        "  Wed 20 May  day 1   done",
        "  Fri 22 May  day 2   missed",
        "  Mon 25 May  day 2   to come",
        "  Wed 27 May  day 3   to come",
    ]
    assert mine("today").out == "nothing done today; last done 4 days ago\n"
    for ago in (-2, -3):
        did(mine.home, ago, routine="short", name="Short")
    assert mine("plan").out.splitlines()[1:3] == [
        "All 3 days done · started Wed 20 May",
        "You have finished this plan. Well done.",
    ]
    # One that is over can make way.
    assert mine("plan", "start", "made").status == ExitStatus.DONE


def test_a_pause(mine: CommandLine) -> None:
    mine("plan", "start", "mine")
    said = mine("plan", "pause").out
    assert said == "Paused: Mine. Nothing is missed until you resume it.\n"
    assert mine("plan", "pause").complaint == "Mine is paused already"
    assert mine("plan").out.splitlines()[1:] == [
        "Paused since Wed 20 May · 0 of 3 done · started Wed 20 May",
        "When you resume: Short, 1 min",
    ]
    assert mine("today").out == "nothing done today\n"
    assert "Mine" not in mine("next").out
    assert mine("plan", "resume").out == "Resumed: Mine. Next: today, Short, 1 min\n"
    assert mine("plan", "resume").complaint == "Mine is not paused"
    assert mine("plan", "stop").out == "Stopped: Mine. Your sessions stay in your history.\n"
    assert mine("plan", "stop").not_found == "you are not following a plan"


def test_what_is_refused(mine: CommandLine) -> None:
    assert mine("plan", "start").complaint == "missing PLAN: see stretchtui plan list"
    assert mine("plan", "stop", "x").complaint == 'unexpected "x": plan stop takes no PLAN'
    assert mine("plan", "start", "x").not_found == 'no plan "x": see stretchtui plan list'
    assert mine("plan", "show", "dask-days").not_found == (
        'no plan "dask-days": did you mean desk-days?'
    )
    assert mine("plan", "show", "desk").not_found == 'no plan "desk": did you mean desk-days?'
    assert mine("plan", "begin").complaint.startswith("ACTION: expected show, list, start,")
    mine("plan", "start", "mine")
    again = "you are following Mine already; stop it first to start again"
    assert mine("plan", "start", "mine").complaint == again
    other = "you are following Mine: stop it first (plan stop)"
    assert mine("plan", "start", "desk-days").complaint == other


def test_what_is_made_for_a_plan_is_suggested(mine: CommandLine) -> None:
    said = mine("plan", "start", "made").out
    assert said == "Started: Made. Next: today, 10 minutes for hips\n"
    found = json.loads(mine("next", "--json").out)
    assert found["id"] == "made-10-minutes-for-hips"
    assert abs(found["total_s"] - 600) <= 15
    assert found["plan"] == {"id": "made", "name": "Made", "day": 1, "of": 9}
    did(mine.home, 0, routine="made-10-minutes-for-hips")
    assert mine("plan").out.splitlines()[1] == "Day 2 of 9 · started Wed 20 May"
    # What was suggested can be played, though it is in no list.
    assert "made-10" not in mine("list").out
    assert mine("show", "made-10-minutes-for-hips").status == ExitStatus.DONE
    assert mine("show", "made-20-minutes").status == ExitStatus.NOT_FOUND


def test_without_a_journal_that_can_be_read_a_routine_is_made_all_the_same(
    mine: CommandLine,
) -> None:
    mine("plan", "start", "made")
    # A link that leads round in a circle.
    journal = mine.home / "data" / "journal.sqlite3"
    journal.symlink_to(journal)
    (mine.home / "data" / "journal-written").touch()
    found = mine("next")
    assert found.out.startswith("10 minutes for hips, 10 min, day 1 of 9")
    assert "journal" in found.err


def test_a_file_that_is_broken_is_one_line_and_can_be_replaced(mine: CommandLine) -> None:
    path = mine.home / "data" / "plan.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("{}")
    line = "stretchtui: plan.json: Object missing required field `plan`\n"
    for command in (("plan", "list"), ("next",), ("today",)):
        assert mine(*command).err == line
    assert mine("plan", "pause").status == ExitStatus.NOT_FOUND
    stopped = mine("plan", "stop")
    assert (stopped.out, stopped.err) == ("No plan is followed any more.\n", line)
    assert mine("plan", "list").err == ""
    path.write_text("{}")
    assert mine("plan", "start", "mine").status == ExitStatus.DONE
    assert mine("plan").err == ""


def test_a_plan_that_is_gone_is_said(mine: CommandLine) -> None:
    mine("plan", "start", "mine")
    (mine.routines / "mine.toml").unlink()
    found = mine("plan", "list")
    said = 'stretchtui: the plan you follow, "mine", is no longer in your library\n'
    assert found.err == said
    assert "following" not in found.out


def test_what_cannot_be_kept_is_said(mine: CommandLine) -> None:
    (mine.home / "data").write_text("no folder")
    found = mine("plan", "start", "mine")
    assert found.status == ExitStatus.FAULTY
    assert found.err.startswith("stretchtui: your plan was not saved: expected a folder")


def test_json_after_every_change(mine: CommandLine) -> None:
    assert json.loads(mine("plan", "--json").out)["followed"] is None
    followed = json.loads(mine("plan", "start", "mine", "--json").out)["followed"]
    assert (followed["id"], followed["done"], followed["paused"]) == ("mine", 0, False)
    assert followed["next"] == followed["days"][0]
    assert json.loads(mine("plan", "pause", "--json").out)["followed"]["next"] is None
    assert json.loads(mine("plan", "stop", "--json").out)["followed"] is None


def test_plans_are_exported_with_all_routines(mine: CommandLine) -> None:
    text = mine("export", "--all").out
    assert text.count("[[plan]]") == 2
    assert text.count("[[routine]]") == 1
    (mine.routines / "mine.toml").write_text(
        "format = 1\n[[plan]]\nid = 'a'\nname = 'A'\ndays = 'mon'\nweeks = 1\nroutine = 'hips'\n"
    )
    assert mine("export", "--all").out.startswith("format = 1\n\n[[plan]]\n")
    assert "[[plan]]" not in mine("export", "hips").out


def test_an_import_says_what_came(mine: CommandLine) -> None:
    sent = mine.home / "sent.toml"
    sent.write_text(MINE.replace('"short"', '"other"').replace('"Short"', '"Other"'))
    said = mine("import", str(sent)).out
    assert said.startswith(f"{sent}: 1 routine and 2 plans, in ")
    assert "plan mine was imported as mine-2" in said


def test_the_names_of_plans_are_completed(mine: CommandLine) -> None:
    names = mine("completion", "--names", "plans").out.splitlines()
    assert names == ["mine", "made", "four-weeks-lower-back", "desk-days"]
