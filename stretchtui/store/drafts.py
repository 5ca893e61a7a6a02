"""Drafts: a routine being made, kept beside at every change until it is saved or let go.

Each draft has a file of its own, and a second one beside it that says where the routine was read.
The program that makes it holds a lock on that second file, so that after a crash, and only then, a
draft can be offered to the next program. Both are sealed, and nobody else can read them. What is
not as it was written is put aside, and said: never offered as if it were what the person made.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from stretchtui.core.routines.encode import encode
from stretchtui.core.routines.format import decode
from stretchtui.core.routines.model import Routine, Stretch
from stretchtui.core.text import clean
from stretchtui.store import form_drafts
from stretchtui.store.files import (
    LARGEST,
    Unreadable,
    make_private_folder,
    read_bytes,
    reason,
    text_of,
    write_private,
)
from stretchtui.store.form_drafts import FORM, TypedForm
from stretchtui.store.keeping import Origin
from stretchtui.store.locking import Busy, take, wait_for
from stretchtui.store.sealing import seal, unseal
from stretchtui.store.writing import NotSaved, remove_unfinished

if TYPE_CHECKING:
    from stretchtui.core.routines.document import Document
    from stretchtui.store.paths import Folders

_DRAFT = ".toml"
_ORIGIN = ".origin"
_ASIDE = "damaged"
"""The folder beside them for what cannot be restored."""

_LARGEST_ORIGIN = 4 * LARGEST
"""It holds a whole file's text, spelled as JSON, in bytes."""

_LOOKING_S = 0.3


class _Beginning(Struct, frozen=True):
    """What the second file says."""

    origin: Origin
    stretches: tuple[Stretch, ...]


class Left(Struct, frozen=True):
    """A draft whose program has ended without saving it."""

    routine: Routine
    origin: Origin
    stretches: tuple[Stretch, ...]
    """Those that its program had given to ``DraftFile``."""
    changed: float
    """When it was last changed, in seconds since 1970."""
    path: Path
    form: TypedForm | None = None
    """What stood in a form that was open then."""


class Leftovers(Struct, frozen=True):
    """What is found in the folder of drafts."""

    drafts: tuple[Left, ...] = ()
    """Those that can be gone on with, the latest first."""
    faults: tuple[str, ...] = ()
    """A line for each that cannot be; those that were damaged are put aside by now."""


def _folder(folders: Folders) -> Path:
    return folders.data / "drafts"


class DraftFile:
    """The draft of one builder; nothing is on the disk before the first ``keep``.

    Args:
        folders: The person's folders.
        origin: Where the routine was read.
        stretches: Those its steps may ask for that the library lacks.
    """

    def __init__(self, folders: Folders, origin: Origin, stretches: Iterable[Stretch] = ()) -> None:
        self._folder = _folder(folders)
        self._beginning = _Beginning(origin, tuple(stretches))
        self._path: Path | None = None
        self._lock: int | None = None

    def keep(self, routine: Routine) -> None:
        """Keep the draft as it is by now, whole: a few milliseconds at most.

        It outlives the program, not a power cut: it is not waited for until it is on the disk.

        Raises:
            NotSaved: It cannot be kept; the one before is as it was.
        """
        try:
            path = self._path or self._begin()
            write_private(path, seal(encode([routine]).encode()), lasting=False)
        except OSError as error:
            raise NotSaved(f"the draft was not saved: {reason(error)}") from error
        except UnicodeEncodeError:  # the name of the routine's file is not UTF-8
            raise NotSaved("the draft was not saved: expected a file's name in UTF-8") from None

    def keep_form(self, typed: TypedForm | None) -> None:
        """Keep what is typed in a form over the routine; None where it is taken or discarded.

        Raises:
            NotSaved: It cannot be kept; what was kept before is as it was.
        """
        if self._path is not None:
            path = self._path.with_suffix(FORM)
            if typed is None:
                form_drafts.drop(path)
            else:
                form_drafts.write(path, typed)

    def drop(self) -> None:
        """The routine was saved or let go: its draft is not needed any more."""
        if self._path is not None:
            remove_unfinished(self._path)
            form_drafts.drop(self._path.with_suffix(FORM))
            for suffix in (_DRAFT, _ORIGIN):
                with contextlib.suppress(OSError):
                    self._path.with_suffix(suffix).unlink()
        self.close()

    def close(self) -> None:
        """Leave the draft as it is, to be offered again."""
        if self._lock is not None:
            os.close(self._lock)
        self._path = self._lock = None

    def _begin(self) -> Path:
        make_private_folder(self._folder)
        path = self._folder / os.urandom(8).hex()
        lock = take(path, mode=0o600)
        try:
            with open(lock, "wb", closefd=False) as file:
                file.write(seal(msgspec.json.encode(self._beginning)))
            # It is locked before it can be found.
            path.rename(path.with_suffix(_ORIGIN))
        except BaseException:
            os.close(lock)
            path.unlink()
            raise
        self._lock, self._path = lock, path.with_suffix(_DRAFT)
        return self._path

    def _adopt(self, path: Path) -> bool:
        """Go on with a draft that was left; False if another program does, or has."""
        try:
            # Another program may just be looking what was left.
            lock = wait_for(path.with_suffix(_ORIGIN), _LOOKING_S, make=False)
        except (Busy, Unreadable, OSError):
            return False
        self._lock, self._path = lock, path
        if not os.path.isfile(path):
            self.close()
        return self._path is not None


