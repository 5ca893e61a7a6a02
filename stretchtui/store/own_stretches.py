"""The person's own stretches, kept in a file of the folder of routines."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from stretchtui.core.routines.document import Document
from stretchtui.core.routines.naming import new_id
from stretchtui.core.routines.own_stretch import NEW
from stretchtui.store.files import read_text
from stretchtui.store.keeping import FaultyFile
from stretchtui.store.routines import read_document, read_library
from stretchtui.store.writing import back_up, canonical_text, put, writing

if TYPE_CHECKING:
    from stretchtui.core.routines.model import Stretch
    from stretchtui.store.paths import Folders

FILE = "stretches.toml"
"""Where new ones go."""


def own_stretches(folders: Folders) -> dict[str, Stretch]:
    """All that stand in the person's files, by their ids."""
    found: dict[str, Stretch] = {}
    for path in _files(folders):
        for each in read_document(path).stretches:
            found.setdefault(each.id, each)
    return found


def keep_stretch(stretch: Stretch, folders: Folders) -> Stretch:
    """Keep a stretch: in its place if it is one's own already, and else as a new one.

    Returns:
        The stretch, with its id.

    Raises:
        NotSaved: It could not be written.
    """
    with writing(folders, f"{stretch.name} was not saved"):
        home = next((path for path in _files(folders) if _holds(path, stretch.id)), None)
        if home is None:
            id_ = new_id(stretch.name, read_library(folders).stretches, otherwise="stretch")
            stretch = replace(stretch, id=id_)
        path = home or folders.routines / FILE
        document = read_document(path, path.name) if path.exists() else Document(path.name)
        for fault in document.faults:
            raise FaultyFile(f"{fault}; fix the error first")
        kept = [stretch if each.id == stretch.id else each for each in document.stretches]
        kept += [] if stretch in kept else [stretch]
        text = canonical_text(Document(path.name, tuple(kept), document.routines))
        if path.exists():
            # Only a file that is there needs it.
            from stretchtui.store.layout import with_content

            laid_out = with_content(read_text(path), document, kept, document.routines)
            if laid_out is None:
                back_up(path)
            text = laid_out or text
        put(path, text)
        return stretch


def _files(folders: Folders) -> list[Path]:
    return sorted(folders.routines.glob("[!.]*.toml"))


def _holds(path: Path, id_: str) -> bool:
    return id_ != NEW and any(each.id == id_ for each in read_document(path).stretches)
