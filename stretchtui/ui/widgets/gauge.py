"""The progress gauge: what is left, large; the phase's bar; the strip of the whole session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Static

from stretchtui.core.duration import clock, countdown
from stretchtui.core.session import State
from stretchtui.core.timeline import Kind, Timeline
from stretchtui.ui import wording
from stretchtui.ui.widgets.bars import PhaseBar, SessionStrip
from stretchtui.ui.widgets.numerals import Numerals

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from stretchtui.core.session import View
    from stretchtui.ui.glyphs import Glyphs

PHASE_CLASSES = tuple(f"-{kind}" for kind in Kind)
"""The classes that give a widget the colour of the phase."""


def shown_seconds(view: View) -> str:
    """The digits: what is left of the phase, or of the get-ready before it."""
    return countdown(view.lead or view.seconds_left)


def fraction(view: View) -> float:
    """How much of the phase is over, in whole seconds so that it moves with the digits."""
    return 1 - view.seconds_left / view.phase.duration


class Gauge(Widget):
    """Shows where a session stands, or how long a routine takes.

    Args:
        glyphs: The characters to draw with.
    """

    def __init__(self, glyphs: Glyphs, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._glyphs = glyphs

    def compose(self) -> ComposeResult:
        """Digits on the left, everything else beside them; on a phone, one below the other."""
        yield Static(id="name", markup=False)
        yield Static(id="now", markup=False)
        yield Numerals(self._glyphs)
        with Vertical():
            yield Static(id="headline", markup=False)
            yield PhaseBar(self._glyphs)
            yield Static(id="next", markup=False)
            yield SessionStrip(self._glyphs)
            yield Static(id="clock", markup=False)

    def show_session(self, view: View, timeline: Timeline) -> None:
        """Show a session at one moment."""
        self._colour(view.phase.kind)
        self.set_class(view.state is not State.RUNNING, "-still")
        words = wording.headline_words(view, self._glyphs)
        self._text("#headline", words)
        self._text("#name", view.phase.name)
        self._text("#now", words)
        self._text("#next", f"next  {wording.coming(timeline, view.index)}")
        self.query_one(Numerals).value = shown_seconds(view)
        self.query_one(PhaseBar).fraction = fraction(view)
        strip = self.query_one(SessionStrip)
        strip.phases = timeline.phases
        strip.position = view.position
        self._text("#clock", wording.progress(view, self._glyphs))

    def show_routine(self, timeline: Timeline | None) -> None:
        """Show what a routine would take; nothing, if there is none."""
        self._colour(None)
        phases = timeline.phases if timeline else ()
        holds = [phase for phase in phases if phase.kind.active]
        steps = len({phase.step for phase in phases})
        facts = f"{steps} steps {self._glyphs.dot} {len(holds)} holds" if holds else ""
        self._text("#headline", facts)
        self._text("#next", "")
        self.query_one(Numerals).value = clock(timeline.total) if timeline and phases else ""
        self.query_one(PhaseBar).fraction = 0
        strip = self.query_one(SessionStrip)
        strip.phases = phases
        strip.position = None
        held = sum(phase.duration for phase in holds)
        self._text("#clock", f"{clock(held)} of it stretching" if holds else "")

    def _colour(self, kind: Kind | None) -> None:
        for each in Kind:
            self.set_class(each is kind, f"-{each}")

    def _text(self, selector: str, text: str) -> None:
        label = self.query_one(selector, Static)
        if label.content != text:
            label.update(text, layout=False)
