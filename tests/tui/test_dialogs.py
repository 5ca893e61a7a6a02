"""What opens over a screen is left once, whatever comes at once, and from the top alone."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from rich.console import Group
from rich.text import Text
from textual import events
from textual.geometry import Offset

from stretchtui.core.routines.entry import Wrong
from stretchtui.core.sessions.days import Today
from stretchtui.core.sessions.record import Moment, Part, Record
from stretchtui.core.settings import Settings
from stretchtui.playing.watched import Watched
from stretchtui.tui.commands.player import COMMANDS
from stretchtui.tui.dialogs.fields import ChoiceField, LineField
from stretchtui.tui.dialogs.form import Form
from stretchtui.tui.dialogs.help import help_
from stretchtui.tui.dialogs.prompts import ChoicePrompt, KeyPrompt, LinePrompt, Option
from stretchtui.tui.dialogs.question import Answer, Question
from stretchtui.tui.dialogs.sound_check import SoundCheck
from stretchtui.tui.dialogs.text_screen import TextScreen
from stretchtui.tui.history.session import SessionDetails
from stretchtui.tui.widgets.key_bar import KeyBar
from stretchtui.words.glyphs import UNICODE
from tests.amounts import share_of
from tests.stand_ins import Clock
from tests.tui.stage import NOWHERE, StagedAudio
from tests.tui.under import LOOK, Under, settle

if TYPE_CHECKING:
    from stretchtui.tui.dialogs.dialog import Dialog

LOUD, QUIET = Option("loud", "loud", "as loud as can be"), Option("quiet", "quiet")


class Kind(NamedTuple):
    """A kind of dialog, and what it gives."""

    make: Callable[[], Dialog[Any]]
    keys: str
    """A key that closes it, and one that would close it otherwise."""
    gives: Any
    """What it gives when the first of them was pressed."""
    shown: str = ""
    """What the first of them is called in its key bar; empty where any click closes it."""


def question() -> Question:
    """Two answers."""
    return Question(
        "Sure?", [], [Answer("yes", "y", "y", "yes"), Answer("no", "n,escape", "n", "no")]
    )


def form(kept: list[Any] | None = None) -> Form:
    """Two fields."""
    fields = [
        LineField("name", "name", "Hips", long=True),
        ChoiceField("wait", "wait", False, [(False, "no"), (True, "yes")], UNICODE),
    ]
    return Form("A step", fields, LOOK, (kept if kept is not None else []).append)


def number() -> LinePrompt:
    """From 1 to 9."""

    def read(text: str) -> int:
        if text not in set("123456789"):
            raise Wrong("1 to 9")
        return int(text)

    return LinePrompt("How many?", "3", "1 to 9", read)


def details() -> SessionDetails:
    """A session of one step."""
    parts: Future[tuple[Part, ...]] = Future()
    parts.set_result((Part(0, "a", "Knee to chest", seconds=60),))
    record = Record(
        started=0, offset=0, updated=60, routine="a", name="Hips", steps=1, phases=2, seconds=60
    )
    return SessionDetails(record, parts, Today(Moment(60, 0)), UNICODE)


def sound_check() -> SoundCheck:
    """Of a recorder."""
    audio = StagedAudio(Watched(Settings()), NOWHERE, 1.0)
    return SoundCheck(LOOK, audio, Clock().schedule, NOWHERE)


KINDS = {
    "question": Kind(question, "y n", "yes", "y yes"),
    "words": Kind(lambda: TextScreen(Group(Text("Take care."))), "enter q", None),
    "help": Kind(lambda: help_(LOOK, COMMANDS, lambda _: True), "q escape", None, "esc close"),
    "choice": Kind(lambda: ChoicePrompt("?", [LOUD, QUIET], "loud", LOOK), "enter space", LOUD),
    "number": Kind(number, "enter escape", 3, "enter save"),
    "key": Kind(lambda: KeyPrompt("Start"), "z escape", "z"),
    "form": Kind(form, "enter escape", False, "enter save"),
    "sound check": Kind(sound_check, "y q", None, "y yes"),
    "details": Kind(details, "d q", "delete", "d delete"),
}

OVERLAP = 4

KEYS = (
    *("up", "down", "pageup", "pagedown", "home", "end", "left", "right", "tab", "shift+tab"),
    *("enter", "space", "escape", "ctrl+s", "d", "delete", "a"),
)

every_kind = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)


@every_kind
async def test_two_keys_at_once_are_one_answer(kind: Kind) -> None:
    app = Under()
    async with app.run_test() as pilot:
        await app.open(kind.make())
        app.press_at_once(*kind.keys.split())
        await settle(pilot)
        assert app.given == [kind.gives]
        assert len(app.screen_stack) == 1


@every_kind
async def test_same_key_twice_at_once_is_one_answer(kind: Kind) -> None:
    app = Under()
    async with app.run_test() as pilot:
        await app.open(kind.make())
        app.press_at_once(*[kind.keys.split()[0]] * 3)
        await settle(pilot)
        assert app.given == [kind.gives]


@every_kind
async def test_second_key_leaves_the_dialog_below_alone(kind: Kind) -> None:
    app = Under()
    async with app.run_test() as pilot:
        below = Question("Below?", [], [Answer("it", "f1", "f1", "it")])
        await app.push_screen(below)
        await app.open(kind.make())
        app.press_at_once(*kind.keys.split())
        await settle(pilot)
        assert app.given == [kind.gives]
        assert app.screen is below


@pytest.mark.parametrize(
    "kind",
    [each for each in KINDS.values() if each.shown],
    ids=[k for k in KINDS if KINDS[k].shown],
)
async def test_two_clicks_at_once_are_one_answer(kind: Kind) -> None:
    app = Under()
    async with app.run_test() as pilot:
        dialog = kind.make()
        await app.open(dialog)
        await pilot.pause()
        bar = dialog.query_one(KeyBar)
        place = bar.render_line(0).text.index(kind.shown)
        app.click_at_once(bar.region.offset + Offset(place, 0), times=2)
        await settle(pilot)
        assert app.given == [kind.gives]


async def test_two_clicks_on_words_close_them_once() -> None:
    app = Under()
    async with app.run_test() as pilot:
        await app.open(TextScreen(Group(Text("Take care."))))
        await pilot.pause()
        app.click_at_once(Offset(40, 12), times=2)
        await settle(pilot)
        assert app.given == [None]


@pytest.mark.parametrize(("turn", "kind"), enumerate(KINDS.values()), ids=KINDS)
@pytest.mark.usefixtures("each_frame")
async def test_keys_that_come_before_a_dialog_is_there_do_no_harm(turn: int, kind: Kind) -> None:
    app = Under()
    # Those that close this one always, and of the others a share: those of the kinds overlap.
    keys = {*kind.keys.split(), *share_of(KEYS, turn * OVERLAP)}
    async with app.run_test() as pilot:
        for key in sorted(keys):
            dialog = kind.make()
            opened = app.open(dialog)
            assert not dialog.is_mounted
            await app.on_event(events.Key(key, None))
            await opened
            await settle(pilot)
            if app.screen is dialog:
                assert not app.given, key
                app.press_at_once("escape")
                await settle(pilot)
            assert len(app.given) == 1, key
            app.given.clear()


async def test_screen_below_a_dialog_is_not_left() -> None:
    app = Under()
    async with app.run_test() as pilot:
        below, above = question(), question()
        await app.open(below)
        await app.open(above)
        below.dismiss("no")
        await pilot.pause()
        assert app.screen is above
        assert not app.given
        above.dismiss("yes")
        below.dismiss("no")
        await pilot.pause()
        assert app.given == ["yes", "no"]


async def test_form_that_is_clicked_and_typed_at_once_keeps_once() -> None:
    app = Under()
    kept: list[Any] = []
    async with app.run_test() as pilot:
        dialog = form(kept)
        await app.open(dialog)
        await pilot.pause()
        bar = dialog.query_one(KeyBar)
        app.press_at_once("x")
        app.click_at_once(bar.region.offset + Offset(2, 0), times=1)
        app.press_at_once("enter", "ctrl+s")
        await settle(pilot)
        assert kept == [{"name": "Hipsx"}]
        assert app.given == [False]
