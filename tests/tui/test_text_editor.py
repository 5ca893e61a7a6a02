"""The routine's file in the person's text editor: what it makes of it is taken."""

from __future__ import annotations

import shlex
import sys
from typing import TYPE_CHECKING

import pytest

from stretchtui.tui.builder.text_editor import command
from stretchtui.tui.dialogs.question import Question
from tests.tui.workshop import HIPS, builder, press, steps, top

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tui.workshop import Workshop


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A text editor that writes what stands in a file."""
    wanted = tmp_path / "wanted"
    copy = "import shutil, sys; shutil.copyfile(sys.argv[1], sys.argv[2])"
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", shlex.join([sys.executable, "-c", copy, str(wanted)]))
    return wanted


def written(editor: Path, text: str) -> None:
    """Have the text editor write a text."""
    editor.write_text(text)


async def test_what_was_written_is_taken_and_can_be_undone(hips: Workshop, editor: Path) -> None:
    written(editor, "# mine\n" + HIPS.replace("bridge", "cat-cow"))
    stage = hips.stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "e", "down", "E")
        assert await stage.shows(pilot, "Your changes are here", "▸ 2 Cat-cow", "saved")
        await press(pilot, "E")
        assert not stage.says("Your changes are here")
        await press(pilot, "u")
        assert steps(stage)[1] == "bridge"
        await press(pilot, "ctrl+s")
    assert hips.read("hips.toml")["step"][1] == {"stretch": "bridge"}


async def test_what_is_not_saved_is_saved_first(hips: Workshop, editor: Path) -> None:
    written(editor, HIPS)
    stage = hips.stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "n", "=New", "enter", "=bri", "enter", "escape", "tab")
        written(editor, 'format = 1\n[[routine]]\nid = "new"\nname = "Newer"\n')
        await press(pilot, "E")
        assert await stage.shows(pilot, "Newer", "No steps yet")
    assert hips.files() == ["hips.toml", "new.toml"]


async def test_faults_are_shown_and_the_editor_opens_again(hips: Workshop, editor: Path) -> None:
    written(editor, f"{HIPS}holt = 3\nrest = -1\n")
    stage = hips.stage()
    async with stage.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "e", "E")
        assert isinstance(top(stage), Question)
        assert await stage.shows(pilot, "The file has 2 errors", "holt", "step[3].rest")
        written(editor, HIPS.replace("hold = 10", "hold = 11"))
        await press(pilot, "e")
        assert await stage.shows(pilot, "Your changes are here", "11 s")
        written(editor, "no TOML")
        await press(pilot, "E")
        await press(pilot, "escape")
        assert await stage.shows(pilot, "The file still has errors")
        assert len(steps(stage)) == 3
        written(editor, 'format = 1\n[[routine]]\nid = "other"\nname = "Other"\n')
        await press(pilot, "E")
        assert await stage.shows(pilot, "hips is no longer in it")
        assert builder(stage).editor.routine.id == "hips"


async def test_rows_with_faults_are_marked_until_these_are_mended(
    hips: Workshop, editor: Path
) -> None:
    written(editor, f"{HIPS}rest = -1\n")
    stage = hips.stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "e", "E")
        await press(pilot, "escape")
        assert await stage.shows(pilot, "3 ! Shake it out")
        assert not stage.says("rest: expected")
        await press(pilot, "end")
        assert await stage.shows(pilot, "In the file: rest: expected whole seconds")
        await press(pilot, "K")
        assert await stage.shows(pilot, "▸ 2 ! Shake it out", "In the file: rest: expected")
        await press(pilot, "home")
        assert not stage.says("In the file")
        await press(pilot, "E")
        await press(pilot, "escape")
        assert await stage.shows(pilot, "2 ! Shake it out")
        written(editor, HIPS)
        await press(pilot, "E")
        assert await stage.shows(pilot, "3 Shake it out", "Press u to undo them")
        assert not stage.says("! Shake")
        await press(pilot, "u")
        assert await stage.shows(pilot, "2 Shake it out")


async def test_marks_go_where_it_is_saved_beside(hips: Workshop, editor: Path) -> None:
    written(editor, f"{HIPS}rest = -1\n")
    stage = hips.stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "e", "E")
        await press(pilot, "escape")
        await press(pilot, "t", "ctrl+s")
        assert await stage.shows(pilot, "The file has an error")
        await press(pilot, "k")
        assert await stage.shows(pilot, "3 Shake it out", "saved")


@pytest.mark.parametrize("named", ["", "no-such-editor --wait"])
async def test_where_no_editor_is_found_that_is_said(
    hips: Workshop, monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    monkeypatch.setenv("VISUAL", named)
    monkeypatch.delenv("EDITOR", raising=False)
    monkeypatch.setattr("stretchtui.tui.builder.text_editor.FOUND", ())
    stage = hips.stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "e", "E")
        words = "no-such-editor: No such file" if named else "Set $EDITOR to the editor"
        assert await stage.shows(pilot, words)


def test_editor_is_named_with_its_options() -> None:
    assert command({"VISUAL": "code --wait", "EDITOR": "vi"}) == ["code", "--wait"]
    assert command({"EDITOR": "my editor's"}) == ["my editor's"]
