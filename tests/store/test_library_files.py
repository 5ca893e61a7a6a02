"""Files are read again when they have changed, and only then."""

from __future__ import annotations

from pathlib import Path

from stretchtui.store.library_files import LibraryFiles
from stretchtui.store.paths import folders

MINE = """
format = 1
[[routine]]
id = "mine"
name = "Mine"
[[routine.step]]
name = "Nod"
"""


def test_only_what_has_changed_is_another_library(tmp_path: Path) -> None:
    found = folders(str(tmp_path))
    found.routines.mkdir(parents=True)
    files = LibraryFiles.of(found)
    before = files.library
    assert not files.refresh()
    assert files.library is before
    (found.routines / "mine.toml").write_text(MINE, encoding="utf-8")
    assert files.refresh()
    assert files.library.entries.keys() - before.entries.keys() == {"mine"}
    assert not files.refresh()
