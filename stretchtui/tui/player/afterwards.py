"""What a person is told, and asked, when a session is over."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from stretchtui.core.sessions.events import State
from stretchtui.core.sessions.gains import Gains, gains
from stretchtui.words import ended
from stretchtui.words.feelings import FEELINGS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stretchtui.playing.player import SessionPlayer


class Rating(NamedTuple):
    """How it may have been."""

    key: str
    words: str
    value: str
    """What is kept."""


RATINGS = tuple(
    Rating(key, words, feeling)
    for key, (feeling, words) in zip("123", FEELINGS.items(), strict=True)
)


class Told(NamedTuple):
    """What there is to say of a session that is over."""

    finished: bool
    """Whether it came to its own end."""
    words: str
    """What has become of it, in a sentence."""
    numbers: Sequence[ended.Number]
    """What was done, and what all sessions come to."""
    more: Sequence[str]
    """What else there is to say, a line each."""
    answers: Sequence[Rating]
    """How it may have been; none if that is not kept."""
    saved: str
    """The answer that was given."""
    note: str
    """What the person wrote."""


def told(player: SessionPlayer) -> Told:
    """What there is to say of a session that is over.

    Args:
        player: Has played it.
    """
    recorder, felt = player.recorder, player.feeling
    record, standing = recorder.record, recorder.standing
    finished = player.state is State.FINISHED
    found = _gains(player, record.id) if record is not None else None
    ahead = player.journal.ahead(player.entry) if found is not None else ""
    planned = _planned(player) if found is not None and finished else ""
    count = len(player.entry.routine.single_steps) - standing.left_out
    preview = ended.PREVIEW if player.is_preview else ""
    return Told(
        finished,
        ended.DONE if finished else ended.stopped(standing, kept=record is not None),
        ended.numbers(standing, count, found, finished=finished),
        [
            each
            for each in (
                planned,
                ended.skipped(standing),
                ended.left_out(standing),
                ahead,
                preview,
            )
            if each
        ],
        RATINGS if record is not None else (),
        FEELINGS[felt] if felt is not None else "",
        record.note if record is not None else "",
    )


def _gains(player: SessionPlayer, session: int) -> Gains | None:
    """What all sessions come to, as soon as the journal was read with this one in it."""
    journal = player.journal
    own = next((each for each in reversed(journal.records) if each.id == session), None)
    return None if own is None or own.ended is None else gains(journal.records, journal.now)


def _planned(player: SessionPlayer) -> str:
    """Which day of the person's plan is done with it; empty if none is."""
    routine, place = player.journal.known.value.planned or ("", None)
    if place is None or routine != player.entry.routine.id:
        return ""
    from stretchtui.words.planning import day_done  # not for who follows no plan

    return day_done(place)
