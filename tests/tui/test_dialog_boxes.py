"""What stands in dialogs can be seen and read, however little room there is."""

from __future__ import annotations

import re
from typing import Any

import pytest

from stretchtui.core.routines.entry import Wrong
from stretchtui.core.settings import Settings
from stretchtui.playing.watched import Watched
from stretchtui.tui.commands.look import Look
from stretchtui.tui.dialogs.fields import Field, LineField
from stretchtui.tui.dialogs.form import Form
from stretchtui.tui.dialogs.lines_field import LinesField
from stretchtui.tui.dialogs.prompts import ChoicePrompt, Option
from stretchtui.tui.dialogs.question import Answer, Question
from stretchtui.tui.widgets.key_bar import KeyBar
from stretchtui.words.glyphs import ASCII
from tests.tui.under import LOOK, Under, settle

LOUD, QUIET = Option("loud", "loud", "as loud as can be"), Option("quiet", "quiet")


async def test_form_stays_while_something_is_wrong() -> None:
    def keep(values: Any) -> None:
        if values["name"] != "Hipsx":
            raise Wrong("not that one")

    app = Under()
    async with app.run_test() as pilot:
        dialog = Form("A step", [LineField("name", "name", "Hip", long=True)], LOOK, keep)
        await app.open(dialog)
        app.press_at_once("s", "enter")
        await settle(pilot)
        assert "not that one" in str(dialog.query_one("#note").render())
        app.press_at_once("x", "enter")
        await settle(pilot)
        assert app.given == [False], "nothing is to be saved beyond the form"


async def test_field_is_seen_with_all_that_is_said_of_it() -> None:
    fields: list[Field] = [LinesField("instructions", "to do", ())]
    fields += [LineField(name, name, None) for name in ("hold", "breaths", "reps", "tempo") * 4]
    app = Under()
    async with app.run_test(size=(40, 15)) as pilot:
        dialog = Form("A step", fields, LOOK, lambda values: None)
        await app.open(dialog)
        await settle(pilot)
        seen = dialog.query_one("VerticalScroll").region
        for number in [*range(len(fields)), *range(len(fields) - 2, -1, -1)]:
            field = fields[number]
            dialog.set_focus(field.control)
            await settle(pilot)
            assert [each for each in fields if each.note] == [field]
            assert seen.contains_region(field.region), field
            said = " ".join(field.render_line(row).text for row in range(field.size.height))
            assert field.hint in re.sub(r"\s+", " ", said)


async def test_lines_that_an_undo_takes_away_take_the_scrollbar_with_them() -> None:
    app = Under()
    async with app.run_test(size=(40, 15)) as pilot:
        field = LinesField("instructions", "to do", ("one", "two", "three"))
        dialog = Form("A step", [field], LOOK, lambda values: None)
        await app.open(dialog)
        await settle(pilot)
        dialog.set_focus(field.area)
        field.area.move_cursor(field.area.document.end)
        for lines in range(1, 6):
            field.area.insert("\nmore" * lines)
            await settle(pilot)
            assert field.area.show_vertical_scrollbar == (lines > 1)
            field.area.undo()
            assert field.area.text == "one\ntwo\nthree"
            assert field.area.cursor_location == field.area.document.end
            await settle(pilot)
            field.area.redo()
            field.area.undo()
            await settle(pilot)


@pytest.mark.parametrize("size", [(80, 24), (80, 15), (80, 10), (40, 15), (30, 9)])
async def test_keys_of_a_form_and_what_it_comes_to_are_always_seen(size: tuple[int, int]) -> None:
    fields = [LineField(name, name, None) for name in ("hold", "breaths", "reps", "tempo") * 4]
    app = Under()
    async with app.run_test(size=size) as pilot:
        dialog = Form("A step", fields, LOOK, lambda values: None, comes_to=lambda values: "0:18")
        await app.open(dialog)
        await settle(pilot)
        bar, note = dialog.query_one(KeyBar), dialog.query_one("#note")
        said = " ".join(bar.render_line(row).text for row in range(bar.size.height))
        assert "esc cancel" in said
        assert str(note.render()) == "0:18"
        for each in (bar, note, dialog.query_one("#title")):
            assert dialog.region.contains_region(each.region)
            assert each.region.height
        assert fields[0].region.height


async def test_what_is_too_long_scrolls_and_all_answers_stay() -> None:
    lines = [f"line {number}" for number in range(100)]
    answers = [Answer(str(n), str(n), str(n), "an answer") for n in range(10)]
    app = Under()
    async with app.run_test(size=(40, 15)) as pilot:
        dialog = Question("Sure?", lines, answers)
        await app.open(dialog)
        await pilot.pause()
        bar = dialog.query_one(KeyBar)
        said = " ".join(bar.render_line(row).text for row in range(bar.size.height))
        assert said.count("an answer") == 10
        assert bar.region.bottom <= 15
        words = dialog.query_one("Scroll")
        tops = []
        for key in ("down", "up", "pagedown", "pageup", "end", "home"):
            app.press_at_once(key)
            await settle(pilot)
            tops.append(words.scroll_offset.y)
        assert tops[:2] == [1, 0]
        assert 1 < tops[2] < tops[4]
        assert tops[3] == tops[5] == 0
        assert app.screen is dialog


async def test_arrows_are_called_by_what_can_be_shown() -> None:
    look = Look(ASCII, Watched(Settings()))
    app = Under()
    async with app.run_test() as pilot:
        for dialog in (
            ChoicePrompt("?", [LOUD, QUIET], "loud", look),
            Form("A step", [LineField("name", "name", "Hips")], look, lambda values: None),
        ):
            await app.open(dialog)
            await pilot.pause()
            assert dialog.query_one(KeyBar).render_line(0).text.isascii()
            dialog.dismiss()
            await pilot.pause()
