"""The builder: making a routine with keys alone, and never losing one."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from textual import events
from textual.geometry import Offset

from stretchtui.store import drafts
from stretchtui.store.drafts import DraftFile
from stretchtui.store.keeping import Origin
from stretchtui.store.routines import read_with
from stretchtui.tui.builder.screen import BuilderScreen
from stretchtui.tui.commands.builder import BUILDER_COMMANDS
from stretchtui.tui.commands.keymap import unknown_commands
from stretchtui.tui.commands.player import COMMANDS
from stretchtui.tui.dialogs.form import Form
from stretchtui.tui.dialogs.question import Question
from stretchtui.tui.player.trial import Trial
from tests.tui.workshop import Workshop, builder, press, steps

if TYPE_CHECKING:
    from tests.tui.stage import Stage

SIZES = [(40, 15), (80, 24)]


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workshop:
    """An empty home."""
    return Workshop(tmp_path, monkeypatch)


HIPS = """format = 1

[[routine]]
id = "hips"
name = "Hips"

  [[routine.step]]
  stretch = "figure-four"

  [[routine.step]]
  stretch = "bridge"

  [[routine.step]]
  name = "Shake it out"
  hold = 10
"""


@pytest.fixture
def hips(shop: Workshop) -> Workshop:
    """A home with a routine of one's own, which the list shows first."""
    shop.write("hips.toml", HIPS)
    return shop


def top(stage: Stage) -> Any:
    """The screen in front."""
    return stage.app.screen


# Making one


@pytest.mark.parametrize("size", SIZES, ids=lambda size: "{}x{}".format(*size))
async def test_eight_steps_are_made_named_and_saved_with_forty_keys(
    shop: Workshop, size: tuple[int, int]
) -> None:
    stage = shop.stage()
    async with stage.app.run_test(size=size) as pilot:
        keys = await press(pilot, "n", "=Evening", "enter")
        for typed in ("kn", "br", "fi", "ca", "ch", "ha", "se", "si"):
            keys += await press(pilot, f"={typed}", "enter")
        keys += await press(pilot, "ctrl+s")
        assert keys <= 40, keys
        assert stage.says("Evening")
        assert stage.says("saved")
    routine = shop.read("evening.toml")
    assert routine["name"] == "Evening"
    assert [step for step in routine["step"]] == [
        {"stretch": id_}
        for id_ in (
            "knee-to-chest",
            "bridge",
            "figure-four",
            "cat-cow",
            "childs-pose",
            "half-kneeling-hip-flexor",
            "seated-hamstring",
            "side-bend",
        )
    ]


async def test_what_is_found_stays_until_something_else_is_typed(shop: Workshop) -> None:
    stage = shop.stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "n", "enter", "=hamstr", "enter", "down", "enter", "=br", "enter")
        assert steps(stage) == ["lying-hamstring", "seated-hamstring", "bridge"]
        await press(pilot, "escape")
        assert builder(stage)._library.filter.value == ""
        await press(pilot, "down", "enter")
        assert steps(stage)[-1] == "figure-four", "the place in the whole list is the last one's"


FOUND_FIRST = {
    "kn": "knee-to-chest",
    "flexor": "half-kneeling-hip-flexor",
    "cow": "cat-cow",
    "strap": "lying-hamstring",
    "standing": "side-bend",
    "side body": "side-bend",
    "HAM seat": "seated-hamstring",
}


async def test_stretches_are_found_by_name_target_position_and_needs(shop: Workshop) -> None:
    stage = shop.stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "n", "enter")
        for typed in FOUND_FIRST:
            await press(pilot, f"={typed}", "enter")
        assert steps(stage) == list(FOUND_FIRST.values())


async def test_step_of_ones_own_is_typed_in_place_with_instructions(shop: Workshop) -> None:
    stage = shop.stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "n", "=Own", "enter", "=Shake it out", "enter")
        assert stage.says("Shake it out", "30 s")
        await press(pilot, "tab", "enter", "up")
        await press(pilot, "=Stand.", "enter", "=Shake.", "ctrl+s", "ctrl+s")
    assert shop.read("own.toml")["step"] == [
        {"name": "Shake it out", "instructions": ["Stand.", "Shake."]}
    ]


