"""Saving in the builder, and leaving it: what could be lost is asked about."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from stretchtui.store.routines import read_with
from stretchtui.tui.builder.screen import BuilderScreen
from stretchtui.tui.dialogs.question import Question
from tests.tui.workshop import HIPS, builder, press, top

if TYPE_CHECKING:
    from tests.tui.workshop import Workshop


async def test_shipped_routine_becomes_ones_own_under_its_id(shop: Workshop) -> None:
    stage = shop.stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "e", "x", "ctrl+s", "escape")
        assert await stage.shows(pilot, "▸ Lower back", "◆", "1 ◆ yours")
        assert top(stage) is stage.screen
    assert shop.read("lower-back.toml")["id"] == "lower-back"


INLINE = """# as the physiotherapist said
format = 1
routine = [{ id = "hips", name = "Hips", step = [{ stretch = "bridge" }] }]
"""


async def test_comments_stay_where_they_are(hips: Workshop) -> None:
    hips.write("hips.toml", f"# as the physiotherapist said\n{HIPS}")
    stage = hips.stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "e", "t")
        hips.write("hips.toml", f"# as she said\n{HIPS}# written meanwhile\n")
        await press(pilot, "ctrl+s")
        assert await stage.shows(pilot, "Saved:")
    text = (hips.folders.routines / "hips.toml").read_text()
    assert text.startswith("# as she said")
    assert text.endswith("# written meanwhile\n")
    assert hips.files() == ["hips.toml"]
    assert hips.read("hips.toml")["step"][0]["times"] == 2


@pytest.mark.parametrize("answer", ["s", "k"])
async def test_word_before_comments_are_lost_and_a_copy_of_them(
    hips: Workshop, answer: str
) -> None:
    hips.write("hips.toml", INLINE)
    stage = hips.stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "e", "t", "ctrl+s")
        assert isinstance(top(stage), Question)
        assert await stage.shows(pilot, "Comments will be lost", "hips.toml.bak")
        await press(pilot, "escape")
        assert await stage.shows(pilot, "not saved")
        assert "physio" in (hips.folders.routines / "hips.toml").read_text()
        await press(pilot, "ctrl+s")
        await press(pilot, answer)
        await press(pilot, "t", "ctrl+s")
        assert await stage.shows(pilot, "saved")
    saved = {"s": "hips.toml", "k": "hips-2.toml"}[answer]
    assert hips.files() == sorted(["hips.toml", {"s": "hips.toml.bak", "k": "hips-2.toml"}[answer]])
    assert hips.read(saved)["step"][0]["times"] == 3


async def test_file_that_became_faulty_can_be_saved_under_another_name(hips: Workshop) -> None:
    stage = hips.stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "e", "t")
        hips.write("hips.toml", f"{HIPS}hold = 0\n")
        await press(pilot, "ctrl+s")
        assert await stage.shows(pilot, "The file has an error", "hips.toml")
        await press(pilot, "escape")
        assert await stage.shows(pilot, "not saved")
        await press(pilot, "ctrl+s")
        await press(pilot, "k")
        assert await stage.shows(pilot, "Saved:")
    assert hips.files() == ["hips-2.toml", "hips.toml"]


@pytest.mark.parametrize(
    ("answer", "files", "names"),
    [
        ("k", ["hips-2.toml", "hips.toml"], ["Hips 2", "Hips"]),
        ("m", ["hips.toml", "hips.toml.bak"], ["Hips", "Hips"]),
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
        assert await stage.shows(pilot, "yours Hips · 3 steps", "theirs Hips · 3 steps")
        assert await stage.shows(
            pilot, "yours Figure four: 30 s ×2 both", "theirs Figure four: 30 s both"
        )
        await press(pilot, answer)
        assert stage.says("not saved") is (answer == "escape")
        if answer == "t":
            assert await stage.shows(pilot, "Shake it out 20 s")
            await press(pilot, "u")
            assert await stage.shows(pilot, "×2", "10 s"), "mine can still be had"
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
        assert await stage.shows(pilot, "Deleted by another program")
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
        assert await stage.shows(
            pilot, "Hips was not saved: Read-only file system (/home/me/hips.toml)"
        )
        assert await stage.shows(pilot, "not saved")
        await press(pilot, "ctrl+s")
        assert not builder(stage).editor.changed
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
        assert await stage.shows(pilot, "the draft was not saved: No space left on device")
        await press(pilot, "t")
        assert not stage.says("the draft was not saved")


async def test_folder_that_is_missing_is_made(hips: Workshop) -> None:
    stage = hips.stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "n", "=New", "enter", "=br", "enter")
        (hips.folders.routines / "hips.toml").unlink()
        hips.folders.routines.rmdir()
        await press(pilot, "ctrl+s")
    assert hips.files() == ["new.toml"]


async def test_friends_file_is_edited_in_its_place(shop: Workshop, tmp_path: Path) -> None:
    path = tmp_path / "friend.toml"
    path.write_text(
        '# from her\nformat = 1\n[[stretch]]\nid = "bridge"\nname = "High bridge"\nhold = 12\n'
        '[[routine]]\nid = "friend"\nname = "From a friend"\n'
        '[[routine.step]]\nstretch = "bridge"\n[[routine.step]]\nstretch = "cat-cow"\n'
    )
    before = path.read_text()
    stage = shop.stage(build=read_with(shop.folders, path).entries["friend"])
    async with stage.app.run_test() as pilot:
        await pilot.pause()
        await press(pilot, "plus", "ctrl+s", "plus", "ctrl+s")
        assert await stage.shows(pilot, "1 High bridge", "22 s")
    line = 'stretch = "bridge"\n'
    assert path.read_text() == before.replace(line, f"{line}hold = 22\n")
    assert shop.files() == []


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
        assert await stage.shows(pilot, "Save your changes?")
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
