"""Tells the pages what is played, as it changes; and the player what they ask for."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, NamedTuple

from stretchtui.core.routines.left_out_words import counts
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
        self._figures: set[int] = set()
        """The steps whose figures were told."""
        self._note = ""
        self._told_muted = False
        self._knows_nothing = True
        """Whether the pages have been told nothing yet."""
        player.changed = self.delivered
        link.asked, link.begun = player.asked, self._tell_anew
        self._watches = [
            player.audio.name.watch(lambda before: self._tell()),
            player.settings.watch(lambda before: self._tell()),
        ]
        self._tell()

    def close(self) -> None:
        """Tell the pages nothing more."""
        self._player.changed = lambda delivery: None
        for end in self._watches:
            end()

    def delivered(self, delivery: Delivery | None) -> None:
        """A session was loaded, or something happened in it."""
        for event in delivery.events if delivery is not None else ():
            if isinstance(event, Paused):
                missing = self._player.links.missing if event.unheard else ""
                self._note = away(event.gap, missing) if event.gap else ""
        self._tell()

    def _tell_anew(self) -> None:
        """Tell everything: whoever is told knows nothing yet."""
        self._forget()
        self._told_muted, self._knows_nothing = False, True
        self._tell()

    def _forget(self) -> None:
        self._timeline, self._standing, self._step = None, None, -1
        self._figures.clear()

    def _tell(self) -> None:
        """Tell what has changed."""
        if not self._player.is_open:
            self._let_go()
        else:
            self._tell_session()
        self._knows_nothing = False

    def _tell_session(self) -> None:
        player = self._player
        if player.session is not self._session:
            self._session, self._number = player.session, self._number + 1
            self._note = ""
            self._forget()
        if player.timeline is not self._timeline:
            # What will be heard is another, too.
            self._timeline, self._standing = player.timeline, None
            entry = player.entry
            told = entry.routine.name, self._timeline, counts(entry.adaptations)
            self._link.say(messages.session(self._number, *told))
        view = player.view()
        self._tell_figures(view.index)
        if (standing := self._standing_now(view)) != self._standing:
            self._standing = standing
            self._tell_moment(view, standing)

    def _standing_now(self, view: View) -> _Standing:
        player, course = self._player, self._player.session.course
        settings = player.settings.value
        heard = settings.cues.off, settings.voice.guide, self._is_muted
        place = -1 if course.runs else view.index
        note = "" if course.runs else self._note
        return _Standing(course, place, note, player.asks_about_pain, heard)

    def _tell_moment(self, view: View, standing: _Standing) -> None:
        player = self._player
        ahead = self._heard(standing.course)
        self._link.foreseen = deque(
            Foreseen(at, str(each.name) if isinstance(each, Cue) else each.text)
            for at, each in ahead
        )
        said = messages.moment(
            self._number,
            standing.course,
            view,
            player.clock(),
            ahead,
            self._key,
            note=standing.note,
            hurts=standing.hurts,
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
        self._step = step
        self._tell_figure(self._number, step)
        after = next((phase.step for phase in phases[index:] if phase.step != step), None)
        if after is not None:
            # Not as the step begins: something sounds then, and it takes some milliseconds.
            number = self._number
            self._player.call_later(FIGURE_S, lambda: self._tell_figure(number, after))

    def _tell_figure(self, number: int, step: int) -> None:
        if number == self._number and step not in self._figures:
            self._figures.add(step)
            entry = self._player.entry
            shown = stretch_of(entry.routine.single_steps[step], entry.stretches).figure
            self._link.say(messages.figure(number, step, shown))

    def _let_go(self) -> None:
        """No session is open: the one before was let be, or there was none."""
        if self._session is not None:
            standing = self._standing_now(self._player.view())
            if standing.course.state not in (State.FINISHED, State.STOPPED):
                stopped = standing.course._replace(state=State.STOPPED)
                standing = standing._replace(course=stopped, note="", hurts=False)
                self._tell_moment(self._player.view(), standing)
        elif self._knows_nothing:
            self._number += 1
            self._link.say(messages.no_session(self._number))
        self._session = None

    @property
    def _is_muted(self) -> bool:
        return self._player.audio.sink.muted