async def test_keys_that_come_all_at_once_are_taken_in_their_order(shop: Workshop) -> None:
    stage = shop.stage()
    async with stage.app.run_test() as pilot:
        first = ("n", "=Hips", "enter", "=br", "enter", "=cat", "enter", "tab", "t", "t")
        form = ("enter", "=45", "down", "=3", "enter", "up", "r", "a", "=si", "enter")
        await press(pilot, *first, *form, "ctrl+s")
    routine = shop.read("hips.toml")
    assert routine["name"] == "Hips"
    assert routine["step"] == [
        {"stretch": "bridge", "rest": 5},
        {"stretch": "side-bend"},
        {"stretch": "cat-cow", "breaths": 3, "times": 3},
    ]


# Changing it in place


async def test_each_key_changes_the_chosen_step_in_place(hips: Workshop) -> None:
    stage = hips.stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "e", "plus", "plus", "minus", "t", "s", "r", "r")
        assert stage.says("▸ 1 Figure four", "35 s ×2 alt. 10 s", within="#sequence")
        await press(pilot, "J")
        assert steps(stage) == ["bridge", "figure-four", "Shake it out"]
        await press(pilot, "ctrl+up", "y", "alt+down")
        assert steps(stage) == ["figure-four", "bridge", "figure-four", "Shake it out"]
        await press(pilot, "x", "K", "backspace", "delete")
        assert steps(stage) == ["figure-four"]
        await press(pilot, *"u" * 8)
        assert steps(stage) == ["figure-four", "bridge", "Shake it out"]
        await press(pilot, "ctrl+r", "ctrl+s")
    assert hips.read("hips.toml")["step"][0] == {"stretch": "bridge"}


async def test_total_is_the_sum_of_the_lengths_at_every_change(hips: Workshop) -> None:
    stage = hips.stage()
    seen = []
    async with stage.app.run_test() as pilot:
        await press(pilot, "e")
        for key in ("t", "r", "plus", "x", "u"):
            lines = [line for line in stage.lines() if ":" in line[-6:]]
            *lengths, total = (_seconds(line.split()[-1]) for line in lines)
            assert sum(lengths) == total
            seen.append(total)
            await press(pilot, key)
    assert len(set(seen[:4])) == 4


def _seconds(shown: str) -> int:
    minutes, seconds = shown.split(":")
    return int(minutes) * 60 + int(seconds)


async def test_undo_goes_on_beyond_the_moment_of_saving(hips: Workshop) -> None:
    stage = hips.stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "e", "x", "ctrl+s", "u")
        assert stage.says("not saved")
        await press(pilot, "ctrl+s")
    assert len(hips.read("hips.toml")["step"]) == 3


async def test_mouse_chooses_adds_and_opens(hips: Workshop) -> None:
    stage = hips.stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "e")
        library, sequence = builder(stage)._library.list, builder(stage)._sequence.list
        await pilot.click(library, offset=Offset(5, 3))
        assert len(steps(stage)) == 3
        await pilot.click(library, offset=Offset(5, 3))
        assert steps(stage)[1] == "figure-four"
        await pilot.click(sequence, offset=Offset(5, 2))
        assert builder(stage).editing.now.cursor == 2
        await pilot.click(sequence, offset=Offset(5, 2))
        assert isinstance(top(stage), Form)


# Forms


IMPOSSIBLE = {
    "hold": [
        ("0", "expected 1 s to 60 min"),
        ("61m", "expected 1 s to 60 min"),
        ("60 to 20", "expected the first to be no more than the second"),
        ("soon", "expected a time like 45, 1:30 or 2m"),
    ],
    "breaths": [("61", "expected a whole number from 1 to 60")],
    "reps": [("501", "expected a whole number from 1 to 500")],
    "times": [("21", "expected a whole number from 1 to 20")],
    "rest": [("11m", "expected 0 to 10 min")],
}


