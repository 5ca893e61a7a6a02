"""All that a journal has, as JSON that another journal takes in: docs/journal.md describes it.

Moments stand there twice: as the clock on the wall showed them, for people and their programs,
and in seconds to the last digit, for another journal.
"""

from __future__ import annotations

from datetime import timedelta, timezone
from typing import Annotated, Any

from msgspec import Meta, Struct, to_builtins
from msgspec.structs import astuple

from stretchtui.core.duration import whole
from stretchtui.core.routines.json_text import Faulty, decode_json
from stretchtui.core.routines.model import Side
from stretchtui.core.routines.place import key_path
from stretchtui.core.sessions.account import Account, Export, StretchNote, uid_of
from stretchtui.core.sessions.plan import Plan
from stretchtui.core.sessions.record import (
    Count,
    Discomfort,
    Feeling,
    Mark,
    Minutes,
    Part,
    Place,
    Record,
    Seconds,
    Standing,
    local,
)
from stretchtui.core.text import clean, unsafe

Text = Annotated[str, Meta(max_length=10_000)]
Number = Annotated[int, Meta(ge=1, le=1_000_000_000)]
"""A place among others, from 1."""


class HoldTable(Struct, frozen=True):
    """``Mark``, field by field."""

    side: Side
    time: Number
    done: bool
    round: Number = 1
    left_out: bool = False


class StretchTable(Struct, frozen=True):
    """``Part``."""

    step: Number
    stretch: Text
    name: Text
    targets: tuple[Text, ...] = ()
    held_s: Seconds = 0.0
    done: bool = False
    skipped: bool = False
    left_out: bool = False
    """Whether all of it was; not read: each of its holds says so."""
    hurt: bool = False
    """Whether it did; not read."""
    hurt_s: Seconds | None = None
    asked: Text = ""
    holds: tuple[HoldTable, ...] = ()


class PlaceTable(Struct, frozen=True):
    """``Place``, and what became of the phases."""

    phase: Number
    step: Number
    side: Side = Side.NONE
    time: Count = 1
    position_s: Seconds = 0.0
    reached_s: Seconds = 0.0
    round: Number = 1
    marks: Annotated[str, Meta(max_length=100_000)] = ""
    plan: Plan | None = None
    """What was changed of what comes, if anything was."""


class NoteTable(Struct, frozen=True):
    """``StretchNote``."""

    stretch: Text
    note: Text
    updated_s: Seconds


class SessionTable(Struct, frozen=True, kw_only=True):
    """``Record``; what only people read is not read again: the number, and moments as text."""

    id: Count = 0
    started: str = ""
    ended: str | None = None
    routine: Text
    name: Text
    level: Count = 0
    completed: bool = False
    logged: bool = False
    steps: Count
    steps_done: Count = 0
    steps_skipped: Count = 0
    phases: Count
    phases_done: Count = 0
    planned_s: Count
    held_s: Seconds = 0.0
    waited_s: Seconds = 0.0
    feeling: Feeling | None = None
    discomfort_before: Discomfort | None = None
    discomfort_after: Discomfort | None = None
    hurt: tuple[str, ...] = ()
    """The stretches that did; not read: each of them says so."""
    note: Text = ""
    uid: Annotated[Text, Meta(min_length=1)]
    started_s: Seconds
    offset_min: Minutes
    updated_s: Seconds
    ended_s: Seconds | None = None
    place: PlaceTable | None = None
    """Where it can be resumed, if it has no end."""
    stretches: tuple[StretchTable, ...] = ()
    stretch_notes: tuple[NoteTable, ...] = ()
    """What the person wrote of any stretch; it stands with the last session."""


def exported(export: Export) -> list[dict[str, Any]]:
    """What JSON has of it: a list of sessions."""
    tables = [table_of(account) for account in export.accounts]
    if tables:
        notes = [NoteTable(each.stretch, each.note, each.updated) for each in export.notes]
        tables[-1]["stretch_notes"] = to_builtins(notes)
    return tables


