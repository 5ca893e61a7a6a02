"""What is typed in a form is never lost: not by esc, not with the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from stretchtui.tui.builder.screen import BuilderScreen
from stretchtui.tui.dialogs.form import Form
from stretchtui.tui.dialogs.question import Question
from tests.tui.keys import press as pressed
from tests.tui.workshop import SIZES, builder, press, top

if TYPE_CHECKING:
    from tests.tui.past import Past
    from tests.tui.workshop import Workshop


def forms(shop: Workshop) -> list[str]:
    """What is kept of forms."""
    return sorted(path.name for path in (shop.folders.data / "drafts").glob("*.form"))


def field(form: Form, name: str) -> str:
    """What stands in a field."""
    return next(each for each in form.fields if each.field == name).text


async def test_what_is_typed_comes_back_after_the_program_was_killed(hips: Workshop) -> None:
    stage = hips.stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "e", "down", "enter", "=4x", "down", "down", "down", "down", "right")
        assert len(forms(hips)) == 1
        builder(stage).editor.close_draft()
    stage = hips.stage()
    async with stage.app.run_test() as pilot:
        await pilot.pause()
        assert await stage.shows(pilot, "Restore unsaved changes?", "Hips: 3 steps")
        await press(pilot, "enter")
        assert await stage.shows(pilot, "Bridge", "step 2 of 3", "expected a time")
        form = top(stage)
        assert (field(form, "hold"), field(form, "sides")) == ("4x", "no sides")
        await press(pilot, "backspace", "=5", "ctrl+s")
        assert await stage.shows(pilot, "Saved:")
    assert hips.read("hips.toml")["step"][1] == {"stretch": "bridge", "hold": 45, "sides": "none"}
    assert forms(hips) == hips.drafts() == []


@pytest.mark.parametrize(
    ("answer", "name", "open_"), [("k", "Hips!", False), ("d", "Hips", False), ("escape", "", True)]
)
async def test_esc_in_a_changed_form_asks(
    hips: Workshop, answer: str, name: str, open_: bool
) -> None:
    stage = hips.stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "e", "n", "=!", "escape")
        assert isinstance(top(stage), Question)
        assert await stage.shows(pilot, "Keep your changes?")
        await press(pilot, answer)
        assert isinstance(top(stage), Form) is open_
        if not open_:
            assert builder(stage).editor.routine.name == name
            assert forms(hips) == []
            assert bool(hips.drafts()) is (answer == "k")


async def test_esc_in_a_form_that_is_as_it_was_does_not_ask(hips: Workshop) -> None:
    stage = hips.stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "e", "n", "=!", "backspace", "escape")
        assert isinstance(top(stage), BuilderScreen)
        assert forms(hips) == hips.drafts() == []


async def test_what_is_wrong_is_said_where_it_was_to_be_kept(hips: Workshop) -> None:
    stage = hips.stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "e", "enter", "=soon", "escape", "k")
        assert isinstance(top(stage), Form)
        assert await stage.shows(pilot, "hold: expected a time")


async def test_form_that_cannot_be_kept_says_so(
    hips: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = hips.stage()

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    async with stage.app.run_test() as pilot:
        await press(pilot, "e", "enter", "=4")
        monkeypatch.setattr("stretchtui.store.files.os.replace", refuse)
        await press(pilot, "=5")
        assert await stage.shows(pilot, "what you typed was not kept: No space left on device")
        await press(pilot, "escape", "d")
        assert isinstance(top(stage), BuilderScreen)


async def test_damaged_form_is_said_and_its_routine_is_restored(hips: Workshop) -> None:
    stage = hips.stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "e", "t", "enter", "=45")
        builder(stage).editor.close_draft()
    (path,) = (hips.folders.data / "drafts").glob("*.form")
    path.write_bytes(path.read_bytes().replace(b"45", b"54"))
    stage = hips.stage()
    async with stage.app.run_test(notifications=True, size=(120, 40)) as pilot:
        await pilot.pause()
        assert await stage.shows(pilot, "can't be restored", "Hips: 3 steps")
        await press(pilot, "enter")
        assert isinstance(top(stage), BuilderScreen)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: "{}x{}".format(*size))
async def test_all_of_a_quantity_is_seen(hips: Workshop, size: tuple[int, int]) -> None:
    stage = hips.stage()
    async with stage.app.run_test(size=size) as pilot:
        await press(pilot, "e", "enter", "=20 to 60 by 5 every 3", "enter", "enter")
        assert await stage.shows(pilot, "20 s to 1:00 by 5 s every 3", within="VerticalScroll")


async def test_form_of_a_session_keeps_what_is_typed(past: Past) -> None:
    past.session(1, minutes=10)
    stage = past.stage()
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await stage.settled(pilot)
        await pressed(pilot, "h", "e", "up", "=stiff")
    stage = past.stage()
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await stage.settled(pilot)
        await pressed(pilot, "h", "e")
        assert field(top(stage), "note") == "stiff"
        await pressed(pilot, "escape", "d", "e")
        assert field(top(stage), "note") == ""