@pytest.mark.parametrize("size", SIZES, ids=lambda size: "{}x{}".format(*size))
async def test_impossible_value_has_its_reason_beside_it_and_gets_no_further(
    hips: Workshop, size: tuple[int, int]
) -> None:
    stage = hips.stage()
    async with stage.app.run_test(size=size) as pilot:
        await press(pilot, "e", "enter")
        form = top(stage)
        for field, values in IMPOSSIBLE.items():
            row = next(row for row in form.rows if row.field == field)
            while form.focused is not row.control:
                await press(pilot, "down")
            for typed, reason in values:
                await press(pilot, "home", "ctrl+k", f"={typed}")
                assert reason in _note(stage)
                await press(pilot, "enter")
                assert top(stage) is form
            await press(pilot, "home", "ctrl+k")
        await press(pilot, "escape")
        assert not builder(stage).editing.changed


def _note(stage: Stage) -> str:
    """The reason that is shown, wherever it is broken."""
    lines = stage.lines()
    row = next(n for n, line in enumerate(lines) if "! " in line)
    column = lines[row].index("! ")
    return " ".join(line[column:].strip() for line in lines[row : row + 2])


async def test_form_takes_what_people_write(hips: Workshop) -> None:
    stage = hips.stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "e", "enter", "=1:30", "enter", "down", "enter", "down", "down")
        await press(pilot, "=5 to 30 by 5 every 3", "down", "down", "right", "right")
        assert stage.says("takes", "5-30 reps left")
        await press(pilot, "enter", "ctrl+s")
        assert stage.says("5-30 reps left", within="#sequence")
    first, second, _ = hips.read("hips.toml")["step"]
    assert first == {"stretch": "figure-four", "hold": 90}
    assert second == {
        "stretch": "bridge",
        "reps": {"from": 5, "to": 30, "by": 5, "every": 3},
        "sides": "left",
    }


async def test_only_one_of_hold_breaths_and_reps_can_be_said(hips: Workshop) -> None:
    stage = hips.stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "e", "enter", "=45", "down", "=3", "enter")
        step = builder(stage).editing.now.step
        assert step is not None
        assert (step.hold, step.breaths, step.reps) == (None, 3, None)


async def test_routine_form_changes_name_and_facts_but_not_the_id(hips: Workshop) -> None:
    stage = hips.stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "e", "n", "= [b]2", "down", "=For [/b] both", "down", "=gentle, short")
        await press(pilot, "down", "down", "=3", "enter")
        assert stage.says("Hips [b]2")
        await press(pilot, "ctrl+s")
    routine = hips.read("hips.toml")
    assert routine.pop("step")
    assert routine == {
        "id": "hips",
        "name": "Hips [b]2",
        "about": "For [/b] both",
        "tags": ["gentle", "short"],
        "get_ready": 3,
    }


# Trying it out


async def test_trial_plays_from_the_chosen_step_and_comes_back(hips: Workshop) -> None:
    stage = hips.stage(speed=10)
    async with stage.app.run_test() as pilot:
        await press(pilot, "e", "t", "down", "p")
        assert isinstance(top(stage), Trial)
        assert stage.says("Bridge", "step 2 of 3", "GET READY", "10× speed")
        await press(pilot, "n", "n")
        assert stage.says("step 3 of 3")
        await press(pilot, "x")
        assert top(stage) is builder(stage)
        await press(pilot, "u", "down", "down", "p")
        await stage.advance(pilot, 30)
        assert stage.says("Done.")
        await press(pilot, "space")
        assert top(stage) is builder(stage)
        assert steps(stage) == ["figure-four", "bridge", "Shake it out"]


# Saving


async def test_shipped_routine_becomes_ones_own_under_its_id(shop: Workshop) -> None:
    stage = shop.stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "e", "x", "ctrl+s", "escape")
        assert stage.says("▸ Lower back", "◆", "1 ◆ yours")
        assert stage.app.screen is stage.screen
    assert shop.read("lower-back.toml")["id"] == "lower-back"


