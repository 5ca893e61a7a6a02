"""When a voice says what: the lines of a session, between its cues and never over one.

A line begins when the cue of its moment is over and ends before the next. Of several ways to say
a thing the first that fits is taken. What has to be said (which stretch, which side) is said all
the same: ticks make way for it, and the leads are long enough (``core/routines/leads.py``).
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Sequence

from stretchtui.core.routines.leads import BETWEEN_LINES_S, SPARE_S, switch_to
from stretchtui.core.routines.model import Side
from stretchtui.core.routines.patterns import PatternPart, parts
from stretchtui.core.routines.speech import number, sentence
from stretchtui.core.sessions.cues import PART_CUES, Cue, CueName
from stretchtui.core.sessions.phases import Hold, Kind, Phase
from stretchtui.core.sessions.script import Line, Script

AFTER_TICK_S = 0.15
"""A tick, or the knock of a movement, is over so soon, in seconds."""

HALFWAY_FROM_S = 40
"""Holds of at least so many seconds are told when half is done."""

TEN_SECONDS_FROM_S = 60
"""Holds of at least so many seconds are told when ten are left."""

TEN_S = 10

_BRIEF = (CueName.TICK, CueName.REP, CueName.TURN)

_PART_WORDS = {
    PatternPart.IN: "In",
    PatternPart.FULL: "Hold",
    PatternPart.OUT: "Out",
    PatternPart.EMPTY: "Hold",
    PatternPart.STAY: "Stay",
    PatternPart.DOWN: "Down",
}
"""What is said as a part of a breath or movement begins; a movement begins with its number."""

_NEARLY = 1e-6
"""Seconds that nobody hears, but that a sum of others may be off by."""


def with_lines(
    script: Script, phases: Sequence[Phase], cues: Sequence[Cue]
) -> tuple[tuple[Cue, ...], tuple[Line, ...]]:
    """The lines of a session, and its cues without the ticks that made way for them."""
    page = _Page(script, phases, cues)
    for index in range(len(phases)):
        page.lay_out(index)
    page.count()
    return tuple(page.cues), tuple(sorted(page.lines, key=lambda line: line.at))


class _Page:
    """Lines as they find their places, in the order of the phases."""

    def __init__(self, script: Script, phases: Sequence[Phase], cues: Sequence[Cue]) -> None:
        self.cues = list(cues)
        self.lines: list[Line] = []
        self._script = script
        self._phases = phases
        self._spans: list[tuple[float, float]] = []
        self._quiet_at = 0.0
        """When the last line is over, with the pause after it."""
        self._finish = ""
        """How to come out of the stretch that was last done, as long as that was not said."""
        self._sets_said: set[Hold] = set()
        """The holds of which it was said which set they are, or need not be."""
        self._doses_said: set[int] = set()
        """The steps of which it was said how much is asked."""

    def lay_out(self, index: int) -> None:
        """Say what there is to say in a phase, but for what is counted."""
        phase = self._phases[index]
        before = self._phases[index - 1] if index else None
        if before is not None and before.turn != phase.turn and not before.wait:
            self._finish = self._script.speech_of(before).finish
        if phase.kind.in_position or (self._finish and self._say(phase, self._finish, must=True)):
            self._finish = ""
        match phase.kind:
            case Kind.READY:
                for line in () if index else self._script.notices:
                    self._say(phase, line, must=True)
                self._get_ready(phase)
            case Kind.REST:
                self._rest(phase, before, self._phases[index + 1])
            case Kind.SWITCH:
                new_set = before is not None and before.time != phase.time
                self._switch(phase, new_set)
            case Kind.PUSH:
                self._push(phase)
            case Kind.RELAX:
                self._say(phase, "Let go", must=True)
            case Kind.HOLD if not phase.beat:
                self._hold(phase)
            case Kind.HOLD:
                self._breaths(phase)
            case _:  # Kind.WORK
                self._movements(phase)

    def count(self) -> None:
        """Count the last seconds, where nothing else is said."""
        if not self._script.guidance.counting:
            return
        starts = [phase.start for phase in self._phases]
        for cue in self.cues:
            if cue.name is CueName.TICK:
                phase = self._phases[bisect_right(starts, cue.at) - 1]
                self._put(self._after(cue.at, cue.name), _said(round(phase.end - cue.at)))

    # The phases

    def _get_ready(self, phase: Phase) -> None:
        speech = self._script.speech_of(phase)
        told = speech.told(phase.side)
        for line in told:
            self._say(phase, line, must=True)
        if told:
            self._doses_said.add(phase.step)
        elif self._has_room(phase):
            self._announce(phase, *speech.announcements(phase.side))

    def _has_room(self, phase: Phase) -> bool:
        """Whether a phase is long enough for what has to be announced."""
        shortest = self._script.speech_of(phase).announcements(phase.side)[-1]
        return phase.duration >= self._script.lead_s(shortest) - _NEARLY

    def _announce(self, phase: Phase, *wordings: str) -> None:
        said = self._say(phase, *wordings, must=True)
        if self._script.speech_of(phase).dose in said:
            self._doses_said.add(phase.step)

    def _rest(self, phase: Phase, before: Phase | None, after: Phase) -> None:
        if before is not None and before.turn == phase.turn:
            self._say_set(phase, "Rest. {}", "Rest")
            return
        speech = self._script.speech_of(phase)
        rest = f"Rest. {speech.coming(phase.side)}"
        if after.kind is Kind.READY and (speech.how or self._has_room(after)):
            self._say(phase, rest, f"Rest. {speech.coming(Side.NONE)}", "Rest")
        else:
            shortest = speech.announcements(phase.side)[-1]
            self._announce(phase, f"{rest}. {speech.dose}", rest, shortest)

    def _switch(self, phase: Phase, new_set: bool) -> None:
        words = switch_to(phase.side)
        if new_set and self._say_set(phase, f"{words}. {{}}"):
            return
        if not self._say(phase, words, must=True):
            self._say(phase, f"To the {phase.side}", must=True)

    def _push(self, phase: Phase) -> None:
        words, which = "Push gently", _which(phase)
        if phase.time == 1 or phase.hold in self._sets_said:
            self._say(phase, words, must=True)
        elif which in self._say(phase, f"{words}. {which}", words, must=True):
            self._sets_said.add(phase.hold)

    def _hold(self, phase: Phase) -> None:
        self._begin(phase, "Hold", "Hold. {}")
        if phase.duration >= HALFWAY_FROM_S:
            half = phase.start + phase.duration / 2
            self._put(self._after(half, CueName.HALFWAY), "Halfway")
        if phase.duration >= TEN_SECONDS_FROM_S:
            self._put(self._after(phase.end - TEN_S, CueName.TICK), "Ten seconds")

    def _movements(self, phase: Phase) -> None:
        counting = self._script.guidance.counting
        # Whoever hears the first number counts from there.
        self._begin(phase, *(("One", "{}. One") if counting else ("Begin", "Begin. {}")))
        for done, start in enumerate(range(phase.start, phase.end, phase.beat), 1):
            if counting and done > 1:
                self._put(self._after(start, CueName.REP), _said(done))
            for begins, part in parts(phase.pattern)[1:]:
                self._put(self._after(start + begins, CueName.TURN), _PART_WORDS[part])

    def _breaths(self, phase: Phase) -> None:
        self._begin(phase, "Breathe in", "Breathe in. {}")
        for start in range(phase.start, phase.end, phase.beat):
            first = start == phase.start
            for begins, part in parts(phase.pattern)[first:]:
                words = "Breathe out" if first and part is PatternPart.OUT else _PART_WORDS[part]
                self._put(self._after(start + begins, PART_CUES[part]), words)

    def _begin(self, phase: Phase, words: str, with_more: str) -> None:
        """Say which set it is, or how much is asked, if that was not said; else only to begin."""
        if phase.hold not in self._sets_said and phase.time > 1:
            self._say_set(phase, with_more, words)
            return
        speech = self._script.speech_of(phase)
        dose = speech.stay or speech.dose
        unsaid = [] if phase.step in self._doses_said else [with_more.format(dose), dose]
        self._doses_said.add(phase.step)
        self._say(phase, *unsaid, words)

    def _say_set(self, phase: Phase, with_set: str, or_else: str = "") -> str:
        """Say which set comes; or else only what there is to say without it. What is said."""
        which = _which(phase)
        said = self._say(phase, with_set.format(which), *([which, or_else] if or_else else []))
        if which in said:
            self._sets_said.add(phase.hold)
        return said

    # Places

    def _say(self, phase: Phase, *wordings: str, must: bool = False) -> str:
        """Say something as soon as it can be said in a phase.

        Args:
            phase: The phase.
            wordings: The ways to say it, the fullest first.
            must: Whether ticks make way for the last one, if none fits.

        Returns:
            What is said; empty, if nothing is.
        """
        at = max(phase.start + self._script.after_cue_s, self._quiet_at)
        for words in wordings:
            if self._put(at, words):
                return words
        words, end = wordings[-1], at + self._takes(wordings[-1])
        if not must or end > phase.end + _NEARLY:
            return ""
        self.cues = [
            cue
            for cue in self.cues
            if cue.name is not CueName.TICK or cue.at >= end or self._after(cue.at, cue.name) <= at
        ]
        return words if self._put(at, words) else ""

    def _put(self, at: float, words: str) -> bool:
        """Say something at a moment, if no cue or line is in its way; whether it is said."""
        end = at + self._takes(words)
        next_cue = bisect_right(self.cues, at, key=lambda cue: cue.at)
        before = self.cues[next_cue - 1]
        if at < self._after(before.at, before.name) - _NEARLY:
            return False
        if next_cue < len(self.cues) and self.cues[next_cue].at < end - _NEARLY:
            return False
        place = bisect_right(self._spans, (at, end))
        if any(
            start < end and at < stop for start, stop in self._spans[max(0, place - 1) : place + 1]
        ):
            return False
        self.lines.append(Line(round(at, 6), words))
        insort(self._spans, (at, end))
        speed = self._script.guidance.speed
        self._quiet_at = max(self._quiet_at, end + (BETWEEN_LINES_S - SPARE_S) * speed)
        return True

    def _takes(self, words: str) -> float:
        return self._script.takes_s(words) + SPARE_S * self._script.guidance.speed

    def _after(self, at: float, cue: CueName) -> float:
        """When a cue is over."""
        brief = AFTER_TICK_S * self._script.guidance.speed
        return at + (brief if cue in _BRIEF else self._script.after_cue_s)


def _which(phase: Phase) -> str:
    """Which set it is."""
    last = phase.time == phase.of
    return "Last one" if last else f"Set {number(phase.time)} of {number(phase.of)}"


def _said(count: int) -> str:
    return sentence(number(count))
