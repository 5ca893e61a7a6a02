"""The library as the files have it by now."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from stretchtui.store.routines import Stamps, read_library, read_stamped, stamps

if TYPE_CHECKING:
    from stretchtui.core.routines.leaving_out import LeaveOut
    from stretchtui.core.routines.library import Entry, Library
    from stretchtui.store.paths import Folders


class LibraryFiles:
    """What can be played, read again when a file has changed.

    Args:
        folders: The person's folders.
        library: What was read already.
        read: Reads it again.
        known: The files as they were read; as they are now, if not given.
    """

    def __init__(
        self,
        folders: Folders,
        library: Library,
        read: Callable[[Folders], Library] = read_library,
        known: Stamps | None = None,
    ) -> None:
        self.folders = folders
        """The person's folders."""
        self.library = library
        """What can be played, as it was last read and is written."""
        self.leave_out: Callable[[], LeaveOut] = tuple
        """Tells what the person wants to leave out."""
        self._read = read
        self._stamps = stamps(folders) if known is None else known
        self._adapted: tuple[Library, LeaveOut, Library] | None = None

    @classmethod
    def of(cls, folders: Folders) -> LibraryFiles:
        """What a person's folders hold, and the shipped library behind it."""
        library, known = read_stamped(folders)
        return cls(folders, library, known=known)

    @property
    def for_person(self) -> Library:
        """What can be played, as the person does it who has said what to leave out."""
        library, leave_out = self.library, self.leave_out()
        # To compare two libraries of ten thousand would take longer than to adapt one.
        known = self._adapted
        if known is None or known[0] is not library or known[1] != leave_out:
            known = self._adapted = library, leave_out, library.for_person(leave_out)
        return known[2]

    def entries(self) -> Collection[Entry]:
        """The routines, as the person does them."""
        return self.for_person.entries.values()

    def refresh(self) -> bool:
        """Read the files again, if any has changed, come or gone.

        With ten thousand files a look takes 30 ms, and reading those that changed little more.

        Returns:
            Whether the library may be another one now.
        """
        now = stamps(self.folders)
        if now == self._stamps:
            return False
        self._stamps, self.library = now, self._read(self.folders)
        return True