async def test_word_before_comments_are_lost_and_a_copy_of_them(hips: Workshop) -> None:
    hips.write("hips.toml", f"# as the physiotherapist said\n{HIPS}")
    stage = hips.stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "e", "t", "ctrl+s")
        assert isinstance(top(stage), Question)
        assert stage.says("comments", "hips.toml.bak")
        await press(pilot, "escape")
        assert stage.says("not saved")
        assert "physio" in (hips.folders.routines / "hips.toml").read_text()
        await press(pilot, "ctrl+s")
        await press(pilot, "s")
        await press(pilot, "t", "ctrl+s")
        assert stage.says("saved")
    assert hips.files() == ["hips.toml", "hips.toml.bak"]
    assert hips.read("hips.toml")["step"][0]["times"] == 3


@pytest.mark.parametrize(
    ("answer", "files", "names"),
    [
        ("k", ["hips-2.toml", "hips.toml"], ["Hips 2", "Hips"]),
        ("t", ["hips.toml"], ["Hips"]),
        ("escape", ["hips.toml"], ["Hips"]),
    ],
)
async def test_routine_changed_by_another_program_is_shown_and_asked_about(
    hips: Workshop, answer: str, files: list[str], names: list[str]
) -> None:
    stage = hips.stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "e", "t")
        theirs = HIPS.replace("hold = 10", "hold = 20")
        hips.write("hips.toml", theirs)
        await press(pilot, "ctrl+s")
        assert stage.says("yours Hips · 3 steps", "theirs Hips · 3 steps")
        assert stage.says("yours Figure four: 30 s ×2 both", "theirs Figure four: 30 s both")
        await press(pilot, answer)
        assert stage.says("not saved") is (answer == "escape")
        if answer == "t":
            assert stage.says("Shake it out 20 s")
            await press(pilot, "u")
            assert stage.says("×2", "10 s"), "mine can still be had"
    assert hips.files() == files
    assert [hips.read(file)["name"] for file in files] == names[: len(files)]


@pytest.mark.parametrize(("answer", "files"), [("k", ["hips.toml"]), ("t", [])])
async def test_routine_deleted_by_another_program_is_asked_about(
    hips: Workshop, answer: str, files: list[str]
) -> None:
    stage = hips.stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "e", "t")
        (hips.folders.routines / "hips.toml").unlink()
        await press(pilot, "ctrl+s")
        assert stage.says("Deleted by another program")
        await press(pilot, answer)
        assert isinstance(top(stage), BuilderScreen) is (answer == "k")
    assert hips.files() == files


async def test_what_cannot_be_saved_is_said_and_nothing_is_lost(
    hips: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = hips.stage()
    async with stage.app.run_test(size=(40, 15)) as pilot:
        await press(pilot, "e", "t")

        def refuse(*_: object) -> None:
            raise OSError(errno.EROFS, "Read-only file system", "/home/me/hips.toml")

        with monkeypatch.context() as broken:
            broken.setattr("stretchtui.store.writing.write_atomically", refuse)
            await press(pilot, "ctrl+s")
        assert stage.says("Hips was not saved: Read-only file system (/home/me/hips.toml)")
        assert stage.says("not saved")
        await press(pilot, "ctrl+s")
        assert not builder(stage).editing.changed
    assert hips.read("hips.toml")["step"][0]["times"] == 2


async def test_draft_that_cannot_be_kept_is_said_once(
    hips: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("stretchtui.store.drafts.os.replace", refuse)
    stage = hips.stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "e", "t")
        assert stage.says("the draft is not kept: No space left on device")
        await press(pilot, "t")
        assert not stage.says("the draft is not kept")


async def test_folder_that_is_missing_is_made(hips: Workshop) -> None:
    stage = hips.stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "n", "=New", "enter", "=br", "enter")
        (hips.folders.routines / "hips.toml").unlink()
        hips.folders.routines.rmdir()
        await press(pilot, "ctrl+s")
    assert hips.files() == ["new.toml"]


