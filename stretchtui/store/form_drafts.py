"""What is typed in a form, kept beside at every change until it is taken or discarded.

It lies among the drafts, sealed as they are, and nobody else can read it. What is not as it was
written is never put back into a form.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from stretchtui.core.routines.naming import slug
from stretchtui.core.text import clean
from stretchtui.store.files import LARGEST, Unreadable, read_bytes, reason, write_private
from stretchtui.store.sealing import seal, unseal
from stretchtui.store.writing import NotSaved, remove_unfinished

if TYPE_CHECKING:
    from stretchtui.store.paths import Folders

FORM = ".form"
"""How the name of such a file ends."""


class TypedForm(Struct, frozen=True):
    """What stood in a form that was neither kept nor discarded."""

    form: str
    """Which form it is."""
    fields: Mapping[str, str]
    """What was typed, by field: only those that were changed."""
    cursor: int = 0
    """The step it is of, from 0."""


def write(path: Path, typed: TypedForm) -> None:
    """Keep what is typed, whole; it outlives the program, not a power cut.

    Raises:
        NotSaved: It cannot be kept; what was kept before is as it was.
    """
    try:
        write_private(path, seal(msgspec.json.encode(typed)), lasting=False)
    except OSError as error:
        raise NotSaved(f"what you typed was not kept: {reason(error)}") from error


def read(path: Path) -> TypedForm | None:
    """What was typed; None where nothing is kept.

    Raises:
        Unreadable: It is not as it was written.
    """
    if not os.path.lexists(path):
        return None
    try:
        return msgspec.json.decode(unseal(read_bytes(path, LARGEST, follow=False)), type=TypedForm)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise Unreadable(clean(str(error))) from None


def drop(path: Path) -> None:
    """It was taken, or discarded."""
    remove_unfinished(path)
    with contextlib.suppress(OSError):
        path.unlink()


class FormFile:
    """What is typed in one form that belongs to no routine: put back when it is opened again.

    Args:
        folders: The person's folders.
        form: Which form it is; what it is of included.
    """

    def __init__(self, folders: Folders, form: str) -> None:
        self._form = form
        self._path = folders.data / "drafts" / f"{slug(form)}{FORM}"

    def left(self) -> Mapping[str, str]:
        """What was typed and neither kept nor discarded; nothing where that was damaged."""
        try:
            typed = read(self._path)
        except Unreadable:
            typed = None
        return typed.fields if typed is not None and typed.form == self._form else {}

    def keep(self, fields: Mapping[str, str]) -> None:
        """Keep what is typed by now; nothing typed is nothing to keep.

        Raises:
            NotSaved: It cannot be kept.
        """
        if fields:
            write(self._path, TypedForm(self._form, fields))
        else:
            self.drop()

    def drop(self) -> None:
        """It was taken, or discarded."""
        drop(self._path)
