"""The sound check: can you hear this? And if not, what to do about it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from rich.text import Text
from textual.widgets import Static

from stretchtui.core.sessions.cues import CueName
from stretchtui.cues.demonstration import lasts
from stretchtui.store.sound_check import make_due, settle
from stretchtui.tui.commands.player import MUTE
from stretchtui.tui.dialogs.question import Answer, AnswerBox
from stretchtui.words import hearing as words

if TYPE_CHECKING:
    from stretchtui.cues.sink import Timer
    from stretchtui.playing.audio import Audio
    from stretchtui.store.paths import Folders
    from stretchtui.tui.commands.look import Look
    from stretchtui.words.hearing import Remedy

PLAYED = (CueName.HOLD, CueName.SWITCH, CueName.FINISH)
"""What is played, one after the other."""

BEFORE_S = 0.5
"""From the question to the first sound, in seconds: so is it read first."""

_NAME = 8
"""The cells that a cue's name takes."""

_ASKED = (
    Answer("yes", "y,enter", "y", "yes"),
    Answer("no", "n", "n", "no"),
    Answer("again", "space,p", "space", "play again"),
    Answer("skip", "escape,q", "esc", "skip"),
)
_ADVISED = (
    Answer("again", "space,p", "space", "play again"),
    Answer("yes", "y", "y", "I can hear it"),
    Answer("later", "l", "l", "ask next time"),
    Answer("skip", "escape,enter,q", "esc", "close"),
)


class SoundCheck(AnswerBox[None]):
    """Plays a few cues where they go in sessions, and keeps whether to ask again.

    Args:
        look: How the program looks.
        audio: How cues are heard.
        later: Asks for a call after some seconds.
        folders: The person's folders.
    """

    def __init__(
        self,
        look: Look,
        audio: Audio,
        later: Callable[[float, Callable[[], None]], Timer],
        folders: Folders,
    ) -> None:
        super().__init__(Static(markup=False), words.CAN_YOU_HEAR)
        self._look = look
        self._audio = audio
        self._later = later
        self._folders = folders
        self._timer: Timer | None = None
        self._sounding: CueName | None = None
        self._remedies: list[Remedy] | None = None
        """What to do; None as long as it is asked."""
        self._end: Callable[[], None] = lambda: None

    def on_mount(self) -> None:
        """Ask, and begin to play."""
        self._end = self._audio.name.watch(lambda before: self._show())
        self._play()

    def on_unmount(self) -> None:
        """Nothing more is played."""
        self._end()
        self._stop()

    # Playing

    def _play(self) -> None:
        self._stop()
        self._remedies = None
        self._show()
        self._timer = self._later(BEFORE_S, lambda: self._sound(0))

    def _sound(self, number: int) -> None:
        """Play one cue and those behind it."""
        self._timer = None
        self._audio.check()
        self._sounding = PLAYED[number] if number < len(PLAYED) else None
        if self._sounding is not None:
            self._audio.sample(self._sounding)
            self._timer = self._later(lasts(self._sounding), lambda: self._sound(number + 1))
        self._show()

    def _stop(self) -> None:
        self._sounding = None
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    # Showing

    def _show(self) -> None:
        asks = self._remedies is None
        self.offer(_ASKED if asks else _ADVISED)
        self.entitle(words.CAN_YOU_HEAR if asks else words.WHAT_TO_TRY)
        self.words.update(Text("\n").join(self._asked() if asks else self._advised()))
        self.call_next(self._fit)

    def _fit(self) -> None:
        # The key behind the one that changed it may have closed it.
        if not self.is_left:
            self._share()

    def _asked(self) -> Iterator[Text]:
        yield Text()
        for cue in PLAYED:
            sounds = cue is self._sounding
            mark = self._look.glyphs.chosen if sounds else " "
            yield Text(f"{mark} {cue:<{_NAME}} {cue.meaning}", "bold" if sounds else "")
        yield Text()
        yield Text(words.sound_output(self._audio.name.value), "dim")

    def _advised(self) -> Iterator[Text]:
        for each in self._remedies or ():
            yield Text()
            yield Text(each.words)
            for line in each.lines:
                # On a line of its own: it is to be read off, and typed in one piece.
                if line.label:
                    yield Text(f"  {line.label}:", "dim")
                yield Text(f"  {line.text}", "bold")

    # Answers

    def action_answer(self, value: str) -> None:
        """Give an answer."""
        match value:
            case "again":
                self._play()
            case "no":
                self._stop()
                self._show()
                self.run_worker(self._advise(), exclusive=True)
            case _ if not self.is_left:
                keep = make_due if value == "later" else settle
                keep(self._folders)
                # Not only once it is gone: that may take a moment.
                self._stop()
                self.dismiss()

    async def _advise(self) -> None:
        """Show what to do; a tmux is asked what is set there, which may take a moment."""
        findings = await asyncio.to_thread(self._audio.look_around)
        muted = [words.muted(self._look.key(MUTE))] if self._audio.sink.muted else []
        self._remedies = [*muted, *words.remedies(findings, silent=True)]
        self._scroll.scroll_home(animate=False)
        self._show()