async def test_friends_file_becomes_ones_own_with_its_stretches(
    shop: Workshop, tmp_path: Path
) -> None:
    path = tmp_path / "friend.toml"
    path.write_text(
        'format = 1\n[[stretch]]\nid = "bridge"\nname = "High bridge"\nhold = 12\n'
        '[[routine]]\nid = "friend"\nname = "From a friend"\n'
        '[[routine.step]]\nstretch = "bridge"\n[[routine.step]]\nstretch = "cat-cow"\n'
    )
    before = path.read_text()
    stage = shop.stage(build=read_with(shop.folders, path).entries["friend"])
    async with stage.app.run_test() as pilot:
        await pilot.pause()
        await press(pilot, "plus", "ctrl+s", "plus", "ctrl+s")
        assert stage.says("1 High bridge", "22 s")
    assert path.read_text() == before
    assert shop.read("from-a-friend.toml")["step"][0] == {"stretch": "bridge-2", "hold": 22}


# Leaving


@pytest.mark.parametrize(
    ("answer", "times", "left"), [("s", 2, True), ("d", None, True), ("escape", None, False)]
)
async def test_leaving_with_changes_asks(
    hips: Workshop, answer: str, times: int | None, left: bool
) -> None:
    stage = hips.stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "e", "t", "escape")
        assert stage.says("Leave without saving?")
        await press(pilot, answer)
        assert (top(stage) is stage.screen) is left
        assert hips.drafts() == [] or not left
    assert hips.read("hips.toml")["step"][0].get("times") == times


async def test_leaving_without_changes_does_not_ask(hips: Workshop) -> None:
    stage = hips.stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "e", "t", "u", "escape")
        assert top(stage) is stage.screen
        await press(pilot, "n", "escape")
        assert top(stage) is stage.screen
        await press(pilot, "n", "enter", "tab", "tab", "escape")
        assert top(stage) is stage.screen
    assert hips.drafts() == []
    assert hips.files() == ["hips.toml"]


async def test_started_for_the_builder_the_program_ends_with_it(hips: Workshop) -> None:
    entry = hips.stage().library.entries["hips"]
    stage = hips.stage(build=entry)
    async with stage.app.run_test() as pilot:
        await pilot.pause()
        await press(pilot, "y", "ctrl+s", "escape")
    assert stage.app.return_code == 0
    assert len(hips.read("hips.toml")["step"]) == 4


# Drafts


def leave_draft(shop: Workshop, stage: Stage) -> None:
    """What a program leaves behind that is killed: its lock goes, its draft stays."""
    builder(stage).editing.close_draft()
    assert shop.drafts()


@pytest.mark.parametrize(("answer", "kept"), [("enter", 1), ("d", 0), ("l", 1)])
async def test_draft_of_a_program_that_was_killed_is_offered(
    shop: Workshop, answer: str, kept: int
) -> None:
    stage = shop.stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "n", "=Half done", "enter", "=br", "enter")
        leave_draft(shop, stage)
    stage = shop.stage()
    async with stage.app.run_test() as pilot:
        await pilot.pause()
        assert stage.says("Go on with what was not saved?", "Half done: 1 step, just now")
        await press(pilot, answer)
        assert isinstance(top(stage), BuilderScreen) is (answer == "enter")
        if answer == "enter":
            assert stage.says("Half done", "Bridge", "not saved")
            await press(pilot, "ctrl+s")
            assert shop.files() == ["half-done.toml"]
            kept = 0
    assert len(shop.drafts()) == kept


async def test_draft_is_offered_as_its_routine_is_opened_again(hips: Workshop) -> None:
    stage = hips.stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "e", "t")
        leave_draft(hips, stage)
    stage = hips.stage()
    async with stage.app.run_test() as pilot:
        await pilot.pause()
        await press(pilot, "l")
        await press(pilot, "e")
        assert stage.says("Go on with what was not saved?")
        await press(pilot, "l")
        assert not builder(stage).editing.changed
        await press(pilot, "escape")
        await press(pilot, "e")
        await press(pilot, "enter")
        assert stage.says("×2", "not saved")
        await press(pilot, "ctrl+s")
    assert hips.read("hips.toml")["step"][0]["times"] == 2


async def test_draft_that_another_program_works_on_is_not_offered(shop: Workshop) -> None:
    first = shop.stage()
    async with first.app.run_test() as pilot:
        await press(pilot, "n", "=Mine", "enter", "=br", "enter")
        second = shop.stage()
        async with second.app.run_test() as other:
            await other.pause()
            assert second.app.screen is second.screen
        await press(pilot, "ctrl+s")
    assert drafts.left(shop.folders) == []


