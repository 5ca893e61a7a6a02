"""The rows that stand in a damaged database, read page by page without SQLite.

SQLite gives up a whole page for one wrong number in it, and a whole table for one wrong page
above it. Here every row is looked at by itself: what the others point to does not matter.
The format is described in https://sqlite.org/fileformat2.html.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from itertools import takewhile

from msgspec import Struct

Value = int | float | str | bytes | None

_KINDS = _TABLE_LEAF, _INDEX_LEAF, _INDEX_INTERIOR = 13, 10, 2
_DEFAULT_SIZE = 4096
_MOST = 1_000_000
"""No row of the journal takes more bytes."""


class FoundRow(Struct, frozen=True):
    """A row of some table."""

    number: int | None
    """The number by which its table knows it; None in a table without such numbers."""
    values: tuple[Value, ...]


def rows_in(image: bytes) -> Iterator[FoundRow]:
    """Every row of every table that can still be read, in no order; rows of indexes, too."""
    size = _page_size(image)
    for start in range(0, len(image), size):
        yield from _Page(image, start, size).rows()


def _page_size(image: bytes) -> int:
    size = int.from_bytes(image[16:18], "big")
    plausible = size in (512, 1024, 2048, 4096, 8192, 16384, 32768)
    return size if plausible and len(image) % size == 0 else _DEFAULT_SIZE


class _Page:
    """One page.

    Args:
        image: The whole database.
        start: Where the page begins in it.
        size: How many bytes it has.
    """

    def __init__(self, image: bytes, start: int, size: int) -> None:
        self._image = image
        self._bytes = image[start : start + size]
        self._size = size
        # The first page begins with the header of the file.
        self._header = 0 if start else 100

    def rows(self) -> Iterator[FoundRow]:
        """Its rows."""
        if len(self._bytes) < self._header + 12:
            return
        said = self._bytes[self._header]
        # What it says of itself may be wrong, too: then it has no rows of the kind.
        for kind in sorted(_KINDS, key=lambda kind: kind != said):
            found = list(self._rows_as(kind))
            if found:
                yield from found
                return

    def _rows_as(self, kind: int) -> Iterator[FoundRow]:
        for cell in self._cells(self._header + (12 if kind == _INDEX_INTERIOR else 8)):
            try:
                yield self._row(kind, cell)
            except (ValueError, IndexError, struct.error):
                continue

    def _cells(self, first: int) -> Iterator[int]:
        """Where its rows begin."""
        count, content = struct.unpack_from(">HH", self._bytes, self._header + 3)
        room = (len(self._bytes) - first) // 2
        cells = struct.unpack_from(f">{room}H", self._bytes, first)
        # There may be more than it says, as long as they lie where rows do.
        more = takewhile(
            lambda number: first + 2 * number < content <= cells[number], range(count, room)
        )
        # No two rows begin at one place: ten million equal bytes took 20 s.
        yield from dict.fromkeys((*cells[:count], *(cells[number] for number in more)))

    def _row(self, kind: int, at: int) -> FoundRow:
        if kind == _INDEX_INTERIOR:
            at += 4
        length, at = _varint(self._bytes, at)
        number = None
        if kind == _TABLE_LEAF:
            number, at = _varint(self._bytes, at)
        if not 0 < length <= _MOST:
            raise ValueError(length)
        return FoundRow(number, _values(self._payload(at, length, kind == _TABLE_LEAF)))

    def _payload(self, at: int, length: int, in_table: bool) -> bytes:
        """A row's bytes, with what did not fit into its page."""
        most = self._size - 35 if in_table else (self._size - 12) * 64 // 255 - 23
        if length <= most:
            return _exactly(self._bytes[at : at + length], length)
        least = (self._size - 12) * 32 // 255 - 23
        here = least + (length - least) % (self._size - 4)
        here = here if here <= most else least
        data = self._bytes[at : at + here]
        (more,) = struct.unpack_from(">I", self._bytes, at + here)
        while len(data) < length:
            # What goes round in a circle ends by its length.
            start = (more - 1) * self._size if more else len(self._image)
            page = _exactly(self._image[start : start + self._size], self._size)
            (more,) = struct.unpack_from(">I", page)
            data += page[4 : 4 + length - len(data)]
        return data


def _values(payload: bytes) -> tuple[Value, ...]:
    """The columns of a row.

    Raises:
        ValueError: It is no row.
    """
    end, at = _varint(payload, 0)
    kinds: list[int] = list(payload[at:end])
    if max(kinds, default=0) < 0x80:
        at = end  # all of them are of one byte, as nearly always
    else:
        kinds = []
        while at < end:
            kind, at = _varint(payload, at)
            kinds.append(kind)
    values: list[Value] = []
    for kind in kinds:
        length = _length(kind)
        values.append(_value(kind, _exactly(payload[at : at + length], length)))
        at += length
    if at != len(payload):
        raise ValueError(at)
    return tuple(values)


def _length(kind: int) -> int:
    if kind >= 12:
        return (kind - 12) // 2
    return (0, 1, 2, 3, 4, 6, 8, 8, 0, 0)[kind]


def _value(kind: int, data: bytes) -> Value:
    if kind >= 12:
        # Whoever reads it sees by the surrogates that it was no UTF-8.
        return data.decode(errors="surrogateescape") if kind % 2 else data
    if kind == 7:
        (number,) = struct.unpack(">d", data)
        return float(number)
    if kind in (8, 9):
        return kind - 8
    return int.from_bytes(data, "big", signed=True) if kind else None


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """A number of one to nine bytes, and where it ends."""
    value = 0
    for place in range(8):
        byte = data[at + place]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + place + 1
    return value << 8 | data[at + 8], at + 9


def _exactly(data: bytes, length: int) -> bytes:
    if len(data) != length:
        raise ValueError(length)
    return data
