"""The progress gauge: what is left, large; the phase's bar; the strip of the whole session."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.geometry import Offset
from textual.widget import Widget
from textual.widgets import Static

from stretchtui.core.duration import countdown
from stretchtui.core.sessions.events import State
from stretchtui.core.sessions.phases import Kind
from stretchtui.tui.widgets.mounting import mount_once
from stretchtui.tui.widgets.unfilled import unfilled_line
from stretchtui.words import browsing
from stretchtui.words import session as wording

if TYPE_CHECKING:
    from textual.content import Content
    from textual.strip import Strip
    from textual.widget import AwaitMount

    from stretchtui.core.sessions.events import View
    from stretchtui.core.sessions.timeline import Timeline
    from stretchtui.tui.widgets.bars import PhaseBar, SessionStrip
    from stretchtui.tui.widgets.figure import FigureView
    from stretchtui.tui.widgets.numerals import Numerals
    from stretchtui.words.glyphs import Glyphs


GAP = 2
"""Columns between the digits and a figure beside them."""


def big_number(view: View) -> str:
    """What is large: the repetition; else what is left of the phase, or how long it waits."""
    phase = view.phase
    if phase.kind is Kind.WORK and phase.beat and not view.lead and view.state is not State.WAITING:
        return str(wording.repetition(view))
    return countdown(int(view.waited) or view.lead or view.seconds_left)


def fraction(view: View) -> float:
    """How much of the phase is over, in whole seconds so that it moves with the digits."""
    return 1 - view.seconds_left / view.phase.duration


class Gauge(Widget):
    """Shows where a session stands, or how long a routine takes.

    Args:
        glyphs: The characters to draw with.
    """

    # In a layer of its own it takes no room from the rest.
    DEFAULT_CSS = """
    Gauge { layers: base figure; }
    Gauge > FigureView { layer: figure; display: none; }
    """

    def __init__(self, glyphs: Glyphs, *, id: str | None = None) -> None:
        super().__init__(id=id, classes="-idle")
        self._glyphs = glyphs
        self.shows_routine = False
        """Whether it shows how long a routine takes."""
        self._stretch = Static(id="name", markup=False)
        self._now = Static(id="now", markup=False)
        self._headline = Static(id="headline", markup=False)
        self._next = Static(id="next", markup=False)
        self._elapsed = Static(id="clock", markup=False)

    # What is drawn is imported with the first that is shown: the first frame does not wait for it.

    @cached_property
    def figure(self) -> FigureView:
        """Of the step that is played, on a phone, where it has no room elsewhere."""
        from stretchtui.tui.widgets.figure import FigureView

        return FigureView(self._glyphs)

    @cached_property
    def _numerals(self) -> Numerals:
        from stretchtui.tui.widgets.numerals import Numerals

        return Numerals(self._glyphs)

    @cached_property
    def _bar(self) -> PhaseBar:
        from stretchtui.tui.widgets.bars import PhaseBar

        return PhaseBar(self._glyphs)

    @cached_property
    def _strip(self) -> SessionStrip:
        from stretchtui.tui.widgets.bars import SessionStrip

        return SessionStrip(self._glyphs)

    def render_line(self, y: int) -> Strip:
        """A row behind all that is in it."""
        return super().render_line(y) if self.children else unfilled_line(self, self._glyphs)

    def fill(self) -> list[AwaitMount]:
        """Have the digits on the left, all else beside them; on a phone, one below the other."""
        beside = Vertical(self._headline, self._bar, self._next, self._strip, self._elapsed)
        return mount_once(self, self._stretch, self._now, self._numerals, beside, self.figure)

    def show_session(
        self, view: View, timeline: Timeline, coming: str, note: str = "", written: str = ""
    ) -> None:
        """Show a session at one moment.

        Args:
            view: The moment.
            timeline: The session as it is laid out.
            coming: The very next hold.
            note: Why it stands still.
            written: What the person wrote of the stretch: what leads up to it says that.
        """
        still = view.state is not State.RUNNING
        self.update_classes(_phase_classes(view.phase.kind) | {"-still": still, "-idle": False})
        self.shows_routine = False
        words = wording.headline_words(view, self._glyphs, note)
        _tell(self._headline, words)
        _tell(self._now, words)
        _tell(self._stretch, view.phase.name)
        coming = f"next  {coming}"
        _tell(self._next, f"note  {written}" if written and not view.phase.kind.active else coming)
        self._numerals.value = big_number(view)
        self._place_figure()
        self._bar.visible = True
        self._bar.fraction = fraction(view)
        self._strip.show(timeline.phases, view.position)
        _tell(self._elapsed, wording.progress(view))

    def show_routine(self, timeline: Timeline | None, about: str = "") -> None:
        """Show what a routine would take; nothing, if there is none.

        Its strip comes with ``show_strip``: with all its colours it takes half as many bytes as all
        the rest, so that whoever passes by in the list does not wait for it.

        Args:
            timeline: The session as it would be laid out.
            about: What the routine is for, for where it is told nowhere else.
        """
        self.update_classes(_phase_classes(None) | {"-idle": True})
        self.shows_routine = True
        phases = timeline.phases if timeline else ()
        holds = [phase for phase in phases if phase.kind.active]
        steps = len({phase.step for phase in phases})
        held = sum(phase.duration for phase in holds)
        _tell(self._stretch, about)
        _tell(self._now, "")
        _tell(self._headline, browsing.facts(steps, len(holds), held, self._glyphs))
        _tell(self._next, "")

    def show_strip(self, timeline: Timeline | None) -> None:
        """Show how a routine would go, and what the strip's colours stand for."""
        from stretchtui.tui.widgets.bars import legend

        phases = timeline.phases if timeline else ()
        self._strip.show(phases)
        _tell(self._elapsed, legend(phases, self._glyphs, self.app.size.width))

    def flash(self, on: bool) -> None:
        """Show that a cue is heard now, or no more."""
        self._headline.set_class(on, "-flash")
        self._now.set_class(on, "-flash")

    def _place_figure(self) -> None:
        """Put the figure beside the digits, if there is room: as long as there are two."""
        if not self.figure.display:
            return
        from stretchtui.tui.widgets.figure import LEAST
        from stretchtui.words.lettering import numerals

        width, height = self._numerals.size
        two = numerals("00", width, height, self._glyphs.blocks)
        columns = width - len(two[0]) - GAP if two and len(self._numerals.value) <= 2 else 0
        where = self._numerals.region.offset - self.content_region.offset
        styles = self.figure.styles
        styles.offset = where + Offset(width - columns, 0)
        styles.width = columns if columns >= LEAST[0] else 0
        styles.height = height


def _phase_classes(kind: Kind | None) -> dict[str, bool]:
    return {f"-{each}": each is kind for each in Kind}


def _tell(label: Static, text: str | Content) -> None:
    """Give a label another text, if it is another."""
    if label.content != text:
        label.update(text, layout=False)