# The list


async def test_copy_is_made_under_another_name(hips: Workshop) -> None:
    stage = hips.stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "y", "enter", "x", "ctrl+s", "escape")
        assert stage.says("▸ Hips 2", "2 ◆ yours")
    assert hips.files() == ["hips-2.toml", "hips.toml"]


async def test_deleted_routine_is_brought_back_comments_and_all(hips: Workshop) -> None:
    path = hips.write("hips.toml", f"# mine\n{HIPS}")
    before = path.read_text()
    stage = hips.stage()
    async with stage.app.run_test(size=(120, 30)) as pilot:
        await press(pilot, "d")
        await press(pilot, "escape")
        assert path.exists()
        await press(pilot, "d")
        await press(pilot, "d", "d")
        assert not path.exists()
        assert not stage.says("Hips")
        await press(pilot, "d")
        assert top(stage) is stage.screen, "what came with the program cannot be deleted"
        await press(pilot, "u")
        assert stage.says("▸ Hips")
        await press(pilot, "u")
    assert path.read_text() == before


async def test_deleting_ones_own_brings_the_shipped_one_back(shop: Workshop) -> None:
    stage = shop.stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "e", "x", "ctrl+s", "escape", "d")
        assert stage.says("takes its place again")
        await press(pilot, "d")
        assert stage.says("▸ Lower back", "4 steps")
        assert not stage.says("yours")


async def test_keys_of_the_list_mean_something_else_while_a_session_plays(
    hips: Workshop,
) -> None:
    stage = hips.stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "enter", "n", "e", "y", "d", "u")
        assert top(stage) is stage.screen
        assert stage.says("HOLD")
        await press(pilot, "x")
        await press(pilot, "slash", "=den")
        assert top(stage) is stage.screen


async def test_file_with_a_fault_is_not_edited_over(hips: Workshop) -> None:
    hips.write("hips.toml", HIPS + '[[routine]]\nid = "torn"\nname = "Torn"\nabout = 5\n')
    stage = hips.stage()
    async with stage.app.run_test(size=(120, 30), notifications=True) as pilot:
        await press(pilot, "e")
        assert top(stage) is stage.screen
        assert stage.says("mend it first")


# What nobody expects


def many(count: int) -> str:
    """A routine of so many steps."""
    step = '[[routine.step]]\nstretch = "knee-rolls"\n\n'
    return f'format = 1\n\n[[routine]]\nid = "many"\nname = "Many"\n\n{step * count}'


async def test_five_hundred_steps_are_edited_like_five(shop: Workshop) -> None:
    shop.write("many.toml", many(500))
    stage = shop.stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "e", "end", "t", "y", "K")
        assert stage.says("▸ 500 Knee rolls", "501 steps")
        await press(pilot, "home", "x", "J", "ctrl+s")
        assert stage.says("500 steps")
    assert len(shop.read("many.toml")["step"]) == 500


HOSTILE = {
    "markup": "[b]x[/b] [/ [@click=app.quit]quit[/]",
    "emoji": "🧘" * 200,
    "right to left": "تمدد الظهر קפה",
    "combining": "e" + "\u0301" * 500,
    "long": "Stretch " * 200 + "end",
}


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE.keys())
async def test_hostile_text_is_shown_and_saved_as_it_is(shop: Workshop, name: str) -> None:
    stage = shop.stage()
    async with stage.app.run_test(size=(40, 15) if len(name) > 100 else (80, 24)) as pilot:
        await press(pilot, "n")
        stage.app.post_message(events.Paste(name))
        await press(pilot, "enter")
        stage.app.post_message(events.Paste(name))
        await press(pilot, "enter", "tab", "enter", "escape", "n", "escape", "ctrl+s")
        assert not builder(stage).editing.changed
        await press(pilot, "escape", "e", "t", "escape", "d")
    (file,) = shop.files()
    assert shop.read(file)["name"] == name
    assert shop.read(file)["step"] == [{"name": name}]


