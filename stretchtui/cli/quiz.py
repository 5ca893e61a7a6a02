"""``cues --quiz``: five cues at random, and which it was."""

from __future__ import annotations

import asyncio
import os
from typing import TYPE_CHECKING

from stretchtui.cues.demonstration import hear
from stretchtui.words import quiz as words

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from stretchtui.core.sessions.cues import CueName
    from stretchtui.cues.quiz import Quiz
    from stretchtui.cues.sink import Sink


async def ask(
    quiz: Quiz,
    sink: Sink,
    read: Callable[[], Awaitable[str | None]],
    write: Callable[[str], None],
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> None:
    """Ask all there is to ask, or until the person has had enough; and print the score.

    Args:
        quiz: What to ask.
        sink: Where it is heard.
        read: Gives the next line that is typed; None where there are no more.
        write: Prints.
        sleep: Waits so many seconds.
    """
    total = len(quiz.questions)
    write("".join(f"{line}\n" for line in words.opening(quiz.cues, bells=quiz.bells)))
    right = asked = 0
    try:
        for number, cue in enumerate(quiz.questions, 1):
            write(f"\n{words.question(number, total)}\n")
            answer = await _answer(quiz, cue, sink, read, write, sleep)
            if answer is None:
                write("\n")
                break
            asked = number
            if quiz.is_right(answer, cue):
                right += 1
                write(f"{words.right(answer, cue)}\n")
            else:
                write(f"{words.wrong(cue)} {words.AGAIN}\n")
                await hear(sink, cue, sleep)
    except asyncio.CancelledError:  # ctrl+c
        write("\n")
        raise
    finally:
        write(f"\n{words.score(right, asked)}\n")


async def _answer(
    quiz: Quiz,
    cue: CueName,
    sink: Sink,
    read: Callable[[], Awaitable[str | None]],
    write: Callable[[str], None],
    sleep: Callable[[float], Awaitable[None]],
) -> CueName | None:
    """Play a cue, as often as the person likes; which one it is taken for, None for no answer."""
    await hear(sink, cue, sleep)
    while True:
        write(words.WHICH)
        typed = await read()
        if typed is None:
            return None
        if not typed.strip():
            await hear(sink, cue, sleep)
        elif (answer := quiz.read(typed)) is not None:
            return answer
        else:
            write(f"{words.not_one(typed, len(quiz.cues))}\n")


class Lines:
    """The lines that are typed on a terminal; ctrl+c is heard while they are waited for.

    Args:
        descriptor: The terminal.
    """

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._data = b""

    async def read(self) -> str | None:
        """The next line; None where there are no more."""
        while b"\n" not in self._data:
            data = await self._some()
            if not data:
                return None
            self._data += data
        line, _, self._data = self._data.partition(b"\n")
        return line.decode("utf-8", "replace")

    async def _some(self) -> bytes:
        """What comes next; nothing at the end."""
        loop = asyncio.get_running_loop()
        ready = asyncio.Event()
        loop.add_reader(self._descriptor, ready.set)
        try:
            await ready.wait()
        finally:
            loop.remove_reader(self._descriptor)
        return os.read(self._descriptor, 4096)
