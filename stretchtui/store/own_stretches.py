"""The person's own stretches, kept in a file of the folder of routines."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from stretchtui.core.routines.document import Document
from stretchtui.core.routines.library import Library, Source, join
from stretchtui.core.routines.model import Stretch
from stretchtui.core.routines.naming import new_id
from stretchtui.core.routines.own_stretch import NEW
from stretchtui.store.files import read_text
from stretchtui.store.keeping import FaultyFile
from stretchtui.store.routines import read_document, read_documents, read_library
from stretchtui.store.writing import (
    NotSaved,
    back_up,
    canonical_text,
    put,
    put_back,
    remove_unfinished,
    set_aside,
    writing,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stretchtui.store.paths import Folders

FILE = "stretches.toml"
"""Where new ones go."""


class Owned(Struct, frozen=True):
    """The person's own stretches, and all that can use them."""

    stretches: Mapping[str, Stretch]
    """By their ids."""
    built_in: Mapping[str, Stretch]
    """The shipped ones, of which some may be hidden behind the person's own."""
    library: Library


class DeletedStretch(Struct, frozen=True):
    """What is needed to bring a stretch back."""

    stretch: Stretch
    file: str
    """The name of the file it was in."""
    left: str | None
    """The text that was left of that file; None if nothing was."""
    kept: Path
    """Where the file is kept, just as it was."""


def read_owned(folders: Folders) -> Owned:
    """All that stand in the person's files; of two with one id, the one that is used."""
    documents = read_documents(folders)
    found: dict[Source, dict[str, Stretch]] = {Source.USER: {}, Source.SHIPPED: {}}
    for source, document in documents:
        for each in document.stretches:
            found[source].setdefault(each.id, each)
    return Owned(found[Source.USER], found[Source.SHIPPED], join(documents))


def keep_stretch(stretch: Stretch, folders: Folders) -> Stretch:
    """Keep a stretch: in its place if it is one's own already, and else as a new one.

    Returns:
        The stretch, with its id.

    Raises:
        NotSaved: It could not be written.
    """
    with writing(folders, f"{stretch.name} was not saved"):
        home = _home(stretch.id, folders)
        if home is None:
            stretch = _as_new(stretch, folders)
        return _keep(stretch, home or FILE, folders)


def delete_stretch(stretch: Stretch, folders: Folders) -> DeletedStretch:
    """Take a stretch out of the person's files; what else is in its file stays.

    The file as it was is kept in the folder ``deleted`` of the person's data. Whether a routine
    uses it is for the caller to see.

    Raises:
        NotSaved: It is not there any more, or could not be deleted; nothing was.
    """
    with writing(folders, f"{stretch.name} was not deleted"):
        home = _home(stretch.id, folders)
        if home is None:
            raise NotSaved(f"{stretch.name} was not deleted: it is no longer in your files")
        path = folders.routines / home
        document = _whole(path)
        others = [each for each in document.stretches if each.id != stretch.id]
        kept = set_aside(path, folders)
        left = None
        if others or document.routines or document.plans:
            left = _put(path, document, others)
        else:
            remove_unfinished(path)
            path.unlink()
        return DeletedStretch(stretch, home, left, kept)


def bring_back_stretch(deleted: DeletedStretch, folders: Folders) -> Stretch:
    """Undo a deletion: the file as it was, or the stretch in what has come in its place.

    Returns:
        The stretch; under another id, if its own is in use by now.

    Raises:
        NotSaved: It could not be written.
    """
    with writing(folders, f"{deleted.stretch.name} was not restored"):
        path = folders.routines / deleted.file
        if put_back(deleted.kept, path, deleted.left):
            return deleted.stretch
        stretch = deleted.stretch
        if _home(stretch.id, folders) is not None:
            stretch = _as_new(stretch, folders)
        return _keep(stretch, deleted.file, folders)


def _as_new(stretch: Stretch, folders: Folders) -> Stretch:
    """A stretch under an id that is free; that of new ones never is."""
    taken = {*read_library(folders).stretches, NEW}
    return replace(stretch, id=new_id(stretch.name, taken, otherwise="stretch"))


def _keep(stretch: Stretch, file: str, folders: Folders) -> Stretch:
    """Write a stretch into a file, in the place of the one of its id or behind the others."""
    path = folders.routines / file
    document = _whole(path) if path.exists() else Document(path.name)
    kept = [stretch if each.id == stretch.id else each for each in document.stretches]
    kept += [] if stretch in kept else [stretch]
    _put(path, document, kept)
    return stretch


def _put(path: Path, document: Document, stretches: Sequence[Stretch]) -> str:
    """Write other stretches into a file, with the layout it has if that can be; its text."""
    text = canonical_text(replace(document, stretches=tuple(stretches)))
    if path.exists():
        # Only a file that is there needs it.
        from stretchtui.store.layout import with_content

        laid_out = with_content(read_text(path), document, stretches, document.routines)
        if laid_out is None:
            back_up(path)
        text = laid_out or text
    put(path, text)
    return text


def _whole(path: Path) -> Document:
    document = read_document(path, path.name)
    for fault in document.faults:
        raise FaultyFile(f"{fault}; fix the error first")
    return document


def _home(id_: str, folders: Folders) -> str | None:
    """The name of the file that a stretch of one's own stands in."""
    if id_ == NEW:
        return None
    return next(
        (
            document.file
            for source, document in read_documents(folders)
            if source is Source.USER and any(each.id == id_ for each in document.stretches)
        ),
        None,
    )
