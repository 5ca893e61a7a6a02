"""What a person is told, and asked, when a session is over."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from stretchtui.core.sessions.gains import gains
from stretchtui.words import session as wording
from stretchtui.words.feelings import FEELINGS

if TYPE_CHECKING:
    from stretchtui.playing.player import SessionPlayer


class Told(NamedTuple):
    """What the pane says."""

    done: list[str]
    """What was done, a line each."""
    answers: list[str]
    """How it may have been, each with its key; none if that is not kept."""
    saved: str
    """The answer that was given."""
    note: str
    """What the person wrote."""
    brought: list[str]
    """What it has brought, a line each."""


def told(player: SessionPlayer) -> Told:
    """What there is to say of a session that came to its end.

    Args:
        player: Has played it.
    """
    recorder, felt = player.recorder, player.feeling
    record = recorder.record
    done = wording.end(player.planned, recorder.standing if record else None)
    if record is None:
        preview = [wording.PREVIEW] if player.is_preview else []
        return Told(done + preview, [], "", "", [])
    answers = [f"{key} {said}" for key, said in zip("123", FEELINGS.values(), strict=True)]
    saved = FEELINGS[felt] if felt is not None else ""
    return Told(done, answers, saved, record.note, _brought(player, record.id))


def _brought(player: SessionPlayer, session: int) -> list[str]:
    """What all sessions come to, as soon as the journal was read with this one in it."""
    journal = player.journal
    own = next((each for each in reversed(journal.records) if each.id == session), None)
    if own is None or own.ended is None:
        return []
    lines = gains(journal.records, journal.now).lines
    return [*lines, *filter(None, [journal.ahead(player.entry)])]
