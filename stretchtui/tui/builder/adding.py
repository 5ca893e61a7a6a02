"""Adding steps by what was typed: what is in doubt is asked, and added all at once."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from itertools import groupby
from typing import TYPE_CHECKING, Any, Protocol

from msgspec.structs import replace

from stretchtui.core.routines import arrange, entry
from stretchtui.core.routines.model import Ramp, Step, Stretch
from stretchtui.core.routines.typed_lines import Nearest, TypedStep, choices
from stretchtui.tui.dialogs.prompts import ChoicePrompt, Option

if TYPE_CHECKING:
    from textual.app import App

    from stretchtui.core.routines.draft import Draft
    from stretchtui.tui.builder.editor import Editor
    from stretchtui.tui.commands.look import Look

OWN, LEAVE_OUT = "own", "leave out"


def added(draft: Draft, lines: Iterable[TypedStep]) -> Draft:
    """A routine with these steps behind the chosen one.

    Raises:
        Wrong: One cannot be taken.
    """
    for group, some in groupby(lines, key=lambda line: line.group):
        steps = tuple(line.step for line in some)
        if group is not None:
            draft = arrange.add_group(draft, replace(group[1], steps=steps))
        else:
            for step in steps:
                draft = arrange.add(draft, step)
    return draft


def range_prompt(
    span: tuple[str, int, int], title: str, look: Look, *, typed: bool = False
) -> ChoicePrompt:
    """What a range means: one of its numbers, or to grow from one end to the other.

    Args:
        span: The quantity, and its ends.
        title: What it is of.
        look: How the program looks.
        typed: Whether it gives what would be typed for the answer, and not the answer.
    """
    kind, least, most = span

    def said(value: int) -> str:
        return entry.write(kind, value) + ("" if kind == "hold" else f" {kind}")

    def label(value: int | Ramp) -> str:
        if not isinstance(value, Ramp):
            return said(value)
        return f"grow: +{entry.write(kind, value.by)} every {value.every} sessions"

    options = [
        Option(entry.write(kind, value) if typed else value, label(value))
        for value in choices(span)
    ]
    words = f"{title}: {said(least)} to {said(most)}"
    return ChoicePrompt(words, options, options[0].value, look)


class AddingScreen(Protocol):
    """The screen, as far as adding needs it."""

    @property
    def app(self) -> App[Any]:
        """The app, which opens questions."""

    def do(self, change: Callable[[Draft], Draft]) -> None:
        """Carry out an edit, or say why not."""

    def say(self, words: str, wrong: bool = False) -> None:
        """Say something."""


class Adding:
    """Adds steps, and asks what is in doubt.

    Args:
        screen: Shows what is made.
        editor: What is made.
        look: How the program looks.
    """

    def __init__(self, screen: AddingScreen, editor: Editor, look: Look) -> None:
        self._screen = screen
        self._editor = editor
        self._look = look

    def chosen(self, choice: Stretch | str, typed: TypedStep | None) -> None:
        """Add what was chosen in the library; at once, if nothing is in doubt.

        Args:
            choice: A stretch, or the name of a step of one's own.
            typed: How it is done, if that was typed.
        """
        line = typed or TypedStep(Step())
        if isinstance(choice, str):
            line = TypedStep(replace(line.step, stretch=None, name=choice), line.span)
        else:
            line = line.of(choice)
        if line.span is None:
            self._screen.do(lambda draft: added(draft, [line]))
            if isinstance(choice, str):
                self._screen.say("Added. Press tab, then enter, to write its instructions.")
            return

        def answered(option: Option | None) -> None:
            if option is not None:
                self._screen.do(lambda draft: added(draft, [line.settled(option.value)]))

        self._screen.app.push_screen(self._how_much(line), answered)

    async def add(
        self,
        lines: Iterable[TypedStep],
        given_up: Callable[[], Awaitable[None]],
    ) -> None:
        """Add steps; what is in doubt is asked first, one after the other.

        Args:
            lines: What was typed.
            given_up: Called where a question was not answered; nothing is added then.
        """
        await self._settle(tuple(lines), (), given_up)

    async def _settle(
        self,
        left: tuple[TypedStep, ...],
        done: tuple[TypedStep, ...],
        given_up: Callable[[], Awaitable[None]],
    ) -> None:
        while left and left[0].unknown is None and left[0].span is None:
            done, left = (*done, left[0]), left[1:]
        if not left:
            self._screen.do(lambda draft: added(draft, done))
            return
        line, *more = left
        by_name = line.unknown is not None

        async def answered(option: Option | None) -> None:
            if option is None:
                await given_up()
                return
            value = option.value
            if not by_name:
                after: tuple[TypedStep, ...] = (line.settled(value),)
            elif value == LEAVE_OUT:
                after = ()
            elif value == OWN:
                await self._own(line, tuple(more), done, given_up)
                return
            else:
                after = (line.of(value),)
            await self._settle((*after, *more), done, given_up)

        prompt = self._which(line) if by_name else self._how_much(line)
        await self._screen.app.push_screen(prompt, answered)

    async def _own(
        self,
        line: TypedStep,
        more: tuple[TypedStep, ...],
        done: tuple[TypedStep, ...],
        given_up: Callable[[], Awaitable[None]],
    ) -> None:
        """A step of one's own: of a name that is known not to be a stretch's."""
        if line.span is None:
            await self._settle(more, (*done, line), given_up)
            return

        async def answered(option: Option | None) -> None:
            if option is not None:
                settled = line.settled(option.value)
                await self._settle(more, (*done, settled), given_up)
            else:
                await given_up()

        await self._screen.app.push_screen(self._how_much(line), answered)

    def _which(self, line: TypedStep) -> ChoicePrompt:
        name = line.unknown or ""
        near = Nearest(self._editor.stretches.values()).find(name)
        options = [Option(each, each.name) for each in near]
        options += [Option(OWN, f"+ {name} (new step)"), Option(LEAVE_OUT, "leave it out")]
        return ChoicePrompt(f"Which stretch is {name}?", options, options[0].value, self._look)

    def _how_much(self, line: TypedStep) -> ChoicePrompt:
        assert line.span is not None
        stretch = self._editor.stretches.get(line.step.stretch or "")
        name = stretch.name if stretch is not None else line.step.name or ""
        return range_prompt(line.span, name, self._look)