def look(folders: Folders) -> Leftovers:
    """What programs have left that ended without saving."""
    folder = _folder(folders)
    try:
        names = sorted(os.listdir(folder))
    except FileNotFoundError:
        return Leftovers()
    except OSError as error:
        return Leftovers(faults=(f"{clean(str(folder))}: {reason(error)}",))
    found: list[Left] = []
    faults: list[str] = []
    # By their second files; and a draft that has lost its own is not to be lost, too.
    for stem in sorted({Path(name).stem for name in names if name.endswith((_DRAFT, _ORIGIN))}):
        draft = folder / f"{stem}{_DRAFT}"
        try:
            if left := _look_at(draft):
                form, fault = _form_beside(draft)
                found.append(msgspec.structs.replace(left, form=form))
                faults.extend(fault)
        except Unreadable as error:
            faults.append(f"{clean(str(draft))}: unsaved changes can't be restored: {error}")
        except _Damaged as error:
            kept = _put_aside(draft)
            faults.append(f"{clean(str(kept))}: unsaved changes can't be restored: {error}")
    found.sort(key=lambda each: each.changed, reverse=True)
    return Leftovers(tuple(found), tuple(faults))


def _form_beside(draft: Path) -> tuple[TypedForm | None, list[str]]:
    """What stood in a form over the draft; and why it cannot be put back, if it cannot."""
    path = draft.with_suffix(FORM)
    try:
        return form_drafts.read(path), []
    except Unreadable as error:
        return None, [f"{clean(str(path))}: what you typed can't be restored: {error}"]


def take_up(draft: Left, folders: Folders) -> DraftFile | None:
    """Go on with a draft; None if another program has been quicker."""
    file = DraftFile(folders, draft.origin, draft.stretches)
    return file if file._adopt(draft.path) else None


class _Damaged(Exception):
    """A draft is not as it was written; the message says what is wrong with it."""


def _look_at(draft: Path) -> Left | None:
    """The draft; None while a program goes on with it, or where there is none any more.

    Raises:
        Unreadable: The system does not let it be read.
        _Damaged: It is not as it was written.
    """
    origin = draft.with_suffix(_ORIGIN)
    try:
        lock = take(origin, make=False)
    except Busy:
        return None
    except FileNotFoundError:
        # A draft is begun with its second file, and dropped with the first.
        if os.path.lexists(draft):
            raise _Damaged(f"{origin.name} is missing") from None
        return None
    except OSError as error:
        raise Unreadable(reason(error)) from error
    except Unreadable as error:
        raise _Damaged(str(error)) from None
    try:
        # Without it the program ended before it had kept anything.
        return _opened(draft, origin) if os.path.lexists(draft) else None
    except Unreadable as error:
        if isinstance(error.__cause__, OSError):
            raise
        raise _Damaged(str(error)) from None
    finally:
        os.close(lock)


def _opened(draft: Path, origin: Path) -> Left:
    beginning = _beginning_in(unseal(read_bytes(origin, _LARGEST_ORIGIN, follow=False)))
    toml = text_of(unseal(read_bytes(draft, LARGEST, follow=False)))
    document = decode(toml, draft.name)
    _must_be_whole(document)
    if len(document.routines) != 1:
        raise Unreadable(f"expected one routine, found {len(document.routines)}")
    changed = draft.stat().st_mtime
    return Left(document.routines[0], beginning.origin, beginning.stretches, changed, draft)


def _beginning_in(content: bytes) -> _Beginning:
    try:
        beginning = msgspec.json.decode(content, type=_Beginning)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise Unreadable(clean(str(error))) from None
    # By the rules of a routine file, which are more than those of the types.
    _must_be_whole(decode(encode((), beginning.stretches), "its stretches"))
    return beginning


def _must_be_whole(document: Document) -> None:
    for fault in document.faults:
        raise Unreadable(str(fault))


def _put_aside(draft: Path) -> Path:
    """Keep a damaged draft where it is not looked at again; where it is by now."""
    aside = draft.parent / _ASIDE
    with contextlib.suppress(OSError):
        make_private_folder(aside)
        for path in (draft, draft.with_suffix(_ORIGIN), draft.with_suffix(FORM)):
            with contextlib.suppress(FileNotFoundError):
                path.rename(aside / path.name)
        return aside / draft.name
    return draft
