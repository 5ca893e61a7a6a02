"""What was imported from where: so that a new version is known as one of what is here.

It stands in the person's data and not in the routine files: there it would be sent along with
them, and the name of a folder is nobody else's business. A piece is known by its id, which stays
whatever is edited. Without the record nothing is lost but that knowledge.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import msgspec
from msgspec import Struct

from stretchtui.core.routines.code_text import PREFIX, is_code
from stretchtui.core.routines.encode import encode
from stretchtui.core.routines.model import Routine, Stretch
from stretchtui.core.routines.training_plan import TrainingPlan
from stretchtui.store.files import Unreadable, read_bytes, write_private
from stretchtui.store.sealing import seal, unseal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stretchtui.store.paths import Folders

Kind = Literal["routine", "stretch", "plan"]

Piece = Routine | Stretch | TrainingPlan

_LARGEST = 16 * 1024 * 1024


class ImportedPiece(Struct, frozen=True):
    """A routine, a stretch or a plan that was imported."""

    kind: Kind
    source: str
    """The file that it came from, as seen from everywhere; ``-`` for standard input, and how a
    code begins for codes."""
    key: str
    """Its id in that file."""
    id: str
    """Its id here."""
    file: str
    """A digest of that file as it was."""
    there: str
    """A digest of the piece as it was in that file."""
    here: str
    """A digest of the piece as it was written here."""


class ImportRecord:
    """All that was imported, and found by where it came from."""

    def __init__(self, pieces: Iterable[ImportedPiece] = ()) -> None:
        self._by_place = {(each.kind, each.source, each.key): each for each in pieces}
        self._by_source: dict[tuple[Kind, str], list[ImportedPiece]] = defaultdict(list)
        self._by_name: dict[tuple[Kind, str, str], list[ImportedPiece]] = defaultdict(list)
        for each in self._by_place.values():
            self._by_source[each.kind, each.source].append(each)
            self._by_name[each.kind, Path(each.source).name, each.key].append(each)

    @property
    def pieces(self) -> list[ImportedPiece]:
        """Every piece."""
        return list(self._by_place.values())

    def add(self, piece: ImportedPiece) -> None:
        """A piece was imported, or imported again; it is found by its place from now on."""
        self._by_place[piece.kind, piece.source, piece.key] = piece

    def find(self, kind: Kind, source: str, key: str, alone: bool) -> ImportedPiece | None:
        """What was imported from a place before.

        Args:
            kind: What is looked for.
            source: The file, as ``place_of`` gives it.
            key: Its id there.
            alone: Whether the file holds only this one; it may have another name by now.

        Returns:
            That piece of that file. Of a file that was elsewhere then, or called its piece
            otherwise, the one that it can be; None if that is none, or more than one.
        """
        if exact := self._by_place.get((kind, source, key)):
            return exact
        if from_here := self._by_source.get((kind, source)):
            return from_here[0] if alone and len(from_here) == 1 else None
        same = self._by_name.get((kind, Path(source).name, key), [])
        return same[0] if len(same) == 1 else None


def place_of(source: Path) -> str:
    """A file as it is known by when it comes again; ``-`` stays what it is, as do all codes."""
    text = str(source)
    if is_code(text):
        return PREFIX
    if text == "-":
        return text
    with contextlib.suppress(OSError, ValueError):
        return str(source.resolve())
    return text


def name_of(source: Path) -> str:
    """A file as a report calls it."""
    text = str(source)
    if is_code(text):
        return "the code"
    return "standard input" if text == "-" else text


def digest_of(piece: Piece) -> str:
    """What tells a piece from another version of it."""
    match piece:
        case Routine():
            lines = encode([piece])
        case Stretch():
            lines = encode([], [piece])
        case TrainingPlan():
            lines = encode([], [], [piece])
    return digest(lines.encode())


def digest(data: bytes) -> str:
    """What tells bytes from others."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def read_record(folders: Folders) -> ImportRecord:
    """What was imported before; nothing where that cannot be read, or was damaged."""
    with contextlib.suppress(OSError, Unreadable, msgspec.MsgspecError, UnicodeDecodeError):
        content = unseal(read_bytes(_path(folders), _LARGEST))
        return ImportRecord(msgspec.json.decode(content, type=list[ImportedPiece]))
    return ImportRecord()


def write_record(folders: Folders, record: ImportRecord) -> None:
    """Keep what was imported.

    Raises:
        OSError: It could not be written.
    """
    write_private(_path(folders), seal(msgspec.json.encode(record.pieces)))


def _path(folders: Folders) -> Path:
    return folders.data / "imported"
