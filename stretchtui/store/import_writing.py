"""Writing what was settled: new files, and new versions in files that are there."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, TypeVar

from msgspec.structs import replace

from stretchtui.core.routines.document import Document
from stretchtui.core.routines.encode import encode_all
from stretchtui.core.routines.format import decode
from stretchtui.core.routines.model import Routine, Stretch
from stretchtui.core.routines.naming import slug
from stretchtui.core.routines.training_plan import TrainingPlan
from stretchtui.core.text import clean
from stretchtui.store.files import LARGEST, Unreadable, read_bytes, text_of, write_atomically
from stretchtui.store.import_record import write_record
from stretchtui.store.sources import own_files
from stretchtui.store.writing import NotSaved, back_up, canonical_text, free_path, put

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from stretchtui.store.import_record import ImportRecord
    from stretchtui.store.import_settling import Settled
    from stretchtui.store.paths import Folders

P = TypeVar("P", Routine, Stretch, TrainingPlan)


def write_all(
    settled: Sequence[Settled], record: ImportRecord, folders: Folders
) -> list[tuple[str | None, tuple[str, ...]]]:
    """Write what has been checked, each file's into one of its own.

    Returns:
        For each, the name of the file that it is in, and what is to be said of it.

    Raises:
        NotSaved: It could not be written; nothing was.
        OSError: The same.
    """
    before: dict[Path, bytes | None] = {}
    done = []
    try:
        for each in settled:
            file, notes = _put_in_place(each, before, folders) if each.replacing else (None, ())
            if each.routines or each.stretches or each.plans:
                file = _add(each, before, folders)
            done.append((file, notes))
        if before:
            write_record(folders, record)
    except BaseException:
        for path, data in before.items():
            with contextlib.suppress(OSError):
                if data is None:
                    path.unlink()
                else:
                    write_atomically(path, data)
        raise
    return done


def _add(settled: Settled, before: dict[Path, bytes | None], folders: Folders) -> str:
    """Write a new file."""
    path = free_path(folders.routines, _stem(settled))
    toml = canonical_text(
        Document(
            str(settled.read.path),
            tuple(settled.stretches),
            tuple(settled.routines),
            plans=tuple(settled.plans),
        )
    )
    before[path] = None
    put(path, toml)
    return path.name


def _stem(settled: Settled) -> str:
    """What to call the file: as the one routine in it, else as it was called."""
    if len(settled.routines) == 1:
        return settled.routines[0].id
    if not settled.routines and not settled.stretches and len(settled.plans) == 1:
        return settled.plans[0].id
    path = settled.read.path
    return (slug(path.stem) if path.suffix else "") or "imported"


def _put_in_place(
    settled: Settled, before: dict[Path, bytes | None], folders: Folders
) -> tuple[str | None, tuple[str, ...]]:
    """Put new versions into the files where the old ones are.

    Returns:
        The name of the first of these files, and what is to be said of them.
    """
    routines = {each.id: each for each in settled.replacing if isinstance(each, Routine)}
    stretches = {each.id: each for each in settled.replacing if isinstance(each, Stretch)}
    plans = {each.id: each for each in settled.replacing if isinstance(each, TrainingPlan)}
    files: list[str] = []
    notes: list[str] = []
    for path in own_files(folders):
        try:
            data = read_bytes(path, LARGEST)
            toml = text_of(data)
        except Unreadable:
            continue  # nothing that is in the library is in it
        document = decode(toml, path.name)
        new = replace(
            document,
            stretches=_swapped(document.stretches, stretches),
            routines=_swapped(document.routines, routines),
            plans=_swapped(document.plans, plans),
        )
        if new == document:
            continue
        for fault in document.faults:
            raise NotSaved(f"nothing was imported: {fault}; fix the error first")
        before.setdefault(path, data)
        if settled.changed or toml != encode_all(document):
            notes.append(f"what was in {clean(path.name)} is kept as {clean(back_up(path))}")
        put(path, canonical_text(new))
        files.append(path.name)
    return (files[0] if files else None), tuple(notes)


def _swapped(there: Iterable[P], new: dict[str, P]) -> tuple[P, ...]:
    return tuple(new.get(each.id, each) for each in there)
