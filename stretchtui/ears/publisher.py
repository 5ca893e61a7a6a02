"""Tells the pages what is played, as it changes; and the player what they ask for."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, NamedTuple

from stretchtui.core.routines.model import stretch_of
from stretchtui.core.sessions.cues import Cue
from stretchtui.core.sessions.events import Paused, State
from stretchtui.cues.browser.link import Foreseen
from stretchtui.ears import messages
from stretchtui.words.session import away

if TYPE_CHECKING:
    from stretchtui.core.sessions.course import Course
    from stretchtui.core.sessions.cue_queue import Sounded
    from stretchtui.core.sessions.events import View
    from stretchtui.core.sessions.session import Session
    from stretchtui.core.sessions.timeline import Timeline
    from stretchtui.cues.browser.link import BrowserLink
    from stretchtui.playing.clockwork import Delivery
    from stretchtui.playing.player import SessionPlayer


FIGURE_S = 0.5
"""So long after a step has begun the next one's figure is told, in seconds."""


class _Standing(NamedTuple):
    """What a page works out all else from; while it stays the same there is nothing to tell."""

    course: Course
    phase: int
    """That which it stands in; -1 while it runs."""
    note: str
    hurts: bool
    heard: object
    """What is set of what is heard."""


class Publisher:
    """Keeps the pages told.

    A page works out the seconds by itself: it is told only what it cannot know. So nothing is
    sent while a session runs by itself, but for the figures.

    Args:
        player: Plays sessions.
        link: The way to the pages.
    """

    def __init__(self, player: SessionPlayer, link: BrowserLink) -> None:
        self._player = player
        self._link = link
        self._number = 0
        self._session: Session | None = None
        self._timeline: Timeline | None = None
        self._standing: _Standing | None = None
        self._step = -1
        self._note = ""
        self._told_muted = False
        player.changed = self.delivered
        link.asked = player.asked
        player.audio.name.watch(lambda before: self._tell())
        player.settings.watch(lambda before: self._tell())
        self._tell()

    def delivered(self, delivery: Delivery | None) -> None:
        """A session was loaded, or something happened in it."""
        if delivery is None:
            self._note = ""
        for event in delivery.events if delivery is not None else ():
            if isinstance(event, Paused):
                missing = self._player.links.missing if event.unheard else ""
                self._note = away(event.gap, missing) if event.gap else ""
        self._tell()

    def _tell(self) -> None:
        """Tell what has changed."""
        player = self._player
        if not player.is_open:
            self._let_go()
            return
        if player.session is not self._session:
            self._session, self._number = player.session, self._number + 1
            self._timeline, self._standing, self._step = None, None, -1
        if player.timeline is not self._timeline:
            self._timeline = player.timeline
            name = player.entry.routine.name
            self._link.say(messages.session(self._number, name, self._timeline))
        view = player.view()
        self._tell_figures(view.index)
        if (standing := self._standing_now(view)) != self._standing:
            self._standing = standing
            self._tell_moment(view, standing.course)

    def _standing_now(self, view: View) -> _Standing:
        player, course = self._player, self._player.session.course
        settings = player.settings.value
        heard = settings.cues.off, settings.voice.guide, self._is_muted
        place = -1 if course.runs else view.index
        return _Standing(course, place, self._note, player.asks_about_pain, heard)

    def _tell_moment(self, view: View, course: Course) -> None:
        player = self._player
        ahead = self._heard(course)
        self._link.foreseen = deque(
            Foreseen(at, str(each.name) if isinstance(each, Cue) else each.text)
            for at, each in ahead
        )
        said = messages.moment(
            self._number,
            course,
            view,
            player.clock(),
            ahead,
            self._key,
            note=self._note,
            hurts=player.asks_about_pain,
        )
        if self._is_muted is not self._told_muted:
            self._told_muted = self._is_muted
            self._link.say({"type": "muted", "muted": self._is_muted})
        self._link.say(said)

    def _heard(self, course: Course) -> list[tuple[float, Sounded]]:
        """What will be heard by itself: not what is muted or turned off."""
        player, settings = self._player, self._player.settings.value
        if self._is_muted:
            return []
        speaks = settings.voice.guide != "off"
        return [
            (at, each)
            for at, each in course.moments(player.session.cues.ahead)
            if (each.name not in settings.cues.off if isinstance(each, Cue) else speaks)
        ]

    def _key(self, text: str) -> str | None:
        """What a line is kept as where it is rendered here; None where it is not."""
        voice = self._player.audio.voice
        return voice.key(text) if voice is not None else None

    def _tell_figures(self, index: int) -> None:
        """Tell the figures of the step that is played, and of the next one."""
        phases = self._player.timeline.phases
        step = phases[index].step
        if step == self._step:
            return
        first, self._step = self._step < 0, step
        if first:
            self._tell_figure(self._number, step)
        after = next((phase.step for phase in phases[index:] if phase.step > step), None)
        if after is not None:
            # Not as the step begins: something sounds then, and it takes some milliseconds.
            number = self._number
            self._player.call_later(FIGURE_S, lambda: self._tell_figure(number, after))

    def _tell_figure(self, number: int, step: int) -> None:
        if number == self._number:
            entry = self._player.entry
            shown = stretch_of(entry.routine.steps[step], entry.stretches).figure
            self._link.say(messages.figure(number, step, shown))

    def _let_go(self) -> None:
        """The session is let be, before its end: nothing more comes of it."""
        if self._session is not None:
            stopped = self._player.session.course._replace(state=State.STOPPED)
            self._tell_moment(self._player.view(), stopped)
        self._session = None

    @property
    def _is_muted(self) -> bool:
        return self._player.audio.sink.muted
