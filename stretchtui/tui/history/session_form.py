"""The forms of a session: one that is corrected, and one that was done elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec.structs import replace

from stretchtui.core.sessions.entry import DISCOMFORT, NOTE, when
from stretchtui.core.sessions.record import Moment, Record, local, moment_of
from stretchtui.tui.dialogs.fields import ChoiceField, LineField
from stretchtui.tui.dialogs.form import Form, Values
from stretchtui.words.feelings import FEELINGS

if TYPE_CHECKING:
    from stretchtui.core.routines.library import Entry
    from stretchtui.core.sessions.record import Feeling
    from stretchtui.tui.commands.look import Look
    from stretchtui.tui.dialogs.form import FormDraft


def correction_form(
    record: Record,
    now: float,
    look: Look,
    keep: Callable[[Record], None],
    draft: FormDraft | None = None,
) -> Form:
    """The form of a session of the journal.

    Args:
        record: The session.
        now: Seconds since 1970.
        look: How the program looks.
        keep: Takes the session as it shall be, if it shall be another.
        draft: Keeps what is typed.
    """

    def take(values: Values) -> None:
        changes = dict(values)
        if "started" in changes:
            changes["started"] = moment_of(changes["started"], record.offset)
        if changes:
            keep(replace(record, **changes))

    began = local(record.started, record.offset)
    fields = (
        _when(began, Moment(now, record.offset)),
        _felt(record.feeling, look),
        LineField("before", "before", record.before, "discomfort 0 to 10", kind=DISCOMFORT),
        LineField("after", "after", record.after, "discomfort 0 to 10", kind=DISCOMFORT),
        LineField("note", "note", record.note, long=True, kind=NOTE),
    )
    return Form(record.name, fields, look, take, draft=draft)


def addition_form(
    entry: Entry,
    now: Moment,
    look: Look,
    keep: Callable[[Moment, Feeling | None, str], None],
    draft: FormDraft | None = None,
) -> Form:
    """The form of a session that was done elsewhere.

    Args:
        entry: What was done.
        now: This moment.
        look: How the program looks.
        keep: Takes when it began, how it felt and what there is to say of it.
        draft: Keeps what is typed.
    """
    shown = local(now.now, now.offset).replace(second=0, microsecond=0)

    def take(values: Values) -> None:
        began = moment_of(values.get("started", shown), now.offset)
        keep(Moment(began, now.offset), values.get("feeling"), values.get("note", ""))

    fields = (
        _when(shown, now),
        _felt(None, look),
        LineField("note", "note", "", "where, how, who with", long=True, kind=NOTE),
    )
    return Form(f"Add: {entry.routine.name}", fields, look, take, draft=draft)


def _when(shown: object, now: Moment) -> LineField:
    return LineField("started", "when", shown, kind=when(local(now.now, now.offset)))


def _felt(feeling: Feeling | None, look: Look) -> ChoiceField:
    options = ((None, "not rated"), *FEELINGS.items())
    return ChoiceField("feeling", "felt", feeling, options, look.glyphs)