def table_of(account: Account) -> dict[str, Any]:
    """What JSON has of a session."""
    record, standing = account.record, account.standing
    table = SessionTable(
        id=record.id,
        started=_iso(record.started, record.offset),
        ended=None if record.ended is None else _iso(record.ended, record.offset),
        routine=record.routine,
        name=record.name,
        level=record.level,
        completed=record.completed,
        logged=record.logged,
        steps=record.steps,
        steps_done=record.steps_done,
        steps_skipped=record.skipped,
        phases=record.phases,
        phases_done=record.phases_done,
        planned_s=record.seconds,
        held_s=record.held,
        waited_s=record.waited,
        feeling=record.feeling,
        discomfort_before=record.before,
        discomfort_after=record.after,
        hurt=record.hurt,
        note=record.note,
        uid=uid_of(record),
        started_s=record.started,
        offset_min=record.offset,
        updated_s=record.updated,
        ended_s=record.ended,
        place=None if record.ended is not None else _place_table(standing),
        stretches=tuple(map(_stretch_table, standing.parts)),
    )
    found: dict[str, Any] = to_builtins(table)
    return found


def imported(data: bytes) -> Export:
    """What was exported.

    Raises:
        Faulty: It was not; the first place that says so is told.
    """
    tables: list[SessionTable] = decode_json(data, list[SessionTable])
    for number, table in enumerate(tables, 1):
        _check(table, key_path(number))
        steps: set[int] = set()
        for place, each in enumerate(table.stretches, 1):
            if each.step > table.steps or each.step in steps:
                where = key_path(number, "stretches", place, "step")
                raise Faulty(where, f"expected a whole number <= {table.steps} that is there once")
            steps.add(each.step)
    notes = [note for table in tables for note in table.stretch_notes]
    return Export(
        tuple(map(_account, tables)),
        tuple(StretchNote(clean(each.stretch), clean(each.note), each.updated_s) for each in notes),
    )


def _check(value: object, where: str) -> None:
    """See that no text could do anything to a terminal."""
    if isinstance(value, str):
        found = unsafe(value)
        if found:
            raise Faulty(where, f"expected no control characters, found {found}")
    elif isinstance(value, tuple):
        for number, each in enumerate(value, 1):
            _check(each, key_path(where, number))
    elif isinstance(value, Struct):
        for name in value.__struct_fields__:
            _check(getattr(value, name), key_path(where, name))


def _account(table: SessionTable) -> Account:
    record = Record(
        started=table.started_s,
        offset=table.offset_min,
        updated=table.updated_s,
        ended=table.ended_s,
        routine=clean(table.routine),
        name=clean(table.name),
        level=table.level,
        steps=table.steps,
        steps_done=table.steps_done,
        skipped=table.steps_skipped,
        phases=table.phases,
        phases_done=table.phases_done,
        seconds=table.planned_s,
        held=whole(table.held_s),
        completed=table.completed,
        feeling=table.feeling,
        before=table.discomfort_before,
        after=table.discomfort_after,
        uid=clean(table.uid),
        note=clean(table.note),
        waited=table.waited_s,
        logged=table.logged,
    )
    parts = tuple(_part(each) for each in sorted(table.stretches, key=lambda each: each.step))
    if table.place is None:
        return Account.of(record, parts)
    place = table.place
    return Account.of(record, parts, _place(place), clean(place.marks), place.plan)


def _place_table(standing: Standing) -> PlaceTable:
    place = standing.place
    return PlaceTable(
        phase=place.index + 1,
        step=place.step + 1,
        side=place.side,
        time=place.time,
        position_s=place.position,
        reached_s=place.reached,
        round=place.round,
        marks=standing.marks,
        plan=standing.plan or None,
    )


def _place(table: PlaceTable) -> Place:
    where = table.side, table.position_s, table.time, table.reached_s, table.round
    return Place(table.phase - 1, table.step - 1, *where)


def _stretch_table(part: Part) -> StretchTable:
    return StretchTable(
        step=part.step + 1,
        stretch=part.stretch,
        name=part.name,
        targets=part.targets,
        held_s=part.seconds,
        done=part.done,
        skipped=part.skipped,
        left_out=part.left_out,
        hurt=part.hurt is not None,
        hurt_s=part.hurt,
        asked=part.asked,
        holds=tuple(HoldTable(*astuple(mark)) for mark in part.holds),
    )


def _part(table: StretchTable) -> Part:
    return Part(
        step=table.step - 1,
        stretch=clean(table.stretch),
        name=clean(table.name),
        targets=tuple(map(clean, table.targets)),
        seconds=table.held_s,
        done=table.done,
        skipped=table.skipped,
        hurt=table.hurt_s,
        asked=clean(table.asked),
        holds=tuple(Mark(*astuple(hold)) for hold in table.holds),
    )


def _iso(moment: float, offset: int) -> str:
    """``2026-09-21T07:32:05+02:00``: the clock on the wall, and where it was."""
    there = local(moment, offset).replace(tzinfo=timezone(timedelta(minutes=offset)))
    return there.isoformat(timespec="seconds")
