"""Files are read again when they have changed, and only then."""

from __future__ import annotations

from pathlib import Path

from stretchtui.core.routines.model import Condition
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


CARE = """\
format = 1

[[stretch]]
id = "plank"
name = "Plank"
avoid = ["disc"]

[[stretch]]
id = "nod"
name = "Nod"

[[routine]]
id = "mine"
name = "Mine"

  [[routine.step]]
  stretch = "plank"

  [[routine.step]]
  stretch = "nod"
"""


def test_it_is_as_the_person_does_it_who_leaves_something_out(tmp_path: Path) -> None:
    home = folders(str(tmp_path))
    home.routines.mkdir(parents=True)
    file = home.routines / "mine.toml"
    file.write_text(CARE)
    files = LibraryFiles.of(home)
    assert files.for_person is files.library, "nothing is left out"
    left_out = {Condition.DISC}
    files.leave_out = lambda: left_out
    found = files.for_person
    assert [each.stretch for each in found.entries["mine"].routine.single_steps] == ["nod"]
    assert found.entries["mine"] in files.entries()
    assert files.for_person is found, "it is made once"
    assert len(files.library.entries["mine"].routine.single_steps) == 2
    left_out = {Condition.HEART}
    assert len(files.for_person.entries["mine"].routine.single_steps) == 2
    left_out = {Condition.DISC}
    file.write_text(CARE.replace('name = "Mine"', 'name = "Ours"'))
    assert files.refresh()
    assert files.for_person.entries["mine"].routine.name == "Ours"
    assert len(files.for_person.entries["mine"].routine.single_steps) == 1