async def test_controls_that_are_pasted_do_not_reach_the_terminal(shop: Workshop) -> None:
    stage = shop.stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "n")
        stage.app.post_message(events.Paste("\x1b]0;owned\x07\u202eHips\nand more"))
        await press(pilot, "enter", "=own", "enter", "tab", "enter", "up")
        stage.app.post_message(events.Paste("one\x1b[2J\ntwo\x9b"))
        await press(pilot, "ctrl+s")
        assert "\x1b" not in stage.text()
        assert "\u202e" not in stage.text()
        routine = builder(stage).editing.routine
        assert routine.name == "\ufffd]0;owned\ufffd\ufffdHips and more"
        assert routine.steps[0].instructions == ("one\ufffd[2J", "two\ufffd")


async def test_stretch_that_is_gone_is_said_and_can_be_taken_out(shop: Workshop) -> None:
    file = DraftFile(shop.folders, Origin())
    stage = shop.stage()
    routine = stage.library.entries["quick"].routine
    lost = type(routine.steps[0])(stretch="gone")
    file.keep(type(routine)(id="new", name="Lost", steps=(lost, *routine.steps)))
    file.close()
    async with stage.app.run_test() as pilot:
        await pilot.pause()
        await press(pilot, "enter")
        assert stage.says("gone: no such stretch")
        await press(pilot, "plus", "s", "enter", "escape", "p", "ctrl+s")
        assert stage.says("was not saved", "gone")
        await press(pilot, "x", "ctrl+s")
        assert stage.says("Saved:")


async def test_absurd_sizes_do_no_harm(hips: Workshop) -> None:
    stage = hips.stage()
    async with stage.app.run_test(size=(1, 1)) as pilot:
        await press(pilot, "e", "tab", "=br", "enter")
        for count, size in enumerate([(10, 3), (200, 60), (39, 14), (60, 12), (80, 24)], 5):
            await press(pilot, "tab", "t", "y", "enter", "=9", "escape", "n")
            await press(pilot, "escape", "question_mark")
            await press(pilot, "escape", "tab")
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert len(steps(stage)) == count
        assert stage.says("Bridge", "9 steps")


async def test_other_pane_is_shown_where_there_is_room_for_one(hips: Workshop) -> None:
    stage = hips.stage()
    async with stage.app.run_test(size=(40, 15)) as pilot:
        await press(pilot, "e")
        assert stage.says("▸ 1 Figure four")
        await press(pilot, "tab")
        assert stage.says("type to find", "▸ Knee to chest")
        assert not stage.says("Shake it out")
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert stage.says("type to find", "Shake it out")


# The table of commands


@pytest.mark.parametrize("keys", [[], ["tab"], ["y"]], ids=["steps", "stretches", "name"])
async def test_no_key_of_the_table_means_two_things_at_one_time(
    hips: Workshop, keys: list[str]
) -> None:
    stage = hips.stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, *(["y"] if keys == ["y"] else ["e", *keys]))
        screen = builder(stage)
        useful = [each for each in BUILDER_COMMANDS if screen.does_something(each)]
        used = [key for command in useful for key in command.keys.split(",")]
        assert len(set(used)) == len(used)
        found = {each.title for each in stage.app.get_system_commands(screen)}
        assert {command.help for command in useful} <= found
        for key in screen._keys.keys:
            name, _, words = key[2].partition("(")
            assert callable(getattr(screen, f"action_{name}")), words


def test_commands_have_names_of_their_own_and_can_be_given_other_keys() -> None:
    ids = [command.id for command in (*COMMANDS, *BUILDER_COMMANDS)]
    assert len(set(ids)) == len(ids)
    assert not list(unknown_commands(ids))


async def test_help_has_the_keys_of_the_builder(hips: Workshop) -> None:
    stage = hips.stage(keys={"undo": "z"})
    async with stage.app.run_test(size=(80, 50)) as pilot:
        await press(pilot, "e", "t", "z")
        assert not builder(stage).editing.changed
        await press(pilot, "question_mark")
        assert stage.says("z Undo", "J K J moves the step down")
